// The page is used while others change it (tests/e2e/traducteur.test.mjs is in Chromium, more at length): each text is wrapped, or
// replaced by another that says the same, as it appears. What stands around what is asked follows all the same.
import { test } from "node:test";
import assert from "node:assert/strict";
import { rienNeCloche } from "../e2e/lib/navigateur.mjs";
import { ENVELOPPE, REMPLACE, derange } from "../e2e/lib/extension.mjs";
import { Parcours, dossier, enregistre, pageDe } from "../e2e/lib/parcours.mjs";
import { perturbee } from "./lib/fautes.mjs";
import { accueil, attendre, ouvert } from "./lib/gestes.mjs";
import { pourChaque } from "./lib/moteurs.mjs";

const propre = (text) => text.replace(/\s+/g, " ").trim();
const dit = async (page, css) => propre(await page.locator(css).evaluate((one) => one.textContent));

pourChaque((moteur) => {
  for (const [nom, enveloppe] of [["wrapped", ENVELOPPE], ["replaced by others", REMPLACE]]) {
    test(`${moteur}: its texts ${nom}, the bar says the name, what is kept, and that the page is ready, as they change`, async (t) => {
      const { page } = await accueil(t, moteur, { release: perturbee(t, derange(enveloppe)) });
      const parcours = new Parcours(page, { verifier: false });
      await parcours.bouton("Commencer un dossier");
      await parcours.cocher(/Déployer l’INSi/);
      await attendre(async () => /^Enregistré à \d\d:\d\d/.test(await dit(page, ".barre .etat")), true);
      await parcours.continuer();
      for (const name of ["EHPAD Les Tilleuls", "EHPAD du Lac"]) {
        await parcours.remplir(/Nom de la structure/, name);
        await attendre(() => dit(page, ".barre .dossier"), name);
      }
      await attendre(() => dit(page, ".barre .garde"), "Prêt hors ligne");
      assert.ok((await page.locator(".barre font").count()) > 0, "the texts are changed");
      // What is refused, then half corrected.
      await page.getByLabel(/Numéro SIREN/).fill("12");
      await page.getByRole("button", { name: "Continuer", exact: true }).click();
      await page.locator("#resume").getByRole("heading", { name: /Il y a \d points à revoir/ }).waitFor();
      await parcours.liste(/Statut juridique/, "21");
      await page.getByLabel(/Numéro SIREN/).fill("");
      await page.getByLabel(/Numéro SIREN/).blur();
      await attendre(async () => /points/.test(await page.locator("#resume").count() ? await dit(page, "#resume") : ""), false);
      rienNeCloche({ erreurs: await page.erreurs() });
    });

    test(`${moteur}: its texts ${nom}, the plan and the list show what is noted`, async (t) => {
      const { page, base } = await ouvert(t, moteur, dossier("c16", { statut: "21", denomination: "EHPAD" }), { release: perturbee(t, derange(enveloppe)) });
      await enregistre(page);
      await pageDe(page, base, "plan");
      await page.locator("#action-contrat summary", { hasText: "Suivi et détail" }).click();
      for (const [state, done, counted] of [["fait", true, /dont 1 faite/], ["a-faire", false, /aucune faite/], ["fait", true, /dont 1 faite/]]) {
        await page.locator("#state-action-contrat").selectOption(state);
        await page.waitForFunction((done) => document.querySelector("#action-contrat").classList.contains("fait") === done, done);
        await page.locator("#feuille", { hasText: counted }).waitFor();
      }
      await pageDe(page, base, "liste");
      await attendre(() => page.evaluate(() => document.querySelectorAll("#feuille input[type=checkbox]:checked").length), 1);
      rienNeCloche({ erreurs: await page.erreurs() });
    });
  }
});
