// All dossiers: ten of them come in, are found, ordered, gathered, put away, copied, deleted and brought back; an archive
// goes to another profile, both change, it comes back and both are put together; half of the time without a network.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { servir } from "./lib/serveur.mjs";
import { axe, capture, imprimer, lancer, ouvrir, prete, rienNeCloche, rienNeSort, texte, tientEnLargeur } from "./lib/navigateur.mjs";
import { Clavier, allerA, dossier, enregistre, gardes, ouvrirDossier, Parcours } from "./lib/parcours.mjs";

const ECHANTILLON = fileURLToPath(new URL("../imports/finess-structures-echantillon.json.gz", import.meta.url));
const CAS = ["c01", "c02", "c03", "c05-a", "c07", "c10", "c13", "c16", "c19", "c20-a"];

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

const titre = (page, nom) => page.getByRole("heading", { level: 1, name: nom }).waitFor({ timeout: 8000 });
const lignes = (page) => page.locator("ul.portefeuille > li:not([hidden])");
const ligne = (page, nom) => page.locator("ul.portefeuille > li").filter({ hasText: nom });
const dit = (page, texte) => page.locator("#portefeuille-fait").filter({ hasText: texte }).waitFor();
const id = (rang) => `dossier-${String(rang).padStart(16, "0")}`;

/** Ten dossiers, each with a name of its own. */
const dix = () => CAS.map((cas, rang) => {
  const value = dossier(cas, { denomination: `Structure ${String.fromCharCode(65 + rang)} – Érables` });
  return { ...value, id: id(rang), "enregistre-le": `2026-11-${String(10 + rang)}T08:00:00.000Z` };
});

const fichiers = (dossiers) => dossiers.map((one, rang) => ({ name: `d${rang}.json`, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(one)) }));

/** Takes files in by « Importer des dossiers », with what is proposed. */
async function importer(page, files) {
  await allerA(page, "#/importer", "Importer des dossiers");
  await page.getByLabel("Archive ou fichiers").setInputFiles(files);
  await page.getByRole("button", { name: "Lire et comparer" }).click();
  await titre(page, "Dossiers à importer");
}

/** The list, once it has nothing more to say. */
async function liste(page) {
  await allerA(page, "#/dossiers", "Vos dossiers");
  await page.waitForFunction(() => document.querySelectorAll("ul.portefeuille > li").length > 0 && !document.body.textContent.includes("Lecture en cours"));
  await page.waitForTimeout(400);
  await page.locator(".barre").getByText(/^Prêt\shors\sligne/).waitFor();
}

/** The bytes of the file that `geste` downloads, and its name. */
async function octets(page, geste) {
  const [download] = await Promise.all([page.waitForEvent("download"), geste()]);
  return { octets: readFileSync(await download.path()), nom: download.suggestedFilename() };
}

/** A profile with the ten dossiers, on the list. */
async function avecDix(options = {}) {
  const opened = await ouvrir(browser, site.adresse, options);
  await importer(opened.page, fichiers(dix()));
  await opened.page.getByRole("button", { name: "Importer", exact: true }).click();
  await titre(opened.page, "Import terminé");
  await liste(opened.page);
  return opened;
}

