// What comes out of a dossier, page by page: seen (light, dark, 320 px, forced colours), with the keyboard, copied,
// mailed, printed.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { servir } from "./lib/serveur.mjs";
import { axe, capture, imprimer, lancer, ouvrir, rienNeCloche, texte, tientEnLargeur } from "./lib/navigateur.mjs";
import { Clavier, allerA, dossier, enregistre, gardes, ouvrirDossier } from "./lib/parcours.mjs";

// An autonomous EHPAD, and an association of eight sites whose representative and name change, with incidents: letters
// of every kind.
const DOSSIERS = {
  c01: () => dossier("c01"),
  association: () => dossier("c02", {
    besoin: ["services", "rpps-plus", "changement", "incident", "certificats", "tests"], contrat: "en-cours",
    evenements: ["chgt-rl", "chgt-denomination"],
  }),
};
// Places of a dossier, with the title of each page.
const LIEUX = {
  "par-quoi-commencer": /^Par quoi commencer/, plan: /^Le plan d/, calendrier: /^Le calendrier d/, liste: /^Liste à cocher/, fiches: /^Fiches de préparation/,
  courriers: /^Courriers et messages/, fichiers: /^Fichiers et partage/, finess: /^Retrouver la structure/,
  effectif: /^Importer un tableau/,
};

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

const propre = (text) => text.replace(/\s+/g, " ").trim();
const serre = (text) => text.replace(/\s+/g, "");
const pdf = (nom) => fileURLToPath(new URL(`captures/${nom}.pdf`, import.meta.url));

const VUES = [
  ["clair", {}],
  ["sombre", { colorScheme: "dark" }],
  ["320 px", { viewport: { width: 320, height: 640 } }],
  ["couleurs forcées", { forcedColors: "active" }],
];
for (const [qui, contenu] of Object.entries(DOSSIERS)) {
  for (const [nom, options] of VUES) {
    test(`each page that comes out of ${qui} holds: ${nom}`, async () => {
      const { page, vu, context } = await ouvrir(browser, site.adresse, options);
      const base = await ouvrirDossier(page, contenu());
      const wrong = [];
      const essai = (look) => look.catch((error) => wrong.push(error.message.slice(0, 1500)));
      for (const [lieu, titre] of [...Object.entries(LIEUX).map(([lieu, titre]) => [`${base}/${lieu}`, titre]), ["#/questionnaire-vierge", /^Questionnaire vierge/], ["#/aide", /^Aide/], ["#/a-propos", /^À propos/]]) {
        await allerA(page, lieu, titre);
        const ou = `${lieu.split("/").pop()}, ${qui}, ${nom}`;
        await page.waitForFunction(() => document.activeElement?.id === "titre", null, { timeout: 2000 }).catch(() => wrong.push(`the focus is not on the title: ${ou}`));
        const [onglet, h1] = [propre(await page.title()), propre(await page.locator("h1#titre").innerText())];
        if (onglet !== `${h1} – Jalons`) wrong.push(`the tab says « ${onglet} », the page « ${h1} »`);
        await essai(axe(page, ou));
        await essai(tientEnLargeur(page, ou));
        if (nom === "320 px" || nom === "clair") await capture(page, `sortie-${qui}-${lieu.split("/").pop()}-${nom.replace(" ", "")}`);
      }
      assert.equal(wrong.length, 0, [...new Set(wrong)].join("\n\n"));
      rienNeCloche(vu);
      await context.close();
    });
  }
}

/** A dossier, open, on the day its complete file arrives. */
async function ouvert(contenu, options = {}) {
  const seen = await ouvrir(browser, site.adresse, { avant: (page) => page.clock.setFixedTime(new Date("2026-02-02T09:00:00")), ...options });
  return { ...seen, base: await ouvrirDossier(seen.page, contenu) };
}

