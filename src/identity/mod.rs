//! Whose disclosure it is, of which place, department and year; each with where it was found. What is ambiguous stays ambiguous.
//!
//! Evidence is ranked: the title, the front matter, the body, the first rows of tables, and last what the file or the page says of itself. A short name of a place (青龙县) or one
//! that several places have (普陀区) is resolved by rule only when one division fits.

mod assemble;
mod evidence;
mod front;
mod locate;
mod org;
mod place;
mod title;
mod year;

use crate::diagnostics::Diagnostic;
use crate::document::{Document, Place};
use crate::facts::DisclosureKind;
use crate::normalise::names::Names;
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
pub struct Lexicon {
    names: Names,
}

impl Lexicon {
    /// From the vocabulary.
    pub fn new(vocabulary: &Vocabulary) -> Result<Self, vocabulary::Error> {
        Ok(Lexicon { names: Names::new(vocabulary)? })
    }
}

/// The identity of one disclosure.
pub fn identify(document: &Document, unit: &Unit, lexicon: &Lexicon) -> (Identity, Vec<Diagnostic>) {
    let case = assemble::Case::new(document, unit, lexicon);
    let mut told = Vec::new();
    let mut identity = Identity::default();
    assemble::title(&case, &mut identity);
    identity.kind = assemble::kind(&case);
    assemble::year(&case, &mut identity, &mut told);
    let naming = assemble::department(&case, &mut identity, &mut told);
    assemble::level(&case, &mut identity, naming.as_ref());
    locate::place(&case, &mut identity, naming.as_ref(), &mut told);
    identity.published_on = evidence::published(document, &case.lines);
    identity.source_url = document.metadata.url.clone().filter(|u| u.starts_with("http://") || u.starts_with("https://"));
    (identity, told)
}

impl Default for Identity {
    /// Nothing known yet.
    fn default() -> Self {
        Identity {
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
        }
    }
}
