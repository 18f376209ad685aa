//! What is held: `golden/scores.json`, and in `golden/wrong.tsv` the documents that are not wholly right.

use super::sets::Measured;
use crate::support::project;
use gongkai::score::{Group, Same, Score, Tally, decimal};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;

/// All sets.
#[derive(Default)]
pub struct Held {
    pub sets: BTreeMap<String, Set>,
}

/// One set.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Set {
    pub documents: u64,
    pub right: u64,
    pub tables: BTreeMap<String, Tally>,
    /// Cells of the identity by column: right, of how many.
    pub columns: BTreeMap<String, (u64, u64)>,
    pub same: Same,
    /// Words that were taken out of the vocabulary.
    pub without: u64,
    /// By what (family, format, case), then by name.
    pub groups: BTreeMap<String, BTreeMap<String, Group>>,
}

/// A figure that is lower than it was.
pub struct Drop {
    /// The table, or what else was counted.
    pub of: String,
    figure: &'static str,
    held: (u64, u64),
    now: (u64, u64),
}

impl std::fmt::Display for Drop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share =
            |(part, whole): (u64, u64)| format!("{} ({part} of {whole})", decimal((part * 10_000).checked_div(whole).unwrap_or(10_000)));
        write!(f, "{} {} was {} and is {}", self.of, self.figure, share(self.held), share(self.now))
    }
}

/// Exactly: a lost row in a hundred thousand counts.
fn lower(now: (u64, u64), held: (u64, u64)) -> bool {
    let whole = |(part, whole): (u64, u64)| if whole == 0 { (1, 1) } else { (u128::from(part), u128::from(whole)) };
    let (now, held) = (whole(now), whole(held));
    now.0 * held.1 < held.0 * now.1
}

impl Set {
    pub fn of(score: &Score) -> Self {
        let (right, documents) = score.right();
        Set { documents, right, tables: score.tables.clone(), columns: score.columns.clone(), same: score.same(), ..Set::default() }
    }

    pub fn columns_right(&self) -> (u64, u64) {
        self.columns.values().fold((0, 0), |sum, c| (sum.0 + c.0, sum.1 + c.1))
    }

    /// For the test's own output.
    pub fn line(&self) -> String {
        let facts = self.tables.get("facts").copied().unwrap_or_default();
        let sections = self.tables.get("sections").copied().unwrap_or_default();
        format!(
            "wholly right {} of {}, facts precision {} recall {}, sections F1 {}",
            self.right,
            self.documents,
            decimal(facts.precision()),
            decimal(facts.recall()),
            decimal(sections.f1())
        )
    }

    pub fn drops(&self, held: &Set) -> Vec<Drop> {
        let mut drops = Vec::new();
        // A hard document that is no longer there raises every share.
        if self.documents < held.documents {
            let (held, now) = ((held.documents, held.documents), (self.documents, held.documents));
            drops.push(Drop { of: "documents".to_owned(), figure: "measured", held, now });
        }
        let mut add = |of: &str, figure, held, now| {
            if lower(now, held) {
                drops.push(Drop { of: of.to_owned(), figure, held, now });
            }
        };
        for (table, was) in &held.tables {
            let now = self.tables.get(table).copied().unwrap_or(Tally { missing: was.matched + was.missing, ..Tally::default() });
            let there = |t: Tally| (t.matched, t.matched + t.unexpected);
            let expected = |t: Tally| (t.matched, t.matched + t.missing);
            let rows = |t: Tally| t.matched + t.missing;
            // What the generator writes is its bank's affair; expected files only lose rows when someone takes them away.
            let written = !self.groups.is_empty() || self.without > 0;
            if rows(now) < rows(*was) && self.documents == held.documents && !written {
                add(table, "rows expected", (rows(*was), rows(*was)), (rows(now), rows(*was)));
            }
            add(table, "precision", there(*was), there(now));
            add(table, "recall", expected(*was), expected(now));
        }
        add("documents", "wholly right", (held.right, held.documents), (self.right, self.documents));
        add("identity columns", "right", held.columns_right(), self.columns_right());
        add("all formats", "with the same facts", (held.same.agreeing, held.same.disclosures), (self.same.agreeing, self.same.disclosures));
        drops
    }

    fn json(&self) -> Value {
        let pair = |(right, all): &(u64, u64)| json!([right, all]);
        let groups = |g: &BTreeMap<String, Group>| {
            g.iter()
                .map(|(n, g)| (n.clone(), json!({ "documents": g.documents, "right": g.right, "tables": tables_json(&g.tables) })))
                .collect::<Map<_, _>>()
        };
        json!({
            "documents": self.documents,
            "right": self.right,
            "words_taken_away": self.without,
            "same_facts": { "disclosures": self.same.disclosures, "agreeing": self.same.agreeing, "facts": self.same.facts, "common": self.same.common },
            "tables": tables_json(&self.tables),
            "columns": self.columns.iter().map(|(n, p)| (n.clone(), pair(p))).collect::<Map<_, _>>(),
            "groups": self.groups.iter().map(|(n, g)| (n.clone(), Value::Object(groups(g)))).collect::<Map<_, _>>(),
        })
    }

