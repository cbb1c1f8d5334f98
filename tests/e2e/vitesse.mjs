// Measures, on dist/, what a mid phone sees: `node tests/e2e/vitesse.mjs`. Not a test: figures depend on the machine.
//
// The first load: processor four times slower, slow 4G (1.6 Mbit/s down, 0.75 up, 150 ms there and back), everything
// compressed by brotli. Then, with the processor four times slower, the longest task of the page's own thread in each
// interaction. The browser slows that thread down, not the programs beside it: what these compute is told as a delay,
// as this machine has it.
import { servir } from "./lib/serveur.mjs";
import { lancer, ouvrir } from "./lib/navigateur.mjs";
import { dossier, enregistre, ouvrirDossier } from "./lib/parcours.mjs";

const FREIN = 4;
const LENT = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const TOURS = 5;

const site = await servir({ brotli: true });
const browser = await lancer();

const median = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];
const ms = (value) => `${Math.round(value)} ms`.padStart(9);

/** One first load. */
async function chargement(reseau) {
  const bytes = { first: 0, count: 0 };
  let cdp;
  const avant = async (page) => {
    cdp = await page.context().newCDPSession(page);
    await cdp.send("Network.enable");
    await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
    if (reseau) await cdp.send("Network.emulateNetworkConditions", LENT);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: FREIN });
    cdp.on("Network.loadingFinished", ({ encodedDataLength }) => { bytes.first += encodedDataLength; bytes.count += 1; });
    await page.addInitScript(() => {
      window.mesures = { longues: [] };
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (entry.name === "first-contentful-paint") window.mesures.texte = entry.startTime;
      }).observe({ type: "paint", buffered: true });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.mesures.longues.push(entry.duration);
      }).observe({ type: "longtask", buffered: true });
      // What replaces the static page holds a button that works: its program is there.
      new MutationObserver((_, observer) => {
        if (document.documentElement?.dataset.pret !== "oui") return;
        window.mesures.pret = performance.now();
        observer.disconnect();
      }).observe(document, { attributes: true, subtree: true, childList: true });
    });
  };
  const { page, context } = await ouvrir(browser, site.adresse, { paresseux: true, attendre: false, avant });
  await page.waitForFunction(() => window.mesures.pret && window.mesures.texte);
  await page.waitForTimeout(300);
  const seen = await page.evaluate(() => ({ ...window.mesures, longue: Math.max(0, ...window.mesures.longues) }));
  await context.close();
  return { texte: seen.texte, pret: seen.pret, longue: seen.longue, octets: bytes.first, fichiers: bytes.count };
}

// Compresses everything once.
await chargement(false);
for (const [nom, reseau] of [["4G lente", true], ["réseau local", false]]) {
  const all = [];
  for (let turn = 0; turn < TOURS; turn += 1) all.push(await chargement(reseau));
  const of = (field) => median(all.map((one) => one[field]));
  console.log(`Premier chargement, ${nom}, processeur ÷${FREIN} : texte lisible ${ms(of("texte"))}, « Commencer » prêt ${ms(of("pret"))}, plus longue tâche ${ms(of("longue"))}, ${of("fichiers")} fichiers, ${(of("octets") / 1000).toFixed(1)} ko`);
}

/** A page on a dossier, its processor slowed down, that tells its long tasks. */
async function surDossier(contenu) {
  const { page, context } = await ouvrir(browser, site.adresse, { paresseux: true });
  const base = await ouvrirDossier(page, contenu);
  await enregistre(page);
  await page.evaluate(() => {
    window.longues = [];
    new PerformanceObserver((list) => window.longues.push(...list.getEntries().map((one) => one.duration))).observe({ type: "longtask" });
  });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: FREIN });
  return { page, context, base: base.slice(base.indexOf("#")) };
}

/** Does something in the page, waits for `fini` (a function of the page, cheap), and says what it took. */
async function mesurer(nom, page, geste, fini) {
  await page.waitForTimeout(400);
  await page.evaluate(() => { window.longues.length = 0; });
  const ended = page.evaluate((fini) => new Promise((done) => {
    const test = new Function(`return (${fini})()`);
    const start = performance.now();
    const timer = setInterval(() => {
      if (!test()) return;
      clearInterval(timer);
      done(performance.now() - start);
    }, 8);
  }), fini.toString());
  await geste();
  const lasted = await ended;
  await page.waitForTimeout(800);
  const [longest, count] = await page.evaluate(() => [Math.max(0, ...window.longues), window.longues.length]);
  const told = longest === 0 ? "aucune tâche de plus de 50 ms" : `plus longue tâche ${ms(longest)} (${count} de plus de 50 ms)`;
  console.log(`${nom.padEnd(62)} ${ms(lasted)} ; ${told}`);
}

const aller = (page, hash) => () => page.evaluate((hash) => { location.hash = hash; }, hash);

const sites = (many) => Array.from({ length: many }, (_, rank) => ({ id: `site-${rank + 1}`, "site-nom": `Site ${rank + 1}`, "site-categorie": ["183", "186", "182", "246", "500", "448"][rank % 6] }));
const METIERS = ["infirmier", "medecin", "aide-soignant", "educateur-specialise", "aes", "psychologue", "moniteur-educateur", "amp", "ergotherapeute", "animateur"];
const cinqCents = Array.from({ length: 50 }, (_, rank) => ({ id: `pro-${rank + 1}`, "pro-profil": METIERS[rank % METIERS.length], "pro-effectif": "10" }));

