// Paper: what a director prints from a dozen dossiers, read back. Everything that is needed to do the work is on it,
// nothing that can only be clicked, nothing cut.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { servir } from "./lib/serveur.mjs";
import { imprimer, lancer, ouvrir, rienNeCloche } from "./lib/navigateur.mjs";
import { allerA, dossier, ouvrirDossier } from "./lib/parcours.mjs";

const DOSSIERS = ["c01", "c02", "c04", "c06", "c08", "c11", "c13", "c16", "c19", "c22", "c25", "c31"];
const pdf = (nom) => fileURLToPath(new URL(`captures/${nom}.pdf`, import.meta.url));
// Lines, hyphens at the end of a line and spaces of every kind don't count.
const propre = (text) => text.replace(/\s+/g, " ").trim();
const serre = (text) => text.replace(/\s+/g, "");

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

/** Opens the dossier, prints its plan, and gives the paper as text with what the page says. */
async function papier(contenu, nom) {
  const { page, vu, context } = await ouvrir(browser, site.adresse, { paresseux: true });
  const base = await ouvrirDossier(page, contenu);
  await allerA(page, `${base}/plan`, /plan/i);
  const ecran = await page.evaluate(() => {
    const all = (selector, root = document) => [...root.querySelectorAll(selector)].map((one) => one.textContent);
    return {
      titres: all(".acte-plan h3"),
      quand: all(".acte-plan .quand"),
      faits: [...document.querySelectorAll(".acte-plan")].map((action) => [...action.querySelectorAll(":scope > details > dl > div")].map((fact) => [fact.querySelector("dt").textContent, fact.querySelector("dd").textContent])),
      pourquoi: all(".acte-plan .raison > p:first-child"),
      avertissements: all(".attention .raison > p:first-child"),
      ecartes: all(".ecartes summary"),
      // Codes are for the expert view. Each address follows its link: what is said is looked for part by part.
      sources: [...document.querySelectorAll(".sources li")].map((source) => ({
        dit: [...source.childNodes].filter((part) => part.className !== "pour-expert").map((part) => part.textContent),
        adresses: [...source.querySelectorAll("a")].map((link) => link.getAttribute("href")),
      })),
      boutons: all(".cadre.plan button"),
    };
  });
  const texte = await imprimer(page, nom);
  rienNeCloche(vu);
  await context.close();
  return { texte, ecran };
}

/** Number of dark pixels in the margins of each page, at 50 dots an inch: 8 mm at left and right, 6 mm at top and bottom. */
function encreDansLesMarges(nom) {
  const prefix = pdf(`${nom}-marges`).replace(/\.pdf$/, "");
  execFileSync("pdftoppm", ["-r", "50", "-gray", pdf(nom), prefix]);
  const pages = Number(execFileSync("pdfinfo", [pdf(nom)], { encoding: "utf8" }).match(/Pages:\s+(\d+)/)[1]);
  const found = [];
  for (let rank = 1; rank <= pages; rank += 1) {
    const file = `${prefix}-${String(rank).padStart(String(pages).length, "0")}.pgm`;
    const bytes = readFileSync(file);
    rmSync(file);
    const [, width, height] = bytes.subarray(0, 30).toString("latin1").match(/^P5\s+(\d+)\s+(\d+)\s+255\s/).map(Number);
    const start = bytes.length - width * height;
    const [side, top] = [Math.floor((8 / 25.4) * 50), Math.floor((6 / 25.4) * 50)];
    let dark = 0;
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const margin = x < side || x >= width - side || y < top || y >= height - top;
        if (margin && bytes[start + y * width + x] < 200) dark += 1;
      }
    }
    found.push(dark);
  }
  return found;
}

for (const nom of DOSSIERS) {
  test(`paper of ${nom}: every action with who and when, sources, page numbers, boxes, no button, nothing cut`, async () => {
    const { texte, ecran } = await papier(dossier(nom), `papier-${nom}`);
    const paper = serre(texte);
    // A hyphen at the end of a line is taken for a cut word by the reader: hyphens don't count.
    const lie = (words) => serre(words).replaceAll("-", "");
    const has = (words, what) => assert.ok(lie(paper).includes(lie(words)), `${what} on paper: ${propre(words)}`);
    assert.ok(ecran.titres.length > 0);
    for (const title of ecran.titres) has(title, "the action");
    for (const when of ecran.quand) has(when, "when");
    for (const facts of ecran.faits) {
      assert.ok(facts.some(([name]) => name === "Qui s’en charge"));
      for (const [, value] of facts.filter(([name]) => ["Qui s’en charge", "Qui signe", "Délai"].includes(name))) has(value, "the fact");
    }
    for (const text of [...ecran.pourquoi, ...ecran.avertissements, ...ecran.ecartes]) has(text, "the reason");
    for (const { dit, adresses } of ecran.sources) {
      for (const part of dit) has(part, "the source");
      for (const address of adresses) has(address, "its address");
    }
    assert.match(propre(texte), /Sources, lues le \d+(er)? \S+ 20\d\d/);
    const pages = texte.split("\f").filter((page) => page.trim() !== "");
    pages.forEach((page, rank) => assert.ok(propre(page).includes(`${rank + 1} / ${pages.length}`), `page number ${rank + 1}`));
    for (const label of [...new Set(ecran.boutons.map(propre))]) assert.doesNotMatch(texte, new RegExp(`^\\s*${label}\\s*$`, "m"), `no button « ${label} »`);
    assert.doesNotMatch(texte, /Modifier|Imprimer|Télécharger le dossier|Pourquoi \?|Besoin d’aide|Aller au contenu/);
    const ink = encreDansLesMarges(`papier-${nom}`);
    assert.deepEqual(ink, ink.map(() => 0), "margins are white");
  });
}

