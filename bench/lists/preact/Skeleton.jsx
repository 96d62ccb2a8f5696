/** Holds the place of the rows. */
export function Skeleton({ rows }) {
  return (
    <div part="skeleton" aria-hidden="true">
      <ul>
        {Array.from({ length: Math.min(rows, 12) }, (_, row) => (
          <li key={row} class="blank">
            <span class="picture" />
            <div class="text"><span /><span /></div>
          </li>
        ))}
      </ul>
    </div>
  );
}
