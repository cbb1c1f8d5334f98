// Kept on this device, never lost, never written over: reload, history, changes of mind, storage that refuses, files
// that are not what they should be, two tabs, deletion, addresses that lead nowhere.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { servir } from "./lib/serveur.mjs";
import { axe, lancer, ouvrir, prete, rienNeCloche, texte } from "./lib/navigateur.mjs";
import { allerA, choisirFichier, dossier, enregistre, garder, gardes, ouvrirDossier, Parcours, REFUS, sansRienGarder, telecharge } from "./lib/parcours.mjs";

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

/** A dossier with nothing left to answer. */
const complet = (nom, reponses, reste) => dossier(nom, { statut: "21", ...reponses }, reste);
const propre = (text) => text.replace(/\s+/g, " ").trim();
const titre = (page, nom) => page.getByRole("heading", { level: 1, name: nom }).waitFor({ timeout: 5000 });
/** The plan, its parts folded as they come. */
const plan = async (page) => {
  await page.locator(".cadre.plan > main details").evaluateAll((all) => all.forEach((one) => { one.open = false; }));
  return propre(await page.locator(".cadre.plan > main").innerText());
};
const bandeau = (page) => page.locator("#app").getByRole("alert");

/** A fresh profile with that dossier open; its address up to the place in it. */
async function avec(contenu, options) {
  const opened = await ouvrir(browser, site.adresse, options);
  const base = await ouvrirDossier(opened.page, contenu);
  await enregistre(opened.page);
  return { ...opened, base, id: base.slice(base.indexOf("dossier-")), parcours: new Parcours(opened.page, { verifier: false }) };
}

test("a reload stays where it was: a question, a row, the review, the plan", async () => {
  const { page, context, base } = await avec(dossier("c02"));
  for (const [place, title] of [["question/services", /Quels services/], ["question/sites/site-3", /Quel est ce site/], ["verifier", /Vérifiez/], ["plan", /plan.*Horizons/]]) {
    await allerA(page, `${base}/${place}`, title);
    await page.reload();
    await prete(page);
    await titre(page, title);
    assert.ok(page.url().endsWith(place));
  }
  await allerA(page, `${base}/question/sites/site-3`, /Quel est ce site/);
  assert.equal(await page.getByLabel(/Nom du site/).inputValue(), "Site 3");
  await context.close();
});

test("back and forward go through the pages, with their answers", async () => {
  const { page, context, base, parcours } = await avec(complet("c16"));
  await allerA(page, `${base}/question/contrat`, /déjà un contrat/);
  await parcours.choisir(/Oui, un contrat est en cours/, /^Non$/);
  await parcours.continuer();
  const next = await parcours.titre();
  await page.goBack();
  await titre(page, /déjà un contrat/);
  assert.equal(await page.getByRole("radio", { name: /Oui, un contrat/ }).isChecked(), true);
  await page.goForward();
  await page.waitForFunction((text) => document.querySelector("h1#titre").innerText.trim() === text, next);
  await page.goBack();
  await page.goBack();
  await page.goForward();
  await titre(page, /déjà un contrat/);
  await context.close();
});

test("the welcome page resumes at the first unanswered question, and at the plan when there is none", async () => {
  for (const [contenu, title] of [[complet("c16", { services: undefined, at: undefined }), /Quels services/], [complet("c16"), /Par quoi commencer/]]) {
    const { page, context } = await avec(contenu);
    await page.goto(site.adresse);
    await page.reload();
    await prete(page);
    await page.getByRole("heading", { level: 2, name: "Vos dossiers sur cet appareil" }).waitFor();
    await page.getByRole("listitem").filter({ hasText: /actions? faites?/ }).getByRole("link").click();
    await titre(page, title);
    await context.close();
  }
});

