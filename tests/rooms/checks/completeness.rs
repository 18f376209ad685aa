//! C: what is there, and what is not.

use super::page::{NINE, checks, first_place, status, with};
use gongkai::record::CheckStatus::{Fail, NotApplicable, Pass, Unknown};

#[test]
fn a_sound_disclosure_fails_nothing() {
    let failed: Vec<String> =
        checks(NINE).into_iter().filter(|r| r.status == Fail).map(|r| format!("{} {} {}", r.check_id, r.subject, r.message)).collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn c01_to_c09_the_parts_stand_in_order_once_and_with_text() {
    for id in ["C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09"] {
        assert_eq!(status(NINE, id, ""), Some(Pass), "{id}");
    }
    let empty = with("2031年机关运行经费安排9.50万元。\n", "");
    assert_eq!(status(&empty, "C03", ""), Some(Fail));
    // 四、 is left out: the part after it tells so, and nothing where a heading of another kind stands there.
    let gap = with("六、政府采购预算情况", "七、政府采购预算情况").replace("七、国有资产信息", "八、国有资产信息");
    let gap = gap.replace("八、名词解释", "九、名词解释").replace("九、其他需要", "十、其他需要");
    assert_eq!(status(&gap, "C06", ""), Some(Fail));
    assert_eq!(status(&gap, "C07", ""), Some(Pass));
    // A heading that has lost its number is there all the same.
    assert_eq!(status(&with("五、绩效预算信息", "绩效预算信息"), "C06", ""), Some(Pass));
    let twice = with("七、国有资产信息", "六、国有资产信息");
    assert_eq!(status(&twice, "C07", ""), Some(Fail));
    // The glossary before the assets, each with the other's number.
    let assets = "七、国有资产信息\n截至2030年底固定资产总额为112.00万元，其中房屋80.00万元。\n";
    let swapped =
        with(assets, "").replace("八、名词解释", "七、名词解释").replace("九、其他", &format!("{}九、其他", assets.replace('七', "八")));
    assert_eq!(status(&swapped, "C07", ""), Some(Fail));
    assert_eq!(status(&swapped, "C09", ""), Some(Pass));
}

#[test]
fn c01_a_number_left_out_of_the_duties_is_told() {
    let gap = with("（三）承办", "（四）承办");
    assert_eq!(status(&gap, "C01", "（二）-（四）"), Some(Fail));
    // The missing number stands in the paragraph before.
    let inside = with("利用工作。\n（三）承办", "利用工作。（三）开展宣传。\n（四）承办");
    assert_eq!(status(&inside, "C01", ""), Some(Pass));
}

#[test]
fn c10_national_tables_and_c22_units() {
    assert_eq!(status(NINE, "C10", ""), Some(Unknown));
    assert_eq!(status(NINE, "C22", ""), Some(NotApplicable));
    let table = |caption: &str, unit: &str, rows: &[&[&str]]| {
        let cells = |row: &&[&str]| row.iter().map(|c| format!("<td>{c}</td>")).collect::<String>();
        let rows: String = rows.iter().map(|r| format!("<tr>{}</tr>", cells(r))).collect();
        format!("{caption}\n{unit}<table>{rows}</table>\n")
    };
    let classes: [&[&str]; 3] = [
        &["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        &["2012601", "行政运行", "80.00", "60.00", "20.00"],
        &["合计", "", "80.00", "60.00", "20.00"],
    ];
    let revenue: [&[&str]; 3] = [
        &["科目编码", "科目名称", "合计", "一般公共预算拨款收入", "事业收入"],
        &["2012601", "行政运行", "80.00", "80.00", ""],
        &["合计", "", "80.00", "80.00", ""],
    ];
    let fund: [&[&str]; 2] = [classes[0], &["2120899", "其他国有土地使用权出让收入安排的支出", "5.00", "", "5.00"]];
    let unit = "单位：万元\n";
    let chapter = |last: &str| {
        [
            table("收入总表", unit, &revenue),
            table("支出总表", unit, &classes),
            table("一般公共预算支出表", unit, &classes),
            table("政府性基金预算支出表", last, &fund),
        ]
        .concat()
    };
    let whole = format!("{NINE}{}", chapter(unit));
    assert_eq!(status(&whole, "C10", "general_public_expenditure"), Some(Pass));
    assert_eq!(status(&whole, "C10", "basic_expenditure"), Some(Fail));
    assert_eq!(status(&whole, "C10", "state_capital"), Some(Fail));
    assert_eq!(status(&whole, "C22", ""), Some(Pass));
    assert_eq!(status(&format!("{NINE}{}", chapter("")), "C22", "table"), Some(Fail));
    // The fund is said to be none: whether its table is asked for is left open.
    let none = whole.replace("支出80.00万元，其中", "支出80.00万元，无国有资本经营预算支出，其中");
    assert_eq!(status(&none, "C10", "state_capital"), Some(Unknown));
}

#[test]
fn c12_a_note_of_emptiness_below_a_table_with_money() {
    let table = |amount: &str| {
        format!(
            "{NINE}政府性基金预算支出表\n单位：万元\n<table><tr><td>科目编码</td><td>科目名称</td><td>合计</td><td>基本支出</td><td>项目支出</td></tr>\
             <tr><td>2120899</td><td>其他支出</td><td>{amount}</td><td></td><td>{amount}</td></tr></table>\n注：本部门无政府性基金预算支出，空表列示。\n"
        )
    };
    assert_eq!(status(&table("26.00"), "C12", "table"), Some(Fail));
    assert_eq!(status(&table(""), "C12", "table"), Some(Pass));
    assert_eq!(status(NINE, "C12", ""), Some(NotApplicable));
}

#[test]
fn c13_the_split_of_three_public() {
    assert_eq!(status(NINE, "C13", "three items"), Some(Pass));
    let sentence = "，其中因公出国（境）费0万元，公务用车购置费0万元，公务用车运行维护费4.00万元，公务接待费2.00万元。";
    assert_eq!(status(&with(sentence, "。"), "C13", "three items"), Some(Fail));
    let named = with(sentence, "，其中公务接待按规定从严控制，因公出国暂不考虑，公务用车按需保障。");
    assert_eq!(status(&named, "C13", "three items"), Some(Unknown));
    assert_eq!(status(&with("经费预算安排6.00万元", "经费预算安排0万元"), "C13", "three items"), Some(NotApplicable));
}

#[test]
fn c14_a_reason_for_each_change() {
    assert_eq!(status(NINE, "C14", ""), Some(NotApplicable));
    let changed = |tail: &str| with("机关运行经费安排9.50万元。", &format!("机关运行经费安排9.50万元，比上年增加0.50万元{tail}"));
    assert_eq!(status(&changed("，主要原因是人员增加。"), "C14", "agency_operating"), Some(Pass));
    assert_eq!(status(&changed("。"), "C14", "agency_operating"), Some(Fail));
    let empty = changed("，主要原因是。");
    assert_eq!(status(&empty, "C14", "empty reason"), Some(Fail));
    let (printed, sentence) = first_place(&empty, "C14").unwrap();
    assert_eq!(printed, "主要原因是。");
    assert!(sentence.starts_with("2031年机关运行经费") && sentence.ends_with("主要原因是。"), "{sentence}");
}

#[test]
fn c15_c16_c17_what_must_be_stated() {
    assert_eq!(status(NINE, "C15", ""), Some(Pass));
    let words = with("2031年机关运行经费安排9.50万元。", "主要用于办公费、差旅费等日常开支。");
    assert_eq!(status(&words, "C15", ""), Some(Fail));
    assert_eq!(status(&with("2031年机关运行经费安排9.50万元。", "我单位为事业单位，不安排此项经费。"), "C15", ""), Some(Pass));
    assert_eq!(status(&with("三、机关运行经费安排情况\n2031年机关运行经费安排9.50万元。\n", ""), "C15", ""), Some(Unknown));
    assert_eq!(status(NINE, "C16", ""), Some(Pass));
    assert_eq!(status(&with("，其中货物5.00万元，工程0万元，服务7.00万元。", "。"), "C16", ""), Some(Fail));
    assert_eq!(status(&with("，其中货物5.00万元，工程0万元，服务7.00万元。", "，均为服务12.00万元。"), "C16", ""), Some(Pass));
    assert_eq!(status(NINE, "C17", ""), Some(Pass));
    let assets = "截至2030年底固定资产总额为112.00万元，其中房屋80.00万元。";
    assert_eq!(status(&with(assets, "本部门国有资产管理规范，使用有效。"), "C17", ""), Some(Fail));
}

#[test]
fn c19_units_and_c20_terms() {
    assert_eq!(status(NINE, "C19", ""), Some(Pass));
    let counted = |names: &str| with("内设机构：办公室、业务股。", &format!("本部门包括3个预算单位：{names}。"));
    assert_eq!(status(&counted("局本级、档案馆、技术中心"), "C19", ""), Some(Pass));
    assert_eq!(status(&counted("局本级、档案馆"), "C19", ""), Some(Fail));
    assert_eq!(status(NINE, "C20", "used"), Some(Pass));
    assert_eq!(status(NINE, "C20", "explained"), Some(Pass));
    let idle = with("1.基本支出：", "1.事业产业收入：")
        .replace("2.项目支出：", "2.教育收费结算：")
        .replace("3.机关运行经费：", "3.彩票公益返还：");
    let idle = idle.replace("，不含基本支出。", "。");
    assert_eq!(status(&idle, "C20", "used"), Some(Fail));
}

#[test]
fn c23_a_date_of_publication_that_is_possible() {
    assert_eq!(status(NINE, "C23", ""), Some(Unknown));
    let dated = |date: &str| format!("{NINE}发布日期：{date}\n");
    assert_eq!(status(&dated("2031-02-28"), "C23", ""), Some(Pass));
    assert_eq!(status(&dated("2031-02-30"), "C23", ""), Some(Fail));
}

#[test]
fn c21_depth_and_codes() {
    let name = "机关事业单位基本养老保险缴费支出";
    let table = |last: [&str; 4]| {
        let row = |cells: [&str; 4], amount: &str| {
            let cells: String = cells.iter().map(|c| format!("<td>{c}</td>")).collect();
            format!("<tr>{cells}<td>{amount}</td><td>{amount}</td><td></td></tr>")
        };
        format!(
            "{NINE}一般公共预算支出表\n单位：万元\n<table><tr><td>类</td><td>款</td><td>项</td><td>科目名称</td><td>合计</td><td>基本支出</td><td>项目支出</td></tr>{}{}{}{}{}{}</table>\n",
            row(["201", "", "", "一般公共服务支出"], "40.00"),
            row(["201", "26", "", "档案事务"], "40.00"),
            row(["201", "26", "01", "行政运行"], "40.00"),
            row(["208", "", "", "社会保障和就业支出"], "20.00"),
            row(["208", "05", "", "行政事业单位养老支出"], "20.00"),
            row(last, "20.00"),
        )
    };
    let good = table(["208", "05", "05", name]);
    assert_eq!(status(&good, "C21", "general_public_expenditure"), Some(Pass));
    assert_eq!(status(&good, "C21", "codes"), None);
    let strange = table(["7", "08", "05", name]);
    assert_eq!(status(&strange, "C21", "codes"), Some(Fail));
    assert_eq!(first_place(&strange, "C21").unwrap().0, "7");
    // A code that the reference does not have below a class that it has says nothing.
    assert_eq!(status(&table(["208", "05", "77", "某项补贴"]), "C21", "codes"), None);
    // 208 goes down to 款 only.
    assert_eq!(status(&table(["208", "06", "", "企业改革补助"]), "C21", "general_public_expenditure"), Some(Fail));
    assert_eq!(status(NINE, "C21", "general_public_expenditure"), Some(Unknown));
}
