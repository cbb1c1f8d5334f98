// The pages of a release that need no program: the rules in text, the licences. And what leads to them.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { servir } from "./lib/serveur.mjs";
import { axe, capture, imprimer, lancer, ouvrir, rienNeCloche, rienNeSort, tientEnLargeur } from "./lib/navigateur.mjs";

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

const VUES = [["1280 px", {}], ["360 px, sombre", { viewport: { width: 360, height: 740 }, colorScheme: "dark" }]];
for (const [fichier, titre] of [["sans-javascript.html", /Vos démarches auprès de l’Agence/], ["LICENCES.html", /^Licences$/]]) {
  for (const [nom, options] of VUES) {
    test(`${fichier} is read at ${nom}, with nothing asked for beside it`, async () => {
      const { page, vu, context } = await ouvrir(browser, site.adresse + fichier, { attendre: false, ...options });
      await page.getByRole("heading", { level: 1, name: titre }).waitFor();
      await tientEnLargeur(page, `${fichier}, ${nom}`);
      await axe(page, `${fichier}, ${nom}`);
      await capture(page, `${fichier} ${nom}`, { fullPage: false });
      assert.deepEqual(vu.requetes.filter((url) => !url.startsWith("data:")), [site.adresse + fichier]);
      rienNeCloche(vu);
      rienNeSort(vu, site.adresse);
      await context.close();
    });
  }
}

test("without JavaScript, the page leads to the text, whose links lead inside it and back", async () => {
  const { page, context } = await ouvrir(browser, site.adresse, { attendre: false, javaScriptEnabled: false });
  await page.getByRole("link", { name: /toutes les démarches/i }).first().click();
  await page.getByRole("heading", { level: 1, name: /Vos démarches/ }).waitFor();
  await page.getByRole("navigation", { name: "Dans cette page" }).getByRole("link", { name: "Les contacts" }).click();
  assert.match(page.url(), /#contacts$/);
  await page.getByRole("link", { name: "Ouvrir Jalons" }).click();
  await page.getByRole("heading", { level: 1, name: /Ce que votre structure/ }).waitFor();
  await context.close();
});

for (const [cause, avant] of [
  ["WebAssembly is cut off", (page) => page.addInitScript(() => { delete window.WebAssembly; })],
  ["its program is absent", (page) => page.route("**/jalons-*.js", (route) => route.fulfill({ status: 404, body: "" }))],
]) {
  test(`when ${cause}, the page leads to the text`, async () => {
    const { page, context } = await ouvrir(browser, site.adresse, { attendre: false, avant });
    await page.locator("#echec-demarrage").getByRole("link", { name: /Toutes les démarches/ }).click();
    await page.getByRole("heading", { level: 1, name: /Vos démarches/ }).waitFor();
    await context.close();
  });
}

test("on paper the text says its sources by their addresses", async () => {
  const { page, context } = await ouvrir(browser, `${site.adresse}sans-javascript.html`, { attendre: false });
  const paper = await imprimer(page, "sans-javascript");
  assert.match(paper, /https:\/\/esante\.gouv\.fr/);
  assert.match(paper, /Qui signe/);
  await context.close();
});
