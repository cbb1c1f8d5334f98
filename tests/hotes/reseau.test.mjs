// What hosts, proxies and networks do to a page that is on the device: it opens, and says what it can't do.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { lancer, prete } from "../e2e/lib/navigateur.mjs";
import { dossier, enregistre, ouvrirDossier } from "../e2e/lib/parcours.mjs";
import { servir } from "./lib/commutateur.mjs";
import { installer, onglet, pretHorsLigne, profil, sansReseau, toutMarche, version } from "./lib/gestes.mjs";
import { publiee, suivante } from "./lib/versions.mjs";

let browser;
before(async () => { browser = await lancer(); });
after(async () => { await browser?.close(); });

async function monde(t, regler = () => {}) {
  const context = await profil(browser);
  t.after(() => context.close());
  const site = await servir(t, { "/jalons/": publiee() });
  regler(site);
  return { context, site };
}

for (const vary of ["Origin", "Accept", "User-Agent, Accept-Language", "*"]) {
  test(`Vary: ${vary}: everything is found without a network`, async (t) => {
    const { context, site } = await monde(t, (site) => { site.entetes = () => ({ vary }); });
    const base = await installer(context, site.adresse("/jalons/"));
    assert.equal(await sansReseau(context, site, "/jalons/", base), publiee().version);
  });
}

for (const status of [503, 500, 404, 401, 403]) {
  test(`a host that answers ${status} does not hide the page of the device`, async (t) => {
    const { context, site } = await monde(t);
    const base = await installer(context, site.adresse("/jalons/"));
    site.repondre = () => status;
    const page = await onglet(context, `${site.adresse("/jalons/")}${base}/plan`);
    await toutMarche(page, base, String(status));
  });
}

test("a page of the network in its place (a portal, a maintenance page) does not hide it either", async (t) => {
  const { context, site } = await monde(t);
  const base = await installer(context, site.adresse("/jalons/"));
  for (const answer of [[200, "<h1>Bienvenue à l’hôtel</h1>"], "redirige:/connexion"]) {
    site.repondre = (path) => (path === "/connexion" ? [200, "<h1>Connectez-vous</h1>"] : answer);
    const page = await onglet(context, site.adresse("/jalons/") + base);
    await toutMarche(page, base, String(answer));
    await page.close();
  }
});

test("a network that hangs holds the page of the device a few seconds at most", async (t) => {
  const { context, site } = await monde(t);
  const base = await installer(context, site.adresse("/jalons/"));
  site.repondre = () => "muet";
  const page = await onglet(context, site.adresse("/jalons/") + base);
  await toutMarche(page, base, "muet");
});

test("a new release on a network that hangs midway: the page of the device opens", async (t) => {
  const { context, site } = await monde(t);
  const base = await installer(context, site.adresse("/jalons/"));
  site.publier("/jalons/", suivante(t));
  site.repondre = (path) => (/\.wasm$/.test(path) ? "muet" : undefined);
  const page = await onglet(context, site.adresse("/jalons/") + base);
  assert.equal(await version(page), publiee().version);
  await toutMarche(page, base, "muet");
});

for (const [what, pattern] of [["manifest", /\.webmanifest$/], ["icon", /\.svg$/]]) {
  test(`a host that refuses the ${what} keeps the rest`, async (t) => {
    const { context, site } = await monde(t, (site) => { site.repondre = (path) => (pattern.test(path) ? 404 : undefined); });
    const base = await installer(context, site.adresse("/jalons/"));
    assert.equal(await sansReseau(context, site, "/jalons/", base), publiee().version);
  });
}

test("a host that refuses a program: the bar does not say that the page is ready", async (t) => {
  const { context, site } = await monde(t, (site) => { site.repondre = (path) => (/\/atelier-/.test(path) ? 404 : undefined); });
  const page = await onglet(context, site.adresse("/jalons/"));
  await ouvrirDossier(page, dossier("c01"));
  await enregistre(page);
  await page.locator(".barre .garde", { hasText: "Pas encore prêt hors ligne" }).waitFor();
  await page.waitForTimeout(2000);
  assert.equal(await page.locator(".barre .garde").innerText(), "Pas encore prêt hors ligne");
  site.repondre = () => undefined;
  await page.reload();
  await pretHorsLigne(page);
});

