// Every page of a rich dossier (C02), as it is seen: light, dark, on a narrow phone, in forced colours, at 400 %.
// No violation for axe, nothing wider than the page, targets of 24 px at least, nothing that moves when the panel opens.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { servir } from "./lib/serveur.mjs";
import { axe, capture, lancer, ouvrir, rienNeCloche, tientEnLargeur } from "./lib/navigateur.mjs";
import { dossier, enregistre, ouvrirDossier } from "./lib/parcours.mjs";

// C02, with everything ticked: certificates in service, incidents, a change, test products.
const RICHE = () => dossier("c02", {
  besoin: ["services", "rpps-plus", "changement", "incident", "certificats", "tests"], contrat: "en-cours",
  evenements: ["chgt-rl", "chgt-siret"],
});

let browser, site, places;
before(async () => {
  site = await servir();
  browser = await lancer();
  places = await toutes();
});
after(async () => { await browser?.close(); await site?.fermer(); });

/** Goes to a place, and waits until its page is drawn: elements may be those of the page before, with other words. */
async function aller(page, hash) {
  await page.evaluate((hash) => new Promise((done) => {
    if (location.hash === hash) return done();
    addEventListener("hashchange", () => setTimeout(done, 40), { once: true });
    location.hash = hash;
  }), hash);
  await page.locator("h1#titre").waitFor();
  // The rest of a long page comes in tasks of its own.
  await page.waitForFunction(async () => {
    const count = () => document.querySelectorAll("#app *").length;
    const before = count();
    await new Promise((done) => { setTimeout(done, 60); });
    return count() === before;
  });
}

/** Every place of the dossier: each question, a row and a new row of each list, the review, the plan; welcome and help. */
async function toutes() {
  const { page, context } = await ouvrir(browser, site.adresse);
  const base = await ouvrirDossier(page, RICHE());
  await enregistre(page);
  const root = base.slice(base.indexOf("#"));
  const found = ["#/", "#/aide", "#/a-propos"];
  await aller(page, `${root}/verifier`);
  const links = await page.locator("dl.verifier a.modifier").evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute("href").split("?")[0]))]);
  for (const link of links) {
    found.push(link);
    await aller(page, link);
    const row = page.locator("ul.lignes > li a").first();
    if (await row.count()) found.push(await row.getAttribute("href"));
    if (await page.locator("ul.lignes").count()) found.push(`${link}/nouveau`);
  }
  found.push(`${root}/verifier`, `${root}/plan`, `${root}/question/rien`);
  await context.close();
  return found.map((hash) => hash.replace(root, "DOSSIER"));
}

/** Links, buttons and fields under 24 px (WCAG 2.5.8), but the links inside a sentence, what a label of that size holds,
 * and what has a circle of 24 px to itself. */
