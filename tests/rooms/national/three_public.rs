//! 三公, the money of operation, and what is counted beside it.

use super::*;

#[test]
fn three_public_transposed_with_three_years() {
    let reading = budget(
        "2032年“三公”经费预算情况表
        单位：万元
        项目 | 2031年预算数 | 2032年预算数 | 增减额 | 增减率（%） | 备注
        合计 | 10.00 | 8.00 | -2.00 | -20.00 | 压减
        一、因公出国（境）费 | 0 | 0 | | |
        二、公务接待费 | 4.00 | 3.00 | -1.00 | -25.00 |
        三、公务用车购置及运行维护费 | 6.00 | 5.00 | -1.00 | -16.67 |
        其中：公务用车购置费 | | | | |
        　　　公务用车运行维护费 | 6.00 | 5.00 | -1.00 | -16.67 |",
    );
    expect(
        &reading,
        "three_public three_public all budget 2031 10
        three_public three_public all budget 2032 8
        three_public three_public all budget 2032 change <budget2031 -2
        three_public three_public all budget 2032 change_percent <budget2031 -20
        three_public three_public all :overseas_travel 因公出国（境）费 budget 2031 0
        three_public three_public all :overseas_travel 因公出国（境）费 budget 2032 0
        three_public three_public all :official_reception 公务接待费 budget 2031 4
        three_public three_public all :official_reception 公务接待费 budget 2032 3
        three_public three_public all :official_reception 公务接待费 budget 2032 change <budget2031 -1
        three_public three_public all :official_reception 公务接待费 budget 2032 change_percent <budget2031 -25
        three_public three_public all :official_vehicle 公务用车购置及运行维护费 budget 2031 6
        three_public three_public all :official_vehicle 公务用车购置及运行维护费 budget 2032 5
        three_public three_public all :official_vehicle 公务用车购置及运行维护费 budget 2032 change <budget2031 -1
        three_public three_public all :official_vehicle 公务用车购置及运行维护费 budget 2032 change_percent <budget2031 -16.67
        three_public three_public all :vehicle_operation 公务用车运行维护费 budget 2031 6
        three_public three_public all :vehicle_operation 公务用车运行维护费 budget 2032 5
        three_public three_public all :vehicle_operation 公务用车运行维护费 budget 2032 change <budget2031 -1
        three_public three_public all :vehicle_operation 公务用车运行维护费 budget 2032 change_percent <budget2031 -16.67",
    );
}

#[test]
fn guangdong_operating_and_three_public_by_fund() {
    let reading = budget(
        "行政经费及“三公”经费预算表
        单位：万元
        项目 | 合计 | 一般公共预算 | 政府性基金预算 | 国有资本经营预算
        行政经费 | 120.00 | 118.00 | 2.00 | 0.00
        “三公”经费 | 9.50 | 9.50 | |
        其中：（一）因公出国（境）支出 | 0.00 | 0.00 | |
        （二）公务用车购置及运行维护支出 | 6.50 | 6.50 | |
        1.公务用车购置 | | | |
        2.公务用车运行维护费 | 6.50 | 6.50 | |
        （三）公务接待费支出 | 3.00 | 3.00 | |",
    );
    expect(
        &reading,
        "three_public agency_operating all budget 2032 120
        three_public agency_operating general_public budget 2032 118
        three_public agency_operating government_fund budget 2032 2
        three_public agency_operating state_capital budget 2032 0
        three_public three_public all budget 2032 9.5
        three_public three_public general_public budget 2032 9.5
        three_public three_public all :overseas_travel 因公出国（境）支出 budget 2032 0
        three_public three_public general_public :overseas_travel 因公出国（境）支出 budget 2032 0
        three_public three_public all :official_vehicle 公务用车购置及运行维护支出 budget 2032 6.5
        three_public three_public general_public :official_vehicle 公务用车购置及运行维护支出 budget 2032 6.5
        three_public three_public all :vehicle_operation 公务用车运行维护费 budget 2032 6.5
        three_public three_public general_public :vehicle_operation 公务用车运行维护费 budget 2032 6.5
        three_public three_public all :official_reception 公务接待费支出 budget 2032 3
        three_public three_public general_public :official_reception 公务接待费支出 budget 2032 3",
    );
}

