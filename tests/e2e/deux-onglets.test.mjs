// The same dossier in two tabs, and a dossier that is kept nowhere: what each side entered is put together, what both
// changed is asked, a deleted dossier stays deleted, and nothing that is only in memory is lost by an ordinary step.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { servir } from "./lib/serveur.mjs";
import { axe, lancer, ouvrir, prete, rienNeCloche } from "./lib/navigateur.mjs";
import { allerA, choisirFichier, dossier, enregistre, gardes, ouvrirDossier, Parcours, telecharge } from "./lib/parcours.mjs";

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

const titre = (page, nom) => page.getByRole("heading", { level: 1, name: nom }).waitFor({ timeout: 5000 });
const bandeau = (page, texte) => page.locator("#app .bandeau").filter({ hasText: texte });
const kept = async (page, id) => JSON.parse((await gardes(page))[id] ?? "null");
const pret = (page, id, comment) => attendre(async () => comment(await kept(page, id)), true);

/** Waits until what is read is as it should be. */
async function attendre(lire, voulu) {
  let seen;
  for (let step = 0; step < 60; step += 1) {
    seen = await lire();
    if (JSON.stringify(seen) === JSON.stringify(voulu)) return;
    await new Promise((done) => { setTimeout(done, 50); });
  }
  assert.deepEqual(seen, voulu);
}

/** The same dossier open in two tabs of one profile. `sourd`: the second one hears nothing of the first. */
async function deuxOnglets({ sourd = false } = {}) {
  const opened = await ouvrir(browser, site.adresse);
  const base = await ouvrirDossier(opened.page, dossier("c16", { statut: "21", denomination: "EHPAD" }));
  await enregistre(opened.page);
  const other = await opened.context.newPage();
  if (sourd) await other.addInitScript(() => { delete window.BroadcastChannel; });
  await other.goto(`${base}/question/contrat`);
  await prete(other);
  await titre(other, /déjà un contrat/);
  const [here, there] = [opened.page, other].map((page) => new Parcours(page, { verifier: false }));
  return { ...opened, base, other, here, there, id: base.slice(base.indexOf("dossier-")) };
}

test("each tab answers another question: both answers are kept, both tabs show them, nothing is asked", async () => {
  const { page, other, here, there, base, id, context, vu } = await deuxOnglets();
  await allerA(page, `${base}/question/profil-representant`, /Qui signe/);
  await here.remplir(/Nom du représentant légal/, "Mme Alix Martin");
  await pret(page, id, (one) => one.reponses["rl-nom"] === "Mme Alix Martin");
  await there.choisir(/Oui, un contrat est en cours/);
  await pret(page, id, (one) => one.reponses.contrat === "en-cours" && one.reponses["rl-nom"] === "Mme Alix Martin");
  await allerA(other, `${base}/question/profil-representant`, /Qui signe/);
  assert.equal(await other.getByLabel(/Nom du représentant légal/).inputValue(), "Mme Alix Martin");
  await allerA(page, `${base}/question/contrat`, /déjà un contrat/);
  assert.equal(await page.getByRole("radio", { name: /Oui, un contrat/ }).isChecked(), true);
  assert.equal(await page.locator(".bandeau").count() + await other.locator(".bandeau").count(), 0);
  rienNeCloche(vu);
  await context.close();
});

test("a tab that hears nothing writes over nothing", async () => {
  const { page, other, here, there, base, id, context } = await deuxOnglets({ sourd: true });
  await allerA(page, `${base}/question/profil-representant`, /Qui signe/);
  await here.remplir(/Nom du représentant légal/, "Mme Alix Martin");
  await pret(page, id, (one) => one.reponses["rl-nom"] === "Mme Alix Martin");
  await there.choisir(/Oui, un contrat est en cours/);
  await pret(page, id, (one) => one.reponses.contrat === "en-cours" && one.reponses["rl-nom"] === "Mme Alix Martin");
  await context.close();
  assert.ok(other);
});

