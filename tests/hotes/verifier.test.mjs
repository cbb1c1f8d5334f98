// `cargo xtask verify`: what a host sends, told file by file; each fault is named with what to do.
import { test } from "node:test";
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dire, verifier } from "../../xtask/verifier.mjs";
import { servir } from "./lib/commutateur.mjs";
import { HOTES } from "./lib/hotes.mjs";
import { publiee } from "./lib/versions.mjs";

const FICHIERS = readdirSync(publiee().dossier);
const [WASM] = FICHIERS.filter((name) => /^jalons-[0-9a-f]+_bg\.wasm$/.test(name));
const [CALCUL] = FICHIERS.filter((name) => /^calcul-[0-9a-f]+\.js$/.test(name));

async function essai(t, regler = () => {}, jour) {
  const site = await servir(t, { "/jalons/": publiee() });
  site.entetes = () => ({ "content-security-policy": "frame-ancestors 'self'" });
  regler(site);
  return verifier(site.adresse("/jalons/"), jour);
}
const dit = (lines, ...sentences) => {
  for (const sentence of sentences) assert.ok(lines.some((line) => sentence.test(line)), `${sentence} in:\n${lines.join("\n")}`);
};

test("a copy that is whole: each file is told, nothing is to be mended, the service worker may start", async (t) => {
  const bilan = await essai(t);
  assert.deepEqual(bilan.fautes, []);
  for (const name of ["la page", "sw.js", "jalons.json", "integration.js", "schemas/reglages-1.json", WASM, CALCUL]) dit(bilan.lignes, new RegExp(`^✓ ${name} : statut 200`));
  dit(bilan.lignes, /le service worker peut démarrer/, /répertoire FINESS n’est pas publié/, /mise dans un cadre par : 'self'/);
  // This host compresses nothing.
  dit(bilan.conseils, /sans compression/);
  assert.match(dire(bilan), /La page marche/);
});

for (const [what, regler, sentence] of [
  ["a file that is not there", (site) => { site.repondre = (path) => (path.endsWith(CALCUL) ? 404 : undefined); }, new RegExp(`${CALCUL} n’est pas donné \\(statut 404\\)`)],
  ["a page in place of a file", (site) => { site.repondre = (path) => (path.endsWith(".wasm") ? [200, "<h1>Bonjour</h1>"] : undefined); }, /envoie une page à la place/],
  ["scripts of a wrong type", (site) => { site.type = (path) => (path.endsWith(".js") ? "text/plain" : "text/html"); }, /au lieu de « text\/javascript »/],
  ["a program that was changed on its way", (site) => { site.repondre = (path) => (path.endsWith(CALCUL) ? [200, "autre chose", "text/javascript"] : undefined); }, /n’est pas celui que la page attend/],
  ["a service worker of another version", (site) => { site.repondre = (path) => (path.endsWith("/sw.js") ? [200, 'const VERSION="00000000",COEUR=["./"],PROGRAMMES=[]', "text/javascript"] : undefined); }, /sw\.js est de la version 00000000/],
  ["a policy that forbids WebAssembly and workers", (site) => { site.entetes = () => ({ "content-security-policy": "default-src 'self'" }); }, /interdit WebAssembly/],
  ["a policy that forbids workers from blobs", (site) => { site.entetes = () => ({ "content-security-policy": "default-src 'self' 'wasm-unsafe-eval'" }); }, /worker-src 'self' blob:/],
  ["a compression that is none", (site) => { site.entetes = (path) => (path.endsWith(".wasm") ? { "content-encoding": "br" } : {}); }, /il dit l’envoyer en « br »/],
  ["a host that refuses", (site) => { site.repondre = () => 403; }, /ne donne pas la page \(statut 403\)\. Vérifiez l’adresse/],
  ["a host that its own settings stop", (site) => { site.repondre = () => 500; }, /ne donne pas la page \(statut 500\)\. C’est l’hébergeur qui échoue.*\.htaccess/],
  ["a page that is not ours", (site) => { site.repondre = () => [200, "<h1>Bienvenue</h1>"]; }, /n’est pas une page Jalons publiée/],
]) {
  test(`to be mended: ${what}`, async (t) => {
    const bilan = await essai(t, regler);
    dit(bilan.fautes, sentence);
    assert.match(dire(bilan), /corrigez/);
  });
}

