//! Short codes of WordPress that nothing has replaced: `[gallery ids="1,2"]`, `[vc_row]`, `[/caption]`.

/// Names that stand without anything behind them too. `[Video]` in a title is no short code.
const KNOWN: [&str; 22] = [
    "audio",
    "button",
    "caption",
    "col",
    "col_inner",
    "contact-form",
    "divider",
    "embed",
    "gallery",
    "gap",
    "map",
    "playlist",
    "rev_slider",
    "row",
    "row_inner",
    "section",
    "tab",
    "tabs",
    "toc",
    "video",
    "wp_caption",
    "ux_slider",
];
/// How the names of builders begin.
const BUILDERS: [&str; 10] = [
    "av_",
    "elementor-",
    "et_pb_",
    "fusion_",
    "mk_",
    "su_",
    "ux_",
    "vc_",
    "wpb_",
    "wpdm_",
];
/// The longest short code, in bytes.
const LONGEST: usize = 2_000;

/// A text without its short codes; what stands between them stays.
pub(super) fn without(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        match code(after) {
            Some(behind) => rest = behind,
            None => {
                out.push('[');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// What follows the short code whose `[` was just read; `None` where it is none.
fn code(text: &str) -> Option<&str> {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
    let end = text.strip_prefix('/');
    let inside = end.unwrap_or(text);
    let length = inside.find(|c| !is_part(c))?;
    let (name, attributes) = inside.split_at_checked(length)?;
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    // Without a `]` nearby nothing is a short code, and looking on would take the square.
    let mut near = attributes.char_indices();
    let (at, _) = near.find(|(at, c)| matches!(c, '[' | ']') || *at > LONGEST)?;
    let (attributes, behind) = attributes.split_at_checked(at)?;
    let behind = behind.strip_prefix(']')?;
    let attributes = attributes.trim_end_matches('/').trim();
    let is_known =
        KNOWN.contains(&name) || BUILDERS.iter().any(|builder| name.starts_with(builder));
    let is_code = match end {
        Some(_) => attributes.is_empty() && name.len() > 2,
        None => (is_known && attributes.is_empty()) || has_attribute(attributes),
    };
    is_code.then_some(behind)
}

/// `id=1`, `id="1"`, also with the quotes that WordPress makes of those.
fn has_attribute(attributes: &str) -> bool {
    let name = attributes.split_once('=').map(|(name, _)| name.trim_end());
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    name.is_some_and(|name| !name.is_empty() && name.chars().all(is_part))
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn short_codes_go_and_what_stands_between_them_stays() {
        let check = |text: &str, expected: &str| assert_eq!(without(text), expected, "{text}");
        check("[gallery ids=\"1,2\"]a", "a");
        check("[gallery ids=&#8221;1,2&#8243; columns=2 /]a", "a");
        check(
            "[caption id=\"x\" width=\"3\"]Cầu treo[/caption]",
            "Cầu treo",
        );
        check(
            "Mã [vc_row][vc_column width=\"1/2\"]ngắn[/vc_column][/vc_row].",
            "Mã ngắn.",
        );
        check("[gallery][section]a[/section]", "a");
        check("[contact-form-7 id=\"1\" title=\"Góp ý\"]", "");
    }

    #[test]
    fn other_brackets_stay() {
        for text in [
            "[12/QĐ-UBND] Về việc",
            "[Video] Lễ hội",
            "[...] [1] [sic] a[i] = b[j]",
            "[/b] [gallery",
            "x [",
            "[ảnh x=1]",
        ] {
            assert_eq!(without(text), text);
        }
        let begun = std::time::Instant::now();
        without(&"[a".repeat(200_000));
        assert!(begun.elapsed().as_secs() < 8);
    }
}
