// The words in English, by the Vietnamese ones or by the key of a message (src/i18n.rs): a file of its own, for pages that speak it.
export { default } from "./i18n/en.json";
