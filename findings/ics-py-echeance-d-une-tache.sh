#!/usr/bin/env bash
# ics (Python) makes an instant of the day that a task is due: 1 March becomes 1 March at 00:00 UTC, and is written back so.
#
# A task may be due on a day without an hour: RFC 5545 §3.8.2.3 (« The value type can be set to a DATE value type »), as does the
# task of its §3.6.2. A DATE has no time zone (§3.3.4): it is the same day everywhere. Written back as DUE:20270301T000000Z, it is
# 28 February at 20:00 in Guadeloupe and Martinique, at 21:00 in Guyane, and 1 March at 04:00 in La Réunion: west of Greenwich the
# deadline is a day early, and everywhere it has an hour that nobody chose. There is no error. The same library keeps the day of an
# event (DTSTART;VALUE=DATE), which leads one to trust it. icalendar keeps both.
#
# Seen with: ics 0.7.3 (Calendar, serialize); witness: icalendar 7.3.2. Python 3.11. Names are invented.
#
# Prints the lines that each library writes after reading one valid calendar. Fails if that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv lecteurs
lecteurs/bin/pip install --quiet --disable-pip-version-check ics==0.7.3 icalendar==7.3.2 tzdata==2026.3
cat > essai.py <<'PYTHON'
import sys
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import icalendar
import ics

CALENDAR = "\r\n".join([
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Exemple//FR",
    "BEGIN:VEVENT", "UID:tilleuls-1@exemple.fr", "DTSTAMP:20261128T080000Z",
    "DTSTART;VALUE=DATE:20270301", "SUMMARY:Conseil de la vie sociale", "END:VEVENT",
    "BEGIN:VTODO", "UID:tilleuls-2@exemple.fr", "DTSTAMP:20261128T080000Z",
    "DUE;VALUE=DATE:20270301", "SUMMARY:Commander la CPE", "END:VTODO",
    "END:VCALENDAR", "",
])
WRITERS = {
    "icalendar": lambda text: icalendar.Calendar.from_ical(text).to_ical().decode(),
    "ics": lambda text: ics.Calendar(text).serialize(),
}
DAY = "VALUE=DATE:20270301"
SEEN = {
    "icalendar": [f"DTSTART;{DAY}", f"DUE;{DAY}"],
    "ics": [f"DTSTART;{DAY}", "DUE:20270301T000000Z"],
}
found = {}
for writer, write in WRITERS.items():
    lines = write(CALENDAR).splitlines()
    found[writer] = [line for name in ("DTSTART", "DUE") for line in lines if line.startswith(name)]
    print(f"{writer} écrit {found[writer][0]} pour l’événement et {found[writer][1]} pour la tâche")
instant = datetime(2027, 3, 1, tzinfo=timezone.utc)
for zone in ("America/Guadeloupe", "America/Cayenne", "Indian/Reunion"):
    print(f"  cet instant, à l’heure de {zone} : {instant.astimezone(ZoneInfo(zone)):%d/%m/%Y à %H:%M}")
if found != SEEN:
    sys.exit("Ce qui a été vu a changé.")
print("Comme vu : ics change le jour de l’échéance en une heure UTC, et ne dit rien.")
PYTHON
lecteurs/bin/python -W ignore::FutureWarning essai.py
