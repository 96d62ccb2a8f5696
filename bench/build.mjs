// Builds each list to dist/<name>.js, minified, and prints the sizes.
import { readFile, rm } from "node:fs/promises";
import { basename } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { compile } from "svelte/compiler";

const LISTS = { vanilla: "index.js", preact: "index.jsx", svelte: "index.js", lit: "index.js", react: "index.jsx" };
const here = (path) => new URL(path, import.meta.url);

/** `import css from "list.css"`: what the kit's list looks like, from the kit's own style sheets. */
const style = {
  name: "style",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^list\.css$/ }, ({ path }) => ({ path, namespace: "style" }));
    onLoad({ filter: /.*/, namespace: "style" }, async () => {
      const sheets = ["tokens", "base", "rest", "news", "news-rest"].map((name) => readFile(here(`../style/${name}.css`), "utf8"));
      const { code } = await transform((await Promise.all(sheets)).join("\n"), { loader: "css", minify: true });
      return { contents: code, loader: "text" };
    });
  },
};

const svelte = {
  name: "svelte",
  setup({ onResolve, onLoad }) {
    onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      // Only the outer component says that it is a custom element.
      const customElement = source.startsWith("<svelte:options");
      const { js, warnings } = compile(source, { filename: basename(path), generate: "client", dev: false, customElement });
      return { contents: js.code, warnings: warnings.map(({ message }) => ({ text: message })) };
    });
    // Its runtime asks `esm-env`, in a form that esbuild does not fold, whether it is for development: 9 KB (brotli) of messages.
    onResolve({ filter: /^esm-env$/ }, ({ path }) => ({ path, namespace: "esm-env" }));
    onLoad({ filter: /.*/, namespace: "esm-env" }, () => ({ contents: "export const BROWSER = true, DEV = false, NODE = false;" }));
  },
};

async function bundle(name, entry) {
  const outfile = `dist/${name}.js`;
  await build({
    absWorkingDir: here(".").pathname,
    entryPoints: [`lists/${name}/${entry}`],
    outfile,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    jsx: "automatic",
    jsxImportSource: name === "preact" ? "preact" : "react",
    // Svelte's runtime for browsers is behind a condition of its own.
    conditions: ["browser", "production", "svelte"],
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [style, svelte],
    logLevel: "warning",
  });
  return readFile(here(outfile));
}

await rm(here("dist"), { recursive: true, force: true });
console.log("| list | raw | gzip | brotli |\n| --- | --: | --: | --: |");
for (const [name, entry] of Object.entries(LISTS)) {
  const script = await bundle(name, entry);
  console.log(`| ${name} | ${script.length} | ${gzipSync(script, { level: 9 }).length} | ${brotliCompressSync(script).length} |`);
}
