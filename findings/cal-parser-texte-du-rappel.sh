#!/bin/sh
# cal-parser gives an event the description of its reminder: what an event says is replaced by what its alarm says.
#
# An alarm stands inside its event, and has a DESCRIPTION of its own when it shows something (RFC 5545 §3.6.6: required for
# ACTION:DISPLAY). Calendars that remind their user are all made so. cal-parser reads the lines of the alarm as if they were
# those of the event, the last one winning: the text of the event is lost, and « action », « trigger », « begin », « end » of
# the alarm stand among its fields. ical.js keeps the two apart.
#
# Seen with: cal-parser 1.0.2 (parseString); witness: ical.js 2.2.1. Node 20. Names are invented.
#
# Prints what each reader says of the event, with its reminder and without. Fails if that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" cal-parser@1.0.2 ical.js@2.2.1
cat > essai.mjs <<'JAVASCRIPT'
import calParser from "cal-parser";
import ICAL from "ical.js";

const calendar = (alarm) => [
  "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Exemple//FR", "BEGIN:VEVENT", "UID:tilleuls-1@exemple.fr",
  "DTSTAMP:20261128T080000Z", "DTSTART;VALUE=DATE:20270301", "SUMMARY:Commander la CPE",
  "DESCRIPTION:Le représentant légal signe le formulaire.", ...alarm, "END:VEVENT", "END:VCALENDAR", "",
].join("\r\n");
const alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Rappel de la veille", "TRIGGER:-PT15H", "END:VALARM"];

const readers = {
  "ical.js": (text) => {
    const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent");
    return [event.getFirstPropertyValue("description"), event.hasProperty("trigger")];
  },
  "cal-parser": (text) => {
    const [event] = calParser.parseString(text).events;
    return [event.description.value, "trigger" in event];
  },
};
const own = "Le représentant légal signe le formulaire.";
const seen = {
  "ical.js": [[own, false], [own, false]],
  "cal-parser": [[own, false], ["Rappel de la veille", true]],
};
let same = true;
for (const [reader, read] of Object.entries(readers)) {
  const said = [[], alarm].map((lines) => read(calendar(lines)));
  for (const [rank, [text, trigger]] of said.entries()) {
    console.log(`${reader}, ${rank ? "avec" : "sans"} rappel : « ${text} »${trigger ? ", et le déclenchement du rappel parmi ses champs" : ""}`);
  }
  same &&= JSON.stringify(said) === JSON.stringify(seen[reader]);
}
if (!same) {
  console.error("Ce qui a été vu a changé.");
  process.exit(1);
}
JAVASCRIPT
node essai.mjs
