//! What two banks have in common: wordings, headers, layouts and departments, compared without white space, brackets, quotes, slots and numbers.

use crate::bank::{Bank, Wording};
use crate::template::{Aspect, Piece, Template};
use std::collections::{BTreeMap, BTreeSet};

/// Words that law and accounting rules fix, so that no bank can say them otherwise, and labels that are only a name of a source, a class or a column: they may stand in both banks.
pub const FIXED: &[&str] = &[
    // total rows and column numbers
    "合计",
    "总计",
    "小计",
    "栏次",
    "行次",
    "单位：",
    "金额单位：",
    "持平",
    // headings that the notice on disclosure prescribes
    "名词解释",
    "部门概况",
    "机构设置",
    "主要职责",
    // titles of the prescribed forms
    "收入支出决算总表",
    "收入决算表",
    "支出决算表",
    "财政拨款收入支出决算总表",
    "一般公共预算财政拨款支出决算表",
    "一般公共预算财政拨款基本支出决算表",
    // labels of sources, components and codes
    "项目",
    "收入",
    "支出",
    "预算数",
    "决算数",
    "金额",
    "科目编码",
    "科目名称",
    "单位名称",
    "基本支出",
    "项目支出",
    "人员经费",
    "公用经费",
    "本年收入合计",
    "本年支出合计",
    "收入总计",
    "支出总计",
    "上年结转",
    "结转下年",
    "年初结转和结余",
    "年末结转和结余",
    "财政拨款收入",
    "事业收入",
    "经营收入",
    "其他收入",
    "上级补助收入",
    "附属单位上缴收入",
    "行政",
    "事业",
    "离休",
    "退休",
    "优",
    "良",
    "中",
    "差",
    "数量",
    "单价",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标值",
    "因公出国境费",
    "公务接待费",
    "公务用车购置费",
    "公务用车运行费",
    "公务用车运行维护费",
    "公务用车购置及运行费",
    "公务用车购置及运行维护费",
    "三公经费",
    "上缴上级支出",
    "经营支出",
    "对附属单位补助支出",
    "类",
    "款",
    "项",
    "一般公共预算财政拨款",
    "政府性基金预算财政拨款",
    "国有资本经营预算财政拨款",
    "一般公共预算",
    "政府性基金预算",
    "国有资本经营预算",
    "本年支出",
    "增加减少",
    "增长下降",
];

/// A text as it is compared.
pub fn normal(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"（）()“”\"「」‘’〔〕《》".contains(*c) && !c.is_ascii_digit()).collect()
}

/// The pattern of a template: its text with slots left open, those of lists included.
fn pattern(template: &Template) -> String {
    let mut out = String::new();
    for piece in &template.pieces {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Word(word) if word == "year" || word == "last" => out.push('#'),
            Piece::Word(_) => out.push('@'),
            Piece::Slot(slot) if slot.aspect == Aspect::None || slot.aspect == Aspect::Flat => out.push_str(&slot.words.concat()),
            Piece::Slot(_) => out.push('#'),
            Piece::Each { body, separator, .. } => {
                out.push_str(&pattern(body));
                out.push_str(separator);
            }
        }
    }
    out
}

/// Everything that a bank says, by kind of thing.
pub fn said(bank: &Bank) -> BTreeMap<&'static str, BTreeSet<String>> {
    let mut all: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    let mut add = |kind: &'static str, text: &str| {
        let text = normal(text);
        // A path of headers is fixed when each of them is.
        if !text.is_empty() && !text.split('›').all(|t| FIXED.contains(&t)) {
            all.entry(kind).or_default().insert(text);
        }
    };
    let patterns = |list: &[Wording]| list.iter().map(|w| pattern(&w.template)).collect::<Vec<_>>();
    patterns(&bank.heading).iter().for_each(|p| add("heading", p));
    patterns(&bank.title).iter().for_each(|p| add("title", p));
    for paragraph in patterns(&bank.phrase).iter().chain(&bank.clause.iter().map(|c| pattern(&c.template)).collect::<Vec<_>>()) {
        // Sentences, not only whole paragraphs: none of them is in both banks.
        for sentence in paragraph.split(['。', '\n', '；']).filter(|s| s.chars().filter(|c| !"#@，、：".contains(*c)).count() > 7) {
            add("sentence", sentence);
        }
    }
    for d in &bank.department {
        add("department", &d.name);
        d.printed.iter().for_each(|p| add("department", p));
        d.institutions.iter().chain(&d.duties).for_each(|text| add("duty", text));
    }
    for layout in &bank.table {
        layout.titles.iter().for_each(|t| add("table title", t));
        let columns: Vec<&String> = layout.columns.iter().chain(layout.block.iter().flat_map(|b| &b.columns)).collect();
        // A header is its whole path; a layout is all of them in order.
        columns.iter().filter_map(|c| c.split(" = ").next()).for_each(|path| add("header", path));
        let all_columns: Vec<&str> = columns.iter().filter_map(|c| c.split(" = ").next()).collect();
        add("layout", &format!("{} {}", layout.kind, all_columns.join("|")));
        // A layout is an arrangement whatever its words are.
        let meanings: Vec<&str> = columns.iter().filter_map(|c| c.split(" = ").nth(1)).collect();
        add("arrangement", &format!("{}{} {}", layout.kind, layout.for_kind, meanings.join("|")));
    }
    bank.glossary.iter().for_each(|t| add("definition", &t.text));
    bank.reason.iter().for_each(|r| add("reason", &r.text));
    for words in &bank.activity {
        for list in [&words.suffixes, &words.descriptions, &words.targets, &words.indicators] {
            list.iter().for_each(|w| add("indicator", w));
        }
    }
    for (name, words) in &bank.words {
        words.iter().filter(|w| w.chars().count() > 4 && name != "self").for_each(|w| add("word", w));
    }
    all
}

/// What two banks share, by kind of thing.
pub fn shared(a: &Bank, b: &Bank) -> Vec<String> {
    let (a, b) = (said(a), said(b));
    let mut found = Vec::new();
    for (kind, texts) in &a {
        let Some(others) = b.get(kind) else { continue };
        found.extend(texts.intersection(others).map(|t| format!("{kind}: {t}")));
    }
    found
}
