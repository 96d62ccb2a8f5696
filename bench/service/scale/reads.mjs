// What is read, each time by an address that was not asked before, so that no answer is one that was kept. What begins with `//` is a page
// of the portal.

const LINES = {
  "article list": ({ n }) => `/articles?limit=${10 + n}`,
  "article list, late page": ({ n, late }) => `/articles?limit=${10 + n}&cursor=${late}`,
  "category": ({ n }) => `/articles?category=y-te&limit=${10 + n}`,
  "tag": ({ n }) => `/articles?tag=chuyen%20doi%20so&limit=${10 + n}`,
  "tag that nobody has": ({ n }) => `/articles?tag=khong-co&limit=${10 + n}`,
  "article": ({ n, articles }) => `/articles/bai-${(n * 6151 + 11) % articles}`,
  "documents": ({ n }) => `/documents?limit=${10 + n}`,
  "documents, oldest first": ({ n }) => `/documents?sort=oldest&limit=${10 + n}`,
  "documents with all filter values": ({ n }) => `/documents?values=true&limit=${10 + n}`,
  "documents of a form": ({ n }) => `/documents?form=Ch%E1%BB%89%20th%E1%BB%8B&limit=${10 + n}`,
  "documents of a form, an agency, a year": ({ n }) => `/documents?form=Ch%E1%BB%89%20th%E1%BB%8B&issuer=UBND%20x%C3%A3%2059&year=2020&limit=${10 + n}`,
  "documents in force": ({ n }) => `/documents?validity=in-force&limit=${10 + n}`,
  "documents that have ended": ({ n }) => `/documents?validity=ended&limit=${10 + n}`,
  "documents that do not hold yet (none)": ({ n }) => `/documents?validity=not-yet&limit=${10 + n}`,
  "documents: search for a number": ({ n, articles }) => `/documents?q=${(n * 7919 + 3) % articles}%2FQ%C4%90-UBND&limit=${10 + n}`,
  "documents: search in all (ubnd) of an agency": ({ n }) => `/documents?q=ubnd&issuer=UBND%20x%C3%A3%2059&limit=${10 + n}`,
  "documents: search in all (ubnd)": ({ n }) => `/documents?q=ubnd&limit=${10 + n}`,
  "documents: search in many (dan van), newest": ({ n }) => `/documents?q=dan%20van&sort=newest&limit=${10 + n}`,
  "site": () => "/site",
  "search: in all (xã)": ({ n }) => `/search?q=x%C3%A3&limit=${10 + n}`,
  "search: phrase in most (uy ban nhan dan)": ({ n }) => `/search?q=uy%20ban%20nhan%20dan&limit=${10 + n}`,
  "search: no phrase (dân chính)": ({ n }) => `/search?q=d%C3%A2n%20ch%C3%ADnh&limit=${10 + n}`,
  "search: seldom (cồng chiêng)": ({ n }) => `/search?q=c%E1%BB%93ng%20chi%C3%AAng&limit=${10 + n}`,
  "search: one (bai so)": ({ n, articles }) => `/search?q=${(n * 7919 + 3) % articles}`,
  "comments": ({ n, articles }) => `/comments?page=bai-${(n * 2) % (articles / 10)}`,
  "comments of a page with many": ({ n }) => `/comments?page=bai-${n % 10}&limit=${10 + (n % 40)}`,
  "portal: front, a fifth down": ({ n, articles }) => `//?trang=${Math.ceil(articles / 100) + n}`,
  "portal: front, the last pages": ({ n, articles }) => `//?trang=${articles / 20 - n}`,
  "portal: a category, far down": ({ n, articles }) => `//chuyen-muc/y-te?trang=${Math.ceil(articles / 300) + n}`,
  "portal: documents, far down": ({ n, articles }) => `//van-ban?trang=${Math.ceil(articles / 240) + n}`,
  "portal: map, its parts": () => "//sitemap.xml",
  "portal: map, a part": ({ n, articles }) => `//sitemap.xml?phan=${1 + (n * 37) % Math.ceil(articles / 1000)}`,
  "newest comments": ({ n }) => `/comments/newest?limit=${5 + n}`,
};

export async function reads(site, { articles, rounds, only }) {
  const figures = {};
  let late = (await (await fetch(`${site}/articles?limit=100`)).json()).next_url?.match(/cursor=([^&]+)/)?.[1] ?? "";
  for (const [name, address] of Object.entries(LINES)) {
    if (!only.split(",").some((words) => name.includes(words))) continue;
    const times = [];
    for (let n = 0; n < rounds; n += 1) {
      if (address.length === 0) await anew(site, (n * 6151 + 1013) % articles);
      const begun = performance.now();
      const path = address({ n, articles, late });
      const answer = await fetch(path.startsWith("//") ? new URL(path.slice(1), site) : site + path);
      await answer.arrayBuffer();
      times.push(performance.now() - begun);
      if (!answer.ok) throw new Error(`${answer.status} to ${path}`);
    }
    times.sort((a, b) => a - b);
    figures[name] = times[times.length >> 1].toFixed(1);
    process.stderr.write(`${articles} ${name}: ${figures[name]}, slowest ${times.at(-1).toFixed(1)}\n`);
  }
  return figures;
}

/** An address that has nothing that could differ is asked for when its answer is kept no more, which is after 2 s. An article is asked for before it, so that what is
 * measured is the answer, and not how programs wake up that have slept. */
async function anew(site, article) {
  await new Promise((resolve) => setTimeout(resolve, 2_100));
  await (await fetch(`${site}/articles/bai-${article}`)).arrayBuffer();
}
