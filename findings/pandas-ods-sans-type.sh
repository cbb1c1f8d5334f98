#!/bin/sh
# pandas.read_excel gives an empty table, without a word, for an ODS whose cells have a text but no office:value-type.
#
# Such files are valid: the attribute is optional in the schema of ODF 1.2 (« common-value-and-type-attlist? » of a cell), and
# what a cell shows is its <text:p>. JasperReports 6.20.6, which many HR programs embed, writes every cell of its ODS so; a
# whole staff roster is then read as nothing. LibreOffice 7.4.7 and pyexcel-ods read every cell.
#
# Seen with: pandas 3.1.1 (engine « odf », odfpy 1.4.1, and engine « calamine », python-calamine 0.9.1);
# witness: pyexcel-ods 0.6.0. Python 3.11. People are invented.
#
# Prints what each reader gives of the same table with and without the attribute. Fails if that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/python"
"$folder/python/bin/pip" install --quiet --disable-pip-version-check \
  pandas==3.1.1 odfpy==1.4.1 python-calamine==0.9.1 pyexcel-ods==0.6.0
cd "$folder"
"$folder/python/bin/python" - <<'PYTHON'
import sys
import zipfile

import pandas
from pyexcel_ods import get_data

ROWS = [["Nom", "Emploi", "RPPS"], ["DUPONT", "Infirmière", "99900000011"], ["DURAND", "Aide-soignant", "99900000029"]]
KIND = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = "".join(f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text"))


def write(path, attribute):
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell{attribute}><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in ROWS
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{NAMES} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Personnel"><table:table-column table:number-columns-repeated="3"/>{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        f' manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{KIND}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", KIND)
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        archive.writestr("META-INF/manifest.xml", manifest, zipfile.ZIP_DEFLATED)


write("avec.ods", ' office:value-type="string"')
write("sans.ods", "")
seen = {}
for file in ("avec.ods", "sans.ods"):
    for engine in ("odf", "calamine"):
        seen[file, f"pandas {engine}"] = pandas.read_excel(file, engine=engine, header=None).values.tolist()
    seen[file, "pyexcel-ods"] = get_data(file)["Personnel"]
for (file, reader), rows in seen.items():
    print(f"{file}, {reader} : {len(rows)} lignes {rows}")
expected = {key: [] if key[0] == "sans.ods" and key[1] != "pyexcel-ods" else ROWS for key in seen}
if seen != expected:
    sys.exit("Ce qui a été vu a changé.")
print("Comme vu : sans office:value-type, pandas ne donne aucune ligne, et ne dit rien.")
PYTHON
