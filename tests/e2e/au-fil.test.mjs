// What is entered is kept as it is entered: a reload in the middle of a question or of a row, a text whose field was not
// left, a row filled in and not added.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { servir } from "./lib/serveur.mjs";
import { axe, lancer, ouvrir, prete } from "./lib/navigateur.mjs";
import { allerA, dossier, enregistre, gardes, ouvrirDossier, Parcours } from "./lib/parcours.mjs";

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

/** A fresh profile with that dossier open. */
async function avec(contenu, options) {
  const opened = await ouvrir(browser, site.adresse, options);
  const base = await ouvrirDossier(opened.page, contenu);
  await enregistre(opened.page);
  const id = base.slice(base.indexOf("dossier-"));
  const reponses = async () => JSON.parse((await gardes(opened.page))[id]).reponses;
  return { ...opened, base, reponses, parcours: new Parcours(opened.page, { verifier: false }) };
}

/** Waits until what is kept is as it should be. */
async function attendre(lire, voulu) {
  let seen;
  for (let step = 0; step < 40; step += 1) {
    seen = await lire();
    if (JSON.stringify(seen) === JSON.stringify(voulu)) return;
    await new Promise((done) => { setTimeout(done, 50); });
  }
  assert.deepEqual(seen, voulu);
}

test("an answer is kept when it is chosen: a reload in the middle of a question shows it, changed back too", async () => {
  const { page, context, base, parcours, reponses } = await avec(dossier("c16"));
  await allerA(page, `${base}/question/contrat`, /déjà un contrat/);
  await parcours.choisir(/Oui, un contrat est en cours/);
  await attendre(async () => (await reponses()).contrat, "en-cours");
  await parcours.choisir(/Non/);
  await attendre(async () => (await reponses()).contrat, "aucun");
  await parcours.choisir(/Oui, un contrat est en cours/);
  await attendre(async () => (await reponses()).contrat, "en-cours");
  await page.reload();
  await prete(page);
  await page.getByRole("heading", { level: 1, name: /déjà un contrat/ }).waitFor();
  assert.equal(await page.getByRole("radio", { name: /Oui, un contrat/ }).isChecked(), true);
  await context.close();
});

test("a text is kept while its field still has the keyboard; what is refused never is", async () => {
  const { page, context, base, reponses } = await avec(dossier("c02", { "finess-ej": "010783009" }));
  await allerA(page, `${base}/question/identite`, /votre structure/);
  const name = page.getByLabel(/^Nom de la structure/);
  const number = page.getByLabel(/FINESS/).first();
  const before = (await reponses()).denomination;
  await name.click();
  await page.keyboard.press("End");
  await page.keyboard.type(" du Lac");
  await attendre(async () => (await reponses()).denomination, `${before} du Lac`);
  await number.click();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("12345");
  await page.waitForTimeout(700);
  assert.equal((await reponses())["finess-ej"], "010783009");
  await page.reload();
  await prete(page);
  assert.equal(await name.inputValue(), `${before} du Lac`);
  assert.equal(await number.inputValue(), "010783009");
  await context.close();
});

