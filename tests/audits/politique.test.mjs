// CSP Evaluator, of Google, reads every security policy of this project: that of the page, of 404.html, of the documents that
// the page makes, and of the examples for its hosts.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import evaluator from "csp_evaluator/dist/evaluator.js";
import finding from "csp_evaluator/dist/finding.js";
import parser from "csp_evaluator/dist/parser.js";
import { publiee } from "../hotes/lib/versions.mjs";

const META = /<meta http-equiv="?Content-Security-Policy"? content="([^"]*)"/i;
const EXPORTS = new URL("../exports/", import.meta.url);
const HEBERGEMENT = new URL("../../public/static/hebergement/", import.meta.url);

// The one thing that it says of ours, as a maybe: who can put a file on the origin of the page can have it run as a script of
// the page. Nothing that is typed or imported becomes markup, nor a file of the host. What would silence it, 'strict-dynamic',
// has the page started by the script that stands in it: a host whose own policy allows its files and no such script, as many
// do, would then have no page at all (tests/hotes/demarrage.test.mjs).
const ADMIS = "MEDIUM_MAYBE script-src 'self'";

/** What it says of a policy. */
const dit = (policy) => new evaluator.CspEvaluator(new parser.CspParser(policy).csp).evaluate()
  .map(({ severity, directive, value }) => `${finding.Severity[severity]} ${directive} ${value ?? ""}`.trim());

const deLaPage = (html) => html.match(META)[1];
const duDist = (name) => readFileSync(join(publiee().dossier, name), "utf8");
/** Those of the examples for hosts, by the name of the example. */
const entetes = () => readdirSync(HEBERGEMENT).sort()
  .map((name) => [name, readFileSync(new URL(name, HEBERGEMENT), "utf8").match(/Content-Security-Policy\W+([a-z][^"\n]*)/)[1]]);

test("the page and its page of lost addresses", () => {
  assert.deepEqual(dit(deLaPage(duDist("index.html"))), [ADMIS]);
  assert.deepEqual(dit(deLaPage(duDist("404.html"))), []);
});

test("each document that is made to be opened without us", () => {
  const names = readdirSync(EXPORTS).filter((name) => name.endsWith(".html"));
  assert.ok(names.length >= 3);
  for (const name of names) assert.deepEqual(dit(deLaPage(readFileSync(new URL(name, EXPORTS), "utf8"))), [], name);
});

test("the examples for hosts, which say the same for each and allow the scripts that stand in our pages", () => {
  const all = entetes();
  assert.deepEqual(all.map(([host]) => host), ["_headers", "apache.conf", "apache.htaccess", "lighttpd.conf", "nginx.conf"]);
  for (const [host, policy] of all) {
    assert.deepEqual(dit(policy), [ADMIS], host);
    assert.equal(policy, all[0][1], host);
    for (const name of ["index.html", "404.html"]) {
      const digests = deLaPage(duDist(name)).match(/script-src[^;]*/)[0].match(/'sha256-[^']*'/g);
      assert.ok(digests.length > 0);
      for (const digest of digests) assert.ok(policy.includes(digest), `${host}: ${name} needs script-src ${digest}`);
    }
  }
});

test("it is able to find a fault here", () => {
  assert.ok(dit("script-src 'self' 'unsafe-inline'; base-uri 'none'").includes("HIGH script-src 'unsafe-inline'"));
  assert.ok(dit("connect-src 'self'").includes("HIGH script-src"));
});
