// Verbs of a journey, by what the user reads.
//
//   const parcours = new Parcours(page, { verifier: false });      verbs with the mouse; axe at each step unless told otherwise
//   await c01(parcours);                                           the whole journey of C01, from the welcome page to the plan
//   const clavier = new Clavier(page);                             verbs with the keyboard alone
//   await ouvrirDossier(page, dossier("c02", { contrat: "en-cours" }));   through the file field of the welcome page
//   await gardes(page);  await garder(page, id, value);            what this device keeps, by id; put something in it
import { readFileSync } from "node:fs";
import assert from "node:assert/strict";
import { axe, entiere } from "./navigateur.mjs";

/** A journey on a page: each step is checked by axe unless told otherwise. */
export class Parcours {
  constructor(page, { verifier = true } = {}) {
    this.page = page;
    this.verifier = verifier;
    this.ecrans = 1;
  }

  async titre() {
    return (await this.page.locator("h1:visible").first().innerText()).trim();
  }

  async choisir(...noms) {
    for (const nom of noms) await this.page.getByRole("radio", { name: nom }).first().check();
  }

  async cocher(...noms) {
    for (const nom of noms) await this.page.getByRole("checkbox", { name: nom }).first().check();
  }

  async remplir(nom, valeur) {
    await this.page.getByLabel(nom).first().fill(valeur);
    await this.page.getByLabel(nom).first().blur();
  }

  async liste(nom, valeur) {
    await this.page.getByLabel(nom).first().selectOption(valeur);
  }

  async bouton(nom) {
    const before = await this.page.url();
    if (this.verifier) await axe(this.page, await this.titre());
    await this.page.getByRole("button", { name: nom, exact: true }).first().click();
    if (nom !== "Continuer" && !nom.startsWith("Enregistrer")) return;
    await this.page.waitForFunction((url) => location.href !== url || document.getElementById("resume"), before, { timeout: 5000 });
    await this.page.waitForTimeout(40);
    this.ecrans += 1;
  }

  continuer() {
    return this.bouton("Continuer");
  }

  async lien(nom) {
    if (this.verifier) await axe(this.page, await this.titre());
    await this.page.getByRole("link", { name: nom }).first().click();
    await this.page.waitForTimeout(60);
    this.ecrans += 1;
  }
}

/** The journey of C01, from the welcome page to the plan. */
export async function c01(parcours) {
  await parcours.bouton("Commencer un dossier");
  parcours.ecrans += 1;
  await parcours.page.waitForTimeout(60);
  await parcours.cocher(/Déployer l’INSi/, /Enregistrer des professionnels/);
  await parcours.continuer();
  await parcours.remplir(/Nom de la structure/, "EHPAD Les Tilleuls");
  await parcours.liste(/Statut juridique/, "21");
  await parcours.continuer();
  // A row that is filled in on one line, then « Continuer »: it is added.
  await parcours.remplir(/Nom du site/, "EHPAD Les Tilleuls");
  await parcours.liste(/^Catégorie/, "500");
  await parcours.continuer();
  await parcours.choisir(/Non, aucun contrat/);
  await parcours.continuer();
  assert.equal(await parcours.page.getByRole("radio", { name: /Le directeur ou la directrice/ }).isChecked(), true, "the usual representative is proposed");
  await parcours.choisir(/^Non/);
  await parcours.continuer();
  await parcours.cocher(/^INSi/, /DMP : envoyer/, /^MSSanté/);
  await parcours.choisir(/Un opérateur nous fournit/);
  await parcours.continuer();
  await parcours.remplir(/Nom du logiciel/, "DUI");
  await parcours.choisir(/^Automatique/);
  await parcours.bouton("Enregistrer et continuer");
  await parcours.choisir(/Il a déjà une carte CPA/);
  await parcours.continuer();
  await parcours.choisir(/Le représentant légal/, /À désigner/);
  await parcours.bouton("Enregistrer et continuer");
  for (const [profession, number] of [["infirmier", "10"], ["medecin", "1"], ["aide-soignant", "25"]]) {
    await parcours.liste(/Profession ou fonction/, profession);
    await parcours.remplir(/Combien/, number);
    await parcours.bouton("Ajouter une profession");
    await parcours.page.waitForTimeout(60);
  }
  await parcours.continuer();
  // A Monday of a year when no one runs this: the day that was given is never past.
  await parcours.remplir(/Quel jour le dossier complet/, "2099-02-02");
  await parcours.continuer();
  assert.equal(await parcours.titre(), "Vérifiez vos réponses");
  await parcours.lien("Voir le plan");
}

/** One of tests/dossiers, with some answers changed (`undefined` removes one). */
export function dossier(nom, reponses = {}, reste = {}) {
  const value = JSON.parse(readFileSync(new URL(`../../dossiers/${nom}.json`, import.meta.url), "utf8"));
  return { ...value, ...reste, reponses: { ...value.reponses, ...reponses } };
}

