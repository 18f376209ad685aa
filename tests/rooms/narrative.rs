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
            let heading = text.trim_start_matches(|c: char| "一二三四五六七八九十、（）1234567890.".contains(c)).to_owned();
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
    for (folder, extension) in [("", "html"), ("", "txt"), ("pages", "html"), ("tika", "txt"), ("doc", "doc")] {
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

// ---- sentences of our own --------------------------------------------------------------------------------------------------------------------------------

/// What a text says under these headings, each fact in a few words: measure, what limits it, stage and year, aspect, base, value.
fn says(year: i32, kind: DisclosureKind, lines: &[Line<'_>]) -> Vec<String> {
    self::read(year, kind, lines).0.facts.iter().map(short).collect()
}

fn short(fact: &Fact) -> String {
    let mut words = vec![fact.measure.to_string()];
    words.extend(fact.component.map(|c| c.to_string()));
    words.extend(fact.item_key.clone().or_else(|| fact.item.clone()));
    words.extend(fact.fund.filter(|f| f.as_str() != "all").map(|f| format!("of {f}")));
    if let Some(year) = fact.year {
        words.push(format!("{}{year}", fact.stage.map_or(String::new(), |s| format!("{s} "))));
    }
    if fact.aspect.as_str() != "level" {
        words.push(fact.aspect.to_string());
    }
    if let (Some(stage), Some(year)) = (fact.base_stage, fact.base_year) {
        words.push(format!("on {stage} {year}"));
    }
    words.push(format!("= {}", fact.value.normalize()));
    words.join(" ")
}

const BUDGET: DisclosureKind = DisclosureKind::Budget;
const FINAL: DisclosureKind = DisclosureKind::FinalAccounts;

fn under<'a>(part: Part, heading: &'a str, text: &'a str) -> Vec<Line<'a>> {
    vec![Line::Heading(1, Some(part), heading), Line::Text(text)]
}

/// A sentence under 三公, 2022.
fn guests(kind: DisclosureKind, text: &str) -> Vec<String> {
    says(2022, kind, &under(Part::ThreePublic, "七、“三公”经费情况", text))
}

/// A sentence on revenue and expenditure, 2022.
fn money(kind: DisclosureKind, text: &str) -> Vec<String> {
    says(2022, kind, &under(Part::BudgetArrangement, "三、收支总体情况", text))
}

#[test]
fn three_amounts_in_a_row_are_the_base_and_the_change() {
    let want = [
        "three_public official_reception budget 2022 = 6.1",
        "three_public official_reception budget 2021 = 7.4",
        "three_public official_reception budget 2022 change on budget 2021 = -1.3",
    ];
    assert_eq!(guests(BUDGET, "公务接待费6.1万元，较上年7.4万元减少1.3万元。"), want);
    // Last year's figure without a unit takes the one of the change.
    assert_eq!(guests(BUDGET, "公务接待费6.1万元，较上年7.4减少1.3万元。"), want);
}

#[test]
fn two_amounts_that_share_a_unit_are_revenue_and_expenditure() {
    assert_eq!(
        money(FINAL, "2022年度收、支总计各是812.46,798.05万元。与2021年相比，收、支总计各减少11.2,9.6万元，各下降1.36%、1.19%。"),
        [
            "revenue total final 2022 = 812.46",
            "expenditure total final 2022 = 798.05",
            "revenue total final 2022 change on final 2021 = -11.2",
            "expenditure total final 2022 change on final 2021 = -9.6",
            "revenue total final 2022 change_percent on final 2021 = -1.36",
            "expenditure total final 2022 change_percent on final 2021 = -1.19",
        ]
    );
}

#[test]
fn two_bases_in_one_sentence() {
    assert_eq!(
        guests(FINAL, "公务接待费4.2万元，较上年决算减少0.6万元，下降12.5%，较年初预算数减少1.8万元，下降30%。"),
        [
            "three_public official_reception final 2022 = 4.2",
            "three_public official_reception final 2022 change on final 2021 = -0.6",
            "three_public official_reception final 2022 change_percent on final 2021 = -12.5",
            "three_public official_reception final 2022 change on budget 2022 = -1.8",
            "three_public official_reception final 2022 change_percent on budget 2022 = -30",
        ]
    );
    assert_eq!(
        guests(FINAL, "本单位未发生因公出国（境）费用，较年初预算数和上年支出数无变化。"),
        [
            "three_public overseas_travel final 2022 = 0",
            "three_public overseas_travel final 2022 change on budget 2022 = 0",
            "three_public overseas_travel final 2022 change on final 2021 = 0",
        ]
    );
    // One figure counted from two bases is none.
    assert_eq!(guests(FINAL, "公务接待费4.2万元，较年初预算数和上年支出数减少1万元。").len(), 1);
}

#[test]
fn an_unfinished_choice_of_direction() {
    let (reading, _) =
        self::read(2022, BUDGET, &under(Part::ThreePublic, "七、“三公”经费情况", "公务接待费6万元，比上年增加（减少）1.5万元。"));
    assert_eq!(reading.facts.iter().map(short).collect::<Vec<_>>(), ["three_public official_reception budget 2022 = 6"]);
    assert!(reading.diagnostics.iter().any(|d| d.code.as_str() == "template_residue"));
    // The other figure of the sentence tells which way; a zero needs no way.
    assert_eq!(
        guests(BUDGET, "公务接待费6万元，比上年减少1.5万元，下降（增长）20%。公务用车购置费0元，较上年增加（减少）0元。")[2..],
        [
            "three_public official_reception budget 2022 change_percent on budget 2021 = -20",
            "three_public vehicle_purchase budget 2022 = 0",
            "three_public vehicle_purchase budget 2022 change on budget 2021 = 0",
        ]
    );
}

#[test]
fn no_change_is_zero_and_states_no_percent_but_almost_none_is_nothing() {
    for words in ["与上年持平", "同比持平", "与2021年预算一致", "较上年无增减", "本年数等于上年预算数", "与上年相比未发生变化"]
    {
        assert_eq!(
            guests(BUDGET, &format!("公务接待费6万元，{words}。")),
            ["three_public official_reception budget 2022 = 6", "three_public official_reception budget 2022 change on budget 2021 = 0"],
            "{words}"
        );
    }
    let (reading, _) = self::read(2022, BUDGET, &under(Part::ThreePublic, "七、“三公”经费情况", "公务接待费6万元，与上年基本持平。"));
    assert_eq!(reading.facts.len(), 1);
    assert!(reading.diagnostics.iter().any(|d| d.code.as_str() == "change_without_number"));
    assert_eq!(guests(BUDGET, "公务接待费6万元，比上年增加0万元，增长0%。").len(), 3);
    // The table's figures are the same: no statement about a year before.
    assert!(money(BUDGET, "安排数与《收支预算总表》支出数一致。").is_empty());
}

#[test]
fn nothing_in_words_is_a_zero() {
    for (text, want) in [
        ("2022年没有安排公务用车购置。", "three_public vehicle_purchase budget 2022 = 0"),
        ("本年度未安排因公出国（境）经费预算。", "three_public overseas_travel budget 2022 = 0"),
        ("公务接待费为零。", "three_public official_reception budget 2022 = 0"),
        ("2022年我单位无“三公”经费支出。", "three_public budget 2022 = 0"),
    ] {
        assert_eq!(guests(BUDGET, text), [want], "{text}");
    }
    assert_eq!(money(BUDGET, "本部门无政府性基金安排的支出。"), ["expenditure total of government_fund budget 2022 = 0"]);
    assert_eq!(
        money(FINAL, "本单位2022年度无政府性基金预算财政拨款收入和支出。"),
        ["revenue government_fund final 2022 = 0", "expenditure total of government_fund final 2022 = 0"]
    );
    // Not applicable is no zero, and a reason states nothing.
    assert!(money(BUDGET, "本部门不涉及国有资本经营预算。").is_empty());
    assert_eq!(guests(BUDGET, "因公出国（境）费3万元，主要原因是上年没有安排因公出国（境）费。").len(), 1);
    assert_eq!(
        guests(BUDGET, "公务用车购置及运行维护费9万元（其中：购置经费无，运行维护费9万元）。"),
        [
            "three_public official_vehicle budget 2022 = 9",
            "three_public vehicle_purchase budget 2022 = 0",
            "three_public vehicle_operation budget 2022 = 9",
        ]
    );
}

#[test]
fn amounts_inside_reasons_are_no_facts_wherever_the_reason_ends() {
    assert_eq!(
        money(BUDGET, "2022年支出预算310.5万元，比上年增加42万元，主要是基本支出增加25万元，项目支出增加17万元。其中：基本支出210.5万元。"),
        [
            "expenditure total budget 2022 = 310.5",
            "expenditure total budget 2022 change on budget 2021 = 42",
            "expenditure basic budget 2022 = 210.5",
        ]
    );
    // A reason ends at ； where a sibling follows that the reason itself has not spoken of.
    assert_eq!(
        guests(
            BUDGET,
            "因公出国（境）费2万元，同比增加1万元，主要原因是新增一次考察；公务接待费3万元，同比减少1万元，主要原因是：一是压缩批次减少0.6万元；二是标准降低减少0.4万元。"
        ),
        [
            "three_public overseas_travel budget 2022 = 2",
            "three_public overseas_travel budget 2022 change on budget 2021 = 1",
            "three_public official_reception budget 2022 = 3",
            "three_public official_reception budget 2022 change on budget 2021 = -1",
        ]
    );
    // A reason that names measures with amounts goes on after ；.
    assert_eq!(money(BUDGET, "2022年支出预算310.5万元，主要是基本支出增加25万元；项目支出减少17万元。").len(), 1);
}

#[test]
fn numbers_that_were_broken_and_odd_digits() {
    assert_eq!(
        guests(BUDGET, "公务接待费 １２．５ 万元，同比减少 5 .11 %。公务用车购置费0万，公务用车运行维护费二十万元．下降的原因是用车减少。"),
        [
            "three_public official_reception budget 2022 = 12.5",
            "three_public official_reception budget 2022 change_percent on budget 2021 = -5.11",
            "three_public vehicle_purchase budget 2022 = 0",
            "three_public vehicle_operation budget 2022 = 20",
        ]
    );
    let cut = [
        Line::Heading(1, Some(Part::ThreePublic), "七、“三公”经费情况"),
        Line::Text("2022年本部门使用一般公共预算财政拨款安排的“三公”经费预算为18.6万元，比上年减"),
        Line::Text("12"),
        Line::Text("少1.4万元，主要原因是压减开支。"),
    ];
    assert_eq!(
        says(2022, BUDGET, &cut),
        ["three_public of general_public budget 2022 = 18.6", "three_public of general_public budget 2022 change on budget 2021 = -1.4"]
    );
}

#[test]
fn units_and_resolutions() {
    let (reading, _) = self::read(
        2022,
        BUDGET,
        &under(
            Part::ThreePublic,
            "七、“三公”经费情况",
            "公务接待费1.2亿元、因公出国（境）费50,300元、公务用车运行维护费32.366718万元、公务用车购置费9万元。",
        ),
    );
    let seen: Vec<(String, String, String)> =
        reading.facts.iter().map(|f| (f.value.normalize().to_string(), f.resolution.normalize().to_string(), f.printed.clone())).collect();
    let want = [("12000", "1000", "1.2"), ("5.03", "0.0001", "50,300"), ("32.366718", "0.000001", "32.366718"), ("9", "0.01", "9")];
    assert_eq!(seen, want.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned())));
    assert_eq!(reading.facts[0].printed_unit.as_deref(), Some("亿元"));
}

