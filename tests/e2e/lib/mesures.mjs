// What is measured in a page, in any engine: each function runs there, and holds all that it needs.

/** On how many lines each « Je ne sais pas » of the page stands. */
export function lignesDeJeNeSaisPas() {
  const texts = document.createTreeWalker(document.querySelector("#app main"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    if (!/^\s*Je ne sais pas/.test(texts.currentNode.data)) continue;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    found.push(range.getClientRects().length);
  }
  return found;
}
