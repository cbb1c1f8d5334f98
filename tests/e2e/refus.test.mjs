// Refusals: each says what is wrong beside its field and at the top, proposes the value it guesses, and loses nothing.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { servir } from "./lib/serveur.mjs";
import { axe, lancer, ouvrir, rienNeCloche } from "./lib/navigateur.mjs";
import { allerA, dossier, enregistre, gardes, ouvrirDossier, Parcours } from "./lib/parcours.mjs";

const FINESS_EJ = /Numéro FINESS de l’entité juridique/;
const SIREN = /Numéro SIREN/;

let browser, site, page, vu, context, parcours, base;
before(async () => {
  site = await servir();
  browser = await lancer();
  ({ page, vu, context } = await ouvrir(browser, site.adresse));
  parcours = new Parcours(page, { verifier: false });
  base = await ouvrirDossier(page, dossier("c02"));
  await enregistre(page);
});
after(async () => { await context?.close(); await browser?.close(); await site?.fermer(); });

/** The page of a question, as it is when one comes to it. */
async function sur(place, titre) {
  await allerA(page, `${base}/aide-moi`, /n’existe pas/);
  await allerA(page, `${base}/question/${place}`, titre);
  await page.waitForTimeout(60);
}

const propre = (text) => text.replace(/\s+/g, " ").trim();
const resume = () => page.getByRole("alert").filter({ has: page.getByRole("heading") });

/** The sentence beside a field, as a screen reader gets it: through aria-describedby. */
async function phrase(nom) {
  const field = page.getByLabel(nom).first();
  const text = await field.evaluate((element) => {
    const ids = (element.closest("fieldset") ?? element).getAttribute("aria-describedby") ?? "";
    return ids.split(" ").map((id) => document.getElementById(id)).filter((one) => one?.id.startsWith("erreur")).map((one) => one.textContent).join(" ");
  });
  return propre(text);
}

test("a refusal: the summary takes the focus, leads to the field, the sentence is tied to it, the tab says so", async () => {
  await sur("identite", /votre structure/);
  await parcours.remplir(FINESS_EJ, "0107830");
  await parcours.continuer();
  await page.locator("#resume:focus").waitFor();
  assert.match(propre(await resume().innerText()), /FINESS juridique : Le numéro FINESS compte 9 caractères ; vous en avez saisi 7/);
  assert.match(propre(await page.title()), /^Erreur : Quelle est votre structure/);
  assert.match(await phrase(FINESS_EJ), /^Erreur : Le numéro FINESS compte 9 caractères/);
  assert.equal(await page.getByLabel(FINESS_EJ).getAttribute("aria-invalid"), "true");
  await axe(page, "refus d’un FINESS");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.name), "finess-ej", "the link leads to the field");
  assert.equal(await page.getByLabel(FINESS_EJ).inputValue(), "0107830", "what was typed is still there");
  // Corrected: nothing is refused any more, the tab neither.
  await parcours.remplir(FINESS_EJ, "010783009");
  await page.waitForTimeout(50);
  assert.equal(await resume().count(), 0);
  assert.doesNotMatch(await page.title(), /Erreur/);
  await parcours.continuer();
  assert.match(await parcours.titre(), /Quels sont vos établissements/);
});

test("nothing typed is lost on the page that refuses, and nothing refused is kept", async () => {
  await sur("identite", /votre structure/);
  await parcours.remplir(/Nom de la structure/, "Association Belle Rive");
  await parcours.liste(/Statut juridique/, "61");
  await parcours.remplir(FINESS_EJ, "01078");
  await parcours.continuer();
  await page.locator("#resume:focus").waitFor();
  assert.equal(await page.getByLabel(/Nom de la structure/).inputValue(), "Association Belle Rive");
  assert.equal(await page.getByLabel(/Statut juridique/).inputValue(), "61");
  assert.equal(await page.getByLabel(FINESS_EJ).inputValue(), "01078");
  const [kept] = Object.values(await gardes(page));
  assert.doesNotMatch(kept, /"01078"/);
});

