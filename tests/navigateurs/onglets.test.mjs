// Two tabs, and a tab that is left: what one changes reaches the other, what both changed is asked, a deleted dossier is said
// to be, a page that comes back is read again, and a text is whole however soon its tab was closed.
import { test } from "node:test";
import assert from "node:assert/strict";
import { prete } from "../e2e/lib/navigateur.mjs";
import { Parcours, allerA, dossier, enregistre, garder, gardes, pageDe } from "../e2e/lib/parcours.mjs";
import { CHEMIN, attendre, ouvert } from "./lib/gestes.mjs";
import { dossierTemporaire, ouvrir, pourChaque } from "./lib/moteurs.mjs";

const NOM = /^Nom de la structure/;
const contenu = () => dossier("c16", { statut: "21", denomination: "EHPAD" });
const bandeau = (page, words) => page.locator("#app .bandeau", { hasText: words });
const contrat = (page) => page.getByRole("radio", { name: /Oui, un contrat est en cours/ });

/** A dossier is open, and kept; `id` is its name on the device, `lire` gives what is kept of it. */
async function avec(t, moteur, options) {
  const opened = await ouvert(t, moteur, contenu(), options);
  await enregistre(opened.page);
  const id = opened.base.slice("#/".length);
  const lire = async (page = opened.page) => JSON.parse((await gardes(page))[id] ?? "null");
  return { ...opened, id, lire };
}

/** Another tab, at a place of the dossier. */
async function ailleurs({ site, page, base }, lieu) {
  const other = await page.autre();
  await other.goto(`${site.adresse(CHEMIN)}${base}/${lieu}`);
  await prete(other);
  return other;
}

/** The dossier is changed on the device by something that tells nobody. */
async function changer(page, id, lire, reponses) {
  const kept = await lire(page);
  await garder(page, id, JSON.stringify({ ...kept, reponses: { ...kept.reponses, ...reponses } }));
}

/** All dossiers are deleted on the device by something that tells nobody. */
const vider = (page) => page.evaluate(() => new Promise((done, failed) => {
  const opening = indexedDB.open("jalons");
  opening.onerror = () => failed(opening.error);
  opening.onsuccess = () => {
    const stores = [...opening.result.objectStoreNames];
    const act = opening.result.transaction(stores, "readwrite");
    for (const name of stores) act.objectStore(name).clear();
    act.oncomplete = () => { opening.result.close(); done(); };
    act.onerror = () => failed(act.error);
  };
}));

