// How near a picture is looked at: by a pinch, by a double press, by keys. At its usual size a finger that moves sideways turns to the next.

const NEAREST = 5;
const TOGGLED = 2.5;
// What a finger moves before the picture turns, and what a key moves, in CSS pixels.
const TURN = 56;
const STEP = 90;

/** `told.turn` is told of a turn by one picture, `told.zoomed` of whether the picture is larger than usual. */
export class Lens {
  #stage;
  #told;
  #picture;
  #scale = 1;
  #x = 0;
  #y = 0;
  #pressed = new Map();

  constructor(stage, told) {
    this.#stage = stage;
    this.#told = told;
    stage.onpointerdown = (event) => this.#down(event);
    stage.onpointermove = (event) => this.#move(event);
    stage.onpointerup = (event) => this.#up(event);
    stage.onpointercancel = (event) => this.#up(event, true);
    stage.ondblclick = (event) => this.#zoom(this.#scale > 1 ? 1 : TOGGLED, event.clientX, event.clientY);
    stage.onwheel = (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      this.#zoom(this.#scale * (event.deltaY < 0 ? 1.2 : 1 / 1.2), event.clientX, event.clientY);
    };
  }

  /** Another picture, at its usual size. */
  look(picture) {
    this.#picture = picture;
    this.#pressed.clear();
    this.#place(1, 0, 0);
  }

  /** Nearer, or back to the usual size. */
  toggle(near = this.#scale === 1) {
    this.#zoom(near ? TOGGLED : 1);
  }

  /** Moves a picture that is larger than usual; false where it is not. */
  push(x, y) {
    if (this.#scale === 1) return false;
    this.#place(this.#scale, this.#x + x * STEP, this.#y + y * STEP);
    return true;
  }

  #down(event) {
    if (event.button || event.target.closest("a, button")) return;
    this.#pressed.set(event.pointerId, { x: event.clientX, y: event.clientY, from: event.clientX, fromY: event.clientY });
    try {
      this.#stage.setPointerCapture(event.pointerId);
    } catch {
      // It has gone already.
    }
  }

  #move(event) {
    const here = this.#pressed.get(event.pointerId);
    if (!here) return;
    const [dx, dy] = [event.clientX - here.x, event.clientY - here.y];
    const other = [...this.#pressed.values()].find((one) => one !== here);
    if (other) {
      const apart = Math.hypot(here.x - other.x, here.y - other.y) || 1;
      const now = Math.hypot(event.clientX - other.x, event.clientY - other.y);
      this.#zoom((this.#scale * now) / apart, (event.clientX + other.x) / 2, (event.clientY + other.y) / 2);
      here.pinched = other.pinched = true;
    } else if (this.#scale > 1) this.#place(this.#scale, this.#x + dx, this.#y + dy);
    else this.#place(1, event.clientX - here.from, 0);
    [here.x, here.y] = [event.clientX, event.clientY];
  }

  #up(event, isTaken) {
    const here = this.#pressed.get(event.pointerId);
    this.#pressed.delete(event.pointerId);
    if (!here || this.#scale > 1 || this.#pressed.size) return;
    const [dx, dy] = [event.clientX - here.from, event.clientY - here.fromY];
    this.#place(1, 0, 0);
    if (!isTaken && !here.pinched && Math.abs(dx) > TURN && Math.abs(dx) > Math.abs(dy)) this.#told.turn(dx < 0 ? 1 : -1);
  }

  /** What is under this point of the window stays under it. */
  #zoom(scale, x, y) {
    const next = Math.min(Math.max(scale, 1), NEAREST);
    const box = this.#stage.getBoundingClientRect();
    const [fromX, fromY] = [(x ?? box.x + box.width / 2) - box.x - box.width / 2, (y ?? box.y + box.height / 2) - box.y - box.height / 2];
    if (next === 1) return this.#place(1, 0, 0);
    const by = next / this.#scale;
    this.#place(next, fromX - (fromX - this.#x) * by, fromY - (fromY - this.#y) * by);
  }

  #place(scale, x, y) {
    const { clientWidth, clientHeight } = this.#stage;
    const within = (value, size) => (scale > 1 ? Math.min(Math.max(value, (-size * (scale - 1)) / 2), (size * (scale - 1)) / 2) : value);
    if (scale > 1 !== this.#scale > 1) this.#told.zoomed(scale > 1);
    [this.#scale, this.#x, this.#y] = [scale, within(x, clientWidth), scale > 1 ? within(y, clientHeight) : 0];
    if (!this.#picture) return;
    // A style that a script sets needs no leave of the page's policy.
    this.#picture.style.transform = scale === 1 && !this.#x ? "" : `translate(${this.#x}px, ${this.#y}px) scale(${scale})`;
  }
}