test("ten dossiers come in together, offline they are found, ordered, gathered, put away, copied, deleted and brought back", async () => {
  const { page, vu, context } = await ouvrir(browser, site.adresse);
  await importer(page, [...fichiers(dix()), { name: "photo.png", mimeType: "image/png", buffer: Buffer.from([0xff, 0xd8]) }]);
  await axe(page, "import, à choisir");
  assert.match(await texte(page), /Nouveaux \(10\)[\s\S]*/);
  assert.match(await texte(page), /photo\.png/);
  assert.deepEqual(await gardes(page), {}, "nothing is written before it is chosen");
  await page.getByRole("button", { name: "Importer", exact: true }).click();
  await titre(page, "Import terminé");
  assert.equal(Object.keys(await gardes(page)).length, 10);

  // The welcome page shows the last three, and leads to all.
  await allerA(page, "#/", /Ce que votre structure/);
  await page.getByRole("link", { name: "Vos 10 dossiers" }).waitFor();
  assert.equal(await page.locator("main ul.lignes > li").count(), 3);
  assert.match(await page.locator("main ul.lignes > li").first().innerText(), /Structure J/);
  await axe(page, "accueil, dix dossiers");
  await page.getByRole("link", { name: "Vos 10 dossiers" }).click();
  await titre(page, "Vos dossiers");
  await liste(page);
  await context.setOffline(true);
  await axe(page, "portefeuille");
  await tientEnLargeur(page, "portefeuille");
  assert.equal(await lignes(page).count(), 10);
  assert.match(await lignes(page).first().innerText(), /Structure J[\s\S]*action/);

  // Found by words in any order without accents, and by FINESS.
  const search = page.getByLabel("Chercher");
  await search.fill("erables c");
  await page.waitForFunction(() => document.querySelectorAll("ul.portefeuille > li:not([hidden])").length === 1);
  assert.match(await lignes(page).innerText(), /Structure C/);
  await search.fill("");
  assert.equal(await lignes(page).count(), 10);

  // In order.
  await page.getByLabel("Ranger par").selectOption("nom");
  await page.waitForFunction(() => /Structure A/.test(document.querySelector("ul.portefeuille > li")?.textContent ?? ""));
  assert.equal(await page.getByLabel("Ranger par").inputValue(), "nom");

  // Gathered: three of them under a name, whose page shows them alone.
  for (const nom of ["Structure A", "Structure B", "Structure C"]) await ligne(page, nom).getByRole("checkbox").check();
  await page.getByLabel(/Réunir les dossiers cochés/).fill("Tournée d’avril");
  await page.getByRole("button", { name: "Réunir", exact: true }).click();
  await dit(page, /3 dossiers sont dans le groupe/);
  await page.getByRole("link", { name: "Tournée d’avril" }).click();
  await titre(page, /Groupe\s: Tournée d’avril/);
  await page.waitForFunction(() => document.querySelectorAll("ul.portefeuille > li").length === 3);
  await axe(page, "groupe");
  rienNeSort(vu, site.adresse);
  await context.setOffline(false);
  await page.reload();
  await titre(page, /Groupe\s: Tournée d’avril/);
  await liste(page);
  const reloaded = vu.requetes.length;
  await context.setOffline(true);

  // Put away, and taken back.
  await ligne(page, "Structure D").getByRole("button", { name: /^Archiver/ }).click();
  await dit(page, /est archivé/);
  assert.equal(await lignes(page).count(), 9);
  await page.getByLabel("Montrer").selectOption("archive");
  assert.equal(await lignes(page).count(), 1);
  await lignes(page).getByRole("button", { name: /^Désarchiver/ }).click();
  await dit(page, /repris parmi les autres/);
  await page.getByLabel("Montrer").selectOption("en-cours");
  assert.equal(await lignes(page).count(), 10);

  // A copy is another dossier.
  await ligne(page, "Structure E").getByRole("button", { name: /^Dupliquer/ }).click();
  await dit(page, /nouveau dossier/);
  await ligne(page, "Structure E – Érables (copie)").waitFor();
  const names = Object.values(await gardes(page)).map((text) => JSON.parse(text).reponses.denomination);
  assert.equal(names.filter((name) => name === "Structure E – Érables").length, 2, "its letters are the structure’s");
  const ids = Object.keys(await gardes(page));
  assert.equal(new Set(ids).size, 11);
  assert.deepEqual(Object.values(await gardes(page)).map((text) => JSON.parse(text).id).sort(), ids.sort());

  // Deleted, and brought back.
  await ligne(page, "(copie)").getByRole("button", { name: /^Supprimer/ }).click();
  await dit(page, /est supprimé/);
  assert.equal(await lignes(page).count(), 10);
  await axe(page, "suppression à annuler");
  await page.getByRole("button", { name: "Annuler" }).click();
  await dit(page, /Suppression annulée/);
  assert.equal(await lignes(page).count(), 11);
  assert.equal(await page.getByRole("button", { name: "Annuler" }).count(), 0);

  // All of them, with the number said.
  await page.getByText("Supprimer tous les dossiers").click();
  await page.getByText(/Les 11 dossiers de cette liste.*à une autre adresse garde les siens/).waitFor();
  await page.getByRole("button", { name: "Supprimer les 11 dossiers" }).click();
  await page.getByText("Les 11 dossiers sont supprimés.").waitFor();
  assert.deepEqual(await gardes(page), {});
  await page.getByRole("button", { name: "Annuler" }).click();
  await dit(page, /les 11 dossiers sont revenus/);
  assert.equal(Object.keys(await gardes(page)).length, 11);
  await page.getByRole("link", { name: "Tournée d’avril" }).waitFor();
  await context.setOffline(false);
  rienNeCloche(vu);
  rienNeSort(vu, site.adresse, reloaded);
  await context.close();
});

