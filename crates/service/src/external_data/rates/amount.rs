//! Amounts as banks write them.

/// `25,100.00`, `25100`, `25.100,00`, `1.234.567`: the amount. Nothing for `-`, an empty text, zero (not traded) or words.
///
/// Where both marks occur, the later one begins the decimals. A mark that occurs twice groups thousands. A single comma
/// before exactly three digits groups too; a single point begins decimals, as in all XML that banks write with a program.
pub(super) fn parse(text: &str) -> Option<f64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let decimals = match (text.rfind(','), text.rfind('.')) {
        (Some(comma), Some(point)) => Some(comma.max(point)),
        (Some(comma), None) => {
            let groups = text.matches(',').count() > 1 || text.len() - comma == 4;
            (!groups).then_some(comma)
        }
        (None, Some(point)) => (text.matches('.').count() == 1).then_some(point),
        (None, None) => None,
    };
    let plain: String = text
        .char_indices()
        .filter_map(|(place, c)| match c {
            ',' | '.' if Some(place) == decimals => Some('.'),
            ',' | '.' => None,
            other => Some(other),
        })
        .collect();
    let digits = plain.trim_start_matches('-');
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let amount: f64 = plain.parse().ok()?;
    (amount.is_finite() && amount != 0.0).then_some(amount)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn amounts_are_read_as_they_were_meant() {
        for (text, amount) in [
            ("25,100.00", 25_100.0),
            ("25.100,00", 25_100.0),
            (" 25 100 ", 25_100.0),
            ("25,100", 25_100.0),
            ("161.02", 161.02),
            ("15,02", 15.02),
            ("1,234,567.8", 1_234_567.8),
            ("1.234.567", 1_234_567.0),
            ("25100", 25_100.0),
            ("-5", -5.0),
        ] {
            assert_eq!(parse(text), Some(amount), "{text}");
        }
        for text in ["-", "", "0", "0.00", "n/a", "NaN", "inf", "1e9x", ",", "."] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
