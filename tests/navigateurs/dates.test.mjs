// Dates with the keyboard, part by part as each engine has them: corrected, impossible, incomplete, in a question and in the
// plan. A field is never written back while it is being typed in, and what is kept is never emptied by a key.
import { test } from "node:test";
import assert from "node:assert/strict";
import { prete } from "../e2e/lib/navigateur.mjs";
import { dossier, enregistre, gardes, pageDe } from "../e2e/lib/parcours.mjs";
import { attendre, ouvert } from "./lib/gestes.mjs";
import { pourChaque } from "./lib/moteurs.mjs";

const DATE = "date-dossier-complet";
const REFUS = /il lui manque une partie/;

/** A dossier with that day, open and kept; `gardee` gives the day that is kept, `suivie` that of an action. */
async function avec(t, moteur, day, suivi = {}) {
  const opened = await ouvert(t, moteur, dossier("c16", { statut: "21", denomination: "EHPAD", [DATE]: day }, { suivi }));
  await enregistre(opened.page);
  const lire = async () => JSON.parse((await gardes(opened.page))[opened.base.slice("#/".length)]);
  return { ...opened, gardee: async () => (await lire()).reponses[DATE], suivie: async (action) => (await lire()).suivi[action]?.date };
}
const champ = (page) => page.getByLabel(/Quel jour le dossier complet/);
const deplier = async (page) => {
  await page.locator("#feuille[aria-busy=false] .acte-plan").first().waitFor({ state: "attached" });
  await page.evaluate(() => { for (const one of document.querySelectorAll(".acte-plan details")) one.open = true; });
};
const continuer = (page) => page.getByRole("button", { name: "Continuer", exact: true }).click();