test("what was deleted can be brought back after the page was left", async () => {
  const { page, context } = await avecDix();
  await ligne(page, "Structure E").getByRole("button", { name: /^Supprimer/ }).click();
  await dit(page, /est supprimé/);
  await page.getByRole("link", { name: "Aide", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: /Aide/ }).waitFor();
  await liste(page);
  assert.equal(await lignes(page).count(), 9);
  await page.getByRole("button", { name: "Annuler" }).click();
  await dit(page, /Suppression annulée/);
  assert.equal(await lignes(page).count(), 10);
  // Once it is undone, nothing more is said of it.
  await page.getByRole("link", { name: "Aide", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: /Aide/ }).waitFor();
  await liste(page);
  assert.equal(await page.locator("#portefeuille-fait").innerText(), "");
  await context.close();
});

test("an archive goes to another profile, both change, it comes back: both are put together, and nothing is written in silence", async () => {
  const here = await avecDix();
  const there = await ouvrir(browser, site.adresse);
  const first = await octets(here.page, () => here.page.getByRole("button", { name: "Télécharger une archive (ZIP)" }).click());
  assert.match(first.nom, /dossiers\.zip$/);
  const archive = (buffer) => [{ name: "dossiers.zip", mimeType: "application/zip", buffer }];

  await importer(there.page, archive(first.octets));
  await there.page.getByRole("button", { name: "Importer", exact: true }).click();
  await titre(there.page, "Import terminé");
  assert.equal(Object.keys(await gardes(there.page)).length, 10);
  // Each program was asked for once; from now on, no network.
  await liste(there.page);
  await there.context.setOffline(true);
  await here.context.setOffline(true);

  // Both change the first one; there, another one too.
  const write = async ({ page }, rang, field, text) => {
    await page.evaluate((hash) => { location.hash = hash; }, `#/${id(rang)}/question/identite`);
    await page.getByLabel(field).first().waitFor();
    await new Parcours(page, { verifier: false }).remplir(field, text);
    await enregistre(page);
  };
  await write(here, 0, /Nom de la structure/, "Renommée ici");
  await write(there, 0, /Numéro FINESS de l’entité/, "010783009");
  await write(there, 1, /Nom de la structure/, "Renommée là-bas");
  await liste(there.page);
  const back = await octets(there.page, () => there.page.getByRole("button", { name: "Télécharger une archive (ZIP)" }).click());

  await importer(here.page, archive(back.octets));
  const said = await texte(here.page);
  assert.match(said, /Changés des deux côtés \(1\)/);
  assert.match(said, /Plus récents que sur cet appareil \(1\)/);
  assert.match(said, /Identiques, déjà sur cet appareil \(8\)/);
  await axe(here.page, "import, changés des deux côtés");
  await capture(here.page, "portefeuille-import");
  // It must be chosen.
  await here.page.getByRole("button", { name: "Importer", exact: true }).click();
  await here.page.locator("main [role=alert]").getByText(/dites lequel garder/).waitFor();
  await here.page.getByRole("radio", { name: /Réunir les deux/ }).check();
  await here.page.getByRole("button", { name: "Importer", exact: true }).click();
  await titre(here.page, "Import terminé");
  const kept = await gardes(here.page);
  const of = (rang) => JSON.parse(kept[id(rang)]).reponses;
  assert.deepEqual([of(0).denomination, of(0)["finess-ej"], of(1).denomination], ["Renommée ici", "010783009", "Renommée là-bas"]);
  assert.equal(Object.keys(kept).length, 10);

  await liste(here.page);
  // The same archive again: nothing more to take but what it does not know.
  await importer(here.page, archive(back.octets));
  assert.match(await texte(here.page), /Plus anciens que sur cet appareil \(1\)[\s\S]*Identiques, déjà sur cet appareil \(9\)/);
  rienNeCloche(here.vu);
  rienNeCloche(there.vu);
  await here.context.close();
  await there.context.close();
});

