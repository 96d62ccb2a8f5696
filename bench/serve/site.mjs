// What is served where.
//
// | address | content | kept by the browser |
// | --- | --- | --- |
// | /visit/NAME.html, /rows/NAME.html | the pages of this folder with the list NAME | asked again each time |
// | /bench/NAME.js | dist/NAME.js | for ever: in production its name would change with its content |
// | /bangtin/… | the kit, target/kit | for ever, as the project serves it: the version is in the address |
// | /sample/… | public/sample | asked again each time |
// | /bench-data/… | see data.mjs | for an hour, so that no network is in what is measured |
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { feed, thumbnail } from "./data.mjs";
import { LISTS } from "./lists.mjs";

const FOR_EVER = "public, max-age=31536000, immutable";
const ASKED_AGAIN = "no-cache";
const AN_HOUR = "public, max-age=3600";
const MIME = {
  css: "text/css",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  svg: "image/svg+xml",
  wasm: "application/wasm",
  webp: "image/webp",
};

const path = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));
const KIT = process.env.KIT ?? path("../target/kit");

export const kitIsBuilt = () => existsSync(`${KIT}/embed.html`);

/** A function from the path and query of an address to `{ body, mime, cache }`, undefined where nothing is. */
export function openSite(origin) {
  const rooms = [
    [/^\/(visit|rows)\/(\w+)\.html$/, ([, page, name]) => made("html", fill(page, name, origin), ASKED_AGAIN)],
    [/^\/bench\/(\w+\.js)$/, ([, name]) => file(path("dist"), name, FOR_EVER)],
    [/^\/bangtin\/(.+)$/, ([, name]) => file(`${KIT}/bangtin`, name, FOR_EVER)],
    [/^\/sample\/(.+)$/, ([, name]) => file(path("../public/sample"), name, ASKED_AGAIN)],
    [/^\/bench-data\/(\d+)\.json(?:\?edition=(\d+))?$/, ([, count, edition]) => made("json", feed(Number(count), Number(edition ?? 1)), AN_HOUR)],
    [/^\/bench-data\/thumbnail-(\d)\.svg$/, ([, number]) => made("svg", thumbnail(Number(number)), AN_HOUR)],
  ];
  return (address) => {
    for (const [pattern, room] of rooms) {
      const match = pattern.exec(address);
      if (match) return room(match);
    }
  };
}

/** What the runs will ask for. */
export function addresses() {
  const names = Object.keys(LISTS).filter((name) => name !== "bangtin" || kitIsBuilt());
  const kit = existsSync(`${KIT}/bangtin`) ? readdirSync(`${KIT}/bangtin`, { recursive: true }) : [];
  const editions = [2, 3, 4].map((edition) => `1000.json?edition=${edition}`);
  const pictures = [0, 1, 2, 3, 4, 5, 6, 7].map((number) => `thumbnail-${number}.svg`);
  return [
    ...names.flatMap((name) => [`/visit/${name}.html`, `/rows/${name}.html`, `/bench/${name}.js`]),
    ...kit.map((name) => `/bangtin/${name}`),
    "/sample/feed.json",
    ...["20.json", "1000.json", ...editions, "10000.json", ...pictures].map((name) => `/bench-data/${name}`),
  ];
}

function fill(page, name, origin) {
  const values = { name, tag: LISTS[name] ?? "no-such-list", script: name === "bangtin" ? snippet(origin) : scriptTag(name) };
  return readFileSync(path(`pages/${page}.html`), "utf8").replace(/\{\{(\w+)\}\}/g, (_, key) => values[key]);
}

/** What an officer pastes: the loader. */
function snippet(origin) {
  return readFileSync(`${KIT}/embed.html`, "utf8").trim().replaceAll("{{origin}}", origin);
}

/** The others. */
function scriptTag(name) {
  const src = `/bench/${name}.js`;
  return `<link rel="modulepreload" crossorigin href="${src}">\n    <script type="module" crossorigin src="${src}"></script>`;
}

const made = (ending, text, cache) => ({ body: Buffer.from(text), mime: MIME[ending], cache });

function file(folder, name, cache) {
  const inside = !name.split("/").includes("..");
  if (!inside || !statSync(`${folder}/${name}`, { throwIfNoEntry: false })?.isFile()) return undefined;
  const ending = name.slice(name.lastIndexOf(".") + 1);
  return { body: readFileSync(`${folder}/${name}`), mime: MIME[ending] ?? "application/octet-stream", cache };
}

