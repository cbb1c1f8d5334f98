// The page in one file, opened from a folder whose name has a space and an accent, without a network: the journey of a
// consultant on site, from the first question to the paper; the programs, what is kept, the pages beside it, and what is told
// when it can't start. And the folder of a release, opened so, says what to do (demarrage.test.mjs).
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { axe, imprimer, lancer, lancerRegle } from "../e2e/lib/navigateur.mjs";
import { allerA, c01, dossier, enregistre, ouvrirDossier, Parcours, REFUS, sansRienGarder } from "../e2e/lib/parcours.mjs";
import { onglet, pretHorsLigne, profil, toutMarche } from "./lib/gestes.mjs";
import { servir } from "./lib/commutateur.mjs";
import { publiee } from "./lib/versions.mjs";

let browser, folder, file;
before(async () => {
  browser = await lancer();
  folder = mkdtempSync(join(tmpdir(), "jalons-"));
  mkdirSync(join(folder, "clé USB"));
  file = join(folder, "clé USB", "jalons.html");
  copyFileSync(join(publiee().dossier, "jalons.html"), file);
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A profile without a network; what it asks for beyond the file itself. */
async function surCle(t, options) {
  const context = await profil(browser, options);
  t.after(() => context.close());
  await context.setOffline(true);
  const asked = [];
  context.on("request", (request) => asked.push(request.url()));
  return { context, beyond: () => asked.filter((url) => !/^(blob|data):/.test(url) && !url.startsWith(pathToFileURL(file).href)) };
}

test("from the first question to the paper, then again the next day", async (t) => {
  const { context, beyond } = await surCle(t);
  const page = await onglet(context, pathToFileURL(file).href);
  const errors = [];
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  await c01(new Parcours(page, { verifier: false }));
  await page.getByRole("heading", { level: 1, name: /^Par quoi commencer/ }).waitFor();
  await axe(page, "page en un fichier");
  assert.match(await imprimer(page, "un-fichier"), /contrat d’adhésion/);
  await enregistre(page);
  await pretHorsLigne(page);
  const base = page.url().match(/#\/dossier-[^/]+/)[0];
  await page.close();

  const next = await onglet(context, pathToFileURL(file).href + base);
  await toutMarche(next, base, "le lendemain");
  assert.deepEqual(beyond(), [], "everything stands in the file");
  assert.deepEqual(errors, []);
});

for (const [how, fault] of REFUS) {
  test(`where what the device keeps ${how}, the file says so, the journey goes on, and the dossier is given as a file`, async (t) => {
    const { context } = await surCle(t);
    await context.addInitScript(fault);
    const page = await onglet(context, pathToFileURL(file).href);
    await sansRienGarder(page, dossier("c02"), "fichier, stockage refusé");
  });
}

test("in a browser that is set to let nothing be kept, the file says so, the journey goes on, and the dossier is given as a file", async (t) => {
  const chez = mkdtempSync(join(folder, "profil-"));
  const context = await lancerRegle(chez, { profile: { default_content_setting_values: { cookies: 2 } } });
  t.after(() => context.close());
  const page = await onglet(context, pathToFileURL(file).href);
  await sansRienGarder(page, dossier("c02"), "fichier, navigateur qui ne garde rien");
});

test("a link is not given, and says why; the licences and the text page open", async (t) => {
  const { context } = await surCle(t);
  const page = await onglet(context, pathToFileURL(file).href);
  const base = await ouvrirDossier(page, dossier("c02"));
  await allerA(page, `${base}/fichiers`, /^Fichiers et partage/);
  await page.getByRole("button", { name: /lien/ }).first().click();
  await page.locator("#partage-lien").getByText(/un lien ne mènerait nulle part ailleurs/).waitFor();
  await page.evaluate(() => { location.hash = "#/a-propos"; });
  for (const [name, title] of [[/Toutes les bibliothèques/, /Licences/i], [/sur une page de texte/, /démarches/]]) {
    const [opened] = await Promise.all([context.waitForEvent("page"), page.getByRole("link", { name }).click()]);
    await opened.getByRole("heading", { level: 1, name: title }).waitFor();
    const size = await opened.evaluate(() => getComputedStyle(document.body).maxWidth + getComputedStyle(document.body).margin);
    assert.doesNotMatch(size, /^none8px$/, "it has its style");
    await opened.close();
  }
});

test("who publishes it stands in the file, and can be written there by hand", async (t) => {
  const signed = join(folder, "signe.html");
  const text = readFileSync(file, "utf8");
  const place = /(<script type="text\/plain" data-fichier="jalons\.json">)[^<]*(<\/script>)/;
  writeFileSync(signed, text.replace(place, '$1{"editeur": {"nom": "GRADeS d’essai", "courriel": "aide@grades.exemple"}}$2'));
  const { context } = await surCle(t);
  const page = await onglet(context, pathToFileURL(signed).href);
  await page.locator("#publication", { hasText: "GRADeS d’essai" }).waitFor();
});

test("without JavaScript the text is in the file; without WebAssembly its cause is told, and the text opens", async (t) => {
  const { context } = await surCle(t, { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  await page.getByRole("link", { name: /toutes les démarches sont en texte, plus bas/ }).click();
  assert.ok(await page.locator("#sans-javascript h1").isVisible());

  const without = await surCle(t);
  const refused = await without.context.newPage();
  await refused.addInitScript(() => { delete window.WebAssembly; });
  await refused.goto(pathToFileURL(file).href);
  await refused.getByText(/WebAssembly est coupé dans ce navigateur/).waitFor();
  const [opened] = await Promise.all([without.context.waitForEvent("page"), refused.getByRole("link", { name: /page de texte/ }).click()]);
  await opened.getByRole("heading", { level: 1, name: /démarches/ }).waitFor();
});

test("a copy that was cut says that it is incomplete; a program that can't start blames no site", async (t) => {
  const { context } = await surCle(t);
  const whole = readFileSync(file);
  const cut = join(folder, "coupe.html");
  for (const part of [0.4, 0.95]) {
    writeFileSync(cut, whole.subarray(0, Math.floor(whole.length * part)));
    const page = await context.newPage();
    await page.goto(pathToFileURL(cut).href);
    await page.getByText(/Ce fichier est incomplet/).waitFor();
    assert.doesNotMatch(await page.locator("body").innerText(), /site|connexion/);
    await page.close();
  }
  const refused = await surCle(t);
  await refused.context.addInitScript(() => { window.Worker = class { constructor() { throw new Error("no program here"); } }; });
  const page = await onglet(refused.context, pathToFileURL(file).href);
  const base = await ouvrirDossier(page, dossier("c02"));
  await page.evaluate((plan) => { location.hash = plan; }, `${base.slice(base.indexOf("#"))}/plan`);
  const told = page.getByText(/Le programme qui prépare cette page n’a pas pu démarrer/).first();
  await told.waitFor();
  assert.equal(await page.getByText(/le site ne répond pas/).count(), 0);
});

test("the same file on a host works too, and is never kept twice", async (t) => {
  const site = await servir(t, { "/outils/": publiee() });
  const context = await profil(browser);
  t.after(() => context.close());
  const page = await onglet(context, site.adresse("/outils/jalons.html"));
  const base = await ouvrirDossier(page, dossier("c01"));
  await toutMarche(page, base.slice(base.indexOf("#")), "sur un hébergement");
  assert.deepEqual(await page.evaluate(async () => [(await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length]), [0, 0]);
});
