// C01 by the keyboard alone: Tab, Shift+Tab, Space, arrows, Enter. The focus is seen at each stop, and stands on the
// title of each page one comes to, whose name is in the tab.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { servir } from "./lib/serveur.mjs";
import { lancer, ouvrir, rienNeCloche } from "./lib/navigateur.mjs";
import { Clavier, dossier, enregistre, ouvrirDossier, allerA } from "./lib/parcours.mjs";

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

test("C01 from the welcome page to the plan, by the keyboard alone", async () => {
  const { page, vu, context } = await ouvrir(browser, site.adresse, { paresseux: true });
  const clavier = new Clavier(page);
  await clavier.bouton(/^Commencer un dossier$/);
  await clavier.surLaPage(/Que voulez-vous faire/);
  await clavier.cocher(/Déployer l’INSi/, /Enregistrer des professionnels/);
  await clavier.bouton(/^Continuer$/);
  await clavier.surLaPage(/votre structure/);
  await clavier.ecrire(/Nom de la structure/, "EHPAD Les Tilleuls");
  await clavier.liste(/Statut juridique/, /^Établissement social ou médico-social communal/);
  await clavier.bouton(/^Continuer$/);
  await clavier.surLaPage(/Quels sont vos établissements/, /Quels sont vos établissements et services \? – EHPAD Les Tilleuls – Jalons/);

  // A list: add, edit, duplicate, remove, take the removal back.
  await clavier.ecrire(/Nom du site/, "Les Tilleuls");
  await clavier.liste(/^Catégorie/, /EHPAD/);
  await clavier.bouton(/^Continuer$/);
  await clavier.surLaPage(/déjà un contrat avec l’ANS/);
  await clavier.lien(/^Revenir$/);
  await clavier.surLaPage(/Quels sont vos établissements/);
  await clavier.lien(/^Modifier : Les Tilleuls$/);
  await clavier.surLaPage(/Quel est ce site/);
  await clavier.ecrire(/Nom du site/, "EHPAD Les Tilleuls");
  await clavier.bouton(/^Enregistrer$/);
  await clavier.surLaPage(/Quels sont vos établissements/);
  const rows = page.locator("ul.lignes > li");
  assert.match(await rows.innerText(), /EHPAD Les Tilleuls/);
  await clavier.bouton(/^Dupliquer : EHPAD Les Tilleuls$/);
  assert.equal(await rows.count(), 2);
  await clavier.bouton(/^Supprimer : EHPAD Les Tilleuls$/);
  assert.equal(await rows.count(), 1);
  assert.match(await page.getByRole("status").filter({ hasText: "Ligne supprimée" }).innerText(), /Annuler la suppression/);
  await clavier.bouton(/^Annuler la suppression$/);
  assert.equal(await rows.count(), 2);
  await clavier.bouton(/^Supprimer : EHPAD Les Tilleuls$/);
  await clavier.bouton(/^Continuer$/);

  await clavier.surLaPage(/déjà un contrat avec l’ANS/);
  await clavier.choisir(/Non, aucun contrat/);
  await clavier.bouton(/^Continuer$/);
  await clavier.surLaPage(/Qui signe/);
  await clavier.choisir(/Le directeur ou la directrice/);
  await clavier.choisir(/^NonNi professionnel/);
  await clavier.bouton(/^Continuer$/);
  await clavier.surLaPage(/Quels services/);
  await clavier.cocher(/^INSi/, /^DMP : envoyer/, /^MSSanté/);
  await clavier.choisir(/Un opérateur nous fournit/);
  await clavier.bouton(/^Continuer$/);
  await clavier.surLaPage(/Quels logiciels/);
  await clavier.ecrire(/Nom du logiciel/, "DUI");
  await clavier.choisir(/^Automatique/);
  await clavier.bouton(/^Enregistrer et continuer$/);
  await clavier.surLaPage(/Qui fera quoi/);
  await clavier.choisir(/L’éditeur ou un prestataireIl a déjà/);
  await clavier.bouton(/^Continuer$/);
  await clavier.surLaPage(/Qui enregistrera les professionnels dans RPPS\+/);
  await clavier.choisir(/Le représentant légal/);
  await clavier.choisir(/À désigner/);
  await clavier.bouton(/^Enregistrer et continuer$/);
  await clavier.surLaPage(/Quels professionnels travaillent/);
  for (const [profession, number] of [[/^Infirmier ou/, "10"], [/^Médecin$/, "1"], [/^Aide-soignant/, "25"]]) {
    await clavier.liste(/Profession ou fonction/, profession);
    await clavier.ecrire(/Combien/, number);
    await clavier.bouton(/^Ajouter une profession$/);
    const here = await clavier.ici();
    assert.equal(here.balise, "select", "ready for the next line");
    await clavier.touche("Shift+Tab");
  }
  await clavier.bouton(/^Continuer$/);
  await clavier.surLaPage(/Quand commencez-vous/);
  await clavier.bouton(/^Continuer$/);
  await clavier.surLaPage(/Vérifiez vos réponses/, /Vérifie/);

  // « Modifier » and straight back.
  await clavier.lien(/^Modifier : Contrat avec l’ANS$/);
  await clavier.surLaPage(/déjà un contrat avec l’ANS/);
  await clavier.bouton(/^Continuer$/);
  await clavier.surLaPage(/Vérifiez vos réponses/, /Vérifie/);
  await clavier.lien(/^Voir le plan$/);
  await clavier.surLaPage(/Par quoi commencer.*EHPAD Les Tilleuls/);
  await clavier.lien(/^Tout le détail$/);
  await clavier.surLaPage(/plan.*EHPAD Les Tilleuls/);
  assert.match((await page.locator(".figures").innerText()).replace(/\s+/g, " "), /1 contrat 1 formulaire F101 1 carte CDE 3 certificats/);

  // « Pourquoi ? » opens and closes; a prerequisite leads to its action; an action is ticked off.
  await clavier.jusqua("summary", /^Pourquoi \? Signer le contrat/);
  const why = page.locator("#pourquoi-action-contrat");
  await clavier.touche("Enter");
  assert.equal(await why.getAttribute("open"), "", "opened by Enter");
  await clavier.touche("Space");
  assert.equal(await why.getAttribute("open"), null, "closed by Space");
  await clavier.jusqua("summary", /^Suivi et détail\s*: Remplir le formulaire F101/);
  await clavier.touche("Enter");
  await clavier.jusqua("a", /^Signer le contrat d’adhésion/);
  await clavier.touche("Enter");
  assert.match((await clavier.ici()).id, /^action-/, "the action that comes before takes the focus");
  await clavier.jusqua("summary", /^Suivi et détail/);
  await clavier.touche("Enter");
  await clavier.jusqua("select", /Où en est-on/);
  await clavier.touche("ArrowDown", "ArrowDown");
  await page.locator(".acte-plan.fait").waitFor();
  assert.equal((await clavier.ici()).balise, "select", "the focus stays where it was");
  rienNeCloche(vu);
  await context.close();
});

