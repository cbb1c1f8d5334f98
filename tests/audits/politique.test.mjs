// CSP Evaluator, of Google, reads every security policy of this project: that of the page, of 404.html, of the documents that
// the page makes, and of the headers that docs/hebergement.md gives.
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
const HEBERGEMENT = readFileSync(new URL("../../docs/hebergement.md", import.meta.url), "utf8");

// The one thing that it says of ours, as a maybe: who can put a file on the origin of the page can have it run as a script of
// the page. The page is made to stand under any path of any host, and its scripts and programs are files beside it.
// Nothing that is typed or imported becomes markup, nor a file of the host.
const ADMIS = "MEDIUM_MAYBE script-src 'self'";

/** What it says of a policy. */
const dit = (policy) => new evaluator.CspEvaluator(new parser.CspParser(policy).csp).evaluate()
  .map(({ severity, directive, value }) => `${finding.Severity[severity]} ${directive} ${value ?? ""}`.trim());

const deLaPage = (html) => html.match(META)[1];
const duDist = (name) => readFileSync(join(publiee().dossier, name), "utf8");
/** Those of the blocks of docs/hebergement.md, by the host that they are written for. */
const entetes = () => [...HEBERGEMENT.matchAll(/```(\w+)\n([\s\S]*?)```/g)]
  .filter(([, , block]) => block.includes("Content-Security-Policy"))
  .map(([, host, block]) => [host, block.match(/Content-Security-Policy\W+([a-z][^"\n]*)/)[1]]);

test("the page and its page of lost addresses", () => {
  assert.deepEqual(dit(deLaPage(duDist("index.html"))), [ADMIS]);
  assert.deepEqual(dit(deLaPage(duDist("404.html"))), []);
});

test("each document that is made to be opened without us", () => {
  const names = readdirSync(EXPORTS).filter((name) => name.endsWith(".html"));
  assert.ok(names.length >= 3);
  for (const name of names) assert.deepEqual(dit(deLaPage(readFileSync(new URL(name, EXPORTS), "utf8"))), [], name);
});

test("the headers of docs/hebergement.md, which are the same for each host and allow the scripts that stand in our pages", () => {
  const all = entetes();
  assert.deepEqual(all.map(([host]) => host), ["nginx", "apache", "lighttpd", "text"]);
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
