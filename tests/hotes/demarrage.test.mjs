// A page that can't start says why, within 15 seconds: « Ouverture… » is never all there is.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { axe, lancer, prete } from "../e2e/lib/navigateur.mjs";
import { dossier, ouvrirDossier } from "../e2e/lib/parcours.mjs";
import { servir } from "./lib/commutateur.mjs";
import { profil, toutMarche } from "./lib/gestes.mjs";
import { publiee, suivante } from "./lib/versions.mjs";

let browser;
before(async () => { browser = await lancer(); });
after(async () => { await browser?.close(); });

/** A page on a host, before it is known to start. */
async function ouvrir(t, regler = () => {}, { avant, path = "/jalons/", options } = {}) {
  const context = await profil(browser, options);
  t.after(() => context.close());
  const site = await servir(t, { "/jalons/": publiee() });
  regler(site);
  const page = await context.newPage();
  await avant?.(page);
  await page.goto(site.adresse(path), { waitUntil: "commit" });
  return { context, site, page };
}

async function dit(page, sentence, where) {
  await page.locator("main:visible").getByText(sentence).waitFor();
  assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "Jalons n’a pas pu démarrer");
  assert.equal(await page.getByText("Ouverture…").isVisible(), false);
  assert.equal(await page.locator("#echec-demarrage p:visible").count(), 2, "the cause, and what is not lost");
  await axe(page, where);
}

test("WebAssembly is cut off", async (t) => {
  const { page } = await ouvrir(t, undefined, { avant: (page) => page.addInitScript(() => { delete window.WebAssembly; }) });
  await dit(page, /WebAssembly est coupé dans ce navigateur/, "sans WebAssembly");
});

// What a host's own policy may be; each refuses the script and the style sheet that stand in the page besides.
const politique = (value, header = "content-security-policy") => (site) => { site.entetes = () => ({ [header]: value }); };
const ORDINAIRE = "default-src 'self'";

for (const [what, policy] of [["WebAssembly", ORDINAIRE], ["WebAssembly alone", "script-src 'self' 'unsafe-inline'; worker-src 'self' blob:"], ["that the page reads its files", "script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'"]]) {
  test(`the host’s own policy forbids ${what}: the host is named, not the browser`, async (t) => {
    const { page } = await ouvrir(t, politique(policy));
    await dit(page, /La politique de sécurité du site.* interdit le programme.*'wasm-unsafe-eval'/, `politique ${policy}`);
    assert.doesNotMatch(await page.locator("main:visible").innerText(), /navigateur à jour|coupé dans ce navigateur/);
  });
}

test("the host’s own policy forbids the programs beside the page: the page starts, and says why it has no plan", async (t) => {
  const { page } = await ouvrir(t, politique("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"));
  await prete(page);
  const refusal = page.getByText(/La politique de sécurité du site.* interdit les programmes qui dressent votre plan.*worker-src/);
  assert.equal(await refusal.isVisible(), false, "nothing was refused yet");
  await page.goto(`${await ouvrirDossier(page, dossier("c01"))}/plan`);
  await refusal.waitFor();
  await axe(page, "programmes refusés par le site");
});

test("a policy of the host that only reports refuses nothing, and nothing is said of it", async (t) => {
  const { page } = await ouvrir(t, politique(ORDINAIRE, "content-security-policy-report-only"));
  await prete(page);
  const base = await ouvrirDossier(page, dossier("c01"));
  await toutMarche(page, base.slice(base.indexOf("#")), "as without it");
  assert.equal(await page.locator("p:visible", { hasText: "politique de sécurité du site" }).count(), 0);
});

test("the browser is older than what the program asks of WebAssembly", async (t) => {
  const { page } = await ouvrir(t, undefined, {
    avant: (page) => page.addInitScript(() => {
      WebAssembly.validate = () => false;
      WebAssembly.instantiateStreaming = WebAssembly.instantiate = () => Promise.reject(new WebAssembly.CompileError("invalid value type"));
    }),
  });
  await dit(page, /trop ancien pour le programme/, "navigateur ancien");
});

test("the browser knows no modules", async (t) => {
  // Such a browser leaves modules aside.
  const { page } = await ouvrir(t, (site) => { site.repondre = (path) => (/\/boot-/.test(path) ? "muet" : undefined); }, {
    avant: (page) => page.addInitScript(() => { delete HTMLScriptElement.prototype.noModule; }),
  });
  await dit(page, /trop ancien/, "sans modules");
});

test("the browser does not understand the script that starts the program", async (t) => {
  const release = suivante(t);
  const { page } = await ouvrir(t, (site) => {
    site.publier("/jalons/", release);
    const boot = readFileSync(join(release.dossier, "index.html"), "utf8").match(/boot-[0-9a-f]+\.js/)[0];
    writeFileSync(join(release.dossier, boot), "let a = 1 ?~ 2;");
  });
  await dit(page, /trop ancien/, "script incompris");
});

