// A window that is driven by WebDriver, with the few verbs of Playwright's page that tests/e2e/lib is written with: the
// journeys of both are told in the same words (parcours.mjs, axe, prete). An element is looked for until it is there, by what
// the user reads of it.
import { setTimeout as dormir } from "node:timers/promises";
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command, Name } from "selenium-webdriver/lib/command.js";
import { Key, WebDriver } from "selenium-webdriver";
import { lirePapier } from "../../e2e/lib/navigateur.mjs";

// A shared machine is slow at times; what is there is taken at once.
const PATIENCE = 60_000;

/** Asks again until there is an answer. */
async function jusqua(ask, quoi, timeout = PATIENCE) {
  const end = Date.now() + timeout;
  let last;
  for (;;) {
    const found = await ask().catch((error) => {
      // The page is being changed for another one: asked again.
      last = error;
      if (/session|window/i.test(error.name)) throw error;
    });
    if (found) return found;
    if (Date.now() > end) throw new Error(`en ${timeout} ms, rien ne donne ${quoi()}${last ? ` (${last.message})` : ""}`);
    await dormir(60);
  }
}

/** Does it again as long as what it was about leaves the page meanwhile: a page that is drawn again has another one in its place. */
async function encore(act) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (error.name !== "StaleElementReferenceError" || Date.now() > end) throw error;
    }
  }
}

const motif = (words) => (words instanceof RegExp ? { source: words.source, flags: words.flags } : words);

/** Runs in the page: the elements that fit, in their order. */
function chercher(asked) {
  const ROLES = {
    alert: "[role=alert]", alertdialog: "[role=alertdialog]", button: "button", checkbox: "input[type=checkbox]", heading: "h1, h2, h3, h4",
    link: "a[href]", listitem: "li", radio: "input[type=radio]", status: "[role=status]",
  };
  const propre = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  const fits = (text, words, exact) => {
    if (words === undefined) return true;
    if (typeof words === "object") return new RegExp(words.source, words.flags).test(propre(text));
    return exact ? propre(text) === words : propre(text).toLowerCase().includes(words.toLowerCase());
  };
  const named = (one) => one.getAttribute("aria-label") ?? one.labels?.[0]?.textContent ?? one.textContent;
  const seen = (one) => one.checkVisibility({ visibilityProperty: true });
  const inside = ({ parent, css, role, name, level, label, text, hasText, exact, visible, rank }) => {
    const roots = parent ? inside(parent) : [document];
    const selector = css ?? (role ? (level ? `h${level}` : ROLES[role]) : label === undefined ? "body *" : "input, select, textarea");
    let found = [...new Set(roots.flatMap((root) => [...root.querySelectorAll(selector)]))];
    if (role) found = found.filter((one) => fits(named(one), name, exact) && seen(one));
    if (label !== undefined) found = found.filter((one) => fits(named(one), label, exact));
    // The innermost element that says it.
    if (text !== undefined) found = found.filter((one) => fits(one.textContent, text, exact) && ![...one.children].some((child) => fits(child.textContent, text, exact)));
    if (hasText !== undefined) found = found.filter((one) => fits(one.textContent, hasText));
    if (visible) found = found.filter(seen);
    return rank === undefined ? found : found.slice(rank, rank + 1);
  };
  const found = inside(asked);
  return asked.seen ? found.filter(seen) : found;
}

class Lieu {
  constructor(page, asked) {
    Object.assign(this, { page, asked });
  }

  inside(asked) {
    return new Lieu(this.page, { ...asked, parent: this.asked });
  }

  locator(css, { hasText } = {}) {
    return this.inside({ css: css.replace(":visible", ""), visible: css.endsWith(":visible"), hasText: motif(hasText) });
  }

  getByRole(role, { name, exact, level } = {}) {
    return this.inside({ role, name: motif(name), exact, level });
  }

  getByLabel(label, { exact } = {}) {
    return this.inside({ label: motif(label), exact });
  }

  getByText(text, { exact } = {}) {
    return this.inside({ text: motif(text), exact });
  }

  filter({ hasText }) {
    return new Lieu(this.page, { ...this.asked, hasText: motif(hasText) });
  }

  nth(rank) {
    return new Lieu(this.page, { ...this.asked, rank });
  }

