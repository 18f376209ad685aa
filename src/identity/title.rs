//! Titles: which lines are one, and what it says.

use super::front::{Line, Origin};
use super::org::{self, Org, Scope};
use super::year::{self, Year};
use crate::facts::DisclosureKind;
use crate::normalise::names::Names;
use crate::record::Level;
use regex::Regex;
use std::sync::LazyLock;

/// What a title says.
#[derive(Debug, Clone)]
pub(super) struct Parsed {
    /// Every fiscal year in it.
    pub years: Vec<Year>,
    pub kind: Option<DisclosureKind>,
    /// 单位预算 or 部门预算: which of the two it calls itself. A unit's own often says 部门.
    pub called: Option<Level>,
    /// 本级 and 汇总 outside the name.
    pub scope: Option<Scope>,
    /// 区级, 县级: the letter.
    pub level_letter: Option<char>,
    /// Whose it is.
    pub org: Org,
}

/// Words at which a name ends, wherever they stand.
static STRONG_END: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"关于|财政拨款|一般公共预算|政府性基金|国有资本经营|"?三公|行政经费及|部门(?:预算|决算|预决算|综合预算|"|\(单位\)|整体)|单位(?:预算|决算|预决算|综合预算|\(部门\))|预算单位|预决算|项目支出|项目绩效|整体支出|部门收支"#,
    )
    .ok()
});
/// Words at which a name that stands behind the year ends, too.
static ANY_END: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"关于|财政拨款|一般公共预算|政府性基金|国有资本经营|"?三公|行政经费及|部门|单位|预决算|预算|决算|综合|信息公开|收支|财务|公开|说明|项目支出|项目绩效|整体支出"#).ok()
});
/// What stands before a title and is none of it.
static NOISE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:附件?[0-9一二三四五六七八九十]*[:、.]?|关于(?:对|重新|再次|补充)?(?:印发|公开|公布|批复|更正|修订|修正|更新|调整)?|[\[(]?(?:更正|勘误|重新公开|更新|补充公开)(?:公告|说明|稿|版)?[\])]?:?|转发|监督索引号[0-9]+|[0-9a-z_-]+\.(?:xlsx?|docx?|pdf|wps)|[0-9]{5,}|标题:|文件名称:|名称:|《|(?:部门|单位)(?:预算|决算)(?:信息)?公开(?:说明|情况|目录|文本|表)*)").ok()
});
/// Numbers of headings, and lines that are something else.
static HEADING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:第[一二三四五六七八九十0-9]+(?:部分|部门|章|节|篇)|[一二三四五六七八九十]{1,3}[、.:]|\([一二三四五六七八九十0-9]+\)|[0-9]{1,2}[、.)](?:[^0-9]|$)|表[一二三四五六七八九十0-9]+|公开[0-9]*表|[0-9-]+$|目录$)").ok()
});
static CHAPTER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^第[一二三四五六七八九十0-9]+(?:部分|章|篇):?").ok());
const STOP_WORDS: &[&str] = &[
    "首页",
    "位置",
    "来源",
    "发布",
    "浏览",
    "字体",
    "打印",
    "索引号",
    "主页",
    "导航",
    "文号",
    "日期",
    "时间",
    "字号",
    "关闭",
    "分享",
    "下载",
    "版权",
    "备案",
    "网站",
    "如下",
    "详见",
    "现将",
    "政府网",
    "信息公开指南",
    "依申请",
    "上一篇",
    "下一篇",
    "点击",
    "主题分类",
    "发文",
    "有效性",
    "责任编辑",
    "附件下载",
    "搜索",
    "登录",
];

/// Reads a folded title.
pub(super) fn parse(title: &str, names: &Names) -> Parsed {
    let mut text = title;
    while let Some(found) = NOISE.as_ref().and_then(|n| n.find(text)).filter(|m| !m.is_empty()) {
        text = &text[found.end()..];
    }
    let years = year::years(text);
    let org = match years.first() {
        Some(year) => around(&text[..year.start], &text[year.end..], names),
        None => org::read(cut(text, &ANY_END), names),
    };
    Parsed {
        kind: kind(title),
        called: called(title),
        scope: org.scope.or_else(|| scope(text)),
        level_letter: level_letter(text),
        years,
        org,
    }
}

