// A dossier planned with the first edition of the rules, opened by this page: what newer rules change in it is said first,
// until it is read, and the dossier itself is not written; a copy and a dossier brought back keep it; a dossier of today
// says nothing; without a store, the plan comes all the same. And the plan as of another day.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { servir } from "./lib/serveur.mjs";
import { axe, capture, imprimer, lancer, ouvrir, prete, rienNeCloche, tientEnLargeur } from "./lib/navigateur.mjs";
import { allerA, dossier, enregistre, gardes, ouvrirDossier, pageDe } from "./lib/parcours.mjs";

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

const ID = "dossier-00000000000000c1";
const ANNONCE = "Les règles ont changé";
const annonce = (page) => page.getByRole("heading", { level: 2, name: ANNONCE });
const dessinee = (page) => page.waitForFunction(() => document.querySelector("#feuille[aria-busy=true]") === null && document.querySelector("#titre") !== null);

/** What the page remembers of the plan of a dossier; nothing when it remembers nothing. */
const souvenir = (page, id) => page.evaluate((id) => new Promise((done) => {
  const opening = indexedDB.open("jalons");
  opening.onsuccess = () => {
    const asked = opening.result.transaction("souvenirs").objectStore("souvenirs").get(id);
    asked.onsuccess = () => { opening.result.close(); done(asked.result === undefined ? null : JSON.parse(asked.result)); };
  };
}), id);

/** Waits until what is remembered is as it should be. */
async function seSouvient(page, id, comment) {
  for (let step = 0; step < 100; step += 1) {
    if (comment(await souvenir(page, id))) return;
    await page.waitForTimeout(50);
  }
  assert.fail(JSON.stringify(await souvenir(page, id)));
}

/** A profile that holds a dossier of the first edition, with its notes, and what was remembered of its plan. */
async function premiereEdition(nom, options = {}) {
  const fixture = JSON.parse(readFileSync(new URL(`../changements/${nom}.json`, import.meta.url), "utf8"));
  const text = JSON.stringify({ ...fixture.dossier, id: ID, "enregistre-le": "2026-11-24T08:00:00.000Z" });
  const opened = await ouvrir(browser, site.adresse, options);
  await opened.page.evaluate(([id, text, memory]) => new Promise((done, failed) => {
    const opening = indexedDB.open("jalons");
    const stores = ["dossiers", "index", "classement", "copies", "souvenirs"];
    opening.onupgradeneeded = () => stores.forEach((store) => opening.result.createObjectStore(store));
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => {
      const act = opening.result.transaction(["dossiers", "souvenirs"], "readwrite");
      act.objectStore("dossiers").put(text, id);
      act.objectStore("souvenirs").put(memory, id);
      act.oncomplete = () => { opening.result.close(); done(); };
      act.onerror = () => failed(act.error);
    };
  }), [ID, text, JSON.stringify(fixture.souvenir)]);
  return { ...opened, text };
}

const plan = async (page, lieu = "par-quoi-commencer") => {
  await allerA(page, `#/${ID}/${lieu}`, /./);
  await dessinee(page);
};

test("a page that the publisher leaves out stays out of the row of links once the changes are read", async () => {
  const reglages = JSON.stringify({ "pages-masquees": ["courriers"] });
  const { page, context } = await premiereEdition("c14", {
    avant: (page) => page.route("**/jalons.json", (route) => route.fulfill({ contentType: "application/json", body: reglages })),
  });
  const tabs = page.getByRole("navigation", { name: "Le plan et ce qui en sort" });
  for (const lieu of ["par-quoi-commencer", "plan"]) {
    await plan(page, lieu);
    await annonce(page).waitFor();
    await tabs.getByRole("link", { name: "Courriers" }).waitFor({ state: "detached" });
  }
  await page.getByRole("button", { name: "J’ai lu" }).click();
  await annonce(page).waitFor({ state: "detached" });
  assert.ok(await tabs.getByRole("link").count() > 3);
  assert.equal(await tabs.getByRole("link", { name: "Courriers" }).count(), 0);
  await context.close();
});

