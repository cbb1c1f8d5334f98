// A program beside the page that can't start: a sentence says so, answering goes on, nothing is lost; once it can, it does.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { servir } from "./lib/serveur.mjs";
import { axe, lancer, ouvrir } from "./lib/navigateur.mjs";

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

const PANNE = /n’a pas pu démarrer, ou s’est arrêté/;

/** A page whose program of that name does not come, as long as it is so. */
async function sans(nom) {
  const etat = { absent: true };
  const ouverte = await ouvrir(browser, site.adresse, {
    serviceWorkers: "block",
    avant: (page) => page.context().route(new RegExp(`/${nom}-[0-9a-f]+\\.js`), (route) => (etat.absent ? route.abort() : route.continue())),
  });
  await ouverte.page.getByRole("button", { name: "Commencer un dossier" }).click();
  await ouverte.page.getByLabel(/Déployer l’INSi/).check();
  await ouverte.page.getByRole("button", { name: "Continuer" }).click();
  return { ...ouverte, etat };
}

test("without the program of the plan, one goes on answering; it starts when it is there again", async () => {
  const { page, etat } = await sans("calcul");
  await page.getByText("indisponible").waitFor();
  await page.getByLabel(/Nom de la structure/).fill("Les Tilleuls");
  await page.keyboard.press("Tab");
  await page.getByLabel(/Statut juridique/).selectOption("21");
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByRole("heading", { level: 1, name: /Quels sont vos établissements/ }).waitFor();
  await page.getByRole("link", { name: "Le plan", exact: true }).click();
  await page.locator("#app main [role=alert]").getByText(PANNE).waitFor();
  assert.equal(await page.locator("#app h1").count(), 1, "the page has a title");
  await axe(page, "plan sans programme");
  etat.absent = false;
  await page.reload();
  await page.getByRole("heading", { level: 1, name: /Par quoi commencer.*Les Tilleuls/ }).waitFor();
});

test("without the program of the files, sites are typed by hand; it starts when it is there again", async () => {
  const { page, etat } = await sans("atelier");
  await page.getByRole("link", { name: /fichier FINESS/ }).click();
  await page.locator("#app main [role=alert]").getByText(PANNE).waitFor();
  await page.getByRole("link", { name: "Revenir aux questions" }).click();
  // Back where the directory was asked for.
  await page.getByRole("heading", { level: 1, name: /votre structure/ }).waitFor();
  await page.getByRole("combobox", { name: /Statut juridique/ }).selectOption("21");
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByLabel(/Nom du site/).fill("Les Tilleuls");
  await page.getByRole("button", { name: "Ajouter un site" }).click();
  await page.locator("ul.lignes > li").filter({ hasText: "Les Tilleuls" }).waitFor();
  etat.absent = false;
  await page.goBack();
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: /Retrouver la structure/ }).waitFor();
});

test("the program of the files stops in the middle of a reading: a sentence says so, and it starts anew", async () => {
  const { page } = await ouvrir(browser, site.adresse);
  await page.getByRole("button", { name: "Commencer un dossier" }).click();
  await page.getByLabel(/Déployer l’INSi/).check();
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByRole("link", { name: /fichier FINESS/ }).click();
  await page.getByRole("heading", { level: 1, name: /Retrouver la structure/ }).waitFor();
  await page.getByLabel("Fichier FINESS").setInputFiles(fileURLToPath(new URL("../imports/finess-structures-echantillon.json.gz", import.meta.url)));
  // Its browser is made to refuse bytes, as one that has no memory left does.
  await page.workers().at(-1).evaluate(() => {
    const read = Blob.prototype.arrayBuffer;
    Blob.prototype.arrayBuffer = function arrayBuffer() {
      globalThis.Uint8Array = class { constructor() { throw new RangeError("no memory"); } };
      return read.call(this);
    };
  });
  await page.getByRole("button", { name: "Lire ce fichier" }).click();
  await page.locator("#app main [role=alert]").getByText(PANNE).waitFor();
  await page.getByRole("button", { name: "Lire ce fichier" }).click();
  await page.getByText(/Fichier lu/).waitFor();
});
