// A GRADeS publishes under /outils/jalons/ on Apache, with its colour, its contact and the example that is published with the page, and
// checks it; a director finds it there and leaves with the paper; a federation puts it in a page of its own origin, and a site
// that was not named can't. With nginx where Apache is not installed.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { axe, imprimer, lancer } from "../e2e/lib/navigateur.mjs";
import { c01, enregistre, Parcours } from "../e2e/lib/parcours.mjs";
import { servir } from "./lib/commutateur.mjs";
import { exemple, HOTES } from "./lib/hotes.mjs";
import { onglet, pretHorsLigne, profil } from "./lib/gestes.mjs";
import { publiee } from "./lib/versions.mjs";

const RACINE = fileURLToPath(new URL("../../", import.meta.url));
const EXEMPLE = readFileSync(join(RACINE, "docs/hebergement.md"), "utf8").match(/```json\n([\s\S]*?)```/)[1];
const CHEMIN = "/outils/jalons/";
const propre = (text) => text.replace(/[\s\u00a0]+/g, " ").trim();

let browser, dossier;
before(async () => { browser = await lancer(); dossier = mkdtempSync(join(tmpdir(), "jalons-publier-")); });
after(async () => { await browser?.close(); rmSync(dossier, { recursive: true, force: true }); });

/** The release, signed with the example of the documentation. */
function signee() {
  const copie = mkdtempSync(join(dossier, "dist-"));
  cpSync(publiee().dossier, copie, { recursive: true });
  writeFileSync(join(copie, "jalons.json"), EXEMPLE);
  return { dossier: copie };
}

/** A person looks at the page of a federation where Jalons is, and starts a dossier there. */
async function chezLaFederation(context, federation, jalons) {
  const html = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>La fédération</title><link rel="icon" href="data:,"><h1>La fédération</h1><script src="${jalons}integration.js" data-titre="Vos démarches"></script></html>`;
  federation.repondre = (path) => (path === "/aide/" ? [200, html, "text/html; charset=utf-8"] : undefined);
  const shown = await context.newPage();
  await shown.goto(federation.adresse("/aide/"));
  const frame = shown.frameLocator("iframe[title='Vos démarches']");
  await frame.locator("html[data-pret=oui]").waitFor({ state: "attached" });
  await frame.getByRole("contentinfo").getByText("Publié par le GRADeS d’exemple.").waitFor();
  await frame.getByRole("button", { name: "Commencer un dossier" }).click();
  await frame.getByRole("heading", { level: 1, name: /Que voulez-vous faire/ }).waitFor();
}

/** A director finds the page of a GRADeS, with its colour and its contact, and leaves with the paper. */
async function unParcours(context, jalons, errors) {
  context.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  const page = await onglet(context, jalons);
  await page.getByRole("contentinfo").getByText("Publié par le GRADeS d’exemple.").waitFor();
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("#commencer")).backgroundColor), "rgb(138, 21, 56)");
  await c01(new Parcours(page, { verifier: false }));
  await page.getByRole("heading", { level: 1, name: /^Par quoi commencer/ }).waitFor();
  await axe(page, "publiée par un GRADeS");
  const paper = propre(await imprimer(page, "publier-grades"));
  assert.match(paper, /Publié par le GRADeS d’exemple\..*01 23 45 67 89/);
  await enregistre(page);
  await pretHorsLigne(page);
  assert.deepEqual(errors, []);
}

/** What is said to who checks that copy. */
const verifie = (jalons) => execFileSync("cargo", ["xtask", "verify", jalons], { cwd: RACINE, encoding: "utf8" });

const [apache, nginx] = ["apache", "nginx"].map((name) => HOTES.find(({ nom }) => nom === name));
const choisi = apache.absent() && !nginx.absent() ? nginx : apache;
for (const hote of [apache, nginx]) {
  const skip = hote.absent() || (hote !== choisi && `${choisi.nom} est essayé`);
  test(`a GRADeS publishes on ${hote.nom}, checks, is used, and is shown by a federation`, { skip }, async (t) => {
    const federation = await servir(t, {});
    const origine = new URL(federation.adresse("/")).origin;
    const regles = exemple(`${hote.nom}.conf`).replaceAll("/jalons/", CHEMIN).replaceAll("frame-ancestors 'self'", `frame-ancestors 'self' ${origine}`);
    const site = await hote.servir(t, { [CHEMIN]: signee() }, regles);
    const jalons = site.adresse(CHEMIN);

    const said = verifie(jalons);
    assert.match(said, /Tout est en ordre|La page marche/);
    assert.match(said, new RegExp(`mise dans un cadre par : 'self' ${origine.replaceAll(".", "\\.")}`));

    const context = await profil(browser);
    t.after(() => context.close());
    const errors = [];
    await unParcours(context, jalons, errors);
    await chezLaFederation(context, federation, jalons);
    assert.deepEqual(errors, []);

    const stranger = await servir(t, {});
    stranger.repondre = federation.repondre;
    const refused = await context.newPage();
    await refused.goto(stranger.adresse("/aide/"));
    for (let turn = 0; errors.length === 0 && turn < 100; turn += 1) await refused.waitForTimeout(100);
    assert.match(errors.join("\n"), /frame-ancestors/);
  });
}

test("a GRADeS publishes on GitHub Pages, as the site of a project: it is told what no setting there can say, is used, and is shown by who wants to", async (t) => {
  const site = await HOTES.find(({ nom }) => nom === "GitHub Pages").servir(t, { "/jalons/": signee() });
  const jalons = site.adresse("/jalons/");
  const said = verifie(jalons);
  assert.match(said, /La page marche/);
  assert.match(said, /Aucun en-tête ne dit quels sites peuvent mettre la page dans un cadre/);
  const context = await profil(browser);
  t.after(() => context.close());
  const errors = [];
  await unParcours(context, jalons, errors);
  await chezLaFederation(context, await servir(t, {}), jalons);
  assert.deepEqual(errors, []);
});
