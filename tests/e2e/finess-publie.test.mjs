// FINESS published beside the page (`cargo xtask finess`): found by a number, asked for on a click, from the page's own
// site alone. The parts are `cargo run --example finess_parts -- tests/e2e/finess-publie
// tests/imports/finess-structures-echantillon.json.gz`.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { servir } from "./lib/serveur.mjs";
import { axe, capture, lancer, ouvrir, rienNeCloche, texte, tientEnLargeur } from "./lib/navigateur.mjs";
import { allerA, dossier, enregistre, gardes, ouvrirDossier } from "./lib/parcours.mjs";

const PARTIES = fileURLToPath(new URL("finess-publie/", import.meta.url));

let browser, site;
before(async () => { site = await servir({ finess: PARTIES }); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

const propre = (text) => text.replace(/\s+/g, " ").trim();
const demandes = (depuis = 0) => site.servis.slice(depuis).filter(({ path }) => path.includes("/finess/")).map(({ path, status }) => `${status} ${path.split("/finess/")[1]}`);

/** The page that finds a structure, in a dossier. */
async function chercher(page) {
  const base = await ouvrirDossier(page, dossier("c16"));
  await allerA(page, `${base}/finess`, /Retrouver la structure/);
}

async function numero(page, texte) {
  await page.getByLabel("Numéro FINESS de l’organisme ou d’un site").fill(texte);
  await page.getByRole("button", { name: "Chercher ce numéro" }).click();
}

/** The page that confirms, and the way back. */
async function confirmer(page) {
  await page.getByRole("button", { name: "Remplir mes réponses" }).waitFor();
  return texte(page);
}

test("a number leads to its entity, a site's too; only the page's own site is asked, and only once told to", async () => {
  const { page, vu, context } = await ouvrir(browser, site.adresse);
  await chercher(page);
  await axe(page, "finess publié");
  await capture(page, "finess-publie");
  await page.getByLabel("Numéro FINESS de l’organisme ou d’un site").fill("010783009");
  await page.waitForTimeout(400);
  const avant = site.servis.length;
  assert.deepEqual(demandes(), [], "nothing is asked for before the click");
  await page.getByRole("button", { name: "Chercher ce numéro" }).click();
  const dit = await confirmer(page);
  assert.match(dit, /ORSAC/i);
  assert.match(dit, /010783009/);
  const asked = demandes(avant);
  assert.equal(asked.length, 2, `the index, then one part: ${asked}`);
  assert.match(asked[0], /^200 index\.json$/);
  assert.match(asked[1], /^200 \d+\.bin$/);
  // The part is named after a range of numbers, not after the number.
  assert.ok(!asked[1].includes("010783009"));
  await axe(page, "finess publié, confirmation");
  await tientEnLargeur(page, "finess publié, confirmation");
  const sites = await page.locator("input[name=site]").count();
  assert.ok(sites > 50, `${sites} open sites`);

  // By the number of one of its sites.
  await page.getByRole("button", { name: "Chercher un autre organisme" }).click();
  await numero(page, "010004059");
  assert.match(await confirmer(page), /010783009/);
  await page.getByRole("button", { name: "Remplir mes réponses" }).click();
  await page.getByText(/sites ajoutés/).waitFor();
  await enregistre(page);
  assert.match(String(Object.values(await gardes(page))[0]), /010004059/);
  const autre = vu.requetes.filter((url) => !/^(blob|data):/.test(url) && !url.startsWith(new URL(site.adresse).origin));
  assert.deepEqual(autre, [], "nothing leaves the origin");
  rienNeCloche(vu);
  await context.close();
});

test("a number that is not there, a number that is none, and no network: each a sentence", async () => {
  const { page, context } = await ouvrir(browser, site.adresse);
  await chercher(page);
  const refus = page.locator("#app main [role=alert] .avertissement");
  const attendu = async (phrase) => {
    await refus.filter({ hasText: phrase }).waitFor();
    assert.match(propre(await refus.innerText()), /\.$/);
  };
  await numero(page, "750000002");
  await attendu(/n’est pas dans l’annuaire publié avec cette page/);
  await axe(page, "finess publié, absent");
  const avant = site.servis.length;
  await numero(page, "01078300");
  await attendu(/compte 9\scaractères\s; vous en avez saisi 8/);
  await numero(page, "");
  await attendu(/vous n’en avez saisi aucun/);
  assert.deepEqual(demandes(avant), [], "what is no number is not asked for");
  await context.setOffline(true);
  await numero(page, "010783009");
  await attendu(/Le site de cette page ne répond pas/);
  await context.setOffline(false);
  await numero(page, "010783009");
  assert.match(await confirmer(page), /ORSAC/i);
  await context.close();
});

test("a page beside which nothing was published does not offer it", async () => {
  const nu = await servir();
  const { page, vu, context } = await ouvrir(browser, nu.adresse);
  await chercher(page);
  await page.getByLabel("Fichier FINESS").waitFor();
  assert.equal(await page.getByLabel("Numéro FINESS de l’organisme ou d’un site").count(), 0);
  rienNeCloche(vu);
  await context.close();
  await nu.fermer();
});
