// Bundles TypeScript and CSS into wwwroot/assets under content-hashed names, with a manifest from plain to hashed name.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { icons } from "./icons.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const assets = join(here, "../wwwroot/assets");
const fresh = `${assets}.new`;
rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh, { recursive: true });

const manifest = {};
const hashed = (name, bytes) => {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const file = name.replace(/(\.[^.]+)$/, `-${hash}$1`);
  writeFileSync(join(fresh, file), bytes);
  if (!name.endsWith(".woff2"))
    writeFileSync(join(fresh, `${file}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  manifest[name] = file;
  return file;
};

const font = "node_modules/@fontsource-variable/inter/files/";
const latin = hashed("inter.woff2", readFileSync(join(here, font, "inter-latin-wght-normal.woff2")));
const more = hashed("inter-ext.woff2", readFileSync(join(here, font, "inter-latin-ext-wght-normal.woff2")));

const target = ["chrome123", "firefox121", "safari17.5"];
const common = { absWorkingDir: here, bundle: true, minify: true, write: false, target, legalComments: "none", logLevel: "warning" };
for (const name of ["headway", "portal", "design"]) {
  const { outputFiles } = await build({ ...common, entryPoints: [`css/${name}.css`], external: ["*.woff2"] });
  hashed(`${name}.css`, Buffer.from(outputFiles[0].text.replaceAll("inter-latin.woff2", latin).replaceAll("inter-latin-ext.woff2", more)));
}

// The worker's name goes into the page's bundle, so it is built first.
for (const name of ["stream", "worker", "headway", "portal"]) {
  const { outputFiles } = await build({
    ...common,
    entryPoints: [`ts/${name}.ts`],
    format: name === "stream" || name === "worker" ? "iife" : "esm",
    define: { STREAM_FILE: JSON.stringify(manifest["stream.js"] ?? "") },
  });
  hashed(`${name}.js`, Buffer.from(outputFiles[0].contents));
}

hashed("icons.svg", Buffer.from(icons(join(here, "node_modules/lucide-static/icons"))));
hashed("mark.svg", readFileSync(join(here, "mark.svg")));
writeFileSync(join(fresh, "manifest.json"), JSON.stringify(manifest, null, 2));
rmSync(assets, { recursive: true, force: true });
renameSync(fresh, assets);

const size = readdirSync(assets).filter((f) => f.endsWith(".br") || f === latin);
const total = size.filter((f) => !/^(portal|design|mark|worker)/.test(f)).reduce((sum, f) => sum + readFileSync(join(assets, f)).length, 0);
console.log(`assets: ${Object.keys(manifest).length} files; a first visit takes ${(total / 1024).toFixed(1)} kB`);
