// Files as large as they come: a FINESS file like the national one, a roster of 20 000 people. Read in the page, by the
// program beside it, and by the browser alone (its own decompression, drained), in the same run.
//
// Memory: that of WebAssembly in the program, which never shrinks, and the growth of what the process of the page holds
// (Linux only: VmRSS of /proc, each 20 ms).
import { readFileSync } from "node:fs";
import { alternate, middle } from "./load.mjs";
import { NOISE } from "./pages.mjs";
import { row } from "./table.mjs";
import { open, within } from "./watch.mjs";

/** How much longer than the browser's own decompression a reading may take; memory, in bytes; a search, in milliseconds. */
const DECOMPRESSION = 1 / 0.9;
const WASM = 80e6;
const MEMORY = 200e6;
const SEARCH = 50;
/** The longest task of the page while the file is read, in milliseconds. */
const PAUSE = 50;

// Words of the invented file, as people type them: accents, several words in any order, beginnings, numbers, nothing.
const SEARCHES = [
  "ehpad", "tilleuls ehpad", "Chateauroux", "béau sejour", "centre d'hébergement", "l'haÿ les roses", "boersch", "saint joseph nancy",
  "a", "hébergement association", "maison de retraite la providence ajaccio 97", "s.a.v.s.", "étang nancy 512", "foyer vie introuvable",
  "010000", "19", "2A0003729",
];

/** A roster of so many people, as a payroll exports it; the same at each run. */
export function roster(people) {
  const jobs = ["Infirmière D.E.", "AIDE SOIGNANT", "Éducateur spécialisé", "Médecin coordonnateur", "Agent de service", "Psychologue 0,5 ETP", "AES", "Moniteur éducateur", "Surveillant de nuit qualifié", "Secrétaire médicale", "Cuisinier", "Ergothérapeute"];
  const names = ["MARTIN", "BERNARD", "THOMAS", "PETIT", "ROBERT", "RICHARD", "DURAND"];
  const first = ["Ana", "Luc", "Inès", "Zoé", "Noël"];
  const lines = ["Matricule;NOM;Prénom;Date de naissance;Libellé emploi;Établissement"];
  for (let rank = 0; rank < people; rank += 1) {
    const born = `${String(1 + (rank % 28)).padStart(2, "0")}/${String(1 + (rank % 12)).padStart(2, "0")}/19${60 + (rank % 40)}`;
    lines.push([10_000 + rank, `${names[rank % names.length]}-${rank}`, first[rank % first.length], born, jobs[(rank * 7) % jobs.length], `Site ${1 + (rank % 20)}`].join(";"));
  }
  return Buffer.from(`\uFEFF${lines.join("\r\n")}\r\n`);
}

function resident(id) {
  try {
    return Number(readFileSync(`/proc/${id}/status`, "utf8").match(/VmRSS:\s*(\d+) kB/)[1]) * 1024;
  } catch {
    return null;
  }
}

/** By how much the process that grows most grows while something is done, in bytes; none outside Linux. */
async function growth(session, task) {
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const before = new Map(processInfo.filter(({ type }) => type === "renderer").map(({ id }) => [id, resident(id)]).filter(([, bytes]) => bytes));
  let most = before.size > 0 ? 0 : null;
  const watch = setInterval(() => {
    for (const [id, bytes] of before) most = Math.max(most, (resident(id) ?? 0) - bytes);
  }, 20);
  const said = await task().finally(() => clearInterval(watch));
  return [said, most];
}

/** In the page: drains the chosen file through the browser's own decompression. */
async function drain() {
  const file = document.querySelector("main input[type=file]").files[0];
  // The page drops it once it is read.
  window.bench.file = file;
  const start = performance.now();
  const reader = file.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  let text = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) text += piece.value.length;
  return { ms: performance.now() - start, text };
}

