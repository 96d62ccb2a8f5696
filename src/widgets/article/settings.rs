//! The attributes of `<bangtin-article>` as typed values.

use crate::{
    client,
    elements::{attributes::Misconfigured, host::Host},
};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Settings {
    pub address: String,
    /// The most related articles to show.
    pub related: usize,
    pub toolbar: bool,
    pub document_title: bool,
    pub json_ld: bool,
}

impl Settings {
    pub(super) fn read(host: Host, item: &str) -> Result<Self, Misconfigured> {
        host.judge_shared()?;
        Ok(Self {
            address: client::article_address(host, item)?,
            related: host.number("related", (0, 10, "0–10"), 4)? as usize,
            toolbar: host.choice("toolbar", "on, off")? == 0,
            document_title: host.flag("document-title"),
            json_ld: host.flag("json-ld"),
        })
    }
}
