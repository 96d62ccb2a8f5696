//! The attributes of `<bangtin-portal>` as typed values.

use bangtin_model::trim;

use super::{PATHS, address::Form};
use crate::{
    attributes::{ADDRESS, Misconfigured, SRC},
    client,
    host::Host,
};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Settings {
    /// Where the address says which page is shown.
    pub form: Form,
    /// The absolute address of what is known of the site: a feed, or `/site` of the service.
    pub site: String,
    /// Whether there is a service, which takes what readers say, and counts.
    pub service: bool,
}

impl Settings {
    pub(super) fn read(host: Host) -> Result<Self, Misconfigured> {
        host.judge_shared()?;
        let service = client::service_address(host, "/site")?;
        let site = match &service {
            Some(address) if host.or_page(SRC).is_none() => address.clone(),
            _ => client::feed_address(host)?,
        };
        let form = match host.get(PATHS) {
            Some(folder) => Form::Path(trimmed(&folder)),
            None if host.choice(&ADDRESS)? == 1 => Form::Fragment,
            None => Form::Query,
        };
        Ok(Self {
            form,
            site,
            service: service.is_some(),
        })
    }
}

/// A folder without the slash at its end, and with one at its beginning.
fn trimmed(folder: &str) -> String {
    let mut folder = trim(folder);
    while let Some(shorter) = folder.strip_suffix('/') {
        folder = shorter;
    }
    match folder {
        "" => String::new(),
        absolute if absolute.starts_with('/') => absolute.to_owned(),
        relative => bangtin_model::join(&["/", relative]),
    }
}

#[cfg(test)]
mod tests {
    use super::trimmed;

    #[test]
    fn a_folder_is_written_in_several_ways() {
        for (written, read) in [
            ("/", ""),
            ("/cong/", "/cong"),
            ("cong", "/cong"),
            (" / ", ""),
        ] {
            assert_eq!(trimmed(written), read, "{written:?}");
        }
    }
}
