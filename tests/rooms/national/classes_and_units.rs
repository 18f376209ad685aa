//! Rows and columns of classes, units, projects and indicators.

use super::*;

#[test]
fn basic_expenditure_in_two_blocks_of_classes() {
    let reading = accounts(
        "一般公共预算财政拨款基本支出决算表
        单位：万元
        人员经费{1,3} | 公用经费{1,3}
        科目编码 | 科目名称 | 金额 | 科目编码 | 科目名称 | 金额
        301 | 工资福利支出 | 80.00 | 302 | 商品和服务支出 | 12.00
        30101 | 　基本工资 | 50.00 | 30201 | 　办公费 | 7.00
        30103 | 　奖金 | 30.00 | 30216 | 　培训费 | 5.00
        人员经费合计{1,2} | 80.00 | 公用经费合计{1,2} | 12.00",
    );
    expect(
        &reading,
        "basic_expenditure expenditure personnel general_public economic:301 工资福利支出 final 2032 80
        basic_expenditure expenditure operating general_public economic:302 商品和服务支出 final 2032 12
        basic_expenditure expenditure personnel general_public economic:30101 基本工资 final 2032 50
        basic_expenditure expenditure operating general_public economic:30201 办公费 final 2032 7
        basic_expenditure expenditure personnel general_public economic:30103 奖金 final 2032 30
        basic_expenditure expenditure operating general_public economic:30216 培训费 final 2032 5
        basic_expenditure expenditure personnel general_public final 2032 80
        basic_expenditure expenditure operating general_public final 2032 12",
    );
}

#[test]
fn classes_as_columns_give_facts_in_the_total_row_only() {
    let reading = budget(
        "支出预算分类汇总表（按政府预算经济分类）
        单位：万元
        科目编码{1,3} | 科目名称{2,1} | 总计{2,1} | 机关工资福利支出{2,1} | 机关商品和服务支出{2,1}
        类 | 款 | 项
        | | | 合计 | 50.00 | 40.00 | 10.00
        201 | | | 一般公共服务支出 | 50.00 | 40.00 | 10.00
        | 03 | | 政府办公厅（室）及相关机构事务 | 50.00 | 40.00 | 10.00",
    );
    expect(
        &reading,
        "expenditure expenditure total all budget 2032 50
        expenditure expenditure all gov_economic:501 机关工资福利支出 budget 2032 40
        expenditure expenditure all gov_economic:502 机关商品和服务支出 budget 2032 10
        expenditure expenditure all function:201 一般公共服务支出 budget 2032 50
        expenditure expenditure all function:20103 政府办公厅（室）及相关机构事务 budget 2032 50",
    );
}

#[test]
fn units_and_their_classes_in_one_column() {
    let reading = budget(
        "部门支出总表
        单位：万元
        科目编码 | 单位（科目名称） | 合计 | 基本支出 | 项目支出
        | 合计 | 90.00 | 60.00 | 30.00
        415001 | 青山县水务局本级 | 70.00 | 40.00 | 30.00
        213 | 　农林水支出 | 70.00 | 40.00 | 30.00
        415002 | 河口水库管理处 | 20.00 | 20.00 |
        213 | 　农林水支出 | 20.00 | 20.00 |",
    );
    expect(
        &reading,
        "expenditure expenditure total all budget 2032 90
        expenditure expenditure basic all budget 2032 60
        expenditure expenditure project all budget 2032 30
        expenditure @青山县水务局本级 expenditure total all budget 2032 70
        expenditure @青山县水务局本级 expenditure basic all budget 2032 40
        expenditure @青山县水务局本级 expenditure project all budget 2032 30
        expenditure @青山县水务局本级 expenditure all function:213 农林水支出 budget 2032 70
        expenditure @青山县水务局本级 expenditure basic all function:213 农林水支出 budget 2032 40
        expenditure @青山县水务局本级 expenditure project all function:213 农林水支出 budget 2032 30
        expenditure @河口水库管理处 expenditure total all budget 2032 20
        expenditure @河口水库管理处 expenditure basic all budget 2032 20
        expenditure @河口水库管理处 expenditure all function:213 农林水支出 budget 2032 20
        expenditure @河口水库管理处 expenditure basic all function:213 农林水支出 budget 2032 20",
    );
}

