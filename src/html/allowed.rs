//! What an article may hold.

/// The configuration of the browser's own sanitizer (<https://wicg.github.io/sanitizer-api/#sanitizerconfig>); DOMPurify is given its lists of
/// elements and attributes. No `style` or `class`, no event handler, no form, no frame; `id` and `name`
/// are given names of our own (`src/html/clean.js`).
///
/// The browser's sanitizer looks at the frame of its document too, so `html`, `head` and `body` are named; and it would drop the text inside
/// an element that it does not know, so wrappers give way to their text.
pub(super) const CONFIGURATION: &str = r#"{"elements":["html","head","body","a","abbr","audio","b","blockquote","br","caption","cite","code","col","colgroup","dd","del","details","div","dl","dt","em","figcaption","figure","h1","h2","h3","h4","h5","h6","hr","i","img","ins","li","mark","ol","p","pre","q","s","small","source","strong","sub","summary","sup","table","tbody","td","tfoot","th","thead","time","tr","track","u","ul","video"],"replaceWithChildrenElements":["address","article","aside","center","fieldset","font","footer","form","header","kbd","label","legend","main","nav","picture","samp","section","span","strike","tt","var","wbr"],"attributes":["alt","colspan","controls","datetime","dir","height","href","id","kind","label","lang","name","poster","reversed","rowspan","scope","span","src","srclang","start","title","type","value","width"],"comments":false,"dataAttributes":false}"#;
