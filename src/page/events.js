// What an event says, in one call each. Nothing here throws.

/** What stands in the field that an event comes from. */
export const typed = ({ target }) => `${target?.value ?? ""}`;

/** Whether the box that an event comes from is ticked. */
export const isTicked = ({ target }) => !!target?.checked;

/** Whether a press opens a link here: the first button, and no key that asks for another window. */
export const isPlain = (event) => !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

/** The element that a selector fits, where an event comes from or around that. */
export const nearest = ({ target }, selector) => target?.closest?.(selector) ?? undefined;

// Of choices of which one counts, the one that is made.
const fieldOf = ({ currentTarget }, name) => currentTarget?.elements?.[name];

/** What stands in a field of the form that listens to an event. What a program has put there has made no event of its own. */
export const written = (event, name) => `${fieldOf(event, name)?.value ?? ""}`;

/** The same, and the field is empty afterwards: what a browser has filled in by itself does not stop the second try. */
export function takenOut(event, name) {
  const value = written(event, name);
  const field = fieldOf(event, name);
  if (field) field.value = "";
  return value;
}
