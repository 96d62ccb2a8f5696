//! What an article may hold. Two forms of one list: a test holds them together.

/// The elements that stay.
pub(super) const ELEMENTS: &[&str] = &[
    "a", "abbr", "audio", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "div", "dl", "dt", "em",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "li", "mark", "ol", "p", "pre", "q", "s", "small", "source",
    "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "track", "u", "ul", "video",
];

/// The attributes that stay, on any of them. No `style`, `class`, `id`, no event handler.
pub(super) const ATTRIBUTES: &[&str] = &[
    "alt", "colspan", "controls", "datetime", "dir", "height", "href", "kind", "label", "lang", "poster", "rowspan", "scope", "span", "src", "srclang", "start",
    "title", "type", "width",
];

/// The same for the browser's own sanitizer, which would drop the text inside an element it does not know: wrappers give way to their text.
pub(super) const NATIVE: &str = r#"{"elements":["a","abbr","audio","b","blockquote","br","caption","cite","code","col","colgroup","dd","del","details","div","dl","dt","em","figcaption","figure","h1","h2","h3","h4","h5","h6","hr","i","img","ins","li","mark","ol","p","pre","q","s","small","source","strong","sub","summary","sup","table","tbody","td","tfoot","th","thead","time","tr","track","u","ul","video"],"replaceWithChildrenElements":["address","article","aside","center","dfn","fieldset","font","footer","form","header","hgroup","kbd","label","legend","main","nav","o:p","picture","samp","section","span","strike","tt","var","wbr"],"attributes":["alt","colspan","controls","datetime","dir","height","href","kind","label","lang","poster","rowspan","scope","span","src","srclang","start","title","type","width"],"comments":false,"dataAttributes":false}"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sanitizers_are_given_the_same_list() {
        let list = |names: &[&str]| format!("[{}]", names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(","));
        assert!(NATIVE.contains(&format!("\"elements\":{}", list(ELEMENTS))));
        assert!(NATIVE.contains(&format!("\"attributes\":{}", list(ATTRIBUTES))));
    }
}
