// A share link that a mail filter rewrote, its # as %23: it is recognised, and opens on the device.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { axe, lancer } from "../e2e/lib/navigateur.mjs";
import { allerA, dossier, ouvrirDossier } from "../e2e/lib/parcours.mjs";
import { servir } from "./lib/commutateur.mjs";
import { installer, onglet, profil } from "./lib/gestes.mjs";
import { HOTES } from "./lib/hotes.mjs";
import { publiee } from "./lib/versions.mjs";

let browser;
before(async () => { browser = await lancer(); });
after(async () => { await browser?.close(); });

/** A host with its page of lost addresses. */
async function avecPerdue(t, releases) {
  const site = await servir(t, releases);
  site.perdue = publiee();
  return site;
}

/** A host with its page of lost addresses, and a link that was made there. */
async function lienFait(t, heberger = avecPerdue) {
  const context = await profil(browser);
  t.after(() => context.close());
  const site = await heberger(t, { "/jalons/": publiee() });
  const page = await onglet(context, site.adresse("/jalons/"));
  const base = await ouvrirDossier(page, dossier("c02"));
  await allerA(page, `${base}/fichiers`, /Fichiers/);
  await page.getByRole("button", { name: "Préparer le lien" }).click();
  const link = await page.locator("#partage-adresse").inputValue();
  const other = await profil(browser);
  t.after(() => other.close());
  return { site, page, link, other };
}
const transmis = (page) => page.getByRole("heading", { level: 1, name: "Un dossier vous est transmis" }).waitFor();

test("what a mail filter may do is said beside the link, and the file is offered", async (t) => {
  const { page } = await lienFait(t);
  await page.getByText(/Une messagerie qui contrôle les liens/).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Télécharger plutôt le fichier du dossier" }).click()]);
  assert.match(download.suggestedFilename(), /\.json$/);
  assert.equal(JSON.parse(readFileSync(await download.path(), "utf8")).jalons, "dossier");
  await axe(page, "le lien et ses mises en garde");
});

const GITHUB = HOTES.find(({ nom }) => nom === "GitHub Pages");
for (const [sign, where, heberger] of [["%23", "", avecPerdue], ["%2523", "", avecPerdue], ["%23", ", on GitHub Pages", GITHUB.servir]]) {
  test(`the page of lost addresses recognises a link with ${sign}${where}, says what the host saw, and opens it`, async (t) => {
    const { link, other } = await lienFait(t, heberger);
    const page = await other.newPage();
    await page.goto(link.replace("#", sign));
    await page.getByText(/envoyé au site/).waitFor();
    await axe(page, "lien abîmé");
    await page.getByRole("link", { name: "Ouvrir le dossier sur cet appareil" }).click();
    await transmis(page);
    await page.getByText("Association Horizons").waitFor();
  });
}

test("any other lost address says so, and leads to the page without its script too", async (t) => {
  const { site } = await lienFait(t);
  for (const javaScriptEnabled of [true, false]) {
    const context = await profil(browser, { javaScriptEnabled });
    t.after(() => context.close());
    const page = await context.newPage();
    await page.goto(site.adresse("/jalons/perdue"));
    await page.getByRole("heading", { name: "Cette adresse n’existe pas" }).waitFor();
    assert.equal(await page.getByText(/envoyé au site/).isVisible(), false);
    await page.getByRole("link", { name: "Ouvrir Jalons" }).click();
    await page.waitForURL(site.adresse("/jalons/"));
  }
});

test("on a device that keeps the page, the rewritten link opens, and the host never sees it", async (t) => {
  const { site, link, other } = await lienFait(t);
  await installer(other, site.adresse("/jalons/"));
  const page = await other.newPage();
  await page.goto(link.replace("#", "%23"));
  await transmis(page);
  assert.deepEqual(site.demandes.filter((path) => path.includes("%23")), []);
});

test("a host that answers any address with the page opens it too", async (t) => {
  const { site, link, other } = await lienFait(t);
  const html = readFileSync(join(publiee().dossier, "index.html"), "utf8");
  site.repondre = (path) => (path.includes("%23") ? [200, html] : undefined);
  const page = await other.newPage();
  await page.goto(link.replace("#", "%23"));
  await transmis(page);
});

for (const [what, rewrite] of [
  ["rewritten with %23", (link) => link.replace("#", "%23")],
  ["cut over several lines", (link) => link.replace(/(.{70})/g, "$1\n")],
  ["wrapped by a filter", (link) => `https://filtre.exemple/?url=${encodeURIComponent(link)}&data=05`],
  ["between signs, with a full stop", (link) => `Voici : <${link}>.`],
]) {
  test(`a link ${what} is pasted in the page, and opens`, async (t) => {
    const { site, link, other } = await lienFait(t);
    const page = await onglet(other, site.adresse("/jalons/"));
    await page.getByRole("link", { name: /Ouvrir un lien reçu/ }).click();
    await page.getByLabel("Le lien reçu").fill(rewrite(link));
    await page.getByRole("button", { name: "Lire ce lien" }).click();
    await transmis(page);
    await page.getByText("Association Horizons").waitFor();
  });
}