test("« Cette semaine »: every dossier with its structure; one calendar, one workbook, one list on paper", async () => {
  const { page, vu, context } = await avecDix();
  await page.getByRole("link", { name: "Cette semaine" }).click();
  await titre(page, "Cette semaine");
  await page.getByRole("heading", { level: 2, name: /Possible dès maintenant/ }).waitFor();
  await page.waitForTimeout(400);
  await axe(page, "cette semaine");
  await tientEnLargeur(page, "cette semaine");
  await capture(page, "semaine-1280");
  const calendar = await octets(page, () => page.getByRole("button", { name: /calendrier pour tous/ }).click());
  assert.match(calendar.nom, /\.ics$/);
  const text = calendar.octets.toString().replaceAll("\r\n ", "").replaceAll("\u00a0", " ");
  for (const letter of "ABCDEFGHIJ") assert.ok(text.includes(`SUMMARY:Structure ${letter} – Érables : `), letter);
  const uids = [...text.matchAll(/^UID:(.*)$/gm)].map(([, uid]) => uid);
  assert.equal(new Set(uids).size, uids.length);
  const book = await octets(page, () => page.getByRole("button", { name: /classeur pour tous/ }).click());
  assert.match(book.nom, /\.xlsx$/);
  assert.equal(book.octets.subarray(0, 2).toString(), "PK");
  const names = new Set(await page.locator(".semaine td:nth-child(2)").allTextContents());
  assert.ok(names.size > 5, [...names].join());
  // What is for later is folded on the screen, whole on paper.
  const later = page.locator("#plus-tard td:nth-child(3)");
  assert.ok(await later.count() > 5);
  assert.equal(await later.first().isVisible(), false);
  const paper = (await imprimer(page, "semaine")).replace(/\s+/g, " ");
  for (const name of names) assert.ok(paper.includes(name.replace(/\s+/g, " ").trim()), name);
  const words = (await later.last().textContent()).split(/\s+/).slice(0, 2).join(" ");
  assert.ok(paper.slice(paper.indexOf("Plus tard")).includes(words), words);
  await page.getByText("Voir ces actions").click();
  assert.equal(await later.first().isVisible(), true);
  await page.setViewportSize({ width: 360, height: 800 });
  await tientEnLargeur(page, "cette semaine, 360");
  await capture(page, "semaine-360");
  rienNeCloche(vu);
  await context.close();
});

/** Two structures of a group, whose certificates the same third party looks after. */
const duGroupe = () => ["A", "B"].map((letter, rang) => ({
  ...dossier("c05-a", {
    denomination: `Foyer ${letter}`, at: "detail",
    personnes: [{ id: "personne-1", "personne-nom": "Karim Le Goff", "personne-carte": "aucune" }],
    "administrateurs-techniques": [{ id: "at-1", "at-personne": "personne-1", "at-lien": "tiers", "at-statut": "a-declarer" }],
  }),
  id: id(rang), "enregistre-le": "2026-11-10T08:00:00.000Z",
}));

/** The dossiers, in a group of that name. */
async function enGroupe(dossiers, nom) {
  const opened = await ouvrir(browser, site.adresse);
  await importer(opened.page, fichiers(dossiers));
  await opened.page.getByRole("button", { name: "Importer", exact: true }).click();
  await titre(opened.page, "Import terminé");
  await liste(opened.page);
  for (const box of await lignes(opened.page).getByRole("checkbox").all()) await box.check();
  await opened.page.getByLabel(/Réunir les dossiers cochés/).fill(nom);
  await opened.page.getByRole("button", { name: "Réunir", exact: true }).click();
  await dit(opened.page, /sont dans le groupe/);
  return opened;
}

/** The figures of the page of a group, by their names. */
const figures = (page) => page.locator("#ensemble .figures li").evaluateAll((all) => Object.fromEntries(all.map((one) => [one.lastElementChild.textContent.split(" ").at(-1), one.firstElementChild.textContent])));

