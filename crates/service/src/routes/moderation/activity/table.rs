//! The rows of the report.

use crate::activity::{Activity, Comments, name_of_day};
use crate::routes::moderation::words::Lang;
use crate::spreadsheet::inert;

/// Rows under a heading.
pub(super) struct Section {
    pub(super) title: &'static str,
    /// What stands above each column.
    pub(super) head: Vec<&'static str>,
    pub(super) rows: Vec<Vec<String>>,
    /// What is said where there are no rows.
    pub(super) none: &'static str,
    /// What must be known of them.
    pub(super) note: Option<String>,
}

/// All of the report, in the order in which it is read.
pub(super) fn sections(activity: &Activity, lang: Lang) -> Vec<Section> {
    let words = lang.activity_words();
    let figures = |title, rows| section(lang, title, &[words.what, words.number], rows);
    let since = |day_of_first: i64| words.since.replace('#', &day(day_of_first));
    let [open, fixed, not_fixed] = activity.reports;
    let most_read = activity.most_read.iter().map(|page| {
        let name = page.title.as_ref().unwrap_or(&page.page);
        figure(name, page.views)
    });
    let polls = activity.polls.iter();
    let polls = polls.map(|poll| figure(&poll.question, poll.votes));
    let dated = |name: &str, last: Option<i64>| {
        let last = last.map_or_else(|| words.never.to_owned(), day);
        vec![name.to_owned(), last]
    };
    let failing = activity.failing.iter();
    let failing = failing.map(|one| dated(&one.source, one.last));
    let silent = activity.silent.iter();
    let silent = silent.map(|one| dated(&one.name, one.last));
    let days = activity.days.iter();
    let days = days.map(|one| vec![day(one.day), one.visits.to_string(), one.views.to_string()]);
    vec![
        figures(
            words.sums,
            vec![
                figure(words.visits, activity.visits()),
                figure(words.views, activity.views()),
            ],
        ),
        figures(words.comments, comments(&activity.comments, lang)),
        figures(words.opinions, opinions(activity.ratings, lang)),
        section(
            lang,
            words.polls,
            &[words.question, words.votes],
            polls.collect(),
        ),
        Section {
            note: match activity.subscriptions {
                Some(changes) if changes.since <= activity.period.first() => None,
                Some(changes) => Some(since(changes.since)),
                None => Some(words.not_counted.to_owned()),
            },
            ..figures(words.subscribers, subscribers(activity, lang))
        },
        figures(
            words.reports,
            vec![
                figure(words.reported, open + fixed + not_fixed),
                figure(words.fixed, fixed),
                figure(words.not_fixed, not_fixed),
                figure(words.open, open),
            ],
        ),
        Section {
            note: activity.pages_since.map(since),
            ..section(
                lang,
                words.most_read,
                &[words.page, words.views],
                most_read.collect(),
            )
        },
        section(
            lang,
            words.silent,
            &[words.category, words.last_article],
            silent.collect(),
        ),
        section(
            lang,
            words.failing,
            &[words.source, words.last_good],
            failing.collect(),
        ),
        section(
            lang,
            words.by_day,
            &[words.day, words.visits, words.views],
            days.collect(),
        ),
    ]
}

