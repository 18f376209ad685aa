//! Places in names: 河北省秦皇岛市青龙满族自治县 at the head of a name, and which division it is in a given year.

use crate::facts::DisclosureKind;
use crate::normalise::divisions::{self, Division, DivisionLevel, Form, FormKind};
use crate::record::CodeStatus;

/// The places at the head of a text, from the highest to the lowest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Chain {
    /// Bytes that they take.
    pub len: usize,
    /// What the last of them can be, over all years.
    pub leaf: Vec<&'static Division>,
    /// The text of the last.
    pub name: String,
    stems: usize,
}

impl Chain {
    pub(super) fn is_empty(&self) -> bool {
        self.leaf.is_empty()
    }

    /// A chain of one place.
    pub(super) fn of(name: &str, leaf: Vec<&'static Division>) -> Chain {
        Chain { len: name.len(), leaf, name: name.to_owned(), stems: 0 }
    }

    /// Reads the places at the head of a folded text. `body_follows` says whether a text begins with the known name of a body: a name without the word for its kind (河北, 平山) counts only
    /// before a place that lies in it or before such a name.
    pub(super) fn read(text: &str, body_follows: &dyn Fn(&str) -> bool) -> Chain {
        let mut best = Chain::default();
        extend(text, 0, &[], 0, body_follows, &mut best);
        best
    }
}

const TOWN_FOLLOWS: &[&str] =
    &["街道", "镇人民", "乡人民", "镇政府", "乡政府", "镇党", "乡党", "镇财政", "乡财政", "镇中心", "乡中心", "镇卫生", "乡卫生", "村民"];

