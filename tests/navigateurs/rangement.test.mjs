// A store that refuses, or is cut later: said, the dossier is there as a file, and it is kept once the store answers again; and
// a page that can't be printed says so.
import { test } from "node:test";
import assert from "node:assert/strict";
import { allerA, dossier, enregistre, gardes, pageDe, telecharge } from "../e2e/lib/parcours.mjs";
import { sans } from "../hotes/lib/manques.mjs";
import { attendre, ouvert } from "./lib/gestes.mjs";
import { pourChaque } from "./lib/moteurs.mjs";

/** The store is cut while the page says so: `data-coupe` of <html>, that tests write in any engine. */
const COUPE = (depuis) => `document.documentElement.dataset.coupe = "${depuis}";
const open = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (...asked) {
  if (document.documentElement.dataset.coupe) throw new DOMException("Connection to Indexed Database server lost", "UnknownError");
  return open.apply(this, asked);
};`;
const couper = (page, how) => page.evaluate((how) => { document.documentElement.dataset.coupe = how; }, how);
const etat = (page, words) => page.locator(".etat", { hasText: words }).waitFor();
const contenu = () => dossier("c16", { statut: "21", denomination: "EHPAD" });

/** « Télécharger mon dossier » gives what is on the screen. */
async function enFichier(page, reponse) {
  const { texte } = await telecharge(page, () => page.getByRole("button", { name: "Télécharger mon dossier" }).first().click());
  assert.equal(JSON.parse(texte).reponses.contrat, reponse);
}

pourChaque((moteur) => {
  test(`${moteur}: a store that refuses from the start is said, and the dossier is there as a file`, async (t) => {
    const { page, base } = await ouvert(t, moteur, contenu(), { release: sans(t, { script: COUPE("oui"), programmes: false }) });
    await page.locator("#app").getByRole("alert").filter({ hasText: /téléchargez votre dossier/i }).first().waitFor();
    await etat(page, /^Non enregistré/);
    await pageDe(page, base, "question/contrat");
    await page.getByRole("radio", { name: /Oui, un contrat est en cours/ }).check();
    await enFichier(page, "en-cours");
  });

  test(`${moteur}: a store that is cut later is said, the dossier is there as a file, and what was answered is kept once it answers again`, async (t) => {
    const { page, base } = await ouvert(t, moteur, contenu(), { release: sans(t, { script: COUPE(""), programmes: false }) });
    await enregistre(page);
    await pageDe(page, base, "question/contrat");
    await couper(page, "oui");
    await page.getByRole("radio", { name: /Oui, un contrat est en cours/ }).check();
    await etat(page, /^Non enregistré/);
    await enFichier(page, "en-cours");
    await couper(page, "");
    await page.getByRole("button", { name: "Réessayer" }).first().click();
    await enregistre(page);
    const id = base.slice("#/".length);
    await attendre(async () => JSON.parse((await gardes(page))[id]).reponses.contrat, "en-cours");
  });

  test(`${moteur}: a page that the browser can't print says so`, async (t) => {
    const script = 'window.print = () => { throw new DOMException("refused", "NotSupportedError"); };';
    const { page, base } = await ouvert(t, moteur, contenu(), { release: sans(t, { script, programmes: false }) });
    await allerA(page, `${base}/plan`, /plan/i);
    await page.getByRole("button", { name: /^Imprimer/ }).first().click();
    await page.getByText("Ce navigateur ne peut pas imprimer cette page").waitFor();
  });
});
