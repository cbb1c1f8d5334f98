// What was measured, as rows: a figure of this page, that of what it is beside, their ratio, the bar, whether it is held.

/** The middle value. */
export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const number = (value, digits = 0) => value.toLocaleString("fr-FR", { maximumFractionDigits: digits, minimumFractionDigits: digits });

/** What a screen can't show: two moments of the same frame are the same, in milliseconds. */
const FRAME = 1000 / 60;

/** A figure in its unit. */
export function figure(value, unit) {
  if (value === null || value === undefined) return "—";
  if (typeof value === "boolean") return value ? "oui" : "non";
  if (unit === "o") return `${number(value)} o`;
  if (unit === "Mo") return `${number(value / 1e6)} Mo`;
  return value >= 10_000 ? `${number(value / 1000, 1)} s` : `${number(value)} ms`;
}

/**
 * A row: `what`, the figure of this page and, when there is one, of what it is `beside`; `most`: what it may be at most,
 * their ratio or, with nothing beside it or when `itself`, the figure; `must`: what it has to be. Without either, it is
 * only said.
 */
export function row(what, value, { beside, name = "", most, must, itself = name === "", unit = "ms" } = {}) {
  const ratio = typeof value === "number" && typeof beside === "number" && beside > 0 ? value / beside : null;
  let held = null;
  if (must !== undefined) held = value === must;
  else if (most !== undefined && itself && value !== null) held = value <= most;
  else if (most !== undefined && ratio !== null) held = value <= most * beside + (unit === "ms" ? FRAME : 0);
  return { what, value, beside, name, ratio, most, must, itself, unit, held };
}

/** Prints rows under a title. */
export function show(title, rows) {
  const cells = rows.map((one) => [
    one.what,
    figure(one.value, one.unit),
    one.beside === undefined ? "" : figure(one.beside, one.unit),
    one.name,
    one.ratio === null ? "" : number(one.ratio, 2),
    one.must !== undefined ? figure(one.must) : one.most === undefined ? "" : `≤ ${one.itself ? figure(one.most, one.unit) : number(one.most, 2)}`,
    one.held === null ? "" : one.held ? "tenu" : "MANQUÉ",
  ]);
  const heads = [title, "cette page", "", "à côté de", "rapport", "barre", ""];
  const widths = heads.map((head, column) => Math.max(head.length, ...cells.map((line) => line[column].length)));
  const line = (texts) => texts.map((text, column) => (column === 0 || column === 3 || column === 6 ? text.padEnd(widths[column]) : text.padStart(widths[column]))).join("  ").trimEnd();
  console.log(`\n${line(heads)}`);
  for (const one of cells) console.log(line(one));
}
