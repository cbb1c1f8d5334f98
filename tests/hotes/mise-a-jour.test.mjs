// A release while the page is in use: a version is whole or is not there, a page never runs the programs of another one, and
// goes on with its own until it is left.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { axe, lancer, prete } from "../e2e/lib/navigateur.mjs";
import { dossier, enregistre, ouvrirDossier } from "../e2e/lib/parcours.mjs";
import { servir } from "./lib/commutateur.mjs";
import { copies, installer, onglet, pretHorsLigne, profil, sansReseau, toutMarche, version, visite } from "./lib/gestes.mjs";
import { publiee, suivante } from "./lib/versions.mjs";

let browser;
before(async () => { browser = await lancer(); });
after(async () => { await browser?.close(); });

async function monde(t, chemins = ["/jalons/"]) {
  const context = await profil(browser);
  t.after(() => context.close());
  const site = await servir(t, Object.fromEntries(chemins.map((path) => [path, publiee()])));
  return { context, site };
}
const neuve = (page) => page.getByText(/Une nouvelle version de Jalons est/);
const changer = (page) => page.getByRole("button", { name: "Passer à la nouvelle version" });

test("a page that is open goes on with its own files, says that a new version is ready, and changes when the user agrees", async (t) => {
  const { context, site } = await monde(t);
  const next = suivante(t);
  const base = await installer(context, site.adresse("/jalons/"));
  // Both programs are still to come in this tab.
  const page = await onglet(context, site.adresse("/jalons/"));
  assert.equal(await neuve(page).count(), 0);
  site.publier("/jalons/", next);
  const other = await visite(context, site.adresse("/jalons/") + base, next.version);
  await neuve(page).waitFor();
  await axe(page, "une nouvelle version est prête");
  await toutMarche(page, base, "the old page");
  assert.equal(await version(page), publiee().version, "still the old one");
  const asked = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  assert.ok(asked.some((url) => /calcul-/.test(url)), "its programs came");
  await other.close();
  await changer(page).click();
  await page.waitForFunction((version) => document.documentElement.dataset.version === version, next.version);
  await prete(page);
  await pretHorsLigne(page);
  assert.equal(await neuve(page).count(), 0);
  await page.close();
  // At the next start nothing of the old one is left.
  const last = await onglet(context, site.adresse("/jalons/"));
  assert.deepEqual(await copies(last), { [`jalons /jalons/ ${next.version}`]: next.version });
});

test("« Plus tard »: the notice goes, the page stays of its version", async (t) => {
  const { context, site } = await monde(t);
  await installer(context, site.adresse("/jalons/"));
  const page = await onglet(context, site.adresse("/jalons/"));
  site.publier("/jalons/", suivante(t));
  await onglet(context, site.adresse("/jalons/"));
  await neuve(page).waitFor();
  await page.getByRole("button", { name: "Plus tard" }).click();
  assert.equal(await neuve(page).count(), 0);
  assert.match(await page.locator(".version").innerText(), /Une nouvelle version attend/);
  assert.equal(await version(page), publiee().version);
});

test("a release that is not whole on the host changes nothing: the kept version goes on, online and offline", async (t) => {
  const { context, site } = await monde(t);
  const next = suivante(t);
  const base = await installer(context, site.adresse("/jalons/"));
  site.publier("/jalons/", next);
  site.repondre = (path) => (/\/atelier-[^/]*wasm$/.test(path) ? 404 : undefined);
  const page = await onglet(context, site.adresse("/jalons/") + base);
  assert.equal(await version(page), publiee().version);
  await page.getByText(/publiée, mais elle n’a pas pu être gardée/).waitFor();
  await toutMarche(page, base, "the kept version");
  // Who agrees all the same gets it from the host.
  await changer(page).click();
  await page.waitForFunction((version) => document.documentElement.dataset.version === version, next.version);
  await page.locator(".barre .garde", { hasText: "Pas encore prêt hors ligne" }).waitFor();
  // Once the host is whole, so is the copy.
  site.repondre = () => undefined;
  await page.reload();
  await pretHorsLigne(page);
  await page.close();
  assert.equal(await sansReseau(context, site, "/jalons/", base), next.version);
});