test("what newer rules change is said first, once, and the dossier is not written", async () => {
  const { page, vu, context, text } = await premiereEdition("c14");
  await plan(page);
  await annonce(page).waitFor();
  const said = await page.locator("section.changements").innerText();
  assert.match(said, /1re édition, 23\/11\/2026[\s\S]*2e édition, 28\/11\/2026/);
  assert.match(said, /Nouveau dans ce plan[\s\S]*Demander une autre carte CPS à l’ANS/);
  assert.match(said, /N’est plus demandé[\s\S]*Demander la carte CPS à l’ordre[\s\S]*Demandée à l’ordre le 30 janvier/);
  assert.doesNotMatch(said, /R-[A-Z]+-\d\d/, "ids of rules are for the expert view");
  // First: right under the title, before anything to do.
  assert.equal(await page.evaluate(() => document.querySelector("#titre").nextElementSibling.matches("section.changements")), true);
  await axe(page, "changements");
  await capture(page, "changements-1280");
  await page.setViewportSize({ width: 360, height: 800 });
  await tientEnLargeur(page, "changements, 360");
  await capture(page, "changements-360");
  await page.setViewportSize({ width: 1280, height: 900 });

  // The detail of the plan says it too; a reload as well.
  await plan(page, "plan");
  await annonce(page).waitFor();
  await page.reload();
  await prete(page);
  await annonce(page).waitFor();
  await seSouvient(page, ID, (one) => one.plan.edition === 2 && one["a-lire"].length === 1);
  assert.deepEqual(await gardes(page), { [ID]: text }, "looking writes nothing");

  // The other pages lead to it, on the screen alone.
  await plan(page, "liste");
  const mene = page.locator("p.changements");
  await mene.waitFor();
  await axe(page, "changements, liste");
  await capture(page, "changements-liste");
  await page.emulateMedia({ media: "print" });
  assert.equal(await mene.isVisible(), false);
  await page.emulateMedia({ media: "screen" });
  await mene.getByRole("link", { name: "lire ce que cela change ici" }).click();
  await annonce(page).waitFor();

  await page.getByRole("button", { name: "J’ai lu" }).click();
  await annonce(page).waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.id), "titre", "the keyboard is not lost with the button");
  await plan(page, "liste");
  assert.equal(await mene.count(), 0);
  await plan(page, "plan");
  await seSouvient(page, ID, (one) => one["a-lire"].length === 0);
  // What was noted of what is no longer asked for stays.
  const kept = page.locator("section", { has: page.getByRole("heading", { level: 2, name: "N’est plus demandé" }) });
  assert.match(await kept.innerText(), /Demander la carte CPS à l’ordre[\s\S]*En cours[\s\S]*Demandée à l’ordre le 30 janvier/);
  await axe(page, "plan, n’est plus demandé");
  await capture(page, "changements-lus");

  for (const lieu of ["par-quoi-commencer", "plan"]) {
    await plan(page, lieu);
    await page.reload();
    await prete(page);
    await dessinee(page);
    assert.equal(await annonce(page).count(), 0, `${lieu}: never again`);
  }
  assert.deepEqual(await gardes(page), { [ID]: text }, "nothing was written at all");
  rienNeCloche(vu);
  await context.close();
});

test("dates and other ways to do things are folded, and told in the dark as well", async () => {
  const { page, vu, context } = await premiereEdition("c01", { colorScheme: "dark" });
  await plan(page);
  await annonce(page).waitFor();
  const folded = page.getByText(/^Se fait autrement\s: \d+ actions$/);
  await folded.click();
  await page.getByText("par le parcours « Vos démarches » de l’ANS").first().waitFor();
  await axe(page, "changements, sombre");
  await capture(page, "changements-sombre");
  rienNeCloche(vu);
  await context.close();
});

test("a copy and a dossier that is brought back are told it too", async () => {
  const { page, context } = await premiereEdition("c14");
  await allerA(page, "#/dossiers", "Vos dossiers");
  await page.getByRole("button", { name: /^Dupliquer/ }).first().click();
  await page.locator("#portefeuille-fait").filter({ hasText: "nouveau dossier" }).waitFor();
  const copy = Object.keys(await gardes(page)).find((id) => id !== ID);
  await seSouvient(page, copy, (one) => one?.["a-lire"].length === 1);
  await allerA(page, `#/${copy}/plan`, /./);
  await annonce(page).waitFor();
  await allerA(page, "#/dossiers", "Vos dossiers");
  const line = page.locator("ul.portefeuille > li").filter({ hasText: "(copie)" });
  await line.getByRole("button", { name: /^Supprimer/ }).click();
  await page.locator("#portefeuille-fait").filter({ hasText: "est supprimé" }).waitFor();
  assert.equal(await souvenir(page, copy), null);
  await page.locator("#portefeuille-annuler").click();
  await page.locator("#portefeuille-fait").filter({ hasText: "Suppression annulée" }).waitFor();
  await seSouvient(page, copy, (one) => one?.["a-lire"].length === 1);
  await context.close();
});

