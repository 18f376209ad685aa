//! Totals, revenue and expenditure, by budget and by stage.

use super::*;

#[test]
fn hebei_total_with_serial_numbers_and_a_row_that_counts_columns() {
    let reading = budget(
        "部门预算收支总表
        920青山县河口镇财政所{1,3} | 预算年度：2032 | 单位：万元
        序号{2,1} | 收 入{1,2} | 支 出{1,2}
        项 目 | 预算数 | 项 目 | 预算数
        栏次 | 1 | 2 | 3 | 4
        1 | 一、一般公共预算拨款收入 | 812.50 | 一、一般公共服务支出 | 300.00
        2 | 二、政府性基金预算拨款收入 | 20.00 | 二、外交支出 |
        3 | 三、国有资本经营预算拨款收入 | — | 三、国防支出 | 12.5
        4 | 四、财政专户管理资金收入 | | 四、社会保障和就业支出 | 530.00
        5 | 五、事业收入 | 10.00 | 五、农林水支出 |
        6 | 本年收入合计 | 842.50 | 本年支出合计 | 842.50
        7 | 上年结转结余 | 5.25 | 年终结转结余 | 5.25
        8 | 收入总计 | 847.75 | 支出总计 | 847.75",
    );
    expect(
        &reading,
        "revenue_expenditure_total revenue all source:general_public 一般公共预算拨款收入 budget 2032 812.5
        revenue_expenditure_total expenditure all function:201 一般公共服务支出 budget 2032 300
        revenue_expenditure_total revenue all source:government_fund 政府性基金预算拨款收入 budget 2032 20
        revenue_expenditure_total expenditure all function:203 国防支出 budget 2032 12.5
        revenue_expenditure_total expenditure all function:208 社会保障和就业支出 budget 2032 530
        revenue_expenditure_total revenue all source:business 事业收入 budget 2032 10
        revenue_expenditure_total revenue current all budget 2032 842.5
        revenue_expenditure_total expenditure current all budget 2032 842.5
        revenue_expenditure_total revenue all source:carry_over 上年结转结余 budget 2032 5.25
        revenue_expenditure_total expenditure carry_over all budget 2032 5.25
        revenue_expenditure_total revenue total all budget 2032 847.75
        revenue_expenditure_total expenditure total all budget 2032 847.75",
    );
    assert_eq!(reading.budget_unit_code.as_deref(), Some("920"));
}

#[test]
fn revenue_by_unit_with_this_years_and_last_years_money() {
    let reading = budget(
        "收入总表
        单位：万元
        部门（单位）代码{2,1} | 部门（单位）名称{2,1} | 合计{2,1} | 本年收入{1,4} | 上年结转结余{1,3}
        小计 | 一般公共预算 | 事业收入 | 单位资金 | 小计 | 一般公共预算 | 单位资金
        合计{1,2} | 110.00 | 100.00 | 90.00 | 6.00 | 4.00 | 10.00 | 10.00 |
        415001 | 河口镇中心小学 | 60.00 | 55.00 | 50.00 | 5.00 | | 5.00 | 5.00 |",
    );
    expect(
        &reading,
        "revenue revenue total all budget 2032 110
        revenue revenue current all budget 2032 100
        revenue revenue all source:general_public 一般公共预算 budget 2032 90
        revenue revenue all source:business 事业收入 budget 2032 6
        revenue revenue all source: 单位资金 budget 2032 4
        revenue revenue all source:carry_over 上年结转结余 budget 2032 10
        revenue revenue general_public source:carry_over 一般公共预算 budget 2032 10
        revenue @河口镇中心小学 revenue total all budget 2032 60
        revenue @河口镇中心小学 revenue current all budget 2032 55
        revenue @河口镇中心小学 revenue current general_public budget 2032 50
        revenue @河口镇中心小学 revenue current business budget 2032 5
        revenue @河口镇中心小学 revenue carry_over all budget 2032 5
        revenue @河口镇中心小学 revenue carry_over general_public budget 2032 5",
    );
}

