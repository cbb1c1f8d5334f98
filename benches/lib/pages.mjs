// The pages of a dossier that is there: an EHPAD, 20 sites and 500 professionals, 1 000 sites. The processor of a phone; the
// programs beside the page run at the speed of this machine, which the browser does not slow down.
import { dossier, ouvrirDossier } from "../../tests/e2e/lib/parcours.mjs";
import { alternate, middle } from "./load.mjs";
import { row } from "./table.mjs";
import { open, slowDown, within } from "./watch.mjs";

/** No interaction may hold the page longer, in milliseconds. */
const LONGEST = 50;
/** What two runs of the same page differ by. */
export const NOISE = 1.05;

const CATEGORIES = ["183", "186", "182", "246", "500", "448"];
const METIERS = ["infirmier", "medecin", "aide-soignant", "educateur-specialise", "aes", "psychologue", "moniteur-educateur", "amp", "ergotherapeute", "animateur"];
const sites = (many) => Array.from({ length: many }, (_, rank) => ({ id: `site-${rank + 1}`, "site-nom": `Site ${rank + 1}`, "site-categorie": CATEGORIES[rank % CATEGORIES.length] }));
const professionnels = Array.from({ length: 50 }, (_, rank) => ({ id: `pro-${rank + 1}`, "pro-profil": METIERS[rank % METIERS.length], "pro-effectif": "10" }));

/** What is opened: the place in the dossier, the start of the page's title, what its first piece holds and how many. */
const PAGES = {
  sites: { what: "la liste des sites", title: "Quels sont vos établissements", holds: "li", many: 20 },
  professionnels: { what: "les professionnels", title: "Quels professionnels", holds: "li", many: 20 },
  verifier: { what: "« Vérifiez vos réponses »", title: "Vérifiez vos réponses", holds: "dd", many: 5 },
  plan: { what: "le plan", title: "Le plan d", holds: "dd", many: 5 },
  liste: { what: "la liste à cocher", title: "Liste à cocher", holds: "td", many: 20 },
  calendrier: { what: "le calendrier", title: "Le calendrier d", holds: "svg a", many: 5 },
  fiches: { what: "les fiches", title: "Fiches de préparation", holds: "dd", many: 5 },
  courriers: { what: "les courriers", title: "Courriers", holds: "dd", many: 1 },
};
const place = (name) => (["sites", "professionnels"].includes(name) ? `question/${name}` : name);

/** What is done in a page, once it is open: the field that gets the keyboard, the key. */
const FAIT = { what: "une action « Fait »", in: "plan", key: "End", field: () => [...document.querySelectorAll("main select")].find((one) => [...one.options].some(({ text }) => text === "Fait")) };
const COCHER = { what: "cocher un service", at: "question/services", title: "", key: "Space", field: () => [...document.querySelectorAll("main input[type=checkbox]")].at(-1) };
const TAPER = { what: "une lettre dans le nom d’un site", at: "question/sites/site-500", title: "Un site", key: "a", field: () => [...document.querySelectorAll("main input")].find((one) => one.value === "Site 500") };

const CASES = [
  { name: "un EHPAD", answers: () => dossier("c01"), open: ["verifier", "plan", "calendrier"], act: [FAIT] },
  {
    name: "20 sites, 500 professionnels",
    answers: () => dossier("c02", { sites: sites(20), professionnels }),
    open: ["professionnels", "verifier", "plan", "liste", "calendrier", "fiches", "courriers"],
    act: [COCHER, FAIT],
  },
  {
    name: "1 000 sites",
    answers: () => dossier("c02", { sites: sites(1000), professionnels }),
    open: ["sites", "professionnels", "verifier", "plan", "liste", "calendrier"],
    act: [TAPER, FAIT],
  },
];

const go = (page, base, at) => page.evaluate((hash) => { location.hash = hash; }, `${base}/${at}`);

/** Waits until nothing changes any more in the page. */
function quiet(page) {
  return within(60_000, page.evaluate(() => new Promise((done) => {
    let last = performance.now();
    const observer = new MutationObserver(() => { last = performance.now(); });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    const timer = setInterval(() => {
      if (performance.now() - last < 600) return;
      clearInterval(timer);
      observer.disconnect();
      done();
    }, 100);
  })), "la page ne cesse de changer");
}

/** Opens a page of the dossier: how long until its first piece is on the screen, and its longest task until it is whole. */
async function openPage(page, base, name) {
  const { what, title, holds, many } = PAGES[name];
  const said = await within(60_000, page.evaluate(async ({ hash, title, holds, many }) => {
    const bench = window.bench;
    const since = performance.now();
    location.hash = hash;
    const shown = await bench.seen(() => bench.title(title) && document.querySelectorAll(`main ${holds}`).length >= many);
    return { since, shown: shown - since };
  }, { hash: `${base}/${place(name)}`, title, holds, many }), `« ${what} » ne vient pas`);
  await quiet(page);
  return { shown: said.shown, longest: await page.evaluate((since) => window.bench.longest(since), said.since) };
}

/** Presses a key in a field: how long until the next paint, and the longest task of what follows. */
async function act(page, base, { at, title, in: within_, key, field }) {
  await go(page, base, at ?? place(within_));
  await within(60_000, page.evaluate(async (find) => {
    const bench = window.bench;
    bench.field = new Function(`return (${find})()`);
    await bench.seen(() => bench.field());
  }, field.toString()), `rien où frapper (${at ?? within_} ${title ?? ""})`);
  await quiet(page);
  const since = await page.evaluate(() => {
    window.bench.field().focus();
    return performance.now();
  });
  await page.waitForTimeout(300);
  await page.keyboard.press(key);
  await quiet(page);
  return page.evaluate((since) => ({
    shown: Math.max(16, ...window.bench.events.filter(({ name, startTime }) => /^(key|input|change|click)/.test(name) && startTime > since).map(({ duration }) => duration)),
    longest: window.bench.longest(since + 250),
  }), since);
}

/** One dossier, all that is done in it. */
async function visit(browser, host, name, { answers, open: pages, act: acts }) {
  const { page, context } = await open(browser, host.address(name));
  await page.getByRole("button", { name: "Commencer un dossier" }).waitFor();
  await within(60_000, page.evaluate(() => window.bench.seen(() => document.querySelector("main input[type=file]"))), "aucun champ de fichier à l’accueil");
  const address = await ouvrirDossier(page, answers());
  const base = address.slice(address.indexOf("#"));
  await page.getByText(/^Enregistré à/).waitFor();
  await slowDown(page);
  await quiet(page);
  const said = {};
  for (const one of pages) said[one] = await openPage(page, base, one);
  for (const one of acts) said[one.what] = await act(page, base, one);
  await context.close();
  return said;
}

/** The pages of each dossier. */
export async function pages(browser, host, runs) {
  const parts = [];
  for (const one of CASES) {
    const samples = await alternate(["page", "reference"], runs, (name) => visit(browser, host, name, one));
    const of = (name, what, field) => middle(samples[name].map((sample) => sample[what]), field);
    const rows = [...one.open.map((name) => [name, `ouvrir ${PAGES[name].what}`]), ...one.act.map(({ what }) => [what, what])].flatMap(([name, what]) => [
      row(what, of("page", name, "shown"), { beside: of("reference", name, "shown"), name: "reference", most: NOISE }),
      row("  plus longue tâche", of("page", name, "longest"), { beside: of("reference", name, "longest"), name: "reference", most: LONGEST, itself: true }),
    ]);
    parts.push({ name: one.name, rows, samples });
  }
  return parts;
}
