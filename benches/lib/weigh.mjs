// What a first visit downloads, by kind of file; and what the program is made of, by the names of its functions.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { pack } from "./serve.mjs";
import { open } from "./watch.mjs";

const KINDS = { ".html": "HTML", ".css": "CSS", ".js": "JavaScript", ".wasm": "WebAssembly" };

/** The files that a page asks for before anything is done in it: name, kind, bytes, bytes of brotli. */
export async function firstLoad(browser, host, name) {
  host.sent.length = 0;
  const { page, context } = await open(browser, host.address(name));
  await page.waitForLoadState("networkidle");
  const files = new Map(host.sent.map(({ path, bytes, packed }) => [path, { path, kind: KINDS[extname(path)] ?? "autres", bytes: bytes.length, packed }]));
  await context.close();
  return [...files.values()];
}

/** The bytes of brotli of files, by kind. */
export function byKind(files) {
  const sums = new Map([...Object.values(KINDS), "autres"].map((kind) => [kind, 0]));
  for (const { kind, packed } of files) sums.set(kind, sums.get(kind) + packed);
  return sums;
}

// What a name says, the first that fits; names are those of v0, which hold their generic arguments. What `view!` unfolds to
// are functions of Leptos made for the page's own elements: they name a component of the page, or are nothing but elements.
const PARTS = [
  ["serde, et ce qu’il dérive", /\bserde(_json|_core)?::/],
  ["pages (view!)", /\bjalons::ui::|\btachys::html::element::HtmlElement</],
  ["domaine", /\bjalons::(domain|route)/],
  ["protocole", /\bjalons::protocol/],
  ["navigateur (src/browser)", /\bjalons::browser/],
  ["reste de Jalons", /\bjalons::/],
  ["Leptos", /\b(leptos(_\w+)?|tachys|reactive_graph|reactive_stores|any_spawner|hydration_context|either_of|oco_ref|throw_error|or_poisoned|next_tuple|server_fn|slotmap|guardian|send_wrapper|futures(_\w+)?|pin_project_lite|async_lock|event_listener)::/],
  ["liaison (wasm-bindgen, web-sys, gloo, idb)", /\b(wasm_bindgen(_\w+)?|js_sys|web_sys|gloo(_\w+)?|idb|console_error_panic_hook)::|externref|__wbindgen|__wbg/],
  ["chrono, miniz_oxide", /\b(chrono|miniz_oxide)::/],
  ["bibliothèque de Rust", /\b(core|alloc|std|hashbrown|dlmalloc|compiler_builtins|memchr|itoa|ryu|zmij)::|^(mem(cpy|move|set|cmp)|__rust|__rdl)/],
];

const WASM_OPT = ["-Oz", "-g", "--strip-producers", "--enable-bulk-memory", "--enable-nontrapping-float-to-int", "--enable-reference-types", "--enable-sign-ext", "--enable-mutable-globals", "--enable-multivalue"];

/**
 * What a program with names (as wasm-bindgen writes it) is made of, once reduced as the published one is: parts, with the
 * bytes of their functions; the data (texts and tables); the rest of the file. `packed`: the brotli of each part alone, in
 * proportion to that of the published file, which `published` gives.
 */
export async function parts(named, published) {
  const small = `${named}.small`;
  const here = ["../..", "../../tests/e2e"].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));
  const wasmOpt = createRequire(import.meta.url).resolve("binaryen/bin/wasm-opt", { paths: here });
  execFileSync("node", [wasmOpt, ...WASM_OPT, named, "-o", small]);
  const { functions, data, rest } = sections(readFileSync(small));
  const groups = new Map([...PARTS.map(([name]) => [name, []]), ["autres", []]]);
  for (const { name, body } of functions) groups.get(PARTS.find(([, pattern]) => pattern.test(name))?.[0] ?? "autres").push(body);
  groups.set("textes et tables (données)", [data]);
  groups.set("types, imports, exports", rest);
  const weighed = await Promise.all([...groups].map(async ([name, pieces]) => {
    const bytes = Buffer.concat(pieces);
    return { name, bytes: bytes.length, alone: bytes.length === 0 ? 0 : (await pack(bytes)).length };
  }));
  const sum = weighed.reduce((all, { alone }) => all + alone, 0);
  return weighed.map(({ name, bytes, alone }) => ({ name, bytes, packed: Math.round((alone / sum) * published) }));
}

/** Reads a program: its functions with their names, its data, its other sections. */
function sections(file) {
  let place = 8;
  const count = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = file[place];
      place += 1;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const text = () => {
    const length = count();
    place += length;
    return file.toString("utf8", place - length, place);
  };
  const bodies = [];
  const names = new Map();
  const rest = [];
  let [imported, data] = [0, Buffer.alloc(0)];
  const readers = {
    // Imports: only functions come before those of the program.
    2: () => {
      for (let left = count(); left > 0; left -= 1) {
        text();
        text();
        const kind = file[place];
        place += 1;
        if (kind === 0) {
          imported += 1;
          count();
        } else if (kind === 3) {
          place += 2;
        } else {
          if (kind === 1) place += 1;
          const bounded = count() & 1;
          count();
          if (bounded) count();
        }
      }
    },
    10: () => {
      for (let left = count(); left > 0; left -= 1) {
        const start = place;
        const length = count();
        place += length;
        bodies.push(file.subarray(start, place));
      }
    },
    0: (end) => {
      if (text() !== "name") return;
      while (place < end) {
        const kind = file[place];
        place += 1;
        const next = count() + place;
        // The names of functions.
        if (kind === 1) {
          for (let left = count(); left > 0; left -= 1) {
            const rank = count();
            names.set(rank, text());
          }
        }
        place = next;
      }
    },
  };
  while (place < file.length) {
    const kind = file[place];
    place += 1;
    const length = count();
    const end = place + length;
    if (kind === 11) data = file.subarray(place, end);
    else if (kind !== 10 && kind !== 0) rest.push(file.subarray(place, end));
    readers[kind]?.(end);
    place = end;
  }
  // Crates are named with a number of theirs: « core[27fd8d9a]::fmt ».
  const clear = (name) => name.replace(/(?<=\w)\[[0-9a-f]{6,}\]/g, "");
  return { functions: bodies.map((body, rank) => ({ name: clear(names.get(rank + imported) ?? ""), body })), data, rest };
}
