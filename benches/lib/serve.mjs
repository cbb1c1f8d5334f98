// One server for the folders that are measured side by side: the same headers for all, each file compressed beforehand as
// a publisher's host sends it (brotli, quality 11).
//
//   const host = await serve({ page: folder, reference: folder });
//   host.address("page")           the address of the folder's page
//   host.address("page", true)     the same, whose programs tell the memories of WebAssembly that they work in
//   host.has("page")               whether its folder is there
//   host.sent                      what was sent since it was last emptied: { name, path, bytes, packed }
//   host.cut(true)                 nothing answers any more
//   await host.close()
import { createServer } from "node:http";
import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { extname, join, relative } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};
const SPIED = "spied-";

// Put before each program: the memories of what it starts, in `memories`.
const SPY = `{
  const keep = (started) => {
    const all = Object.values((started.instance ?? started).exports);
    (globalThis.memories ??= []).push(...all.filter((one) => one instanceof WebAssembly.Memory));
    return started;
  };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const start = WebAssembly[name];
    WebAssembly[name] = (...given) => start.apply(WebAssembly, given).then(keep);
  }
}
`;

const compress = promisify(brotliCompress);

/** A file of a page whose programs are spied on: they are no longer those whose digests the page knows. */
function spy(path, bytes) {
  if (extname(path) === ".js") return Buffer.concat([Buffer.from(SPY), bytes]);
  if (path === "index.html") return Buffer.from(bytes.toString().replace(/ data-somme-[a-z]+="[^"]*"/g, ""));
  return bytes;
}

/** Brotli as the best hosts send it. */
export function pack(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return compress(bytes, { params });
}

async function load(folder) {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const files = await Promise.all(names.map(async (entry) => {
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const bytes = await readFile(file);
    return [relative(folder, file).replaceAll("\\", "/"), { bytes, packed: await pack(bytes) }];
  }));
  return new Map(files);
}

/** Starts the server. */
export async function serve(folders) {
  const there = Object.entries(folders).filter(([, folder]) => existsSync(folder));
  const loaded = await Promise.all(there.map(async ([name, folder]) => [name, await load(folder)]));
  const sites = new Map(loaded);
  const sent = [];
  let down = false;
  const server = createServer((request, response) => {
    if (down) {
      request.socket.destroy();
      return;
    }
    const [, folder, ...rest] = decodeURIComponent(new URL(request.url, "http://localhost").pathname).split("/");
    const spied = folder.startsWith(SPIED);
    const name = spied ? folder.slice(SPIED.length) : folder;
    const path = rest.join("/") || "index.html";
    const file = sites.get(name)?.get(path);
    if (!file) {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end();
      return;
    }
    const headers = { "cache-control": "no-cache", "content-type": TYPES[extname(path)] ?? "application/octet-stream" };
    if (spied) {
      response.writeHead(200, headers);
      response.end(spy(path, file.bytes));
      return;
    }
    sent.push({ name, path, bytes: file.bytes, packed: file.packed.length });
    response.writeHead(200, { ...headers, "content-encoding": "br", "content-length": file.packed.length });
    response.end(file.packed);
  });
  await new Promise((done) => { server.listen(0, "127.0.0.1", done); });
  const root = `http://127.0.0.1:${server.address().port}`;
  return {
    address: (name, spied = false) => `${root}/${spied ? SPIED : ""}${name}/`,
    has: (name) => sites.has(name),
    sent,
    cut: (value) => {
      down = value;
      if (value) server.closeAllConnections();
    },
    close: () => new Promise((done) => { server.close(done).closeAllConnections(); }),
  };
}
