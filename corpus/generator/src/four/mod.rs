//! Family 3: the national four parts, as a budget and as final accounts; the explanations without the national tables.

mod sentences;

use crate::model::Model;
use crate::page::{NumberStyle, Page};
use crate::plan::Plan;
use crate::truth::Truth;
use crate::writer::Writer;

/// What a heading of the explanation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    Overall,
    Revenue,
    Expenditure,
    Fiscal,
    GeneralPublic,
    Basic,
    ThreePublic,
    GovernmentFund,
    StateCapital,
    AgencyOperating,
    Procurement,
    Assets,
    Performance,
}

impl Topic {
    fn part(self) -> u8 {
        match self {
            Topic::ThreePublic => 4,
            Topic::AgencyOperating => 3,
            Topic::Procurement => 6,
            Topic::Assets => 7,
            Topic::Performance => 5,
            _ => 2,
        }
    }
}

/// The order of the explanation, with three wordings of each heading; `决算` replaces `预算` in final accounts.
const TOPICS: &[(Topic, [&str; 3])] = &[
    (Topic::Overall, ["收支预算总体情况说明", "收入支出预算总体情况", "关于收支总体预算情况的说明"]),
    (Topic::Revenue, ["收入预算情况说明", "收入预算情况", "关于收入预算情况的说明"]),
    (Topic::Expenditure, ["支出预算情况说明", "支出预算情况", "关于支出预算情况的说明"]),
    (Topic::Fiscal, ["财政拨款收支预算总体情况说明", "财政拨款收入支出预算总体情况", "关于财政拨款收支预算情况的说明"]),
    (Topic::GeneralPublic, ["一般公共预算财政拨款支出预算情况说明", "一般公共预算支出预算情况", "关于一般公共预算支出情况的说明"]),
    (Topic::Basic, ["一般公共预算财政拨款基本支出预算情况说明", "一般公共预算基本支出预算情况", "关于一般公共预算基本支出情况的说明"]),
    (Topic::ThreePublic, ["财政拨款“三公”经费支出预算情况说明", "“三公”经费预算情况", "关于三公经费预算情况的说明"]),
    (Topic::GovernmentFund, ["政府性基金预算财政拨款支出预算情况说明", "政府性基金预算支出情况", "关于政府性基金预算支出情况的说明"]),
    (Topic::StateCapital, ["国有资本经营预算财政拨款支出预算情况说明", "国有资本经营预算支出情况", "关于国有资本经营预算支出情况的说明"]),
    (Topic::AgencyOperating, ["机关运行经费支出预算情况说明", "机关运行经费安排情况", "关于机关运行经费情况的说明"]),
    (Topic::Procurement, ["政府采购支出情况说明", "政府采购预算情况", "关于政府采购情况的说明"]),
    (Topic::Assets, ["国有资产占有使用情况说明", "国有资产占用情况", "关于国有资产占有使用情况的说明"]),
    (Topic::Performance, ["预算绩效管理情况说明", "预算绩效情况", "关于预算绩效管理情况的说明"]),
];

/// Writes a document of a plan.
pub fn write(plan: &Plan, model: &Model) -> (Page, Truth) {
    let mut w = Writer::new(plan, model);
    let (place, department, year) = (model.place.county, model.department.name, model.year);
    let kind = if model.final_accounts { "决算" } else { "预算" };
    w.page.title(match plan.style {
        0 => format!("{place}{department}{year}年度部门{kind}"),
        1 => format!("{year}年度{place}{department}部门{kind}公开"),
        _ => format!("{place}{department}{year}年部门{kind}信息公开"),
    });
    let explanation = match plan.style {
        0 => format!("{year}年度部门{kind}情况说明"),
        1 => format!("部门{kind}情况说明"),
        _ => format!("{place}{department}{year}年部门{kind}情况说明"),
    };
    contents(&mut w, kind, &explanation);
    let gap = w.choose(["　", " ", "  "]);
    w.page.heading(NumberStyle::Part, 1, gap, w.choose(["部门概况", "部门基本情况", "单位概况"]));
    organization(&mut w);
    w.page.heading(NumberStyle::Part, 2, gap, explanation);
    for (i, (topic, headings)) in TOPICS.iter().enumerate() {
        let heading = headings[plan.style]
            .replace("预算情况", &format!("{kind}情况"))
            .replace("收支预算总体", &format!("收支{kind}总体"))
            .replace("支出预算总体", &format!("支出{kind}总体"));
        let heading =
            if plan.switches.spaced && *topic == Topic::Basic { heading.replace("基本支出", "基本 支出") } else { heading };
        w.open(topic.part(), NumberStyle::Chinese, i + 1, "", &heading, "found");
        sentences::say(&mut w, *topic);
    }
    w.page.heading(NumberStyle::Part, 3, gap, "名词解释");
    w.section(8, NumberStyle::Part, 3, "名词解释", "found");
    glossary(&mut w);
    w.close();
    (w.page, w.truth)
}

fn contents(w: &mut Writer<'_>, kind: &str, explanation: &str) {
    w.page.title("目  录");
    let gap = w.choose(["　", " ", "  "]);
    w.page.say(format!("第一部分{gap}{}", w.choose(["部门概况", "部门基本情况", "单位概况"])));
    if w.plan.style != 2 {
        w.page.say("一、主要职责");
        w.page.say("二、机构设置");
    }
    w.page.say(format!("第二部分{gap}{explanation}"));
    if w.plan.style == 0 {
        for (i, (_, headings)) in TOPICS.iter().enumerate() {
            w.page.say(format!("{}{}", NumberStyle::Chinese.print(i + 1), headings[0].replace("预算情况", &format!("{kind}情况"))));
        }
    }
    w.page.say(format!("第三部分{gap}名词解释"));
}

fn organization(w: &mut Writer<'_>) {
    w.open(1, NumberStyle::Chinese, 1, "", "主要职责", "found");
    for (i, duty) in w.model.department.duties.iter().enumerate() {
        let number = NumberStyle::Bracketed.print(i + 1);
        w.page.say(format!("{number}{duty}"));
        w.statement("duties", &number, "", duty);
    }
    w.open(1, NumberStyle::Chinese, 2, "", "机构设置", "found");
    let m = w.model;
    let names: Vec<&str> = m.department.institutions.to_vec();
    w.page.say(format!("{}内设办公室、业务股等机构，下属事业单位{}个：{}。", m.department.name, names.len(), names.join("、")));
}

const TERMS: &[(&str, &str)] = &[
    ("财政拨款收入", "指单位从本级财政部门取得的财政预算资金。"),
    ("事业收入", "指事业单位开展业务活动取得的收入。"),
    ("年初结转和结余", "指以前年度尚未完成、结转到本年继续使用的资金。"),
    ("基本支出", "指为保障机构正常运转、完成日常工作任务而发生的支出。"),
    ("机关运行经费", "指为保障单位运行用于购买货物和服务的各项资金。"),
];

fn glossary(w: &mut Writer<'_>) {
    for (i, (term, definition)) in TERMS.iter().enumerate() {
        let number = match w.plan.style {
            1 => (i + 1).to_string(),
            _ => crate::page::chinese(i + 1),
        };
        w.page.say(format!("{number}、{term}：{definition}"));
        w.truth.row("glossary", [number.as_str(), term, definition]);
    }
}
