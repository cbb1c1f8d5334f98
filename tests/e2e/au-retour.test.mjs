// A device that sleeps, a store that does not answer, a file that is dropped or chosen again, a shelf of many dossiers: what
// the months of a plan bring.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { servir } from "./lib/serveur.mjs";
import { axe, lancer, ouvrir, prete, rienNeCloche, tientEnLargeur } from "./lib/navigateur.mjs";
import { allerA, dossier, enregistre, garder, gardes, ouvrirDossier, pageDe } from "./lib/parcours.mjs";
import { lignesDeJeNeSaisPas } from "./lib/mesures.mjs";

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

/** A page whose store is cut, now or later, by `window.coupe`: "erreur" refuses, "muet" never answers. */
const coupable = (depuis = "") => (page) => page.addInitScript((depuis) => {
  window.coupe = depuis;
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...args) {
    if (window.coupe === "erreur") throw new DOMException("Connection to Indexed Database server lost. Refresh the page to try again", "UnknownError");
    if (window.coupe !== "muet") return open.apply(this, args);
    const handler = { writable: true, value: null };
    return Object.defineProperties(Object.setPrototypeOf(new EventTarget(), IDBOpenDBRequest.prototype), { error: { value: null }, result: { value: undefined }, onerror: handler, onsuccess: handler, onupgradeneeded: handler, onblocked: handler });
  };
}, depuis);
const regarde = (page) => page.evaluate(() => { window.dispatchEvent(new Event("focus")); });
const nonEnregistre = (page, timeout) => page.locator(".etat", { hasText: /^Non enregistré/ }).waitFor({ timeout });

test("the browser is asked once to keep what is stored, after the first thing that is kept; its answer is told, and Safari’s seven days", async () => {
  for (const [answer, told] of [[true, /jusqu’à ce que vous les supprimiez/], [false, /Safari les efface après sept jours sans visite/]]) {
    const avant = (page) => page.addInitScript((answer) => {
      window.demandes = 0;
      StorageManager.prototype.persist = async () => { window.demandes += 1; return answer; };
      StorageManager.prototype.persisted = async () => answer && window.demandes > 0;
    }, answer);
    const { page, context } = await ouvrir(browser, site.adresse, { avant });
    const asked = () => page.evaluate(() => window.demandes);
    assert.equal(await asked(), 0, "nothing is kept yet");
    const base = await ouvrirDossier(page, dossier("c16", { statut: "21" }));
    await enregistre(page);
    await page.waitForFunction(() => window.demandes === 1);
    await pageDe(page, base, "question/contrat");
    await page.getByRole("radio", { name: /Oui, un contrat est en cours/ }).check();
    await page.waitForTimeout(300);
    assert.equal(await asked(), 1, "once");
    await allerA(page, "#/", /Ce que votre structure/);
    await page.getByText(told).waitFor();
    await context.close();
  }
});

test("a page that slept for days is of the day when it is looked at again: what it shows, and the name of its files", async () => {
  const { page, context } = await ouvrir(browser, site.adresse, { timezoneId: "Europe/Paris", avant: (page) => page.clock.setFixedTime(new Date("2026-11-23T17:00:00")) });
  const base = await ouvrirDossier(page, dossier("c01"));
  await enregistre(page);
  await pageDe(page, base, "plan");
  const daySaid = (day) => page.locator("#feuille .legende").filter({ hasText: day }).first().waitFor();
  await daySaid(/23\s*novembre/);
  await page.clock.setFixedTime(new Date("2026-12-08T08:30:00"));
  await regarde(page);
  await daySaid(/8\s*décembre/);
  await pageDe(page, base, "fichiers");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /Calendrier \(ICS\)/ }).click()]);
  assert.match(file.suggestedFilename(), /2026-12-08/);
  await context.close();
});

test("on a desk that nobody leaves, the day is another one after midnight", async () => {
  const { page, context } = await ouvrir(browser, site.adresse, { timezoneId: "Europe/Paris", avant: (page) => page.clock.install({ time: new Date("2026-11-29T22:58:30Z") }) });
  const base = await ouvrirDossier(page, dossier("c01"));
  await enregistre(page);
  await pageDe(page, base, "plan");
  const daySaid = (day) => page.locator("#feuille .legende").filter({ hasText: day }).first().waitFor();
  await daySaid(/29\s*novembre/);
  await page.clock.fastForward("03:00");
  await daySaid(/30\s*novembre/);
  await context.close();
});

