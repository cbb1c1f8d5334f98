// The page in one file, opened from a folder whose name has a space and an accent (tests/hotes/un-fichier.test.mjs is in
// Chromium): what each engine allows to a file.
import { test } from "node:test";
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { prete, rienNeCloche } from "../e2e/lib/navigateur.mjs";
import { dossier, enregistre, ouvrirDossier, pageDe } from "../e2e/lib/parcours.mjs";
import { pretHorsLigne, toutMarche } from "../hotes/lib/gestes.mjs";
import { publiee } from "../hotes/lib/versions.mjs";
import { dossierTemporaire, ouvrir, pourChaque } from "./lib/moteurs.mjs";

/** The address of the file, on the key of a consultant. */
function surCle() {
  const key = join(dossierTemporaire("cle"), "clé USB");
  mkdirSync(key);
  copyFileSync(join(publiee().dossier, "jalons.html"), join(key, "jalons.html"));
  return pathToFileURL(join(key, "jalons.html")).href;
}

pourChaque((moteur) => {
  test(`${moteur}: the page in one file opens a dossier, draws its plan, makes a workbook, and has kept it after a reload and the next day`, async (t) => {
    const address = surCle();
    const profil = dossierTemporaire(`profil-${moteur}`);
    const page = await ouvrir(t, moteur, { profil });
    await page.goto(address);
    await prete(page);
    const opened = await ouvrirDossier(page, dossier("c01"));
    const base = opened.slice(opened.indexOf("#"));
    await toutMarche(page, base, "opened from a folder");
    await enregistre(page);
    await pretHorsLigne(page);
    await pageDe(page, base, "plan");
    await page.reload();
    await prete(page);
    await page.waitForFunction(() => document.querySelectorAll("#feuille[aria-busy=false] .acte-plan").length === 17);
    rienNeCloche({ erreurs: await page.erreurs() });
    await page.fermer();

    const next = await ouvrir(t, moteur, { profil });
    await next.goto(`${address}${base}/plan`);
    await prete(next);
    await next.getByRole("heading", { level: 1, name: "Le plan d’EHPAD Les Tilleuls" }).waitFor();
    await toutMarche(next, base, "the next day");
    assert.ok((await next.url()).startsWith(address));
  });
});
