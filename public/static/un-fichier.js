// Gives the page in one file the files that stand in it (`cargo xtask build --un-fichier`, xtask/src/single.rs): the names that
// the page holds become addresses that the browser makes on the device. It follows boot.js, which waits until the page is read.
const held = (name) => document.querySelector(`script[data-fichier="${name}"]`)?.textContent;
const bytes = (name) => Uint8Array.from(atob(held(name)), (letter) => letter.charCodeAt(0));
const address = (type, ...parts) => URL.createObjectURL(new Blob(parts, { type }));

const boot = document.currentScript.previousElementSibling;
boot.dataset.js = address("text/javascript", bytes(boot.dataset.js));
boot.dataset.wasm = address("application/wasm", bytes(boot.dataset.wasm));
for (const attribute of [...document.documentElement.attributes]) {
  if (!attribute.name.startsWith("data-worker-")) continue;
  // A program has its own wasm as an answer of a host: WebKit gives a program of a file no address to ask, not even its own.
  const front = [
    "self.wasm = new Response(Uint8Array.from(atob(\"",
    held(attribute.value.replace(".js", "_bg.wasm")),
    "\"), (letter) => letter.charCodeAt(0)), { headers: { \"content-type\": \"application/wasm\" } });\n",
  ];
  attribute.value = address("text/javascript", ...front, bytes(attribute.value));
}
// The pages beside it open beside it.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  const name = link?.getAttribute("href");
  if (!name || !/^[A-Za-z-]+\.html$/.test(name) || !held(name)) return;
  link.href = address("text/html;charset=utf-8", bytes(name));
  link.target = "_blank";
});
