// With the keyboard alone, through six pages, as a Tab of each engine goes; then back and forward.
import { test } from "node:test";
import assert from "node:assert/strict";
import { rienNeCloche } from "../e2e/lib/navigateur.mjs";
import { Clavier, dossier, pageDe } from "../e2e/lib/parcours.mjs";
import { accueil, ouvert } from "./lib/gestes.mjs";
import { pourChaque } from "./lib/moteurs.mjs";

pourChaque((moteur) => {
  test(`${moteur}: from the welcome page to the contract without a click; the focus is seen at each stop, and on each title`, async (t) => {
    const { page } = await accueil(t, moteur);
    const clavier = new Clavier(page);
    await clavier.bouton(/^Commencer un dossier$/);
    await clavier.surLaPage(/Que voulez-vous faire/);
    await clavier.cocher(/Déployer l’INSi/, /Enregistrer des professionnels/);
    await clavier.bouton(/^Continuer$/);
    await clavier.surLaPage(/votre structure/);
    await clavier.ecrire(/Nom de la structure/, "EHPAD Les Tilleuls");
    await clavier.liste(/Statut juridique/, /./);
    await clavier.bouton(/^Continuer$/);
    await clavier.surLaPage(/Quels sont vos établissements/, /./);
    await clavier.ecrire(/Nom du site/, "Site 1");
    await clavier.liste(/^Catégorie/, /./);
    await clavier.bouton(/^Continuer$/);
    await clavier.surLaPage(/contrat avec l’ANS/, /./);
    await clavier.choisir(/Non, aucun contrat/);
    await clavier.bouton(/^Continuer$/);
    await clavier.surLaPage(/Qui signe/, /./);
    for (const [step, title] of [["back", /contrat avec l’ANS/], ["forward", /Qui signe/]]) {
      await page.session.navigate()[step]();
      await clavier.surLaPage(title, /./);
    }
    rienNeCloche({ erreurs: await page.erreurs() });
  });

  test(`${moteur}: on the plan, Enter and Space unfold and fold a reason`, async (t) => {
    const { page, base } = await ouvert(t, moteur, dossier("c01"));
    await pageDe(page, base, "plan");
    const clavier = new Clavier(page);
    await clavier.jusqua("summary", /Pourquoi/);
    const unfolded = () => page.evaluate(() => document.activeElement.parentElement.open);
    await clavier.touche("Enter");
    assert.equal(await unfolded(), true);
    await clavier.touche("Space");
    assert.equal(await unfolded(), false);
  });
});