test("a text whose field was not left stays when another field of the page changes", async () => {
  const { page, context, base } = await avec(dossier("c02"));
  await allerA(page, `${base}/question/sites/site-3`, /Quel est ce site/);
  await page.getByLabel(/Nom du site/).evaluate((input) => {
    input.value = "Le Belvédère";
    input.dispatchEvent(new Event("input", { bubbles: true }));
    const other = document.querySelector("select");
    other.selectedIndex = 2;
    other.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await page.waitForTimeout(100);
  assert.equal(await page.getByLabel(/Nom du site/).inputValue(), "Le Belvédère");
  await context.close();
});

test("half a new row survives a reload, on its own address; « Annuler » leaves the list as it was", async () => {
  const { page, context, base, reponses } = await avec(dossier("c02"));
  const before = (await reponses()).sites;
  await allerA(page, `${base}/question/sites/nouveau`, /Quel est ce site/);
  await page.getByLabel(/Nom du site/).pressSequentially("Foyer du Lac");
  await attendre(async () => (await reponses()).sites.at(-1)["site-nom"], "Foyer du Lac");
  assert.match(page.url(), /question\/sites\/site-\d+$/);
  await axe(page, "ligne à moitié remplie");
  await page.reload();
  await prete(page);
  assert.equal(await page.getByLabel(/Nom du site/).inputValue(), "Foyer du Lac");
  await page.getByRole("link", { name: "Annuler" }).click();
  await page.getByRole("heading", { level: 1, name: /établissements/ }).waitFor();
  assert.equal((await reponses()).sites.at(-1)["site-nom"], "Foyer du Lac", "kept before the reload: it is a row like the others");

  const kept = (await reponses()).sites;
  assert.equal(kept.length, before.length + 1);
  for (const place of ["nouveau", "site-1"]) {
    await allerA(page, `${base}/question/sites/${place}`, /Quel est ce site/);
    await page.getByLabel(/Nom du site/).fill("Une erreur");
    await attendre(async () => (await reponses()).sites.some((row) => row["site-nom"] === "Une erreur"), true);
    await page.getByRole("link", { name: "Annuler" }).click();
    await attendre(async () => (await reponses()).sites, kept);
  }
  await page.waitForTimeout(500);
  assert.deepEqual((await reponses()).sites, kept);
  await context.close();
});

test("a new person named in a row is kept with it, once named", async () => {
  const { page, context, base, parcours, reponses } = await avec(dossier("c16", { personnes: undefined, gestionnaires: [] }));
  await allerA(page, `${base}/question/gestionnaires/nouveau`, /./);
  await parcours.choisir(/Une autre personne/);
  await page.waitForTimeout(400);
  assert.deepEqual((await reponses()).personnes ?? [], [], "nobody yet");
  await page.getByLabel(/Nom/).last().pressSequentially("Anne Roy");
  await attendre(async () => (await reponses()).personnes?.map((row) => row["personne-nom"]), ["Anne Roy"]);
  await attendre(async () => (await reponses()).gestionnaires?.at(-1)?.["gestionnaire-personne"], "personne-1");
  await page.getByRole("link", { name: "Annuler" }).click();
  await attendre(async () => [(await reponses()).personnes ?? [], (await reponses()).gestionnaires], [[], []]);
  await context.close();
});

test("a row filled in on one line is added by « Continuer », and by leaving the page; not twice", async () => {
  const { page, context, base, parcours, reponses } = await avec(dossier("c16"));
  const count = async () => (await reponses()).professionnels.map((row) => [row["pro-profil"], row["pro-effectif"]]);
  await allerA(page, `${base}/question/professionnels`, /./);
  const before = await count();
  const fill = async (profile, number) => {
    await page.locator("form.rapide select").selectOption(profile);
    if (number) await page.locator("form.rapide").getByLabel(/Combien/).fill(number);
  };
  await fill("ergotherapeute", "3");
  await parcours.continuer();
  await attendre(count, [...before, ["ergotherapeute", "3"]]);
  await allerA(page, `${base}/question/professionnels`, /./);
  await fill("psychologue", "2");
  await allerA(page, `${base}/verifier`, /Vérifiez/);
  await attendre(count, [...before, ["ergotherapeute", "3"], ["psychologue", "2"]]);
  await allerA(page, `${base}/question/professionnels`, /./);
  await fill("infirmier", "beaucoup");
  await allerA(page, `${base}/verifier`, /Vérifiez/);
  await page.getByRole("alert").getByText(/Une ligne commencée n’a pas été ajoutée/).waitFor();
  assert.equal((await count()).length, before.length + 2);
  await allerA(page, `${base}/question/professionnels`, /./);
  await fill("infirmier", "beaucoup");
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.locator("form.rapide .erreur p").first().waitFor();
  assert.match(page.url(), /professionnels$/);
  await context.close();
});

test("a long list is drawn whole, a few rows at a time", async () => {
  const many = Array.from({ length: 730 }, (_, rank) => ({ id: `site-${rank + 1}`, "site-nom": `Site ${rank + 1}` }));
  const { page, context, base, reponses } = await avec(dossier("c02", { sites: many }), { paresseux: true });
  await allerA(page, `${base}/question/sites`, /établissements/);
  const shown = (number) => page.waitForFunction((number) => document.querySelectorAll("ul.lignes > li").length === number, number);
  await shown(100);
  await page.getByRole("button", { name: "Afficher la suite (630 lignes)" }).click();
  await shown(600);
  await page.getByRole("button", { name: "Afficher la suite (130 lignes)" }).click();
  await shown(730);
  const names = await page.locator("ul.lignes > li b").allTextContents();
  assert.deepEqual(names, many.map((row) => row["site-nom"]));
  await page.getByRole("button", { name: "Dupliquer : Site 3", exact: true }).click();
  await shown(731);
  await attendre(async () => (await reponses()).sites.length, 731);
  await context.close();
});

test("a copy, a row restored, a row added: each has its own id", async () => {
  const { page, context, base, reponses } = await avec(dossier("c02", { professionnels: [{ id: "pro-1", "pro-profil": "infirmier", "pro-effectif": "1" }, { id: "pro-2", "pro-profil": "medecin", "pro-effectif": "2" }] }));
  const rows = async (list, field) => (await reponses())[list].map((row) => [row.id, row[field]]);
  await allerA(page, `${base}/question/professionnels`, /./);
  await page.getByRole("button", { name: /^Dupliquer : Infirmier/ }).first().click();
  await page.locator("form.rapide select").selectOption("ergotherapeute");
  await page.getByRole("button", { name: "Ajouter une profession" }).click();
  await attendre(() => rows("professionnels", "pro-profil"), [["pro-1", "infirmier"], ["pro-2", "medecin"], ["pro-3", "infirmier"], ["pro-4", "ergotherapeute"]]);
  await allerA(page, `${base}/question/sites`, /établissements/);
  const before = await rows("sites", "site-nom");
  await page.getByRole("button", { name: "Supprimer : Site 8", exact: true }).click();
  await page.getByRole("button", { name: "Dupliquer : Site 1", exact: true }).click();
  await page.getByRole("button", { name: "Annuler la suppression" }).click();
  await page.waitForTimeout(300);
  const ids = (await rows("sites", "site-nom")).map(([id]) => id);
  assert.equal(ids.length, before.length + 1);
  assert.equal(new Set(ids).size, ids.length, ids.join(" "));
  await context.close();
});

test("another tab's answer is shown on the page, and kept when it is left", async () => {
  const { page, context, base, parcours, reponses } = await avec(dossier("c02", { contrat: "aucun" }));
  await allerA(page, `${base}/question/contrat`, /déjà un contrat/);
  const other = await context.newPage();
  await other.goto(`${base}/question/contrat`);
  await other.reload();
  await prete(other);
  await new Parcours(other, { verifier: false }).choisir(/Oui, un contrat est en cours/);
  await attendre(async () => (await reponses()).contrat, "en-cours");
  await page.waitForFunction(() => document.querySelector("input[value=en-cours]")?.checked);
  await allerA(page, `${base}/verifier`, /Vérifiez/);
  await page.waitForTimeout(400);
  assert.equal((await reponses()).contrat, "en-cours");
  assert.equal(await parcours.titre(), "Vérifiez vos réponses");
  await context.close();
});

test("« Modifier », an answer, a reload, « Continuer »: the question that it opens still comes first", async () => {
  const { page, context, base, parcours, reponses } = await avec(dossier("c02", { contrat: "aucun" }));
  await allerA(page, `${base}/verifier`, /Vérifiez/);
  await allerA(page, `${base}/question/contrat?retour=verifier`, /déjà un contrat/);
  await parcours.choisir(/Oui, un contrat est en cours/);
  await parcours.choisir(/Le FINESS juridique/, /^Non$/);
  await attendre(async () => (await reponses())["tom-actif"], "non");
  await page.reload();
  await prete(page);
  await parcours.continuer();
  await page.waitForURL(/carte-representant\?retour=verifier$/);
  await context.close();
});

test("« Modifier » on a row leads straight back; from its list, to the list", async () => {
  const { page, context, base, parcours } = await avec(dossier("c02"));
  await allerA(page, `${base}/plan`, /plan/i);
  await allerA(page, `${base}/question/sites/site-1?retour=plan`, /Quel est ce site/);
  await parcours.bouton("Enregistrer");
  await page.waitForURL(/\/plan$/);
  await allerA(page, `${base}/question/sites?retour=verifier`, /établissements/);
  await page.getByRole("link", { name: "Modifier : Site 2", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: /Quel est ce site/ }).waitFor();
  await parcours.bouton("Enregistrer");
  await page.waitForURL(/question\/sites\?retour=verifier$/);
  await context.close();
});

test("someone named, then no longer chosen, is dropped; a row given up leaves an address that works", async () => {
  const { page, context, base, parcours, reponses } = await avec(dossier("c02", { gestionnaires: [] }));
  const before = (await reponses()).personnes;
  await allerA(page, `${base}/question/gestionnaires/nouveau`, /./);
  await parcours.choisir(/Une autre personne/);
  await page.getByLabel(/Nom/).last().pressSequentially("Zoé Martin");
  await attendre(async () => (await reponses()).personnes.length, before.length + 1);
  await parcours.choisir(/représentant légal/);
  await attendre(async () => (await reponses()).personnes, before);
  await parcours.bouton("Enregistrer et continuer");
  await attendre(async () => [(await reponses()).personnes, (await reponses()).gestionnaires.length], [before, 1]);

  await allerA(page, `${base}/question/sites/nouveau`, /Quel est ce site/);
  await page.getByLabel(/Nom du site/).fill("Un essai");
  await page.waitForURL(/sites\/site-9$/);
  await page.getByRole("link", { name: "Annuler" }).click();
  await page.getByRole("heading", { level: 1, name: /établissements/ }).waitFor();
  await page.goBack();
  await page.waitForURL(/sites\/nouveau$/);
  assert.equal(await page.getByLabel(/Nom du site/).inputValue(), "");
  await context.close();
});

test("a double click on « Dupliquer » duplicates once; the keyboard, each time it is asked", async () => {
  const { page, context, base, reponses } = await avec(dossier("c02"));
  const before = (await reponses()).sites.length;
  await allerA(page, `${base}/question/sites`, /établissements/);
  await page.getByRole("button", { name: "Dupliquer : Site 1", exact: true }).dblclick();
  await page.waitForTimeout(400);
  assert.equal((await reponses()).sites.length, before + 1);
  for (const number of [2, 3]) {
    await page.getByRole("button", { name: "Dupliquer : Site 1", exact: true }).first().press("Enter");
    await attendre(async () => (await reponses()).sites.length, before + number);
  }
  await context.close();
});

test("a row filled in on one line survives a reload; it is no answer before it is added, and is forgotten then", async () => {
  const { page, context, base, reponses } = await avec(dossier("c02", { professionnels: [{ id: "pro-1", "pro-profil": "infirmier", "pro-effectif": "1" }] }));
  const rapide = page.locator("form.rapide");
  const rows = async () => (await reponses()).professionnels.map((row) => [row["pro-profil"], row["pro-effectif"]]);
  await allerA(page, `${base}/question/professionnels`, /./);
  await rapide.locator("select").first().selectOption("ergotherapeute");
  await rapide.getByLabel(/Combien/).fill("12");
  await page.waitForTimeout(500);
  await page.reload();
  await prete(page);
  assert.equal(await rapide.locator("select").first().inputValue(), "ergotherapeute");
  assert.equal(await rapide.getByLabel(/Combien/).inputValue(), "12");
  assert.deepEqual(await rows(), [["infirmier", "1"]]);
  await page.getByRole("button", { name: "Ajouter une profession" }).click();
  await attendre(rows, [["infirmier", "1"], ["ergotherapeute", "12"]]);
  await page.reload();
  await prete(page);
  assert.equal(await rapide.locator("select").first().inputValue(), "");
  assert.equal(await rapide.getByLabel(/Combien/).inputValue(), "1");
  await context.close();
});

test("a line that was left, or begun where nothing is kept, does not come back after a reload", async () => {
  const { page, context, base } = await avec(dossier("c02", { professionnels: [{ id: "pro-1", "pro-profil": "infirmier", "pro-effectif": "1" }] }));
  await allerA(page, `${base}/question/professionnels`, /./);
  await page.locator("form.rapide select").first().selectOption("ergotherapeute");
  await page.locator("form.rapide").getByLabel(/Combien/).fill("beaucoup");
  await page.waitForTimeout(400);
  assert.equal(await page.evaluate(() => sessionStorage.length), 1);
  await allerA(page, `${base}/verifier`, /Vérifiez/);
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => sessionStorage.length), 0);
  await page.getByText("Une ligne commencée n’a pas été ajoutée").waitFor();
  await page.goto(site.adresse);
  await page.getByRole("checkbox", { name: /Ne rien garder/ }).check();
  await page.getByRole("button", { name: "Commencer un dossier" }).click();
  await allerA(page, page.url().replace(/question.*/, "question/professionnels"), /./);
  await page.locator("form.rapide select").first().selectOption("ergotherapeute");
  await page.waitForTimeout(300);
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify(sessionStorage)), /ergotherapeute/);
  await context.close();
});

/** Unticks every box of the page. */
async function tout(page) {
  const ticked = page.locator("main input[type=checkbox]:checked");
  while (await ticked.count() > 0) await ticked.first().uncheck();
}

test("unticking everything says so at once; what was answered stays, and one tick answers again", async () => {
  const { page, context, base, parcours, reponses } = await avec(dossier("c02"));
  await allerA(page, `${base}/question/besoin`, /./);
  const said = page.getByText(/Rien n’est coché/);
  assert.equal(await said.count(), 0);
  await tout(page);
  await said.waitFor();
  await axe(page, "plus rien de coché");
  assert.equal((await reponses()).besoin.length, 1, "the last that was ticked is still the answer");
  await page.reload();
  await prete(page);
  await page.locator("main input[type=checkbox]:checked").first().waitFor();
  await tout(page);
  await parcours.cocher(/Déployer l’INSi/);
  assert.equal(await said.count(), 0);
  await context.close();
});
