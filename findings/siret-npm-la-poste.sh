#!/bin/sh
# siret (npm) refuses the numbers of the post offices: it knows Luhn's key alone, which those of La Poste do not follow.
#
# The establishments of La Poste (SIREN 356000000) are too many for Luhn's key: the fourteen digits of their numbers add up to a
# multiple of 5 instead, and only some, as that of the head office, follow both. A form that asks for a SIRET and checks it so
# tells the right number of a post office to be wrong. stdnum knows both keys, and so does Jalons (R-ID-10).
#
# Seen with: siret 1.0.1 (isSIRET); witness: stdnum 1.12.0. Node 20. The first number of La Poste is that of its head office, the
# two others are made by the key.
#
# Prints what each library says of four numbers. Fails if that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" siret@1.0.1 stdnum@1.12.0
cat > essai.mjs <<'JAVASCRIPT'
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { isSIRET } = require("siret");
const { siret } = require("stdnum").stdnum.FR;

const numbers = [
  ["35600000000048", "le siège de La Poste", true],
  ["35600000000010", "un établissement de La Poste", false],
  ["35600000000015", "un établissement de La Poste", false],
  ["73282932000074", "un établissement d’une autre entreprise", true],
];
let same = true;
for (const [number, what, byLuhn] of numbers) {
  const said = { siret: isSIRET(number), stdnum: siret.validate(number).isValid };
  console.log(`${number}, ${what} : siret dit ${said.siret ? "juste" : "faux"}, stdnum ${said.stdnum ? "juste" : "faux"}`);
  same &&= said.siret === byLuhn && said.stdnum;
}
if (!same) {
  console.error("Ce qui a été vu a changé.");
  process.exit(1);
}
JAVASCRIPT
node essai.mjs
