// What hosts do to the page, in the engines that tests/hotes is not run in: faults, headers, links that a filter rewrote; what
// keeps the page from starting; what its policy refuses to it and to its programs.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { prete, rienNeCloche } from "../e2e/lib/navigateur.mjs";
import { allerA, dossier, enregistre, ouvrirDossier, pageDe } from "../e2e/lib/parcours.mjs";
import { servir } from "../hotes/lib/commutateur.mjs";
import { ailleurs, copies as copiesGardees, pretHorsLigne, toutMarche, version } from "../hotes/lib/gestes.mjs";
import { sans } from "../hotes/lib/manques.mjs";
import { publiee, suivante } from "../hotes/lib/versions.mjs";
import { CHEMIN, attendre, ouvert } from "./lib/gestes.mjs";
import { ouvrir, pourChaque } from "./lib/moteurs.mjs";

const ENTETES = readFileSync(new URL("../../public/static/hebergement/_headers", import.meta.url), "utf8");

/** The page on a host of that behaviour, before it is known to start. */
async function sur(t, moteur, regler, release = publiee()) {
  const site = await servir(t, { [CHEMIN]: release });
  regler?.(site);
  const page = await ouvrir(t, moteur);
  await page.goto(site.adresse(CHEMIN));
  return { site, page };
}

async function dit(page, sentence) {
  await page.getByRole("heading", { level: 1, name: "Jalons n’a pas pu démarrer" }).waitFor();
  await page.locator("#echec-demarrage p:visible", { hasText: sentence }).waitFor();
}

