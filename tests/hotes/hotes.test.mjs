// Each static host, where it is installed, with its defaults and files a month old: the page starts, is kept whole, follows a
// new release, and opens without the host.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { lancer } from "../e2e/lib/navigateur.mjs";
import { verifier } from "../../xtask/verifier.mjs";
import { APACHES_NUS, exemple, HOTES } from "./lib/hotes.mjs";
import { copies, installer, onglet, oublier, profil, sansReseau, toutMarche, visite } from "./lib/gestes.mjs";
import { publiee, suivante } from "./lib/versions.mjs";

let browser;
before(async () => { browser = await lancer(); });
after(async () => { await browser?.close(); });

const PLACE = "/aide/jalons/";
const GITHUB = HOTES.find(({ nom }) => nom === "GitHub Pages");

test("python serves: the tests of hosts are run somewhere", () => {
  assert.ok(HOTES.some((hote) => hote !== GITHUB && !hote.absent()), "none of the hosts of lib/hotes.mjs is installed, not even python3");
});

for (const hote of HOTES) {
  const absent = { skip: hote.absent() };
  test(`${hote.nom}: a new release is seen at the next visit, and is what opens without a network`, absent, async (t) => {
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

  test(`${hote.nom}: without the last slash of the address, the page starts`, absent, async (t) => {
    const context = await profil(browser);
    t.after(() => context.close());
    const site = await hote.servir(t, { [PLACE]: publiee() });
    const page = await onglet(context, site.adresse(PLACE.slice(0, -1)));
    assert.equal(new URL(page.url()).pathname, PLACE);
  });
}

// The examples of public/static/hebergement/, as they are published.
for (const [hote, nom] of HOTES.flatMap((hote) => hote.exemples.map((nom) => [hote, nom]))) {
  test(`${hote.nom}, with the example ${nom}: types, cache and headers, everything works, and the page of lost addresses is ours`, { skip: hote.absent() }, async (t) => {
    const context = await profil(browser);
    t.after(() => context.close());
    const next = suivante(t);
    const site = await hote.servir(t, { "/jalons/": publiee() }, exemple(nom), nom);
    const ask = async (name) => {
      const answer = await fetch(site.adresse(`/jalons/${name}`), { headers: { "accept-encoding": "gzip" } });
      await answer.arrayBuffer();
      return ["content-type", "cache-control", "x-content-type-options", "content-encoding"].map((name) => answer.headers.get(name)?.split(";")[0]);
    };
    const answer = await fetch(site.adresse("/jalons/"));
    assert.match(answer.headers.get("content-security-policy"), /frame-ancestors/);
    assert.equal(answer.headers.get("referrer-policy"), "no-referrer");
    const names = readdirSync(publiee().dossier);
    const kept = nom === "_headers" ? "no-cache" : "public, max-age=31536000, immutable";
    for (const [end, type] of [[/^jalons-[0-9a-f]+_bg\.wasm$/, "application/wasm"], [/^calcul-[0-9a-f]+\.js$/, "text/javascript"], [/^papier-[0-9a-f]+\.css$/, "text/css"]]) {
      const [got, cache, sniff, packed] = await ask(names.find((name) => end.test(name)));
      assert.deepEqual([got.replace("application/javascript", "text/javascript"), cache, sniff], [type, kept, "nosniff"], `${end}`);
      if (!hote.nom.startsWith("lighttpd")) assert.equal(packed, "gzip", `${end}: packed`);
    }
    assert.deepEqual((await ask("manifest.webmanifest")).slice(0, 3), ["application/manifest+json", "no-cache", "nosniff"]);
    assert.deepEqual((await ask("jalons.json")).slice(1, 3), ["no-cache", "nosniff"]);
    const lost = await fetch(site.adresse("/jalons/%23/lien/1.abc"));
    assert.deepEqual([lost.status, (await lost.text()).includes("lien de partage")], [404, true]);
    const bilan = await verifier(site.adresse("/jalons/"));
    assert.deepEqual(bilan.fautes, []);
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

for (const [hote, nom] of APACHES_NUS.flatMap((hote) => hote.exemples.map((nom) => [hote, nom]))) {
  test(`${hote.nom}, with the example ${nom}: the page is there, without what these would add`, { skip: hote.absent() }, async (t) => {
    const context = await profil(browser);
    t.after(() => context.close());
    const site = await hote.servir(t, { "/jalons/": publiee() }, exemple(nom), nom);
    const bilan = await verifier(site.adresse("/jalons/"));
    assert.deepEqual(bilan.fautes, []);
    assert.ok(bilan.conseils.some((advice) => advice.includes("frame-ancestors")), "what is missing is told");
    const base = await installer(context, site.adresse("/jalons/"));
    assert.equal(await sansReseau(context, site, "/jalons/", base), publiee().version);
  });
}

test("GitHub Pages, the site of a project: its types and its ten minutes, addresses without .html, and the page of lost addresses is ours in each folder", async (t) => {
  const site = await GITHUB.servir(t, { "/jalons/": publiee() });
  const ask = (path, redirect = "manual") => fetch(site.adresse(path), { redirect, headers: { "accept-encoding": "br, gzip" } });
  const bare = await ask("/jalons?de=courriel");
  assert.deepEqual([bare.status, bare.headers.get("location")], [301, "/jalons/?de=courriel"]);
  const names = readdirSync(publiee().dossier);
  const [wasm] = names.filter((name) => /^jalons-[0-9a-f]+_bg\.wasm$/.test(name));
  for (const [path, type, packed] of [["", "text/html", "gzip"], ["sw.js", "application/javascript", "gzip"], [wasm, "application/wasm", "gzip"], [`${wasm}.br`, "application/octet-stream", null], ["manifest.webmanifest", "application/manifest+json", "gzip"]]) {
    const answer = await ask(`/jalons/${path}`);
    await answer.arrayBuffer();
    const got = ["content-type", "content-encoding", "cache-control"].map((name) => answer.headers.get(name)?.split(";")[0] ?? null);
    assert.deepEqual([answer.status, ...got], [200, type, packed, "max-age=600"], path);
  }
  for (const name of ["LICENCES", "sans-javascript", "index"]) assert.equal(await (await ask(`/jalons/${name}`)).text(), await (await ask(`/jalons/${name}.html`)).text(), name);
  for (const path of ["perdue", "schemas/perdue.json", "hebergement/", "%23/lien/1.abc"]) {
    const lost = await ask(`/jalons/${path}`);
    assert.deepEqual([lost.status, (await lost.text()).includes("lien de partage")], [404, true], path);
  }
  // Elsewhere than in this project, the page of lost addresses is not ours.
  assert.doesNotMatch(await (await ask("/autre/")).text(), /Jalons/);
});

test("GitHub Pages, the site of a project: nothing that the page needs is left out, all is in order but what no setting there can say, and everything works", async (t) => {
  const context = await profil(browser);
  t.after(() => context.close());
  const site = await GITHUB.servir(t, { "/jalons/": publiee() });
  const bilan = await verifier(site.adresse("/jalons/"));
  assert.deepEqual(bilan.fautes, []);
  for (const advice of bilan.conseils) assert.match(advice, /peut être gardé 600 secondes|frame-ancestors/);
  const errors = [];
  context.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  const base = await installer(context, site.adresse("/jalons/"));
  const page = await onglet(context, `${site.adresse("/jalons/index")}${base}`);
  await toutMarche(page, base, "à une adresse sans .html");
  await page.close();
  assert.deepEqual(errors, []);
});

test("GitHub Pages, made from a branch: every file of the release is given, those that Jekyll leaves out too", async (t) => {
  const site = await GITHUB.servir(t, { "/jalons/": publiee() });
  const names = readdirSync(publiee().dossier, { recursive: true, withFileTypes: true }).filter((one) => one.isFile() && one.name !== ".nojekyll").map((one) => relative(publiee().dossier, join(one.parentPath ?? one.path, one.name)));
  const lost = [];
  for (const name of names) if ((await fetch(site.adresse(`/jalons/${name}`), { method: "HEAD" })).status !== 200) lost.push(name);
  assert.deepEqual(lost, []);
});