#[test]
fn general_public_expenditure_with_last_years_outturn_and_the_change() {
    let reading = budget(
        "表5 2032年一般公共预算支出表
        单位：万元
        功能分类科目{1,2} | 2031年执行数{2,1} | 2032年预算数{1,3} | 2032年预算数比2031年执行数{1,2}
        科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出 | 增减额 | 增减%
        合计{1,2} | 95.00 | 100.00 | 70.00 | 30.00 | 5.00 | 5.26
        205 | 教育支出 | 95.00 | 100.00 | 70.00 | 30.00 | 5.00 | 5.26
        20502 | 　普通教育 | | 80.00 | 70.00 | 10.00 | |
        2050202 | 　　小学教育 | | 80.00 | 70.00 | 10.00 | |",
    );
    expect(
        &reading,
        "general_public_expenditure expenditure total general_public execution 2031 95
        general_public_expenditure expenditure total general_public budget 2032 100
        general_public_expenditure expenditure basic general_public budget 2032 70
        general_public_expenditure expenditure project general_public budget 2032 30
        general_public_expenditure expenditure total general_public budget 2032 change <execution2031 5
        general_public_expenditure expenditure total general_public budget 2032 change_percent <execution2031 5.26
        general_public_expenditure expenditure general_public function:205 教育支出 execution 2031 95
        general_public_expenditure expenditure general_public function:205 教育支出 budget 2032 100
        general_public_expenditure expenditure basic general_public function:205 教育支出 budget 2032 70
        general_public_expenditure expenditure project general_public function:205 教育支出 budget 2032 30
        general_public_expenditure expenditure general_public function:205 教育支出 budget 2032 change <execution2031 5
        general_public_expenditure expenditure general_public function:205 教育支出 budget 2032 change_percent <execution2031 5.26
        general_public_expenditure expenditure general_public function:20502 普通教育 budget 2032 80
        general_public_expenditure expenditure basic general_public function:20502 普通教育 budget 2032 70
        general_public_expenditure expenditure project general_public function:20502 普通教育 budget 2032 10
        general_public_expenditure expenditure general_public function:2050202 小学教育 budget 2032 80
        general_public_expenditure expenditure basic general_public function:2050202 小学教育 budget 2032 70
        general_public_expenditure expenditure project general_public function:2050202 小学教育 budget 2032 10",
    );
    let facts = &reading.facts;
    let primary = facts.iter().position(|f| f.item_key.as_deref() == Some("2050202") && f.component.is_none()).unwrap();
    let section = facts[primary].parent.unwrap();
    assert_eq!((facts[section].item_key.as_deref(), facts[section].component), (Some("20502"), None));
    let class = facts[section].parent.unwrap();
    assert_eq!(facts[class].item_key.as_deref(), Some("205"));
    assert_eq!(facts[facts[class].parent.unwrap()].component, Some(gongkai::facts::Component::Total));
}

#[test]
fn final_accounts_01_with_line_numbers_and_a_third_block() {
    let reading = accounts(
        "收入支出决算总表
        公开01表
        部门：青山县水务局 | 金额单位：万元
        ---
        收入{1,3} | 支出{1,6}
        项目 | 行次 | 决算数 | 项目（按功能分类） | 行次 | 决算数 | 项目（按支出性质和经济分类） | 行次 | 决算数
        栏次 | | 1 | 栏次 | | 2 | 栏次 | | 3
        一、财政拨款收入 | 1 | 500.10 | 一、一般公共服务支出 | 37 | | 一、基本支出 | 59 | 320.00
        其中：政府性基金预算财政拨款 | 2 | 20.00 | 二、农林水支出 | 38 | 505.10 | 　人员经费 | 60 | 250.00
        二、上级补助收入 | 3 | | 三、住房保障支出 | 39 | 15.00 | 　日常公用经费 | 61 | 70.00
        三、其他收入 | 4 | 20.00 | | 40 | | 二、项目支出 | 62 | 200.10
        本年收入合计 | 25 | 520.10 | 本年支出合计{1,4} | 82 | 520.10
        用事业基金弥补收支差额 | 26 | 3.00 | 结余分配{1,4} | 83 | 1.00
        年初结转和结余 | 27 | 40.00 | 年末结转和结余{1,4} | 84 | 42.00
        总计 | 28 | 563.10 | 总计{1,4} | 85 | 563.10",
    );
    expect(
        &reading,
        "revenue_expenditure_total revenue all source:fiscal_appropriation 财政拨款收入 final 2032 500.1
        revenue_expenditure_total revenue all source:government_fund 政府性基金预算财政拨款 final 2032 20
        revenue_expenditure_total revenue all source:other 其他收入 final 2032 20
        revenue_expenditure_total revenue current all final 2032 520.1
        revenue_expenditure_total revenue all source:surplus_used 用事业基金弥补收支差额 final 2032 3
        revenue_expenditure_total revenue all source:carry_over 年初结转和结余 final 2032 40
        revenue_expenditure_total revenue total all final 2032 563.1
        revenue_expenditure_total expenditure all function:213 农林水支出 final 2032 505.1
        revenue_expenditure_total expenditure all function:221 住房保障支出 final 2032 15
        revenue_expenditure_total expenditure basic all final 2032 320
        revenue_expenditure_total expenditure personnel all final 2032 250
        revenue_expenditure_total expenditure operating all final 2032 70
        revenue_expenditure_total expenditure project all final 2032 200.1
        revenue_expenditure_total expenditure current all final 2032 520.1
        revenue_expenditure_total expenditure surplus_distributed all final 2032 1
        revenue_expenditure_total expenditure carry_over all final 2032 42
        revenue_expenditure_total expenditure total all final 2032 563.1",
    );
}

