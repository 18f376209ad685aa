//! The sentences of the nine parts, in three wordings, with the facts that they state.

use crate::model::Model;
use crate::money::Money;
use crate::truth::Fact;
use crate::writer::{Writer, full_width, moved};

pub fn preamble(w: &Writer<'_>) -> String {
    let (place, department, year) = (w.model.place.county, w.model.department.printed, w.model.year);
    let law = w.choose([
        "根据《中华人民共和国预算法》和预决算公开有关规定",
        "为提高财政透明度，依照预算法和上级有关文件要求",
        "按照预算公开工作的统一部署",
    ]);
    format!("{law}，现就{place}{department}{year}年部门预算向社会公开。")
}

pub fn duties(w: &mut Writer<'_>) {
    w.page.say(w.choose(["部门职责：", "主要职责：", "（一）主要职责"]));
    for (i, duty) in w.model.department.duties.iter().enumerate() {
        let number = (i + 1).to_string();
        w.page.say(format!("{number}{}{duty}", w.choose(["、", "．", "、"])));
        w.statement("duties", &number, "", duty);
    }
    w.page.say(w.choose(["机构设置：", "部门机构设置情况如下表：", "（二）机构设置"]));
}

pub fn arrangement(w: &mut Writer<'_>) {
    let m = w.model;
    w.page.say(w.choose([
        "按照综合预算的要求，部门的全部收入和支出都纳入预算管理。",
        "本部门实行综合预算，局机关及所属单位的收支一并编列。",
        "我县部门预算实行收支两条线管理。",
    ]));
    w.page.say(w.choose(["1、收入说明", "（一）收入情况", "1．收入预算说明"]));
    revenue(w, m);
    w.page.say(w.choose(["2、支出说明", "（二）支出情况", "2．支出预算说明"]));
    expenditure(w, m);
    w.page.say(w.choose(["3、比上年增减情况", "（三）增减变化情况", "3．与上年预算相比增减情况"]));
    changes(w, m);
}

const SOURCES: [(&str, [&str; 3]); 5] = [
    ("general_public", ["一般公共预算收入", "一般公共预算拨款", "一般公共预算财政拨款收入"]),
    ("government_fund", ["基金预算收入", "政府性基金预算拨款", "政府性基金收入"]),
    ("special_account", ["财政专户核拨收入", "财政专户管理资金", "财政专户收入"]),
    ("state_capital", ["国有资本经营收入", "国有资本经营预算拨款", "国有资本经营预算收入"]),
    ("other", ["其他来源收入", "其他收入", "其他各项收入"]),
];

fn revenue(w: &mut Writer<'_>, m: &Model) {
    let (year, total) = (m.year, m.total().plain());
    let lead = match w.plan.style {
        0 => format!("反映本部门当年全部收入。{year}年预算收入{total}万元，其中："),
        1 => format!("{year}年，本部门收入预算为{total}万元，包括："),
        _ => format!("{year}年部门预算总收入{total}万元。其中："),
    };
    let list: Vec<String> =
        SOURCES.iter().zip(m.sources).map(|((_, names), amount)| format!("{}{}万元", names[w.plan.style], amount.short())).collect();
    w.page.say(format!("{lead}{}。", list.join("，")));
    w.level("revenue", "total", m.total());
    for ((key, _), amount) in SOURCES.iter().zip(m.sources) {
        w.source(key, amount);
    }
}

fn expenditure(w: &mut Writer<'_>, m: &Model) {
    let (year, total, basic) = (m.year, m.total().plain(), m.basic().plain());
    let (personnel, operating, project) = (m.personnel.plain(), m.operating.plain(), m.project().plain());
    let lead = match w.plan.style {
        0 => format!(
            "{year}年支出预算{total}万元，其中基本支出{basic}万元，包括人员经费{personnel}万元和日常公用经费{operating}万元；项目支出{project}万元，"
        ),
        1 => format!(
            "{year}年部门支出预算安排{total}万元。其中：基本支出{basic}万元（人员经费{personnel}万元，公用经费{operating}万元）；项目支出{project}万元，"
        ),
        _ => format!(
            "{year}年部门总支出{total}万元，包括基本支出{basic}万元和项目支出{project}万元。基本支出中，人员经费{personnel}万元、日常公用经费{operating}万元；项目支出按功能分类，"
        ),
    };
    let mut classes = Vec::new();
    for (i, class) in m.classes.iter().enumerate() {
        let sections: Vec<String> =
            class.sections.iter().enumerate().map(|(j, (_, name, amount))| format!("({}){name}{}万元", j + 1, amount.plain())).collect();
        let inner = if sections.len() == 1 { sections[0].trim_start_matches("(1)").to_owned() } else { sections.join("，") };
        classes.push(format!("{}、{}{}万元，其中{inner}", i + 1, class.name, class.amount.plain()));
    }
    let lead_in = w.choose(["主要包括：", "具体为：", "分别为："]);
    w.page.say(format!("{lead}{lead_in}{}。", classes.join("；")));
    for (component, amount) in
        [("total", m.total()), ("basic", m.basic()), ("personnel", m.personnel), ("operating", m.operating), ("project", m.project())]
    {
        w.level("expenditure", component, amount);
    }
    for class in &m.classes {
        function(w, class.code, class.name, class.amount);
        for (code, name, amount) in &class.sections {
            function(w, code, name, *amount);
        }
    }
}

