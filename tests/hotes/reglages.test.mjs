// The settings of a publisher, on a page that is kept on the device: the host's while there is a network, else the last ones.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lancer } from "../e2e/lib/navigateur.mjs";
import { servir } from "./lib/commutateur.mjs";
import { installer, onglet, profil, version } from "./lib/gestes.mjs";
import { HOTES } from "./lib/hotes.mjs";
import { publiee } from "./lib/versions.mjs";

let browser;
before(async () => { browser = await lancer(); });
after(async () => { await browser?.close(); });

const signe = (page) => page.getByRole("contentinfo").getByText(/^(Publié par|Copie non signée)/);
const nom = (editeur) => [200, JSON.stringify({ editeur: { nom: editeur } }), "application/json"];

test("settings changed without a release are seen at the next visit, and without a network", async (t) => {
  const context = await profil(browser);
  t.after(() => context.close());
  const site = await servir(t, { "/jalons/": publiee(), "/essai/": publiee() });
  let said = { "/jalons/": "le premier", "/essai/": "un autre" };
  site.repondre = (path) => {
    const folder = path.endsWith("/jalons.json") ? path.slice(0, -"jalons.json".length) : "";
    return said[folder] === undefined ? undefined : nom(said[folder]);
  };
  const base = await installer(context, site.adresse("/jalons/"));
  await installer(context, site.adresse("/essai/"));
  let page = await onglet(context, site.adresse("/jalons/") + base);
  await signe(page).filter({ hasText: "le premier" }).waitFor();
  const first = await version(page);
  await page.close();
  said = { ...said, "/jalons/": "le second" };
  page = await onglet(context, site.adresse("/jalons/") + base);
  await signe(page).filter({ hasText: "le second" }).waitFor();
  assert.equal(await version(page), first, "the version does not depend on them");
  await page.close();
  await site.fermer();
  await context.setOffline(true);
  page = await onglet(context, site.adresse("/jalons/") + base);
  await signe(page).filter({ hasText: "le second" }).waitFor();
  const other = await onglet(context, site.adresse("/essai/"));
  await signe(other).filter({ hasText: "un autre" }).waitFor();
});

test("a host without settings keeps nothing from being kept, and the copy is not signed", async (t) => {
  const context = await profil(browser);
  t.after(() => context.close());
  const site = await servir(t, { "/jalons/": publiee() });
  site.repondre = (path) => (path.endsWith("/jalons.json") ? 404 : undefined);
  await installer(context, site.adresse("/jalons/"));
  const page = await onglet(context, site.adresse("/jalons/"));
  await signe(page).filter({ hasText: "Copie non signée" }).waitFor();
});

test("on GitHub Pages, where everything may be kept ten minutes, settings changed are seen at the next visit, even of who keeps nothing", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "jalons-reglages-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(publiee().dossier, folder, { recursive: true });
  const dire = (editeur) => writeFileSync(join(folder, "jalons.json"), nom(editeur)[1]);
  dire("le premier");
  const site = await HOTES.find((hote) => hote.nom === "GitHub Pages").servir(t, { "/jalons/": { dossier: folder } });
  const context = await profil(browser);
  t.after(() => context.close());
  for (const editeur of ["le premier", "le second"]) {
    dire(editeur);
    site.publier("/jalons/", { dossier: folder });
    const page = await onglet(context, site.adresse("/jalons/"));
    await signe(page).filter({ hasText: editeur }).waitFor();
    await page.close();
  }
});
