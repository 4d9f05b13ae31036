// The review as people use it.

import assert from "node:assert/strict";
import { after, before, beforeEach, afterEach, test } from "node:test";

import { accessible, browser, cleanUp, lines, open, overhaul, page, project, review, service } from "./support.mjs";

const STORE = lines(
  "import sqlite3",
  "",
  "",
  "class Store:",
  "    def __init__(self) -> None:",
  "        self.connection = sqlite3.connect('store.db')",
  "",
  "    def archive(self, table: str) -> None:",
  "        count = 1",
  "        self.connection.execute(f'DELETE FROM {table}')",
);

const TWO = lines(
  "class Pair:",
  "    def run(self, count):",
  "        print(f\"one {count}\")",
  "        count += 1",
  "        print(f\"two {count}\")",
);

let chromium;
let sandbox;
let started;
let context;

before(async () => {
  chromium = await browser();
});
after(() => cleanUp(chromium));

beforeEach(async () => {
  sandbox = project({ "app/__init__.py": "", "app/store.py": STORE, "app/service.py": service("Service", 4), "core/pair.py": TWO });
  started = await review(sandbox.root);
  context = await chromium.newContext({ viewport: { width: 1440, height: 900 } });
});
afterEach(async () => {
  await context.close();
  await started.stop();
  sandbox.remove();
});

const text = (made, selector) => made.locator(selector).innerText();
const progress = (made, expected) =>
  made.waitForFunction((words) => document.getElementById("progress-text").textContent === words, expected);

test("what needs judgement comes first, with its assumption beside the diff", async () => {
  const made = await open(context, started);
  assert.equal(await text(made, "#progress-text"), "0 of 7 decided");
  assert.match(await text(made, "#place"), /parameterize-sql\s+app\/store.py:10/);
  assert.match(await text(made, "#notes"), /Right if: /);
  assert.equal(await text(made, "#marks .level"), "review");
  assert.ok((await made.locator("#diff .new ins").count()) > 0, "what differs within lines is marked");
  assert.ok((await made.locator("#diff li b, #diff li i").count()) > 0, "syntax is coloured");
  const overview = await text(made, "#facets");
  for (const words of ["print-to-logger", "parameterize-sql", "review", "safe", "undecided", "app", "core"]) {
    assert.ok(overview.includes(words), words);
  }
  made.check();
});

test("everything works with keys alone", async () => {
  const made = await open(context, started);
  const key = (name) => made.keyboard.press(name);
  await key("y");
  await progress(made, "1 of 7 decided");
  assert.match(await made.locator("#announcements").textContent(), /Accepted. 1 of 7 decided. Now: /);
  await key("n");
  await progress(made, "2 of 7 decided");
  assert.match(sandbox.decisions(), /decision = "accepted"/);
  assert.match(sandbox.decisions(), /decision = "rejected"/);
  await key("u");
  await progress(made, "1 of 7 decided");
  assert.doesNotMatch(sandbox.decisions(), /rejected/);
  const first = await text(made, "#place");
  await key("j");
  assert.notEqual(await text(made, "#place"), first);
  await key("k");
  assert.equal(await text(made, "#place"), first);

  await key("Shift+N");
  await made.keyboard.type("too noisy");
  await key("Control+Enter");
  await progress(made, "2 of 7 decided");
  assert.match(sandbox.decisions(), /why = "too noisy"/);

  await key("/");
  assert.equal(await made.evaluate(() => document.activeElement.id), "search");
  await made.keyboard.type("pair");
  await made.waitForFunction(() => document.querySelectorAll("#list .row").length === 1);
  await key("Escape");
  assert.equal(await made.evaluate(() => document.activeElement.id), "list");
  await key("Home");
  await made.waitForFunction(() => document.getElementById("place").textContent.includes("pair.py"));
  await key("s");
  await made.waitForFunction(() => document.querySelectorAll("#list .row").length === 2);
  await key("e");
  await made.locator("textarea").waitFor();
  await made.locator("textarea").fill("        self.log.info(1 2)");
  await key("Control+Enter");
  await made.locator("dialog .wrong:not(:empty)").waitFor();
  assert.match(await text(made, "dialog .wrong:not(:empty)"), /no Python: line 3/);
  await made.locator("textarea").fill("        self.log.info('one %s', count)");
  await key("Control+Enter");
  await made.locator("dialog[open]").waitFor({ state: "hidden" });
  await progress(made, "3 of 7 decided");
  assert.match(sandbox.decisions(), /decision = "edited"\ntext = "        self.log.info\('one %s', count\)"/);

  await key("a");
  await made.locator("dialog[open]").waitFor();
  await key("n");
  await progress(made, "4 of 7 decided");
  await key("/");
  await key("Control+A");
  await key("Delete");
  await key("Escape");
  await made.waitForFunction(() => document.querySelectorAll("#list .row").length === 7);
  await key("Shift+S");
  await made.locator("dialog[open]").waitFor();
  assert.match(await text(made, "dialog[open]"), /3 undecided findings in 1 file/);
  await key("y");
  await progress(made, "7 of 7 decided");
  await key("u");
  await progress(made, "4 of 7 decided");
  await key("Shift+C");
  await key("Escape");
  await key("?");
  await made.locator("dialog[open]", { hasText: "Reject with a reason" }).waitFor();
  await key("Escape");

  await made.locator("#done").focus();
  await key("Enter");
  await made.locator("dialog[open]").waitFor();
  await key("y");
  await made.locator("#over").waitFor();
  const { code, err } = await started.ended;
  assert.equal(code, 0);
  assert.match(err, /1 accepted, 2 rejected, 1 edited, 3 undecided/);
  assert.match(made.wrong.shift(), /status of 422/, "the edit that was refused");
  made.check();

  const diff = overhaul(sandbox.root, "diff").out;
  assert.match(diff, /\+ {8}self\.log\.info\('one %s', count\)/);
  const listed = overhaul(sandbox.root, "check", "--show-rejected", "--format", "concise").out;
  assert.match(listed, /rejected/);
});

