//! What happens to a whole page: brackets, quotes, digits. The truth is changed with it, since text is kept as printed.

use crate::cases::Cases;
use crate::page::{Block, Page};
use crate::random::Random;
use crate::truth::Truth;

/// How characters are printed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Marks {
    half_brackets: bool,
    /// What stands round 三公.
    quotes: Option<(&'static str, &'static str)>,
    full_width: bool,
    traditional: bool,
    broken: bool,
}

impl Marks {
    /// Draws the marks of a page.
    pub fn draw(cases: &mut Cases, random: &mut Random) -> Self {
        let quotes = [("\"", "\""), ("「", "」"), ("", ""), ("‘", "’")];
        Marks {
            half_brackets: cases.has("half_brackets"),
            quotes: cases.has("quotes").then(|| *random.pick(&quotes)),
            traditional: cases.has("traditional"),
            full_width: cases.has("full_width"),
            broken: cases.has("broken_number"),
        }
    }

    /// Changes page and truth alike.
    pub fn apply(&self, page: &mut Page, truth: &mut Truth) {
        let mut broken = self.broken;
        for p in page.paragraphs_mut() {
            p.text = self.text(&p.text);
            if self.half_brackets {
                p.number = p.number.map(|(style, n)| (style.half(), n));
            }
            if self.full_width && !p.heading && (p.number.is_none() || p.item) && p.text.contains("万元") {
                p.text = full_width(&p.text);
            }
            if broken && !p.heading && p.text.contains("万元") {
                broken = !break_number(&mut p.text);
            }
        }
        for cell in page.tables_mut().into_iter().flat_map(|t| t.rows.iter_mut().flatten()) {
            cell.text = self.text(&cell.text);
        }
        truth.map(|text| self.text(text));
    }

    fn text(&self, text: &str) -> String {
        let mut out = text.to_owned();
        if self.half_brackets {
            out = out.replace('（', "(").replace('）', ")");
        }
        if let Some((open, close)) = self.quotes {
            out = out.replace("“三公”", &format!("{open}三公{close}"));
        }
        if self.traditional { super::traditional::convert(&out) } else { out }
    }
}

/// A heading that was copied from last year: its year is last year's. The titles stay.
pub fn stale_heading(page: &mut Page, truth: &mut Truth, year: i64, random: &mut Random) -> bool {
    let printed = format!("{year}年");
    let mut places: Vec<&mut crate::page::Paragraph> = page.paragraphs_mut();
    places.retain(|p| p.heading && p.number.is_some() && p.text.contains(&printed));
    if places.is_empty() {
        return false;
    }
    let at = random.between(0, places.len() as i64 - 1) as usize;
    let old = places[at].text.clone();
    let new = old.replacen(&printed, &format!("{}年", year - 1), 1);
    places[at].text = new.clone();
    truth.reword_heading(&old, &new);
    true
}

/// A blank before the last digits of the first number with a point.
fn break_number(text: &mut String) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let place = chars.windows(4).position(|w| w[0].is_ascii_digit() && w[1] == '.' && w[2].is_ascii_digit() && w[3].is_ascii_digit());
    let Some(at) = place else { return false };
    *text = chars[..at + 2].iter().chain(&[' ']).chain(&chars[at + 2..]).collect();
    true
}

/// Runs one heading on with the paragraph that follows it.
pub fn glue(page: &mut Page, random: &mut Random) {
    let mut places = Vec::new();
    for (i, pair) in page.blocks.windows(2).enumerate() {
        if let [Block::Paragraph(heading), Block::Paragraph(next)] = pair
            && heading.heading
            && heading.number.is_some()
            && !heading.text.ends_with(['。', '：'])
            && !next.heading
            && next.number.is_none()
            && next.text.ends_with('。')
            && !next.text.starts_with(|c: char| c == '（' || c == '(' || c.is_ascii_digit())
        {
            places.push(i);
        }
    }
    if places.is_empty() {
        return;
    }
    let at = *random.pick(&places);
    if let [Block::Paragraph(heading), Block::Paragraph(next), ..] = &mut page.blocks[at..] {
        heading.text = format!("{}：{}", heading.text, next.text);
        heading.heading = false;
        page.blocks.remove(at + 1);
    }
}

/// Digits and points in full width.
fn full_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' => char::from_u32('０' as u32 + c as u32 - '0' as u32).unwrap_or(c),
            '.' => '．',
            c => c,
        })
        .collect()
}
