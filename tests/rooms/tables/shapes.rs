//! What every table must give, recognised or not.

use super::support::*;
use gongkai::facts::Measure;

#[test]
fn an_unknown_table_is_kept_whole_and_told() {
    let read = Page::new().line("值班安排").exact("星期|早班|晚班\n一|张三|李四\n二|王五|赵六").read();
    assert_eq!(read.kinds(), ["unrecognised"]);
    assert_eq!(read.codes(), ["unrecognised_table"]);
    assert_eq!(read.reading.cells.len(), 9);
}

#[test]
fn two_tables_in_one() {
    let read = Page::new()
        .exact(
            "
[c4]部门机构设置情况表
单位名称|行政编制|事业编制|在职人数
合计|3|4|6
松岭县气象局|3|4|6
[c4]固定资产占用情况表
[c2]项目|数量|价值（万元）
[c2]资产总额||20.00
[c2]车辆（辆）|1|12.00
[c2]其他固定资产|9|8.00
",
        )
        .read();
    assert_eq!(read.facts(Measure::Headcount), pairs(&[("posts_admin", "3"), ("posts_institution", "4"), ("staff", "6")]));
    assert_eq!(read.facts(Measure::Assets), pairs(&[("total", "20"), ("vehicles", "12"), ("other", "8")]));
}

#[test]
fn repeated_headers_are_no_rows() {
    let read = Page::new()
        .exact(
            "
单位名称|单位性质|行政编制|在职人数
合计||5|5
甲局|行政|3|3
单位名称|单位性质|行政编制|在职人数
乙局|行政|2|2
",
        )
        .read();
    let names: Vec<&str> = read.reading.staffing.iter().map(|r| r.unit_name.as_deref().unwrap_or("")).collect();
    assert_eq!(names, ["合计", "甲局", "乙局"]);
}

#[test]
fn traditional_characters_and_full_width_digits() {
    let read = Page::new().exact("單位名稱|行政編制|事業編制|在職人數\n合計|１２|３|１４\n松嶺縣農業局|１２|３|１４").read();
    assert_eq!(read.facts(Measure::Headcount), pairs(&[("posts_admin", "12"), ("posts_institution", "3"), ("staff", "14")]));
}

#[test]
fn a_word_in_a_column_of_numbers_is_told() {
    let read = Page::new().exact("单位名称|行政编制|在职人数\n合计|5|若干\n甲局|5|见附件").read();
    assert_eq!(read.facts(Measure::Headcount), pairs(&[("posts_admin", "5")]));
    assert_eq!(read.codes(), ["cell_not_numeric", "cell_not_numeric"]);
}

#[test]
fn spans_that_leave_all_width_to_the_last_cell_are_doubted() {
    let read = Page::new()
        .exact(
            "
[r2]单位名称|编制数|[c4]在职人数
行政|事业|行政|事业|
合计|2|5|2|4|
甲局|2|5|2|4|
",
        )
        .read();
    // One column is left over: no way explains every column, the file's own spans are kept; 在职人数 › 事业 stands twice then, and gives nothing.
    assert_eq!(read.facts(Measure::Headcount), pairs(&[("posts_admin", "2"), ("staff_admin", "2")]));

    let read = Page::new()
        .exact(
            "
[r2]单位名称|编制数|在职人数|[c3]离退休人员
行政|事业|行政|事业|退休
合计|2|5|2|4|7
甲局|2|5|2|4|7
",
        )
        .read();
    assert_eq!(
        read.facts(Measure::Headcount),
        pairs(&[("posts_admin", "2"), ("posts_institution", "5"), ("staff_admin", "2"), ("staff_institution", "4"), ("retired", "7")])
    );
    assert_eq!(read.codes(), ["ambiguous_spans"]);
    assert_eq!(read.spans(0), [1, 2, 2, 1]);
}

#[test]
fn a_header_row_that_ends_early_is_laid_over_the_columns() {
    // A site that strips colspan leaves the upper row short.
    let read = Page::new()
        .exact(
            "
[r2]单位名称|编制数|在职人数
行政|事业|行政|事业
合计|2|5|2|4
甲局|2|5|2|4
",
        )
        .read();
    assert_eq!(
        read.facts(Measure::Headcount),
        pairs(&[("posts_admin", "2"), ("posts_institution", "5"), ("staff_admin", "2"), ("staff_institution", "4")])
    );
}
