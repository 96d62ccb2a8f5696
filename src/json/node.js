// Reading a value that JSON.parse made, in one call each: what a host script has put on a prototype is not seen.

/** The object's own member, else undefined. */
export const member = (value, key) =>
  ({}).hasOwnProperty.call(value ?? 0, key) ? value[key] : undefined;

/** A string in Unicode form NFC, else undefined. */
export const text = (value) => (typeof value === "string" ? value.normalize() : undefined);
