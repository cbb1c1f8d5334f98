// What several journeys begin with, and how they wait.
import assert from "node:assert/strict";
import { prete } from "../../e2e/lib/navigateur.mjs";
import { dossier, ouvrirDossier } from "../../e2e/lib/parcours.mjs";
import { servir } from "../../hotes/lib/commutateur.mjs";
import { publiee } from "../../hotes/lib/versions.mjs";
import { ouvrir } from "./moteurs.mjs";

export const CHEMIN = "/jalons/";

/** The page on a host of its own, in a window of that engine. */
export async function accueil(t, moteur, { release = publiee(), ...options } = {}) {
  const site = await servir(t, { [CHEMIN]: release });
  const page = await ouvrir(t, moteur, options);
  await page.goto(site.adresse(CHEMIN));
  await prete(page);
  return { site, page };
}

/** The same, with a dossier open. */
export async function ouvert(t, moteur, contenu = dossier("c01"), options = {}) {
  const { site, page } = await accueil(t, moteur, options);
  const base = await ouvrirDossier(page, contenu);
  return { site, page, base: base.slice(base.indexOf("#")) };
}

/** Waits until what is read is as it should be. */
export async function attendre(lire, voulu) {
  let seen;
  for (let step = 0; step < 100; step += 1) {
    seen = await lire();
    if (JSON.stringify(seen) === JSON.stringify(voulu)) return;
    await new Promise((done) => { setTimeout(done, 100); });
  }
  assert.deepEqual(seen, voulu);
}
