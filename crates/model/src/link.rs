/// A link to another site, as portals list them (Liên kết website).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Plain text, never empty.
    pub title: String,
    /// Absolute address.
    pub url: String,
    /// Absolute address of an icon or a banner.
    pub image: Option<String>,
    /// The heading it stands under, plain text.
    pub group: Option<String>,
    /// The name of a drawing that the kit has, such as `phone`; what is no name of one is none.
    pub icon: Option<String>,
    /// A second line, plain text.
    pub hint: Option<String>,
}
