import { render } from "preact";
import { ListElement } from "../shared/element.js";
import { News } from "./News.jsx";

class PreactNews extends ListElement {
  show(settings, root) {
    render(<News {...settings} />, root);
  }

  end(root) {
    render(null, root);
  }
}

customElements.define("preact-news", PreactNews);
