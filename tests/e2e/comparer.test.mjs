// « Et si »: the plan beside that of another answer; from the plan, from the review, by address. Keep one, keep both, or
// leave; side by side on a tablet, one list on a phone.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { servir } from "./lib/serveur.mjs";
import { axe, capture, lancer, ouvrir, rienNeCloche, rienNeSort, tientEnLargeur } from "./lib/navigateur.mjs";
import { allerA, dossier, enregistre, gardes, ouvrirDossier } from "./lib/parcours.mjs";

const propre = (text) => text.replace(/\s+/g, " ").trim();

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

/** An association whose president holds the card, named; every answer is there. */
const association = () => dossier("c02", { denomination: "Les Tilleuls", "date-dossier-complet": "2099-03-02" });

async function ouvert(options) {
  const { page, vu, context } = await ouvrir(browser, site.adresse, options);
  const base = await ouvrirDossier(page, association());
  await page.getByRole("heading", { level: 1, name: /^Par quoi commencer/ }).waitFor();
  return { page, vu, context, base };
}

const porteur = (base) => `${base}/comparer?question=option-president&reponse=option-b`;

test("from the plan: where the rules leave a choice, then the two plans, in every look, and nothing leaves", async () => {
  for (const [nom, options] of [
    ["clair", { viewport: { width: 1280, height: 900 } }],
    ["sombre", { colorScheme: "dark", viewport: { width: 820, height: 1100 } }],
    ["téléphone", { viewport: { width: 360, height: 780 } }],
    ["320 px", { viewport: { width: 320, height: 640 } }],
  ]) {
    const { page, vu, context, base } = await ouvert(options);
    await allerA(page, `${base}/plan`, /^Le plan/);
    await page.getByRole("link", { name: "Et si… Comparer deux plans" }).click();
    await page.getByRole("heading", { level: 1, name: "Comparer deux plans" }).waitFor();
    await page.getByRole("heading", { level: 2, name: "Là où les règles laissent le choix" }).waitFor();
    await axe(page, `ce qui se compare, ${nom}`);
    await tientEnLargeur(page, nom);
    await capture(page, `comparer-choix-${nom.replace(/\W+/g, "-")}`);
    await page.getByRole("link", { name: "Comparer avec : Le directeur, par délégation" }).click();
    const titre = page.getByRole("heading", { level: 1, name: "Et si : Porteur de la CDE" });
    await titre.waitFor();
    await page.waitForFunction(() => document.activeElement?.id === "titre");
    const gone = page.locator("section.ecarts", { hasText: "Ce qui disparaît" });
    await gone.getByRole("heading", { level: 3, name: /^Commander une carte CPE/ }).waitFor();
    assert.match(propre(await gone.innerText()), /Ne tient plus : Cette personne sera mandataire/);
    await axe(page, `deux plans, ${nom}`);
    await tientEnLargeur(page, nom);
    await capture(page, `comparer-plans-${nom.replace(/\W+/g, "-")}`, { fullPage: true });
    // Side by side where there is room; on a phone only what is to be done there.
    const nothing = gone.locator(".cotes > .rien").first();
    assert.equal(await nothing.isVisible(), options.viewport.width >= 820, nom);
    rienNeSort(vu, site.adresse);
    rienNeCloche(vu);
    await context.close();
  }
});

test("the other answer is kept: the plan follows, and says what was before", async () => {
  const { page, vu, context, base } = await ouvert();
  await allerA(page, porteur(base), /^Et si/);
  await page.getByRole("button", { name: "Garder l’autre réponse" }).click();
  // It makes a question asked, which comes first.
  await page.getByRole("heading", { level: 1, name: "Qui dirige la structure ?" }).waitFor();
  const said = propre(await page.locator(".bandeaux").innerText());
  assert.match(said, /Réponse gardée\. Porteur de la CDE : Le directeur, par délégation\. Avant : Le représentant légal/);
  await enregistre(page);
  const kept = Object.values(await gardes(page));
  assert.equal(kept.length, 1);
  assert.match(kept[0], /"option-president": "option-b"/);
  rienNeCloche(vu);
  await context.close();
});