test("« Modifier » from the review comes straight back, unless new questions appear; then they come first", async () => {
  const { page, context, base, parcours } = await avec(complet("c16"));
  await allerA(page, `${base}/verifier`, /Vérifiez/);
  await page.getByRole("link", { name: "Modifier : Représentant légal professionnel de santé" }).click();
  await titre(page, /Qui signe/);
  await parcours.continuer();
  await titre(page, /Vérifiez/);
  // MSSanté asks who provides it, on the same page.
  await page.getByRole("link", { name: "Modifier : Services" }).click();
  await titre(page, /Quels services/);
  await parcours.cocher(/^MSSanté/);
  await parcours.choisir(/Un opérateur nous fournit/);
  await parcours.continuer();
  await titre(page, /Vérifiez/);
  assert.match(await texte(page), /Opérateur MSSanté Un opérateur nous fournit/);
  // A contract asks which card is held, and which certificates are in service; then back.
  await page.getByRole("link", { name: "Modifier : Contrat avec l’ANS" }).click();
  await titre(page, /déjà un contrat/);
  await parcours.choisir(/Oui, un contrat est en cours/, /^Non$/);
  await parcours.continuer();
  await titre(page, /Quelle carte le représentant légal/);
  await parcours.choisir(/Aucune carte/);
  await parcours.continuer();
  await titre(page, /Quels certificats/);
  await parcours.bouton("Aucun certificat en service");
  await titre(page, /Vérifiez/);
  await context.close();
});

test("« Modifier » under « Pourquoi ? » comes straight back to the plan", async () => {
  const { page, context, base, parcours } = await avec(complet("c16"));
  await allerA(page, `${base}/plan`, /plan/i);
  await page.locator(".acte-plan details.pourquoi:not(.detail) > summary").first().click();
  await page.locator(".acte-plan details.pourquoi:not(.detail)").first().getByRole("link", { name: /^Modifier : Contrat avec l’ANS/ }).first().click();
  await titre(page, /déjà un contrat/);
  await parcours.continuer();
  await titre(page, /plan/i);
  await context.close();
});

test("a change of mind hides answers; changing back restores them, and the same plan", async () => {
  const { page, context, base, parcours } = await avec(dossier("c02"));
  await allerA(page, `${base}/plan`, /plan/i);
  const before = await plan(page);
  await allerA(page, `${base}/question/representant`, /Qui signe/);
  await parcours.choisir(/Le directeur ou la directrice/);
  await parcours.continuer();
  await allerA(page, `${base}/verifier`, /Vérifiez/);
  await page.getByText("Réponses gardées, mais qui ne servent plus").click();
  assert.match(await texte(page), /Porteur de la CDE : Le représentant légal/);
  await allerA(page, `${base}/plan`, /plan/i);
  assert.notEqual(await plan(page), before);
  await allerA(page, `${base}/question/representant`, /Qui signe/);
  await parcours.choisir(/Le président ou la présidente/);
  await parcours.continuer();
  await allerA(page, `${base}/verifier`, /Vérifiez/);
  assert.doesNotMatch(await texte(page), /Il manque une réponse/);
  await allerA(page, `${base}/plan`, /plan/i);
  assert.equal(await plan(page), before);
  await context.close();
});

test("a downloaded dossier opened elsewhere gives the same plan, ticks and notes included", async () => {
  const { page, context, base } = await avec(dossier("c02"));
  await allerA(page, `${base}/plan`, /plan/i);
  await page.locator("#action-contrat summary", { hasText: "Suivi et détail" }).click();
  await page.getByRole("combobox", { name: /^Où en est-on : Signer le contrat/ }).selectOption("fait");
  const note = (page) => page.locator("#note-action-contrat");
  await note(page).fill("Parti le 2, recommandé n° 12");
  await note(page).blur();
  await enregistre(page);
  await page.locator("#action-contrat.fait").waitFor();
  await page.locator("#action-contrat summary", { hasText: "Suivi et détail" }).click();
  const before = await plan(page);
  const file = await telecharge(page, () => page.getByRole("button", { name: "Télécharger le dossier" }).click());
  assert.match(file.nom, /^jalons-association-horizons-\d{4}-\d\d-\d\d\.json$/);
  await context.close();

  const other = await avec(file.texte);
  await allerA(other.page, `${other.base}/plan`, /plan/i);
  assert.equal(await plan(other.page), before);
  assert.equal(await other.page.locator(".acte-plan.fait").count(), 1);
  assert.equal(await note(other.page).inputValue(), "Parti le 2, recommandé n° 12");
  await other.context.close();
});

// Storage that refuses.

