// What readers do: 70 of a hundred read, 20 are counted, ten send a form, which is sent again until it is acknowledged.

import { randomUUID } from "node:crypto";

import { address, ask } from "./ask.mjs";
import { FORMS } from "./forms.mjs";
import { POLL, SITE } from "./service.mjs";

const ARTICLES = 500;
const READS = [
  (n) => `${SITE}/articles?limit=${10 + (n % 90)}`,
  (n) => `${SITE}/articles/bai-${n % ARTICLES}`,
  (n) => `/?trang=${1 + (n % 25)}`,
  (n) => `${SITE}/comments?page=bai-${n % ARTICLES}`,
  (n) => `/tin/bai-${n % ARTICLES}`,
  (n) => `${SITE}/search?q=${["xa", "dan%20van", "nong%20thon%20moi", String(n % ARTICLES)][n % 4]}`,
  (n) => `${SITE}/pages?keys=bai-${n % ARTICLES},bai-${(n * 7) % ARTICLES}`,
  () => `${SITE}/counters`,
  () => `${SITE}/polls/${POLL.id}`,
];
/** How long a form is tried. */
const PATIENCE_MS = 120_000;
// What the service asks who is told to come again, as the kit does.
const RETRY_AFTER_MS = 2_000;
/** So many may be on their way at once. */
const MOST = 4_000;

export function readers({ base, consent, proofs, ledger, record }) {
  let number = 0;
  let onTheirWay = 0;
  const judged = (isWell, status) => (isWell ? { outcome: "well" } : { outcome: status === 0 ? "broken" : "refused", failed: performance.now() });

  /** One thing that a reader does, planned for a moment. */
  async function act(planned) {
    const n = (number += 1);
    const [kind, done] = n % 10 === 0 ? ["form", () => form(n / 10)] : n % 10 < 3 ? ["hit", () => hit(n)] : ["read", () => read(n)];
    onTheirWay += 1;
    const { outcome, failed } = await done();
    onTheirWay -= 1;
    // What was on its way when something went wrong belongs to that moment.
    record({ kind, at: failed ?? planned, ms: performance.now() - planned, outcome });
  }

  async function read(n) {
    const path = READS[n % READS.length](n);
    const status = await ask(base, { path, from: address(n) }).catch(() => 0);
    if (status !== 200 && status !== 503 && status !== 0) throw new Error(`${status} to ${path}`);
    return judged(status === 200, status);
  }

  async function hit(n) {
    const body = `{"page":"bai-${n % ARTICLES}"}`;
    const status = await ask(base, { method: "POST", path: `${SITE}/hits`, from: address(n), headers: { "content-type": "text/plain" }, body }).catch(() => 0);
    ledger.hit(status);
    return judged(status === 204, status);
  }

  async function form(n) {
    const kind = FORMS[n % FORMS.length];
    const proof = await proofs.next();
    const body = JSON.stringify({ ...kind.body(n, consent), proof });
    // The proof had to be waited for, not the answer.
    const begun = performance.now();
    const headers = { "content-type": "application/json", "idempotency-key": randomUUID() };
    ledger.begun(kind, n);
    let failed;
    while (performance.now() - begun < PATIENCE_MS) {
      const status = await ask(base, { method: kind.method, path: SITE + kind.path(n), from: address(n), headers, body }).catch(() => 0);
      if (status >= 200 && status < 300) {
        ledger.acknowledged(kind, n);
        return { outcome: failed ? "again" : "well", failed };
      }
      if (status !== 0 && status < 500) throw new Error(`a ${kind.name} got ${status}`);
      failed ??= performance.now();
      await pause(status === 503 ? RETRY_AFTER_MS : 250);
    }
    return { outcome: "broken", failed };
  }

  return {
    /** As fast as `workers` can, one after the other: how many a second. */
    async capacity(workers, seconds) {
      const begun = performance.now();
      let done = 0;
      const work = async () => {
        while (performance.now() - begun < seconds * 1000) {
          await act(performance.now());
          done += 1;
        }
      };
      await Promise.all(Array.from({ length: workers }, work));
      return (done * 1000) / (performance.now() - begun);
    },
    /** So many a second, whether answers come or not, until `isOver`. */
    async flow(rate, isOver) {
      const begun = performance.now();
      const all = new Set();
      let [sent, failure] = [0, undefined];
      while (!isOver() && !failure) {
        const due = ((performance.now() - begun) * rate) / 1000;
        for (; sent < due; sent += 1) {
          const planned = begun + (sent * 1000) / rate;
          if (onTheirWay >= MOST) {
            record({ kind: "unsent", at: planned, ms: 0, outcome: "unsent" });
            continue;
          }
          const one = act(planned).catch((error) => (failure = error)).finally(() => all.delete(one));
          all.add(one);
        }
        await pause(10);
      }
      await Promise.all(all);
      if (failure) throw failure;
    },
  };
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
