use crate::text::{is_space, trim};

/// What is read from a parsed JSON value. `#[derive(FromNode)]` reads a struct field by field.
pub trait FromNode: Sized {
    /// Reads it; `None` where this is something else.
    fn from_node<N: Node>(node: &N) -> Option<Self>;

    /// Reads the member of an object, which may be missing.
    fn from_member<N: Node>(member: Option<N>) -> Option<Self> {
        Self::from_node(&member?)
    }
}

impl FromNode for String {
    fn from_node<N: Node>(node: &N) -> Option<Self> {
        node.text()
    }
}

impl FromNode for bool {
    fn from_node<N: Node>(node: &N) -> Option<Self> {
        node.truth()
    }
}

impl FromNode for f64 {
    fn from_node<N: Node>(node: &N) -> Option<Self> {
        node.number()
    }
}

/// A count: see [`Node::integer`].
impl FromNode for u64 {
    fn from_node<N: Node>(node: &N) -> Option<Self> {
        node.as_integer()
    }
}

/// What is missing, or something else, is none.
impl<T: FromNode> FromNode for Option<T> {
    fn from_node<N: Node>(node: &N) -> Option<Self> {
        Some(T::from_node(node))
    }

    fn from_member<N: Node>(member: Option<N>) -> Option<Self> {
        Some(member.and_then(|node| T::from_node(&node)))
    }
}

/// The elements of an array; what is something else is passed over.
impl<T: FromNode> FromNode for Vec<T> {
    fn from_node<N: Node>(node: &N) -> Option<Self> {
        let mut all = Self::new();
        let mut index = 0;
        while let Some(element) = node.at(index) {
            all.extend(T::from_node(&element));
            index += 1;
        }
        Some(all)
    }

    fn from_member<N: Node>(member: Option<N>) -> Option<Self> {
        match member {
            Some(node) => Self::from_node(&node),
            None => Some(Self::new()),
        }
    }
}

/// One value of a parsed JSON document: the browser's own value in WebAssembly, `&serde_json::Value` natively.
///
/// A reader asks for what it needs; a field that is missing or of the wrong type answers `None`, so one bad field costs
/// that field only.
pub trait Node: Clone {
    /// The member of an object; `None` where this is no object or has no such member.
    fn get(&self, key: &str) -> Option<Self>;
    /// The element of an array; `None` where this is no array or is shorter.
    fn at(&self, index: u32) -> Option<Self>;
    /// How many elements an array has; 0 for all else.
    fn len(&self) -> u32;
    /// A string, in Unicode form NFC; `None` for all else.
    fn text(&self) -> Option<String>;
    /// A number; `None` for all else.
    fn number(&self) -> Option<f64>;
    /// A boolean; `None` for all else.
    fn truth(&self) -> Option<bool>;
    /// Whether this is `null`.
    fn is_null(&self) -> bool;
    /// Whether this is an object; an array is none.
    fn is_object(&self) -> bool;
    /// Whether this is an array.
    fn is_array(&self) -> bool;

    /// Whether an array has no element; true for all else.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A member that is a string, without white space around it and not empty.
    fn string(&self, key: &str) -> Option<String> {
        trimmed(self.get(key)?.text()?)
    }

    /// A member that names something: a string as [`Node::string`] has it, or a whole number, which JSON Feed 1.1
    /// asks readers to accept as an id.
    fn id(&self, key: &str) -> Option<String> {
        self.get(key)?.as_id()
    }

    /// This as a name, see [`Node::id`].
    fn as_id(&self) -> Option<String> {
        match self.number() {
            Some(number) => {
                let mut id = String::new();
                if number < 0.0 {
                    id.push('-');
                }
                id.push_str(&crate::decimal(whole(number.abs())?));
                Some(id)
            }
            None => trimmed(self.text()?),
        }
    }

    /// A member that counts something: a number from 0 up (a fraction is cut off), or a string of digits such as `447`
    /// or, in groups of three, `1.832.541`.
    fn integer(&self, key: &str) -> Option<u64> {
        self.get(key)?.as_integer()
    }

    /// This as a count, see [`Node::integer`].
    fn as_integer(&self) -> Option<u64> {
        match self.number() {
            Some(number) => cut(number),
            None => grouped(&self.text()?),
        }
    }

    /// A member that is an object.
    fn object(&self, key: &str) -> Option<Self> {
        self.get(key).filter(Self::is_object)
    }

    /// The elements of a member that is an array; none for all else.
    fn elements(&self, key: &str) -> Vec<Self> {
        let mut elements = Vec::new();
        if let Some(array) = self.get(key) {
            let mut index = 0;
            while let Some(element) = array.at(index) {
                elements.push(element);
                index += 1;
            }
        }
        elements
    }
}

/// Numbers up to here are exact in JSON (RFC 8259, section 6).
const EXACT: f64 = 9_007_199_254_740_991.0;

fn cut(number: f64) -> Option<u64> {
    (0.0..=EXACT).contains(&number).then_some(number as u64)
}

fn whole(number: f64) -> Option<u64> {
    cut(number).filter(|n| *n as f64 == number)
}

/// Up to 15 digits, alone or in groups of three set apart by `.`, `,` or a space.
fn grouped(text: &str) -> Option<u64> {
    let mut total = 0;
    let mut digits = 0;
    let mut group = 0;
    let mut is_grouped = false;
    for c in trim(text).chars() {
        if let Some(digit) = c.to_digit(10) {
            total = total * 10 + u64::from(digit);
            digits += 1;
            group += 1;
            if digits > 15 {
                return None;
            }
        } else {
            let is_full = if is_grouped {
                group == 3
            } else {
                (1..=3).contains(&group)
            };
            if !is_full || !(c == '.' || c == ',' || is_space(c)) {
                return None;
            }
            is_grouped = true;
            group = 0;
        }
    }
    let is_full = if is_grouped { group == 3 } else { group > 0 };
    is_full.then_some(total)
}

fn trimmed(text: String) -> Option<String> {
    let inner = trim(&text);
    match inner.len() {
        0 => None,
        len if len == text.len() => Some(text),
        _ => Some(inner.to_owned()),
    }
}