test("a profession is found by typing: fewer lines under their headings, « Entrée » takes the first, the token stays the same", async () => {
  const { page, vu, context } = await ouvrir(browser, site.adresse, { paresseux: true });
  const clavier = new Clavier(page);
  const base = await ouvrirDossier(page, dossier("c02"));
  await allerA(page, `${base}/question/professionnels`, /Quels professionnels/);
  const select = page.locator("#champ-pro-profil");
  await select.waitFor();
  const all = await select.locator("option").count();
  await clavier.ecrire(/Chercher en tapant/, "agent de serv");
  await page.getByRole("status").filter({ hasText: /Une ligne.*Agent de service/ }).waitFor();
  assert.equal(await select.locator("optgroup").count(), 1);
  assert.ok(await select.locator("option").count() < all);
  await clavier.touche("Enter");
  await page.locator("#champ-pro-profil:focus").waitFor();
  assert.equal(await select.inputValue(), "logistique");
  await clavier.touche("Shift+Tab", "Control+A", "Delete");
  await page.waitForFunction((all) => document.querySelectorAll("#champ-pro-profil option").length === all, all);
  assert.equal(await select.inputValue(), "logistique", "what was chosen stays");
  rienNeCloche(vu);
  await context.close();
});

test("the skip link comes first, is seen, and leads past the bar", async () => {
  const { page, context } = await ouvrir(browser, site.adresse, { paresseux: true });
  const clavier = new Clavier(page);
  await clavier.touche("Tab");
  const skip = await clavier.ici();
  assert.equal(skip.nom, "Aller au contenu");
  assert.ok(skip.dansLaPage && skip.visible, "it comes into view");
  const before = page.url();
  await clavier.touche("Enter");
  assert.equal((await clavier.ici()).id, "titre");
  assert.equal(page.url(), before, "and the address stays");
  // In a dossier that was reloaded, the focus is on the title: the skip link is the first stop before it.
  const base = await ouvrirDossier(page, dossier("c16"));
  await page.goto(`${base}/plan`);
  await page.reload();
  await clavier.surLaPage(/plan/i);
  await page.evaluate(() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute("tabindex"); });
  await clavier.touche("Tab");
  assert.equal((await clavier.ici()).nom, "Aller au contenu");
  await context.close();
});

test("nothing traps the keyboard: forward then backward through a page, and the same stops in the other order", async () => {
  const { page, context } = await ouvrir(browser, site.adresse, { paresseux: true });
  const clavier = new Clavier(page);
  const base = await ouvrirDossier(page, dossier("c16"));
  for (const [place, title] of [["question/identite", /votre structure/], ["question/services", /Quels services/], ["plan", /plan/i]]) {
    await allerA(page, `${base}/${place}`, title);
    await page.waitForTimeout(80);
    const stops = async (key) => {
      const seen = [];
      for (let step = 0; step < 400; step += 1) {
        await clavier.touche(key);
        const here = await page.evaluate(() => {
          const all = [...document.querySelectorAll("*")];
          return document.activeElement === document.body ? -1 : all.indexOf(document.activeElement);
        });
        // Out of the page: into the browser's own bar.
        if (here === -1) return seen;
        seen.push(here);
      }
      throw new Error(`trapped in ${place}`);
    };
    await page.evaluate(() => document.activeElement.blur());
    await page.evaluate(() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute("tabindex"); });
    const forward = await stops("Tab");
    const backward = await stops("Shift+Tab");
    assert.ok(forward.length > 5, `${forward.length} stops`);
    assert.deepEqual(new Set(backward), new Set(forward), place);
  }
  await context.close();
});


test("a row removed or duplicated leaves the focus on something, not nowhere", async () => {
  const { page, context } = await ouvrir(browser, site.adresse, { paresseux: true });
  const clavier = new Clavier(page);
  const base = await ouvrirDossier(page, dossier("c02"));
  await allerA(page, `${base}/question/sites`, /Quels sont vos établissements/);
  await page.waitForTimeout(80);
  await clavier.bouton(/^Dupliquer : Site 1$/);
  assert.notEqual((await clavier.ici()).balise, "body", "after a copy");
  await clavier.bouton(/^Supprimer : Site 2$/);
  assert.notEqual((await clavier.ici()).balise, "body", "after a removal");
  await clavier.bouton(/^Annuler la suppression$/);
  assert.notEqual((await clavier.ici()).balise, "body", "after taking it back");
  await enregistre(page);
  await context.close();
});
