// A browser of the system, driven by playwright-core; what the journeys look at.
//
//   const browser = await lancer();                        one browser for a test file
//   const context = await lancerRegle(folder, { profile: … });   a browser with one profile, and preferences of a person
//   const { page, vu, context } = await ouvrir(browser, site.adresse, { colorScheme: "dark" });
//   rienNeSort(vu, site.adresse);                          nothing left the origin, nothing was asked for after load
//   rienNeCloche(vu);                                      no console error, no exception, no refusal of the security policy
//   await axe(page, "accueil");                            every rule of WCAG 2.2 AA and the good practices
//   const text = await imprimer(page, "c01-plan");         A4 in tests/e2e/captures, read back as text
//   await capture(page, "c01-plan");                       a picture in tests/e2e/captures
import { chromium } from "playwright-core";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import { ecran, programme } from "./machine.mjs";

const AXE = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
export const CAPTURES = fileURLToPath(new URL("../captures/", import.meta.url));
// All rules but those of level AAA and the obsolete ones.
const NIVEAUX = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

function reglages() {
  const executablePath = programme("chromium", "chromium-browser", "google-chrome");
  if (!executablePath) throw new Error("Chromium manque : installez-le, ou lancez cargo xtask setup.");
  return {
    executablePath,
    args: [
      "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
      "--disable-sync",
    ],
  };
}

// What a frame keeps is kept apart from what its site keeps elsewhere, as browsers do since 2023. Playwright turns that off: then a
// frame of another site is refused to keep anything, as it was before where third-party cookies were blocked. The last one of that
// name counts.
const CLOISONS = "--disable-features=HttpsUpgrades,MediaRouter,OptimizationHints";

/** A browser. `cloisons`: what the page keeps in the frame of another site is kept apart; otherwise it is refused there. */
export function lancer({ cloisons = false } = {}) {
  const { args, ...others } = reglages();
  return chromium.launch({ ...others, args: cloisons ? [...args, CLOISONS] : args });
}

/** A browser with one profile, kept in that folder, which another tool reaches by that port of the loopback. */
export function lancerAuPort(profil, port) {
  const { args, ...others } = reglages();
  return chromium.launchPersistentContext(profil, { ...others, locale: "fr-FR", args: [...args, `--remote-debugging-port=${port}`] });
}

/** A browser with one profile, in that folder, set as a person may set it: by Chromium's own names of its preferences. */
export function lancerRegle(profil, preferences = {}, { args: more = [], ...options } = {}) {
  mkdirSync(join(profil, "Default"), { recursive: true });
  writeFileSync(join(profil, "Default", "Preferences"), JSON.stringify(preferences));
  const { args, ...others } = reglages();
  return chromium.launchPersistentContext(profil, { ...others, locale: "fr-FR", viewport: { width: 1280, height: 900 }, args: [...args, CLOISONS, ...more], ...options });
}

/**
 * The same, on a screen: what the page itself asks to print is put at once in that folder, as a PDF file under the title of the window.
 */
export async function lancerPourImprimer(profil, papiers) {
  const state = { version: 2, recentDestinations: [{ id: "Save as PDF", origin: "local", account: "" }], selectedDestinationId: "Save as PDF" };
  const preferences = { printing: { print_preview_sticky_settings: { appState: JSON.stringify(state) } }, savefile: { default_directory: papiers } };
  return lancerRegle(profil, preferences, { headless: false, args: ["--kiosk-printing"], env: { ...process.env, DISPLAY: await ecran() } });
}

/**
 * A page in a fresh profile, at that address, once the program is mounted (`attendre: false`: at once). The other options
 * are those of a context of Playwright: viewport, colorScheme, forcedColors, javaScriptEnabled…
 * The page lays out what is far from the screen when it comes near (content-visibility); to be read and judged whole, it
 * is laid out at once here, unless `paresseux`: the keyboard, the paper and the measures are of the page as it is.
 * `avant(page)` runs before the page is loaded. `vu` fills up as the page lives: the requests it made (`chargees`: how
 * many there were once loaded), what went wrong.
 */
export async function ouvrir(browser, adresse, { attendre = true, paresseux = false, avant, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "fr-FR", ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const vu = { requetes: [], erreurs: [], chargees: 0 };
  page.on("request", (request) => vu.requetes.push(request.url()));
  page.on("console", (message) => {
    if (message.type() === "error") vu.erreurs.push(message.text());
  });
  page.on("pageerror", (error) => vu.erreurs.push(String(error)));
  page.on("crash", () => vu.erreurs.push("the page crashed"));
  if (!paresseux) {
    await page.addInitScript(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { content-visibility: visible !important; }");
      document.adoptedStyleSheets = [sheet];
    });
  }
  await avant?.(page);
  await page.goto(adresse);
  if (attendre) await prete(page);
  vu.chargees = vu.requetes.length;
  return { context, page, vu };
}

