// Reading aloud with the voices of the device.

const voice = (language) => speechSynthesis.getVoices().find(({ lang }) => lang.startsWith(language));

/** True where the device can read this language. A browser that has not yet listed its voices is taken at its word. */
export const canSpeak = (language) =>
  "speechSynthesis" in globalThis && (!speechSynthesis.getVoices().length || !!voice(language));

/** Reads the texts one after the other. The promise is kept when the last has been read or the reading was stopped. */
export function speak(texts, language) {
  speechSynthesis.cancel();
  const read = (text) =>
    new Promise((done) => {
      const part = new SpeechSynthesisUtterance(text);
      part.lang = language;
      part.voice = voice(language) ?? null;
      part.onend = part.onerror = done;
      speechSynthesis.speak(part);
    });
  return Promise.all(texts.map(read));
}

/** Falls silent. */
export const fallSilent = () => globalThis.speechSynthesis?.cancel();
