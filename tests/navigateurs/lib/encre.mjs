// The ink of a page that was printed, looked at dot by dot.
import { execFileSync } from "node:child_process";

// What the sizes below are counted in.
const DOTS_PER_INCH = 100;

/** Each page of a PDF, its grey values from black (0) to white (255). */
export function encre(file) {
  const bytes = execFileSync("pdftoppm", ["-r", String(DOTS_PER_INCH), "-gray", file], { maxBuffer: 1 << 30 });
  const pages = [];
  for (let at = 0; at < bytes.length;) {
    const [head, width, height] = bytes.subarray(at, at + 40).toString("latin1").match(/^P5\s+(\d+)\s+(\d+)\s+255\s/);
    const start = at + head.length;
    at = start + width * height;
    const grey = bytes.subarray(start, at);
    pages.push({ width: Number(width), height: Number(height), dark: (x, y) => y >= 0 && grey[y * width + x] < 140 });
  }
  return pages;
}

/** Black squares as large as the box of an action, 11 points: where each of them begins. */
export function carresNoirs(pages) {
  const SIDE = 13;
  return pages.flatMap(({ width, height, dark }, rank) => {
    const found = [];
    for (let y = 1; y < height - SIDE; y += 1) {
      for (let x = 1; x < width - SIDE; x += 1) {
        if (!dark(x, y) || dark(x - 1, y) || dark(x, y - 1)) continue;
        let full = true;
        for (let dot = 0; full && dot < SIDE * SIDE; dot += 1) full = dark(x + (dot % SIDE), y + Math.floor(dot / SIDE));
        // Round corners begin more than once.
        if (full && !found.some((one) => Math.abs(one.x - x) < SIDE && Math.abs(one.y - y) < SIDE)) found.push({ page: rank + 1, x, y });
      }
    }
    return found;
  });
}

/** The pieces of letters that the row crosses, from where to where. The rules of a table and of the calendar are none: they go on, or are long. */
function lettres({ width, height, dark }, y, onwards) {
  const pieces = [];
  for (let x = 0; x < width; x += 1) {
    if (!dark(x, y)) continue;
    let end = x;
    while (end < width && dark(end, y)) end += 1;
    let to = y;
    while (to >= 0 && to < height && dark((x + end - 1) >> 1, to)) to += onwards;
    if (end - x < 20 && Math.abs(to - y) < 20) pieces.push([x, end]);
    x = end;
  }
  return pieces;
}

/**
 * The sheets whose last line is cut in two by their foot: letters stop there in many places at once, and go on in the same
 * places at the top of the next sheet.
 */
export function coupees(pages) {
  const edges = pages.map((page) => {
    const inked = (y) => Array.from({ length: page.width }, (_, x) => x).some((x) => page.dark(x, y));
    let [top, foot] = [0, page.height - 1];
    while (top < foot && !inked(top)) top += 1;
    while (foot > top && !inked(foot)) foot -= 1;
    return { above: lettres(page, foot, -1), below: lettres(page, top, 1) };
  });
  return edges.slice(1).flatMap(({ below }, rank) => {
    const { above } = edges[rank];
    const going = above.filter(([from, to]) => below.some(([start, end]) => start <= to && from <= end));
    return above.length >= 6 && going.length > 0.7 * above.length ? [rank + 1] : [];
  });
}

/** The sheets that nothing is on, by their rank. */
export const blanches = (pages) => pages.flatMap(({ width, height, dark }, rank) => {
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) if (dark(x, y)) return [];
  return [rank + 1];
});
