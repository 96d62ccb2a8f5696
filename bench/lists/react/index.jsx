import { createRoot } from "react-dom/client";
import { ListElement } from "../shared/element.js";
import { News } from "./News.jsx";

class ReactNews extends ListElement {
  #react;

  show(settings, root) {
    this.#react ??= createRoot(root);
    this.#react.render(<News {...settings} />);
  }

  end() {
    this.#react?.unmount();
    this.#react = undefined;
  }
}

customElements.define("react-news", ReactNews);
