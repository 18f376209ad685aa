//! The tidy tables as CSV: UTF-8, header, RFC 4180 quoting, LF.

use crate::record::{Record, SourceRow};
use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Every table, in the order of the contract.
pub const TABLES: &[&str] = &[
    "disclosures",
    "sources",
    "sections",
    "statements",
    "facts",
    "staffing",
    "activities",
    "indicators",
    "procurement",
    "assets",
    "glossary",
    "tables",
    "cells",
    "availability",
    "checks",
    "suspects",
    "diagnostics",
    "gaps",
];

type Csv = Writer<BufWriter<File>>;

/// One open CSV a table.
pub(super) struct Writers {
    files: BTreeMap<&'static str, (Csv, u64)>,
}

/// The columns of a row type, in order: the properties of its JSON Schema.
fn columns<T: JsonSchema>() -> Vec<String> {
    let schema = schemars::schema_for!(T);
    schema.get("properties").and_then(|p| p.as_object()).map(|p| p.keys().cloned().collect()).unwrap_or_default()
}

fn header(table: &str) -> Vec<String> {
    use crate::record as r;
    match table {
        "disclosures" => columns::<r::DisclosureRow>(),
        "sources" => columns::<r::SourceRow>(),
        "sections" => columns::<r::SectionRow>(),
        "statements" => columns::<r::StatementRow>(),
        "facts" => columns::<r::FactRow>(),
        "staffing" => columns::<r::StaffingRow>(),
        "activities" => columns::<r::ActivityRow>(),
        "indicators" => columns::<r::IndicatorRow>(),
        "procurement" => columns::<r::ProcurementRow>(),
        "assets" => columns::<r::AssetRow>(),
        "glossary" => columns::<r::GlossaryRow>(),
        "tables" => columns::<r::TableRow>(),
        "cells" => columns::<r::CellRow>(),
        "availability" => columns::<r::AvailabilityRow>(),
        "checks" => columns::<r::CheckRow>(),
        "suspects" => columns::<r::SuspectRow>(),
        "diagnostics" => columns::<r::DiagnosticRow>(),
        _ => columns::<r::GapRow>(),
    }
}

impl Writers {
    /// Creates every table with its header, so that a table without rows is there too.
    pub fn create(folder: &Path, excel_bom: bool) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let mut files = BTreeMap::new();
        for table in TABLES {
            let mut file = BufWriter::with_capacity(1 << 16, File::create(folder.join(format!("{table}.csv")))?);
            if excel_bom {
                file.write_all("\u{feff}".as_bytes())?;
            }
            let mut writer = WriterBuilder::new()
                .has_headers(false)
                .terminator(Terminator::Any(b'\n'))
                .quote_style(QuoteStyle::Necessary)
                .from_writer(file);
            writer.write_record(header(table))?;
            files.insert(*table, (writer, 0));
        }
        Ok(Writers { files })
    }

    fn rows<T: Serialize>(&mut self, table: &str, rows: &[T]) -> io::Result<()> {
        if let Some((writer, count)) = self.files.get_mut(table) {
            for row in rows {
                writer.serialize(row)?;
            }
            *count += rows.len() as u64;
        }
        Ok(())
    }

    pub fn source(&mut self, row: &SourceRow) -> io::Result<()> {
        self.rows("sources", std::slice::from_ref(row))
    }

    pub fn record(&mut self, record: &Record) -> io::Result<()> {
        self.rows("disclosures", std::slice::from_ref(&record.disclosure))?;
        macro_rules! all {
            ($($table:ident),+) => { $(self.rows(stringify!($table), &record.$table)?;)+ };
        }
        all!(
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
            cells,
            availability,
            checks,
            suspects,
            diagnostics,
            gaps
        );
        Ok(())
    }

    /// Flushes everything; rows by table.
    pub fn finish(self) -> io::Result<BTreeMap<String, u64>> {
        let mut counts = BTreeMap::new();
        for (table, (mut writer, count)) in self.files {
            writer.flush()?;
            counts.insert(table.to_owned(), count);
        }
        Ok(counts)
    }
}
