#!/bin/sh
# tablib reads the first piece alone of a cell of an ODS: the author of its note for its text, or what precedes a bold word.
#
# Such cells are valid (ODF 1.2 part 1): a note, <office:annotation>, stands in its <table:table-cell> (§9.1.4) before the text,
# and a text has several pieces: <text:span> for a bold word (§6.1.7), <text:s> for a second space (§6.1.3), one <text:p> a line.
# A roster that people have commented or laid out is full of them. There is no error: a person is named after who wrote the
# note, « Infirmier de nuit » is an « Infirmier », « Cadre  de santé » a « Cadre ».
#
# Seen with: tablib 3.10.0 (odfpy 1.4.1), Python 3.11; witnesses: pyexcel-ods 0.6.0, python-calamine 0.9.1. People are invented.
#
# Prints the rows that each reader gives of one valid file. Fails if that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/python"
"$folder/python/bin/pip" install --quiet --disable-pip-version-check \
  tablib==3.10.0 odfpy==1.4.1 pyexcel-ods==0.6.0 python-calamine==0.9.1
cd "$folder"
"$folder/python/bin/python" - <<'PYTHON'
import sys
import zipfile
from pathlib import Path

import tablib
from pyexcel_ods import get_data
from python_calamine import CalamineWorkbook

NOTE = (
    "<office:annotation><dc:creator>Service paie</dc:creator><dc:date>2026-11-28T09:00:00</dc:date>"
    "<text:p>Contrat à vérifier</text:p></office:annotation>"
)
# What is in each cell, and what LibreOffice shows of it.
ROWS = [
    [("<text:p>Nom</text:p>", "Nom"), ("<text:p>Emploi</text:p>", "Emploi")],
    [(f"{NOTE}<text:p>DUPONT</text:p>", "DUPONT"), ("<text:p>Aide-soignante</text:p>", "Aide-soignante")],
    [("<text:p>DURAND</text:p>", "DURAND"), ("<text:p>Infirmier <text:span>de nuit</text:span></text:p>", "Infirmier de nuit")],
    [("<text:p>MARTIN</text:p>", "MARTIN"), ("<text:p>Cadre <text:s/>de santé</text:p>", "Cadre  de santé")],
    [("<text:p>PETIT</text:p>", "PETIT"), ("<text:p>Médecin</text:p><text:p>remplaçant</text:p>", "Médecin\nremplaçant")],
]
OF_TABLIB = [
    ("Nom", "Emploi"),
    ("Service paie", "Aide-soignante"),
    ("DURAND", "Infirmier "),
    ("MARTIN", "Cadre "),
    ("PETIT", "Médecin"),
]
KIND = "application/vnd.oasis.opendocument.spreadsheet"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = "".join(f' xmlns:{short}="{ODF}:{short}:1.0"' for short in ("office", "table", "text"))
NAMES += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'

cell = '<table:table-cell office:value-type="string">{}</table:table-cell>'
rows = "".join(f'<table:table-row>{"".join(cell.format(xml) for xml, _ in row)}</table:table-row>' for row in ROWS)
content = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{NAMES} office:version="1.2"><office:body>'
    f'<office:spreadsheet><table:table table:name="Personnel"><table:table-column table:number-columns-repeated="2"/>{rows}'
    "</table:table></office:spreadsheet></office:body></office:document-content>"
)
manifest = (
    f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{ODF}:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{KIND}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
file = Path("personnel.ods")
with zipfile.ZipFile(file, "w") as archive:
    archive.writestr("mimetype", KIND)
    archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
    archive.writestr("META-INF/manifest.xml", manifest, zipfile.ZIP_DEFLATED)

shown = [tuple(text for _, text in row) for row in ROWS]
seen = {
    "pyexcel-ods": [tuple(row) for row in get_data(str(file))["Personnel"]],
    "calamine": [tuple(row) for row in CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()],
    "tablib": list(tablib.Dataset().load(file.read_bytes(), format="ods", headers=False)),
}
for reader, found in seen.items():
    print(f"{reader} : {found}")
if seen != {"pyexcel-ods": shown, "calamine": shown, "tablib": OF_TABLIB}:
    sys.exit("Ce qui a été vu a changé.")
print("Comme vu : tablib nomme DUPONT « Service paie », qui a écrit la note, et coupe trois emplois, sans rien dire.")
PYTHON