  first() {
    return this.nth(0);
  }

  async elements(seen = false) {
    return encore(() => this.page.session.executeScript(`return (${chercher})(arguments[0])`, { ...this.asked, seen }));
  }

  async element({ seen = true, timeout } = {}) {
    const [found] = await jusqua(async () => {
      const all = await this.elements(seen);
      return all.length > 0 && all;
    }, () => JSON.stringify(this.asked), timeout);
    return found;
  }

  /** Does something to the element; to the one that took its place, if it leaves the page meanwhile. */
  sur(act, options) {
    return encore(async () => act(await this.element(options)));
  }

  async waitFor({ state = "visible", timeout } = {}) {
    await this.element({ seen: state === "visible", timeout });
  }

  async count() {
    return (await this.elements()).length;
  }

  evaluate(fn, arg) {
    return this.sur((element) => this.page.session.executeScript(`return (${fn})(...arguments)`, element, arg), { seen: false });
  }

  /** A click by the driver, on what is in the middle of the window: the bar and the panel may hide its edges. */
  click() {
    return this.sur(async (element) => {
      await this.page.session.executeScript("arguments[0].scrollIntoView({ block: 'center' })", element);
      await element.click();
    });
  }

  async check() {
    if (!(await this.isChecked())) await this.click();
    assert.ok(await this.isChecked(), `ticked by a click: ${JSON.stringify(this.asked)}`);
  }

  isChecked() {
    return this.sur((element) => element.isSelected(), { seen: false });
  }

  /** A date is typed, as by a person: an engine's own way of filling one in would prove nothing of its parts. */
  async fill(value) {
    if ((await this.sur((element) => element.getAttribute("type"))) === "date") return this.page.taperDate(this, value);
    return this.sur(async (element) => {
      await element.clear();
      if (value !== "") await element.sendKeys(value);
    });
  }

  focus() {
    return this.evaluate((one) => one.focus());
  }

  blur() {
    return this.evaluate((one) => one.blur());
  }

  async selectOption(value) {
    // The line may come after its list.
    await jusqua(async () => {
      const line = await this.sur((element) => this.page.session.executeScript("return [...arguments[0].options].find((one) => one.value === arguments[1])", element, value));
      await line.click();
      return true;
    }, () => `${value}, in ${JSON.stringify(this.asked)}`);
    assert.equal(await this.inputValue(), value, "chosen by a click");
  }

  inputValue() {
    return this.evaluate((one) => one.value);
  }

  innerText() {
    return this.sur((element) => this.page.session.executeScript("return arguments[0].innerText", element));
  }

  /** A file of this computer, or what one would hold: `{ name, buffer }`. */
  async setInputFiles(file) {
    const path = typeof file === "string" ? file : join(mkdtempSync(join(this.page.fichiers, ".donne-")), file.name);
    if (path !== file) writeFileSync(path, file.buffer);
    await this.sur((element) => element.sendKeys(path), { seen: false });
  }
}

const TOUCHES = { Backspace: Key.BACK_SPACE, Control: Key.CONTROL, Shift: Key.SHIFT, Space: " " };
const touche = (name) => TOUCHES[name] ?? Key[name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase()] ?? name;

/** Orders to one tab among several: it comes to the front first, as a person does it. */
class Onglet extends WebDriver {
  constructor(session, executor, poignee, tous) {
    super(session, executor);
    Object.assign(this, { poignee, tous });
  }

  async execute(command) {
    if (this.tous.devant !== this.poignee) {
      await super.execute(new Command(Name.SWITCH_TO_WINDOW).setParameter("handle", this.poignee));
      this.tous.devant = this.poignee;
    }
    return super.execute(command);
  }
}

export class Page extends Lieu {
  constructor(session, options) {
    super(null, undefined);
    Object.assign(this, { page: this, session, ...options });
    this.keyboard = {
      press: async (keys) => {
        const codes = keys.split("+").map(touche);
        const actions = this.session.actions();
        for (const code of codes) actions.keyDown(code);
        for (const code of codes.reverse()) actions.keyUp(code);
        await actions.perform();
      },
      type: async (text, { delay = 0 } = {}) => {
        for (const letter of text) {
          await this.keyboard.press(letter);
          await dormir(delay);
        }
      },
    };
  }

