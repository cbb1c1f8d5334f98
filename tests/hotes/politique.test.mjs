// The page's policy binds the page and both programs on a host that sends no header: nothing can be asked of another origin.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { lancer } from "../e2e/lib/navigateur.mjs";
import { dossier, ouvrirDossier } from "../e2e/lib/parcours.mjs";
import { servir } from "./lib/commutateur.mjs";
import { ailleurs, onglet, pretHorsLigne, profil, toutMarche } from "./lib/gestes.mjs";
import { publiee } from "./lib/versions.mjs";

let browser;
before(async () => { browser = await lancer(); });
after(async () => { await browser?.close(); });

test("a request to another origin is refused from the page and from both programs; one to the page’s own folder is not", async (t) => {
  const context = await profil(browser);
  t.after(() => context.close());
  const site = await servir(t, { "/jalons/": publiee() });
  const { adresse: other, demandes: reached } = await ailleurs(t);
  const page = await onglet(context, site.adresse("/jalons/"));
  const base = await ouvrirDossier(page, dossier("c01"));
  await pretHorsLigne(page);
  await toutMarche(page, base.slice(base.indexOf("#")), "both programs run");
  const ask = async ([address, name]) => {
    try {
      return (await fetch(address + name)).status;
    } catch {
      return "refused";
    }
  };
  const places = [["page", page], ...page.workers().map((worker) => ["programme", worker])];
  assert.equal(places.length, 3, "the page, calcul and atelier");
  for (const [what, place] of places) {
    if (what === "programme") assert.match(place.url(), /^blob:/, "made by the page");
    assert.equal(await place.evaluate(ask, [other, what]), "refused", what);
    assert.equal(await place.evaluate(ask, [site.adresse("/jalons/"), "schemas/dossier-1.json"]), 200, `${what}: its own folder`);
    assert.equal(await place.evaluate(async (address) => {
      const asked = [() => new WebSocket(address.replace("http", "ws")), () => new EventSource(address), () => navigator.sendBeacon?.(address)];
      for (const one of asked) try { one(); } catch { /* Refused at once. */ }
      await new Promise((done) => setTimeout(done, 300));
      return "asked";
    }, `${other}${what}`), "asked");
  }
  // Nor by a script or a picture from there.
  await page.evaluate(async (address) => {
    for (const [name, attribute] of [["script", "src"], ["img", "src"], ["iframe", "src"]]) {
      const element = document.createElement(name);
      element[attribute] = `${address}${name}`;
      document.body.append(element);
    }
    await new Promise((done) => setTimeout(done, 500));
  }, other);
  assert.deepEqual(reached, []);
});

test("the service worker asks for the files of its list and nothing else", async (t) => {
  const context = await profil(browser);
  t.after(() => context.close());
  const site = await servir(t, { "/jalons/": publiee() });
  const page = await onglet(context, site.adresse("/jalons/"));
  await ouvrirDossier(page, dossier("c01"));
  const asked = [];
  context.on("request", (request) => { if (request.serviceWorker()) asked.push(request.url()); });
  await pretHorsLigne(page);
  const origin = site.adresse("/jalons/");
  assert.deepEqual(asked.filter((url) => !url.startsWith(origin)), []);
  const known = /^(|index\.html|sw\.js|manifest\.webmanifest|jalon\.svg|jalons\.json|(boot|style|papier|jalons|calcul|atelier)-[0-9a-f]+(_bg)?\.(js|css|wasm))$/;
  assert.deepEqual(site.demandes.map((path) => path.slice("/jalons/".length)).filter((name) => !known.test(name)), []);
});
