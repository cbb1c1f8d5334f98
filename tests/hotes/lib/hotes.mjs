// Static hosts on the loopback, with their defaults.
//
//   for (const hote of HOTES) test(…, { skip: hote.absent() }, …)      why it is not tried; false where it is installed
//   const site = await hote.servir(t, { "/jalons/": publiee() });   site.adresse("/jalons/"), site.publier("/jalons/", release)
//   await site.fermer();
//   hote.exemples: the names of its examples in public/static/hebergement/;   await hote.servir(t, releases, exemple(nom), nom)
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as attendre } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { portLibre, programme } from "../../e2e/lib/machine.mjs";

// Where Debian, Fedora and Alpine put the modules of Apache.
const MODULES = ["/usr/lib/apache2/modules", "/etc/httpd/modules", "/usr/lib64/httpd/modules", "/usr/lib/httpd/modules"];
// That of nginx that sends the .br beside a file, where the system has it.
export const BROTLI = ["/usr/lib/nginx/modules", "/usr/lib64/nginx/modules"].map((folder) => join(folder, "ngx_http_brotli_static_module.so")).find((file) => existsSync(file));
const TYPES = ["/etc/mime.types", "/etc/nginx/mime.types"].find((file) => existsSync(file)) ?? "/dev/null";

const PAGES_GITHUB = fileURLToPath(new URL("pages-github.mjs", import.meta.url));

/** Files as old as those of a site that nobody touched for a month: browsers keep them for days without asking. */
function vieillir(folder, days) {
  const time = Date.now() / 1000 - days * 86_400;
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (statSync(file).isDirectory()) vieillir(file, days);
    else utimesSync(file, time, time);
  }
}

/** An example of a host's rules, as it is published. */
export const exemple = (nom) => readFileSync(new URL(`../../../public/static/hebergement/${nom}`, import.meta.url), "utf8");