test("several refusals: each in the summary, each beside its field", async () => {
  await sur("identite", /votre structure/);
  await parcours.remplir(FINESS_EJ, "123");
  await parcours.remplir(SIREN, "456");
  await parcours.continuer();
  await page.locator("#resume:focus").waitFor();
  const links = resume().getByRole("link");
  assert.equal(await links.count(), 2);
  await links.nth(1).click();
  assert.equal(await page.evaluate(() => document.activeElement.name), "siren");
  assert.match(await phrase(SIREN), /Le numéro SIREN compte 9 chiffres ; vous en avez saisi 3/);
});

for (const [typed, what] of [["010 783 009", "spaces"], ["010.783.009", "dots"], ["010-783-009", "dashes"], ["\u00a0010\u202f783009\u200b", "spaces that are not seen"], ["2a0022596", "a lower case letter"]]) {
  test(`a FINESS with ${what} is taken`, async () => {
    await sur("identite", /votre structure/);
    await parcours.remplir(FINESS_EJ, typed);
    await parcours.continuer();
    assert.match(await parcours.titre(), /Quels sont vos établissements/);
  });
}

test("a zero lost by a spreadsheet: the value is proposed, one click takes it (R-ID-16)", async () => {
  await sur("identite", /votre structure/);
  await parcours.remplir(FINESS_EJ, "10783009");
  await parcours.continuer();
  assert.match(await phrase(FINESS_EJ), /effacé le zéro du début : est-ce 010783009/);
  await page.getByRole("button", { name: "Utiliser 010783009" }).click();
  assert.equal(await page.getByLabel(FINESS_EJ).inputValue(), "010783009");
  await parcours.continuer();
  assert.match(await parcours.titre(), /Quels sont vos établissements/);
});

test("a national identifier, a SIRET for a SIREN: the number inside is proposed (R-ID-14)", async () => {
  await sur("identite", /votre structure/);
  await parcours.remplir(FINESS_EJ, "1010783009");
  await parcours.remplir(SIREN, "775 544 562 01205");
  await parcours.continuer();
  await page.getByRole("button", { name: "Utiliser 010783009" }).click();
  await page.getByRole("button", { name: "Utiliser 775544562" }).click();
  await parcours.continuer();
  assert.match(await parcours.titre(), /Quels sont vos établissements/);
});

for (const [field, typed] of [[FINESS_EJ, "1,07E+07"], [SIREN, "7,75545E+08"]]) {
  test(`scientific notation is refused: ${typed} (R-ID-17)`, async () => {
    await sur("identite", /votre structure/);
    await parcours.remplir(field, typed);
    await parcours.continuer();
    assert.match(await phrase(field), /vient d’un tableur.*des chiffres sont perdus/);
    assert.equal(await page.getByRole("button", { name: /^Utiliser/ }).count(), 0);
  });
}

test("a wrong FINESS key warns and does not block (R-ID-04)", async () => {
  await sur("identite", /votre structure/);
  await parcours.remplir(FINESS_EJ, "754567860");
  const warning = page.getByText("Le dernier chiffre de ce numéro FINESS ne correspond pas aux autres.");
  await warning.waitFor();
  assert.equal(await page.getByLabel(FINESS_EJ).getAttribute("aria-invalid"), "false");
  await axe(page, "FINESS douteux");
  await parcours.continuer();
  assert.match(await parcours.titre(), /Quels sont vos établissements/);
});

test("a wrong SIREN key is refused (R-ID-08)", async () => {
  await sur("identite", /votre structure/);
  await parcours.remplir(SIREN, "775544561");
  await parcours.continuer();
  assert.match(await phrase(SIREN), /ne correspond pas aux autres/);
});

test("a SIRET of a site: separators taken, wrong length, key and notation refused (R-ID-09, R-ID-17)", async () => {
  const siret = /Numéro SIRET du site/;
  for (const [typed, refusal] of [["2,601E+13", /des chiffres sont perdus/], ["7755445620120", /compte 14 chiffres ; vous en avez saisi 13/], ["77554456201206", /ne correspondent pas entre eux/]]) {
    await sur("sites/nouveau", /Quel est ce site/);
    await page.getByText("Situation particulière").click();
    await parcours.remplir(/Nom du site/, "EHPAD");
    await parcours.remplir(siret, typed);
    await parcours.bouton("Enregistrer et continuer");
    await page.locator("#resume:focus").waitFor();
    assert.match(await phrase(siret), refusal);
    assert.equal(await page.getByLabel(/Nom du site/).inputValue(), "EHPAD");
  }
  await parcours.remplir(siret, "775 544 562 01205");
  await parcours.bouton("Enregistrer et continuer");
  assert.doesNotMatch(await parcours.titre(), /Quel est ce site/);
});

