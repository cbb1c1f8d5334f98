// Releases for older browsers that are not at hand: what they lack is taken away from the one of dist/.
//
//   const release = sans(t, { css: (sheet) => sheet.replaceAll("::details-content", "::inconnu"), script: "delete …" });
//     css: what such a browser makes of a style sheet; script: what runs before everything else, in the page and, unless
//     `programmes: false`, in the service worker and in both programs, whose digests follow; it may be a function of the
//     name of what it runs in (`page`, `sw`, `calcul`, `atelier`)
//   const { css, script, html } = ancien("firefox", "102");   all of that for a browser, by MDN's tables of compatibility
//   plusAnciens();        [["chrome", "97"], ["firefox", "102"], ["safari", "16"]]: those that the README names
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publiee } from "./versions.mjs";

/** MDN's tables of compatibility. */
export const TABLES = JSON.parse(readFileSync(new URL("../../e2e/node_modules/@mdn/browser-compat-data/data.json", import.meta.url), "utf8"));
const empreinte = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

/** The release of dist/ changed, in a folder of its own. Removed at the end of the test. */
export function sans(t, { css = (sheet) => sheet, html = (page) => page, script = "", programmes = true }) {
  const root = mkdtempSync(join(tmpdir(), "jalons-manque-"));
  t.after(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));
  const dossier = join(root, "dist");
  cpSync(publiee().dossier, dossier, { recursive: true });
  const change = (name, how) => writeFileSync(join(dossier, name), how(readFileSync(join(dossier, name), "utf8")));
  // The policy of the page allows the style sheet that stands in it as it is; changed, it is one of the folder.
  change("index.html", (page) => html(page).replace(/<style>([^]*?)<\/style>/, (_, sheet) => {
    writeFileSync(join(dossier, "style.css"), sheet);
    return '<link rel="stylesheet" href="style.css">';
  }));
  for (const name of readdirSync(dossier)) if (name.endsWith(".css")) change(name, css);
  if (!script) return { dossier };
  const before = typeof script === "function" ? script : () => script;
  writeFileSync(join(dossier, "manque.js"), before("page"));
  // After the policy, which allows it as a script of the folder.
  change("index.html", (page) => page.replace(/<script>/, "<script src=manque.js></script><script>"));
  if (!programmes) return { dossier };
  for (const name of readdirSync(dossier).filter((name) => /^(calcul|atelier)-.*\.js$/.test(name))) {
    const known = readFileSync(join(dossier, name), "utf8");
    const changed = `${before(name.split("-")[0])}\n${known}`;
    writeFileSync(join(dossier, name), changed);
    for (const file of ["index.html", "sw.js"]) change(file, (text) => text.replaceAll(empreinte(known), empreinte(changed)));
  }
  change("sw.js", (text) => `${before("sw")}\n${text}`);
  return { dossier };
}

/** The oldest browsers that the README names, under the names of MDN's tables. */
export function plusAnciens() {
  const text = readFileSync(new URL("../../../README.md", import.meta.url), "utf8").replace(/\s+/g, " ");
  const [, chrome, firefox, safari] = text.match(/Il faut Chrome ou Edge ([\d.]+), Firefox ([\d.]+), Safari ([\d.]+), ou plus récent/);
  return [["chrome", chrome], ["firefox", firefox], ["safari", safari]];
}

/** Whether a version of a browser has what an entry of the tables is about; one without a table is taken as had. */
export function connait(entry, browser, version) {
  const table = entry?.__compat?.support[browser];
  if (table === undefined) return true;
  const parts = (text) => text.replace("≤", "").split(".").map(Number);
  const reached = (wanted) => {
    if (typeof wanted !== "string" || wanted === "preview") return false;
    const [[major, minor = 0], [here, point = 0]] = [parts(wanted), parts(version)];
    return here > major || (here === major && point >= minor);
  };
  return [table].flat().some((one) => reached(one.version_added) && !reached(one.version_removed) && !one.flags && !one.prefix && !one.alternative_name);
}

