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

/** The first question is open, once, with the focus on its title. */
async function unSeulDossier(page) {
  await page.waitForURL((url) => url.hash.startsWith(PREMIERE));
  const title = page.locator("h1#titre");
  await title.waitFor();
  await page.waitForFunction(() => document.activeElement?.id === "titre");
  assert.match(await title.innerText(), /Que voulez-vous faire/, "the first question");
  const first = page.url();
  // A second start would change the address, and would be kept beside the first at the first answer.
  await page.waitForTimeout(500);
  assert.equal(page.url(), first);
  await page.getByRole("checkbox").first().check();
  await enregistre(page);
  assert.equal(Object.keys(await gardes(page)).length, 1);
}

const GESTES = [
  ["one click", (page) => bouton(page).click()],
  ["two clicks", async (page) => { await bouton(page).click(); await bouton(page).click({ force: true }); }],
  ["the key Enter", async (page) => { await bouton(page).focus(); await page.keyboard.press("Enter"); }],
  ["the space bar", async (page) => { await bouton(page).focus(); await page.keyboard.press("Space"); }],
];
for (const [nom, geste] of GESTES) {
  test(`${nom} before the program: it is said, and the first question opens when the program comes`, async () => {
    const { page, vu, context, arriver } = await retenue("**/*.wasm");
    await bouton(page).waitFor();
    // The script that starts the program is there: it said what it can of itself.
    await page.waitForFunction(() => !document.getElementById("commencer").hasAttribute("popovertarget"));
    const said = page.locator("#accueil-statique [role=status]");
    assert.equal(await said.innerText(), "");
    await geste(page);
    assert.equal(await said.innerText(), "Le questionnaire s’ouvre…");
    assert.equal(await bouton(page).getAttribute("aria-disabled"), "true");
    assert.equal(await page.evaluate(() => document.activeElement.id), "commencer", "the focus stays");
    await axe(page, "accueil, une demande avant le programme");
    arriver();
    await prete(page);
    await unSeulDossier(page);
    rienNeCloche(vu);
    await context.close();
  });
}

test("a tap before the program counts as a click", async () => {
  let arriver;
  const held = new Promise((done) => { arriver = done; });
  const avant = (page) => page.route("**/*.wasm", async (route) => { await held; await route.continue(); });
  const { page, context } = await ouvrir(browser, site.adresse, { attendre: false, avant, hasTouch: true, viewport: { width: 390, height: 844 } });
  await bouton(page).tap();
  await page.waitForFunction(() => document.documentElement.dataset.commencer === "oui");
  arriver();
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
  await page.waitForFunction(() => !document.getElementById("commencer").hasAttribute("popovertarget"));
  await bouton(page).click();
  arriver();
  await page.locator("#echec-demarrage").waitFor({ state: "visible" });
  assert.match(await page.locator("#echec-demarrage").innerText(), /aucun n’a été créé/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "echec-titre", "the focus is on what is said");
  await axe(page, "échec du démarrage, une demande faite");
  await context.close();
});