test("a group: its totals, its notices; a card that counts once is marked in the other dossier, and that can be undone", async () => {
  const { page, vu, context } = await enGroupe(duGroupe(), "Association");
  await page.getByRole("link", { name: "Association", exact: true }).click();
  await titre(page, /Groupe.: Association/);
  await page.getByRole("heading", { level: 2, name: "Ensemble" }).waitFor();
  assert.equal((await figures(page)).CPA, "2");
  await page.getByText("Pourquoi").first().click();
  await axe(page, "groupe");
  await capture(page, "groupe-1280");
  await page.setViewportSize({ width: 360, height: 800 });
  await tientEnLargeur(page, "groupe, 360");
  await capture(page, "groupe-360");
  const before = await gardes(page);
  await page.getByRole("button", { name: /^Noter sa carte déjà commandée dans/ }).click();
  await dit(page, /Carte notée déjà commandée dans/);
  await page.waitForFunction(() => [...document.querySelectorAll("#ensemble .figures li")].some((one) => one.textContent === "1carte CPA"));
  const cards = Object.values(await gardes(page)).map((text) => JSON.parse(text).reponses.personnes[0]["personne-carte"]);
  assert.deepEqual(cards.sort(), ["aucune", "demandee"]);
  assert.equal(await page.getByRole("button", { name: /^Noter sa carte/ }).count(), 0);
  await page.getByRole("button", { name: "Annuler" }).click();
  await dit(page, /tout est comme avant/);
  assert.deepEqual(await gardes(page), before);
  await page.getByRole("button", { name: /^Noter sa carte/ }).waitFor();
  rienNeCloche(vu);
  await context.close();
});

test("« mêmes logiciels que… »: rows of a dossier of the same group are copied, said, and undone", async () => {
  const [first] = duGroupe();
  const second = { ...dossier("c05-b", { denomination: "Foyer neuf", at: undefined, logiciels: [], mandataires: [] }), id: id(1), "enregistre-le": "2026-11-11T08:00:00.000Z" };
  const { page, vu, context } = await enGroupe([first, second], "Association");
  await allerA(page, `#/${id(1)}/question/logiciels`, /Quels logiciels/);
  await page.getByText("Mêmes logiciels que dans un autre dossier").click();
  const offer = page.getByRole("button", { name: /Reprendre de «.Foyer A.»/ });
  await offer.waitFor();
  await axe(page, "reprendre");
  await capture(page, "reprendre-1280");
  await offer.click();
  const said = page.locator("#app .bandeau").filter({ hasText: /Repris de «.Foyer A.».: Logiciel commun/ });
  await said.waitFor();
  await enregistre(page);
  const rows = async (list) => JSON.parse((await gardes(page))[id(1)]).reponses[list];
  assert.deepEqual((await rows("logiciels")).map((row) => row["logiciel-nom"]), ["Logiciel commun"]);
  await page.getByRole("heading", { level: 1, name: /Quels logiciels/ }).waitFor();
  await page.getByText("Logiciel commun").last().waitFor();
  await said.getByRole("button", { name: "Annuler cette reprise" }).click();
  await said.waitFor({ state: "detached" });
  await enregistre(page);
  await page.waitForTimeout(300);
  assert.deepEqual(await rows("logiciels"), []);

  await allerA(page, `#/${id(1)}/question/mandataires`, /Qui fera quoi/);
  await page.getByText("Même administrateur technique que dans un autre dossier").click();
  await page.getByRole("button", { name: /Reprendre de «.Foyer A.»/ }).click();
  await page.locator("#app .bandeau").filter({ hasText: /Karim Le Goff.*à déclarer/ }).waitFor();
  await enregistre(page);
  await page.waitForTimeout(300);
  assert.equal((await rows("administrateurs-techniques"))[0]["at-statut"], "a-declarer");
  // What changes next can't be undone with it.
  await new Parcours(page, { verifier: false }).choisir(/Le représentant légal lui-même/);
  await page.getByRole("button", { name: "Annuler cette reprise" }).waitFor({ state: "detached" });
  rienNeCloche(vu);
  await context.close();
});

test("a new structure of a group takes software, administrateur technique and mandataires of another one in one go, undone in one go", async () => {
  const [first] = duGroupe();
  const second = { ...dossier("c05-b", { denomination: "Foyer neuf", at: undefined, logiciels: undefined, mandataires: undefined }), id: id(1), "enregistre-le": "2026-11-11T08:00:00.000Z" };
  const { page, vu, context } = await enGroupe([first, second], "Association");
  await allerA(page, `#/${id(1)}/question/logiciels`, /Quels logiciels/);
  await page.getByText("Mêmes logiciels, même administrateur technique et mêmes mandataires").click();
  const offer = page.getByRole("button", { name: /Reprendre de «.Foyer A.»/ });
  await offer.waitFor();
  await axe(page, "reprendre les trois");
  const before = JSON.parse((await gardes(page))[id(1)]).reponses;
  await offer.click();
  const said = page.locator("#app .bandeau").filter({ hasText: /Repris de «.Foyer A.».: Logiciel commun/ });
  await said.waitFor();
  await enregistre(page);
  await page.waitForTimeout(300);
  const after = JSON.parse((await gardes(page))[id(1)]).reponses;
  assert.equal(after.logiciels.length, 1);
  assert.ok(after["administrateurs-techniques"].length > 0);
  await said.getByRole("button", { name: "Annuler cette reprise" }).click();
  await said.waitFor({ state: "detached" });
  await enregistre(page);
  await page.waitForTimeout(300);
  assert.deepEqual(JSON.parse((await gardes(page))[id(1)]).reponses, before);
  rienNeCloche(vu);
  await context.close();
});

