// Starts the program. When it can't start, the page says so: nothing is left waiting.
const here = document.querySelector("script[data-wasm]");
const failed = () => {
  // Once mounted, or once the program itself has said that it stopped (#panique), there is nothing to add.
  if (document.documentElement.dataset.pret || document.getElementById("panique")?.hidden === false) return;
  document.getElementById("accueil-statique")?.setAttribute("hidden", "");
  document.getElementById("echec-demarrage")?.removeAttribute("hidden");
};
try {
  const page = document.baseURI;
  const program = await import(new URL(here.dataset.js, page).href);
  await program.default({ module_or_path: new URL(here.dataset.wasm, page) });
} catch (error) {
  console.error(error);
  failed();
}
// Once a dossier is open, the program is kept on the device: the page then opens without a network. What is served for
// development has no version, and is not kept.
const keep = async () => {
  if (!location.hash.startsWith("#/dossier-") || !("serviceWorker" in navigator) || !document.documentElement.dataset.version) return;
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
