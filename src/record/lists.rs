//! Closed lists that only the output names.

use crate::facts::closed_list;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

closed_list! {
    /// Whose disclosure it is.
    Level {
        /// A department with its units.
        Department = "department",
        /// One unit alone.
        Unit = "unit",
    }
}

closed_list! {
    /// Level of the publishing government.
    GovernmentLevel {
        /// 省.
        Province = "province",
        /// 地, 市.
        Prefecture = "prefecture",
        /// 县, 区.
        County = "county",
        /// 乡, 镇, 街道.
        Township = "township",
    }
}

closed_list! {
    /// How sure a county code is.
    CodeStatus {
        /// Exactly one place fits.
        Resolved = "resolved",
        /// Several places fit; none was chosen.
        Ambiguous = "ambiguous",
        /// No place was found, or none fits.
        Unknown = "unknown",
        /// A place that the standard has no code for (开发区).
        NotInStandard = "not_in_standard",
    }
}

closed_list! {
    /// Where an identity column was found.
    IdentitySource {
        /// In the title.
        Title = "title",
        /// In the text.
        Body = "body",
        /// In a table's first rows.
        Table = "table",
        /// In the path, by `--path-pattern`.
        Path = "path",
        /// In a side file or the file's own metadata.
        Metadata = "metadata",
    }
}

closed_list! {
    /// Whether a part is there.
    SectionStatus {
        /// There, with text.
        Found = "found",
        /// A heading with no character after it.
        Empty = "empty",
        /// Not there.
        Missing = "missing",
    }
}

closed_list! {
    /// The list in which a statement stands.
    ListKey {
        /// 部门职责.
        Duties = "duties",
        /// 年度发展规划目标.
        Goals = "goals",
        /// 职责分类绩效目标.
        ResponsibilityGoals = "responsibility_goals",
        /// 机构设置.
        Institutions = "institutions",
        /// Any other.
        Other = "other",
    }
}

closed_list! {
    /// Whether more of an indicator is better.
    Direction {
        /// More is better.
        Higher = "higher",
        /// Less is better.
        Lower = "lower",
        /// It cannot be told.
        Unknown = "unknown",
    }
}

closed_list! {
    /// What an availability row is about.
    SubjectKind {
        /// One of the nine parts.
        Part = "part",
        /// One of the nine national tables.
        Table = "table",
        /// A headline measure.
        Measure = "measure",
    }
}

closed_list! {
    /// What was found of a subject.
    AvailabilityState {
        /// A value.
        Disclosed = "disclosed",
        /// A printed zero.
        Zero = "zero",
        /// Words say that there is none.
        StatedNone = "stated_none",
        /// An empty table, said to be empty (空表列示).
        EmptyTableDeclared = "empty_table_declared",
        /// A blank cell.
        BlankCell = "blank_cell",
        /// It does not concern this body (不涉及).
        NotApplicable = "not_applicable",
        /// The part that would state it is not there.
        PartAbsent = "part_absent",
        /// It may be there; it was not extracted.
        NotExtracted = "not_extracted",
    }
}

closed_list! {
    /// The outcome of a check.
    CheckStatus {
        /// The numbers agree within what was printed.
        Pass = "pass",
        /// No reading within the printed intervals agrees.
        Fail = "fail",
        /// A number that it needs was not disclosed or not understood.
        Unknown = "unknown",
        /// It does not concern this disclosure.
        NotApplicable = "not_applicable",
    }
}

closed_list! {
    /// What a gap is: something in the file that was not understood.
    GapKind {
        /// A heading whose words tell no part.
        Heading = "heading",
        /// The title of a table that was not recognised.
        Caption = "caption",
        /// A column's header.
        Header = "header",
        /// A row's label.
        Label = "label",
        /// The words before an amount in running text.
        Measure = "measure",
        /// The name of a publisher.
        Department = "department",
        /// A numeral that is neither a fact nor of a closed class.
        Numeral = "numeral",
    }
}

closed_list! {
    /// How a printed number could have come from the one that is needed.
    SuspectKind {
        /// The decimal point is one to three places off.
        ShiftedPoint = "shifted_point",
        /// 元 for 万元, or 万元 for 元: ten thousand times too much or too little.
        Unit = "unit_slip",
        /// Two neighbouring digits are swapped.
        SwappedDigits = "swapped_digits",
        /// The sign is missing or too much.
        Sign = "sign",
        /// It is the figure of another year.
        OtherYear = "other_year",
        /// One digit is another, missing or too much.
        Digit = "digit",
        /// Nothing but the difference speaks for it.
        Balance = "balance",
    }
}
