// Keeps the program of the page on the device, so that it opens without a network. Never sees an answer: only the page's own files.
// In a release, lines before these say the VERSION, and which files are the page (COEUR) or come beside it (PROGRAMMES):
// `xtask/src/finish.rs`.
const CACHE = `jalons-${VERSION}`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(COEUR)));
});

self.addEventListener("activate", (event) => {
  const old = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("jalons-") && name !== CACHE).map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(old());
});

// Once a dossier is open: what comes beside the page is kept too.
self.addEventListener("message", (event) => {
  const rest = async () => {
    const cache = await caches.open(CACHE);
    for (const file of PROGRAMMES) {
      if (!(await cache.match(file))) await cache.add(file).catch(() => {});
    }
  };
  event.waitUntil(rest());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(self.registration.scope)) return;
  const kept = () => caches.open(CACHE).then((cache) => cache.match(request.mode === "navigate" ? "./" : request));
  // The page itself comes from the network first, so that a new version is seen; all it names is of one version.
  const answer = async () => {
    if (request.mode !== "navigate") return (await kept()) ?? fetch(request);
    try {
      return await fetch(request);
    } catch (error) {
      const page = await kept();
      if (page) return page;
      throw error;
    }
  };
  event.respondWith(answer());
});
