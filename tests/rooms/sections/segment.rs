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
