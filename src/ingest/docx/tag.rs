//! The elements that the walk knows, and what each of them is to it.

use super::xml::Ns;

/// What an element is to the walk. An element that is not named here is [`Tag::Through`]: its children are read as if it were not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// Read through.
    Through,
    /// Passed over with everything in it.
    Skip,
    /// A part's root.
    Document,
    Paragraph,
    ParagraphProperties,
    ParagraphStyle,
    Outline,
    Frame,
    Justification,
    NumberProperties,
    NumberId,
    NumberLevel,
    Run,
    /// `w:rPr` of a run or of a paragraph mark, as its parent says.
    RunProperties,
    RunStyle,
    Bold,
    Hidden,
    /// Mark of an insertion or deletion inside properties; around text it is [`Tag::Through`] or [`Tag::Skip`].
    Deleted,
    Text,
    Tab,
    PositionTab,
    Break,
    Return,
    NoBreakHyphen,
    Symbol,
    FieldChar,
    FieldSimple,
    Instruction,
    FormCheckBox,
    FormDropDown,
    FormChecked,
    FormDefault,
    FormResult,
    FormEntry,
    NoteReference(NoteKind),
    Note,
    Table,
    TableGrid,
    GridColumn,
    Row,
    RowProperties,
    GridBefore,
    HeaderRow,
    Cell,
    CellProperties,
    GridSpan,
    VerticalMerge,
    HorizontalMerge,
    CellWidth,
    CellDeleted,
    CellMerge,
    TextBox,
    SectionProperties,
    MarginReference,
    Control,
    ControlProperties,
    Gallery,
    Elsewhere,
    Object,
    OleObject,
    Alternate,
    Choice,
    Fallback,
    Picture,
    Extent,
    Graphic,
    VmlImage,
    WordArt,
    MathText,
    MathNumerator,
    MathSuperscript,
    MathSubscript,
    MathRadical,
    MathDelimiter,
    MathBegin,
    MathEnd,
    MathSeparator,
    MathElement,
}

/// Foot- or endnotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NoteKind {
    /// `w:footnote`.
    Foot,
    /// `w:endnote`.
    End,
}

/// The tag of an element inside another.
pub(super) fn of(ns: Ns, name: &str, parent: Tag) -> Tag {
    match ns {
        Ns::Word => word(name.as_bytes(), parent),
        Ns::Compatibility => match name {
            "AlternateContent" => Tag::Alternate,
            "Choice" => Tag::Choice,
            "Fallback" => Tag::Fallback,
            _ => Tag::Through,
        },
        Ns::Drawing => match name {
            "pic" => Tag::Picture,
            "extent" => Tag::Extent,
            "graphicData" => Tag::Graphic,
            _ => Tag::Through,
        },
        Ns::Vml => match name {
            "imagedata" => Tag::VmlImage,
            "textpath" => Tag::WordArt,
            _ => Tag::Through,
        },
        Ns::Office => match name {
            "OLEObject" => Tag::OleObject,
            _ => Tag::Through,
        },
        Ns::Math => math(name, parent),
        Ns::Package | Ns::DublinCore | Ns::Other => Tag::Through,
    }
}

