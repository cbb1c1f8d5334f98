// html-validate: the page and those beside it as they are published, the documents that the page makes, and each page as it
// stands once the program has drawn it.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { lancer, ouvrir } from "../e2e/lib/navigateur.mjs";
import { PAGES, allerA, dossier, ouvrirDossier, pageDe } from "../e2e/lib/parcours.mjs";
import { servir } from "../e2e/lib/serveur.mjs";
import { publiee } from "../hotes/lib/versions.mjs";

const EXPORTS = fileURLToPath(new URL("../exports/", import.meta.url));
const LIEUX = ["#/", "#/aide", "#/a-propos", "#/questionnaire-vierge", "#/lien/", "#/introuvable", "question/identite", "question/sites", "question/contrat", "question/calendrier", "essentiel", ...Object.keys(PAGES)];

// How it is written is a matter of taste, and of Trunk and browsers; what it means is not.
const ECRITURE = { "doctype-style": ["error", { style: "lowercase" }], "void-style": "off", "attribute-boolean-style": "off", "attribute-empty-style": "off" };
// One of the mains of index.html is shown at a time, with its title: names for those that are hidden would be read for nothing.
// Digests of files of the page's own folder are not wanted (Trunk.toml).
const PAGE = { ...ECRITURE, "unique-landmark": "off", "heading-level": ["error", { allowMultipleH1: true }], "require-sri": "off" };

// Roles that repeat those of a table keep it one where it is laid out as blocks (style/components.css); a region is a box that
// scrolls. The title of a tab holds the name of the structure, however long; no search engine reads it. A button of a form sends
// it, unless it says otherwise; several may say, under one name, what is asked for: it takes those that don't write their type
// for fields. A list is put in order as soon as its order is chosen: there is nothing to send.
const DESSIN = {
  ...PAGE, "no-redundant-role": "off", "prefer-native-element": "off", "long-title": "off", "no-implicit-button-type": "off",
  "form-dup-name": "off", "wcag/h32": "off",
};

// The texts of licences stand there as their authors typed them.
const LICENCES = { ...ECRITURE, "no-trailing-whitespace": "off" };

/** Each fault that it finds in a text, on a line. */
async function fautes(text, rules) {
  const presets = ["html-validate:recommended", "html-validate:document", "html-validate:a11y", "html-validate:standard"];
  const judge = new HtmlValidate(new StaticConfigLoader({ root: true, extends: presets, rules }));
  const { results } = await judge.validateString(text);
  const lines = text.split("\n");
  return results.flatMap(({ messages }) => messages)
    .map(({ line, column, ruleId, message }) => `${ruleId}: ${message} ${lines[line - 1].slice(Math.max(0, column - 60), column + 100)}`);
}

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

test("the page and those beside it, as they are published", async () => {
  const found = {};
  for (const [name, rules] of [["index.html", PAGE], ["404.html", PAGE], ["sans-javascript.html", ECRITURE], ["LICENCES.html", LICENCES]]) {
    const faults = await fautes(readFileSync(join(publiee().dossier, name), "utf8"), rules);
    if (faults.length > 0) found[name] = faults;
  }
  assert.deepEqual(found, {});
});

const UN_FICHIER = join(publiee().dossier, "jalons.html");
test("the page in one file", { skip: !existsSync(UN_FICHIER) && "cargo xtask build --un-fichier makes it" }, async () => {
  // What it holds of other files is no markup.
  const text = readFileSync(UN_FICHIER, "utf8").replace(/(<script [^>]*data-fichier=[^>]*>)[^<]*/g, "$1");
  // Its text for when there is no JavaScript is a main of its own, in a noscript: one of the two is read.
  assert.deepEqual(await fautes(text, { ...PAGE, "no-multiple-main": "off" }), []);
});

test("each document of tests/exports", async () => {
  const names = readdirSync(EXPORTS).filter((name) => name.endsWith(".html"));
  assert.ok(names.length >= 3);
  for (const name of names) assert.deepEqual(await fautes(readFileSync(join(EXPORTS, name), "utf8"), ECRITURE), [], name);
});