/// The name before the year, behind it, or on both sides (某县2019年度某局“三公”经费情况).
fn around(before: &str, after: &str, names: &Names) -> Org {
    // 某县人民政府办公室对2017年部门预算补充公开的说明, 某局补充2017年部门决算公开, 某局公开2020年“三公”经费预算.
    let before =
        ["对于", "对", "补充", "更正", "重新", "公开", "公布", "公示"].iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
    let (before, mut after) = (cut(before, &STRONG_END), cut(after, &ANY_END));
    for level in
        ["区级", "县级", "市级", "省级", "州级", "旗级", "区本级", "县本级", "市本级", "省本级", "区直", "县直", "市直", "省直", "本级"]
    {
        after = after.strip_prefix(level).unwrap_or(after);
    }
    let first = org::read(before, names);
    if after.is_empty() {
        return first;
    }
    let both = org::read(&format!("{before}{after}"), names);
    let better = first.body.is_none() || both.grade(names) > first.grade(names).max(1);
    if better && (both.body.is_some() || first.body.is_none()) { both } else { first }
}

fn cut<'a>(text: &'a str, end: &LazyLock<Option<Regex>>) -> &'a str {
    // A name is not empty: what begins with such a word (单位名称, 预算编审中心) is cut at the next one.
    let at = end.as_ref().and_then(|e| e.find_iter(text).map(|m| m.start()).find(|at| *at > 0));
    let starts_with_end = end.as_ref().is_some_and(|e| e.find(text).is_some_and(|m| m.start() == 0));
    match at {
        _ if starts_with_end => "",
        Some(at) => &text[..at],
        None => text,
    }
}

/// 预算 or 决算; the names of the funds hold 预算 as well and do not count.
pub(super) fn kind(text: &str) -> Option<DisclosureKind> {
    let mut text = text.to_owned();
    for fund in [
        "一般公共预算",
        "公共财政预算",
        "政府性基金预算",
        "国有资本经营预算",
        "社会保险基金预算",
        "预算单位",
        "预算主管部门",
        "预算法",
        "预算数",
    ] {
        text = text.replace(fund, "");
    }
    if text.contains("决算") {
        return Some(DisclosureKind::FinalAccounts);
    }
    let planned = ["预算", "绩效目标表", "绩效目标申报表", "经费安排"].iter().any(|w| text.contains(w));
    planned.then_some(DisclosureKind::Budget)
}

fn called(text: &str) -> Option<Level> {
    let both = text.contains("部门(单位)") || text.contains("单位(部门)") || text.contains("部门/单位");
    let has = |words: &[&str]| words.iter().any(|w| text.contains(w));
    if !both && has(&["单位预算", "单位决算", "单位综合预算", "单位预决算"]) {
        return Some(Level::Unit);
    }
    has(&["部门预算", "部门决算", "部门综合预算", "部门预决算"]).then_some(Level::Department)
}

fn scope(text: &str) -> Option<Scope> {
    if text.contains("(汇总)") {
        return Some(Scope::Whole);
    }
    let own = text.match_indices("本级").any(|(at, _)| !text[..at].ends_with(['省', '市', '县', '区', '州', '旗']));
    own.then_some(Scope::Own)
}

fn level_letter(text: &str) -> Option<char> {
    ["省级", "市级", "县级", "区级", "州级", "旗级"].iter().filter_map(|w| text.find(w).and_then(|at| text[at..].chars().next())).next()
}

/// A title among lines: which ones, and what it says.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Indices of the lines that it takes.
    pub lines: Vec<usize>,
    pub parsed: Parsed,
    /// In hundredths.
    pub score: i32,
}

/// Lines that a title may run over.
const LONGEST: usize = 4;
/// The least score of a title, in hundredths.
const LEAST: i32 = 450;
/// Lines of text in which a title may begin.
const REACH: usize = 90;

/// The likeliest titles, best first: at most one for each line in which it ends.
///
/// `inner`: the lines are of a later disclosure of a file, whose title may stand behind the number of a chapter.
pub(super) fn find(lines: &[Line<'_>], inner: bool, names: &Names) -> Vec<Found> {
    let usable: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, l)| l.origin != Origin::Chrome && !l.key.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '·')))
        .map(|(i, _)| i)
        .take(REACH + LONGEST)
        .collect();
    let mut found: Vec<Found> = Vec::new();
    for start in 0..usable.len().min(REACH) {
        let mut joined = String::new();
        for (count, &index) in usable.iter().skip(start).take(LONGEST).enumerate() {
            let Some(line) = lines.get(index) else { break };
            let key = if inner && start == 0 && count == 0 { without_chapter(&line.key) } else { &line.key };
            if !titleish(key) {
                break;
            }
            joined.push_str(key);
            if joined.chars().count() > 70 {
                break;
            }
            let taken: Vec<usize> = usable.iter().skip(start).take(count + 1).copied().collect();
            let parsed = parse(&joined, names);
            let members: Vec<&Line<'_>> = taken.iter().filter_map(|i| lines.get(*i)).collect();
            let score = score(&joined, &parsed, names, &members) - 2 * start as i32;
            if score >= LEAST {
                found.push(Found { lines: taken, parsed, score });
            }
        }
    }
    found.sort_by_key(|title| std::cmp::Reverse(title.score));
    let mut kept: Vec<Found> = Vec::new();
    for title in found {
        if !kept.iter().any(|k| k.lines.iter().any(|l| title.lines.contains(l))) {
            kept.push(title);
        }
    }
    kept
}