#[test]
fn government_fund_accounts_with_what_was_carried_over() {
    let reading = accounts(
        "政府性基金预算财政拨款收入支出决算表
        单位：元
        项目{1,2} | 年初结转和结余{2,1} | 本年收入{2,1} | 本年支出{1,3} | 年末结转和结余{2,1}
        功能分类科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出
        栏次{1,2} | 1 | 2 | 3 | 4 | 5 | 6
        合计{1,2} | 1,000.00 | 250,000.00 | 240,000.00 | | 240,000.00 | 11,000.00
        212 | 城乡社区支出 | 1,000.00 | 250,000.00 | 240,000.00 | | 240,000.00 | 11,000.00",
    );
    expect(
        &reading,
        "government_fund revenue government_fund source:carry_over 年初结转和结余 final 2032 0.1
        government_fund revenue current government_fund final 2032 25
        government_fund expenditure current government_fund final 2032 24
        government_fund expenditure project government_fund final 2032 24
        government_fund expenditure carry_over government_fund final 2032 1.1
        government_fund revenue carry_over government_fund function:212 城乡社区支出 final 2032 0.1
        government_fund revenue government_fund function:212 城乡社区支出 final 2032 25
        government_fund expenditure government_fund function:212 城乡社区支出 final 2032 24
        government_fund expenditure project government_fund function:212 城乡社区支出 final 2032 24
        government_fund expenditure carry_over government_fund function:212 城乡社区支出 final 2032 1.1",
    );
}

#[test]
fn fiscal_totals_with_what_was_carried_over_of_each_budget() {
    let reading = budget(
        "财政拨款收支总表
        单位：万元
        收入{1,2} | 支出{1,4}
        项目 | 预算数 | 项目 | 合计 | 一般公共预算 | 政府性基金预算
        一、本年收入 | 90.00 | 一、本年支出 | 95.00 | 85.00 | 10.00
        （一）一般公共预算拨款 | 80.00 | （一）教育支出 | 85.00 | 85.00 |
        （二）政府性基金预算拨款 | 10.00 | （二）城乡社区支出 | 10.00 | | 10.00
        二、上年结转 | 5.00 | 二、结转下年 | | |
        （一）一般公共预算拨款 | 5.00 | | | |
        收入总计 | 95.00 | 支出总计 | 95.00 | 85.00 | 10.00",
    );
    expect(
        &reading,
        "fiscal_grant_total revenue current fiscal_appropriation budget 2032 90
        fiscal_grant_total revenue fiscal_appropriation source:general_public 一般公共预算拨款 budget 2032 80
        fiscal_grant_total revenue fiscal_appropriation source:government_fund 政府性基金预算拨款 budget 2032 10
        fiscal_grant_total revenue fiscal_appropriation source:carry_over 上年结转 budget 2032 5
        fiscal_grant_total revenue general_public source:carry_over 一般公共预算拨款 budget 2032 5
        fiscal_grant_total revenue total fiscal_appropriation budget 2032 95
        fiscal_grant_total expenditure current fiscal_appropriation budget 2032 95
        fiscal_grant_total expenditure current general_public budget 2032 85
        fiscal_grant_total expenditure current government_fund budget 2032 10
        fiscal_grant_total expenditure fiscal_appropriation function:205 教育支出 budget 2032 85
        fiscal_grant_total expenditure general_public function:205 教育支出 budget 2032 85
        fiscal_grant_total expenditure fiscal_appropriation function:212 城乡社区支出 budget 2032 10
        fiscal_grant_total expenditure government_fund function:212 城乡社区支出 budget 2032 10
        fiscal_grant_total expenditure total fiscal_appropriation budget 2032 95
        fiscal_grant_total expenditure total general_public budget 2032 85
        fiscal_grant_total expenditure total government_fund budget 2032 10",
    );
}

#[test]
fn final_accounts_with_three_budgets_a_rate_and_a_change() {
    let reading = accounts(
        "一般公共预算财政拨款支出决算表
        单位：万元
        科目编码 | 科目名称 | 年初预算数 | 全年预算数 | 决算数 | 完成率（%） | 比上年增减
        205 | 教育支出 | 40.00 | 50.00 | 45.00 | 90.00 | -3.00",
    );
    expect(
        &reading,
        "general_public_expenditure expenditure general_public function:205 教育支出 budget 2032 40
        general_public_expenditure expenditure general_public function:205 教育支出 adjusted_budget 2032 50
        general_public_expenditure expenditure general_public function:205 教育支出 final 2032 45
        general_public_expenditure expenditure general_public function:205 教育支出 final 2032 completion_percent <adjusted_budget2032 90
        general_public_expenditure expenditure general_public function:205 教育支出 final 2032 change <final2031 -3",
    );
}
