// A consultant's week: ten dossiers from FINESS numbers, three of them in a group, one compared and forked, one sent to another
// profile in an archive and put together again after both changed; half of the time without a network, another version of the
// page in the middle. Every total is the sum of the plans, as `examples/plan` makes them from what the device keeps.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { servir } from "../hotes/lib/commutateur.mjs";
import { onglet, pretHorsLigne, version } from "../hotes/lib/gestes.mjs";
import { publiee, suivante } from "../hotes/lib/versions.mjs";
import { axe, lancer, ouvrir, prete, rienNeCloche, rienNeSort } from "./lib/navigateur.mjs";
import { allerA, enregistre, gardes, Parcours } from "./lib/parcours.mjs";

const RACINE = fileURLToPath(new URL("../../", import.meta.url));
const ECHANTILLON = join(RACINE, "tests/imports/finess-structures-echantillon.json.gz");
const NUMEROS = ["010000156", "010000255", "010000339", "010783009", "060780962", "210012142", "210780672", "380792366", "440045946", "520780057"];
/** The ones that are gathered, by their places. */
const REUNIS = [1, 7, 8];

let browser, dossiers;
before(async () => { browser = await lancer(); dossiers = mkdtempSync(join(tmpdir(), "semaine-")); });
after(async () => { await browser?.close(); rmSync(dossiers, { recursive: true, force: true }); });

const titre = (page, nom) => page.getByRole("heading", { level: 1, name: nom }).waitFor({ timeout: 8000 });
const dit = (page, texte) => page.locator("#portefeuille-fait").filter({ hasText: texte }).waitFor();
const ligne = (page, id) => page.locator(`#ligne-${id}`);

/** The list, once it has nothing more to say. */
async function liste(page, adresse = "#/dossiers", nom = "Vos dossiers") {
  await allerA(page, adresse, nom);
  await page.waitForFunction(() => document.querySelectorAll("ul.portefeuille > li").length > 0 && !document.body.textContent.includes("Lecture en cours"));
  await page.waitForTimeout(600);
}

