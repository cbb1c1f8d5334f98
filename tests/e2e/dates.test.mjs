// Dates typed digit by digit, corrected, pasted, impossible: a field is never written back while it is being typed in, and
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

test("a year of two digits is refused with a sentence; a date that is pasted or filled in without an event is kept", async () => {
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
