// Serves dist/ under a sub-path, as a publisher's host would.
//
//   const site = await servir();     site.adresse: the page; site.servis: the paths that were asked for, with their status
//   await servir({ finess: folder });   with the parts of a FINESS directory beside the page, as `cargo xtask finess` puts them
//   await site.fermer();
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};
const DIST = fileURLToPath(new URL("../../../dist/", import.meta.url));
const CHEMIN = "/un/sous-chemin/";

/** Starts the server. */
export async function servir({ finess = null } = {}) {
  const servis = [];
  /** The bytes of a path under the page's folder; null when there is none. */
  const contenu = async (path) => {
    const published = finess !== null && path.startsWith("finess/");
    const root = published ? finess : DIST;
    const file = normalize(join(root, published ? path.slice("finess/".length) : path));
    const body = file.startsWith(root) ? await readFile(file).catch(() => null) : null;
    // What xtask/src/finess.rs writes in the page.
    if (finess !== null && path === "index.html") return Buffer.from(body.toString().replace("<html ", "<html data-finess=oui "));
    return body;
  };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const asked = path.slice(CHEMIN.length) || "index.html";
    const body = path.startsWith(CHEMIN) ? await contenu(asked) : null;
    const status = body ? 200 : 404;
    servis.push({ path, status });
    response.writeHead(status, { "content-type": TYPES[extname(asked)] ?? "application/octet-stream" });
    response.end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    adresse: `http://127.0.0.1:${server.address().port}${CHEMIN}`,
    servis,
    fermer: () => new Promise((done) => server.close(done).closeAllConnections()),
  };
}
