//! The sheets once more with their layout damaged as files damage it: what is then still read must be among the facts of the whole sheet.

use super::read_as;
use super::sheets::{Sheet, all_sheets, told_facts};

/// A cell: its text, its rows and columns.
type Cell = (String, usize, usize);

/// The tables of a sheet as rows of cells, and the lines between them.
enum Piece {
    Line(String),
    Table(Vec<Vec<Cell>>),
}

fn pieces(lines: &str) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    for line in lines.lines().filter(|l| !l.trim_matches(' ').is_empty()) {
        if !(line.contains('|') || line.ends_with('}')) {
            found.push(Piece::Line(line.to_owned()));
            continue;
        }
        let row = line.split('|').map(cell).collect();
        match found.last_mut() {
            Some(Piece::Table(rows)) => rows.push(row),
            _ => found.push(Piece::Table(vec![row])),
        }
    }
    found
}

fn cell(text: &str) -> Cell {
    let bare = |t: &str| t.strip_suffix(' ').unwrap_or(t).strip_prefix(' ').unwrap_or(t).to_owned();
    match text.split_once('{') {
        Some((text, spans)) => {
            let (rows, columns) = spans.trim_end().trim_end_matches('}').split_once(',').unwrap();
            (bare(text), rows.parse().unwrap(), columns.parse().unwrap())
        }
        None => (bare(text), 1, 1),
    }
}

/// For each row its cells in the grid: (text, own, first column of a wide one), continuations told by `own`.
fn grid(rows: &[Vec<Cell>]) -> Vec<Vec<(String, bool, bool)>> {
    let mut placed: Vec<Vec<Option<(String, bool, bool)>>> = vec![Vec::new(); rows.len()];
    for (r, row) in rows.iter().enumerate() {
        let mut column = 0;
        for (text, down, across) in row {
            while placed[r].get(column).is_some_and(Option::is_some) {
                column += 1;
            }
            for (below, line) in placed.iter_mut().enumerate().skip(r).take(*down) {
                for c in column..column + across {
                    if line.len() <= c {
                        line.resize(c + 1, None);
                    }
                    line[c] = Some((if below == r && c == column { text.clone() } else { String::new() }, below == r, c == column));
                }
            }
            column += across;
        }
    }
    placed.into_iter().map(|row| row.into_iter().map(|c| c.unwrap_or((String::new(), true, true))).collect()).collect()
}

fn written(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    rows.into_iter()
        .map(|row| if row.len() == 1 && !row[0].contains('{') { format!("{}{{1,1}}", row[0]) } else { row.join(" | ") })
        .collect::<Vec<_>>()
        .join("\n")
}

fn page(sheet: &Sheet, table: impl Fn(&[Vec<Cell>]) -> String) -> String {
    let piece = |p: Piece| match p {
        Piece::Line(line) => line,
        Piece::Table(rows) => table(&rows),
    };
    pieces(&sheet.lines).into_iter().map(piece).collect::<Vec<_>>().join("\n")
}

/// Both kinds of spans are lost.
fn without_spans(rows: &[Vec<Cell>]) -> String {
    written(rows.iter().map(|r| r.iter().map(|c| c.0.clone()).collect()))
}

/// Merged cells came as blank ones.
fn as_blanks(rows: &[Vec<Cell>]) -> String {
    written(grid(rows).into_iter().map(|r| r.into_iter().map(|c| c.0).collect()))
}

/// As a text layout has them: wide cells once, the rows below a tall one with a blank.
fn as_text(rows: &[Vec<Cell>]) -> String {
    written(grid(rows).into_iter().map(|r| r.into_iter().filter(|c| c.2).map(|c| c.0).collect()))
}

/// A page ends in the middle; the table goes on without its header.
fn over_pages(rows: &[Vec<Cell>]) -> String {
    let at = rows.len() - rows.len() / 4;
    let line = |r: &Vec<Cell>| r.iter().map(|(t, d, a)| if (*d, *a) == (1, 1) { t.clone() } else { format!("{t}{{{d},{a}}}") }).collect();
    let reaches = rows.iter().take(at).enumerate().any(|(r, row)| row.iter().any(|c| r + c.1 > at));
    let lines: Vec<Vec<String>> = rows.iter().map(line).collect();
    if rows.len() < 6 || reaches {
        return written(lines);
    }
    format!("{}\n12\n{}", written(lines[..at].to_vec()), written(lines[at..].to_vec()))
}