fn section(
    lang: Lang,
    title: &'static str,
    head: &[&'static str],
    rows: Vec<Vec<String>>,
) -> Section {
    Section {
        title,
        head: head.to_vec(),
        rows,
        none: lang.activity_words().none,
        note: None,
    }
}

fn figure(name: &str, figure: i64) -> Vec<String> {
    vec![name.to_owned(), figure.to_string()]
}

fn comments(comments: &Comments, lang: Lang) -> Vec<Vec<String>> {
    let words = lang.activity_words();
    let mut rows = vec![
        figure(words.arrived, comments.arrived()),
        figure(words.shown, comments.shown),
    ];
    if comments.hidden > 0 {
        rows.push(figure(words.hidden, comments.hidden));
    }
    rows.extend([
        figure(words.rejected, comments.rejected),
        figure(words.spam, comments.spam),
        figure(words.pending, comments.pending),
        figure(words.withdrawn, comments.withdrawn),
        figure(words.answered, comments.answered),
    ]);
    if let Some(waited) = comments.median_answer_ms {
        rows.push(vec![words.median.into(), hours(waited)]);
    }
    rows
}

fn opinions((ratings, total): (i64, i64), lang: Lang) -> Vec<Vec<String>> {
    let words = lang.activity_words();
    let mut rows = vec![figure(words.ratings, ratings)];
    if ratings > 0 {
        rows.push(vec![words.mean.into(), tenths(total, ratings, lang)]);
    }
    rows
}

fn subscribers(activity: &Activity, lang: Lang) -> Vec<Vec<String>> {
    let words = lang.activity_words();
    let mut rows = Vec::new();
    if let Some(changes) = activity.subscriptions {
        rows.push(figure(words.subscribed, changes.subscribed));
        rows.push(figure(words.unsubscribed, changes.unsubscribed));
    }
    rows.push(figure(words.daily, activity.readers.daily));
    rows.push(figure(words.weekly, activity.readers.weekly));
    rows
}

/// A day as it is written in Viet Nam, such as `30/11/2026`.
pub(super) fn day(day: i64) -> String {
    let name = name_of_day(day);
    let mut parts: Vec<&str> = name.split('-').collect();
    parts.reverse();
    parts.join("/")
}

/// Hours and minutes, such as `27:05`.
fn hours(ms: i64) -> String {
    let minutes = ms / 60_000;
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// A mean to one place behind the comma, rounded.
fn tenths(total: i64, count: i64, lang: Lang) -> String {
    let tenths = (total * 20 + count) / (count * 2);
    let comma = match lang {
        Lang::Vi => ',',
        Lang::En => '.',
    };
    format!("{}{comma}{}", tenths / 10, tenths % 10)
}

/// The rows for a spreadsheet, one section below the other, each cell in quotes.
pub(super) fn csv(head: &[String], sections: &[Section]) -> String {
    let mut out = csv::WriterBuilder::new()
        .flexible(true)
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let mut write = |row: &[String]| {
        let row = row.iter().map(|cell| inert(cell));
        // What is written to memory does not fail.
        out.write_record(row).ok();
    };
    for line in head {
        write(std::slice::from_ref(line));
    }
    for section in sections {
        write(&[String::new()]);
        write(&[section.title.to_owned()]);
        if section.rows.is_empty() {
            write(&[section.none.to_owned()]);
        } else {
            let head: Vec<String> = section.head.iter().map(|&one| one.to_owned()).collect();
            write(&head);
        }
        for row in &section.rows {
            write(row);
        }
        if let Some(note) = &section.note {
            write(std::slice::from_ref(note));
        }
    }
    let text = out.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8(text).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{Section, csv, day, hours, tenths};
    use crate::routes::moderation::words::Lang;

    #[test]
    fn figures_are_written_as_they_are_read() {
        assert_eq!(day(20_787), "30/11/2026");
        assert_eq!(hours(0), "0:00");
        assert_eq!(hours(27 * 3_600_000 + 5 * 60_000 + 59_999), "27:05");
        assert_eq!(tenths(9, 2, Lang::Vi), "4,5");
        assert_eq!(tenths(14, 3, Lang::En), "4.7");
        assert_eq!(tenths(5, 1, Lang::Vi), "5,0");
    }

    #[test]
    fn a_spreadsheet_finds_its_mark_and_no_formula() {
        let section = Section {
            title: "Tin được đọc nhiều",
            head: vec!["Trang", "Lượt xem"],
            rows: vec![vec!["=HYPERLINK(\"x\")".into(), "3".into()]],
            none: "",
            note: None,
        };
        let text = csv(
            &["Xã Sông Ba".into(), "Từ ngày 01/11/2026".into()],
            &[section],
        );
        assert_eq!(
            text,
            "\u{feff}\"Xã Sông Ba\"\r\n\"Từ ngày 01/11/2026\"\r\n\"\"\r\n\"Tin được đọc nhiều\"\r\n\
             \"Trang\",\"Lượt xem\"\r\n\"'=HYPERLINK(\"\"x\"\")\",\"3\"\r\n"
        );
    }
}
