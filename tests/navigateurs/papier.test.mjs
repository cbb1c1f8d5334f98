// Paper, as each engine prints it: the text is read back, its ink is looked at.
import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { CAPTURES, imprimer } from "../e2e/lib/navigateur.mjs";
import { allerA, dossier, enregistre, garder, pageDe } from "../e2e/lib/parcours.mjs";
import { ouvert } from "./lib/gestes.mjs";
import { blanches, carresNoirs, coupees, encre } from "./lib/encre.mjs";
import { sans } from "../hotes/lib/manques.mjs";
import { perturbee } from "./lib/fautes.mjs";
import { pourChaque } from "./lib/moteurs.mjs";

// One action done, with a note; the dates of all others are empty.
const NOTE = "Parti en recommandé";
const contenu = () => dossier("c01", {}, { suivi: { contrat: { etat: "fait", date: "2026-11-20", note: NOTE } } });
// Lines, hyphens at the end of a line, spaces and ligatures don't count.
const serre = (text) => text.normalize("NFKC").replace(/[\s\u00ad\u2010-]+/g, "");

const pdf = (nom) => join(CAPTURES, `${nom}.pdf`);

async function planImprime(t, moteur, nom, release) {
  const { page, base } = await ouvert(t, moteur, contenu(), release && { release });
  await pageDe(page, base, "plan");
  const said = await page.evaluate(() => {
    const all = (selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent);
    return { titres: all(".acte-plan h3"), raisons: all(".acte-plan .raison > p:first-child"), boutons: all("#app main button"), mots: document.querySelector("#app main").textContent };
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

/** Runs in the page, as it is printed: its words, one piece for each element that is shown on paper; and the cells of each row. */
const ecrit = () => {
  const hors = "button, summary, .hors-papier, .hors-ecran, .actes, .boutons, .revenir, .comparer, .modifier, .bandeau, [role=status], label, form, select, input, datalist, .frise, .depuis, .onglets, .fondement ul, .fondement .lues";
  const said = (one) => !one.closest(hors);
  const main = document.querySelector("#app main");
  const text = (one) => {
    const copy = one.cloneNode(true);
    for (const gone of copy.querySelectorAll(hors)) gone.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };
  const mots = [...main.querySelectorAll("h1, h2, h3, h4, p, li a, td, th")].filter(said).filter((one) => !one.querySelector("p, li, td, h2, h3")).map(text).filter(Boolean);
  const lignes = [...main.querySelectorAll("tbody tr")].filter(said).map((row) => [...row.cells].map(text).filter(Boolean)).filter((cells) => cells.length > 0);
  const blocs = [...main.querySelectorAll(".portefeuille > li")].map((one) => [...one.querySelectorAll("a, small")].filter(said).map(text).filter(Boolean));
  return { mots: [...new Set(mots)], lignes: [...lignes, ...blocs] };
};

/** Thirty dossiers of the device, those of a group among them, and the address of one whose plan depends on a choice. */
async function deTous(t, moteur) {
  const { page } = await ouvert(t, moteur, dossier("c02", { denomination: "Les Tilleuls", "date-dossier-complet": "2099-03-02" }));
  await enregistre(page);
  const [base] = (await page.url()).match(/#\/dossier-[^/]+/);
  const CAS = ["c01", "c03", "c05-a", "c07", "c10", "c13", "c16", "c19", "c20-a"];
  for (let rank = 0; rank < 29; rank += 1) {
    const id = `dossier-${String(rank).padStart(16, "0")}`;
    const value = dossier(CAS[rank % CAS.length], { denomination: `Structure ${rank + 1} – Érables` });
    await garder(page, id, JSON.stringify({ ...value, id, "enregistre-le": `2026-10-${String(1 + rank).padStart(2, "0")}T08:00:00.000Z` }));
  }
  await allerA(page, "#/dossiers", "Vos dossiers");
  await page.waitForFunction(() => document.querySelectorAll("ul.portefeuille > li").length === 30 && !document.body.textContent.includes("Lecture en cours"));
  for (let rank = 0; rank < 12; rank += 1) await page.locator("ul.portefeuille > li").nth(rank).getByRole("checkbox").check();
  await page.getByLabel(/Réunir les dossiers cochés/).fill("Association");
  await page.getByRole("button", { name: "Réunir", exact: true }).click();
  await page.getByRole("link", { name: "Association", exact: true }).waitFor();
  return { page, base };
}

pourChaque((moteur) => {
  test(`${moteur}: the plan on paper has each reason, no empty date, no button, the box of what is done in black, no line cut`, async (t) => {
    const nom = `navigateur-${moteur}-plan`;
    const { page, base, said, texte, lu } = await planImprime(t, moteur, nom);
    await t.test("each title and each reason", () => assert.deepEqual(manquent([...said.titres, ...said.raisons, NOTE], ...lu), []));
    await t.test("no empty date is printed, neither as a pattern nor as today", () => {
      const now = new Date();
      const today = [now.getDate(), now.getMonth() + 1].map((part) => String(part).padStart(2, "0"));
      const dates = new RegExp(`(mm/dd|jj/mm|dd/mm)/|(${today.join("/")}|${today.toReversed().join("/")})/${now.getFullYear()}`, "gi");
      // A source may be of this very day, or of the one that its parts are in the other order: its words say so on the screen.
      const found = (text) => (serre(text).match(dates) ?? []).length;
      assert.ok(found(texte) <= found(said.mots), `${found(texte)} dates on paper, ${found(said.mots)} in words`);
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
    await t.test("no sheet is blank", () => assert.deepEqual(blanches(pages), []));
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
        assert.deepEqual(blanches(encre(pdf(other))), []);
      });
    }
  });

  test(`${moteur}: a note is on paper as soon as it is typed, the keyboard still in it`, async (t) => {
    const { page, base } = await ouvert(t, moteur, dossier("c16", { statut: "21", denomination: "EHPAD" }));
    await pageDe(page, base, "plan");
    await page.locator("#action-contrat summary", { hasText: "Suivi et détail" }).click();
    await page.locator("#note-action-contrat").click();
    await page.keyboard.type("Appelé lundi, rappeler");
    assert.deepEqual(manquent(["Appelé lundi, rappeler"], await imprimer(page, `navigateur-${moteur}-note`)), []);
    assert.equal(await page.evaluate(() => document.activeElement.id), "note-action-contrat", "the keyboard is where it was");
    await page.keyboard.type(" jeudi");
    assert.deepEqual(manquent(["Appelé lundi, rappeler jeudi"], await imprimer(page, `navigateur-${moteur}-note`)), []);
  });

  test(`${moteur}: the button that prints waits for a note that was just typed, the keyboard still in it`, async (t) => {
    const script = `window.print = () => {
      const { dataset } = document.documentElement;
      dataset.imprime = document.querySelector("#note-action-contrat").nextElementSibling.textContent;
      dataset.occupee = document.getElementById("feuille").getAttribute("aria-busy");
    };`;
    const { page, base } = await ouvert(t, moteur, dossier("c16", { statut: "21", denomination: "EHPAD" }), { release: perturbee(t, script) });
    await pageDe(page, base, "plan");
    await page.locator("#action-contrat summary", { hasText: "Suivi et détail" }).click();
    await page.locator("#note-action-contrat").click();
    await page.keyboard.type("Appelé lundi");
    await page.getByRole("button", { name: "Imprimer tout le détail, avec les raisons" }).click();
    await page.waitForFunction(() => document.documentElement.dataset.imprime !== undefined);
    assert.deepEqual(await page.evaluate(() => [document.documentElement.dataset.imprime, document.documentElement.dataset.occupee]), ["Appelé lundi", "false"]);
  });

  test(`${moteur}: the pages of all dossiers, of a group and of two plans on paper are whole: no blank sheet, no line cut, no row on two sheets`, async (t) => {
    const { page, base } = await deTous(t, moteur);
    const lieux = {
      "#/dossiers": /^Vos dossiers/, "#/cette-semaine": /^Cette semaine/, "#/groupe/Association": /^Groupe/,
      [`${base}/comparer?question=option-president&reponse=option-b`]: /^Et si/,
    };
    for (const [lieu, titre] of Object.entries(lieux)) {
      const nom = lieu.match(/^#\/(?:dossier-[^/]+\/)?([a-z-]+)/)[1];
      await t.test(nom, async () => {
        await allerA(page, lieu, titre);
        await page.waitForFunction(() => !document.body.textContent.includes("Lecture en cours"));
        await page.locator("#feuille[aria-busy=false] h1").waitFor();
        const said = await page.evaluate(ecrit);
        assert.ok(said.mots.length > 10, `${said.mots.length} words`);
        const texte = await imprimer(page, `navigateur-${moteur}-${nom}`);
        const couche = execFileSync("pdftotext", ["-layout", pdf(`navigateur-${moteur}-${nom}`), "-"], { encoding: "utf8" });
        assert.deepEqual(manquent(said.mots, texte, couche), []);
        const sheets = texte.split("\f").map(serre).filter(Boolean);
        assert.ok(sheets.length > 1, `${sheets.length} sheets`);
        const split = said.lignes.filter((cells) => !sheets.some((sheet) => cells.every((cell) => sheet.includes(serre(cell)))));
        assert.deepEqual(split, [], "on two sheets");
        const pages = encre(pdf(`navigateur-${moteur}-${nom}`));
        assert.deepEqual(blanches(pages), []);
        assert.deepEqual(coupees(pages), []);
        assert.deepEqual(seules(await page.evaluate(tetes), texte), []);
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