/** Waits until the program is mounted. */
export async function prete(page) {
  await page.waitForFunction(() => document.documentElement.dataset.pret === "oui", null, { timeout: 20_000 });
}

/** Waits until the page that is drawn is there whole: its first parts are painted before the others come. */
export const entiere = (page) => page.waitForFunction(() => document.querySelector("#feuille[aria-busy=true]") === null);

/** The text of the page, once it is whole; one space between words. */
export async function texte(page) {
  await entiere(page);
  return (await page.locator("#app main").innerText()).replace(/\s+/g, " ").trim();
}

/** Fails on any violation that axe finds, contrasts included; `ou` names the page in the message. */
export async function axe(page, ou) {
  await entiere(page);
  // What fades in is judged once it is there: the plan beside a question changes a moment after an answer.
  await page.waitForTimeout(150);
  // One that waits for its delay changes nothing yet.
  await page.evaluate(() => {
    const moving = document.getAnimations().filter((one) => one.effect.getComputedTiming().progress !== null);
    return Promise.all(moving.map((one) => one.finished.catch(() => null)));
  });
  await page.evaluate(AXE);
  const found = await page.evaluate(
    (values) => window.axe.run(document, { resultTypes: ["violations"], runOnly: { type: "tag", values } }),
    NIVEAUX,
  );
  const lines = found.violations.map((one) => {
    const nodes = one.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 200)}\n     ${node.failureSummary}`);
    return `${one.id}: ${one.help}\n   ${nodes.join("\n   ")}`;
  });
  assert.equal(lines.length, 0, `axe, ${ou} :\n${lines.join("\n")}`);
}

// The programs beside the page, asked for when they are first needed, whose addresses hold nothing but their version; and the
// settings of the publisher, which the program asks for as it starts and nothing waits for.
const PROGRAMME = /^((calcul|atelier)-[0-9a-f]{8}(\.js|_bg\.wasm)|jalons\.json)$/;

/**
 * No request left the origin, and none was made once `depuis` had been (those of the loading, unless told otherwise) but
 * for the page's own programs, each once.
 */
export function rienNeSort(vu, adresse, depuis = vu.chargees) {
  const origin = `${new URL(adresse).origin}/`;
  const folder = new URL(".", adresse.split("#")[0]).href;
  // What the page makes itself, in memory: a file to download, an icon.
  const asked = (urls) => urls.filter((url) => !/^(blob|data):/.test(url));
  assert.deepEqual(asked(vu.requetes).filter((url) => !url.startsWith(origin)), [], "nothing leaves the origin");
  const late = asked(vu.requetes.slice(depuis)).map((url) => url.replace(folder, ""));
  assert.deepEqual(late.filter((url) => !PROGRAMME.test(url)), [], "nothing is asked for after load but the programs of the page and its settings");
  assert.deepEqual(late.filter((url, place) => late.indexOf(url) !== place), [], "each program is asked for once");
}

/** No error on the console (a refusal of the security policy is one), no exception. */
export function rienNeCloche(vu) {
  assert.deepEqual(vu.erreurs, []);
}

/** Nothing is wider than the page. */
export async function tientEnLargeur(page, ou) {
  await entiere(page);
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth, document.documentElement.clientWidth,
  ]);
  assert.ok(content <= window, `${ou} : ${content} px wide in ${window}`);
}

/** Prints to A4 and reads the text back, in the order of the page: what stands side by side is not mixed line by line. */
export async function imprimer(page, nom) {
  mkdirSync(CAPTURES, { recursive: true });
  const file = join(CAPTURES, `${nom}.pdf`);
  await page.pdf({ path: file, format: "A4", preferCSSPageSize: true, tagged: true, outline: true });
  return execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8" });
}

/** The text of a PDF file that something else writes; nothing as long as it is not there, or not whole. */
export function lirePapier(file) {
  try {
    return execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return "";
  }
}

/** A picture of the page, for people. */
export async function capture(page, nom, options = {}) {
  await entiere(page);
  mkdirSync(CAPTURES, { recursive: true });
  await page.screenshot({ path: join(CAPTURES, `${nom}.png`), fullPage: true, ...options });
}
