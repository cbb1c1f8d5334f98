// Lighthouse: 100 for accessibility, for good practices and for search engines, on the welcome page, on questions and on
// pages that come out of a dossier, in a window of a desk; on three of them in one of a phone too. Some six seconds each.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import lighthouse, { desktopConfig } from "lighthouse";
import { lancerAuPort, prete } from "../e2e/lib/navigateur.mjs";
import { dossier, enregistre, ouvrirDossier } from "../e2e/lib/parcours.mjs";
import { portLibre } from "../e2e/lib/machine.mjs";
import { servir } from "../hotes/lib/commutateur.mjs";
import { entiere, sans } from "../hotes/lib/manques.mjs";

const CATEGORIES = ["accessibility", "best-practices", "seo"];
const BUREAU = ["#/", "#/questionnaire-vierge", "question/identite", "question/sites", "par-quoi-commencer", "calendrier", "courriers", "fichiers"];
const TELEPHONE = ["#/", "question/identite", "plan"];

let place;
before(async () => {
  const profil = mkdtempSync(join(tmpdir(), "jalons-lighthouse-"));
  const port = await portLibre();
  const closing = [];
  const t = { after: (act) => closing.push(act) };
  const site = await servir(t, { "/jalons/": sans(t, { css: entiere }) });
  const context = await lancerAuPort(profil, port);
  const page = await context.newPage();
  await page.goto(site.adresse("/jalons/"));
  await prete(page);
  const base = await ouvrirDossier(page, dossier("c01"));
  await enregistre(page);
  // What is judged next is opened by Lighthouse, in the same profile: two tabs would be told of each other.
  await page.goto("about:blank");
  place = { site, context, port, closing, profil, base: base.slice(base.indexOf("#")) };
});
after(async () => {
  await place?.context.close();
  for (const act of place?.closing ?? []) await act();
  if (place) rmSync(place.profil, { recursive: true, force: true, maxRetries: 3 });
});

/** The marks of an address, each with what it loses points for. */
async function notes(address, config) {
  // Speed is not what is asked.
  const quick = { throttlingMethod: "provided", disableFullPageScreenshot: true, pauseAfterLoadMs: 0, cpuQuietThresholdMs: 0, networkQuietThresholdMs: 300 };
  const { lhr } = await lighthouse(address, { port: place.port, onlyCategories: CATEGORIES, disableStorageReset: true, logLevel: "error", ...quick }, config);
  assert.equal(lhr.runtimeError, undefined);
  return Object.fromEntries(CATEGORIES.map((name) => {
    const { score, auditRefs } = lhr.categories[name];
    const lost = auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1);
    const said = (item) => (item.node ? `${item.node.path} ${item.node.snippet} ${item.node.explanation ?? ""}` : JSON.stringify(item));
    const why = lost.map(({ id }) => `${id}: ${lhr.audits[id].details?.items?.slice(0, 3).map(said).join("\n") ?? ""}`);
    return [name, [Math.round(score * 100), ...why]];
  }));
}

const CENT = Object.fromEntries(CATEGORIES.map((name) => [name, [100]]));
for (const [window, lieux, config] of [["a desk", BUREAU, desktopConfig], ["a phone", TELEPHONE, undefined]]) {
  for (const lieu of lieux) {
    test(`${lieu}, in the window of ${window}: 100, 100, 100`, async () => {
      const hash = lieu.startsWith("#") ? lieu : `${place.base}/${lieu}`;
      assert.deepEqual(await notes(place.site.adresse("/jalons/") + hash, config), CENT);
    });
  }
}

test("it is able to find a fault here: a link without address, an image without a text", async () => {
  place.site.repondre = (path) => (path === "/faute/" ? [200, "<!doctype html><html lang=fr><title>Faute</title><meta name=description content=Faute><a download>Télécharger</a><img src=data:>"] : undefined);
  const found = await notes(place.site.adresse("/faute/"), desktopConfig);
  assert.match(found.seo.join(), /crawlable-anchors/);
  assert.match(found.accessibility.join(), /image-alt/);
});
