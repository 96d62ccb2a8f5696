//! Programs that fetch pages without a reader: they are answered as everybody, and not counted.

use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;

/// Parts of the names that such programs give themselves, in lower case. A short list on purpose: programs that hide are
/// not found by any list.
const NAMES: [&str; 28] = [
    "bot",
    "crawl",
    "spider",
    "slurp",
    "headless",
    "lighthouse",
    "pagespeed",
    "inspectiontool",
    "mediapartners",
    "feedfetcher",
    "facebookexternalhit",
    "preview",
    "archiver",
    "monitor",
    "uptime",
    "pingdom",
    "phantomjs",
    "selenium",
    "puppeteer",
    "playwright",
    "curl/",
    "wget/",
    "python",
    "java/",
    "okhttp",
    "go-http-client",
    "libwww",
    "scrapy",
];

/// Makers of phones whose names look like one of [`NAMES`].
const PHONES: [&str; 1] = ["cubot"];

/// What a browser says when it fetches a page that nobody has opened yet.
const AHEAD: [&str; 3] = ["sec-purpose", "purpose", "x-moz"];

/// Whether a request comes from a program, or from a browser that loads ahead. Every browser names itself, so a request
/// without a user agent is a program's.
#[must_use]
pub fn is_program(headers: &HeaderMap) -> bool {
    let agent = headers.get(USER_AGENT).map(|agent| agent.as_bytes());
    let agent = String::from_utf8_lossy(agent.unwrap_or_default()).to_lowercase();
    let agent = PHONES
        .iter()
        .fold(agent, |agent, phone| agent.replace(phone, ""));
    agent.trim().is_empty() || NAMES.iter().any(|name| agent.contains(name)) || is_ahead(headers)
}

fn is_ahead(headers: &HeaderMap) -> bool {
    let lines = AHEAD.iter().filter_map(|name| headers.get(*name));
    lines
        .filter_map(|line| line.to_str().ok())
        .any(|purpose| purpose.contains("prefetch") || purpose.contains("prerender"))
}

#[cfg(test)]
mod tests {
    use super::is_program;
    use axum::http::HeaderMap;

    fn check(name: &'static str, value: &str, expected: bool) {
        let mut headers = HeaderMap::new();
        let browser = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36";
        headers.insert("user-agent", browser.parse().unwrap());
        headers.insert(name, value.parse().unwrap());
        assert_eq!(is_program(&headers), expected, "{name}: {value}");
    }

    #[test]
    fn programs_are_told_from_readers() {
        let agent = "user-agent";
        check(
            agent,
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Zalo iOS/605",
            false,
        );
        check(
            agent,
            "Mozilla/5.0 (Linux; Android 12; CUBOT KINGKONG 7) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36",
            false,
        );
        check(
            agent,
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            true,
        );
        check(
            agent,
            "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)",
            true,
        );
        check(
            agent,
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/142.0 Safari/537.36",
            true,
        );
        check(agent, "curl/8.5.0", true);
        check(agent, "", true);
        assert!(is_program(&HeaderMap::new()));
    }

    #[test]
    fn a_page_that_is_loaded_ahead_is_not_read() {
        check("sec-purpose", "prefetch;prerender", true);
        check("purpose", "prefetch", true);
        check("x-moz", "prefetch", true);
        check("sec-fetch-mode", "cors", false);
    }
}
