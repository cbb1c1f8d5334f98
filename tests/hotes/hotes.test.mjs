// Each static host that is installed, with its defaults and files a month old: the page starts, is kept whole, follows a new
// release, and opens without the host.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { lancer } from "../e2e/lib/navigateur.mjs";
import { HOTES } from "./lib/hotes.mjs";
import { copies, installer, onglet, oublier, profil, sansReseau, toutMarche, visite } from "./lib/gestes.mjs";
import { publiee, suivante } from "./lib/versions.mjs";

let browser;
before(async () => { browser = await lancer(); });
after(async () => { await browser?.close(); });

const PLACE = "/aide/jalons/";

test("python serves: the tests of hosts are run somewhere", () => {
  assert.ok(HOTES.some((hote) => hote.present()), "none of the hosts of lib/hotes.mjs is installed, not even python3");
});

for (const hote of HOTES.filter((hote) => hote.present())) {
  test(`${hote.nom}: a new release is seen at the next visit, and is what opens without a network`, async (t) => {
    const context = await profil(browser);
    t.after(() => context.close());
    const next = suivante(t);
    const site = await hote.servir(t, { [PLACE]: publiee() });
    const base = await installer(context, site.adresse(PLACE));
    site.publier(PLACE, next);
    // Although its files are of dates that let browsers keep them for days.
    const page = await visite(context, site.adresse(PLACE) + base, next.version);
    await toutMarche(page, base, "en ligne");
    for (const [name, kept] of Object.entries(await copies(page))) assert.ok(kept === null || name.endsWith(kept), `${name} holds the page of ${kept}`);
    await page.close();
    await oublier(context);
    assert.equal(await sansReseau(context, site, PLACE, base), next.version);
  });

  test(`${hote.nom}: without the last slash of the address, the page starts`, async (t) => {
    const context = await profil(browser);
    t.after(() => context.close());
    const site = await hote.servir(t, { [PLACE]: publiee() });
    const page = await onglet(context, site.adresse(PLACE.slice(0, -1)));
    assert.equal(new URL(page.url()).pathname, PLACE);
  });
}

// The headers that docs/hebergement.md gives, as they are written there.
const CONSEILS = readFileSync(new URL("../../docs/hebergement.md", import.meta.url), "utf8");
for (const hote of HOTES.filter(({ nom, present }) => ["nginx", "apache"].includes(nom) && present())) {
  test(`${hote.nom}, with the headers of docs/hebergement.md: everything works, and the page of lost addresses is ours`, async (t) => {
    const context = await profil(browser);
    t.after(() => context.close());
    const [, rules] = CONSEILS.match(new RegExp(`\`\`\`${hote.nom}\\n([\\s\\S]*?)\`\`\``));
    const next = suivante(t);
    const site = await hote.servir(t, { "/jalons/": publiee() }, rules);
    const answer = await fetch(site.adresse("/jalons/"));
    assert.match(answer.headers.get("content-security-policy"), /frame-ancestors/);
    const lost = await fetch(site.adresse("/jalons/%23/lien/1.abc"));
    assert.deepEqual([lost.status, (await lost.text()).includes("lien de partage")], [404, true]);
    const errors = [];
    context.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
    const base = await installer(context, site.adresse("/jalons/"));
    site.publier("/jalons/", next);
    const page = await visite(context, site.adresse("/jalons/") + base, next.version);
    await toutMarche(page, base, "avec les en-têtes");
    assert.deepEqual(errors, []);
    await page.close();
    assert.equal(await sansReseau(context, site, "/jalons/", base), next.version);
  });
}
