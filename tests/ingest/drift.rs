//! Text with aligned columns whose parts do not keep to their columns: a line of the header below the first figures, a half of the page that drifts.

use crate::support::{read, rows};
use gongkai::document::Layout;

#[test]
fn a_line_of_the_header_below_the_first_figures() {
    let d = read(concat!(
        "收入决算表\n",
        "\n",
        "                                                            单位：万元\n",
        "\n",
        "                项目                                            附属单\n",
        "                               本年收入合          财政拨款收\n",
        "  支出功能分类                                                      位上\n",
        "                     科目名称        计              入\n",
        "   科目编码                                                       缴收入\n",
        "\n",
        "                                91.50          80.00           11.50\n",
        " 类    款    项\n",
        "                     合计\n",
        "\n",
        "213             农林水支出           91.50          80.00           11.50\n",
        "213   03        水利              91.50          80.00           11.50\n",
        "213   03   01   行政运行            70.00          70.00\n",
        "213   03   14   防汛              21.50          10.00           11.50\n",
    ));
    let rows = rows(&d, 0);
    let figures: Vec<Vec<&str>> = rows.iter().skip(rows.len() - 5).map(|r| r.iter().map(String::as_str).collect()).collect();
    assert_eq!(
        figures,
        [
            vec!["", "", "", "合计", "91.50", "80.00", "11.50"],
            vec!["213", "", "", "农林水支出", "91.50", "80.00", "11.50"],
            vec!["213", "03", "", "水利", "91.50", "80.00", "11.50"],
            vec!["213", "03", "01", "行政运行", "70.00", "70.00", ""],
            vec!["213", "03", "14", "防汛", "21.50", "10.00", "11.50"],
        ]
    );
    let header: String = rows.iter().take(rows.len() - 5).flatten().map(String::as_str).collect::<Vec<_>>().join("|");
    for name in ["支出功能分类科目编码", "科目名称", "本年收入合计", "财政拨款收入", "附属单位上缴收入", "类", "款", "项"]
    {
        assert!(header.split('|').any(|cell| cell == name), "{name}: {header}");
    }
    assert_eq!(d.tables().next().unwrap().1.layout, Layout::Exact);
}

/// Codes, names and amounts of two halves; the right one drifts to the left in the middle of the page, under the amounts of the left one.
#[test]
fn a_half_that_drifts_in_the_middle_of_a_page() {
    let d = read(concat!(
        "基本支出决算表\n",
        "                                                  单位：万元\n",
        "科目编码        科目名称        决算数       科目编码        科目名称        决算数\n",
        "301     工资福利支出          72.00     302     商品和服务支出         9.10\n",
        "30101    基本工资           30.00     30201   办公费             2.00\n",
        "30102    津贴补贴           42.00     30207\n",
        "                                    邮电费                   3.00\n",
        "303     对个人和家庭的补助        6.00     30211\n",
        "                                    差旅费                   4.10\n",
        "30302    退休费             6.00    310\n",
        "                                   资本性支出                  5.00\n",
        "                           31002  办公设备购置                  5.00\n",
        "    人员经费合计              78.00         公用经费合计             14.10\n",
    ));
    assert_eq!(
        rows(&d, 0),
        [
            vec!["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"],
            vec!["301", "工资福利支出", "72.00", "302", "商品和服务支出", "9.10"],
            vec!["30101", "基本工资", "30.00", "30201", "办公费", "2.00"],
            vec!["30102", "津贴补贴", "42.00", "30207", "邮电费", "3.00"],
            vec!["303", "对个人和家庭的补助", "6.00", "30211", "差旅费", "4.10"],
            vec!["30302", "退休费", "6.00", "310", "资本性支出", "5.00"],
            vec!["", "", "", "31002", "办公设备购置", "5.00"],
            vec!["", "人员经费合计", "78.00", "", "公用经费合计", "14.10"],
        ]
    );
}

/// A figure that is neither a code nor an amount says that the codes are perhaps none: the band stays whole, and no figure stands under a header of its own.
#[test]
fn a_figure_that_is_no_code_keeps_a_drifting_half_together() {
    let d = read(concat!(
        "基本支出决算表\n",
        "                                                  单位：万元\n",
        "科目编码        科目名称        决算数       科目编码        科目名称        决算数\n",
        "301     工资福利支出          72.00     302     商品和服务支出         9.10\n",
        "30101    基本工资           30.00     30201   办公费             2.00\n",
        "30102    津贴补贴           42.00     30207\n",
        "                                    邮电费                   3.00\n",
        "303     对个人和家庭的补助        6.00     30211\n",
        "                                    差旅费                   4.10\n",
        "30302    退休费             6.00 12   资本性支出                  5.00\n",
        "                           31002  办公设备购置                  5.00\n",
        "    人员经费合计              78.00         公用经费合计             14.10\n",
    ));
    let rows = rows(&d, 0);
    for both in ["302 商品和服务支出", "30201 办公费"] {
        assert!(rows.iter().flatten().any(|cell| cell == both), "{both} is parted: {rows:?}");
    }
}