async function ciblesSuffisantes(page, ou) {
  const small = await page.evaluate(() => {
    const targets = [...document.querySelectorAll("#app a, #app button, #app input, #app select, #app summary, #pied a")]
      .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !one.classList.contains("evitement"))
      .map((one) => ({ one, box: (one.closest("label.choix") ?? one).getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0);
    const small = targets.filter(({ one, box }) => (box.width < 24 || box.height < 24)
      && !(getComputedStyle(one).display === "inline" && /\S/.test(one.parentElement.textContent.replace(one.textContent, ""))));
    const away = (x, y, box) => Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
    const centre = (box) => [box.left + box.width / 2, box.top + box.height / 2];
    return small
      .filter(({ one, box }) => targets.some((other) => {
        if (other.one === one || other.one.contains(one) || one.contains(other.one)) return false;
        const [x, y] = centre(box);
        const [u, v] = centre(other.box);
        const both = other.box.width < 24 || other.box.height < 24;
        return away(x, y, other.box) < 12 || (both && Math.hypot(x - u, y - v) < 24);
      }))
      .map(({ one, box }) => `${one.tagName} « ${one.textContent.trim().slice(0, 40)} » ${Math.round(box.width)} × ${Math.round(box.height)}`);
  });
  assert.equal(small.length, 0, `${ou} : ${small.join(" ; ")}`);
}

const VUES = [
  ["clair", {}, true],
  ["sombre", { colorScheme: "dark" }, true],
  ["320 px", { viewport: { width: 320, height: 640 } }, true, () => dossier("c02")],
  ["couleurs forcées", { forcedColors: "active" }, false],
  ["400 %", { viewport: { width: 320, height: 256 } }, false, () => dossier("c02")],
];
for (const [nom, options, regles, contenu = RICHE] of VUES) {
  test(`each page holds: ${nom}`, async () => {
    const { page, vu, context } = await ouvrir(browser, site.adresse, options);
    const base = await ouvrirDossier(page, contenu());
    await enregistre(page);
    assert.ok(places.length > 35, `${places.length} places`);
    const wrong = [];
    for (const place of places) {
      await aller(page, place.replace("DOSSIER", base.slice(base.indexOf("#"))));
      for (const look of [regles && axe, tientEnLargeur, ciblesSuffisantes]) {
        await (look || (() => {}))(page, `${place}, ${nom}`)?.catch((error) => wrong.push(error.message));
      }
    }
    assert.equal(wrong.length, 0, wrong.join("\n\n"));
    rienNeCloche(vu);
    await context.close();
  });
}

test("axe finds nothing once helps are unfolded, in forced colours too", async () => {
  for (const options of [{}, { forcedColors: "active" }]) {
    const { page, context } = await ouvrir(browser, site.adresse, options);
    const base = await ouvrirDossier(page, RICHE());
    for (const place of ["question/contrat", "question/professionnels/pro-1", "verifier"]) {
      await aller(page, `${base.slice(base.indexOf("#"))}/${place}`);
      await page.evaluate(() => document.querySelectorAll("#app details").forEach((one) => { one.open = true; }));
      await axe(page, `${place}, déplié`);
      await tientEnLargeur(page, place);
    }
    await context.close();
  }
});

for (const width of [360, 768, 1280]) {
  test(`nothing moves when the panel of the plan opens: ${width} px`, async () => {
    const { page, context } = await ouvrir(browser, site.adresse, { viewport: { width, height: 800 } });
    const base = await ouvrirDossier(page, RICHE());
    await aller(page, `${base.slice(base.indexOf("#"))}/question/contrat`);
    const where = () => page.evaluate(() => ["h1#titre", "fieldset", ".suite", ".chemin"].map((one) => {
      const box = document.querySelector(one).getBoundingClientRect();
      return [box.left, box.top, box.width].map(Math.round);
    }));
    const panel = page.locator("details.panneau");
    const before = await where();
    const open = await panel.evaluate((one) => one.open);
    await panel.locator("summary").click();
    assert.equal(await panel.evaluate((one) => one.open), !open);
    await page.waitForTimeout(250);
    assert.deepEqual(await where(), before);
    await panel.locator("summary").click();
    assert.deepEqual(await where(), before);
    await context.close();
  });
}

test("on a phone, « Continuer » is not under the panel", async () => {
  const { page, context } = await ouvrir(browser, site.adresse, { viewport: { width: 360, height: 640 }, hasTouch: true });
  const base = await ouvrirDossier(page, RICHE());
  for (const place of ["question/contrat", "question/services", "question/calendrier"]) {
    await aller(page, `${base.slice(base.indexOf("#"))}/${place}`);
    const button = page.getByRole("button", { name: "Continuer" });
    await button.evaluate((one) => one.scrollIntoView({ block: "end" }));
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const hit = await button.evaluate((one) => {
      const box = one.getBoundingClientRect();
      const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      return top === one || one.contains(top);
    });
    assert.ok(hit, place);
  }
  await context.close();
});

test("pictures for people: phone, tablet, desktop, dark", async () => {
  for (const [nom, options] of [["360", { viewport: { width: 360, height: 740 } }], ["768", { viewport: { width: 768, height: 1024 } }], ["1280", { viewport: { width: 1280, height: 900 } }], ["sombre", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }]]) {
    const { page, context } = await ouvrir(browser, site.adresse, options);
    await capture(page, `apparence-accueil-${nom}`);
    const base = await ouvrirDossier(page, RICHE());
    for (const place of ["question/identite", "question/contrat", "question/sites", "question/sites/site-1", "question/mandataires/nouveau", "question/professionnels", "question/calendrier", "verifier", "plan"]) {
      await aller(page, `${base.slice(base.indexOf("#"))}/${place}`);
      await capture(page, `apparence-${place.replaceAll("/", "-")}-${nom}`, place === "plan" ? { clip: { x: 0, y: 0, width: options.viewport.width, height: 3200 } } : {});
    }
    await context.close();
  }
});

test("browsers that do not know light-dark() have their colours, in light and in dark", async () => {
  for (const [colorScheme, ink] of [["light", "rgb(23, 36, 45)"], ["dark", "rgb(237, 234, 226)"]]) {
    const { page, context } = await ouvrir(browser, site.adresse, { colorScheme });
    const sheet = await page.evaluate(() => document.querySelector("head style").textContent);
    assert.ok(sheet.includes(".barre"), "the style sheet stands in the page");
    assert.doesNotMatch(sheet, /light-dark\(/);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).color), ink);
    await context.close();
  }
});

test("targets are large enough at 320 px with every section asked", async () => {
  const { page, context } = await ouvrir(browser, site.adresse, { viewport: { width: 320, height: 640 } });
  const base = await ouvrirDossier(page, RICHE());
  await aller(page, `${base.slice(base.indexOf("#"))}/question/services`);
  await ciblesSuffisantes(page, "le chemin à 320 px");
  await context.close();
});

test("axe finds nothing on the plan once the reasons are unfolded", async () => {
  const { page, context } = await ouvrir(browser, site.adresse);
  const base = await ouvrirDossier(page, RICHE());
  await aller(page, `${base.slice(base.indexOf("#"))}/plan`);
  await page.evaluate(() => document.querySelectorAll("#app details").forEach((one) => { one.open = true; }));
  await axe(page, "le plan, raisons dépliées");
  await context.close();
});

test("a help that was unfolded is folded again on the next page", async () => {
  const { page, context } = await ouvrir(browser, site.adresse);
  const base = await ouvrirDossier(page, RICHE());
  await aller(page, `${base.slice(base.indexOf("#"))}/question/contrat`);
  await page.getByText("Besoin d’aide").first().click();
  await aller(page, `${base.slice(base.indexOf("#"))}/question/services`);
  assert.equal(await page.locator("details.aide").first().evaluate((one) => one.open), false);
  await context.close();
});

test("a list left by its address shows the answers of the row one comes to", async () => {
  const { page, context } = await ouvrir(browser, site.adresse);
  const base = await ouvrirDossier(page, RICHE());
  await aller(page, `${base.slice(base.indexOf("#"))}/question/sites/site-1`);
  await page.getByLabel("Catégorie").selectOption("500");
  await page.getByLabel(/Nom du site/).fill("Changé");
  await aller(page, `${base.slice(base.indexOf("#"))}/question/sites/site-2`);
  assert.equal(await page.getByLabel(/Nom du site/).inputValue(), "Site 2");
  assert.equal(await page.getByLabel("Catégorie").inputValue(), "186");
  await context.close();
});
