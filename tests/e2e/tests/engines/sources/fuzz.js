// Damaged bodies through the readers of src/sources, as crates/feeds/src/fuzz.rs does it with the service's. Those of text never throw, one
// of JSON makes a feed or leaves the text as it is, and no body takes a second. What came of it stands in `window.fuzzed`.
import { page } from "./sources/html.js";
import { own } from "./sources/own.js";
import { rss } from "./sources/rss.js";
import { read } from "./sources.js";

// What readers break on.
const PIECES = [
  ..."<>&\"'{[\\",
  "]]>",
  "<![CDATA[",
  "<!--",
  "-->",
  "<?xml encoding='utf-16'?>",
  "<!DOCTYPE a [<!ENTITY b 'c'>",
  "&b;",
  "&#x",
  "&#0;",
  "</",
  "/>",
  "<item>",
  "</item>",
  "<entry>",
  "</header>op:markup_version",
  "<media:group><media:content url='a' width='9'/>",
  "<article>",
  "<a href='x'>",
  "<h1>",
  "<table><tr><td>",
  "<script type='application/ld+json'>",
  '{"@graph":[null,{"@type":"Article","headline":{},"author":[null,7],"image":[[]]}]}',
  "itemscope itemtype='https://schema.org/NewsArticle' itemprop='image'",
  "xmlns:",
  "\ufeff",
  "\0",
  "\u001b",
  "\ud800",
  "99999999999999999999",
];
// What stands where something else belongs.
const ODD = [null, 0, -1, 1e300, "", " ", "\ud800", "0000-00-00T00:00:00", true, [], [null], [[]], {}, { rendered: 7 }];

const below = (most) => Math.floor(Math.random() * most);
const one = (list) => list[below(list.length)];

/** A text with some of it taken out, moved, cut, repeated or replaced. */
function damaged(text) {
  for (let left = below(6); left > 0; left--) {
    const [start, target] = [below(text.length), below(text.length)];
    const [end, piece] = [start + below(60), one(PIECES)];
    const inside = text.slice(start, end);
    const put = (at, to, what) => text.slice(0, at) + what + text.slice(to);
    text = [
      () => put(start, end, ""),
      () => put(target, target, inside),
      () => text.slice(0, end),
      () => put(start, start, inside.repeat(200)),
      () => put(start, end, piece),
      () => put(start, start, piece.repeat(300)),
      () => put(start, start + 1, String.fromCharCode(below(256))),
    ][below(7)]();
  }
  return text;
}

/** JSON in which something is not what it was, or where all is there as often as it may be. */
function odd(text) {
  const value = JSON.parse(text);
  for (let left = 1 + below(3); left > 0; left--) {
    let place = value;
    let key = one(Object.keys(place));
    while (below(8) && place[key] && typeof place[key] === "object" && Object.keys(place[key])[0]) [place, key] = [place[key], one(Object.keys(place[key]))];
    // Much of something once: three hundred times three hundred would be too much for the page that makes it.
    place[key] = left > 1 || below(9) ? structuredClone(one(ODD)) : Array(300).fill(place[key]);
  }
  return JSON.stringify(value);
}

const fine = (feed) => {
  if (feed && !JSON.parse(JSON.stringify(feed)).items.every((item) => item && typeof item === "object")) throw Error("its items are none");
};

const answer = { url: "https://songba.example.gov.vn/a/feed?page=1", headers: new Headers({ "x-wp-totalpages": "3" }) };
const whole = async (text) => {
  const made = await read(text, answer, () => undefined);
  if (made !== text) fine(JSON.parse(made));
};
const inTag = (tag) => (text) => {
  const html = new DOMParser().parseFromString(`<${tag}>${text}</${tag}>`, "text/html");
  const element = html.querySelector(tag);
  fine(element && own(element));
};

const READERS = [
  ["RSS and Atom", /xml$/, damaged, (text) => fine(rss(text, () => undefined))],
  ["pages", /html$/, damaged, (text) => fine(page(text, answer.url, () => undefined))],
  ["lists in the tag", /html$/, damaged, inTag("bangtin-news")],
  ["articles in the tag", /html$/, damaged, inTag("bangtin-article")],
  ["JSON", /json$/, (text) => damaged(odd(text)), whole],
  ["odd JSON", /json$/, odd, whole],
  ["all", /./, damaged, whole],
];

const LONGEST = 1000;

/** How long a body takes, in milliseconds. What a busy machine makes slow once it does not make slow three times. */
async function time(act) {
  const once = async () => {
    const begun = performance.now();
    await act();
    return performance.now() - begun;
  };
  const first = await once();
  return first < LONGEST ? first : Math.min(first, await once(), await once());
}

async function run(seconds, samples) {
  const lines = [];
  for (const [name, kind, damage, act] of READERS) {
    const own = samples.filter(([file]) => kind.test(file));
    const end = performance.now() + seconds * 1000;
    let [bodies, slowest, rest] = [0, 0, performance.now()];
    while (performance.now() < end) {
      const [file, sample] = one(own);
      const body = damage(sample);
      const fail = (why) => {
        throw Error(`${name}, ${file}: ${why}\n${JSON.stringify(body).slice(0, 3000)}`);
      };
      try {
        slowest = Math.max(slowest, await time(() => act(body)));
      } catch (error) {
        fail(`${error} ${error.stack}`);
      }
      if (slowest > LONGEST) fail(`${slowest} ms`);
      bodies++;
      // Who waits for the end is let in.
      if (performance.now() - rest > 100) {
        await new Promise((go) => setTimeout(go));
        rest = performance.now();
      }
    }
    lines.push(`${name}: ${bodies} bodies, the slowest ${Math.round(slowest)} ms`);
  }
  return lines;
}

run(...window.wanted).then(
  (lines) => (window.fuzzed = { lines }),
  (error) => (window.fuzzed = { error: error.message }),
);
