// What is asked of the page, in one call each. Nothing here throws.

/** Whether there is an element that a selector fits. */
export const exists = (selector) => !!document.querySelector(selector);

/** The address that relative ones in the page refer to. */
export const base = () => document.baseURI;

/** Whether there is a network, as far as the browser says. */
export const online = () => navigator.onLine !== false;
