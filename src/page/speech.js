// Reading aloud with the voices of the device.

const voice = (language) => speechSynthesis.getVoices().find(({ lang }) => lang.startsWith(language));

/** True where the device can read this language. A browser that has not yet listed its voices is taken at its word. */
export const canSpeak = (language) =>
  "speechSynthesis" in globalThis && (!speechSynthesis.getVoices().length || !!voice(language));

/**
 * Reads what a selector finds in an article, one after the other; its films and sounds fall silent. The promise is kept when the last
 * has been read or the reading was stopped.
 */
export function speak(article, selector, language) {
  for (const player of article.querySelectorAll("video,audio")) player.pause();
  speechSynthesis.cancel();
  const read = ({ textContent }) =>
    new Promise((done) => {
      const part = new SpeechSynthesisUtterance(textContent);
      part.lang = language;
      part.voice = voice(language) ?? null;
      part.onend = part.onerror = done;
      speechSynthesis.speak(part);
    });
  const texts = [...article.querySelectorAll(selector)].filter(({ textContent }) => textContent.trim());
  return Promise.all(texts.map(read));
}

/** Falls silent. */
export const fallSilent = () => globalThis.speechSynthesis?.cancel();