for (const [what, regler, sentence] of [
  ["a program without its type", (site) => { const type = site.type; site.type = (path) => (path.endsWith(".wasm") ? "" : type(path)); }, /au lieu de « application\/wasm »/],
  ["settings that browsers keep", (site) => { site.entetes = () => ({ "cache-control": "public, max-age=86400" }); }, /jalons\.json peut être gardé 86400 secondes/],
  ["anybody may frame the page", (site) => { site.entetes = () => ({}); }, /frame-ancestors/],
  ["every address is there", (site) => { site.repondre = (path) => (path.includes("/absent-") ? [200, "<h1>Accueil</h1>"] : undefined); }, /répond 200 à une adresse qui n’existe pas/],
  ...["jalons.json", "404.html", "sans-javascript.html", "LICENCES.html", "integration.js", "schemas/reglages-1.json"].flatMap((name) => [
    [`${name}, which is not there`, (site) => { site.repondre = (path) => (path.endsWith(`/${name}`) ? 404 : undefined); }, new RegExp(`^${name} n’est pas donné \\(statut 404\\)\\. Copiez le dossier dist/ entier, sous-dossiers compris`)],
    [`a compression that is none, of ${name}`, (site) => { site.entetes = (path) => (path.endsWith(`/${name}`) ? { "content-encoding": "br" } : {}); }, new RegExp(`^${name} n’arrive pas`)],
  ]),
  ["a page in place of what the schemas' folder holds", (site) => { site.repondre = (path) => (path.includes("/schemas/") ? [200, "<h1>Bonjour</h1>", "text/html"] : undefined); }, /^schemas\/reglages-1\.json : l’hébergeur envoie une page à la place/],
]) {
  test(`could be better: ${what}`, async (t) => {
    const bilan = await essai(t, regler);
    assert.deepEqual(bilan.fautes, []);
    dit(bilan.conseils, sentence);
  });
}

test("a host that does not answer is told so", async () => {
  const bilan = await verifier("http://127.0.0.1:9/");
  dit(bilan.fautes, /ne donne pas la page/);
});

/** A copy with a FINESS directory. */
function avecFiness(t, parts) {
  const root = mkdtempSync(join(tmpdir(), "jalons-verifier-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  cpSync(publiee().dossier, root, { recursive: true });
  const page = join(root, "index.html");
  writeFileSync(page, readFileSync(page, "utf8").replace("<html ", "<html data-finess=oui "));
  mkdirSync(join(root, "finess"), { recursive: true });
  writeFileSync(join(root, "finess/index.json"), JSON.stringify({ jalons: "finess", schema: 1, millesime: "2026-08-13", parties: ["010000", "750721"] }));
  for (const part of parts) writeFileSync(join(root, `finess/${part}.bin`), "x");
  return { dossier: root };
}

test("the FINESS directory: its age, its parts", async (t) => {
  const put = (parts) => (site) => { site.publier("/jalons/", avecFiness(t, parts)); };
  const fresh = await essai(t, put(["010000", "750721"]), new Date("2026-09-01T12:00:00Z"));
  assert.deepEqual(fresh.fautes, []);
  dit(fresh.lignes, /répertoire FINESS du 2026-08-13, 2 morceaux/);
  assert.ok(!fresh.conseils.some((line) => /répertoire FINESS a/.test(line)));
  const old = await essai(t, put(["010000", "750721"]), new Date("2026-12-01T12:00:00Z"));
  dit(old.conseils, /Le répertoire FINESS a 110 jours/);
  const torn = await essai(t, put(["010000"]), new Date("2026-09-01T12:00:00Z"));
  dit(torn.fautes, /finess\/750721\.bin du répertoire n’est pas donné/);
});

for (const hote of HOTES) {
  test(`${hote.nom}, with its defaults: nothing keeps the page from working`, { skip: hote.absent() }, async (t) => {
    const site = await hote.servir(t, { "/outils/jalons/": publiee() });
    const bilan = await verifier(site.adresse("/outils/jalons/"));
    assert.deepEqual(bilan.fautes, []);
    // Without its last slash, as people type it.
    assert.deepEqual((await verifier(site.adresse("/outils/jalons"))).fautes, []);
  });
}