test("each page ends with who publishes it, what it is not, and a report that only the user sends", async () => {
  const { page, vu, context, base } = await ouvert(DOSSIERS.c01());
  const pied = page.getByRole("contentinfo");
  for (const [lieu, nom, titre] of [["#/", "accueil", /Ce que votre structure/], ["#/aide", "aide", /^Aide/], [`${base}/verifier`, "verifier", /Vérifiez/], [`${base}/question/besoin`, "question/besoin", /Que voulez-vous/], [`${base}/plan`, "plan", LIEUX.plan]]) {
    await allerA(page, lieu, titre);
    assert.match(propre(await pied.innerText()), /^Copie non signée : .*n’est pas un service de l’Agence du Numérique en Santé/);
    const mail = new URL(await pied.getByRole("link", { name: "Signaler une erreur" }).getAttribute("href"));
    assert.equal(mail.protocol + mail.pathname, "mailto:", "no recipient is invented");
    const corps = mail.searchParams.get("body");
    assert.match(propre(corps), /Version : [0-9a-f]{8}/);
    assert.ok(propre(corps).includes(`Page : ${nom} `) && !corps.includes("dossier-"), corps);
  }
  await allerA(page, `${base}/plan`, LIEUX.plan);
  const bouton = page.locator(".acte-plan button[data-act=report]").first();
  assert.match(await bouton.getAttribute("data-rules"), /^R-[A-Z]+-\d+/);
  await pied.getByRole("link", { name: "À propos" }).click();
  await page.getByRole("heading", { level: 1, name: /^À propos/ }).waitFor();
  const dit = await texte(page);
  assert.match(dit, /Version [0-9a-f]{8}/);
  assert.match(dit, /Copie non signée/);
  rienNeCloche(vu);
  await context.close();
});

test("with the keyboard, a bar of the calendar leads to its line of the table", async () => {
  const { page, vu, context, base } = await ouvert(DOSSIERS.c01());
  await allerA(page, `${base}/calendrier`, LIEUX.calendrier);
  await page.waitForFunction(() => document.activeElement?.id === "titre");
  const ici = () => page.evaluate(() => {
    const here = document.activeElement;
    const row = here.querySelector?.(".rangee-frise");
    const style = row && getComputedStyle(row);
    return { barre: here.matches("svg.frise a.action"), cible: here.getAttribute("href"), contour: style && style.stroke !== "none" && parseFloat(style.strokeWidth) >= 2 };
  });
  let here = await ici();
  for (let step = 0; step < 40 && !here.barre; step += 1) {
    await page.keyboard.press("Tab");
    here = await ici();
  }
  assert.ok(here.barre, "a bar is reached by Tab");
  assert.ok(here.contour, "and is seen to have the focus");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  const { cible } = await ici();
  assert.equal(await page.locator("#frise-tableau").evaluate((one) => one.open), false);
  const before = page.url();
  await page.keyboard.press("Enter");
  await page.waitForFunction((id) => document.activeElement?.id === id, cible.slice(1));
  const row = await page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    const style = getComputedStyle(document.activeElement);
    return { balise: document.activeElement.tagName, vue: box.height > 0 && box.top >= 0 && box.bottom <= innerHeight, contour: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 };
  });
  assert.deepEqual(row, { balise: "TR", vue: true, contour: true }, "its line is there, is seen, and is seen to have the focus");
  assert.equal(page.url(), before, "the address stays");
  // Each bar has its line, and its name says what the line says.
  const lignes = await page.locator("#frise-tableau tbody tr").count();
  assert.equal(await page.locator("svg.frise.large a.action").count(), lignes);
  assert.equal(await page.locator("svg.frise.etroite a.action").count(), lignes);
  await axe(page, "calendrier, tableau déplié");
  rienNeCloche(vu);
  await context.close();
});

/** The lines of the table of the calendar: title, start, end. */
async function lignes(page) {
  const rows = await page.locator("#frise-tableau tbody tr").evaluateAll((all) => all.map((one) => [one.querySelector("th").textContent, one.children[2].textContent, one.children[3].textContent]));
  return Object.fromEntries(rows.map(([title, ...days]) => [propre(title), days.map(propre).join(" → ")]));
}

