//! Words of gambling, in texts and in names of hosts.

use crate::comments::{Word, hold, words};

/// Words, or words one after the other, as they stand in what is put into the pages of others. Whoever writes them without marks means
/// them as well.
const PHRASES: &[&str] = &[
    "nhà cái",
    "cá cược",
    "cá độ bóng đá",
    "cờ bạc",
    "đánh bạc",
    "casino",
    "tài xỉu",
    "xóc đĩa",
    "nổ hũ",
    "soi kèo",
    "kèo nhà cái",
    "tỷ lệ kèo",
    "kèo bóng đá",
    "bắn cá đổi thưởng",
    "game bắn cá",
    "game bài",
    "đánh bài",
    "đổi thưởng",
    "lô đề",
    "soi cầu",
    "xổ số online",
    "đá gà trực tiếp",
    "đá gà online",
    "nạp rút",
    "quay hũ",
    "slot",
    "slots",
    "slot game",
    "baccarat",
    "poker",
    "blackjack",
    "roulette",
    "jackpot",
    "betting",
    "sportsbook",
    "bookmaker",
    "gambling",
    "bet",
    "judi",
    "togel",
];

/// Pieces of names of hosts that say it by themselves.
const PIECES: [&str; 22] = [
    "nhacai",
    "cacuoc",
    "taixiu",
    "nohu",
    "soikeo",
    "keonhacai",
    "bongdaso",
    "casino",
    "danhbai",
    "gamebai",
    "doithuong",
    "lode88",
    "xocdia",
    "banca",
    "daga",
    "kubet",
    "thabet",
    "sunwin",
    "rikvip",
    "hitclub",
    "baccarat",
    "poker",
];
/// Ends of names under which little else is found.
const ENDS: [&str; 3] = [".bet", ".casino", ".poker"];
/// With digits in it, a name with one of these is one of gambling, such as `8xbet` and `33win`.
const WITH_DIGITS: [&str; 6] = ["bet", "win", "club", "king", "vip", "game"];
/// Lucky ends of short names, such as `w88`, `go88` and `jun88`.
const LUCKY: [&str; 6] = ["88", "789", "68", "66", "99", "86"];
/// The longest name that a lucky end tells something of.
const SHORT: usize = 8;

/// All that is looked for.
#[derive(Debug)]
pub(super) struct Phrases(Vec<(String, Vec<Word>)>);

impl Phrases {
    /// With these besides.
    pub(super) fn with(own: &[String]) -> Self {
        let all = PHRASES
            .iter()
            .copied()
            .chain(own.iter().map(String::as_str));
        Self(all.map(|one| (one.to_owned(), words(one))).collect())
    }

    /// The first that stands in a text.
    pub(super) fn find(&self, text: &str) -> Option<&str> {
        if text.trim().is_empty() {
            return None;
        }
        let text = words(text);
        let mut all = self.0.iter();
        all.find(|(_, wanted)| hold(&text, wanted))
            .map(|(phrase, _)| phrase.as_str())
    }
}

/// What of a registered name is one of gambling.
pub(super) fn of_host(host: &str) -> Option<&str> {
    if ENDS.iter().any(|end| host.ends_with(end)) {
        return host.rsplit('.').next();
    }
    let name = host.split('.').next()?;
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let has_digits = plain.contains(|c: char| c.is_ascii_digit());
    let has_letters = plain.contains(|c: char| c.is_ascii_alphabetic());
    let is_one = PIECES.iter().any(|piece| plain.contains(piece))
        || (has_digits && has_letters && WITH_DIGITS.iter().any(|piece| plain.contains(piece)))
        || (has_letters && plain.len() <= SHORT && LUCKY.iter().any(|end| plain.ends_with(end)));
    is_one.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{Phrases, of_host};

    #[test]
    fn words_of_gambling_are_found_as_whole_words() {
        let phrases = Phrases::with(&["vay nóng".to_owned()]);
        for (text, found) in [
            ("Top NHÀ CÁI uy tín", Some("nhà cái")),
            ("nha cai uy tin", Some("nhà cái")),
            ("Vay nóng trong ngày", Some("vay nóng")),
            ("Chơi slot đổi thưởng", Some("đổi thưởng")),
            ("W88 bet", Some("bet")),
            ("alphabet", None),
            ("Nhà có cái giếng, tài sản, cô bác", None),
            ("Bàn cá tra", None),
            ("", None),
        ] {
            assert_eq!(phrases.find(text), found, "{text}");
        }
    }

    #[test]
    fn names_of_hosts_tell_it() {
        for host in [
            "w88.com",
            "8xbet.net",
            "33win.vip",
            "nhacai-uytin.com",
            "jun88.info",
            "abc.bet",
            "kubet.win",
            "go88.vn",
        ] {
            assert!(of_host(host).is_some(), "{host}");
        }
        for host in [
            "vnexpress.net",
            "alphabet.com",
            "facebook.com",
            "youtube.com",
            "thanhnien.vn",
            "windows.com",
            "sotaythongke2088.vn",
            "24h.com.vn",
            "k14.vn",
            "baodaklak.vn",
        ] {
            assert_eq!(of_host(host), None, "{host}");
        }
    }
}
