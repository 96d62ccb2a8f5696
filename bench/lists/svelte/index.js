// Importing the component registers `<svelte-news>`.
import "./News.svelte";
