#!/bin/sh
# pylightxl gives the sheets of a workbook in another order once one of them holds a named range: that sheet comes first.
#
# Named ranges are how a list of choices that stands on a sheet of its own is pointed at (staff rosters with a list of
# professions are made so). The order of the sheets is that of <sheets> in workbook.xml (ECMA-376 part 1, §18.2.20), which the
# same workbook has with and without the range; openpyxl and Excel keep to it. Whoever reads « the first sheet » by
# `ws_names[0]` then reads the list of choices instead of the roster.
#
# Seen with: pylightxl 1.61 (readxl, ws_names), on workbooks of XlsxWriter 3.2.9; witness: openpyxl 3.1.5. Python 3.11. Names
# are invented.
#
# Prints the order that each reader gives, without a named range and with one. Fails if that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv lecteurs
lecteurs/bin/pip install --quiet --disable-pip-version-check pylightxl==1.61 XlsxWriter==3.2.9 openpyxl==3.1.5
cat > essai.py <<'PYTHON'
import sys

import openpyxl
import pylightxl
import xlsxwriter


def write(name, with_range):
    workbook = xlsxwriter.Workbook(name)
    roster = workbook.add_worksheet("Effectif")
    roster.write_row(0, 0, ["Nom", "Profession"])
    roster.write_row(1, 0, ["Mme Roche", "Infirmière"])
    choices = workbook.add_worksheet("Listes")
    choices.write_column(0, 0, ["Professions", "Infirmière", "Médecin"])
    if with_range:
        workbook.define_name("professions", "=Listes!$A$2:$A$3")
    workbook.close()


READERS = {
    "openpyxl": lambda name: openpyxl.load_workbook(name).sheetnames,
    "pylightxl": lambda name: pylightxl.readxl(name).ws_names,
}
IN_ORDER = ["Effectif", "Listes"]
SEEN = {
    "openpyxl": [IN_ORDER, IN_ORDER],
    "pylightxl": [IN_ORDER, IN_ORDER[::-1]],
}
found = {reader: [] for reader in READERS}
for with_range in (False, True):
    write("classeur.xlsx", with_range)
    for reader, read in READERS.items():
        sheets = list(read("classeur.xlsx"))
        found[reader].append(sheets)
        print(f"{reader}, {'avec' if with_range else 'sans'} plage nommée : {', '.join(sheets)}")
if found != SEEN:
    sys.exit("Ce qui a été vu a changé.")
PYTHON
lecteurs/bin/python essai.py
