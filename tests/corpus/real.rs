//! The real disclosures: what is reached now is held, and printed.

use crate::support;
use gongkai::score::{self, Score};

/// Lowest precision and recall over the facts, and F1 over everything else, in ten thousandths, that each container has reached.
const REACHED: &[(&str, &str, u64, u64, u64)] = &[
    (".", "docx", 10_000, 10_000, 10_000),
    (".", "html", 10_000, 10_000, 10_000),
    ("doc", "doc", 10_000, 10_000, 10_000),
    ("pages", "html", 10_000, 9_990, 10_000),
    ("tika", "txt", 10_000, 9_990, 10_000),
    (".", "txt", 9_990, 9_200, 9_850),
];

fn of(score: &Score, table: &str) -> (u64, u64, u64) {
    score.tables.get(table).map_or((0, 0, 0), |t| (t.precision(), t.recall(), t.f1()))
}

#[test]
fn real_disclosures_are_read_as_well_as_they_were() {
    for (name, extension, precision, recall, rest) in REACHED {
        let Some(folder) = support::shared("real") else { return };
        let folder = if *name == "." { folder.clone() } else { folder.join(name) };
        let inputs: Vec<_> = support::files(&folder).into_iter().filter(|p| p.extension().is_some_and(|e| e == *extension)).collect();
        let expected = support::shared("real/expected").unwrap_or_default();
        let score = score::score(&expected, support::extract(&inputs).path()).unwrap();
        let facts = of(&score, "facts");
        let lowest = ["disclosures", "sections", "glossary"].iter().map(|t| of(&score, t).2).min().unwrap_or_default();
        println!(
            "real {name} {extension}: facts precision {} recall {}, lowest F1 of the others {lowest}, wholly right {:?}",
            facts.0,
            facts.1,
            score.right()
        );
        assert!(facts.0 >= *precision && facts.1 >= *recall && lowest >= *rest, "{name} {extension}\n{}", score::text(&score, 12, 8));
    }
}