fn function(w: &mut Writer<'_>, code: &str, name: &str, amount: Money) {
    let fact = Fact {
        component: "project",
        scheme: "function",
        item_key: code.to_owned(),
        item: name.to_owned(),
        value: amount.plain(),
        ..w.blank("expenditure")
    };
    w.truth.fact(fact);
}

fn changes(w: &mut Writer<'_>, m: &Model) {
    let (year, last, total) = (m.year, m.year - 1, m.total().plain());
    let all = moved(m.change_total(), ("增加", "减少"));
    let (basic, project) = (moved(m.change_basic, ("增加", "减少")), moved(m.change_project, ("增加", "减少")));
    let text = match w.plan.style {
        0 => format!(
            "{year}年预算收支安排{total}万元，较{last}年预算{all}，其中：基本支出{basic}，主要原因是人员变动；项目支出{project}，主要原因是项目安排调整。"
        ),
        1 => format!(
            "与上年相比，本部门收支预算{all}。其中基本支出{basic}，主要是人员工资标准调整；项目支出{project}，主要是按照上级要求安排专项资金。"
        ),
        _ => format!(
            "{year}年收支预算总额{total}万元，比上年{all}。其中：基本支出比上年{basic}，原因是人员增减；项目支出比上年{project}，原因是工作任务变化。"
        ),
    };
    w.page.say(text);
    if w.plan.style != 1 {
        w.level("revenue", "total", m.total());
        w.level("expenditure", "total", m.total());
    }
    for measure in ["revenue", "expenditure"] {
        let fact = Fact { component: "total", ..w.blank(measure) };
        w.change(fact, m.change_total());
    }
    for (component, change) in [("basic", m.change_basic), ("project", m.change_project)] {
        let fact = Fact { component, ..w.blank("expenditure") };
        w.change(fact, change);
    }
}

pub fn agency_operating(w: &mut Writer<'_>) {
    let m = w.model;
    let (year, total) = (m.year, m.operating.plain());
    let items: Vec<String> = m.operating_items.iter().map(|(name, amount)| format!("{name}{}万元", amount.plain())).collect();
    let text = match w.plan.style {
        0 => format!("{year}年，我部门机关运行经费安排{total}万元，用于保障机关正常运转的日常支出，包括{}。", items.join("、")),
        1 => format!("{year}年机关运行经费预算{total}万元。其中：{}。", items.join("，")),
        _ => format!("本部门{year}年安排机关运行经费共计{total}万元，其中{}。", items.join("；")),
    };
    w.page.say(text);
    let total = Fact { value: m.operating.plain(), ..w.blank("agency_operating") };
    w.truth.fact(total);
    for (name, amount) in &m.operating_items {
        let fact = Fact { scheme: "listed", item: (*name).to_owned(), value: amount.plain(), ..w.blank("agency_operating") };
        w.truth.fact(fact);
    }
    if w.plan.switches.cites {
        w.page.say("机关运行经费所形成的资产详见“七、国有资产信息”部分。");
    }
}

pub fn three_public(w: &mut Writer<'_>) {
    const FUND: &str = "fiscal_appropriation";
    let m = w.model;
    let year = m.year;
    let (all, vehicles, running) = (m.three_public().plain(), m.vehicles().plain(), m.vehicle_operation.0.plain());
    let change = m.reception.0 - m.reception.1;
    let percent = change.percent_of(m.reception.1);
    let reception = m.reception.0.plain();
    let down = if change.0 == 0 {
        "与上年持平".to_owned()
    } else {
        format!("比上年减少{}万元，下降{percent}%", change.abs().plain())
    };
    let text = match w.plan.style {
        0 => format!(
            "{year}年，我部门财政拨款“三公”经费预算安排{all}万元，其中：因公出国（境）费0万元，与上年持平；公务用车购置及运维费{vehicles}万元（其中：公务用车购置费0万元，公务用车运维费{running}万元），与上年持平；公务接待费{reception}万元，{down}，主要原因是从严控制公务接待。"
        ),
        1 => format!(
            "{year}年财政拨款安排“三公”经费预算{all}万元。1.因公出国（境）费0万元，同比持平。2.公务用车购置及运行维护费{vehicles}万元，同比持平，其中公务用车购置费0万元，公务用车运行维护费{running}万元。3.公务接待费{reception}万元，{down}，原因是厉行节约。"
        ),
        _ => format!(
            "本部门{year}年财政拨款三公经费预算为{all}万元。其中，没有安排因公出国（境）费，与上年持平；公务用车购置及运行费{vehicles}万元，与上年持平，包括公务用车购置费0万元、公务用车运行费{running}万元；公务接待费{reception}万元，{down}。"
        ),
    };
    w.page.say(if w.plan.switches.full_width { full_width(&text) } else { text });
    w.keyed("three_public", FUND, "", m.three_public());
    for (key, amount) in [
        ("overseas_travel", m.overseas.0),
        ("official_vehicle", m.vehicles()),
        ("vehicle_purchase", m.vehicle_purchase),
        ("vehicle_operation", m.vehicle_operation.0),
        ("official_reception", m.reception.0),
    ] {
        w.keyed("three_public", FUND, key, amount);
    }
    for (key, change) in [("overseas_travel", Money(0)), ("official_vehicle", Money(0)), ("official_reception", change)] {
        let fact = Fact { fund: FUND, item_key: key.to_owned(), ..w.blank("three_public") };
        w.change(fact, change);
    }
    if change.0 != 0 {
        let fact = Fact { fund: FUND, item_key: "official_reception".to_owned(), ..w.blank("three_public") };
        w.change_percent(fact, &percent, change);
    }
}

