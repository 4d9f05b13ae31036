// What the browser tests share.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

export const CHROMIUM = process.env.OVERHAUL_CHROMIUM ?? "/usr/bin/chromium";
const HOME = process.env.OVERHAUL_WEB ?? path.join(os.homedir(), ".cache/overhaul-web");
const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** What loads the npm packages; nothing where they are not installed. */
export function packages() {
  const there = ["playwright-core", "axe-core"].every((name) => existsSync(path.join(HOME, "node_modules", name)));
  return there ? createRequire(path.join(HOME, "package.json")) : null;
}

/** What a test that failed leaves behind. */
const left = { children: new Set(), roots: new Set() };

/** Ends what was started and removes what was made, also by tests that failed. */
export async function cleanUp(chromium) {
  for (const child of left.children) child.kill("SIGKILL");
  for (const root of left.roots) rmSync(root, { recursive: true, force: true });
  await chromium?.close();
}

/** A project of its own with these files, by name. */
export function project(files) {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), "overhaul-web-")));
  left.roots.add(root);
  for (const [name, text] of Object.entries({ "pyproject.toml": "[project]\nname = \"demo\"\n", ...files })) {
    const place = path.join(root, name);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
  return {
    root,
    decisions: () => (existsSync(path.join(root, ".overhaul/decisions.toml")) ? readFileSync(path.join(root, ".overhaul/decisions.toml"), "utf8") : ""),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

const environment = (root) => ({ PATH: process.env.PATH, HOME: root, TERM: "dumb" });

/** Runs overhaul to its end. */
export function overhaul(root, ...args) {
  const ran = spawnSync(process.env.OVERHAUL_BIN, args, { cwd: root, env: environment(root), maxBuffer: 1 << 28 });
  return { code: ran.status, out: ran.stdout.toString(), err: ran.stderr.toString() };
}

/** A review of a project that waits for a browser. */
export async function review(root, ...args) {
  const child = spawn(process.env.OVERHAUL_BIN, ["review", "--web", ...args], { cwd: root, env: environment(root) });
  left.children.add(child);
  let err = "";
  child.stderr.on("data", (data) => (err += data));
  const ended = new Promise((resolve) => child.on("close", (code) => {
    left.children.delete(child);
    resolve({ code, err });
  }));
  const lines = createInterface({ input: child.stdout });
  const address = await new Promise((resolve, reject) => {
    lines.once("line", resolve);
    ended.then(() => reject(new Error(`overhaul ended: ${err}`)));
  });
  return {
    address,
    origin: new URL(address).origin,
    ended,
    stop: async () => {
      child.kill("SIGINT");
      return ended;
    },
  };
}

/** A browser without a past. */
export async function browser() {
  const { chromium } = packages()("playwright-core");
  return chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
}

/** A page that notes every request, error and dialog; `check` fails where there was one that must not be. */
export async function page(context, origin) {
  const made = await context.newPage();
  made.setDefaultTimeout(10_000);
  const wrong = [];
  made.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && url !== origin) wrong.push(`request: ${url}`);
  });
  made.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  made.on("console", (message) => {
    if (message.type() === "error") wrong.push(`console: ${message.text()}`);
  });
  made.on("dialog", (dialog) => {
    wrong.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  return Object.assign(made, { check: () => assert.deepEqual(wrong, []), wrong });
}

/** Opens a review and waits for its first finding. */
export async function open(context, started) {
  const made = await page(context, started.origin);
  await made.goto(started.address);
  await made.locator("#diff .hunk").first().waitFor();
  return made;
}

/** Fails where axe-core finds a violation. */
export async function accessible(made, what) {
  const source = readFileSync(packages().resolve("axe-core/axe.min.js"), "utf8");
  await made.evaluate(source);
  const { violations } = await made.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 120)} ${node.failureSummary}`).join(" | ")}`);
  assert.deepEqual(found, [], what);
}

export const lines = (...all) => all.join("\n") + "\n";

/** A service whose methods each print something, far enough apart to be decided about one by one. */
export function service(name, count) {
  const methods = Array.from({ length: count }, (_, index) => [
    `    def run_${index}(self, count):`,
    `        first = count + ${index}`,
    "        second = first * 2",
    "        third = second - 1",
    "        print(f\"handled {count} of " + name + ` ${index}")`,
    "        fourth = third + second",
    "        fifth = fourth + first",
    "        return fifth",
    "",
  ]);
  return lines(`class ${name}:`, ...methods.flat());
}
