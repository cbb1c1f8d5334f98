#!/usr/bin/env bash
# xlsx2csv loses the number of a cell that shows its unit: 8, 15 and 30 « jours » are three times the same text, without a number.
#
# The format 0" jours" shows a number, then a text: « To display both text and numbers in a cell, enclose the text characters in
# double quotation marks » (ECMA-376 part 1, §18.8.31). Delays, ages, hours and counts of staff are often laid out so. xlsx2csv
# looks for the letters d, h, m, s, y anywhere in the code, those of the text included, and takes the number for a date: « jours »,
# « ans », « agents » have one, and nothing but the text is left; out of « mois » and « h » come a month and an hour that nobody
# wrote. There is no error. With « € », which has none of these letters, the number is kept.
#
# Seen with: xlsx2csv 0.8.6 (Xlsx2csv, without option), on a workbook of XlsxWriter 3.2.9; witness: python-calamine 0.9.1.
# Python 3.11.
#
# Prints what each reader gives of the same cells. Fails if that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv lecteurs
lecteurs/bin/pip install --quiet --disable-pip-version-check xlsx2csv==0.8.6 XlsxWriter==3.2.9 python-calamine==0.9.1
cat > essai.py <<'PYTHON'
import csv
import io
import sys

import xlsxwriter
from python_calamine import CalamineWorkbook
from xlsx2csv import Xlsx2csv

UNITS = ["jours", "ans", "mois", "h", "agents", "€"]
NUMBERS = [8, 15, 30]

workbook = xlsxwriter.Workbook("delais.xlsx")
sheet = workbook.add_worksheet("Délais")
for row, unit in enumerate(UNITS):
    sheet.write_row(row, 0, NUMBERS, workbook.add_format({"num_format": f'0" {unit}"'}))
workbook.close()

of_calamine = CalamineWorkbook.from_path("delais.xlsx").get_sheet_by_index(0).to_python()
text = io.StringIO()
with Xlsx2csv("delais.xlsx") as reader:
    reader.convert(text)
of_xlsx2csv = list(csv.reader(io.StringIO(text.getvalue())))
for unit, numbers, texts in zip(UNITS, of_calamine, of_xlsx2csv):
    print(f"« {unit} » : calamine {[int(number) for number in numbers]}, xlsx2csv {texts}")

SEEN = [
    ['0" jours"'] * 3,
    ['0" ans"'] * 3,
    ['0" 01ois"'] * 3,
    ['0" 12"'] * 3,
    ['0" agents"'] * 3,
    ["8", "15", "30"],
]
if of_calamine != [NUMBERS] * len(UNITS) or of_xlsx2csv != SEEN:
    sys.exit("Ce qui a été vu a changé.")
print("Comme vu : le nombre est perdu, sauf si son unité n’a aucune des lettres d, h, m, s, y ; rien ne le dit.")
PYTHON
lecteurs/bin/python essai.py
