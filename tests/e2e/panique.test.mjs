// The program stops: the page says so, and offers the dossier. The browser is made to refuse an element, as one that has
// no memory left does; nothing in the page is made for this test.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { servir } from "./lib/serveur.mjs";
import { axe, capture, lancer, ouvrir, prete } from "./lib/navigateur.mjs";
import { dossier, enregistre, ouvrirDossier } from "./lib/parcours.mjs";

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

/** From now on, no element can be made. */
function refuser(page) {
  return page.evaluate(() => {
    document.createElement = () => { throw new DOMException("no memory", "UnknownError"); };
  });
}

test("the program stops in a dossier: a sentence, the dossier as a file, and all is there after a reload", async () => {
  const { page, vu, context } = await ouvrir(browser, site.adresse);
  const base = await ouvrirDossier(page, dossier("c01"));
  await enregistre(page);
  await refuser(page);
  await page.evaluate((hash) => { location.hash = hash; }, `${base.slice(base.indexOf("#"))}/question/services`);
  const panique = page.locator("#panique");
  await panique.waitFor({ state: "visible" });
  assert.equal(await page.locator("h1:visible").innerText(), "Jalons s’est arrêté");
  assert.equal(await page.locator("#app").count(), 0, "nothing of the stopped page is left to be used");
  assert.ok(vu.erreurs.some((error) => /panicked/.test(error)), "the console says where");
  await page.evaluate(() => { delete document.createElement; });
  await axe(page, "panique");
  await capture(page, "panique");
  assert.match(await panique.innerText(), /téléchargez votre dossier avant de recharger/);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Télécharger mon dossier" }).click()]);
  assert.equal(download.suggestedFilename(), "jalons-dossier.json");
  const texte = readFileSync(await download.path(), "utf8");
  assert.equal(JSON.parse(texte).reponses.denomination, "EHPAD Les Tilleuls");

  // The file opens, and so does what was kept.
  await page.reload();
  await prete(page);
  await page.getByRole("heading", { level: 1, name: /Quels services/ }).waitFor();
  assert.equal(await panique.isVisible(), false);
  const other = await ouvrir(browser, site.adresse);
  await ouvrirDossier(other.page, texte);
  await other.context.close();
  await context.close();
});

test("the program stops before any dossier: nothing is offered to download", async () => {
  const { page, context } = await ouvrir(browser, site.adresse);
  await refuser(page);
  await page.evaluate(() => { location.hash = "#/introuvable"; });
  await page.locator("#panique").waitFor({ state: "visible" });
  assert.equal(await page.locator("#app").count(), 0);
  const dit = await page.locator("#panique").innerText();
  assert.match(dit, /Rechargez la page/);
  assert.doesNotMatch(dit, /dossier|[Tt]élécharge/);
  await context.close();
});