test("a page in place of a program (a host that answers anything with the page) is not kept for it", async (t) => {
  const { context, site } = await monde(t);
  const next = suivante(t);
  const base = await installer(context, site.adresse("/jalons/"));
  site.publier("/jalons/", next);
  site.repondre = (path) => (/\/(jalons|style)-[^/]*$/.test(path) ? [200, "<h1>Accueil du site</h1>"] : undefined);
  const page = await onglet(context, site.adresse("/jalons/") + base);
  assert.equal(await version(page), publiee().version);
  await page.close();
  assert.equal(await sansReseau(context, site, "/jalons/", base), publiee().version);
});

test("a page that was open before a release, and kept nothing, never runs the new programs: it says so", async (t) => {
  const { context, site } = await monde(t);
  const next = suivante(t);
  const page = await onglet(context, site.adresse("/jalons/"));
  site.publier("/jalons/", next);
  await ouvrirDossier(page, dossier("c01"));
  await enregistre(page);
  await page.evaluate(() => { location.hash = location.hash.replace(/(#\/dossier-[^/]+).*/, "$1/plan"); });
  await page.locator("#app main [role=alert]").getByText(/Une nouvelle version de Jalons a été publiée depuis/).waitFor();
  // Leaving it for the new one loses nothing.
  await page.reload();
  await prete(page);
  await page.locator("#feuille[aria-busy=false] .acte-plan").first().waitFor({ state: "attached" });
  assert.equal(await version(page), next.version);
});

test("other bytes under the name of a program, or of its wasm, are not run", async (t) => {
  for (const what of [/\/calcul-[0-9a-f]+\.js$/, /\/calcul-[0-9a-f]+_bg\.wasm$/]) {
    const { context, site } = await monde(t);
    const page = await onglet(context, site.adresse("/jalons/"));
    await page.evaluate(() => { window.heard = []; new BroadcastChannel("marque").onmessage = ({ data }) => window.heard.push(data); });
    site.repondre = (path) => (what.test(path) ? [200, "new BroadcastChannel('marque').postMessage('autre');"] : undefined);
    const base = await ouvrirDossier(page, dossier("c01"));
    await page.goto(`${base}/plan`);
    await page.locator("#app main [role=alert]").getByText(/n’a pas pu démarrer/).waitFor();
    assert.deepEqual(await page.evaluate(() => window.heard), []);
    await context.close();
  }
});

test("without a network and without the programs yet, the sentence does not blame the browser", async (t) => {
  const { context, site } = await monde(t);
  const page = await onglet(context, site.adresse("/jalons/"));
  await site.fermer();
  const base = await ouvrirDossier(page, dossier("c01"));
  await page.goto(`${base}/plan`);
  const alert = page.locator("#app main [role=alert]");
  await alert.getByText(/n’est pas encore sur cet appareil, et le site ne répond pas/).waitFor();
  assert.doesNotMatch(await alert.innerText(), /navigateur/);
});

test("an old page that the browser kept, and whose program is gone, asks for the new one by itself", async (t) => {
  const { context, site } = await monde(t);
  const next = suivante(t);
  site.entetes = (path) => ({ "cache-control": path.endsWith("/") ? "max-age=600" : "no-store" });
  await (await onglet(context, site.adresse("/jalons/"))).close();
  site.publier("/jalons/", next);
  const page = await onglet(context, site.adresse("/jalons/"));
  assert.equal(await version(page), next.version);
});

test("a release taken back is followed too", async (t) => {
  const { context, site } = await monde(t);
  const next = suivante(t);
  const base = await installer(context, site.adresse("/jalons/"));
  for (const release of [next, publiee()]) {
    site.publier("/jalons/", release);
    await (await visite(context, site.adresse("/jalons/") + base, release.version)).close();
  }
  assert.equal(await sansReseau(context, site, "/jalons/", base), publiee().version);
});

test("the copy of a version from before copies had paths goes once the new one is whole; that of another copy stays", async (t) => {
  const { context, site } = await monde(t);
  let page = await onglet(context, site.adresse("/jalons/"));
  await page.evaluate(async () => {
    const put = async (name, url) => (await caches.open(name)).put(url, new Response("<html>"));
    await put("jalons-11111111", location.pathname);
    await put("jalons-22222222", "/ailleurs/");
    await put("autre-page", location.pathname);
  });
  await page.close();
  await installer(context, site.adresse("/jalons/"));
  page = await onglet(context, site.adresse("/jalons/"));
  assert.deepEqual(Object.keys(await copies(page)).sort(), ["autre-page", `jalons /jalons/ ${publiee().version}`, "jalons-22222222"].sort());
});

test("a page from before copies had paths goes on with its own files, kept under a name without one, until it is left", async (t) => {
  const { context, site } = await monde(t, ["/jalons/", "/jalons-essai/"]);
  const next = suivante(t);
  const old = await onglet(context, site.adresse("/jalons/"));
  // What that version kept, and, under a name alike, the copy of another path, whose programs are not ours.
  await old.evaluate(async ({ version, digits }) => {
    const { workerCalcul, workerAtelier } = document.documentElement.dataset;
    const ours = await caches.open(`jalons-${version}`);
    const programs = [workerCalcul, workerAtelier].flatMap((name) => [name, name.replace(".js", "_bg.wasm")]);
    await ours.addAll([location.pathname, document.querySelector("link[media=print]").href, ...programs]);
    const foreign = await caches.open(`jalons-${digits}`);
    await foreign.put("/jalons-essai/", new Response("<html>"));
    await foreign.put(location.pathname + workerCalcul, new Response("une autre copie"));
  }, { version: publiee().version, digits: "11111111" });
  site.publier("/jalons/", next);
  const base = await installer(context, site.adresse("/jalons/"));
  await old.waitForFunction(() => navigator.serviceWorker.controller);
  site.demandes.length = 0;
  await toutMarche(old, base, "the old page");
  assert.equal(await version(old), publiee().version, "still the old one");
  assert.equal(await old.evaluate(async () => (await fetch(document.querySelector("link[media=print]").href)).status), 200, "its sheet for paper");
  assert.deepEqual(site.demandes.filter((path) => /\/(calcul|atelier|papier)-/.test(path)), [], "the host has them no more");
  await old.close();
  const page = await onglet(context, site.adresse("/jalons/"));
  assert.deepEqual(Object.keys(await copies(page)).sort(), [`jalons /jalons/ ${next.version}`, "jalons-11111111"]);
});

test("two copies on one origin, of two versions: neither takes the other's offline copy or dossiers", async (t) => {
  const { context, site } = await monde(t, ["/jalons/", "/jalons-essai/"]);
  const next = suivante(t);
  site.publier("/jalons-essai/", next);
  const base = await installer(context, site.adresse("/jalons/"), "c01");
  const other = await installer(context, site.adresse("/jalons-essai/"), "c02");
  const names = async (path) => {
    const page = await onglet(context, site.adresse(path));
    await page.locator(".ligne a").first().waitFor();
    const found = await page.locator(".ligne a").allInnerTexts();
    await page.close();
    return found;
  };
  assert.deepEqual([await names("/jalons/"), await names("/jalons-essai/")], [["EHPAD Les Tilleuls"], ["Association Horizons"]]);
  const page = await onglet(context, site.adresse("/jalons-essai/"));
  await page.getByRole("button", { name: "Supprimer tous les dossiers" }).click();
  await page.getByRole("button", { name: "Tout supprimer" }).click();
  await page.locator(".ligne").waitFor({ state: "detached" });
  await page.close();
  assert.deepEqual(await names("/jalons/"), ["EHPAD Les Tilleuls"]);
  await context.setOffline(true);
  const first = await onglet(context, site.adresse("/jalons/") + base);
  await toutMarche(first, base, "the first copy");
  const second = await onglet(context, site.adresse("/jalons-essai/"));
  assert.deepEqual([await version(first), await version(second)], [publiee().version, next.version]);
  assert.ok(other);
});

test("a copy whose programs were there before another one kept something lists and deletes nothing of it", async (t) => {
  const { context, site } = await monde(t, ["/premiere/", "/seconde/"]);
  const second = await onglet(context, `${site.adresse("/seconde/")}#/dossiers`);
  await second.locator("#feuille[aria-busy=false] h1").waitFor();
  await installer(context, site.adresse("/premiere/"), "c01");
  for (const place of ["#/cette-semaine", "#/dossiers"]) {
    await second.evaluate((hash) => { location.hash = hash; }, place);
    await second.waitForTimeout(800);
    assert.doesNotMatch(await second.locator("#feuille").innerText(), /Tilleuls/);
  }
  const first = await onglet(context, site.adresse("/premiere/"));
  await first.getByRole("link", { name: "EHPAD Les Tilleuls" }).waitFor();
});

test("a copy inside the folder of another one is not answered by the outer one", async (t) => {
  const { context, site } = await monde(t, ["/outils/", "/outils/essai/"]);
  site.publier("/outils/essai/", suivante(t));
  await installer(context, site.adresse("/outils/"));
  const page = await onglet(context, site.adresse("/outils/essai/"));
  assert.notEqual(await version(page), publiee().version);
  assert.equal(await page.locator(".barre .garde").innerText(), "", "what the outer one keeps is not said of this one");
  await context.setOffline(true);
  const lost = await context.newPage();
  assert.equal(await lost.goto(site.adresse("/outils/essai/")).then(() => "page", () => "erreur"), "erreur", "not with the page of another folder");
});

test("a page that moved to another path takes over the dossiers that it kept at the one before", async (t) => {
  const { context, site } = await monde(t, ["/ancien/", "/nouveau/"]);
  await installer(context, site.adresse("/ancien/"), "c01");
  const page = await onglet(context, site.adresse("/nouveau/"));
  await page.getByText(/Une autre copie de Jalons garde un dossier sur cet appareil, à l’adresse \/ancien\//).waitFor();
  await axe(page, "dossiers d’une autre copie");
  await page.getByRole("button", { name: "Les reprendre ici" }).click();
  await page.getByRole("link", { name: "EHPAD Les Tilleuls" }).waitFor();
  await page.getByText(/Une autre copie de Jalons/).waitFor({ state: "detached" });
  await page.getByRole("link", { name: "EHPAD Les Tilleuls" }).click();
  await page.waitForURL(/nouveau\/#\/dossier-/);
});

test("the dossiers of another copy are left where they are, by the keyboard, and found again at the foot of the page", async (t) => {
  const { context, site } = await monde(t, ["/jalons/", "/essai/"]);
  await installer(context, site.adresse("/jalons/"), "c01");
  const page = await onglet(context, site.adresse("/essai/"));
  await page.getByRole("button", { name: "Les laisser là-bas" }).focus();
  await page.keyboard.press("Enter");
  const offered = page.getByRole("heading", { name: "Dossiers d’une autre copie de Jalons" });
  await offered.waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement?.id === "reprendre-d-ailleurs");
  await axe(page, "dossiers laissés dans une autre copie");
  await page.reload();
  const line = page.getByText(/Une autre copie de Jalons, à l’adresse \/jalons\/, garde aussi un dossier/);
  await line.waitFor();
  assert.equal(await offered.count(), 0);
  await page.locator("#reprendre-d-ailleurs").click();
  await page.getByRole("link", { name: "EHPAD Les Tilleuls" }).waitFor();
  await line.waitFor({ state: "detached" });
});

test("dossiers from before copies had paths are found by the copy that opens first", async (t) => {
  const { context, site } = await monde(t);
  const page = await onglet(context, site.adresse("/jalons/"));
  const kept = JSON.stringify({ ...dossier("c02"), id: "dossier-d-avant" });
  await page.evaluate((text) => new Promise((done) => {
    localStorage.clear();
    const opening = indexedDB.open("jalons", 1);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction("dossiers", "readwrite");
      transaction.objectStore("dossiers").put(text, "dossier-d-avant");
      transaction.oncomplete = () => { opening.result.close(); done(); };
    };
  }), kept);
  await page.reload();
  await page.getByRole("link", { name: "Association Horizons" }).waitFor();
});
