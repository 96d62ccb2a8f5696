/** The tag of each list; `bangtin` is the kit's own. */
export const LISTS = {
  bangtin: "bangtin-news",
  vanilla: "vanilla-news",
  preact: "preact-news",
  svelte: "svelte-news",
  lit: "lit-news",
  react: "react-news",
};
