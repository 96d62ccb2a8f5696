//! The text of a template: what `src/view/dom.js` makes an element from.

/// Between two tokens. No text of a template holds it.
const BETWEEN: char = '\u{1}';
/// In place of a child, or of an attribute's value: filled in when the template is used.
const HOLE: &str = "\u{2}";

/// The tokens of one element with all that is fixed in it: tag, number of attributes, name and value of each, number of children,
/// each child. A child that is text is an empty tag and the text; one that is filled in later is a hole.
#[derive(Default)]
pub struct Template {
    text: String,
    empty: bool,
    holes: u32,
    properties: u32,
}

impl Template {
    pub fn new() -> Self {
        Self {
            empty: true,
            ..Self::default()
        }
    }

    pub fn open(&mut self, tag: &str) {
        self.token(tag);
    }

    pub fn count(&mut self, number: usize) {
        self.token(&number.to_string());
    }

    pub fn attribute(&mut self, name: &str, value: &str) {
        self.token(name);
        self.token(value);
    }

    pub fn attribute_hole(&mut self, name: &str) {
        if name.starts_with("prop:") {
            self.properties |= 1_u32.checked_shl(self.holes).unwrap_or_default();
        }
        self.token(name);
        self.token(HOLE);
        self.holes += 1;
    }

    pub fn text(&mut self, text: &str) {
        self.token("");
        self.token(text);
    }

    pub fn hole(&mut self) {
        self.token(HOLE);
        self.holes += 1;
    }

    /// The tokens, and which holes are properties: the first as the lowest bit.
    pub fn finish(self) -> (String, u32) {
        (self.text, self.properties)
    }

    fn token(&mut self, token: &str) {
        if !self.empty {
            self.text.push(BETWEEN);
        }
        self.empty = false;
        self.text.push_str(token);
    }
}

/// Whether a text may stand in a template.
pub fn is_plain(text: &str) -> bool {
    !text.chars().any(|sign| ('\u{1}'..='\u{6}').contains(&sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_stand_in_the_order_in_which_the_element_is_made() {
        let mut template = Template::new();
        template.open("li");
        template.count(2);
        template.attribute("part", "row");
        template.attribute_hole("prop:value");
        template.count(2);
        template.text("Tin");
        template.hole();
        assert_eq!(
            template.finish(),
            (
                "li\u{1}2\u{1}part\u{1}row\u{1}prop:value\u{1}\u{2}\u{1}2\u{1}\u{1}Tin\u{1}\u{2}"
                    .to_owned(),
                1
            )
        );
    }
}
