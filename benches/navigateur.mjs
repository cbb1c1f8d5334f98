// The speed of the built page (dist/) in headless Chromium, on a FINESS file as large as the national one:
//
//   node benches/navigateur.mjs [FILE.json.gz]      an invented file is written in target/ when none is given
//
// Three runs, each in a fresh profile and on the same file. Times are by the page's own clock:
//   témoin    the browser's own `DecompressionStream`, whose text is counted and thrown away
//   Jalons    its page « Retrouver la structure », from the click on « Lire ce fichier » to « Fichier lu »: the directory
//             is then on the device, and can be searched
//   npm       `@streamparser/json`, what a page in JavaScript would take: streaming, without a dependency, in ES modules. It
//             reads what `DecompressionStream` gives, and keeps the same fields
//   recherche the same for each search: from the demand to the answer of the program in its worker, and from a keystroke
//             to the answers on the page
// Then once, as a consultant would: the reading is cancelled and done again, a structure is found by name, its sites are
// confirmed; the network is cut, and another dossier is filled from the directory; a roster of 500 rows is imported.
// Memory: that of the program (the WebAssembly memory of the worker, which never shrinks), and the growth of what the
// whole process of the page holds (Linux only: VmRSS of /proc, each 20 ms).
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { servir } from "../tests/e2e/lib/serveur.mjs";
import { lancer, ouvrir } from "../tests/e2e/lib/navigateur.mjs";

const TOURS = 3;
const RACINE = fileURLToPath(new URL("../", import.meta.url));
const PARSEUR = join(RACINE, "tests/e2e/node_modules/@streamparser/json/dist/mjs");

// What the project promises.
const PART_DU_TEMOIN = 1 / 3;
const MEMOIRE = 200e6;
const RECHERCHE = 50;

// Words of the invented file, as people type them: accents, several words in any order, beginnings, numbers, nothing.
const RECHERCHES = [
  "ehpad", "EHPAD les tilleuls", "tilleuls ehpad", "châteauroux", "Chateauroux", "béau sejour", "hébergement", "centre d'hébergement",
  "l'haÿ les roses", "bœrsch", "boersch", "saint-joseph", "saint joseph nancy", "a", "e", "association", "hébergement association",
  "maison de retraite la providence ajaccio 97", "s.a.v.s.", "ssiad du parc bourg", "étang nancy 512", "introuvable", "foyer vie introuvable", "c d h z",
  "0", "01", "010000", "0100001", "1", "19", "2A0003729",
];

const fichier = process.argv[2] ?? fichierInvente();

function fichierInvente() {
  const file = join(RACINE, "target/finess-national.json.gz");
  if (!existsSync(file)) {
    const options = { cwd: RACINE, stdio: "inherit" };
    execFileSync("cargo", ["run", "--release", "--example", "finess_national", "--", file], options);
  }
  return file;
}

/** The middle value. */
function mediane(values) {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
}

/** What the processes of pages hold, in bytes, by number. */
async function residents(session) {
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const pages = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => [id, resident(id)]);
  return new Map(pages.filter(([, bytes]) => bytes));
}

function resident(id) {
  try {
    return Number(readFileSync(`/proc/${id}/status`, "utf8").match(/VmRSS:\s*(\d+) kB/)[1]) * 1024;
  } catch {
    return null;
  }
}

/** By how much the process that grows most grows while something is done, in bytes; none outside Linux. */
async function croissance(session, geste) {
  const before = await residents(session);
  const growth = new Map([...before.keys()].map((id) => [id, 0]));
  const watch = setInterval(() => {
    for (const [id, most] of growth) growth.set(id, Math.max(most, (resident(id) ?? 0) - before.get(id)));
  }, 20);
  const result = await geste();
  clearInterval(watch);
  return [result, growth.size > 0 ? Math.max(...growth.values()) : null];
}

/** In the page: notes when each demand leaves for a program, and when it answers. */
function ecouter() {
  const Programme = window.Worker;
  const left = new Map();
  window.trajets = [];
  window.Worker = class extends Programme {
    constructor(...parameters) {
      super(...parameters);
      this.addEventListener("message", ({ data: [number, kind] }) => {
        if (kind !== "progres") window.trajets.push(performance.now() - left.get(number));
      });
    }

    postMessage(message, ...rest) {
      left.set(message[0], performance.now());
      super.postMessage(message, ...rest);
    }
  };
}

