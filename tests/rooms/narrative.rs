//! Amounts and counts in running text. Documents and figures are invented, but for those that are read from `../shared`.
#![allow(clippy::unwrap_used)]

use gongkai::context::Context;
use gongkai::document::{Document, Format, Position};
use gongkai::facts::{DisclosureKind, Fact, Part};
use gongkai::identity::Identity;
use gongkai::ingest::builder::{DocumentBuilder, RawParagraph};
use gongkai::narrative::{self, Lexicon, Reading};
use gongkai::record::{CodeStatus, SectionStatus};
use gongkai::sections::{Section, SectionKey, Sections};
use gongkai::segment::Unit;
use gongkai::vocabulary::Vocabulary;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

mod field;
mod sentences;
mod stated;
mod wordings;

fn identity(year: i32, kind: DisclosureKind) -> Identity {
    Identity {
        title: None,
        title_place: None,
        kind: Some(kind),
        level: None,
        government_level: None,
        fiscal_year: Some(year),
        province: None,
        prefecture: None,
        county: None,
        county_code: None,
        county_code_status: CodeStatus::Unknown,
        county_key: None,
        department: None,
        department_printed: None,
        department_key: None,
        department_function: None,
        unit_name: None,
        parent_department: None,
        published_on: None,
        source_url: None,
        county_source: None,
        department_source: None,
        year_source: None,
    }
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(|| Lexicon::new(&Vocabulary::built_in().unwrap()).unwrap());
    &LEXICON
}

