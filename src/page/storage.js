// Small preferences of the reader, on the reader's own device. Blocked or full storage only means that nothing is remembered.

export function remembered(name) {
  try {
    return localStorage.getItem(`bangtin:${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(name, value) {
  try {
    if (value === undefined) localStorage.removeItem(`bangtin:${name}`);
    else localStorage.setItem(`bangtin:${name}`, value);
  } catch {
    // Nothing is remembered.
  }
}

// What a reader is writing, until it is sent or the tab is closed: on a shared computer nobody else shall find it.

export function draft(name) {
  try {
    return sessionStorage.getItem(`bangtin:${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function keepDraft(name, value) {
  try {
    if (value === undefined) sessionStorage.removeItem(`bangtin:${name}`);
    else sessionStorage.setItem(`bangtin:${name}`, value);
  } catch {
    // Nothing is kept.
  }
}

/** A name that nobody else has: 128 random bits in hexadecimal digits. */
export const unique = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
