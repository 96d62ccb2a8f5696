import { html } from "lit";

/** Holds the place of the rows. */
export function skeleton(rows) {
  const blank = () => html`<li class="blank">
    <span class="picture"></span>
    <div class="text"><span></span><span></span></div>
  </li>`;
  return html`<div part="skeleton" aria-hidden="true">
    <ul>
      ${Array.from({ length: Math.min(rows, 12) }, blank)}
    </ul>
  </div>`;
}