test("a dossier of the page that remembered no plan, in its base or in its file, is told which rules changed, once", async () => {
  const fixture = JSON.parse(readFileSync(new URL("../changements/c01.json", import.meta.url), "utf8"));
  const { page, context } = await ouvrir(browser, site.adresse);
  await ouvrirDossier(page, { ...fixture.dossier, id: ID, "enregistre-le": "2026-11-24T08:00:00.000Z" });
  await plan(page);
  await annonce(page).waitFor();
  await page.getByText(/Son plan d’alors n’a pas été gardé/).waitFor();
  await page.getByText(/^Une règle a changé\s: \d+ actions$/).click();
  await page.getByText("par le parcours « Vos démarches » de l’ANS").first().waitFor();
  await axe(page, "changements, sans mémoire");
  await capture(page, "changements-sans-memoire");
  await page.getByRole("button", { name: "J’ai lu" }).click();
  await annonce(page).waitFor({ state: "detached" });
  await page.reload();
  await prete(page);
  await dessinee(page);
  assert.equal(await annonce(page).count(), 0);
  await context.close();
});

test("a dossier of today is remembered as it is saved, and is told nothing", async () => {
  const { page, context } = await ouvrir(browser, site.adresse);
  const base = await ouvrirDossier(page, dossier("c13", { denomination: "Les Érables" }));
  await enregistre(page);
  const id = base.slice(base.indexOf("dossier-"));
  await pageDe(page, base, "plan");
  await seSouvient(page, id, (one) => one?.plan.edition === 2 && one.plan.actions.length > 0);
  assert.equal(await annonce(page).count(), 0);
  const [before, was] = [await souvenir(page, id), await gardes(page)];
  await page.locator("article.acte-plan details.detail summary").first().click();
  await page.getByLabel(/^Où en est-on/).first().selectOption({ label: "Fait" });
  await enregistre(page);
  await seSouvient(page, id, (one) => one.plan.empreinte !== before.plan.empreinte);
  assert.notDeepEqual(await gardes(page), was);
  await context.close();
});

test("the plan as of another day is marked everywhere, writes nothing, and leads back to today", async () => {
  const { page, vu, context } = await ouvrir(browser, site.adresse);
  const base = await ouvrirDossier(page, dossier("c02"));
  await pageDe(page, base, "plan");
  await enregistre(page);
  const before = await gardes(page);
  const now = await page.locator("#titre").innerText();
  await page.getByText("Voir le plan à un autre jour").click();
  await page.getByLabel(/^Le plan tel qu’il sera/).fill("2027-06-15");
  await page.getByRole("button", { name: "Voir le plan à ce jour" }).click();
  await page.getByRole("heading", { level: 1, name: `${now}, vu au 15 juin 2027` }).waitFor();
  await dessinee(page);
  assert.match(await page.title(), /vu au 15\sjuin 2027/);
  await axe(page, "plan vu au");
  await capture(page, "plan-vu-au-1280");
  await page.setViewportSize({ width: 360, height: 800 });
  await tientEnLargeur(page, "plan vu au, 360");
  await capture(page, "plan-vu-au-360");
  const paper = await imprimer(page, "plan-vu-au");
  assert.match(paper.replaceAll(/\s+/g, " "), /vu au 15 juin 2027[\s\S]*Vous voyez le plan au 15 juin 2027, et non celui d’aujourd’hui/);
  await page.reload();
  await prete(page);
  await page.getByRole("heading", { level: 1, name: /vu au 15\sjuin 2027$/ }).waitFor();
  await page.getByRole("link", { name: "Revenir à aujourd’hui" }).click();
  await page.getByRole("heading", { level: 1, name: now, exact: true }).waitFor();
  assert.deepEqual(await gardes(page), before, "nothing was written");
  rienNeCloche(vu);
  await context.close();
});

test("without a store, the plan comes all the same", async () => {
  const { page, vu, context } = await ouvrir(browser, site.adresse, {
    avant: (page) => page.addInitScript(() => { Object.defineProperty(globalThis, "indexedDB", { value: undefined }); }),
  });
  const base = await ouvrirDossier(page, dossier("c13", { denomination: "Les Érables" }));
  await pageDe(page, base, "plan");
  assert.equal(await annonce(page).count(), 0);
  assert.deepEqual(vu.erreurs, []);
  await context.close();
});
