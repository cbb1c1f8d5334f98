// Each page that comes out of a dossier: judged by axe in light and in dark, and not wider than a phone.
import { test } from "node:test";
import assert from "node:assert/strict";
import { axe, rienNeCloche, tientEnLargeur } from "../e2e/lib/navigateur.mjs";
import { PAGES, dossier, pageDe } from "../e2e/lib/parcours.mjs";
import { accueil, ouvert } from "./lib/gestes.mjs";
import { pourChaque } from "./lib/moteurs.mjs";

const LIEUX = ["#/", "#/aide", "#/questionnaire-vierge", "question/identite", "question/sites", "question/calendrier", ...Object.keys(PAGES)];

pourChaque((moteur) => {
  test(`${moteur}: each page holds before axe in light and in dark, and in 390 px`, async (t) => {
    // A long name of a status is chosen: a closed list must not widen the page.
    const { page, base } = await ouvert(t, moteur, dossier("c01", { statut: "21" }));
    const wrong = [];
    const essai = (look) => look.catch((error) => wrong.push(error.message.slice(0, 600)));
    for (const lieu of LIEUX) {
      await pageDe(page, base, lieu);
      // What is far from the window is laid out when it comes near: to be judged whole, it is at once.
      await page.evaluate("if (!document.adoptedStyleSheets.length) { const sheet = new CSSStyleSheet(); sheet.replaceSync('* { content-visibility: visible !important; }'); document.adoptedStyleSheets = [sheet]; }");
      await essai(axe(page, `${lieu}, clair`));
      await page.sombre(true);
      await essai(axe(page, `${lieu}, sombre`));
      await page.sombre(false);
      await page.taille(390, 844);
      await essai(tientEnLargeur(page, lieu));
      await page.taille(1280, 900);
    }
    assert.deepEqual(wrong, []);
    rienNeCloche({ erreurs: await page.erreurs() });
  });

  test(`${moteur}: axe is able to find a fault here`, async (t) => {
    const { page } = await accueil(t, moteur);
    await page.evaluate(() => { document.querySelector("#app main").insertAdjacentHTML("beforeend", "<img src=data:,><input>"); });
    await assert.rejects(axe(page, "une image et un champ sans nom"), /image-alt[\s\S]*label|label[\s\S]*image-alt/);
  });
});
