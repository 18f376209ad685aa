//! Families: the order of containers, sections and tables. Wording and layouts come from the bank.

mod final_accounts;
mod gansu_continued;
mod guangdong_summary;
mod hebei_2021;
mod hebei_nine;
mod hubei_ten;
mod national_four;

use crate::compose::Composer;
use crate::page::NumberStyle;

/// A family of disclosures.
pub struct Family {
    pub name: &'static str,
    /// First and last fiscal year.
    pub years: [i64; 2],
    /// Of a hundred, how many are final accounts.
    pub final_accounts: i64,
    /// Province of its places; blank for all.
    pub province: &'static str,
    /// The family whose wordings and layouts serve it too; blank for none.
    pub kin: &'static str,
    pub write: fn(&mut Composer<'_>),
}

/// Every family, in the order in which documents are drawn.
pub const FAMILIES: &[Family] = &[
    Family { name: "hebei-nine", years: [2015, 2020], final_accounts: 0, province: "河北省", kin: "", write: hebei_nine::write },
    Family { name: "national-four", years: [2014, 2026], final_accounts: 0, province: "", kin: "", write: national_four::write },
    Family { name: "final-accounts", years: [2014, 2024], final_accounts: 100, province: "", kin: "", write: final_accounts::write },
    Family {
        name: "hebei-2021", years: [2021, 2026], final_accounts: 0, province: "河北省", kin: "hebei-nine", write: hebei_2021::write
    },
    Family {
        name: "gansu-continued",
        years: [2017, 2026],
        final_accounts: 40,
        province: "",
        kin: "national-four",
        write: gansu_continued::write,
    },
    Family { name: "hubei-ten", years: [2014, 2024], final_accounts: 50, province: "", kin: "national-four", write: hubei_ten::write },
    Family {
        name: "guangdong-summary",
        years: [2014, 2023],
        final_accounts: 40,
        province: "",
        kin: "national-four",
        write: guangdong_summary::write,
    },
];

/// The family whose wordings serve another, too.
pub fn kin(family: &str) -> &'static str {
    FAMILIES.iter().find(|f| f.name == family).map_or("", |f| f.kin)
}

/// A heading of a chapter: its part and its topic.
pub type Point = (u8, &'static str);

/// Blanks that may stand after 第一部分.
pub const GAPS: &[&str] = &["　", " ", "  ", "", "："];

/// Writes numbered sections with their bodies; one part may be missing or empty, and one sentence may cite a later heading.
pub fn chapter(c: &mut Composer<'_>, points: &[Point], style: NumberStyle, body: fn(&mut Composer<'_>, &'static str)) {
    chapter_from(c, points, style, 1, body);
}

/// Like [`chapter`], with the number of its first heading; returns the number that comes next.
pub fn chapter_from(
    c: &mut Composer<'_>,
    points: &[Point],
    style: NumberStyle,
    first: usize,
    body: fn(&mut Composer<'_>, &'static str),
) -> usize {
    let once = |part: u8| points.iter().filter(|(p, _)| *p == part).count() == 1;
    let spare: Vec<u8> = [3, 5, 6, 7, 9].into_iter().filter(|p| once(*p)).collect();
    let missing = if c.cases.has("missing_part") && !spare.is_empty() { *c.random.pick(&spare) } else { 0 };
    let spare: Vec<u8> = spare.into_iter().filter(|p| *p != missing).collect();
    let empty = if c.cases.has("empty_part") && !spare.is_empty() { *c.random.pick(&spare) } else { 0 };
    let points: Vec<Point> = points.iter().copied().filter(|(part, _)| *part != missing).collect();
    let citing =
        if c.cases.has("cited_heading") && points.len() > 2 { c.random.between(0, points.len() as i64 - 3) as usize } else { points.len() };
    for (i, (part, topic)) in points.iter().enumerate() {
        let status = if *part == empty { "empty" } else { "found" };
        c.open_as(*part, topic, style, i + first, "", status);
        if *part == empty {
            continue;
        }
        body(c, topic);
        if i == citing {
            let later = c.random.between(i as i64 + 1, points.len() as i64 - 1) as usize;
            let heading = c.heading(points[later].1);
            let cited = format!("{}{heading}", style.print(later + first));
            c.cite(&cited);
        }
    }
    first + points.len()
}
