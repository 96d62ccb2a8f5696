// DOMPurify behind the same door, for engines without a sanitizer of their own. Loaded only there.
import DOMPurify from "dompurify";

/** Foreign HTML as a fragment of a document that is not shown, by the lists of a sanitizer's configuration. `policy` is the kit's Trusted Types policy, where there is one. */
export function sanitize(html, { elements, attributes }, policy) {
  return DOMPurify.sanitize(html, {
    ALLOWED_TAGS: elements,
    ALLOWED_ATTR: attributes,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
    ...(policy && { TRUSTED_TYPES_POLICY: policy }),
  });
}