fn extend(text: &str, at: usize, within: &[&'static Division], stems: usize, body_follows: &dyn Fn(&str) -> bool, best: &mut Chain) {
    for (len, forms) in divisions::prefixes(&text[at..]) {
        for stem in [false, true] {
            let subset: Vec<&'static Division> =
                forms.iter().filter(|f| (f.kind == FormKind::Stem) == stem && fits(f, within)).map(|f| f.division).collect();
            if subset.is_empty() {
                continue;
            }
            let end = at + len;
            let rest = &text[end..];
            let stems = stems + usize::from(stem);
            // 西区街道 is a subdistrict, not a district and a street.
            let stands_alone = !TOWN_FOLLOWS.iter().any(|t| rest.starts_with(t)) && !matches!(rest, "镇" | "乡");
            if (stands_alone && !stem || stem && body_follows(rest)) && (end > best.len || end == best.len && stems < best.stems) {
                *best = Chain { len: end, leaf: subset.clone(), name: text[at..end].to_owned(), stems };
            }
            if subset.iter().any(|d| d.level < DivisionLevel::County) {
                extend(text, end, &subset, stems, body_follows, best);
            }
        }
    }
}

fn fits(form: &Form, within: &[&'static Division]) -> bool {
    within.is_empty() || within.iter().any(|w| form.division.level > w.level && form.division.lies_in(w))
}

/// The years for which a name is tried, in order: the fiscal year, then the one in which the disclosure was written.
pub(super) fn years_to_try(year: i32, kind: Option<DisclosureKind>) -> Vec<i32> {
    match kind {
        Some(DisclosureKind::Budget) => vec![year, year - 1],
        Some(DisclosureKind::FinalAccounts) => vec![year, year + 1],
        None => vec![year],
    }
}

/// Which division a publisher's place is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Resolved {
    pub status: CodeStatus,
    /// The one division, when there is one.
    pub division: Option<&'static Division>,
    /// What it could be: one, several (ambiguous), or of other years (unknown).
    pub candidates: Vec<&'static Division>,
}

/// Resolves the last place of a chain. `favours` says how strongly the rest of the disclosure speaks for a candidate (0: not at all); of several candidates the only one that
/// is spoken for most strongly is taken.
pub(super) fn resolve(
    leaf: &[&'static Division],
    year: Option<i32>,
    kind: Option<DisclosureKind>,
    favours: &dyn Fn(&Division) -> u32,
) -> Resolved {
    let valid: Vec<&'static Division> = match year {
        Some(year) => years_to_try(year, kind)
            .into_iter()
            .map(|y| leaf.iter().copied().filter(|d| d.valid_in(y)).collect::<Vec<_>>())
            .find(|found| !found.is_empty())
            .unwrap_or_default(),
        None if leaf.len() == 1 => leaf.to_vec(),
        None => leaf.iter().copied().filter(|d| d.is_current()).collect(),
    };
    let unsure = Resolved { status: CodeStatus::Unknown, division: None, candidates: leaf.to_vec() };
    match valid.as_slice() {
        [] => unsure,
        [one] if year.is_some() || leaf.iter().all(|d| d.key() == one.key()) => {
            Resolved { status: CodeStatus::Resolved, division: Some(one), candidates: valid.clone() }
        }
        several => match strongest(several, favours) {
            Some(one) => Resolved { status: CodeStatus::Resolved, division: Some(one), candidates: vec![one] },
            None if several.len() == 1 => unsure,
            None => Resolved { status: CodeStatus::Ambiguous, division: None, candidates: valid },
        },
    }
}

fn strongest(candidates: &[&'static Division], favours: &dyn Fn(&Division) -> u32) -> Option<&'static Division> {
    let mut ranked: Vec<(u32, &'static Division)> = candidates.iter().map(|d| (favours(d), *d)).collect();
    ranked.sort_by_key(|(favour, division)| (std::cmp::Reverse(*favour), division.code));
    match ranked.as_slice() {
        [(favour, one)] if *favour > 0 => Some(one),
        [(first, one), (second, _), ..] if first > second => Some(one),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(text: &str) -> (String, Vec<&'static str>, usize) {
        let chain = Chain::read(text, &|rest| rest.starts_with("人社局") || rest.starts_with("高级人民法院"));
        (chain.name, chain.leaf.iter().map(|d| d.code).collect(), text[..chain.len].chars().count())
    }

    #[test]
    fn places_at_the_head_of_a_name() {
        assert_eq!(chain("河北省秦皇岛市青龙满族自治县人社局"), ("青龙满族自治县".into(), vec!["130321"], 14));
        assert_eq!(chain("青龙县人社局"), ("青龙县".into(), vec!["130321"], 3));
        assert_eq!(chain("上海市普陀区财政局"), ("普陀区".into(), vec!["310107"], 6));
        assert_eq!(chain("普陀区财政局"), ("普陀区".into(), vec!["310107", "330903"], 3));
        assert_eq!(chain("江苏高级人民法院"), ("江苏".into(), vec!["320000"], 2));
        assert_eq!(chain("河南县财政局").0, "河南县");
        assert_eq!(chain("吉林省吉林市船营区财政局").0, "船营区");
        assert_eq!(chain("云南红河州教育局").1, ["532500"]);
        assert_eq!(chain("中山市西区街道办事处").0, "中山市");
        assert_eq!(chain("西区街道办事处").0, "");
        assert_eq!(chain("新华书店").0, "");
        assert_eq!(chain("平山人社局").0, "平山");
        assert_eq!(chain("财政局").0, "");
        assert_eq!(chain("市场监督管理局").0, "");
    }

    #[test]
    fn a_name_is_tried_for_the_year_and_for_that_of_writing() {
        let leaf = Chain::read("滦县财政局", &|_| false).leaf;
        let code = |year, kind| resolve(&leaf, Some(year), Some(kind), &|_| 0).division.map(|d| d.code);
        assert_eq!(code(2018, DisclosureKind::Budget), Some("130223"));
        assert_eq!(code(2018, DisclosureKind::FinalAccounts), None);
        assert_eq!(code(2021, DisclosureKind::Budget), None);
        let leaf = Chain::read("滦州市财政局", &|_| false).leaf;
        let code = |year, kind| resolve(&leaf, Some(year), Some(kind), &|_| 0).division.map(|d| d.code);
        assert_eq!(code(2017, DisclosureKind::FinalAccounts), Some("130284"));
    }

    #[test]
    fn several_places_of_one_name_need_a_reason() {
        let leaf = Chain::read("普陀区财政局", &|_| false).leaf;
        assert_eq!(resolve(&leaf, Some(2024), None, &|_| 0).status, CodeStatus::Ambiguous);
        assert_eq!(resolve(&leaf, Some(2024), None, &|d| u32::from(d.province == "浙江省")).division.map(|d| d.code), Some("330903"));
        assert_eq!(resolve(&leaf, Some(2024), None, &|_| 2).status, CodeStatus::Ambiguous);
    }
}
