import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from "react";
import { Feed } from "../shared/feed.js";

/** The feed of this address and its state. */
export function useFeed(src) {
  const [{ feed, subscribe, state }] = useState(openStore);
  // Asked for before the skeleton is painted.
  useLayoutEffect(() => feed.load(src), [feed, src]);
  useEffect(() => () => feed.stop(), [feed]);
  return [feed, useSyncExternalStore(subscribe, state)];
}

function openStore() {
  let listener = () => {};
  const feed = new Feed(() => listener());
  const subscribe = (changed) => {
    listener = changed;
    return () => (listener = () => {});
  };
  return { feed, subscribe, state: () => feed.state };
}