#[test]
fn institution_operation_with_counts_among_the_money() {
    let reading = accounts(
        "机构运行信息表
        金额单位：万元
        项目 | 行次 | 预算数 | 统计数 | 项目 | 行次 | 统计数
        栏次 | | 1 | 2 | 栏次 | | 3
        一、“三公”经费支出 | 1 | — | — | 四、机关运行经费 | 22 | 88.20
        （一）支出合计 | 2 | 9.00 | 7.50 | （一）行政单位 | 23 | 88.20
        1．因公出国（境）费 | 3 | | | 五、国有资产占用情况 | 25 | —
        2．公务用车购置及运行维护费 | 4 | 6.00 | 5.50 | （一）车辆数合计（辆） | 26 | 3
        （1）公务用车购置费 | 5 | | | 　1．应急保障用车 | 27 | 1
        （2）公务用车运行维护费 | 6 | 6.00 | 5.50 | （二）单价100万元（含）以上设备（不含车辆） | 30 | 0
        3．公务接待费 | 7 | 3.00 | 2.00 | 六、政府采购支出信息 | 31 | —
        （1）国内接待费 | 8 | — | 2.00 | （一）政府采购支出合计 | 32 | 60.00
        （二）相关统计数 | 11 | — | — | 　1．政府采购货物支出 | 33 | 40.00
        1．因公出国（境）团组数（个） | 12 | — | 0 | 　2．政府采购服务支出 | 34 | 20.00
        4．公务用车保有量（辆） | 15 | — | 3 | （二）政府采购授予中小企业合同金额 | 36 | 55.00
        5．国内公务接待批次（个） | 16 | — | 25 | 其中：授予小微企业合同金额 | 37 | 50.00
        6．国内公务接待人次（人） | 18 | — | 180 | | 38 |",
    );
    expect(
        &reading,
        "institution_operation three_public all budget 2032 9
        institution_operation three_public all final 2032 7.5
        institution_operation three_public all :official_vehicle 公务用车购置及运行维护费 budget 2032 6
        institution_operation three_public all :official_vehicle 公务用车购置及运行维护费 final 2032 5.5
        institution_operation three_public all :vehicle_operation 公务用车运行维护费 budget 2032 6
        institution_operation three_public all :vehicle_operation 公务用车运行维护费 final 2032 5.5
        institution_operation three_public all :official_reception 公务接待费 budget 2032 3
        institution_operation three_public all :official_reception 公务接待费 final 2032 2
        institution_operation quantity :overseas_trips 因公出国（境）团组数（个） final 2032 0
        institution_operation quantity :vehicles_kept 公务用车保有量（辆） 2032 3
        institution_operation quantity :reception_batches 国内公务接待批次（个） final 2032 25
        institution_operation quantity :reception_persons 国内公务接待人次（人） final 2032 180
        institution_operation agency_operating all final 2032 88.2
        institution_operation quantity :vehicles_kept 车辆数合计（辆） 2032 3
        institution_operation quantity :large_equipment 单价100万元（含）以上设备（不含车辆） 2032 0
        institution_operation procurement all final 2032 60
        institution_operation procurement all :goods 政府采购货物支出 final 2032 40
        institution_operation procurement all :services 政府采购服务支出 final 2032 20
        institution_operation procurement all :sme 政府采购授予中小企业合同金额 final 2032 55
        institution_operation procurement all :micro 授予小微企业合同金额 final 2032 50",
    );
}

#[test]
fn three_public_of_final_accounts_with_subtotals_and_two_stages() {
    let reading = accounts(
        "一般公共预算财政拨款“三公”经费支出决算表
        单位：万元
        预算数{1,6} | 决算数{1,6}
        合计{2,1} | 因公出国（境）费{2,1} | 公务用车购置及运行费{1,3} | 公务接待费{2,1} | 合计{2,1} | 因公出国（境）费{2,1} | 公务用车购置及运行费{1,3} | 公务接待费{2,1}
        小计 | 公务用车购置费 | 公务用车运行费 | 小计 | 公务用车购置费 | 公务用车运行费
        1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
        12.00 | | 9.00 | | 9.00 | 3.00 | 8.80 | | 7.80 | | 7.80 | 1.00",
    );
    expect(
        &reading,
        "three_public three_public general_public budget 2032 12
        three_public three_public general_public :official_vehicle 公务用车购置及运行费 budget 2032 9
        three_public three_public general_public :vehicle_operation 公务用车运行费 budget 2032 9
        three_public three_public general_public :official_reception 公务接待费 budget 2032 3
        three_public three_public general_public final 2032 8.8
        three_public three_public general_public :official_vehicle 公务用车购置及运行费 final 2032 7.8
        three_public three_public general_public :vehicle_operation 公务用车运行费 final 2032 7.8
        three_public three_public general_public :official_reception 公务接待费 final 2032 1",
    );
    let operation = reading.facts.iter().find(|f| f.item_key.as_deref() == Some("vehicle_operation")).unwrap();
    assert_eq!(reading.facts[operation.parent.unwrap()].item_key.as_deref(), Some("official_vehicle"));
}

#[test]
fn hebei_three_public_by_fund_with_meetings_and_training() {
    let reading = budget(
        "部门预算财政拨款“三公”经费支出表
        415青山县水务局{1,3} | 预算年度：2032{1,2} | 单位：万元
        序号{2,1} | 项 目{2,1} | 资金性质{1,4}
        合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 | 国有资本经营预算财政拨款
        栏次 | 1 | 2 | 3 | 4 | 5
        1 | 合计 | 9.00 | 9.00 | |
        2 | 1.“三公”经费小计 | 6.00 | 6.00 | |
        3 | （1）因公出国（境）费 | | | |
        4 | （2）公务用车购置及运维费 | 5.00 | 5.00 | |
        5 | 其中：公务用车购置费 | | | |
        6 | 　　　公务用车运行维护费 | 5.00 | 5.00 | |
        7 | （3）公务接待费 | 1.00 | 1.00 | |
        8 | 2.会议费 | 1.00 | 1.00 | |
        9 | 3.培训费 | 2.00 | 2.00 | |",
    );
    expect(
        &reading,
        "three_public three_public fiscal_appropriation budget 2032 6
        three_public three_public general_public budget 2032 6
        three_public three_public fiscal_appropriation :official_vehicle 公务用车购置及运维费 budget 2032 5
        three_public three_public general_public :official_vehicle 公务用车购置及运维费 budget 2032 5
        three_public three_public fiscal_appropriation :vehicle_operation 公务用车运行维护费 budget 2032 5
        three_public three_public general_public :vehicle_operation 公务用车运行维护费 budget 2032 5
        three_public three_public fiscal_appropriation :official_reception 公务接待费 budget 2032 1
        three_public three_public general_public :official_reception 公务接待费 budget 2032 1
        three_public meeting_fee fiscal_appropriation budget 2032 1
        three_public meeting_fee general_public budget 2032 1
        three_public training_fee fiscal_appropriation budget 2032 2
        three_public training_fee general_public budget 2032 2",
    );
}
