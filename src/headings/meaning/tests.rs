//! How much of the wording of published disclosures the rules read without the list of exceptions.

use super::{Meaning, Reading, Words};
use crate::facts::Part;
use crate::normalise::key::fold_text;
use crate::vocabulary::Vocabulary;
use std::path::Path;

fn words() -> Words {
    Words::new(&Vocabulary::built_in().unwrap()).unwrap()
}

fn compose(words: &Words, heading: &str) -> Option<Reading> {
    let key = fold_text(heading);
    words.compose(key.trim_end_matches(['。', ':', ';']))
}

/// The survey gives places and bodies as slots; these names hold words of headings on purpose (国有资产, 机构, 编制, 采购).
fn fill(heading: &str) -> String {
    let slots = [
        ("{province}", "云岭省"),
        ("{city}", "安平市"),
        ("{county}", "青石县"),
        ("{town}", "柳河镇"),
        ("{department}", "国有资产监督管理委员会"),
        ("{unit}", "机构编制电子政务中心"),
        ("{year}", "2019"),
        ("{amount}", "12.5"),
        ("{percent}", "3.2"),
        ("{count}", "3"),
    ];
    slots.iter().fold(heading.to_owned(), |text, (slot, name)| text.replace(slot, name))
}

fn agrees(reading: Option<Reading>, part: &str) -> bool {
    let Some(reading) = reading else { return false };
    match part {
        "0" => {
            matches!(reading.meaning, Meaning::Overview | Meaning::Explanation | Meaning::Tables | Meaning::Attachment | Meaning::Preface)
                || reading.basic
        }
        "table" => matches!(reading.meaning, Meaning::Caption(_) | Meaning::Tables),
        number => reading.part().is_some_and(|p| p.number().to_string() == number),
    }
}

#[test]
fn most_headings_of_the_survey_are_read_by_rule() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reference/vocabulary/part_headings.tsv");
    let Ok(survey) = std::fs::read_to_string(path) else {
        println!("SKIPPED: ../shared is absent");
        return;
    };
    let words = words();
    let (mut parts, mut parts_right, mut others, mut others_right) = (0, 0, 0, 0);
    for line in survey.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [heading, numbering, part, ..] = fields[..] else { continue };
        let right = agrees(compose(&words, &fill(heading)), part);
        let of_nine = part.parse::<u8>().is_ok_and(|p| p > 0);
        let (all, good) = if of_nine { (&mut parts, &mut parts_right) } else { (&mut others, &mut others_right) };
        *all += 1;
        *good += u32::from(right);
        if !right {
            println!("{part}\t{numbering}\t{heading}\t{:?}", compose(&words, &fill(heading)));
        }
    }
    println!("parts {parts_right} of {parts}, containers and tables {others_right} of {others}");
    assert!(parts > 500 && others > 500);
    assert!(f64::from(parts_right) / f64::from(parts) > 0.97, "{parts_right} of {parts}");
    assert!(f64::from(others_right) / f64::from(others) > 0.93, "{others_right} of {others}");
}

#[test]
fn names_before_a_heading_are_passed_over() {
    let words = words();
    let part = |heading: &str| compose(&words, heading).and_then(Reading::part);
    assert_eq!(part("青石县国有资产监督管理委员会主要职责"), Some(Part::Organization));
    // What revenue and expenditure are made up of is no list of units.
    assert_eq!(part("年度收支决算构成分析"), Some(Part::BudgetArrangement));
    assert_eq!(part("部门决算构成"), Some(Part::Organization));
    assert_eq!(part("青石县政府采购中心机构设置情况"), Some(Part::Organization));
    assert_eq!(part("青石县绩效评价中心2021年机关运行经费安排情况"), Some(Part::AgencyOperating));
    assert_eq!(part("负责全县国有资产的监督管理"), None);
}

/// Headings that no list has: what the rules make of them.
#[test]
fn invented_headings_are_read_by_rule() {
    let words = words();
    let (mut all, mut right) = (0, 0);
    for line in include_str!("invented_headings.tsv").lines().filter(|l| !l.starts_with('#')) {
        let Some((expected, heading)) = line.split_once('\t') else { continue };
        let reading = compose(&words, heading);
        let good = match expected {
            "-" => reading.is_none_or(|r| !r.is_full() || r.general || r.amount),
            _ => agrees(reading, expected),
        };
        let weak = expected != "-" && good && !reading.is_some_and(Reading::is_full);
        all += 1;
        right += u32::from(good);
        if !good || weak {
            println!("{expected}\t{heading}\t{}{reading:?}", if weak { "(weak) " } else { "" });
        }
    }
    println!("{right} of {all}");
    assert!(f64::from(right) / f64::from(all) > 0.95, "{right} of {all}");
}
