// Gives every element the sheet of what is only seen later (style/late.css). The build sets LATE_CSS.

import { withEach } from "./each.js";

/** Follows the page. */
export const followLate = (page) => withEach(page, ({ shadowRoot }) => page.adopt(shadowRoot, "late", LATE_CSS));