    fn parse(value: &Value) -> Self {
        let number = |v: &Value| v.as_u64().unwrap_or(0);
        let object = |v: &Value| v.as_object().cloned().unwrap_or_default();
        let group =
            |v: &Value| Group { documents: number(&v["documents"]), right: number(&v["right"]), tables: parse_tables(&v["tables"]) };
        let same = &value["same_facts"];
        Set {
            documents: number(&value["documents"]),
            right: number(&value["right"]),
            without: number(&value["words_taken_away"]),
            tables: parse_tables(&value["tables"]),
            columns: object(&value["columns"]).iter().map(|(n, v)| (n.clone(), (number(&v[0]), number(&v[1])))).collect(),
            same: Same {
                disclosures: number(&same["disclosures"]),
                agreeing: number(&same["agreeing"]),
                facts: number(&same["facts"]),
                common: number(&same["common"]),
            },
            groups: object(&value["groups"])
                .iter()
                .map(|(n, v)| (n.clone(), object(v).iter().map(|(n, v)| (n.clone(), group(v))).collect()))
                .collect(),
        }
    }
}

/// A table's counts; its shares are there for a reader.
fn tables_json(tables: &BTreeMap<String, Tally>) -> Map<String, Value> {
    let one = |t: &Tally| {
        json!({
            "precision": decimal(t.precision()), "recall": decimal(t.recall()), "f1": decimal(t.f1()),
            "matched": t.matched, "unexpected": t.unexpected, "missing": t.missing,
        })
    };
    tables.iter().map(|(name, tally)| (name.clone(), one(tally))).collect()
}

fn parse_tables(value: &Value) -> BTreeMap<String, Tally> {
    let number = |v: &Value| v.as_u64().unwrap_or(0);
    let one = |v: &Value| Tally { matched: number(&v["matched"]), unexpected: number(&v["unexpected"]), missing: number(&v["missing"]) };
    value.as_object().into_iter().flatten().map(|(name, v)| (name.clone(), one(v))).collect()
}

/// Objects of plain values stand in one line.
fn pretty(value: &Value, indent: usize, out: &mut String) {
    let Some(object) = value.as_object().filter(|o| o.values().any(Value::is_object)) else {
        let _ = write!(out, "{value}");
        return;
    };
    out.push_str("{\n");
    for (i, (name, value)) in object.iter().enumerate() {
        let _ = write!(out, "{}{}: ", " ".repeat(indent + 1), json!(name));
        pretty(value, indent + 1, out);
        out.push_str(if i + 1 < object.len() { ",\n" } else { "\n" });
    }
    let _ = write!(out, "{}}}", " ".repeat(indent));
}

const SCORES: &str = "golden/scores.json";
const WRONG: &str = "golden/wrong.tsv";

impl Held {
    pub fn load() -> Self {
        let text = std::fs::read_to_string(project(SCORES)).unwrap_or_else(|_| "{}".to_owned());
        let value: Value = serde_json::from_str(&text).unwrap();
        Held { sets: value.as_object().into_iter().flatten().map(|(name, v)| (name.clone(), Set::parse(v))).collect() }
    }

    /// What a measurement leaves open: sets that are held and were not measured, and sets that were measured and are not held. `absent` tells the sets that cannot be
    /// measured here.
    pub fn open(&self, measured: &[&str], absent: impl Fn(&str) -> bool) -> Vec<String> {
        let lost = self.sets.keys().filter(|name| !measured.contains(&name.as_str()) && !absent(name));
        let lost = lost.map(|name| format!("{name}: it is held, and was not measured"));
        let new = measured.iter().filter(|name| !self.sets.contains_key(**name));
        lost.chain(new.map(|name| format!("{name}: nothing is held for it; scripts/update-scores holds it"))).collect()
    }

    pub fn save(&self) {
        let sets: Map<String, Value> = self.sets.iter().map(|(name, set)| (name.clone(), set.json())).collect();
        let mut text = String::new();
        pretty(&Value::Object(sets), 0, &mut text);
        std::fs::write(project(SCORES), text + "\n").unwrap();
    }
}

/// (set, document) → what was wrong by table: missing, unexpected.
pub struct Wrong(BTreeMap<(String, String), BTreeMap<String, (u64, u64)>>);

