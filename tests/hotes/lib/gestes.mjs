// What a person does, and sees, of a page that stays on the device.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { axe, prete } from "../../e2e/lib/navigateur.mjs";
import { PAGES, dossier, enregistre, ouvrirDossier, pageDe } from "../../e2e/lib/parcours.mjs";

/** A browser's profile. */
export async function profil(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "fr-FR", ...options });
  context.setDefaultTimeout(15_000);
  return context;
}

/** A tab at that address, once the page is there. */
export async function onglet(context, adresse) {
  const page = await context.newPage();
  // A browser that is putting another version on the device beside this may be long to answer.
  await page.goto(adresse, { waitUntil: "commit", timeout: 30_000 });
  await prete(page);
  return page;
}

/** A dossier is opened, and the bar says that the page is ready without a network. Gives the dossier's fragment. */
export async function installer(context, adresse, nom = "c01") {
  const page = await onglet(context, adresse);
  const base = await ouvrirDossier(page, dossier(nom));
  await enregistre(page);
  await pretHorsLigne(page);
  await page.close();
  return base.slice(base.indexOf("#"));
}

export const pretHorsLigne = (page) => page.locator(".barre .garde", { hasText: /^Prêt hors ligne$/ }).waitFor();

/** The version of the page that is shown. */
export const version = (page) => page.evaluate(() => document.documentElement.dataset.version);

/**
 * A visit once a release was published: it is of that version; or, on a machine so slow that the release was not whole soon,
 * of the one before, which says that the new one is ready: the visit after is of that one.
 */
export async function visite(context, adresse, attendue) {
  const page = await onglet(context, adresse);
  if (await version(page) === attendue) return page;
  await page.getByText(/Une nouvelle version de Jalons est prête/).waitFor({ timeout: 60_000 });
  await page.close();
  const next = await onglet(context, adresse);
  assert.equal(await version(next), attendue);
  return next;
}

/** The plan is drawn, and a workbook is made: the page and both programs work. */
export async function toutMarche(page, base, quand) {
  await page.evaluate((hash) => { location.hash = hash; }, `${base}/plan`);
  await page.locator("#feuille[aria-busy=false] .acte-plan").first().waitFor({ state: "attached" });
  await page.evaluate((hash) => { location.hash = hash; }, `${base}/fichiers`);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /Classeur/ }).click()]);
  assert.match(download.suggestedFilename(), /xlsx$/, quand);
}

/** Neither network nor server: a new tab opens, and everything works. Gives the version that opened. */
export async function sansReseau(context, site, path, base) {
  await site.fermer();
  await context.setOffline(true);
  const page = await onglet(context, site.adresse(path) + base);
  await toutMarche(page, base, "hors ligne");
  const opened = await version(page);
  await page.close();
  return opened;
}

/** What the browser itself kept of what it was sent grows old. */
export async function oublier(context) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.clearBrowserCache");
  await page.close();
}

/** The version of the page in each copy on the device, by the name of the copy. */
export const copies = (page) => page.evaluate(async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const kept = await caches.match(document.baseURI.split("#")[0], { cacheName: name, ignoreVary: true });
    found[name] = (await kept?.text())?.match(/data-version="?([0-9a-f]{8})/)?.[1] ?? null;
  }
  return found;
});

/** In a browser from which something was taken away: a question, the plan, the files and the copy on the device. */
export async function toutVaSansCeQuiManque(page, base) {
  await enregistre(page);
  await pageDe(page, base, "question/identite");
  const look = await page.evaluate(() => {
    const field = document.querySelector("#app main input[type=text]");
    field.focus();
    const style = getComputedStyle(field);
    return { trait: style.borderTopStyle, bord: style.borderTopColor, fond: style.backgroundColor };
  });
  assert.equal(look.trait, "solid");
  assert.notEqual(look.bord, look.fond, "the edge of a field is seen");
  await axe(page, "question");
  await pageDe(page, base, "plan");
  assert.equal(await page.locator(".acte-plan").count(), 17);
  await axe(page, "plan");
  for (const lieu of Object.keys(PAGES)) await pageDe(page, base, lieu);
  await toutMarche(page, base, "without what is newer");
  await pretHorsLigne(page);
}

/** Another origin, that would answer anyone: its address, and what was asked of it. Closed at the end of the test. */
export async function ailleurs(t) {
  const demandes = [];
  const host = createServer((request, response) => {
    demandes.push(request.url);
    response.writeHead(200, { "access-control-allow-origin": "*" }).end("ailleurs");
  });
  await new Promise((done) => host.listen(0, "127.0.0.1", done));
  t.after(() => host.close());
  return { adresse: `http://127.0.0.1:${host.address().port}/`, demandes };
}
