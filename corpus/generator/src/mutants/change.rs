//! One change at a place that is drawn.

use super::model;
use super::number::{Number, slip};
use super::sites::{self, At, Piece};
use crate::page::{Block, Page};
use crate::random::Random;
use crate::set::Drawn;
use crate::truth::Fact;

/// What was changed, and what the model knows of it.
#[derive(Debug, Clone, Default)]
pub struct Change {
    pub kind: &'static str,
    pub subkind: &'static str,
    /// paragraph, cell, row, heading or section.
    pub place: &'static str,
    pub before: String,
    pub after: String,
    /// The paragraph, cell or row in which it stands, before.
    pub text: String,
    /// The facts of the truth that carry the number.
    pub facts: String,
    /// The identities of the model that bind one of them.
    pub covered: String,
}

/// A change of a kind, if the disclosure has a place for it.
pub fn draw(one: &Drawn, kind: &'static str, random: &mut Random) -> Option<(Page, Change)> {
    let mut page = one.page.clone();
    let change = match kind {
        "number" => number(one, &mut page, random),
        "sign" => sign(one, &mut page, random),
        "unit" => unit(one, &mut page, random),
        "name" => name(one, &mut page, random),
        "row_dropped" | "row_doubled" => row(kind, &mut page, random),
        _ => section(kind, one, &mut page, random),
    }?;
    Some((page, Change { kind, ..change }))
}

fn pick<T: Clone>(list: &[T], random: &mut Random) -> Option<T> {
    (!list.is_empty()).then(|| random.pick(list).clone())
}

fn told(piece: &Piece, subkind: &'static str, after: &str) -> Change {
    Change {
        subkind,
        place: if matches!(piece.at, At::Cell(..)) { "cell" } else { "paragraph" },
        before: piece.text().to_owned(),
        after: after.to_owned(),
        text: piece.whole.clone(),
        ..Change::default()
    }
}

/// A change of a number, with the facts that carry it.
fn with_model(one: &Drawn, change: Change, printed: &str, source: &str) -> Change {
    let facts = Number::parse(printed).map_or_else(Vec::new, |n| model::carrying(&one.truth, n, source));
    let mut covered: Vec<&str> = facts.iter().flat_map(|f| model::identities(&one.truth, f)).collect();
    covered.sort_unstable();
    covered.dedup();
    let words = |f: &&Fact| {
        let year = f.year.to_string();
        let all = [f.measure, f.component, f.fund, f.scheme, &f.item_key, &f.item, f.stage, &year, f.aspect];
        all.into_iter().filter(|w| !w.is_empty() && *w != "*").collect::<Vec<_>>().join(" ")
    };
    Change { facts: facts.iter().take(4).map(words).collect::<Vec<_>>().join("; "), covered: covered.join(" "), ..change }
}

fn number(one: &Drawn, page: &mut Page, random: &mut Random) -> Option<Change> {
    let piece = pick(&sites::numbers(page, &one.truth), random)?;
    let printed = Number::parse(piece.text())?;
    let facts = model::carrying(&one.truth, printed, piece.source());
    let money = piece.text().contains('.') && !piece.percent();
    let last = facts.first().filter(|_| money).and_then(|f| {
        let wan = Number::parse(&f.value)?.same(printed);
        let last = model::last_year(&one.truth, f)?;
        Some(if wan { last } else { last.shifted(4) })
    });
    let (subkind, slipped) = slip(printed, money, last, random)?;
    let after = slipped.print(piece.text().contains(','));
    sites::replace(page, &piece, &after);
    Some(with_model(one, told(&piece, subkind, &after), piece.text(), piece.source()))
}

fn sign(one: &Drawn, page: &mut Page, random: &mut Random) -> Option<Change> {
    let piece = pick(&sites::signs(page, &one.truth), random)?;
    let (subkind, after) = match piece.at {
        At::Cell(..) => ("minus", piece.text().strip_prefix('-').map_or_else(|| format!("-{}", piece.text()), str::to_owned)),
        At::Paragraph(_) => ("word", sites::DIRECTIONS.iter().find(|(word, _)| *word == piece.text())?.1.to_owned()),
    };
    sites::replace(page, &piece, &after);
    let change = told(&piece, subkind, &after);
    Some(if subkind == "minus" { with_model(one, change, piece.text(), "table") } else { change })
}

