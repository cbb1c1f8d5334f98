// A page that is timed by its own clock: opened in a fresh profile, slowed down, watched from its first byte.

/** How much slower the processor of a mid phone is; its network. */
export const SLOWER = 4;
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
/** What each shows. */
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const DESKTOP = { viewport: { width: 1280, height: 900 } };

/**
 * In the page: `window.bench`, with what is noted all along, and what the measures ask of it.
 * `seen(find)`: the moment when `find` gives something that is on the screen, once the browser has painted it.
 */
function watch() {
  const bench = { paints: {}, tasks: [], events: [] };
  window.bench = bench;
  const observe = (type, note, options) => {
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...options });
  };
  observe("paint", ({ name, startTime }) => { bench.paints[name] = startTime; });
  observe("longtask", ({ startTime, duration }) => bench.tasks.push({ startTime, duration }));
  observe("event", ({ name, startTime, duration }) => bench.events.push({ name, startTime, duration }), { durationThreshold: 16 });

  bench.visible = (element) => {
    const box = element?.getBoundingClientRect();
    return box !== undefined && box.width > 0 && box.height > 0 && element.checkVisibility({ visibilityProperty: true });
  };
  const said = (element) => element.textContent.replace(/\s+/g, " ").trim();
  bench.button = (name) => [...document.querySelectorAll("button, a[href], summary, input[type=submit]")]
    .find((one) => said(one) === name && !one.disabled && bench.visible(one));
  bench.title = (start) => [...document.querySelectorAll("h1")].find((one) => said(one).startsWith(start) && bench.visible(one));
  /** A box or a radio of that label. */
  bench.choice = (start) => [...document.querySelectorAll("input[type=checkbox], input[type=radio]")]
    .map((input) => input.closest("label") ?? input.labels?.[0])
    .find((label) => label && said(label).startsWith(start) && bench.visible(label));
  /** The plan beside the question, as its lines. */
  bench.panel = () => [...document.querySelectorAll("aside[aria-label='Votre plan'] li")].map(said);
  /** What has just been done, or why it could not be: what a screen reader is told. */
  bench.told = (start) => [...document.querySelectorAll("[role=status], [role=alert], [aria-live]")].map(said).find((one) => one.startsWith(start));

  // A task of its own, which comes after the frame is painted.
  const painted = () => new Promise((done) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(null);
    });
  });
  bench.seen = async (find) => {
    for (;;) {
      const frame = painted();
      const found = document.body && find();
      const at = await frame;
      if (found) return at;
    }
  };
  /** The longest task that went on after that moment. */
  bench.longest = (since) => Math.max(0, ...bench.tasks.filter(({ startTime, duration }) => startTime + duration > since).map(({ duration }) => duration));
}

/** What Chromium must be told, from before the page is asked for: the phone, or its processor alone. */
async function slow(page, { network, processor }) {
  const session = await page.context().newCDPSession(page);
  if (network) {
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", NETWORK);
  }
  if (processor) await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
}

/**
 * Opens an address in a fresh profile, without waiting for what it holds. `phone`: small screen, slow network, slow
 * processor; `processor`: that alone. `first`: a function of the page that starts with it, and its argument.
 */
export async function open(browser, address, { phone = false, processor = phone, first, ...options } = {}) {
  const context = await browser.newContext({ ...(phone ? PHONE : DESKTOP), locale: "fr-FR", ...options });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  page.on("crash", () => { throw new Error("la page s’est arrêtée"); });
  await prepare(page, { network: phone, processor, first });
  await page.goto(address, { waitUntil: "commit" });
  return { page, context };
}

/** What a page needs before it is asked for. */
export async function prepare(page, { network = false, processor = false, first } = {}) {
  await page.addInitScript(watch);
  if (first) await page.addInitScript(...first);
  await slow(page, { network, processor });
}

/** Slows down the processor of a page that is already there. */
export function slowDown(page) {
  return slow(page, { processor: true });
}

/** Waits, without asking the page too often, for what it puts in `window.bench.result`. */
export async function result(page, timeout = 60_000) {
  const late = `la première question n’est pas venue en ${timeout / 1000} s`;
  const found = await page.waitForFunction(() => window.bench?.result, null, { polling: 50, timeout }).catch(() => { throw new Error(late); });
  return found.jsonValue();
}

/** What is promised, unless it takes too long: then what it says. */
export function within(delay, promise, late) {
  let timer;
  const end = new Promise((_, failed) => { timer = setTimeout(() => failed(new Error(late)), delay); });
  return Promise.race([promise, end]).finally(() => clearTimeout(timer));
}