for (const nom of ["c01", "c02", "c06", "c38"]) {
  test(`each document of the complete file of ${nom}`, async (t) => {
    const { page, context } = await ouvrir(browser, site.adresse);
    t.after(() => context.close());
    const folder = mkdtempSync(join(tmpdir(), "jalons-complet-"));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    await pageDe(page, await ouvrirDossier(page, dossier(nom)), "fichiers");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /Dossier complet/ }).click()]);
    execFileSync("python3", ["-m", "zipfile", "-e", await download.path(), folder]);
    const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html"));
    assert.ok(names.length > 0);
    for (const name of names) assert.deepEqual(await fautes(readFileSync(join(folder, name), "utf8"), ECRITURE), [], name);
  });
}

/** Each fault of the page that is shown. */
const duDessin = async (page) => fautes(await page.evaluate(() => `<!doctype html>\n${document.documentElement.outerHTML}`), DESSIN);

test("each page of a dossier, as the program draws it", async () => {
  const { page } = await ouvrir(browser, site.adresse);
  const base = await ouvrirDossier(page, dossier("c01"));
  const found = {};
  for (const lieu of LIEUX) {
    await pageDe(page, base, lieu);
    const faults = await duDessin(page);
    if (faults.length > 0) found[lieu] = faults;
  }
  assert.deepEqual(found, {});
});

test("each page of all dossiers, and « Et si », as the program draws them", async () => {
  const { page } = await ouvrir(browser, site.adresse);
  const found = {};
  const juger = async (lieu) => {
    const faults = await duDessin(page);
    if (faults.length > 0) found[lieu] = faults;
  };
  const files = ["c01", "c02"].map((nom) => ({ name: `${nom}.json`, mimeType: "application/json", buffer: Buffer.from(JSON.stringify({ ...dossier(nom), id: `dossier-${nom.padStart(16, "0")}` })) }));
  await allerA(page, "#/importer", "Importer des dossiers");
  await juger("importer");
  await page.getByLabel("Archive ou fichiers").setInputFiles(files);
  await page.getByRole("button", { name: "Lire et comparer" }).click();
  await page.getByRole("heading", { level: 1, name: "Dossiers à importer" }).waitFor();
  await juger("importer, à choisir");
  await page.getByRole("button", { name: "Importer", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Import terminé" }).waitFor();
  await juger("importer, terminé");
  await allerA(page, "#/dossiers", "Vos dossiers");
  const lines = page.locator("ul.portefeuille > li");
  await lines.nth(1).waitFor();
  for (const rank of [0, 1]) await lines.nth(rank).getByRole("checkbox").check();
  await page.getByLabel(/Réunir les dossiers cochés/).fill("Tournée d’avril");
  await page.getByRole("button", { name: "Réunir", exact: true }).click();
  await page.locator("#portefeuille-fait").filter({ hasText: /2 dossiers sont dans le groupe/ }).waitFor();
  await juger("dossiers");
  await page.getByRole("link", { name: "Tournée d’avril" }).first().click();
  await page.getByRole("heading", { level: 1, name: /Groupe\s: Tournée d’avril/ }).waitFor();
  await page.getByRole("heading", { level: 2, name: "Ensemble" }).waitFor();
  await juger("groupe");
  await allerA(page, "#/cette-semaine", "Cette semaine");
  await juger("cette-semaine");
  // Its president holds the card: another answer changes who does.
  await allerA(page, "#/", /^Ce que votre structure/);
  const base = await ouvrirDossier(page, dossier("c02", { denomination: "Les Tilleuls", "date-dossier-complet": "2099-03-02" }));
  await allerA(page, `${base}/comparer`, "Comparer deux plans");
  await juger("comparer");
  await allerA(page, `${base}/comparer?question=option-president&reponse=option-b`, /^Et si/);
  await juger("et si");
  assert.deepEqual(found, {});
});

test("it is able to find a fault here", async () => {
  const found = await fautes("<!doctype html><html lang=fr><head><title>Faute</title></head><body><a download=\"a\">Un</a><p id=\"a\"></p><p id=\"a\"></p></body></html>", ECRITURE);
  assert.match(found.join(), /no-dup-id/);
});
