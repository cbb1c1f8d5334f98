// ORSAC, an association of the FINESS file: three of its open sites, president as legal representative, option B, one
// software, INSi and DMP, RPPS+ centralised, forty staff; from the first question to the printed plan. Names and numbers are
// those of the FINESS+ flux of 13 August 2026 (ANS, Licence Ouverte 2.0). What is expected was worked out by hand from
// docs/regles.md, beside each line.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { join } from "node:path";
import { servir } from "./lib/serveur.mjs";
import { CAPTURES, capture, entiere, imprimer, lancer, ouvrir, rienNeCloche, rienNeSort } from "./lib/navigateur.mjs";
import { allerA, Parcours } from "./lib/parcours.mjs";

const SITES = [
  ["EHPAD LE CLOS CHEVALIER ORNEX", "500", "010004059", "77554456201205"],
  ["FAM EPILEPSIE LES PASSERELLES DE LA DOMBES", "448", "010010601", "77554456201635"],
  ["SAVS DE LA FRETA", "446", "010789824", "77554456200983"],
];
// Forty people: an order (CPS), a role (RPPS+), of the médico-social.
const PROS = [["infirmier", "12"], ["medecin", "2"], ["aide-soignant", "16"], ["educateur-specialise", "6"], ["aes", "4"]];

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

const propre = (text) => text.replace(/\s+/g, " ").trim();

