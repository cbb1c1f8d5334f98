// A store that refuses, never answers, or is cut later: said, the dossier is there as a file, and it is kept once the store
// answers again; a dossier that can't be read is written over by nothing; the browser is asked once to keep what is stored; what
// is kept nowhere is asked about before another dossier takes its place; and a page that can't be printed says so.
import { test } from "node:test";
import assert from "node:assert/strict";
import { prete } from "../e2e/lib/navigateur.mjs";
import { allerA, choisirFichier, dossier, enregistre, garder, gardes, ouvrirDossier, pageDe, telecharge } from "../e2e/lib/parcours.mjs";
import { sans } from "../hotes/lib/manques.mjs";
import { COUPE, PROMESSE, couper, perturbee } from "./lib/fautes.mjs";
import { CHEMIN, accueil, attendre, ouvert } from "./lib/gestes.mjs";
import { pourChaque } from "./lib/moteurs.mjs";

const etat = (page, words) => page.locator(".etat", { hasText: words }).waitFor();
const contenu = () => dossier("c16", { statut: "21", denomination: "EHPAD" });
const contrat = (page) => page.getByRole("radio", { name: /Oui, un contrat est en cours/ });
const enFichier = (page) => page.getByRole("button", { name: "Télécharger mon dossier" });

/** « Télécharger mon dossier » gives what is on the screen. */
async function donne(page, reponse) {
  const { texte } = await telecharge(page, () => enFichier(page).first().click());
  assert.equal(JSON.parse(texte).reponses.contrat, reponse);
}

/** The answer, and what is said where it can't be kept. */
async function repondreEnVain(page, base) {
  await pageDe(page, base, "question/contrat");
  await contrat(page).check();
  await etat(page, /^Non enregistré/);
}

/** A dossier that is kept nowhere, and was answered; the welcome page is shown. */
async function nullePart(t, moteur) {
  const { page } = await accueil(t, moteur);
  await page.getByRole("checkbox", { name: /Ne rien garder sur cet appareil/ }).check();
  const opened = await ouvrirDossier(page, contenu());
  const base = opened.slice(opened.indexOf("#"));
  await pageDe(page, base, "question/contrat");
  await contrat(page).check();
  await allerA(page, "#/", /Ce que votre structure/);
  return { page, base };
}

// What takes the place of the dossier that is open.
const remplacer = {
  "another dossier is started": (page) => page.getByRole("button", { name: "Commencer un dossier" }).click(),
  "a file is opened": (page) => choisirFichier(page, dossier("c19")),
  "another address is followed": (page) => page.evaluate(() => { location.hash = "#/dossier-inconnu/plan"; }),
};