test("both are kept: a second dossier beside the first, which has not changed", async () => {
  const { page, vu, context, base } = await ouvert();
  await allerA(page, porteur(base), /^Et si/);
  await page.getByRole("button", { name: "Garder les deux, dans un second dossier" }).click();
  await page.getByRole("heading", { level: 1, name: "Qui dirige la structure ?" }).waitFor();
  assert.ok(!page.url().startsWith(base), "another dossier");
  await enregistre(page);
  const all = Object.values(await gardes(page));
  assert.equal(all.length, 2);
  assert.equal(all.filter((one) => one.includes("option-a")).length, 1);
  const [second] = all.filter((one) => one.includes("option-b")).map((one) => JSON.parse(one));
  assert.deepEqual(all.map((one) => JSON.parse(one).reponses.denomination), Array(2).fill(second.reponses.denomination), "its letters are the structure’s");
  // What tells it apart is in the bar, in the list and in the name of its file, and nowhere else.
  await page.locator(".barre .dossier", { hasText: /\(Porteur de la CDE.: Le directeur/ }).waitFor();
  await page.reload();
  await page.locator(".barre .dossier", { hasText: /\(Porteur de la CDE/ }).waitFor();
  await page.evaluate((hash) => { location.hash = hash; }, `#/${second.id}/courriers`);
  await page.getByRole("heading", { level: 1, name: /^Courriers et messages/ }).waitFor();
  await page.waitForFunction(() => document.querySelector("#feuille[aria-busy=true]") === null);
  assert.ok(!(await page.locator("#feuille").textContent()).includes("Porteur de la CDE"), "no letter says it");
  await page.evaluate(() => { location.hash = "#/"; });
  const line = page.getByRole("listitem").filter({ hasText: "(Porteur de la CDE" });
  const [download] = await Promise.all([page.waitForEvent("download"), line.getByRole("button", { name: /^Télécharger/ }).click()]);
  assert.match(download.suggestedFilename(), /-porteur-de-la-cde-.*\.json$/);
  rienNeCloche(vu);
  await context.close();
});

test("from the review, an answer is compared; another day is typed, by keyboard; leaving changes nothing", async () => {
  const { page, vu, context, base } = await ouvert();
  await allerA(page, `${base}/verifier`, /^Vérifiez/);
  await page.getByRole("link", { name: "Comparer : Dossier complet le" }).click();
  await page.getByRole("heading", { level: 1, name: "Et si : Dossier complet le" }).waitFor();
  const before = await gardes(page);
  await page.getByLabel(/^Comparer avec un autre jour/).fill("2099-04-06");
  await page.getByRole("button", { name: /^Comparer\s:\sDossier complet le/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 2, name: "Ce qui change de date" }).waitFor();
  assert.match(propre(await page.locator("#feuille").innerText()), /Le dossier complet est compté le 6 avril 2099 au lieu du 2 mars 2099/);
  await page.reload();
  await page.getByRole("heading", { level: 2, name: "Ce qui change de date" }).waitFor();
  await page.getByRole("link", { name: "Ne rien changer" }).click();
  await page.getByRole("heading", { level: 1, name: /^Le plan/ }).waitFor();
  assert.deepEqual(await gardes(page), before);
  rienNeCloche(vu);
  await context.close();
});

test("from the review, a row: what would be other in it, whom it names, and the plan without it", async () => {
  const { page, vu, context, base } = await ouvert();
  await allerA(page, `${base}/verifier`, /^Vérifiez/);
  await page.getByRole("link", { name: /^Comparer.: Site 2/ }).first().click();
  await page.getByRole("heading", { level: 1, name: /^Et si.: Site 2/ }).waitFor();
  await axe(page, "une ligne, ce qui se compare");
  await capture(page, "comparer-une-ligne");
  await page.getByRole("link", { name: /^Comparer sans « Site 2/ }).click();
  await page.getByRole("heading", { level: 1, name: /^Et si.: / }).waitFor();
  await page.getByRole("button", { name: "Garder l’autre réponse" }).waitFor();
  await axe(page, "deux plans, sans une ligne");
  await capture(page, "comparer-sans-une-ligne", { fullPage: true });
  // A number that is not one is refused with a sentence; another one is compared.
  await allerA(page, `${base}/comparer?question=finess-ej`, /^Et si/);
  const number = page.getByLabel(/^Comparer avec un autre numéro/);
  await number.fill("12");
  await page.getByRole("button", { name: /^Comparer\s:/ }).click();
  await page.getByRole("alert").filter({ hasText: /FINESS/ }).waitFor();
  await number.fill("2A0000014");
  await page.getByRole("button", { name: /^Comparer\s:/ }).click();
  await page.getByText(/Et si.: 2A0000014/).waitFor();
  rienNeCloche(vu);
  await context.close();
});

test("an address of an answer that is not one shows what can be compared", async () => {
  const { page, vu, context, base } = await ouvert();
  await allerA(page, `${base}/comparer?question=ailleurs&reponse=oui`, /^Comparer deux plans/);
  await page.getByRole("heading", { level: 2, name: "Là où les règles laissent le choix" }).waitFor();
  rienNeCloche(vu);
  await context.close();
});