fn unit(one: &Drawn, page: &mut Page, random: &mut Random) -> Option<Change> {
    let piece = pick(&sites::units(page, &one.truth), random)?;
    let after = if piece.text() == "元" { "万元" } else { "元" };
    sites::replace(page, &piece, after);
    let amount = matches!(piece.at, At::Paragraph(_)) && !piece.whole.contains("单位：") && !piece.whole.contains("单位:");
    Some(told(&piece, if amount { "of an amount" } else { "of a table" }, after))
}

/// Characters that take the place of another one.
const CHARACTERS: &[char] = &['天', '和', '工', '东', '安', '平', '学', '公', '市', '金'];

/// A name with one character changed.
fn misspelt(name: &str, random: &mut Random) -> String {
    let mut chars: Vec<char> = name.chars().collect();
    let at = random.between(0, chars.len() as i64 - 1) as usize;
    let old = chars[at];
    while chars[at] == old {
        chars[at] = *random.pick(CHARACTERS);
    }
    chars.into_iter().collect()
}

fn name(one: &Drawn, page: &mut Page, random: &mut Random) -> Option<Change> {
    let (piece, subkind, after) = match random.between(1, 10) {
        1..=2 => {
            let piece = pick(&sites::headings(page), random)?;
            let after = misspelt(piece.text(), random);
            (piece, "heading", after)
        }
        3..=4 => {
            let piece = pick(&sites::codes(page), random)?;
            let (_, slipped) = slip(Number::parse(piece.text())?, false, None, random)?;
            (piece, "code", slipped.print(false))
        }
        _ => {
            let all = sites::names(page, &one.truth);
            let piece = pick(&all, random)?;
            let others: Vec<String> = match piece.at {
                At::Cell(table, ..) => {
                    all.iter().filter(|p| matches!(p.at, At::Cell(t, ..) if t == table)).map(|p| p.text().to_owned()).collect()
                }
                At::Paragraph(_) => sites::items(&one.truth).into_iter().map(str::to_owned).collect(),
            };
            let others: Vec<String> = others.into_iter().filter(|o| o != piece.text()).collect();
            match pick(&others, random) {
                Some(other) if random.chance(50) => (piece, "of another row", other),
                _ => {
                    let after = misspelt(piece.text(), random);
                    (piece, "character", after)
                }
            }
        }
    };
    sites::replace(page, &piece, &after);
    Some(told(&piece, subkind, &after))
}

fn row(kind: &'static str, page: &mut Page, random: &mut Random) -> Option<Change> {
    let (at, row) = pick(&sites::rows(page), random)?;
    let table = sites::table(page, at)?;
    let text = table.rows.get(row)?.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join(" | ");
    if kind == "row_dropped" {
        table.rows.remove(row);
    } else {
        let copy = table.rows.get(row)?.clone();
        table.rows.insert(row, copy);
    }
    Some(Change { place: "row", before: text.clone(), text, ..Change::default() })
}

fn section(kind: &'static str, one: &Drawn, page: &mut Page, random: &mut Random) -> Option<Change> {
    let sections = sites::sections(page, &one.truth);
    let heading = |page: &Page, at: usize| if let Some(Block::Paragraph(p)) = page.blocks.get(at) { p.text.clone() } else { String::new() };
    if kind == "section_dropped" {
        let (from, to) = pick(&sections, random)?;
        let before = heading(page, from);
        page.blocks.drain(from..to);
        return Some(Change { place: "section", text: before.clone(), before, ..Change::default() });
    }
    let pairs: Vec<(usize, usize, usize)> = sections.windows(2).filter(|w| w[0].1 == w[1].0).map(|w| (w[0].0, w[0].1, w[1].1)).collect();
    let (from, middle, to) = pick(&pairs, random)?;
    let (before, after) = (heading(page, from), heading(page, middle));
    page.blocks[from..to].rotate_left(middle - from);
    Some(Change { place: "section", text: before.clone(), before, after, ..Change::default() })
}