/** A dossier from its number: found, confirmed, and what FINESS does not say is answered. */
async function structure(page, numero, premiere) {
  await allerA(page, "#/nouvelle-structure", /Nouvelle structure/);
  if (premiere) {
    await page.getByLabel("Fichier FINESS").setInputFiles(ECHANTILLON);
    await page.getByRole("button", { name: "Lire ce fichier" }).click();
    await page.getByText(/Fichier lu/).waitFor();
  }
  await page.getByLabel(/Numéro FINESS, ou mots/).fill(numero);
  await page.locator("#finess-resultats").getByText("1 réponse").waitFor();
  await page.locator(".lignes button").first().click();
  await page.getByRole("button", { name: "Remplir mes réponses" }).click();
  await page.waitForURL(/#\/dossier-[^/]+\/question\/besoin/);
  const parcours = new Parcours(page, { verifier: false });
  await parcours.cocher(/Déployer l’INSi/, /Enregistrer des professionnels/);
  await enregistre(page);
  const id = (await page.url()).match(/dossier-[^/]+/)[0];
  await allerA(page, `#/${id}/question/contrat`, /déjà un contrat/);
  await parcours.choisir(/Non, aucun contrat/);
  await enregistre(page);
  return id;
}

/** The seven figures, in the order of the page. */
const FIGURES = ["contrats", "f101", "f502", "cde", "cpe", "cpa", "certificats"];

/** The plans of some dossiers, made without the page. */
const plans = (textes) => textes.map((texte) => {
  const file = join(dossiers, "dossier.json");
  writeFileSync(file, texte);
  return JSON.parse(execFileSync("cargo", ["run", "--quiet", "--profile", "test", "--example", "plan", "--", file], { cwd: RACINE }));
});

/** Their figures, added up. */
const somme = (plans) => FIGURES.map((name) => plans.reduce((sum, plan) => sum + plan.bilan[name], 0));

/** The seven figures that the page of a group shows. */
const figures = (page) => page.locator("#ensemble .figures b").evaluateAll((all) => all.map((one) => Number(one.textContent.replace(/\D/g, ""))));

/** The numbers of the workbook of all dossiers: of each structure, one a row, how many actions and the seven figures. */
function classeur(octets) {
  const [file, folder] = [join(dossiers, "classeur.xlsx"), join(dossiers, "classeur")];
  writeFileSync(file, octets);
  execFileSync("python3", ["-m", "zipfile", "-e", file, folder]);
  const sheet = readFileSync(join(folder, "xl/worksheets/sheet1.xml"), "utf8");
  const column = (letter) => [...sheet.matchAll(new RegExp(`<c r="${letter}(?!1")\\d+"[^>]*><v>(\\d+)</v>`, "g"))].map(([, number]) => Number(number));
  // After « Actions », « En retard »; then the figures.
  return { actions: column("F"), figures: [..."HIJKLMN"].map(column) };
}

async function octets(page, geste) {
  const [download] = await Promise.all([page.waitForEvent("download"), geste()]);
  return readFileSync(await download.path());
}

/** Takes an archive in by « Importer des dossiers », with what `choisir` chooses. */
async function importer(page, buffer, choisir = async () => {}) {
  await allerA(page, "#/importer", "Importer des dossiers");
  await page.getByLabel("Archive ou fichiers").setInputFiles([{ name: "dossiers.zip", mimeType: "application/zip", buffer }]);
  await page.getByRole("button", { name: "Lire et comparer" }).click();
  await titre(page, "Dossiers à importer");
  await choisir();
  await page.getByRole("button", { name: "Importer", exact: true }).click();
  await titre(page, "Import terminé");
}

test("a consultant’s week", async (t) => {
  const site = await servir(t, { "/jalons/": publiee() });
  const adresse = site.adresse("/jalons/");
  const { page, vu, context } = await ouvrir(browser, adresse);
  const ids = [];
  for (const numero of NUMEROS) ids.push(await structure(page, numero, ids.length === 0));
  await liste(page);
  assert.equal(await page.locator("ul.portefeuille > li").count(), 10);

  // Three in a group; its totals are those of their plans.
  for (const place of REUNIS) await ligne(page, ids[place]).getByRole("checkbox").check();
  await page.getByLabel(/Réunir les dossiers cochés/).fill("Tournée d’avril");
  await page.getByRole("button", { name: "Réunir", exact: true }).click();
  await dit(page, /3 dossiers sont dans le groupe/);
  await page.locator(".barre").getByText(/^Prêt\shors\sligne/).waitFor();
  let seen = vu.requetes.length;
  await context.setOffline(true);
  const groupe = async () => {
    await liste(page, `#/groupe/${encodeURIComponent("Tournée d’avril")}`, /Groupe.: Tournée d’avril/);
    await page.getByRole("heading", { level: 2, name: "Ensemble" }).waitFor();
    return figures(page);
  };
  const attendues = async (all) => {
    const kept = await gardes(page);
    return somme(plans(all.map((id) => kept[id])));
  };
  const trois = REUNIS.map((place) => ids[place]);
  assert.deepEqual(await groupe(), await attendues(trois));
  await axe(page, "groupe, semaine");

  // Of all ten, the list, « Cette semaine » and the workbook say what their plans say, advice left out of what is to be done.
  const kept = await gardes(page);
  const dix = plans(ids.map((id) => kept[id]));
  const actions = dix.map((plan) => plan.actions.filter((action) => !action.conseil).length);
  const total = (numbers) => numbers.reduce((sum, one) => sum + one, 0);
  await liste(page);
  for (const [place, id] of ids.entries()) await ligne(page, id).getByText(new RegExp(`0\\saction\\sfaite\\ssur\\s${actions[place]}(?!\\d)`)).waitFor();
  await allerA(page, "#/cette-semaine", "Cette semaine");
  for (const [place, id] of ids.entries()) assert.equal(await page.locator(`tr[id^="faire-${id}-"]`).count(), actions[place], NUMEROS[place]);
  const titres = await page.getByRole("heading", { level: 2, name: /^(En retard|Dans les sept jours|Possible dès maintenant|Plus tard, ou après autre chose) \(/ }).allInnerTexts();
  assert.equal(total(titres.map((one) => Number(one.match(/\((\d+)\)/)[1]))), total(actions));
  const book = classeur(await octets(page, () => page.getByRole("button", { name: /classeur pour tous/ }).click()));
  assert.deepEqual(book.actions.toSorted(), actions.toSorted());
  assert.deepEqual(book.figures.map(total), somme(dix));

  // One is compared and forked: the second one is in the group too, under the same name.
  const choix = `#/${trois[0]}/comparer?question=contrat&reponse=en-cours`;
  await allerA(page, choix, /^Et si/);
  await page.getByRole("button", { name: "Garder les deux, dans un second dossier" }).click();
  await page.waitForFunction((first) => location.hash.startsWith("#/dossier-") && !location.hash.includes(first), trois[0]);
  await enregistre(page);
  const fork = (await page.url()).match(/dossier-[^/]+/)[0];
  const names = [trois[0], fork].map(async (id) => JSON.parse((await gardes(page))[id]).reponses.denomination);
  assert.equal(...await Promise.all(names));
  assert.deepEqual(await groupe(), await attendues([...trois, fork]));
  await context.setOffline(false);

  // Another version is published: the page goes on with its own, then changes when its user agrees. Nothing is lost of it.
  rienNeSort(vu, adresse, seen);
  const before = await gardes(page);
  const next = suivante(t);
  site.publier("/jalons/", next);
  const newer = page.getByRole("button", { name: "Passer à la nouvelle version" });
  // A busy browser looks for another version when it can, after a visit: a later one then finds it.
  for (let visit = 0; visit < 3 && !(await newer.isVisible()); visit += 1) {
    await (await onglet(context, adresse)).close();
    await newer.waitFor({ timeout: 20_000 }).catch(() => {});
  }
  await newer.click();
  await page.waitForFunction((version) => document.documentElement.dataset.version === version, next.version);
  await prete(page);
  await pretHorsLigne(page);
  seen = vu.requetes.length;
  assert.equal(await version(page), next.version);
  assert.deepEqual(await gardes(page), before);
  assert.deepEqual(await groupe(), await attendues([...trois, fork]));

  // One goes to another profile, both change, it comes back: both are put together.
  await liste(page);
  await ligne(page, ids[4]).getByRole("checkbox").check();
  const sent = await octets(page, () => page.getByRole("button", { name: "Télécharger une archive (ZIP)" }).click());
  const there = await ouvrir(browser, adresse);
  await importer(there.page, sent);
  const write = async (of, field, text) => {
    await allerA(of, `#/${ids[4]}/question/identite`, /votre structure/);
    await new Parcours(of, { verifier: false }).remplir(field, text);
    await enregistre(of);
  };
  await context.setOffline(true);
  await write(page, /Nom de la structure/, "Renommée ici");
  await write(there.page, /SIREN/, "732829320");
  await liste(there.page);
  const back = await octets(there.page, () => there.page.getByRole("button", { name: "Télécharger une archive (ZIP)" }).click());
  await context.setOffline(false);
  await importer(page, back, () => page.getByRole("radio", { name: /Réunir les deux/ }).check());
  const merged = JSON.parse((await gardes(page))[ids[4]]).reponses;
  assert.deepEqual([merged.denomination, merged.siren], ["Renommée ici", "732829320"]);
  assert.equal(Object.keys(await gardes(page)).length, 11);
  assert.deepEqual(await groupe(), await attendues([...trois, fork]));
  rienNeCloche(vu);
  rienNeCloche(there.vu);
  rienNeSort(vu, adresse, seen);
  await there.context.close();
  await context.close();
});