pourChaque((moteur) => {
  test(`${moteur}: a page that can't start says why`, async (t) => {
    await t.test("WebAssembly is cut off", async (t) => {
      const { page } = await sur(t, moteur, undefined, sans(t, { script: "delete globalThis.WebAssembly;", programmes: false }));
      await dit(page, /WebAssembly est coupé dans ce navigateur/);
    });
    for (const [what, pattern] of [["the script that starts it", /\/boot-/], ["the program", /\/jalons-[^/]*wasm$/]]) {
      await t.test(`${what} is not on the host`, async (t) => {
        const { page } = await sur(t, moteur, (site) => { site.repondre = (path) => (pattern.test(path) ? 404 : undefined); });
        await dit(page, /Le site n’a pas donné le programme/);
      });
    }
    await t.test("the host’s own policy forbids WebAssembly", async (t) => {
      const { page } = await sur(t, moteur, (site) => { site.entetes = () => ({ "content-security-policy": "default-src 'self'" }); });
      // WebKit forbids no WebAssembly to a page whose own policy allows it.
      if (moteur === "webkit") await prete(page);
      else await dit(page, /La politique de sécurité du site.* interdit le programme/);
    });
    await t.test("the host’s own policy forbids the programs beside the page", async (t) => {
      const { page } = await sur(t, moteur, (site) => { site.entetes = () => ({ "content-security-policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'" }); });
      await prete(page);
      await page.goto(`${await ouvrirDossier(page, dossier("c01"))}/plan`);
      await page.getByText(/interdit les programmes qui dressent votre plan/).waitFor();
    });
    await t.test("the host sends the program’s script with a type of no script", async (t) => {
      const { page } = await sur(t, moteur, (site) => {
        const usual = site.type;
        site.type = (path) => (/jalons-[^/]*js$/.test(path) ? "text/plain" : usual(path));
        site.entetes = () => ({ "x-content-type-options": "nosniff" });
      });
      await dit(page, /avec un type que tous les navigateurs refusent/);
    });
    await t.test("it is opened from a folder", async (t) => {
      const page = await ouvrir(t, moteur);
      await page.goto(pathToFileURL(join(publiee().dossier, "index.html")).href);
      await dit(page, /ouverte depuis un dossier de l’ordinateur/);
    });
    await t.test("it never comes: the page says that it waits", async (t) => {
      const { page } = await sur(t, moteur, (site) => { site.repondre = (path) => (/\/jalons-[^/]*wasm$/.test(path) ? "muet" : undefined); });
      await page.getByText(/n’est pas encore arrivé/).waitFor({ timeout: 30_000 });
    });
  });

  test(`${moteur}: a host that fails, hangs or redirects does not hide the page of the device`, async (t) => {
    // From the first visit on. No browser keeps an answer that varies by anything (`*`), unless that is taken off it; Firefox
    // takes no service worker that says so itself.
    const { site, page } = await sur(t, moteur, (site) => {
      site.entetes = (path) => ({ vary: path.endsWith("/sw.js") ? "Origin, Accept" : "*", "last-modified": new Date(Date.now() - 60 * 86_400_000).toUTCString() });
    });
    await prete(page);
    const opened = await ouvrirDossier(page, dossier("c01"));
    const base = opened.slice(opened.indexOf("#"));
    await enregistre(page);
    await pretHorsLigne(page);
    const fautes = { "an error": 503, "a login": 401, "a portal": [200, "<h1>Bienvenue à l’hôtel</h1>"], silence: "muet", "a redirection": "redirige:/connexion" };
    for (const [what, answer] of Object.entries(fautes)) {
      site.repondre = (path) => (path === "/connexion" ? [200, "<h1>Connectez-vous</h1>"] : answer);
      await page.reload();
      await prete(page);
      await toutMarche(page, base, what);
    }
  });

  test(`${moteur}: two copies under two paths of one origin keep their own dossiers, whatever is deleted in one, and each its own copy without a network`, async (t) => {
    const next = suivante(t);
    const copies = [{ path: "/jalons/", release: publiee(), nom: "c01", denomination: "EHPAD Les Tilleuls" }, { path: "/jalons-essai/", release: next, nom: "c02", denomination: "Association Horizons" }];
    const site = await servir(t, Object.fromEntries(copies.map(({ path, release }) => [path, release])));
    const page = await ouvrir(t, moteur);
    for (const copy of copies) {
      await page.goto(site.adresse(copy.path));
      await prete(page);
      const opened = await ouvrirDossier(page, dossier(copy.nom));
      copy.base = opened.slice(opened.indexOf("#"));
      await enregistre(page);
      await pretHorsLigne(page);
    }
    // Each starts once more beside the other: what a start puts in order is its own.
    for (const { path } of copies) {
      await page.goto(site.adresse(path));
      await prete(page);
      await pretHorsLigne(page);
    }
    assert.deepEqual(Object.keys(await copiesGardees(page)).sort(), copies.map(({ path, release }) => `jalons ${path} ${release.version}`).sort());
    await site.fermer();
    const visiter = async ({ path, release, denomination }) => {
      await page.goto(site.adresse(path));
      await prete(page);
      await page.locator(".ligne a").first().waitFor();
      for (const other of copies) assert.equal(await page.locator(".ligne a", { hasText: other.denomination }).count(), other.path === path ? 1 : 0, `${path}: ${other.denomination}`);
      assert.equal(await version(page), release.version, path);
    };
    for (const copy of copies) {
      await visiter(copy);
      await toutMarche(page, copy.base, copy.path);
    }
    await visiter(copies[1]);
    await page.getByRole("button", { name: "Supprimer tous les dossiers" }).click();
    await page.getByRole("button", { name: "Tout supprimer" }).click();
    await attendre(() => page.locator(".ligne").count(), 0);
    await visiter(copies[0]);
  });

  test(`${moteur}: a link whose # was written %23 is recognised by the page of lost addresses, and on a device that keeps the page`, async (t) => {
    const { site, page, base } = await ouvert(t, moteur, dossier("c02"));
    site.perdue = publiee();
    await pageDe(page, base, "fichiers");
    await page.getByRole("button", { name: "Préparer le lien" }).click();
    const link = (await page.locator("#partage-adresse").inputValue()).replace("#", "%23");
    const other = await ouvrir(t, moteur);
    await other.goto(link);
    await other.getByText(/envoyé au site/).waitFor();
    await other.getByRole("link", { name: "Ouvrir le dossier sur cet appareil" }).click();
    await other.getByRole("heading", { level: 1, name: "Un dossier vous est transmis" }).waitFor();
    await allerA(page, `${base}/verifier`, /^Vérifiez/);
    await pretHorsLigne(page);
    const seen = site.demandes.length;
    await page.goto(link);
    await page.getByRole("heading", { level: 1, name: "Un dossier vous est transmis" }).waitFor();
    assert.deepEqual(site.demandes.slice(seen).filter((path) => path.includes("%23")), [], "the host never sees it");
  });

  test(`${moteur}: with the headers of the example, everything works and nothing is refused`, async (t) => {
    const header = (name) => ENTETES.match(new RegExp(`^ {2}${name}: (.*)$`, "m"))[1];
    const names = ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cache-Control"];
    const entetes = Object.fromEntries(names.map((name) => [name, header(name)]));
    const { page } = await sur(t, moteur, (site) => { site.entetes = () => entetes; });
    await prete(page);
    const opened = await ouvrirDossier(page, dossier("c01"));
    const base = opened.slice(opened.indexOf("#"));
    await toutMarche(page, base, "with the headers");
    await pretHorsLigne(page);
    await page.reload();
    await prete(page);
    await toutMarche(page, base, "from the device");
    rienNeCloche({ erreurs: await page.erreurs() });
  });

  test(`${moteur}: the page’s policy binds both programs on a host that sends no header: another origin hears nothing`, async (t) => {
    const { adresse: other, demandes: reached } = await ailleurs(t);
    // Each program asks its own folder until it is let, then another origin; the page asks the latter at once.
    const script = (place) => {
      if (place === "sw") return "";
      if (place === "page") return `fetch("${other}page").catch(() => {});`;
      return `(() => {
        const essai = async () => {
          const { ok } = await fetch(new URL("essaye-${place}", self.name.split(" ")[0])).catch(() => ({}));
          if (ok) fetch("${other}${place}").catch(() => {});
          else setTimeout(essai, 500);
        };
        setTimeout(essai, 500);
      })();`;
    };
    const { site, page, base } = await ouvert(t, moteur, dossier("c01"), { release: sans(t, { script }) });
    await toutMarche(page, base, "both programs run");
    const permis = new Set();
    site.repondre = (path) => {
      const [, program] = path.match(/essaye-(calcul|atelier)$/) ?? [];
      if (program) permis.add(program);
      return program && [200, "oui"];
    };
    for (let turn = 0; permis.size < 2 && turn < 100; turn += 1) await page.waitForTimeout(200);
    assert.deepEqual([...permis].sort(), ["atelier", "calcul"], "both asked");
    await page.waitForTimeout(1500);
    assert.deepEqual(reached, []);
  });
});
