// The page of all dossiers: 1, 20 and 200 of them, thirty sites each. The processor of a phone. What is said of each is on
// the device already, as at any opening but the first; that first one, where everything is read, is told apart.
import { dossier } from "../../tests/e2e/lib/parcours.mjs";
import { median, row } from "./table.mjs";
import { open, prepare, slowDown, within } from "./watch.mjs";

/** How many dossiers are opened; how much longer than for one; how long a task may hold the page, in milliseconds. */
const MANY = [1, 20, 200];
const RATIO = 1.5;
const LONGEST = 50;

const CATEGORIES = ["183", "186", "182", "246", "500", "448"];
const sites = Array.from({ length: 30 }, (_, rank) => ({ id: `site-${rank + 1}`, "site-nom": `Site ${rank + 1}`, "site-categorie": CATEGORIES[rank % CATEGORIES.length] }));

/** So many dossiers, as their texts, by id. */
function texts(many) {
  return Array.from({ length: many }, (_, rank) => {
    const id = `dossier-${String(rank).padStart(16, "0")}`;
    const value = dossier(["c02", "c05-a", "c19"][rank % 3], { denomination: `Structure ${rank + 1}`, sites });
    return [id, `${JSON.stringify({ ...value, id, "enregistre-le": `2026-11-${String(1 + (rank % 28)).padStart(2, "0")}T08:00:00.000Z` })}\n`];
  });
}

/** In the page: keeps texts as its store holds them. */
function keep(all) {
  return new Promise((done, failed) => {
    const opening = indexedDB.open("jalons");
    opening.onerror = () => failed(opening.error);
    opening.onupgradeneeded = () => { opening.result.createObjectStore("dossiers"); };
    opening.onsuccess = () => {
      const act = opening.result.transaction("dossiers", "readwrite");
      for (const [id, text] of all) act.objectStore("dossiers").put(text, id);
      act.oncomplete = () => { opening.result.close(); done(); };
      act.onerror = () => failed(act.error);
    };
  });
}

/** In the page: waits for the first lines of the list, then until nothing more is being read. */
async function listed() {
  const bench = window.bench;
  const shown = await bench.seen(() => document.querySelector("ul.portefeuille > li .prochaine"));
  let last = performance.now();
  const observer = new MutationObserver(() => { last = performance.now(); });
  observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  while (performance.now() - last < 800) await new Promise((done) => { setTimeout(done, 100); });
  observer.disconnect();
  return { shown, whole: last, lines: document.querySelectorAll("ul.portefeuille > li").length, longest: bench.longest(0) };
}

/** In the page: types in the search; how long until the next paint, and the longest task. */
async function search(text) {
  const bench = window.bench;
  const input = document.getElementById("portefeuille-mots");
  const start = performance.now();
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  const shown = await bench.seen(() => document.querySelectorAll("ul.portefeuille > li:not([hidden])").length > 0);
  await new Promise((done) => { setTimeout(done, 300); });
  return { shown: shown - start, longest: bench.longest(start) };
}

/** One visit: the list is opened at once, on a page that starts there. */
async function visit(context, address) {
  const page = await context.newPage();
  await prepare(page, { processor: true });
  await page.goto(`${address}#/dossiers`, { waitUntil: "commit" });
  const said = await within(120_000, page.evaluate(listed), "la liste ne vient pas");
  const found = await within(60_000, page.evaluate(search, "structure 1"), "la recherche ne répond pas");
  await page.close();
  return { ...said, found };
}

/** Each number of dossiers, by turns. */
export async function portfolio(browser, host, runs) {
  const address = host.address("page");
  const profiles = [];
  for (const many of MANY) {
    const { page, context } = await open(browser, address);
    await page.waitForFunction(() => document.documentElement.dataset.pret === "oui");
    await page.evaluate(keep, texts(many));
    await slowDown(page);
    await page.evaluate(() => { location.hash = "#/dossiers"; });
    const first = await within(180_000, page.evaluate(listed), "la liste ne vient pas la première fois");
    if (first.lines !== many) throw new Error(`${first.lines} lignes pour ${many} dossiers`);
    await page.close();
    profiles.push({ many, context, first, visits: [] });
  }
  for (let run = 0; run < runs; run += 1) {
    for (const { context, visits } of profiles) visits.push(await visit(context, address));
  }
  for (const { context } of profiles) await context.close();
  const middle = (visits, of) => median(visits.map(of));
  const [one] = profiles;
  const rows = profiles.flatMap(({ many, first, visits }) => [
    row(`${many} dossiers, première ouverture, tout lu`, first.whole),
    row(`${many} dossiers, à l’écran`, middle(visits, ({ shown }) => shown), {
      beside: middle(one.visits, ({ shown }) => shown), name: "un dossier", most: RATIO,
    }),
    row("  plus longue tâche", middle(visits, ({ longest }) => longest), {
      beside: middle(one.visits, ({ longest }) => longest), name: "un dossier", most: LONGEST, itself: true,
    }),
    row("  une recherche", middle(visits, ({ found }) => found.shown)),
    row("  sa plus longue tâche", middle(visits, ({ found }) => found.longest), { most: LONGEST }),
  ]);
  return { rows, samples: profiles.map(({ many, first, visits }) => ({ many, first, visits })) };
}