test("each action has a box to tick, black once it is done, and its note", async () => {
  const contenu = dossier("c16", {}, { suivi: { contrat: { etat: "fait", date: "2026-11-20", note: "Parti en recommandé" } } });
  const { page, context } = await ouvrir(browser, site.adresse, { paresseux: true });
  const base = await ouvrirDossier(page, contenu);
  await allerA(page, `${base}/plan`, /plan/i);
  await page.emulateMedia({ media: "print" });
  const boxes = await page.locator(".acte-plan").evaluateAll((actions) => actions.map((action) => {
    const box = action.querySelector("header .case");
    const style = getComputedStyle(box);
    const rect = box.getBoundingClientRect();
    return { seen: style.display !== "none" && rect.width >= 10 && rect.height >= 10, black: style.backgroundColor === "rgb(0, 0, 0)", done: action.classList.contains("fait") };
  }));
  assert.ok(boxes.length > 0 && boxes.every((box) => box.seen && box.black === box.done), JSON.stringify(boxes));
  assert.ok(boxes.some((box) => box.done), "one is done");
  await context.close();
});

test("tags and an outline: the file itself can be read aloud", async () => {
  await papier(dossier("c16"), "papier-c16");
  assert.match(execFileSync("pdfinfo", [pdf("papier-c16")], { encoding: "utf8" }), /Tagged:\s+yes/);
});

test("the note of an action is on paper", async () => {
  const contenu = dossier("c16", {}, { suivi: { contrat: { etat: "fait", date: "2026-11-20", note: "Parti en recommandé" } } });
  const { texte } = await papier(contenu, "papier-note");
  assert.match(texte, /Parti en recommandé/);
});

test("where the style sheet can't unfold what is folded, it is opened to print, and folded again", async () => {
  const older = (page) => page.addInitScript(() => {
    const known = CSS.supports.bind(CSS);
    CSS.supports = (...asked) => !String(asked[0]).includes("details-content") && known(...asked);
  });
  const { page, context } = await ouvrir(browser, site.adresse, { avant: older });
  const base = await ouvrirDossier(page, dossier("c16"));
  for (const [place, title] of [["plan", /plan/i], ["fiches", /Fiches/]]) {
    await allerA(page, `${base}/${place}`, title);
    const folded = () => page.locator("main details:not([open])").count();
    const before = await folded();
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.equal(await folded(), 0, place);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.equal(await folded(), before, place);
    if (place === "plan") assert.ok(before > 0, "the plan has folded parts");
  }
  await context.close();
});

test("an empty date is a blank line on paper, not « mm/dd/yyyy »", async () => {
  const { texte } = await papier(dossier("c16"), "papier-c16");
  assert.doesNotMatch(texte, /mm\/dd\/yyyy|jj\/mm\/aaaa/);
});

test("the whole plan of an EHPAD fits on twenty sheets: the answers behind a reason are not all repeated", async () => {
  const { texte } = await papier(dossier("c01"), "papier-c01");
  const pages = texte.split("\f").filter((page) => page.trim() !== "").length;
  assert.ok(pages <= 20, `${pages} pages`);
});

test("a long note is whole on paper", async () => {
  const note = `Parti en recommandé ; ${"rappeler le service des cartes avant de relancer la direction, ".repeat(4)}puis classer.`;
  const contenu = dossier("c16", {}, { suivi: { contrat: { etat: "en-cours", note } } });
  const { page, context } = await ouvrir(browser, site.adresse, { paresseux: true });
  const base = await ouvrirDossier(page, contenu);
  await allerA(page, `${base}/plan`, /plan/i);
  const written = serre(await imprimer(page, "papier-note")).includes(serre(note));
  assert.ok(written, "the end of the note is on paper");
  await context.close();
});

// Printed at once: nothing waits for the keyboard to leave its field.

