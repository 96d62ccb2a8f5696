import { useEffect, useLayoutEffect, useReducer, useState } from "preact/hooks";
import { Feed } from "../shared/feed.js";

/** The feed of this address and its state. */
export function useFeed(src) {
  const [, update] = useReducer((count) => count + 1, 0);
  const [feed] = useState(() => new Feed(() => update()));
  // Asked for before the skeleton is painted.
  useLayoutEffect(() => feed.load(src), [src]);
  useEffect(() => () => feed.stop(), []);
  return [feed, feed.state];
}
