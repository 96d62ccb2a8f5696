// A step in the history for as long as something covers the page: Back takes it away. Nothing here throws.

// The step back of what was closed last, until the browser has taken it.
let leaving;

/**
 * Takes the step; `back` is called when the reader goes back. What is answered undoes the step, for who closes by another way.
 */
export async function step(back) {
  await leaving;
  let isTaken = true;
  const { bangtin, ...state } = history.state ?? {};
  try {
    // The list of an article is a step further away meanwhile (src/page/way.js).
    history.pushState({ ...state, bangtin: bangtin && [bangtin[0], bangtin[1] && bangtin[1] + 1] }, "");
  } catch {
    // A page in a sandbox has no history of its own.
    isTaken = false;
  }
  const heard = () => {
    isTaken = false;
    removeEventListener("popstate", heard);
    back();
  };
  addEventListener("popstate", heard);
  return () => {
    removeEventListener("popstate", heard);
    if (!isTaken) return;
    isTaken = false;
    leaving = new Promise((done) => {
      addEventListener("popstate", done, { once: true });
      setTimeout(done, 500);
    });
    history.back();
  };
}
