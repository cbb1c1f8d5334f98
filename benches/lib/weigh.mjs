// What a first visit downloads, by kind of file. What the program is made of: `cargo xtask weigh`.
import { extname } from "node:path";
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
