//! Several disclosures in one file, and files that hold none.

use super::{EXTRACTOR, document, extract, parts};
use gongkai::diagnostics::FailureCode;
use gongkai::extract::records;

const BODY: &str = "一、部门职责
管理河道。
二、收支预算情况
总计3万元。
三、机关运行经费
1万元。
四、“三公”经费
1万元。
五、政府采购情况
无。
六、名词解释
1、基本支出：指日常开支。
";

#[test]
fn a_department_and_its_units() {
    let text = format!(
        "青石县水务局2019年部门预算公开说明\n{BODY}青石县水库管理所2019年单位预算公开说明\n{BODY}青石县河道管理站2019年单位预算公开说明\n{BODY}"
    );
    let records = extract(&text);
    assert_eq!(records.len(), 3);
    for record in &records {
        assert_eq!(parts(record).len(), 6);
    }
    let ids: Vec<&str> = records.iter().map(|r| r.disclosure.disclosure_id.as_str()).collect();
    assert_eq!(ids, ["d0000000000000000", "d0000000000000000-2", "d0000000000000000-3"]);
}

#[test]
fn the_budget_and_the_accounts_of_one_body() {
    let text = format!("青石县水务局2019年部门预算公开说明\n{BODY}青石县水务局2018年部门决算公开说明\n{BODY}");
    assert_eq!(extract(&text).len(), 2);
}

#[test]
fn a_title_that_comes_again_cuts_nothing() {
    let cover = format!(
        "青石县水务局\n2019年部门预算\n目录\n一、部门职责\n二、收支预算情况\n三、机关运行经费\n青石县水务局2019年部门预算公开说明\n{BODY}青石县水务局2019年部门预算收支总表\n|收入|支出\n|3|3"
    );
    assert_eq!(extract(&cover).len(), 1);
    let unit_in_text = BODY.replace("无。", "无。\n青石县水库管理所2019年单位预算公开情况\n不单独公开。");
    assert_eq!(extract(&format!("青石县水务局2019年部门预算公开说明\n{unit_in_text}")).len(), 1);
}

fn failure(text: &str) -> Option<FailureCode> {
    records(&document(text), &"0".repeat(64), &EXTRACTOR).err().map(|f| f.code)
}

#[test]
fn papers_that_are_no_disclosure() {
    assert_eq!(failure(" \n　\n"), Some(FailureCode::NoText));
    for text in [
        "我县召开2019年部门预算编制工作会议\n会议要求，各部门要做好预算编制，压减三公经费5%，全年计划节约300万元。",
        "青石县水务局办公楼维修项目采购公告\n一、项目基本情况\n预算金额：50万元\n二、申请人的资格要求\n三、获取采购文件\n四、其他补充事宜\n无",
        "青石县部门预算管理办法\n第一章 总则\n第一条 制定本办法。\n第二章 预算编制\n第三章 绩效管理\n第四章 政府采购\n第五章 附则",
        "关于做好2020年部门决算公开工作的通知\n各部门：\n请于9月30日前公开决算。",
    ] {
        assert_eq!(failure(text), Some(FailureCode::NoDisclosure), "{text}");
    }
}

#[test]
fn short_papers_that_are_disclosures() {
    for text in [
        "青石县林业局2018年“三公”经费预算公开\n2018年安排2.5万元。",
        "青石县林业局2018年部门决算表\n收入支出决算总表\n|收入|支出\n|3|3",
        "收入支出决算总表\n单位：万元\n|本年收入|本年支出|财政拨款\n|3|3|3\n财政拨款收入支出决算表\n|基本支出|项目支出|财政拨款\n|3|3|3",
        "九、政府性基金预算支出情况说明\n无。\n十、机关运行经费支出情况\n3万元。\n十一、政府采购支出情况\n无。",
    ] {
        assert_eq!(failure(text), None, "{text}");
    }
}

/// One record each, also where a disclosure has few parts.
#[test]
fn short_disclosures_side_by_side() {
    let notice =
        |body: &str| format!("{body}2017年“三公”经费预算公开\n2017年“三公”经费预算3万元，其中公务接待费1万元，公务用车运行费2万元。\n");
    let text = ["青石县水务局", "青石县水库管理所", "青石县河道管理站"].map(notice).concat();
    assert_eq!(extract(&text).len(), 3);
    let short =
        |body: &str, kind: &str| format!("{body}2019年{kind}预算公开说明\n一、主要职责\n管理河道。\n二、收支预算情况\n总计3万元。\n");
    let text = [short("青石县水务局", "部门"), short("青石县水库管理所", "单位"), short("青石县河道管理站", "单位")].concat();
    let records = extract(&text);
    assert_eq!(records.len(), 3);
    let levels: Vec<&str> = records.iter().filter_map(|r| r.disclosure.level.map(|l| l.as_str())).collect();
    assert_eq!(levels, ["department", "unit", "unit"]);
    let values: Vec<usize> = records.iter().map(|r| r.facts.iter().filter(|f| f.measure.as_str() == "revenue").count()).collect();
    assert_eq!(values[0], values[1]);
}

/// The department's own office and the whole department, under one name with two scopes.
#[test]
fn the_office_and_the_whole() {
    let text = format!("青石县水务局2019年部门决算（汇总）\n{BODY}青石县水务局2019年部门决算（本级）\n{BODY}");
    let records = extract(&text);
    assert_eq!(records.len(), 2);
    let levels: Vec<&str> = records.iter().filter_map(|r| r.disclosure.level.map(|l| l.as_str())).collect();
    assert_eq!(levels, ["department", "unit"]);
}

