// Without a network: once a dossier is open, the page, its programs and the dossiers stay on the device; before that,
// nothing is kept.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { servir } from "./lib/serveur.mjs";
import { axe, lancer, ouvrir, prete, rienNeCloche } from "./lib/navigateur.mjs";
import { allerA, dossier, enregistre, ouvrirDossier } from "./lib/parcours.mjs";

// What the service worker says it keeps.
const SW = readFileSync(new URL("../../dist/sw.js", import.meta.url), "utf8");
const liste = (nom) => JSON.parse(SW.match(new RegExp(`${nom}=(\\[[^\\]]*\\])`))[1]);

let browser;
before(async () => { browser = await lancer(); });
after(async () => { await browser?.close(); });

/** The addresses that are kept, from the page's folder. */
function gardees(page) {
  return page.evaluate(async () => {
    const kept = [];
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) kept.push(request.url.replace(document.baseURI.split("#")[0], "") || "./");
    }
    return kept.sort();
  });
}

/** Waits until everything is kept. */
async function toutEstGarde(page) {
  const wanted = [...liste("COEUR"), ...liste("PROGRAMMES")].sort();
  for (let turn = 0; turn < 100; turn += 1) {
    if ((await gardees(page)).length >= wanted.length) break;
    await page.waitForTimeout(100);
  }
  assert.deepEqual(await gardees(page), wanted);
}

/** A dossier is open and everything is kept; then there is neither a network nor a server. */
async function couper() {
  const site = await servir();
  const { page, vu, context } = await ouvrir(browser, site.adresse);
  const base = await ouvrirDossier(page, dossier("c01"));
  await enregistre(page);
  await toutEstGarde(page);
  await page.locator(".barre .garde", { hasText: "Prêt hors ligne" }).waitFor();
  await site.fermer();
  await context.setOffline(true);
  return { page, vu, context, base, site };
}

test("after a dossier was opened once, everything works with neither network nor server", async () => {
  const { page, vu, context, base } = await couper();
  await page.reload();
  await prete(page);
  await page.locator("h1:visible").first().waitFor();
  await allerA(page, `${base}/plan`, "Le plan d’EHPAD Les Tilleuls");
  assert.ok(await page.locator(".acte-plan").count() > 5, "the plan is drawn");
  await axe(page, "plan, hors ligne");
  await allerA(page, `${base}/calendrier`, /Le calendrier d’EHPAD Les Tilleuls/);
  assert.ok(await page.locator("svg.frise a.action").count() > 5, "so is the calendar");
  await allerA(page, `${base}/fichiers`, /Fichiers/);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /Classeur/ }).click()]);
  assert.equal(readFileSync(await download.path()).subarray(0, 2).toString(), "PK", "a workbook is made");
  await allerA(page, `${base}/finess`, /Retrouver la structure/);
  await page.getByLabel("Fichier FINESS").waitFor();
  await allerA(page, `${base}/effectif`, /tableau du personnel/);

  // An answer changes the plan, and is kept.
  await allerA(page, `${base}/question/identite`, /votre structure/);
  await page.getByLabel(/Nom de la structure/).fill("EHPAD du Hors-Ligne");
  await page.getByRole("button", { name: "Continuer" }).click();
  await enregistre(page);
  await allerA(page, `${base}/plan`, /Hors-Ligne/);
  await page.reload();
  await page.getByRole("heading", { level: 1, name: /Hors-Ligne/ }).waitFor();
  rienNeCloche(vu);
  await context.close();
});

test("once everything is kept, the server is asked for nothing: questions, pages, files in and out", async (t) => {
  const site = await servir();
  t.after(() => site.fermer());
  const { page, vu, context } = await ouvrir(browser, site.adresse);
  const base = await ouvrirDossier(page, dossier("c01"));
  await enregistre(page);
  await toutEstGarde(page);
  assert.deepEqual(site.servis.filter(({ status }) => status !== 200), []);
  const loaded = site.servis.length;
  for (const [place, title] of [["question/services", /Quels services/], ["question/sites/nouveau", /Quel est ce site/], ["verifier", /Vérifiez/], ["plan", /plan/i], ["calendrier", /calendrier/i], ["liste", /Liste/], ["fiches", /Fiches/], ["courriers", /Courriers/], ["fichiers", /Fichiers/]]) {
    await allerA(page, `${base}/${place}`, title);
  }
  for (const name of [/Classeur/, /Calendrier|ICS/i]) {
    await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).first().click()]);
  }
  await allerA(page, `${base}/effectif`, /tableau du personnel/);
  await page.getByLabel("Tableau du personnel", { exact: true }).setInputFiles(fileURLToPath(new URL("effectif-sale.xlsx", import.meta.url)));
  await page.getByRole("button", { name: "Lire ce tableau" }).click();
  await page.getByRole("heading", { level: 1, name: "Que contient chaque colonne ?" }).waitFor();
  await allerA(page, `${base}/finess`, /Retrouver la structure/);
  await allerA(page, "#/aide", /Aide/);
  await page.getByRole("link", { name: "Revenir au dossier" }).click();
  await page.waitForURL(/#\/dossier-/);
  assert.deepEqual(site.servis.slice(loaded), []);
  rienNeCloche(vu);
  await context.close();
});

test("a new tab opens too, on the welcome page, with the dossiers of the device", async () => {
  const { context, site, page } = await couper();
  await page.close();
  const other = await context.newPage();
  await other.goto(site.adresse);
  await prete(other);
  await other.getByRole("link", { name: /EHPAD Les Tilleuls/ }).click();
  await other.waitForURL(/#\/dossier-/);
  // The help is drawn by a program.
  await allerA(other, "#/aide", /./);
  await other.getByRole("heading", { level: 1, name: /[Aa]ide|Comprendre/ }).waitFor();
  await context.close();
});

test("who only looks at the welcome page keeps nothing and asks for no program", async () => {
  const site = await servir();
  const { page, vu, context } = await ouvrir(browser, site.adresse);
  await page.waitForTimeout(800);
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0, "no service worker");
  assert.deepEqual(await gardees(page), []);
  const asked = site.servis.map(({ path }) => path);
  assert.deepEqual(asked.filter((path) => /sw\.js|ouvrier|calcul|atelier/.test(path)), []);
  rienNeCloche(vu);
  await context.close();
  await site.fermer();
});

test("each file is kept under the path and the version of the page; what is not of this page is left alone", async () => {
  const site = await servir();
  const { page, context } = await ouvrir(browser, site.adresse);
  const { version, path } = await page.evaluate(() => ({ version: document.documentElement.dataset.version, path: location.pathname }));
  await page.evaluate(async () => { await (await caches.open("autre-page")).put("./autre", new Response("rien")); });
  assert.equal(await page.locator(".barre .garde").innerText(), "", "nothing was asked to be kept yet");
  assert.match(await page.locator(".version").innerText(), new RegExp(`version ${version}. Sera gardé sur cet appareil`));
  await ouvrirDossier(page, dossier("c01"));
  await page.locator(".barre .garde", { hasText: "Prêt hors ligne" }).waitFor();
  assert.deepEqual((await page.evaluate(() => caches.keys())).sort(), [`autre-page`, `jalons ${path} ${version}`]);
  await context.close();
  await site.fermer();
});
