//! Counts of trips, guests and things, of posts and people, and stocks.

use super::*;

#[test]
fn counts_of_trips_guests_cars_and_equipment() {
    assert_eq!(
        guests(
            FINAL,
            "全年因公出国（境）团组1个，累计4人次；购置公务用车0辆；公务用车保有量为6辆；国内公务接待共15批次（其中外事接待2批次），约100人次（其中外事接待9人次），支出2.1万元，人均接待费210元。"
        ),
        [
            "quantity overseas_trips final 2022 = 1",
            "quantity overseas_persons final 2022 = 4",
            "quantity vehicles_purchased final 2022 = 0",
            "quantity vehicles_kept 2022 = 6",
            "quantity reception_batches final 2022 = 15",
            "quantity 外事接待 final 2022 = 2",
            "quantity reception_persons final 2022 = 100",
            "quantity 外事接待 final 2022 = 9",
            "three_public official_reception final 2022 = 2.1",
        ]
    );
    let assets = "截至2021年12月31日，本单位共有车辆7辆，其中：应急保障用车4辆、其他用车3辆；单价50万元（含）以上通用设备2台（套），单价100万元以上专用设备0台（套）。";
    assert_eq!(
        says(2022, BUDGET, &under(Part::StateAssets, "十、国有资产占用情况", assets)),
        [
            "quantity vehicles_kept 2021 = 7",
            "quantity 应急保障用车 2021 = 4",
            "quantity 其他用车 2021 = 3",
            "quantity general_equipment 2021 = 2",
            "quantity special_equipment 2021 = 0",
        ]
    );
}

#[test]
fn posts_and_people() {
    let text =
        "核定编制45名，其中行政编制15名，事业编制30名。实有在职人员41人，其中行政人员14人，事业人员27人；离休1人，退休23人，遗属2人。";
    assert_eq!(
        says(2022, BUDGET, &under(Part::Organization, "二、人员构成", text)),
        [
            "headcount posts 2022 = 45",
            "headcount posts_admin 2022 = 15",
            "headcount posts_institution 2022 = 30",
            "headcount staff 2022 = 41",
            "headcount staff_admin 2022 = 14",
            "headcount staff_institution 2022 = 27",
            "headcount retired_cadre 2022 = 1",
            "headcount retired 2022 = 23",
            "headcount 遗属 2022 = 2",
        ]
    );
}

#[test]
fn a_stock_is_of_the_date_of_its_sentence() {
    let held = |year: i32, text: &str| says(year, BUDGET, &under(Part::StateAssets, "十、国有资产占用情况", text));
    for date in [
        "2021年末，本部门",
        "上年末，本部门",
        "截至2021年12月31日，本部门",
        "本部门2021年末",
        "截至2021年底，本部门",
        "2021年12月31日，本部门",
        "截至上年末，本部门",
    ] {
        assert_eq!(
            held(2022, &format!("{date}共有公务用车3辆，其中：应急保障用车1辆；单位价值100万元以上大型设备0台。")),
            ["quantity vehicles_kept 2021 = 3", "quantity 应急保障用车 2021 = 1", "quantity large_equipment 2021 = 0"],
            "{date}"
        );
        assert_eq!(
            held(2022, &format!("{date}固定资产总额80万元，公务用车3辆。")),
            ["assets fixed 2021 = 80", "quantity vehicles_kept 2021 = 3"],
            "{date}"
        );
    }
    assert_eq!(
        held(2022, "上年末公务用车3辆，本年末公务用车4辆。"),
        ["quantity vehicles_kept 2021 = 3", "quantity vehicles_kept 2022 = 4"]
    );
    assert_eq!(
        says(
            2022,
            FINAL,
            &under(
                Part::ThreePublic,
                "七、“三公”经费情况",
                "2021年末，公务用车保有量3辆。2022年购置公务用车1辆，2022年末公务用车保有量4辆。"
            )
        ),
        ["quantity vehicles_kept 2021 = 3", "quantity vehicles_purchased final 2022 = 1", "quantity vehicles_kept 2022 = 4"]
    );
}
