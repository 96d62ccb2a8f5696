//! A digest as a mail: titles, leads and links; no picture, and every link as its source writes it, so that nothing tells who reads.

use maud::{Markup, html};

use super::{Due, Entry};
use crate::config::SiteSettings;
use crate::context::Context;
use crate::mail::{LINK, SOFT, frame};
use crate::subscriptions::{Lang, Links, Rhythm};

/// The most articles of a mail; where there are more, its page has them.
pub(super) const MOST: usize = 20;

/// What a mail tells.
pub(super) struct Letter<'a> {
    pub(super) site: &'a SiteSettings,
    pub(super) due: Due,
    pub(super) lang: Lang,
    /// Those of the reader's topics; at least one.
    pub(super) entries: &'a [&'a Entry],
    /// The page of the digest; none in a trial, which has no page yet.
    pub(super) page: Option<&'a str>,
    /// The reader's own; none in a trial.
    pub(super) links: Option<&'a Links>,
}

/// The address of a digest's page.
pub(crate) fn address_of(context: &Context, site: &str, due: Due) -> String {
    format!("{}/{}", feed_address(context, site), due.id())
}

/// The address of the feed of all digests.
pub(crate) fn feed_address(context: &Context, site: &str) -> String {
    format!("{}/v1/sites/{site}/digests", context.public_url)
}

/// What a digest is called.
pub(crate) fn title(due: Due, lang: Lang) -> String {
    let date = due.date();
    match (lang, due.rhythm) {
        (Lang::Vi, Rhythm::Daily) => format!("Tin mới ngày {date}"),
        (Lang::Vi, Rhythm::Weekly) => format!("Tin mới trong tuần, đến ngày {date}"),
        (Lang::En, Rhythm::Daily) => format!("News of {date}"),
        (Lang::En, Rhythm::Weekly) => format!("News of the week to {date}"),
    }
}

struct Words {
    left: &'static str,
    more: &'static str,
    trial: &'static str,
    page: &'static str,
    why: &'static str,
    manage: &'static str,
    unsubscribe: &'static str,
}

const fn words(lang: Lang) -> Words {
    match lang {
        Lang::Vi => Words {
            left: "Còn ",
            more: "tin khác trên trang của bản tin này",
            trial: "Đây là thư thử. Thư gửi cho người đăng ký có thêm liên kết đến trang của bản tin, liên kết quản lý và liên kết hủy đăng ký.",
            page: "Xem bản tin này trên trang web",
            why: "Bạn nhận thư này vì đã đăng ký và xác nhận nhận tin từ",
            manage: "Đổi nhịp gửi, chủ đề hoặc xóa dữ liệu của bạn",
            unsubscribe: "Hủy đăng ký",
        },
        Lang::En => Words {
            left: "",
            more: "more on the page of this digest",
            trial: "This is a trial. The mail to subscribers also has the links to its page, to manage the subscription and to unsubscribe.",
            page: "Read this digest on the web",
            why: "You get this mail because you subscribed to, and confirmed, the news from",
            manage: "Change how often and on which topics, or erase your data",
            unsubscribe: "Unsubscribe",
        },
    }
}

impl Letter<'_> {
    pub(super) fn subject(&self) -> String {
        format!("{} – {}", title(self.due, self.lang), self.site.name)
    }

    fn told(&self) -> &[&Entry] {
        self.entries.get(..MOST).unwrap_or(self.entries)
    }

    /// `Còn 5 tin khác …`
    fn more(&self) -> Option<String> {
        let left = self
            .entries
            .len()
            .checked_sub(MOST)
            .filter(|left| *left > 0)?;
        let words = words(self.lang);
        Some(format!("{}{left} {}", words.left, words.more))
    }

    fn controller(&self) -> &str {
        let own = self.site.subscribing.as_ref();
        own.map_or("", |own| own.controller.as_str())
    }

    pub(super) fn text(&self) -> String {
        let words = words(self.lang);
        let mut text = format!("{}\n{}\n\n", title(self.due, self.lang), self.site.name);
        for (number, entry) in (1..).zip(self.told()) {
            text.push_str(&format!("{number}. {}\n", entry.title));
            for line in [&entry.lead, &entry.url].into_iter().flatten() {
                text.push_str(&format!("{line}\n"));
            }
            text.push('\n');
        }
        if let Some(more) = self.more() {
            text.push_str(&format!("{more}\n\n"));
        }
        if let Some(page) = self.page {
            text.push_str(&format!("{}:\n{page}\n\n", words.page));
        }
        match self.links {
            Some(links) => text.push_str(&format!(
                "{why} {name}.\n\n{manage}:\n{manage_link}\n\n{unsubscribe}:\n{unsubscribe_link}\n",
                why = words.why,
                name = self.site.name,
                manage = words.manage,
                manage_link = links.manage,
                unsubscribe = words.unsubscribe,
                unsubscribe_link = links.unsubscribe,
            )),
            None => text.push_str(&format!("{}\n", words.trial)),
        }
        text.push_str(&format!(
            "\n-- \n{}\n{}\n",
            self.site.name,
            self.controller()
        ));
        text
    }

    pub(super) fn html(&self) -> String {
        let words = words(self.lang);
        let content = html! {
            h1 style="font-size:22px;line-height:1.3;margin:0 0 4px;" { (title(self.due, self.lang)) }
            p style=(SOFT) { (self.site.name) }
            @for entry in self.told() { (row(entry)) }
            @if let Some(more) = self.more() { p style=(SOFT) { (more) } }
            @if let Some(page) = self.page { p { a href=(page) style=(LINK) { (words.page) } } }
            @if let Some(links) = self.links {
                p style=(SOFT) { (words.why) " " (self.site.name) "." }
                p style=(SOFT) {
                    a href=(links.manage) style=(LINK) { (words.manage) } " · "
                    a href=(links.unsubscribe) style=(LINK) { (words.unsubscribe) }
                }
            } @else {
                p style=(SOFT) { (words.trial) }
            }
            p style=(SOFT) { (self.site.name) br; (self.controller()) }
        };
        frame(self.lang.tag(), &self.subject(), &content)
    }
}

fn row(entry: &Entry) -> Markup {
    html! {
        h2 style="font-size:18px;line-height:1.35;margin:24px 0 4px;" {
            @if let Some(url) = &entry.url {
                a href=(url) style=(LINK) { (entry.title) }
            } @else {
                (entry.title)
            }
        }
        @if let Some(lead) = &entry.lead { p style="margin:0 0 8px;" { (lead) } }
    }
}
