// Starts the program, and keeps what was asked of the page before it came. When it can't start, the page says why: nothing
// is left waiting (what keeps this script itself from running is told by the one in public/index.html). Once a dossier is
// open, has the page kept on the device. Runs as soon as it is there, maybe before the page is read whole
// (`pattern_script` of Trunk.toml).
const here = document.querySelector("script[data-wasm]");
const root = document.documentElement;
const folder = new URL("./", document.baseURI).href;
// The one of public/index.html no longer has to tell why this script does not run.
root.dataset.demarre = "oui";
const byId = (id) => document.getElementById(id);

// The style sheet of a release stands in the page (`cargo xtask finish`). A host whose own policy refuses it does not leave the
// page without its look.
const style = document.querySelector("head style");
if (style && !style.sheet && "adoptedStyleSheets" in document) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style.textContent);
  document.adoptedStyleSheets = [sheet];
}

// A reload inside a dossier: the welcome page is not what is coming (style/layout.css hides it).
if (!["", "#", "#/"].includes(location.hash)) root.dataset.suite = "oui";

// « Commencer un dossier » before the program: the first question is there, and can be answered. The program takes it over as
// it takes the page over (`data-commencer` and `data-continuer` on <html>, what is ticked): src/browser/address.rs.
let asked = -Infinity;
const ask = () => {
  if (root.dataset.suite || root.dataset.commencer) return;
  root.dataset.commencer = "oui";
  asked = performance.now();
  byId("accueil-texte").hidden = true;
  byId("premiere-question").hidden = byId("premiere-page").hidden = false;
  document.title = "Votre besoin – Jalons";
  scrollTo(0, 0);
  byId("titre").focus();
};
document.addEventListener("click", (event) => {
  if (event.target.closest?.("#accueil-statique #commencer")) ask();
});
// The second click of a double click falls on what has just taken the place of the button: it was not meant for it.
const second = (event) => {
  if (event.detail > 1 && performance.now() - asked < 600) event.preventDefault();
};
for (const name of ["mousedown", "click"]) document.addEventListener(name, second, true);
document.addEventListener("submit", (event) => {
  if (event.target.id !== "premiere-reponse") return;
  event.preventDefault();
  const answered = event.target.querySelector(":checked") !== null;
  byId("commencer-etat").textContent = answered ? "Un instant : la suite arrive…" : "Cochez au moins une réponse.";
  if (!answered) return;
  root.dataset.continuer = "oui";
  byId("continuer").setAttribute("aria-disabled", "true");
});
const read = new Promise((done) => {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", done);
  else done();
});
read.then(() => {
  // Before this script, the browser itself kept the click: it opened the popover of the button, which shows nothing.
  if ("popover" in HTMLElement.prototype && byId("commencer-demande")?.matches(":popover-open")) ask();
  byId("commencer")?.removeAttribute("popovertarget");
});

// Shown in the page of another site by integration.js, which gives its origin as the name of this frame: it alone is told how
// high this page is, and when it changes place.
const site = parent !== self && /^jalons (https?:\/\/.+)$/.exec(self.name)?.[1];
if (site) {
  root.dataset.cadre = "oui";
  const tell = (what) => {
    parent.postMessage({ jalons: what, hauteur: document.body.getBoundingClientRect().height }, site);
  };
  read.then(() => new ResizeObserver(() => tell("hauteur")).observe(document.body));
  addEventListener("hashchange", () => tell("place"));
}

// A host whose own policy refuses the script of public/index.html: what that one does while this one runs is done here.
if (!window.echec) {
  const again = () => {
    try {
      const key = `jalons:${location.pathname}:redemandee`;
      const { version } = root.dataset;
      if (!version || sessionStorage.getItem(key) === version) return false;
      sessionStorage.setItem(key, version);
      location.reload();
      return true;
    } catch {
      return false;
    }
  };
  window.echec = (cause) => {
    if (["absent", "neuve"].includes(cause) && again()) return;
    const shell = byId("accueil-statique");
    const focused = shell.contains(document.activeElement);
    const known = cause && byId(`echec-${cause}`);
    shell.hidden = true;
    byId("echec-demarrage").hidden = false;
    byId("echec-inconnu").hidden = Boolean(known);
    if (known) known.hidden = false;
    if (focused) byId("echec-titre").focus();
  };
  setTimeout(() => {
    if (root.dataset.pret) return;
    byId("ouverture").hidden = true;
    byId("ouverture-longue").hidden = false;
  }, 12_000 - performance.now());
}

const failed = (cause) => {
  // Once mounted, or once the program itself has said that it stopped (#panique), there is nothing to add.
  if (root.dataset.pret || byId("panique")?.hidden === false) return;
  if (root.dataset.commencer) byId("echec-commencer")?.removeAttribute("hidden");
  window.echec(cause);
};

// What the page's own policy allows and another one refuses, that of the host: the program, or the ones beside it, which start
// from what the page made. A policy that only reports refuses nothing.
let refused = false;
document.addEventListener("securitypolicyviolation", ({ disposition, effectiveDirective, blockedURI }) => {
  if (disposition === "report") return;
  if (effectiveDirective === "worker-src" && blockedURI.startsWith("blob")) byId("refus-programmes").hidden = false;
  if (blockedURI === "wasm-eval" || (/^(script|connect)-src/.test(effectiveDirective) && blockedURI.startsWith(folder))) refused = true;
});