/** The whole journey; `rh`: someone new registers the professionals, else the director does. */
async function orsac(rh) {
  const { page, vu, context } = await ouvrir(browser, site.adresse, { avant: (page) => page.clock.setFixedTime(new Date("2026-02-02T09:00:00")) });
  const p = new Parcours(page, { verifier: false });
  const sur = (titre) => page.getByRole("heading", { level: 1, name: titre }).waitFor();
  await p.bouton("Commencer un dossier");
  p.ecrans += 1;
  await sur(/Que voulez-vous faire/);
  await p.cocher(/Déployer l’INSi/, /Enregistrer des professionnels/);
  await p.continuer();
  await sur(/votre structure/);
  await p.remplir(/Nom de la structure/, "ORSAC");
  await p.liste(/Statut juridique/, "61");
  await p.remplir(/Numéro FINESS de l’entité juridique/, "010783009");
  await p.remplir(/Numéro SIREN/, "775544562");
  await p.continuer();
  await sur(/Quels sont vos établissements/);
  for (const [rank, [nom, categorie, finess, siret]] of SITES.entries()) {
    if (rank === 0) {
      // Their SIRET is told in the form of a site, which has its own address.
      await allerA(page, `${page.url()}/nouveau`, /Quel est ce site/);
      p.ecrans += 1;
    }
    await sur(/Quel est ce site/);
    await page.getByText("Situation particulière").click();
    await p.remplir(/Nom du site/, nom);
    await p.liste(/^Catégorie/, categorie);
    await p.remplir(/Numéro FINESS du site/, finess);
    await p.remplir(/Numéro SIRET du site/, siret);
    if (rank < SITES.length - 1) {
      await page.getByRole("button", { name: "Enregistrer, puis ajouter un site" }).click();
      p.ecrans += 1;
      await page.waitForFunction(() => document.querySelector("[name=site-nom]")?.value === "");
    } else {
      await p.bouton("Enregistrer et continuer");
    }
  }
  await sur(/déjà un contrat/);
  await p.choisir(/Non, aucun contrat/);
  await p.continuer();
  // Statut 61: the president is proposed (R-STATUT-02).
  await sur(/Qui signe/);
  assert.equal(await page.getByRole("radio", { name: /Le président ou la présidente/ }).isChecked(), true);
  // What is asked next comes on the same page.
  await p.choisir(/^Oui$/);
  await p.choisir(/Le directeur, par délégation/);
  await p.continuer();
  await sur(/Qui dirige la structure/);
  await p.choisir(/^Non/, /Une délégation de pouvoir/);
  await p.continuer();
  await sur(/Quels services/);
  await p.cocher(/^INSi/, /^DMP : envoyer/);
  await p.continuer();
  await sur(/Quels logiciels/);
  await p.remplir(/Nom du logiciel/, "DUI ORSAC");
  await p.choisir(/^Automatique/);
  await p.bouton("Enregistrer et continuer");
  await sur(/Qui fera quoi/);
  await p.choisir(/Il a déjà une carte CPA/);
  await p.continuer();
  // Three sites: one team is proposed (R-RPPS-11).
  await sur(/Qui enregistrera les professionnels dans RPPS\+/);
  assert.equal(await page.getByRole("radio", { name: /Une équipe pour tous les sites/ }).isChecked(), true);
  if (rh) {
    await p.choisir(/Une autre personne/);
    await p.remplir(/Nom ou fonction/, "Responsable RH");
    // Without a contract, nobody has a card of the structure: it is not asked.
    assert.equal(await page.getByRole("radio", { name: /Aucune carte/ }).count(), 0);
    await p.choisir(/À désigner/);
  } else {
    await p.choisir(/Le directeur ou la directrice/, /À désigner/);
  }
  await p.bouton("Enregistrer et continuer");
  await sur(/Quels professionnels travaillent/);
  for (const [rank, [profession, number]] of PROS.entries()) {
    await p.liste(/Profession ou fonction/, profession);
    await p.remplir(/Combien/, number);
    await p.bouton("Ajouter une profession");
    await page.waitForFunction((count) => document.querySelectorAll("ul.lignes > li").length === count, rank + 1);
  }
  await p.continuer();
  // CPE on paper, with the contract; complete on Monday 2 February 2026.
  await sur(/Quand commencez-vous/);
  if (rh) await p.choisir(/Sur papier/);
  await p.remplir(/Quel jour le dossier complet/, "2026-02-02");
  await p.continuer();
  await sur("Vérifiez vos réponses");
  assert.equal(await page.getByText("Il manque une réponse").count(), 0);
  await p.lien("Voir le plan");
  await sur(/Par quoi commencer.*ORSAC/);
  await capture(page, "orsac-par-quoi-commencer");
  console.log(`ORSAC : ${p.ecrans} écrans`);
  assert.ok(p.ecrans <= 18, `${p.ecrans} screens`);

  // One contract for the EJ (R-FINESS-01, R-COMPTE-04); one F101 and one CDE, for the director (R-RL-03, R-COMPTE-06, -07);
  // no F502 (R-RL-03); no CPA, the third party has its own (R-COMPTE-12); one CPE for a new RPPS+ manager, none for the
  // director who gets the CDE (R-COMPTE-09, -10, R-RPPS-09); INSi auto + 2 × DMP on one instance = 3 certificates (R-CERT-13).
  await page.getByRole("link", { name: "Tout le détail" }).first().click();
  await page.getByRole("heading", { level: 1, name: /plan.*ORSAC/i }).waitFor();
  await entiere(page);
  const figures = propre(await page.locator(".figures").innerText());
  assert.match(figures, rh ? /^1 contrat 1 formulaire F101 1 carte CDE 1 carte CPE 3 certificats/ : /^1 contrat 1 formulaire F101 1 carte CDE 3 certificats/);
  const action = (titre) => page.locator(".acte-plan").filter({ has: page.getByRole("heading", { level: 3, name: titre }) });
  const quand = async (titre) => propre(await action(titre).first().locator(".quand").innerText());
  await action(/Signer le contrat d’adhésion au FINESS juridique/).waitFor();
  await action(/Remplir le formulaire F101 pour le directeur/).waitFor();
  assert.equal(await action(/F101 pour le représentant légal/).count(), 0);
  assert.match(propre(await action(/Remplir le formulaire F101/).textContent()), /délégation de pouvoir/, "R-CONTRAT-12");
  // J0 is Monday 2 February, not counted (R-JO-02): 3, 4, 5, 6, 9, 10, 11, 12, 13, 16 → the tenth working day is Monday 16.
  assert.match(await quand(/Recevoir la carte CDE/), /vers le 16 février 2026/);
  if (rh) assert.match(await quand(/Commander une carte CPE/), /16 février 2026/, "ordered in the first envelope, received ten working days later (R-MAND-06, R-COMPTE-18)");
  assert.match(await quand(/Déclarer l’administrateur technique/), /16 février 2026/, "waits for the CDE (R-AT-06)");
  // 12 + 2 have an order: nothing to order, nothing to register (R-RPPS-01). 16 + 6 + 4 are registered in RPPS+ (R-RPPS-04).
  const titres = (await page.locator(".acte-plan h3").allInnerTexts()).map(propre);
  for (const role of [/RPPS\+ : .*Aide-soignant.* × 16/, /RPPS\+ : .*Éducateur spécialisé.* × 6/, /RPPS\+ : .*AES.* × 4/]) assert.ok(titres.some((titre) => role.test(titre)), `${role} in ${titres.join(" | ")}`);
  assert.ok(!titres.some((titre) => /RPPS\+ : .*(Infirmier|Médecin)/.test(titre)), "an order registers its own");
  assert.equal(titres.filter((titre) => /^Demander le certificat|certificat ORG/.test(titre)).length, 3, titres.join(" | "));

  await capture(page, "orsac-plan");
  const paper = (await imprimer(page, "orsac-plan")).replace(/\s+/g, "");
  for (const titre of titres) assert.ok(paper.includes(titre.replace(/\s+/g, "")), `on paper: ${titre}`);

  // Everything that leaves the page, kept beside the pictures for whoever wants to look.
  await page.getByRole("link", { name: "Fichiers et partage" }).click();
  await page.getByRole("button", { name: /Dossier complet/ }).waitFor();
  for (const bouton of await page.locator(".fichiers button").all()) {
    const [download] = await Promise.all([page.waitForEvent("download"), bouton.click()]);
    await download.saveAs(join(CAPTURES, `orsac${rh ? "-rh" : ""}-${download.suggestedFilename().split("-").at(-1)}`));
  }
  rienNeSort(vu, site.adresse);
  rienNeCloche(vu);
  await context.close();
}

test("ORSAC, from the first question to the paper: the bilan and the dates of REGLES.md", () => orsac(false));

test("ORSAC with someone new as RPPS+ manager, named in the form: one CPE", () => orsac(true));
