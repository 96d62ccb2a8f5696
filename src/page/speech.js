// Reading aloud with the voices of the device, else what the publisher has recorded. In the file that the first article brings
// (src/reading.js).
import { canSpeak, voice } from "./voice.js";

// What is read of an article.
const READ = "[part=title],[part=lead],.body p:not(.paper),.body li,.body h2,.body h3,.body figcaption";

// Browsers list their voices late, some never. In milliseconds.
const PATIENCE = 3_000;
const BETWEEN = 200;

// The wait for a voice of a language: one for the page, whatever number of articles comes and goes.
const waits = {};

/** Whether the device reads this language, as soon as that is known. */
export async function hasVoice(language) {
  await (waits[language] ??= waitForVoice(language));
  return canSpeak(language);
}

async function waitForVoice(language) {
  for (let waited = 0; globalThis.speechSynthesis && !canSpeak(language) && waited < PATIENCE; waited += BETWEEN) {
    await new Promise((go) => setTimeout(go, BETWEEN));
  }
}

// What ends what is being read, where something is.
let end;

/** Falls silent. */
export function fallSilent() {
  end?.();
  end = undefined;
  globalThis.speechSynthesis?.cancel();
}

/**
 * Reads an article, sentence by sentence; where the device has no voice, plays what the publisher has recorded. Films fall silent.
 * The promise is kept when the end is reached or the reading was stopped.
 */
export function speak(article, language) {
  fallSilent();
  for (const player of article.querySelectorAll("video,audio")) player.pause();
  return canSpeak(language) ? readAloud(article, language) : play(article.querySelector("audio"));
}

async function readAloud(article, language) {
  // A paragraph in a list item is read with the item.
  const blocks = [...article.querySelectorAll(READ)].filter((block) => !block.parentElement.closest(READ));
  const parts = blocks.flatMap((block) => [...sentences(block)].map(([text, range]) => spoken(text, language, () => mark(block, range))));
  end = unmark;
  // The browser forgets an utterance that nobody holds.
  await Promise.all(parts.map(([, done]) => done));
  unmark();
}

function spoken(text, language, begun) {
  const part = new SpeechSynthesisUtterance(text);
  part.lang = language;
  part.voice = voice(language);
  part.onstart = begun;
  const done = new Promise((go) => (part.onend = part.onerror = go));
  speechSynthesis.speak(part);
  return [part, done];
}

function play(sound) {
  end = () => sound.pause();
  sound.play()?.catch(end);
  return new Promise((done) => {
    for (const type of ["ended", "pause", "error"]) sound.addEventListener(type, done, { once: true });
  });
}

/** The sentences of a block, each with its place. A point within a number or an address ends none. */
function* sentences(block) {
  const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const places = [];
  let whole = "";
  while (texts.nextNode()) {
    places.push([whole.length, texts.currentNode]);
    whole += texts.currentNode.data;
  }
  const place = (offset) => {
    const [from, node] = places.filter(([from]) => from <= offset).pop();
    return [node, Math.min(offset - from, node.data.length)];
  };
  for (const { 0: text, index } of whole.matchAll(/\S[^]*?(?:[.!?…]+["”’)]*(?=\s|$)|$)/g)) {
    const range = document.createRange();
    range.setStart(...place(index));
    range.setEnd(...place(index + text.length));
    yield [text, range];
  }
}

let marked;

// The sentence where the browser can mark one, and the block around it.
function mark(block, range) {
  unmark();
  marked = block;
  block.setAttribute("data-spoken", "");
  if (globalThis.Highlight) globalThis.CSS?.highlights?.set("bangtin-spoken", new Highlight(range));
}

function unmark() {
  marked?.removeAttribute("data-spoken");
  marked = undefined;
  globalThis.CSS?.highlights?.delete("bangtin-spoken");
}
