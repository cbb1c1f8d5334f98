// The journey of C01: a director plans the onboarding of an autonomous EHPAD, from the first question to the plan.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { servir } from "./lib/serveur.mjs";
import { axe, capture, lancer, ouvrir, prete, rienNeSort } from "./lib/navigateur.mjs";
import { Parcours } from "./lib/parcours.mjs";

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

async function c01(parcours) {
  await parcours.bouton("Commencer un dossier");
  parcours.ecrans += 1;
  await parcours.page.waitForTimeout(60);
  await parcours.cocher(/Déployer l’INSi/, /Enregistrer des professionnels/);
  await parcours.continuer();
  await parcours.remplir(/Nom de la structure/, "EHPAD Les Tilleuls");
  await parcours.liste(/Statut juridique/, "21");
  await parcours.continuer();
  await parcours.lien("Ajouter un site");
  await parcours.remplir(/Nom du site/, "EHPAD Les Tilleuls");
  await parcours.liste(/Catégorie/, "500");
  await parcours.bouton("Enregistrer et continuer");
  await parcours.choisir(/Non, aucun contrat/);
  await parcours.continuer();
  assert.equal(await parcours.page.getByRole("radio", { name: /Le directeur ou la directrice/ }).isChecked(), true, "the usual representative is proposed");
  await parcours.continuer();
  await parcours.choisir(/^Administratif/);
  await parcours.continuer();
  await parcours.bouton("Aucun mandataire");
  await parcours.page.waitForTimeout(60);
  parcours.ecrans += 1;
  await parcours.cocher(/^INSi/, /DMP : envoyer/, /^MSSanté/);
  await parcours.continuer();
  await parcours.choisir(/Un opérateur nous fournit/);
  await parcours.continuer();
  await parcours.remplir(/Nom du logiciel/, "DUI");
  await parcours.choisir(/^Automatique/);
  await parcours.bouton("Enregistrer et continuer");
  await parcours.choisir(/Il a déjà une carte CPA/);
  await parcours.continuer();
  await parcours.choisir(/Le représentant légal/, /À désigner/);
  await parcours.bouton("Enregistrer et continuer");
  for (const [profession, number] of [["infirmier", "10"], ["medecin", "1"], ["aide-soignant", "25"]]) {
    await parcours.liste(/Profession ou fonction/, profession);
    await parcours.remplir(/Combien/, number);
    await parcours.bouton("Ajouter une profession");
    await parcours.page.waitForTimeout(60);
  }
  await parcours.continuer();
  await parcours.remplir(/Quel jour le dossier complet/, "2026-02-02");
  await parcours.continuer();
  assert.equal(await parcours.titre(), "Vérifiez vos réponses");
  await parcours.lien("Voir le plan");
}

test("C01: the complete plan in at most 18 screens, nothing sent, nothing refused", async () => {
  const { page, vu, context } = await ouvrir(browser, site.adresse);
  await axe(page, "accueil");
  const loaded = vu.requetes.length;
  const parcours = new Parcours(page);
  await c01(parcours);
  assert.equal(await parcours.titre(), "Le plan d’EHPAD Les Tilleuls");
  const figures = await page.locator(".figures").innerText();
  for (const figure of [/1\s*contrat/, /1\s*formulaire F101/, /1\s*carte CDE/, /3\s*certificats/]) assert.match(figures, figure);
  assert.match(await page.locator("#app main").innerText(), /vers le 16\s*février 2026/);
  assert.ok(parcours.ecrans <= 18, `${parcours.ecrans} screens`);
  await axe(page, "plan");
  await capture(page, "c01-plan");
  rienNeSort(vu, site.adresse, loaded);
  assert.deepEqual(vu.erreurs, []);

  // Comes back tomorrow and finds everything.
  await page.waitForTimeout(200);
  await page.reload();
  await prete(page);
  await page.locator("h1", { hasText: "Le plan d’EHPAD Les Tilleuls" }).waitFor();

  await context.close();
});
