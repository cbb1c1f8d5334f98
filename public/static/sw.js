// Keeps the page on the device, so that it opens without a network. Never sees an answer: only the page's own files, and
// asks for nothing else. In a release, lines before these say the VERSION, the files of the page (COEUR), of the programs
// beside it (PROGRAMMES) and the digests of the latter (SOMMES): `xtask/src/finish.rs`.
//
// A version is kept whole, under its own name, or not at all; the page stands for it: it is put there last. A new one takes
// over once it is whole. A page that is open then goes on with its own files, which are kept as long as a page is open; the
// next one that opens is of the new version.
const SCOPE = self.registration.scope;
// Several copies of the page may live on one origin. The page looks there too (boot.js), and so do other versions of this
// file: never write these names otherwise.
const PREFIX = `jalons ${new URL(SCOPE).pathname} `;
const CACHE = PREFIX + VERSION;
// How long the network may hold a page that is on the device, in milliseconds.
const LIMIT = 4000;

const keptIn = (cacheName, url) => caches.match(url, { cacheName, ignoreVary: true });
const versionOf = (html) => html.match(/\sdata-version="?([0-9a-f]{8})/)?.[1];
const soon = (promise, until) =>
  Promise.race([promise, new Promise((_, no) => setTimeout(() => no(new Error("trop long")), until - Date.now()))]);

// What is kept: the bytes and what the host says of them, but for how they came. It is found by its address alone, and a
// page that came by a redirection could not answer for the address that was asked.
const plain = (body, headers) => {
  const kept = new Headers(headers);
  for (const name of ["vary", "content-encoding", "content-length"]) kept.delete(name);
  return new Response(body, { headers: kept });
};

// A file of this version, past what the browser itself keeps. A name with a digest is asked whether it is still the same.
const get = async (file) => {
  const cache = /-[0-9a-f]{8}/.test(file) ? "no-cache" : "reload";
  const response = await fetch(new URL(file, SCOPE), { cache, integrity: SOMMES[file] ?? "" });
  if (!response.ok) throw new Error(`${file} : ${response.status}`);
  const body = await response.blob();
  const html = /^text\/html/i.test(response.headers.get("content-type") ?? "");
  // A page in place of a file, or the page of another version: what is there is not whole.
  if (file === "./" ? versionOf(await body.text()) !== VERSION : html) throw new Error(`${file} : autre chose`);
  return plain(body, response.headers);
};

// What the publisher of the copy says of it, changed without another release (src/protocol/reglages.rs).
const SETTINGS = "jalons.json";
// An icon, a manifest or settings that a host refuses keep nothing from working.
const optional = (file) => /\.(webmanifest|svg)$/.test(file) || file === SETTINGS;

const FILES = [...COEUR, ...PROGRAMMES];

// Takes these files of this version from the host, the page last.
const take = async (files) => {
  const cache = await caches.open(CACHE);
  const put = async (file) => cache.put(new URL(file, SCOPE), await get(file));
  const others = files.filter((file) => file !== "./");
  await Promise.all(others.map((file) => put(file).catch((error) => { if (!optional(file)) throw error; })));
  if (files.includes("./")) await put("./");
};
self.addEventListener("install", (event) => event.waitUntil(take(FILES).then(() => self.skipWaiting())));

// Takes again what the browser lost of this version since; fails when it can't be whole.
let mending;
const mend = () => (mending ??= (async () => {
  const found = await Promise.all(FILES.map((file) => optional(file) || keptIn(CACHE, new URL(file, SCOPE))));
  const lost = FILES.filter((_, rank) => !found[rank]);
  if (lost.length) await take(lost);
})().finally(() => { mending = undefined; }));

const isPage = (url) => url.startsWith(SCOPE) && /^(index\.html)?([?#]|$)/.test(url.slice(SCOPE.length));

// Our other versions on the device. Before 2027 names held no path: those that keep our own page are ours.
const others = async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const ours = name.startsWith(PREFIX) || (name.startsWith("jalons-") && (await keptIn(name, SCOPE)));
    if (ours && name !== CACHE) found.push(name);
  }
  return found;
};

// They go once no page is open.
const clean = async () => {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.some(({ url }) => isPage(url))) return;
  for (const name of await others()) await caches.delete(name);
};
self.addEventListener("activate", (event) => event.waitUntil(clean().then(() => self.clients.claim())));