for (const [how, fault] of REFUS) {
  test(`where storage ${how}: said at once, and the journey goes on to the file`, async () => {
    const { page, vu, context } = await ouvrir(browser, site.adresse, { avant: (page) => page.addInitScript(fault) });
    await sansRienGarder(page, complet("c16"), "stockage refusé");
    assert.deepEqual(vu.erreurs, []);
    await context.close();
  });
}

test("where storage is full: said, kept on the page, and saved once there is room", async () => {
  const avant = (page) => page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...args) {
      if (window.plein) throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
      return put.apply(this, args);
    };
  });
  const { page, context, base, parcours, id } = await avec(complet("c16"), { avant });
  await page.evaluate(() => { window.plein = true; });
  await allerA(page, `${base}/question/contrat`, /déjà un contrat/);
  await parcours.choisir(/Oui, un contrat est en cours/, /^Non$/);
  await parcours.continuer();
  await bandeau(page).filter({ hasText: "Il n’y a plus de place" }).waitFor();
  assert.equal(JSON.parse((await gardes(page))[id]).reponses.contrat, "aucun", "what was kept before stays");
  await page.evaluate(() => { window.plein = false; });
  await page.getByRole("button", { name: "Réessayer" }).click();
  await enregistre(page);
  assert.equal(JSON.parse((await gardes(page))[id]).reponses.contrat, "en-cours");
  assert.equal(await page.getByText("Il n’y a plus de place").count(), 0);
  await context.close();
});

test("something unreadable in the store is kept as it is, offered for download, and never written over", async () => {
  const { page, context } = await avec(complet("c16"));
  const garbage = { "dossier-abime": "{\"jalons\":\"dossier\",\"schema\":1,\"repon", "dossier-futur": JSON.stringify(dossier("c02", {}, { schema: 99 })) };
  for (const [id, text] of Object.entries(garbage)) await garder(page, id, text);
  await page.goto(site.adresse);
  await page.reload();
  await prete(page);
  const rows = page.getByRole("listitem").filter({ hasText: "Dossier illisible" });
  await rows.first().waitFor();
  assert.equal(await rows.count(), 2);
  for (const [id, text] of Object.entries(garbage)) {
    await page.goto(`${site.adresse}#/${id}/plan`);
    await titre(page, "Ce dossier ne peut pas être lu");
    await axe(page, "dossier illisible");
    const file = await telecharge(page, () => page.getByRole("button", { name: "Télécharger ce qui est gardé" }).click());
    assert.equal(file.texte, text);
  }
  await page.getByRole("link", { name: "Revenir à l’accueil" }).click();
  await page.getByRole("button", { name: "Commencer un dossier" }).click();
  await new Parcours(page, { verifier: false }).cocher(/Déployer l’INSi/);
  await page.getByRole("button", { name: "Continuer" }).click();
  await enregistre(page);
  const kept = await gardes(page);
  for (const [id, text] of Object.entries(garbage)) assert.equal(kept[id], text, `${id} is as it was`);
  await context.close();
});

// Files.

const mauvais = [
  ["a photograph", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a]), /pas un texte lisible/],
  ["a text", "Bonjour", /abîmé ou incomplet/],
  ["an empty file", "", /abîmé ou incomplet|vide/],
  ["another JSON", { name: "jalons", version: "1.0.0" }, /pas un dossier Jalons/],
  ["a list", [], /pas un dossier Jalons/],
  ["a dossier cut short", JSON.stringify(dossier("c02")).slice(0, 700), /abîmé ou incomplet/],
  ["more than 5 MB", JSON.stringify(complet("c16", { denomination: "x".repeat(5_100_000) })), /trop grand/],
  ["a newer schema", complet("c16", {}, { schema: 2 }), /version plus récente/],
  ["no schema", complet("c16", {}, { schema: "1" }), /pas un dossier Jalons/],
];
test("files that are no dossier: each a sentence, nothing opened, nothing kept, and a right one opens after", async () => {
  const { page, vu, context } = await ouvrir(browser, site.adresse);
  for (const [what, contenu, sentence] of mauvais) {
    await choisirFichier(page, contenu);
    await page.getByRole("alert").filter({ hasText: sentence }).waitFor({ timeout: 5000 }).catch(() => assert.fail(`${what}: no ${sentence}`));
    assert.doesNotMatch(page.url(), /dossier-/, what);
  }
  await axe(page, "fichier refusé");
  assert.deepEqual(await gardes(page), {});
  await ouvrirDossier(page, complet("c16"));
  rienNeCloche(vu);
  await context.close();
});

