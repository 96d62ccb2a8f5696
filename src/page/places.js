// The elements that can show the item of the page's address.

// What a text needs beside it in CSS pixels.
const ROOM = 480;

/** The lists that open articles in place. */
export const readingLists = () => [...document.querySelectorAll("bangtin-news[links~=reader i]")];

/**
 * The one that shows it: an element for it, else a list with room for a text, the one in which it was pressed before others. The same after
 * a reload: the history keeps in which.
 */
export function place() {
  const own = document.querySelector("bangtin-article:not([item])");
  if (own) return own;
  const lists = readingLists();
  const enough = Math.min(ROOM, Math.max(...lists.map(({ offsetWidth }) => offsetWidth)));
  const hasRoom = (list) => list?.offsetWidth >= enough;
  const pressed = lists[history.state?.bangtin?.[0]];
  return hasRoom(pressed) ? pressed : lists.find(hasRoom);
}

/** Whether the item is read in this element. */
export const isPlace = (element) => place() === element;
