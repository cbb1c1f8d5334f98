// Dates typed digit by digit, corrected, pasted, picked, impossible: a field is never written back while it is being typed in, and
// what can't be read is refused with a sentence instead of being dropped.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { servir } from "./lib/serveur.mjs";
import { axe, lancer, ouvrir } from "./lib/navigateur.mjs";
import { allerA, dossier, enregistre, gardes, ouvrirDossier, Parcours } from "./lib/parcours.mjs";

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

async function avec(contenu) {
  const opened = await ouvrir(browser, site.adresse);
  const base = await ouvrirDossier(opened.page, contenu);
  await enregistre(opened.page);
  const id = base.slice(base.indexOf("dossier-"));
  return { ...opened, base, lire: async () => JSON.parse((await gardes(opened.page))[id]), parcours: new Parcours(opened.page, { verifier: false }) };
}
const DATE = "date-dossier-complet";
const champ = (page) => page.locator(`#champ-${DATE}`);

/** Types in a date field whose parts come in the order of the browser's language. */
async function taper(page, field, keys) {
  await field.click();
  // On its first part, wherever the click fell.
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowLeft");
  await page.keyboard.type(keys, { delay: 30 });
}

/** The order of the parts of a date field in this browser: the day first, or the month first. */
async function ordre(page, field) {
  await field.fill("");
  await taper(page, field, "02032027");
  const value = await field.inputValue();
  await field.fill("");
  return (day, month, year) => (value === "2027-03-02" ? `${day}${month}${year}` : `${month}${day}${year}`);
}

/** Leaves a date field by the key: its parts and its calendar are stops of their own. */
async function quitter(page, field) {
  for (let step = 0; step < 5 && await field.evaluate((one) => one === document.activeElement); step += 1) await page.keyboard.press("Tab");
  assert.equal(await field.evaluate((one) => one === document.activeElement), false);
}

/** Waits until what this device keeps says that. */
async function gardee(lire, comment, voulu) {
  for (let step = 0; step < 60 && comment(await lire()) !== voulu; step += 1) await new Promise((done) => { setTimeout(done, 50); });
  assert.equal(comment(await lire()), voulu);
}

test("a date corrected with the keyboard is the corrected date, on the screen and in what is kept", async () => {
  const { page, base, lire, context } = await avec(dossier("c16", { statut: "21", [DATE]: "2027-03-15" }));
  await allerA(page, `${base}/question/calendrier`, /Quand/);
  const keys = await ordre(page, champ(page));
  await champ(page).fill("2027-03-15");
  await taper(page, champ(page), keys("06", "06", ""));
  assert.equal(await champ(page).inputValue(), "2027-06-06");
  await taper(page, champ(page), keys("29", "02", "2028"));
  assert.equal(await champ(page).inputValue(), "2028-02-29", "a leap day, digit by digit");
  await page.keyboard.press("Tab");
  await page.waitForTimeout(500);
  assert.equal((await lire()).reponses[DATE], "2028-02-29");
  await context.close();
});

test("a date that lacks a part, or that does not exist, is refused with a sentence, and the one before stays kept", async () => {
  const { page, base, lire, parcours, context } = await avec(dossier("c16", { statut: "21", [DATE]: "2027-03-15" }));
  await allerA(page, `${base}/question/calendrier`, /Quand/);
  const keys = await ordre(page, champ(page));
  for (const typed of [keys("31", "04", "2027"), keys("15", "03", "").slice(0, 4)]) {
    await champ(page).fill("");
    await taper(page, champ(page), typed);
    await parcours.continuer().catch(() => null);
    await page.getByRole("alert").filter({ hasText: "il lui manque une partie" }).first().waitFor();
    await page.getByRole("heading", { level: 1, name: /Quand/ }).waitFor();
  }
  await axe(page, "date refusée");
  // Emptied on purpose: no date, without a word.
  await champ(page).fill("");
  await parcours.continuer();
  await page.waitForFunction(() => !location.href.includes("calendrier"));
  assert.equal((await lire()).reponses[DATE], undefined);
  await context.close();
});

