// Files out, files in: made, downloaded and read on the device by each engine.
import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rienNeCloche } from "../e2e/lib/navigateur.mjs";
import { allerA, dossier, enregistre, ouvrirDossier, pageDe } from "../e2e/lib/parcours.mjs";
import { accueil, ouvert } from "./lib/gestes.mjs";
import { pourChaque } from "./lib/moteurs.mjs";

const fichier = (path) => fileURLToPath(new URL(path, import.meta.url));
const ECHANTILLON = fichier("../imports/finess-structures-echantillon.json.gz");
const EFFECTIF = fichier("../e2e/effectif-sale.xlsx");

// How a file of each kind begins, and how its name ends.
const DEBUTS = { xlsx: /^PK/, zip: /^PK/, ics: /^BEGIN:VCALENDAR\r\n/, csv: /^\uFEFF?./, json: /^\{/, md: /^# /, txt: /\S/ };

pourChaque((moteur) => {
  test(`${moteur}: each file of « Fichiers et partage » is downloaded whole, then the dossier from the plan`, async (t) => {
    const { page, base } = await ouvert(t, moteur);
    await pageDe(page, base, "fichiers");
    const buttons = page.locator("ul.fichiers button");
    const count = await buttons.count();
    const kinds = new Set();
    for (let rank = 0; rank < count; rank += 1) {
      const [download] = await Promise.all([page.waitForEvent("download"), buttons.nth(rank).click()]);
      const kind = download.suggestedFilename().split(".").pop();
      kinds.add(kind);
      const bytes = readFileSync(download.path());
      assert.match(bytes.toString("utf8"), DEBUTS[kind], download.suggestedFilename());
      if (/^PK/.test(bytes.subarray(0, 2).toString())) {
        // Its own directory, at its end, is whole.
        assert.ok(bytes.lastIndexOf("PK\x05\x06") > 0 && execFileSync("python3", ["-m", "zipfile", "-t", download.path()], { encoding: "utf8" }).includes("Done testing"), download.suggestedFilename());
      }
    }
    assert.deepEqual([...kinds].sort(), Object.keys(DEBUTS).sort());
    await pageDe(page, base, "plan");
    const [kept] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Télécharger le dossier" }).click()]);
    assert.deepEqual(JSON.parse(readFileSync(kept.path(), "utf8")).reponses, dossier("c01").reponses);
    rienNeCloche({ erreurs: await page.erreurs() });
  });

  test(`${moteur}: the FINESS sample is read, an entity found by the number of one of its sites, its sites confirmed`, async (t) => {
    const { page, base } = await ouvert(t, moteur);
    await pageDe(page, base, "finess");
    await page.getByLabel("Fichier FINESS").setInputFiles(ECHANTILLON);
    await page.getByRole("button", { name: "Lire ce fichier" }).click();
    await page.getByText(/Fichier lu/).waitFor();
    assert.match(await page.locator("#app main").innerText(), /22 organismes et 1\s?377 établissements, dont 593 fermés/);
    await page.getByLabel(/Numéro FINESS, ou mots/).fill("010783009");
    await page.locator("#finess-resultats").getByText("1 réponse").waitFor();
    await page.locator(".lignes button").first().click();
    await page.getByRole("button", { name: "Remplir mes réponses" }).waitFor();
    const sites = await page.locator("input[name=site]").count();
    assert.ok(sites > 50, `${sites} open sites`);
    await page.getByRole("button", { name: "Remplir mes réponses" }).click();
    await page.getByText(/sites ajoutés/).waitFor();
    rienNeCloche({ erreurs: await page.erreurs() });
  });

  test(`${moteur}: a dirty roster of 500 rows is read up to its professions`, async (t) => {
    const { page, base } = await ouvert(t, moteur);
    await pageDe(page, base, "effectif");
    await page.getByLabel("Tableau du personnel", { exact: true }).setInputFiles(EFFECTIF);
    await page.getByRole("button", { name: "Lire ce tableau" }).click();
    await page.getByRole("heading", { level: 1, name: "Que contient chaque colonne ?" }).waitFor();
    await page.getByRole("button", { name: "Continuer" }).click();
    await page.getByRole("heading", { level: 1, name: "Les professions du tableau" }).waitFor();
    assert.match((await page.locator("#app main").innerText()).replace(/\s+/g, " "), /478|488/);
    rienNeCloche({ erreurs: await page.erreurs() });
  });

  test(`${moteur}: the files of two structures made on one day have names of their own, and so has the file of a copy`, async (t) => {
    const { page } = await accueil(t, moteur);
    const names = [];
    // Without what the engine adds to a name that is taken.
    const prendre = async (button) => {
      const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
      names.push(download.suggestedFilename().replace(/^(autre-)+| ?\(\d+\)(?=\.)/g, ""));
    };
    for (const denomination of ["EHPAD Les Tilleuls", "EHPAD Les Érables"]) {
      const opened = await ouvrirDossier(page, { ...dossier("c01", { denomination }), id: `dossier-${String(names.length).padStart(16, "0")}` });
      const base = opened.slice(opened.indexOf("#"));
      await enregistre(page);
      await pageDe(page, base, "fichiers");
      const buttons = page.locator("ul.fichiers button");
      for (let rank = 0; rank < await buttons.count(); rank += 1) await prendre(buttons.nth(rank));
      await allerA(page, "#/", /Ce que votre structure/);
    }
    assert.ok(names[0].includes("ehpad-les-tilleuls") && names.at(-1).includes("ehpad-les-erables"), names.join());
    await allerA(page, "#/dossiers", "Vos dossiers");
    const ligne = (name) => page.locator("ul.portefeuille > li", { hasText: name });
    await ligne(/Tilleuls/).getByRole("button", { name: /^Dupliquer/ }).click();
    await ligne(/\(copie\)/).getByRole("link").first().click();
    await page.waitForURL(/#\/dossier-/);
    await pageDe(page, (await page.url()).match(/#\/dossier-[^/]+/)[0], "plan");
    await prendre(page.getByRole("button", { name: "Télécharger le dossier" }));
    assert.deepEqual([...new Set(names)], names, "one name for two files");
  });
});
