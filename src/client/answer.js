// The text of an answer. The build sets SOURCES_JS.
import { policy } from "../page/policy.js";

// What is no JSON, posts of WordPress, or JSON:API.
const FOREIGN = /^\s*([^\s{[]|\[.*"rendered":|{\s*"(jsonapi|data)":)/s;

/** The text of an answer; of a feed in another format as JSON Feed (src/sources.js, which comes only for one). */
export const textOf = async (answer) => {
  const text = await answer.text();
  return answer.ok && FOREIGN.test(text) ? (await import(new URL(SOURCES_JS, import.meta.url).href)).read(text, answer, policy) : text;
};