test("unknown and impossible answers of a file are left out, said, and asked again; the rest is there", async () => {
  const strange = complet("c16", {
    contrat: "peut-etre", "couleur-preferee": "bleu", statut: ["21"], services: ["insi", "teleportation"],
    sites: [{ id: "site-1", "site-nom": "Le bon", "site-couleur": "vert" }, { id: "site-1", "site-nom": "Jumeau" }, "rien", { "site-nom": "Sans numéro" }],
  });
  const { page, context } = await ouvrir(browser, site.adresse);
  const base = await ouvrirDossier(page, strange);
  const notices = propre(await bandeau(page).filter({ hasText: "J’ai compris" }).innerText());
  for (const sentence of [/« Contrat avec l’ANS » n’a pas pu être relue/, /inconnue \(« couleur-preferee »\)/, /« Statut juridique »/, /« Services »/, /ligne de « Sites »/, /site-couleur/]) assert.match(notices, sentence);
  await axe(page, "réponses laissées de côté");
  await page.getByRole("button", { name: "J’ai compris" }).click();
  assert.equal(await page.getByText("n’a pas pu être relue").count(), 0);
  await allerA(page, `${base}/verifier`, /Vérifiez/);
  assert.match(await texte(page), /Il manque une réponse/);
  await allerA(page, `${base}/question/sites`, /Quels sont vos établissements/);
  assert.equal(await page.locator("ul.lignes > li").count(), 1);
  assert.match(await page.locator("ul.lignes > li").innerText(), /Le bon/);
  await context.close();
});

// Deleting.

