//! Where else a disclosure names its publisher: labels (预算单位：…), the sentence that announces it, headings, captions of tables, the page around it.

use super::front::{self, Line, Origin};
use super::org::{self, Org};
use super::place::Chain;
use super::year;
use crate::document::{Document, Role};
use crate::facts::DisclosureKind;
use crate::normalise::divisions::{self, Division, DivisionLevel, FormKind};
use crate::normalise::key::fold_text;
use crate::normalise::names::Names;
use crate::record::{IdentitySource, Level};
use crate::segment::Unit;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One place where a publisher is named.
#[derive(Debug, Clone)]
pub(super) struct Naming {
    pub org: Org,
    pub source: IdentitySource,
    /// What the label calls it: 预算单位 or 预算主管部门.
    pub called: Option<Level>,
    /// A year beside it.
    pub year: Option<i32>,
}

impl Naming {
    /// What a title says.
    pub(super) fn of_title(parsed: &super::title::Parsed) -> Self {
        Naming { org: parsed.org.clone(), source: IdentitySource::Title, called: parsed.called, year: parsed.years.first().map(|y| y.year) }
    }
}

static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(?:[0-9]{0,2}[、.]?)?(预算主管部门|主管部门|预算单位|预算部门|部门名称|单位名称|编制部门|编制单位|填报部门|填报单位|公开部门|公开单位|汇编单位|汇编部门|报送单位|制表单位|部门|单位)(?:\((?:盖章|公章|签章|章|全称)\))?:(.{2,60})$",
    )
    .ok()
});
static LABEL_END: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:金额单位|货币单位|单位):|\((?:盖章|公章|签章|章|单位公章)\)|编制日期|填报日期|报送日期|日期:|预算年度|公开[0-9]+表|负责人|联系人|20[0-9]{2}年").ok()
});
static ANNOUNCED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:现将|现就|兹将|将|为|公开|,|:|。|、|^)([^,。;:、现将]{2,40}?)(20[0-9]{2}年度?)(?:的)?(?:部门|单位|本级)?(?:综合)?(预算|决算)",
    )
    .ok()
});
static HEADED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:第[一二三四五六七八九十0-9]+部分:?|[一二三四五六七八九十]+、)?(.{3,40}?)(?:部门|单位|\(单位\)|\(部门\))?(?:概况|基本情况|主要职能|主要职责|部门职责|单位职责|职能简介)($|\()").ok()
});
/// 某县某局是…的工作部门, 某县某局贯彻落实…: the sentence that begins the duties.
static DEFINED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:[0-9一二三四五六七八九十().、]{0,4})(?:[^,。;:]{2,8}:)?([^,。;:、是]{3,40}?)(?:的)?(?:(?:主要)?(?:职责|职能|任务)(?:是|为|:)|是|为|贯彻|认真贯彻|负责|内设|成立于|位于)").ok()
});
/// A title inside a longer line: 2020年度某省某局部门决算.
static INSIDE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(20[0-9]{2}年度?)([^,。;:|>]{4,40}?)(?:部门|单位)(?:综合)?(预算|决算)").ok());
static NUMBERED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:\([一二三四五六七八九十0-9]+\)|[一二三四五六七八九十0-9]+[、.])?(?:关于)?").ok());
static CODED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^\[?([0-9]{3,9})\]?[-_.]?([^0-9:/%.]{2,30})$").ok());
static PRINTED_ON: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:发布|公开|公示|发文|成文|上传|更新|信息)?(?:时间|日期)(?:为|于)?:(?:20[0-3][0-9].*)$|发布于:?20[0-3][0-9]").ok()
});

