// Names as the service makes and leaves them, and lists.

/** `thong-bao` of `Thông báo`. */
export const slug = (name) =>
  name
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]|&#?\w+;/g, "")
    .replace(/đ/g, "d")
    .match(/[\p{L}\p{N}]+/gu)
    ?.join("-");

/** What programs write where an editor has written a sign: typographic marks by their numbers. */
export const plain = (text) => text?.replace(/&#(8\d{3});/g, (_, number) => String.fromCharCode(number));

/** Plain words where a feed may hold markup. */
export const escaped = (text) => text?.replace(/&/g, "&amp;").replace(/</g, "&lt;");

// Names of accounts, which are nobody's.
const ACCOUNT = /@|^(admin|administrator|editor|root|webmaster|quản trị.*|biên tập( viên)?)$/i;

/** Those of these names that are a person's or an office's, which are written with capitals. */
export const authors = (names) => names.filter((name) => name && !ACCOUNT.test(name) && !/^[a-z\d._-]+$/.test(name)).map((name) => ({ name }));

/** What `read` makes of the things of a list. One that is beyond it costs itself only. */
export const each = (list, read) =>
  list.flatMap((one) => {
    try {
      return read(one) || [];
    } catch {
      return [];
    }
  });