test("a day that does not exist, typed over one that does, gives it back: what it was on the way is not kept", async () => {
  const { page, base, lire, context } = await avec(dossier("c16", { statut: "21", [DATE]: "2027-03-15" }));
  await allerA(page, `${base}/question/calendrier`, /Quand/);
  const keys = await ordre(page, champ(page));
  for (const typed of [keys("31", "04", "2027"), keys("30", "02", "2028")]) {
    await champ(page).fill("2027-03-15");
    await champ(page).blur();
    await taper(page, champ(page), typed);
    await champ(page).blur();
    await page.getByRole("alert").filter({ hasText: "il lui manque une partie" }).first().waitFor();
    await page.waitForTimeout(600);
    assert.equal((await lire()).reponses[DATE], "2027-03-15", typed);
  }
  await allerA(page, `${base}/plan`, /plan/i);
  await page.locator("#feuille[aria-busy=false]").waitFor();
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  const date = page.locator("[data-field=date]").first();
  const id = await date.getAttribute("data-follow-up");
  await date.fill("2026-03-15");
  await date.blur();
  await taper(page, date, keys("31", "04", "2026"));
  await date.blur();
  await page.getByRole("status").filter({ hasText: "Celle du 15\u00a0mars 2026 reste gardée" }).waitFor();
  await page.waitForTimeout(400);
  assert.equal((await lire()).suivi[id].date, "2026-03-15");
  const envoi = page.locator("#envoi-jour");
  await envoi.focus();
  await taper(page, envoi, keys("31", "04", "2027"));
  await envoi.blur();
  await page.getByRole("status").filter({ hasText: "Celle du 15\u00a0mars 2027 reste gardée" }).waitFor();
  await page.waitForTimeout(600);
  assert.equal((await lire()).reponses[DATE], "2027-03-15");
  await context.close();
});

test("a year of two digits is refused with a sentence; a date that a program fills in without an event is kept", async () => {
  const { page, base, lire, parcours, context } = await avec(dossier("c16", { statut: "21" }));
  await allerA(page, `${base}/question/calendrier`, /Quand/);
  await champ(page).fill("0026-04-03");
  await parcours.continuer().catch(() => null);
  await page.getByRole("alert").filter({ hasText: /date complète et réelle/ }).first().waitFor();
  await champ(page).evaluate((input) => { input.value = "2027-04-05"; });
  await parcours.continuer();
  await page.waitForFunction(() => !location.href.includes("calendrier"));
  assert.equal((await lire()).reponses[DATE], "2027-04-05");
  await context.close();
});

test("what a program fills in without an event is kept when the page is left by a link, or closed", async () => {
  const { page, base, lire, context } = await avec(dossier("c16", { statut: "21" }));
  const laisser = [
    () => page.getByRole("link", { name: "Revenir" }).click(),
    () => page.evaluate(() => { window.dispatchEvent(new PageTransitionEvent("pagehide")); }),
  ];
  for (const [rank, leave] of laisser.entries()) {
    const day = `2027-04-0${rank + 5}`;
    await allerA(page, `${base}/question/calendrier`, /Quand/);
    await champ(page).evaluate((input, day) => { input.value = day; }, day);
    await leave();
    await gardee(lire, (kept) => kept.reponses[DATE], day);
  }
  await context.close();
});

test("in the plan, a date that can't be kept is said not to be, and the one before stays", async () => {
  const { page, base, lire, context } = await avec(dossier("c16", { statut: "21" }));
  await allerA(page, `${base}/plan`, /plan/i);
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  const date = page.locator("[data-field=date]").first();
  const id = await date.getAttribute("data-follow-up");
  await date.fill("2026-05-05");
  await date.blur();
  await page.waitForTimeout(400);
  for (const wrong of ["0026-04-03", "22028-01-01"]) {
    await date.evaluate((input, value) => { input.focus(); input.value = value; input.dispatchEvent(new Event("change", { bubbles: true })); }, wrong);
    if (await date.inputValue() === "") continue;
    await date.blur();
    await page.getByRole("status").filter({ hasText: "n’est pas gardée" }).waitFor();
  }
  assert.equal((await lire()).suivi[id].date, "2026-05-05");
  await context.close();
});

test("a date is pasted with the keyboard: Chromium’s field takes none, and nothing is lost, refused or changed; a text field takes it", async () => {
  const { page, base, lire, parcours, context } = await avec(dossier("c16", { statut: "21", denomination: "EHPAD", [DATE]: "2027-03-15" }));
  const nom = page.getByLabel(/^Nom de la structure/);
  for (const pasted of ["2027-04-05", "05/04/2027"]) {
    // Copied from a field, as from another window; pasted there, it is what the keyboard pastes.
    await allerA(page, `${base}/question/identite`, /votre structure/);
    await nom.fill(pasted);
    await nom.press("Control+A");
    await page.keyboard.press("Control+C");
    await page.keyboard.press("End");
    await page.keyboard.press("Control+V");
    assert.equal(await nom.inputValue(), pasted + pasted);
    await allerA(page, `${base}/question/calendrier`, /Quand/);
    await champ(page).click();
    await page.keyboard.press("Control+V");
    await page.keyboard.press("Tab");
    assert.deepEqual(await champ(page).evaluate((field) => [field.value, field.validity.badInput]), ["2027-03-15", false], pasted);
  }
  assert.equal(await page.locator("#app").getByRole("alert").filter({ hasText: /\S/ }).count(), 0);
  await parcours.continuer();
  await page.waitForFunction(() => !location.href.includes("calendrier"));
  await enregistre(page);
  assert.equal((await lire()).reponses[DATE], "2027-03-15");
  await context.close();
});

