// The forms that readers send, and where each is to be found afterwards.

import { POLL } from "./service.mjs";

const page = (n) => `bai-${n % 500}`;
const choice = (n) => POLL.options[(n >> 2) % POLL.options.length].id;

/** `key` is what the database must hold for each; `stored` asks for how often it holds it. */
export const FORMS = [
  {
    name: "subscription",
    method: "POST",
    path: () => "/subscriptions",
    body: (n, consent) => ({ email: `ba.con.${n}@example.vn`, topics: ["thong-bao"], consent: true, consent_version: consent, lang: "vi" }),
    key: (n) => `ba.con.${n}@example.vn`,
    stored: "SELECT address, COUNT(*) FROM outbox GROUP BY address",
  },
  {
    name: "comment",
    method: "POST",
    path: () => "/comments",
    body: (n) => ({ page: page(n), name: "Bà Năm", text: `Ý kiến số ${n}` }),
    key: (n) => `Ý kiến số ${n}`,
    stored: "SELECT body, COUNT(*) FROM comments GROUP BY body",
  },
  {
    name: "rating",
    method: "PUT",
    path: (n) => `/pages/${page(n)}/rating`,
    body: (n) => ({ value: 1 + (n % 5) }),
    key: page,
    stored: "SELECT page, votes FROM rating_sums",
  },
  {
    name: "vote",
    method: "PUT",
    path: () => `/polls/${POLL.id}/vote`,
    body: (n) => ({ choices: [choice(n)] }),
    key: choice,
    stored: "SELECT choice, votes FROM poll_sums WHERE choice <> ''",
  },
];
