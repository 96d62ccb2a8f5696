//! The documents that a list can show, and the pages of the feed that they come from.

use std::{cell::OnceCell, rc::Rc};

use bangtin_model::{Document, Moment, ReferenceKind, decimal, join};
use bangtin_sources::{
    Node, fold,
    json_feed::{FeedReader, Seen, id_hash},
    matches,
};

use super::validity::{GROUPS, Validity, today};
use crate::{failure::Failure, i18n::DocumentsMessage, json::JsNode, page};

/// A document with what a list needs to know it again and to find it.
#[derive(Debug)]
pub(super) struct Entry {
    pub id: String,
    pub document: Document,
    folded: OnceCell<String>,
}

/// What readers filter by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    Form,
    Issuer,
    Year,
    Validity,
}

impl Filter {
    /// All, in their order.
    pub(super) const ALL: [Self; 4] = [Self::Form, Self::Issuer, Self::Year, Self::Validity];

    /// What a service calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Issuer => "issuer",
            Self::Year => "year",
            Self::Validity => "validity",
        }
    }
}

impl Entry {
    fn new(id: String, document: Document) -> Rc<Self> {
        Rc::new(Self {
            id,
            document,
            folded: OnceCell::new(),
        })
    }

    /// Stands for its id.
    pub(super) fn key(&self) -> u64 {
        id_hash(&self.id)
    }

    /// The day on which it was issued, as a number; before all others where that is not known.
    fn issued(&self) -> i64 {
        self.document.issued.map_or(i64::MIN, Moment::day_number)
    }

    /// By what a filter knows it.
    pub(super) fn value(&self, filter: Filter, today: Moment) -> Option<String> {
        let document = &self.document;
        match filter {
            Filter::Form => document.form.clone(),
            Filter::Issuer => document.issuer.clone(),
            Filter::Year => {
                let year = document.issued?.civil().year;
                Some(decimal(u64::from(year.unsigned_abs())))
            }
            Filter::Validity => Some(Validity::of(document, today)?.group().to_owned()),
        }
    }

    /// True where it holds each word of the folded query.
    pub(super) fn has(&self, folded_query: &str) -> bool {
        folded_query.is_empty() || matches(self.folded(), folded_query)
    }

    fn folded(&self) -> &str {
        self.folded.get_or_init(|| {
            let document = &self.document;
            let mut text = String::new();
            for field in [
                &document.number,
                &document.form,
                &document.abstract_text,
                &document.issuer,
                &document.signer,
            ] {
                text.push_str(field.as_deref().unwrap_or_default());
                text.push(' ');
            }
            fold(&text)
        })
    }

    /// What it is called: `12/QĐ-UBND`, else its subject.
    pub(super) fn name(&self) -> String {
        let document = &self.document;
        let name = document.number.as_ref().or(document.abstract_text.as_ref());
        name.unwrap_or(&self.id).clone()
    }

    /// True where another document means this one.
    fn is_meant_by(&self, reference: &str) -> bool {
        self.id == reference
            || self
                .document
                .number
                .as_ref()
                .is_some_and(|number| fold(number) == fold(reference))
    }
}

/// What is read of a feed.
#[derive(Default)]
pub(super) struct Shelf {
    /// The last issued first; those without a date at the end.
    pub entries: Vec<Rc<Entry>>,
    /// The absolute address of the next page.
    pub next: Option<String>,
    /// What a service says of all documents that answer; `None` where what is read here is searched and filtered here.
    pub found: Option<JsNode>,
    seen: Seen,
}

impl Shelf {
    /// Reads the first page of what an address answered.
    pub(super) fn open(node: JsNode, address: &str) -> Result<Self, Failure> {
        let mut shelf = Self {
            found: node.get("_bangtin").and_then(|said| said.get("found")),
            ..Self::default()
        };
        shelf.add(node, address)?;
        Ok(shelf)
    }

    /// Adds a page, which came from this address. A page that names itself as the next one would never end.
    pub(super) fn add(&mut self, node: JsNode, address: &str) -> Result<(), Failure> {
        let base = address.to_owned();
        let reader = FeedReader::new(node, move |url| page::resolve(url, &base));
        let reader = reader.map_err(|cause| {
            page::warn(&join(&[address, ": ", cause.reason()]));
            Failure::Unreadable
        })?;
        self.next = reader.head().next_url.filter(|next| next != address);
        for index in 0..reader.len() {
            if let Some((id, document)) = reader.document(index) {
                self.put(id, document);
            }
        }
        for (id, document) in reader.documents() {
            self.put(id, document);
        }
        Ok(())
    }

    fn put(&mut self, id: String, document: Document) {
        if !self.seen.insert(&id) {
            return;
        }
        let entry = Entry::new(id, document);
        let issued = entry.issued();
        // A service has them in order.
        let at = match self.found {
            Some(_) => self.entries.len(),
            None => self
                .entries
                .partition_point(|other| other.issued() >= issued),
        };
        self.entries.insert(at, entry);
    }

    /// True where there is nothing more to be had.
    pub(super) fn is_whole(&self) -> bool {
        self.next.is_none()
    }

    /// The document of this id.
    pub(super) fn find(&self, id: &str) -> Option<Rc<Entry>> {
        self.entries.iter().find(|entry| entry.id == id).cloned()
    }

    /// The values that a filter can have: what a service names, else what the documents have, each once and as they come, so years fall.
    pub(super) fn values(&self, filter: Filter) -> Vec<String> {
        let mut values = Vec::new();
        let Some(found) = &self.found else {
            let today = today();
            for entry in &self.entries {
                if let Some(value) = entry.value(filter, today)
                    && !values.contains(&value)
                {
                    values.push(value);
                }
            }
            return values;
        };
        if filter == Filter::Validity {
            for (group, _) in GROUPS {
                values.push(group.to_owned());
            }
        } else if let Some(known) = found.get("values") {
            for one in known.elements(filter.name()) {
                if let Some(value) = one.string("value") {
                    values.push(value);
                }
            }
        }
        values
    }

    /// What a document has to do with others, as it says itself and as the others here say.
    pub(super) fn ties(&self, entry: &Entry) -> Vec<Tie> {
        let mut ties: Vec<Tie> = Vec::new();
        let mut tie = |kind: ReferenceKind, other: Option<&Rc<Entry>>, name: String| {
            let id = other.map(|other| other.id.clone());
            let tie = Tie { kind, id, name };
            if !ties.contains(&tie) {
                ties.push(tie);
            }
        };
        for reference in &entry.document.references {
            let mut all = self.entries.iter();
            let other = all.find(|other| other.is_meant_by(&reference.document));
            let name = other.map_or_else(|| reference.document.clone(), |other| other.name());
            tie(reference.kind, other, name);
        }
        for other in &self.entries {
            for reference in &other.document.references {
                if other.id != entry.id && entry.is_meant_by(&reference.document) {
                    tie(reference.kind.inverse(), Some(other), other.name());
                }
            }
        }
        ties
    }
}

/// What a document has to do with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tie {
    pub kind: ReferenceKind,
    /// The other's id, where it is among those that are read.
    pub id: Option<String>,
    /// What the other is called.
    pub name: String,
}

/// The words for what a document has to do with another.
pub(super) fn tie_message(kind: ReferenceKind) -> DocumentsMessage {
    match kind {
        ReferenceKind::Replaces => DocumentsMessage::Replaces,
        ReferenceKind::Amends => DocumentsMessage::Amends,
        ReferenceKind::ReplacedBy => DocumentsMessage::ReplacedBy,
        ReferenceKind::AmendedBy => DocumentsMessage::AmendedBy,
    }
}