test("the question that is shown follows the other tab, until it is answered here", async () => {
  const { page, other, here, id, base, context } = await deuxOnglets();
  await allerA(page, `${base}/question/contrat`, /déjà un contrat/);
  await here.choisir(/Oui, un contrat est en cours/);
  await pret(page, id, (one) => one.reponses.contrat === "en-cours");
  await attendre(() => other.getByRole("radio", { name: /Oui, un contrat/ }).isChecked(), true);
  await context.close();
});

test("both tabs change one answer without hearing each other: it is asked, where one works, and the choice is kept", async () => {
  for (const [button, wanted] of [[/^Prendre « Oui/, "en-cours"], [/^Garder « /, "inconnu"]]) {
    const { page, other, here, there, base, id, context } = await deuxOnglets({ sourd: true });
    await allerA(page, `${base}/question/contrat`, /déjà un contrat/);
    await here.choisir(/Oui, un contrat est en cours/);
    await pret(page, id, (one) => one.reponses.contrat === "en-cours");
    await there.choisir(/Je ne sais pas/);
    const asked = bandeau(other, "dans un autre onglet");
    await asked.waitFor();
    await axe(other, "deux réponses");
    await other.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    assert.equal(await asked.isVisible(), true);
    const box = await asked.boundingBox();
    assert.ok(box.y >= 0 && box.y < 600, `at ${box.y}: seen wherever one works`);
    await asked.getByRole("button", { name: button }).click();
    await asked.waitFor({ state: "detached" });
    await pret(page, id, (one) => one.reponses.contrat === wanted);
    await titre(other, /déjà un contrat/);
    await context.close();
  }
});

test("notes taken in two tabs are both kept", async () => {
  const { page, other, base, id, context } = await deuxOnglets({ sourd: true });
  for (const [tab, note] of [[page, "appelé lundi"], [other, "posté mardi"]]) {
    await allerA(tab, `${base}/plan`, /plan/i);
    await tab.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
    await tab.getByRole("textbox", { name: /^Note : Signer le contrat/ }).fill(note);
    await tab.waitForTimeout(200);
  }
  await pret(page, id, (one) => /appelé lundi/.test(JSON.stringify(one.suivi)) && /posté mardi/.test(JSON.stringify(one.suivi)));
  await context.close();
});

test("a dossier deleted in one tab stays deleted: the other says so, keeps nothing more, and can keep it again", async () => {
  const { page, other, there, id, context } = await deuxOnglets();
  await allerA(page, "#/", /Ce que votre structure/);
  await page.getByRole("button", { name: "Supprimer tous les dossiers" }).click();
  await page.getByRole("button", { name: "Tout supprimer" }).click();
  await bandeau(other, "a été supprimé de cet appareil").waitFor();
  assert.equal(await other.locator(".etat").innerText(), "Non enregistré");
  await there.choisir(/Oui, un contrat est en cours/);
  await other.waitForTimeout(500);
  assert.deepEqual(await gardes(page), {}, "a key in another tab brings nothing back");
  await axe(other, "supprimé ailleurs");
  const file = await telecharge(other, () => other.getByRole("button", { name: "Télécharger mon dossier" }).click());
  assert.equal(JSON.parse(file.texte).reponses.contrat, "en-cours");
  await other.getByRole("button", { name: "Le garder quand même" }).click();
  await pret(page, id, (one) => one?.reponses.contrat === "en-cours");
  await context.close();
});

// Kept nowhere: what would replace it asks first.

