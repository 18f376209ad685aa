//! Wordings of our own with the facts that they state, as data: `wordings/*.txt`. A case is a few lines:
//!
//! ```text
//! @ budget 2022 three_public 七、“三公”经费情况      kind, year, part (or -) and heading
//! + three_public （一）因公出国（境）费               a heading under it
//! 预算3万元。                                        a paragraph
//! > three_public overseas_travel budget 2022 = 3     a fact that it states; with ` in …` also the fact that it is a part of
//! ```
//!
//! Every fact is named, in any order; a case without `>` states none.

use super::{Line, read};
use gongkai::facts::{DisclosureKind, Part};
use gongkai::narrative::Reading;
use std::path::{Path, PathBuf};

#[derive(Default)]
struct Case {
    kind: Option<DisclosureKind>,
    year: i32,
    headings: Vec<(Option<Part>, String)>,
    texts: Vec<String>,
    facts: Vec<String>,
    line: usize,
}

fn part(word: &str) -> Option<Part> {
    Part::ALL.iter().copied().find(|p| p.as_str() == word)
}

fn cases(text: &str) -> Vec<Case> {
    let mut found: Vec<Case> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if let Some(head) = line.strip_prefix("@ ") {
            let words: Vec<&str> = head.splitn(4, ' ').collect();
            let kind = if words[0] == "final" { DisclosureKind::FinalAccounts } else { DisclosureKind::Budget };
            let headings = words.get(3).map(|h| (part(words[2]), (*h).to_owned())).into_iter().collect();
            found.push(Case { kind: Some(kind), year: words[1].parse().unwrap(), headings, line: number + 1, ..Case::default() });
            continue;
        }
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let case = found.last_mut().expect("a case begins with @");
        if let Some(heading) = line.strip_prefix("+ ") {
            let (word, heading) = heading.split_once(' ').unwrap();
            case.headings.push((part(word), heading.to_owned()));
        } else if let Some(fact) = line.strip_prefix("> ") {
            case.facts.push(fact.trim().to_owned());
        } else {
            if !case.facts.is_empty() {
                // The same headings, another text.
                let next = Case { kind: case.kind, year: case.year, headings: case.headings.clone(), line: number + 1, ..Case::default() };
                found.push(next);
            }
            found.last_mut().unwrap().texts.push(line.to_owned());
        }
    }
    found
}

fn stated(reading: &Reading) -> Vec<(String, String)> {
    let facts = &reading.facts;
    let parent = |f: &gongkai::facts::Fact| f.parent.and_then(|p| facts.get(p)).map_or("nothing".to_owned(), super::sentences::short);
    facts.iter().map(|f| (super::sentences::short(f), format!("{} in {}", super::sentences::short(f), parent(f)))).collect()
}

/// What a case's reading has too much and too little.
fn judge(case: &Case) -> (Vec<String>, Vec<String>) {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for (depth, (part, heading)) in case.headings.iter().enumerate() {
        lines.push(Line::Heading(depth as u8 + 1, *part, heading));
    }
    lines.extend(case.texts.iter().map(|t| Line::Text(t)));
    let (reading, _) = read(case.year, case.kind.unwrap(), &lines);
    let mut wanted = case.facts.clone();
    let mut extra = Vec::new();
    for (plain, with_parent) in stated(&reading) {
        match wanted.iter().position(|w| *w == plain || *w == with_parent) {
            Some(at) => drop(wanted.remove(at)),
            None => extra.push(with_parent),
        }
    }
    (extra, wanted)
}

#[test]
fn wordings_state_what_they_are_said_to() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rooms/narrative/wordings");
    let mut files: Vec<PathBuf> = match std::env::var("WORDINGS") {
        Ok(file) => vec![file.into()],
        Err(_) => std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect(),
    };
    files.sort();
    let (mut all, mut wrong_cases, mut facts, mut wrong, mut missing) = (0, 0, 0, 0, 0);
    for file in files {
        for case in cases(&std::fs::read_to_string(&file).unwrap()) {
            let (extra, lost) = judge(&case);
            (all, facts, wrong, missing) = (all + 1, facts + case.facts.len(), wrong + extra.len(), missing + lost.len());
            if !extra.is_empty() || !lost.is_empty() {
                wrong_cases += 1;
                println!("{}:{} {}", file.file_name().unwrap().to_string_lossy(), case.line, case.texts.join(" ⏎ "));
                extra.iter().for_each(|f| println!("    unexpected {f}"));
                lost.iter().for_each(|f| println!("    missing    {f}"));
            }
        }
    }
    println!("wordings: {} of {all} wholly right; {facts} facts, {wrong} unexpected, {missing} missing", all - wrong_cases);
    assert_eq!(wrong_cases, 0);
}
