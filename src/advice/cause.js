// Why an element shows a failure, as far as a browser lets a page know.

import { addressOf } from "./shown.js";

const originOf = (address) => new URL(address).origin;

/** Whether a server answers at all: what it answers cannot be read, and is not needed. */
async function answers(address) {
  try {
    await fetch(address, { mode: "no-cors", cache: "no-store", credentials: "omit", signal: AbortSignal.timeout?.(8_000) });
    return true;
  } catch {
    return false;
  }
}

/** What hinders a request that came to nothing: `[sentence, whether it may be the reader's network]`. */
async function hindrance(say, address) {
  const { origin, protocol } = location;
  if (protocol === "https:" && /^http:\/\/(?!localhost|127\.)/.test(address)) return [say.mixed(address), false];
  let isRefused = false;
  const hear = ({ blockedURI, effectiveDirective }) => {
    if (effectiveDirective === "connect-src" && (address.startsWith(blockedURI) || originOf(address) === blockedURI)) isRefused = true;
  };
  document.addEventListener("securitypolicyviolation", hear);
  const isThere = await answers(address);
  // The event comes after the refusal.
  await new Promise((done) => setTimeout(done, 50));
  document.removeEventListener("securitypolicyviolation", hear);
  if (isRefused) return [say.policy(originOf(address)), false];
  if (originOf(address) !== origin && isThere) return [say.otherOrigin(address, origin), false];
  return isThere ? [] : [say.unreachable(address), true];
}

/** The sentence for who set the page up, if there is one, and whether it may be the reader's network. */
export async function causeOf(say, element, failure) {
  const address = addressOf(element);
  if (!address || !navigator.onLine) return {};
  const curly = /%E2%80%9[89CD]/i.test(address) ? ` ${say.curly}` : "";
  if (failure === "unreachable") {
    const [sentence, isNetwork] = await hindrance(say, address);
    return { sentence: sentence && sentence + curly, isNetwork };
  }
  const sentence = { "not-found": say.notFound, refused: say.refused, unreadable: say.unreadable }[failure]?.(address);
  return { sentence: sentence && sentence + curly };
}