const remplacer = {
  "another dossier is started": (page) => page.getByRole("button", { name: "Commencer un dossier" }).click(),
  "a file is opened": (page) => choisirFichier(page, dossier("c19")),
  "another address is followed": (page) => page.evaluate(() => { location.hash = "#/dossier-inconnu/plan"; }),
};
for (const [what, act] of Object.entries(remplacer)) {
  test(`« Ne rien garder », then ${what}: asked first, and each answer does what it says`, async () => {
    const { page, context } = await ouvrir(browser, site.adresse);
    await page.getByRole("checkbox", { name: /Ne rien garder sur cet appareil/ }).check();
    const base = await ouvrirDossier(page, dossier("c16", { statut: "21" }));
    await allerA(page, `${base}/question/contrat`, /déjà un contrat/);
    await new Parcours(page, { verifier: false }).choisir(/Oui, un contrat est en cours/);
    await allerA(page, "#/", /Ce que votre structure/);
    await act(page);
    const asked = page.getByRole("alertdialog");
    await asked.waitFor();
    await page.waitForFunction(() => document.activeElement.getAttribute("role") === "alertdialog");
    await axe(page, "avant de remplacer");
    await asked.getByRole("button", { name: "Revenir au dossier" }).click();
    await asked.waitFor({ state: "detached" });
    await allerA(page, `${base}/question/contrat`, /déjà un contrat/);
    assert.equal(await page.getByRole("radio", { name: /Oui, un contrat/ }).isChecked(), true, "it is as it was");
    await allerA(page, "#/", /Ce que votre structure/);
    await act(page);
    const file = await telecharge(page, () => asked.getByRole("button", { name: "Le télécharger, puis continuer" }).click());
    assert.equal(JSON.parse(file.texte).reponses.contrat, "en-cours");
    await asked.waitFor({ state: "detached" });
    await page.waitForFunction((old) => location.href.includes("dossier-") && !location.href.startsWith(old), base);
    await context.close();
  });
}

test("the store is full: the same dossier, left and taken up again, is as it was on the screen", async () => {
  const avant = (page) => page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...args) {
      if (window.plein) throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
      return put.apply(this, args);
    };
  });
  const { page, context } = await ouvrir(browser, site.adresse, { avant });
  const base = await ouvrirDossier(page, dossier("c16", { statut: "21" }));
  await enregistre(page);
  await page.evaluate(() => { window.plein = true; });
  await allerA(page, `${base}/question/contrat`, /déjà un contrat/);
  await new Parcours(page, { verifier: false }).choisir(/Oui, un contrat est en cours/);
  await bandeau(page, "Il n’y a plus de place").waitFor();
  await allerA(page, "#/", /Ce que votre structure/);
  await page.getByRole("listitem").filter({ hasText: /actions? faites?/ }).getByRole("link").click();
  await page.waitForFunction(() => location.href.includes("dossier-"));
  await allerA(page, `${base}/question/contrat`, /déjà un contrat/);
  assert.equal(await page.getByRole("radio", { name: /Oui, un contrat/ }).isChecked(), true);
  assert.equal(await page.locator(".etat").innerText(), "Non enregistré");
  // Room again, and the page is looked at again: it is kept without a click.
  await page.evaluate(() => { window.plein = false; window.dispatchEvent(new Event("focus")); });
  await enregistre(page);
  await context.close();
});

test("an untouched new dossier survives a reload", async () => {
  const { page, context } = await ouvrir(browser, site.adresse);
  await page.getByRole("button", { name: "Commencer un dossier" }).click();
  await titre(page, /Que voulez-vous faire/);
  await page.reload();
  await prete(page);
  await titre(page, /Que voulez-vous faire/);
  await context.close();
});

test("a text is whole when the page is closed in the middle of it", async () => {
  const { page, context } = await ouvrir(browser, site.adresse);
  const base = await ouvrirDossier(page, dossier("c16", { statut: "21", denomination: "EHPAD" }));
  await enregistre(page);
  await allerA(page, `${base}/question/identite`, /votre structure/);
  await page.getByLabel(/^Nom de la structure/).click();
  await page.keyboard.press("End");
  await page.keyboard.type(" DU LAC");
  await page.close({ runBeforeUnload: true });
  const again = await context.newPage();
  await again.goto(`${base}/question/identite`);
  await prete(again);
  await titre(again, /votre structure/);
  await attendre(() => again.getByLabel(/^Nom de la structure/).inputValue(), "EHPAD DU LAC");
  await context.close();
});

