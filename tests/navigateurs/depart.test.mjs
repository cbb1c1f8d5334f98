// The start, and C01 answered by hand, in the engines that the other journeys are not run in.
import { test } from "node:test";
import assert from "node:assert/strict";
import { prete, rienNeCloche } from "../e2e/lib/navigateur.mjs";
import { Parcours, c01, dossier, enregistre, gardes, pageDe } from "../e2e/lib/parcours.mjs";
import { toutMarche } from "../hotes/lib/gestes.mjs";
import { accueil, attendre, ouvert } from "./lib/gestes.mjs";
import { pourChaque } from "./lib/moteurs.mjs";
import { lignesDeJeNeSaisPas } from "../e2e/lib/mesures.mjs";

pourChaque((moteur) => {
  test(`${moteur}: each file of the first load is asked for once, and nothing is said in the console`, async (t) => {
    const { site, page } = await accueil(t, moteur);
    const asked = site.demandes.filter((path) => path !== "/favicon.ico");
    assert.ok(asked.some((path) => /jalons-.*\.wasm$/.test(path)));
    assert.deepEqual(asked.filter((path, rank) => asked.indexOf(path) !== rank), [], "asked for again");
    assert.deepEqual(asked.filter((path) => /calcul|atelier|sw\.js/.test(path)), [], "before it is needed");
    rienNeCloche({ erreurs: await page.erreurs() });
  });

  test(`${moteur}: each program beside the page is asked for once, whatever is done with it`, async (t) => {
    const { page, base } = await ouvert(t, moteur);
    const asked = () => page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name.split("/").pop()).filter((name) => /^(calcul|atelier)-/.test(name)).sort());
    await toutMarche(page, base, "once");
    await toutMarche(page, base, "twice");
    await pageDe(page, base, "calendrier");
    const names = await asked();
    assert.deepEqual([...new Set(names)], names, "asked for again");
  });

  test(`${moteur}: C01 by hand, from the welcome page to the plan of 17 actions; it is there after a reload`, async (t) => {
    const { page } = await accueil(t, moteur);
    await c01(new Parcours(page, { verifier: false }));
    await page.getByRole("heading", { level: 1, name: "Par quoi commencer : EHPAD Les Tilleuls" }).waitFor();
    const [base] = (await page.url()).match(/#\/dossier-[^/]+/);
    await pageDe(page, base, "plan");
    await page.waitForFunction(() => document.querySelectorAll("#feuille[aria-busy=false] .acte-plan").length === 17);
    await enregistre(page);
    await page.reload();
    await prete(page);
    await page.waitForFunction(() => document.querySelectorAll("#feuille[aria-busy=false] .acte-plan").length === 17);
    rienNeCloche({ erreurs: await page.erreurs() });
  });

  test(`${moteur}: a date typed digit by digit, then corrected, is the one that is kept`, async (t) => {
    const { page, base } = await ouvert(t, moteur, dossier("c16", { statut: "21", "date-dossier-complet": "2027-03-03" }));
    await pageDe(page, base, "question/calendrier");
    const date = page.getByLabel(/Quel jour le dossier complet/);
    assert.equal(await date.inputValue(), "2027-03-03");
    await date.fill("2028-04-04");
    assert.equal(await date.inputValue(), "2028-04-04");
    await page.keyboard.press("Tab");
    await enregistre(page);
    await page.reload();
    await prete(page);
    assert.equal(await page.getByLabel(/Quel jour le dossier complet/).inputValue(), "2028-04-04");
  });

  test(`${moteur}: a year of two digits is refused with a sentence, and keeps nothing; a date put there without an event is kept`, async (t) => {
    const { page, base } = await ouvert(t, moteur, dossier("c16", { statut: "21", "date-dossier-complet": undefined }));
    await pageDe(page, base, "question/calendrier");
    const date = page.getByLabel(/Quel jour le dossier complet/);
    await date.fill("0026-04-04");
    await page.getByRole("button", { name: "Continuer", exact: true }).click();
    await page.getByRole("alert").filter({ hasText: /date complète et réelle/ }).first().waitFor();
    await date.evaluate((input) => { input.value = "2027-04-05"; });
    await page.getByRole("button", { name: "Continuer", exact: true }).click();
    await page.waitForFunction(() => !location.href.includes("calendrier"));
    await pageDe(page, base, "question/calendrier");
    assert.equal(await page.getByLabel(/Quel jour le dossier complet/).inputValue(), "2027-04-05");
  });

  test(`${moteur}: texts put there without an event, as a browser or a password manager fills them in, are kept`, async (t) => {
    const { page, base } = await ouvert(t, moteur, dossier("c16", { statut: "21", denomination: undefined, siren: undefined }));
    await pageDe(page, base, "question/identite");
    await page.getByLabel(/^Nom de la structure/).evaluate((input) => { input.value = "EHPAD du Lac"; });
    await page.getByLabel(/Numéro SIREN/).evaluate((input) => { input.value = "775544562"; });
    await page.getByRole("button", { name: "Continuer", exact: true }).click();
    await page.waitForFunction(() => !location.href.includes("identite"));
    await enregistre(page);
    await attendre(async () => {
      const { denomination, siren } = JSON.parse(Object.values(await gardes(page))[0]).reponses;
      return [denomination, siren];
    }, ["EHPAD du Lac", "775544562"]);
  });

  test(`${moteur}: « Je ne sais pas » beside the number of sites stands on one line, on a phone and on a desk`, async (t) => {
    const { page, base } = await ouvert(t, moteur, dossier("c16", { statut: "21", sites: undefined }));
    await pageDe(page, base, "question/sites");
    for (const width of [360, 390, 820, 1280]) {
      await page.taille(width, 844);
      const lines = await page.evaluate(lignesDeJeNeSaisPas);
      assert.ok(lines.length > 0 && lines.every((count) => count === 1), `${lines} lines at ${width} px`);
    }
  });

  // Firefox shows the pattern of a date, which says that it is empty.
  const skip = moteur === "firefox" && "an empty date shows no day in this engine";
  test(`${moteur}: an empty date does not look answered`, { skip }, async (t) => {
    const { page, base } = await ouvert(t, moteur, dossier("c01", {}, { suivi: { contrat: { etat: "en-cours", date: "2026-11-20" } } }));
    await pageDe(page, base, "plan");
    await page.evaluate(() => { for (const one of document.querySelectorAll(".acte-plan details")) one.open = true; });
    /** How many dots of the middle of the field are not of its ground. */
    const written = async (selector) => {
      const field = await page.locator(selector).first().element();
      await page.session.executeScript("arguments[0].scrollIntoView({ block: 'center' })", field);
      return page.evaluate(async (picture) => {
        const image = new Image();
        image.src = `data:image/png;base64,${picture}`;
        await image.decode();
        const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
        const drawing = canvas.getContext("2d");
        drawing.drawImage(image, 0, 0);
        const [width, height] = [Math.floor(image.width / 2), Math.floor(image.height / 2)];
        const { data } = drawing.getImageData(8, height / 2, width, height);
        return Array.from({ length: width * height }, (_, dot) => data[4 * dot]).filter((red) => Math.abs(red - data[0]) > 20).length;
      }, await field.takeScreenshot());
    };
    assert.ok((await written("#date-action-contrat")) > 30, "a date is read");
    assert.equal(await written("input[type=date].vide"), 0);
  });
});
