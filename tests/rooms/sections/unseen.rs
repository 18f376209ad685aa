//! Layouts beyond the known families: how the parts are found where numbers, containers or words are missing.

use super::{one, outline, parts};

#[test]
fn contents_with_page_numbers_behind_tabs() {
    let record = one("青石县水务局2019年度部门预算
目录
第一部分 青石县水务局概况\t3
一、部门主要职责\t3
二、部门预算单位构成\t4
第二部分 青石县水务局2019年部门预算编制说明\t4
一、部门收支总体情况\t5
二、机关运行经费\t6
第三部分 名词解释\t12
第一部分 青石县水务局概况
一、部门主要职责
（一）组织实施节水工作。
（二）管理全县水库。
二、部门预算单位构成
水务局设办公室等机构。
第二部分 青石县水务局2019年部门预算编制说明
一、部门收支总体情况
收支总预算3万元。
二、机关运行经费
1万元。
第三部分 名词解释
1.基本支出：指日常开支。");
    assert_eq!(
        parts(&record),
        ["1 一 部门主要职责", "1 二 部门预算单位构成", "2 一 部门收支总体情况", "3 二 机关运行经费", "8 第三部分 名词解释"]
    );
}

#[test]
fn a_title_before_the_contents_is_no_part() {
    let record = one("2018年青石县信访局部门预算情况说明
目录
第一部分：部门概况
一、主要职能
二、部门预算单位构成
第二部分：2018年部门预算情况说明
一、部门收支总体情况
二、三公经费情况
第一部分：部门概况
一、主要职能
受理来信。
二、部门预算单位构成
只有本级。
第二部分：2018年部门预算情况说明
一、部门收支总体情况
收支总预算3万元。
二、三公经费情况
1万元。");
    assert_eq!(parts(&record), ["1 一 主要职能", "1 二 部门预算单位构成", "2 一 部门收支总体情况", "4 二 三公经费情况"]);
}

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

/// 部门机构设置、职能 and 预算收支增减变化情况 stand without numbers, one below the other.
#[test]
fn headings_without_numbers_side_by_side() {
    let record = one("青石县水务局2022年部门预算说明
部门机构设置、职能
青石县水务局设3股，管理全县河道。
部门预算收支情况
收支总预算300万元。
预算收支增减变化情况
比上年增加10万元。
机关运行经费安排情况
机关运行经费20万元。
“三公”经费安排情况
“三公”经费3万元。
政府采购安排情况
政府采购5万元。
国有资产占有使用情况
车辆1辆。
预算绩效情况
绩效良好。
名词解释
基本支出：指日常开支。
其他需要说明的事项
无。");
    assert_eq!(
        parts(&record),
        [
            "1 - 部门机构设置、职能",
            "2 - 部门预算收支情况",
            "2 - 预算收支增减变化情况",
            "3 - 机关运行经费安排情况",
            "4 - “三公”经费安排情况",
            "6 - 政府采购安排情况",
            "7 - 国有资产占有使用情况",
            "5 - 预算绩效情况",
            "8 - 名词解释",
            "9 - 其他需要说明的事项",
        ]
    );
}

/// Unnumbered sub-headings inside a numbered part stay in it; the next numbered part closes them.
#[test]
fn headings_without_numbers_under_numbered_ones() {
    let record = one("青石县水务局2022年部门预算公开
一、部门基本情况
部门机构设置
设3股。
部门职能
管理河道。
二、部门预算安排情况
收入预算情况
收入300万元。
支出预算情况
支出300万元。
机关运行经费情况
机关运行经费20万元。
三、“三公”经费情况
“三公”经费3万元。");
    assert_eq!(
        parts(&record),
        ["1 一 部门基本情况", "2 - 收入预算情况", "2 - 支出预算情况", "3 - 机关运行经费情况", "4 三 “三公”经费情况"]
    );
}

/// The first heading stands right after the title, and only the later ones have numbers.
#[test]
fn a_first_heading_without_its_number() {
    let record = one("青石县水务局2019年部门预算信息公开
部门职责及机构设置情况
负责河道管理。设3股。
二、部门预算安排的总体情况
总计300万元。
三、机关运行经费安排情况
20万元。");
    assert_eq!(parts(&record), ["1 - 部门职责及机构设置情况", "2 二 部门预算安排的总体情况", "3 三 机关运行经费安排情况"]);
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

/// 一、二、三 inside 一、: a list numbered like the parts that hold it.
#[test]
fn lists_numbered_like_the_parts() {
    let record = one("青石县水务局2019年部门预算公开
一、部门职责及机构设置情况
一、贯彻水法律法规；
二、管理全县河道；
三、完成县政府交办的其他任务。
二、部门预算安排的总体情况
一、收入说明
收入300万元。
二、支出说明
支出300万元。
三、比上年增减情况
增加10万元。
三、机关运行经费安排情况
20万元。
四、“三公”经费预算情况
3万元。");
    assert_eq!(
        parts(&record),
        ["1 一 部门职责及机构设置情况", "2 二 部门预算安排的总体情况", "3 三 机关运行经费安排情况", "4 四 “三公”经费预算情况"]
    );
}

/// Gansu: the numbers run on through the chapters.
#[test]
fn numbers_that_run_on_through_chapters() {
    let record = one("青石县水务局2020年部门预算公开
第一部分 部门概况
一、部门职责
管理河道。
二、机构设置
设3股。
第二部分 2020年部门预算情况说明
三、部门预算收支总体情况
300万元。
四、一般公共预算支出情况
300万元。
五、“三公”经费、会议费和培训费情况
3万元。
六、机关运行经费情况
20万元。
七、政府采购情况
5万元。
八、国有资产占用情况
车辆1辆。
九、绩效目标设置情况
良好。
十、名词解释
基本支出：指日常开支。
十一、其他需要说明的情况
无。
第三部分 部门预算公开表
一、部门收支总表
二、部门收入总表
三、部门支出总表");
    assert_eq!(
        parts(&record),
        [
            "1 一 部门职责",
            "1 二 机构设置",
            "2 三 部门预算收支总体情况",
            "2 四 一般公共预算支出情况",
            "4 五 “三公”经费、会议费和培训费情况",
            "3 六 机关运行经费情况",
            "6 七 政府采购情况",
            "7 八 国有资产占用情况",
            "5 九 绩效目标设置情况",
            "8 十 名词解释",
            "9 十一 其他需要说明的情况",
        ]
    );
    assert!(outline(&record).iter().any(|s| s == "tables_chapter 1 第三部分 部门预算公开表"));
}

/// Beijing: tables first, then the explanation, other matters, and performance as a chapter of its own.
#[test]
fn tables_as_the_first_chapter() {
    let record = one("青石市青石区水务局2021年部门决算
目录
第一部分 2021年度部门决算报表
第二部分 2021年度部门决算说明
第三部分 2021年度其他重要事项的情况说明
第四部分 2021年度部门绩效评价情况
第一部分 2021年度部门决算报表
|收入支出决算总表|
|项目|金额
|合计|300
第二部分 2021年度部门决算说明
一、部门基本情况
（一）机构设置、职责
管理河道。
（二）人员构成情况
在编12人。
二、收入支出决算总体情况说明
总计300万元。
三、政府性基金预算财政拨款支出决算情况
无。
第三部分 2021年度其他重要事项的情况说明
一、“三公”经费财政拨款决算情况
3万元。
二、机关运行经费支出情况
20万元。
三、政府采购支出情况
5万元。
四、国有资产占用情况
车辆1辆。
五、专业名词解释
1.基本支出：指日常开支。
第四部分 2021年度部门绩效评价情况
一、部门整体绩效评价报告
良好。");
    assert_eq!(
        parts(&record),
        [
            "1 一 部门基本情况",
            "2 二 收入支出决算总体情况说明",
            "2 三 政府性基金预算财政拨款支出决算情况",
            "9 第三部分 2021年度其他重要事项的情况说明",
            "4 一 “三公”经费财政拨款决算情况",
            "3 二 机关运行经费支出情况",
            "6 三 政府采购支出情况",
            "7 四 国有资产占用情况",
            "8 五 专业名词解释",
            "5 第四部分 2021年度部门绩效评价情况",
        ]
    );
}

/// Inner Mongolia, Tianjin: contact details, notes on empty tables and spending on people's livelihood are other matters.
#[test]
fn contact_details_and_empty_tables() {
    let record = one("青石旗水务局2022年部门预算公开报告
第一部分 部门概况
一、主要职能、职责
管理河道。
二、机构设置及人员情况
设3股。
第二部分 2022年部门预算安排情况说明
一、部门预算收支情况说明
300万元。
二、民生支出情况说明
无民生支出。
三、“三公”经费预算情况说明
3万元。
四、关于空表的说明
国有资本经营预算表为空表。
第三部分 联系方式及公开渠道
联系人：某某
第四部分 附表");
    assert_eq!(
        parts(&record),
        [
            "1 一 主要职能、职责",
            "1 二 机构设置及人员情况",
            "2 一 部门预算收支情况说明",
            "9 二 民生支出情况说明",
            "4 三 “三公”经费预算情况说明",
            "9 四 关于空表的说明",
            "9 第三部分 联系方式及公开渠道",
        ]
    );
}

/// Guangdong: a summary table and paragraphs.
#[test]
fn a_plain_summary() {
    let record = one("青石县水务局2017年部门预算及“三公”经费预算公开
|项目|合计|一般公共预算
|一、行政经费|20|20
|二、“三公”经费|3|3
一、行政经费说明：行政经费20万元，比上年增加1万元。
二、“三公”经费说明：“三公”经费3万元，与上年持平。");
    assert_eq!(parts(&record), ["3 一 行政经费说明", "4 二 “三公”经费说明"]);
}

/// One disclosure spread over several pages: this one begins in the middle.
#[test]
fn a_file_that_begins_in_the_middle() {
    let record = one("减少，主要原因是人员减少。
（三）公务接待费
1万元，接待10批次。
四、机关运行经费支出情况
20万元。
五、政府采购支出情况
5万元。
六、国有资产占用情况
车辆1辆。
第四部分 名词解释
一、基本支出：指日常开支。
二、机关运行经费：指保障运行的开支。");
    assert_eq!(
        parts(&record),
        ["4 （三） 公务接待费", "3 四 机关运行经费支出情况", "6 五 政府采购支出情况", "7 六 国有资产占用情况", "8 第四部分 名词解释"]
    );
}

#[test]
fn notices_of_three_public_alone() {
    let record = one("青石县水务局2016年“三公”经费预算公开说明
一、因公出国（境）费用
没有安排。
二、公务用车购置及运行费
2万元。
三、公务接待费
1万元。");
    assert!(parts(&record).iter().all(|p| p.starts_with("4 ")), "{:?}", parts(&record));
    assert!(!parts(&record).is_empty());
}

/// Blanks that became question marks, a contents list that begins in its middle, a page without line breaks.
#[test]
fn damaged_pages() {
    let marks = one("青石县水务局2020年度部门决算
目 ???录
?
第一部分 ?青石县水务局概况
????一、部门主要职责
????二、部门基本情况
第二部分 ?2020年度部门决算情况说明
一、收入决算情况说明
二、一般公共预算财政拨款“三公”经费支出决算
????情况说明
????三、政府采购支出情况说明
第三部分 ?名词解释?
?
第一部分 ?青石县水务局概况
????一、部门主要职能
管理河道。
????二、部门基本情况
年末实有人数39人。
第二部分 ?2020年度部门决算情况说明
????一、收入决算情况说明
总计300万元。
????二、一般公共预算财政拨款“三公”经费支出决算
????情况说明
3万元。
????三、政府采购支出情况说明
无。
第三部分 ?名词解释?
基本支出:指日常开支。");
    assert_eq!(
        parts(&marks),
        [
            "1 一 部门主要职能",
            "1 二 部门基本情况",
            "2 一 收入决算情况说明",
            "4 二 一般公共预算财政拨款“三公”经费支出决算情况说明",
            "6 三 政府采购支出情况说明",
            "8 第三部分 名词解释",
        ]
    );
    let middle = one("八、政府性基金预算财政拨款收入支出决算表
九、国有资本经营预算财政拨款收入支出决算表
第三部分2023年度部门决算情况说明
一、收入决算情况说明
二、财政拨款“三公”经费支出决算情况说明
一、机关运行经费支出情况
二、国有资产占用情况
第五部分名词解释
(一)主要职能
管理河道。
第二部分 2023年度部门决算表
(详见附件)
第三部分 2023年度部门决算情况说明
一、收入决算情况说明
总计300万元。
二、财政拨款“三公”经费支出决算情况说明
3万元。
第四部分 其他重要事项情况说明
一、机关运行经费支出情况
20万元。
二、国有资产占用情况
车辆1辆。
第五部分 名词解释
基本支出:指日常开支。");
    assert_eq!(
        parts(&middle),
        [
            "1 (一) 主要职能",
            "2 一 收入决算情况说明",
            "4 二 财政拨款“三公”经费支出决算情况说明",
            "9 第四部分 其他重要事项情况说明",
            "3 一 机关运行经费支出情况",
            "7 二 国有资产占用情况",
            "8 第五部分 名词解释",
        ]
    );
    let breakless = one(
        "2019年度青石县水务局部门决算 目录 第一部分 部门概况 一、职能职责 二、机构设置 第二部分 2019年度部门决算情况说明 一、收入支出决算总体情况说明 二、其他重要事项情况说明 第三部分 名词解释 第一部分 部门概况 一、职能职责 负责河道。 二、机构设置 设5个股。 第二部分 2019年度部门决算情况说明 一、收入支出决算总体情况说明 总计300万元。 二、其他重要事项情况说明 (一)机关运行经费支出情况 20万元。 (二)政府采购支出情况 无。 第三部分 名词解释 基本支出:指日常开支。",
    );
    assert_eq!(
        parts(&breakless),
        [
            "1 一 职能职责",
            "1 二 机构设置",
            "2 一 收入支出决算总体情况说明",
            "9 二 其他重要事项情况说明",
            "3 (一) 机关运行经费支出情况",
            "6 (二) 政府采购支出情况",
            "8 第三部分 名词解释",
        ]
    );
    assert_eq!(breakless.disclosure.fiscal_year, Some(2019));
    assert!(breakless.disclosure.department.as_deref().is_some_and(|d| d.ends_with("水务局")));
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

/// A frame round a heading that the file joined to the table before it; the table of contents has the numbers that headings lost.
#[test]
fn joined_frames_and_listed_numbers() {
    let record = one("青石县水务局2019年部门预算公开
一、部门职责
管理河道。
二、收支预算情况
|收入|支出|结余
|300|300|0
|三、政府采购预算安排情况||
采购预算5万元。
四、国有资产信息
车辆1辆。");
    assert_eq!(parts(&record), ["1 一 部门职责", "2 二 收支预算情况", "6 三 政府采购预算安排情况", "7 四 国有资产信息"]);
    let procurement = record.sections.iter().find(|s| s.part == Some(6)).unwrap();
    assert_eq!(procurement.text, "采购预算5万元。");
    let record = one("青石县水务局2023年部门预算公开
目录
第一部分：单位概况
一、部门职责情况
二、部门预算单位构成
第二部分：2023年部门预算情况说明
三、部门收支总体情况
四、预算单位收入情况
五、机关运行经费安排情况
第一部分：单位概况
一、部门职责情况
管理河道。
部门预算单位构成
设3股。
第二部分：2023年部门预算情况说明
部门收支总体情况
收支总预算300万元。
预算单位收入情况
收入300万元。
五、机关运行经费安排情况
20万元。");
    assert_eq!(
        parts(&record),
        ["1 一 部门职责情况", "1 - 部门预算单位构成", "2 - 部门收支总体情况", "2 - 预算单位收入情况", "3 五 机关运行经费安排情况"]
    );
}

/// A reader of broken lines joined headings to the sentences below them.
#[test]
fn headings_that_go_over_into_their_sentences() {
    let record = one("青石县水务局2019年部门预算公开
一、主要职能
管理河道。
二、部门预算单位构成水务局设办公室、财务股，下属单位包括水库管理所。
三、收入预算情况说明收入预算：2019年收入300万元，其中一般公共预算300万元。
四、一般公共预算基本支出情况2019年一般公共预算基本支出200万元，其中人员经费150万元。
政府性基金预算收入支出决算情况说明2019年没有政府性基金预算安排的收入和支出。
六、财政拨款“三公”经费预算情况及增减变化原因2019年“三公”经费3万元，与上年持平。
七、其他需要说明的事项没有其他需要说明的情况。");
    assert_eq!(
        parts(&record),
        [
            "1 一 主要职能",
            "1 二 部门预算单位构成",
            "2 三 收入预算情况说明",
            "2 四 一般公共预算基本支出情况",
            "2 - 政府性基金预算收入支出决算情况说明",
            "4 六 财政拨款“三公”经费预算情况及增减变化原因",
            "9 七 其他需要说明的事项",
        ]
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
    assert_eq!(status("2019年收入预算300万元，其中：一般公共预算收入200万元，事业收入60万元。"), ["fail"]);
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

/// 第一章 … 第一节, and 1 … 1.1.
#[test]
fn chapters_with_sections_and_decimal_numbers() {
    let record = one("关于青石县供销合作社联合社2019年度部门决算公开的说明
第一章 部门概况
第一节 主要职责
指导全县供销社改革。
第二节 机构设置
设3股。
第二章 决算情况说明
第一节 收入支出总体情况
300万元。
第二节 “三公”经费情况
3万元。
第三节 其他重要事项
一、机关运行经费
20万元。
二、政府采购
无。
第三章 名词解释
基本支出：指保障运转的支出。");
    assert_eq!(
        parts(&record),
        [
            "1 第一节 主要职责",
            "1 第二节 机构设置",
            "2 第一节 收入支出总体情况",
            "4 第二节 “三公”经费情况",
            "9 第三节 其他重要事项",
            "3 一 机关运行经费",
            "6 二 政府采购",
            "8 第三章 名词解释",
        ]
    );
    let record = one("青石县文化馆2020年单位预算公开
1 单位概况
1.1 主要职能
组织群众文化活动。
1.2 机构设置
设3部。
2 预算情况说明
2.1 收支总体情况
300万元，比上年增加
1.5万元。
2.2 “三公”经费情况
3万元。
2.3 政府采购情况
无。
3 名词解释
基本支出：指保障运转的支出。");
    assert_eq!(
        parts(&record),
        ["1 1.1 主要职能", "1 1.2 机构设置", "2 2.1 收支总体情况", "4 2.2 “三公”经费情况", "6 2.3 政府采购情况", "8 3 名词解释",]
    );
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
