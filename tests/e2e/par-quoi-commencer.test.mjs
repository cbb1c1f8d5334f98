// « Par quoi commencer »: the first page of a plan. One screen that says what to do next working day, one sheet of paper,
// boxes that move the plan, a date that can be changed; by mouse, by keyboard, in four looks.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { servir } from "./lib/serveur.mjs";
import { axe, capture, entiere, imprimer, lancer, ouvrir, prete, rienNeCloche, rienNeSort, tientEnLargeur } from "./lib/navigateur.mjs";
import { Clavier, allerA, dossier, enregistre, gardes, ouvrirDossier } from "./lib/parcours.mjs";

const TITRE = /^Par quoi commencer/;
const pdf = (nom) => fileURLToPath(new URL(`captures/${nom}.pdf`, import.meta.url));
const pages = (nom) => Number(execFileSync("pdfinfo", [pdf(nom)], { encoding: "utf8" }).match(/Pages:\s+(\d+)/)[1]);
const propre = (text) => text.replace(/\s+/g, " ").trim();

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

/** The director of an EHPAD, named; her dossier is complete. */
const directrice = (reste = {}) => dossier("c01", { "rl-nom": "Claire Martin", "date-dossier-complet": "2099-03-02" }, reste);

async function ouvert(contenu, options) {
  const { page, vu, context } = await ouvrir(browser, site.adresse, { paresseux: true, ...options });
  const base = await ouvrirDossier(page, contenu);
  await page.getByRole("heading", { level: 1, name: TITRE }).waitFor();
  return { page, vu, context, base };
}

/** A line of the page, by its title. */
// By its title: what a line waits for is written in it with the title of another.
const ligne = (page, titre) => page.locator(".tache", { has: page.locator(".tete", { hasText: titre }) });

test("a complete dossier opens on what to start with, in every look, and nothing leaves", async () => {
  for (const [nom, options] of [
    ["clair", { viewport: { width: 1280, height: 900 } }],
    ["sombre", { colorScheme: "dark", viewport: { width: 820, height: 1100 } }],
    ["téléphone", { viewport: { width: 390, height: 844 } }],
    ["320 px", { viewport: { width: 320, height: 640 } }],
    ["couleurs forcées", { forcedColors: "active" }],
  ]) {
    const { page, vu, context } = await ouvert(directrice(), options);
    const heads = (await page.locator(".partie h2").allInnerTexts()).map(propre);
    assert.match(heads[0], /^(Lundi|Mardi|Mercredi|Jeudi|Vendredi) \d+(er)? \p{L}+ : (une|deux) choses?$/u, nom);
    assert.ok((await page.locator(".partie.maintenant .tache").count()) <= 2, nom);
    assert.match(propre(await page.locator(".attente-de-tout").innerText()), /^(Tout|L’essentiel) attend /);
    await tientEnLargeur(page, nom);
    await axe(page, `par quoi commencer, ${nom}`);
    await capture(page, `par-quoi-commencer-${nom.replace(/\W+/g, "-")}`);
    rienNeSort(vu, site.adresse);
    rienNeCloche(vu);
    await context.close();
  }
});

test("the sheet holds on one page of paper, with boxes to tick and where things are done", async () => {
  const { page, vu, context } = await ouvert(directrice());
  const texte = propre(await imprimer(page, "par-quoi-commencer"));
  assert.equal(pages("par-quoi-commencer"), 1, texte);
  for (const dit of [/Claire Martin/, /Quand les cartes arrivent/, /Après : /, /2 mars 2099/, /contrat d’adhésion/]) assert.match(texte, dit);
  assert.doesNotMatch(texte, /\bR-[A-Z]+-\d/, "no rule id");
  rienNeCloche(vu);
  await context.close();
});

test("the essentials are this page, the list and the sheets; reasons are not among them", async () => {
  const { page, vu, context, base } = await ouvert(directrice());
  await page.getByRole("link", { name: "L’essentiel sur papier" }).click();
  await page.getByRole("heading", { level: 1, name: /^L’essentiel/ }).waitFor();
  await axe(page, "l’essentiel");
  const texte = propre(await imprimer(page, "essentiel"));
  assert.match(texte, /À ajouter à la main/);
  assert.match(texte, /Ce que le formulaire demande/);
  assert.doesNotMatch(texte, /\bR-[A-Z]+-\d/);
  assert.ok(pages("essentiel") <= 10, `${pages("essentiel")} pages`);
  await allerA(page, `${base}/plan`, /^Le plan d/);
  rienNeCloche(vu);
  await context.close();
});

