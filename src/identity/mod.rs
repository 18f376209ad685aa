//! Whose disclosure it is, of which place, department and year; each with where it was found. What is ambiguous stays ambiguous.

use crate::diagnostics::Diagnostic;
use crate::document::{Document, Place};
use crate::facts::DisclosureKind;
use crate::record::{CodeStatus, GovernmentLevel, IdentitySource, Level};
use crate::segment::Unit;
use crate::vocabulary::{self, Vocabulary};

/// What was found; the fields are those of [`crate::record::DisclosureRow`].
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Identity {
    pub title: Option<String>,
    /// Where the title stands.
    pub title_place: Option<Place>,
    pub kind: Option<DisclosureKind>,
    pub level: Option<Level>,
    pub government_level: Option<GovernmentLevel>,
    pub fiscal_year: Option<i32>,
    pub province: Option<String>,
    pub prefecture: Option<String>,
    pub county: Option<String>,
    pub county_code: Option<String>,
    pub county_code_status: CodeStatus,
    pub county_key: Option<String>,
    pub department: Option<String>,
    pub department_printed: Option<String>,
    pub department_key: Option<String>,
    pub department_function: Option<String>,
    pub unit_name: Option<String>,
    pub parent_department: Option<String>,
    pub published_on: Option<String>,
    pub source_url: Option<String>,
    pub county_source: Option<IdentitySource>,
    pub department_source: Option<IdentitySource>,
    pub year_source: Option<IdentitySource>,
}

/// The words that this room knows, and the reference tables that it looks up.
#[derive(Debug)]
pub struct Lexicon {}

impl Lexicon {
    /// From the vocabulary.
    pub fn new(_vocabulary: &Vocabulary) -> Result<Self, vocabulary::Error> {
        Ok(Lexicon {})
    }
}

/// The identity of one disclosure.
pub fn identify(_document: &Document, _unit: &Unit, _lexicon: &Lexicon) -> (Identity, Vec<Diagnostic>) {
    let identity = Identity {
        title: None,
        title_place: None,
        kind: None,
        level: None,
        government_level: None,
        fiscal_year: None,
        province: None,
        prefecture: None,
        county: None,
        county_code: None,
        county_code_status: CodeStatus::Unknown,
        county_key: None,
        department: None,
        department_printed: None,
        department_key: None,
        department_function: None,
        unit_name: None,
        parent_department: None,
        published_on: None,
        source_url: None,
        county_source: None,
        department_source: None,
        year_source: None,
    };
    (identity, Vec::new())
}