test("what was being typed when a page was closed is in the lists, the files and the archives that another page makes, unopened", async () => {
  const { page, context } = await ouvrir(browser, site.adresse);
  const base = await ouvrirDossier(page, dossier("c16", { statut: "21", denomination: "EHPAD" }));
  const id = base.slice(base.indexOf("dossier-"));
  await enregistre(page);
  const typed = async (tab, words) => {
    await allerA(tab, `${base}/question/identite`, /votre structure/);
    await tab.getByLabel(/^Nom de la structure/).click();
    await tab.keyboard.press("End");
    await tab.keyboard.type(words);
    await tab.close({ runBeforeUnload: true });
  };
  const written = (tab) => tab.evaluate(() => Object.keys(localStorage).filter((name) => /:dernier\//.test(name)).length);
  // At the start of another page, then when one comes back to it.
  const next = await context.newPage();
  await typed(page, " DU LAC");
  await next.goto(site.adresse);
  await prete(next);
  await attendre(async () => JSON.parse((await gardes(next))[id]).reponses.denomination, "EHPAD DU LAC");
  await attendre(() => written(next), 0);
  await next.getByRole("link", { name: /EHPAD DU LAC/ }).first().waitFor();
  const other = await context.newPage();
  await other.goto(base);
  await prete(other);
  await typed(other, " BLEU");
  // The browser may have come back to it by itself.
  await attendre(async () => (await written(next)) === 1 || /DU LAC BLEU/.test((await gardes(next))[id]), true);
  await next.evaluate(() => { dispatchEvent(new Event("pageshow")); document.dispatchEvent(new Event("visibilitychange")); });
  await attendre(async () => JSON.parse((await gardes(next))[id]).reponses.denomination, "EHPAD DU LAC BLEU");
  await next.getByRole("link", { name: /EHPAD DU LAC BLEU/ }).first().waitFor();
  await context.close();
});

test("a store that does not answer now is not a dossier that is absent: said, tried again, and found", async () => {
  const avant = (page) => page.addInitScript(() => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...args) {
      if (sessionStorage.getItem("coupe") === "oui") throw new DOMException("cut", "UnknownError");
      return open.apply(this, args);
    };
  });
  const { page, context } = await ouvrir(browser, site.adresse, { avant });
  const base = await ouvrirDossier(page, dossier("c16", { statut: "21" }));
  await enregistre(page);
  await page.evaluate(() => { sessionStorage.setItem("coupe", "oui"); });
  await page.goto(`${base}/plan`);
  await page.reload();
  await titre(page, /ne peut pas être lu pour l’instant/);
  assert.equal(await page.getByRole("button", { name: "Télécharger mon dossier" }).count(), 0, "an empty dossier is never offered");
  await axe(page, "pas lu pour l’instant");
  await page.evaluate(() => { sessionStorage.removeItem("coupe"); });
  await page.getByRole("button", { name: "Réessayer" }).click();
  await titre(page, /plan/i);
  await context.close();
});

// The keyboard stays in a field while another tab changes what it holds.

/** The note of the contract, in the plan of a tab. */
async function laNote(tab, base) {
  await allerA(tab, `${base}/plan`, /plan/i);
  await tab.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  const field = tab.getByRole("textbox", { name: /^Note : Signer le contrat/ });
  await field.waitFor();
  return field;
}
const note = (one) => Object.values(one?.suivi ?? {}).map((noted) => noted.note ?? "").join("");
const nom = (tab) => tab.getByLabel(/^Nom de la structure/);

test("a note that was typed, and is left after another tab changed it, takes nothing back; typed further, both stay, once", async () => {
  const { page, other, base, id, context } = await deuxOnglets();
  const [here, there] = [await laNote(page, base), await laNote(other, base)];
  await there.click();
  await other.keyboard.type("appelé");
  await attendre(() => here.inputValue(), "appelé");
  await here.fill("appelé lundi");
  await here.blur();
  await pret(page, id, (one) => note(one) === "appelé lundi");
  // What is drawn for paper follows, even where the keyboard is.
  await attendre(() => there.evaluate((area) => area.nextElementSibling.textContent), "appelé lundi");
  assert.equal(await there.inputValue(), "appelé", "never written back under the hand");
  await there.blur();
  await attendre(() => there.inputValue(), "appelé lundi");
  await other.waitForTimeout(400);
  assert.equal(note(await kept(page, id)), "appelé lundi");

  await there.click();
  await other.keyboard.press("End");
  await here.fill("posté mardi");
  await here.blur();
  await attendre(() => there.evaluate((area) => area.nextElementSibling.textContent), "posté mardi");
  await other.keyboard.type(" 12 h");
  await pret(page, id, (one) => note(one) === "appelé lundi 12 h\u00a0; posté mardi");
  await there.blur();
  await attendre(() => there.inputValue(), "appelé lundi 12 h\u00a0; posté mardi");
  await attendre(() => here.inputValue(), "appelé lundi 12 h\u00a0; posté mardi");
  await context.close();
});

