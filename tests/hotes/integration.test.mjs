// Jalons in the page of another site, by integration.js: what it shows, what is kept of it, what is printed of it.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { programme } from "../e2e/lib/machine.mjs";
import { axe, imprimer, lancer, lancerPourImprimer, lirePapier, prete } from "../e2e/lib/navigateur.mjs";
import { dossier, enregistre, gardes, ouvrirDossier, pageDe, sansRienGarder } from "../e2e/lib/parcours.mjs";
import { servir } from "./lib/commutateur.mjs";
import { profil, toutMarche } from "./lib/gestes.mjs";
import { publiee } from "./lib/versions.mjs";

let browser;
before(async () => { browser = await lancer({ cloisons: true }); });
after(async () => { await browser?.close(); });

// What docs/hebergement.md says that a shut in frame must allow.
const [, OUVERT] = readFileSync(new URL("../../docs/hebergement.md", import.meta.url), "utf8").replace(/\s+/g, " ").match(/avec `sandbox`, doit permettre `([^`]+)`/);
const propre = (text) => text.replace(/[\s\u00a0]+/g, " ").trim();

/** A federation's site, of another site than Jalons, not only of another origin: the address of its page, which shows that HTML. */
async function federation(t, html) {
  const site = await servir(t, {});
  site.repondre = (path) => (path === "/aide/" ? [200, html, "text/html; charset=utf-8"] : undefined);
  return site.adresse("/aide/").replace("127.0.0.1", "localhost");
}

/** A site, and Jalons in one of its pages, in a profile of its own or in that one. */
async function integree(t, attributs = "", { context, ...options } = {}) {
  const jalons = await servir(t, { "/jalons/": publiee() });
  const adresse = await federation(t, `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>La fédération</title></head>
