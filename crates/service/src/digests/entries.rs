//! The articles of a digest, as mails and pages tell of them: title, lead, link.

use bangtin_sources::fold;
use serde_json::Value;

use super::Due;
use crate::config::{SiteSettings, Topic};
use crate::context::Context;
use crate::on;
use crate::portal::address::{absolute, article};
use crate::portal::known::articles;
use crate::site::Site;
use crate::store::{Read, Write};

/// The longest lead, in characters: what is more is read behind the link.
const LONGEST_LEAD: usize = 300;

/// An article of a digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) title: String,
    pub(crate) lead: Option<String>,
    /// Its own page, as its source names it; that of the portal where it has none.
    pub(crate) url: Option<String>,
    /// What a topic can be: ids and names of the category and the tags, folded.
    marks: Vec<String>,
}

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    item: String,
    category: Option<String>,
    category_name: Option<String>,
    tags: String,
}

/// The columns of a row.
pub(super) const COLUMNS: &str = "a.item, a.category, a.category_name, a.tags";

const OF_ISSUE: &str = "FROM digest_articles d JOIN articles a ON a.number = d.article \
     WHERE d.site = $1 AND d.rhythm = $2 AND d.day = $3 AND a.removed_ms IS NULL ORDER BY d.place";

/// What a digest tells of, without what was taken down since.
pub(super) async fn of_issue(
    write: &mut Write,
    context: &Context,
    site: &SiteSettings,
    due: Due,
) -> Result<Vec<Entry>, sqlx::Error> {
    let select = format!("SELECT {COLUMNS} {OF_ISSUE}");
    let rows: Vec<Row> = on!(write, c => {
        sqlx::query_as(sqlx::AssertSqlSafe(select)).bind(&site.id).bind(due.rhythm.id()).bind(due.day).fetch_all(c).await?
    });
    Ok(entries(context, site, rows))
}

/// The same, for who only reads.
pub(super) async fn read_issue(
    read: &mut Read,
    context: &Context,
    site: &SiteSettings,
    due: Due,
) -> Result<Vec<Entry>, sqlx::Error> {
    let select = format!("SELECT {COLUMNS} {OF_ISSUE}");
    let rows: Vec<Row> = on!(read, c => {
        sqlx::query_as(sqlx::AssertSqlSafe(select)).bind(&site.id).bind(due.rhythm.id()).bind(due.day).fetch_all(c).await?
    });
    Ok(entries(context, site, rows))
}

/// The same of items alone.
pub(super) fn of_items(context: &Context, site: &SiteSettings, items: Vec<Value>) -> Vec<Entry> {
    let rows = items.into_iter().map(|item| Row {
        item: item.to_string(),
        category: None,
        category_name: None,
        tags: String::new(),
    });
    entries(context, site, rows.collect())
}

pub(super) fn entries(context: &Context, site: &SiteSettings, rows: Vec<Row>) -> Vec<Entry> {
    let has_portal = context.settings.public_dir.is_some()
        && Site::of_portal(context).is_some_and(|portal| portal.id == site.id);
    let rows = rows.into_iter();
    rows.filter_map(|row| entry(&context.public_url, has_portal, row))
        .collect()
}

fn entry(origin: &str, has_portal: bool, row: Row) -> Option<Entry> {
    let item: Value = serde_json::from_str(&row.item).ok()?;
    let headline = articles(vec![item]).pop()?.article.headline;
    let in_portal = || has_portal.then(|| article(&headline.id));
    let url = headline.url.clone().or_else(in_portal);
    let named = [row.category, row.category_name].into_iter().flatten();
    let marks = named.map(|name| folded(&name));
    let tags = row.tags.split('\n').filter(|tag| !tag.is_empty());
    let marks = marks.chain(tags.map(ToOwned::to_owned)).collect();
    Some(Entry {
        title: headline.title,
        lead: headline.summary.map(|lead| shortened(&lead)),
        url: url.map(|url| absolute(origin, &url)),
        marks,
    })
}

impl Entry {
    /// Whether it belongs to one of these topics.
    pub(super) fn is_of(&self, topics: &[&Topic]) -> bool {
        let names = topics.iter().flat_map(|topic| [&topic.id, &topic.name]);
        let mut names = names.map(|name| folded(name));
        names.any(|name| self.marks.contains(&name))
    }
}

fn folded(text: &str) -> String {
    fold(&text.to_lowercase())
}

fn shortened(lead: &str) -> String {
    let lead = lead.split_whitespace().collect::<Vec<_>>().join(" ");
    if lead.chars().count() <= LONGEST_LEAD {
        return lead;
    }
    let cut: String = lead.chars().take(LONGEST_LEAD).collect();
    // Not within a word.
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}

#[cfg(test)]
mod tests {
    use super::{Entry, folded, shortened};
    use crate::config::Topic;

    #[test]
    fn a_topic_has_the_articles_of_its_category_or_tag() {
        let entry = Entry {
            title: "Lịch tiêm".into(),
            lead: None,
            url: None,
            marks: vec!["y-te".into(), folded("Y tế – An sinh"), "tiem chung".into()],
        };
        for (id, name, is) in [
            ("y-te", "Sức khỏe", true),
            ("suc-khoe", "Y TẾ – AN SINH", true),
            ("tiem", "Tiêm chủng", true),
            ("tiem", "Tiêm", false),
            ("nong-nghiep", "Nông nghiệp", false),
        ] {
            let topic = Topic {
                id: id.into(),
                name: name.into(),
            };
            assert_eq!(entry.is_of(&[&topic]), is, "{id} {name}");
        }
        assert!(!entry.is_of(&[]));
    }

    #[test]
    fn a_long_lead_ends_with_a_whole_word() {
        assert_eq!(shortened(" Một\n câu. "), "Một câu.");
        let long = shortened(&"nghìn ".repeat(100));
        assert!(long.ends_with("nghìn …") && long.chars().count() <= 302);
    }
}