test("where the browser keeps no page, the bar says that it needs the network", async (t) => {
  const { context, site } = await monde(t, (site) => { site.repondre = (path) => (/sw\.js$/.test(path) ? 404 : undefined); });
  const page = await onglet(context, site.adresse("/jalons/"));
  await ouvrirDossier(page, dossier("c01"));
  await page.locator(".barre .garde", { hasText: "En ligne seulement" }).waitFor();
});

test("a page whose address is redirected opens without a network, by both addresses", async (t) => {
  const { context, site } = await monde(t, (site) => { site.repondre = (path) => (path === "/jalons/" ? "redirige:/jalons/index.html" : undefined); });
  const base = await installer(context, site.adresse("/jalons/"));
  await site.fermer();
  await context.setOffline(true);
  for (const path of ["/jalons/", "/jalons/index.html", "/jalons/?de=courriel"]) {
    const page = await onglet(context, site.adresse(path) + base);
    await toutMarche(page, base, path);
    await page.close();
  }
});

test("wrong types, or none: everything works, online and offline", async (t) => {
  for (const type of ["application/octet-stream", ""]) {
    const { context, site } = await monde(t, (site) => {
      const usual = site.type;
      site.type = (path) => (/\.(wasm|webmanifest|svg)$/.test(path) ? type : usual(path));
    });
    const base = await installer(context, site.adresse("/jalons/"));
    assert.equal(await sansReseau(context, site, "/jalons/", base), publiee().version);
    await context.close();
  }
});

test("other pages of the folder are those of the host", async (t) => {
  const { context, site } = await monde(t);
  await installer(context, site.adresse("/jalons/"));
  const page = await context.newPage();
  await page.goto(`${site.adresse("/jalons/")}schemas/dossier-1.json`);
  assert.match(await page.locator("body").innerText(), /\$defs/);
  site.repondre = (path) => (/notice/.test(path) ? [200, "<h1>Notice de la structure</h1>"] : undefined);
  await page.goto(`${site.adresse("/jalons/")}notice.html`);
  await page.getByRole("heading", { name: "Notice de la structure" }).waitFor();
});

test("what its publisher changes in the page by hand is seen at once, and kept", async (t) => {
  const { context, site } = await monde(t);
  const base = await installer(context, site.adresse("/jalons/"));
  const html = await (await fetch(site.adresse("/jalons/"))).text();
  site.repondre = (path) => (path === "/jalons/" ? [200, html.replace("<html ", "<html data-essai=oui ")] : undefined);
  const changed = (page) => page.evaluate(() => document.documentElement.dataset.essai);
  const page = await onglet(context, site.adresse("/jalons/"));
  assert.equal(await changed(page), "oui");
  await page.waitForTimeout(500);
  await page.close();
  await site.fermer();
  await context.setOffline(true);
  const offline = await onglet(context, site.adresse("/jalons/") + base);
  assert.equal(await changed(offline), "oui");
  await prete(offline);
});

// The browser loses some of what it kept.

/** Loses what is kept at these addresses of the page's folder; how many there were. */
const perdre = (page, pattern) => page.evaluate(async (pattern) => {
  let lost = 0;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (new RegExp(pattern).test(new URL(request.url).pathname)) lost += Number(await cache.delete(request));
    }
  }
  return lost;
}, pattern);

for (const [what, pattern] of [["a program", "/atelier-.*wasm$"], ["the page", "^/jalons/$"], ["everything", "."]]) {
  test(`${what} that the browser lost is kept again at the next visit; without it, the bar does not say that all is ready`, async (t) => {
    const { context, site } = await monde(t);
    const base = await installer(context, site.adresse("/jalons/"));
    const page = await onglet(context, site.adresse("/jalons/"));
    assert.ok(await perdre(page, pattern) > 0);
    await page.close();
    site.repondre = (path) => (/\/atelier-.*wasm$/.test(path) || path === "/jalons/" && what !== "a program" ? 503 : undefined);
    if (what === "a program") {
      const without = await onglet(context, site.adresse("/jalons/") + base);
      await without.waitForTimeout(1500);
      assert.equal(await without.locator(".barre .garde").innerText(), "Pas encore prêt hors ligne");
      await without.close();
    }
    site.repondre = () => undefined;
    const again = await onglet(context, site.adresse("/jalons/") + base);
    await pretHorsLigne(again);
    await again.close();
    assert.equal(await sansReseau(context, site, "/jalons/", base), publiee().version);
  });
}