/** What that version of a browser lacks: how it reads the page and its sheets, and a script that takes the rest away. */
export function ancien(browser, version) {
  const lacks = (entry) => entry?.__compat !== undefined && !connait(entry, browser, version);
  // Objects with what each of them lacks: `Array.prototype` and `Array` have no table each, so both lose the name.
  const removals = {};
  const remove = (object, name) => (removals[object] ??= new Set()).add(name);
  const members = (object, entry) => {
    for (const [key, value] of Object.entries(entry)) {
      if (key === "__compat" || key.startsWith("@@") || key.endsWith("_event") || !lacks(value)) continue;
      const name = key.replace(/_static$/, "");
      remove(object, name);
      if (!key.endsWith("_static")) remove(`${object}.prototype`, name);
    }
  };
  const globals = { ...TABLES.api, ...TABLES.javascript.builtins };
  for (const [name, entry] of Object.entries(globals)) {
    if (/\W/.test(name)) continue;
    if (lacks(entry)) remove("globalThis", name);
    members(name, entry);
  }
  for (const scope of ["Window", "WorkerGlobalScope"]) for (const name of removals[`${scope}.prototype`] ?? []) remove("globalThis", name);
  for (const [space, entries] of [["Intl", TABLES.javascript.builtins.Intl], ["WebAssembly", TABLES.webassembly.api]]) {
    for (const [name, entry] of Object.entries(entries)) if (name !== "__compat") members(`${space}.${name}`, entry);
    members(space, entries);
  }
  // The tests of WebKit look at the page with this one; that no script of ours does is a test of its own.
  for (const names of Object.values(removals)) for (const name of HARNAIS) names.delete(name);

  const unknown = { selectors: TABLES.css.selectors, atRules: TABLES.css["at-rules"] };
  const names = Object.fromEntries(Object.entries(unknown).map(([kind, all]) => [kind, Object.keys(all).filter((name) => lacks(all[name]))]));
  const functions = [...Object.entries(TABLES.css.types), ...Object.entries(TABLES.css.types.color)].filter(([, entry]) => lacks(entry)).map(([name]) => name);
  const properties = TABLES.css.properties;
  const units = UNITES.filter(([name]) => lacks(TABLES.css.types.length[name])).map(([, pattern]) => pattern);
  const known = (property, value) => {
    const entry = properties[property];
    // A word of @page, in a table of its own.
    if (property.startsWith("--") || property === "size") return true;
    if (!entry || lacks(entry)) return false;
    if (functions.some((name) => value.includes(`${name}(`)) || units.some((unit) => unit.test(value))) return false;
    return !value.split(/[\s,()]+/).some((word) => lacks(entry[word]));
  };
  const css = (sheet) => sheet
    .replace(/@([a-z-]+)/g, (whole, name) => (names.atRules.includes(name) ? "@inconnu" : whole))
    // Before a brace that opens: in a selector.
    .replace(/(::?)([a-z-]+)(?=[^{}]*\{)/g, (whole, colons, name) => (names.selectors.includes(name) ? `${colons}inconnu` : whole))
    .replace(/(?<=[{;(]\s*)([a-z-]+)\s*:\s*([^;{}]+)(?=[;})])/g, (whole, property, value) => (properties[property] && !known(property, value) ? `inconnu-${whole}` : whole));
  const attributes = { ...TABLES.html.global_attributes, ...TABLES.html.elements.button };
  const attributs = Object.keys(attributes).filter((name) => lacks(attributes[name]));
  const html = (page) => attributs.reduce((text, name) => text.replace(new RegExp(`(<[^>]*\\s)${name}(?==)`, "g"), `$1data-inconnu-${name}`), page);
  const asked = [...names.selectors.map((name) => `:${name}`), ...Object.keys(properties).filter((name) => lacks(properties[name]))];
  const script = `(() => {
    for (const [path, names] of Object.entries(${JSON.stringify(Object.fromEntries(Object.entries(removals).map(([object, set]) => [object, [...set]])))})) {
      const object = path.split(".").reduce((found, name) => found?.[name], globalThis);
      // What is global in a program stands on what its scope is made of.
      const scopes = path === "globalThis" ? [object, globalThis.WorkerGlobalScope?.prototype] : [object];
      for (const scope of scopes.filter(Boolean)) for (const name of names) delete scope[name];
    }
    const asked = ${JSON.stringify(asked)};
    const supports = globalThis.CSS?.supports?.bind(CSS);
    if (supports) CSS.supports = (...words) => !asked.some((one) => words.join(":").includes(one)) && supports(...words);
  })();`;
  return { css, html, script, retires: removals, attributs };
}

/**
 * A style sheet that lays out at once what the page lays out when it comes near the screen, which moves what was measured
 * before: a page is judged whole, as in `ouvrir` of tests/e2e.
 */
export const entiere = (sheet) => sheet.replaceAll(/content-visibility:\s*auto/g, "content-visibility:visible");

// What the tests themselves look at a page with.
const HARNAIS = ["checkVisibility"];
// Units, by the name that the tables have for their family.
const UNITES = [
  ["container_query_length_units", /\dcq(w|h|i|b|min|max)\b/], ["viewport_percentage_units_dynamic", /\ddv(w|h|i|b|min|max)\b/],
  ["viewport_percentage_units_large", /\dlv(w|h|i|b|min|max)\b/], ["viewport_percentage_units_small", /\dsv(w|h|i|b|min|max)\b/],
  ["lh", /\dlh\b/], ["rlh", /\drlh\b/], ["cap", /\dcap\b/], ["ic", /\dic\b/],
];