#[test]
fn brackets_in_brackets_and_lists_with_mixed_numbers() {
    let lines = [
        Line::Heading(1, Some(Part::ThreePublic), "四、财政拨款“三公”经费情况"),
        Line::Text(
            "2022年“三公”经费预算21万元，其中：1、公务用车购置及运行费16万元（购置费0万元、运行费16万元（含租赁费2万元））；(2)公务接待费5万元;（３）因公出国（境）费0万元，与上年持平。",
        ),
    ];
    assert_eq!(
        says(2022, BUDGET, &lines),
        [
            "three_public of fiscal_appropriation budget 2022 = 21",
            "three_public official_vehicle of fiscal_appropriation budget 2022 = 16",
            "three_public vehicle_purchase of fiscal_appropriation budget 2022 = 0",
            "three_public vehicle_operation of fiscal_appropriation budget 2022 = 16",
            "three_public official_reception of fiscal_appropriation budget 2022 = 5",
            "three_public overseas_travel of fiscal_appropriation budget 2022 = 0",
            "three_public overseas_travel of fiscal_appropriation budget 2022 change on budget 2021 = 0",
        ]
    );
    let (reading, _) = self::read(2022, BUDGET, &lines);
    let parents: Vec<Option<usize>> = reading.facts.iter().take(5).map(|f| f.parent).collect();
    assert_eq!(parents, [None, Some(0), Some(1), Some(1), Some(0)]);
}

