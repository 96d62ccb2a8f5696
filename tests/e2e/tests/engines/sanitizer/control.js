// The same payloads with nothing between: each in a shadow root of its own, in a frame, because some of them leave the page.
const [payloads] = arguments;
const before = window.fired.length;
const frame = document.createElement("iframe");
frame.srcdoc = "<!doctype html><body></body>";
await new Promise((go) => {
  frame.onload = go;
  document.body.append(frame);
});
frame.onload = null;
const inner = frame.contentWindow;
for (const name of ["alert", "confirm", "prompt", "print"]) inner[name] = () => window.fired.push("control");
for (const payload of payloads) {
  try {
    const host = inner.document.body.appendChild(inner.document.createElement("div"));
    host.attachShadow({ mode: "open" }).innerHTML = payload;
  } catch {
    break; // a payload took the frame elsewhere
  }
}
await new Promise((go) => setTimeout(go, 250));
frame.remove();
return window.fired.splice(before).length;