  inside(asked) {
    return new Lieu(this, asked);
  }

  /** What the engine's own protocol gives besides: the size of the window, what its console says. */
  async preparer() {
    this.dites = [];
    if (this.moteur !== "firefox") return;
    this.bidi = await this.session.getBidi();
    await this.bidi.subscribe("log.entryAdded");
    this.bidi.socket.on("message", (text) => {
      const { method, params } = JSON.parse(text);
      if (method === "log.entryAdded" && params.level === "error") this.dites.push(params.text);
    });
    await this.taille(1280, 900);
  }

  async taille(width, height) {
    if (this.ordre) await this.ordre({ taille: [width, height] });
    else await this.bidi.send({ method: "browsingContext.setViewport", params: { context: await this.session.getWindowHandle(), viewport: { width, height } } });
    await this.waitForFunction((width) => innerWidth === width, width);
  }

  async sombre(dark) {
    if (this.ordre) await this.ordre({ sombre: dark });
    else await this.navigateur(`Services.prefs.setIntPref("layout.css.prefers-color-scheme.content-override", ${dark ? 0 : 1})`);
    await this.waitForFunction((dark) => matchMedia("(prefers-color-scheme: dark)").matches === dark, dark);
  }

  /** Firefox: said to the browser itself. */
  async navigateur(script) {
    const contexte = (context) => this.session.execute(new Command("contexte").setParameter("context", context));
    await contexte("chrome");
    try {
      return await this.session.executeScript(script);
    } finally {
      await contexte("content");
    }
  }

  /** Errors of the console so far, refusals of the security policy included. */
  async erreurs() {
    if (this.moteur === "webkit") {
      // WebKit does not know this word of the policy, whose default is stricter.
      return readFileSync(this.log, "utf8").split("\n").filter((line) => /^CONSOLE .*(ERROR|terminated)/.test(line) && !line.includes("'manifest-src'"));
    }
    const refusals = await this.navigateur("return Services.console.getMessageArray().map((one) => String(one.message)).filter((text) => /Content-Security-Policy/.test(text) && /127\\.0\\.0\\.1/.test(text))");
    return [...this.dites, ...refusals];
  }

  async goto(address) {
    await this.session.get(address);
  }

  /** Another tab of this browser, with nothing in it. */
  async autre() {
    const [known, executor] = [await this.session.getSession(), this.session.getExecutor()];
    const here = await this.session.getWindowHandle();
    const tous = this.session.tous ?? { devant: here };
    const tab = (poignee) => new Onglet(known, executor, poignee, tous);
    if (!this.session.tous) this.session = tab(here);
    const { handle } = await this.session.execute(new Command(Name.SWITCH_TO_NEW_WINDOW).setParameter("type", "tab"));
    const { moteur, fichiers, log, fermer, ordre, bidi, dites } = this;
    return new Page(tab(handle), { moteur, fichiers, log, fermer, ordre, bidi, dites });
  }

  /** Does something from a page of the same host while this one is not seen: behind another tab, or its window hidden where each tab has its own. */
  async cachee(act) {
    if (this.ordre) {
      await this.ordre({ cacher: true });
      assert.ok(await this.evaluate(() => document.hidden));
      await act(this);
      await this.ordre({ cacher: false });
      return;
    }
    const front = await this.autre();
    await front.goto(new URL("/ailleurs", await this.url()).href);
    await act(front);
    await front.fermerOnglet();
  }

  /** This tab is closed, in the middle of what was done there. The browser has another one. */
  async fermerOnglet() {
    await this.session.close();
    this.session.tous.devant = undefined;
  }

  /** What follows is about the page that stands in this frame, until `dehors`; the window and the keyboard stay those of all. */
  async dedans(css) {
    await this.session.switchTo().frame(await this.locator(css).element());
    this.dansUnCadre = true;
  }

  async dehors() {
    await this.session.switchTo().defaultContent();
    this.dansUnCadre = false;
  }

  url() {
    // WebDriver's own is that of the window, whatever the frame.
    return this.dansUnCadre ? this.evaluate(() => location.href) : this.session.getCurrentUrl();
  }