test("the page is opened from a folder", async (t) => {
  const context = await profil(browser);
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(publiee().dossier, "index.html")).href);
  await dit(page, /ouverte depuis un dossier de l’ordinateur/, "depuis un dossier");
});

for (const [what, pattern] of [["the script that starts it", /\/boot-/], ["the program’s script", /\/jalons-[^/]*js$/], ["the program", /\/jalons-[^/]*wasm$/]]) {
  test(`${what} is not on the host`, async (t) => {
    const { page } = await ouvrir(t, (site) => { site.repondre = (path) => (pattern.test(path) ? 404 : undefined); });
    await dit(page, /Le site n’a pas donné le programme/, what);
  });

  test(`${what} never comes: the page says that it waits, and starts if it comes`, async (t) => {
    let held = true;
    const { page } = await ouvrir(t, (site) => { site.repondre = (path) => (held && pattern.test(path) ? "muet" : undefined); });
    await page.getByText(/n’est pas encore arrivé/).waitFor();
    assert.equal(await page.getByText("Ouverture…").isVisible(), false);
    await axe(page, `${what}, en attente`);
    held = false;
    await page.reload();
    await prete(page);
  });
}

const REFUSES = { "text/plain, and nosniff": "text/plain", "application/octet-stream": "application/octet-stream", "no type": "" };
for (const [what, type] of Object.entries(REFUSES)) {
  const envoyer = (pattern) => (site) => {
    const usual = site.type;
    site.type = (path) => (pattern.test(path) ? type : usual(path));
    if (type) site.entetes = () => ({ "x-content-type-options": "nosniff" });
  };
  test(`the host sends the program’s script as ${what}: it is named, and the browser is not`, async (t) => {
    const { page } = await ouvrir(t, envoyer(/\/jalons-[^/]*js$/));
    await dit(page, /avec un type que tous les navigateurs refusent.*text\/javascript/, `programme : ${what}`);
  });

  test(`the host sends every script as ${what}: the page says what is known without one`, async (t) => {
    const { page } = await ouvrir(t, envoyer(/\.js$/));
    await dit(page, /Le site n’a pas donné le programme.* arrive avec un type que les navigateurs refusent/, `scripts : ${what}`);
  });
}

test("the host answers with a page in place of the program’s script: it is not there", async (t) => {
  const { page } = await ouvrir(t, (site) => { site.repondre = (path) => (/\/jalons-[^/]*js$/.test(path) ? [200, "<h1>Accueil du site</h1>"] : undefined); });
  await dit(page, /Le site n’a pas donné le programme/, "une page à la place");
});

test("the connection is lost while the program comes", async (t) => {
  const { page } = await ouvrir(t, undefined, { avant: (page) => page.route(/jalons-[^/]*(js|wasm)$/, (route) => route.abort("connectionreset")) });
  await dit(page, /la connexion est coupée, ou le site ne répond pas/, "connexion perdue");
});

test("an address without its last slash leads to the page, what follows # included", async (t) => {
  // A host that answers with the page instead of redirecting.
  const context = await profil(browser);
  t.after(() => context.close());
  const site = await servir(t, { "/jalons/": publiee() });
  const html = readFileSync(join(publiee().dossier, "index.html"), "utf8");
  site.repondre = (path) => (path === "/jalons" ? [200, html] : undefined);
  const page = await context.newPage();
  await page.goto(`${site.adresse("/jalons")}?de=courriel#/aide`, { waitUntil: "commit" });
  await prete(page);
  assert.equal(page.url(), `${site.adresse("/jalons/")}?de=courriel#/aide`);
});

test("without JavaScript, the page says so; without its style sheet too", async (t) => {
  const { page } = await ouvrir(t, (site) => { site.entetes = () => ({ "content-security-policy": "style-src 'none'" }); }, { options: { javaScriptEnabled: false } });
  await page.getByText(/a besoin de JavaScript/).waitFor();
});

test("a host whose own policy refuses the style sheet that stands in the page does not keep its look away", async (t) => {
  const { page } = await ouvrir(t, (site) => { site.entetes = () => ({ "content-security-policy": "style-src 'self'" }); });
  await prete(page);
  assert.equal(await page.evaluate(() => document.querySelector("head style").sheet), null, "it is refused");
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector(".barre")).borderBottomStyle), "none");
});

test("a host whose own policy refuses the script of the page does not keep it from starting", async (t) => {
  const { page } = await ouvrir(t, politique("script-src 'self' 'wasm-unsafe-eval'"));
  await prete(page);
});

test("where the script of the page is refused, the page says as well that it waits, and what is not on the host", async (t) => {
  let answer = "muet";
  const { page } = await ouvrir(t, (site) => {
    politique("script-src 'self' 'wasm-unsafe-eval'")(site);
    site.repondre = (path) => (/\/jalons-[^/]*js$/.test(path) ? answer : undefined);
  });
  await page.getByText(/n’est pas encore arrivé/).waitFor();
  assert.equal(await page.getByText("Ouverture…").isVisible(), false);
  answer = 404;
  await page.reload();
  await dit(page, /Le site n’a pas donné le programme/, "script de la page refusé");
});
