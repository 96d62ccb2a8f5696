use crate::figures::tenths;

/// What readers gave an article, of five stars.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Rating {
    /// The mean in tenths of a star, 0 to 50: `45` is 4.5 stars.
    pub value_tenths: u32,
    /// How many readers gave one.
    pub count: u64,
}

impl Rating {
    /// The mean with this sign before its decimal: `4,5`.
    pub fn value(self, sign: char) -> String {
        tenths(self.value_tenths.into(), sign)
    }
}