#[test]
fn the_subject_may_stand_in_the_heading_only() {
    let lines = [
        Line::Heading(1, Some(Part::ThreePublic), "三、“三公”经费预算"),
        Line::Heading(2, Some(Part::ThreePublic), "（二）公务接待费"),
        Line::Text("2022年预算安排1.5万元，较2021年预算下降25%，主要原因是来访减少。"),
        Line::Heading(1, Some(Part::AgencyOperating), "四、机关运行经费"),
        Line::Text("预算安排88万元，比上年增加8万元。"),
    ];
    assert_eq!(
        says(2022, BUDGET, &lines),
        [
            "three_public official_reception budget 2022 = 1.5",
            "three_public official_reception budget 2022 change_percent on budget 2021 = -25",
            "agency_operating budget 2022 = 88",
            "agency_operating budget 2022 change on budget 2021 = 8",
        ]
    );
    // An amount without any word under a heading on projects is one project's.
    let lines = under(Part::OtherMatters, "五、项目经费情况说明", "460万元");
    assert!(says(2022, BUDGET, &lines).is_empty());
}

#[test]
fn outturn_budget_and_completion() {
    assert_eq!(
        guests(
            FINAL,
            "“三公”经费财政拨款支出年初预算为20万元，全年预算为18万元，支出决算为13.5万元，完成预算的75%，完成年初预算的67.5%，较2021年度减少1.5万元。"
        ),
        [
            "three_public of fiscal_appropriation budget 2022 = 20",
            "three_public of fiscal_appropriation adjusted_budget 2022 = 18",
            "three_public of fiscal_appropriation final 2022 = 13.5",
            "three_public of fiscal_appropriation final 2022 completion_percent on adjusted_budget 2022 = 75",
            "three_public of fiscal_appropriation final 2022 completion_percent on budget 2022 = 67.5",
            "three_public of fiscal_appropriation final 2022 change on final 2021 = -1.5",
        ]
    );
    assert_eq!(
        money(
            BUDGET,
            "1、教育支出（205类）普通教育（02款）小学教育（02项）120万元。主要用于：学校运转。2021年当年预算执行数为110万元，2022年预算安排120万元，比2021年预算执行数增加9.09%。"
        ),
        [
            "expenditure 2050202 budget 2022 = 120",
            "expenditure 2050202 execution 2021 = 110",
            "expenditure 2050202 budget 2022 = 120",
            "expenditure 2050202 budget 2022 change_percent on execution 2021 = 9.09",
        ]
    );
}

