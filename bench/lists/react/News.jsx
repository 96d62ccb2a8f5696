import { useEffect, useMemo, useState } from "react";
import { find, status } from "../shared/find.js";
import { words } from "../shared/words.js";
import { Row } from "./Row.jsx";
import { Skeleton } from "./Skeleton.jsx";
import { Tools } from "./Tools.jsx";
import { useFeed } from "./useFeed.js";

export function News({ src, limit, search, categories, layout }) {
  const [feed, state] = useFeed(src);
  return (
    <section part="news" className="news" data-layout={layout} aria-label={words.label}>
      {state.phase === "loading" && <Skeleton rows={limit} />}
      {state.phase === "failed" && <Failed retry={() => feed.retry()} />}
      {state.phase === "ready" && <List {...{ feed, state, limit, search, categories, layout }} />}
    </section>
  );
}

function List({ feed, state, limit, search, categories, layout }) {
  const [query, setQuery] = useState("");
  const [category, setCategory] = useState();
  const [steps, setSteps] = useState(1);
  useEffect(() => setSteps(1), [query, category]);
  const { rows, total } = useMemo(
    () => find(state.articles, query, category, limit * steps),
    [state.articles, query, category, limit, steps],
  );
  const more = () => {
    setSteps(steps + 1);
    if (total < limit * (steps + 1)) feed.loadMore();
  };
  return (
    <>
      <Tools {...{ search, query, setQuery, category, setCategory }} categories={categories && state.categories} />
      <ul part="list" role="list" onErrorCapture={markBroken}>
        {rows.map((article) => (
          <Row key={article.id} article={article} full={layout !== "headlines"} />
        ))}
      </ul>
      <p role="status" className="note">{status(state, query, total)}</p>
      <div className="end">
        {(state.next || total > rows.length) && <button part="more" type="button" onClick={more}>{words.more}</button>}
      </div>
    </>
  );
}

function Failed({ retry }) {
  return (
    <div className="notice" role="alert">
      <p part="failure">{words.failed}</p>
      <button part="retry" type="button" onClick={retry}>{words.retry}</button>
    </div>
  );
}

function markBroken({ target }) {
  target.dataset.broken = "";
}
