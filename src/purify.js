// DOMPurify behind the same door, for engines without a sanitizer of their own. Loaded only there.
import DOMPurify from "dompurify";

// Pages that require Trusted Types allow one policy of ours by name. It is used by DOMPurify alone, to parse into an inert document.
let policy;
try {
  policy = globalThis.trustedTypes?.createPolicy("bangtin", { createHTML: (html) => html, createScriptURL: (url) => url });
} catch {
  // The page does not allow the policy: DOMPurify then fails where Trusted Types are enforced, and the article says so.
}

/** Foreign HTML as a fragment of a document that is not shown. */
export function sanitize(html, elements, attributes) {
  return DOMPurify.sanitize(html, {
    ALLOWED_TAGS: elements,
    ALLOWED_ATTR: attributes,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
    ...(policy && { TRUSTED_TYPES_POLICY: policy }),
  });
}
