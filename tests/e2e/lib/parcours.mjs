// Verbs of a journey, by what the user reads.
import { axe } from "./navigateur.mjs";

/** A journey on a page: each step is checked by axe unless told otherwise. */
export class Parcours {
  constructor(page, { verifier = true } = {}) {
    this.page = page;
    this.verifier = verifier;
    this.ecrans = 1;
  }

  async titre() {
    return (await this.page.locator("h1:visible").first().innerText()).trim();
  }

  async choisir(...noms) {
    for (const nom of noms) await this.page.getByRole("radio", { name: nom }).first().check();
  }

  async cocher(...noms) {
    for (const nom of noms) await this.page.getByRole("checkbox", { name: nom }).first().check();
  }

  async remplir(nom, valeur) {
    await this.page.getByLabel(nom).first().fill(valeur);
    await this.page.getByLabel(nom).first().blur();
  }

  async liste(nom, valeur) {
    await this.page.getByLabel(nom).first().selectOption(valeur);
  }

  async bouton(nom) {
    const before = this.page.url();
    if (this.verifier) await axe(this.page, await this.titre());
    await this.page.getByRole("button", { name: nom, exact: true }).first().click();
    if (nom !== "Continuer" && !nom.startsWith("Enregistrer")) return;
    await this.page.waitForFunction((url) => location.href !== url || document.getElementById("resume"), before, { timeout: 5000 });
    await this.page.waitForTimeout(40);
    this.ecrans += 1;
  }

  continuer() {
    return this.bouton("Continuer");
  }

  async lien(nom) {
    if (this.verifier) await axe(this.page, await this.titre());
    await this.page.getByRole("link", { name: nom }).first().click();
    await this.page.waitForTimeout(60);
    this.ecrans += 1;
  }
}
