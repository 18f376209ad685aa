//! The walk of one file through the rooms. Pure: no file, clock, environment or thread in it.

use crate::checks;
use crate::context::Context;
use crate::derive;
use crate::diagnostics::{Diagnostic, Failure};
use crate::document::{Document, Place, Position};
use crate::facts::Fact;
use crate::gaps;
use crate::identity;
use crate::ingest::{self, Limits};
use crate::narrative;
use crate::numerals;
use crate::record::{CellRow, CheckStatus, DiagnosticRow, DisclosureRow, FactRow, Record};
use crate::sections;
use crate::segment::{self, Unit};
use crate::tables;
use crate::vocabulary::{self, Vocabulary};
use sha2::{Digest, Sha256};

/// Everything that is made once and used for every file: the vocabulary, compiled for each room, and the limits.
#[derive(Debug)]
pub struct Extractor {
    /// What one file may cost.
    pub limits: Limits,
    segment: segment::Lexicon,
    identity: identity::Lexicon,
    sections: sections::Lexicon,
    tables: tables::Lexicon,
    narrative: narrative::Lexicon,
}

impl Extractor {
    /// Compiles a vocabulary.
    pub fn new(vocabulary: &Vocabulary, limits: Limits) -> Result<Self, vocabulary::Error> {
        Ok(Extractor {
            limits,
            segment: segment::Lexicon::new(vocabulary)?,
            identity: identity::Lexicon::new(vocabulary)?,
            sections: sections::Lexicon::new(vocabulary)?,
            tables: tables::Lexicon::new(vocabulary)?,
            narrative: narrative::Lexicon::new(vocabulary)?,
        })
    }
}

/// Reads one file: a record for each disclosure in it, in order. `source_path` is left empty: it is joined when the dataset is built.
pub fn extract(bytes: &[u8], extractor: &Extractor) -> Result<Vec<Record>, Failure> {
    let document = ingest::read(bytes, &extractor.limits)?;
    records(&document, &sha256(bytes), extractor)
}

/// SHA-256 of bytes, in hex.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// The records of a document that was read from bytes with this SHA-256.
pub fn records(document: &Document, sha256: &str, extractor: &Extractor) -> Result<Vec<Record>, Failure> {
    let units = segment::split(document, &extractor.segment)?;
    Ok(units
        .iter()
        .enumerate()
        .map(|(ordinal, unit)| {
            let id = match ordinal {
                0 => format!("d{}", &sha256[..16]),
                n => format!("d{}-{}", &sha256[..16], n + 1),
            };
            record(document, unit, &id, sha256, extractor)
        })
        .collect())
}

fn record(document: &Document, unit: &Unit, id: &str, sha256: &str, extractor: &Extractor) -> Record {
    let mut diagnostics: Vec<Diagnostic> = document
        .diagnostics
        .iter()
        .filter(|d| d.place.is_none_or(|p| (unit.first_block..unit.end_block).contains(&p.block)))
        .cloned()
        .collect();
    let (identity, told) = identity::identify(document, unit, &extractor.identity);
    diagnostics.extend(told);
    let (sections, told) = sections::split(document, unit, &extractor.sections);
    diagnostics.extend(told);
    let context = Context { document, unit, identity: &identity, sections: &sections };
    let mut tables = tables::read(&context, &extractor.tables);
    let narrative = narrative::read(&context, &extractor.narrative);
    tables::unsaid::settle(&mut tables, &narrative.facts);
    diagnostics.extend(tables.diagnostics.iter().cloned());
    diagnostics.extend(narrative.diagnostics.iter().cloned());
    let facts = order_facts(&context, tables.facts.clone(), narrative.facts.clone());
    let availability = crate::availability::of(&context, &facts, &tables);
    let numerals = numerals::list(&context, &facts, &tables, &narrative.explained);
    let not_understood: Vec<Place> = numerals.iter().filter(|n| n.class.is_none()).map(|n| n.place).collect();
    let columns = checks::columns(&tables);
    let statements = sections::statements(&context, &extractor.sections);
    let checks::Checked { checks, suspects } = checks::run(&checks::Input {
        context,
        facts: &facts,
        tables: &tables,
        availability: &availability,
        not_understood: &not_understood,
        columns: &columns,
        statements: &statements,
    });
    let account = numerals::Account::of(&numerals);
    let count = |status| checks.iter().filter(|c| c.status == status).count() as u32;
    let disclosure = DisclosureRow {
        disclosure_id: id.to_owned(),
        disclosure_key: id.to_owned(),
        is_preferred: true,
        duplicate_of: None,
        source_path: String::new(),
        source_sha256: sha256.to_owned(),
        format: document.format,
        encoding: document.encoding.map(str::to_owned),
        title: identity.title.clone(),
        kind: identity.kind,
        level: identity.level,
        government_level: identity.government_level,
        fiscal_year: identity.fiscal_year,
        province: identity.province.clone(),
        prefecture: identity.prefecture.clone(),
        county: identity.county.clone(),
        county_code: identity.county_code.clone(),
        county_code_status: identity.county_code_status,
        county_key: identity.county_key.clone(),
        department: identity.department.clone(),
        department_printed: identity.department_printed.clone(),
        department_key: identity.department_key.clone(),
        department_function: identity.department_function.clone(),
        unit_name: identity.unit_name.clone(),
        parent_department: identity.parent_department.clone(),
        budget_unit_code: tables.budget_unit_code.clone(),
        published_on: identity.published_on.clone(),
        source_url: identity.source_url.clone(),
        county_source: identity.county_source,
        department_source: identity.department_source,
        year_source: identity.year_source,
        parts_found: sections::rows::parts_found(&sections),
        tables_found: tables.tables.len() as u32,
        tables_unrecognised: tables.tables.iter().filter(|t| t.kind == crate::facts::TableKind::Unrecognised).count() as u32,
        text_assigned: sections::rows::text_assigned(&context, &tables.tables),
        numerals: account.numerals,
        numerals_explained: account.explained,
        numeral_classes: account.classes_json(),
        checks_passed: count(CheckStatus::Pass),
        checks_failed: count(CheckStatus::Fail),
        checks_unknown: count(CheckStatus::Unknown),
    };
    let mut record = Record {
        disclosure,
        sections: (0..sections.list.len()).map(|i| sections::rows::section_row(document, &sections, i)).collect(),
        statements,
        facts: facts.iter().map(|f| fact_row(document, f)).collect(),
        staffing: tables.staffing,
        activities: tables.activities,
        indicators: tables.indicators,
        procurement: tables.procurement,
        assets: tables.assets,
        glossary: sections::glossary(&context, &extractor.sections),
        tables: tables.tables,
        cells: tables.cells,
        availability,
        checks,
        suspects,
        diagnostics: diagnostics.iter().map(diagnostic_row).collect(),
        gaps: gaps::find(&context, &diagnostics, &numerals, &extractor.narrative),
    };
    number(&mut record, id);
    record
}

