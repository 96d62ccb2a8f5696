let segmenter;

/** How many characters a reader sees in a text; a browser that cannot tell counts letters without their marks. */
export function graphemes(text) {
  try {
    segmenter ??= new Intl.Segmenter("vi");
    return [...segmenter.segment(text)].length;
  } catch {
    return [...text.normalize().replace(/\p{M}/gu, "")].length;
  }
}
