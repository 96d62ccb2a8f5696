//! The rows of the report.

use bangtin_model::answers::CommentState;

use crate::activity::{Activity, name_of_day};
use crate::clock::day_of;
use crate::command::subscribers::inert;
use crate::routes::moderation::words::Lang;

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
    let section = |title, head: &[&'static str], rows| Section {
        title,
        head: head.to_vec(),
        rows,
        none: words.none,
        note: None,
    };
    let figure = |name: &str, figure: i64| vec![name.to_owned(), figure.to_string()];
    let sum = |of: fn(&crate::activity::Day) -> i64| activity.days.iter().map(of).sum::<i64>();
    let written = |state: CommentState| {
        let at = CommentState::ALL.iter().position(|one| *one == state);
        at.and_then(|at| activity.comments.get(at))
            .copied()
            .unwrap_or_default()
    };
    let arrived = activity.comments.iter().map(|written| written.all).sum();
    let withdrawn = activity
        .comments
        .iter()
        .map(|written| written.withdrawn)
        .sum();
    let [open, fixed, not_fixed] = activity.reports;
    let (ratings, total) = activity.ratings;
    let mut comments = vec![
        figure(words.arrived, arrived),
        figure(words.approved, written(CommentState::Approved).all),
        figure(words.rejected, written(CommentState::Rejected).all),
        figure(words.spam, written(CommentState::Spam).all),
        figure(words.pending, written(CommentState::Pending).all),
        figure(words.withdrawn, withdrawn),
        figure(words.answered, activity.answered),
    ];
    if let Some(waited) = activity.median_answer_ms {
        comments.push(vec![words.median.into(), hours(waited)]);
    }
    let mut opinions = vec![figure(words.ratings, ratings)];
    if ratings > 0 {
        opinions.push(vec![words.mean.into(), tenths(total, ratings, lang)]);
    }
    let days = activity
        .days
        .iter()
        .map(|one| vec![day(one.day), one.visits.to_string(), one.views.to_string()]);
    let most_read = activity.most_read.iter().map(|page| {
        let name = page.title.as_ref().unwrap_or(&page.page);
        vec![name.clone(), page.views.to_string()]
    });
    let polls = activity.polls.iter();
    let failing = activity.failing.iter().map(|source| {
        let last = match source.good_ms {
            0 => words.never.to_owned(),
            good_ms => day(day_of(good_ms)),
        };
        vec![source.url.clone(), last]
    });
    let silent = activity.silent.iter().map(|category| {
        let last = category.last.map_or_else(|| words.never.to_owned(), day);
        vec![category.name.clone(), last]
    });
    vec![
        section(
            words.sums,
            &[words.what, words.number],
            vec![
                figure(words.visits, sum(|day| day.visits)),
                figure(words.views, sum(|day| day.views)),
            ],
        ),
        section(words.comments, &[words.what, words.number], comments),
        section(words.opinions, &[words.what, words.number], opinions),
        section(
            words.polls,
            &[words.question, words.votes],
            polls
                .map(|poll| figure(&poll.question, poll.votes))
                .collect(),
        ),
        section(
            words.subscribers,
            &[words.what, words.number],
            vec![
                figure(words.subscribed, activity.subscribed),
                figure(words.unsubscribed, activity.unsubscribed),
                figure(words.daily, activity.readers.daily),
                figure(words.weekly, activity.readers.weekly),
            ],
        ),
        section(
            words.reports,
            &[words.what, words.number],
            vec![
                figure(words.arrived, open + fixed + not_fixed),
                figure(words.fixed, fixed),
                figure(words.not_fixed, not_fixed),
                figure(words.open, open),
            ],
        ),
        Section {
            note: activity
                .pages_since
                .map(|since| words.pages_since.replace('#', &day(since))),
            ..section(
                words.most_read,
                &[words.page, words.views],
                most_read.collect(),
            )
        },
        section(
            words.silent,
            &[words.category, words.last_article],
            silent.collect(),
        ),
        section(
            words.failing,
            &[words.source, words.last_good],
            failing.collect(),
        ),
        section(
            words.by_day,
            &[words.day, words.visits, words.views],
            days.collect(),
        ),
    ]
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

/// The rows for a spreadsheet, one section below the other.
pub(super) fn csv(site: &str, sections: &[Section]) -> String {
    let mut out = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    let mut write = |row: &[String]| {
        // A cell may begin like a formula, which a spreadsheet would calculate.
        let row = row.iter().map(|cell| inert(cell));
        // What is written to memory does not fail.
        out.write_record(row).ok();
    };
    write(&[site.to_owned()]);
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
        let text = csv("Xã Sông Ba, Gia Lai", &[section]);
        assert_eq!(
            text,
            "\u{feff}\"Xã Sông Ba, Gia Lai\"\n\"\"\nTin được đọc nhiều\nTrang,Lượt xem\n\"'=HYPERLINK(\"\"x\"\")\",3\n"
        );
    }
}