test("keys of one character can be turned off", async () => {
  const made = await open(context, started);
  await made.keyboard.press("?");
  await made.locator("dialog input[type=checkbox]").uncheck();
  await made.keyboard.press("Escape");
  await made.keyboard.press("y");
  await made.locator("#actions button", { hasText: "Reject" }).first().click();
  await progress(made, "1 of 7 decided");
  assert.doesNotMatch(sandbox.decisions(), /accepted/);
});

test("filters show a part, and all that is shown can be decided at once", async () => {
  const made = await open(context, started);
  await made.getByRole("checkbox", { name: /^app/ }).check();
  await made.getByRole("checkbox", { name: /^print-to-logger/ }).check();
  assert.equal(await text(made, "#shown"), "4 findings shown, 0 decided");
  await made.keyboard.press("Shift+A");
  await made.locator("dialog[open]").waitFor();
  assert.match(await text(made, "dialog[open]"), /4 undecided findings in 1 file/);
  await made.keyboard.press("y");
  await progress(made, "4 of 7 decided");
  assert.equal(sandbox.decisions().match(/accepted/g).length, 4);
  await made.getByRole("button", { name: "Clear all filters" }).click();
  assert.equal(await made.locator("#list .row").count(), 6);
  await made.getByRole("checkbox", { name: /^accepted/ }).check();
  assert.equal(await made.locator("#list .row").count(), 4);
  await made.locator("#list .row").nth(1).click();
  await made.keyboard.press("x");
  await progress(made, "3 of 7 decided");
  made.check();
});

test("a reload goes on, also in a new tab and in a new review", async () => {
  const made = await open(context, started);
  await made.keyboard.press("n");
  await progress(made, "1 of 7 decided");
  await made.reload();
  await progress(made, "1 of 7 decided");
  await made.goto("chrome://crash").catch(() => {});
  await made.close();
  const again = await open(context, started);
  await progress(again, "1 of 7 decided");
  assert.match(await text(again, "#place"), /service.py/);
  again.check();
  await started.stop();

  started = await review(sandbox.root);
  const later = await open(context, started);
  await progress(later, "1 of 7 decided");
  assert.equal(await later.locator('#list .row[data-state="rejected"]').count(), 1);
});

test("two tabs see each other's decisions", async () => {
  const made = await open(context, started);
  const other = await open(context, started);
  await made.keyboard.press("y");
  await progress(made, "1 of 7 decided");
  await other.keyboard.press("j");
  await other.keyboard.press("y");
  await progress(other, "2 of 7 decided");
});

test("another browser is not let in", async () => {
  const made = await open(context, started);
  const stranger = await chromium.newContext();
  const refused = await stranger.newPage();
  const response = await refused.goto(started.address);
  assert.equal(response.status(), 403);
  assert.match(await refused.locator("main").innerText(), /opens this review once/);
  assert.equal((await refused.goto(made.url())).status(), 403);
  assert.equal((await refused.goto(`${started.origin}/`)).status(), 403);
  await stranger.close();
});

