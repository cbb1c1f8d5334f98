#!/usr/bin/env bash
# ts-ics keeps the last line of CATEGORIES only: an event that has two is put back in one category of the two.
#
# CATEGORIES « MAY occur more than once » in an event (RFC 5545 §3.6.1, eventprop), and one line may hold several, set apart by
# commas (§3.8.1.2): the two ways say the same. Some programs write a line for each. ts-ics (« aims to be fully RFC 5545
# compliant ») replaces what it read by each new line: a calendar sorted or filtered by category loses the event, and the file
# written back has lost the category for good. ATTENDEE, of which the RFC says the same, is kept in full.
#
# Seen with: ts-ics 2.4.6 (convertIcsCalendar, generateIcsCalendar); witness: ical.js 2.2.1. Node 20. Names are invented.
#
# Prints the categories that each reader finds in the two ways of writing them, then what is written back. Fails if that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" ts-ics@2.4.6 ical.js@2.2.1
cat > essai.mjs <<'JAVASCRIPT'
import ICAL from "ical.js";
import { convertIcsCalendar, generateIcsCalendar } from "ts-ics";

const calendar = (categories) => [
  "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Exemple//FR", "BEGIN:VEVENT", "UID:tilleuls-1@exemple.fr",
  "DTSTAMP:20261128T080000Z", "DTSTART;VALUE=DATE:20270301", "SUMMARY:Commander la CPE", ...categories,
  "ATTENDEE:mailto:direction@exemple.fr", "ATTENDEE:mailto:secretariat@exemple.fr", "END:VEVENT", "END:VCALENDAR", "",
].join("\r\n");
const ways = { "une ligne": ["CATEGORIES:Certificats,RPPS"], "deux lignes": ["CATEGORIES:Certificats", "CATEGORIES:RPPS"] };

const readers = {
  "ical.js": (text) => {
    const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent");
    return [event.getAllProperties("categories").flatMap((line) => line.getValues()), event.getAllProperties("attendee").length];
  },
  "ts-ics": (text) => {
    const [event] = convertIcsCalendar(undefined, text).events;
    return [event.categories, event.attendees.length];
  },
};
const both = ["Certificats", "RPPS"];
const seen = { "ical.js": [[both, 2], [both, 2]], "ts-ics": [[both, 2], [["RPPS"], 2]] };
let same = true;
for (const [reader, read] of Object.entries(readers)) {
  const said = Object.values(ways).map((lines) => read(calendar(lines)));
  for (const [rank, way] of Object.keys(ways).entries()) {
    console.log(`${reader}, ${way} : ${said[rank][0].join(" et ")} (${said[rank][1]} participants)`);
  }
  same &&= JSON.stringify(said) === JSON.stringify(seen[reader]);
}
const back = generateIcsCalendar(convertIcsCalendar(undefined, calendar(ways["deux lignes"])));
const written = back.split(/\r?\n/).filter((line) => line.startsWith("CATEGORIES"));
console.log(`ts-ics réécrit : ${written.join(" ; ")}`);
same &&= String(written) === "CATEGORIES:RPPS";
if (!same) {
  console.error("Ce qui a été vu a changé.");
  process.exit(1);
}
console.log("Comme vu : des deux lignes de catégories, ts-ics ne garde que la dernière, et ne dit rien.");
JAVASCRIPT
node essai.mjs
