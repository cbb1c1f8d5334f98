// FINESS: a file is read on the device, cancelled once, searched by name and by number, its sites confirmed; then
// another dossier is filled without a network.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { servir } from "./lib/serveur.mjs";
import { axe, capture, lancer, ouvrir, rienNeCloche, rienNeSort, texte, tientEnLargeur } from "./lib/navigateur.mjs";

const ECHANTILLON = fileURLToPath(new URL("../imports/finess-structures-echantillon.json.gz", import.meta.url));

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

/** A new dossier, on the page that finds the structure. */
async function nouveau(page) {
  await page.getByRole("button", { name: "Commencer un dossier" }).click();
  await page.getByLabel(/Déployer l’INSi/).check();
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByRole("link", { name: /fichier FINESS/ }).click();
  await page.getByRole("heading", { level: 1, name: /Retrouver la structure/ }).waitFor();
}

async function lire(page, fichier) {
  await page.getByLabel("Fichier FINESS").setInputFiles(fichier);
  await page.getByRole("button", { name: "Lire ce fichier" }).click();
}

test("a file is read, a structure found by name and its sites confirmed; then another dossier, offline", async () => {
  const { page, vu, context } = await ouvrir(browser, site.adresse);
  await nouveau(page);
  await axe(page, "finess, rien de gardé");
  await capture(page, "finess-vide");
  await lire(page, ECHANTILLON);
  await page.getByText(/Fichier lu/).waitFor();
  assert.match(await texte(page), /22 organismes et 1\s?377 établissements, dont 593 fermés/);
  await page.getByLabel(/Numéro FINESS, ou mots/).fill("orsac");
  await page.getByRole("button", { name: /ORSAC/i }).first().waitFor();
  await axe(page, "finess, recherche");
  await capture(page, "finess-recherche");
  // The number of a site leads to its entity.
  await page.getByLabel(/Numéro FINESS, ou mots/).fill("010783009");
  await page.locator("#finess-resultats").getByText("1 réponse").waitFor();
  await page.locator(".lignes button").first().click();
  await page.getByRole("button", { name: "Remplir mes réponses" }).waitFor();
  await axe(page, "finess, confirmation");
  await capture(page, "finess-confirmation");
  await tientEnLargeur(page, "finess, confirmation");
  const open = await page.locator("input[name=site]").count();
  assert.ok(open > 50, `${open} open sites`);
  await page.locator("input[name=site]").first().uncheck();
  await page.getByRole("button", { name: "Remplir mes réponses" }).click();
  await page.getByText(new RegExp(`${open - 1} sites ajoutés`)).waitFor();
  await page.getByRole("link", { name: /Vérifier/ }).first().click();
  const review = await texte(page);
  assert.match(review, /010783009/);
  assert.match(review, /ORSAC/i);
  assert.match(review, new RegExp(`${open - 1} lignes|${open - 1}`));
  rienNeSort(vu, site.adresse);
  rienNeCloche(vu);

  // Another dossier, without a network: the directory is on the device.
  await page.goto(`${site.adresse}#/`);
  await context.setOffline(true);
  await nouveau(page);
  await page.locator("#app").getByText(/gardés sur cet appareil/).waitFor();
  await page.getByLabel(/Numéro FINESS, ou mots/).fill("010783009");
  await page.locator("#finess-resultats").getByText("1 réponse").waitFor();
  await page.locator(".lignes button").first().click();
  await page.getByRole("button", { name: "Remplir mes réponses" }).click();
  await page.getByText(/sites ajoutés/).waitFor();
  await context.setOffline(false);

  // The directory can be forgotten.
  await page.goBack();
  await page.getByRole("button", { name: "Supprimer cet annuaire" }).click();
  await page.getByText(/supprimé de cet appareil/).waitFor();
  assert.equal(await page.getByLabel(/Numéro FINESS, ou mots/).count(), 0);
});

test("files that are no FINESS files are refused in a sentence, and nothing is lost", async () => {
  const { page, vu } = await ouvrir(browser, site.adresse);
  await nouveau(page);
  await page.getByRole("button", { name: "Lire ce fichier" }).click();
  await page.getByText(/Choisissez d’abord un fichier/).waitFor();
  for (const [name, bytes] of [
    ["vide.json", Buffer.alloc(0)],
    ["renomme.json.gz", Buffer.from("%PDF-1.7 rien à voir")],
    ["coupe.json.gz", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3])],
    ["autre.json", Buffer.from('{"a": [1, 2, 3]}')],
  ]) {
    const file = join(tmpdir(), `jalons-${process.pid}-${name}`);
    writeFileSync(file, bytes);
    await lire(page, file);
    const refus = page.locator("#app main [role=alert] .avertissement");
    await refus.waitFor();
    const said = await refus.innerText();
    assert.ok(said.length > 30 && said.endsWith("."), `${name} : ${said}`);
  }
  rienNeCloche(vu);
});
