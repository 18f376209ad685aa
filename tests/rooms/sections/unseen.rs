//! Layouts beyond the known families: how the parts are found where numbers, containers or words are missing.

use super::{one, outline, parts};

mod broken;
mod numbers;
mod order;

#[test]
fn duties_in_words_of_headings_are_duties() {
    let record = one("青石县审计局2019年部门预算公开
一、部门职责及机构设置情况
1、主要职责
（1）对本级预算执行情况进行审计。
（2）对国有资产使用情况开展审计。
（3）监督审计整改落实。
2、机构设置情况
设3股。
二、部 门 预 算 安 排 的 总 体 情 况。
总计3万元。");
    let list: Vec<&str> = record.statements.iter().filter(|s| s.list_key.to_string() == "duties").map(|s| s.text.as_str()).collect();
    assert_eq!(list, ["对本级预算执行情况进行审计。", "对国有资产使用情况开展审计。", "监督审计整改落实。"]);
    assert_eq!(parts(&record).len(), 2);
}

#[test]
fn arrangement_of_the_budget_is_the_budget() {
    for heading in ["部门预算安排", "预算安排情况", "2019年预算安排情况", "预算安排", "年度预算安排说明"] {
        let record = one(&format!(
            "青石县水务局2019年部门预算公开
一、部门主要职责
管理河道。
二、{heading}
收支总预算300万元。
三、三公经费安排情况
3万元。"
        ));
        assert_eq!(parts(&record), ["1 一 部门主要职责", &format!("2 二 {heading}"), "4 三 三公经费安排情况"]);
    }
}

/// Headings that state their figure open their own part under other matters.
#[test]
fn headings_with_figures_under_other_matters() {
    let record = one("青石县水务局2019年部门决算公开
一、部门主要职责
管理河道。
二、收入支出决算情况
总计300万元。
三、其他重要事项的情况说明
（一）三公经费3万元
比上年减少1万元。
（二）机关运行经费支出20万元
比上年增加1万元。
（三）政府采购支出5万元
其中货物5万元。
（四）国有资产占用情况
车辆1辆。");
    assert_eq!(
        parts(&record),
        [
            "1 一 部门主要职责",
            "2 二 收入支出决算情况",
            "9 三 其他重要事项的情况说明",
            "4 （一） 三公经费3万元",
            "3 （二） 机关运行经费支出20万元",
            "6 （三） 政府采购支出5万元",
            "7 （四） 国有资产占用情况",
        ]
    );
}

/// Amounts in traditional numerals are the same amounts, and stand as printed.
#[test]
fn amounts_in_traditional_numerals() {
    let record = one("盧龍縣水務局２０１９年部門預算信息公開情況說明
一、部門職責及機構設置情況
管理河道。
二、部門預算安排的總體情況
1、收入說明
2019年預算收入叁佰萬元。
三、機關運行經費安排情況
2019年，我部門機關運行經費共計安排貳拾萬元。
四、財政撥款「三公」經費預算情況
2019年，財政撥款「三公」經費預算安排3.5萬元，其中公務接待費１．５萬元。");
    assert_eq!(record.disclosure.department.as_deref(), Some("水务局"));
    assert_eq!(record.disclosure.department_printed.as_deref(), Some("水務局"));
    assert_eq!(record.disclosure.county.as_deref(), Some("卢龙县"));
    assert_eq!(
        parts(&record),
        ["1 一 部門職責及機構設置情況", "2 二 部門預算安排的總體情況", "3 三 機關運行經費安排情況", "4 四 財政撥款「三公」經費預算情況"]
    );
    let amounts: Vec<String> = record
        .facts
        .iter()
        .map(|f| format!("{} {} {}{}", f.measure.as_str(), f.value, f.printed, f.printed_unit.as_deref().unwrap_or("")))
        .collect();
    assert_eq!(
        amounts,
        ["revenue 300 叁佰萬元", "agency_operating 20 貳拾萬元", "three_public 3.5 3.5萬元", "three_public 1.5 １．５萬元"]
    );
}

/// A sum whose list holds a number that was not understood is not known to be wrong; one whose numbers were all understood is.
#[test]
fn sums_beside_numbers_that_were_not_understood() {
    let status = |sentence: &str| {
        let record = one(&format!(
            "青石县水务局2019年部门预算公开\n一、部门职责\n管理河道。\n二、部门预算安排的总体情况\n1、收入说明\n{sentence}\n三、机关运行经费安排情况\n20万元。"
        ));
        let status: Vec<String> = record.checks.iter().filter(|c| c.check_id == "A01").map(|c| c.status.as_str().to_owned()).collect();
        status
    };
    // 其中 may name some of the sources only: more than the whole is wrong, less is not known.
    assert_eq!(status("2019年收入预算300万元，其中：一般公共预算收入200万元，事业收入160万元。"), ["fail"]);
    assert_eq!(status("2019年收入预算300万元，其中：一般公共预算收入200万元，事业收入60万元。"), ["unknown"]);
    assert_eq!(status("2019年收入预算300万元，其中：一般公共预算收入200万元，青苗雨润金100万元。"), ["unknown"]);
    assert_eq!(status("2019年收入预算300万元，其中：一般公共预算收入200万元，事业收入100万元。"), ["pass"]);
}

/// A finance bureau's duties, offices, goals, projects and glossary are worded like the parts, and are none.
#[test]
fn a_body_whose_work_is_worded_like_the_parts() {
    let record = one("青石县财政局2019年部门预算信息公开情况说明
一、部门职责及机构设置情况
部门职责：
（一）预算管理。编制年度县本级预决算草案并组织执行。
（二）收入管理。组织非税收入征收。
（三）政府采购管理。制定政府采购制度并监督管理。
（四）国有资产管理。负责行政事业单位国有资产管理工作。
（五）绩效管理。组织实施预算绩效评价。
（六）“三公”经费管理。审核“三公”经费支出。
机构设置：
1、办公室
2、预算股
3、国库股
4、政府采购办公室
5、绩效评价中心
6、国有资产管理股
7、机关党支部
二、部门预算安排的总体情况
1、收入说明
2019年收入预算300万元。
2、支出说明
2019年支出预算300万元，其中：
（1）基本支出200万元，包括人员经费150万元，日常公用经费50万元；
（2）项目支出100万元。主要用于：
政府采购评审专项10万元
绩效评价专项20万元
国有资产清查专项70万元
3、比上年增减情况
与上年持平。
三、机关运行经费安排情况
机关运行经费50万元，其中：
办公费10万元，差旅费10万元，公务接待费1万元，公务用车运行维护费5万元，其他24万元。
四、财政拨款“三公”经费预算情况及增减变化原因
6万元，其中：
（一）因公出国（境）费
无。
（二）公务用车购置及运维费
5万元。
（三）公务接待费
1万元。
五、绩效预算信息
总体绩效目标：
1、加强预算管理。
2、规范政府采购。
3、盘活国有资产。
职责分类绩效目标：
（一）预算编制管理
绩效目标：预算科学。
（二）政府采购管理
绩效目标：采购规范。
（三）国有资产管理
绩效目标：资产安全。
（四）行政运行
绩效目标：运转正常。
六、政府采购预算情况
没有安排。
七、国有资产信息
固定资产100万元。
八、名词解释
一、一般公共预算财政拨款收入：指县级财政拨款。
二、其他收入：指除上述以外的收入。
三、机关运行经费：指保障运行的经费。
四、“三公”经费：指三项经费。
五、政府采购：指依法采购。
六、国有资产：指国家所有的资产。
七、绩效目标：指预期效果。
九、其他需要说明的事项
（一）机关运行经费和“三公”经费均为财政拨款。
（二）无其他需要说明的事项。");
    assert_eq!(
        parts(&record),
        [
            "1 一 部门职责及机构设置情况",
            "2 二 部门预算安排的总体情况",
            "3 三 机关运行经费安排情况",
            "4 四 财政拨款“三公”经费预算情况及增减变化原因",
            "5 五 绩效预算信息",
            "6 六 政府采购预算情况",
            "7 七 国有资产信息",
            "8 八 名词解释",
            "9 九 其他需要说明的事项",
        ]
    );
    assert_eq!(record.glossary.len(), 7);
    let count = |key: &str| record.statements.iter().filter(|s| s.list_key.to_string() == key).count();
    assert_eq!((count("duties"), count("institutions"), count("goals")), (6, 7, 3));
}

/// Guangdong's 行政经费 is the money of agency operation, in the sentence as in the heading.
#[test]
fn administrative_money_in_a_sentence() {
    let record = one("青石县水务局2019年部门决算公开
一、行政经费支出说明
2019年度本部门行政经费支出83.41万元，比上年减少1.09万元。
二、“三公”经费支出情况
3万元。");
    let found: Vec<String> = record
        .facts
        .iter()
        .filter(|f| f.basis.as_str() == "stated" && f.part == Some(3))
        .map(|f| format!("{} {} {}", f.measure.as_str(), f.aspect.as_str(), f.value))
        .collect();
    assert_eq!(found, ["agency_operating level 83.41", "agency_operating change -1.09"]);
}

#[test]
fn a_chapter_worded_like_the_budget_that_holds_other_parts_only_holds_them() {
    let record = one("青石县林业局2022年部门预算公开
第一部分 林业局概况
一、主要职责
管护山林。
二、机构情况
设三个股室。
第二部分 2022年预算收支情况说明
一、收支总体情况
收支总预算30万元。
二、支出构成情况
基本支出20万元，项目支出10万元。
三、机关运行经费情况
机关运行经费5万元。
四、政府采购情况
没有安排政府采购。
第三部分 名词解释
1.基本支出：指日常开支。");
    assert_eq!(
        parts(&record),
        [
            "1 一 主要职责",
            "1 二 机构情况",
            "2 一 收支总体情况",
            "2 二 支出构成情况",
            "3 三 机关运行经费情况",
            "6 四 政府采购情况",
            "8 第三部分 名词解释"
        ]
    );
}

#[test]
fn a_general_word_opens_what_the_headings_under_it_tell() {
    let record = one("青石县林业局2022年部门预算公开
一、部门总体情况
（一）主要职责
管护山林。
（二）机构设置
设三个股室。
二、预算收支情况
（一）收入情况
收入30万元。
（二）支出情况
支出30万元。
三、机关运行经费情况
机关运行经费5万元。
四、名词解释
1.基本支出：指日常开支。");
    assert_eq!(parts(&record), ["1 一 部门总体情况", "2 二 预算收支情况", "3 三 机关运行经费情况", "8 四 名词解释"]);
}
