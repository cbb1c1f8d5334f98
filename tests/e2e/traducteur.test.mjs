// The page is used while others change it: a translator wraps every text, an extension adds a node after each paragraph, as
// they appear. Each line says what it says without them.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { servir } from "./lib/serveur.mjs";
import { ENVELOPPE, REMPLACE, derange } from "./lib/extension.mjs";
import { lancer, ouvrir, rienNeCloche } from "./lib/navigateur.mjs";
import { allerA, c01, dossier, ouvrirDossier, Parcours } from "./lib/parcours.mjs";

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

/** What an extension does to the page, now and at each change. */
const deranger = (page, enveloppe) => page.addInitScript(derange(enveloppe));

const propre = (text) => text.replace(/\s+/g, " ").trim();
const feuille = async (page) => propre(await page.locator("#feuille").innerText());

/** A drawn page that no longer changes. */
async function lue(page) {
  await page.locator("#feuille[aria-busy=false] h1").waitFor();
  let before, now;
  do {
    before = now;
    await page.waitForTimeout(150);
    now = await feuille(page);
  } while (now !== before);
  return now;
}

const etat = (page, nom) => page.getByRole("combobox", { name: new RegExp(`^Où en est-on : ${nom}`) }).first();
const carte = (page, nom) => page.locator(".acte-plan", { has: page.getByRole("combobox", { name: new RegExp(`^Où en est-on : ${nom}`) }) }).first();

/** From the plan: two actions noted, one taken back; then the checklist, ticked and unticked. What each page says. */
async function noter(page) {
  const base = page.url().match(/^.*#\/dossier-[^/]+/)[0];
  await allerA(page, `${base}/plan`, /Le plan d/);
  await lue(page);
  await page.locator("details.detail").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
  const said = [await lue(page)];
  for (const [nom, valeur] of [["Signer le contrat", "fait"], ["Remplir le formulaire F101", "en-cours"], ["Signer le contrat", "a-faire"], ["Signer le contrat", "fait"]]) {
    await etat(page, nom).selectOption(valeur);
    // The drawing of a slow machine comes later than two readings that are alike.
    const noted = await carte(page, nom).elementHandle();
    const done = valeur === "fait";
    await page.waitForFunction(([one, done]) => one.classList.contains("fait") === done, [noted, done], { timeout: 8000 });
    said.push(await lue(page));
    const classes = await carte(page, nom).getAttribute("class");
    assert.equal(/\bfait\b/.test(classes), done, `${nom} : ${valeur}, ${classes}`);
  }
  await allerA(page, `${base}/liste`, /Liste à cocher/);
  await lue(page);
  const boxes = page.locator("#feuille input[type=checkbox]");
  assert.ok(await boxes.count() > 5);
  assert.equal(await page.locator("#feuille input[type=checkbox]:checked").count(), 1, "what was done on the plan is ticked");
  await boxes.nth(2).check();
  said.push(await lue(page));
  assert.equal(await boxes.nth(2).isChecked(), true);
  await boxes.nth(2).uncheck();
  said.push(await lue(page));
  return said;
}

/** What stands around a question, once it no longer changes: the bar, the sections, the plan in short; but the time. The copy
 *  for offline work is made meanwhile, sooner or later: its end is waited for. */
async function alentour(page) {
  const lire = () => page.evaluate(() => ["header", ".chemin", "aside", "main .suite"].map((place) => {
    const copy = document.querySelector(`#app ${place}`)?.cloneNode(true);
    // Said for a moment, to who sees the line come.
    copy?.querySelectorAll(".nouveau, [role=status].hors-ecran").forEach((one) => one.remove());
    return copy?.textContent.replace(/\d\d:\d\d/, "…");
  }).join("\n"));
  let before, now;
  do {
    before = now;
    await page.waitForTimeout(150);
    now = await lire();
  } while (now !== before || /se calcule|Pas\sencore\sprêt/.test(now));
  return propre(now);
}

/** A journey that remembers what stood around each question. */
class Temoin extends Parcours {
  autour = [];

  async bouton(nom) {
    await super.bouton(nom);
    this.autour.push(await alentour(this.page));
  }
}

/** The whole journey of C01, then what is noted. */
async function parcourir(avant) {
  const { page, vu, context } = await ouvrir(browser, site.adresse, { avant });
  const temoin = new Temoin(page, { verifier: false });
  await c01(temoin);
  const said = [...temoin.autour, ...await noter(page)];
  rienNeCloche(vu);
  await context.close();
  return said;
}

test("from the first question to the plan and its ticks, a node after each paragraph and every text wrapped, then replaced", async () => {
  const alone = await parcourir();
  for (const enveloppe of [ENVELOPPE, REMPLACE]) {
    assert.deepEqual(await parcourir((page) => deranger(page, enveloppe)), alone);
  }
});

test("what is refused, then half corrected, is told as it is, its texts replaced by others", async () => {
  const { page, vu, context } = await ouvrir(browser, site.adresse, { avant: (page) => deranger(page, REMPLACE) });
  await page.getByRole("button", { name: "Commencer un dossier" }).click();
  await page.getByLabel(/Déployer l’INSi/).check();
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByLabel(/Numéro FINESS/).first().fill("12345");
  await page.getByLabel(/SIREN/).first().fill("12");
  await page.getByRole("button", { name: "Continuer" }).click();
  const resume = page.locator("#resume");
  await resume.getByRole("heading", { name: "Il y a 3 points à revoir" }).waitFor();
  await page.getByLabel(/Nom de la structure/).fill("EHPAD Les Tilleuls");
  await page.getByLabel(/Statut juridique/).selectOption("21");
  await page.getByLabel(/SIREN/).first().fill("");
  await page.keyboard.press("Tab");
  await resume.getByRole("heading", { name: "Il y a un point à revoir" }).waitFor();
  await page.locator("header .dossier", { hasText: /^EHPAD Les Tilleuls$/ }).waitFor();
  assert.equal(await resume.locator("li").count(), 1);
  assert.equal(await page.locator("main .erreur p").count(), 1);
  rienNeCloche(vu);
  await context.close();
});

for (const [nom, enveloppe] of [["wrapped", ENVELOPPE], ["replaced by others", REMPLACE]]) {
  test(`a plan of many rows, its texts ${nom}, shows the right lines as it is noted`, async () => {
    const run = async (avant) => {
      const { page, vu, context } = await ouvrir(browser, site.adresse, { avant });
      const base = await ouvrirDossier(page, dossier("c02", { statut: "21" }));
      await allerA(page, `${base}/plan`, /plan/i);
      const said = await noter(page);
      rienNeCloche(vu);
      await context.close();
      return said;
    };
    assert.deepEqual(await run((page) => deranger(page, enveloppe)), await run());
  });
}