test("a page of another origin reaches nothing", async () => {
  const made = await open(context, started);
  const base = new URL("./", made.url()).href;
  const { createServer } = await import("node:http");
  const seen = [];
  const evil = createServer((request, response) => {
    seen.push(request.headers.cookie);
    response.setHeader("Content-Type", "text/html");
    response.end("<!doctype html><title>evil</title>");
  });
  await new Promise((resolve) => evil.listen(0, "127.0.0.1", resolve));
  const port = evil.address().port;
  for (const host of ["127.0.0.1", "localhost"]) {
    const attacker = await context.newPage();
    await attacker.goto(`http://${host}:${port}/`);
    const results = await attacker.evaluate(async (target) => {
      const attempts = [
        () => fetch(`${target}api/items`, { credentials: "include" }),
        () => fetch(`${target}api/undo`, { method: "POST", mode: "no-cors", credentials: "include", body: "{}" }),
        () =>
          fetch(`${target}api/undo`, {
            method: "POST",
            credentials: "include",
            headers: { "Content-Type": "application/json", "X-Overhaul": "review" },
            body: "{}",
          }),
        () => import(`${target}app.js`),
      ];
      const outcomes = [];
      for (const attempt of attempts) {
        outcomes.push(await attempt().then((answer) => `${answer.type ?? "module"} ${answer.status ?? ""}`, () => "refused"));
      }
      return outcomes;
    }, base);
    assert.deepEqual(results, ["refused", "refused", "refused", "refused"]);
    // A frame is no better, and neither is a link.
    await attacker.setContent(`<iframe src="${base}"></iframe><a href="${base}">go</a>`);
    await attacker.waitForTimeout(200);
    assert.equal(await attacker.frames()[1].locator("#list").count().catch(() => 0), 0);
    const [answer] = await Promise.all([attacker.waitForResponse(base), attacker.click("a")]);
    assert.equal(answer.status(), 403);
    await attacker.close();
  }
  assert.ok(seen.every((cookie) => !cookie?.includes("overhaul=")), "the cookie reached another port");
  await made.keyboard.press("u");
  await made.waitForFunction(() => document.getElementById("announcements").textContent.includes("nothing to undo"));
  evil.close();
});

test("a key right behind a question that was closed counts", async () => {
  const made = await open(context, started);
  for (let round = 0; round < 10; round += 1) {
    await made.keyboard.press("e");
    await made.locator("dialog[open] textarea").waitFor();
    await Promise.all([made.keyboard.press("Escape"), made.keyboard.press("?")]);
    await made.locator("dialog[open] table").waitFor();
    await made.keyboard.press("Escape");
  }
  await made.close();
});

test("no violation of accessibility in any look", async () => {
  for (const [scheme, width, layout] of [
    ["light", 1440, "unified"],
    ["dark", 1440, "split"],
    ["light", 1000, "split"],
    ["dark", 320, "unified"],
  ]) {
    const look = await chromium.newContext({ colorScheme: scheme, viewport: { width, height: 800 } });
    await started.stop();
    started = await review(sandbox.root);
    const made = await open(look, started);
    await made.selectOption("#layout", layout);
    const what = `${scheme} ${width} ${layout}`;
    assert.ok(await made.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what}: wider than the window`);
    await accessible(made, what);
    await made.keyboard.press("n");
    await made.waitForFunction(() => document.querySelector('#list .row[data-state="rejected"]'));
    await made.keyboard.press("k");
    await made.locator("#notes .decision").waitFor();
    await made.keyboard.press("u");
    await made.waitForFunction(() => !document.querySelector('#list .row[data-state="rejected"]'));
    for (const key of ["e", "?", "a"]) {
      await made.keyboard.press(key);
      await made.locator("dialog[open]").waitFor();
      await accessible(made, `${what}: dialog ${key}`);
      await made.keyboard.press("Escape");
      await made.locator("dialog[open]").waitFor({ state: "hidden" });
    }
    await made.fill("#search", "no such thing");
    await made.waitForFunction(() => document.getElementById("shown").textContent === "Nothing matches the filters.");
    await accessible(made, `${what}: nothing found`);
    made.check();
    await look.close();
  }
});

test("colours follow the system or the reviewer, and motion the system", async () => {
  const made = await open(context, started);
  const paper = () => made.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await made.emulateMedia({ colorScheme: "dark" });
  const dark = await paper();
  assert.notEqual(dark, light);
  await made.selectOption("#theme", "light");
  assert.equal(await paper(), light);
  await made.reload();
  assert.equal(await paper(), light);
  await made.emulateMedia({ reducedMotion: "reduce" });
  assert.equal(await made.evaluate(() => getComputedStyle(document.querySelector(".row")).transitionDuration), "0s");
});

test("side by side shows both texts", async () => {
  const made = await open(context, started);
  await made.selectOption("#layout", "split");
  const box = (selector) => made.locator(selector).first().boundingBox();
  const [old, added] = [await box("#diff .old"), await box("#diff .new")];
  assert.ok(added.x >= old.x + old.width - 1 && Math.abs(added.y - old.y) < 1, "added lines stand right of removed ones");
});

test("the page says so when the server is gone", async () => {
  const made = await open(context, started);
  await made.keyboard.press("j");
  const { err } = await started.stop();
  assert.match(err, /7 undecided/);
  await made.keyboard.press("y");
  await made.locator("#problem").waitFor();
  assert.match(await text(made, "#problem"), /does not answer any more/);
});
