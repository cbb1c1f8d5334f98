// The settings of a publisher, in jalons.json beside the page: seen by the user, wrong ones by the publisher alone.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { servir } from "./lib/serveur.mjs";
import { axe, capture, entiere, imprimer, lancer, ouvrir, rienNeCloche, rienNeSort, texte, tientEnLargeur } from "./lib/navigateur.mjs";
import { allerA, dossier, ouvrirDossier } from "./lib/parcours.mjs";

// The example of the documentation, as a publisher would copy it.
const EXEMPLE = readFileSync(new URL("../../docs/hebergement.md", import.meta.url), "utf8").match(/```json\n([\s\S]*?)```/)[1];

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

/** A page beside these settings. */
const avec = (reglages, options = {}) => ouvrir(browser, site.adresse, {
  avant: (page) => page.route("**/jalons.json", (route) => (reglages === null
    ? route.fulfill({ status: 404, body: "" })
    : route.fulfill({ contentType: "application/json", body: reglages }))),
  ...options,
});
const propre = (text) => text.replace(/[\s\u00a0]+/g, " ").trim();

for (const [nom, options] of [["clair", {}], ["sombre", { colorScheme: "dark" }], ["360 px", { viewport: { width: 360, height: 740 } }]]) {
  test(`what the publisher says stands on every page: ${nom}`, async () => {
    const { page, vu, context } = await avec(EXEMPLE, options);
    const foot = page.getByRole("contentinfo");
    await foot.getByText("Publié par le GRADeS d’exemple.").waitFor();
    for (const [name, href] of [["01 23 45 67 89", "tel:0123456789"], ["aide@grades.exemple", "mailto:aide@grades.exemple"], ["numerique@ars.exemple", "mailto:numerique@ars.exemple"], ["Mentions légales", "https://grades.exemple/mentions-legales"]]) {
      assert.equal(await foot.getByRole("link", { name }).getAttribute("href"), href);
    }
    assert.match(await foot.getByRole("link", { name: "Signaler une erreur" }).getAttribute("href"), /^mailto:aide@grades\.exemple\?/);
    await page.getByText("L’assistance du GRADeS est fermée du 1er au 15 août.").waitFor();
    const accent = await page.evaluate(() => getComputedStyle(document.querySelector("#pied a")).color);
    const button = await page.evaluate(() => getComputedStyle(document.querySelector("#commencer")).backgroundColor);
    const expected = nom === "sombre" ? "rgb(255, 179, 198)" : "rgb(138, 21, 56)";
    assert.ok([accent, button].includes(expected), `${accent} ${button}`);
    await axe(page, `accueil réglé, ${nom}`);
    await tientEnLargeur(page, `accueil réglé, ${nom}`);
    await capture(page, `reglages ${nom}`);
    rienNeCloche(vu);
    rienNeSort(vu, site.adresse);
    await context.close();
  });
}

test("a plan leaves out the pages that the publisher leaves out, and its paper says whom to call", async () => {
  const { page, vu, context } = await avec(EXEMPLE);
  const base = await ouvrirDossier(page, dossier("c01"));
  await allerA(page, `${base}/liste`, /Liste/i);
  const tabs = page.getByRole("navigation", { name: "Le plan et ce qui en sort" });
  await tabs.getByRole("link", { name: "Fiches" }).waitFor();
  await tabs.getByRole("link", { name: "Courriers" }).waitFor({ state: "detached" });
  const paper = propre(await imprimer(page, "reglages-liste"));
  assert.match(paper, /Publié par le GRADeS d’exemple\./);
  assert.match(paper, /01 23 45 67 89/);
  await allerA(page, "#/a-propos", /^À propos/);
  const said = await texte(page);
  assert.match(said, /Publié par le GRADeS d’exemple\..*numerique@ars\.exemple/);
  assert.match(said, /Place utilisée ici par ce site, d’après votre navigateur : \d+,\d Mo\./);
  assert.equal(await page.locator("#reglages-fautes").count(), 0);
  await axe(page, "à propos, réglé");
  rienNeCloche(vu);
  await context.close();
});