/// Facts of tables and sentences, with those derived from them, in the order of their places; `part` is filled from the sections.
fn order_facts(context: &Context<'_>, tables: Vec<Fact>, narrative: Vec<Fact>) -> Vec<Fact> {
    let shift = tables.len();
    let mut facts = tables;
    facts.extend(narrative.into_iter().map(|mut f| {
        f.parent = f.parent.map(|p| p + shift);
        f
    }));
    for fact in &mut facts {
        fact.part =
            context.part_at(Position { block: fact.place.block, char: if fact.place.cell.is_some() { 0 } else { fact.place.start_char } });
    }
    facts.extend(derive::last_year(&facts));
    let mut order: Vec<usize> = (0..facts.len()).collect();
    // Cells sort by row and column before their characters; the sort is stable, so that facts of one place keep the order in which they were found.
    order.sort_by_key(|&i| {
        let f = &facts[i];
        (f.basis, f.place.block, f.place.cell, f.place.start_char, f.place.end_char)
    });
    let mut rank = vec![0; facts.len()];
    for (to, &from) in order.iter().enumerate() {
        rank[from] = to;
    }
    let mut taken: Vec<Option<Fact>> = facts.into_iter().map(Some).collect();
    order
        .iter()
        .filter_map(|&i| taken[i].take())
        .map(|mut f| {
            f.parent = f.parent.map(|p| rank[p]);
            f
        })
        .collect()
}

fn fact_row(document: &Document, fact: &Fact) -> FactRow {
    FactRow {
        disclosure_id: String::new(),
        seq: 0,
        unit_name: fact.unit_name.clone(),
        measure: fact.measure,
        component: fact.component,
        fund: fact.fund,
        scheme: fact.scheme,
        item_key: fact.item_key.clone(),
        item: fact.item.clone(),
        item_code: fact.item_code.clone(),
        item_level: fact.item_level,
        parent_seq: fact.parent.map(|p| p as u32),
        stage: fact.stage,
        year: fact.year,
        aspect: fact.aspect,
        base_stage: fact.base_stage,
        base_year: fact.base_year,
        value: fact.value,
        value_unit: fact.value_unit,
        resolution: fact.resolution,
        printed: fact.printed.clone(),
        printed_unit: fact.printed_unit.clone(),
        basis: fact.basis,
        source: fact.source,
        table_kind: fact.table_kind,
        header_path: fact.header_path.clone(),
        part: fact.part.map(|p| p.number()),
        block: fact.place.block,
        end_block: fact.place.end_block,
        start_char: fact.place.start_char,
        end_char: fact.place.end_char,
        table_row: fact.place.cell.map(|c| c.0),
        table_column: fact.place.cell.map(|c| c.1),
        sentence: document.sentence(&fact.place).map(str::to_owned),
        support: 0,
    }
}

fn diagnostic_row(diagnostic: &Diagnostic) -> DiagnosticRow {
    DiagnosticRow {
        disclosure_id: String::new(),
        seq: 0,
        code: diagnostic.code,
        severity: diagnostic.severity,
        message: diagnostic.message.clone(),
        block: diagnostic.place.map(|p| p.block),
        start_char: diagnostic.place.map(|p| p.start_char),
        end_char: diagnostic.place.map(|p| p.end_char),
    }
}

/// Fills `disclosure_id` of every row, and `seq` where the table has one.
fn number(record: &mut Record, id: &str) {
    macro_rules! sequenced {
        ($($table:ident),+) => { $(for (seq, row) in record.$table.iter_mut().enumerate() {
            row.disclosure_id = id.to_owned();
            row.seq = seq as u32;
        })+ };
    }
    sequenced!(
        sections,
        statements,
        facts,
        staffing,
        activities,
        indicators,
        procurement,
        assets,
        glossary,
        tables,
        suspects,
        diagnostics,
        gaps
    );
    record.cells.iter_mut().for_each(|row: &mut CellRow| row.disclosure_id = id.to_owned());
    record.availability.iter_mut().for_each(|row| row.disclosure_id = id.to_owned());
    record.checks.iter_mut().for_each(|row| row.disclosure_id = id.to_owned());
}
