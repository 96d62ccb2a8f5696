// The loader: the one file that a page names. It starts the WebAssembly and the first element's feed at the same time and
// touches nothing else, so whatever fails, what stands inside the tags stays as it was.
// The build sets KIT_JS, KIT_WASM (hashed names) and TAGS (a selector of every element).

const here = import.meta.url;
// The tag of this very copy: two copies can be on one page.
const settings = [...document.scripts].find((tag) => tag.src === here)?.dataset ?? {};
let begun = false;

const say = (why, cause = "") => console.warn(`Bangtin: ${why} What stands inside the tags is shown instead.`, cause);

// The address of an element's feed, as the elements themselves work it out (src/client/address.rs). Of the elements that ask a
// service, only the list asks for this.
function feedOf(element) {
  const own = (name) => element.getAttribute(name) || settings[name];
  const service = own("service");
  const address = own("src") || (element.localName === "bangtin-news" && service && own("site") && `${service.replace(/\/+$/, "")}/v1/sites/${own("site")}/articles?fields=headlines`);
  try {
    return address && new URL(address, document.baseURI).href;
  } catch {
    return; // the element explains a wrong address itself
  }
}

function wasmIsAllowed() {
  try {
    // The shortest module there is: refused where the page's policy refuses WebAssembly.
    return !!new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch (cause) {
    say(
      globalThis.WebAssembly
        ? "the page's Content-Security-Policy lacks 'wasm-unsafe-eval' in script-src."
        : "this browser has no WebAssembly.",
      cause,
    );
  }
}

// The copy of an earlier visit, as src/client/saved.js reads it: looked for while the kit is on its way.
async function saved(address) {
  try {
    const answer = await (await caches.open("bangtin-1")).match(address);
    return answer && [await answer.text(), Number(answer.headers.get("x-saved-at"))];
  } catch {
    // Reading goes on without it.
  }
}

function begin(first) {
  if (begun) return;
  begun = true;
  if (!wasmIsAllowed()) return;
  const wasm = fetch(new URL(KIT_WASM, here)).then((answer) => {
    if (answer.ok) return answer;
    throw new Error(`${answer.url}: ${answer.status}`);
  });
  const feeds = new Map();
  const feed = first && feedOf(first);
  if (feed) {
    const answer = fetch(feed);
    answer.catch(() => {}); // the element that uses it tells of a failure
    feeds.set(feed, answer);
    feeds.set(`saved:${feed}`, saved(feed));
  }
  Promise.all([import(new URL(KIT_JS, here)), wasm])
    .then(([kit]) => kit.start(wasm, settings, feeds))
    .catch((cause) => say("the kit could not be loaded.", cause));
}

const elements = [...document.querySelectorAll(TAGS)];
const near = ({ top, bottom }) => bottom > -600 && top < innerHeight + 600;
const first = elements.find((element) => near(element.getBoundingClientRect()));
if (first) begin(first);
else {
  const sight = new IntersectionObserver(
    (entries) => {
      const seen = entries.find((entry) => entry.isIntersecting);
      if (!seen) return;
      sight.disconnect();
      begin(seen.target);
    },
    { rootMargin: "600px 0px" },
  );
  for (const element of elements) sight.observe(element);
  // Elements that a page makes later need their definition too: get ready when the page has nothing else to do.
  const idle = () => (globalThis.requestIdleCallback ?? setTimeout)(() => begin());
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle, { once: true });
}