pourChaque((moteur) => {
  test(`${moteur}: a store that refuses from the start is said, and the dossier is there as a file`, async (t) => {
    const { page, base } = await ouvert(t, moteur, contenu(), { release: perturbee(t, COUPE("refuse")) });
    await page.locator("#app").getByRole("alert").filter({ hasText: /téléchargez votre dossier/i }).first().waitFor();
    await etat(page, /^Non enregistré/);
    await repondreEnVain(page, base);
    await donne(page, "en-cours");
  });

  test(`${moteur}: a store that never answers from the start is said, on the welcome page, at an address of a dossier, of one that is opened, which is there as a file`, async (t) => {
    const { page } = await accueil(t, moteur, { release: perturbee(t, COUPE("muet")) });
    await page.locator("#app [role=alert], #app .avertissement, #app .bandeau").filter({ hasText: /navigateur|appareil/ }).first().waitFor();
    await allerA(page, "#/dossier-0000000000000000/verifier", /ne peut pas être lu pour l’instant/);
    assert.equal(await enFichier(page).count(), 0, "an empty dossier is never offered");
    await allerA(page, "#/", /Ce que votre structure/);
    await page.getByRole("button", { name: "Commencer un dossier" }).click();
    const besoin = page.getByRole("checkbox", { name: /Déployer l’INSi/ });
    await besoin.check();
    await etat(page, /^Non enregistré/);
    assert.equal(await besoin.isChecked(), true);
    const { texte } = await telecharge(page, () => enFichier(page).first().click());
    assert.deepEqual(JSON.parse(texte).reponses.besoin, ["services"]);
  });

  for (const how of ["refuse", "muet"]) {
    test(`${moteur}: a store that is cut later (${how}) is said, the dossier is there as a file, and what was answered is kept once it answers again`, async (t) => {
      const { page, base } = await ouvert(t, moteur, contenu(), { release: perturbee(t, COUPE()) });
      await enregistre(page);
      await pageDe(page, base, "question/contrat");
      await couper(page, how);
      await contrat(page).check();
      await etat(page, /^Non enregistré/);
      await donne(page, "en-cours");
      await couper(page, "");
      await page.getByRole("button", { name: "Réessayer" }).first().click();
      await enregistre(page);
      const id = base.slice("#/".length);
      await attendre(async () => JSON.parse((await gardes(page))[id]).reponses.contrat, "en-cours");
    });

    test(`${moteur}: a dossier that can't be read now (${how}) is said to be there, is never offered as a file, and « Réessayer » writes nothing`, async (t) => {
      const { page, base } = await ouvert(t, moteur, contenu(), { release: perturbee(t, COUPE()) });
      await enregistre(page);
      await pageDe(page, base, "question/contrat");
      const before = await gardes(page);
      const noted = () => page.evaluate(() => Object.keys(localStorage).filter((name) => /dernier/.test(name)));
      await couper(page, how, { rester: true });
      await page.reload();
      await prete(page);
      const said = page.getByRole("heading", { level: 1, name: /ne peut pas être lu pour l’instant/ });
      const again = page.getByRole("button", { name: "Réessayer" });
      await said.waitFor();
      assert.equal(await enFichier(page).count(), 0);
      await again.click();
      await said.waitFor();
      assert.deepEqual(await noted(), []);
      await couper(page, "", { rester: true });
      assert.deepEqual(await gardes(page), before);
      await again.click();
      await contrat(page).waitFor();
      assert.equal(await contrat(page).isChecked(), false);
      assert.deepEqual(await gardes(page), before, "as it was, to the last byte");
      await contrat(page).check();
      await attendre(async () => JSON.parse((await gardes(page))[base.slice("#/".length)]).reponses.contrat, "en-cours");
    });
  }

  test(`${moteur}: what can't be understood in the store is kept as it is, and given as it is`, async (t) => {
    const { page } = await ouvert(t, moteur, contenu());
    await enregistre(page);
    const abimes = { "dossier-abime": '{"jalons":"dossier","schema":1,"repon', "dossier-futur": JSON.stringify(dossier("c02", {}, { schema: 99 })) };
    for (const [id, text] of Object.entries(abimes)) await garder(page, id, text);
    for (const [id, text] of Object.entries(abimes)) {
      await allerA(page, `#/${id}/plan`, "Ce dossier ne peut pas être lu");
      assert.equal(await enFichier(page).count(), 0);
      const { texte } = await telecharge(page, () => page.getByRole("button", { name: "Télécharger ce qui est gardé" }).click());
      assert.equal(texte, text);
    }
    await page.reload();
    await prete(page);
    await page.getByRole("heading", { level: 1, name: "Ce dossier ne peut pas être lu" }).waitFor();
    const kept = await gardes(page);
    for (const [id, text] of Object.entries(abimes)) assert.equal(kept[id], text, id);
  });

  for (const [donnee, dit, ailleurs] of [
    [true, /jusqu’à ce que vous les supprimiez/, /a promis de garder ces dossiers/],
    [false, /Safari les efface après sept jours sans visite/, /n’a rien promis/],
  ]) {
    test(`${moteur}: the browser is asked once to keep what is stored, after the first thing that is kept; its answer (${donnee}) is told`, async (t) => {
      const { site, page } = await accueil(t, moteur, { release: sans(t, { script: PROMESSE(donnee) }) });
      const asked = () => page.evaluate(() => localStorage.getItem("demandes"));
      assert.equal(await asked(), null, "nothing is kept yet");
      const opened = await ouvrirDossier(page, contenu());
      const base = opened.slice(opened.indexOf("#"));
      await enregistre(page);
      await attendre(asked, "1");
      for (const answer of [/Oui, un contrat est en cours/, /Je ne sais pas/]) {
        await page.reload();
        await prete(page);
        await pageDe(page, base, "question/contrat");
        await page.getByRole("radio", { name: answer }).first().check();
        await enregistre(page);
        assert.equal(await asked(), "1", "once, whatever the visits");
      }
      await page.goto(site.adresse(CHEMIN));
      await prete(page);
      await page.getByText(dit).waitFor();
      await allerA(page, "#/dossiers", "Vos dossiers");
      await page.getByText(ailleurs).waitFor();
    });
  }

  for (const [what, act] of Object.entries(remplacer)) {
    test(`${moteur}: « Ne rien garder », then ${what}: asked first; who comes back finds the answers, who goes on keeps nothing`, async (t) => {
      const { page, base } = await nullePart(t, moteur);
      await act(page);
      const asked = page.getByRole("alertdialog");
      await asked.waitFor();
      await page.waitForFunction(() => document.activeElement.getAttribute("role") === "alertdialog");
      await asked.getByRole("button", { name: "Revenir au dossier" }).click();
      await attendre(() => asked.count(), 0);
      await pageDe(page, base, "question/contrat");
      assert.equal(await contrat(page).isChecked(), true, "it is as it was");
      await allerA(page, "#/", /Ce que votre structure/);
      await act(page);
      await asked.getByRole("button", { name: "Continuer sans lui" }).click();
      await attendre(() => asked.count(), 0);
      await page.waitForFunction((old) => location.hash.includes("dossier-") && !location.hash.startsWith(old), base);
      assert.deepEqual(await gardes(page), {}, "nothing is kept");
    });

    test(`${moteur}: « Ne rien garder », then ${what}: « Le télécharger, puis continuer » gives the file, and goes on`, async (t) => {
      const { page, base } = await nullePart(t, moteur);
      await act(page);
      const asked = page.getByRole("alertdialog");
      const { texte } = await telecharge(page, () => asked.getByRole("button", { name: "Le télécharger, puis continuer" }).click());
      assert.equal(JSON.parse(texte).reponses.contrat, "en-cours");
      await attendre(() => asked.count(), 0);
      await page.waitForFunction((old) => location.hash.includes("dossier-") && !location.hash.startsWith(old), base);
    });
  }

  test(`${moteur}: a page that the browser can't print says so`, async (t) => {
    const script = 'window.print = () => { throw new DOMException("refused", "NotSupportedError"); };';
    const { page, base } = await ouvert(t, moteur, contenu(), { release: perturbee(t, script) });
    await allerA(page, `${base}/plan`, /plan/i);
    await page.getByRole("button", { name: /^Imprimer/ }).first().click();
    await page.getByText("Ce navigateur ne peut pas imprimer cette page").waitFor();
  });
});
