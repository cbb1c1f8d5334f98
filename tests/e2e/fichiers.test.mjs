// What leaves the page: each file is produced in the browser and opened; the link is followed in another profile.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { servir } from "./lib/serveur.mjs";
import { axe, capture, lancer, ouvrir, rienNeCloche, rienNeSort } from "./lib/navigateur.mjs";

let browser, site;
before(async () => { site = await servir(); browser = await lancer(); });
after(async () => { await browser?.close(); await site?.fermer(); });

const C01 = new URL("../dossiers/c01.json", import.meta.url);

/** The page of the files of a worked case. */
async function fichiers(page, dossier = C01) {
  const file = JSON.parse(readFileSync(dossier, "utf8"));
  const text = JSON.stringify(file.dossier ?? file);
  await page.locator("#fichier").setInputFiles({ name: "dossier.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await page.waitForURL(/#\/dossier-/);
  const id = new URL(page.url()).hash.split("/")[1];
  await page.goto(`${site.adresse}#/${id}/fichiers`);
  await page.getByRole("button", { name: /Dossier complet/ }).waitFor();
}

test("each file is made on the device and is what it says", async () => {
  const { page, vu } = await ouvrir(browser, site.adresse);
  await fichiers(page);
  await axe(page, "fichiers");
  await capture(page, "fichiers");
  const sizes = {};
  for (const [name, debut] of [
    [/CSV/, "\ufeff"], [/Classeur/, "PK"], [/Calendrier/, "BEGIN:VCALENDAR"], [/Markdown/, "#"], [/texte/, ""],
    [/programme/, "{"], [/rouvrir/, "{"], [/complet/, "PK"],
  ]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".fichiers").getByRole("button", { name }).click()]);
    const bytes = readFileSync(await download.path());
    sizes[download.suggestedFilename()] = bytes.length;
    assert.ok(bytes.length > 100, `${name}: ${bytes.length} bytes`);
    assert.ok(bytes.toString("utf8").startsWith(debut), `${name} begins with ${debut}`);
    // The names of a ZIP stand in it as they are: the pages and the documents are there.
    if (name.source === "complet") for (const end of ["par-quoi-commencer.html", "fiches.docx", "courriers.html"]) assert.ok(bytes.includes(end), end);
    assert.match(download.suggestedFilename(), /^jalons-[a-z0-9-]+-\d{4}-\d{2}-\d{2}-/);
  }
  console.log(sizes);
  rienNeSort(vu, site.adresse);
  rienNeCloche(vu);
});

test("a link carries the dossier to another device, which is shown what it holds first", async () => {
  const { page } = await ouvrir(browser, site.adresse);
  await fichiers(page);
  await page.getByRole("button", { name: "Préparer le lien" }).click();
  const field = page.locator("#partage-adresse");
  await field.waitFor();
  const address = await field.inputValue();
  assert.match(address, /#\/lien\/1\./);
  await page.locator(".qr svg").waitFor();
  await axe(page, "lien");
  await capture(page, "lien");

  const other = await ouvrir(browser, address);
  await other.page.getByRole("heading", { name: "Un dossier vous est transmis" }).waitFor();
  await axe(other.page, "lien reçu");
  await capture(other.page, "lien-recu");
  assert.equal(await other.page.evaluate(async () => (await indexedDB.databases()).length), 0, "nothing is kept before it is accepted");
  await other.page.getByRole("button", { name: "Ouvrir ce dossier" }).click();
  await other.page.waitForURL(/#\/dossier-/);
  await other.page.getByText("Dossier ouvert d’après le lien").waitFor();
  rienNeSort(other.vu, site.adresse);
  rienNeCloche(other.vu);
});

test("a hostile or cut link gives a sentence", async () => {
  const { page, vu } = await ouvrir(browser, `${site.adresse}#/lien/1.AAAA`);
  await page.getByText(/incomplet ou abîmé/).waitFor();
  for (const text of ["2.AAAA", "x", `1.${"A".repeat(40_000)}`, "1.%3Cscript%3E"]) {
    await page.goto(`${site.adresse}#/lien/${text}`);
    await page.getByRole("heading", { name: "Ce lien ne s’ouvre pas" }).waitFor();
  }
  rienNeCloche(vu);
});
