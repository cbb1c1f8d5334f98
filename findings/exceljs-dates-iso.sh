#!/bin/sh
# ExcelJS reads every day of 2026 that an XLSX writes in ISO 8601 as 18 July 1905: it takes the digits of the year alone.
#
# Such cells are valid: t="d" is « a date in the ISO 8601 format » (ECMA-376 part 1, §18.18.11 ST_CellType), here in a workbook
# of the strict class, which ExcelJS otherwise reads. openpyxl writes such cells too, on demand (Workbook.iso_dates).
# « 2026 » is taken for a number of days since 1900: the arrivals and the ends of contract of a whole year fall on one day, with
# no error. The reader of streams gives the number 2026.
#
# Seen with: ExcelJS 4.4.0 (the file is made with jszip 3.10.1); witness: read-excel-file 9.3.17. Node 20. People are invented.
#
# Prints the days that each reader gives of one file. Fails if that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" exceljs@4.4.0 jszip@3.10.1 read-excel-file@9.3.17
cat > essai.mjs <<'JAVASCRIPT'
import { writeFileSync } from "node:fs";
import ExcelJS from "exceljs";
import JSZip from "jszip";
import readXlsxFile from "read-excel-file/node";

const DAYS = { DUPONT: "2026-01-05", DURAND: "2026-11-28", MARTIN: "2026-12-31" };
const MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main";
const LINKS = "http://purl.oclc.org/ooxml/officeDocument/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const text = (place, words) => `<c r="${place}" t="inlineStr"><is><t>${words}</t></is></c>`;
const date = (place, day) => `<c r="${place}" s="1" t="d"><v>${day}</v></c>`;
const people = Object.entries(DAYS).map(([name, day], at) => text(`A${at + 2}`, name) + date(`B${at + 2}`, day));
const rows = [text("A1", "Nom") + text("B1", "Arrivée"), ...people].map((cells, at) => `<row r="${at + 1}">${cells}</row>`);
const relation = (id, type, target) => `<Relationship Id="${id}" Type="${LINKS}/${type}" Target="${target}"/>`;
const relations = (all) => `<Relationships xmlns="${PACKAGE}/relationships">${all}</Relationships>`;
const format = (id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0"/>`;
const parts = {
  "[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types">
    <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
    <Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>
    <Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/>
    <Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  "_rels/.rels": relations(relation("a", "officeDocument", "xl/workbook.xml")),
  "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${LINKS}" conformance="strict"><sheets>
    <sheet name="Personnel" sheetId="1" r:id="a"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": relations(
    relation("a", "worksheet", "worksheets/sheet1.xml") + relation("b", "styles", "styles.xml"),
  ),
  "xl/styles.xml": `<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts>
    <fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>
    <cellXfs count="2">${format(0)}${format(14)}</cellXfs></styleSheet>`,
  "xl/worksheets/sheet1.xml": `<worksheet xmlns="${MAIN}"><sheetData>${rows.join("")}</sheetData></worksheet>`,
};
const zip = new JSZip();
for (const [name, xml] of Object.entries(parts)) zip.file(name, `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`);
writeFileSync("personnel.xlsx", await zip.generateAsync({ type: "nodebuffer" }));

const day = (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value);
const workbook = new ExcelJS.Workbook();
await workbook.xlsx.readFile("personnel.xlsx");
const streamed = [];
for await (const rowsOf of new ExcelJS.stream.xlsx.WorkbookReader("personnel.xlsx")) {
  for await (const row of rowsOf) streamed.push(row.getCell(2).value);
}
const [{ data }] = await readXlsxFile("personnel.xlsx");
const seen = {
  "read-excel-file": data.map((row) => day(row[1])),
  "ExcelJS": workbook.worksheets[0].getColumn(2).values.slice(1).map(day),
  "ExcelJS, par flux": streamed.map(day),
};
for (const [reader, days] of Object.entries(seen)) console.log(`${reader} : ${days.join(", ")}`);
const year = (value) => ["Arrivée", value, value, value];
const expected = [["Arrivée", ...Object.values(DAYS)], year("1905-07-18"), year(2026)];
if (JSON.stringify(Object.values(seen)) !== JSON.stringify(expected)) {
  console.error("Ce qui a été vu a changé.");
  process.exit(1);
}
console.log("Comme vu : trois jours de 2026 sont pour ExcelJS le même 18 juillet 1905, sans erreur.");
JAVASCRIPT
node essai.mjs