impl Wrong {
    pub fn load() -> Self {
        let text = std::fs::read_to_string(project(WRONG)).unwrap_or_default();
        let mut found: BTreeMap<(String, String), BTreeMap<String, (u64, u64)>> = BTreeMap::new();
        for line in text.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            if let [set, document, table, missing, unexpected] = cells[..] {
                let counts = (missing.parse().unwrap_or(0), unexpected.parse().unwrap_or(0));
                found.entry((set.to_owned(), document.to_owned())).or_default().insert(table.to_owned(), counts);
            }
        }
        Wrong(found)
    }

    pub fn save(&self) {
        let mut text = "set\tdocument\ttable\tmissing\tunexpected\n".to_owned();
        for ((set, document), tables) in &self.0 {
            for (table, (missing, unexpected)) in tables {
                let _ = writeln!(text, "{set}\t{document}\t{table}\t{missing}\t{unexpected}");
            }
        }
        std::fs::write(project(WRONG), text).unwrap();
    }

    pub fn replace(&mut self, set: &Measured) {
        self.0.retain(|(name, _), _| *name != set.name);
        for document in &set.score.documents {
            let wrong: BTreeMap<String, (u64, u64)> = document
                .tables
                .iter()
                .filter(|(_, t)| t.missing + t.unexpected > 0)
                .map(|(name, t)| (name.clone(), (t.missing, t.unexpected)))
                .collect();
            if !wrong.is_empty() {
                self.0.insert((set.name.clone(), document.source_path.clone()), wrong);
            }
        }
    }

    /// The documents that have become worse, as far as they may be looked at.
    pub fn changed(&self, set: &Measured, drop: &Drop) -> String {
        let mut out = String::new();
        let empty = BTreeMap::new();
        for document in &set.score.documents {
            let before = self.0.get(&(set.name.clone(), document.source_path.clone())).unwrap_or(&empty);
            for (table, now) in document.tables.iter().filter(|(name, _)| **name == drop.of || !set.held.tables.contains_key(&drop.of)) {
                let (missing, unexpected) = before.get(table).copied().unwrap_or((0, 0));
                if now.missing > missing || now.unexpected > unexpected {
                    let _ = write!(
                        out,
                        "\n    {}: {table} {missing} → {} missing, {unexpected} → {} unexpected",
                        document.source_path, now.missing, now.unexpected
                    );
                }
            }
        }
        let lines: Vec<&str> = out.lines().collect();
        let more = lines.len().saturating_sub(13);
        let shown = lines.iter().take(13).copied().collect::<Vec<_>>().join("\n");
        if more > 0 { format!("{shown}\n    … and {more} more") } else { shown }
    }
}

#[test]
fn a_lost_row_is_a_drop_and_the_same_or_more_is_none() {
    let set = |matched, missing, right| Set {
        documents: 10,
        right,
        tables: BTreeMap::from([("facts".to_owned(), Tally { matched, unexpected: 0, missing })]),
        ..Set::default()
    };
    let held = set(100_000, 5, 9);
    assert!(set(100_000, 5, 9).drops(&held).is_empty());
    assert!(set(100_001, 4, 10).drops(&held).is_empty());
    let drops: Vec<String> = set(99_999, 6, 8).drops(&held).iter().map(ToString::to_string).collect();
    assert_eq!(
        drops,
        [
            "facts recall was 0.9999 (100000 of 100005) and is 0.9999 (99999 of 100005)",
            "documents wholly right was 0.9000 (9 of 10) and is 0.8000 (8 of 10)",
        ]
    );
    let gone = Set { documents: 10, right: 9, ..Set::default() };
    assert_eq!(gone.drops(&held).iter().map(|d| d.figure).collect::<Vec<_>>(), ["recall"], "a table that is no longer compared");
}

#[test]
fn what_is_saved_is_what_is_loaded() {
    let mut set = Set { documents: 3, right: 2, same: Same { disclosures: 1, agreeing: 1, facts: 5, common: 5 }, ..Set::default() };
    let tally = Tally { matched: 7, unexpected: 1, missing: 2 };
    set.tables.insert("facts".to_owned(), tally);
    set.columns.insert("county".to_owned(), (2, 3));
    let group = Group { documents: 1, right: 1, tables: BTreeMap::from([("facts".to_owned(), tally)]) };
    set.groups.insert("family".to_owned(), BTreeMap::from([("hebei-nine".to_owned(), group)]));
    let mut text = String::new();
    pretty(&set.json(), 0, &mut text);
    assert_eq!(Set::parse(&serde_json::from_str(&text).unwrap()), set, "{text}");
}

#[test]
fn a_set_that_is_gone_or_not_held_or_smaller_is_told() {
    let set = |documents, right, matched| Set {
        documents,
        right,
        tables: BTreeMap::from([("facts".to_owned(), Tally { matched, ..Tally::default() })]),
        ..Set::default()
    };
    let held = Held { sets: BTreeMap::from([("seed".to_owned(), set(4, 3, 90)), ("real/doc".to_owned(), set(2, 2, 50))]) };
    assert_eq!(held.open(&["seed", "real/doc"], |_| false), Vec::<String>::new());
    assert_eq!(held.open(&["seed"], |_| false), ["real/doc: it is held, and was not measured"]);
    assert_eq!(held.open(&["seed"], |name| name.starts_with("real/")), Vec::<String>::new());
    assert_eq!(Held::default().open(&["seed"], |_| false).len(), 1);
    let drops = |now: Set| now.drops(&held.sets["seed"]).iter().map(Drop::to_string).collect::<Vec<_>>();
    assert_eq!(drops(set(4, 3, 90)), Vec::<String>::new());
    // The one that was wrong was taken away: every share is better, and it is told.
    assert_eq!(drops(set(3, 3, 90)).len(), 1);
    // So are rows that are expected no more.
    assert_eq!(drops(set(4, 3, 80)).len(), 1);
}