// The least that the program asks of WebAssembly beyond its first edition: a function that gives a reference.
const NEEDED = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 111, 3, 2, 1, 0, 10, 6, 1, 4, 0, 208, 111, 11]);
const versionOf = (html) => html.match(/\sdata-version="?([0-9a-f]{8})/)?.[1];

// Why the program did not start: one of the `echec-…` of public/index.html, or nothing when it can't be known.
const causeOf = async () => {
  if (typeof WebAssembly !== "object") return "webassembly";
  if (!WebAssembly.validate(NEEDED)) return "ancien";
  try {
    new WebAssembly.Module(NEEDED);
  } catch {
    return refused ? "politique" : "webassembly";
  }
  if (refused) return "politique";
  // All that it asks for stands in it.
  if (root.dataset.unFichier) return "";
  try {
    // Past what the browser kept: a reload then finds the page that is published now.
    const version = versionOf(await (await fetch(location.href.split("#")[0], { cache: "reload" })).text());
    if (version && root.dataset.version && version !== root.dataset.version) return "neuve";
    const files = await Promise.all([here.dataset.js, here.dataset.wasm].map((file) => fetch(new URL(file, folder))));
    const [script, wasm] = files.map(({ headers }) => headers.get("content-type") ?? "");
    // A page in place of a file: the host gives one for any address.
    if (files.some(({ ok }) => !ok) || /^text\/html/i.test(script) || /^text\/html/i.test(wasm)) return "absent";
    return /(java|ecma|j|live)script/i.test(script) ? "" : "type";
  } catch {
    return "reseau";
  }
};
const start = async () => {
  try {
    await read;
    // The text first: the program, which is coming meanwhile, is started once the page was painted.
    if (!document.hidden) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const program = await import(new URL(here.dataset.js, folder).href);
    // As its preload asks for it (Trunk.toml): what is asked for in another way is fetched twice.
    const wasm = fetch(new URL(here.dataset.wasm, folder), { mode: "no-cors", credentials: "include" });
    await program.default({ module_or_path: wasm });
  } catch (error) {
    console.error(error);
    // A refusal is told a moment after what it stopped.
    await Promise.all([read, new Promise((done) => setTimeout(done, 100))]);
    failed(await causeOf());
  }
};
start();

// Nothing is folded on paper. Where the style sheet can't unfold it (style/print.css: before Chrome 131, Firefox 143 and
// Safari 18.4), it is opened while the page is printed.
if (!globalThis.CSS?.supports?.("selector(::details-content)")) {
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("main details:not([open])")];
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
  });
}

// What the bar says (src/browser/kept.rs) stands on <html>: `data-hors-ligne` (« oui » once everything is kept, « non » before,
// « jamais » where it can't be) and `data-neuve` (another version is « prete », or was « refusee »: it could not be kept).
const say = (name, value) => {
  if (root.dataset[name] === value) return;
  root.dataset[name] = value;
  dispatchEvent(new Event("jalons-garde"));
};
// None where the page is not served securely. What is served for development has no version, and is not kept; the page in one
// file is on the device already.
const workers = root.dataset.version && !root.dataset.unFichier ? navigator.serviceWorker : undefined;
const keeper = new URL("sw.js", folder);
const HOUR = 3_600_000;
let registration;
let looked = Date.now();
const askVersion = () => registration?.active?.postMessage("version");
const follow = (found) => {
  if (registration) return;
  registration = found;
  const watch = (worker) => {
    let whole = false;
    worker?.addEventListener("statechange", () => {
      whole ||= worker.state === "installed";
      if (worker.state === "activated") askVersion();
      if (worker.state === "redundant" && !whole && found.active) say("neuve", "refusee");
    });
  };
  watch(found.installing);
  found.addEventListener("updatefound", () => watch(found.installing));
  askVersion();
};
workers?.addEventListener("message", ({ data }) => {
  if (!data?.version) return;
  say("horsLigne", "oui");
  say("neuve", data.version === root.dataset.version ? "" : "prete");
});
workers?.startMessages?.();
// Once a dossier, or the list of them, is open, the page is kept on the device: it then opens without a network.
const keep = async () => {
  if (!location.hash.startsWith("#/dossier") || !root.dataset.version || root.dataset.unFichier) return;
  removeEventListener("hashchange", keep);
  try {
    if (!root.dataset.horsLigne) say("horsLigne", workers ? "non" : "jamais");
    if (workers) follow(await workers.register(keeper));
  } catch (error) {
    // Refused by a setting, or by the host: it works the same, with a network. Without one, it will be tried again.
    console.info(error.message);
    const answered = await fetch(keeper, { cache: "no-store" }).then(() => true, () => false);
    if (answered) say("horsLigne", "jamais");
  }
};
addEventListener("hashchange", keep);
keep();
// It may be kept since another day. The worker of a copy in a folder above is not ours.
workers?.getRegistration().then((found) => found?.scope === folder && follow(found)).catch(() => {});
// A page that stays open for days hears of a new version when one comes back to it.
document.addEventListener("visibilitychange", () => {
  if (document.hidden || !registration || Date.now() - looked < HOUR) return;
  looked = Date.now();
  registration.update().catch(() => {});
});
// The user agrees to the new version. One that could not be kept comes from the host.
addEventListener("jalons-renouveler", async () => {
  try {
    if (root.dataset.neuve === "refusee") {
      await registration.unregister();
      const prefix = `jalons ${new URL(folder).pathname} `;
      for (const name of await caches.keys()) if (name.startsWith(prefix)) await caches.delete(name);
    }
  } finally {
    location.reload();
  }
});
