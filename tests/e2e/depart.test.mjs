// The first action, from the first paint: « Commencer un dossier » asked for before the program is there is done once it
// comes, once, without a second click; and what is said meanwhile.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { servir } from "./lib/serveur.mjs";
import { axe, lancer, ouvrir, prete, rienNeCloche } from "./lib/navigateur.mjs";
import { dossier, enregistre, gardes, ouvrirDossier } from "./lib/parcours.mjs";

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

const PREMIERE = "#/dossier-";

/** A page for which the files of that pattern wait until `arriver()`, at that fragment. */
async function retenue(pattern, { fragment = "", contexte = null } = {}) {
  let arriver;
  const held = new Promise((done) => { arriver = done; });
  const avant = (page) => page.route(pattern, async (route) => { await held; await route.continue(); });
  if (contexte === null) {
    const ouverte = await ouvrir(browser, "about:blank", { attendre: false, avant });
    await ouverte.page.goto(`${site.adresse}${fragment}`, { waitUntil: "commit" });
    return { ...ouverte, arriver };
  }
  const page = await contexte.newPage();
  await avant(page);
  await page.goto(`${site.adresse}${fragment}`);
  return { page, arriver };
}

const bouton = (page) => page.getByRole("button", { name: "Commencer un dossier" });

const premiere = (page) => page.getByRole("heading", { level: 1, name: /Que voulez-vous faire/ });

/** The first question is open, once; a second start would change the address, and would be kept beside the first. */
async function unSeulDossier(page) {
  await page.waitForURL((url) => url.hash.startsWith(PREMIERE));
  await premiere(page).waitFor();
  const first = page.url();
  await page.waitForTimeout(500);
  assert.equal(page.url(), first);
  await page.getByRole("checkbox").first().check();
  await enregistre(page);
  assert.equal(Object.keys(await gardes(page)).length, 1);
}

const ici = (page) => page.evaluate(() => document.activeElement.id);

const GESTES = [
  ["one click", (page) => bouton(page).click()],
  ["two clicks", (page) => bouton(page).dblclick()],
  ["the key Enter", async (page) => { await bouton(page).focus(); await page.keyboard.press("Enter"); }],
  ["the space bar", async (page) => { await bouton(page).focus(); await page.keyboard.press("Space"); }],
];
for (const [nom, geste] of GESTES) {
  test(`${nom} before the program: the first question is there at once, and the program takes it over as it is`, async () => {
    const { page, vu, context, arriver } = await retenue("**/*.wasm");
    await bouton(page).waitFor();
    await geste(page);
    await premiere(page).waitFor({ timeout: 500 });
    assert.equal(await ici(page), "titre", "the focus is on its title");
    assert.match(await page.title(), /^Votre besoin/);
    await axe(page, "première question, avant le programme");
    const main = (page) => page.locator("main:visible");
    const before = await main(page).boundingBox();
    const words = (await main(page).innerText()).replace(/\s+/g, " ");
    arriver();
    await prete(page);
    await page.waitForURL((url) => url.hash.startsWith(PREMIERE));
    assert.equal(await ici(page), "titre", "the focus stays");
    assert.equal((await main(page).innerText()).replace(/\s+/g, " "), words, "the words stay");
    const after = await main(page).boundingBox();
    for (const side of ["x", "y", "width"]) assert.ok(Math.abs(after[side] - before[side]) <= 1, `${side}: ${before[side]}, ${after[side]}`);
    await unSeulDossier(page);
    rienNeCloche(vu);
    await context.close();
  });
}

test("what is ticked before the program is answered, and the keyboard stays where it is", async () => {
  const { page, vu, context, arriver } = await retenue("**/*.wasm");
  await bouton(page).click();
  await page.getByRole("checkbox", { name: /Enregistrer des professionnels/ }).check();
  await page.getByRole("checkbox", { name: /carte perdue/ }).check();
  await page.getByRole("checkbox", { name: /Suivre des certificats/ }).focus();
  const focused = await ici(page);
  arriver();
  await prete(page);
  await enregistre(page);
  assert.equal(await ici(page), focused);
  assert.equal(await page.getByRole("checkbox", { name: /Enregistrer des professionnels/ }).isChecked(), true);
  const [kept] = Object.values(await gardes(page));
  assert.deepEqual(JSON.parse(kept).reponses, { besoin: ["rpps-plus", "incident"] });
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByRole("heading", { level: 1, name: /votre structure/ }).waitFor();
  rienNeCloche(vu);
  await context.close();
});

