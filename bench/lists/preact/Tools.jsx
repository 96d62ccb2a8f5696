import { words } from "../shared/words.js";

/** The search box and the category buttons. */
export function Tools({ search, query, setQuery, categories, category, setCategory }) {
  const button = (id, name) => (
    <button key={id ?? ""} part="category" type="button" aria-pressed={String(id === category)} onClick={() => setCategory(id)}>
      {name}
    </button>
  );
  return (
    <div class="tools">
      {search && (
        <input
          part="search"
          type="search"
          autocomplete="off"
          aria-label={words.search}
          placeholder={words.search}
          value={query}
          onInput={({ currentTarget }) => setQuery(currentTarget.value)}
        />
      )}
      {categories && (
        <div part="categories" class="categories" role="group">
          {button(undefined, words.all)}
          {categories.map(({ id, name }) => button(id, name))}
        </div>
      )}
    </div>
  );
}
