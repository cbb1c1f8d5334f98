// Three people who have not seen the product, by hand, photographed on a phone, a tablet, a desktop and on paper: a director
// who knows nothing, one who does not know four times, one who comes back three weeks later with two things done. What each
// reads first is counted.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { servir } from "./lib/serveur.mjs";
import { capture, imprimer, lancer, ouvrir, rienNeCloche, rienNeSort, tientEnLargeur } from "./lib/navigateur.mjs";
import { allerA, c01, dossier, ouvrirDossier, Parcours } from "./lib/parcours.mjs";

const TITRE = /^Par quoi commencer/;
const LARGEURS = [390, 820, 1280];
const propre = (text) => text.replace(/\s+/g, " ").trim();

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

/** On a phone, at that moment. */
const telephone = (jour) => ouvrir(browser, site.adresse, {
  paresseux: true, viewport: { width: 390, height: 844 }, hasTouch: true,
  avant: (page) => page.clock.setFixedTime(new Date(`${jour}T09:00:00`)),
});

/** Photographs « Par quoi commencer » and prints it: what stands on paper, its words. One sheet. */
async function photographier(page, nom) {
  await page.getByRole("heading", { level: 1, name: TITRE }).waitFor();
  for (const width of LARGEURS) {
    await page.setViewportSize({ width, height: 900 });
    await tientEnLargeur(page, `${nom}, ${width} px`);
    await capture(page, `usager-${nom}-${width}`);
  }
  const paper = propre(await imprimer(page, `usager-${nom}`));
  const pdf = fileURLToPath(new URL(`captures/usager-${nom}.pdf`, import.meta.url));
  const sheets = Number(execFileSync("pdfinfo", [pdf], { encoding: "utf8" }).match(/Pages:\s+(\d+)/)[1]);
  assert.equal(sheets, 1, `${nom}: one sheet of paper`);
  assert.doesNotMatch(paper, /\bR-[A-Z]+-\d/, `${nom}: no rule id`);
  return { paper, words: paper.split(" ").length };
}

test("a director who knows nothing: from the welcome page to one sheet that says what to do, who signs, where", async () => {
  const { page, vu, context } = await telephone("2026-11-27");
  const parcours = new Parcours(page, { verifier: false });
  await c01(parcours);
  const { paper, words } = await photographier(page, "directrice");
  // The working day that follows a Friday.
  assert.match(paper, /Lundi 30 novembre\s*: une chose/);
  assert.match(paper, /contrat d’adhésion/);
  assert.match(paper, /(prépare et signe|signature|signe)/);
  const first = page.locator(".partie.maintenant .tache").first();
  assert.ok((await first.locator("a[href^='https://']").count()) > 0, "where it is done");
  assert.ok(words <= 700, `${words} words`);
  console.log(`Directrice : ${parcours.ecrans} écrans, 1 page, ${words} mots`);
  rienNeSort(vu, site.adresse);
  rienNeCloche(vu);
  await context.close();
});

test("a director who does not know four times: what to find out comes first, and nothing is affirmed that hangs on it", async () => {
  const { page, vu, context } = await telephone("2026-11-27");
  const inconnu = { contrat: "inconnu", "mssante-role": "inconnu", at: "inconnu", "date-dossier-complet": undefined };
  const logiciels = [{ id: "logiciel-1", "logiciel-nom": "NetSoins", "insi-mode": "inconnu" }];
  const base = await ouvrirDossier(page, dossier("c01", { ...inconnu, logiciels }));
  await allerA(page, `${base}/par-quoi-commencer`, TITRE);
  const { paper, words } = await photographier(page, "ne-sait-pas");
  assert.match(paper, /Retrouver votre contrat/);
  assert.match(paper, /Écrire à (NetSoins|l’éditeur de NetSoins)/, "one message to the publisher holds all its questions");
  const now = propre(await page.locator(".partie.maintenant").innerText());
  assert.doesNotMatch(now, /Demander \d+ certificat/, "nothing that hangs on what is not known is for Monday");
  console.log(`Ne sait pas : 1 page, ${words} mots`);
  rienNeCloche(vu);
  await context.close();
});

test("a return three weeks later, two things done: the page begins with what was expected since", async () => {
  const fait = { etat: "fait", date: "2026-02-02" };
  const { page, vu, context } = await telephone("2026-02-23");
  await ouvrirDossier(page, dossier("c01", { "rl-nom": "Claire Martin", "date-dossier-complet": "2026-02-02" }, { suivi: { contrat: fait, f101: fait } }));
  const { paper, words } = await photographier(page, "retour");
  const asked = propre(await page.locator(".depuis").innerText());
  assert.match(asked, /carte/, "the card was expected meanwhile");
  assert.doesNotMatch(asked, /contrat/, "what is done is not asked again");
  assert.match(paper, /Claire Martin/);
  console.log(`Retour : 1 page, ${words} mots`);
  rienNeCloche(vu);
  await context.close();
});
