// What a device or a browser does to the page, as the script of a release (`sans` of tests/hotes/lib/manques.mjs), which runs in
// the page before everything else, in any engine. What a test changes later is an attribute of <html>, which both read.
//
//   await ouvert(t, moteur, contenu, { release: perturbee(t, COUPE()) });
//   await couper(page, "muet");     await couper(page, "");      the store never answers; it answers again
import { sans } from "../../hotes/lib/manques.mjs";

/** A release whose page runs that first. */
export const perturbee = (t, script) => sans(t, { script: `(() => { ${script} })();`, programmes: false });

/** The store is cut: "refuse" is an error of it, "muet" silence. A tab that is reloaded stays as `rester` said. */
export const COUPE = (depuis = "") => `
  const { dataset } = document.documentElement;
  dataset.coupe = sessionStorage.getItem("coupe") ?? "${depuis}";
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...asked) {
    if (dataset.coupe === "refuse") throw new DOMException("Connection to Indexed Database server lost", "UnknownError");
    if (dataset.coupe !== "muet") return open.apply(this, asked);
    const handler = { writable: true, value: null };
    const own = { error: { value: null }, result: { value: undefined }, onerror: handler, onsuccess: handler, onupgradeneeded: handler, onblocked: handler };
    return Object.defineProperties(Object.setPrototypeOf(new EventTarget(), IDBOpenDBRequest.prototype), own);
  };`;
export const couper = (page, how, { rester = false } = {}) => page.evaluate(({ how, rester }) => {
  document.documentElement.dataset.coupe = how;
  if (rester) sessionStorage.setItem("coupe", how);
}, { how, rester });

/** The clock of the page: it stands at `data-heure`. */
export const HORLOGE = (depuis) => `
  document.documentElement.dataset.heure = "${depuis}";
  const Vraie = Date;
  globalThis.Date = class extends Vraie {
    constructor(...given) { super(...(given.length > 0 ? given : [Date.now()])); }
    static now() { return Vraie.parse(document.documentElement.dataset.heure); }
  };`;
export const regler = (page, heure) => page.evaluate((heure) => { document.documentElement.dataset.heure = heure; }, heure);

/**
 * What the browser answers when it is asked to keep what is stored; how many times it was, since ever, is `demandes` of
 * localStorage. A program only reads the answer. WebKitGTK has none of this; Safari has.
 */
export const PROMESSE = (donnee) => (place) => `(() => {
  if (!globalThis.StorageManager) {
    globalThis.StorageManager = class StorageManager {};
    Object.defineProperty(Object.getPrototypeOf(navigator), "storage", { value: new StorageManager() });
  }
  const page = ${place === "page"};
  StorageManager.prototype.persist = async () => {
    localStorage.setItem("demandes", String(Number(localStorage.getItem("demandes")) + 1));
    return ${donnee};
  };
  StorageManager.prototype.persisted = async () => ${donnee} && (!page || localStorage.getItem("demandes") !== null);
})();`;