/** Chooses a file on the welcome page: an object (written as JSON), a text or bytes. Doesn't wait for what comes of it. */
export async function choisirFichier(page, contenu, name = "dossier.json") {
  const text = typeof contenu === "string" || Buffer.isBuffer(contenu) ? contenu : JSON.stringify(contenu);
  await page.getByLabel(/Fichier .* téléchargé/).setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

/** Opens a dossier by the file field, and gives its address, up to the place in it. */
export async function ouvrirDossier(page, contenu) {
  await choisirFichier(page, contenu);
  await page.waitForURL(/#\/dossier-/);
  await page.locator("h1:visible").first().waitFor();
  return (await page.url()).match(/^.*#\/dossier-[^/]+/)[0];
}

/** Goes to an address of the page, and waits for that title. */
export async function allerA(page, adresse, titre) {
  await page.evaluate((hash) => { location.hash = hash; }, adresse.slice(adresse.indexOf("#")));
  await page.getByRole("heading", { level: 1, name: titre }).waitFor();
  await entiere(page);
}

/** Each page of a dossier, with its title. */
export const PAGES = {
  verifier: /^Vérifiez/, "par-quoi-commencer": /^Par quoi commencer/, plan: /^Le plan d/, calendrier: /^Le calendrier d/,
  liste: /^Liste à cocher/, fiches: /^Fiches de préparation/, courriers: /^Courriers et messages/, fichiers: /^Fichiers et partage/,
  finess: /^Retrouver la structure/, effectif: /^Importer un tableau/,
};

/** Goes to a page of the dossier. */
export async function pageDe(page, base, lieu) {
  await allerA(page, lieu.startsWith("#") ? lieu : `${base}/${lieu}`, PAGES[lieu] ?? /./);
}

// Where the device refuses to keep anything, in the words of its faults, each to be run in the page before it is loaded.
export const REFUS = [
  ["throws SecurityError", () => { IDBFactory.prototype.open = () => { throw new DOMException("denied", "SecurityError"); }; }],
  ["is not there", () => { Object.defineProperty(window, "indexedDB", { value: undefined }); }],
  // Chromium, set to let sites keep nothing (« Interdire aux sites d’enregistrer des données »), or a frame where third-party cookies
  // are blocked, before their storage was kept apart (version 115).
  ["throws SecurityError, as what the browser keeps for the page does", () => {
    const denied = () => { throw new DOMException("denied", "SecurityError"); };
    IDBFactory.prototype.open = denied;
    for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get: denied });
  }],
  // Firefox, with dom.storage.enabled set to false.
  ["throws SecurityError, and what the browser keeps for the page is not there", () => {
    IDBFactory.prototype.open = () => { throw new DOMException("denied", "SecurityError"); };
    for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { value: null });
  }],
];

/** Nothing is kept of a dossier: it is said at once, the journey goes on to the plan, and the file is whole. */
export async function sansRienGarder(page, contenu, nom) {
  const told = () => page.locator("#app").getByRole("alert").filter({ hasText: "refuse d’enregistrer vos réponses" }).first().waitFor();
  await told();
  const base = await ouvrirDossier(page, contenu);
  await told();
  assert.equal(await page.locator(".etat").innerText(), "Non enregistré");
  await axe(page, nom);
  await allerA(page, `${base}/plan`, /plan/i);
  await page.locator(".acte-plan").first().waitFor();
  const { texte } = await telecharge(page, () => page.getByRole("button", { name: "Télécharger mon dossier" }).click());
  // The day that the plan counts from was proposed, seen, and is kept.
  const { "date-dossier-complet": jour, ...reponses } = JSON.parse(texte).reponses;
  assert.match(jour, /^\d{4}-\d\d-\d\d$/);
  const { "date-dossier-complet": _, ...given } = contenu.reponses;
  assert.deepEqual(reponses, given);
}

/** What the bar says once everything is written on this device. */
export async function enregistre(page) {
  await page.locator(".etat", { hasText: /^Enregistré à/ }).waitFor();
  await page.waitForTimeout(60);
}

/** What this device keeps: an object, by id. */
export function gardes(page) {
  return page.evaluate(() => new Promise((done, failed) => {
    const opening = indexedDB.open("jalons");
    opening.onupgradeneeded = () => { opening.transaction.abort(); };
    opening.onerror = () => done({});
    opening.onsuccess = () => {
      const store = opening.result.transaction("dossiers").objectStore("dossiers");
      const [keys, values] = [store.getAllKeys(), store.getAll()];
      store.transaction.oncomplete = () => {
        opening.result.close();
        done(Object.fromEntries(keys.result.map((key, rank) => [key, values.result[rank]])));
      };
      store.transaction.onerror = () => failed(new Error("store"));
    };
  }));
}

/** Puts something among what this device keeps, as a fault would. The page must have opened its store before. */
export function garder(page, id, value) {
  return page.evaluate(([id, value]) => new Promise((done, failed) => {
    const opening = indexedDB.open("jalons");
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction("dossiers", "readwrite");
      transaction.objectStore("dossiers").put(value, id);
      transaction.oncomplete = () => { opening.result.close(); done(); };
      transaction.onerror = () => failed(transaction.error);
    };
  }), [id, value]);
}

