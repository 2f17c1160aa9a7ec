// Builds everything a page loads into tinhso/ui/static/built/, and prints what it weighs.
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const room = join(here, "..", "tinhso", "ui");
const built = join(room, "static", "built");

async function styles() {
  const { css } = await sass.compileAsync(join(here, "styles", "ui.scss"), {
    style: "compressed",
    charset: false,
    loadPaths: [modules],
    quietDeps: true,
    // Bootstrap 5.3 is written with @import; its successor will not be.
    silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
  });
  await writeFile(join(built, "ui.css"), css);
}

async function fonts() {
  const web = join(modules, "@fontsource", "noto-sans", "files");
  for (const subset of ["latin", "vietnamese"])
    for (const weight of [400, 700]) {
      const name = `noto-sans-${subset}-${weight}-normal.woff2`;
      await cp(join(web, name), join(built, "fonts", name));
    }
  // State papers are set in a Times-like face; typst wants whole TTF files.
  const papers = join(modules, "@expo-google-fonts", "tinos");
  for (const cut of ["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"])
    await cp(
      join(papers, cut, `Tinos_${cut}.ttf`),
      join(built, "fonts", "tinos", `Tinos_${cut}.ttf`),
    );
}

// One symbol per icon; the stroke is set on the symbol because a page's own rules do
// not reach into a sprite that is another file.
async function icons() {
  const names = (await readFile(join(room, "icons.txt"), "utf8")).trim().split("\n");
  const symbols = await Promise.all(
    names.map(async (name) => {
      const file = join(modules, "@tabler", "icons", "icons", "outline", `${name}.svg`);
      const paths = (await readFile(file, "utf8"))
        .match(/<(path|circle|line|rect|polyline)[^>]*\/>/g)
        .filter((shape) => !shape.includes('d="M0 0h24v24H0z"'))
        .join("");
      return (
        `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" ` +
        `stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${paths}</symbol>`
      );
    }),
  );
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`;
  await writeFile(join(built, "icons.svg"), sprite);
}

// Each behaviour is a block of its own, so that their names never meet.
async function scripts() {
  const folder = join(here, "scripts");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".js")).sort();
  const blocks = await Promise.all(
    names.map(async (name) => {
      const source = await readFile(join(folder, name), "utf8");
      return `{\n${source.replace(/^\s*\/\/.*\n/gm, "").replace(/^\s+/gm, "")}}\n`;
    }),
  );
  await writeFile(join(built, "ui.js"), `"use strict";\n${blocks.join("")}`);
  await cp(join(modules, "htmx.org", "dist", "htmx.min.js"), join(built, "htmx.js"));
}

async function pictures() {
  await cp(join(here, "pictures"), built, { recursive: true });
}

await rm(built, { recursive: true, force: true });
await mkdir(built, { recursive: true });
await Promise.all([styles(), fonts(), icons(), scripts(), pictures()]);
await import("./sizes.js");
