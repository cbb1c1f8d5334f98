// Firefox ESR and WebKitGTK, each by the driver of its own makers.
//
//   pourChaque((moteur) => { test(`${moteur}: …`, async (t) => { … }); });
//   const page = await ouvrir(t, moteur, { profil: dossierTemporaire("profil") });     a window; closed at the end of the test
//
// MOTEUR=firefox or MOTEUR=webkit in the environment: that one alone. A test that is left out in an engine says its reason.
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { createInterface } from "node:readline";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as dormir } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Capabilities, WebDriver } from "selenium-webdriver";
import { Executor, HttpClient } from "selenium-webdriver/http/index.js";
import { ecran, portLibre, programme } from "../../e2e/lib/machine.mjs";
import { Page } from "./page.mjs";

const FENETRE = fileURLToPath(new URL("fenetre-webkit.py", import.meta.url));
const MOTEURS = ["firefox", "webkit"];

/** Names each engine that the tests run in. */
export function pourChaque(declare) {
  const only = process.env.MOTEUR;
  if (only && !MOTEURS.includes(only)) throw new Error(`MOTEUR : ${MOTEURS.join(" ou ")}, non ${only}.`);
  for (const moteur of MOTEURS) if (!only || moteur === only) declare(moteur);
}

/** The path of a program that must be there. */
function exige(...names) {
  const found = programme(...names);
  if (!found) throw new Error(`${names[0]} manque. Pour l’installer : cargo xtask test --navigateurs`);
  return found;
}

/** A folder that is removed when everything is over: a browser that is closing still writes in its own. */
export function dossierTemporaire(nom) {
  const folder = mkdtempSync(join(tmpdir(), `jalons-${nom}-`));
  process.on("exit", () => {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // Left to the system.
    }
  });
  return folder;
}

/** The orders of fenetre-webkit.py, one after the other. */
function fenetre(path) {
  const socket = createConnection(path).unref();
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  let last = Promise.resolve();
  return (order) => (last = last.then(async () => {
    socket.write(`${JSON.stringify(order)}\n`);
    return JSON.parse((await lines.next()).value ?? "null");
  }));
}

// One exit for each folder and each screen.
process.setMaxListeners(100);

const ENGINES = {
  async firefox({ port, profil, fichiers, journal, preferences, env }) {
    const driver = spawn(exige("geckodriver"), ["--port", port, "--websocket-port", await portLibre(), "--allow-system-access"].map(String), { stdio: ["ignore", journal, journal], env });
    const types = "application/json,application/zip,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/calendar,text/csv,text/markdown,text/plain";
    const prefs = {
      "browser.download.alwaysOpenPanel": false, "browser.download.dir": fichiers, "browser.download.folderList": 2,
      "browser.helperApps.neverAsk.saveToDisk": types, "intl.accept_languages": "fr-FR,fr",
      "layout.css.prefers-color-scheme.content-override": 1, ...preferences,
    };
    const options = { binary: exige("firefox-esr", "firefox"), args: ["-headless", "-profile", profil], prefs };
    return { driver, capacites: { browserName: "firefox", webSocketUrl: true, "moz:firefoxOptions": options } };
  },
  async webkit({ port, profil, fichiers, journal, env }) {
    const order = join(profil, "fenetre.sock");
    rmSync(order, { force: true });
    const driver = spawn(exige("WebKitWebDriver"), [`--port=${port}`, "--host=127.0.0.1"], {
      stdio: ["ignore", journal, journal],
      env: {
        // It has no mode without a screen.
        ...env, DISPLAY: await ecran(), GDK_BACKEND: "x11", GSETTINGS_BACKEND: "memory", NO_AT_BRIDGE: "1", LIBGL_ALWAYS_SOFTWARE: "1",
        // Its sandbox wants rights that a container does not have; what it opens here is ours.
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
        FENETRE_SOCKET: order, FENETRE_PROFIL: profil, FENETRE_FICHIERS: fichiers,
      },
    });
    return { driver, capacites: { "webkitgtk:browserOptions": { binary: FENETRE, args: [] } }, order };
  },
};

/** A window of that engine, in a profile that is fresh unless one is given, in a time zone if one is; Firefox, set as a person may set it. */
export async function ouvrir(t, moteur, { profil = dossierTemporaire(`profil-${moteur}`), preferences = {}, fuseau } = {}) {
  const fichiers = dossierTemporaire("fichiers");
  mkdirSync(profil, { recursive: true });
  const log = join(fichiers, ".journal");
  const journal = openSync(log, "a");
  const port = await portLibre();
  const env = fuseau ? { ...process.env, TZ: fuseau } : process.env;
  const { driver, capacites, order } = await ENGINES[moteur]({ port, profil, fichiers, journal, preferences, env });
  closeSync(journal);
  const ended = new Promise((done) => driver.once("exit", done));
  const address = `http://127.0.0.1:${port}`;
  const executor = new Executor(new HttpClient(address));
  // Firefox alone knows it: what follows is said to the browser itself rather than to the page.
  executor.defineCommand("contexte", "POST", "/session/:sessionId/moz/context");
  let session;
  let closed;
  const fermer = () => (closed ??= (async () => {
    await session?.quit().catch(() => {});
    driver.kill();
    await ended;
    // WebKit's window ends after its driver, and writes what it keeps.
    if (order) await dormir(800);
  })());
  t.after(fermer);
  for (let turn = 0; !(await fetch(`${address}/status`).then(() => true, () => false)); turn += 1) {
    if (turn === 100) throw new Error(`${moteur} : son pilote ne répond pas. ${readFileSync(log, "utf8").slice(-1000)}`);
    await dormir(100);
  }
  session = WebDriver.createSession(executor, new Capabilities(capacites));
  // A window that does not come is said by what its programs wrote.
  const late = new Promise((_, failed) => setTimeout(() => failed(new Error(`${moteur} ne s’ouvre pas : ${readFileSync(log, "utf8").slice(-1000)}`)), 120_000).unref());
  await Promise.race([session.getSession(), late]);
  await session.manage().setTimeouts({ script: 120_000, pageLoad: 60_000 });
  const page = new Page(session, { moteur, fichiers, log, fermer, ordre: order && fenetre(order) });
  await page.preparer();
  return page;
}