for (const place of ["#/", "#/dossiers"]) {
  test(`a dossier that was left before it was written is in the list that is on the screen (${place})`, async () => {
    const { page, context } = await ouvrir(browser, site.adresse);
    await choisirFichier(page, dossier("c02"));
    // As who asks for an address by hand, at once.
    await page.waitForURL(/#\/dossier-/);
    await page.goto(`${site.adresse}${place}`);
    await page.locator("#app main").getByText("Association Horizons").first().waitFor({ timeout: 10_000 });
    assert.ok(page.url().endsWith(place));
    await context.close();
  });
}

test("a dossier is deleted after a second click, the others stay; then all of them", async () => {
  const { page, context } = await avec(dossier("c02"));
  await page.goto(site.adresse);
  await page.reload();
  await prete(page);
  await ouvrirDossier(page, dossier("c19"));
  await enregistre(page);
  assert.equal(Object.keys(await gardes(page)).length, 2);
  await allerA(page, "#/", /Ce que votre structure/);
  const horizons = page.getByRole("listitem").filter({ hasText: "Association Horizons" });
  await horizons.getByRole("button", { name: /^Supprimer/ }).click();
  await axe(page, "suppression à confirmer");
  await horizons.getByRole("button", { name: "Garder" }).click();
  assert.equal(Object.keys(await gardes(page)).length, 2, "« Garder » keeps");
  await horizons.getByRole("button", { name: /^Supprimer/ }).click();
  await page.waitForFunction(() => document.activeElement.textContent === "Garder", null, { timeout: 2_000 });
  await horizons.getByRole("button", { name: "Supprimer pour de bon" }).click();
  await horizons.waitFor({ state: "detached" });
  assert.equal(Object.keys(await gardes(page)).length, 1);
  await page.getByRole("button", { name: "Supprimer tous les dossiers" }).click();
  await page.getByRole("button", { name: "Tout supprimer" }).click();
  await page.getByText("Vos dossiers sur cet appareil").waitFor({ state: "detached" });
  assert.deepEqual(await gardes(page), {});
  await context.close();
});

test("« Ne rien garder sur cet appareil »: the whole journey, nothing in the store, and the dossier as a file", async () => {
  const { page, context } = await ouvrir(browser, site.adresse);
  await page.getByRole("checkbox", { name: /Ne rien garder sur cet appareil/ }).check();
  const base = await ouvrirDossier(page, complet("c16"));
  const parcours = new Parcours(page, { verifier: false });
  await allerA(page, `${base}/question/contrat`, /déjà un contrat/);
  await parcours.choisir(/Oui, un contrat est en cours/, /^Non$/);
  await parcours.continuer();
  assert.equal(await page.locator(".etat").innerText(), "Rien n’est gardé sur cet appareil");
  await page.waitForTimeout(300);
  assert.deepEqual(await gardes(page), {});
  // This tab alone remembers that nothing is to be kept.
  assert.deepEqual(await page.evaluate(() => [localStorage.length, ...Object.keys(sessionStorage)]), [0, "jalons:/un/sous-chemin/:ne-rien-garder"]);
  await allerA(page, `${base}/plan`, /plan/i);
  const file = await telecharge(page, () => page.getByRole("button", { name: "Télécharger le dossier" }).click());
  assert.equal(JSON.parse(file.texte).reponses.contrat, "en-cours");
  assert.deepEqual(await gardes(page), {});
  await context.close();
});

test("addresses that lead nowhere: said, and the way home", async () => {
  const { page, context } = await ouvrir(browser, site.adresse);
  for (const [hash, title] of [["#/nulle/part", "Cette page n’existe pas"], ["#/dossier-inconnu/plan", "Ce dossier n’est pas sur cet appareil"], ["#/dossier-inconnu/rien", "Cette page n’existe pas"]]) {
    await allerA(page, hash, title);
    assert.match(await page.title(), new RegExp(title));
  }
  await axe(page, "adresse inconnue");
  await page.getByRole("link", { name: "Revenir à l’accueil" }).click();
  await titre(page, /Ce que votre structure/);
  const base = await ouvrirDossier(page, complet("c16"));
  for (const place of ["question/rien", "question/sites/site-99"]) await allerA(page, `${base}/${place}`, /n’existe/);
  await context.close();
});


test("a file of a dossier that this device keeps, newer, opens beside it and writes over nothing", async () => {
  const { page, context, base, parcours } = await avec(complet("c16"));
  await allerA(page, `${base}/plan`, /plan/i);
  const old = await telecharge(page, () => page.getByRole("button", { name: "Télécharger le dossier" }).click());
  await allerA(page, `${base}/question/profil-representant`, /Qui signe/);
  await parcours.remplir(/Nom du représentant légal/, "Mme Alix Martin");
  await parcours.continuer();
  await enregistre(page);
  await allerA(page, "#/", /Ce que votre structure/);
  await choisirFichier(page, old.texte);
  await page.waitForTimeout(600);
  assert.match(Object.values(await gardes(page)).join("\n"), /Mme Alix Martin/, "months of work are not lost by opening an old file");
  await context.close();
});

test("something in the store that is not even a text is kept, shown as unreadable, and not said to be absent", async () => {
  const { page, context } = await avec(complet("c16"));
  await garder(page, "dossier-objet", { quelque: "chose" });
  await page.goto(`${site.adresse}#/dossier-objet/plan`);
  await titre(page, "Ce dossier ne peut pas être lu");
  await context.close();
});

test("« Ne rien garder sur cet appareil » also holds for a dossier that was kept before", async () => {
  const { page, context } = await avec(complet("c16"));
  await allerA(page, "#/", /Ce que votre structure/);
  await page.getByRole("checkbox", { name: /Ne rien garder sur cet appareil/ }).check();
  await page.waitForTimeout(300);
  // Either it is deleted, or the page says that what was kept before is still there.
  const said = await page.getByText(/restent|reste gardé|sont encore/).count();
  assert.ok(Object.keys(await gardes(page)).length === 0 || said > 0);
  await context.close();
});

test("« Modifier » comes straight back also when another question was already unanswered", async () => {
  const { page, context, base, parcours } = await avec(dossier("c16"));
  await allerA(page, `${base}/verifier`, /Vérifiez/);
  assert.match(await texte(page), /Il manque une réponse/);
  await page.getByRole("link", { name: "Modifier : Représentant légal professionnel de santé" }).click();
  await titre(page, /Qui signe/);
  await parcours.continuer();
  await titre(page, /Vérifiez/);
  await context.close();
});
