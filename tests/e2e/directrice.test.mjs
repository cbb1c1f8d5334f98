// The journey of C01: a director plans the onboarding of an autonomous EHPAD, from the first question to the plan.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { servir } from "./lib/serveur.mjs";
import { axe, capture, entiere, lancer, ouvrir, prete, rienNeSort, texte } from "./lib/navigateur.mjs";
import { c01, Parcours } from "./lib/parcours.mjs";

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

test("C01: the complete plan in at most 15 screens, nothing sent, nothing refused", async () => {
  const { page, vu, context } = await ouvrir(browser, site.adresse);
  await axe(page, "accueil");
  const loaded = vu.requetes.length;
  const parcours = new Parcours(page);
  await c01(parcours);
  assert.equal(await parcours.titre(), "Par quoi commencer\u00a0: EHPAD Les Tilleuls");
  await axe(page, "par quoi commencer");
  await capture(page, "c01-par-quoi-commencer");
  await page.getByRole("link", { name: "Tout le détail" }).first().click();
  await page.locator("h1", { hasText: "Le plan d’EHPAD Les Tilleuls" }).waitFor();
  await entiere(page);
  const figures = await page.locator(".figures").innerText();
  for (const figure of [/1\s*contrat/, /1\s*formulaire F101/, /1\s*carte CDE/, /3\s*certificats/]) assert.match(figures, figure);
  assert.match(await texte(page), /vers le 16\s*février 2099/);
  assert.ok(parcours.ecrans <= 15, `${parcours.ecrans} screens`);
  await axe(page, "plan");
  await capture(page, "c01-plan");
  rienNeSort(vu, site.adresse, loaded);
  assert.deepEqual(vu.erreurs, []);

  // Comes back tomorrow and finds everything.
  await page.waitForTimeout(200);
  await page.reload();
  await prete(page);
  await page.locator("h1", { hasText: "Le plan d’EHPAD Les Tilleuls" }).waitFor();

  await context.close();
});
