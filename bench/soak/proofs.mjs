// Solved challenges, made ahead: a form must be two seconds old.

import { challenge, solved } from "../service/load/proofs.mjs";
import { pause } from "./traffic.mjs";

const AGE_MS = 2_100;
const AT_ONCE = 4;

/** A store of about `many` that fills itself until it ends. */
export function startProofs(site, many) {
  const store = [];
  const waiting = [];
  let ended = false;
  const put = (proof) => {
    if (waiting.length > 0) waiting.shift()(proof);
    else store.push(proof);
  };
  const fill = async () => {
    while (!ended) {
      if (store.length >= many) {
        await pause(50);
        continue;
      }
      try {
        put({ proof: solved(await challenge(site)), since: performance.now() });
      } catch {
        // The service is away for a while.
        await pause(200);
      }
    }
  };
  for (let one = 0; one < AT_ONCE; one += 1) fill();
  return {
    async next() {
      const { proof, since } = store.shift() ?? (await new Promise((resolve) => waiting.push(resolve)));
      await pause(Math.max(0, since + AGE_MS - performance.now()));
      return proof;
    },
    async full() {
      while (store.length < many) await pause(50);
    },
    end: () => (ended = true),
  };
}
