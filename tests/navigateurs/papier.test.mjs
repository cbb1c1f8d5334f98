// Paper, as each engine prints it: the text is read back, its ink is looked at.
import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { CAPTURES, imprimer } from "../e2e/lib/navigateur.mjs";
import { dossier, pageDe } from "../e2e/lib/parcours.mjs";
import { ouvert } from "./lib/gestes.mjs";
import { carresNoirs, coupees, encre } from "./lib/encre.mjs";
import { sans } from "../hotes/lib/manques.mjs";
import { pourChaque } from "./lib/moteurs.mjs";

// One action done, with a note; the dates of all others are empty.
const NOTE = "Parti en recommandé";
const contenu = () => dossier("c01", {}, { suivi: { contrat: { etat: "fait", date: "2026-11-20", note: NOTE } } });
// Lines, hyphens at the end of a line, spaces and ligatures don't count.
const serre = (text) => text.normalize("NFKC").replace(/[\s\u00ad-]+/g, "");

const pdf = (nom) => join(CAPTURES, `${nom}.pdf`);

async function planImprime(t, moteur, nom, release) {
  const { page, base } = await ouvert(t, moteur, contenu(), release && { release });
  await pageDe(page, base, "plan");
  const said = await page.evaluate(() => {
    const all = (selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent);
    return { titres: all(".acte-plan h3"), raisons: all(".acte-plan .raison > p:first-child"), boutons: all("#app main button") };
  });
  said.tetes = await page.evaluate(tetes);
  assert.ok(said.titres.length === 17 && said.raisons.length > 30, JSON.stringify(said));
  const texte = await imprimer(page, nom);
  // As it lies on the sheets, too: Firefox draws what floats after the rest of its sheet, in the middle of a reason that goes on.
  const couche = execFileSync("pdftotext", ["-layout", pdf(nom), "-"], { encoding: "utf8" });
  return { page, base, said, texte, lu: [texte, couche] };
}

const manquent = (words, ...read) => words.filter((one) => !read.some((text) => serre(text).includes(serre(one))));

/** Runs in the page: what a sheet may not end with, titles and heads of tables; rows to fill in have no words to be read after theirs. */
const tetes = () => [...document.querySelectorAll("#app main :is(h2, h3, h4, caption, table:not(.a-remplir) thead tr)")].map((one) => one.textContent);

/** The titles that stand alone at the foot of a sheet: what they are about is on the next one. */
function seules(heads, texte) {
  const wanted = heads.map(serre).filter(Boolean);
  const sheets = texte.split("\f").filter((sheet) => sheet.trim());
  const feet = sheets.slice(0, -1).map((sheet) => sheet.trim().split("\n").map(serre).findLast((line) => line.length > 3) ?? "");
  return feet.filter((foot) => wanted.some((head) => head.endsWith(foot)));
}

pourChaque((moteur) => {
  test(`${moteur}: the plan on paper has each reason, no empty date, no button, the box of what is done in black, no line cut`, async (t) => {
    const nom = `navigateur-${moteur}-plan`;
    const { page, base, said, texte, lu } = await planImprime(t, moteur, nom);
    await t.test("each title and each reason", () => assert.deepEqual(manquent([...said.titres, ...said.raisons, NOTE], ...lu), []));
    await t.test("no empty date is printed, neither as a pattern nor as today", () => {
      const now = new Date();
      const today = [now.getDate(), now.getMonth() + 1].map((part) => String(part).padStart(2, "0"));
      const printed = new RegExp(`(mm\\s*/\\s*dd|jj\\s*/\\s*mm|dd\\s*/\\s*mm)\\s*/|(${today.join("\\s*/\\s*")}|${today.toReversed().join("\\s*/\\s*")})\\s*/\\s*${now.getFullYear()}`, "i");
      assert.doesNotMatch(texte, printed);
    });
    await t.test("what its rules are of is said once", () => {
      assert.equal(serre(texte).split(serre("règles et sources lues le")).length, 2);
    });
    await t.test("no button", () => {
      const propre = (text) => text.replace(/\s+/g, " ").trim();
      const lines = texte.split("\n").map(propre);
      const printed = said.boutons.map(propre).filter((one) => one && lines.includes(one));
      assert.deepEqual(printed, []);
    });
    const pages = encre(pdf(nom));
    await t.test("one black box, that of the action that is done", () => assert.equal(carresNoirs(pages).length, 1, JSON.stringify(carresNoirs(pages))));
    await t.test("no line is cut in two at the foot of a sheet", () => assert.deepEqual(coupees(pages), []));
    await t.test("no title stands alone at the foot of a sheet", () => assert.deepEqual(seules(said.tetes, texte), []));
    for (const lieu of ["calendrier", "liste", "fiches", "courriers", "par-quoi-commencer", "essentiel", "#/questionnaire-vierge"]) {
      await t.test(`${lieu}: printed, no line cut, no title alone at the foot of a sheet`, async () => {
        await pageDe(page, base, lieu);
        const other = `navigateur-${moteur}-${lieu.replace("#/", "")}`;
        const title = await page.locator("h1:visible").first().innerText();
        const printed = await imprimer(page, other);
        assert.deepEqual(manquent([title], printed), []);
        assert.deepEqual(seules(await page.evaluate(tetes), printed), []);
        assert.deepEqual(coupees(encre(pdf(other))), []);
      });
    }
  });

  test(`${moteur}: where the style sheet can't unfold what is folded, each reason is on paper all the same, and folded again on the screen`, async (t) => {
    const older = sans(t, {
      css: (sheet) => sheet.replaceAll("::details-content", "::inconnu"),
      programmes: false,
      script: "const known = CSS.supports.bind(CSS); CSS.supports = (...asked) => !String(asked[0]).includes('details-content') && known(...asked);",
    });
    const { page, said, lu } = await planImprime(t, moteur, `navigateur-${moteur}-ancien`, older);
    assert.deepEqual(manquent(said.raisons, ...lu), []);
    assert.equal(await page.locator(".acte-plan details[open]").count(), 0);
  });
});
