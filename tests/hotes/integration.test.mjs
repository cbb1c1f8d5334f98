// Jalons in the page of another site, from another origin, by integration.js.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { axe, lancer } from "../e2e/lib/navigateur.mjs";
import { servir } from "./lib/commutateur.mjs";
import { profil } from "./lib/gestes.mjs";
import { publiee } from "./lib/versions.mjs";

let browser;
before(async () => { browser = await lancer(); });
after(async () => { await browser?.close(); });

/** A site, and Jalons in one of its pages. */
async function integree(t, attributs = "", options = {}) {
  const jalons = await servir(t, { "/jalons/": publiee() });
  const site = await servir(t, {});
  const html = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>La fédération</title></head>
<body style="margin:0"><main><h1>La fédération</h1><p><a id="avant" href="#avant">Avant</a></p>
<script src="${jalons.adresse("/jalons/integration.js")}" data-titre="Vos démarches" ${attributs}></script>
<p><a id="apres" href="#apres">Après</a></p></main></body></html>`;
  site.repondre = (path) => (path === "/aide/" ? [200, html, "text/html; charset=utf-8"] : undefined);
  const context = await profil(browser, options);
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(site.adresse("/aide/"));
  const frame = page.frameLocator("iframe[title='Vos démarches']");
  await frame.locator("html[data-pret=oui]").waitFor({ state: "attached" });
  return { page, frame, jalons, context };
}
const hauteurs = async (page, frame) => [
  await page.locator("iframe").evaluate((one) => one.clientHeight),
  await frame.locator("body").evaluate((one) => Math.ceil(one.getBoundingClientRect().height)),
];
async function suit(page, frame) {
  for (let turn = 0; ; turn += 1) {
    const [outside, inside] = await hauteurs(page, frame);
    if (Math.abs(outside - inside) <= 1) return inside;
    assert.ok(turn < 50, `${outside} px for ${inside}`);
    await page.waitForTimeout(100);
  }
}

for (const [what, options] of [["1280 px", {}], ["360 px, sombre", { viewport: { width: 360, height: 740 }, colorScheme: "dark" }]]) {
  test(`the frame is as high as what it shows, and follows it: ${what}`, async (t) => {
    const { page, frame } = await integree(t, "", options);
    const first = await suit(page, frame);
    await frame.getByRole("button", { name: "Commencer un dossier" }).click();
    await frame.getByRole("heading", { level: 1, name: /Que voulez-vous faire/ }).waitFor();
    const second = await suit(page, frame);
    assert.notEqual(second, first, "shorter pages give room back");
    assert.ok(await page.locator("iframe").evaluate((one) => one.getBoundingClientRect().top >= -1), "its top is on the screen");
    await axe(page, `intégrée, ${what}`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
}

test("what storage partitioning means is told there, and only there", async (t) => {
  const { page, frame, jalons, context } = await integree(t);
  await frame.getByText(/dossiers que vous y faites restent ici/).waitFor();
  const alone = await context.newPage();
  await alone.goto(jalons.adresse("/jalons/"));
  await alone.locator("html[data-pret=oui]").waitFor({ state: "attached" });
  assert.equal(await alone.getByText(/dossiers que vous y faites restent ici/).isVisible(), false);
  assert.equal(await alone.evaluate(() => document.documentElement.dataset.cadre), undefined);
});

test("the keyboard enters the frame and leaves it", async (t) => {
  const { page, frame } = await integree(t);
  await page.locator("#avant").focus();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "IFRAME");
  for (let turn = 0; turn < 80 && await page.evaluate(() => document.activeElement.tagName) === "IFRAME"; turn += 1) await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "apres");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "IFRAME");
  assert.ok(await frame.locator(":focus").count());
});

test("a message of another origin, or of another window, changes nothing", async (t) => {
  const { page, frame } = await integree(t);
  const before = await suit(page, frame);
  await page.evaluate(() => window.postMessage({ jalons: "hauteur", hauteur: 5 }, "*"));
  const other = await servir(t, {});
  other.repondre = () => [200, "<script>parent.postMessage({ jalons: 'hauteur', hauteur: 5 }, '*')</script>"];
  await page.evaluate((src) => document.body.append(Object.assign(document.createElement("iframe"), { src, title: "autre" })), other.adresse("/"));
  await page.waitForTimeout(500);
  assert.equal(await page.locator("iframe[title='Vos démarches']").evaluate((one) => one.clientHeight), before);
});

test("the page that frames it without the script hears nothing of it", async (t) => {
  const jalons = await servir(t, { "/jalons/": publiee() });
  const site = await servir(t, {});
  site.repondre = () => [200, `<!doctype html><html lang=fr><title>x</title><script>window.entendus = 0; addEventListener("message", () => { entendus += 1; });</script><iframe title=Jalons src="${jalons.adresse("/jalons/")}"></iframe>`];
  const context = await profil(browser);
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(site.adresse("/"));
  await page.frameLocator("iframe").locator("html[data-pret=oui]").waitFor({ state: "attached" });
  assert.equal(await page.evaluate(() => window.entendus), 0);
});

test("it opens where the site says", async (t) => {
  const { frame } = await integree(t, 'data-lieu="/aide"');
  await frame.getByRole("heading", { level: 1, name: "Aide et glossaire" }).waitFor();
});
