// Brings tables of words: a page's own from the addresses that `labels` names, and English. A file of its own, for pages that have either.
// They come to `first.words` (src/entry.js), where elements look for them (src/i18n.rs). The build sets ENGLISH_JS.

// Whoever waits longer reads the usual words.
const PATIENCE_MS = 2_000;

const ENGLISH = "lang:en";

/** Brings what the page's tags ask for. Does not wait long for it. */
export async function bringAll(settings, first) {
  const coming = [settings.labels, ...first.elements.map((element) => element.getAttribute("labels"))].map((labels) => bring(labels, first));
  if (document.querySelector("[lang^=en i],[data-lang^=en i]")) coming.push(bringEnglish(first));
  const all = Promise.all(coming).then(() => true);
  // Those that could not wait look again.
  if (!(await Promise.race([all, new Promise((go) => setTimeout(go, PATIENCE_MS))]))) all.then(() => first.elements.forEach(lookAgain));
}

/** Lets an element look for its words anew: as if the page had written on its tag. */
export function lookAgain(element) {
  element.setAttribute("labels", element.getAttribute("labels") ?? "");
}

/** Brings the words of a `labels`, where they stand at an address; once, and none where they cannot be had. */
export async function bring(labels, first) {
  const address = labels?.trim();
  if (address && !address.includes("{")) await come(address, first, () => wordsAt(address, first));
}

/** Brings the words in English, once. Where they cannot be had, whoever asks again may have them. */
export async function bringEnglish(first) {
  try {
    await come(ENGLISH, first, async () => (await import(new URL(ENGLISH_JS, import.meta.url).href)).default);
  } catch (cause) {
    first.words[ENGLISH] = undefined;
    console.warn("Bangtin: English", cause);
  }
}

async function come(name, { words }, ask) {
  words[name] = await (words[name] ??= ask());
}

async function wordsAt(address, { resolve }) {
  try {
    const url = resolve(address, document.baseURI);
    const answer = url && (await fetch(url));
    if (!answer?.ok) throw answer?.status;
    return Object(await answer.json());
  } catch (cause) {
    console.warn("Bangtin: labels", address, cause);
    return {};
  }
}