test("an action marked as done on another day moves what depends on it; the keyboard stays where it was", async () => {
  const { page, vu, context, base } = await ouvert(DOSSIERS.c01());
  await allerA(page, `${base}/calendrier`, LIEUX.calendrier);
  const before = await lignes(page);
  await allerA(page, `${base}/plan`, LIEUX.plan);
  const contrat = page.locator("#action-contrat");
  await contrat.locator("summary", { hasText: "Suivi et détail" }).click();
  const etat = contrat.getByLabel(/Où en est-on/);
  await etat.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.locator("#action-contrat.fait").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "state-action-contrat", "after a change of status");
  assert.equal(await etat.inputValue(), "fait");
  await contrat.getByLabel(/^Date/).focus();
  await contrat.getByLabel(/^Date/).fill("2026-03-02");
  await enregistre(page);
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => document.activeElement.id), "date-action-contrat", "after a date");
  await contrat.getByLabel(/^Note/).fill("Parti en recommandé");
  await page.keyboard.press("Tab");
  await page.waitForTimeout(200);
  const suivant = await page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  assert.match(suivant, /^Pourquoi/, `after a note, on to what comes next: ${suivant}`);
  await allerA(page, `${base}/calendrier`, LIEUX.calendrier);
  const later = await lignes(page);
  // J0 is the 2nd, not counted (R-JO-02): ten working days later.
  assert.equal(before["Recevoir la carte CDE : le représentant légal"], "2 février 2026 → 16 février 2026");
  assert.equal(later["Signer le contrat d’adhésion au FINESS géographique (fait)"], "2 février 2026 → 2 mars 2026");
  assert.equal(later["Recevoir la carte CDE : le représentant légal"], "2 mars 2026 → 16 mars 2026");
  assert.equal(later["Enregistrer dans RPPS+ : Aide-soignant ou aide-soignante × 25"], "16 mars 2026 → 16 mars 2026");
  assert.equal(later["Envisager un mandataire de plus"], before["Envisager un mandataire de plus"], "what waits for nothing stays");
  await allerA(page, `${base}/liste`, LIEUX.liste);
  assert.match(propre(await page.locator("tr.fait").first().innerText()), /2 mars 2026/);
  assert.match(propre(await page.locator("tr.fait").first().innerText()), /Parti en recommandé/);
  rienNeCloche(vu);
  await context.close();
});

test("a date is typed with the keyboard, digit by digit, on the plan", async () => {
  const { page, vu, context, base } = await ouvert(DOSSIERS.c01());
  await allerA(page, `${base}/plan`, LIEUX.plan);
  await page.locator("#action-contrat summary", { hasText: "Suivi et détail" }).click();
  const date = page.locator("#date-action-contrat");
  await date.focus();
  // The same in both orders of days and months. At the first digit of the year the browser tells of the year 2.
  await page.keyboard.type("02022026", { delay: 150 });
  await page.waitForTimeout(400);
  assert.equal(await date.inputValue(), "2026-02-02");
  assert.equal(await page.evaluate(() => document.activeElement.id), "date-action-contrat");
  await page.locator("#note-action-contrat").focus();
  await enregistre(page);
  assert.match(String(Object.values(await gardes(page))[0]), /"contrat": \{[^}]*"date": "2026-02-02"/);
  assert.equal(await date.inputValue(), "2026-02-02", "drawn again once the field is left");
  rienNeCloche(vu);
  await context.close();
});