/** Both tabs on the question of the name, the keyboard in the second one's field. */
async function deuxNoms() {
  const opened = await deuxOnglets();
  for (const tab of [opened.page, opened.other]) await allerA(tab, `${opened.base}/question/identite`, /votre structure/);
  await nom(opened.other).click();
  return opened;
}
/** The first tab gives another name, which the second one has heard of. */
async function autreNom({ page, other, id }, name) {
  await nom(page).fill(name);
  await nom(page).blur();
  await pret(page, id, (one) => one.reponses.denomination === name);
  await attendre(() => other.locator(".barre .dossier").innerText(), name);
}

test("a text that is only looked at follows the other tab, and « Continuer » puts nothing old back", async () => {
  const opened = await deuxNoms();
  await autreNom(opened, "EHPAD du Lac");
  await attendre(() => nom(opened.other).inputValue(), "EHPAD du Lac");
  await opened.other.keyboard.press("Enter");
  await opened.other.waitForTimeout(500);
  assert.equal((await kept(opened.page, opened.id)).reponses.denomination, "EHPAD du Lac");
  await opened.context.close();
});

for (const [how, leave] of [["left", (tab) => nom(tab).blur()], ["sent by « Entrée »", (tab) => tab.keyboard.press("Enter")], ["left by « Continuer »", (tab) => tab.getByRole("button", { name: "Continuer" }).click()]]) {
  test(`a text that was typed, then changed by another tab, takes nothing back when it is ${how}`, async () => {
    const opened = await deuxNoms();
    await opened.other.keyboard.press("End");
    await opened.other.keyboard.type(" A");
    await attendre(async () => / A$/.test((await kept(opened.page, opened.id)).reponses.denomination), true);
    await autreNom(opened, "EHPAD du Lac");
    await leave(opened.other);
    await opened.other.waitForTimeout(600);
    assert.equal((await kept(opened.page, opened.id)).reponses.denomination, "EHPAD du Lac");
    await opened.context.close();
  });
}

test("a text that is typed further over the answer of another tab is asked: none is lost unsaid", async () => {
  const opened = await deuxNoms();
  const { page, other, id } = opened;
  await other.keyboard.press("End");
  await other.keyboard.type(" A");
  await attendre(async () => / A$/.test((await kept(page, id)).reponses.denomination), true);
  await autreNom(opened, "EHPAD du Lac");
  await other.keyboard.type("B");
  const asked = bandeau(other, "dans un autre onglet");
  await asked.getByRole("button", { name: /^Garder « .* AB »/ }).waitFor();
  await axe(other, "un nom tapé par-dessus");
  await asked.getByRole("button", { name: "Prendre « EHPAD du Lac »" }).click();
  await pret(page, id, (one) => one.reponses.denomination === "EHPAD du Lac");
  await opened.context.close();
});