  title() {
    return this.session.getTitle();
  }

  /** As a person does it. */
  async reload() {
    const before = await this.evaluate(() => performance.timeOrigin);
    await this.evaluate(() => { setTimeout(() => location.reload()); });
    await this.waitForFunction((before) => performance.timeOrigin !== before, before);
  }

  async evaluate(fn, arg = null) {
    if (typeof fn === "string") return this.session.executeScript(fn);
    const { value, error } = await this.session.executeAsyncScript(
      `const [arg, done] = arguments; (async () => (${fn})(arg))().then((value) => done({ value: value ?? null }), (error) => done({ error: String(error) }));`, arg,
    );
    if (error) throw new Error(error);
    return value;
  }

  waitForTimeout(ms) {
    return dormir(ms);
  }

  /** The patience of journeys that are written for another browser is only ever lengthened. */
  waitForFunction(fn, arg, { timeout = PATIENCE } = {}) {
    return jusqua(() => this.evaluate(fn, arg), () => String(fn), Math.max(timeout, PATIENCE));
  }

  waitForURL(pattern) {
    return jusqua(async () => pattern.test(await this.url()), () => String(pattern));
  }

  /** The next file that is whole among those that were downloaded. */
  async waitForEvent(name) {
    assert.equal(name, "download");
    const files = () => readdirSync(this.fichiers).filter((one) => !one.startsWith("."));
    const before = files();
    const found = await jusqua(async () => {
      const now = files();
      const late = now.filter((one) => !before.includes(one));
      return !late.some((one) => /\.(part|partiel)$/.test(one)) && late.find((one) => readFileSync(join(this.fichiers, one)).length > 0);
    }, () => "un téléchargement");
    return { suggestedFilename: () => found, path: () => join(this.fichiers, found) };
  }

  async pdf({ path }) {
    if (this.ordre) {
      rmSync(path, { force: true });
      assert.equal(await this.ordre({ imprimer: path }), null);
      return;
    }
    writeFileSync(path, Buffer.from(await this.session.printPage({ width: 21, height: 29.7, background: false }), "base64"));
  }

  /** Firefox: the text of what the page itself asks to print, by that act; what a person gets who prints it at once, without a look. */
  async papier(act) {
    const path = join(mkdtempSync(join(this.fichiers, ".papier-")), "papier.pdf");
    const printer = "print.printer_Mozilla_Save_to_PDF.print_";
    const set = (kind, name, value) => `Services.prefs.set${kind}Pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`;
    await this.navigateur([
      set("Bool", "print.always_print_silent", true), set("String", "print_printer", "Mozilla Save to PDF"),
      set("Bool", `${printer}to_file`, true), set("String", `${printer}to_filename`, path),
      // Nothing of the browser's own in the margins, as `pdf` gives it.
      ...["header", "footer"].flatMap((edge) => ["left", "center", "right"].map((side) => set("String", `${printer}${edge}${side}`, ""))),
    ].join("\n"));
    await act();
    return jusqua(async () => lirePapier(path), () => "un papier");
  }

  /**
   * Digit by digit, its parts in the order of the browser's language; `entre` runs between two parts: in the middle of one,
   * a browser that waits takes the next digit for another beginning.
   */
  async taperDate(field, value, entre) {
    const [year, month, day] = value.split("-");
    const order = await this.evaluate(() => new Intl.DateTimeFormat().formatToParts(new Date()).map(({ type }) => type).filter((type) => type !== "literal"));
    await field.focus();
    for (const key of order.map((part) => ({ year, month, day })[part]).join("/")) {
      await this.keyboard.press(key);
      await dormir(60);
      if (key === "/") await entre?.();
    }
    await dormir(200);
  }

  /** Emptied with the keyboard: part by part, or at once where the engine has a key for that. */
  async viderDate(field, { dunCoup = false } = {}) {
    await field.focus();
    const keys = dunCoup && this.moteur === "firefox" ? ["Control+Backspace"] : ["Backspace", "ArrowRight", "Backspace", "ArrowRight", "Backspace"];
    for (const key of keys) await this.keyboard.press(key);
    await field.blur();
    assert.equal(await field.evaluate((input) => input.value + input.validity.badInput), "false");
  }
}