pourChaque((moteur) => {
  test(`${moteur}: two tabs answer two questions: both answers are kept and shown in both, nothing is asked`, async (t) => {
    const { page, base, lire, ...opened } = await avec(t, moteur);
    const other = await ailleurs({ page, base, ...opened }, "question/contrat");
    await contrat(other).check();
    await attendre(async () => (await lire(other)).reponses.contrat, "en-cours");
    await pageDe(page, base, "question/contrat");
    await attendre(() => contrat(page).isChecked(), true);
    await pageDe(page, base, "question/identite");
    await new Parcours(page, { verifier: false }).remplir(NOM, "EHPAD du Lac");
    await attendre(async () => (await lire()).reponses.denomination, "EHPAD du Lac");
    await pageDe(other, base, "question/identite");
    await attendre(() => other.getByLabel(NOM).inputValue(), "EHPAD du Lac");
    const { reponses } = await lire(other);
    assert.deepEqual([reponses.denomination, reponses.contrat], ["EHPAD du Lac", "en-cours"]);
    assert.equal(await bandeau(page, /./).count() + await bandeau(other, /./).count(), 0);
  });

  test(`${moteur}: an answer given here over one that another tab gave unheard is asked, and the choice is kept`, async (t) => {
    const { page, base, id, lire } = await avec(t, moteur);
    await pageDe(page, base, "question/contrat");
    await changer(page, id, lire, { contrat: "en-cours" });
    await page.getByRole("radio", { name: /Je ne sais pas/ }).first().check();
    const asked = bandeau(page, "dans un autre onglet");
    await asked.waitFor();
    await asked.getByRole("button", { name: /^Prendre « Oui/ }).click();
    await attendre(async () => (await lire()).reponses.contrat, "en-cours");
    await attendre(() => asked.count(), 0);
  });

  test(`${moteur}: a tab that heard nothing writes over nothing: what was kept meanwhile and what is answered there are put together`, async (t) => {
    const { page, base, id, lire } = await avec(t, moteur);
    await pageDe(page, base, "question/contrat");
    await changer(page, id, lire, { denomination: "EHPAD du Lac" });
    await contrat(page).check();
    await attendre(async () => [(await lire()).reponses.denomination, (await lire()).reponses.contrat], ["EHPAD du Lac", "en-cours"]);
    await pageDe(page, base, "question/identite");
    await attendre(() => page.getByLabel(NOM).inputValue(), "EHPAD du Lac");
    assert.equal(await bandeau(page, "dans un autre onglet").count(), 0);
  });

  test(`${moteur}: notes taken in two tabs that hear nothing of each other are both kept`, async (t) => {
    const { page, base, id, lire } = await avec(t, moteur);
    await pageDe(page, base, "plan");
    await page.evaluate(() => { for (const one of document.querySelectorAll(".acte-plan details")) one.open = true; });
    const kept = await lire();
    await garder(page, id, JSON.stringify({ ...kept, suivi: { contrat: { etat: "en-cours", note: "appelé lundi" } } }));
    await page.locator("#note-action-contrat").click();
    await page.keyboard.type("posté mardi");
    await page.locator("#note-action-contrat").blur();
    await attendre(async () => {
      const { note } = (await lire()).suivi.contrat;
      return ["appelé lundi", "posté mardi"].filter((words) => note.includes(words));
    }, ["appelé lundi", "posté mardi"]);
  });

  test(`${moteur}: a dossier deleted by something that tells nobody is not brought back by a tab that shows it`, async (t) => {
    const { page, base } = await avec(t, moteur);
    await pageDe(page, base, "question/contrat");
    await vider(page);
    await contrat(page).check();
    await bandeau(page, "a été supprimé de cet appareil").waitFor();
    assert.deepEqual(await gardes(page), {});
    await page.reload();
    await prete(page);
    await page.getByRole("heading", { level: 1, name: "Ce dossier n’est pas sur cet appareil" }).waitFor();
    assert.deepEqual(await gardes(page), {});
  });

  test(`${moteur}: a dossier deleted in one tab is said to be in the other, where a click brings nothing back`, async (t) => {
    const { page, base, lire, ...opened } = await avec(t, moteur);
    const other = await ailleurs({ page, base, ...opened }, "question/contrat");
    await allerA(page, "#/", /Ce que votre structure/);
    await page.getByRole("button", { name: "Supprimer tous les dossiers" }).click();
    await page.getByRole("button", { name: "Tout supprimer" }).click();
    await attendre(() => gardes(page), {});
    await bandeau(other, "a été supprimé de cet appareil").waitFor();
    await contrat(other).check();
    await other.waitForTimeout(600);
    assert.deepEqual(await gardes(other), {});
    await other.getByRole("button", { name: "Le garder quand même" }).click();
    await attendre(async () => (await lire(other))?.reponses.contrat, "en-cours");
  });

  test(`${moteur}: a page that comes back to the front, or by « back », shows what was kept meanwhile`, async (t) => {
    const { site, page, base, id, lire } = await avec(t, moteur);
    await pageDe(page, base, "question/identite");
    await page.evaluate(() => { addEventListener("pageshow", ({ persisted }) => { document.documentElement.dataset.revenue = persisted; }); });
    await page.cachee((place) => changer(place, id, lire, { denomination: "EHPAD du Lac" }));
    await attendre(() => page.getByLabel(NOM).inputValue(), "EHPAD du Lac");
    await page.goto(site.adresse("/ailleurs"));
    await changer(page, id, lire, { denomination: "EHPAD du Pré" });
    await page.session.navigate().back();
    await prete(page);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.revenue), "true", "it was in the browser’s memory");
    await attendre(() => page.getByLabel(NOM).inputValue(), "EHPAD du Pré");
    assert.equal((await lire()).reponses.denomination, "EHPAD du Pré", "nothing old is written over it");
    // Nor by what is answered in it.
    await pageDe(page, base, "question/contrat");
    await contrat(page).check();
    await attendre(async () => [(await lire()).reponses.denomination, (await lire()).reponses.contrat], ["EHPAD du Pré", "en-cours"]);
    assert.equal(await bandeau(page, /./).count(), 0);
  });

  test(`${moteur}: a page that comes back by « back » once all dossiers were deleted brings none back`, async (t) => {
    const { site, page, base } = await avec(t, moteur);
    await pageDe(page, base, "question/contrat");
    await page.evaluate(() => { addEventListener("pageshow", ({ persisted }) => { document.documentElement.dataset.revenue = persisted; }); });
    await page.goto(site.adresse("/ailleurs"));
    await vider(page);
    await page.session.navigate().back();
    await prete(page);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.revenue), "true", "it was in the browser’s memory");
    await bandeau(page, "a été supprimé de cet appareil").waitFor();
    await contrat(page).check();
    await page.getByRole("button", { name: "Télécharger mon dossier" }).first().waitFor();
    assert.deepEqual(await gardes(page), {});
  });

  test(`${moteur}: a text is kept as soon as its page is hidden in the middle of it, and the browser may be ended then`, async (t) => {
    const profil = dossierTemporaire(`profil-${moteur}`);
    const { site, page, base, lire } = await avec(t, moteur, { profil });
    await pageDe(page, base, "question/identite");
    await page.getByLabel(NOM).click();
    await page.keyboard.press("End");
    await page.keyboard.type(" DU LAC");
    await page.cachee((place) => attendre(async () => (await lire(place)).reponses.denomination, "EHPAD DU LAC"));
    await page.fermer();
    const next = await ouvrir(t, moteur, { profil });
    await next.goto(`${site.adresse(CHEMIN)}${base}/question/identite`);
    await prete(next);
    await attendre(() => next.getByLabel(NOM).inputValue(), "EHPAD DU LAC");
  });

  test(`${moteur}: a note of the plan is whole where its tab is closed in the middle of it`, async (t) => {
    const { site, page, base, lire } = await avec(t, moteur);
    const next = await page.autre();
    await next.goto(site.adresse(CHEMIN));
    await prete(next);
    await pageDe(page, base, "plan");
    await page.evaluate(() => { for (const one of document.querySelectorAll(".acte-plan details")) one.open = true; });
    await page.locator("#note-action-contrat").click();
    await page.keyboard.type("appelé lundi");
    await page.fermerOnglet();
    await next.goto(`${site.adresse(CHEMIN)}${base}/plan`);
    await next.reload();
    await prete(next);
    await attendre(async () => (await lire(next)).suivi?.contrat?.note, "appelé lundi");
  });

  for (const [how, leave] of [
    ["its tab is closed", (page) => page.fermerOnglet()],
    ["another page takes its place", (page) => page.session.executeScript("location.href = '/ailleurs'")],
    ["it is reloaded", (page) => page.session.executeScript("location.reload()")],
  ]) {
    test(`${moteur}: a text is whole where ${how} in the middle of it`, async (t) => {
      const { site, page, base } = await avec(t, moteur);
      const next = await page.autre();
      await pageDe(page, base, "question/identite");
      await page.getByLabel(NOM).click();
      await page.keyboard.press("End");
      await page.keyboard.type(" DU LAC");
      await leave(page);
      await next.goto(`${site.adresse(CHEMIN)}${base}/question/identite`);
      await prete(next);
      await attendre(() => next.getByLabel(NOM).inputValue(), "EHPAD DU LAC");
    });
  }

  test(`${moteur}: a text whose tab was closed in the middle of it comes into a tab that had the dossier open, with what was answered there since`, async (t) => {
    const { page, base, lire, ...opened } = await avec(t, moteur);
    const other = await ailleurs({ page, base, ...opened }, "question/contrat");
    await pageDe(page, base, "question/identite");
    await page.getByLabel(NOM).click();
    await page.keyboard.press("End");
    await page.keyboard.type(" DU LAC");
    await page.fermerOnglet();
    await contrat(other).check();
    await attendre(async () => (await lire(other)).reponses.contrat, "en-cours");
    await other.reload();
    await prete(other);
    await attendre(async () => {
      const { denomination, contrat } = (await lire(other)).reponses;
      return [denomination, contrat];
    }, ["EHPAD DU LAC", "en-cours"]);
    assert.equal(await bandeau(other, "dans un autre onglet").count(), 0);
  });
});
