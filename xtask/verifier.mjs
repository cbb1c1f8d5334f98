// What a host sends of a published copy, file by file, in sentences with what to do: `cargo xtask verify ADRESSE`.
//
// In Node, which a release is built with already: its client shows a response as it came (compression, headers), with TLS, and
// needs no other library.
import { createHash } from "node:crypto";
import { get as getHttp } from "node:http";
import { get as getHttps } from "node:https";
import { pathToFileURL } from "node:url";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";

// A file of a FINESS directory comes out each month.
const VIEUX = 45;
// How many parts of the directory are asked for.
const PARTS = 3;
const DELAI = 20_000;

// What the page works without.
const A_COTE = ["jalons.json", "404.html", "sans-javascript.html", "LICENCES.html", "integration.js", "schemas/reglages-1.json"];

const TYPES = {
  html: ["text/html"], js: ["text/javascript", "application/javascript"], css: ["text/css"], wasm: ["application/wasm"],
  json: ["application/json"], svg: ["image/svg+xml"], webmanifest: ["application/manifest+json", "application/json"],
};
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;
const fin = (name) => (name === "" ? "html" : name.slice(name.lastIndexOf(".") + 1));
const nom = (name) => (name === "" ? "la page" : name);

/** A response as it came: status, headers, bytes as sent, body; an error is a sentence. */
function demander(adresse) {
  return new Promise((done) => {
    const request = (adresse.protocol === "https:" ? getHttps : getHttp)(
      adresse, { headers: { "accept-encoding": "br, gzip", "user-agent": "jalons-verify" }, timeout: DELAI },
      (response) => {
        const parts = [];
        response.on("data", (part) => parts.push(part));
        response.on("error", (error) => done({ erreur: error.message }));
        response.on("end", () => {
          const sent = Buffer.concat(parts);
          const encodage = (response.headers["content-encoding"] ?? "").toLowerCase();
          try {
            const corps = encodage === "br" ? brotliDecompressSync(sent) : encodage === "gzip" ? gunzipSync(sent) : encodage === "deflate" ? inflateSync(sent) : sent;
            done({ statut: response.statusCode, entetes: response.headers, encodage, envoye: sent.length, corps });
          } catch {
            done({ erreur: `il dit l’envoyer en « ${encodage} », et ce n’en est pas` });
          }
        });
      },
    );
    request.on("timeout", () => request.destroy(new Error("pas de réponse en 20 secondes")));
    request.on("error", (error) => done({ erreur: error.message }));
  });
}

/** The page, after the redirections of its host. */
async function suivre(adresse) {
  let here = new URL(adresse);
  for (let turn = 0; turn < 5; turn += 1) {
    const response = await demander(here);
    if (!(response.statut >= 300 && response.statut < 400) || !response.entetes.location) return { adresse: here, response };
    here = new URL(response.entetes.location, here);
  }
  return { adresse: here, response: { erreur: "trop de redirections" } };
}

const attributs = (html, name) => [...html.matchAll(new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, "g"))].map((found) => found[1] ?? found[2] ?? found[3]);
const secondes = (cache) => Number(cache.match(/(?:^|[\s,])max-age=(\d+)/i)?.[1] ?? NaN);
const garde = (cache) => !/no-cache|no-store/i.test(cache) && secondes(cache) > 0;

/**
 * What a host sends of the copy at that address: `lignes`, one a file; `fautes`, what keeps something from working; `conseils`,
 * what could be better. `aujourdhui`: the day, which the age of the FINESS directory is told from.
 */