#[test]
fn the_money_is_the_narrowest_that_was_said() {
    let lines = [
        Line::Heading(1, Some(Part::BudgetArrangement), "四、财政拨款支出情况"),
        Line::Text("青山县林业局2022年财政拨款支出预算500.2万元，占本年支出合计的98%。其中："),
        Line::Text("（一）农林水支出（类）"),
        Line::Text("1.林业和草原（款）行政运行（项）300.2万元，比上年增加20万元，增长7.14%。"),
        Line::Text("2.林业和草原（款）事业机构（项）200万元，与上年一致。"),
        Line::Text("此外，一般公共预算财政拨款基本支出410万元，其中：人员经费360万元，公用经费50万元。"),
    ];
    assert_eq!(
        says(2022, BUDGET, &lines),
        [
            "expenditure total of fiscal_appropriation budget 2022 = 500.2",
            "expenditure total of fiscal_appropriation budget 2022 share_percent = 98",
            "expenditure 2130201 of fiscal_appropriation budget 2022 = 300.2",
            "expenditure 2130201 of fiscal_appropriation budget 2022 change on budget 2021 = 20",
            "expenditure 2130201 of fiscal_appropriation budget 2022 change_percent on budget 2021 = 7.14",
            "expenditure 2130204 of fiscal_appropriation budget 2022 = 200",
            "expenditure 2130204 of fiscal_appropriation budget 2022 change on budget 2021 = 0",
            "expenditure basic of general_public budget 2022 = 410",
            "expenditure personnel of general_public budget 2022 = 360",
            "expenditure operating of general_public budget 2022 = 50",
        ]
    );
}

