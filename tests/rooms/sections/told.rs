//! Headings whose words nobody has listed, numbers of another style, and what ends a glossary. Texts and figures are invented.

use super::{one, parts};

/// The first sentence under a heading, or a list of definitions, tells the part where the heading's words do not.
#[test]
fn the_text_tells_the_part_of_a_heading_that_is_not_understood() {
    let record = one("青石县文物局2019年度部门决算信息公开
一、本单位基本情况
负责文物保护。
二、年度收支执行分析
总收入300万元，总支出290万元。
三、三项公务支出情况
“三公”经费支出2.35万元。
四、行政运行费用
机关运行经费支出18.20万元。
五、钱花到了哪里
2019年度支出决算总额为290万元。
六、相关词义
基本支出：指保障机构日常运转的开支。
项目支出：指完成专门任务的开支。
七、自评报告
得分92分。
八、补充事项
无。");
    assert_eq!(
        parts(&record),
        [
            "1 一 本单位基本情况",
            "2 二 年度收支执行分析",
            "4 三 三项公务支出情况",
            "3 四 行政运行费用",
            "2 五 钱花到了哪里",
            "8 六 相关词义",
            "5 七 自评报告",
            "9 八 补充事项",
        ]
    );
}

/// 9. goes on with 八、, and 一、 printed twice does not begin a list.
#[test]
fn a_number_of_another_style_or_printed_twice_is_that_of_a_sibling() {
    let record = one("青石县水务局2018年部门预算情况说明
一、主要职责
管理水利工程。
一、机构设置
内设4个股室。
二、部门收支总体安排
收入总计800万元。
三、“三公”经费预算情况
6万元。
四、政府采购安排
20万元。
5.国有资产占有
现有公务用车2辆。
六、名词解释
基本支出：指日常开支。");
    assert_eq!(
        parts(&record),
        [
            "1 一 主要职责",
            "1 一 机构设置",
            "2 二 部门收支总体安排",
            "4 三 “三公”经费预算情况",
            "6 四 政府采购安排",
            "7 5 国有资产占有",
            "8 六 名词解释",
        ]
    );
}

/// A heading ends at the blank before its sentence, though it has no 情况 at its end.
#[test]
fn a_heading_glued_to_its_sentence_by_a_blank_ends_there() {
    let record = one("青石县档案馆2021年部门决算公开
一、主要职能
保管档案。
二、收支情况
收入总计20万元。
三、政府采购支出 2021年无政府采购支出。
四、国有资产占用情况
车辆0辆。");
    assert_eq!(parts(&record), ["1 一 主要职能", "2 二 收支情况", "6 三 政府采购支出", "7 四 国有资产占用情况"]);
}

/// The first character of a place's name is no number that lost its mark, and blanks between all characters of a heading end none.
#[test]
fn a_place_that_begins_with_a_numeral_and_a_spaced_heading_with_a_stop() {
    let record = one("三台县水务局2019年部门预算公开
第一部分
三台县水务局概况
一、主 要 职 能。
（一）组织实施节水工作。
（二）管理全县水库。
二、部门预算单位构成
水务局设办公室等机构。
第二部分
三台县水务局2019年部门预算编制说明
一、收支预算总体情况说明
收支总预算30万元。
二、关于2019年支出预算情况说明
支出30万元。");
    assert_eq!(
        parts(&record),
        ["1 一 主 要 职 能", "1 二 部门预算单位构成", "2 一 收支预算总体情况说明", "2 二 关于2019年支出预算情况说明"]
    );
}
