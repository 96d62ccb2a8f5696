use crate::Moment;

/// An official document; the fields that decree 42/2022 asks a portal to publish.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Number and sign, such as `12/QĐ-UBND`.
    pub number: Option<String>,
    /// Such as `Quyết định`.
    pub form: Option<String>,
    /// The agency that issued it.
    pub issuer: Option<String>,
    /// Who signed it.
    pub signer: Option<String>,
    /// When it was issued.
    pub issued: Option<Moment>,
    /// From when it holds.
    pub effective: Option<Moment>,
    /// When it ceases to hold.
    pub expires: Option<Moment>,
    /// What it is about, plain text. `abstract` in the feed, which is a reserved word here.
    pub abstract_text: Option<String>,
    /// Absolute address of the file.
    pub file: Option<String>,
}
