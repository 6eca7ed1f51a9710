// Opens pages in Chromium and prints what is wrong with them as JSON: {page: [sentence, …]}.
// Called as: node look.cjs CHROMIUM < list of files, one a line. Needs axe-core and playwright-core.
const fs = require("fs");
const axe = require("axe-core");
const { chromium } = require("playwright-core");

const FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
// Between them both colour schemes and both widths; 320 px is what WCAG 2.1 asks of a page that is zoomed in (1.4.10).
const LOOKS = [
  { name: "desktop, light", viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  { name: "phone, dark", viewport: { width: 320, height: 568 }, colorScheme: "dark" },
];
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// The texts that reach over the edge of their figure, or of the box in which they begin.
function outside() {
  const found = [];
  for (const svg of document.querySelectorAll("figure svg")) {
    const edge = svg.getBoundingClientRect();
    if (!edge.width) continue;
    const boxes = [edge, ...[...svg.querySelectorAll("rect")].map((one) => one.getBoundingClientRect())];
    for (const text of svg.querySelectorAll("text")) {
      const at = text.getBoundingClientRect();
      const middle = (at.top + at.bottom) / 2;
      const around = boxes.filter((box) => box === edge || (box.left <= at.left && at.left < box.right && box.top <= middle && middle <= box.bottom));
      if (at.left < edge.left - 1 || around.some((box) => at.right > box.right + 1)) found.push(text.textContent);
    }
  }
  return found;
}

async function look(page, file, name) {
  const found = [];
  const url = "file://" + encodeURI(file);
  const watch = (request) => { if (request.url() !== url) found.push(`${name}: asks for ${request.url()}`); };
  page.on("request", watch);
  await page.goto(url);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) found.push(`${name}: ${wide} px wider than the window`);
  for (const text of await page.evaluate(outside)) found.push(`${name}: text of a figure runs out of its box: ${text}`);
  await page.evaluate(axe.source);
  const result = await page.evaluate((tags) => axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), TAGS);
  for (const rule of result.violations)
    for (const node of rule.nodes) found.push(`${name}: ${rule.id} (${rule.help}) at ${node.target.join(" ")}`);
  page.off("request", watch);
  return found;
}

(async () => {
  const files = fs.readFileSync(0, "utf8").split("\n").filter(Boolean);
  const browser = await chromium.launch({ executablePath: process.argv[2], args: FLAGS });
  const found = Object.fromEntries(files.map((file) => [file, []]));
  for (const { name, ...options } of LOOKS) {
    // Without the pages' own policy, so that it cannot hide a request.
    const context = await browser.newContext({ ...options, bypassCSP: true });
    const queue = [...files];
    await Promise.all([1, 2, 3].map(async () => {
      const page = await context.newPage();
      for (let file = queue.shift(); file; file = queue.shift()) found[file].push(...(await look(page, file, name)));
    }));
    await context.close();
  }
  await browser.close();
  console.log(JSON.stringify(found));
})();
