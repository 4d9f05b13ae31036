// Drives the web review and the html report in a headless Chromium: node tests/web/run.mjs OVERHAUL [TEST ...]
//
// Where something that the tests need is missing, it says `skipped: ...` and succeeds.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

import { CHROMIUM, packages } from "./support.mjs";

const [, , overhaul, ...named] = process.argv;
if (!overhaul) {
  console.error("usage: node tests/web/run.mjs OVERHAUL [TEST ...]");
  process.exit(2);
}
const missing = [];
if (!existsSync(CHROMIUM)) missing.push(`${CHROMIUM} is not installed (apt-get install chromium)`);
if (!packages()) missing.push("playwright-core and axe-core are not installed (tests/web/environment.sh)");
if (Number(process.versions.node.split(".")[0]) < 20) missing.push("Node.js is older than 20");
if (missing.length > 0) {
  console.log(`skipped: ${missing.join("; ")}`);
  process.exit(0);
}

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const all = readdirSync(here).filter((name) => name.endsWith(".test.mjs")).sort();
const tests = all.filter((name) => named.length === 0 || named.includes(name.replace(".test.mjs", "")));
const result = spawnSync(
  process.execPath,
  ["--test", "--test-concurrency=1", "--test-reporter=spec", ...tests.map((name) => path.join(here, name))],
  { stdio: "inherit", env: { ...process.env, OVERHAUL_BIN: path.resolve(overhaul), NODE_TEST_CONTEXT: undefined } },
);
process.exit(result.status ?? 1);