/// Labels and coded names among lines, each read as a name. Those on the cover, within `cover` (first and last line), belong to the title.
pub(super) fn labelled(lines: &[Line<'_>], cover: Option<(usize, usize)>, names: &Names) -> Vec<Naming> {
    let of = |(at, line): (usize, &Line<'_>)| {
        let source = match line.origin {
            Origin::Chrome => return None,
            Origin::Cell => IdentitySource::Table,
            Origin::Text if cover.is_some_and(|(from, to)| (from..=to).contains(&at)) => IdentitySource::Title,
            Origin::Text => IdentitySource::Body,
        };
        label(line, source, names)
    };
    lines.iter().enumerate().filter_map(of).collect()
}

fn label(line: &Line<'_>, source: IdentitySource, names: &Names) -> Option<Naming> {
    if let Some(found) = LABEL.as_ref()?.captures(&line.key) {
        let value = found.get(2).map_or("", |m| m.as_str());
        let end = LABEL_END.as_ref().and_then(|e| e.find(value)).map_or(value.len(), |m| m.start());
        let org = org::read(&value[..end], names);
        let called = match &found[1] {
            "预算单位" => Some(Level::Unit),
            "预算主管部门" | "预算部门" => Some(Level::Department),
            _ => None,
        };
        return (org.grade(names) > 0).then_some(Naming { org, source, called, year: None });
    }
    // 323人社局 in a table's first row, or in the line before it.
    if let Some(found) = CODED.as_ref()?.captures(&line.key) {
        let org = org::read(&found[2], names);
        return (org.grade(names) >= 3).then_some(Naming { org, source, called: None, year: None });
    }
    None
}

/// 现将某县某局2019年部门预算公开如下, 第一部分 某县某局概况, 某县某局是…的工作部门; the lines of the title are left out.
pub(super) fn told(lines: &[Line<'_>], title: &[usize], names: &Names) -> Vec<Naming> {
    let mut namings = Vec::new();
    for (_, line) in lines.iter().enumerate().filter(|(at, l)| l.origin == Origin::Text && !title.contains(at)) {
        let key = line.key.as_str();
        let short = key.chars().count() <= 48;
        let mut named = |name: &str, year: Option<&str>, least: u32| {
            let name = NUMBERED.as_ref().map_or(name, |n| n.find(name).map_or(name, |m| &name[m.end()..]));
            let org = org::read(name, names);
            let grade = org.grade(names);
            if grade >= least || grade >= 1 && !org.chain.is_empty() {
                let year = year.and_then(|y| year::years(y).first().map(|y| y.year));
                namings.push(Naming { org, source: IdentitySource::Body, called: None, year });
            }
        };
        if let Some(found) = ANNOUNCED.as_ref().and_then(|a| a.captures(key)) {
            named(&found[1], Some(&found[2]), 2);
        } else if let Some(found) = INSIDE.as_ref().and_then(|i| i.captures(key)) {
            named(&found[2], Some(&found[1]), 4);
        } else if let Some(found) = HEADED.as_ref().and_then(|h| h.captures(key)).filter(|f| short || !f[2].is_empty()) {
            named(&found[1], None, 2);
        } else if let Some(found) = DEFINED.as_ref().and_then(|d| d.captures(key)) {
            // 局机关负责…, 办公室负责… are parts of the body; with the letter of a level, or with its place, it is the body itself.
            let own = found[1].starts_with(['县', '区', '市', '省', '州', '旗']);
            named(&found[1], None, if own { 3 } else { 4 });
        }
    }
    namings
}

/// What the file and the page say of themselves.
pub(super) fn metadata(document: &Document, names: &Names) -> Vec<Naming> {
    let mut namings = Vec::new();
    for text in [document.metadata.title.as_deref(), document.metadata.publisher.as_deref()].into_iter().flatten() {
        for piece in front::pieces(text) {
            let parsed = super::title::parse(&piece, names);
            let mut org = parsed.org;
            // 某县人民政府网 names a place, not the department.
            if org.grade(names) == 0 || piece.contains('网') {
                org.body = None;
            }
            if org.body.is_some() || !org.chain.is_empty() {
                namings.push(Naming { org, source: IdentitySource::Metadata, called: None, year: parsed.years.first().map(|y| y.year) });
            }
        }
    }
    namings
}

/// The date of publication where it is printed with a label, in ISO 8601; else the page's own.
pub(super) fn published(document: &Document, lines: &[Line<'_>]) -> Option<String> {
    let printed = lines.iter().filter(|l| l.key.chars().count() <= 120).find_map(|line| {
        let found = PRINTED_ON.as_ref()?.find(&line.key)?;
        year::date(found.as_str()).or_else(|| year::date(&line.key[found.start()..]))
    });
    printed.or_else(|| year::date(&fold_text(document.metadata.published.as_deref()?)))
}

/// The folded text of all paragraphs of a disclosure.
pub(super) fn body_text(document: &Document, unit: &Unit) -> String {
    let mut text = String::new();
    for (block, paragraph) in document.paragraphs().skip_while(|(b, _)| *b < unit.first_block).take_while(|(b, _)| *b < unit.end_block) {
        if matches!(paragraph.role, Role::Body | Role::TextBox) {
            text.push_str(&fold_text(document.paragraph_text(block)));
            text.push('\n');
        }
    }
    text
}

/// The place that stands directly before one of the names of the department, wherever the text prints it; `None` when different places do.
pub(super) fn before_department(text: &str, spellings: &[String]) -> Option<Chain> {
    let mut found: BTreeMap<String, Chain> = BTreeMap::new();
    for spelling in spellings.iter().filter(|s| s.chars().count() >= 2) {
        for (at, _) in text.match_indices(spelling.as_str()).take(200) {
            let head = text[..at].strip_suffix("人民政府").unwrap_or(&text[..at]);
            let starts: Vec<usize> = head.char_indices().rev().take(30).map(|(i, _)| i).collect();
            let chain = starts.into_iter().rev().find_map(|start| {
                let chain = Chain::read(&head[start..], &|_| false);
                (!chain.is_empty() && start + chain.len == head.len()).then_some(chain)
            });
            if let Some(chain) = chain {
                let longer = found.get(&chain.name).is_none_or(|known| known.len < chain.len);
                if longer {
                    found.insert(chain.name.clone(), chain);
                }
            }
        }
    }
    (found.len() == 1).then(|| found.into_values().next()).flatten()
}

/// How far a text is searched for the only county that it names.
const SEARCHED: usize = 60_000;

/// The only county that a text names, if it does so at least twice; with a letter only names that end in it count. Titles of regulations (《…》) name other places and are left out.
pub(super) fn only_county(text: &str, letter: Option<char>) -> Option<Chain> {
    let mut found: BTreeMap<&str, (u32, Chain)> = BTreeMap::new();
    let (mut inside, mut skip_to) = (0_u32, 0);
    for (at, c) in text.char_indices().take(SEARCHED) {
        match c {
            '《' => inside += 1,
            '》' => inside = inside.saturating_sub(1),
            '\n' => inside = 0,
            _ if inside == 0 && at >= skip_to => {
                for (len, forms) in divisions::prefixes(&text[at..]) {
                    let counties: Vec<&'static Division> = forms
                        .iter()
                        .filter(|f| f.kind < FormKind::Stem && f.division.level == DivisionLevel::County)
                        .map(|f| f.division)
                        .collect();
                    let name = &text[at..at + len];
                    if counties.is_empty() || text[at + len..].starts_with("街道") || letter.is_some_and(|l| !name.ends_with(l)) {
                        continue;
                    }
                    found.entry(name).or_insert_with(|| (0, Chain::of(name, counties))).0 += 1;
                    skip_to = at + len;
                    break;
                }
            }
            _ => {}
        }
    }
    match found.into_values().collect::<Vec<_>>().as_slice() {
        [(count, chain)] if *count >= 2 => Some(chain.clone()),
        _ => None,
    }
}

/// Years beside 预算 and 决算 in short lines but those of the title, with how often each is printed, most frequent first.
pub(super) fn years_beside(lines: &[Line<'_>], title: &[usize], origin: Origin, kind: Option<DisclosureKind>) -> Vec<(i32, u32)> {
    let mut counts: BTreeMap<i32, u32> = BTreeMap::new();
    let short = |(at, line): &(usize, &Line<'_>)| line.origin == origin && !title.contains(at) && line.key.chars().count() <= 60;
    for (_, line) in lines.iter().enumerate().filter(short) {
        let Some(year) = year::years(&line.key).first().copied().filter(|y| y.until.is_none()) else { continue };
        let after: String = line.key[year.end..].chars().take(40).collect();
        let before = &line.key[..year.start];
        let compares = before.ends_with(['与', '比', '较', '同', '上']) || before.ends_with("预算年度:");
        let said = super::title::kind(&after);
        let of_form = before.ends_with('(') && before.contains("绩效目标");
        if before.ends_with("预算年度:") || of_form || !compares && said.is_some() && (kind.is_none() || said == kind) {
            *counts.entry(year.year).or_default() += 1;
        }
    }
    let mut years: Vec<(i32, u32)> = counts.into_iter().collect();
    years.sort_by_key(|(year, count)| (std::cmp::Reverse(*count), *year));
    years
}
