//! Reading the faults off an address.

use std::time::Duration;

use hyper::StatusCode;
use percent_encoding::percent_decode_str;

#[derive(Debug, PartialEq)]
pub(super) enum Fault {
    Delay(Duration),
    Status {
        code: StatusCode,
        retry_after: Option<String>,
    },
    First {
        times: u32,
        code: StatusCode,
        key: String,
    },
    Html,
    Hang,
    Drop,
    Cut,
    Truncate,
    Mime(String),
    Slow {
        bytes_per_second: usize,
    },
    Pad {
        bytes: usize,
    },
}

/// The faults of an address, outermost first, and the address (decoded) that they befall; nothing when a fault is misspelt.
pub(super) fn parse(path: &str) -> Option<(Vec<Fault>, String)> {
    let mut faults = Vec::new();
    let mut rest = path;
    while let Some(spec) = next_spec(rest, !faults.is_empty()) {
        let (fault, after) = fault(spec)?;
        faults.push(fault);
        rest = after;
    }
    Some((faults, decoded(rest)))
}

/// The path from the name of the next fault on; after a fault, the word `fault` may be left out.
fn next_spec(path: &str, nested: bool) -> Option<&str> {
    const NAMES: [&str; 12] = [
        "delay",
        "status",
        "retry-after",
        "first",
        "html",
        "hang",
        "drop",
        "cut",
        "truncate",
        "mime",
        "slow",
        "pad",
    ];
    if path.starts_with("/fault/") {
        return path.strip_prefix("/fault");
    }
    let name = path.split('/').nth(1)?;
    (nested && NAMES.contains(&name)).then_some(path)
}

fn fault(spec: &str) -> Option<(Fault, &str)> {
    let mut words = Words(spec);
    let fault = match words.next()?.as_str() {
        "delay" => Fault::Delay(Duration::from_millis(words.number()?)),
        "status" => Fault::Status {
            code: words.code()?,
            retry_after: None,
        },
        "retry-after" => {
            let retry_after = Some(words.next()?);
            Fault::Status {
                code: words.code()?,
                retry_after,
            }
        }
        "first" => Fault::First {
            times: words.number()?,
            code: words.code()?,
            key: words.next()?,
        },
        "html" => Fault::Html,
        "hang" => Fault::Hang,
        "drop" => Fault::Drop,
        "cut" => Fault::Cut,
        "truncate" => Fault::Truncate,
        "mime" => Fault::Mime(words.next()?),
        "slow" => Fault::Slow {
            bytes_per_second: words.number()?,
        },
        "pad" => Fault::Pad {
            bytes: words.number::<usize>()?.min(100) * 1_000_000,
        },
        _ => return None,
    };
    Some((fault, words.rest()))
}

/// The words of a path one by one; what is left starts with a slash.
struct Words<'a>(&'a str);

impl<'a> Words<'a> {
    fn next(&mut self) -> Option<String> {
        let path = self.0.strip_prefix('/')?;
        let (word, rest) = path.split_at(path.find('/').unwrap_or(path.len()));
        self.0 = rest;
        Some(decoded(word))
    }

    fn number<N: std::str::FromStr>(&mut self) -> Option<N> {
        self.next()?.parse().ok()
    }

    fn code(&mut self) -> Option<StatusCode> {
        StatusCode::from_u16(self.number()?).ok()
    }

    fn rest(self) -> &'a str {
        self.0
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests;
