// The copy on the device, in each engine's own caches and workers: without a server, from a cold start, over a new version; a page
// that was open before one never runs the programs of another.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { prete } from "../e2e/lib/navigateur.mjs";
import { dossier, enregistre, ouvrirDossier } from "../e2e/lib/parcours.mjs";
import { copies, pretHorsLigne, toutMarche, version } from "../hotes/lib/gestes.mjs";
import { publiee, suivante } from "../hotes/lib/versions.mjs";
import { CHEMIN, accueil, attendre, ouvert } from "./lib/gestes.mjs";
import { dossierTemporaire, ouvrir, pourChaque } from "./lib/moteurs.mjs";

/** A dossier is open, and everything is kept on the device. */
async function installer(t, moteur) {
  const profil = dossierTemporaire(`profil-${moteur}`);
  const opened = await ouvert(t, moteur, undefined, { profil });
  await enregistre(opened.page);
  await pretHorsLigne(opened.page);
  return { ...opened, profil };
}

/** The browser is started again, on the dossier. */
async function rouvrir(t, moteur, profil, address) {
  const page = await ouvrir(t, moteur, { profil });
  await page.goto(address);
  await prete(page);
  return page;
}

pourChaque((moteur) => {
  test(`${moteur}: once a dossier was open, everything works without a server, and so it does in a browser that is started without one`, async (t) => {
    const { site, page, base, profil } = await installer(t, moteur);
    await site.fermer();
    await page.reload();
    await prete(page);
    await toutMarche(page, base, "after a reload");
    await page.fermer();
    const cold = await rouvrir(t, moteur, profil, `${site.adresse(CHEMIN)}${base}/plan`);
    await cold.getByRole("heading", { level: 1, name: "Le plan d’EHPAD Les Tilleuls" }).waitFor();
    await toutMarche(cold, base, "from a cold start");
  });

  test(`${moteur}: a new version seen once online is whole on the device: a browser started without a server runs it`, async (t) => {
    const { site, page, base, profil } = await installer(t, moteur);
    const next = suivante(t);
    site.publier(CHEMIN, next);
    await page.reload();
    await prete(page);
    // A machine so slow that the release was not whole soon goes on with the one before, and says that the new one is ready.
    if ((await version(page)) !== next.version) {
      assert.equal(await version(page), publiee().version);
      await page.getByText(/Une nouvelle version de Jalons est prête/).waitFor({ timeout: 60_000 });
      await page.getByRole("button", { name: "Passer à la nouvelle version" }).click();
      await page.waitForFunction((version) => document.documentElement.dataset.version === version, next.version);
      await prete(page);
    }
    await toutMarche(page, base, "the new version, online");
    await pretHorsLigne(page);
    await site.fermer();
    await page.fermer();
    const cold = await rouvrir(t, moteur, profil, `${site.adresse(CHEMIN)}${base}/plan`);
    assert.equal(await version(cold), next.version);
    await toutMarche(cold, base, "the new version, without a server");
    assert.deepEqual(await copies(cold), { [`jalons ${CHEMIN} ${next.version}`]: next.version }, "nothing of the old one is left");
  });

  test(`${moteur}: a page that was open before a release goes on with its own programs, and changes when the user agrees`, async (t) => {
    const { site, page, base } = await installer(t, moteur);
    // Both programs are still to come in this tab.
    const old = await page.autre();
    await old.goto(site.adresse(CHEMIN));
    await prete(old);
    const next = suivante(t);
    site.publier(CHEMIN, next);
    await page.reload();
    await prete(page);
    const said = old.getByText(/Une nouvelle version de Jalons est prête/);
    await said.waitFor();
    await toutMarche(old, base, "the old page");
    assert.equal(await version(old), publiee().version);
    const run = await old.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name.match(/(calcul|atelier)-[0-9a-f]+\.js$/)?.[0]).filter(Boolean));
    const siens = readdirSync(publiee().dossier).filter((name) => /^(calcul|atelier)-.*\.js$/.test(name));
    assert.deepEqual([...new Set(run)].sort(), siens.sort(), "its own programs");
    await old.getByRole("button", { name: "Passer à la nouvelle version" }).click();
    await old.waitForFunction((version) => document.documentElement.dataset.version === version, next.version);
    await prete(old);
    await toutMarche(old, base, "the new page");
    await attendre(() => said.count(), 0);
  });

  test(`${moteur}: a page that was open before a release, and kept nothing, says so instead of running the new programs`, async (t) => {
    const { site, page } = await accueil(t, moteur);
    const next = suivante(t);
    site.publier(CHEMIN, next);
    const opened = await ouvrirDossier(page, dossier("c01"));
    await enregistre(page);
    await page.evaluate((hash) => { location.hash = hash; }, `${opened.slice(opened.indexOf("#"))}/plan`);
    await page.locator("#app main [role=alert]").getByText(/Une nouvelle version de Jalons a été publiée depuis/).waitFor();
    assert.equal(await page.locator(".acte-plan").count(), 0);
    await page.reload();
    await prete(page);
    await page.locator("#feuille[aria-busy=false] .acte-plan").first().waitFor({ state: "attached" });
    assert.equal(await version(page), next.version);
  });
});
