//! The sentences of the explanation, with the facts that they state.

use super::Topic;
use crate::money::Money;
use crate::truth::Fact;
use crate::writer::{Writer, full_width, moved};

/// Writes what stands under a heading.
pub fn say(w: &mut Writer<'_>, topic: Topic) {
    match topic {
        Topic::Overall => overall(w),
        Topic::Revenue => revenue(w),
        Topic::Expenditure => expenditure(w),
        Topic::Fiscal => fiscal(w),
        Topic::GeneralPublic => general_public(w),
        Topic::Basic => basic(w),
        Topic::ThreePublic => three_public(w),
        Topic::GovernmentFund => none(w, "政府性基金预算", "government_fund"),
        Topic::StateCapital => none(w, "国有资本经营预算", "state_capital"),
        Topic::AgencyOperating => agency_operating(w),
        Topic::Procurement => procurement(w),
        Topic::Assets => assets(w),
        Topic::Performance => performance(w),
    }
}

fn kind(w: &Writer<'_>) -> &'static str {
    if w.model.final_accounts { "决算" } else { "预算" }
}

/// Everything comes from the general public budget in this family.
fn base(w: &Writer<'_>) -> Money {
    w.model.total() - w.model.change_total()
}

fn overall(w: &mut Writer<'_>) {
    let m = w.model;
    let (year, total, change) = (m.year, m.total().plain(), m.change_total());
    let percent = change.percent_of(base(w));
    let moved = moved(change, ("增加", "减少"));
    let word = if change.0 < 0 { "下降" } else { "增长" };
    let kind = kind(w);
    let text = match w.plan.style {
        0 => format!("{year}年度收、支总计各{total}万元。与上年相比，收、支总计各{moved}，{word}{percent}%，主要原因是人员和项目变动。"),
        1 => format!("{year}年度收入总计{total}万元，支出总计{total}万元。与{}年度相比，收入支出总计{moved}，{word}{percent}%。", year - 1),
        _ => format!("本部门{year}年收支{kind}总额为{total}万元，比上年{moved}，{word}{percent}%。"),
    };
    w.page.say(text);
    for measure in ["revenue", "expenditure"] {
        let fact = Fact { component: "total", ..w.blank(measure) };
        w.level(measure, "total", m.total());
        w.change(fact.clone(), change);
        w.change_percent(fact, &percent, change);
    }
}

fn revenue(w: &mut Writer<'_>) {
    let m = w.model;
    let (year, total, kind) = (m.year, m.total().plain(), kind(w));
    let source = if m.final_accounts { "财政拨款收入" } else { "一般公共预算拨款收入" };
    let text = match w.plan.style {
        0 => format!("{year}年度本年收入合计{total}万元，其中：{source}{total}万元，占100%；事业收入0万元，占0%；其他收入0万元，占0%。"),
        1 => format!("本年收入合计{total}万元，包括{source}{total}万元，占本年收入100%；其他收入0万元，占本年收入0%。"),
        _ => format!("{year}年收入{kind}{total}万元，其中：{source}{total}万元，占100%；其他收入0万元，占0%。"),
    };
    w.page.say(text);
    let component = if w.plan.style == 2 { "total" } else { "current" };
    w.level("revenue", component, m.total());
    let key = if m.final_accounts { "fiscal_appropriation" } else { "general_public" };
    let mut sources = vec![(key, m.total(), "100")];
    if w.plan.style == 0 {
        sources.push(("business", Money(0), "0"));
    }
    sources.push(("other", Money(0), "0"));
    for (key, amount, share) in sources {
        w.source(key, amount);
        let fact = Fact { scheme: "source", item_key: key.to_owned(), ..w.blank("revenue") };
        shared(w, fact, share);
    }
}

fn shared(w: &mut Writer<'_>, fact: Fact, percent: &str) {
    w.truth.fact(Fact { aspect: "share_percent", value: percent.to_owned(), unit: "percent", ..fact });
}

fn expenditure(w: &mut Writer<'_>) {
    let m = w.model;
    let (year, total, kind) = (m.year, m.total().plain(), kind(w));
    let (basic, project) = (m.basic().plain(), m.project().plain());
    let (basic_share, project_share) = (m.basic().percent_of(m.total()), m.project().percent_of(m.total()));
    let text = match w.plan.style {
        0 => format!(
            "{year}年度本年支出合计{total}万元，其中：基本支出{basic}万元，占{basic_share}%；项目支出{project}万元，占{project_share}%。"
        ),
        1 => format!(
            "本年支出合计{total}万元。其中，基本支出{basic}万元，占本年支出{basic_share}%；项目支出{project}万元，占本年支出{project_share}%。"
        ),
        _ => format!(
            "{year}年支出{kind}{total}万元，其中：基本支出{basic}万元，占{basic_share}%；项目支出{project}万元，占{project_share}%。"
        ),
    };
    w.page.say(text);
    let component = if w.plan.style == 2 { "total" } else { "current" };
    w.level("expenditure", component, m.total());
    for (component, amount, share) in [("basic", m.basic(), basic_share), ("project", m.project(), project_share)] {
        w.level("expenditure", component, amount);
        let fact = Fact { component, ..w.blank("expenditure") };
        shared(w, fact, &share);
    }
    if w.plan.switches.cites {
        w.page.say("各项支出的口径见“第三部分 名词解释”。");
    }
}

fn fiscal(w: &mut Writer<'_>) {
    let m = w.model;
    let (year, total, kind) = (m.year, m.total().plain(), kind(w));
    let moved = moved(m.change_total(), ("增加", "减少"));
    let text = match w.plan.style {
        0 => format!("{year}年度财政拨款收、支总计各{total}万元。与上年相比，财政拨款收、支总计各{moved}。"),
        1 => format!("{year}年度财政拨款收入总计{total}万元，财政拨款支出总计{total}万元。"),
        _ => format!("{year}年财政拨款收支{kind}总额{total}万元，比上年{moved}。"),
    };
    w.page.say(text);
    for measure in ["revenue", "expenditure"] {
        let fact = Fact { component: "total", fund: "fiscal_appropriation", ..w.blank(measure) };
        w.truth.fact(Fact { value: m.total().plain(), ..fact.clone() });
        if w.plan.style != 1 {
            w.change(fact, m.change_total());
        }
    }
}

fn general_public(w: &mut Writer<'_>) {
    const FUND: &str = "general_public";
    let m = w.model;
    let (year, total, kind) = (m.year, m.total().plain(), kind(w));
    // The list by function covers everything: basic expenditure is added to the first class.
    let classes: Vec<(&str, &str, Money)> =
        m.classes.iter().enumerate().map(|(i, c)| (c.code, c.name, if i == 0 { c.amount + m.basic() } else { c.amount })).collect();
    let items: Vec<String> = classes
        .iter()
        .map(|(_, name, amount)| {
            let (amount, share) = (amount.plain(), amount.percent_of(m.total()));
            match w.plan.style {
                0 => format!("{name}（类）支出{amount}万元，占{share}%"),
                1 => format!("{name}{amount}万元，占{share}%"),
                _ => format!("{name}（类）{amount}万元，占{share}%"),
            }
        })
        .collect();
    let lead = match w.plan.style {
        0 => format!("{year}年度一般公共预算财政拨款支出{total}万元，主要用于以下方面："),
        1 => format!("{year}年度一般公共预算支出{total}万元。其中："),
        _ => format!("{year}年一般公共预算支出{kind}{total}万元，按功能分类："),
    };
    w.page.say(format!("{lead}{}。", items.join("；")));
    let fact = Fact { component: "*", fund: FUND, value: m.total().plain(), ..w.blank("expenditure") };
    w.truth.fact(fact);
    for (code, name, amount) in classes {
        let item = if w.plan.style == 0 { "*".to_owned() } else { name.to_owned() };
        let fact = Fact { fund: FUND, scheme: "function", item_key: code.to_owned(), item, ..w.blank("expenditure") };
        w.truth.fact(Fact { value: amount.plain(), ..fact.clone() });
        shared(w, fact, &amount.percent_of(m.total()));
    }
}

fn basic(w: &mut Writer<'_>) {
    let m = w.model;
    let (year, basic, personnel, operating) = (m.year, m.basic().plain(), m.personnel.plain(), m.operating.plain());
    let text = match w.plan.style {
        0 => format!(
            "{year}年度一般公共预算财政拨款基本支出{basic}万元，其中：人员经费{personnel}万元，主要包括基本工资、津贴补贴、奖金等；公用经费{operating}万元，主要包括办公费、差旅费、劳务费等。"
        ),
        1 => format!("{year}年度一般公共预算基本支出{basic}万元，包括人员经费{personnel}万元和公用经费{operating}万元。"),
        _ => format!("一般公共预算基本支出{basic}万元。其中：1.人员经费{personnel}万元；2.公用经费{operating}万元。"),
    };
    w.page.say(text);
    for (component, amount) in [("basic", m.basic()), ("personnel", m.personnel), ("operating", m.operating)] {
        let fact = Fact { component, fund: "general_public", value: amount.plain(), ..w.blank("expenditure") };
        w.truth.fact(fact);
    }
}

fn three_public(w: &mut Writer<'_>) {
    let m = w.model;
    let fund = if w.plan.style == 0 { "fiscal_appropriation" } else { "*" };
    let (year, total, running, reception) = (m.year, m.three_public(), m.vehicle_operation.0, m.reception.0);
    let text = if m.final_accounts {
        let budget = total + Money(150);
        let done = total.percent_of(budget);
        w.truth.fact(Fact { fund, stage: "budget", value: budget.plain(), ..w.blank("three_public") });
        w.truth.fact(Fact {
            fund,
            aspect: "completion_percent",
            base: Some(("budget", year)),
            value: done.clone(),
            unit: "percent",
            ..w.blank("three_public")
        });
        let (budget, total) = (budget.plain(), total.plain());
        match w.plan.style {
            0 => format!("{year}年度财政拨款“三公”经费支出预算为{budget}万元，支出决算为{total}万元，完成预算的{done}%。"),
            1 => format!("{year}年度“三公”经费年初预算{budget}万元，支出决算{total}万元，完成年初预算的{done}%。"),
            _ => format!("{year}年三公经费预算{budget}万元，决算{total}万元，完成预算的{done}%。"),
        }
    } else {
        match w.plan.style {
            0 => format!("{year}年财政拨款“三公”经费预算{}万元。", total.plain()),
            1 => format!("{year}年“三公”经费预算数为{}万元。", total.plain()),
            _ => format!("{year}年三公经费预算安排{}万元。", total.plain()),
        }
    };
    let (running_text, reception_text) = (running.plain(), reception.plain());
    let items = match w.plan.style {
        0 => format!(
            "其中：因公出国（境）费0万元；公务用车购置及运行维护费{running_text}万元，其中公务用车购置费0万元，公务用车运行维护费{running_text}万元；公务接待费{reception_text}万元。"
        ),
        1 => format!(
            "其中，因公出国（境）费用0万元，公务用车购置及运行费{running_text}万元（公务用车购置0万元，公务用车运行费{running_text}万元），公务接待费{reception_text}万元。"
        ),
        _ => format!(
            "其中：未安排因公出国（境）费；公务用车购置及运行维护费{running_text}万元（其中：公务用车购置费0万元、公务用车运行维护费{running_text}万元）；公务接待费{reception_text}万元。"
        ),
    };
    let text = format!("{text}{items}");
    w.page.say(if w.plan.switches.full_width { full_width(&text) } else { text });
    w.keyed("three_public", fund, "", total);
    for (key, amount) in [
        ("overseas_travel", Money(0)),
        ("official_vehicle", running),
        ("vehicle_purchase", Money(0)),
        ("vehicle_operation", running),
        ("official_reception", reception),
    ] {
        w.keyed("three_public", fund, key, amount);
    }
}

/// A fund from which nothing is spent.
fn none(w: &mut Writer<'_>, name: &str, fund: &'static str) {
    let (year, kind) = (w.model.year, kind(w));
    let text = match w.plan.style {
        0 => format!("本部门{year}年度没有{name}财政拨款支出。"),
        1 => format!("{year}年度{name}支出{kind}为0万元。"),
        _ => format!("本部门{year}年无{name}支出。"),
    };
    w.page.say(text);
    let fact = Fact { component: "*", fund, value: "0".to_owned(), ..w.blank("expenditure") };
    w.truth.fact(fact);
}

fn agency_operating(w: &mut Writer<'_>) {
    let m = w.model;
    let (year, total) = (m.year, m.operating.plain());
    let before = m.operating - Money(321);
    let percent = Money(321).percent_of(before);
    let text = match w.plan.style {
        0 => format!("{year}年度机关运行经费支出{total}万元，比上年增加3.21万元，增长{percent}%，主要原因是业务量增加。"),
        1 => format!("{year}年，本部门机关运行经费为{total}万元，较上年增加3.21万元，上升{percent}%。"),
        _ => format!("本部门{year}年机关运行经费{total}万元，与上年相比增加3.21万元，增长{percent}%，原因是办公费增加。"),
    };
    w.page.say(text);
    let fact = w.blank("agency_operating");
    w.truth.fact(Fact { value: total, ..fact.clone() });
    w.change(fact.clone(), Money(321));
    w.change_percent(fact, &percent, Money(321));
}

fn procurement(w: &mut Writer<'_>) {
    let m = w.model;
    let year = m.year;
    let kinds = [Money(1260), Money(0), Money(2215)];
    let total: Money = kinds.iter().copied().sum();
    let [goods, works, services] = kinds.map(Money::plain);
    let all = total.plain();
    let text = match w.plan.style {
        0 => format!(
            "{year}年度政府采购支出总额{all}万元，其中：政府采购货物支出{goods}万元、政府采购工程支出{works}万元、政府采购服务支出{services}万元。"
        ),
        1 => format!("{year}年政府采购预算{all}万元，其中货物类{goods}万元，工程类{works}万元，服务类{services}万元。"),
        _ => format!("{year}年，本部门政府采购总额{all}万元。其中：货物{goods}万元，工程{works}万元，服务{services}万元。"),
    };
    w.page.say(text);
    let stage = if w.plan.style == 1 { "budget" } else { w.stage() };
    for (key, amount) in [("", total), ("goods", kinds[0]), ("works", kinds[1]), ("services", kinds[2])] {
        let fact = Fact { item_key: key.to_owned(), stage, value: amount.plain(), ..w.blank("procurement") };
        w.truth.fact(fact);
    }
}

fn assets(w: &mut Writer<'_>) {
    let m = w.model;
    let (year, vehicles) = (m.year, m.assets.vehicles.0);
    let as_of = if m.final_accounts { year } else { year - 1 };
    let text = match w.plan.style {
        0 => format!("截至{as_of}年12月31日，本部门共有车辆{vehicles}辆，单价100万元以上设备0台（套）。"),
        1 => format!("{as_of}年末，本部门共有公务用车{vehicles}辆；单位价值100万元以上大型设备0台。"),
        _ => format!("截至{as_of}年12月31日，共有车辆{vehicles}辆。单价100万元（含）以上设备0台套。"),
    };
    w.page.say(text);
    for (key, n, unit) in [("vehicles_kept", vehicles, "vehicle"), ("large_equipment", 0, "item")] {
        let fact = Fact { item_key: key.to_owned(), stage: "", year: as_of, value: n.to_string(), unit, ..w.blank("quantity") };
        w.truth.fact(fact);
    }
}

fn performance(w: &mut Writer<'_>) {
    let text = w.choose([
        "本部门按照预算绩效管理要求，对预算项目全面设置绩效目标，并组织开展绩效监控和自评。",
        "根据绩效管理有关规定，本部门项目均编报了绩效目标，执行中跟踪问效。",
        "本部门建立健全绩效管理制度，加强绩效结果应用，提高资金使用效益。",
    ]);
    w.page.say(text);
}
