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
