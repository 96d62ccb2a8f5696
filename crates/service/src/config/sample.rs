//! What is served where nothing is set: the sample commune.

use std::path::{Path, PathBuf};

use url::Url;

use super::{
    Commenting, Counted, Feed, FeedKind, Importing, RateSource, Rates, Settings, SiteSettings,
    Subscribing, Topic, Weather,
};

/// The old counter of the sample commune.
const COUNTED: i64 = 1_832_541;
/// What readers are told of where rates and weather come from.
const SAMPLE: &str = "Số liệu mẫu";
/// How often the files with them are read, in minutes.
const SAMPLE_MINUTES: u32 = 30;

impl Settings {
    /// These settings; without any site, with the sample commune. Its pages are on the service's own address.
    #[must_use]
    pub fn or_sample(mut self) -> Self {
        self.public_dir = self.public_dir.or_else(beside);
        if let (true, Some(folder)) = (self.sites.is_empty(), &self.public_dir) {
            let commune = commune(folder, self.listen.port());
            self.sites.push(commune);
        }
        self
    }
}

/// The folder `public` where the service was started, or beside its program.
fn beside() -> Option<PathBuf> {
    let program = std::env::current_exe().ok();
    let beside = program
        .as_deref()
        .and_then(Path::parent)
        .map(|folder| folder.join("public"));
    let folders = [Some(PathBuf::from("public")), beside];
    let served = |folder: &PathBuf| folder.join("embed.html").exists();
    folders.into_iter().flatten().find(served)
}

fn commune(folder: &Path, port: u16) -> SiteSettings {
    let topic = |(id, name): (&str, &str)| Topic {
        id: id.into(),
        name: name.into(),
    };
    let topics = [
        ("thong-bao", "Thông báo"),
        ("tin-tuc", "Tin tức – Sự kiện"),
        ("nong-nghiep", "Nông nghiệp – Nông thôn"),
        ("van-hoa", "Văn hóa – Giáo dục"),
        ("y-te", "Y tế – An sinh"),
    ];
    SiteSettings {
        id: "xa-song-ba".into(),
        name: "Xã Sông Ba".into(),
        // The service's own address may write already; people also type this name of it.
        origins: vec![format!("http://localhost:{port}")],
        feeds: vec![Feed {
            url: folder
                .join("sample/feed.json")
                .to_string_lossy()
                .into_owned(),
            kind: Some(FeedKind::JsonFeed),
            every_minutes: 1,
            category: None,
            category_name: None,
        }],
        counted: Counted { total: COUNTED },
        subscribing: Some(Subscribing {
            controller: "Ủy ban nhân dân xã Sông Ba, thôn Phước Lộc, tỉnh Phú Giang".into(),
            topics: topics.map(topic).into(),
            consent_vi: None,
            consent_en: None,
            digest: false,
        }),
        telephone: None,
        remind_moderators_at: None,
        mail_report: false,
        alerts_by_two: false,
        comments: Commenting {
            answers_by_mail: true,
            ..Commenting::default()
        },
        imports: Importing::default(),
        lists: Vec::new(),
        rates: file(folder, "rates.xml").map(|url| Rates {
            sources: vec![RateSource {
                name: SAMPLE.into(),
                url,
            }],
            currencies: Vec::new(),
            every_minutes: SAMPLE_MINUTES,
        }),
        weather: file(folder, "forecasts.json").map(|url| Weather {
            url,
            name: SAMPLE.into(),
            places: Vec::new(),
            every_minutes: SAMPLE_MINUTES,
        }),
    }
}

/// The address of a file of the sample content; nothing where the folder has no such file.
fn file(folder: &Path, name: &str) -> Option<Url> {
    let path = folder.join("sample").join(name).canonicalize().ok()?;
    Url::from_file_path(path).ok()
}
