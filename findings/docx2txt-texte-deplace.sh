#!/usr/bin/env bash
# docx2txt reads a text that was moved in Word twice: where it now is, and where it no longer is.
#
# With revision marks on, Word keeps a moved text in two places: <w:moveTo> where it goes, and <w:moveFrom> where it was, whose
# content « shall be treated as content which has been moved away from this location » (ECMA-376 part 1, §17.13.5.22, and
# §17.13.5.25 for the other). What a reader sees without the marks has it once. docx2txt leaves out a deleted text, whose element is
# <w:delText>, but a moved one stands in plain <w:t> on both sides: a list of what remains to be done, put in another order by a
# colleague, then holds one more line, and nothing tells which. mammoth gives it once.
#
# Seen with: docx2txt 0.9 (process), on a document of python-docx 1.2.0; witness: mammoth 1.13.0. Python 3.11. Names are invented.
#
# Prints the lines that each reader gives of one document, with a deleted line and a moved one. Fails if that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv lecteurs
lecteurs/bin/pip install --quiet --disable-pip-version-check docx2txt==0.9 python-docx==1.2.0 mammoth==1.13.0
cat > essai.py <<'PYTHON'
import sys

import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BY = 'w:author="Direction" w:date="2026-11-28T09:00:00Z"'


def moved(side, first, text):
    return (
        f'<w:{side}RangeStart w:id="{first}" {BY} w:name="move1"/>'
        f'<w:{side} w:id="{first + 1}" {BY}><w:r><w:t>{text}</w:t></w:r></w:{side}><w:{side}RangeEnd w:id="{first}"/>'
    )


LINES = [
    moved("moveFrom", 1, "Signer le contrat"),
    "<w:r><w:t>Commander les cartes</w:t></w:r>",
    f'<w:del w:id="5" {BY}><w:r><w:delText>Imprimer les affiches</w:delText></w:r></w:del>',
    "<w:r><w:t>Former les équipes</w:t></w:r>",
    moved("moveTo", 3, "Signer le contrat"),
]
document = docx.Document()
for line in LINES:
    document.add_paragraph()._p.extend(parse_xml(f"<w:p {WORD}>{line}</w:p>"))
document.save("liste.docx")

with open("liste.docx", "rb") as file:
    of_mammoth = mammoth.extract_raw_text(file).value
found = {
    reader: [line for line in text.splitlines() if line]
    for reader, text in (("mammoth", of_mammoth), ("docx2txt", docx2txt.process("liste.docx")))
}
for reader, lines in found.items():
    print(f"{reader} : {len(lines)} lignes ({', '.join(lines)})")
NOW = ["Commander les cartes", "Former les équipes", "Signer le contrat"]
if found != {"mammoth": NOW, "docx2txt": ["Signer le contrat", *NOW]}:
    sys.exit("Ce qui a été vu a changé.")
print("Comme vu : docx2txt donne deux fois la ligne déplacée, et ne dit rien.")
PYTHON
lecteurs/bin/python essai.py
