//! Every title pattern of the survey, filled with real places, departments and years.

use super::{of, text};
use std::path::Path;

struct Place {
    province: &'static str,
    city: &'static str,
    county: &'static str,
    code: &'static str,
    city_code: &'static str,
    province_code: &'static str,
}

const PLACES: &[Place] = &[
    Place { province: "山东省", city: "济南市", county: "平阴县", code: "370124", city_code: "370100", province_code: "370000" },
    Place { province: "云南省", city: "曲靖市", county: "罗平县", code: "530324", city_code: "530300", province_code: "530000" },
    Place {
        province: "湖北省", city: "宜昌市", county: "长阳土家族自治县", code: "420528", city_code: "420500", province_code: "420000"
    },
    Place {
        province: "广西壮族自治区", city: "桂林市", county: "临桂区", code: "450312", city_code: "450300", province_code: "450000"
    },
    Place { province: "四川省", city: "成都市", county: "崇州市", code: "510184", city_code: "510100", province_code: "510000" },
];
/// Printed, official.
const DEPARTMENTS: &[(&str, &str)] = &[
    ("财政局", "财政局"),
    ("人力资源和社会保障局", "人力资源和社会保障局"),
    ("住建局", "住房和城乡建设局"),
    ("人民检察院", "人民检察院"),
    ("退役军人事务局", "退役军人事务局"),
    ("人大常委会办公室", "人民代表大会常务委员会"),
    ("残联", "残疾人联合会"),
    ("市场监管局", "市场监督管理局"),
];
const UNITS: &[&str] =
    &["疾病预防控制中心", "第二中学", "水利工程管理站", "社会福利院", "农业技术推广中心", "中心幼儿园", "森林消防大队", "文物管理处"];
const YEARS: &[i32] = &[2017, 2019, 2021, 2023];

#[derive(Default)]
struct Tally {
    patterns: u32,
    right: [u32; 5],
    wrong: Vec<String>,
}

#[test]
fn every_title_pattern_of_the_survey() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reference/vocabulary/titles.tsv");
    let Ok(table) = std::fs::read_to_string(path) else {
        println!("SKIPPED: ../shared is absent");
        return;
    };
    let mut tally = Tally::default();
    for (row, line) in table.lines().skip(1).enumerate() {
        let cells: Vec<&str> = line.split('\t').collect();
        for round in 0..4 {
            pattern(cells[0], cells[1], cells[2], row + round * 3, &mut tally);
        }
    }
    let names = ["kind", "level", "year", "department", "place"];
    for (name, right) in names.iter().zip(tally.right) {
        println!("titles: {name} right in {right} of {}", tally.patterns);
    }
    for wrong in &tally.wrong {
        println!("  {wrong}");
    }
    let share = |i: usize| f64::from(tally.right[i]) / f64::from(tally.patterns);
    // Of a few patterns neither level nor kind can be told: the same words are a department's and a unit's, “三公”经费支出说明 is of a budget or of final accounts.
    for (i, least) in [(0, 0.98), (1, 0.95), (2, 1.0), (3, 0.995), (4, 1.0)] {
        assert!(share(i) >= least, "{}: {:.3}", names[i], share(i));
    }
}

fn pattern(pattern: &str, kind: &str, level: &str, turn: usize, tally: &mut Tally) {
    let place = &PLACES[turn % PLACES.len()];
    let (printed, official) = DEPARTMENTS[turn % DEPARTMENTS.len()];
    let unit = UNITS[turn % UNITS.len()];
    let year = YEARS[turn % YEARS.len()];
    let title = pattern
        .replace("{province}", place.province)
        .replace("{city}", place.city)
        .replace("{county}", place.county)
        .replace("{department}", printed)
        .replace("{unit}", unit)
        .replace("{year}", &year.to_string());
    let lines: Vec<&str> = title.split(' ').filter(|l| !l.is_empty()).collect();
    let (identity, _) = of(&lines);
    let code = if pattern.contains("{county}") {
        place.code
    } else if pattern.contains("{city}") {
        place.city_code
    } else if pattern.contains("{province}") {
        place.province_code
    } else {
        ""
    };
    // A city's department before a county's unit: the publisher is the county's unit, or the city's; the survey does not say.
    let open_place = pattern.starts_with("{city}{department}{county}");
    let has_year = pattern.contains("{year}");
    let department = if pattern.contains("{unit}") {
        unit
    } else if pattern.contains("{department}") {
        official
    } else if pattern.contains("纪律检查委员会") {
        "纪律检查委员会"
    } else {
        ""
    };
    let checks = [
        identity.kind.map(|k| k.as_str()) == Some(kind),
        identity.level.map(|l| l.as_str()) == Some(level),
        identity.fiscal_year == has_year.then_some(year),
        text(&identity.department) == department,
        open_place || text(&identity.county_code) == code,
    ];
    tally.patterns += 1;
    for (right, check) in tally.right.iter_mut().zip(checks) {
        *right += u32::from(check);
    }
    if checks.contains(&false) {
        tally.wrong.push(format!("{checks:?} {title} → {} ({kind}, {level}, {year}, {code}, {department})", super::summary(&identity)));
    }
}
