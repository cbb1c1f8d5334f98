// The first visit on a phone, the second one without a network, the first answer.
import { median, row } from "./table.mjs";
import { open, prepare, result, within } from "./watch.mjs";

/** Jalons' first action, and the first choice of its first question; the same of the page of SurveyJS. */
const START = "Commencer un dossier";
const QUESTION = { title: "Que voulez-vous faire", choice: "Déployer l’INSi" };
const SURVEY = { title: "Vos démarches", choice: "Déployer l’INSi" };

/** In the page: clicks the first action once it is painted, then waits for the first question. */
async function start({ action, title, choice }) {
  const bench = window.bench;
  const said = {};
  if (action) {
    said.action = await bench.seen(() => bench.button(action));
    bench.button(action).click();
  }
  said.question = await bench.seen(() => bench.title(title) && bench.choice(choice));
  bench.result = said;
}

const VISITS = {
  page: { action: START, ...QUESTION },
  reference: { action: START, ...QUESTION },
  surveyjs: SURVEY,
};

/** One first visit, on a phone. */
async function firstVisit(browser, host, name) {
  host.sent.length = 0;
  const { page, context } = await open(browser, host.address(name), { phone: true, first: [start, VISITS[name]] });
  const said = await result(page);
  const files = host.sent.map(({ path, packed }) => ({ path, packed }));
  const seen = await page.evaluate(() => ({ paints: window.bench.paints, longest: window.bench.longest(0) }));
  await context.close();
  return { paint: seen.paints["first-paint"], text: seen.paints["first-contentful-paint"], longest: seen.longest, ...said, files };
}

/** Whether a click of the mouse, at the first paint, leads to the first question. */
async function earlyClick(browser, host, name) {
  const { page, context } = await open(browser, host.address(name), { phone: true });
  await page.waitForFunction(() => window.bench?.paints["first-contentful-paint"], null, { polling: "raf" });
  const box = await page.evaluate((action) => {
    const found = window.bench.button(action)?.getBoundingClientRect();
    return found ? { x: found.x + found.width / 2, y: found.y + found.height / 2 } : null;
  }, START);
  let honoured = false;
  if (box) {
    await page.mouse.click(box.x, box.y);
    const asked = page.evaluate(({ title, choice }) => window.bench.seen(() => window.bench.title(title) && window.bench.choice(choice)), QUESTION);
    honoured = await within(15_000, asked, "").then(() => true, () => false);
  }
  await context.close();
  return honoured;
}

/** A page opened again without a network, once a dossier was opened: from its device, on a desktop. */
async function secondVisit(browser, host, name) {
  const { page, context } = await open(browser, host.address(name), { first: [start, VISITS[name]] });
  await result(page);
  await kept(page);
  await page.close();
  host.cut(true);
  await context.setOffline(true);
  try {
    const again = await context.newPage();
    await prepare(again, { first: [start, VISITS[name]] });
    await again.goto(host.address(name));
    const said = await result(again);
    const paints = await again.evaluate(() => window.bench.paints);
    return { text: paints["first-contentful-paint"], ...said };
  } finally {
    host.cut(false);
    await context.close();
  }
}

/** Waits until the device keeps what it is going to keep: nothing more for a while. */
async function kept(page) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  const count = () => page.evaluate(async () => {
    let all = 0;
    for (const name of await caches.keys()) all += (await (await caches.open(name)).keys()).length;
    return all;
  });
  for (let before = -1, quiet = 0, turn = 0; quiet < 6; turn += 1) {
    if (turn > 200) throw new Error("ce que la page garde sur l’appareil ne cesse de changer");
    const now = await count();
    quiet = now > 0 && now === before ? quiet + 1 : 0;
    before = now;
    await page.waitForTimeout(250);
  }
}