test("a letter is copied as it is read, and its mail address says the same", async () => {
  const { page, vu, context, base } = await ouvert(DOSSIERS.association());
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(site.adresse).origin });
  await allerA(page, `${base}/courriers`, LIEUX.courriers);
  const letters = page.locator("article.fiche");
  const count = await letters.count();
  assert.ok(count >= 2, `${count} letters`);
  const lu = () => page.evaluate(async () => (await navigator.clipboard.readText()).replace(/\r\n/g, "\n"));
  let mails = 0;
  for (let rank = 0; rank < count; rank += 1) {
    const letter = letters.nth(rank);
    const body = await letter.locator("[id^=corps-]").textContent();
    const subject = await letter.locator("[id^=objet-]").textContent();
    await letter.getByRole("button", { name: /^Copier le message/ }).click();
    await page.getByText("Copié.", { exact: true }).waitFor();
    assert.equal(await lu(), body);
    await letter.getByRole("button", { name: /^Copier l’objet/ }).click();
    await page.waitForFunction(async (text) => (await navigator.clipboard.readText()) === text, subject);
    const link = letter.getByRole("link", { name: /^Ouvrir dans la messagerie/ });
    if (await link.count() === 0) continue;
    mails += 1;
    const mail = new URL(await link.getAttribute("href"));
    assert.equal(mail.protocol, "mailto:");
    assert.match(mail.pathname, /^([a-z0-9.-]+@[a-z0-9.-]+\.[a-z]+)?$/);
    assert.deepEqual([...mail.searchParams.keys()], ["subject", "body"]);
    assert.equal(mail.searchParams.get("subject"), subject);
    assert.equal(mail.searchParams.get("body"), body.replaceAll("\n", "\r\n"));
  }
  assert.ok(mails >= 1);
  // Every other address of mail in the dossier parses too.
  for (const lieu of ["plan", "courriers", "fichiers"]) {
    await allerA(page, `${base}/${lieu}`, LIEUX[lieu]);
    for (const href of await page.locator("a[href^='mailto:']").evaluateAll((all) => all.map((one) => one.getAttribute("href")))) {
      assert.match(new URL(href).pathname, /^([a-z0-9.-]+@[a-z0-9.-]+\.[a-z]+)?$/, href);
    }
  }
  rienNeCloche(vu);
  await context.close();
});

const feuilles = (texte) => texte.split("\f").filter((page) => page.trim() !== "");

for (const [qui, contenu] of Object.entries(DOSSIERS)) {
  test(`paper of ${qui}: list, sheets, letters, plan, each tagged and without a button`, async () => {
    const { page, vu, context, base } = await ouvert(contenu());
    for (const lieu of ["liste", "fiches", "courriers", "plan", "calendrier"]) {
      await allerA(page, `${base}/${lieu}`, LIEUX[lieu]);
      const nom = `sortie-${qui}-${lieu}`;
      const dit = await page.evaluate(() => ({
        boutons: [...document.querySelectorAll("#app main button, #app main a.secondaire")].map((one) => one.textContent),
        actions: [...document.querySelectorAll("#app main tbody:not(.papier) tr:not(.groupe) b")].map((one) => one.textContent),
        fiches: [...document.querySelectorAll("article.fiche h2")].map((one) => one.textContent),
        lettres: [...document.querySelectorAll("[id^=corps-]")].map((one) => one.textContent),
      }));
      const texte = await imprimer(page, nom);
      const paper = serre(texte).replaceAll("-", "");
      const has = (words) => assert.ok(paper.includes(serre(words).replaceAll("-", "")), `on paper, ${lieu} : ${propre(words)}`);
      assert.match(execFileSync("pdfinfo", [pdf(nom)], { encoding: "utf8" }), /Tagged:\s+yes/, nom);
      for (const bouton of new Set(dit.boutons.map(propre))) assert.ok(!propre(texte).includes(bouton), `no button « ${bouton} » on ${lieu}`);
      const pages = feuilles(texte);
      if (lieu === "liste") {
        assert.ok(dit.actions.length > 5);
        dit.actions.forEach(has);
        if (qui === "c01") assert.ok(pages.length <= 2, `${pages.length} sheets for the list`);
      }
      if (lieu === "fiches" || lieu === "courriers") {
        dit.fiches.forEach(has);
        dit.lettres.forEach(has);
      }
      if (lieu === "fiches") {
        assert.equal(pages.length, dit.fiches.length + 1, "the list of the sheets, then one sheet each");
        for (const [rank, titre] of dit.fiches.entries()) {
          const on = pages.filter((one) => serre(one).includes(`fiche${rank + 1}sur${dit.fiches.length}`));
          assert.equal(on.length, 1, `${titre} begins on one sheet`);
        }
      }
    }
    rienNeCloche(vu);
    await context.close();
  });
}

