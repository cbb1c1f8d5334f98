// Starts a program beside the page, in its worker. What is asked before it is ready waits.
// In a release this stands at the end of the program's own script, which says the name and the digest of its wasm
// (`xtask/src/finish.rs`), and runs from a blob that the page made (`src/browser/workers.rs`): the worker's name is the
// address of the page. In the page in one file, its wasm stands before it (un-fichier.js). In development it is
// ouvrier.js?calcul, and asks for the rest by the name of the program.
const waiting = [];
self.onmessage = (event) => waiting.push(event);
// The page only hears of what is thrown outside a promise: so is thrown again what was thrown in one, now or later.
self.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  setTimeout(() => { throw event.reason; });
});
const start = (wasm) => wasm_bindgen({ module_or_path: wasm })
  .then(() => waiting.forEach((event) => self.onmessage(event)));
if (typeof WASM === "undefined") {
  const program = self.location.search.slice(1);
  importScripts(`${program}.js`);
  start(`${program}_bg.wasm`);
} else {
  start(self.wasm ?? fetch(new URL(WASM, self.name), { integrity: SOMME }));
}
