//! Held-out phrasings: slot patterns of a survey, filled with invented figures.

use super::*;

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
