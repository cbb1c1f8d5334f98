// The first load: what a visitor gets before any answer, and what is said when the program can't start.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { servir } from "./lib/serveur.mjs";
import { axe, capture, lancer, ouvrir, prete, rienNeCloche, rienNeSort, tientEnLargeur } from "./lib/navigateur.mjs";

let browser, site;
before(async () => {
  site = await servir();
  browser = await lancer();
});
after(async () => {
  await browser?.close();
  await site?.fermer();
});

test("starts under a sub-path: each file asked for once, nothing elsewhere, nothing refused", async () => {
  const { page, vu, context } = await ouvrir(browser, site.adresse);
  await page.waitForTimeout(500);
  rienNeSort(vu, site.adresse);
  rienNeCloche(vu);
  assert.equal(new Set(vu.requetes).size, vu.requetes.length, `asked for twice: ${vu.requetes.join(" ")}`);
  const programmes = vu.requetes.filter((adresse) => /\/(calcul|atelier|ouvrier)[^/]*$/.test(adresse));
  assert.deepEqual(programmes, [], "the programs beside the page, which xtask weighs apart, wait for a dossier");
  assert.deepEqual(site.servis.filter(({ status }) => status !== 200), [], "every file is there");
  await context.close();
});

test("the security policy refuses what is not of the page", async () => {
  const { page, vu, context } = await ouvrir(browser, site.adresse);
  const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  assert.match(policy, /'wasm-unsafe-eval'/);
  assert.doesNotMatch(policy.replaceAll("'wasm-unsafe-eval'", ""), /unsafe|\*|https?:/);
  const refused = await page.evaluate(async () => {
    const seen = [];
    document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
    document.body.append(Object.assign(document.createElement("script"), { textContent: "window.entre = true" }));
    await fetch("https://exemple.invalid/").catch(() => {});
    await new Promise((done) => setTimeout(done, 100));
    return { seen, entered: "entre" in window };
  });
  assert.deepEqual(refused.seen.sort(), ["connect-src", "script-src-elem"]);
  assert.equal(refused.entered, false);
  assert.throws(() => rienNeCloche(vu), "a refusal is seen");
  await context.close();
});

const VUES = [
  ["clair", {}],
  ["sombre", { colorScheme: "dark" }],
  ["320 px", { viewport: { width: 320, height: 640 } }],
  ["320 px, sombre", { viewport: { width: 320, height: 640 }, colorScheme: "dark" }],
  ["couleurs forcées", { forcedColors: "active" }],
];
for (const [nom, options] of VUES) {
  test(`axe finds nothing: ${nom}`, async () => {
    const { page, context } = await ouvrir(browser, site.adresse, options);
    await axe(page, `accueil, ${nom}`);
    await tientEnLargeur(page, `accueil, ${nom}`);
    await capture(page, `accueil ${nom}`);
    await context.close();
  });
}

test("the text is there before the program, and does not move when it comes", async () => {
  let release;
  const held = new Promise((done) => { release = done; });
  const avant = async (page) => {
    await page.route("**/*.wasm", async (route) => { await held; await route.continue(); });
    await page.addInitScript(() => {
      window.deplacements = 0;
      new PerformanceObserver((list) => {
        for (const shift of list.getEntries()) window.deplacements += shift.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
  };
  const { page, vu, context } = await ouvrir(browser, site.adresse, { attendre: false, avant });
  const title = await page.locator("h1:visible").innerText();
  assert.match(title, /Agence du Numérique en Santé/);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.pret), undefined, "not mounted yet");
  await axe(page, "accueil, avant le programme");
  release();
  await prete(page);
  await page.waitForTimeout(300);
  assert.equal(await page.locator("h1:visible").innerText(), title);
  const shift = await page.evaluate(() => window.deplacements);
  assert.ok(shift < 0.02, `the page moved: ${shift}`);
  rienNeCloche(vu);
  await context.close();
});

for (const [what, pattern] of [["wasm", "**/*.wasm"], ["JavaScript", "**/jalons-*.js"]]) {
  test(`says that it can't start when its ${what} does not come`, async () => {
    const avant = (page) => page.route(pattern, (route) => route.abort());
    const { page, context } = await ouvrir(browser, site.adresse, { attendre: false, avant });
    await page.locator("#echec-demarrage").waitFor({ state: "visible" });
    assert.equal(await page.locator("h1:visible").innerText(), "Jalons n’a pas pu démarrer");
    await axe(page, "échec du démarrage");
    await context.close();
  });
}

test("says that it needs JavaScript where there is none", async () => {
  const { page, context } = await ouvrir(browser, site.adresse, { attendre: false, javaScriptEnabled: false });
  assert.match(await page.locator("main:visible").innerText(), /a besoin de JavaScript/);
  await context.close();
});