/** In the page: keeps the same fields as Jalons, by the parser of npm at that address. */
async function parse(address) {
  const { JSONParser } = await import(address);
  const code = (value) => (value !== null && typeof value === "object" ? value.code : value);
  const where = (list, use) => (list?.find((one) => code(one.usageAdresse) === use) ?? list?.[0])?.cogCommune;
  const start = performance.now();
  const kept = [];
  const parser = new JSONParser({ paths: ["$.pmej.*"], keepStack: false });
  parser.onValue = ({ value }) => {
    const about = value.informationsGeneralesPMEJ;
    kept.push({
      finess: about.numFinessPm,
      nom: about.denominationLonguePmSmsse ?? about.denominationPm,
      siren: about.siren,
      statut: code(about.statutJuridique),
      commune: where(value.adresse, "02"),
      sites: value.ege.map((site) => ({
        finess: site.informationsGeneralesEGE.numFinessEge,
        nom: site.informationsGeneralesEGE.nomEgeLong ?? site.informationsGeneralesEGE.nomEgeCourt,
        siret: site.informationsGeneralesEGE.siret,
        categorie: code(site.categorieentiteGeographiqueExercice),
        commune: where(site.adresse, "03"),
        ferme: site.informationsGeneralesEGE.dateFermeture,
      })),
    });
  };
  const reader = window.bench.file.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) parser.write(piece.value);
  return { ms: performance.now() - start, ejs: kept.length, sites: kept.reduce((sum, { sites }) => sum + sites.length, 0) };
}

/** In the page: clicks a button, and waits for what the page then says, or for its next title. */
async function click({ button, told, title }) {
  const bench = window.bench;
  await bench.seen(() => bench.button(button));
  const start = performance.now();
  bench.button(button).click();
  const shown = await bench.seen(() => (told ? bench.told(told) : bench.title(title)) || bench.refused());
  if (bench.refused()) throw new Error(bench.refused());
  return { ms: shown - start, said: told ? bench.told(told) : title, longest: bench.longest(start) };
}

