//! What is served where nothing is set: the sample commune.

use std::path::{Path, PathBuf};

use super::{Counted, Feed, FeedKind, Settings, SiteSettings, Subscribing, Topic};

/// The old counter of the sample commune.
const COUNTED: i64 = 1_832_541;

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
        }],
        counted: Counted { total: COUNTED },
        subscribing: Some(Subscribing {
            controller: "Ủy ban nhân dân xã Sông Ba, thôn Phước Lộc, tỉnh Phú Giang".into(),
            topics: topics.map(topic).into(),
            consent_vi: None,
            consent_en: None,
        }),
        rates: None,
        weather: None,
    }
}