/// Matching on bytes lets the compiler decide by length and letters instead of comparing name by name.
fn word(name: &[u8], parent: Tag) -> Tag {
    match name {
        b"r" => Tag::Run,
        b"t" => Tag::Text,
        b"rPr" if matches!(parent, Tag::Run | Tag::ParagraphProperties) => Tag::RunProperties,
        b"p" => Tag::Paragraph,
        b"pPr" => Tag::ParagraphProperties,
        b"tc" => Tag::Cell,
        b"tcPr" => Tag::CellProperties,
        b"tr" => Tag::Row,
        b"trPr" => Tag::RowProperties,
        b"tbl" => Tag::Table,
        b"b" if parent == Tag::RunProperties => Tag::Bold,
        b"vanish" if parent == Tag::RunProperties => Tag::Hidden,
        b"rStyle" => Tag::RunStyle,
        b"pStyle" => Tag::ParagraphStyle,
        b"jc" if parent == Tag::ParagraphProperties => Tag::Justification,
        b"outlineLvl" => Tag::Outline,
        b"framePr" => Tag::Frame,
        b"numPr" => Tag::NumberProperties,
        b"numId" if parent == Tag::NumberProperties => Tag::NumberId,
        b"ilvl" if parent == Tag::NumberProperties => Tag::NumberLevel,
        b"tab" => Tag::Tab,
        b"ptab" => Tag::PositionTab,
        b"br" => Tag::Break,
        b"cr" => Tag::Return,
        b"noBreakHyphen" => Tag::NoBreakHyphen,
        b"sym" => Tag::Symbol,
        b"fldChar" => Tag::FieldChar,
        b"fldSimple" => Tag::FieldSimple,
        b"instrText" => Tag::Instruction,
        b"checkBox" => Tag::FormCheckBox,
        b"ddList" => Tag::FormDropDown,
        b"checked" if parent == Tag::FormCheckBox => Tag::FormChecked,
        b"default" if matches!(parent, Tag::FormCheckBox | Tag::FormDropDown) => Tag::FormDefault,
        b"result" if parent == Tag::FormDropDown => Tag::FormResult,
        b"listEntry" if parent == Tag::FormDropDown => Tag::FormEntry,
        b"footnoteReference" => Tag::NoteReference(NoteKind::Foot),
        b"endnoteReference" => Tag::NoteReference(NoteKind::End),
        b"footnote" | b"endnote" => Tag::Note,
        b"tblGrid" => Tag::TableGrid,
        b"gridCol" => Tag::GridColumn,
        b"gridBefore" => Tag::GridBefore,
        b"tblHeader" => Tag::HeaderRow,
        b"gridSpan" => Tag::GridSpan,
        b"vMerge" => Tag::VerticalMerge,
        b"hMerge" => Tag::HorizontalMerge,
        b"tcW" => Tag::CellWidth,
        b"cellDel" => Tag::CellDeleted,
        b"cellMerge" => Tag::CellMerge,
        b"txbxContent" => Tag::TextBox,
        b"sectPr" => Tag::SectionProperties,
        b"headerReference" | b"footerReference" => Tag::MarginReference,
        b"sdt" => Tag::Control,
        b"sdtPr" => Tag::ControlProperties,
        b"docPartGallery" => Tag::Gallery,
        b"altChunk" | b"subDoc" => Tag::Elsewhere,
        b"object" => Tag::Object,
        b"document" | b"hdr" | b"ftr" | b"footnotes" | b"endnotes" => Tag::Document,
        // Marks of tracked changes on a paragraph mark, a row.
        b"del" | b"moveFrom" if matches!(parent, Tag::RunProperties | Tag::RowProperties) => Tag::Deleted,
        // Deleted text, what was before a change, what stands above ruby, properties that say nothing of text.
        b"rPr" | b"del" | b"moveFrom" | b"delText" | b"delInstrText" | b"rt" | b"rubyPr" | b"fldData" | b"binData" | b"tblPr"
        | b"tblPrEx" | b"pPrChange" | b"rPrChange" | b"sectPrChange" | b"tblPrChange" | b"tblPrExChange" | b"tblGridChange"
        | b"trPrChange" | b"tcPrChange" | b"numberingChange" | b"sdtEndPr" | b"pBdr" | b"tabs" => Tag::Skip,
        _ => Tag::Through,
    }
}

fn math(name: &str, parent: Tag) -> Tag {
    match name {
        "r" => Tag::Run,
        "t" => Tag::MathText,
        "num" => Tag::MathNumerator,
        "sup" => Tag::MathSuperscript,
        "sub" => Tag::MathSubscript,
        "rad" => Tag::MathRadical,
        "d" => Tag::MathDelimiter,
        "begChr" => Tag::MathBegin,
        "endChr" => Tag::MathEnd,
        "sepChr" => Tag::MathSeparator,
        "e" if parent == Tag::MathDelimiter => Tag::MathElement,
        "ctrlPr" => Tag::Skip,
        _ => Tag::Through,
    }
}
