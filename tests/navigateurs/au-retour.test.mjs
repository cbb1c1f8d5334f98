// What the months of a plan bring (tests/e2e/au-retour.test.mjs is in Chromium): a page of another day, a shelf of many dossiers,
// names without a break, a file that is dropped, a dossier that was only begun.
import { test } from "node:test";
import assert from "node:assert/strict";
import { prete, rienNeCloche, tientEnLargeur } from "../e2e/lib/navigateur.mjs";
import { allerA, dossier, enregistre, garder, gardes, ouvrirDossier, pageDe } from "../e2e/lib/parcours.mjs";
import { HORLOGE, perturbee, regler } from "./lib/fautes.mjs";
import { CHEMIN, accueil, ouvert } from "./lib/gestes.mjs";
import { pourChaque } from "./lib/moteurs.mjs";

/** A file is let go over the page, as by a hand: whether the page took each of its two events for itself. */
const lacher = (page, cible, text, name) => page.evaluate(({ cible, text, name }) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  const event = (kind) => new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data });
  return ["dragover", "drop"].map((kind) => !document.querySelector(cible).dispatchEvent(event(kind)));
}, { cible, text, name });

pourChaque((moteur) => {
  test(`${moteur}: a page that slept for days is of the day when it is looked at again: what it shows, and the name of its files`, async (t) => {
    const { page, base } = await ouvert(t, moteur, dossier("c01"), { release: perturbee(t, HORLOGE("2026-11-23T17:00:00")) });
    await enregistre(page);
    await pageDe(page, base, "plan");
    const daySaid = (day) => page.locator("#feuille .legende", { hasText: day }).first().waitFor();
    await daySaid(/23\s*novembre/);
    await regler(page, "2026-12-08T08:30:00");
    await page.cachee(() => {});
    await daySaid(/8\s*décembre/);
    await pageDe(page, base, "fichiers");
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /Calendrier \(ICS\)/ }).click()]);
    assert.match(file.suggestedFilename(), /2026-12-08/);
  });

  for (const [fuseau, heure, jour] of [["Indian/Reunion", "2026-02-02T22:00:00Z", "3 février 2026"], ["America/Martinique", "2026-03-01T02:00:00Z", "28 février 2026"]]) {
    test(`${moteur}: « modifié le » is the day where the user is: ${fuseau}`, async (t) => {
      const { page } = await ouvert(t, moteur, dossier("c01"), { fuseau, release: perturbee(t, HORLOGE(heure)) });
      await enregistre(page);
      await allerA(page, "#/", /Ce que votre structure/);
      await page.locator(".ligne small", { hasText: `modifié le ${jour}` }).waitFor();
      await allerA(page, "#/dossiers", "Vos dossiers");
      await page.locator("ul.portefeuille small", { hasText: `modifié le ${jour}` }).waitFor();
    });
  }

  test(`${moteur}: a dossier that was only begun survives a reload`, async (t) => {
    const { page } = await accueil(t, moteur);
    await page.getByRole("button", { name: "Commencer un dossier" }).click();
    const asked = page.getByRole("heading", { level: 1, name: /Que voulez-vous faire/ });
    await asked.waitFor();
    const before = await page.url();
    await page.reload();
    await prete(page);
    await asked.waitFor();
    assert.equal(await page.url(), before);
    await page.getByRole("checkbox", { name: /Déployer l’INSi/ }).check();
    await enregistre(page);
    assert.deepEqual(Object.keys(await gardes(page)), [before.match(/dossier-[^/]+/)[0]]);
  });

  test(`${moteur}: sixty dossiers stand with the last one changed first; names without a break are not cut at 320 px, there and in the plan`, async (t) => {
    const COMBIEN = 60;
    const { site, page } = await accueil(t, moteur);
    await page.taille(320, 640);
    const long = "Établissement".repeat(12);
    const logiciels = [{ id: "logiciel-1", "logiciel-nom": "Logicieldedossierusager".repeat(4), "insi-mode": "auto" }];
    const value = dossier("c01", { logiciels });
    const day = (rank) => new Date(Date.UTC(2026, 0, 1 + ((rank * 23) % COMBIEN))).toISOString();
    await ouvrirDossier(page, dossier("c16", { statut: "21" }));
    await enregistre(page);
    for (let rank = 0; rank < COMBIEN; rank += 1) {
      const id = `dossier-${String(rank).padStart(16, "0")}`;
      await garder(page, id, JSON.stringify({ ...value, id, "enregistre-le": day(rank), reponses: { ...value.reponses, denomination: `${rank} ${long}` } }));
    }
    await page.goto(`${site.adresse(CHEMIN)}#/dossiers`);
    await page.reload();
    await prete(page);
    const wanted = Array.from({ length: COMBIEN }, (_, rank) => rank).sort((one, other) => day(other).localeCompare(day(one)));
    const cut = (css) => page.evaluate((css) => {
      const wide = document.documentElement.clientWidth;
      return [...document.querySelectorAll(css)].filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0 || one.getBoundingClientRect().right > wide + 0.5).map((one) => one.textContent.slice(0, 60));
    }, css);
    // What is said of each is read a lot at a time; the order is whole with the last one.
    await page.waitForFunction((wanted) => {
      const names = [...document.querySelectorAll("#feuille .ligne")].map((row) => Number.parseInt(row.querySelector("a").textContent, 10));
      return names.length === wanted.length + 1 && names.slice(1).every((name, place) => name === wanted[place]);
    }, wanted);
    await tientEnLargeur(page, "soixante dossiers");
    assert.deepEqual(await cut("#feuille .ligne a"), []);
    await page.locator("#feuille .ligne").nth(1).getByRole("link").first().click();
    await page.waitForURL(/#\/dossier-/);
    const [base] = (await page.url()).match(/#\/dossier-[^/]+/);
    for (const lieu of ["verifier", "plan", "calendrier", "liste", "fichiers"]) {
      await pageDe(page, base, lieu);
      await tientEnLargeur(page, `${lieu}, noms longs`);
    }
    await pageDe(page, base, "plan");
    assert.ok((await page.locator("#feuille h3", { hasText: /Logicieldedossierusager/ }).count()) > 0);
    assert.deepEqual(await cut("#feuille h1, #feuille h3"), []);
    rienNeCloche({ erreurs: await page.erreurs() });
  });

  test(`${moteur}: a file let go beside its field never takes the place of the page; where one field can take it, it is as if it had been chosen`, async (t) => {
    const { page } = await accueil(t, moteur);
    await page.evaluate(() => { document.documentElement.dataset.meme = "oui"; });
    assert.deepEqual(await lacher(page, "#app main", JSON.stringify(dossier("c01")), "dossier.json"), [true, true]);
    await page.waitForURL(/#\/dossier-/);
    const [base] = (await page.url()).match(/#\/dossier-[^/]+/);
    for (const lieu of ["question/identite", "plan", "fichiers"]) {
      await pageDe(page, base, lieu);
      for (const cible of ["#app main", "#app header", "html"]) assert.deepEqual(await lacher(page, cible, "Nom;Prénom\nA;B\n", "effectif.csv"), [true, true], `${lieu}, ${cible}`);
    }
    await pageDe(page, base, "effectif");
    assert.deepEqual(await lacher(page, "#app main", "Nom;Prénom;Profession\nA;B;Infirmier\n", "effectif.csv"), [true, true]);
    await page.getByRole("button", { name: "Lire ce tableau" }).click();
    await page.getByRole("heading", { level: 1, name: "Que contient chaque colonne ?" }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.dataset.meme), "oui", "it is the same page");
  });
});