test("a disagreement that nobody settled is asked again after a reload, and no longer once it is settled", async () => {
  const { page, other, here, there, base, id, context } = await deuxOnglets({ sourd: true });
  await allerA(page, `${base}/question/contrat`, /déjà un contrat/);
  await here.choisir(/Oui, un contrat est en cours/);
  await pret(page, id, (one) => one.reponses.contrat === "en-cours");
  await there.choisir(/Je ne sais pas/);
  await bandeau(other, "dans un autre onglet").waitFor();
  await pret(page, id, (one) => one.reponses.contrat === "inconnu");
  await other.reload();
  await prete(other);
  await bandeau(other, "dans un autre onglet").getByRole("button", { name: /^Prendre « Oui/ }).click();
  await pret(page, id, (one) => one.reponses.contrat === "en-cours");
  await other.reload();
  await prete(other);
  await titre(other, /déjà un contrat/);
  assert.equal(await bandeau(other, "dans un autre onglet").count(), 0);
  assert.deepEqual(await other.evaluate(() => Object.keys(localStorage).filter((name) => /desaccords/.test(name))), []);
  await context.close();
});

test("a deletion that is undone is said in the other tab too, which keeps again what is entered", async () => {
  const { page, other, there, id, context } = await deuxOnglets();
  await allerA(page, "#/dossiers", /dossiers/i);
  await page.locator("#feuille .ligne").getByRole("button", { name: /^Supprimer/ }).click();
  await bandeau(other, "a été supprimé de cet appareil").waitFor();
  await there.choisir(/Oui, un contrat est en cours/);
  await page.getByRole("button", { name: "Annuler" }).click();
  await bandeau(other, "a été supprimé de cet appareil").waitFor({ state: "detached" });
  await pret(page, id, (one) => one?.reponses.contrat === "en-cours");
  await there.choisir(/Je ne sais pas/);
  await pret(page, id, (one) => one?.reponses.contrat === "inconnu");
  await context.close();
});

test("a dossier that was started here, kept, then deleted is said to be gone by « back » and by a reload: no empty one takes its place", async () => {
  const { page, context } = await ouvrir(browser, site.adresse);
  await page.getByRole("button", { name: "Commencer un dossier" }).click();
  await page.getByRole("checkbox", { name: /Déployer l’INSi/ }).check();
  await enregistre(page);
  await allerA(page, "#/", /Ce que votre structure/);
  await page.getByRole("button", { name: "Supprimer tous les dossiers" }).click();
  await page.getByRole("button", { name: "Tout supprimer" }).click();
  await attendre(() => gardes(page), {});
  await page.goBack();
  await titre(page, "Ce dossier n’est pas sur cet appareil");
  await page.reload();
  await prete(page);
  await titre(page, "Ce dossier n’est pas sur cet appareil");
  await context.close();
});

// Last words: what is written down when a page is closed in the middle of a writing.

/** From now on the store of the page never answers. */
const muet = (page) => page.evaluate(() => {
  const handler = { writable: true, value: null };
  const own = { error: { value: null }, result: { value: undefined }, onerror: handler, onsuccess: handler, onupgradeneeded: handler, onblocked: handler };
  IDBFactory.prototype.open = () => Object.defineProperties(Object.setPrototypeOf(new EventTarget(), IDBOpenDBRequest.prototype), own);
});

/** The tab is closed: it hears of it, and nothing that waits comes after. */
async function fermer(tab) {
  await tab.evaluate(() => { window.dispatchEvent(new PageTransitionEvent("pagehide")); });
  await tab.close();
}

test("last words are of the page, by whichever address it was opened, and never beat what was answered since", async () => {
  const { page, context } = await ouvrir(browser, `${site.adresse}index.html`);
  const base = await ouvrirDossier(page, dossier("c16", { statut: "21", denomination: "EHPAD" }));
  await enregistre(page);
  const place = base.slice(base.indexOf("#"));
  await allerA(page, `${base}/question/identite`, /votre structure/);
  await muet(page);
  await nom(page).fill("EHPAD ancien");
  await fermer(page);
  const again = async (address) => {
    const tab = await context.newPage();
    await tab.goto(`${address}${place}/question/identite`);
    await prete(tab);
    await titre(tab, /votre structure/);
    return tab;
  };
  const next = await again(site.adresse);
  await attendre(() => nom(next).inputValue(), "EHPAD ancien");
  await nom(next).fill("EHPAD nouveau");
  await nom(next).blur();
  await pret(next, base.slice(base.indexOf("dossier-")), (one) => one.reponses.denomination === "EHPAD nouveau");
  await next.close();
  const last = await again(`${site.adresse}index.html`);
  await last.waitForTimeout(300);
  assert.equal(await nom(last).inputValue(), "EHPAD nouveau");
  assert.equal(await last.locator(".bandeau").count(), 0);
  await context.close();
});

