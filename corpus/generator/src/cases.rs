//! Hard cases: switches that are drawn for each disclosure and told beside the truth, so that scores can be told by switch.

use crate::random::Random;
use std::collections::BTreeSet;

/// Name, cases of a hundred, families (none: all), what it does.
pub const CASES: &[(&str, i64, &[&str], &str)] = &[
    (
        "contents",
        55,
        &["national-four", "final-accounts", "hebei-2021", "gansu-continued", "hubei-ten"],
        "a list of contents repeats the headings",
    ),
    ("contents_leaders", 30, &[], "the contents have dotted leaders and page numbers"),
    ("cited_heading", 25, &[], "a sentence cites a later heading"),
    ("missing_part", 12, &[], "a part is not there, and the numbers go on"),
    ("empty_part", 10, &[], "a part is a heading with nothing after it"),
    ("glued_heading", 10, &[], "a heading runs on with its first sentence"),
    ("lost_number", 8, &[], "a heading has lost its number"),
    ("doubled_number", 6, &[], "a heading has the number of the one before it"),
    ("spaced_words", 15, &[], "blanks inside short headings and labels"),
    ("full_width", 8, &[], "full-width digits and points in sentences"),
    ("half_brackets", 15, &[], "half-width brackets"),
    ("quotes", 30, &[], "straight, corner or no quotes round 三公"),
    ("heading_mark", 10, &[], "a colon or a full stop after headings"),
    ("auto_numbers", 40, &[], "Word counts the headings"),
    ("split_table", 15, &[], "long tables break: 续表 with the header again"),
    ("repeated_header", 12, &[], "the header stands again in the middle of a long table"),
    ("empty_note", 60, &[], "an empty table has blank cells and a note instead of zeros"),
    ("number_alone", 10, &[], "第一部分 and its name stand on two lines"),
    ("heading_in_cell", 5, &[], "some headings stand in a table of one cell"),
    ("traditional", 6, &[], "traditional characters"),
    ("mixed_units", 12, &[], "the tables are in another unit than the text"),
    ("zero_cells", 50, &[], "zeros are printed 0.00, or as a dash"),
    ("inside_unit", 40, &[], "code, name and unit stand in the first row of a table"),
    ("broken_number", 6, &[], "a number is broken by a blank"),
    ("auto_items", 35, &[], "Word counts the entries of lists too"),
    ("auto_levels", 35, &[], "one list of Word counts several levels"),
    ("old_merges", 10, &[], "hMerge in place of gridSpan"),
    ("header_rows", 25, &[], "header rows are marked, so that Word repeats them"),
    ("short_rows", 10, &[], "rows without their last blank cells, with gridAfter"),
    ("split_runs", 25, &[], "headings in several runs with bookmarks"),
    ("split_bare", 8, &[], "long tables break without 续表 and without the header again"),
    ("several_units", 8, &[], "the department's units disclose behind it in the same file"),
    ("corrected", 6, &[], "a second file corrects the first"),
    ("stale_year", 10, &[], "a sentence still names last year"),
    ("stale_heading", 8, &[], "a heading still names last year"),
    ("framed_table", 8, &[], "tables stand with title and note in a table of one cell"),
    ("number_line", 8, &[], "the number of a heading stands on a line of its own"),
    ("other_contents", 16, LISTED, "the contents name some headings otherwise than they stand"),
    ("page_fields", 14, LISTED, "what is left of Word's fields stands in the contents"),
    ("left_open", 10, &[], "a template was not filled in: 增加（减少）, XX"),
    ("part_typo", 10, PARTED, "第三部门 in place of 第三部分"),
    ("lost_character", 6, &[], "a heading has lost its first character"),
    ("joined_tables", 10, TABLED, "a table runs on in the one above it, its title a row"),
    ("unit_tables", 10, TABLED, "revenue and expenditure are told by unit"),
    ("operation_table", 30, &["final-accounts", "gansu-continued", "hubei-ten"], "final accounts have a table of how the body runs"),
];

/// Families with contents.
const LISTED: &[&str] = &["national-four", "final-accounts", "hebei-2021", "gansu-continued", "hubei-ten"];
/// Families whose chapters are called 第一部分.
const PARTED: &[&str] = &["national-four", "final-accounts", "hebei-2021", "gansu-continued"];
/// Families whose tables follow each other.
const TABLED: &[&str] = &["national-four", "final-accounts", "hebei-2021", "gansu-continued", "hubei-ten"];

/// The cases of one disclosure.
#[derive(Debug, Clone, Default)]
pub struct Cases {
    on: BTreeSet<&'static str>,
}

impl Cases {
    /// Draws the cases of a family.
    pub fn draw(family: &str, random: &mut Random) -> Self {
        let mut on = BTreeSet::new();
        for (name, percent, families, _) in CASES {
            // The draw is made for every case, so that a family does not shift the draws of others.
            if random.chance(*percent) && (families.is_empty() || families.contains(&family)) {
                on.insert(*name);
            }
        }
        if !on.contains("contents") {
            on.remove("contents_leaders");
            on.remove("other_contents");
            on.remove("page_fields");
        }
        if !on.contains("auto_numbers") {
            on.remove("auto_items");
            on.remove("auto_levels");
        }
        // Where Word counts, it neither loses a number nor prints one twice.
        if on.contains("auto_numbers") {
            on.remove("lost_number");
            on.remove("doubled_number");
            on.remove("number_line");
        }
        Cases { on }
    }

    /// Whether a case is on.
    pub fn has(&self, name: &str) -> bool {
        debug_assert!(CASES.iter().any(|(known, ..)| *known == name), "{name} is no case");
        self.on.contains(name)
    }

    /// Takes a case back that found nothing to do.
    pub fn drop(&mut self, name: &str) {
        self.on.remove(name);
    }

    /// Names in order.
    pub fn names(&self) -> Vec<&'static str> {
        self.on.iter().copied().collect()
    }
}
