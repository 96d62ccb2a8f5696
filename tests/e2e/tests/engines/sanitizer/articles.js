// Shows an article for each feed and item, all at once, and says what is wrong with what came out: a list of `[place in the list, what]`.
const [wanted] = arguments;
const place = document.querySelector("#cho");
place.replaceChildren(
  ...wanted.map(([src, id]) => {
    const article = document.createElement("bangtin-article");
    for (const [name, value] of Object.entries({ src, item: id, toolbar: "off", related: "0" })) article.setAttribute(name, value);
    article.style.cssText = IN_SIGHT;
    return article;
  }),
);
const articles = [...place.children];
const settled = (one) => ["ready", "empty", "failed"].includes(one.shadowRoot?.querySelector(".root")?.dataset.state);
for (let tries = 0; !articles.every(settled); tries++) {
  if (tries > 400) break; // those that never come are complained of below
  await pause(20);
}
await pause(60);
const wrong = [];
articles.forEach((article, at) => {
  const state = article.shadowRoot.querySelector(".root").dataset.state;
  const complain = (what) => wrong.push([at, what]);
  if (state !== "ready") return complain(`the article is ${state}`);
  judge(article.shadowRoot.querySelector("[part=body]"), complain);
});
await pause(120);
place.replaceChildren();
return { wrong: wrong.slice(0, 60), fired: window.fired.splice(0) };