#[test]
fn a_lone_unit_is_the_whole() {
    let reading = budget(
        "单位收入总表
        金额单位：元
        单位代码 | 单位名称 | 合计 | 一般公共预算 | 上年结转
        合计{1,2} | 60,000.00 | 55,000.00 | 5,000.00
        415002 | 河口水库管理处 | 60,000.00 | 55,000.00 | 5,000.00",
    );
    expect(
        &reading,
        "revenue revenue total all budget 2032 6
        revenue revenue total all budget 2032 6
        revenue revenue all source:general_public 一般公共预算 budget 2032 5.5
        revenue revenue all source:general_public 一般公共预算 budget 2032 5.5
        revenue revenue all source:carry_over 上年结转 budget 2032 0.5
        revenue revenue all source:carry_over 上年结转 budget 2032 0.5",
    );
    assert_eq!(reading.facts[0].resolution.normalize().to_string(), "0.000001");
    assert_eq!(reading.facts[0].printed_unit.as_deref(), Some("元"));
}

#[test]
fn projects_of_a_project_table() {
    let reading = budget(
        "项目支出表
        单位：万元
        类型{2,1} | 项目名称{2,1} | 项目单位{2,1} | 合计{2,1} | 本年拨款{1,2} | 财政拨款结转结余{2,1} | 单位资金{2,1}
        一般公共预算 | 政府性基金预算
        合计{1,3} | 50.00 | 40.00 | | 10.00 |
        特定目标类 | 河道清淤 | 河口水库管理处 | 30.00 | 20.00 | | 10.00 |
        特定目标类 | 水源保护 | 河口水库管理处 | 20.00 | 20.00 | | |",
    );
    expect(
        &reading,
        "project expenditure project all budget 2032 50
        project expenditure project general_public budget 2032 40
        project expenditure carry_over fiscal_appropriation budget 2032 10
        project @河口水库管理处 expenditure project all listed: 河道清淤 budget 2032 30
        project @河口水库管理处 expenditure project general_public listed: 河道清淤 budget 2032 20
        project @河口水库管理处 expenditure carry_over fiscal_appropriation listed: 河道清淤 budget 2032 10
        project @河口水库管理处 expenditure project all listed: 水源保护 budget 2032 20
        project @河口水库管理处 expenditure project general_public listed: 水源保护 budget 2032 20",
    );
}

#[test]
fn indicators_in_a_form_and_in_a_list() {
    let reading = budget(
        "项目绩效目标表
        项目名称 | 河道清淤{1,4}
        年度目标 | 清淤十公里，保证行洪安全。{1,4}
        绩效指标{4,1} | 一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标{2,1} | 数量指标 | 清淤长度（公里） | ≥10
        质量指标 | 验收合格率 | 100%
        满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥95%
        部门项目绩效目标
        项目名称 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
        水源保护 | 产出指标 | 时效指标 | 完工延误天数 | ≤ | 5 | 天
         | 效益指标 | 社会效益指标 | 受益人口 | ≥ | 3000 | 人",
    );
    let rows: Vec<String> = reading
        .indicators
        .iter()
        .map(|i| {
            let text = |t: &Option<String>| t.clone().unwrap_or_default();
            let number = i.target_number.map(|n| n.to_string()).unwrap_or_default();
            let levels = format!("{}/{}/{}", text(&i.level1), text(&i.level2), text(&i.level3));
            format!(
                "{} {} {} {}|{} {}{} {}",
                i.grid,
                text(&i.project),
                levels,
                text(&i.target_value),
                text(&i.target_op),
                number,
                text(&i.number_unit),
                i.direction.as_str()
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            "1 河道清淤 产出指标/数量指标/清淤长度（公里） ≥10|>= 10 higher",
            "1 河道清淤 产出指标/质量指标/验收合格率 100%|= 100% unknown",
            "1 河道清淤 满意度指标/服务对象满意度指标/群众满意度 ≥95%|>= 95% higher",
            "2 水源保护 产出指标/时效指标/完工延误天数 5|<= 5天 lower",
            "2 水源保护 效益指标/社会效益指标/受益人口 3000|>= 3000人 higher",
        ]
    );
    assert!(reading.tables.iter().all(|t| t.kind.as_str() == "indicators"));
}
