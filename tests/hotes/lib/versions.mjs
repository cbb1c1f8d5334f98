// Releases: the one of dist/, and another of the same program, as a change in each of its files would give it.
//
//   const { dossier, version } = publiee();       dist/
//   const { dossier, version } = suivante(t);     every file that is named by a digest has other bytes and another name
import { createHash } from "node:crypto";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = fileURLToPath(new URL("../../../dist/", import.meta.url));
const versionDe = (dossier) => readFileSync(join(dossier, "index.html"), "utf8").match(/data-version="?([0-9a-f]{8})/)[1];
const empreinte = (bytes) => `sha256-${createHash("sha256").update(bytes).digest("base64")}`;
// Other digits, of the same length.
const autres = (digits) => digits.replace(/./g, (digit) => "123456789abcdef0"["0123456789abcdef".indexOf(digit)]);

/** The release of dist/. */
export const publiee = () => ({ dossier: DIST, version: versionDe(DIST) });

/** Another release. Removed at the end of the test. */
export function suivante(t) {
  const root = mkdtempSync(join(tmpdir(), "jalons-suivante-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const dossier = join(root, "dist");
  cpSync(DIST, dossier, { recursive: true });
  // What was packed of the other release is not of this one.
  for (const name of readdirSync(dossier).filter((name) => /\.(br|gz)$/.test(name))) rmSync(join(dossier, name));
  const names = readdirSync(dossier);
  const changes = new Map([[versionDe(DIST), autres(versionDe(DIST))]]);
  for (const name of names) {
    const [digits] = name.match(/(?<=-)[0-9a-f]{8,}/) ?? [];
    if (digits) changes.set(digits, autres(digits));
  }
  // What a program of this version says of its wasm changes with the name of the latter; so does its own digest.
  const apply = (text) => [...changes].reduce((text, [from, to]) => text.replaceAll(from, to), text);
  for (const name of names.filter((name) => /\.(html|js)$/.test(name))) {
    const file = join(dossier, name);
    writeFileSync(file, apply(readFileSync(file, "utf8")));
    if (name.endsWith(".js")) appendFileSync(file, "\n// Une autre version.\n");
  }
  const sums = new Map();
  for (const name of names.filter((name) => /^(calcul|atelier)-/.test(name))) {
    sums.set(empreinte(readFileSync(join(DIST, name))), empreinte(readFileSync(join(dossier, name))));
  }
  for (const name of ["index.html", "sw.js"]) {
    const file = join(dossier, name);
    writeFileSync(file, [...sums].reduce((text, [from, to]) => text.replaceAll(from, to), readFileSync(file, "utf8")));
  }
  for (const name of names) if (apply(name) !== name) renameSync(join(dossier, name), join(dossier, apply(name)));
  return { dossier, version: versionDe(dossier) };
}
