// What is read, each time by an address that was not asked before, so that no answer is one that was kept.

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
  "newest comments": ({ n }) => `/comments/newest?limit=${5 + n}`,
};

export async function reads(site, { articles, rounds, only }) {
  const figures = {};
  let late = (await (await fetch(`${site}/articles?limit=100`)).json()).next_url?.match(/cursor=([^&]+)/)?.[1] ?? "";
  for (const [name, address] of Object.entries(LINES)) {
    if (!name.includes(only)) continue;
    const times = [];
    for (let n = 0; n < rounds; n += 1) {
      // One address has nothing that could differ: its answer is kept for 2 s.
      if (name === "site") await new Promise((resolve) => setTimeout(resolve, 2_100));
      const begun = performance.now();
      const answer = await fetch(site + address({ n, articles, late }));
      await answer.arrayBuffer();
      times.push(performance.now() - begun);
      if (!answer.ok) throw new Error(`${answer.status} to ${address({ n, articles, late })}`);
    }
    times.sort((a, b) => a - b);
    figures[name] = times[times.length >> 1].toFixed(1);
    process.stderr.write(`${articles} ${name}: ${figures[name]}, slowest ${times.at(-1).toFixed(1)}\n`);
  }
  return figures;
}
