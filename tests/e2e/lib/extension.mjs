// What others do to the page while it is used: a translator wraps or replaces every text, an extension adds a node after each
// paragraph, as they appear. A script that runs before the page.

/** What an extension does to the page, now and at each change: `enveloppe` makes what stands in place of a text node. */
export const derange = (enveloppe) => `(() => {
  const enveloppe = ${enveloppe};
  const ignores = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TITLE", "OPTION", "OPTGROUP", "SELECT", "TEXTAREA", "FONT"]);
  const tout = () => {
    if (!document.body) return;
    const textes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const trouves = [];
    while (textes.nextNode()) {
      const { currentNode: texte } = textes;
      const parent = texte.parentElement;
      if (texte.data.trim() && !ignores.has(parent.tagName) && parent.namespaceURI.endsWith("xhtml")) trouves.push(texte);
    }
    for (const texte of trouves) enveloppe(texte);
    for (const paragraphe of document.querySelectorAll("#app p")) {
      if (!paragraphe.nextElementSibling?.matches("[data-extension]")) {
        const ajout = document.createElement("span");
        ajout.dataset.extension = "oui";
        paragraphe.after(ajout);
      }
    }
  };
  new MutationObserver(tout).observe(document, { childList: true, subtree: true, characterData: true });
  document.addEventListener("DOMContentLoaded", tout);
})();`;

/** Each text wrapped, twice as translators do; the node of the page stays inside. */
export const ENVELOPPE = `(texte) => {
  const [dehors, dedans] = [document.createElement("font"), document.createElement("font")];
  texte.replaceWith(dehors);
  dehors.append(dedans);
  dedans.append(texte);
}`;

/** Each text replaced by another that says the same; the node of the page is thrown away. */
export const REMPLACE = `(texte) => {
  const font = document.createElement("font");
  font.append(texte.data);
  texte.replaceWith(font);
}`;
