// A static host with switches, changed between two steps: what real hosts, proxies and networks do to a page.
//
//   const site = await servir(t, { "/jalons/": publiee() });
//   site.entetes = (path) => ({ vary: "Origin" });        headers, besides the type
//   site.repondre = (path) => 503 | [200, "<h1>…", type] | "muet" | "redirige:index.html" | undefined
//   site.type = (path) => "application/octet-stream"      the type; empty: none
//   site.publier("/jalons/", release);   site.adresse("/jalons/");   site.demandes: what was asked for
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json",
  ".svg": "image/svg+xml", ".wasm": "application/wasm", ".webmanifest": "application/manifest+json",
};

export async function servir(t, releases) {
  const site = {
    releases: { ...releases }, demandes: [], entetes: () => ({}), repondre: () => undefined,
    type: (path) => TYPES[extname(path)] ?? "application/octet-stream", perdue: undefined,
  };
  const server = createServer(async (request, response) => {
    const raw = request.url.split("?")[0];
    site.demandes.push(raw);
    const folder = Object.keys(site.releases).filter((one) => raw.startsWith(one)).sort((a, b) => b.length - a.length)[0];
    const name = folder === undefined ? "" : raw.slice(folder.length) || "index.html";
    const send = (status, type, body, headers = {}) => {
      response.writeHead(status, { ...(type ? { "content-type": type } : {}), ...site.entetes(raw), ...headers });
      response.end(body);
    };
    const wanted = site.repondre(raw);
    if (wanted === "muet") return;
    if (typeof wanted === "number") return send(wanted, "text/html", `<h1>Erreur ${wanted}</h1>`, wanted === 401 ? { "www-authenticate": "Basic realm=site" } : {});
    if (Array.isArray(wanted)) return send(wanted[0], wanted[2] ?? "text/html", wanted[1]);
    if (wanted?.startsWith("redirige:")) return send(302, "", "", { location: wanted.slice(9) });
    const root = folder === undefined ? "" : site.releases[folder].dossier;
    const file = normalize(join(root, name));
    const body = root && file.startsWith(root) ? await readFile(file).catch(() => null) : null;
    if (body) return send(200, site.type(file), body);
    // The page that hosts show in place of what is not there, when they are told of one.
    const lost = site.perdue ? await readFile(join(site.perdue.dossier, "404.html")) : "<h1>404</h1>";
    send(404, "text/html; charset=utf-8", lost);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  site.adresse = (path) => `http://127.0.0.1:${port}${path}`;
  site.publier = (path, release) => { site.releases[path] = release; };
  let closed;
  site.fermer = () => (closed ??= new Promise((done) => server.close(done).closeAllConnections()));
  t.after(() => site.fermer());
  return site;
}