/** In the page: drains the file through the browser's own decompression. */
async function vider() {
  const start = performance.now();
  const reader = window.fichier.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  let text = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) text += piece.value.length;
  return { ms: performance.now() - start, text };
}

/** In the page: keeps the same fields as Jalons, by the parser of npm at that address. */
async function extraire(adresse) {
  const { JSONParser } = await import(adresse);
  const code = (value) => (value !== null && typeof value === "object" ? value.code : value);
  const address = (list, use) => (list?.find((one) => code(one.usageAdresse) === use) ?? list?.[0]);
  const place = (list, use) => address(list, use)?.cogCommune ?? address(list, use)?.codePostal;
  const open = (closed, state) => !closed && (!state || code(state) === "A");
  const start = performance.now();
  const kept = { jour: null, ejs: [] };
  const parser = new JSONParser({ paths: ["$.generatedAt", "$.pmej.*"], keepStack: false });
  parser.onValue = ({ key, value }) => {
    if (key === "generatedAt") {
      kept.jour = value;
      return;
    }
    const about = value.informationsGeneralesPMEJ;
    kept.ejs.push({
      finess: about.numFinessPm,
      nom: about.denominationLonguePmSmsse ?? about.denominationPm,
      siren: about.siren,
      statut: code(about.statutJuridique),
      departement: place(value.adresse, "02"),
      ouvert: open(about.dateFermeture, value.etatObjet),
      sites: value.ege.map((site) => {
        const of = site.informationsGeneralesEGE;
        return {
          finess: of.numFinessEge,
          nom: of.nomEgeLong ?? of.nomEgeCourt,
          siret: of.siret,
          categorie: code(site.categorieentiteGeographiqueExercice),
          departement: place(site.adresse, "03"),
          ouverture: of.dateOuverture,
          ouvert: open(of.dateFermeture, site.etatObjet),
        };
      }),
    });
  };
  const reader = window.fichier.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) parser.write(piece.value);
  const sites = kept.ejs.reduce((sum, { sites }) => sum + sites.length, 0);
  return { ms: performance.now() - start, ejs: kept.ejs.length, sites };
}