{
  const { page, context, base } = await surDossier(dossier("c01"));
  console.log(`\nUn EHPAD (C01), processeur ÷${FREIN} :`);
  await aller(page, `${base}/verifier`)();
  await page.waitForTimeout(1000);
  await mesurer("Ouvrir le plan", page, aller(page, `${base}/plan`), () => document.querySelectorAll(".acte-plan").length > 5);
  await page.evaluate(() => { window.faits = document.querySelectorAll(".acte-plan.fait").length; document.querySelector(".acte-plan select").focus(); });
  await mesurer("Marquer une action « Fait » dans le plan", page, () => page.keyboard.press("End"), () => document.querySelectorAll(".acte-plan.fait").length > window.faits);
  await mesurer("Ouvrir le calendrier", page, aller(page, `${base}/calendrier`), () => document.querySelectorAll("svg.frise a.action").length > 5);
  await context.close();
}

{
  const { page, context, base } = await surDossier(dossier("c02", { sites: sites(20), professionnels: cinqCents }));
  console.log(`\n20 sites, 500 professionnels en 50 lignes, processeur ÷${FREIN} :`);
  await aller(page, `${base}/question/services`)();
  await page.waitForFunction(() => /services/i.test(document.querySelector("h1#titre")?.textContent ?? ""));
  await page.waitForTimeout(1500);
  const box = await page.getByRole("checkbox", { name: /^DMP : consulter|^DMP/ }).last().boundingBox();
  await page.evaluate(() => { window.avant = document.querySelector(".panneau")?.textContent; window.coches = document.querySelectorAll("input:checked").length; });
  await mesurer("Cocher une réponse", page, () => page.mouse.click(box.x + 5, box.y + 5), () => document.querySelectorAll("input:checked").length !== window.coches);
  await mesurer("Ouvrir la page des professionnels", page, aller(page, `${base}/question/professionnels`), () => document.querySelectorAll("ul.lignes > li").length === 50);
  await mesurer("Ouvrir « Vérifiez vos réponses »", page, aller(page, `${base}/verifier`), () => /Vérifiez/.test(document.querySelector("h1#titre")?.textContent ?? "") && document.querySelector("dl.verifier"));
  for (const [lieu, quoi, fini] of [
    ["plan", "Ouvrir le plan", () => document.querySelectorAll(".acte-plan").length > 5],
    ["calendrier", "Ouvrir le calendrier", () => document.querySelectorAll("svg.frise a.action").length > 5],
    ["liste", "Ouvrir la liste à cocher", () => /^Liste/.test(document.querySelector("h1#titre")?.textContent ?? "")],
    ["fiches", "Ouvrir les fiches", () => /^Fiches/.test(document.querySelector("h1#titre")?.textContent ?? "")],
    ["courriers", "Ouvrir les courriers", () => /^Courriers/.test(document.querySelector("h1#titre")?.textContent ?? "")],
  ]) await mesurer(quoi, page, aller(page, `${base}/${lieu}`), fini);
  await aller(page, `${base}/plan`)();
  await page.waitForFunction(() => document.querySelectorAll(".acte-plan").length > 5);
  await page.waitForTimeout(1500);
  console.log(`  (le plan : ${await page.locator(".acte-plan").count()} actions, ${await page.evaluate(() => document.querySelectorAll("#app *").length)} éléments)`);
  await page.evaluate(() => { window.faits = document.querySelectorAll(".acte-plan.fait").length; document.querySelector(".acte-plan select").focus(); });
  await mesurer("Marquer une action « Fait » dans le plan", page, () => page.keyboard.press("End"), () => document.querySelectorAll(".acte-plan.fait").length > window.faits);
  await context.close();
}

{
  const { page, context, base } = await surDossier(dossier("c02", { sites: sites(1000) }));
  console.log(`\n1 000 sites, processeur ÷${FREIN} :`);
  await mesurer("Ouvrir la liste des sites", page, aller(page, `${base}/question/sites`), () => document.querySelectorAll("ul.lignes > li").length >= 50 && /établissements/.test(document.querySelector("h1#titre").textContent));
  console.log(`  (${await page.evaluate(() => document.querySelectorAll("ul.lignes > li").length)} lignes, ${await page.evaluate(() => document.querySelectorAll("#app *").length)} éléments)`);
  await mesurer("Ouvrir « Vérifiez vos réponses »", page, aller(page, `${base}/verifier`), () => /Vérifiez/.test(document.querySelector("h1#titre")?.textContent ?? "") && document.querySelector("dl.verifier"));
  console.log(`  (${await page.evaluate(() => document.querySelectorAll("#app *").length)} éléments)`);
  await mesurer("Ouvrir un site", page, aller(page, `${base}/question/sites/site-500`), () => document.querySelector("[name=site-nom]")?.value === "Site 500");
  await page.evaluate(() => document.querySelector("[name=site-nom]").focus());
  await mesurer("Taper une lettre dans le nom d’un site", page, () => page.keyboard.press("a"), () => document.querySelector("[name=site-nom]").value !== "Site 500");
  await mesurer("Ouvrir le plan", page, aller(page, `${base}/plan`), () => document.querySelectorAll(".acte-plan").length > 3);
  await context.close();
}

await browser.close();
await site.fermer();
