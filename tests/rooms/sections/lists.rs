//! Statements and glossaries.

use super::{one, parts};
use gongkai::record::Record;

fn statements(record: &Record) -> Vec<String> {
    let rows = record.statements.iter();
    rows.map(|s| format!("{} {} {} {}", s.list_key, s.number.as_deref().unwrap_or("-"), s.name.as_deref().unwrap_or("-"), s.text)).collect()
}

/// 主要职能任务: what an office is for is its duties, whatever else they are called.
#[test]
fn duties_that_are_called_tasks() {
    let record = one(
        "青石县水务局2018年部门决算公开\n一、主要职能任务\n1、管理全县河道。\n2、指导灌溉。\n二、收支情况\n收入3万元。\n三、机关运行经费\n1万元。",
    );
    assert_eq!(statements(&record), ["duties 1 - 管理全县河道。", "duties 2 - 指导灌溉。"]);
}

#[test]
fn duties_goals_and_institutions() {
    let record = one("青石县水务局2018年部门预算公开
一、部门职责及机构设置情况
部门职责：
1、管理全县河道。
2、管理全县水库；指导灌溉。
机构设置：
（一）青石县水务局机关
（二）青石县水库管理所
二、部门预算安排的总体情况
1、收入说明
本年收入3万元。
2、支出说明
支出3万元，包括：（1）基本支出2万元；（2）项目支出1万元。
五、绩效预算信息
总体绩效目标：
1、供水稳定。
职责分类绩效目标：
河道管理	保持河道畅通。
水库管理 保证水库安全。");
    assert_eq!(
        statements(&record),
        [
            "duties 1 - 管理全县河道。",
            "duties 2 - 管理全县水库；指导灌溉。",
            "institutions （一） - 青石县水务局机关",
            "institutions （二） - 青石县水库管理所",
            "goals 1 - 供水稳定。",
            "responsibility_goals - 河道管理 保持河道畅通。",
            "responsibility_goals - 水库管理 保证水库安全。",
        ]
    );
}

#[test]
fn duties_that_run_together_and_duties_without_numbers() {
    let record = one("青石县水务局2018年部门预算公开
第一部分 部门概况
一、主要职责
水务局的主要职责是：（一）管理河道；（二）管理水库；（三）完成其他工作。
第二部分 部门预算情况说明
一、收支预算情况
总计3万元。");
    assert_eq!(statements(&record), ["duties （一） - 管理河道；", "duties （二） - 管理水库；", "duties （三） - 完成其他工作。"]);
    let record = one("青石县水务局2018年部门预算公开
一、部门职责
负责全县河道的管理。
负责全县水库的管理。
二、收支预算情况
总计3万元。");
    assert_eq!(statements(&record), ["duties - - 负责全县河道的管理。", "duties - - 负责全县水库的管理。"]);
}

fn glossary(text: &str) -> Vec<(String, String, String)> {
    let record =
        one(&format!("青石县水务局2018年部门预算公开\n一、部门职责\n管理河道。\n二、收支预算情况\n总计3万元。\n三、名词解释\n{text}"));
    record.glossary.into_iter().map(|g| (g.number.unwrap_or_default(), g.term, g.definition)).collect()
}

fn entry(number: &str, term: &str, definition: &str) -> (String, String, String) {
    (number.to_owned(), term.to_owned(), definition.to_owned())
}

#[test]
fn glossary_forms() {
    assert_eq!(
        glossary("1、基本支出：指日常开支。\n2、项目支出指专项开支。\n3、三公经费，是指三项开支。"),
        [entry("1", "基本支出", "指日常开支。"), entry("2", "项目支出", "指专项开支。"), entry("3", "三公经费", "是指三项开支。"),]
    );
    assert_eq!(
        glossary("本部门有关名词解释如下：\n基本支出：指日常开支。\n其中：人员经费包括工资。\n项目支出：指专项开支。"),
        [entry("", "基本支出", "指日常开支。\n其中：人员经费包括工资。"), entry("", "项目支出", "指专项开支。"),]
    );
    assert_eq!(
        glossary("#（一）#基本支出：指日常开支。\n#（二）#项目支出\n指专项开支。"),
        [entry("（一）", "基本支出", "指日常开支。"), entry("（二）", "项目支出", "指专项开支。"),]
    );
    assert_eq!(
        glossary("一、收入科目\n1、财政拨款收入：指拨款。2、其他收入：指其他。\n二、支出科目\n1、教育（类）小学教育（项）：反映小学支出。"),
        [
            entry("1", "财政拨款收入", "指拨款。"),
            entry("2", "其他收入", "指其他。"),
            entry("1", "教育（类）小学教育（项）", "反映小学支出。"),
        ]
    );
}

#[test]
fn goals_of_responsibilities_by_name() {
    let before = "青石县水务局2018年部门预算公开
一、部门职责及机构设置情况
部门职责：
1、管理全县河道。
2、负责水库调度和灌溉的经办管理。
3、指导农村供水。
4、依法查处私自取水的案件。
机构设置：
二、收支预算情况
总计3万元。
三、预算绩效信息
";
    let duties = [
        "duties 1 - 管理全县河道。",
        "duties 2 - 负责水库调度和灌溉的经办管理。",
        "duties 3 - 指导农村供水。",
        "duties 4 - 依法查处私自取水的案件。",
    ];
    let goals = ["responsibility_goals - 河道管理 保持河道畅通。", "responsibility_goals - 水库管理 保证水库安全。"];
    let table = "|职责活动|年度预算数\n|一、河道管理|2.5";
    for (own, blank, next) in [
        ("职责分类绩效目标", "\t", "工作活动绩效目标指标"),
        ("（二）分项绩效目标", "\u{2003}", "（三）工作活动绩效目标"),
        ("2．职责分类绩效目标", "\u{2003}", "3．实现年度绩效目标的指标"),
        ("2．职责分类绩效目标", "  ", "3．实现年度绩效目标的指标"),
    ] {
        let number = |n: &str| {
            own.chars()
                .next()
                .filter(|c| !c.is_alphabetic())
                .map_or(String::new(), |c| if c == '（' { format!("（{n}）") } else { "1．".to_owned() })
        };
        let text = format!(
            "{before}{}总体绩效目标
供水稳定。
{own}
河道管理{blank}保持河道畅通。
水库管理{blank}保证水库安全。
{next}
部门职责活动绩效目标表
{table}
四、政府采购预算情况
没有安排。",
            number("一")
        );
        let found: Vec<String> = statements(&one(&text));
        assert_eq!(found, duties.iter().chain(&goals).copied().collect::<Vec<_>>(), "{own} {next}");
    }
}

#[test]
fn entries_with_the_remains_of_a_page_field_or_with_full_stops_are_contents() {
    for tail in [" PAGEREF _Toc25831 \\h 3", "。"] {
        let entry = |text: &str| format!("{text}{tail}\n");
        let text = [
            "云和县水利局2023年度部门决算\n目录\n".to_owned(),
            entry("第一部分 部门概况"),
            entry("一、主要职责"),
            "表一：收入支出决算总表\n表二：收入决算表\n".to_owned(),
            entry("第二部分 2023年度部门决算情况说明"),
            entry("一、2023年度收入支出决算总体情况"),
            entry("二、财政拨款安排的“三公”经费支出决算情况说明"),
            entry("三、国有资产占用情况"),
            entry("第三部分 名词解释"),
            "第一部分 部门概况\n一、主要职责\n负责水利工作。\n第二部分 2023年度部门决算情况说明\n".to_owned(),
            "一、2023年度收入支出决算总体情况\n2023年度收、支总计90万元。\n二、财政拨款安排的“三公”经费支出决算情况说明\n支出3万元。\n"
                .to_owned(),
            "三、国有资产占用情况\n无车辆。\n第三部分 名词解释\n一、基本支出：指日常支出。\n".to_owned(),
        ]
        .concat();
        let found = parts(&one(&text));
        let numbers: Vec<&str> = found.iter().filter_map(|p| p.split(' ').next()).collect();
        assert_eq!(numbers, ["1", "2", "4", "7", "8"], "{found:?}");
    }
}

#[test]
fn institutions_one_a_line_end_where_a_sentence_follows() {
    let record = one("青石县水务局2018年部门预算公开
一、部门职责及机构设置情况
机构设置：
列入2018年部门预算的单位如下：
1．水务局机关
2．水库管理所，河道管理所
人员情况：编制人数19人，在职人数17人。
二、部门预算安排的总体情况
收入3万元。");
    assert_eq!(statements(&record), ["institutions 1 - 水务局机关", "institutions 2 - 水库管理所，河道管理所"]);
    let record = one("青石县水务局2018年部门预算公开
一、部门概况
1、主要职责
负责全县的水。
2、部门机构构成
列入2018年部门预算的单位如下：
1．水务局机关
2．水库管理所
核定行政编制8名、工勤编制2名，合计10名。
二、行政经费预算支出情况
支出3万元。");
    assert_eq!(statements(&record), ["institutions 1 - 水务局机关", "institutions 2 - 水库管理所"]);
    assert!(parts(&record).contains(&"3 二 行政经费预算支出情况".to_owned()));
}

#[test]
fn the_title_of_a_table_is_no_end_of_the_heading_above_it() {
    let record = one("青石县水务局2018年部门预算公开
一、部门职责
负责河道。
五、绩效预算信息
1.总体目标
（1）供水稳定。
2.分项绩效目标
河道管理	保持河道畅通。
水库管理	保证水库安全。
3.工作活动目标和考核指标
工作活动绩效目标指标表
六、政府采购预算
无。");
    assert_eq!(
        statements(&record),
        ["goals （1） - 供水稳定。", "responsibility_goals - 河道管理 保持河道畅通。", "responsibility_goals - 水库管理 保证水库安全。"]
    );
}
