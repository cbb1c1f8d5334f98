// A roster of human resources, with all its dirt: read on the device, its columns confirmed, its professions chosen; the
// dossier gets professions and numbers, never a person. The workbook is `cargo run --example effectif_sale`.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { crc32, inflateRawSync } from "node:zlib";
import { servir } from "./lib/serveur.mjs";
import { axe, capture, lancer, ouvrir, rienNeCloche, rienNeSort, texte, tientEnLargeur } from "./lib/navigateur.mjs";
import { allerA, enregistre, gardes } from "./lib/parcours.mjs";

const SALE = fileURLToPath(new URL("effectif-sale.xlsx", import.meta.url));
const PROTEGE = fileURLToPath(new URL("../effectif/protege.xlsx", import.meta.url));
const ANCIEN = fileURLToPath(new URL("../effectif/ancien.xls", import.meta.url));
// Family names and first names of the workbook, as it writes them (tests/effectif/sale.rs).
const NOMS = /\b(MARTIN|BERNARD|THOMAS|PETIT|ROBERT|RICHARD|DURAND|DUBOIS|MOREAU|LAURENT)\b|\b(Ana|Luc|Inès|Zoé|Noël|Léa|Hugo|Maëlys)-/;
const RPPS = /\b101\d{8}\b|\b101\d{2} \d{6}\b/;

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

const propre = (text) => text.replace(/\s+/g, " ").trim();
const sur = (page, titre) => page.getByRole("heading", { level: 1, name: titre }).waitFor();