test("« Continuer » before the program: it is said, and goes on when the program comes; without a tick, what is missing is said", async () => {
  const { page, vu, context, arriver } = await retenue("**/*.wasm");
  await bouton(page).click();
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByText("Cochez au moins une réponse.").waitFor();
  await page.getByRole("checkbox", { name: /Déployer l’INSi/ }).check();
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByText("Un instant : la suite arrive…").waitFor();
  await axe(page, "première question, « Continuer » avant le programme");
  arriver();
  await prete(page);
  await page.getByRole("heading", { level: 1, name: /votre structure/ }).waitFor();
  assert.equal(await ici(page), "titre");
  rienNeCloche(vu);
  await context.close();
});

test("a tap before the program counts as a click", async () => {
  let arriver;
  const held = new Promise((done) => { arriver = done; });
  const avant = (page) => page.route("**/*.wasm", async (route) => { await held; await route.continue(); });
  const { page, context } = await ouvrir(browser, site.adresse, { attendre: false, avant, hasTouch: true, viewport: { width: 390, height: 844 } });
  await bouton(page).tap();
  await page.waitForFunction(() => document.documentElement.dataset.commencer === "oui");
  const before = await premiere(page).boundingBox();
  arriver();
  await prete(page);
  await page.waitForFunction(() => document.querySelector("#app aside[aria-label='Votre plan']"));
  const after = await premiere(page).boundingBox();
  assert.ok(Math.abs(after.y - before.y) <= 1, `the question moved from ${before.y} to ${after.y}`);
  await unSeulDossier(page);
  await context.close();
});

test("a click counts even before the page's first script", async () => {
  const { page, context, arriver } = await retenue("**/boot-*.js");
  await page.locator("#commencer").waitFor({ state: "attached" });
  // Where the first paint waits for that script, nobody can: the browser does it.
  await page.evaluate(() => document.getElementById("commencer").click());
  assert.equal(await page.evaluate(() => document.documentElement.dataset.commencer), undefined);
  arriver();
  await prete(page);
  await unSeulDossier(page);
  await context.close();
});

test("without a click, nothing starts, and what had the focus keeps it", async () => {
  for (const id of ["commencer", "accueil-lien"]) {
    const { page, vu, context, arriver } = await retenue("**/*.wasm");
    await page.locator(`#${id}`).focus();
    arriver();
    await prete(page);
    assert.equal(await page.evaluate(() => document.activeElement.id), id);
    assert.equal(await page.locator(`#${id}`).count(), 1);
    assert.equal(new URL(page.url()).hash.replace("#/", ""), "");
    assert.deepEqual(await gardes(page), {});
    rienNeCloche(vu);
    await context.close();
  }
});

test("a reload inside a dossier shows no welcome page, and starts no other dossier", async () => {
  const first = await ouvrir(browser, site.adresse, { serviceWorkers: "block" });
  const base = await ouvrirDossier(first.page, dossier("c01"));
  await enregistre(first.page);
  const fragment = base.slice(base.indexOf("#"));
  const { page, arriver } = await retenue("**/*.wasm", { fragment: `${fragment}/question/services`, contexte: first.context });
  await page.getByText("Ouverture…").waitFor();
  await page.waitForFunction(() => document.documentElement.dataset.suite === "oui");
  assert.equal(await bouton(page).count(), 0);
  assert.equal(await page.locator("h1:visible").count(), 0);
  arriver();
  await page.getByRole("heading", { level: 1, name: /Quels services/ }).waitFor();
  assert.equal(Object.keys(await gardes(page)).length, 1);
  await first.context.close();
});

test("when the program can't start, what was asked is said not to have been done", async () => {
  let arriver;
  const held = new Promise((done) => { arriver = done; });
  const avant = (page) => page.route("**/*.wasm", async (route) => { await held; await route.abort(); });
  const { page, context } = await ouvrir(browser, site.adresse, { attendre: false, avant });
  await bouton(page).click();
  arriver();
  await page.locator("#echec-demarrage").waitFor({ state: "visible" });
  assert.match(await page.locator("#echec-demarrage").innerText(), /aucun n’a été créé/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "echec-titre", "the focus is on what is said");
  await axe(page, "échec du démarrage, une demande faite");
  await context.close();
});