test("paper of the blank questionnaire: tagged, without a button, with room to write", async () => {
  const { page, vu, context } = await ouvrir(browser, site.adresse);
  await allerA(page, "#/questionnaire-vierge", /^Questionnaire vierge/);
  const questions = await page.locator("#app main h3, #app main h2").allTextContents();
  const texte = await imprimer(page, "sortie-questionnaire-vierge");
  assert.match(execFileSync("pdfinfo", [pdf("sortie-questionnaire-vierge")], { encoding: "utf8" }), /Tagged:\s+yes/);
  const paper = serre(texte).replaceAll("-", "");
  for (const question of questions) assert.ok(paper.includes(serre(question).replaceAll("-", "")), `on paper: ${question}`);
  assert.doesNotMatch(texte, /^\s*Imprimer/m);
  rienNeCloche(vu);
  await context.close();
});

for (const [lieu, titre, bouton, action] of [["liste", /^Liste à cocher/, "Imprimer la liste", "#feuille tbody tr"], ["plan", LIEUX.plan, "Imprimer tout le détail, avec les raisons", "#feuille .acte-plan"]]) {
  test(`printing asked while a page is being put in place waits for its end, says so, and prints the whole: ${lieu}`, async () => {
    const sites = Array.from({ length: 200 }, (_, rank) => ({ id: `site-${rank + 1}`, "site-nom": `Site ${rank + 1}` }));
    const { page, context } = await ouvrir(browser, site.adresse, {
      avant: (page) => page.addInitScript((action) => {
        window.impressions = [];
        window.print = () => {
          window.impressions.push([document.getElementById("feuille").getAttribute("aria-busy"), document.querySelectorAll(action).length]);
        };
        // What follows the first piece of a page comes a second late.
        const late = (listener) => function (event) {
          const slow = /^(\{"PageNext"|"PageEnd")/.test(event.data?.[1] ?? "");
          setTimeout(() => listener.call(this, event), slow ? 1000 : 0);
        };
        const { set } = Object.getOwnPropertyDescriptor(Worker.prototype, "onmessage");
        Object.defineProperty(Worker.prototype, "onmessage", { set(listener) { set.call(this, listener && late(listener)); } });
        const add = Worker.prototype.addEventListener;
        Worker.prototype.addEventListener = function (name, listener, ...rest) {
          return add.call(this, name, name === "message" ? late(listener) : listener, ...rest);
        };
      }, action),
    });
    const base = await ouvrirDossier(page, dossier("c02", { sites }));
    await page.evaluate((hash) => { location.hash = hash; }, `${base.slice(base.indexOf("#"))}/${lieu}`);
    await page.getByRole("heading", { level: 1, name: titre }).waitFor();
    assert.equal(await page.locator("#feuille").getAttribute("aria-busy"), "true");
    await page.getByRole("button", { name: bouton }).click();
    await page.getByText("La page finit de se préparer").waitFor();
    const before = await page.locator(action).count();
    assert.deepEqual(await page.evaluate(() => window.impressions), []);
    await page.waitForFunction(() => window.impressions.length > 0);
    const whole = await page.locator(action).count();
    assert.ok(whole > before, `${before} lines at the click, ${whole} at the end`);
    assert.deepEqual(await page.evaluate(() => window.impressions), [["false", whole]]);
    await page.getByRole("button", { name: bouton }).click();
    assert.equal(await page.evaluate(() => window.impressions.length), 2, "once whole, it prints at once");
    await context.close();
  });
}
