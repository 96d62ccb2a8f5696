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

// What is being read: its article, and how that goes on, is held and ends.
let going;

/** Falls silent; with an article only where that is the one that is being read. */
export function fallSilent(article) {
  if (!going || (article && going.article !== article)) return;
  const { end } = going;
  going = undefined;
  end();
}

/** The article that an element shows, where it is seen. */
export function openArticle({ shadowRoot }) {
  const article = shadowRoot.querySelector("article");
  return article?.offsetWidth ? article : undefined;
}

/** Whether the publisher has recorded something of it. */
export const isRecorded = (article) => !!article.querySelector("audio");

/** Stops in the middle. */
export const hold = () => going?.hold();

/** Goes on from where it was stopped, with the sentence that was begun. */
export const goOn = () => going?.goOn();

/**
 * Reads an article, sentence by sentence; where the device has no voice, plays what the publisher has recorded. Films fall silent.
 * The promise is kept when the end is reached or the reading was stopped.
 */
export function speak(article, language) {
  fallSilent();
  for (const player of article.querySelectorAll("video,audio")) player.pause();
  return new Promise((done) => {
    going = { article, ...(canSpeak(language) ? voiced(article, language, done) : played(article, done)) };
    going.goOn();
  });
}

function voiced(article, language, done) {
  // A paragraph in a list item is read with the item.
  const blocks = [...article.querySelectorAll(READ)].filter((block) => !block.parentElement.closest(READ));
  const all = blocks.flatMap((block) => [...sentences(block)].map(([text, range]) => [text, () => mark(block, range)]));
  let at = 0;
  // The browser forgets an utterance that nobody holds; and what one says that has been taken back is not heard.
  let queue = [];
  const hold = () => {
    queue = [];
    speechSynthesis.cancel();
  };
  const goOn = () => {
    const mine = (queue = []);
    const pass = () => {
      if (queue !== mine) return;
      if (++at >= all.length) fallSilent(article);
    };
    for (const [text, begun] of all.slice(at)) mine.push(utterance(text, language, () => queue === mine && begun(), pass));
    if (!mine.length) fallSilent(article);
    for (const part of mine) speechSynthesis.speak(part);
  };
  const end = () => {
    hold();
    unmark();
    done();
  };
  return { goOn, hold, end };
}

function utterance(text, language, begun, ended) {
  const part = new SpeechSynthesisUtterance(text);
  part.lang = language;
  part.voice = voice(language);
  part.onstart = begun;
  part.onend = part.onerror = ended;
  return part;
}

function played(article, done) {
  const sound = article.querySelector("audio");
  let held = false;
  // A pause by the player's own button ends it too.
  const over = ({ type }) => {
    if (!held && (type !== "pause" || sound.paused)) fallSilent(article);
  };
  const types = ["ended", "pause", "error"];
  for (const type of types) sound?.addEventListener(type, over);
  return {
    goOn() {
      held = false;
      sound ? sound.play()?.catch(over) : fallSilent(article);
    },
    hold() {
      held = true;
      sound.pause();
    },
    end() {
      for (const type of types) sound?.removeEventListener(type, over);
      sound?.pause();
      done();
    },
  };
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
