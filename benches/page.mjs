// How fast the built page feels, beside the build of an earlier commit and a page of SurveyJS, in the same run, in
// headless Chromium: `cargo xtask bench`, which builds all three. Alone:
//
//   node benches/page.mjs [--runs N] [--reference FOLDER] [--national FILE.json.gz] [PART…]
//
// The part finess can be measured without the reference nor the packages of npm; the others can't.
//
// Parts: poids, chargement, retour, reponse, pages, portefeuille, finess, effectif; all of them unless named. Figures are medians of five
// runs, the pages by turns; two moments of the same frame are equal. A phone is a processor four times slower, 1.6 Mbit/s
// down, 150 ms there and back. What could not be measured is said, and makes the exit code; a missed bar is only said:
// speed depends on the machine. Everything measured is written in target/bench.json.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { lancer } from "../tests/e2e/lib/navigateur.mjs";
import { finess, staff } from "./lib/files.mjs";
import { again, answer, load } from "./lib/load.mjs";
import { pages } from "./lib/pages.mjs";
import { portfolio } from "./lib/portefeuille.mjs";
import { serve } from "./lib/serve.mjs";
import { row, show } from "./lib/table.mjs";
import { byKind, firstLoad } from "./lib/weigh.mjs";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const PACKAGES = join(ROOT, "benches/node_modules");
/** The files of SurveyJS that its documentation asks for, minified, without the fonts of another host. */
const SURVEYJS = [
  "survey-core/survey-core.fontless.min.css", "survey-core/survey.core.min.js", "survey-core/i18n/french.min.js",
  "survey-js-ui/survey-js-ui.min.js",
];

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "5" },
    page: { type: "string", default: join(ROOT, "dist") },
    reference: { type: "string", default: join(ROOT, "target/reference/dist") },
    national: { type: "string", default: join(ROOT, "target/finess-national.json.gz") },
  },
});
const runs = Number(options.runs);

/** The page of SurveyJS, as a folder to serve. */
function surveyjs() {
  const folder = join(ROOT, "target/surveyjs");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(ROOT, "benches/surveyjs"), folder, { recursive: true });
  for (const file of SURVEYJS.filter((file) => existsSync(join(PACKAGES, file)))) cpSync(join(PACKAGES, file), join(folder, basename(file)));
  return folder;
}

/** The invented FINESS file, written when it is not there. */
function national() {
  if (!existsSync(options.national)) {
    const how = { cwd: ROOT, stdio: "inherit" };
    execFileSync("cargo", ["run", "--release", "--example", "finess_national", "--", options.national], how);
  }
  return options.national;
}

async function weigh(browser, host) {
  const files = {};
  for (const name of ["page", "reference", "surveyjs"]) files[name] = await firstLoad(browser, host, name);
  const [page, reference, survey] = Object.values(files).map(byKind);
  const total = (sums) => [...sums.values()].reduce((sum, one) => sum + one, 0);
  const beside = (what, value, other, name) => row(what, value, { beside: other, name, unit: "o" });
  const rows = [...page].map(([kind, packed]) => beside(kind, packed, reference.get(kind), "reference"));
  rows.push(beside("en tout", total(page), total(reference), "reference"), beside("en tout", total(page), total(survey), "surveyjs"));
  show("Premier chargement (brotli)", rows);
  return { rows, files };
}

const told = (title, measure) => async (browser, host) => {
  const found = await measure(browser, host, runs);
  show(title, found.rows);
  return found;
};

const PARTS = {
  poids: weigh,
  chargement: told("Premier chargement, téléphone", load),
  retour: told("Deuxième visite, hors ligne, ordinateur", again),
  reponse: told("Première réponse, processeur ÷ 4", answer),
  pages: async (browser, host) => {
    const found = await pages(browser, host, runs);
    for (const { name, rows } of found) show(`${name}, processeur ÷ 4`, rows);
    return found;
  },
  portefeuille: told("Tous les dossiers, processeur ÷ 4", portfolio),
  finess: told("Fichier FINESS national, ordinateur", (browser, host) => finess(browser, host, runs, national())),
  effectif: told("Tableau de 20 000 personnes, ordinateur", staff),
};

const unknown = wanted.find((name) => !(name in PARTS));
if (unknown) throw new Error(`Partie inconnue : ${unknown}. Les parties : ${Object.keys(PARTS).join(", ")}.`);

const browser = await lancer();
const host = await serve({
  page: options.page,
  reference: options.reference,
  surveyjs: surveyjs(),
  streamparser: join(PACKAGES, "@streamparser/json/dist/mjs"),
});
console.log(`Chromium ${browser.version()}, ${runs} tours, médianes.`);
const found = { chromium: browser.version(), runs };
try {
  for (const [name, measure] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    try {
      found[name] = await measure(browser, host);
    } catch (error) {
      process.exitCode = 1;
      found[name] = { error: String(error) };
      console.log(`\nNon mesuré (${name}) : ${error.message}`);
    }
  }
} finally {
  await browser.close();
  await host.close();
}
writeFileSync(join(ROOT, "target/bench.json"), JSON.stringify(found, null, 1));