test("the list follows what another tab saves, deletes and puts away", async () => {
  const { page, vu, context } = await avecDix();
  const other = await context.newPage();
  await other.goto(`${site.adresse}#/${id(0)}/question/identite`);
  await prete(other);
  await new Parcours(other, { verifier: false }).remplir(/Nom de la structure/, "Renommée ailleurs");
  await ligne(page, "Renommée ailleurs").waitFor();
  await allerA(other, "#/dossiers", "Vos dossiers");
  await ligne(other, "Structure D").getByRole("button", { name: /^Archiver/ }).click();
  await dit(other, /est archivé/);
  await ligne(page, "Structure D").waitFor({ state: "hidden" });
  await ligne(other, "Structure E").getByRole("button", { name: /^Supprimer/ }).click();
  await dit(other, /est supprimé/);
  await ligne(page, "Structure E").waitFor({ state: "detached" });
  await ligne(other, "Structure F").getByRole("button", { name: /^Dupliquer/ }).click();
  await ligne(page, "Structure F – Érables (copie)").waitFor();
  await allerA(page, "#/", /Ce que votre structure/);
  await page.getByRole("link", { name: "Vos 10 dossiers" }).waitFor();
  await ligne(other, "(copie)").getByRole("button", { name: /^Supprimer/ }).click();
  await page.getByRole("link", { name: "Vos 9 dossiers" }).waitFor();
  rienNeCloche(vu);
  await context.close();
});

test("a dossier kept by a page of before is in the list, and a change elsewhere brings what is said of it up to date", async () => {
  const { page, vu, context } = await ouvrir(browser, site.adresse);
  const base = JSON.parse(readFileSync(new URL("../browser/bases/jalons-1.json", import.meta.url), "utf8"));
  await page.evaluate(({ base: name, version, stores }) => new Promise((done, failed) => {
    const gone = indexedDB.deleteDatabase(name);
    gone.onerror = failed;
    gone.onsuccess = () => {
      const open = indexedDB.open(name, version);
      open.onupgradeneeded = () => Object.keys(stores).forEach((store) => open.result.createObjectStore(store));
      open.onsuccess = () => {
        const act = open.result.transaction(Object.keys(stores), "readwrite");
        for (const [store, all] of Object.entries(stores)) for (const [key, value] of all) act.objectStore(store).put(value, key);
        act.oncomplete = () => { open.result.close(); done(); };
      };
    };
  }), base);
  await page.reload();
  await prete(page);
  await page.getByRole("link", { name: `Vos ${base.stores.dossiers.length} dossiers` }).waitFor();
  await liste(page);
  assert.equal(await lignes(page).count(), base.stores.dossiers.length);
  assert.deepEqual(await gardes(page), Object.fromEntries(base.stores.dossiers), "as they were");
  // A page of an older version, in another tab, knows nothing of what stands beside the texts.
  const [key, text] = base.stores.dossiers[0];
  await page.evaluate(([key, text]) => new Promise((done) => {
    const open = indexedDB.open("jalons");
    open.onsuccess = () => {
      const act = open.result.transaction("dossiers", "readwrite");
      act.objectStore("dossiers").put(text, key);
      act.oncomplete = () => { open.result.close(); done(); };
    };
  }), [key, JSON.stringify({ ...JSON.parse(text), reponses: { ...JSON.parse(text).reponses, denomination: "Renommée par l’ancienne page" } })]);
  await page.reload();
  await titre(page, "Vos dossiers");
  await ligne(page, "Renommée par l’ancienne page").waitFor();
  rienNeCloche(vu);
  await context.close();
});

