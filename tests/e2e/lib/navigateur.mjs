// A browser of the system, driven by playwright-core; what the journeys look at.
import { chromium } from "playwright-core";
import { execFileSync } from "node:child_process";
import { accessSync, mkdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import assert from "node:assert/strict";

const AXE = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const CAPTURES = new URL("../captures/", import.meta.url).pathname;

function chromiumDuSysteme() {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      try {
        accessSync(join(folder, name));
        return join(folder, name);
      } catch {}
    }
  }
  throw new Error("Chromium manque : installez-le, ou lancez cargo xtask setup.");
}

/** A browser. */
export function lancer() {
  return chromium.launch({
    executablePath: chromiumDuSysteme(),
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** A page in a fresh profile, which keeps what it asks for, what it logs and what its security policy refuses. */
export async function ouvrir(browser, adresse, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "fr-FR", ...options });
  const page = await context.newPage();
  const vu = { requetes: [], erreurs: [] };
  page.on("request", (request) => vu.requetes.push(request.url()));
  page.on("console", (message) => { if (message.type() === "error") vu.erreurs.push(message.text()); });
  page.on("pageerror", (error) => vu.erreurs.push(String(error)));
  await page.goto(adresse);
  await prete(page);
  return { context, page, vu };
}

/** Waits until the program is mounted. */
export async function prete(page) {
  await page.waitForFunction(() => document.documentElement.dataset.pret === "oui", null, { timeout: 20_000 });
}

/** Fails on any violation that axe finds, every rule on. */
export async function axe(page, ou) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } }));
  const lines = found.violations.map((one) => `${one.id}: ${one.help}\n   ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join("\n   ")}`);
  assert.equal(lines.length, 0, `axe, ${ou} :\n${lines.join("\n")}`);
}

/** No request left the origin, and none was made after `depuis` requests. */
export function rienNeSort(vu, adresse, depuis) {
  const origin = new URL(adresse).origin;
  assert.deepEqual(vu.requetes.filter((url) => !url.startsWith(origin) && !url.startsWith("blob:")), []);
  assert.deepEqual(vu.requetes.slice(depuis).filter((url) => !url.startsWith("blob:")), [], "nothing is asked for after load");
}

/** Prints to A4 and reads the text back. */
export async function imprimer(page, nom) {
  mkdirSync(CAPTURES, { recursive: true });
  const file = join(CAPTURES, `${nom}.pdf`);
  await page.pdf({ path: file, format: "A4", preferCSSPageSize: true, tagged: true, outline: true });
  return execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
}

/** A picture of the page, for people. */
export async function capture(page, nom, options = {}) {
  mkdirSync(CAPTURES, { recursive: true });
  await page.screenshot({ path: join(CAPTURES, `${nom}.png`), fullPage: true, ...options });
}
