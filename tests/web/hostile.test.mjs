// Names and sources that would like to be executed are shown.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";

import { accessible, browser, cleanUp, lines, open, overhaul, page, project, review } from "./support.mjs";

const MARKUP = "</script><script>globalThis.caught = 1</script><img src=x onerror=globalThis.caught=2>";
const NAME = `a\u001b[31m"'<img src=x onerror=globalThis.caught=3>&amp;\u202egnp`;
const SOURCE = lines(
  "class Service:",
  `    """${MARKUP}"""`,
  "    def run(self, count):",
  `        x = '${MARKUP}'  # \u202e\u2066 <!-- --> \u001b[2J & &lt; \${globalThis.caught = 4} javascript:alert(1)`,
  `        print(f"${MARKUP} {count} \u202eabc\u2028")`,
  "        return x",
);

let chromium;
let sandbox;

before(async () => {
  chromium = await browser();
  sandbox = project({ [`dir <b>"x"/${NAME}.py`]: SOURCE });
});
after(() => cleanUp(chromium));

/** Characters that would act on whoever reads them. */
const ACTS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

async function assertShown(made, what) {
  const body = await made.locator("body").innerText();
  assert.doesNotMatch(body, ACTS, what);
  for (const shown of ["</script><script>globalThis.caught = 1</script>", "\\x1b[2J", "\\u202e", "&lt;", "<img src=x onerror="]) {
    assert.ok(body.includes(shown), `${what}: ${shown} is not shown`);
  }
  assert.equal(await made.evaluate(() => globalThis.caught), undefined, what);
  assert.equal(await made.locator("img, iframe, object, embed, body script, [onerror]").count(), 0, what);
}

test("in the review", async () => {
  const started = await review(sandbox.root);
  const context = await chromium.newContext();
  const made = await open(context, started);
  await assertShown(made, "review");
  assert.ok((await made.locator("#place").innerText()).includes(`dir <b>"x"/a\\x1b[31m"'<img`));
  await made.keyboard.press("e");
  await made.locator("textarea").waitFor();
  assert.match(await made.locator("dialog[open]").innerText(), /characters that are not shown here: U\+202E/);
  await made.keyboard.press("Escape");
  await made.keyboard.press("Shift+N");
  await made.locator("textarea").fill(MARKUP);
  await made.keyboard.press("Control+Enter");
  await made.locator("#notes .why").waitFor();
  assert.equal(await made.locator("#notes .why").innerText(), `Reason: ${MARKUP}`);
  await assertShown(made, "with a reason");
  await made.keyboard.press("a");
  await accessible(made, "hostile");
  made.check();
  await context.close();
  await started.stop();
  assert.ok(sandbox.decisions().includes("onerror"));
});

test("in the report", async () => {
  const { out } = overhaul(sandbox.root, "diff", "--format", "html", "--show-declined");
  const file = path.join(sandbox.root, "report.html");
  writeFileSync(file, out);
  assert.doesNotMatch(out, ACTS);
  const context = await chromium.newContext();
  const made = await page(context, "file:");
  await made.goto(pathToFileURL(file).href);
  // The finding was rejected in the test before; without its decision it is back.
  assert.ok((await made.locator("body").innerText()).includes("0 fixes"));
  await context.close();

  const fresh = project({ [`${NAME}.py`]: SOURCE });
  writeFileSync(path.join(fresh.root, "report.html"), overhaul(fresh.root, "diff", "--format", "html").out);
  const again = await chromium.newContext();
  const report = await page(again, "file:");
  await report.goto(pathToFileURL(path.join(fresh.root, "report.html")).href);
  await assertShown(report, "report");
  await again.close();
  fresh.remove();
});