test("a choice left empty is asked for, and the summary leads to its first sheet", async () => {
  const bare = dossier("c16", { contrat: undefined });
  await allerA(page, "#/", /Ce que votre structure/);
  const there = await ouvrirDossier(page, bare);
  await allerA(page, `${there}/question/contrat`, /déjà un contrat/);
  await parcours.continuer();
  await page.locator("#resume:focus").waitFor();
  assert.match(propre(await resume().innerText()), /Contrat avec l’ANS : Choisissez une réponse/);
  await resume().getByRole("link").click();
  assert.equal(await page.evaluate(() => document.activeElement.type), "radio");
  assert.match(await phrase(/Non, aucun contrat/), /Erreur : Choisissez une réponse/);
  rienNeCloche(vu);
});

test("numbers out of bounds are refused", async () => {
  await allerA(page, "#/", /Ce que votre structure/);
  const there = await ouvrirDossier(page, dossier("c16", { sites: [] }));
  await allerA(page, `${there}/question/sites`, /Quels sont vos établissements/);
  for (const typed of ["-3", "12000", "deux", "1,5"]) {
    await parcours.remplir(/combien de sites sont ouverts/, typed);
    await parcours.bouton("Continuer");
    await page.locator("#resume:focus").waitFor();
    assert.match(await phrase(/combien de sites sont ouverts/), /^Erreur : /, typed);
    assert.equal(await page.getByLabel(/combien de sites sont ouverts/).inputValue(), typed);
  }
});

test("a SIRET that is not of the organisation's SIREN is accepted, and the plan says it (R-ID-11)", async () => {
  await allerA(page, "#/", /Ce que votre structure/);
  const there = await ouvrirDossier(page, dossier("c16", { siren: "732829320" }));
  await allerA(page, `${there}/question/sites/site-1`, /Quel est ce site/);
  await parcours.remplir(/Numéro SIRET du site/, "775 544 562 01205");
  await parcours.bouton("Enregistrer");
  assert.match(await parcours.titre(), /Quels sont vos établissements/);
  await allerA(page, `${there}/plan`, /plan/i);
  assert.match(propre(await page.locator(".attention").innerText()), /SIRET d’un de vos sites ne commence pas par le SIREN/);
});


test("the summary counts what is refused", async () => {
  await sur("identite", /votre structure/);
  await parcours.remplir(FINESS_EJ, "123");
  await parcours.remplir(SIREN, "456");
  await parcours.continuer();
  await page.locator("#resume:focus").waitFor();
  assert.match(propre(await resume().getByRole("heading").innerText()), /^Il y a 2 points à revoir$/);
});

test("a number is shown as a number in the review, however it was typed (R-ID-16)", async () => {
  for (const [typed, shown] of [["010.783.009", /FINESS juridique 010 ?783 ?009 /], ["2a0022596", /FINESS juridique 2A0 ?022 ?596 /]]) {
    await sur("identite", /votre structure/);
    await parcours.remplir(FINESS_EJ, typed);
    await parcours.continuer();
    await allerA(page, `${base}/verifier`, /Vérifiez/);
    const row = page.locator("dl.verifier > div", { hasText: "FINESS juridique" });
    assert.match(propre(await row.innerText()), shown);
  }
});

test("taking the proposed value leaves the focus in its field", async () => {
  await sur("identite", /votre structure/);
  await parcours.remplir(FINESS_EJ, "10783009");
  await parcours.continuer();
  await page.getByRole("button", { name: "Utiliser 010783009" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForTimeout(60);
  assert.equal(await page.evaluate(() => document.activeElement.name), "finess-ej");
});
