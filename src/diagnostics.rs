//! What a reader, a room or a run has to tell: diagnostics of a file that was read, and the reasons why a file was not.
//!
//! Both lists of codes are closed. A [`Diagnostic`] never stops anything; a [`Failure`] sends its input to quarantine.

mod explain;

pub use explain::{Explanation, explanations};

use crate::document::Place;
use crate::record::GapKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much a message or a check matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// For a reader's eye; nothing may be wrong.
    Note,
    /// Probably wrong, or probably incomplete.
    Warning,
    /// Wrong, or lost.
    Error,
}

macro_rules! codes {
    ($(#[$outer:meta])* $name:ident { $($(#[doc = $doc:expr])+ $variant:ident = $text:literal,)+ }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        pub enum $name {
            $($(#[doc = $doc])+ #[serde(rename = $text)] $variant,)+
        }
        impl $name {
            /// Every code, in the order of the list.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            /// The name used in the dataset.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }
            /// What the code means, in a sentence or two.
            pub fn explanation(self) -> &'static str {
                match self { $($name::$variant => concat!($($doc, "\n"),+).trim_ascii()),+ }
            }
        }
    };
}

codes! {
    /// What a diagnostic is about. The list is closed; `gongkai explain` prints each meaning.
    Code {
        /// A merged cell ran past the table's edge or into another cell and was cut.
        SpanOverlap = "span_overlap",
        /// A table's spans were lost by the file format and more than one way to restore them fits.
        AmbiguousSpans = "ambiguous_spans",
        /// A table's spans were lost by the file format and could not be restored; its values became no facts.
        UnsolvedSpans = "unsolved_spans",
        /// A table was not recognised; it is kept whole in `tables` and `cells`.
        UnrecognisedTable = "unrecognised_table",
        /// A column of a recognised table was not understood; its cells became no facts.
        UnrecognisedColumn = "unrecognised_column",
        /// A row of a recognised table was not understood; its cells became no facts.
        UnrecognisedRow = "unrecognised_row",
        /// A cell in a column of numbers holds something that is no number.
        CellNotNumeric = "cell_not_numeric",
        /// No unit of measure was found for a table; amounts were taken as 万元.
        UnitAssumed = "unit_assumed",
        /// A picture stands where text or a table may have been.
        Picture = "picture",
        /// An embedded object could not be read.
        EmbeddedObject = "embedded_object",
        /// Text that the file marks as hidden was left out: it is not printed.
        HiddenText = "hidden_text",
        /// The encoding that the file declares is not the one that its bytes are in.
        EncodingMismatch = "encoding_mismatch",
        /// Bytes could not be decoded and were replaced by U+FFFD.
        DecodingErrors = "decoding_errors",
        /// The file is damaged; what could be read was read.
        DamagedFile = "damaged_file",
        /// A heading that looks like a part of a disclosure was not understood.
        UnrecognisedHeading = "unrecognised_heading",
        /// The number of a heading does not follow the one before it.
        NumberingGap = "numbering_gap",
        /// The place can be several counties; none was chosen.
        AmbiguousCounty = "ambiguous_county",
        /// The fiscal year differs between title, body, tables or path.
        YearConflict = "year_conflict",
        /// What a side file or the path says disagrees with the file; the file was kept.
        MetadataConflict = "metadata_conflict",
        /// A direction of change without a number, or 基本持平: no fact was made.
        ChangeWithoutNumber = "change_without_number",
        /// An amount in running text could not be attributed to a measure.
        UnattributedAmount = "unattributed_amount",
        /// A sentence holds the leftovers of a template (增加（减少）, XX).
        TemplateResidue = "template_residue",
        /// A name belongs to several classes, or to none in that edition; no code was given.
        UnresolvedClass = "unresolved_class",
        /// The publisher's name is none that the vocabulary has; it was kept as printed.
        UnknownDepartment = "unknown_department",
        /// A limit on size or nesting was met; what lay beyond was not read.
        LimitMet = "limit_met",
    }
}

codes! {
    /// Why an input gave no record. The list is closed; `gongkai explain` prints each meaning.
    FailureCode {
        /// The file holds no bytes.
        Empty = "empty_file",
        /// The file could not be opened or read from disk.
        Unreadable = "unreadable",
        /// The file was there when the run began and is gone now.
        Vanished = "vanished",
        /// The file is larger than the limit.
        TooLarge = "too_large",
        /// The bytes are of no format that is read (an image, a PDF, a spreadsheet, a program …).
        UnsupportedFormat = "unsupported_format",
        /// Rich Text Format: recognised, not read yet.
        Rtf = "rtf",
        /// A saved web archive (MHTML) that holds no page, or one that is packed in an unknown way.
        Mhtml = "mhtml",
        /// The file is protected by a password.
        Encrypted = "encrypted",
        /// The file is damaged or cut short, and nothing could be read.
        Corrupt = "corrupt",
        /// A zip archive that is no Word file.
        NotWordZip = "zip_not_docx",
        /// An OLE container that holds no Word document.
        NotWordOle = "ole_not_doc",
        /// The file expands to more than the limit (a zip bomb).
        ExpansionLimit = "expansion_limit",
        /// A page that asks to log in, or says that the document was not found.
        ErrorPage = "error_page",
        /// The file was read, but it is no disclosure of a budget or of final accounts.
        NoDisclosure = "no_disclosure",
        /// The file was read and holds no text (a scan?).
        NoText = "no_text",
        /// The program itself failed on this input; please report it.
        Internal = "internal",
    }
}

/// Something to tell about a file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What it is about.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What was met, for a person; in English, with the file's own words in quotes.
    pub message: String,
    /// Where, if it has a place.
    pub place: Option<Place>,
    /// The words that were not understood, where a word more in the vocabulary could mend it; see [`crate::gaps`].
    pub unknown: Vec<Unknown>,
}

/// Words of the file that were not understood, and where the vocabulary would have them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What they are.
    pub kind: GapKind,
    /// The context of the vocabulary in which an entry would teach them.
    pub context: String,
    /// The words, folded as the context wants them.
    pub text: String,
}

impl Diagnostic {
    /// A diagnostic without a place.
    pub fn new(code: Code, severity: Severity, message: impl Into<String>) -> Self {
        Diagnostic { code, severity, message: message.into(), place: None, unknown: Vec::new() }
    }

    /// The same, at a place.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same, with words that the vocabulary lacks; blank ones are none.
    pub fn lacks(mut self, kind: GapKind, context: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.trim().is_empty() {
            self.unknown.push(Unknown { kind, context: context.into(), text });
        }
        self
    }
}

/// The room in which an input failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Reading bytes from disk.
    Open,
    /// Finding out what the bytes are.
    Sniff,
    /// From bytes to a document.
    Ingest,
    /// From a document to its disclosures.
    Segment,
    /// Title, county, department, year.
    Identity,
    /// The nine parts.
    Sections,
    /// Tables.
    Tables,
    /// Running text.
    Narrative,
    /// Checks.
    Checks,
    /// Writing the record.
    Store,
}

/// Why an input gave no record: stage, code, and a message that says what was wrong and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// Where it failed.
    pub stage: Stage,
    /// Why.
    pub code: FailureCode,
    /// What was wrong, and what can be done about it. No path: the caller knows it.
    pub message: String,
}

impl Failure {
    /// A failure.
    pub fn new(stage: Stage, code: FailureCode, message: impl Into<String>) -> Self {
        Failure { stage, code, message: message.into() }
    }
}
