//! How large things may be, in bytes after brotli 11. One KB is 1,000 bytes.

/// The loader, which each page loads afresh: with it the first list is painted (its sheets and the reader of plain feeds are in it). 300 of
/// these bytes are what others' pages ask for: boxes in place of tags, an end tag that is missing, an address in the fragment.
pub const LOADER: usize = 5_750;

/// What the loader brings where an article is read, to paint its head (its sheets are in it).
pub const ARTICLE_HEAD: usize = 4_200;

/// Everything before the first news list is the kit's, but content: loader, glue, first WebAssembly file (styles are in them). The aim is
/// 55,000.
pub const FIRST_LIST: usize = 65_000;

/// A lazily loaded file of this name: an element's own, or what some of them share.
pub fn lazy_file(name: &str) -> usize {
    match name {
        "article" => 20_000,
        // The shell of a whole page: its pages are elements. The aim is 15,000.
        "portal" => 25_000,
        _ => 14_000,
    }
}

/// What turns feeds in the formats of others into JSON Feed: all of RSS, Atom, WordPress and Drupal, an article's page, and what stands in an
/// element's own tag. Only a page that reads one loads it. It was 3,200 for feeds alone; 1,800 of these bytes are for what is written in
/// HTML, of which there is no one form: three ways to say what an article is, and what a text is without its page.
pub const SOURCES: usize = 5_100;

/// The words in English, which only a page in English loads: some 360 of them, by the Vietnamese ones.
pub const ENGLISH: usize = 7_500;

/// All files together, but [`SOURCES`] and [`ENGLISH`]. Nobody loads all of them: what a page loads is held by the budgets above. It was 260,000 for thirteen elements; with
/// ten more and the portal they are 24, and each new one has its own budget. 900 of these bytes are for what an agency answers to a comment, which comments load. 5,000 are what it costs that
/// the form of comments is a file of its own: who only reads comments loads 12,000 less for it. 4,300 are for what a writer can ask of the own comments: whether the agency has answered, and to
/// take one back. 12,000 are for alerts: their own file, what it shares, and their place in the portal. 700 are for the way out of a device that is slow at the check of forms, with its words,
/// which forms load. 400 are for the room of the form of comments at each width, and for leaving the focus to who has gone on while it came. 4,700 are for the
/// report of an error in an article: a file of its own, which comes with the press, what it shares with the form of comments, and what is pressed. 14,000 are for
/// comments that an Artalk server keeps: their reading, their form and its words, which only a page with such a server loads; 1,300 of these
/// are for what such a server asks for beside (letters in a picture, a check on a page of its own), and the words for it.
pub const WHOLE_KIT: usize = 365_000;
