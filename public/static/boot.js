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