/** In the page: clicks « Lire ce fichier », and waits for « Fichier lu ». */
function lireLeFichier() {
  return new Promise((done, failed) => {
    const button = [...document.querySelectorAll("button")].find((one) => one.textContent === "Lire ce fichier");
    const start = performance.now();
    new MutationObserver((_, observer) => {
      const said = document.querySelector("#app main .fait-a-l-instant")?.textContent ?? "";
      const refused = document.querySelector("#app main [role=alert] .avertissement")?.textContent;
      if (!said.startsWith("Fichier lu") && !refused) return;
      observer.disconnect();
      if (refused) failed(new Error(refused));
      else done({ ms: performance.now() - start, said });
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    button.click();
  });
}

/** In the page: types a search, and waits for its answers. */
function rechercher(texte) {
  return new Promise((done) => {
    const input = document.getElementById("finess-texte");
    const known = window.trajets.length;
    const start = performance.now();
    new MutationObserver((_, observer) => {
      if (window.trajets.length === known) return;
      observer.disconnect();
      done({ trajet: window.trajets.at(-1), affiche: performance.now() - start });
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    input.value = texte;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

async function tour(browser, session, site) {
  const parser = new URL("mesure/", site.adresse).href;
  const { page, context, vu } = await ouvrir(browser, site.adresse, {
    paresseux: true,
    // Requests that it answers are not seen here, where the parser of npm is put beside the page.
    serviceWorkers: "block",
    avant: async (page) => {
      await page.addInitScript(ecouter);
      await page.route(`${parser}**`, (route) => route.fulfill({ path: join(PARSEUR, route.request().url().slice(parser.length)) }));
    },
  });
  await page.getByRole("button", { name: "Commencer un dossier" }).click();
  await page.getByLabel(/Déployer l’INSi/).check();
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByRole("link", { name: /dans FINESS/ }).click();
  await page.getByLabel("Fichier FINESS").setInputFiles(fichier);
  await page.evaluate(() => { window.fichier = document.getElementById("finess-fichier").files[0]; });

  const [temoin, memoireTemoin] = await croissance(session, () => page.evaluate(vider));
  const cdp = await context.newCDPSession(page);
  await cdp.send("HeapProfiler.collectGarbage");
  const [lecture, memoire] = await croissance(session, () => page.evaluate(lireLeFichier));
  const worker = page.workers().find((one) => one.url().includes("atelier"));
  const wasm = await worker.evaluate(async () => {
    const memory = Object.values(await wasm_bindgen()).find((one) => one instanceof WebAssembly.Memory);
    return memory.buffer.byteLength;
  });
  const recherches = [];
  for (const texte of RECHERCHES) recherches.push({ texte, ...(await page.evaluate(rechercher, texte)) });
  await cdp.send("HeapProfiler.collectGarbage");
  const [npm, memoireNpm] = await croissance(session, () => page.evaluate(extraire, `${parser}index.js`));
  if (vu.erreurs.length > 0) throw new Error(vu.erreurs.join("\n"));
  const figures = (value) => (value.match(/\d+/g) ?? []).map(Number);
  const [ejs, sites] = figures(lecture.said.replace(/(\d)\s(?=\d)/g, "$1"));
  if (ejs !== npm.ejs || sites !== npm.sites) {
    throw new Error(`Jalons a lu ${ejs} organismes et ${sites} établissements, @streamparser/json ${npm.ejs} et ${npm.sites}.`);
  }
  await context.close();
  return { temoin, memoireTemoin, lecture, memoire, wasm, recherches, npm, memoireNpm };
}

/** The journey of a consultant on the same file, without and then with the network cut: throws when a step fails. */
async function parcours(browser, site) {
  const { page, context, vu } = await ouvrir(browser, site.adresse, { paresseux: true });
  const titre = (level, name) => page.getByRole("heading", { level, name }).waitFor();
  const commencer = async () => {
    await page.getByRole("button", { name: "Commencer un dossier" }).click();
    await page.getByLabel(/Déployer l’INSi/).check();
    await page.getByRole("button", { name: "Continuer" }).click();
    await page.getByRole("link", { name: /dans FINESS/ }).click();
    await titre(1, /Retrouver la structure/);
  };
  const remplir = async (nom) => {
    let sites = 0;
    // Many have closed all their sites: the first that has not.
    for (let rank = 0; sites === 0; rank += 1) {
      await page.reload();
      await page.getByLabel(/Numéro FINESS, ou mots/).fill(nom);
      await page.locator("#finess-resultats .lignes button").nth(rank).click();
      await page.getByRole("button", { name: "Remplir mes réponses" }).waitFor();
      sites = await page.locator("input[name=site]:checked").count();
    }
    await page.getByRole("button", { name: "Remplir mes réponses" }).click();
    await page.getByText(new RegExp(`${sites} sites? ajouté`)).first().waitFor();
    return sites;
  };
  await commencer();
  await page.getByLabel("Fichier FINESS").setInputFiles(fichier);
  await page.getByRole("button", { name: "Lire ce fichier" }).click();
  await page.waitForFunction(() => Number(document.querySelector("progress")?.value) > 0);
  const vue = await page.locator("main [role=status]").filter({ hasText: /Mo/ }).first().innerText();
  await page.getByRole("button", { name: "Annuler" }).click();
  await page.getByText(/Lecture annulée/).waitFor();
  await page.getByRole("button", { name: "Lire ce fichier" }).click();
  await page.getByText(/^Fichier lu/).waitFor({ timeout: 60_000 });
  const premiers = await remplir("béau sejour");

  await page.waitForFunction(async () => {
    const [name] = await caches.keys();
    return (await (await caches.open(name)).keys()).some(({ url }) => url.includes("atelier_bg"));
  });
  await context.setOffline(true);
  await page.goto(`${site.adresse}#/`);
  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.pret === "oui");
  await commencer();
  const seconds = await remplir("etang nancy");
  await page.evaluate(() => { location.hash = `${location.hash.match(/^#\/[^/]+/)[0]}/effectif`; });
  await page.getByLabel("Tableau du personnel", { exact: true }).setInputFiles(join(RACINE, "tests/e2e/effectif-sale.xlsx"));
  await page.getByRole("button", { name: "Lire ce tableau" }).click();
  await titre(1, "Que contient chaque colonne ?");
  await page.getByRole("button", { name: "Continuer", exact: true }).click();
  await page.getByRole("button", { name: "Remplir mes réponses" }).click();
  await page.locator("ul.lignes > li").first().waitFor();
  const metiers = await page.locator("ul.lignes > li").count();
  if (vu.erreurs.length > 0) throw new Error(vu.erreurs.join("\n"));
  await context.close();
  console.log(`\nParcours : « ${vue} », annulé, relu ; ${premiers} sites confirmés ; hors ligne, ${seconds} sites confirmés, puis ${metiers} lignes de professionnels.`);
}

const site = await servir();
const browser = await lancer();
try {
  const session = await browser.newBrowserCDPSession();
  const tours = [];
  for (let rank = 0; rank < TOURS; rank += 1) tours.push(await tour(browser, session, site));
  montrer(tours, browser.version());
  await parcours(browser, site);
} finally {
  await browser.close();
  await site.fermer();
}

function montrer(tours, version) {
  const nombre = (value, decimales = 0) => value.toLocaleString("fr-FR", { maximumFractionDigits: decimales, minimumFractionDigits: decimales });
  const text = tours[0].temoin.text;
  const mo = (bytes) => (bytes === null ? "—" : `${nombre(bytes / 1e6)} Mo`);
  const au_milieu = (pick) => mediane(tours.map(pick));
  const ligne = (nom, pick, process, program) => {
    const parts = tours.map((one) => one.temoin.ms / pick(one));
    const part = mediane(parts);
    console.log([
      nom.padEnd(22), `${nombre(au_milieu(pick) / 1000, 2)} s`.padStart(9), `${nombre(text / 1000 / au_milieu(pick))} Mo/s`.padStart(10),
      nombre(part, 2).padStart(8), program.padStart(12), process.padStart(12),
    ].join(" "));
    return part;
  };
  const plus = (pick) => (tours.some((one) => pick(one) === null) ? null : Math.max(...tours.map(pick)));
  console.log(`\nChromium ${version}, ${TOURS} tours (médianes ; mémoire : le pire). ${mo(statSync(fichier).size)} compressés, ${mo(text)} de JSON.`);
  console.log(tours[0].lecture.said);
  console.log(["".padEnd(22), "durée".padStart(9), "débit".padStart(10), "÷ témoin".padStart(8), "WebAssembly".padStart(12), "processus".padStart(12)].join(" "));
  ligne("DecompressionStream", (one) => one.temoin.ms, `+ ${mo(plus((one) => one.memoireTemoin))}`, "");
  const wasm = plus((one) => one.wasm);
  const process = plus((one) => one.memoire);
  const part = ligne("Jalons", (one) => one.lecture.ms, `+ ${mo(process)}`, mo(wasm));
  ligne("@streamparser/json", (one) => one.npm.ms, `+ ${mo(plus((one) => one.memoireNpm))}`, "");

  const searches = RECHERCHES.map((texte, rank) => ({
    texte,
    trajet: au_milieu((one) => one.recherches[rank].trajet),
    affiche: au_milieu((one) => one.recherches[rank].affiche),
  }));
  const pire = (kind) => searches.reduce((worst, one) => (one[kind] > worst[kind] ? one : worst));
  console.log(`\nRecherche, ${RECHERCHES.length} demandes`.padEnd(30), "médiane".padStart(10), "pire".padStart(10));
  for (const [kind, nom] of [["trajet", "réponse du programme"], ["affiche", "de la frappe à l’affichage"]]) {
    const worst = pire(kind);
    console.log(nom.padEnd(29), `${nombre(mediane(searches.map((one) => one[kind])), 1)} ms`.padStart(10), `${nombre(worst[kind], 1)} ms`.padStart(10), ` « ${worst.texte} »`);
  }
  const juger = (tient, promesse) => console.log(`${tient ? "tient    " : "MANQUE   "} ${promesse}`);
  console.log("");
  juger(part >= PART_DU_TEMOIN, `lire au moins au tiers de la vitesse du témoin : ${nombre(part, 2)}`);
  juger(Math.max(wasm, process ?? 0) <= MEMOIRE, `en ${mo(MEMOIRE)} : ${mo(wasm)} pour le programme, ${mo(process)} de plus pour tout le processus`);
  juger(pire("affiche").affiche < RECHERCHE, `chercher en moins de ${RECHERCHE} ms : ${nombre(pire("affiche").affiche, 1)} ms au pire`);
}
