// The oldest browsers that the README names are not at hand. What their scripts, their sheets and their WebAssembly lack is
// known from MDN's tables and from esbuild: nothing of the page asks for more. What Chrome 97 lacks is then taken away from
// Chromium: the page starts, and does all its work. tests/navigateurs does the same with Firefox and WebKit.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lancer } from "../e2e/lib/navigateur.mjs";
import { dossier, ouvrirDossier } from "../e2e/lib/parcours.mjs";
import { servir } from "./lib/commutateur.mjs";
import { onglet, profil, toutVaSansCeQuiManque } from "./lib/gestes.mjs";
import { TABLES, ancien, connait, entiere, plusAnciens, sans } from "./lib/manques.mjs";
import { publiee } from "./lib/versions.mjs";

const RACINE = fileURLToPath(new URL("../../", import.meta.url));
const duDist = (end) => readdirSync(publiee().dossier).filter((name) => name.endsWith(end)).map((name) => join(publiee().dossier, name));

let browser;
before(async () => { browser = await lancer(); });
after(async () => { await browser?.close(); });

test("the page says the same as the README of the oldest browsers", () => {
  const [[, chrome], [, firefox], [, safari]] = plusAnciens();
  assert.ok(readFileSync(join(publiee().dossier, "index.html"), "utf8").includes(`Chrome ou Edge ${chrome}, Firefox ${firefox}, Safari ${safari}`));
});

test("no script is written in words that came after them: esbuild has nothing to put in older ones", () => {
  const esbuild = (file, target) => execFileSync(join(RACINE, "node_modules/.bin/esbuild"), [`--target=${target}`, "--loader=js", "--log-level=error"], { input: readFileSync(file), encoding: "utf8", maxBuffer: 1 << 26 });
  const oldest = plusAnciens().map(([name, version]) => name + version).join();
  const scripts = duDist(".js");
  assert.ok(scripts.length >= 5);
  for (const file of scripts) assert.ok(esbuild(file, oldest) === esbuild(file, "esnext"), file);
});

test("WebAssembly is asked for nothing that came after them: wasm-opt refuses what is not named", () => {
  const NOMS = {
    "bulk-memory": "bulk-memory-operations", multivalue: "multi-value", "nontrapping-float-to-int": "non-trapping-float-to-int-conversions",
    "reference-types": "reference-types", "sign-ext": "sign-extension-operations",
    // Of the first edition's end, before the tables tell it apart.
    "mutable-globals": undefined,
  };
  const named = [...readFileSync(join(RACINE, "public/index.html"), "utf8").matchAll(/--enable-([a-z-]+)/g)].map(([, name]) => name);
  assert.deepEqual([...new Set(named)].sort(), Object.keys(NOMS).sort());
  for (const name of Object.values(NOMS).filter(Boolean)) {
    for (const [browser, version] of plusAnciens()) assert.ok(connait(TABLES.webassembly[name], browser, version), `${name}, ${browser} ${version}`);
  }
});

test("no colour rests on light-dark(), which came with Chrome 123, Firefox 120 and Safari 17.5", () => {
  for (const file of [...duDist(".css"), join(publiee().dossier, "index.html")]) assert.doesNotMatch(readFileSync(file, "utf8"), /light-dark\(/, file);
});

test("no script of ours asks for what the tests of an older browser look with", () => {
  for (const file of duDist(".js")) assert.doesNotMatch(readFileSync(file, "utf8"), /checkVisibility/, file);
});

for (const [name, version] of plusAnciens().filter(([name]) => name === "chrome")) {
  test(`Chromium without what came after ${name} ${version}: the plan, the files and the copy on the device are there`, async (t) => {
    const context = await profil(browser);
    t.after(() => context.close());
    const errors = [];
    context.on("weberror", (error) => errors.push(String(error.error())));
    context.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
    const lacks = ancien(name, version);
    const site = await servir(t, { "/jalons/": sans(t, { ...lacks, css: (sheet) => entiere(lacks.css(sheet)) }) });
    const page = await onglet(context, site.adresse("/jalons/"));
    assert.deepEqual(await page.evaluate(() => [typeof structuredClone, typeof Array.prototype.findLast === "function", CSS.supports("selector(:has(a))")]), ["undefined", true, false]);
    const base = await ouvrirDossier(page, dossier("c01"));
    await toutVaSansCeQuiManque(page, base.slice(base.indexOf("#")));
    for (const worker of page.workers()) assert.equal(await worker.evaluate(() => typeof structuredClone), "undefined", "taken away from the programs too");
    assert.deepEqual(errors, []);
  });
}