#[test]
fn counts_of_trips_guests_cars_and_equipment() {
    assert_eq!(
        guests(
            FINAL,
            "全年因公出国（境）团组1个，累计4人次；购置公务用车0辆；公务用车保有量为6辆；国内公务接待共15批次（其中外事接待2批次），约100人次（其中外事接待9人次），支出2.1万元，人均接待费210元。"
        ),
        [
            "quantity overseas_trips final 2022 = 1",
            "quantity overseas_persons final 2022 = 4",
            "quantity vehicles_purchased final 2022 = 0",
            "quantity vehicles_kept 2022 = 6",
            "quantity reception_batches final 2022 = 15",
            "quantity 外事接待 final 2022 = 2",
            "quantity reception_persons final 2022 = 100",
            "quantity 外事接待 final 2022 = 9",
            "three_public official_reception final 2022 = 2.1",
        ]
    );
    let assets = "截至2021年12月31日，本单位共有车辆7辆，其中：应急保障用车4辆、其他用车3辆；单价50万元（含）以上通用设备2台（套），单价100万元以上专用设备0台（套）。";
    assert_eq!(
        says(2022, BUDGET, &under(Part::StateAssets, "十、国有资产占用情况", assets)),
        [
            "quantity vehicles_kept 2021 = 7",
            "quantity 应急保障用车 2021 = 4",
            "quantity 其他用车 2021 = 3",
            "quantity general_equipment 2021 = 2",
            "quantity special_equipment 2021 = 0",
        ]
    );
}

#[test]
fn posts_and_people() {
    let text =
        "核定编制45名，其中行政编制15名，事业编制30名。实有在职人员41人，其中行政人员14人，事业人员27人；离休1人，退休23人，遗属2人。";
    assert_eq!(
        says(2022, BUDGET, &under(Part::Organization, "二、人员构成", text)),
        [
            "headcount posts 2022 = 45",
            "headcount posts_admin 2022 = 15",
            "headcount posts_institution 2022 = 30",
            "headcount staff 2022 = 41",
            "headcount staff_admin 2022 = 14",
            "headcount staff_institution 2022 = 27",
            "headcount retired_cadre 2022 = 1",
            "headcount retired 2022 = 23",
        ]
    );
}

#[test]
fn what_is_not_certain_becomes_no_fact() {
    for text in [
        "办公费、印刷费共10万元。",
        "市级转移支付25万元。",
        "2022年信息化系统升级项目支出30万元。",
        "代管资金收入12万元。",
        "单价20万元以上的设备须经批准。",
        "第一季度用款计划15万元。",
        "基本支出增加人员经费10万元。",
    ] {
        let facts = money(BUDGET, text);
        assert!(facts.is_empty(), "{text}: {facts:?}");
    }
    // A word for the percent that was lost, and one that never was.
    let (reading, _) = self::read(
        2022,
        FINAL,
        &under(Part::BudgetArrangement, "三、支出情况", "2022年度财政拨款支出400万元，比上年增加12万元，增长3.09。比例30%。"),
    );
    assert_eq!(reading.facts.len(), 2);
    assert_eq!(reading.diagnostics.iter().filter(|d| d.code.as_str() == "unattributed_amount").count(), 2);
}