pub fn goals(w: &mut Writer<'_>) {
    w.page.say(w.choose(["总体绩效目标：", "（一）总体绩效目标", "1．总体绩效目标"]));
    for (i, (name, text)) in w.model.department.responsibilities.iter().enumerate() {
        let number = format!("（{}）", i + 1);
        let goal = format!("围绕{name}，{text}");
        w.page.say(format!("{number}{goal}"));
        w.statement("goals", &number, "", &goal);
    }
    w.page.say(w.choose(["职责分类绩效目标：", "（二）分项绩效目标", "2．职责分类绩效目标"]));
    for (name, text) in w.model.department.responsibilities {
        w.page.say(format!("{name}\t{text}"));
        w.statement("responsibility_goals", "", name, text);
    }
    w.page.say(w.choose(["工作活动绩效目标指标：", "（三）工作活动绩效目标", "3．实现年度绩效目标的指标"]));
}

pub fn procurement(w: &mut Writer<'_>) {
    let m = w.model;
    let (year, total) = (m.year, purchases(m));
    let text = if total.0 == 0 {
        w.choose(["我部门{year}年没有安排政府采购预算。", "{year}年本部门未安排政府采购预算。", "本部门{year}年无政府采购预算。"])
            .replace("{year}", &year.to_string())
    } else {
        let amount = total.plain();
        match w.plan.style {
            0 => format!("{year}年，我部门安排政府采购预算{amount}万元。具体内容见下表。"),
            1 => format!("{year}年政府采购预算总额{amount}万元。"),
            _ => format!("本部门{year}年政府采购预算为{amount}万元，明细如下。"),
        }
    };
    w.page.say(text);
    let fact = Fact { value: total.plain(), ..w.blank("procurement") };
    w.truth.fact(fact);
}

/// All purchases together; a plan of wording 1 buys nothing.
pub fn purchases(m: &Model) -> Money {
    m.procurement.iter().map(|p| Money(p.4 * p.5.0)).sum()
}

pub fn assets(w: &mut Writer<'_>) {
    let m = w.model;
    let (last, held, planned) = (m.year - 1, m.assets.total().plain(), m.planned_purchase.plain());
    let text = match w.plan.style {
        0 => format!(
            "我部门（含所属单位）上年末固定资产金额为{held}万元（详见下表），本年度拟购置固定资产总额为{planned}万元，主要为办公设备和家具。"
        ),
        1 => format!("截至{last}年12月31日，本部门固定资产总额{held}万元。本年度拟购置固定资产{planned}万元。"),
        _ => format!("上年末，本部门及所属单位固定资产总额为{held}万元，本年计划购置固定资产{planned}万元。"),
    };
    w.page.say(text);
    let held = Fact { item_key: "fixed".to_owned(), stage: "", year: last, value: held, ..w.blank("assets") };
    w.truth.fact(held);
    let planned = Fact { item_key: "planned_purchase".to_owned(), value: planned, ..w.blank("assets") };
    w.truth.fact(planned);
}

const TERMS: &[(&str, &str)] = &[
    ("一般公共预算拨款收入", "指县级财政当年拨付给部门的一般公共预算资金。"),
    ("其他收入", "指除财政拨款、事业收入和经营收入以外的各项收入。"),
    ("基本支出", "指为保障机构运转、完成日常工作而发生的人员支出和公用支出。"),
    ("项目支出", "指在基本支出之外，为完成专门任务和事业发展目标所发生的支出。"),
    ("“三公”经费", "指用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。"),
    ("政府采购", "指使用财政性资金采购货物、工程和服务的行为。"),
];

pub fn glossary(w: &mut Writer<'_>) {
    for (i, (term, definition)) in TERMS.iter().take(4 + w.plan.style % 3).enumerate() {
        let number = match w.plan.style {
            0 | 2 => (i + 1).to_string(),
            _ => format!("（{}）", crate::page::chinese(i + 1)),
        };
        let mark = if w.plan.style == 1 { "" } else { "、" };
        w.page.say(format!("{number}{mark}{term}：{definition}"));
        let number = number.trim_matches(['（', '）']).to_owned();
        let number = if w.plan.style == 1 { format!("（{number}）") } else { number };
        w.truth.row("glossary", [number.as_str(), term, definition]);
    }
}
