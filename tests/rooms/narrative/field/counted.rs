//! People, guests and things bought.

use super::*;

#[test]
fn guests_are_counted_in_groups_and_those_from_abroad_apart() {
    assert_eq!(
        guests(FINAL, "公务接待费支出决算为9万元，全年共接待来访团组85个、来宾760人次，更新公务用车0辆。"),
        [
            "three_public official_reception final 2022 = 9",
            "quantity reception_batches final 2022 = 85",
            "quantity reception_persons final 2022 = 760",
            "quantity vehicles_purchased final 2022 = 0",
        ]
    );
    assert_eq!(
        guests(FINAL, "国内公务接待3万元，共计26批次，接待人次300人；国（境）外公务接待0万元，共计0批次，接待人次0人。"),
        [
            "three_public official_reception final 2022 = 3",
            "quantity reception_batches final 2022 = 26",
            "quantity reception_persons final 2022 = 300",
            "three_public 国（境）外公务接待 final 2022 = 0",
            "quantity 国（境）外公务接待 final 2022 = 0",
            "quantity 国（境）外公务接待 final 2022 = 0",
        ]
    );
}

#[test]
fn posts_that_are_filled_are_posts() {
    let people = |text| says(2022, FINAL, &under(Part::Organization, "二、人员情况", text));
    assert_eq!(
        people("年末实有人员编制95人。其中：行政编制40人，事业编制55人；在职在编实有行政人员38人。"),
        [
            "headcount posts 2022 = 95",
            "headcount posts_admin 2022 = 40",
            "headcount posts_institution 2022 = 55",
            "headcount staff_admin 2022 = 38"
        ]
    );
}

#[test]
fn nothing_bought_is_a_count_and_no_fee() {
    assert_eq!(guests(FINAL, "2022年度未购置车辆，公务用车购置及运行费均为维护费。"), ["quantity vehicles_purchased final 2022 = 0"]);
}

fn people(text: &str) -> Vec<String> {
    says(2022, FINAL, &under(Part::Organization, "二、人员情况", text))
}

#[test]
fn people_of_whom_some_are_retired_are_not_the_staff() {
    assert_eq!(
        people("年末实有人数62人，其中在职人员36人，离休人员1人，退休人员25人。"),
        ["headcount 实有人数 2022 = 62", "headcount staff 2022 = 36", "headcount retired_cadre 2022 = 1", "headcount retired 2022 = 25"]
    );
    assert_eq!(
        people("人员编制28人，其中行政10人、事业18人；实有人员26人，其中行政人员9人、工勤人员2人、事业15人。"),
        [
            "headcount posts 2022 = 28",
            "headcount posts_admin 2022 = 10",
            "headcount posts_institution 2022 = 18",
            "headcount staff 2022 = 26",
            "headcount staff_admin 2022 = 9",
            "headcount staff_worker 2022 = 2",
            "headcount staff_institution 2022 = 15",
        ]
    );
}

#[test]
fn under_the_heading_of_a_fee_its_count_goes_before_its_amount() {
    let lines = under(Part::ThreePublic, "2.公务用车购置费用支出情况说明", "2022年度购置车辆1辆，预算为20万元，支出决算为18万元。");
    assert_eq!(
        says(2022, FINAL, &lines),
        [
            "quantity vehicles_purchased final 2022 = 1",
            "three_public vehicle_purchase budget 2022 = 20",
            "three_public vehicle_purchase final 2022 = 18"
        ]
    );
}
