#!/bin/sh
# node-ical keeps only the last calendar of an ICS file that holds several: the events of the others are lost, without a word.
#
# Such files are valid: « multiple iCalendar objects can be sequentially grouped together in an iCalendar stream »
# (RFC 5545 §3.4, « icalstream = 1*icalobject »). It is what comes of putting the calendars of several places one after the
# other (cat a.ics b.ics): each UID is of one event only. ical.js gives the events of all of them.
#
# Seen with: node-ical 0.26.1 (parseICS and parseFile); witness: ical.js 2.2.1. Node 20. Names are invented.
#
# Prints the events that each reader finds in each calendar alone, then in both together. Fails if that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" node-ical@0.26.1 ical.js@2.2.1
cat > essai.mjs <<'JAVASCRIPT'
import { writeFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const event = (uid, day, end, title) => [
  "BEGIN:VEVENT", `UID:${uid}@exemple.fr`, "DTSTAMP:20261128T080000Z", `DTSTART;VALUE=DATE:${day}`,
  `DTEND;VALUE=DATE:${end}`, `SUMMARY:${title}`, "END:VEVENT",
];
const calendar = (name, events) => [
  "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Exemple//FR", `X-WR-CALNAME:${name}`, ...events.flat(), "END:VCALENDAR", "",
].join("\r\n");

const first = calendar("Les Tilleuls", [
  event("tilleuls-1", "20270301", "20270302", "Commander la CPE"),
  event("tilleuls-2", "20270412", "20270413", "Renouveler le certificat"),
]);
const second = calendar("Les Glycines", [event("glycines-1", "20270315", "20270316", "Signer le contrat")]);

const readers = {
  "ical.js": (text) => {
    const parsed = ICAL.parse(text);
    const roots = typeof parsed[0] === "string" ? [parsed] : parsed;
    const events = roots.flatMap((root) => new ICAL.Component(root).getAllSubcomponents("vevent"));
    return events.map((found) => found.getFirstPropertyValue("summary"));
  },
  "node-ical parseICS": (text) => titles(nodeIcal.sync.parseICS(text)),
  "node-ical parseFile": (text) => {
    writeFileSync("agendas.ics", text);
    return titles(nodeIcal.sync.parseFile("agendas.ics"));
  },
};
const titles = (found) => Object.values(found).filter(({ type }) => type === "VEVENT").map(({ summary }) => summary);

const all = ["Commander la CPE", "Renouveler le certificat", "Signer le contrat"];
let same = true;
for (const [reader, read] of Object.entries(readers)) {
  const [one, other, both] = [first, second, first + second].map(read);
  console.log(`${reader} : ${one.length} + ${other.length} événements ; ensemble : ${both.length} (${both.join(", ")})`);
  const together = reader === "ical.js" ? all : all.slice(2);
  same &&= String([one, other, both]) === String([all.slice(0, 2), all.slice(2), together]);
}
if (!same) {
  console.error("Ce qui a été vu a changé.");
  process.exit(1);
}
console.log("Comme vu : des deux agendas mis bout à bout, node-ical ne garde que le dernier, et ne dit rien.");
JAVASCRIPT
node essai.mjs