/** The plan of a dossier, the follow-up of its contract unfolded. What the button prints, of that action, is noted as it is asked. */
async function suiviDuContrat() {
  const avant = (page) => page.addInitScript(() => {
    window.imprimes = [];
    window.print = () => {
      const copy = document.querySelector("#note-action-contrat").nextElementSibling;
      window.imprimes.push({ note: copy.textContent, occupee: document.getElementById("feuille").getAttribute("aria-busy") });
    };
  });
  const { page, context, vu } = await ouvrir(browser, site.adresse, { paresseux: true, avant });
  const base = await ouvrirDossier(page, dossier("c16"));
  await allerA(page, `${base}/plan`, /plan/i);
  const contrat = page.locator("#action-contrat");
  await contrat.locator("summary", { hasText: "Suivi et détail" }).click();
  return { page, context, vu, contrat };
}

test("a note is on paper as soon as it is typed, the keyboard still in it", async () => {
  const { page, context, vu } = await suiviDuContrat();
  await page.locator("#note-action-contrat").click();
  await page.keyboard.type("Appelé lundi, rappeler");
  assert.match(propre(await imprimer(page, "papier-note-tapee")), /Appelé lundi, rappeler/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "note-action-contrat", "the keyboard is where it was");
  // Typed further, by the button this time: what it prints is what is typed, and its place is seen on paper.
  await page.keyboard.type(" jeudi");
  await page.getByRole("button", { name: "Imprimer tout le détail, avec les raisons" }).click();
  // It prints once the plan holds what was typed.
  await page.waitForFunction(() => window.imprimes.length > 0);
  assert.deepEqual(await page.evaluate(() => window.imprimes), [{ note: "Appelé lundi, rappeler jeudi", occupee: "false" }]);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#note-action-contrat + .papier").isVisible(), true);
  assert.match(propre(await imprimer(page, "papier-note-tapee")), /Appelé lundi, rappeler jeudi/);
  rienNeCloche(vu);
  await context.close();
});

test("« Fait » and its day are on paper as soon as the plan shows them, the keyboard still on the list; so is the change of mind", async () => {
  const { page, context, vu, contrat } = await suiviDuContrat();
  const noir = async () => {
    await page.emulateMedia({ media: "print" });
    const colour = await contrat.locator("header .case").evaluate((box) => getComputedStyle(box).backgroundColor);
    await page.emulateMedia({ media: null });
    return colour === "rgb(0, 0, 0)";
  };
  const etat = contrat.getByLabel(/Où en est-on/);
  const papier = async () => propre(await imprimer(page, "papier-fait"));
  assert.ok((await papier()).includes("6 actions, aucune faite."));
  assert.equal(await noir(), false);
  await etat.focus();
  await etat.selectOption("fait");
  await page.locator("#action-contrat.fait").waitFor();
  const fait = propre(await contrat.locator(".quand").first().innerText());
  assert.match(fait, /^fait le /);
  const paper = await papier();
  assert.equal(await page.evaluate(() => document.activeElement.id), "state-action-contrat");
  for (const dit of [fait, "6 actions, dont 1 faite."]) assert.ok(paper.includes(dit), `on paper: ${dit}`);
  assert.equal(await noir(), true);
  await etat.selectOption("a-faire");
  await page.locator("#action-contrat:not(.fait)").waitFor();
  assert.ok((await papier()).includes("6 actions, aucune faite."), "the change of mind");
  assert.equal(await noir(), false);
  rienNeCloche(vu);
  await context.close();
});

test("« Fait » is chosen, then the button that prints is clicked at once: what it prints says it is done", async () => {
  const avant = (page) => page.addInitScript(() => {
    window.imprimes = [];
    window.print = () => window.imprimes.push(document.querySelector("#action-contrat").className);
    const late = (listener) => function (event) {
      setTimeout(() => listener.call(this, event), window.lent && /Page/.test(event.data?.[1] ?? "") ? 1000 : 0);
    };
    const { set } = Object.getOwnPropertyDescriptor(Worker.prototype, "onmessage");
    Object.defineProperty(Worker.prototype, "onmessage", { set(listener) { set.call(this, listener && late(listener)); } });
    const add = Worker.prototype.addEventListener;
    Worker.prototype.addEventListener = function (name, listener, ...rest) {
      return add.call(this, name, name === "message" ? late(listener) : listener, ...rest);
    };
  });
  const { page, context } = await ouvrir(browser, site.adresse, { paresseux: true, avant });
  const base = await ouvrirDossier(page, dossier("c16"));
  await allerA(page, `${base}/plan`, /plan/i);
  await page.locator("#action-contrat summary", { hasText: "Suivi et détail" }).click();
  await page.evaluate(() => { window.lent = true; });
  await page.locator("#state-action-contrat").selectOption("fait");
  await page.getByRole("button", { name: "Imprimer tout le détail, avec les raisons" }).click();
  await page.waitForFunction(() => window.imprimes.length > 0);
  assert.deepEqual(await page.evaluate(() => window.imprimes), ["acte-plan fait"]);
  await context.close();
});
