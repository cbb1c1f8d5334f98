// Serves dist/ under a sub-path, as a publisher's host would.
//
//   const site = await servir();     site.adresse: the page; site.servis: the paths that were asked for, with their status
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
export async function servir() {
  const servis = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = normalize(join(DIST, path.slice(CHEMIN.length) || "index.html"));
    const body = path.startsWith(CHEMIN) && file.startsWith(DIST) ? await readFile(file).catch(() => null) : null;
    const status = body ? 200 : 404;
    servis.push({ path, status });
    response.writeHead(status, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    response.end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    adresse: `http://127.0.0.1:${server.address().port}${CHEMIN}`,
    servis,
    fermer: () => new Promise((done) => server.close(done).closeAllConnections()),
  };
}
