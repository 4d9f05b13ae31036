// The report: one file that reads well from disk, without scripts.

import assert from "node:assert/strict";
import { statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";

import { accessible, browser, cleanUp, overhaul, page, project, service } from "./support.mjs";

let chromium;

before(async () => {
  chromium = await browser();
});
after(() => cleanUp(chromium));

function report(sandbox) {
  const ran = overhaul(sandbox.root, "diff", "--format", "html");
  assert.equal(ran.code, 0, ran.err);
  const file = path.join(sandbox.root, "report.html");
  writeFileSync(file, ran.out);
  return { file, url: pathToFileURL(file).href, text: ran.out };
}

test("it opens from disk, without scripts and requests, in light and dark", async () => {
  const sandbox = project({ "app/service.py": service("Service", 3), "jobs/sync.py": service("Sync", 2) });
  const { url, text } = report(sandbox);
  assert.equal(report(sandbox).text, text, "the same run gives the same page");
  assert.doesNotMatch(text, /<script|https?:|url\(|@import/);
  for (const [colorScheme, width] of [["light", 1440], ["dark", 1440], ["light", 320]]) {
    const context = await chromium.newContext({ javaScriptEnabled: false, colorScheme, viewport: { width, height: 900 } });
    const made = await page(context, url);
    await made.goto(url);
    assert.equal(await made.locator("h1").innerText(), "5 fixes in 2 files");
    assert.equal(await made.locator("details.file[open]").count(), 2);
    assert.ok(await made.locator(".hunk .new").first().isVisible());
    await made.locator("summary").first().click();
    assert.equal(await made.locator("details.file[open]").count(), 1);
    await made.locator("summary").first().click();
    await made.locator("#split").check();
    if (width > 1000) {
      const [old, added] = [await made.locator(".old").last().boundingBox(), await made.locator(".new").last().boundingBox()];
      assert.ok(added.x >= old.x + old.width - 1, "side by side");
      await made.locator("#to-review").check();
      assert.equal(await made.locator("details.file").first().isVisible(), false);
    }
    made.wrong.splice(0, made.wrong.length, ...made.wrong.filter((what) => what !== `request: ${url}`));
    made.check();
    await context.close();

    const checked = await chromium.newContext({ colorScheme, viewport: { width, height: 900 } });
    const scripted = await checked.newPage();
    await scripted.goto(url);
    assert.ok(await scripted.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width}: wider than the window`);
    await accessible(scripted, `${colorScheme} ${width}`);
    await checked.close();
  }
  sandbox.remove();
});

test("a thousand changed files are less than 5 MB", async () => {
  const files = Object.fromEntries(
    Array.from({ length: 1000 }, (_, index) => [`app/part_${index % 40}/service_${index}.py`, service(`Service${index}`, 6)]),
  );
  const sandbox = project(files);
  const { file, url } = report(sandbox);
  const { size } = statSync(file);
  console.log(`report of 1,000 changed files with 6,000 fixes: ${(size / 1e6).toFixed(2)} MB`);
  assert.ok(size < 5_000_000, `${size} bytes`);
  const context = await chromium.newContext({ javaScriptEnabled: false });
  const made = await context.newPage();
  await made.goto(url);
  assert.equal(await made.locator("h1").innerText(), "6,000 fixes in 1,000 files");
  assert.equal(await made.locator("details.file").count(), 1000);
  await context.close();
  sandbox.remove();
});
