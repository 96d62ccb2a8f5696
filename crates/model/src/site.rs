use crate::Moment;

/// The agency behind a site: contact, responsibility and licence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Site {
    /// The agency, which also owns the content.
    pub name: Option<String>,
    /// The agency above it.
    pub parent: Option<String>,
    /// Where its offices are.
    pub addresses: Vec<Address>,
    /// The first is the one to call.
    pub phones: Vec<Phone>,
    /// As it is written.
    pub fax: Option<String>,
    /// Each has one `@` and no space.
    pub emails: Vec<String>,
    /// When the office is open, plain text.
    pub hours: Option<String>,
    /// Who answers for the content.
    pub responsible: Option<String>,
    /// The licence to run the site.
    pub licence: Option<Licence>,
    /// The agency that took over. Since July 2025 there is no district level: many district sites have one.
    pub successor: Option<Successor>,
}

impl Site {
    /// The number to call, as a telephone dials it; `None` where there is none that can be dialled.
    pub fn telephone(&self) -> Option<String> {
        let dialled = |phone: &Phone| Some(phone.dialled().into_iter().next()?.digits);
        self.phones.iter().find_map(dialled)
    }
}

/// Where an office is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Which office, such as `Bộ phận một cửa`.
    pub label: Option<String>,
    /// The address as it is written.
    pub text: String,
    /// Absolute address of a map.
    pub map_url: Option<String>,
}

/// A telephone number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phone {
    /// Whose it is, such as `Trực ban`.
    pub label: Option<String>,
    /// As it is written, with at least one digit.
    pub number: String,
}

/// One number of a line in which there may be several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialled {
    /// As it is written.
    pub written: String,
    /// What a telephone dials: digits, with a `+` before them where it is written.
    pub digits: String,
}

impl Phone {
    /// The numbers to dial. Portals write several into one line: `0269 3824 404 - 0269 3824 405`, `(0269) 3.824.404; 113`.
    pub fn dialled(&self) -> Vec<Dialled> {
        let mut numbers: Vec<Dialled> = Vec::new();
        let (mut written, mut digits) = (String::new(), String::new());
        let mut before = ' ';
        for sign in self.number.chars().chain([';']) {
            let ends = match sign {
                '0'..='9' | '+' => {
                    digits.push(sign);
                    false
                }
                // Within a number; between spaces it parts two, unless what stands before it is only an area code.
                '-' | '–' => before == ' ' && !is_area_code(&digits),
                ' ' | '\u{a0}' | '.' | '(' | ')' => false,
                _ => true,
            };
            if ends {
                if digits.len() >= least(&numbers) {
                    let text = written.trim_matches([' ', '\u{a0}', '.', '-', '–']);
                    numbers.push(Dialled {
                        written: text.trim_end_matches([' ', '(']).to_owned(),
                        digits: core::mem::take(&mut digits),
                    });
                }
                written.clear();
                digits.clear();
            } else {
                written.push(sign);
            }
            before = if sign == '\u{a0}' { ' ' } else { sign };
        }
        numbers
    }
}

/// Three digits call the police; behind another number so few are an extension or its other end.
fn least(numbers: &[Dialled]) -> usize {
    if numbers.is_empty() { 3 } else { 6 }
}

fn is_area_code(number: &str) -> bool {
    number.len() < 6 && number.starts_with('0')
}

/// The licence to run a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Licence {
    /// Such as `05/GP-TTĐT`.
    pub number: Option<String>,
    /// When it was given.
    pub date: Option<Moment>,
    /// Who gave it.
    pub issuer: Option<String>,
}

/// The agency that took over from another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Successor {
    /// Its name.
    pub name: String,
    /// Where it is, plain text.
    pub address: Option<String>,
    /// Its site, absolute.
    pub url: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_dials_what_is_written() {
        let check = |number: &str, expected: &[(&str, &str)]| {
            let phone = Phone {
                label: None,
                number: number.into(),
            };
            let dialled = phone.dialled();
            let dialled: Vec<_> = dialled
                .iter()
                .map(|one| (one.written.as_str(), one.digits.as_str()))
                .collect();
            assert_eq!(dialled, expected, "{number}");
        };
        let one = ("0200 000 100", "0200000100");
        let two = ("0200 000 101", "0200000101");
        check("0200 000 100", &[one]);
        check("(0200) 000.100", &[("(0200) 000.100", "0200000100")]);
        check("+84 200 000 100", &[("+84 200 000 100", "+84200000100")]);
        check("0200-000-100", &[("0200-000-100", "0200000100")]);
        check("0200 000 100 - 0200 000 101", &[one, two]);
        check("0200 000 100 – 0200 000 101", &[one, two]);
        check("0200 000 100/0200 000 101", &[one, two]);
        check("0200 000 100; 0200 000 101.", &[one, two]);
        check("0200 000 100 (máy lẻ 12)", &[one]);
        check("0200 000 100/101", &[one]);
        check("0269 - 3824404", &[("0269 - 3824404", "02693824404")]);
        check("113", &[("113", "113")]);
        check("Trực ban 24/24: 0200 000 100", &[one]);
        check("chưa có", &[]);
    }
}
