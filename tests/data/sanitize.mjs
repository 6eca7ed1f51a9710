// Reads HTML and prints what GitHub's filter leaves of it: the allow-list of hast-util-sanitize is GitHub's.
// With "all" nothing is taken out, so that both are written alike. Called as: node sanitize.mjs [all] < page.html
import { rehype } from "rehype";
import rehypeSanitize from "rehype-sanitize";

let text = "";
for await (const part of process.stdin) text += part;
const reader = rehype().data("settings", { fragment: true });
if (process.argv[2] !== "all") reader.use(rehypeSanitize);
process.stdout.write(String(await reader.process(text)));