test("a new structure in two steps, from a directory that is on the device", async () => {
  const { page, vu, context } = await ouvrir(browser, site.adresse);
  await allerA(page, "#/nouvelle-structure", /Nouvelle structure/);
  await page.getByLabel("Fichier FINESS").setInputFiles(ECHANTILLON);
  await page.getByRole("button", { name: "Lire ce fichier" }).click();
  await page.getByText(/Fichier lu/).waitFor();
  await axe(page, "nouvelle structure");
  await page.getByLabel(/Numéro FINESS, ou mots/).fill("010783009");
  await page.locator("#finess-resultats").getByText("1 réponse").waitFor();
  await page.locator(".lignes button").first().click();
  await page.getByRole("button", { name: "Remplir mes réponses" }).click();
  await page.waitForURL(/#\/dossier-[^/]+\/question\/besoin/);
  await enregistre(page);
  const kept = Object.values(await gardes(page)).map((text) => JSON.parse(text));
  assert.equal(kept.length, 1);
  assert.equal(kept[0].reponses["finess-ej"], "010783009");
  assert.ok(kept[0].reponses.sites.length > 50);

  // From a group, the next one goes in it.
  await liste(page);
  await lignes(page).getByRole("checkbox").check();
  await page.getByLabel(/Réunir les dossiers cochés/).fill("GCSMS d’essai");
  await page.getByRole("button", { name: "Réunir", exact: true }).click();
  await dit(page, /est dans le groupe/);
  await page.getByRole("link", { name: "GCSMS d’essai" }).click();
  await titre(page, /Groupe\s: GCSMS d’essai/);
  await page.getByRole("link", { name: "Nouvelle structure, depuis FINESS" }).click();
  await page.getByLabel(/Numéro FINESS, ou mots/).fill("010783009");
  await page.locator("#finess-resultats").getByText("1 réponse").waitFor();
  await page.locator(".lignes button").first().click();
  await page.getByRole("button", { name: "Remplir mes réponses" }).click();
  await page.waitForURL(/#\/dossier-[^/]+\/question\/besoin/);
  await page.getByText(/Ce dossier est dans le groupe «\sGCSMS d’essai\s»/).waitFor();
  await enregistre(page);
  await allerA(page, "#/groupe/GCSMS%20d%E2%80%99essai", /Groupe\s: GCSMS d’essai/);
  await page.waitForFunction(() => document.querySelectorAll("ul.portefeuille > li").length === 2);
  rienNeCloche(vu);
  await context.close();
});

test("the list by keyboard alone: found, opened, put away, brought back", async () => {
  const { page, context } = await avecDix({ paresseux: true });
  const clavier = new Clavier(page);
  await page.evaluate(() => document.getElementById("titre").focus());
  await clavier.jusqua("search", /Chercher/);
  await page.keyboard.type("structure b");
  await page.waitForFunction(() => document.querySelectorAll("ul.portefeuille > li:not([hidden])").length === 1);
  await clavier.bouton(/^Supprimer/);
  await dit(page, /est supprimé/);
  // The line is gone: the keyboard is on what undoes it.
  await page.waitForFunction(() => document.activeElement.id === "portefeuille-annuler");
  await page.keyboard.press("Enter");
  await dit(page, /Suppression annulée/);
  await page.evaluate(() => document.getElementById("titre").focus());
  await clavier.lien(/Structure B/);
  await page.waitForURL(/#\/dossier-/);
  await context.close();
});

test("a dossier is gathered, copied and put away, and another one comes in, by keyboard alone", async () => {
  const { page, context } = await avecDix({ paresseux: true });
  const clavier = new Clavier(page);
  const start = () => page.evaluate(() => document.getElementById("titre").focus());
  const seuls = (count) => page.waitForFunction((count) => document.querySelectorAll("ul.portefeuille > li:not([hidden])").length === count, count);
  // The line that had the keyboard is gone: it comes to what was said, once the browser let go.
  const auClavier = () => page.waitForFunction(() => document.activeElement !== document.body);
  await start();
  await clavier.jusqua("search", /Chercher/);
  await page.keyboard.type("structure b");
  await seuls(1);
  // The box of the only line that is shown.
  await clavier.jusqua("checkbox", /^$/);
  await page.keyboard.press("Space");
  await clavier.ecrire(/^Réunir les dossiers cochés/, "Tournée");
  await clavier.bouton(/^Réunir$/);
  await dit(page, /est dans le groupe|sont dans le groupe/);
  await start();
  await clavier.bouton(/^Dupliquer/);
  await dit(page, /nouveau dossier/);
  await auClavier();
  await start();
  await clavier.jusqua("search", /Chercher/);
  await page.keyboard.press("Control+A");
  await page.keyboard.type("copie");
  await seuls(1);
  await clavier.bouton(/^Archiver/);
  await dit(page, /archivé/);
  await auClavier();
  await start();
  await clavier.jusqua("search", /Chercher/);
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  await clavier.liste(/^Montrer/, /^Archivés/);
  await seuls(1);
  await start();
  await clavier.lien(/^Importer des dossiers/);
  await titre(page, "Importer des dossiers");
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    (async () => { await clavier.jusqua("file", /Archive ou fichiers/); await page.keyboard.press("Enter"); })(),
  ]);
  await chooser.setFiles(fichiers([{ ...dossier("c16", { denomination: "Structure K" }), id: id(40), "enregistre-le": "2026-11-29T08:00:00.000Z" }]));
  await clavier.bouton(/^Lire et comparer/);
  await titre(page, "Dossiers à importer");
  await clavier.bouton(/^Importer$/);
  await titre(page, "Import terminé");
  await clavier.lien(/Structure K/);
  await page.waitForURL(new RegExp(id(40)));
  await context.close();
});

test("what is late, what is due this month and what was put away are shown alone; a dossier is found by a site", async () => {
  const { page, context } = await ouvrir(browser, site.adresse, { avant: (page) => page.clock.setFixedTime(new Date("2026-02-10T09:00:00")) });
  const de = (rang, nom, jour) => ({ ...dossier("c16", { denomination: nom, "date-dossier-complet": jour, sites: [{ id: "site-1", "site-nom": `Foyer numéro ${rang}`, "site-finess": "010000024" }] }), id: id(rang), "enregistre-le": "2026-02-01T08:00:00.000Z" });
  await importer(page, fichiers([de(1, "En retard", "2026-01-12"), de(2, "Ce mois-ci", "2026-02-20"), de(3, "Plus tard", "2026-06-01")]));
  await page.getByRole("button", { name: "Importer", exact: true }).click();
  await titre(page, "Import terminé");
  await liste(page);
  const montres = async (etat) => {
    await page.getByLabel("Montrer").selectOption(etat);
    await page.waitForTimeout(100);
    return (await lignes(page).locator("b").allInnerTexts()).sort();
  };
  assert.deepEqual(await montres("en-retard"), ["En retard"]);
  // What can be done at once has no day of its own: it is due in none of the months to come.
  assert.deepEqual((await montres("ce-mois")).filter((name) => name !== "Plus tard"), ["Ce mois-ci", "En retard"]);
  assert.deepEqual(await montres("archive"), []);
  assert.deepEqual(await montres("en-cours"), ["Ce mois-ci", "En retard", "Plus tard"]);
  for (const typed of ["numero 2", "foyer 2"]) {
    await page.getByLabel("Chercher").fill(typed);
    await page.waitForFunction(() => document.querySelectorAll("ul.portefeuille > li:not([hidden])").length === 1);
    assert.match(await lignes(page).innerText(), /Ce mois-ci/);
  }
  await page.getByLabel("Chercher").fill("01 000 0024");
  await page.waitForFunction(() => document.querySelectorAll("ul.portefeuille > li:not([hidden])").length === 3);
  await context.close();
});

for (const [width, colorScheme] of [[360, "light"], [820, "dark"], [1280, "light"], [1280, "dark"]]) {
  test(`the list at ${width} px, ${colorScheme}: nothing wider than the page, nothing that axe finds`, async () => {
    const { page, context } = await avecDix({ viewport: { width, height: 900 }, colorScheme });
    await ligne(page, "Structure A").getByRole("checkbox").check();
    await page.getByLabel(/Réunir les dossiers cochés/).fill("GCSMS du Val");
    await page.getByRole("button", { name: "Réunir", exact: true }).click();
    await dit(page, /GCSMS/);
    await tientEnLargeur(page, `portefeuille ${width}`);
    await axe(page, `portefeuille ${width} ${colorScheme}`);
    await capture(page, `portefeuille-${width}-${colorScheme}`);
    if (width === 1280 && colorScheme === "light") {
      const paper = await imprimer(page, "portefeuille");
      for (const letter of "ABCDEFGHIJ") assert.match(paper, new RegExp(`Structure ${letter}`), letter);
      assert.doesNotMatch(paper, /Archiver|Dupliquer|Supprimer/);
    }
    await context.close();
  });
}