/** Opens the calendar of the browser by its key, moves in it by these, and takes the day. */
async function prendreAuCalendrier(page, field, ...keys) {
  await field.focus();
  await page.keyboard.press("F4");
  await page.waitForFunction((one) => one.matches(":open"), await field.elementHandle());
  for (const key of keys) await page.keyboard.press(key);
  await page.keyboard.press("Enter");
  await page.waitForFunction((one) => !one.matches(":open"), await field.elementHandle());
}

test("a date is picked in the browser’s calendar: of a question, of an action in the plan, of the day that the plan counts from", async () => {
  const { page, base, lire, context } = await avec(dossier("c16", { statut: "21", [DATE]: "2027-03-15" }));
  await allerA(page, `${base}/question/calendrier`, /Quand/);
  await prendreAuCalendrier(page, champ(page), "ArrowRight");
  assert.equal(await champ(page).inputValue(), "2027-03-16");
  assert.equal(await page.evaluate(() => document.activeElement.id), `champ-${DATE}`, "the keyboard comes back to the field");
  await gardee(lire, (one) => one.reponses[DATE], "2027-03-16");

  await allerA(page, `${base}/plan`, /plan/i);
  const envoi = page.locator("#envoi-jour");
  await prendreAuCalendrier(page, envoi, "ArrowDown");
  assert.equal(await envoi.inputValue(), "2027-03-23");
  await gardee(lire, (one) => one.reponses[DATE], "2027-03-23");

  await page.locator("#action-contrat summary", { hasText: "Suivi et détail" }).click();
  const date = page.locator("#date-action-contrat");
  await date.fill("2026-05-05");
  await prendreAuCalendrier(page, date, "ArrowLeft");
  assert.equal(await date.inputValue(), "2026-05-04");
  await gardee(lire, (one) => one.suivi.contrat.date, "2026-05-04");
  await context.close();
});

// In a row of a list.

const lignes = {
  "the end of a certificate": ["certificats", "certificats-en-service", "certificat-1", "certificat-expire-le"],
  "the end of someone’s card": ["personnes", "personnes", "personne-1", "personne-carte-expire-le"],
};
for (const [what, [lieu, liste, id, question]] of Object.entries(lignes)) {
  test(`in a row, ${what} is corrected digit by digit: kept as it stands when it is left, and impossible, it gives back the one before`, async () => {
    const contenu = dossier("c07", { statut: "21" });
    contenu.reponses[liste].find((row) => row.id === id)[question] = "2028-03-01";
    const { page, base, lire, context } = await avec(contenu);
    const field = page.locator(`#champ-${question}`);
    const kept = (one) => one.reponses[liste].find((row) => row.id === id)[question];
    await allerA(page, `${base}/question/${lieu}/${id}`, /./);
    assert.equal(await field.inputValue(), "2028-03-01");
    const keys = await ordre(page, field);
    await field.fill("2028-03-01");
    await taper(page, field, keys("31", "12", ""));
    assert.equal(await field.inputValue(), "2028-12-31", "what was typed over stays typed");
    await gardee(lire, kept, "2028-12-31");
    // A whole day, then one that its month does not have.
    await taper(page, field, keys("30", "11", "2027"));
    await quitter(page, field);
    await gardee(lire, kept, "2027-11-30");
    await taper(page, field, keys("31", "11", "2027"));
    await quitter(page, field);
    await page.getByRole("alert").filter({ hasText: "il lui manque une partie" }).first().waitFor();
    await gardee(lire, kept, "2027-11-30");
    await taper(page, field, keys("29", "02", "2028"));
    await page.getByRole("button", { name: /^Enregistrer/ }).click();
    await page.waitForFunction((row) => !location.href.endsWith(row), id);
    await enregistre(page);
    assert.equal(kept(await lire()), "2028-02-29");
    await context.close();
  });
}
