// Hosts that send the .br or the .gz that stands beside a file: its very bytes, to who asks for them; the file itself to who
// does not, and where nothing stands beside.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lancer } from "../e2e/lib/navigateur.mjs";
import { programme } from "../e2e/lib/machine.mjs";
import { installer, profil, sansReseau } from "./lib/gestes.mjs";
import { BROTLI, HOTES } from "./lib/hotes.mjs";
import { publiee } from "./lib/versions.mjs";

let browser;
before(async () => { browser = await lancer(); });
after(async () => { await browser?.close(); });

const FINS = { br: ".br", gzip: ".gz" };
const PLACE = "/jalons/";

/** What came of that request, as it was sent. */
const demander = (adresse, encodings) => new Promise((done, failed) => {
  get(adresse, { headers: { "accept-encoding": encodings } }, (response) => {
    const parts = [];
    response.on("data", (part) => parts.push(part));
    response.on("end", () => done({ corps: Buffer.concat(parts), encodage: response.headers["content-encoding"] ?? "", type: response.headers["content-type"]?.split(";")[0] }));
  }).on("error", failed);
});

/** Whether nginx was made without its module for .gz. */
const sansGzip = () => !execFileSync("sh", ["-c", `"${programme("nginx")}" -V 2>&1`], { encoding: "utf8" }).includes("http_gzip_static_module") && "nginx est fait sans gzip_static";

// What docs/hebergement.md says to write for each, and the best of what it then sends.
const CAS = [
  { nom: "nginx", regles: "gzip_static on;", envoye: "gzip", absent: sansGzip },
  { nom: "nginx", regles: "gzip_static on; brotli_static on;", envoye: "br", absent: () => !BROTLI && "nginx n’a pas son module brotli" },
  { nom: "caddy", regles: "file_server {\nprecompressed br gzip\n}", envoye: "br", absent: () => false },
];

for (const { nom, regles, envoye, absent } of CAS) {
  const hote = HOTES.find((hote) => hote.nom === nom);
  const skip = hote.absent() || absent();

  test(`${nom}, ${envoye}: the bytes that stand beside each file are sent, and the page lives on them`, { skip }, async (t) => {
    const site = await hote.servir(t, { [PLACE]: publiee() }, regles);
    const names = readdirSync(publiee().dossier);
    const packed = names.filter((name) => name.endsWith(FINS[envoye])).map((name) => name.slice(0, -FINS[envoye].length));
    assert.ok(packed.length > 8);
    const lire = (name) => readFileSync(join(publiee().dossier, name));
    for (const name of packed) {
      const sent = await demander(site.adresse(PLACE + (name === "index.html" ? "" : name)), "br, gzip");
      assert.equal(sent.encodage, envoye, name);
      assert.ok(sent.corps.equals(lire(name + FINS[envoye])), `${name}: those beside it, not others`);
      const plain = await demander(site.adresse(PLACE + (name === "index.html" ? "" : name)), "identity");
      assert.deepEqual([plain.encodage, plain.type], ["", sent.type], name);
      assert.ok(plain.corps.equals(lire(name)), name);
    }
    const settings = await demander(site.adresse(`${PLACE}jalons.json`), "br, gzip");
    assert.equal(settings.encodage, "", "nothing stands beside what is changed by hand");
    const context = await profil(browser);
    t.after(() => context.close());
    const base = await installer(context, site.adresse(PLACE));
    assert.equal(await sansReseau(context, site, PLACE, base), publiee().version);
  });

  test(`${nom}, ${envoye}: a page that was changed by hand is sent once what stood beside it is removed, as the documentation says`, { skip }, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "jalons-compresse-"));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    cpSync(publiee().dossier, folder, { recursive: true });
    const page = join(folder, "index.html");
    writeFileSync(page, readFileSync(page, "utf8").replace("<title>", "<title>Chez nous : "));
    for (const end of Object.values(FINS)) rmSync(page + end);
    const site = await hote.servir(t, { [PLACE]: { dossier: folder } }, regles);
    const sent = await demander(site.adresse(PLACE), "br, gzip");
    assert.match(sent.corps.toString(), /<title>Chez nous : /);
  });
}