test("no page of a dossier leads to those that the publisher leaves out, nor names them", async () => {
  const masquees = ["calendrier", "liste", "fiches", "courriers", "fichiers"];
  const { page, context } = await avec(JSON.stringify({ "pages-masquees": masquees }));
  const base = await ouvrirDossier(page, dossier("c01"));
  const found = [];
  for (const lieu of ["verifier", "par-quoi-commencer", "plan", "essentiel", "comparer"]) {
    await allerA(page, `${base}/${lieu}`, /./);
    await entiere(page);
    const links = await page.locator("#app a[href]").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    found.push(...masquees.filter((name) => links.some((href) => href.endsWith(`/${name}`) && !href.includes("/question/"))).map((name) => `${lieu} → ${name}`));
    const said = await texte(page);
    found.push(...["liste à cocher", "fiches à recopier"].filter((name) => said.toLowerCase().includes(name)).map((name) => `${lieu} : « ${name} »`));
  }
  assert.deepEqual(found, []);
  await context.close();
});

test("a new dossier has the holidays that the publisher gives; the user changes them", async () => {
  const { page, context } = await avec(EXEMPLE);
  await page.getByText("Publié par le GRADeS d’exemple.").waitFor();
  await page.getByRole("button", { name: "Commencer un dossier" }).click();
  await page.getByRole("heading", { level: 1, name: /Que voulez-vous faire/ }).waitFor();
  const base = page.url().match(/#\/dossier-[^/]*/)[0];
  await page.getByText("Enregistrer des professionnels").click();
  await allerA(page, `${base}/question/calendrier`, /./);
  assert.equal(await page.getByLabel("Jours fériés à appliquer").inputValue(), "reunion");
  await context.close();
});

for (const [nom, texte, dit] of [
  ["is no JSON", "{ editeur: moi", /n’est pas du JSON lisible \(ligne 1/],
  ["has an accent that can't be read", '{ "couleur": { "clair": "#ffee00" }, "editeur": { "nom": "le GRADeS" } }', /« couleur\.clair » : son contraste .* il en faut 4,5/],
]) {
  test(`a file that ${nom}: the page works, and only its publisher hears of it`, async () => {
    const told = [];
    const { page, vu, context } = await ouvrir(browser, site.adresse, {
      avant: async (page) => {
        page.on("console", (message) => { if (message.type() === "warning") told.push(propre(message.text())); });
        await page.route("**/jalons.json", (route) => route.fulfill({ contentType: "application/json", body: texte }));
      },
    });
    await page.getByRole("contentinfo").getByText(/Copie non signée|Publié par/).waitFor();
    assert.equal(told.length, 1);
    assert.match(told[0], dit);
    assert.ok(!propre(await page.locator("body").innerText()).includes("jalons.json"));
    await allerA(page, "#/a-propos", /^À propos/);
    await page.getByText(/est à revoir/).click();
    assert.match(propre(await page.locator("#reglages-fautes").innerText()), dit);
    await axe(page, `réglages : ${nom}`);
    rienNeCloche(vu);
    await context.close();
  });
}

test("settings that never come, or that are not there, hold nothing", async () => {
  const { page, context } = await ouvrir(browser, site.adresse, { avant: (page) => page.route("**/jalons.json", () => {}) });
  await page.getByRole("button", { name: "Commencer un dossier" }).click();
  await page.getByRole("heading", { level: 1, name: /Que voulez-vous faire/ }).waitFor();
  assert.match(propre(await page.getByRole("contentinfo").innerText()), /^Jalons n’est pas un service de l’Agence/);
  await context.close();
  const { page: other, context: without } = await avec(null);
  await other.getByRole("contentinfo").getByText(/Copie non signée/).waitFor();
  await without.close();
});
