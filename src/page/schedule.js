/** Kept after so many milliseconds. */
export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Kept when the browser is about to paint; a page that is not seen does not paint, so after a tenth of a second at the latest. */
export const frame = () =>
  new Promise((done) => {
    requestAnimationFrame(done);
    setTimeout(done, 100);
  });