<body style="margin:0"><main><h1>La fédération</h1><p><a id="avant" href="#avant">Avant</a></p>
<script src="${jalons.adresse("/jalons/integration.js")}" data-titre="Vos démarches" ${attributs}></script>
<p><a id="apres" href="#apres">Après</a></p></main></body></html>`);
  const chez = context ?? await profil(browser, options);
  if (!context) t.after(() => chez.close());
  const page = await chez.newPage();
  await page.goto(adresse);
  const frame = page.frameLocator("iframe[title='Vos démarches']");
  await frame.locator("html[data-pret=oui]").waitFor({ state: "attached" });
  return { page, frame, jalons, context: chez, adresse };
}

/** The page that stands in the frame, to be read as one that is opened alone. */
async function dedans(page) {
  const inside = await (await page.locator("iframe[title='Vos démarches']").elementHandle()).contentFrame();
  await prete(inside);
  // A download is told to the window.
  return Object.assign(inside, { waitForEvent: (name) => page.waitForEvent(name) });
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

test("a dossier that is made there is found there again, and nowhere else: not at the address of Jalons, where the foot leads, nor in another site", async (t) => {
  const { page, jalons, context, adresse } = await integree(t);
  const inside = await dedans(page);
  const dossiers = (where) => where.getByRole("heading", { level: 2, name: "Vos dossiers sur cet appareil" });
  await ouvrirDossier(inside, dossier("c02"));
  await enregistre(inside);
  const kept = Object.keys(await gardes(inside));
  assert.equal(kept.length, 1);

  const [alone] = await Promise.all([context.waitForEvent("page"), inside.getByRole("link", { name: "Ouvrir Jalons à part" }).click()]);
  await prete(alone);
  assert.equal(alone.url(), jalons.adresse("/jalons/"));
  assert.deepEqual(await gardes(alone), {});
  assert.equal(await dossiers(alone).count(), 0);
  // Nor is one that is made there found in the frame.
  await ouvrirDossier(alone, dossier("c01"));
  await enregistre(alone);

  // Another visit: a page that is asked for again may open its frames where they were.
  await page.goto("about:blank");
  await page.goto(adresse);
  const again = await dedans(page);
  await dossiers(again).waitFor();
  assert.deepEqual(Object.keys(await gardes(again)), kept);

  const other = await context.newPage();
  const html = `<!doctype html><html lang="fr"><title>Un autre</title><h1>Un autre</h1><script src="${jalons.adresse("/jalons/integration.js")}" data-titre="Vos démarches"></script></html>`;
  await other.goto((await federation(t, html)).replace("localhost", "autre.localhost"));
  const elsewhere = await dedans(other);
  await elsewhere.getByText(/dossiers que vous y faites restent ici/).waitFor();
  assert.deepEqual(await gardes(elsewhere), {});
});

test("where the frame is refused to keep dossiers, it says so, the journey goes on, and the file is offered", async (t) => {
  const context = await profil(browser);
  t.after(() => context.close());
  await context.addInitScript(() => {
    if (parent !== self) IDBFactory.prototype.open = () => { throw new DOMException("denied", "SecurityError"); };
  });
  const { page } = await integree(t, "", { context });
  await sansRienGarder(await dedans(page), dossier("c02"), "stockage refusé dans un cadre");
});

test("where the browser refuses a frame everything, its own memory too, it says so, the journey goes on, and the file is offered", async (t) => {
  // As Chromium did until version 115 where third-party cookies are blocked.
  const refusing = await lancer();
  t.after(() => refusing.close());
  const context = await profil(refusing);
  const { page } = await integree(t, "", { context });
  await sansRienGarder(await dedans(page), dossier("c02"), "tout refusé dans un cadre");
});

test("a frame that the site shuts in without `allow-same-origin` says that the site does, not that a file is missing or that the browser is old", async (t) => {
  const jalons = await servir(t, { "/jalons/": publiee() });
  // As GitHub Pages does, or not.
  for (const entetes of [{}, { "access-control-allow-origin": "*" }]) {
    jalons.entetes = () => entetes;
    const adresse = await federation(t, `<!doctype html><html lang="fr"><title>La fédération</title><iframe title="Vos démarches" sandbox="allow-scripts allow-forms" style="width:100%;height:900px" src="${jalons.adresse("/jalons/")}"></iframe></html>`);
    const context = await profil(browser);
    t.after(() => context.close());
    const page = await context.newPage();
    await page.goto(adresse);
    const frame = page.frameLocator("iframe");
    await frame.getByRole("heading", { level: 1, name: "Jalons n’a pas pu démarrer" }).waitFor();
    assert.match(propre(await frame.locator("#echec-demarrage").innerText()), /allow-same-origin/);
  }
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

for (const [who, name] of [["without the script", ""], ["under the name of another site", "jalons https://exemple.fr"]]) {
  test(`the page that frames it ${who} hears nothing of it`, async (t) => {
    const jalons = await servir(t, { "/jalons/": publiee() });
    const adresse = await federation(t, `<!doctype html><html lang=fr><title>x</title><script>window.entendus = 0; addEventListener("message", () => { entendus += 1; });</script><iframe name="${name}" title="Vos démarches" src="${jalons.adresse("/jalons/")}"></iframe>`);
    const context = await profil(browser);
    t.after(() => context.close());
    const page = await context.newPage();
    await page.goto(adresse);
    const inside = await dedans(page);
    // Its height changes, and its place.
    await inside.evaluate(() => { location.hash = "#/aide"; });
    await inside.getByRole("heading", { level: 1, name: "Aide et glossaire" }).waitFor();
    // What it says itself comes after all that it said before.
    await inside.evaluate(() => parent.postMessage("fin", "*"));
    await page.waitForFunction(() => entendus > 0);
    assert.equal(await page.evaluate(() => window.entendus), 1);
  });
}

test("it opens where the site says", async (t) => {
  const { frame } = await integree(t, 'data-lieu="/aide"');
  await frame.getByRole("heading", { level: 1, name: "Aide et glossaire" }).waitFor();
});

test("a frame that the site makes itself, and shuts in with what docs/hebergement.md names, is whole: forms, files, paper, links", async (t) => {
  const jalons = await servir(t, { "/jalons/": publiee() });
  const adresse = await federation(t, `<!doctype html><html lang="fr"><title>La fédération</title><iframe title="Vos démarches" sandbox="${OUVERT}" style="width:100%;height:900px" src="${jalons.adresse("/jalons/")}"></iframe></html>`);
  const context = await profil(browser);
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(adresse);
  const inside = await dedans(page);
  await inside.getByRole("button", { name: "Commencer un dossier" }).click();
  await inside.getByRole("checkbox", { name: /Déployer l’INSi/ }).check();
  await inside.getByRole("button", { name: "Continuer" }).click();
  await inside.getByRole("heading", { level: 1, name: /Quelle est votre structure/ }).waitFor();
  await enregistre(inside);
  await pageDe(inside, "#/", "#/");
  const opened = await ouvrirDossier(inside, dossier("c01"));
  const base = opened.slice(opened.indexOf("#"));
  await toutMarche(inside, base, "dans un cadre enfermé");
  await inside.evaluate(() => { window.imprimees = 0; window.print = () => { imprimees += 1; }; });
  await pageDe(inside, base, "liste");
  await inside.getByRole("button", { name: "Imprimer la liste" }).click();
  assert.equal(await inside.evaluate(() => window.imprimees), 1);
});

test("the paper of the site's page has the frame at its height, between what stands before and after", async (t) => {
  const { page, frame } = await integree(t);
  const inside = await dedans(page);
  const base = await ouvrirDossier(inside, dossier("c01"));
  await pageDe(inside, base.slice(base.indexOf("#")), "liste");
  await suit(page, frame);
  const paper = propre(await imprimer(page, "integree-hote"));
  await page.emulateMedia({ media: "print" });
  const lines = (await inside.evaluate(() => [...document.querySelectorAll("#app main :is(h1, h2, td, th, li, p), #publication p")]
    .filter((one) => one.childElementCount === 0 && one.checkVisibility() && one.getBoundingClientRect().height > 0).map((one) => one.innerText))).map(propre).filter(Boolean);
  assert.ok(lines.length > 15, `${lines.length} lines`);
  assert.deepEqual(lines.filter((line) => !paper.includes(line)), []);
  const places = ["La fédération", "Liste à cocher", "Jalons n’est pas un service", "Après"].map((words) => paper.lastIndexOf(words));
  assert.deepEqual(places.toSorted((one, other) => one - other), places, paper);
});

test("what is printed from the frame is Jalons alone, whole: the paper that it gives at its own address", { skip: !programme("Xvfb") && "Xvfb n’est pas installé" }, async (t) => {
  const [chez, papiers] = ["profil", "papiers"].map((name) => mkdtempSync(join(tmpdir(), `jalons-${name}-`)));
  t.after(() => { for (const folder of [chez, papiers]) rmSync(folder, { recursive: true, force: true, maxRetries: 3 }); });
  const context = await lancerPourImprimer(chez, papiers);
  t.after(() => context.close());
  context.setDefaultTimeout(15_000);
  /** The text of what a button of the plan prints. */
  const papier = async (where) => {
    const base = await ouvrirDossier(where, dossier("c01"));
    await pageDe(where, base.slice(base.indexOf("#")), "plan");
    const before = readdirSync(papiers);
    await where.getByRole("button", { name: /^Imprimer tout le détail/ }).click();
    let text = "";
    for (let turn = 0; turn < 150 && !text; turn += 1) {
      await where.waitForTimeout(100);
      const [file] = readdirSync(papiers).filter((name) => name.endsWith(".pdf") && !before.includes(name));
      if (file) text = lirePapier(join(papiers, file));
    }
    assert.ok(text, "something was printed");
    return propre(text);
  };
  const { page, jalons } = await integree(t, "", { context });
  const inside = await papier(await dedans(page));
  const alone = await context.newPage();
  await alone.goto(jalons.adresse("/jalons/"));
  await prete(alone);
  assert.equal(inside, await papier(alone));
  assert.doesNotMatch(inside, /fédération/);
  assert.match(inside, /Le plan d’EHPAD Les Tilleuls.*Jalons n’est pas un service/);
});