export async function verifier(adresse, aujourdhui = new Date()) {
  const bilan = { lignes: [], fautes: [], conseils: [] };
  const faute = (text) => bilan.fautes.push(text);
  const conseil = (text) => bilan.conseils.push(text);

  const first = await suivre(adresse).catch((error) => ({ response: { erreur: error.message } }));
  if (first.response.erreur || first.response.statut !== 200) {
    const why = first.response.erreur ?? `statut ${first.response.statut}`;
    const check = first.response.statut >= 500
      ? "C’est l’hébergeur qui échoue, à cause d’un réglage peut-être : retirez le fichier .htaccess du dossier, s’il y en a un, et voyez le journal des erreurs de l’hébergeur."
      : "Vérifiez l’adresse, et que le dossier dist/ y est copié entier.";
    faute(`L’adresse ${adresse} ne donne pas la page (${why}). ${check}`);
    return bilan;
  }
  if (!first.adresse.pathname.endsWith("/") && !/\.html?$/.test(first.adresse.pathname)) {
    conseil("L’adresse n’a pas de « / » à la fin, et l’hébergeur ne redirige pas : donnez-la avec le « / ».");
    first.adresse.pathname += "/";
  }
  const dossier = new URL("./", first.adresse);
  const html = first.response.corps.toString("utf8");
  const version = attributs(html, "data-version")[0];
  if (!version) {
    faute("Ce qui est à cette adresse n’est pas une page Jalons publiée : data-version n’y est pas. Copiez le contenu de dist/, fait par « cargo xtask build ».");
    return bilan;
  }

  // What the page names, then what its service worker keeps.
  const names = new Set(["", "sw.js", ...A_COTE]);
  const add = (value) => { if (value && !/^(#|[a-z]+:|\/\/)/i.test(value)) names.add(value.replace(/^\.\//, "")); };
  for (const name of ["src", "data-js", "data-wasm", "data-worker-calcul", "data-worker-atelier"]) attributs(html, name).forEach(add);
  for (const tag of html.match(/<link\b[^>]*>/g) ?? []) if (!/rel=["']?(icon|canonical)/.test(tag)) attributs(tag, "href").forEach(add);
  const sommes = {};
  for (const program of ["calcul", "atelier"]) {
    const name = attributs(html, `data-worker-${program}`)[0];
    if (name) sommes[name] = attributs(html, `data-somme-${program}`)[0];
  }
  const recus = new Map([["", first.response]]);
  const worker = await demander(new URL("sw.js", dossier));
  recus.set("sw.js", worker);
  const script = worker.statut === 200 ? worker.corps.toString("utf8") : "";
  for (const list of ["COEUR", "PROGRAMMES"]) {
    for (const name of JSON.parse(script.match(new RegExp(`${list}\\s*=\\s*(\\[[^\\]]*\\])`))?.[1] ?? "[]")) if (name !== "./") names.add(name);
  }

  let compresse = 0;
  let compressible = 0;
  for (const name of names) {
    const response = recus.get(name) ?? await demander(new URL(name, dossier));
    const kind = fin(name);
    const signaler = A_COTE.includes(name) ? conseil : faute;
    if (response.erreur) {
      signaler(`${nom(name)} n’arrive pas : ${response.erreur}. Copiez-le à nouveau, ou voyez le réglage de compression de l’hébergeur.`);
      bilan.lignes.push(`✗ ${nom(name)} : ${response.erreur}`);
      continue;
    }
    const { statut, entetes, encodage, envoye, corps } = response;
    const type = (entetes["content-type"] ?? "").split(";")[0].trim().toLowerCase();
    const cache = entetes["cache-control"] ?? "";
    bilan.lignes.push(`${statut === 200 ? "✓" : "✗"} ${nom(name)} : statut ${statut}, type ${type || "absent"}, ${encodage || "sans compression"}, ${envoye} octets, cache ${cache || "non dit"}`);
    if (statut !== 200) {
      signaler(`${nom(name)} n’est pas donné (statut ${statut}). Copiez le dossier dist/ entier, sous-dossiers compris, et vérifiez que l’hébergeur ne bloque pas les « .${kind} ».`);
      continue;
    }
    if (kind !== "html" && type === "text/html") {
      signaler(`${nom(name)} : l’hébergeur envoie une page à la place de ce fichier. Retirez la règle qui répond par une page à toute adresse.`);
      continue;
    }
    if (sommes[name] && `sha256-${createHash("sha256").update(corps).digest("base64")}` !== sommes[name]) {
      faute(`${name} n’est pas celui que la page attend : les fichiers de deux versions sont mêlés, ou l’hébergeur change ce qu’il envoie. Copiez le dossier dist/ entier.`);
    }
    if (!(TYPES[kind] ?? [type]).includes(type)) {
      const right = TYPES[kind][0];
      const nosniff = /nosniff/i.test(entetes["x-content-type-options"] ?? "");
      const text = `${nom(name)} est envoyé avec le type « ${type || "aucun"} » au lieu de « ${right} ».`;
      if (kind === "html" || kind === "js" || (kind === "css" && nosniff)) signaler(`${text} Les navigateurs le refusent : donnez ce type aux « .${kind} ».`);
      else if (kind === "wasm") conseil(`${text} La page marche, un peu plus lentement : donnez ce type aux « .wasm ».`);
      else conseil(`${text} Donnez ce type aux « .${kind} ».`);
    }
    // What a folder holds is for text editors: nobody waits for it, and nothing packed stands beside it.
    if (!name.includes("/") && ["html", "js", "css", "wasm", "json"].includes(kind) && corps.length > 1400) {
      compressible += 1;
      if (encodage) compresse += 1;
    }
    const hashed = /-[0-9a-f]{8,}/.test(name);
    if (!hashed && ["", "sw.js", "jalons.json"].includes(name) && garde(cache)) {
      conseil(`${nom(name)} peut être gardé ${secondes(cache)} secondes par les navigateurs : vos changements seront vus plus tard. Envoyez « Cache-Control: no-cache » avec lui.`);
    }
  }
  if (compressible > 0 && compresse < compressible) {
    conseil(`${compressible - compresse} fichiers sur ${compressible} sont envoyés sans compression : la page arrive plus lentement. Activez brotli ou gzip, ou servez les « .br » et « .gz » qui sont à côté (docs/hebergement.md).`);
  }

  // Service worker.
  const secure = dossier.protocol === "https:" || LOOPBACK.test(dossier.hostname);
  const kept = script.match(/VERSION\s*=\s*"([0-9a-f]{8})"/)?.[1];
  if (!secure) conseil("La page est servie en http : rien ne s’ouvrira hors ligne. Servez-la en https.");
  else if (worker.statut === 200 && kept && kept !== version) faute(`sw.js est de la version ${kept}, la page de la version ${version} : rien de neuf ne se gardera. Copiez le dossier dist/ entier.`);
  else if (worker.statut === 200) bilan.lignes.push(`✓ le service worker peut démarrer : la page s’ouvrira hors ligne (version ${version})`);

  // Headers of the page.
  const entetes = first.response.entetes;
  const politique = entetes["content-security-policy"] ?? "";
  const directives = Object.fromEntries(politique.split(/[;,]/).map((part) => part.trim().split(/\s+/)).filter(([name]) => name).map(([name, ...values]) => [name.toLowerCase(), values]));
  const of = (...wanted) => wanted.map((name) => directives[name]).find((values) => values);
  const scripts = of("script-src", "default-src");
  if (scripts && !scripts.some((value) => ["'wasm-unsafe-eval'", "'unsafe-eval'"].includes(value))) {
    faute("La politique de sécurité de l’hébergeur interdit WebAssembly : la page ne peut pas démarrer. Ajoutez 'wasm-unsafe-eval' à son script-src.");
  }
  if (scripts && !scripts.some((value) => ["'self'", "*", "https:", dossier.origin].includes(value))) faute("La politique de sécurité de l’hébergeur interdit les scripts de la page. Ajoutez 'self' à son script-src.");
  const workers = of("worker-src", "child-src", "script-src", "default-src");
  if (workers && !workers.includes("blob:")) faute("La politique de sécurité de l’hébergeur interdit les programmes d’à côté : aucun plan ne sera calculé. Ajoutez « worker-src 'self' blob: ».");
  const connexions = of("connect-src", "default-src");
  if (connexions && !connexions.some((value) => ["'self'", "*", "https:", dossier.origin].includes(value))) faute("La politique de sécurité de l’hébergeur interdit à la page de lire ses propres fichiers. Ajoutez 'self' à son connect-src.");
  const cadre = directives["frame-ancestors"]?.join(" ") ?? entetes["x-frame-options"];
  if (cadre) bilan.lignes.push(`· la page peut être mise dans un cadre par : ${cadre}`);
  else conseil("Aucun en-tête ne dit quels sites peuvent mettre la page dans un cadre : tous le peuvent. Ajoutez « frame-ancestors » (docs/hebergement.md).");

  // An address that is not there.
  const lost = await demander(new URL(`absent-${version}.html`, dossier));
  if (lost.statut === 200) conseil("L’hébergeur répond 200 à une adresse qui n’existe pas : un fichier oublié passera pour présent. Faites-le répondre 404, avec 404.html.");

  // The FINESS directory.
  if (attributs(html, "data-finess").length > 0) await repertoire(dossier, bilan, aujourdhui);
  else bilan.lignes.push("· le répertoire FINESS n’est pas publié avec cette page (cargo xtask finess)");
  return bilan;
}

async function repertoire(dossier, bilan, aujourdhui) {
  const index = await demander(new URL("finess/index.json", dossier));
  let read;
  try {
    read = JSON.parse(index.corps.toString("utf8"));
    if (read.jalons !== "finess" || !Array.isArray(read.parties)) throw new Error();
  } catch {
    bilan.fautes.push("La page annonce le répertoire FINESS, et finess/index.json n’est pas là ou ne se lit pas. Recopiez le dossier finess/, ou reconstruisez la page sans lui.");
    return;
  }
  const age = Math.floor((aujourdhui - new Date(`${read.millesime}T00:00:00Z`)) / 86_400_000);
  bilan.lignes.push(`✓ répertoire FINESS du ${read.millesime ?? "jour inconnu"}, ${read.parties.length} morceaux`);
  if (age > VIEUX) bilan.conseils.push(`Le répertoire FINESS a ${age} jours : il en paraît un chaque mois. Refaites « cargo xtask finess », puis recopiez finess/.`);
  const last = read.parties.length - 1;
  const tried = new Set(Array.from({ length: PARTS }, (_, rank) => read.parties[Math.round((rank * last) / Math.max(PARTS - 1, 1))]));
  for (const part of [...tried].filter((part) => part !== undefined)) {
    const response = await demander(new URL(`finess/${part}.bin`, dossier));
    const html = /^text\/html/i.test(response.entetes?.["content-type"] ?? "");
    if (response.statut !== 200 || html) bilan.fautes.push(`Le morceau finess/${part}.bin du répertoire n’est pas donné (${response.erreur ?? `statut ${response.statut}`}). Recopiez le dossier finess/ entier.`);
  }
}

/** The report, to be read in a terminal. */
export function dire({ lignes, fautes, conseils }) {
  const part = (title, lines) => (lines.length > 0 ? [`\n${title}`, ...lines.map((line) => `  ${line}`)] : []);
  const end = fautes.length > 0 ? "\nLa page ne marchera pas entièrement : corrigez ce qui précède, puis recommencez." : conseils.length > 0 ? "\nLa page marche ; ce qui précède la rendrait meilleure." : "\nTout est en ordre.";
  return [...part("Ce que l’hébergeur envoie :", lignes), ...part("À corriger :", fautes), ...part("À améliorer :", conseils), end].join("\n");
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const adresse = process.argv[2] ?? "";
  if (!/^https?:\/\//.test(adresse)) {
    console.error("Usage : cargo xtask verify https://exemple.fr/jalons/");
    process.exit(2);
  }
  const bilan = await verifier(adresse);
  console.log(dire(bilan));
  process.exit(bilan.fautes.length > 0 ? 1 : 0);
}
