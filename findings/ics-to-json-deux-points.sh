#!/usr/bin/env bash
# ics-to-json cuts a title, a place and a description at their first colon: « CVS : élection » is « CVS », a link is « https ».
#
# The colon that ends the name of a property is the first one outside quotation marks (RFC 5545 §3.1, contentline). Those that come
# after belong to the value, and a writer may not hide them: in a TEXT, a colon « SHALL NOT be escaped with a BACKSLASH character »
# (§3.3.11). ics-to-json cuts the line at every colon and keeps the second piece only: titles such as « Échéance : … », hours such
# as 14:30 and links are cut. A colon on the continuation of a folded line does worse: the whole of that line is left out. There is
# no error. ical.js gives the texts in full.
#
# Seen with: ics-to-json 2.0.2 (icsToJson); witness: ical.js 2.2.1. Node 20. Names are invented.
#
# Prints the texts that each reader gives of one event. Fails if that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" ics-to-json@2.0.2 ical.js@2.2.1
cat > essai.mjs <<'JAVASCRIPT'
import ICAL from "ical.js";
import { icsToJson } from "ics-to-json";

const calendar = [
  "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Exemple//FR", "BEGIN:VEVENT", "UID:tilleuls-1@exemple.fr",
  "DTSTAMP:20261128T080000Z", "DTSTART;VALUE=DATE:20270301", "SUMMARY:CVS : élection", "LOCATION:Salle B : 2e étage",
  "DESCRIPTION:Les bulletins sont à remettre ", " avant 14:30 à l’accueil.", "END:VEVENT",
  "BEGIN:VEVENT", "UID:tilleuls-2@exemple.fr", "DTSTAMP:20261128T080000Z", "DTSTART;VALUE=DATE:20270302", "SUMMARY:Bilan",
  "LOCATION:Salle B", "DESCRIPTION:https://exemple.fr/bilan", "END:VEVENT", "END:VCALENDAR", "",
].join("\r\n");

const names = ["summary", "location", "description"];
const readers = {
  "ical.js": (text) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map(
    (event) => names.map((name) => event.getFirstPropertyValue(name)),
  ),
  "ics-to-json": (text) => icsToJson(text).map((event) => names.map((name) => event[name])),
};
const seen = {
  "ical.js": [
    ["CVS : élection", "Salle B : 2e étage", "Les bulletins sont à remettre avant 14:30 à l’accueil."],
    ["Bilan", "Salle B", "https://exemple.fr/bilan"],
  ],
  "ics-to-json": [
    ["CVS", "Salle B", "Les bulletins sont à remettre"],
    ["Bilan", "Salle B", "https"],
  ],
};
let same = true;
for (const [reader, read] of Object.entries(readers)) {
  const said = read(calendar);
  for (const texts of said) console.log(`${reader} : ${texts.map((text) => `« ${text} »`).join(", ")}`);
  same &&= JSON.stringify(said) === JSON.stringify(seen[reader]);
}
if (!same) {
  console.error("Ce qui a été vu a changé.");
  process.exit(1);
}
console.log("Comme vu : ics-to-json ne garde que ce qui précède le premier deux-points, sans rien dire.");
JAVASCRIPT
node essai.mjs