test("last words of a tab and a newer answer of another one: the newer one stands, the other one is asked", async () => {
  const { page, other, base, id, context } = await deuxOnglets({ sourd: true });
  for (const tab of [page, other]) await allerA(tab, `${base}/question/identite`, /votre structure/);
  await muet(other);
  await nom(other).fill("EHPAD fermé");
  await other.waitForTimeout(50);
  await fermer(other);
  await nom(page).fill("EHPAD ouvert");
  await nom(page).blur();
  await pret(page, id, (one) => one.reponses.denomination === "EHPAD ouvert");
  await page.reload();
  await prete(page);
  await titre(page, /votre structure/);
  assert.equal(await nom(page).inputValue(), "EHPAD ouvert");
  await bandeau(page, "dans un autre onglet").getByRole("button", { name: "Prendre « EHPAD fermé »" }).click();
  await pret(page, id, (one) => one.reponses.denomination === "EHPAD fermé");
  await context.close();
});

test("a writing that the device says too late is this tab’s own: nothing is asked, no row is made twice", async () => {
  const avant = (page) => page.addInitScript(() => {
    const { get, set } = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "oncomplete");
    Object.defineProperty(IDBTransaction.prototype, "oncomplete", {
      configurable: true, get,
      // It is complete, and who waits never hears of it.
      set(heard) { set.call(this, window.lent && this.mode === "readwrite" ? () => {} : heard); },
    });
  });
  const { page, context } = await ouvrir(browser, site.adresse, { avant });
  const base = await ouvrirDossier(page, dossier("c16", { statut: "21", denomination: "EHPAD" }));
  await enregistre(page);
  const id = base.slice(base.indexOf("dossier-"));
  await allerA(page, `${base}/question/sites/nouveau`, /Quel est ce site/);
  await page.evaluate(() => { window.lent = true; });
  await page.getByLabel(/^Nom du site/).fill("Site du Lac");
  await page.locator(".etat", { hasText: "Non enregistré" }).waitFor({ timeout: 15_000 });
  await page.evaluate(() => { window.lent = false; });
  await page.getByLabel(/^Nom du site/).fill("Site du Lac et du Bois");
  await enregistre(page);
  const sites = (await kept(page, id)).reponses.sites.map((row) => row["site-nom"]).filter((name) => /Lac/.test(name));
  assert.deepEqual(sites, ["Site du Lac et du Bois"]);
  assert.equal(await page.locator("#app .bandeau").count(), 0);
  await context.close();
});

// Closing the tab: the browser asks first when what was answered is nowhere else.

/** Closes the tab as its user does. What the browser asks before, which is told to stay or to go; nothing when the tab just closes. */
async function fermerEnUsager(tab, rester = false) {
  // None: the tab is gone before anything is asked.
  const asked = tab.waitForEvent("dialog").catch(() => null);
  const gone = rester ? null : tab.waitForEvent("close");
  await tab.close({ runBeforeUnload: true });
  const dialog = await asked;
  await (rester ? dialog?.dismiss() : dialog?.accept());
  await gone;
  return dialog?.type() ?? "";
}

/** A dossier of which an answer was just given, with the mouse: a browser asks nothing of who did nothing. */
async function repondu(page) {
  const base = await ouvrirDossier(page, dossier("c16", { statut: "21" }));
  await allerA(page, `${base}/question/contrat`, /déjà un contrat/);
  await new Parcours(page, { verifier: false }).choisir(/Oui, un contrat est en cours/);
  return base;
}