/// Units that stand under numbered or lettered titles of chapters: 第二部分 青石县水库管理所2019年单位预算.
#[test]
fn units_as_chapters() {
    let text = format!(
        "青石县水务局2019年部门预算汇编\n第一部分 青石县水务局2019年部门预算\n{BODY}第二部分 青石县水库管理所2019年单位预算\n{BODY}第三部分 青石县河道管理站2019年单位预算\n{BODY}"
    );
    let records = extract(&text);
    assert_eq!(records.len(), 3);
    for record in &records {
        assert_eq!(parts(record).len(), 6);
    }
}

/// Lists of units, statements that name a unit's budget, captions with names: no new disclosure.
#[test]
fn units_that_are_only_named() {
    let listed =
        BODY.replace("管理河道。", "管理河道。\n纳入编制范围的单位：\n青石县水库管理所2019年单位预算\n青石县河道管理站2019年单位预算");
    assert_eq!(extract(&format!("青石县水务局2019年部门预算公开说明\n{listed}")).len(), 1);
    let tables = "青石县水务局2019年部门收支预算总表\n|收入|支出\n|3|3\n青石县水库管理所2019年收支预算总表\n|收入|支出\n|1|1\n";
    assert_eq!(extract(&format!("青石县水务局2019年部门预算公开说明\n{BODY}{tables}")).len(), 1);
    let attached = "附件：青石县水库管理所2019年项目支出绩效自评报告\n一、项目基本情况\n水库维修。\n二、绩效目标\n水库安全。\n";
    assert_eq!(extract(&format!("青石县水务局2019年部门预算公开说明\n{BODY}{attached}")).len(), 1);
}

/// The department's name before the unit's own: 某县某局某站 is another body, 某县某局 and 某局 are one.
#[test]
fn units_that_carry_their_departments_name() {
    let short =
        |body: &str, kind: &str| format!("{body}2019年{kind}预算公开说明\n一、主要职责\n管理河道。\n二、收支预算情况\n总计3万元。\n");
    let text = [short("滦平县水务局", "部门"), short("滦平县水务局河道管理站", "单位"), short("滦平县水务局水库管理所", "单位")].concat();
    let records = extract(&text);
    assert_eq!(records.len(), 3);
    let names: Vec<&str> = records.iter().filter_map(|r| r.disclosure.department.as_deref()).collect();
    assert_eq!(names, ["水务局", "河道管理站", "水库管理所"]);
    let parents: Vec<Option<&str>> = records.iter().map(|r| r.disclosure.parent_department.as_deref()).collect();
    assert_eq!(parents, [None, Some("水务局"), Some("水务局")]);
    // A cover with the place and a title without it are of one body.
    let text = format!("滦平县水务局2019年部门预算公开说明\n{}", short("水务局", "部门"));
    assert_eq!(extract(&text).len(), 1);
}

/// The unit's title ends in 文本, or is followed by the number and name of a chapter that has a year in it: neither hides the unit.
#[test]
fn units_whose_titles_are_worded_otherwise() {
    let text = format!("滦平县水务局2021年部门预算\n{BODY}2021年滦平县河道管理站单位预算公开文本\n{BODY}");
    assert_eq!(extract(&text).len(), 2);
    let chapters = |title: &str| format!("{title}\n第一部分 预算表格\n第二部分 2021年度部门预算安排情况说明\n{BODY}");
    let text = [
        chapters("滦平县老龄工作委员会办公室关于2021年度部门预算信息公开的说明"),
        chapters("滦平县老年人活动站关于2021年度单位预算信息公开的说明"),
    ]
    .concat();
    let records = extract(&text);
    let names: Vec<&str> = records.iter().filter_map(|r| r.disclosure.department.as_deref()).collect();
    assert_eq!(names, ["老龄工作委员会办公室", "老年人活动站"]);
    assert_eq!(records[1].disclosure.parent_department.as_deref(), Some("老龄工作委员会办公室"));
    assert!(records[1].disclosure.title.as_deref().unwrap_or_default().contains("老年人活动站"));
}

/// Words of the title that no list has stand beside the name: titles of one wording are told by what they share.
#[test]
fn short_disclosures_under_titles_of_their_own_wording() {
    let notice = |body: &str| {
        format!("{body}2017年度公务支出及“三公”经费预算情况\n2017年“三公”经费预算3万元，其中公务接待费1万元，公务用车运行费2万元。\n")
    };
    let text = ["青石县水务局", "青石县水库管理所", "青石县水务局河道管理站"].map(notice).concat();
    assert_eq!(extract(&text).len(), 3);
    // The title of a table stands right below the document's own.
    let tabled = |body: &str| {
        format!(
            "{body}2017年度公务支出及“三公”经费预算情况\n公务支出及“三公”经费预算表\n|项目|合计\n|“三公”经费|3\n一、机关运行经费\n1万元。\n二、“三公”经费\n3万元。\n"
        )
    };
    let text = ["青石县水务局", "青石县水库管理所"].map(tabled).concat();
    assert_eq!(extract(&text).len(), 2);
    let text = "青石县水务局2017年度“三公”经费预算情况\n2017年“三公”经费预算3万元。\n青石县水务局2017年度“三公”经费预算增减情况\n比上年减少1万元。\n";
    assert_eq!(extract(text).len(), 1);
}
