// Serves dist/ under a sub-path, as a publisher's host would.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".svg": "image/svg+xml", ".json": "application/json", ".webmanifest": "application/manifest+json" };
export const DIST = new URL("../../../dist/", import.meta.url).pathname;
export const CHEMIN = "/un/sous-chemin/";

/** Starts the server; `adresse` is the page's, `fermer` stops it. */
export async function servir() {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    try {
      if (!path.startsWith(CHEMIN)) throw new Error("outside");
      const file = normalize(join(DIST, path.slice(CHEMIN.length) || "index.html"));
      if (!file.startsWith(DIST)) throw new Error("outside");
      const body = await readFile(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
      response.end(body);
    } catch {
      response.writeHead(404);
      response.end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { adresse: `http://127.0.0.1:${server.address().port}${CHEMIN}`, fermer: () => new Promise((done) => server.close(done)) };
}