test("the welcome page asks for a copy of what changed for seven days, where the browser promised nothing", async () => {
  for (const promise of [false, true]) {
    const avant = async (page) => {
      await page.clock.setFixedTime(new Date("2026-11-23T17:00:00"));
      await page.addInitScript((promise) => {
        StorageManager.prototype.persist = StorageManager.prototype.persisted = async () => promise;
      }, promise);
    };
    const { page, context } = await ouvrir(browser, site.adresse, { avant });
    const base = await ouvrirDossier(page, dossier("c16", { statut: "21", denomination: "Les Érables" }));
    await enregistre(page);
    await pageDe(page, base, "question/contrat");
    await page.getByRole("radio", { name: /Oui, un contrat est en cours/ }).check();
    await enregistre(page);
    // What is said of it in lists is made a moment later.
    await allerA(page, "#/dossiers", /^Vos dossiers/);
    await page.getByText(/n’a pas de copie à jour ailleurs/).waitFor();
    const due = page.getByText(/«\sLes Érables\s» a changé depuis 7 jours ou plus, sans copie ailleurs/);
    for (const [day, count] of [["2026-11-29", 0], ["2026-11-30", promise ? 0 : 1]]) {
      await page.clock.setFixedTime(new Date(`${day}T08:30:00`));
      await allerA(page, "#/", /Ce que votre structure/);
      await page.reload();
      await prete(page);
      await page.getByRole("button", { name: /^Télécharger/ }).waitFor();
      await page.getByText(promise ? /jusqu’à ce que vous les supprimiez/ : /Safari les efface/).waitFor();
      if (count > 0) await due.waitFor();
      assert.equal(await due.count(), count, `${day}, ${promise}`);
      if (count > 0) await axe(page, "accueil, copie à faire");
    }
    await context.close();
  }
});

test("« modifié le » is the day where the user is", async () => {
  for (const [timezoneId, at, day] of [["Indian/Reunion", "2026-02-02T22:00:00Z", "3 février 2026"], ["Europe/Paris", "2026-07-14T22:30:00Z", "15 juillet 2026"], ["America/Martinique", "2026-03-01T02:00:00Z", "28 février 2026"]]) {
    const { page, context } = await ouvrir(browser, site.adresse, { timezoneId, avant: (page) => page.clock.setFixedTime(new Date(at)) });
    await ouvrirDossier(page, dossier("c01"));
    await enregistre(page);
    await allerA(page, "#/", /Ce que votre structure/);
    await page.locator(".ligne small").filter({ hasText: `modifié le ${day}` }).waitFor();
    await allerA(page, "#/dossiers", "Vos dossiers");
    await page.locator("ul.portefeuille small").filter({ hasText: `modifié le ${day}` }).waitFor();
    await context.close();
  }
});

test("a store cut while the device slept: an answer that it refused is said, and kept by itself once the page is looked at again", async () => {
  const { page, context } = await ouvrir(browser, site.adresse, { avant: coupable() });
  const base = await ouvrirDossier(page, dossier("c16", { statut: "21" }));
  await enregistre(page);
  const id = base.slice(base.indexOf("dossier-"));
  await pageDe(page, base, "question/contrat");
  await page.evaluate(() => { window.coupe = "erreur"; });
  await page.getByRole("radio", { name: /Oui, un contrat est en cours/ }).check();
  await nonEnregistre(page);
  assert.ok(await page.getByRole("button", { name: "Télécharger mon dossier" }).first().isVisible(), "the dossier is offered as a file");
  await page.evaluate(() => { window.coupe = ""; });
  await regarde(page);
  await enregistre(page);
  assert.equal(JSON.parse((await gardes(page))[id]).reponses.contrat, "en-cours");
  await context.close();
});

test("a store that never answers: said on the welcome page, at the address of a dossier, and of a dossier that is begun", async () => {
  const { page, context } = await ouvrir(browser, site.adresse, { avant: coupable("muet") });
  await page.locator("#app [role=alert], #app .avertissement, #app .bandeau").filter({ hasText: /navigateur|appareil/ }).first().waitFor({ timeout: 15_000 });
  await axe(page, "rangement muet");
  await allerA(page, "#/dossier-0000000000000000/verifier", /ne peut pas être lu pour l’instant|Lecture/);
  await page.getByRole("heading", { level: 1, name: /ne peut pas être lu pour l’instant/ }).waitFor({ timeout: 15_000 });
  await allerA(page, "#/", /Ce que votre structure/);
  await page.getByRole("button", { name: "Commencer un dossier" }).click();
  await page.getByRole("checkbox", { name: /Déployer l’INSi/ }).check();
  await nonEnregistre(page, 15_000);
  assert.equal(await page.getByRole("checkbox", { name: /Déployer l’INSi/ }).isChecked(), true);
  await context.close();
});

