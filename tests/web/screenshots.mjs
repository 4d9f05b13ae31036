// Makes the pictures of the web review in docs/screenshots: node tests/web/screenshots.mjs OVERHAUL
//
// They show the small service under demo/, in a copy. pngquant, where it is installed, makes them smaller.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import path from "node:path";

import { browser, cleanUp, open, project, review } from "./support.mjs";

const [, , overhaul] = process.argv;
if (!overhaul) {
  console.error("usage: node tests/web/screenshots.mjs OVERHAUL");
  process.exit(2);
}
process.env.OVERHAUL_BIN = path.resolve(overhaul);
const top = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "../..");
const pictures = path.join(top, "docs/screenshots");
mkdirSync(pictures, { recursive: true });

const sandbox = project({});
cpSync(path.join(top, "demo"), sandbox.root, { recursive: true });
const chromium = await browser();
const viewport = { width: 1400, height: 800 };

async function picture(name, colorScheme, layout, prepare) {
  const started = await review(sandbox.root);
  const context = await chromium.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
  const page = await open(context, started);
  await page.selectOption("#layout", layout);
  await page.locator("#list").focus();
  await prepare(page);
  await page.evaluate(() => document.activeElement.blur());
  await page.waitForTimeout(500);
  const file = path.join(pictures, name);
  await page.screenshot({ path: file });
  spawnSync("pngquant", ["--force", "--ext", ".png", "--strip", "128", file]);
  await context.close();
  await started.stop();
}

const press = async (page, ...keys) => {
  for (const key of keys) {
    const before = await page.locator("#announcements").textContent();
    await page.keyboard.press(key);
    await page.waitForFunction((said) => document.getElementById("announcements").textContent !== said, before);
  }
};

await picture("review-light.png", "light", "unified", (page) => press(page, "y"));
await picture("review-dark.png", "dark", "split", (page) => press(page, "y", "y", "n", "j", "y", "j", "j"));
await cleanUp(chromium);
