// Starts a program beside the page, in its worker: ouvrier.js?name&version. What is asked before it is ready waits.
const [name, version] = self.location.search.slice(1).split("&");
const waiting = [];
self.onmessage = (event) => waiting.push(event);
// The page only hears of what is thrown outside a promise.
const failed = (error) => setTimeout(() => { throw error; });
importScripts(`${name}.js?${version}`);
wasm_bindgen({ module_or_path: `${name}_bg.wasm?${version}` })
  .then(() => waiting.forEach((event) => self.onmessage(event)))
  .catch(failed);