test("a list that could not be read says so, and is read when that is asked, or when the page is looked at again", async () => {
  const { page, context } = await ouvrir(browser, site.adresse, { avant: coupable() });
  await ouvrirDossier(page, dossier("c01"));
  await enregistre(page);
  const line = page.locator(".ligne small").filter({ hasText: /modifié le/ });
  const refused = page.getByText(/ne peuvent pas être lus pour l’instant|refuse d’enregistrer vos réponses/);
  const leave = () => allerA(page, "#/aide", /Aide/);
  const back = () => allerA(page, "#/", /Ce que votre structure/);
  for (const again of [() => page.getByRole("button", { name: "Réessayer" }).click(), () => regarde(page)]) {
    await leave();
    await page.evaluate(() => { window.coupe = "erreur"; });
    await back();
    await refused.waitFor();
    assert.equal(await line.count(), 0);
    await page.evaluate(() => { window.coupe = ""; });
    await again();
    await line.waitFor();
    await refused.waitFor({ state: "detached" });
  }
  // What was shown stays while it can't be read again.
  await page.evaluate(() => { window.coupe = "erreur"; });
  await regarde(page);
  await refused.waitFor();
  assert.equal(await line.count(), 1);
  await context.close();
});

test("names without a break stand whole in the titles of the plan at 320 px", async () => {
  const { page, context } = await ouvrir(browser, site.adresse, { viewport: { width: 320, height: 640 } });
  const logiciels = [{ id: "logiciel-1", "logiciel-nom": "Logicieldedossierusager".repeat(4), "insi-mode": "auto" }];
  const base = await ouvrirDossier(page, dossier("c01", { logiciels, denomination: "Établissement".repeat(8) }));
  await allerA(page, `${base}/plan`, /Le plan/);
  await tientEnLargeur(page, "plan, noms longs");
  const titles = await page.locator("#feuille h3, #feuille h1").evaluateAll((all) => all.map((one) => [one.textContent, one.scrollWidth - one.clientWidth, one.getBoundingClientRect().right - document.documentElement.clientWidth]));
  assert.ok(titles.some(([text]) => text.includes("Logicieldedossierusager")));
  assert.deepEqual(titles.filter(([, cut, out]) => cut > 1 || out > 0), []);
  await context.close();
});

test("a base that lacks its store is repaired", async () => {
  const { page, context } = await ouvrir(browser, site.adresse, {
    avant: (page) => page.addInitScript(() => {
      if (sessionStorage.getItem("vide")) return;
      sessionStorage.setItem("vide", "oui");
      // Version 1, with nothing in it.
      indexedDB.open("jalons", 1).onsuccess = (event) => event.target.result.close();
    }),
  });
  const base = await ouvrirDossier(page, dossier("c16", { statut: "21" }));
  await enregistre(page);
  await page.reload();
  await prete(page);
  await pageDe(page, base, "verifier");
  await context.close();
});

test("a file dropped anywhere never takes the place of the page; where one field can take it, it is as if it had been chosen", async () => {
  const { page, context } = await ouvrir(browser, site.adresse);
  const drop = (text, name) => page.evaluate(([text, name]) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name));
    const event = (kind) => new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data });
    return ["dragover", "drop"].map((kind) => !document.querySelector("#app main").dispatchEvent(event(kind)));
  }, [text, name]);
  assert.deepEqual(await drop(JSON.stringify(dossier("c01")), "dossier.json"), [true, true]);
  await page.waitForURL(/#\/dossier-/);
  const [base] = page.url().match(/#\/dossier-[^/]+/);
  for (const lieu of ["question/identite", "plan", "fichiers"]) {
    await pageDe(page, base, lieu);
    assert.deepEqual(await drop("Nom;Prénom\nA;B\n", "effectif.csv"), [true, true], lieu);
  }
  await pageDe(page, base, "effectif");
  assert.deepEqual(await drop("Nom;Prénom;Profession\nA;B;Infirmier\n", "effectif.csv"), [true, true]);
  await page.getByRole("button", { name: "Lire ce tableau" }).click();
  await page.getByRole("heading", { level: 1, name: "Que contient chaque colonne ?" }).waitFor();
  await context.close();
});