/** A new dossier for registering professionals, on the page that reads a roster. */
async function nouveau(page) {
  await page.getByRole("button", { name: "Commencer un dossier" }).click();
  await page.getByLabel(/Enregistrer des professionnels/).check();
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.waitForURL(/question\/identite/);
  const base = page.url().match(/#\/dossier-[^/]+/)[0];
  await allerA(page, `${base}/question/professionnels`, /Quels professionnels/);
  await page.getByRole("link", { name: /Importer un tableau du personnel/ }).click();
  await sur(page, "Importer un tableau du personnel");
  return base;
}

async function lire(page, fichier) {
  await page.getByLabel("Tableau du personnel", { exact: true }).setInputFiles(fichier);
  await page.getByRole("button", { name: "Lire ce tableau" }).click();
}

test("a dirty roster of 500 rows: columns, professions, people, then the answers and the plan, with nobody in them", async () => {
  const { page, vu, context } = await ouvrir(browser, site.adresse);
  const base = await nouveau(page);
  await axe(page, "effectif");
  await capture(page, "effectif");
  await lire(page, SALE);

  // The columns: the sheet that holds people was found, each column has its role.
  await sur(page, "Que contient chaque colonne ?");
  await capture(page, "effectif-colonnes");
  assert.equal(propre(await page.title()), "Que contient chaque colonne ? – Jalons");
  await page.locator("#effectif-ignorees summary").click();
  await axe(page, "colonnes");
  await tientEnLargeur(page, "colonnes");
  assert.match(await texte(page), /effectif-sale\.xlsx, feuille « Liste du personnel »/);
  const roles = () => page.locator("select[name^=colonne-]").evaluateAll((all) => Object.fromEntries(all.map((one) => [one.getAttribute("aria-label").match(/«\s(.+)\s»/)[1], one.selectedOptions[0].textContent])));
  assert.deepEqual(await roles(), {
    NOM: "Nom", Prénom: "Prénom", "Libellé emploi": "Profession ou fonction", "N° RPPS": "Numéro RPPS", Établissement: "Site ou service",
    Matricule: "Ne pas lire", "Date de naissance": "Ne pas lire",
  });
  const profession = page.locator("select[name^=colonne-]").filter({ has: page.locator("option[selected]", { hasText: /^Profession/ }) });
  assert.equal(await profession.count(), 1, "one column gives the profession");
  const nom = await profession.getAttribute("name");
  const choix = await profession.inputValue();
  // Without a profession, the page says what is missing on the way back.
  await profession.selectOption({ label: "Ne pas lire" });
  await page.getByRole("button", { name: "Continuer" }).click();
  await sur(page, "Les professions du tableau");
  await page.getByRole("button", { name: "Revenir aux colonnes" }).click();
  await sur(page, "Que contient chaque colonne ?");
  await page.getByText(/Aucune colonne ne donne la profession/).waitFor();
  await page.locator("#effectif-ignorees").evaluate((one) => { one.open = true; });
  await page.locator(`select[name=${nom}]`).selectOption(choix);
  await page.getByRole("button", { name: "Continuer" }).click();

  // The professions.
  await sur(page, "Les professions du tableau");
  await axe(page, "professions");
  await capture(page, "effectif-professions");
  await tientEnLargeur(page, "professions");
  const dit = await texte(page);
  assert.match(dit, /488 personnes comptées/);
  assert.match(dit, /2 professions ne sont pas reconnues/);
  assert.match(dit, /10 personnes dont la profession n’est pas choisie ne seront pas comptées/);
  assert.doesNotMatch(dit, NOMS, "no name before it is asked for");
  await page.getByLabel("Profession de « Référente bientraitance »").selectOption({ label: "Éducateur spécialisé ou éducatrice spécialisée" });
  await page.getByLabel("Profession de « Profession non écrite »").selectOption({ label: "Ne pas compter ces personnes" });
  await page.getByRole("button", { name: "Mettre à jour" }).click();
  await page.getByText(/ne sont pas reconnues/).waitFor({ state: "detached" });
  const regle = await texte(page);
  assert.match(regle, /Vérifiez les professions ci-dessous/);
  assert.match(regle, /Choisie par vous/);
  assert.doesNotMatch(regle, /ne seront pas comptées/);
  const ecrites = Number(regle.match(/(\d+) lignes de « Professionnels »/)[1]);
  const comptees = Number(regle.match(/(\d+) personnes deviennent/)[1]);

  // Each person: by line, then by initials; a hundred at a time.
  const personnes = page.locator("#effectif-personnes");
  await page.getByRole("button", { name: "Voir chaque personne" }).click();
  await personnes.getByText(/Personnes 1 à 100 sur/).waitFor();
  assert.equal(await personnes.locator("tbody tr").count(), 100);
  assert.match(await personnes.locator("tbody th").first().innerText(), /^Ligne\s\d+/);
  assert.doesNotMatch(propre(await page.locator("body").innerText()), NOMS, "names are hidden");
  assert.doesNotMatch(await page.content(), NOMS, "not even in what is folded");
  assert.doesNotMatch(await personnes.innerHTML(), RPPS, "so are numbers");
  await axe(page, "personnes");
  await tientEnLargeur(page, "personnes");
  const voies = propre(await personnes.innerText());
  assert.match(voies, /Par son ordre : l’Ordre des médecins/);
  await page.getByLabel("Les initiales").check();
  await page.getByRole("button", { name: "Voir chaque personne" }).click();
  await personnes.locator("tbody th", { hasText: /^\p{Lu}\.\s?\p{Lu}\./u }).first().waitFor();
  assert.doesNotMatch(propre(await page.locator("body").innerText()), NOMS, "initials are no names");
  await personnes.getByRole("button", { name: "Les suivantes" }).click();
  await personnes.getByText(/Personnes 101 à 200 sur/).waitFor();
  await personnes.locator("tbody th", { hasText: /^\p{Lu}\.\s?\p{Lu}\./u }).first().waitFor();
  await personnes.getByRole("button", { name: "Les précédentes" }).click();
  await personnes.getByText(/Personnes 1 à 100 sur/).waitFor();
  await page.getByLabel("Les noms entiers").check();
  await page.getByRole("button", { name: "Voir chaque personne" }).click();
  await personnes.locator("tbody th", { hasText: NOMS }).first().waitFor();
  await capture(page, "effectif-personnes");

  // The answers.
  await page.getByRole("button", { name: "Remplir mes réponses" }).click();
  await page.getByText(new RegExp(`${comptees} personnes reprises du tableau, en ${ecrites} lignes`)).waitFor();
  await allerA(page, `${base}/question/professionnels`, /Quels professionnels/);
  assert.equal(await page.locator("ul.lignes > li").count(), ecrites);
  await axe(page, "professionnels, remplis");
  await enregistre(page);

  // The plan: each route.
  await allerA(page, `${base}/plan`, /plan/i);
  const titres = (await page.locator(".acte-plan h3").allInnerTexts()).map(propre);
  assert.ok(titres.some((titre) => /RPPS\+ : .*Aide-soignant.* × \d+/.test(titre)), titres.join(" | "));
  assert.ok(!titres.some((titre) => /RPPS\+ : .*(Infirmier|Psychologue)/.test(titre)), "not of those whom an ordre or the ARS registers");
  // An ordre and the ARS register those who have no number: the file does not say whether they are registered.
  const ouverts = propre(await page.locator("section.ouvert").innerText());
  for (const qui of [/Infirmier ou infirmière × \d+, Enregistrement : je ne sais pas/, /Psychologue × \d+, Enregistrement : je ne sais pas/]) {
    assert.match(ouverts, qui);
    const nom = ouverts.match(qui)[0].split(", ")[0];
    await page.locator("section.ouvert > ul > li").filter({ has: page.locator("b", { hasText: nom }) }).getByRole("link").first().click();
    await page.getByLabel("À enregistrer").check();
    await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
    await enregistre(page);
    await allerA(page, `${base}/plan`, /plan/i);
  }
  await page.locator(".acte-plan").filter({ hasText: /Infirmier/ }).filter({ hasText: /ONI|Ordre des infirmiers/ }).first().waitFor();
  await page.locator(".acte-plan").filter({ hasText: /Psychologue/ }).filter({ hasText: /ARS/ }).first().waitFor();
  await enregistre(page);

  // What is kept: professions and numbers.
  const kept = await gardes(page);
  assert.equal(Object.keys(kept).length, 1);
  const gardee = String(Object.values(kept)[0]);
  assert.match(gardee, /"pro-profil":\s*"aide-soignant"/);
  assert.doesNotMatch(gardee, NOMS);
  assert.doesNotMatch(gardee, /101\d{8}|101\d{2} \d{6}|Tilleuls/);
  const rangees = await page.evaluate(async () => {
    const found = [];
    for (const { name } of await indexedDB.databases()) {
      const base = await new Promise((done) => { const opening = indexedDB.open(name); opening.onsuccess = () => done(opening.result); });
      for (const store of base.objectStoreNames) {
        const values = await new Promise((done) => { const all = base.transaction(store).objectStore(store).getAll(); all.onsuccess = () => done(all.result); });
        found.push(...values.map((value) => (typeof value === "string" ? value : new TextDecoder().decode(value))));
      }
      base.close();
    }
    return found.join("\n");
  });
  assert.ok(rangees.includes("pro-profil"));
  assert.doesNotMatch(rangees, NOMS, "nowhere on this device");
  assert.doesNotMatch(rangees, /101\d{8}|101\d{2} \d{6}/);

  // The same headings again: what was said of them is remembered; kept rows may stay beside the new ones.
  await allerA(page, `${base}/effectif`, "Importer un tableau du personnel");
  await lire(page, SALE);
  await page.getByText(/Vous avez déjà lu un tableau avec ces titres/).waitFor();
  await axe(page, "colonnes retenues");
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByLabel(new RegExp(`Garder aussi les ${ecrites} lignes déjà saisies`)).waitFor();
  await page.getByRole("button", { name: "Choisir un autre tableau" }).click();
  await sur(page, "Importer un tableau du personnel");
  rienNeSort(vu, site.adresse);
  rienNeCloche(vu);
  await context.close();
});

test("files that are no rosters are refused in a sentence, then a right one is read", async () => {
  const { page, vu, context } = await ouvrir(browser, site.adresse);
  await nouveau(page);
  const alerte = page.locator("#app main [role=alert] .avertissement");
  const refus = async (quoi, attendu) => {
    await alerte.filter({ hasText: attendu }).waitFor();
    const said = propre(await alerte.innerText());
    assert.ok(said.length > 30 && said.endsWith("."), `${quoi} : ${said}`);
  };
  await page.getByRole("button", { name: "Lire ce tableau" }).click();
  await refus("aucun", /Choisissez d’abord un tableau/);
  const write = (name, bytes) => {
    const file = join(tmpdir(), `jalons-${process.pid}-${name}`);
    writeFileSync(file, bytes);
    return file;
  };
  for (const [file, attendu] of [
    [write("vide.xlsx", Buffer.alloc(0)), /vide/],
    [write("renomme.xlsx", Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj")), /PDF/],
    [write("coupe.xlsx", readFileSync(SALE).subarray(0, 9000)), /abîmé|incomplet|coupé/],
    [PROTEGE, /mot de passe/],
    [ANCIEN, /XLS/],
    [write("page.xls", "<html><table><tr><td>Nom</td></tr></table></html>"), /page web/],
    [write("entetes.csv", "Nom;Profession\n"), /ligne/],
  ]) {
    await lire(page, file);
    await refus(file, attendu);
  }
  await axe(page, "effectif, refus");
  await lire(page, SALE);
  await sur(page, "Que contient chaque colonne ?");
  assert.equal(await alerte.count(), 0, "the refusal is gone");
  rienNeCloche(vu);
  await context.close();
});

/** A ZIP archive with one of its files changed, everything uncompressed. */
function changer(zip, nom, change) {
  const [parts, directory] = [[], []];
  let place = 0;
  const end = zip.lastIndexOf("PK\x05\x06");
  let at = zip.readUInt32LE(end + 16);
  const count = zip.readUInt16LE(end + 10);
  for (let rank = 0; rank < count; rank += 1) {
    const [size, name, extra, comment, local] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)];
    const path = zip.subarray(at + 46, at + 46 + name);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + size);
    let bytes = zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed;
    if (path.toString() === nom) bytes = Buffer.from(change(bytes.toString()));
    const head = Buffer.alloc(30);
    head.write("PK\x03\x04", "latin1");
    head.writeUInt16LE(20, 4);
    head.writeUInt32LE(crc32(bytes), 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt32LE(bytes.length, 22);
    head.writeUInt16LE(name, 26);
    const entry = Buffer.alloc(46);
    entry.write("PK\x01\x02", "latin1");
    entry.writeUInt16LE(20, 4);
    head.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(place, 42);
    parts.push(head, path, bytes);
    directory.push(entry, path);
    place += 30 + name + bytes.length;
    at += 46 + name + extra + comment;
  }
  const list = Buffer.concat(directory);
  const tail = Buffer.alloc(22);
  tail.write("PK\x05\x06", "latin1");
  tail.writeUInt16LE(count, 8);
  tail.writeUInt16LE(count, 10);
  tail.writeUInt32LE(list.length, 12);
  tail.writeUInt32LE(place, 16);
  return Buffer.concat([...parts, list, tail]);
}

test("the model, once filled in, reads back without a question", async () => {
  const { page, vu, context } = await ouvrir(browser, site.adresse);
  await nouveau(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Télécharger un modèle à remplir (XLSX)" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "jalons-modele-effectif.xlsx");
  const modele = readFileSync(await download.path());
  const write = (name, bytes) => {
    const file = join(tmpdir(), `jalons-${process.pid}-${name}`);
    writeFileSync(file, bytes);
    return file;
  };
  await lire(page, write("modele-vide.xlsx", modele));
  await page.getByText(/ne contient aucune ligne sous ses en-têtes/).waitFor();
  const cell = (place, text) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const rows = `<row r="2">${cell("A2", "MARTIN")}${cell("B2", "Ana")}${cell("C2", "Infirmier ou infirmière")}${cell("F2", "3")}</row><row r="3">${cell("C3", "Aide-soignant ou aide-soignante")}${cell("F3", "12")}</row>`;
  await lire(page, write("modele-rempli.xlsx", changer(modele, "xl/worksheets/sheet1.xml", (xml) => xml.replace("</sheetData>", `${rows}</sheetData>`))));
  await sur(page, "Que contient chaque colonne ?");
  assert.equal(await page.locator("#effectif-ignorees").count(), 0, "each column of the model is understood");
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByText("Toutes les professions sont reconnues.").waitFor();
  assert.match(await texte(page), /15 personnes deviennent 2 lignes/);
  rienNeCloche(vu);
  await context.close();
});