/// What is read of a damaged sheet that the whole one does not have.
fn others(sheet: &Sheet, lines: &str, ragged: bool) -> Vec<String> {
    let reading = read_as(lines, sheet.kind, sheet.year, ragged);
    let known: Vec<String> = sheet.facts.iter().chain(&sheet.allowed).flat_map(|f| [f.clone(), without_code(f)]).collect();
    told_facts(&reading, sheet).into_iter().filter(|f| !known.contains(f)).collect()
}

/// A class by its name alone, where its code was not read.
fn without_code(fact: &str) -> String {
    let bare = |word: &str| match word.split_once(':') {
        Some((scheme @ ("function" | "economic" | "gov_economic"), _)) => format!("{scheme}:"),
        _ => word.to_owned(),
    };
    fact.split(' ').map(bare).collect::<Vec<_>>().join(" ")
}

type Damage = (&'static str, fn(&[Vec<Cell>]) -> String, bool);

#[test]
fn damaged_sheets_give_no_other_facts() {
    let damages: [Damage; 4] = [
        ("spans lost", without_spans, false),
        ("blanks for merged cells", as_blanks, false),
        ("a text layout", as_text, true),
        ("over pages", over_pages, false),
    ];
    let (mut report, mut wanted) = (String::new(), 0);
    let mut read = [0; 4];
    for (file, sheet) in all_sheets() {
        wanted += sheet.facts.len();
        for (i, (name, damage, ragged)) in damages.iter().enumerate() {
            let lines = page(&sheet, damage);
            let wrong = others(&sheet, &lines, *ragged || sheet.ragged);
            read[i] += told_facts(&read_as(&lines, sheet.kind, sheet.year, *ragged || sheet.ragged), &sheet).len();
            if !wrong.is_empty() {
                report.push_str(&format!("\n{file}: {}: {name}\n    {}\n", sheet.name, wrong.join("\n    ")));
            }
        }
    }
    assert!(report.is_empty(), "{report}\nof {wanted} facts {read:?} were read");
}

#[test]
fn a_header_that_is_not_understood_gives_no_other_facts() {
    let mut report = String::new();
    for (file, sheet) in all_sheets() {
        let deepest = pieces(&sheet.lines).iter().map(|p| if let Piece::Table(rows) = p { rows.len() } else { 0 }).max().unwrap_or(0);
        for row in 0..deepest.min(3) {
            for column in 0..6 {
                let strange = |rows: &[Vec<Cell>]| {
                    let mut rows = rows.to_vec();
                    let words = |t: &str| !t.is_empty() && !t.contains(|c: char| c.is_ascii_digit());
                    let amount = |t: &str| !t.is_empty() && t.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | ' '));
                    // Only the header is damaged.
                    let body = |r: &Vec<Cell>| r.iter().any(|c| amount(&c.0));
                    if rows.get(row).is_some_and(body) {
                        return written(rows.iter().map(|r| r.iter().map(|(t, d, a)| format!("{t}{{{d},{a}}}")).collect()));
                    }
                    if let Some(cell) = rows.get_mut(row).and_then(|r| r.get_mut(column)).filter(|c| words(&c.0)) {
                        cell.0 = format!("渔港{}补偿", cell.0);
                    }
                    written(rows.iter().map(|r| r.iter().map(|(t, d, a)| format!("{t}{{{d},{a}}}")).collect()))
                };
                let wrong = others(&sheet, &page(&sheet, strange), sheet.ragged);
                if !wrong.is_empty() {
                    report.push_str(&format!("\n{file}: {}: {row},{column}\n    {}\n", sheet.name, wrong.join("\n    ")));
                }
            }
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn sheets_without_captions_or_under_another_give_no_other_facts() {
    let mut report = String::new();
    for (file, sheet) in all_sheets() {
        let titled = |l: &str| l.ends_with('表') && !l.contains('|');
        let bare: Vec<&str> = sheet.lines.lines().filter(|l| !titled(l)).collect();
        let other = |title: &'static str| -> String {
            sheet.lines.lines().map(|l| if titled(l) { title } else { l }).collect::<Vec<_>>().join("\n")
        };
        for (name, lines) in [("no caption", bare.join("\n")), ("no caption that says anything", other("青山县部门情况表"))] {
            let mut wrong = others(&sheet, &lines, sheet.ragged);
            // Where nothing is said of the fund it is all.
            wrong.retain(|f| !["three_public all", "meeting_fee all", "training_fee all"].iter().any(|w| f.contains(w)));
            if !wrong.is_empty() {
                report.push_str(&format!("\n{file}: {}: {name}\n    {}\n", sheet.name, wrong.join("\n    ")));
            }
        }
    }
    assert!(report.is_empty(), "{report}");
}