/** The text of the file that `geste` downloads, and its name. */
export async function telecharge(page, geste) {
  const [download] = await Promise.all([page.waitForEvent("download"), geste()]);
  return { texte: readFileSync(await download.path(), "utf8"), nom: download.suggestedFilename() };
}

/** Verbs with the keyboard alone: no click, no focus given by the test. */
export class Clavier {
  constructor(page) {
    this.page = page;
  }

  /** What has the focus: its role as the user meets it, its name, whether it is seen to have it. */
  ici() {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      const card = element.closest("label.choix");
      const cardStyle = card ? getComputedStyle(card) : null;
      const ring = (one) => one && one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 2;
      const box = element.getBoundingClientRect();
      const label = element.labels?.[0] ?? (element.closest("fieldset") && element.type === "radio" ? element.closest("label") : null);
      return {
        id: element.id, balise: element.tagName.toLowerCase(), type: element.type ?? "",
        nom: (label ?? element).textContent.replace(/\s+/g, " ").trim(),
        // Inside a date, the browser itself shows which part has the focus.
        visible: element === document.body || element.type === "date" || ring(style) || ring(cardStyle),
        dansLaPage: box.bottom > 0 && box.top < innerHeight,
        contour: style.outline,
      };
    });
  }

  async touche(...touches) {
    for (const touche of touches) await this.page.keyboard.press(touche);
  }

  /** Tabs until the element of that tag (or input type) and name has the focus, which must be seen at each stop. */
  async jusqua(genre, nom, { touche = "Tab", max = 80 } = {}) {
    const vus = [];
    for (let step = 0; step < max; step += 1) {
      await this.touche(touche);
      const here = await this.ici();
      vus.push(`${here.balise} ${here.nom.slice(0, 40)}`);
      assert.ok(here.visible, `the focus is seen on ${here.balise} « ${here.nom.slice(0, 60)} » (${here.contour})`);
      if ((here.balise === genre || here.type === genre) && here.nom.match(nom)) return here;
    }
    throw new Error(`no ${genre} « ${nom} » in ${max} presses of ${touche}: ${vus.join(" | ")}`);
  }

  /** Ticks the boxes of those names. */
  async cocher(...noms) {
    for (const nom of noms) {
      await this.jusqua("checkbox", nom);
      await this.touche("Space");
    }
  }

  /** Goes into the group of sheets, then down by the arrows until the sheet of that name. */
  async choisir(nom) {
    // « Je ne sais pas » under boxes is a group of its own.
    const others = () => this.page.evaluate(() => {
      const name = document.activeElement.name;
      return [...document.querySelectorAll("input[type=radio]")].filter((one) => one.name === name).map((one) => one.labels[0].textContent.replace(/\s+/g, " ").trim());
    });
    let here = await this.jusqua("radio", "");
    for (let group = 0; group < 8 && !(await others()).some((one) => one.match(nom)); group += 1) here = await this.jusqua("radio", "");
    if (!here.nom.match(nom)) await this.touche("Space");
    for (let step = 0; step < 12 && !here.nom.match(nom); step += 1) {
      await this.touche("ArrowDown");
      here = await this.ici();
    }
    assert.match(here.nom, nom);
    await this.touche("Space");
  }

  async ecrire(nom, texte) {
    await this.jusqua("input", nom);
    await this.touche("Control+A");
    await this.page.keyboard.type(texte);
  }

  /** In a list: down by the arrows until that line. */
  async liste(nom, ligne) {
    await this.jusqua("select", nom);
    for (let step = 0; step < 300; step += 1) {
      await this.touche("ArrowDown");
      const chosen = await this.page.evaluate(() => document.activeElement.selectedOptions?.[0]?.textContent ?? "");
      if (chosen.match(ligne)) return;
    }
    throw new Error(`no line « ${ligne} »`);
  }

  async bouton(nom) {
    await this.jusqua("button", nom);
    await this.touche("Enter");
    await this.page.waitForTimeout(80);
  }

  async lien(nom) {
    await this.jusqua("a", nom);
    await this.touche("Enter");
    await this.page.waitForTimeout(80);
  }

  /** The page of that title is there: the focus is on its title, the tab says it. */
  async surLaPage(titre, onglet = titre) {
    const heading = this.page.locator("h1#titre");
    await this.page.waitForFunction((pattern) => new RegExp(pattern).test(document.querySelector("h1#titre")?.innerText.replace(/\s+/g, " ") ?? ""), titre.source, { timeout: 4000 });
    assert.match((await heading.innerText()).replace(/\s+/g, " "), titre);
    assert.equal((await this.ici()).id, "titre", `the focus is on the title of « ${titre} »`);
    assert.match((await this.page.title()).replace(/\s+/g, " "), onglet);
    assert.match(await this.page.title(), /Jalons$/);
  }
}