fn without_chapter(key: &str) -> &str {
    CHAPTER.as_ref().and_then(|c| c.find(key)).map_or(key, |m| &key[m.end()..])
}

fn titleish(key: &str) -> bool {
    key.chars().count() <= 60
        && !key.contains(['。', ';', ':', '?', '!', '…', '>', '|', '%', '='])
        && !HEADING.as_ref().is_some_and(|h| h.is_match(key))
        && !STOP_WORDS.iter().any(|w| key.contains(w))
}

/// How much a run of lines is a title: it says what it is, of when, of where and of whom. In hundredths.
fn score(joined: &str, parsed: &Parsed, names: &Names, lines: &[&Line<'_>]) -> i32 {
    if parsed.kind.is_none() && !joined.contains("三公") {
        return 0;
    }
    let mut score = 300;
    score += if parsed.called.is_some() { 200 } else { 0 };
    score += match parsed.years.as_slice() {
        [] => 0,
        [_] => 300,
        [first, rest @ ..] if rest.iter().all(|y| y.year == first.year) => 150,
        _ => 50,
    };
    score += if parsed.org.chain.is_empty() { 0 } else { 200 };
    score += match parsed.org.grade(names) {
        3 => 300,
        2 => 250,
        1 => 150,
        _ => 0,
    };
    let nobody = parsed.org.body.is_none() && parsed.org.chain.is_empty();
    // 2019年收支预算总表 is a table, 2019年部门预算收支情况 a heading of the text.
    if joined.ends_with('表') || joined.ends_with("表格") {
        score -= if nobody { 400 } else { 150 };
    }
    if nobody && parsed.called.is_none() {
        score -= 200;
    }
    // Two lines that both say what they are, are two: a title and what follows it.
    let saying = lines.iter().filter(|l| kind(&l.key).is_some()).count();
    score -= 300 * saying.saturating_sub(1) as i32;
    score += if lines.iter().any(|l| l.heading) { 30 } else { 0 };
    score - 40 * (lines.len() as i32 - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::key::fold_text;
    use crate::vocabulary::Vocabulary;

    fn of(title: &str) -> (Option<&'static str>, Option<i32>, String, String) {
        let names = Names::new(&Vocabulary::built_in().unwrap()).unwrap();
        let parsed = parse(&fold_text(title), &names);
        let body = parsed.org.body.map(|b| b.canonical).unwrap_or_default();
        (parsed.kind.map(|k| k.as_str()), parsed.years.first().map(|y| y.year), parsed.org.chain.name, body)
    }

    #[test]
    fn titles_say_who_when_and_what() {
        let case = |title: &str, kind: &'static str, year: i32, place: &str, body: &str| {
            assert_eq!(of(title), (Some(kind), Some(year), place.into(), body.into()), "{title}");
        };
        case("卢龙县民政局2018年部门预算信息公开情况说明", "budget", 2018, "卢龙县", "民政局");
        case("2022年度 桂林市临桂区审计局（本级）部门决算", "final_accounts", 2022, "临桂区", "审计局");
        case("卢龙县2021年度退役军人事务局“三公”经费决算情况表", "final_accounts", 2021, "卢龙县", "退役军人事务局");
        case("卢龙县人民政府办公室对2017年部门预算补充公开的说明", "budget", 2017, "卢龙县", "人民政府办公室");
        case("卢龙县司法局补充2017年部门预算公开", "budget", 2017, "卢龙县", "司法局");
        case("关于卢龙县司法局2017年部门预算编制的说明", "budget", 2017, "卢龙县", "司法局");
        case("卢龙县水务局 关于财政拨款“三公”经费预算2016年情况的说明", "budget", 2016, "卢龙县", "水务局");
        case("卢龙县财政局预算编审中心2021年部门预算", "budget", 2021, "卢龙县", "预算编审中心");
        case("上海市崇明区2026年区级部门预算", "budget", 2026, "崇明区", "");
        case("102卢龙县人大办2023年部门预算公开说明", "budget", 2023, "卢龙县", "人民代表大会常务委员会");
        case("2020年中共卢龙县委组织部一般公共预算“三公”经费支出决算", "final_accounts", 2020, "卢龙县", "组织部");
    }
}