const nullePart = {
  "« Ne rien garder » was chosen": {
    avant: () => {},
    prepare: (page) => page.getByRole("checkbox", { name: /Ne rien garder sur cet appareil/ }).check(),
    etat: "Rien n’est gardé sur cet appareil",
  },
  "this device refuses to store": {
    avant: (page) => page.addInitScript(() => { IDBFactory.prototype.open = () => { throw new DOMException("denied", "SecurityError"); }; }),
    prepare: () => {},
    etat: "Non enregistré",
  },
  "there is no room left": {
    avant: (page) => page.addInitScript(() => { IDBObjectStore.prototype.put = () => { throw new DOMException("The quota has been exceeded.", "QuotaExceededError"); }; }),
    prepare: () => {},
    etat: "Non enregistré",
  },
};
for (const [why, { avant, prepare, etat }] of Object.entries(nullePart)) {
  test(`the tab is closed, and ${why}: the browser asks first; who stays finds the answers as they were`, async () => {
    const { page, context } = await ouvrir(browser, site.adresse, { avant });
    await prepare(page);
    await repondu(page);
    await page.locator(".etat", { hasText: etat }).waitFor();
    assert.equal(await fermerEnUsager(page, true), "beforeunload");
    assert.equal(await page.getByRole("radio", { name: /Oui, un contrat/ }).isChecked(), true);
    assert.equal(await page.locator(".etat").innerText(), etat);
    assert.equal(await fermerEnUsager(page), "beforeunload", "asked again");
    assert.equal(page.isClosed(), true);
    await context.close();
  });
}

test("a dossier that another tab deleted is asked about before its tab is closed, until it is kept again", async () => {
  const { page, other, there, id, context } = await deuxOnglets();
  await there.choisir(/Oui, un contrat est en cours/);
  await pret(page, id, (one) => one.reponses.contrat === "en-cours");
  await allerA(page, "#/", /Ce que votre structure/);
  await page.getByRole("button", { name: "Supprimer tous les dossiers" }).click();
  await page.getByRole("button", { name: "Tout supprimer" }).click();
  await bandeau(other, "a été supprimé de cet appareil").waitFor();
  assert.equal(await fermerEnUsager(other, true), "beforeunload");
  await other.getByRole("button", { name: "Le garder quand même" }).click();
  await enregistre(other);
  assert.equal(await fermerEnUsager(other), "");
  await context.close();
});

test("the tab is closed, and all is saved, or nothing was entered: it closes at once, nothing is asked", async () => {
  const saved = await ouvrir(browser, site.adresse);
  await repondu(saved.page);
  await enregistre(saved.page);
  assert.equal(await fermerEnUsager(saved.page), "", "saved");
  await saved.context.close();

  const empty = await ouvrir(browser, site.adresse);
  await empty.page.getByRole("checkbox", { name: /Ne rien garder sur cet appareil/ }).check();
  await empty.page.getByRole("button", { name: "Commencer un dossier" }).click();
  await titre(empty.page, /Que voulez-vous faire/);
  assert.equal(await fermerEnUsager(empty.page), "", "nothing was entered");
  await empty.context.close();
});

test("the tab is closed in the middle of the first text, and nothing is kept: the browser asks first, and the text is still there", async () => {
  const { page, context } = await ouvrir(browser, site.adresse);
  await page.getByRole("checkbox", { name: /Ne rien garder sur cet appareil/ }).check();
  await page.getByRole("button", { name: "Commencer un dossier" }).click();
  await titre(page, /Que voulez-vous faire/);
  await allerA(page, `${page.url().match(/#\/dossier-[^/]+/)[0]}/question/identite`, /votre structure/);
  await nom(page).click();
  await page.keyboard.type("EHPAD DU LAC");
  assert.equal(await fermerEnUsager(page, true), "beforeunload");
  assert.equal(await nom(page).inputValue(), "EHPAD DU LAC");
  await page.locator(".barre .dossier", { hasText: "EHPAD DU LAC" }).waitFor();
  // Of a text that is only added to as well.
  await page.keyboard.press("End");
  await page.keyboard.type(" SUD");
  assert.equal(await fermerEnUsager(page, true), "beforeunload");
  assert.equal(await nom(page).inputValue(), "EHPAD DU LAC SUD");
  await context.close();
});