test("what is ticked is kept; the next thing rises; what waits has no box", async () => {
  const { page, vu, context } = await ouvert(directrice());
  const premiere = page.locator(".partie.maintenant .tache", { has: page.locator("text=contrat d’adhésion") });
  await premiere.waitFor();
  await entiere(page);
  for (const waits of ["certificats pour", "Recevoir la carte"]) {
    assert.equal(await ligne(page, waits).count(), 1, waits);
    assert.equal(await ligne(page, waits).locator("input").count(), 0, `${waits} : waits`);
  }
  // Made ready one after the other, then done.
  await premiere.locator(".pieces input").first().check();
  await enregistre(page);
  assert.match(String(Object.values(await gardes(page))[0]), /"etat": "en-cours"/);
  await premiere.locator(".tete input").check();
  await ligne(page, "Recevoir la carte").locator(".tete input").waitFor();
  await enregistre(page);
  await page.reload();
  await prete(page);
  await page.getByRole("heading", { level: 1, name: TITRE }).waitFor();
  await ligne(page, "Recevoir la carte").locator(".tete input").check();
  await ligne(page, "Déclarer qui s’occupe des certificats").locator(".tete input").waitFor();
  const done = page.locator("details.faites");
  await done.locator("summary").first().click();
  await done.locator(ligne(page, "Recevoir la carte")).locator(".tete input").click();
  await ligne(page, "Déclarer qui s’occupe des certificats").locator(".apres").waitFor();
  rienNeCloche(vu);
  await context.close();
});

test("the day that the dates are counted from is changed there, and they follow", async () => {
  const { page, vu, context } = await ouvert(directrice());
  const before = await ligne(page, "Recevoir la carte").locator(".qui").innerText();
  await page.locator("#envoi-jour").fill("2099-05-04");
  await page.waitForFunction((old) => ![...document.querySelectorAll(".tache .qui")].some((one) => one.innerText === old), before);
  await enregistre(page);
  assert.match(String(Object.values(await gardes(page))[0]), /"date-dossier-complet": "2099-05-04"/);
  rienNeCloche(vu);
  await context.close();
});

test("on return, the page begins with what was expected", async () => {
  const { page, vu, context } = await ouvert(dossier("c01", { "date-dossier-complet": "2026-02-02" }));
  const asked = page.locator(".depuis");
  assert.match(propre(await asked.innerText()), /2 février 2026 : (l’est-elle|est-elle partie)/);
  await axe(page, "ce qui était attendu");
  // Gone as soon as it is ticked: there is no box left to be looked at again, as `check` does.
  await asked.locator("input").click();
  // Done today: what comes of it is not due yet.
  await asked.waitFor({ state: "detached" });
  rienNeCloche(vu);
  await context.close();
});

test("by the keyboard alone: to the first box, ticked, and the keyboard is not lost", async () => {
  const { page, vu, context } = await ouvert(directrice());
  const clavier = new Clavier(page);
  await clavier.jusqua("checkbox", "");
  await clavier.touche("Space");
  await enregistre(page);
  await page.waitForTimeout(200);
  assert.notEqual((await clavier.ici()).balise, "body", "the keyboard stays on the page");
  rienNeCloche(vu);
  await context.close();
});

test("one person’s lines are in a message of their own", async () => {
  const { page, vu, context } = await ouvert(directrice());
  await page.locator("summary", { hasText: /^Envoyer ce qui concerne Claire Martin/ }).click();
  const message = page.locator("details", { hasText: "Envoyer ce qui concerne Claire Martin" });
  const body = propre(await message.locator(".lettre").innerText());
  assert.match(body, /contrat/);
  assert.doesNotMatch(body, /à vérifier auprès de l’ordre/);
  await axe(page, "un message déplié");
  rienNeCloche(vu);
  await context.close();
});

test("the detail is filtered by person and by what can be done now; rule ids come with the expert view, which is kept", async () => {
  const { page, vu, context, base } = await ouvert(directrice());
  await page.getByRole("link", { name: "Tout le détail" }).first().click();
  await page.getByRole("heading", { level: 1, name: /^Le plan d/ }).waitFor();
  await entiere(page);
  const cards = page.locator(".acte-plan:visible");
  const all = await cards.count();
  await page.getByLabel("Seulement ce qui est possible maintenant").check();
  const now = await cards.count();
  assert.ok(now > 0 && now < all, `${now} of ${all}`);
  await page.getByLabel("Seulement ce qui est possible maintenant").uncheck();
  await page.getByLabel("Montrer ce qui concerne").selectOption("Claire Martin");
  const hers = await cards.count();
  assert.ok(hers > 0 && hers < all, `${hers} of ${all}`);
  await page.getByLabel("Montrer ce qui concerne").selectOption("");
  const ids = page.locator("#action-contrat .pour-expert").first();
  await page.locator("#action-contrat > details", { hasText: "Pourquoi" }).locator("summary").click();
  assert.equal(await ids.isVisible(), false);
  await page.getByLabel(/^Vue expert/).check();
  assert.equal(await ids.isVisible(), true);
  await axe(page, "le détail, vue expert");
  await page.reload();
  await prete(page);
  await page.getByRole("heading", { level: 1, name: /^Le plan d/ }).waitFor();
  await entiere(page);
  assert.equal(await page.getByLabel(/^Vue expert/).isChecked(), true, "kept");
  await page.getByLabel(/^Vue expert/).uncheck();
  await allerA(page, `${base}/par-quoi-commencer`, TITRE);
  rienNeCloche(vu);
  await context.close();
});
