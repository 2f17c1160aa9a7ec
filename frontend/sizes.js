// Prints what the first view of a citizen page transfers, beside its budget.
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const built = join(
  dirname(fileURLToPath(import.meta.url)), "..", "tinhso", "ui", "static", "built",
);
const FONTS = ["latin-400", "latin-700", "vietnamese-400", "vietnamese-700"];
const PARTS = [
  { name: "CSS", files: ["ui.css"], budget: 25 },
  { name: "fonts", files: FONTS.map((f) => `fonts/noto-sans-${f}-normal.woff2`), budget: 38 },
  { name: "JS", files: ["ui.js"], budget: 15 },
  { name: "icons, pictures", files: ["icons.svg", "favicon.svg", "terraces.svg"], budget: 20 },
];

async function weight(file) {
  const bytes = await readFile(join(built, file));
  return file.endsWith(".woff2") ? bytes.length : gzipSync(bytes, { level: 9 }).length;
}

let total = 0;
let over = false;
for (const { name, files, budget } of PARTS) {
  const bytes = (await Promise.all(files.map(weight))).reduce((a, b) => a + b, 0);
  total += bytes;
  const kb = bytes / 1024;
  over ||= kb > budget;
  console.log(`${name.padEnd(16)} ${kb.toFixed(1).padStart(6)} KB of ${budget} KB`);
}
console.log(`${"all but the page".padEnd(16)} ${(total / 1024).toFixed(1).padStart(6)} KB of 110 KB`);
console.log(`htmx, where used ${((await weight("htmx.js")) / 1024).toFixed(1).padStart(6)} KB`);
if (over || total / 1024 > 110) {
  console.error("A part of the first view is over its budget.");
  process.exitCode = 1;
}