/** Starts a host. `commande({ racine, port, travail, regles })` gives its program and arguments. */
async function lancer(t, commande, releases, regles = "", nom = "") {
  const travail = mkdtempSync(join(tmpdir(), "jalons-hote-"));
  chmodSync(travail, 0o755);
  const racine = join(travail, "racine");
  mkdirSync(racine);
  let age = 60;
  const publier = (path, { dossier }) => {
    const to = join(racine, path);
    rmSync(to, { recursive: true, force: true });
    cpSync(dossier, to, { recursive: true });
    // The rules that stand in the folder itself, or at the root of the site.
    if (nom === "apache.htaccess") writeFileSync(join(to, ".htaccess"), regles);
    if (nom === "_headers") writeFileSync(join(racine, "_headers"), regles);
    // Each release is younger than the one before.
    vieillir(to, age);
    age -= 20;
  };
  for (const [path, release] of Object.entries(releases)) publier(path, release);
  const port = await portLibre();
  const [program, ...args] = commande({ racine, port, travail, regles: nom === "apache.htaccess" ? "" : regles });
  const server = spawn(program, args, { cwd: travail, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  server.stderr.on("data", (data) => { said += data; });
  const ended = new Promise((done) => server.on("exit", done));
  const fermer = async () => {
    server.kill("SIGTERM");
    await Promise.race([ended, attendre(3000).then(() => server.kill("SIGKILL"))]);
  };
  t.after(async () => {
    await fermer();
    rmSync(travail, { recursive: true, force: true, maxRetries: 3 });
  });
  const adresse = (path) => `http://127.0.0.1:${port}${path}`;
  for (let turn = 0; ; turn += 1) {
    if (await fetch(adresse(Object.keys(releases)[0])).then(({ ok }) => ok, () => false)) break;
    if (turn === 100 || server.exitCode !== null) throw new Error(`${program} ne sert pas la page : ${said}`);
    await attendre(100);
  }
  return { adresse, publier, fermer };
}

const hote = (nom, names, commande, exemples = []) => ({
  nom,
  exemples,
  absent: () => programme(...names) === undefined && `${nom} n’est pas installé`,
  servir: (t, releases, regles, exemple) => lancer(t, (place) => commande(programme(...names), place), releases, regles, exemple),
});

const APACHE = ["apache2", "httpd"];
/** Apache with these of its modules. */
const apache = (...modules) => (program, { racine, port, travail, regles }) => {
  const folder = MODULES.find((folder) => existsSync(folder));
  const load = ["mpm_event", "authz_core", "dir", "mime", ...modules]
    .filter((name) => existsSync(join(folder, `mod_${name}.so`)))
    .map((name) => `LoadModule ${name}_module ${folder}/mod_${name}.so`);
  const user = process.getuid() === 0 ? execFileSync("id", ["-un", "65534"], { encoding: "utf8" }).trim() : "";
  const file = join(travail, "apache.conf");
  writeFileSync(file, `ServerRoot ${travail}
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile ${travail}/apache.pid
ErrorLog ${travail}/erreurs.log
${load.join("\n")}
${user ? `User ${user}` : ""}
TypesConfig ${TYPES}
DirectoryIndex index.html
DocumentRoot ${racine}
<Directory ${racine}>
Require all granted
AllowOverride FileInfo
</Directory>
${regles}
`);
  return [program, "-f", file, "-DFOREGROUND"];
};

/** Apache without modules that its examples would like, as some hosts have it. */
export const APACHES_NUS = [["mod_headers ni mod_filter", []], ["mod_headers ni mod_deflate", ["filter"]]]
  .map(([sans, modules]) => hote(`apache sans ${sans}`, APACHE, apache(...modules), ["apache.conf", "apache.htaccess"]));

export const HOTES = [
  hote("python", ["python3"], (program, { racine, port }) =>
    [program, "-m", "http.server", String(port), "--bind", "127.0.0.1", "--directory", racine]),
  hote("busybox", ["busybox"], (program, { racine, port }) => [program, "httpd", "-f", "-p", `127.0.0.1:${port}`, "-h", racine]),
  hote("nginx", ["nginx"], (program, { racine, port, travail, regles }) => {
    const file = join(travail, "nginx.conf");
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${travail}/${kind};`).join("\n");
    const user = process.getuid() === 0 ? "user root;" : "";
    writeFileSync(file, `${user}
${BROTLI ? `load_module ${BROTLI};` : ""}
pid ${travail}/nginx.pid;
error_log stderr;
events {}
http {
include /etc/nginx/mime.types;
${temporary}
access_log off;
server { listen 127.0.0.1:${port}; root ${racine}; absolute_redirect off;
${regles}
} }`);
    return [program, "-p", travail, "-c", file, "-g", "daemon off;"];
  }, ["nginx.conf"]),
  hote("apache", APACHE, apache("headers", "filter", "deflate"), ["apache.conf", "apache.htaccess"]),
  hote("lighttpd", ["lighttpd"], (program, { racine, port, travail, regles }) => {
    const file = join(travail, "lighttpd.conf");
    // The manifest has no type here.
    writeFileSync(file, `server.modules = ("mod_setenv")
server.document-root = "${racine}"
server.bind = "127.0.0.1"
server.port = ${port}
index-file.names = ("index.html")
mimetype.assign = (".html" => "text/html", ".css" => "text/css", ".js" => "text/javascript", ".wasm" => "application/wasm", ".svg" => "image/svg+xml")
${regles}
`);
    return [program, "-D", "-f", file];
  }, ["lighttpd.conf"]),
  hote("caddy", ["caddy"], (program, { racine, port, travail, regles }) => {
    if (!regles) return [program, "file-server", "--listen", `127.0.0.1:${port}`, "--root", racine];
    const file = join(travail, "Caddyfile");
    writeFileSync(file, `{\nadmin off\n}\nhttp://127.0.0.1:${port} {\nroot * ${racine}\n${regles}\n}\n`);
    return [program, "run", "--config", file, "--adapter", "caddyfile"];
  }),
  // Those of npm: the first one sends « /index.html » to « / », and « /404.html » to « /404 »; the second one has an hour kept.
  hote("serve", ["serve"], (program, { racine, port }) => [program, "--listen", `tcp://127.0.0.1:${port}`, "--no-request-logging", "--no-clipboard", racine]),
  hote("http-server", ["http-server"], (program, { racine, port }) => [program, racine, "-a", "127.0.0.1", "-p", String(port), "-s"]),
  // The local server of Cloudflare Pages, of npm.
  hote("wrangler", ["wrangler"], (program, { racine, port }) => [program, "pages", "dev", racine, "--ip", "127.0.0.1", "--port", String(port), "--log-level", "error", "--compatibility-date", "2026-01-01"], ["_headers"]),
  // GitHub Pages, by its rules.
  hote("GitHub Pages", ["node"], (program, { racine, port }) => [program, PAGES_GITHUB, racine, String(port)]),
];
