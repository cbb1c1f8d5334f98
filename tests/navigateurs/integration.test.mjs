// Jalons in the page of a site of another origin, by integration.js (tests/hotes/integration.test.mjs is in Chromium).
import { test } from "node:test";
import assert from "node:assert/strict";
import { axe, prete } from "../e2e/lib/navigateur.mjs";
import { dossier, enregistre, gardes, ouvrirDossier, pageDe, REFUS, sansRienGarder } from "../e2e/lib/parcours.mjs";
import { servir } from "../hotes/lib/commutateur.mjs";
import { sans } from "../hotes/lib/manques.mjs";
import { publiee } from "../hotes/lib/versions.mjs";
import { CHEMIN, attendre } from "./lib/gestes.mjs";
import { ouvrir, pourChaque } from "./lib/moteurs.mjs";

const CADRE = "iframe[title='Vos démarches']";

/** A federation's site, of another origin than Jalons. */
async function integree(t, moteur, { release = publiee(), ...options } = {}) {
  const jalons = await servir(t, { [CHEMIN]: release });
  const site = await servir(t, {});
  const adresse = site.adresse("/aide/").replace("127.0.0.1", "localhost");
  const html = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>La fédération</title></head>
<body style="margin:0"><main><h1>La fédération</h1><p><a id="avant" href="#avant">Avant</a></p>
<script src="${jalons.adresse(`${CHEMIN}integration.js`)}" data-titre="Vos démarches"></script>
<p><a id="apres" href="#apres">Après</a></p></main></body></html>`;
  site.repondre = (path) => (path === "/aide/" ? [200, html, "text/html; charset=utf-8"] : undefined);
  const page = await ouvrir(t, moteur, options);
  await page.goto(adresse);
  await page.dedans(CADRE);
  await prete(page);
  return { page, jalons, adresse };
}

/** The frame is as high as what it shows. */
async function suit(page) {
  const inside = () => page.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
  await attendre(async () => {
    const shown = await inside();
    await page.dehors();
    const room = await page.locator(CADRE).evaluate((one) => one.clientHeight);
    await page.dedans(CADRE);
    return Math.abs(room - shown) <= 1;
  }, true);
  return inside();
}

pourChaque((moteur) => {
  test(`${moteur}: in the page of another origin, the frame follows what it shows, a dossier is made and kept there, and only there`, async (t) => {
    const { page, jalons, adresse } = await integree(t, moteur);
    const first = await suit(page);
    await page.getByText(/dossiers que vous y faites restent ici/).waitFor();
    await axe(page, "accueil, dans un cadre");
    const opened = await ouvrirDossier(page, dossier("c02"));
    const base = opened.slice(opened.indexOf("#"));
    await enregistre(page);
    await pageDe(page, base, "plan");
    assert.notEqual(await suit(page), first);
    const kept = Object.keys(await gardes(page));
    assert.equal(kept.length, 1);
    // The next visit of the same site finds it; the page of Jalons itself does not.
    await page.dehors();
    await page.goto("about:blank");
    await page.goto(adresse);
    await page.dedans(CADRE);
    await prete(page);
    assert.deepEqual(Object.keys(await gardes(page)), kept);
    await page.dehors();
    await page.goto(jalons.adresse(CHEMIN));
    await prete(page);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.cadre ?? ""), "");
    assert.deepEqual(Object.keys(await gardes(page)), []);
  });

  test(`${moteur}: what is printed from the frame is Jalons alone, whole: the paper that it gives at its own address`, { skip: moteur === "webkit" && "WebKit, piloté, n’imprime rien de ce que la page demande" }, async (t) => {
    const { page, jalons } = await integree(t, moteur);
    const papier = async () => {
      const base = await ouvrirDossier(page, dossier("c01"));
      await pageDe(page, base.slice(base.indexOf("#")), "plan");
      const text = await page.papier(() => page.getByRole("button", { name: /^Imprimer tout le détail/ }).click());
      return text.replace(/[\s\u00a0]+/g, " ").trim();
    };
    const inside = await papier();
    await page.dehors();
    await page.goto(jalons.adresse(CHEMIN));
    await prete(page);
    assert.equal(inside, await papier());
    assert.doesNotMatch(inside, /La fédération/);
    assert.match(inside, /Le plan d’EHPAD Les Tilleuls.*Jalons n’est pas un service/);
  });

  test(`${moteur}: where the frame is refused to keep dossiers, it says so, the journey goes on, and the file is offered`, async (t) => {
    const [[, fault]] = REFUS;
    const { page } = await integree(t, moteur, { release: sans(t, { script: `(${fault})();` }) });
    await sansRienGarder(page, dossier("c02"), "stockage refusé dans un cadre");
  });

  test(`${moteur}: set to block what other sites keep, it refuses the frame everything: it says so, the journey goes on, and the file is offered`, { skip: moteur === "webkit" && "le pilote de WebKit n’a pas ce réglage" }, async (t) => {
    const { page } = await integree(t, moteur, { preferences: { "network.cookie.cookieBehavior": 1 } });
    await sansRienGarder(page, dossier("c02"), "tout refusé dans un cadre");
  });

  test(`${moteur}: the keyboard enters the frame and leaves it`, async (t) => {
    const { page } = await integree(t, moteur);
    await page.dehors();
    const here = () => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);
    await page.locator("#avant").focus();
    await page.keyboard.press("Tab");
    assert.equal(await here(), "IFRAME");
    for (let turn = 0; turn < 80 && await here() === "IFRAME"; turn += 1) await page.keyboard.press("Tab");
    assert.equal(await here(), "apres");
    await page.keyboard.press("Shift+Tab");
    assert.equal(await here(), "IFRAME");
  });
});
