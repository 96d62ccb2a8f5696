// The name that was meant.

/** How many letters must change to make one name of the other; letters that changed places count once. */
function distance(one, other) {
  const rows = [[...`${other} `].map((_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= other.length; j++) {
      const changed = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + changed);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) least = Math.min(least, rows[i - 2][j - 2] + 1);
      rows[i].push(least);
    }
  }
  return rows[one.length][other.length];
}

/** The one of these names that is nearest to what was written; undefined where none is near. */
export function nearest(written, names) {
  const [best] = names.map((name) => [distance(written, name), name]).sort(([one], [other]) => one - other);
  return best && best[0] <= Math.max(1, Math.floor(best[1].replace(/^bangtin-/, "").length / 3)) ? best[1] : undefined;
}