/** The first answer of a dossier, whose line then stands in the plan beside it; the processor of a phone. */
async function firstAnswer(browser, host, name) {
  const { page, context } = await open(browser, host.address(name), { processor: true, first: [start, VISITS[name]] });
  await result(page);
  // Someone reads the question.
  await page.waitForTimeout(1000);
  const box = await page.evaluate(() => {
    const choice = window.bench.choice("Commander des produits de test");
    choice.scrollIntoView({ block: "center", behavior: "instant" });
    const found = choice.getBoundingClientRect();
    return { x: found.x + 12, y: found.y + found.height / 2 };
  });
  await page.waitForTimeout(200);
  await page.evaluate(() => {
    const bench = window.bench;
    const clicked = new Promise((done) => { addEventListener("click", (event) => done(event.timeStamp), { capture: true, once: true }); });
    bench.line = clicked.then(async (at) => {
      const shown = await bench.seen(() => bench.panel().some((one) => one.includes("F414") && !one.includes("selon vos réponses")));
      return { at, line: shown - at };
    });
  });
  await page.mouse.click(box.x, box.y);
  const said = await within(30_000, page.evaluate(() => window.bench.line), "la première réponse n’a pas de ligne dans le plan");
  await page.waitForTimeout(800);
  const seen = await page.evaluate((since) => ({
    longest: window.bench.longest(since),
    paint: Math.max(0, ...window.bench.events.filter(({ name, startTime }) => /^(pointer(down|up)|click|change)$/.test(name) && startTime >= since - 20).map(({ duration }) => duration)),
  }), said.at);
  await context.close();
  return { line: said.line, ...seen };
}

/** `runs` times each, one after the other, a different one first each time. */
export async function alternate(names, runs, measure) {
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  for (let run = 0; run < runs; run += 1) {
    for (let rank = 0; rank < names.length; rank += 1) {
      const name = names[(rank + run) % names.length];
      samples[name].push(await measure(name));
    }
  }
  return samples;
}

/** The median of a field. */
export function middle(samples, field) {
  return median(samples.map((one) => one[field]));
}

/** The first visit: rows, samples, and the files that the page asked for. */
export async function load(browser, host, runs) {
  // The first visit of all also opens what the browser itself opens late: fonts, its own processes.
  await firstVisit(browser, host, "surveyjs");
  const samples = await alternate(["page", "reference", "surveyjs"], runs, (name) => firstVisit(browser, host, name));
  const early = await alternate(["page", "reference"], 1, (name) => earlyClick(browser, host, name));
  const of = (name, field) => middle(samples[name], field);
  const beside = (what, field, name, most) => row(what, of("page", field), { beside: of(name, field), name, most });
  const rows = [
    row("« Commencer » cliqué à la première peinture", early.page[0], { beside: early.reference[0], name: "reference", must: true }),
    beside("première peinture", "paint", "reference", 1),
    beside("premier texte", "text", "reference", 1),
    beside("« Commencer » à l’écran", "action", "reference"),
    beside("première question", "question", "reference", 1.25),
    beside("première question", "question", "surveyjs", 0.6),
    beside("première peinture", "paint", "surveyjs"),
    beside("plus longue tâche", "longest", "reference"),
  ];
  return { rows, samples: { ...samples, early } };
}

/** The second visit. */
export async function again(browser, host, runs) {
  const samples = await alternate(["page", "reference"], runs, (name) => secondVisit(browser, host, name));
  const beside = (what, field, options) => row(what, middle(samples.page, field), { beside: middle(samples.reference, field), name: "reference", ...options });
  const rows = [
    beside("première question", "question", { most: 300, itself: true }),
    beside("premier texte", "text"),
  ];
  return { rows, samples };
}

/** The first answer. */
export async function answer(browser, host, runs) {
  const samples = await alternate(["page", "reference"], runs, (name) => firstAnswer(browser, host, name));
  const beside = (what, field, options) => row(what, middle(samples.page, field), { beside: middle(samples.reference, field), name: "reference", ...options });
  const rows = [
    beside("plus longue tâche", "longest", { most: 50, itself: true }),
    beside("de la réponse à la peinture suivante", "paint", { most: 100, itself: true }),
    beside("de la réponse à sa ligne dans le plan", "line"),
  ];
  return { rows, samples };
}
