//! What each setting means.

use super::Row;

const fn row(name: &'static str, meaning: &'static str) -> Row {
    Row {
        name,
        default: None,
        meaning,
    }
}

const fn with(name: &'static str, default: &'static str, meaning: &'static str) -> Row {
    Row {
        name,
        default: Some(default),
        meaning,
    }
}

/// All settings, in the order of the structs that hold them.
pub(super) static ROWS: &[Row] = &[
    row(
        "listen",
        "Where to listen. Behind a proxy on the same machine: leave it",
    ),
    row(
        "metrics_listen",
        "Where `/metrics` listens (Prometheus), such as `127.0.0.1:9090`. It has no password: keep it from the public",
    ),
    with(
        "public_url",
        "where it listens",
        "The address under which readers reach the service, such as `https://tin.songba.gov.vn`, without a path. Mails link to it",
    ),
    row(
        "hsts_subdomains",
        "`true`: browsers are told to use https for every name below that of `public_url` as well (HSTS `includeSubDomains`). For a year they then cannot open one that has no https",
    ),
    row(
        "database_url",
        "`sqlite:FILE`, or `postgres://USER:PASSWORD@HOST/NAME` for several replicas; with `?sslmode=verify-full` (or at least `require`) where its server is another machine",
    ),
    row(
        "database_connections",
        "The most connections to the database (SQLite: the most readers; PostgreSQL: one more for hits)",
    ),
    with(
        "public_dir",
        "`public` where the service is started or beside its program, if it is there",
        "The folder with the kit (`bangtin/VERSION/…`), the portal page and its content. Without it there is no portal at `/`, only the interface",
    ),
    with(
        "portal_site",
        "the first of `sites`",
        "The site whose portal stands at `/` of `public_url` (pages, RSS, sitemap), by its id. One process shows one portal: for another, start another process, on the same PostgreSQL database if you like",
    ),
    row(
        "portal_offline",
        "Whether browsers keep the portal's pages that were read, so that they can be read again without a network. `false`: those that have kept some delete them at their next visit",
    ),
    with(
        "secret",
        "made at the first start and kept in the database",
        "Signs tokens and challenges; the same for all replicas. At least 32 random characters. Another secret makes the links in mails that were sent invalid, and the apps of moderators' second factor",
    ),
    row(
        "trusted_proxies",
        "Peers (networks, such as `127.0.0.1/32`) whose `X-Forwarded-For` is believed. A list",
    ),
    row(
        "proxy_hops",
        "How many proxies of yours stand between the reader and the service; each must add to `X-Forwarded-For` or write it anew. Counts only with `trusted_proxies`",
    ),
    row(
        "inside_networks",
        "Networks of your own (such as `10.20.0.0/16`) into which the names of sources may lead. A name that leads into another one (private, link-local, this machine) is refused; `localhost` and an address in numbers may stand in the settings without this. A list",
    ),
    with(
        "smtp_url",
        "none: mail waits in the outbox",
        "Where mail goes: `smtp://HOST:PORT`, `smtps://USER:PASSWORD@HOST`, `smtp://USER:PASSWORD@HOST:587?tls=required`. `smtp:` without `tls=required` sends in the clear: only to a server on this machine",
    ),
    row(
        "mail_from",
        "The sender of mail, such as `Xã Sông Ba <bangtin@songba.gov.vn>`",
    ),
    row(
        "log_format",
        "`text` for people, `json` for one object a line. Both go to standard error and hold no personal data",
    ),
    row(
        "log",
        "What is logged, such as `info`, `warn` or `info,bangtin_service=debug`",
    ),
    row(
        "backup_dir",
        "The folder for a backup of the SQLite file, made each night after half past two (Viet Nam); none are made without it. Backups hold personal data",
    ),
    row(
        "backup_keep",
        "How many nightly backups are kept; older ones are deleted",
    ),
    row(
        "limits.forms_per_minute",
        "Forms from one prefix (/24 of IPv4, /48 of IPv6) in a minute: subscriptions, comments, votes, ratings, reports of errors, sources that moderators look at. Each replica counts for itself",
    ),
    row("limits.hits_per_minute", "Hits from one prefix in a minute"),
    row(
        "limits.reads_per_minute",
        "Reads from one prefix in a minute. Many readers of a mobile network share a prefix",
    ),
    row(
        "limits.visitors_per_minute",
        "New visitors of a site from one prefix in a minute; beyond it a hit counts as a view and no visitor. A class or a factory that opens a page at once is counted whole; behind the address of a mobile network few come to one site in the same minute. Each replica counts for itself",
    ),
    row("limits.body_bytes", "The most bytes of a request's body"),
    row(
        "limits.request_seconds",
        "The most seconds for a request, its body included",
    ),
    row(
        "limits.connections",
        "The most connections at a time; who comes later waits for one to end. Each needs a file descriptor (`LimitNOFILE`)",
    ),
    row(
        "limits.connections_per_address",
        "The most connections at a time from one address (of IPv6: a /64); further ones are closed. Those from `trusted_proxies` do not count: there the proxy has its own limit",
    ),
    row(
        "limits.stalled_seconds",
        "How many seconds a reader may take nothing of an answer; then the connection is cut",
    ),
    row(
        "limits.challenge_cost",
        "The proof of work before a form: hashes for each try. A phone makes some 100,000 a second, and 256 tries are needed in the mean, 512 at most",
    ),
    row(
        "limits.calm_forms_per_minute",
        "So many forms a minute a site gets in calm times. Where it gets twice as many, the proof of work costs twice as much, and so on up to 900 hashes for each try: a phone is done within 5 s. Each replica counts for itself",
    ),
    row(
        "limits.slow_form_seconds",
        "A device that has not done this work in 10 s waits so many seconds in place of it, 600 at most. Readers are told: about half a minute",
    ),
    row(
        "limits.slow_forms_per_hour",
        "How many such forms in an hour one prefix may begin; further ones go on working",
    ),
    row(
        "limits.slow_forms_per_hour_in_all",
        "The same of all prefixes together",
    ),
    row(
        "limits.waiting_comments_per_site",
        "The most comments of a site that wait for a moderator; further ones are told to come later",
    ),
    row(
        "limits.waiting_comments_per_page",
        "The same for one page, so that a flood under one article leaves room for the others",
    ),
    row(
        "limits.waiting_comments_per_hour",
        "The most comments of a site that came within the last hour and wait for a moderator, in the queue and in the pile of what may be spam each; further ones are told to come later, and whom to call where it is urgent (`sites[].telephone`). What a moderator has decided about makes room. All replicas together",
    ),
    row(
        "limits.unconfirmed_subscriptions_per_hour",
        "The most subscription forms of a site within the last hour that nobody has confirmed by the link in the mail; further ones are told the same. All replicas together",
    ),
    row(
        "limits.network_share_percent",
        "Once half of these two has come within the hour, a prefix (/24 of IPv4, /48 of IPv6) that has sent so many percent of them is told to come later, and the rest is for others; `100`: who comes first is taken. Many readers of one operator share a prefix. Each replica counts for itself",
    ),
    row(
        "limits.waiting_reports_per_site",
        "The most reports of errors in articles of a site that wait for a moderator; further ones are told to come later",
    ),
    row(
        "limits.waiting_reports_per_page",
        "The same for one page. A report of the same kind and the same words as one that waits there is counted with it",
    ),
    row(
        "limits.waiting_comment_days",
        "How many days a comment waits for a moderator; then it is deleted",
    ),
    row(
        "limits.unknown_pages_per_day",
        "How many pages that are no known article readers of a site with `feeds` may count, rate or write about for the first time on a day: articles that are not imported yet, and old ones where a source (RSS) tells only its latest. Further ones are refused, and hits count for the site alone. `0`: known articles only",
    ),
    row(
        "limits.mails_per_hour",
        "The most mails in an hour that forms (subscriptions, mails about an answer) can make the service send, for all sites and replicas together; further forms are told to come back in the next hour. As many as your mail server may send",
    ),
    row(
        "limits.mails_per_domain_per_hour",
        "The same to the addresses of one domain, such as `gmail.com`",
    ),
    row(
        "limits.digest_mails_per_minute",
        "The most mails with news (`subscribing.digest`) in a minute, for all sites and replicas together; all other mail goes before them. As many as your mail server takes without distrust",
    ),
    with(
        "sites",
        "the sample commune, when `public_dir` is there",
        "The portals that this service serves",
    ),
    with(
        "sites[].id",
        "required",
        "Its code, which addresses and the attribute `site` of the elements hold: lower-case letters, digits and `-` between them, at most 60 characters, such as `xa-song-ba`",
    ),
    with(
        "sites[].name",
        "required",
        "Its name for readers, such as `Xã Sông Ba`",
    ),
    with(
        "sites[].origins",
        "none",
        "The exact origins of its pages, such as `https://songba.gov.vn`, with and without `www.` where readers come by both. Pages of other origins can neither read its content (browsers keep the answers from them, CORS: readers see that it cannot be shown) nor send anything. The service's own `public_url` always may",
    ),
    with(
        "sites[].feeds",
        "none",
        "Where its content comes from; several `[[sites.feeds]]`",
    ),
    with(
        "sites[].feeds[].url",
        "required",
        "An address (`https://…`) or a file",
    ),
    with(
        "sites[].feeds[].kind",
        "found out from its content",
        "`json-feed`, `rss` (and Atom) or `wordpress`",
    ),
    with(
        "sites[].feeds[].every_minutes",
        "`10`",
        "How often it is asked; `0`: only by the command `import`",
    ),
    with(
        "sites[].feeds[].category",
        "none",
        "The category of articles that name none: its id",
    ),
    with(
        "sites[].feeds[].category_name",
        "the name that the source has for it in its title, its list of categories or an article, else `Tin tức`",
        "The name of that category for readers, such as `Thông báo`: they are never shown the id",
    ),
    with(
        "sites[].counted",
        "nothing",
        "What the old counter had counted",
    ),
    with(
        "sites[].counted.total",
        "`0`",
        "Visits in all, before this service counted",
    ),
    with(
        "sites[].subscribing",
        "no subscriptions",
        "The subscription form, as the law on personal data wants it",
    ),
    with(
        "sites[].subscribing.controller",
        "required",
        "Who answers for the data, with an address",
    ),
    with(
        "sites[].subscribing.topics",
        "none",
        "What readers can choose; several `[[sites.subscribing.topics]]`",
    ),
    with(
        "sites[].subscribing.topics[].id",
        "required",
        "Its name in requests: lower-case letters, digits and `-`",
    ),
    with(
        "sites[].subscribing.topics[].name",
        "required",
        "Its name for readers",
    ),
    with(
        "sites[].subscribing.consent_vi",
        "a standing text",
        "The sentence beside the box that a reader ticks, in Vietnamese",
    ),
    with(
        "sites[].subscribing.consent_en",
        "a standing text",
        "The same in English",
    ),
    with(
        "sites[].subscribing.digest",
        "`false`",
        "`true`: the service itself sends the news, daily or weekly as each subscriber chose, at 7:00 in Viet Nam, and the text of the consent says so. Whoever agreed to an older text is asked anew by one mail and gets no news before they agree. A topic has the articles of the category or the tag with its id or name. Not together with another program that writes to the same subscribers",
    ),
    with(
        "sites[].telephone",
        "the first that its sources tell",
        "Whom readers call where a form is not taken because too many have come, such as `0269 3824 404`",
    ),
    with(
        "sites[].remind_moderators_at",
        "no such mail",
        "A number: moderators of the site get a mail at 8:00 in Viet Nam where comments or reports of errors have waited since before that, and at once, once a day, where so many comments wait. It says how many, for how long the oldest, and where; never what was written. With it they get one mail where a wave of forms begins, too",
    ),
    with(
        "sites[].mail_report",
        "`false`",
        "`true`: moderators of the site get the report of a month by mail at 8:00 in Viet Nam on the first of the next: a few figures, and the address of the page with all of them (docs/operation.md, \"Moderators\")",
    ),
    with(
        "sites[].alerts_by_two",
        "`false`",
        "`true`: an alert, and each change of its words, is shown only once a second moderator of the site has approved it, never the one who wrote it. Ending one takes one person. The site needs two accounts then",
    ),
    with(
        "sites[].comments",
        "comments are always taken",
        "When comments are taken, and where they are put. Readers see the reason in place of the form; what waits or is shown stays. Moderators can close the comments of a page by hand besides",
    ),
    with(
        "sites[].comments.close_after_days",
        "never",
        "So many days after its date an article takes no more comments. Pages that are no known article are not concerned",
    ),
    with(
        "sites[].comments.hours",
        "all",
        "The hours of each day in Viet Nam in which comments are taken, such as `07:00-21:00`; also past midnight, such as `22:00-02:00`",
    ),
    with(
        "sites[].comments.answers_by_mail",
        "`false`",
        "`true`: whoever has sent a comment can give a mail address on a page of the service, with a tick and a confirmation by mail, and gets one mail when the agency answers. The address goes with that mail, with the comment, or after 90 days. Needs `sites[].subscribing`, which names the controller of the data, and `smtp_url`",
    ),
    with(
        "sites[].comments.rules",
        "none",
        "What is done with comments when they come; several `[[sites.comments.rules]]`. The first that is about a comment counts, and each has one of `words`, `links` and `repeats`. None approves or refuses anything, and writers are told nothing of them. Each use is in the log",
    ),
    with(
        "sites[].comments.rules[].name",
        "required",
        "Its name for moderators, of at most 60 characters, such as `Cờ bạc`",
    ),
    with(
        "sites[].comments.rules[].action",
        "required",
        "`first`: before all others that wait. `spam`: into a pile of its own, which moderators open and take comments out of",
    ),
    with(
        "sites[].comments.rules[].words",
        "none",
        "It is about comments with one of these in the name or the text: a word, or words one after the other. Capitals do not matter, nor what cannot be seen. Marks do not matter where one side has none: `co bac` is also `cô bác`, `cờ bạc` is `co bac` and not `cô bác`",
    ),
    with(
        "sites[].comments.rules[].links",
        "none",
        "It is about comments with so many links or more",
    ),
    with(
        "sites[].comments.rules[].repeats",
        "none",
        "2 or more: it is about a comment from the so-manieth of the same words on, whoever wrote it and whatever became of the others. Short thanks repeat honestly",
    ),
    with(
        "sites[].comments.rules[].days",
        "`7`",
        "For `repeats`: within so many days, at most 90",
    ),
    with(
        "sites[].imports",
        "see below",
        "Which articles of its sources wait for a person before they are shown (“Tin chờ xem” of the moderation page): those that look as if somebody had put something into them. Of an article that is shown the old version stays meanwhile. `docs/operation.md` has the rules",
    ),
    with("sites[].imports.hold", "`true`", "`false`: nothing waits"),
    with(
        "sites[].imports.new_hosts",
        "`false`",
        "`true`: each article waits that leads to a host to which no article of the site led before. On a busy portal those are many",
    ),
    with(
        "sites[].imports.old_days",
        "`30`",
        "So many days after its date an article is old. One that changes then and gets a link to a host that is not known waits",
    ),
    with(
        "sites[].imports.old_changes",
        "`10`",
        "Where the text of more old articles than this changes in one import of a source, all of them wait; `0`: never",
    ),
    with(
        "sites[].imports.hosts",
        "none",
        "Hosts that are known from the start, such as `baochinhphu.vn`, with all names below them. Those of `origins`, of the sources, and all of `gov.vn` are known anyway",
    ),
    with(
        "sites[].imports.words",
        "none",
        "Words, or words one after the other, that are looked for beside those of gambling, such as `vay nóng`. Where they are written without diacritics they are found as well",
    ),
    with(
        "sites[].lists",
        "none",
        "Lists of articles that an editor has put together; several `[[sites.lists]]`. The service answers each at `/v1/sites/SITE/lists/ID`, exported files have it under the same address, with `.json` behind it: one page, without texts. What is set holds together",
    ),
    with(
        "sites[].lists[].id",
        "required",
        "Its name in addresses: lower-case letters, digits and `-`, such as `suc-khoe`",
    ),
    with(
        "sites[].lists[].categories",
        "all",
        "Only of these categories: up to ten ids",
    ),
    with(
        "sites[].lists[].without_categories",
        "none",
        "Of none of these categories: up to ten ids",
    ),
    with(
        "sites[].lists[].without",
        "none",
        "None of these articles: up to a hundred ids",
    ),
    with(
        "sites[].lists[].tag",
        "any",
        "Only with this tag; marks and capitals do not matter",
    ),
    with(
        "sites[].lists[].month",
        "any",
        "Only what was published in this month in Viet Nam, such as `2026-11`",
    ),
    with(
        "sites[].lists[].most_read_days",
        "the newest first",
        "A number from 1 to 90: the most read of so many days first, of which today is one",
    ),
    with(
        "sites[].lists[].limit",
        "`20`",
        "How many articles: 1 to 100",
    ),
    with(
        "sites[].rates",
        "no exchange rates",
        "Exchange rates. Nobody is asked without it",
    ),
    with(
        "sites[].rates.sources",
        "required",
        "Banks that publish their rates as XML, in the order in which they are tried; several `[[sites.rates.sources]]`",
    ),
    with(
        "sites[].rates.sources[].name",
        "required",
        "The bank's name for readers",
    ),
    with(
        "sites[].rates.sources[].url",
        "required",
        "The address of the XML. A `file:///…` of this machine is for sample values: it never looks old to readers, and `check` says so",
    ),
    with(
        "sites[].rates.currencies",
        "all",
        "Which currencies are shown and in which order, such as `[\"USD\", \"EUR\"]`",
    ),
    with(
        "sites[].rates.every_minutes",
        "`30`",
        "How often they are asked for; at least 5",
    ),
    with(
        "sites[].weather",
        "no weather",
        "Weather. Nobody is asked without it",
    ),
    with(
        "sites[].weather.url",
        "required",
        "The address of a service that answers as Open-Meteo does, such as `https://weather.example/v1/forecast`; a key can stand in its query. Mind the source's terms of use. A `file:///…` of this machine is for sample values: a JSON list of such answers, of which the nearest to a place counts; without `daily.time` its days are today and those after it",
    ),
    with(
        "sites[].weather.name",
        "required",
        "The source's name for readers",
    ),
    with(
        "sites[].weather.places",
        "all 34 provinces and cities",
        "The places to be had, by id, such as `[\"da-nang\"]`; the first is shown where a reader names none. `GET /v1/sites/{site}/weather/places` lists them",
    ),
    with(
        "sites[].weather.every_minutes",
        "`30`",
        "How often each place is asked for; at least 5. All 34 places every 30 minutes are 1,632 requests a day",
    ),
];
