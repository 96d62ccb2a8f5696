//! How much of an item is kept: what is longer was no title, no lead, no list for readers, and costs every page that shows it.

use bangtin_model::{Article, Body};

/// In characters.
const TITLE: usize = 500;
const SUMMARY: usize = 5_000;
const NAME: usize = 300;
/// In bytes, before it is made safe.
const TEXT: usize = 4 * 1024 * 1024;
/// How many things a list holds.
const LIST: usize = 200;

/// Shortens what is too long, and says where a whole text was left out.
pub(crate) fn bound(article: &mut Article) -> Option<&'static str> {
    cut(&mut article.headline.title, TITLE);
    let names = [&mut article.byline, &mut article.unit];
    names.into_iter().flatten().for_each(|name| cut(name, NAME));
    if let Some(summary) = &mut article.headline.summary {
        cut(summary, SUMMARY);
    }
    if let Some(category) = &mut article.headline.category {
        cut(&mut category.name, NAME);
    }
    article.headline.tags.truncate(LIST);
    article
        .headline
        .tags
        .iter_mut()
        .for_each(|tag| cut(tag, NAME));
    article.media.truncate(LIST);
    article.attachments.truncate(LIST);
    article.related.truncate(LIST);
    let (Body::Html(text) | Body::Text(text)) = &article.body else {
        return None;
    };
    if text.len() <= TEXT {
        return None;
    }
    article.body = Body::None;
    Some("its text is larger than 4 MB and is left out")
}

fn cut(text: &mut String, most: usize) {
    if let Some((end, _)) = text.char_indices().nth(most) {
        text.truncate(end);
        text.push('…');
    }
}

#[cfg(test)]
mod tests {
    use super::bound;
    use bangtin_model::{Article, Body};

    #[test]
    fn what_is_too_long_is_cut_and_what_is_not_stays() {
        let mut article = Article::default();
        article.headline.title = "ộ".repeat(500);
        article.headline.tags = vec!["a".into(); 300];
        article.body = Body::Html("a".repeat(4 * 1024 * 1024));
        let whole = article.clone();
        assert_eq!(bound(&mut article), None);
        assert_eq!(
            (&article.headline.title, &article.body),
            (&whole.headline.title, &whole.body)
        );
        assert_eq!(article.headline.tags.len(), 200);
        article.headline.title.push('ộ');
        article.body = Body::Text("a".repeat(4 * 1024 * 1024 + 1));
        assert!(bound(&mut article).is_some());
        assert_eq!(
            (article.headline.title, article.body),
            (["ộ".repeat(500).as_str(), "…"].concat(), Body::None)
        );
    }
}
