// A static host with the rules of GitHub Pages, which can't be installed: `node pages-github.mjs FOLDER PORT`. A folder of FOLDER is
// the site of a project: /jalons/ is that of the repository « jalons ».
//
// - A folder without its last slash is redirected (301); « /LICENCES » gives LICENCES.html, « /index » the page. No listing.
// - What is not there gets the 404.html at the top of its project's site, whatever folder it was looked for in; without one, a page
//   of GitHub's, under a policy of its own. The status is 404 in both cases.
// - Everything may be kept ten minutes, and anyone may read it from another origin. No file says otherwise: `_headers`, `.htaccess`
//   and the like are files as others. So nothing says who may show the page in a frame.
// - What is text, or a program, is compressed by gzip as it is sent. A .br or a .gz beside a file is another file.
// - A site that is made from a branch goes through Jekyll, which leaves out each file and folder whose name begins with « _ », « . »,
//   « # » or « ~ », unless there is a file named `.nojekyll` at the top of the site: here, `hebergement/_headers`. One that is sent by
//   an action (`upload-pages-artifact`) goes through nothing.
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const [racine, port] = process.argv.slice(2);

const TYPES = {
  ".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8", ".js": "application/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8", ".svg": "image/svg+xml", ".wasm": "application/wasm", ".png": "image/png",
  ".webmanifest": "application/manifest+json", ".gz": "application/gzip", ".conf": "text/plain; charset=utf-8",
};
const COMPRESSES = /^(text\/|application\/(javascript|json|manifest\+json|wasm)|image\/svg)/;
const ABSENTE = "<!doctype html><html><head><meta charset=\"utf-8\"><title>Site not found</title></head><body><h1>404</h1><p>There isn't a GitHub Pages site here.</p></body></html>";

const estFichier = (file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true;
const estDossier = (file) => statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;

/** The file that answers for a path, or where it leads; nothing when it is not there. */
function trouver(path) {
  const file = normalize(join(racine, path));
  const [, projet, ...reste] = path.split("/");
  const sansJekyll = existsSync(join(racine, projet, ".nojekyll"));
  if (!file.startsWith(racine) || (!sansJekyll && reste.some((part) => /^[_.#~]/.test(part)))) return {};
  if (path.endsWith("/")) return estFichier(join(file, "index.html")) ? { fichier: join(file, "index.html") } : {};
  if (estFichier(file)) return { fichier: file };
  if (estFichier(`${file}.html`)) return { fichier: `${file}.html` };
  return estDossier(file) ? { vers: `${path}/` } : {};
}

/** Files as they are sent: each compressed once for each state of it, fast. */
const serres = new Map();
function compresse(file, state) {
  if (serres.get(file)?.state !== state) serres.set(file, { state, bytes: gzipSync(readFileSync(file), { level: 1 }) });
  return serres.get(file).bytes;
}

createServer((request, response) => {
  const [raw, query] = request.url.split("?");
  const always = { server: "GitHub.com", "access-control-allow-origin": "*", "cache-control": "max-age=600", vary: "Accept-Encoding" };
  const send = (status, headers, body) => response.writeHead(status, { ...always, ...headers }).end(request.method === "HEAD" ? undefined : body);
  if (!["GET", "HEAD"].includes(request.method)) return send(405, {}, "");
  let path;
  try {
    path = decodeURIComponent(raw);
  } catch {
    return send(400, {}, "");
  }
  const { fichier, vers } = trouver(path);
  if (vers) return send(301, { location: encodeURI(vers) + (query === undefined ? "" : `?${query}`) }, "");
  const perdue = join(racine, path.split("/")[1] ?? "", "404.html");
  const given = fichier ?? (estFichier(perdue) ? perdue : undefined);
  if (!given) return send(404, { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'" }, ABSENTE);
  const { size, mtime } = statSync(given);
  const type = TYPES[extname(given)] ?? "application/octet-stream";
  const packed = COMPRESSES.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
  const tag = `"${Math.floor(mtime / 1000).toString(16)}-${size.toString(16)}"`;
  const etag = packed ? `W/${tag}` : tag;
  const headers = { "content-type": type, etag, "last-modified": mtime.toUTCString(), ...(packed ? { "content-encoding": "gzip" } : {}) };
  if (fichier && (request.headers["if-none-match"] ?? "").replace(/^W\//, "") === tag) return send(304, { etag }, "");
  response.writeHead(fichier ? 200 : 404, { ...always, ...headers });
  if (request.method === "HEAD") return response.end();
  if (packed) return response.end(compresse(given, `${mtime.getTime()} ${size}`));
  createReadStream(given).pipe(response);
}).listen(Number(port), "127.0.0.1");
