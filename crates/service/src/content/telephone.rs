//! Whom readers of a site call.

use bangtin_model::Phone;
use bangtin_sources::json_feed::FeedReader;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::config::SiteSettings;
use crate::on;
use crate::store::Read;

/// Of what a source says of its site, the agency alone.
#[derive(Deserialize)]
struct Head {
    site: Option<Value>,
}

/// The number as it is written: that of the settings, or else the first of the agency in the order of the sources.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn telephone(
    read: &mut Read,
    settings: &SiteSettings,
) -> Result<Option<String>, sqlx::Error> {
    if let Some(own) = &settings.telephone {
        let own = Phone {
            label: None,
            number: own.clone(),
        };
        return Ok(dialled(&[own]));
    }
    let heads: Vec<(String, String)> = on!(read, c => {
        sqlx::query_as("SELECT url, head FROM feeds WHERE site = $1").bind(&settings.id).fetch_all(c).await?
    });
    let of = |url: &str| heads.iter().find(|(own, _)| own == url);
    let told = settings.feeds.iter().filter_map(|feed| of(&feed.url));
    Ok(told.filter_map(|(_, head)| first(head)).next())
}

fn first(head: &str) -> Option<String> {
    let head: Head = serde_json::from_str(head).ok()?;
    let feed = json!({"items": [], "_bangtin": {"version": 1, "site": head.site?}});
    let site = FeedReader::new(&feed, |_| None).ok()?.site()?;
    dialled(&site.phones)
}

/// The first that can be dialled, alone: portals write several into one line.
fn dialled(phones: &[Phone]) -> Option<String> {
    let mut numbers = phones.iter().flat_map(Phone::dialled);
    Some(numbers.next()?.written)
}

#[cfg(test)]
mod tests {
    use bangtin_model::Phone;

    use super::{dialled, first};

    #[test]
    fn of_several_in_one_line_the_first_is_told() {
        let number = "0269 3824 404 - 0269 3824 405".into();
        let both = Phone {
            label: None,
            number,
        };
        assert_eq!(dialled(&[both]).as_deref(), Some("0269 3824 404"));
    }

    #[test]
    fn the_first_number_that_can_be_dialled_is_told_as_it_is_written() {
        let head = r#"{"title": "Xã", "links": [{"url": "x"}], "site": {"name": "UBND", "phones": [
            {"label": "Trực ban", "number": "0269 3824 404 - 0269 3824 405"}, {"number": "113"}]}}"#;
        assert_eq!(first(head).as_deref(), Some("0269 3824 404"));
        for nothing in [
            "{}",
            "[]",
            "",
            r#"{"site": null}"#,
            r#"{"site": {"phones": []}}"#,
        ] {
            assert_eq!(first(nothing), None, "{nothing}");
        }
    }
}