pourChaque((moteur) => {
  test(`${moteur}: a date corrected key by key is emptied neither on the screen nor in what is kept; a leap day is typed`, async (t) => {
    const { page, base, gardee } = await avec(t, moteur, "2027-03-15");
    await pageDe(page, base, "question/calendrier");
    for (const typed of ["2027-06-06", "2028-02-29"]) {
      await page.taperDate(champ(page), typed, async () => assert.ok(await gardee(), "a day is kept in between"));
      assert.equal(await champ(page).inputValue(), typed);
      await champ(page).blur();
      await attendre(gardee, typed);
    }
  });

  test(`${moteur}: a day that does not exist, or lacks a part, is refused with a sentence, and takes the place of none`, async (t) => {
    const { page, base, gardee } = await avec(t, moteur, "2027-03-15");
    await pageDe(page, base, "question/calendrier");
    const alert = page.getByRole("alert").filter({ hasText: REFUS });
    const refused = async (before) => {
      await continuer(page);
      await alert.first().waitFor();
      assert.match(await page.url(), /calendrier/);
      assert.equal(await gardee(), before);
    };
    await page.viderDate(champ(page), { dunCoup: true });
    await attendre(gardee, undefined);
    await page.taperDate(champ(page), "2027-04-31");
    await refused(undefined);
    await page.taperDate(champ(page), "2027-05-05");
    await champ(page).blur();
    await attendre(gardee, "2027-05-05");
    await attendre(() => alert.count(), 0);
    // Typed over a day, it is another one on the way (the 31st of May): that is not kept either.
    await page.taperDate(champ(page), "2027-06-31");
    await refused("2027-05-05");
    await page.taperDate(champ(page), "2027-05-05");
    await champ(page).blur();
    await champ(page).focus();
    await page.keyboard.press("Backspace");
    await refused("2027-05-05");
  });

  // Firefox tells of a date that is being emptied at its first part, where it can't be read, and no more.
  test(`${moteur}: a date that is emptied part by part is none, in a question and in the plan`, async (t) => {
    const { page, base, gardee, suivie } = await avec(t, moteur, "2027-03-15", { contrat: { etat: "en-cours", date: "2026-11-20" } });
    await pageDe(page, base, "plan");
    await deplier(page);
    await page.viderDate(page.locator("#date-action-contrat"));
    await attendre(() => suivie("contrat"), undefined);
    await pageDe(page, base, "question/calendrier");
    await page.viderDate(champ(page));
    await continuer(page);
    await page.waitForFunction(() => !location.href.includes("calendrier"));
    await attendre(gardee, undefined);
  });

  test(`${moteur}: in the plan, a date typed over another is kept; an impossible one, or a year of two digits, is said not to be`, async (t) => {
    const { page, base, suivie } = await avec(t, moteur, "2027-03-15", { contrat: { etat: "en-cours", date: "2026-11-20" } });
    await pageDe(page, base, "plan");
    await deplier(page);
    const date = page.locator("#date-action-contrat");
    await page.taperDate(date, "2026-05-05");
    await date.blur();
    await attendre(() => suivie("contrat"), "2026-05-05");
    for (const typed of ["0026-06-06", "2026-06-31"]) {
      await page.viderDate(date, { dunCoup: true });
      await attendre(() => suivie("contrat"), undefined);
      await page.taperDate(date, typed);
      await date.blur();
      await page.getByRole("status").filter({ hasText: "n’est pas gardée" }).waitFor();
      assert.equal(await suivie("contrat"), undefined, typed);
      await page.reload();
      await prete(page);
      await deplier(page);
    }
  });

  // In a row of a list.
  const lignes = {
    "the end of a certificate": ["certificats", "certificats-en-service", "certificat-1", "certificat-expire-le"],
    "the end of someone’s card": ["personnes", "personnes", "personne-1", "personne-carte-expire-le"],
  };
  for (const [what, [lieu, liste, ligne, question]] of Object.entries(lignes)) {
    test(`${moteur}: in a row, ${what} is corrected key by key; impossible, it is refused with a sentence and the one before stays kept`, async (t) => {
      const contenu = dossier("c07", { statut: "21" });
      contenu.reponses[liste].find(({ id }) => id === ligne)[question] = "2028-03-01";
      const { page, base } = await ouvert(t, moteur, contenu);
      await enregistre(page);
      const gardee = async () => JSON.parse((await gardes(page))[base.slice("#/".length)]).reponses[liste].find(({ id }) => id === ligne)[question];
      const field = page.locator(`#champ-${question}`);
      await pageDe(page, base, `question/${lieu}/${ligne}`);
      await page.taperDate(field, "2027-12-31", async () => assert.ok(await gardee(), "a day is kept in between"));
      assert.equal(await field.inputValue(), "2027-12-31", "what was typed over stays typed");
      await field.blur();
      await attendre(gardee, "2027-12-31");
      await page.taperDate(field, "2027-11-31");
      await page.getByRole("button", { name: /^Enregistrer/ }).first().click();
      await page.getByRole("alert").filter({ hasText: REFUS }).first().waitFor();
      assert.ok((await page.url()).endsWith(ligne), "the row stays open");
      assert.equal(await gardee(), "2027-12-31");
      await page.taperDate(field, "2028-02-29");
      await page.getByRole("button", { name: /^Enregistrer/ }).first().click();
      await page.waitForFunction((ligne) => !location.href.endsWith(ligne), ligne);
      await attendre(gardee, "2028-02-29");
    });
  }

  test(`${moteur}: the day of an optional question is refused by « Continuer » as long as it is impossible, or its year of two digits; never is it of the year 26`, async (t) => {
    const { page, base, gardee } = await avec(t, moteur, "2027-03-15");
    await pageDe(page, base, "question/calendrier");
    await page.viderDate(champ(page), { dunCoup: true });
    await attendre(gardee, undefined);
    for (const [typed, sentence] of [["2027-04-31", REFUS], ["26-04-03", /date complète et réelle|il lui manque une partie/], ["0026-04-03", /date complète et réelle/]]) {
      await page.taperDate(champ(page), typed);
      await continuer(page);
      await page.getByRole("alert").filter({ hasText: sentence }).first().waitFor();
      assert.match(await page.url(), /calendrier/, typed);
      assert.equal(await gardee(), undefined, typed);
      await page.viderDate(champ(page), { dunCoup: true });
    }
    await continuer(page);
    await page.waitForFunction(() => !location.href.includes("calendrier"));
    assert.equal(await gardee(), undefined);
  });

  test(`${moteur}: a date that is pasted is what is kept, or changes nothing: none is lost, none is of another day or of the year 26`, async (t) => {
    const { page, base, gardee } = await avec(t, moteur, "2027-03-15");
    const nom = page.getByLabel(/^Nom de la structure/);
    for (const pasted of ["2027-04-05", "05/04/2027", "03/04/26"]) {
      await pageDe(page, base, "question/identite");
      await nom.fill(pasted);
      await page.keyboard.press("Control+a");
      await page.keyboard.press("Control+c");
      await page.keyboard.press("End");
      await page.keyboard.press("Control+v");
      assert.equal(await nom.inputValue(), pasted + pasted, "it is what the keyboard pastes");
      await pageDe(page, base, "question/calendrier");
      const before = await champ(page).inputValue();
      await champ(page).click();
      await page.keyboard.press("Control+v");
      await champ(page).blur();
      const [after, impossible] = await champ(page).evaluate((field) => [field.value, field.validity.badInput]);
      assert.ok(!impossible && [before, "2027-04-05"].includes(after), `${pasted}: ${before} became ${after || "nothing"}`);
      await continuer(page);
      await page.waitForFunction(() => !location.href.includes("calendrier"));
      await attendre(gardee, after);
    }
  });
});