// The page asks which version the device opens with: none, while something of it is missing.
self.addEventListener("message", (event) => {
  const answer = () => event.source?.postMessage({ version: VERSION });
  event.waitUntil(mend().then(answer, () => {}));
});

// The page of another version that was just published, once it is whole; nothing when it can't be, or not soon.
const published = async (version, until) => {
  await soon(self.registration.update(), until);
  while (Date.now() < until) {
    const going = self.registration.installing;
    const page = await keptIn(PREFIX + version, SCOPE);
    if (page || !going) return page;
    await new Promise((done) => setTimeout(done, 50));
  }
};

// The page: the one of the host when it is of this version, else the one of the device, whatever the host answers.
const page = async (event) => {
  const { request } = event;
  const { installing, waiting } = self.registration;
  if (!installing && !waiting) await clean();
  const kept = await keptIn(CACHE, SCOPE);
  if (!kept) {
    event.waitUntil(mend().catch(() => {}));
    return fetch(request);
  }
  const until = Date.now() + LIMIT;
  const given = new AbortController();
  try {
    const url = request.url.split("#")[0];
    const response = await soon(fetch(url, { cache: "no-cache", signal: given.signal }), until);
    if (!response.ok) return kept;
    const html = await soon(response.text(), until);
    const version = versionOf(html);
    if (version === VERSION) {
      // What its publisher changed in it by hand is kept too.
      const fresh = plain(html, response.headers);
      event.waitUntil(caches.open(CACHE).then((cache) => cache.put(SCOPE, plain(html, response.headers))));
      return fresh;
    }
    if (version) return (await published(version, until)) ?? kept;
  } catch {
    // No network, or too slow a one.
    given.abort();
  }
  return kept;
};

// The settings: those of the host while it answers, else the last ones that it gave.
const settings = async (event) => {
  const { url } = event.request;
  const given = new AbortController();
  try {
    const until = Date.now() + LIMIT;
    const response = await soon(fetch(url, { cache: "no-cache", signal: given.signal }), until);
    const body = await soon(response.blob(), until);
    if (response.ok && !/^text\/html/i.test(response.headers.get("content-type") ?? "")) {
      event.waitUntil(caches.open(CACHE).then((cache) => cache.put(url, plain(body, response.headers))));
      return plain(body, response.headers);
    }
    // Taken away by its publisher.
    if (response.status === 404 || response.status === 410) return response;
  } catch {
    given.abort();
  }
  return (await keptIn(CACHE, url)) ?? Response.error();
};

// A file: of this version, else of the one that an open page started with.
const file = async (event) => {
  const { request } = event;
  const kept = await keptIn(CACHE, request.url);
  if (kept) return kept;
  for (const name of await others()) {
    const older = await keptIn(name, request.url);
    if (older) return older;
  }
  if (FILES.some((one) => new URL(one, SCOPE).href === request.url)) event.waitUntil(mend().catch(() => {}));
  return fetch(request);
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(SCOPE) || ["no-store", "reload"].includes(request.cache)) return;
  if (request.url === SCOPE + SETTINGS) return event.respondWith(settings(event));
  if (request.mode !== "navigate") return event.respondWith(file(event));
  if (isPage(request.url)) return event.respondWith(page(event));
  // A link whose # was written %23 on its way: what follows never leaves the device.
  const [, link] = request.url.slice(SCOPE.length).match(/^(?:index\.html)?%(?:25)*23(.*)$/i) ?? [];
  if (link) event.respondWith(Response.redirect(`${SCOPE}#${link}`));
});
