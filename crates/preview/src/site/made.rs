//! Feeds of any length, the same each time: for benches and for tests of long lists.

use std::fmt::Write;

use crate::answer::Answer;

const MOST: usize = 20_000;

/// `1000.json`: a feed of a thousand items, newest first, with five categories and no pictures.
pub(super) fn feed(name: &str) -> Answer {
    let count = name
        .strip_suffix(".json")
        .and_then(|digits| digits.parse::<usize>().ok());
    match count {
        Some(count) if count <= MOST => {
            Answer::ok("application/feed+json", json(count)).for_everyone()
        }
        _ => Answer::not_found().for_everyone(),
    }
}

fn json(count: usize) -> String {
    let items: Vec<_> = (0..count).map(item).collect();
    let categories: Vec<_> = CATEGORIES
        .iter()
        .map(|(id, name)| format!(r#"{{"id":"{id}","name":"{name}"}}"#))
        .collect();
    format!(
        r#"{{"version":"https://jsonfeed.org/version/1.1","title":"Tin thử tải","home_page_url":"https://songba.example.gov.vn/","language":"vi","items":[{}],"_bangtin":{{"version":1,"categories":[{}]}}}}"#,
        items.join(",\n"),
        categories.join(",")
    )
}

fn item(index: usize) -> String {
    let mut dice = Dice(index as u64);
    let (who, does, what, when) = (
        dice.pick(WHO),
        dice.pick(DOES),
        dice.pick(WHAT),
        dice.pick(WHEN),
    );
    let (category, category_name) = CATEGORIES[index % CATEGORIES.len()];
    let mut item = String::new();
    let _ = write!(
        item,
        r#"{{"id":"tai-{index}","url":"https://songba.example.gov.vn/tin/tai-{index}.html","title":"{who} {does} {what} {when}","summary":"{what} được {who} {does} với sự tham gia của bà con các thôn.","content_html":"<p>Bài số {index}.</p>","date_published":"{}","_bangtin":{{"views":{},"category":{{"id":"{category}","name":"{category_name}"}}}}}}"#,
        date(index),
        dice.below(5_000)
    );
    item
}

/// An hour earlier for each item, in months of 28 days so that every date exists.
fn date(index: usize) -> String {
    const HOURS: usize = 24;
    const DAYS: usize = 28;
    const MONTHS: usize = 12;
    let (hour, days) = (HOURS - 1 - index % HOURS, index / HOURS);
    let (day, months) = (DAYS - days % DAYS, days / DAYS);
    let (month, years) = (MONTHS - months % MONTHS, months / MONTHS);
    format!(
        "{:04}-{month:02}-{day:02}T{hour:02}:15:00+07:00",
        2025 - years
    )
}

/// Chance that falls the same way each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        // SplitMix64 (Steele, Lea, Flood 2014).
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const CATEGORIES: [(&str, &str); 5] = [
    ("thong-bao", "Thông báo"),
    ("tin-tuc", "Tin tức – Sự kiện"),
    ("nong-nghiep", "Nông nghiệp – Nông thôn"),
    ("van-hoa", "Văn hóa – Giáo dục"),
    ("y-te", "Y tế – An sinh"),
];

const WHO: &[&str] = &[
    "UBND xã Sông Ba",
    "Hội Nông dân xã",
    "Đoàn Thanh niên xã",
    "Hội Phụ nữ xã",
    "Trạm Y tế xã",
    "Trường Tiểu học Sông Ba",
    "Ban quản lý thủy lợi",
    "Mặt trận Tổ quốc xã",
    "Công an xã",
    "Hợp tác xã Đồng Xanh",
];

const DOES: &[&str] = &[
    "tổ chức",
    "thông báo",
    "triển khai",
    "sơ kết",
    "vận động",
    "hướng dẫn",
    "kiểm tra",
    "phát động",
];

const WHAT: &[&str] = &[
    "công tác dân vận ở cơ sở",
    "lịch tiêm chủng cho trẻ em",
    "vụ lúa đông xuân",
    "sửa chữa kênh mương nội đồng",
    "chuyển đổi cây trồng trên đất dốc",
    "ngày hội đọc sách",
    "phòng chống thiên tai",
    "giải bóng đá thiếu niên",
    "thủ tục hành chính trực tuyến",
    "trồng rừng phân tán",
    "lễ hội cồng chiêng",
    "khám sức khỏe người cao tuổi",
];

const WHEN: &[&str] = &[
    "quý I",
    "quý III",
    "năm 2026",
    "tháng 11",
    "đợt 2",
    "tuần này",
    "trước mùa mưa lũ",
    "dịp cuối năm",
];
