// The loader: the one file that a page names. It paints the lists in sight from their feeds, then brings the kit. Where it cannot, it
// touches nothing, so whatever fails, what stands inside the tags stays as it was.
// The build sets ADVICE_JS, ARTICLE_JS, KIT_JS, KIT_WASM (hashed names) and SHEETS (for the first lists).
import { read as saved } from "../src/client/saved.js";
import { currentItem, itemAddress, resolve } from "../src/page/address.js";
import { upgrade } from "../src/first/boxes.js";
import { feedOf, leaveAsItIs, paint, put, swallows } from "../src/first/paint.js";
import { headline, open } from "../src/first/read.js";
import { judge, setPageTheme } from "../src/first/scheme.js";
import { adopt } from "../src/first/sheets.js";

const here = import.meta.url;
// The tag of this very copy: two copies can be on one page.
const settings = [...document.scripts].find((tag) => tag.src === here)?.dataset ?? {};
let begun = false;

function wasmIsAllowed() {
  try {
    // The shortest module there is: refused where the page's policy refuses WebAssembly.
    return !!new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch (cause) {
    import(new URL(ADVICE_JS, here)).then(({ advise }) => advise({}, "noWebAssembly", cause));
  }
}

// A promise whose failure the element that uses it tells of, or nobody has to.
function quiet(promise) {
  promise.catch(() => {});
  return promise;
}

function ask(address, feeds) {
  if (feeds.has(address)) return;
  feeds.set(address, quiet(fetch(address)));
  feeds.set(`saved:${address}`, saved(address));
}

// A feed parsed once for all that is painted of it, as promises of `[feed, when it was saved]`: from the copy of an earlier visit and from the network.
function sourcesOf(address, feeds) {
  ask(address, feeds);
  const [answer, copy] = [feeds.get(address), feeds.get(`saved:${address}`)];
  const fresh = answer.then(async (response) => {
    if (!response.ok) throw response.status;
    const feed = await response.clone().json();
    // The kit shall not show an older copy after this.
    feeds.set(`saved:${address}`, Promise.resolve());
    return [feed];
  });
  return [copy.then(([text, time]) => [JSON.parse(text), time]), fresh].map(quiet);
}

// Asks for the feeds of what is in sight and paints the lists among it. Of the two promises that it gives, the first is kept when it is
// time to ask for the kit: its first bytes take a round trip, in which the feeds that have begun to come are there. The second is kept
// when all that can be painted is. Neither waits longer than two seconds for a slow feed.
function paintAll(near, feeds) {
  const [painting, answers, known] = [[], [], new Map()];
  const sources = (address) => known.get(address) ?? known.set(address, sourcesOf(address, feeds)).get(address);
  for (const element of near) {
    const address = feedOf(element, settings);
    if (!address) continue;
    ask(address, feeds);
    if (element.localName !== "bangtin-news") continue;
    painting.push(paint(element, settings, address, sources(address)));
    answers.push(feeds.get(address));
  }
  const reads = currentItem() ? "bangtin-article, bangtin-news[links~=reader i]" : "bangtin-article[item]";
  if (near.some((element) => element.matches(reads))) {
    const head = import(new URL(ARTICLE_JS, here));
    answers.push(head);
    painting.push(head.then(({ paintArticle }) => paintArticle(near, settings, sources, put)));
  }
  const done = Promise.race([Promise.allSettled(painting), new Promise((go) => setTimeout(go, 2_000))]);
  return [Promise.race([Promise.allSettled(answers), done]), done];
}

async function begin(near) {
  if (begun) return;
  begun = true;
  if (!wasmIsAllowed()) return;
  setPageTheme(settings.theme);
  const feeds = new Map();
  let coming, done;
  // On a thin line what is needed first must come first: two downloads at once are each half as fast.
  try {
    [coming, done] = paintAll(near, feeds);
    await coming;
  } catch {
    // A browser or a page that lacks something: the kit does without what was not painted.
  }
  const wasm = fetch(new URL(KIT_WASM, here)).then((answer) => {
    if (answer.ok) return answer;
    throw answer.status;
  });
  Promise.all([import(new URL(KIT_JS, here)), wasm, done])
    .then(([kit]) => kit.start(wasm, settings, feeds, { adopt, currentItem, elements, headline, itemAddress, judge, leaveAsItIs, open, resolve, saved, swallows }))
    .catch(async (cause) => {
      // A list that is on its way can be read without the kit too.
      await done;
      elements.forEach(leaveAsItIs);
      console.warn("Bangtin: not loaded.", cause);
    });
}

document.querySelectorAll("[data-bangtin]").forEach(upgrade);
const elements = [...document.querySelectorAll(":not(:defined)")].filter(({ localName }) => /^bangtin-/.test(localName));
const near = elements.filter((element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > -600 && top < innerHeight + 600;
});
if (near.length) begin(near);
else {
  const sight = new IntersectionObserver(
    (entries) => {
      const seen = entries.filter((entry) => entry.isIntersecting);
      if (!seen.length) return;
      sight.disconnect();
      begin(seen.map((entry) => entry.target));
    },
    { rootMargin: "600px 0px" },
  );
  for (const element of elements) sight.observe(element);
  // Elements that a page makes later need their definition too: get ready when the page has nothing else to do.
  const idle = () => (window.requestIdleCallback ?? setTimeout)(() => begin([]));
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle);
}