test("a file that was refused, corrected and chosen again under its name is read anew", async () => {
  const { page, context } = await ouvrir(browser, site.adresse);
  const choose = (text) => page.getByLabel(/Fichier .* téléchargé/).setInputFiles({ name: "dossier.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await choose("ceci n’est pas un dossier");
  await page.getByRole("alert").filter({ hasText: /\S/ }).first().waitFor();
  await choose(JSON.stringify(dossier("c01")));
  await page.waitForURL(/#\/dossier-/);
  await context.close();
});

test("two hundred dossiers stand with the last one changed first; names without a break are not cut at 320 px", async () => {
  const { page, vu, context } = await ouvrir(browser, site.adresse, { viewport: { width: 320, height: 640 } });
  await page.getByRole("heading", { level: 1 }).waitFor();
  const long = "Établissement".repeat(12);
  const value = dossier("c16", { statut: "21" });
  const day = (rank) => new Date(Date.UTC(2026, 0, 1 + ((rank * 73) % 200))).toISOString();
  await ouvrirDossier(page, value);
  await enregistre(page);
  for (let rank = 0; rank < 200; rank += 1) {
    const id = `dossier-${String(rank).padStart(16, "0")}`;
    await garder(page, id, JSON.stringify({ ...value, id, "enregistre-le": day(rank), reponses: { ...value.reponses, denomination: `${rank} ${long}` } }));
  }
  await page.goto(site.adresse);
  await page.reload();
  await prete(page);
  await page.getByRole("link", { name: /Vos\s201\sdossiers/ }).click();
  // What is said of each is read a lot at a time; the order is whole with the last one.
  const wanted = Array.from({ length: 200 }, (_, rank) => rank).sort((one, other) => day(other).localeCompare(day(one)));
  await page.waitForFunction((wanted) => {
    const names = [...document.querySelectorAll("#feuille .ligne")].map((row) => Number.parseInt(row.querySelector("a").innerText, 10));
    return names.length === 201 && names.slice(1).every((name, place) => name === wanted[place]);
  }, wanted, { timeout: 30_000 });
  await tientEnLargeur(page, "200 dossiers");
  const cut = await page.locator(".ligne a").evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth || one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow !== "visible").length);
  assert.equal(cut, 0);
  await page.locator("#feuille .ligne").nth(1).getByRole("link").first().click();
  await page.waitForURL(/#\/dossier-/);
  for (const lieu of ["verifier", "plan"]) {
    await pageDe(page, page.url().match(/#\/dossier-[^/]+/)[0], lieu);
    await tientEnLargeur(page, `${lieu}, nom sans coupure`);
  }
  rienNeCloche(vu);
  await context.close();
});

test("each module of the code of a link is as wide as several points of the screen, and all are alike", async () => {
  const { page, context } = await ouvrir(browser, site.adresse, { viewport: { width: 360, height: 740 } });
  const base = await ouvrirDossier(page, { ...dossier("c16"), reponses: { besoin: ["services"], denomination: "EHPAD" }, suivi: {} });
  await pageDe(page, base, "fichiers");
  await page.getByRole("button", { name: "Préparer le lien" }).click();
  const svg = page.locator(".qr svg");
  await svg.waitFor();
  const module = await svg.evaluate((drawing) => drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width);
  assert.ok(module >= 3 && Number.isInteger(module), `${module} points`);
  await tientEnLargeur(page, "le lien et son code");
  await context.close();
});

test("« Je ne sais pas » beside a number is as wide as its words, on a phone and on a desk", async () => {
  for (const width of [360, 820, 1280]) {
    const { page, context } = await ouvrir(browser, site.adresse, { viewport: { width, height: 900 } });
    const base = await ouvrirDossier(page, dossier("c16", { statut: "21", sites: undefined }));
    await pageDe(page, base, "question/sites");
    const lines = await page.evaluate(lignesDeJeNeSaisPas);
    assert.ok(lines.length > 0);
    for (const count of lines) assert.equal(count, 1, `${count} lines at ${width} px`);
    await context.close();
  }
});

/** The tab is closed: it hears of it, and nothing that waits comes after. */
async function fermer(tab) {
  await tab.evaluate(() => { window.dispatchEvent(new PageTransitionEvent("pagehide")); });
  await tab.close();
}

test("a dossier that the device never took is found again after the page was closed, and goes with the others", async () => {
  const { page, context } = await ouvrir(browser, site.adresse, { avant: coupable("erreur") });
  await page.getByRole("button", { name: "Commencer un dossier" }).click();
  await page.getByRole("checkbox", { name: /Déployer l’INSi/ }).check();
  await nonEnregistre(page);
  const names = (tab) => tab.evaluate(() => Object.keys(localStorage).filter((name) => /:dernier\//.test(name)).length);
  await fermer(page);
  const next = await context.newPage();
  await next.goto(site.adresse);
  await prete(next);
  const card = next.locator(".ligne", { hasText: "Dossier sans nom" });
  await card.waitFor();
  assert.equal(await names(next), 1);
  const [file] = await Promise.all([next.waitForEvent("download"), card.getByRole("button", { name: /^Télécharger/ }).click()]);
  assert.match(file.suggestedFilename(), /json$/);
  await card.getByRole("link").click();
  await enregistre(next);
  assert.deepEqual(Object.values(await gardes(next)).map((text) => JSON.parse(text).reponses.besoin), [["services"]]);
  assert.equal(await names(next), 0);
  await context.close();
});

test("« Tout supprimer » leaves nothing of a dossier that the device never took", async () => {
  const { page, context } = await ouvrir(browser, site.adresse, { avant: coupable("erreur") });
  await page.getByRole("button", { name: "Commencer un dossier" }).click();
  await page.getByRole("checkbox", { name: /Déployer l’INSi/ }).check();
  await nonEnregistre(page);
  await fermer(page);
  const next = await context.newPage();
  await next.goto(site.adresse);
  await prete(next);
  await next.getByRole("button", { name: "Supprimer tous les dossiers" }).click();
  await next.getByRole("button", { name: "Tout supprimer" }).click();
  await next.locator(".ligne").waitFor({ state: "detached" });
  assert.deepEqual(await next.evaluate(() => Object.keys(localStorage).filter((name) => /dernier|desaccords/.test(name))), []);
  await context.close();
});

test("an answer that the store did not take before its dossier was left is said, and comes back with the dossier", async () => {
  for (const leave of [
    (page) => page.getByRole("button", { name: "Commencer un dossier" }).click(),
    (page) => page.evaluate(() => { location.hash = "#/dossiers"; }),
  ]) {
    const { page, context } = await ouvrir(browser, site.adresse, { avant: coupable() });
    const base = await ouvrirDossier(page, dossier("c16", { statut: "21" }));
    await enregistre(page);
    const id = base.slice(base.indexOf("dossier-"));
    await pageDe(page, base, "question/contrat");
    await page.evaluate(() => { window.coupe = "muet"; });
    await page.getByRole("radio", { name: /Oui, un contrat est en cours/ }).check();
    await page.waitForTimeout(100);
    await allerA(page, "#/", /Ce que votre structure/);
    await leave(page);
    await page.locator(".bandeau", { hasText: "Jalons les reprend quand vous rouvrez ce dossier" }).waitFor({ timeout: 20_000 });
    await page.evaluate(() => { window.coupe = ""; });
    await allerA(page, `${base}/question/contrat`, /déjà un contrat/);
    assert.equal(await page.getByRole("radio", { name: /Oui, un contrat/ }).isChecked(), true);
    await enregistre(page);
    assert.equal(JSON.parse((await gardes(page))[id]).reponses.contrat, "en-cours");
    await context.close();
  }
});

test("the promise of the browser is asked for once, whatever the visits, and told as it stands after a reload", async () => {
  for (const [given, told] of [[true, /jusqu’à ce que vous les supprimiez/], [false, /Safari les efface après sept jours sans visite/]]) {
    const avant = (page) => page.addInitScript((given) => {
      StorageManager.prototype.persist = async () => { localStorage.setItem("demandes", `${Number(localStorage.getItem("demandes")) + 1}`); return given; };
      StorageManager.prototype.persisted = async () => given && localStorage.getItem("demandes") !== null;
    }, given);
    const { page, context } = await ouvrir(browser, site.adresse, { avant });
    const base = await ouvrirDossier(page, dossier("c16", { statut: "21" }));
    await enregistre(page);
    const answers = [/Oui, un contrat est en cours/, /Je ne sais pas/];
    for (const answer of answers) {
      await page.reload();
      await prete(page);
      await pageDe(page, base, "question/contrat");
      await page.getByRole("radio", { name: answer }).first().check();
      await enregistre(page);
      await page.waitForTimeout(200);
      assert.equal(await page.evaluate(() => localStorage.getItem("demandes")), "1");
    }
    await page.goto(site.adresse);
    await page.reload();
    await prete(page);
    await page.getByText(told).waitFor();
    await context.close();
  }
});

test("a date that is left in the middle, by a link, is said not to be kept; a date that is needed comes back when it is emptied", async () => {
  const { page, context } = await ouvrir(browser, site.adresse);
  const base = await ouvrirDossier(page, dossier("c01", { "date-dossier-complet": "2099-02-02" }));
  await enregistre(page);
  const id = base.slice(base.indexOf("dossier-"));
  const day = async () => JSON.parse((await gardes(page))[id]).reponses["date-dossier-complet"];
  await pageDe(page, base, "question/calendrier");
  await page.getByLabel(/Quel jour le dossier complet/).focus();
  await page.keyboard.press("Backspace");
  // Its three parts, then the button that opens the calendar.
  for (let part = 0; part < 4; part += 1) await page.keyboard.press("Tab");
  await page.getByText(/Cette date n’existe pas, ou il lui manque une partie/).first().waitFor();
  await pageDe(page, base, "verifier");
  await page.locator(".bandeau", { hasText: "La date que vous aviez commencée n’est pas gardée" }).waitFor();
  await axe(page, "une date laissée en route");
  assert.equal(await day(), "2099-02-02");

  await pageDe(page, base, "plan");
  await page.locator("#envoi-jour").fill("");
  await page.locator("#envoi-jour").blur();
  await page.getByText(/Il faut une date ici/).waitFor();
  assert.equal(await page.locator("#envoi-jour").inputValue(), "2099-02-02");
  await page.locator("#envoi-jour").fill("2099-03-03");
  await page.locator("#envoi-jour").blur();
  await page.waitForFunction(() => /3\s+mars\s+2099/.test(document.querySelector(".envoi").innerText));
  assert.equal(await day(), "2099-03-03");
  await context.close();
});

test("a roster, a directory or dossiers that are being imported stay at their step while another tab works, and when the day changes", async () => {
  const { page, context } = await ouvrir(browser, site.adresse, { avant: (page) => page.clock.setFixedTime(new Date("2026-11-23T17:00:00")) });
  const base = await ouvrirDossier(page, dossier("c16", { statut: "21" }));
  await enregistre(page);
  const other = await context.newPage();
  await other.goto(`${base}/question/contrat`);
  await prete(other);
  await pageDe(page, base, "effectif");
  await page.getByLabel("Tableau du personnel", { exact: true }).setInputFiles({ name: "effectif.csv", mimeType: "text/csv", buffer: Buffer.from("Nom;Prénom;Profession\nA;B;Infirmier\n") });
  await page.getByRole("button", { name: "Lire ce tableau" }).click();
  const title = page.getByRole("heading", { level: 1, name: "Que contient chaque colonne ?" });
  await title.waitFor();
  await other.getByRole("radio", { name: /Oui, un contrat est en cours/ }).check();
  await enregistre(other);
  await page.clock.setFixedTime(new Date("2026-12-08T08:30:00"));
  await regarde(page);
  await page.waitForTimeout(800);
  assert.equal(await title.count(), 1);
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByRole("heading", { level: 1, name: "Les professions du tableau" }).waitFor();
  await context.close();
});

test("« Ne rien garder » stays ticked through a reload, in this tab alone", async () => {
  const { page, context } = await ouvrir(browser, site.adresse);
  const box = (tab) => tab.getByRole("checkbox", { name: /Ne rien garder sur cet appareil/ });
  await box(page).check();
  await page.reload();
  await prete(page);
  assert.equal(await box(page).isChecked(), true);
  await ouvrirDossier(page, dossier("c16", { statut: "21" }));
  await page.waitForTimeout(300);
  assert.deepEqual(await gardes(page), {});
  const other = await context.newPage();
  await other.goto(site.adresse);
  await prete(other);
  assert.equal(await box(other).isChecked(), false);
  await context.close();
});
