// Firefox 102 and Safari 16, the oldest that the README names, are not at hand: what they lack by MDN's tables is taken away
// from Firefox ESR and WebKitGTK, in the page, in its programs and in its service worker. tests/hotes/anciens.test.mjs does so
// for Chrome 97, and reads what scripts and WebAssembly are written in.
import { test } from "node:test";
import assert from "node:assert/strict";
import { rienNeCloche } from "../e2e/lib/navigateur.mjs";
import { dossier } from "../e2e/lib/parcours.mjs";
import { toutVaSansCeQuiManque } from "../hotes/lib/gestes.mjs";
import { ancien, plusAnciens, sans } from "../hotes/lib/manques.mjs";
import { ouvert } from "./lib/gestes.mjs";
import { pourChaque } from "./lib/moteurs.mjs";

const NOMS = { firefox: "firefox", webkit: "safari" };

pourChaque((moteur) => {
  const [name, version] = plusAnciens().find(([name]) => name === NOMS[moteur]);
  test(`${moteur}: without what came after ${name} ${version}, the plan, the files and the copy on the device are there`, async (t) => {
    const { page, base } = await ouvert(t, moteur, dossier("c01"), { release: sans(t, ancien(name, version)) });
    assert.equal(await page.evaluate("const page = window.wrappedJSObject ?? window; return typeof page.HTMLElement.prototype.showPopover + typeof page.Object.groupBy + typeof page.Promise.withResolvers"), "undefinedundefinedundefined", "it is taken away");
    await toutVaSansCeQuiManque(page, base);
    rienNeCloche({ erreurs: await page.erreurs() });
  });
});