/// A line of a small document: a heading (with its depth and part) or text.
enum Line<'a> {
    Heading(u8, Option<Part>, &'a str),
    Text(&'a str),
}

/// A heading without its number: `一、`, `（一）`, `1.`.
fn unnumbered(text: &str) -> &str {
    let digits = |c: char| "一二三四五六七八九十1234567890（）".contains(c);
    match text.char_indices().find(|(_, c)| !digits(*c)) {
        Some((at, '、' | '.')) => text[at..].trim_start_matches(['、', '.']),
        _ if text.starts_with('（') => text.find('）').map_or(text, |at| &text[at + '）'.len_utf8()..]),
        _ => text,
    }
}

/// A document of these lines, with its sections as the headings say.
fn document(lines: &[Line<'_>]) -> (Document, Sections) {
    let mut builder = DocumentBuilder::new(Format::Docx);
    let mut list: Vec<Section> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for line in lines {
        let text = match line {
            Line::Heading(_, _, text) | Line::Text(text) => *text,
        };
        let block = builder.paragraph(RawParagraph { text: text.to_owned(), ..RawParagraph::default() });
        if let Line::Heading(depth, part, text) = line {
            let here = Position { block, char: 0 };
            while open.last().is_some_and(|s| list[*s].depth >= *depth) {
                list[open.pop().unwrap()].end = here;
            }
            let key = part.map_or(SectionKey::Container, SectionKey::Part);
            let heading = unnumbered(text).to_owned();
            let body = Position { block, char: text.chars().count() as u32 };
            let parent = open.last().copied();
            open.push(list.len());
            let status = SectionStatus::Found;
            list.push(Section {
                part: *part,
                key,
                piece: 1,
                number: None,
                heading,
                depth: *depth,
                parent,
                status,
                start: here,
                body,
                end: here,
            });
        }
    }
    let end = Position { block: builder.next_block(), char: 0 };
    for index in open {
        list[index].end = end;
    }
    (builder.finish(), Sections { list })
}

fn read(year: i32, kind: DisclosureKind, lines: &[Line<'_>]) -> (Reading, Document) {
    let (document, sections) = document(lines);
    let unit = Unit { first_block: 0, end_block: document.blocks.len() as u32 };
    let identity = identity(year, kind);
    let context = Context { document: &document, unit: &unit, identity: &identity, sections: &sections };
    let reading = narrative::read(&context, lexicon());
    for fact in &reading.facts {
        assert_eq!(text_at(&document, fact), fact.printed, "the text at the place is what is printed");
    }
    (reading, document)
}

fn text_at(document: &Document, fact: &Fact) -> String {
    if fact.place.block == fact.place.end_block {
        let (from, to) = (fact.place.start_char as usize, fact.place.end_char as usize);
        return document.paragraph_text(fact.place.block).chars().skip(from).take(to - from).collect();
    }
    let first: String = document.paragraph_text(fact.place.block).chars().skip(fact.place.start_char as usize).collect();
    let last: String = document.paragraph_text(fact.place.end_block).chars().take(fact.place.end_char as usize).collect();
    format!("{first}\n{last}")
}

/// A fact in one line: what, how much, counted from what.
fn line(fact: &Fact) -> String {
    let name = |o: Option<&str>| o.unwrap_or("").to_owned();
    let year = |y: Option<i32>| y.map_or(String::new(), |y| y.to_string());
    [
        fact.measure.to_string(),
        name(fact.component.map(|c| c.as_str())),
        name(fact.fund.map(|c| c.as_str())),
        name(fact.scheme.map(|c| c.as_str())),
        name(fact.item_key.as_deref()),
        name(fact.item.as_deref()),
        name(fact.stage.map(|c| c.as_str())),
        year(fact.year),
        fact.aspect.to_string(),
        name(fact.base_stage.map(|c| c.as_str())),
        year(fact.base_year),
        fact.value.normalize().to_string(),
        fact.value_unit.to_string(),
    ]
    .join(",")
}

// ---- real disclosures, where they are at hand -------------------------------------------------------------------------------------------------------------

fn shared() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if path.is_dir() {
        return Some(path);
    }
    println!("SKIPPED: ../shared is absent");
    None
}

fn real(path: &Path, year: i32, kind: DisclosureKind) -> (Reading, Document) {
    let bytes = std::fs::read(path).unwrap();
    let document = gongkai::ingest::read(&bytes, &gongkai::ingest::Limits::default()).unwrap();
    let unit = Unit { first_block: 0, end_block: document.blocks.len() as u32 };
    let sections = gongkai::sections::Lexicon::new(&Vocabulary::built_in().unwrap()).unwrap();
    let (sections, _) = gongkai::sections::split(&document, &unit, &sections);
    let identity = identity(year, kind);
    let context = Context { document: &document, unit: &unit, identity: &identity, sections: &sections };
    let reading = narrative::read(&context, lexicon());
    for fact in &reading.facts {
        assert_eq!(text_at(&document, fact), fact.printed);
    }
    (reading, document)
}

/// Rows of an expected table that stand in prose, over its own columns.
fn expected(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let source = reader.headers().unwrap().iter().position(|h| h == "source").unwrap();
    reader
        .records()
        .map(|r| r.unwrap())
        .filter(|r| &r[source] == "prose" || &r[source] == "*")
        .map(|r| r.iter().take(13).map(str::to_owned).collect())
        .collect()
}

fn same(want: &str, got: &str) -> bool {
    let plain = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let number = |s: &str| s.parse::<rust_decimal::Decimal>().ok().map(|d| d.normalize());
    want == "*" || plain(want) == plain(got) || number(want).is_some() && number(want) == number(got)
}

/// (missing, unexpected) lines of a reading against expected rows; prose rows that may also stand in a table are not missed.
fn differences(want: &[Vec<String>], reading: &Reading) -> (Vec<String>, Vec<String>) {
    let measures: BTreeSet<&str> = want.iter().map(|w| w[0].as_str()).collect();
    let got: BTreeSet<String> = reading.facts.iter().filter(|f| measures.contains(f.measure.as_str())).map(line).collect();
    let fits = |w: &[String], g: &str| w.iter().zip(g.split(',')).all(|(a, b)| same(a, b));
    let missing = want.iter().filter(|w| !got.iter().any(|g| fits(w, g))).map(|w| w.join(",")).collect();
    let unexpected = got.iter().filter(|g| !want.iter().any(|w| fits(w, g))).cloned().collect();
    (missing, unexpected)
}

#[test]
fn the_seed_in_every_format() {
    let Some(shared) = shared() else { return };
    let want = expected(&shared.join("seed/expected/facts.csv"));
    let want: Vec<Vec<String>> = want.into_iter().collect();
    let (mut right, mut readable) = (0, 0);
    for file in ["doc", "docx", "gb.html", "html", "pandoc.docx", "txt"] {
        let path = shared.join(format!("seed/qinglong-hr-2019.{file}"));
        if gongkai::ingest::read(&std::fs::read(&path).unwrap(), &gongkai::ingest::Limits::default()).is_err() {
            println!("SKIPPED: {file} is not read yet");
            continue;
        }
        readable += 1;
        let (reading, _) = real(&path, 2019, DisclosureKind::Budget);
        let (missing, unexpected) = differences(&want, &reading);
        for line in &missing {
            println!("{file} missing    {line}");
        }
        for line in &unexpected {
            println!("{file} unexpected {line}");
        }
        right += usize::from(missing.is_empty() && unexpected.is_empty());
    }
    println!("seed, prose: {right} of {readable} files");
    assert_eq!(right, readable);
}

// ---- held-out phrasings: slot patterns of a survey, filled with invented figures ----------------------------------------------------------------------------

struct Slots {
    amount: u32,
    year_seen: bool,
    item: usize,
}

/// Fills the slots of a pattern; `kind` words keep the year sensible.
fn fill(pattern: &str) -> String {
    let mut slots = Slots { amount: 0, year_seen: false, item: 0 };
    let mut text = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find('{') {
        text.push_str(&rest[..at]);
        let close = rest[at..].find('}').map_or(rest.len(), |c| at + c);
        let slot = &rest[at + 1..close];
        let after = &rest[close + 1..];
        let based = text.ends_with(['比', '较', '与', '和']);
        match slot {
            "amount" => {
                slots.amount += 1;
                text.push_str(&format!("{}.{}", 211 - 7 * slots.amount, 31 + slots.amount));
            }
            "percent" => {
                slots.amount += 1;
                text.push_str(&format!("{}.{}%", 20 + slots.amount, 11 + slots.amount));
            }
            "count" => {
                slots.amount += 1;
                text.push_str(&format!("{}", 60 - slots.amount));
            }
            "year" => text.push_str(if based || slots.year_seen && !after.starts_with("年比") { "2018" } else { "2019" }),
            "date" => text.push_str("2019年1月1日"),
            "department" => text.push_str("青山县水务局"),
            "unit" => text.push_str("青山县农技站"),
            "item" => {
                let classes = ["教育", "卫生健康", "农林水", "节能环保"];
                let path = ["公共安全", "司法", "行政运行"];
                let names: &[&str] = if after.starts_with("（") { &path } else { &classes };
                text.push_str(names[slots.item % names.len()]);
                if !after.starts_with("支出") && !after.starts_with("（") && after.starts_with('{') {
                    text.push_str("支出");
                }
                slots.item += 1;
            }
            "reason" => text.push_str("人员变动"),
            other => text.push_str(other),
        }
        slots.year_seen |= slot == "year" && !based;
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    text
}

/// The headings under which a pattern of this measure stands; the item's own only where the pattern does not name it.
fn headings(row: &csv::StringRecord) -> Vec<(u8, Part, &'static str)> {
    let (pattern, measure, component, key) = (&row[0], &row[1], &row[4], &row[7]);
    let named = |words: &[&str]| words.iter().any(|w| pattern.contains(w));
    let mut list = match measure {
        "three_public" => vec![(1, Part::ThreePublic, "七、“三公”经费情况")],
        "agency_operating" => vec![(1, Part::AgencyOperating, "八、机关运行经费情况")],
        "procurement" => vec![(1, Part::Procurement, "九、政府采购情况")],
        "assets" => vec![(1, Part::StateAssets, "十、国有资产占用情况")],
        "headcount" => vec![(1, Part::Organization, "二、人员构成情况")],
        "performance" => vec![(1, Part::Performance, "十一、预算绩效情况")],
        "quantity" if key.contains("reception") || key.contains("overseas") || pattern.contains("公务用车") => {
            vec![(1, Part::ThreePublic, "七、“三公”经费情况")]
        }
        "quantity" if key == "performance_projects" => vec![(1, Part::Performance, "十一、预算绩效情况")],
        "quantity" => vec![(1, Part::StateAssets, "十、国有资产占用情况")],
        _ => vec![(1, Part::BudgetArrangement, "三、收支总体情况说明")],
    };
    let item = match key {
        "overseas_travel" => "（一）因公出国（境）费",
        "official_vehicle" => "（二）公务用车购置及运行维护费",
        "vehicle_operation" => "（二）公务用车运行维护费",
        "official_reception" => "（三）公务接待费",
        _ => "",
    };
    if !item.is_empty() && !named(&["出国", "车", "接待", "招待", "出境", "购置"]) {
        list.push((2, Part::ThreePublic, item));
    }
    let side = match (measure, component) {
        ("revenue", _) if !named(&["收入", "拨款", "结转", "资金", "收支", "收、支", "结余"]) => "（一）财政拨款收入情况",
        ("revenue", _) if !named(&["收入", "收支", "收、支"]) => "（一）收入预算情况",
        ("expenditure", "total") if !named(&["支出", "收支", "收、支", "预算"]) => "（二）支出决算情况",
        ("expenditure", "") if !named(&["支出", "{item}", "差旅费"]) => "（三）教育支出（类）",
        _ => "",
    };
    if !side.is_empty() {
        list.push((2, Part::BudgetArrangement, side));
    }
    list
}

/// What is wrong with the first fact of a filled pattern; `None` when it is as the survey says.
fn judge(row: &csv::StringRecord, facts: &[Fact]) -> Option<String> {
    let (measure, direction) = (&row[1], &row[2]);
    if measure == "availability" {
        return (!facts.is_empty()).then(|| format!("{} facts", facts.len()));
    }
    // A direction without a number makes no fact.
    let figures = ["{amount}", "{percent}", "{count}", "0", "无", "没有", "未安排", "持平", "一致"].iter().any(|w| row[0].contains(w));
    if !figures {
        return (!facts.is_empty()).then(|| format!("{} facts", facts.len()));
    }
    let Some(first) = facts.first() else { return Some("no fact".into()) };
    let blank = |o: Option<&str>| o.unwrap_or("").to_owned();
    let class = matches!(&row[6], "function" | "economic");
    let wants = measure.split('+').next().unwrap_or("");
    let pairs = [
        (wants.to_owned(), first.measure.to_string()),
        (row[4].to_owned(), blank(first.component.map(|c| c.as_str()))),
        (row[5].to_owned(), blank(first.fund.map(|c| c.as_str()))),
        (row[6].to_owned(), blank(first.scheme.map(|c| c.as_str()))),
        (if class { String::new() } else { row[7].to_owned() }, if class { String::new() } else { blank(first.item_key.as_deref()) }),
        (row[8].to_owned(), first.aspect.to_string()),
    ];
    // 合计 is current only where 总计 is printed as well; a pattern shows one of them.
    let alone = |w: &str, g: &str| w == "current" && g == "total" && !row[0].contains("本年") && !row[0].contains("总计");
    let wrong: Vec<String> = pairs
        .into_iter()
        .enumerate()
        .filter(|(i, (w, g))| w != g && !(*i == 2 && w.is_empty()) && !alone(w, g))
        .map(|(_, (w, g))| format!("{w}≠{g}"))
        .collect();
    let change = |f: &&Fact| matches!(f.aspect.as_str(), "change" | "change_percent");
    let moved = match direction {
        "up" => facts.iter().filter(change).any(|f| f.value > rust_decimal::Decimal::ZERO),
        "down" => facts.iter().filter(change).any(|f| f.value < rust_decimal::Decimal::ZERO),
        "flat" => facts.iter().filter(change).any(|f| f.value.is_zero()),
        "zero" => first.value.is_zero(),
        _ => true,
    };
    (!wrong.is_empty() || !moved).then(|| format!("{} {}", wrong.join(" "), if moved { "" } else { direction }))
}

#[test]
fn phrasings_of_a_survey() {
    let Some(shared) = shared() else { return };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .quoting(false)
        .from_path(shared.join("reference/vocabulary/measure_phrases.tsv"))
        .unwrap();
    let (mut right, mut all) = (0, 0);
    for row in reader.records().map(|r| r.unwrap()) {
        let kind = if &row[3] == "budget" { DisclosureKind::Budget } else { DisclosureKind::FinalAccounts };
        let text = fill(&row[0]);
        let headings = headings(&row);
        let mut lines: Vec<Line<'_>> = headings.iter().map(|(d, p, t)| Line::Heading(*d, Some(*p), t)).collect();
        let sentence = format!("{text}。");
        lines.push(Line::Text(&sentence));
        let (reading, _) = self::read(2019, kind, &lines);
        all += 1;
        match judge(&row, &reading.facts) {
            None => right += 1,
            Some(why) => println!("{why:40} {text}"),
        }
    }
    println!("phrasings of a survey: {right} of {all} as the survey has them");
    assert!(right * 100 >= all * 90);
}

/// Year and kind of a real disclosure, from its stem.
fn stem(name: &str) -> (i32, DisclosureKind) {
    let kind = if name.ends_with("-final") { DisclosureKind::FinalAccounts } else { DisclosureKind::Budget };
    let year = name.split('-').find_map(|p| p.parse::<i32>().ok().filter(|y| *y > 2000)).unwrap();
    (year, kind)
}

#[test]
fn real_disclosures() {
    let Some(shared) = shared() else { return };
    let show = std::env::var("SHOW").unwrap_or_default();
    let (mut found, mut all, mut extra) = (0, 0, 0);
    for (folder, extension) in [("", "docx"), ("", "html"), ("", "txt"), ("pages", "html"), ("tika", "txt"), ("doc", "doc")] {
        let (mut f, mut a, mut e) = (0, 0, 0);
        let mut stems: Vec<_> =
            std::fs::read_dir(shared.join("real/expected")).unwrap().map(|d| d.unwrap().file_name().into_string().unwrap()).collect();
        stems.sort();
        for name in stems {
            let want = expected(&shared.join(format!("real/expected/{name}/facts.csv")));
            let (year, kind) = stem(&name);
            let path = shared.join("real").join(folder).join(format!("{name}.{extension}"));
            let (reading, _) = real(&path, year, kind);
            let (missing, unexpected) = differences(&want, &reading);
            let prose = want.iter().filter(|w| w.last().is_some()).count();
            a += prose;
            f += prose - missing.len();
            e += unexpected.len();
            if show == "all" || show == format!("{folder}{extension}") {
                missing.iter().for_each(|l| println!("{folder}/{name}.{extension} missing    {l}"));
                unexpected.iter().for_each(|l| println!("{folder}/{name}.{extension} unexpected {l}"));
            }
        }
        println!("real, prose, {folder}/*.{extension}: {f} of {a} found, {e} unexpected");
        (found, all, extra) = (found + f, all + a, extra + e);
    }
    println!("real, prose: recall {found} of {all}, unexpected {extra}");
    assert!(found * 100 >= all * 97 && extra * 200 <= found);
}