/** In the page: types a search, and waits for its answers. */
async function search(text) {
  const bench = window.bench;
  const input = [...document.querySelectorAll("label")].find((one) => one.textContent.startsWith("Numéro FINESS, ou mots")).control;
  const answered = () => [...document.querySelectorAll("main p")].some((one) => /^(\d+ réponses?\.|Les \d+ premières réponses|Rien ne correspond)/.test(one.textContent));
  const type = (value) => {
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  type("");
  await bench.seen(() => !answered());
  const start = performance.now();
  type(text);
  return await bench.seen(answered) - start;
}

/** A new dossier, on the page of the FINESS directory or of the roster. */
async function reading(browser, host, name, { need, link, title }) {
  // Requests that a service worker answers are not those of the programs that tell their memories.
  const { page, context } = await open(browser, host.address(name, true), { serviceWorkers: "block" });
  await page.evaluate(() => {
    window.bench.refused = () => document.querySelector("main [role=alert]")?.textContent.trim() || null;
  });
  await page.getByRole("button", { name: "Commencer un dossier" }).click();
  await page.getByLabel(need).check();
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.waitForURL(/question\/identite/);
  if (link.at) await page.evaluate((at) => { location.hash = `${location.hash.match(/^#\/[^/]+/)[0]}/${at}`; }, link.at);
  await page.getByRole("link", { name: link.name }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  return { page, context };
}

const FINESS = { need: /Déployer l’INSi/, link: { name: /FINESS/ }, title: /Retrouver la structure/ };
const ROSTER = { need: /Enregistrer des professionnels/, link: { at: "question/professionnels", name: /Importer un tableau du personnel/ }, title: "Importer un tableau du personnel" };

/** The national file, once. */
async function national(browser, session, host, name, file, npm) {
  const { page, context } = await reading(browser, host, name, FINESS);
  await page.getByLabel("Fichier FINESS").setInputFiles(file);
  const cdp = await context.newCDPSession(page);
  const slowly = (task) => within(180_000, task, "le fichier FINESS n’est pas lu");
  const witness = await slowly(page.evaluate(drain));
  await page.getByRole("button", { name: "Lire ce fichier" }).click();
  await page.waitForFunction(() => Number(document.querySelector("progress")?.value) > 0, null, { polling: 20 });
  const cancelled = await slowly(page.evaluate(click, { button: "Annuler", told: "Lecture annulée" }));
  await cdp.send("HeapProfiler.collectGarbage");
  const [read, process] = await growth(session, () => slowly(page.evaluate(click, { button: "Lire ce fichier", told: "Fichier lu" })));
  const memories = await Promise.all(page.workers().map((one) => one.evaluate(() => (globalThis.memories ?? []).map(({ buffer }) => buffer.byteLength))));
  const searches = [];
  for (const text of SEARCHES) searches.push(await within(30_000, page.evaluate(search, text), `la recherche « ${text} » ne répond pas`));
  const said = { read: read.ms, witness: witness.ms, text: witness.text, share: witness.ms / read.ms, longest: read.longest, cancelled: cancelled.ms, process, wasm: Math.max(...memories.flat()), search: middle(searches.map((ms) => ({ ms })), "ms"), worst: Math.max(...searches) };
  if (npm) {
    const parsed = await slowly(page.evaluate(parse, npm));
    const [ejs, sites] = read.said.replace(/(\d)\s(?=\d)/g, "$1").match(/\d+/g).map(Number);
    if (ejs !== parsed.ejs || sites !== parsed.sites) throw new Error(`la page a lu ${ejs} organismes et ${sites} établissements, @streamparser/json ${parsed.ejs} et ${parsed.sites}`);
    said.npm = parsed.ms;
  }
  await context.close();
  return said;
}

/** The roster, once: to its columns, to its professions, to the lines of the dossier. */
async function people(browser, host, name, buffer) {
  const { page, context } = await reading(browser, host, name, ROSTER);
  await page.getByLabel("Tableau du personnel", { exact: true }).setInputFiles({ name: "effectif.csv", mimeType: "text/csv", buffer });
  const step = async (button, title) => (await within(120_000, page.evaluate(click, { button, title }), `« ${title} » ne vient pas`)).ms;
  const columns = await step("Lire ce tableau", "Que contient chaque colonne");
  const jobs = await step("Continuer", "Les professions du tableau");
  const answers = await step("Remplir mes réponses", "Quels professionnels");
  const longest = await page.evaluate(() => window.bench.longest(0));
  await context.close();
  return { columns, jobs, answers, whole: columns + jobs + answers, longest };
}

/** The national file; alone, on a machine that has no build of the reference. */
export async function finess(browser, host, runs, file) {
  const session = await browser.newBrowserCDPSession();
  let npm = host.has("streamparser") ? host.address("streamparser") : null;
  const names = ["page", "reference"].filter((name) => host.has(name));
  const samples = await alternate(names, runs, async (name) => {
    const said = await national(browser, session, host, name, file, name === "page" && npm ? `${npm}index.js` : null);
    if (name === "page") npm = null;
    return said;
  });
  const of = (name, field) => (samples[name] ? middle(samples[name], field) : undefined);
  const beside = (what, field, options = {}) => row(what, of("page", field), { beside: of("reference", field), name: samples.reference ? "reference" : "", ...options });
  const most = (name, field) => {
    const values = samples[name]?.map((one) => one[field]);
    return values === undefined ? undefined : values.includes(null) ? null : Math.max(...values);
  };
  const worst = (what, field, bar, unit) => row(what, most("page", field), { beside: most("reference", field), name: samples.reference ? "reference" : "", most: bar, itself: true, unit });
  const rows = [
    beside("lire le fichier", "read", { most: samples.reference ? NOISE : undefined }),
    row("lire le fichier", of("page", "read"), { beside: of("page", "witness"), name: "DecompressionStream", most: DECOMPRESSION }),
    row("lire le fichier", of("page", "read"), { beside: samples.page[0].npm, name: "@streamparser/json" }),
    worst("plus longue tâche de la page, au plus", "longest", PAUSE),
    beside("annuler la lecture", "cancelled"),
    beside("une recherche", "search"),
    row("la recherche la plus longue", of("page", "worst"), { beside: of("reference", "worst"), name: samples.reference ? "reference" : "", most: SEARCH, itself: true }),
    worst("mémoire WebAssembly, au plus", "wasm", WASM, "Mo"),
    worst("mémoire du processus, au plus", "process", MEMORY, "Mo"),
  ];
  return { rows, samples };
}

/** The roster. */
export async function staff(browser, host, runs) {
  const buffer = roster(20_000);
  const samples = await alternate(["page", "reference"], runs, (name) => people(browser, host, name, buffer));
  const beside = (what, field, most) => row(what, middle(samples.page, field), { beside: middle(samples.reference, field), name: "reference", most });
  return { rows: [beside("jusqu’aux colonnes", "columns"), beside("jusqu’aux professions", "jobs"), beside("jusqu’aux réponses", "answers"), beside("en tout", "whole", NOISE)], samples };
}
