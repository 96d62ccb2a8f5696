use crate::{FromNode, Rating};

/// The mean of the votes about a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MeanRating {
    /// The mean, 1 to 5, to two decimals; 0 without votes.
    pub value: f64,
    /// How many voted.
    pub count: u64,
}

impl MeanRating {
    /// As readers see it: in tenths of a star. `None` without votes, and for a mean that five stars cannot have.
    pub fn rounded(self) -> Option<Rating> {
        let there = self.count > 0 && (1.0..=5.0).contains(&self.value);
        there.then_some(Rating {
            value_tenths: (self.value * 10.0 + 0.5) as u32,
            count: self.count,
        })
    }
}

/// The answer to a rating.
#[derive(Clone, Debug, PartialEq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Rated {
    /// What readers think of the page now.
    #[node(flatten)]
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub rating: MeanRating,
    /// What this reader gave.
    pub mine: u64,
    /// The token to keep.
    pub voter: String,
}

/// A token for a browser that has none.
#[derive(Clone, Debug, PartialEq, Eq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NewVoter {
    /// To be kept in `localStorage` and sent with each vote.
    pub voter: String,
}

#[cfg(test)]
mod tests {
    use super::MeanRating;

    #[test]
    fn a_mean_is_rounded_to_tenths_and_one_that_cannot_be_is_none() {
        let check = |value, count, expected: Option<&str>| {
            let rounded = MeanRating { value, count }.rounded();
            assert_eq!(
                rounded.map(|rating| rating.value(',')).as_deref(),
                expected,
                "{value}"
            );
        };
        check(4.56, 12, Some("4,6"));
        check(5.0, 1, Some("5"));
        check(0.0, 0, None);
        check(4.0, 0, None);
        check(5.1, 2, None);
        check(f64::NAN, 2, None);
    }
}
