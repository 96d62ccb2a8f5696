// What readers were told, and what the database holds of it.

import { FORMS } from "./forms.mjs";

/** A kill may lose so much of the traffic of hits, and nothing else. */
export const MOST_LOST_MS = 2_000;

export function ledger() {
  const told = new Map(FORMS.map((form) => [form, new Map()]));
  const sent = new Map(FORMS.map((form) => [form, new Map()]));
  const more = (counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1);
  /** When each hit was taken that got a 204. */
  const taken = [];
  let unknown = 0;
  let allowed = 0;
  return {
    begun: (form, n) => more(sent.get(form), form.key(n)),
    acknowledged: (form, n) => more(told.get(form), form.key(n)),
    hit(status) {
      if (status === 204) taken.push(performance.now());
      // It may be counted or not.
      else if (status === 0) unknown += 1;
    },
    /** The process is killed now. */
    killed() {
      const since = performance.now() - MOST_LOST_MS;
      allowed += taken.length - (taken.findLastIndex((at) => at < since) + 1);
    },
    /** A line for each kind of form, and one for hits: `{what, told, stored, lost, twice}`. */
    compare(rows) {
      const lines = FORMS.map((form) => {
        const stored = new Map(rows(form.stored).map(([key, many]) => [key, Number(many)]));
        let [lost, twice] = [0, 0];
        for (const [key, many] of told.get(form)) lost += Math.max(0, many - (stored.get(key) ?? 0));
        for (const [key, many] of stored) twice += Math.max(0, many - (sent.get(form).get(key) ?? 0));
        return { what: `${form.name}s`, told: sum(told.get(form)), stored: sum(stored), lost, twice };
      });
      const counted = Number(rows("SELECT COALESCE(SUM(views), 0) FROM page_views")[0][0]);
      const lost = Math.max(0, taken.length - counted);
      lines.push({ what: "hits", told: taken.length, stored: counted, lost, twice: Math.max(0, counted - taken.length - unknown), allowed, unknown });
      return lines;
    },
  };
}

const sum = (counts) => [...counts.values()].reduce((all, one) => all + one, 0);
