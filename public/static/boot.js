// Starts the program, and keeps what was asked of the page before it came. When it can't start, the page says so: nothing
// is left waiting. Runs as soon as it is there, maybe before the page is read whole (`pattern_script` of Trunk.toml).
const here = document.querySelector("script[data-wasm]");
const root = document.documentElement;
const byId = (id) => document.getElementById(id);

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
  byId("premiere-question").hidden = false;
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

const failed = () => {
  // Once mounted, or once the program itself has said that it stopped (#panique), there is nothing to add.
  if (root.dataset.pret || byId("panique")?.hidden === false) return;
  const shell = byId("accueil-statique");
  const focused = shell?.contains(document.activeElement);
  shell?.setAttribute("hidden", "");
  if (root.dataset.commencer) byId("echec-commencer")?.removeAttribute("hidden");
  byId("echec-demarrage")?.removeAttribute("hidden");
  if (focused) byId("echec-titre")?.focus();
};
try {
  const page = document.baseURI;
  await read;
  // The text first: the program, which is coming meanwhile, is started once the page was painted.
  if (!document.hidden) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const program = await import(new URL(here.dataset.js, page).href);
  await program.default({ module_or_path: new URL(here.dataset.wasm, page) });
} catch (error) {
  console.error(error);
  await read;
  failed();
}
// Once a dossier is open, the program is kept on the device: the page then opens without a network. What is served for
// development has no version, and is not kept.
const keep = async () => {
  if (!location.hash.startsWith("#/dossier-") || !("serviceWorker" in navigator) || !root.dataset.version) return;
  removeEventListener("hashchange", keep);
  try {
    await navigator.serviceWorker.register(new URL("sw.js", document.baseURI));
    (await navigator.serviceWorker.ready).active.postMessage("tout");
  } catch (error) {
    // Refused, or a page that is not served securely: it works the same, with a network.
    console.info(error.message);
  }
};
addEventListener("hashchange", keep);
keep();
