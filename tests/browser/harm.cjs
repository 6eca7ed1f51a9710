// Opens pages in Chromium and prints what ran or was asked for, as JSON: {page: [sentence, …]}.
// Called as: node harm.cjs CHROMIUM FLAG < list of files, one a line. Needs playwright-core.
// Every element is hovered, focused and told that it has loaded and failed; links with a script are clicked.
const fs = require("fs");
const { chromium } = require("playwright-core");

const FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

async function look(page, file, flag) {
  const found = [];
  const url = "file://" + encodeURI(file);
  page.on("request", (request) => { if (request.url() !== url) found.push(`asks for ${request.url()}`); });
  page.on("dialog", (dialog) => { found.push("opens a dialog"); dialog.dismiss(); });
  await page.goto(url);
  await page.evaluate(() => {
    for (const one of document.querySelectorAll("*")) {
      for (const name of ["mouseover", "focus", "load", "error", "toggle"]) one.dispatchEvent(new Event(name));
      const target = one.getAttribute("href") || one.getAttribute("xlink:href") || "";
      if (/^\s*(javascript|data|vbscript):/i.test(target)) one.click ? one.click() : null;
    }
  });
  await page.waitForTimeout(20);
  if (await page.evaluate((name) => name in window, flag)) found.push("ran a script");
  if (await page.evaluate(() => document.scripts.length + document.querySelectorAll("iframe, object, embed").length)) found.push("holds a script or frame");
  page.removeAllListeners();
  return found;
}

(async () => {
  const files = fs.readFileSync(0, "utf8").split("\n").filter(Boolean);
  const browser = await chromium.launch({ executablePath: process.argv[2], args: FLAGS });
  // Without the pages' own policy, so that it cannot hide what they would do.
  const context = await browser.newContext({ bypassCSP: true });
  const found = {};
  for (const file of files) {
    const page = await context.newPage();
    found[file] = await look(page, file, process.argv[3]);
    await page.close();
  }
  await browser.close();
  console.log(JSON.stringify(found));
})();
