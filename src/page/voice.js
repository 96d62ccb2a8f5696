// The voices of the device. Asked for at once: a browser lists them only some time after it was asked first.
globalThis.speechSynthesis?.getVoices();

/** The voice that reads this language (`vi`), where the browser has listed one. */
export const voice = (language) => globalThis.speechSynthesis?.getVoices().find(({ lang }) => lang?.startsWith(language));

/** True where the device is known to read this language. */
export const canSpeak = (language) => !!voice(language);
