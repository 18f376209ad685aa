//! Checks over several disclosures: years of one body, a department and its units, texts of all.

use crate::support::{Folder, gongkai};
use std::collections::BTreeMap;
use std::path::Path;

/// A disclosure of invented words and figures.
fn disclosure(title: &str, year: i32, more: &str) -> String {
    format!(
        "{title}\n\
一、部门职责及机构设置情况\n\
部门职责：\n\
1、拟订全县相关规划并组织实施。\n\
二、部门预算安排的总体情况\n\
{more}\
三、机关运行经费安排情况\n\
{year}年，我部门机关运行经费共计安排21.00万元。\n\
六、政府采购预算情况\n\
我部门{year}年没有安排政府采购预算。\n\
八、名词解释\n\
1、基本支出：指为保障机构正常运转发生的支出。\n"
    )
}

/// Expenditure of a year: all, basic, project, and what is said of the change of project expenditure.
fn expenditure(year: i32, figures: [&str; 3], change: &str) -> String {
    let [all, basic, project] = figures;
    let change = if change.is_empty() { String::new() } else { format!("{year}年项目支出{project}万元，{change}。\n") };
    format!(
        "1、收入说明\n{year}年预算收入{all}万元。\n2、支出说明\n{year}年支出预算{all}万元，其中基本支出{basic}万元，项目支出{project}万元。\n{change}"
    )
}

/// Of each file its rows of `checks` over several disclosures: id, subject, status.
type Checks = BTreeMap<String, Vec<(String, String, String, String)>>;

fn extract(folder: &Folder, input: &str, out: &str, arguments: &[&str]) -> std::path::PathBuf {
    let out = folder.path(out);
    let done = gongkai().arg("extract").arg(folder.path(input)).arg("--out").arg(&out).arg("-q").args(arguments).output().unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    out
}

fn checks(dataset: &Path) -> Checks {
    let lines = std::fs::read_to_string(dataset.join("disclosures.jsonl")).unwrap();
    lines
        .lines()
        .map(|line| {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            let text = |row: &serde_json::Value, name: &str| row[name].as_str().unwrap().to_owned();
            let rows: Vec<serde_json::Value> = record["checks"].as_array().unwrap().clone();
            let count = |status: &str| rows.iter().filter(|r| r["status"] == status).count() as u64;
            for (status, column) in [("pass", "checks_passed"), ("fail", "checks_failed"), ("unknown", "checks_unknown")] {
                assert_eq!(record["disclosure"][column].as_u64(), Some(count(status)), "{column}");
            }
            let ids: Vec<&str> = rows.iter().map(|r| r["check_id"].as_str().unwrap()).collect();
            assert!(ids.is_sorted(), "{ids:?}");
            let across = rows
                .iter()
                .filter(|r| text(r, "check_id").starts_with('X') || (r["check_id"] == "S08" && text(r, "subject").starts_with("across")));
            let rows = across.map(|r| (text(r, "check_id"), text(r, "subject"), text(r, "status"), text(r, "message"))).collect();
            (text(&record["disclosure"], "source_path").rsplit('/').next().unwrap().to_owned(), rows)
        })
        .collect()
}

/// Statuses of one check of one file, by subject.
fn statuses<'c>(checks: &'c Checks, file: &str, id: &str) -> BTreeMap<&'c str, &'c str> {
    checks[file].iter().filter(|row| row.0 == id).map(|row| (row.1.as_str(), row.2.as_str())).collect()
}

const PROJECT_2018: &str = "expenditure project budget 2018";

#[test]
fn last_years_figure_is_what_last_year_disclosed() {
    let folder = Folder::new();
    let title = |year: i32| format!("丰宁满族自治县水务局{year}年部门预算信息公开情况说明");
    let write = |name: &str, year: i32, figures, change: &str| {
        folder.write(&format!("in/{name}"), disclosure(&title(year), year, &expenditure(year, figures, change)));
    };
    write("2017.txt", 2017, ["310.00", "210.00", "100.00"], "");
    write("2018.txt", 2018, ["330.00", "220.00", "110.00"], "较上年增加10.00万元");
    write("2019.txt", 2019, ["350.00", "228.00", "122.00"], "较上年增加13.00万元");
    write("2020.txt", 2020, ["350.00", "230.00", "120.00"], "与上年持平");
    let checks = checks(&extract(&folder, "in", "out", &[]));
    let alone = BTreeMap::from([("", "not_applicable")]);
    assert_eq!(statuses(&checks, "2017.txt", "X01"), alone);
    assert_eq!(statuses(&checks, "2018.txt", "X01"), BTreeMap::from([("expenditure project budget 2017", "pass")]));
    // 122.00 - 13.00 = 109.00, and 2018 printed 110.00.
    assert_eq!(statuses(&checks, "2019.txt", "X01"), BTreeMap::from([(PROJECT_2018, "fail")]));
    // 持平 states that last year's figure was 120.00; it was 122.00.
    assert_eq!(statuses(&checks, "2020.txt", "X02"), BTreeMap::from([("expenditure project budget 2019", "fail")]));
}

#[test]
fn without_a_neighbour_or_its_figure_nothing_is_known() {
    let folder = Folder::new();
    let title = "丰宁满族自治县水务局2019年部门预算信息公开情况说明";
    let more = expenditure(2019, ["350.00", "228.00", "122.00"], "较上年增加13.00万元");
    folder.write("in/2019.txt", disclosure(title, 2019, &more));
    // Another county's and another year's disclosures are no neighbours.
    folder.write("in/b.txt", disclosure("围场满族蒙古族自治县水务局2018年部门预算信息公开情况说明", 2018, ""));
    let found = checks(&extract(&folder, "in", "alone", &[]));
    assert_eq!(statuses(&found, "2019.txt", "X01"), BTreeMap::from([("", "unknown")]));
    assert_eq!(statuses(&found, "2019.txt", "X04"), BTreeMap::from([("", "unknown")]));
    assert_eq!(statuses(&found, "2019.txt", "X05"), BTreeMap::from([("", "not_applicable")]));
    // Last year's disclosure is there, without the figure.
    let last = "1、收入说明\n2018年预算收入310.00万元。\n";
    folder.write("in/2018.txt", disclosure("丰宁满族自治县水务局2018年部门预算信息公开情况说明", 2018, last));
    let found = checks(&extract(&folder, "in", "silent", &[]));
    assert_eq!(statuses(&found, "2019.txt", "X01"), BTreeMap::from([("", "unknown")]));
}

#[test]
fn a_unit_slip_is_told_as_one_and_evidence_names_the_other_disclosure() {
    let folder = Folder::new();
    let title = |year: i32| format!("丰宁满族自治县水务局{year}年部门预算信息公开情况说明");
    folder.write("in/2018.txt", disclosure(&title(2018), 2018, &expenditure(2018, ["3300000.00", "2200000.00", "1100000.00"], "")));
    let more = expenditure(2019, ["352.00", "230.00", "122.00"], "较上年增加12.00万元");
    folder.write("in/2019.txt", disclosure(&title(2019), 2019, &more));
    let out = extract(&folder, "in", "out", &[]);
    let checks = checks(&out);
    let row = checks["2019.txt"].iter().find(|row| row.0 == "X01").unwrap();
    assert_eq!((row.1.as_str(), row.2.as_str()), (PROJECT_2018, "fail"));
    assert!(row.3.contains("10,000 times"), "{}", row.3);
    let line = std::fs::read_to_string(out.join("disclosures.jsonl")).unwrap().lines().next_back().unwrap().to_owned();
    let record: serde_json::Value = serde_json::from_str(&line).unwrap();
    let row = record["checks"].as_array().unwrap().iter().find(|c| c["check_id"] == "X01").unwrap().clone();
    let evidence: serde_json::Value = serde_json::from_str(row["evidence"].as_str().unwrap()).unwrap();
    assert!(evidence[0].get("disclosure_id").is_none() && evidence[0]["printed"] == "12.00");
    assert_eq!((&evidence[1]["source_path"], &evidence[1]["printed"]), (&"2018.txt".into(), &"1100000.00".into()));
    assert_ne!(evidence[1]["disclosure_id"], record["disclosure"]["disclosure_id"]);
    let shown = gongkai().arg("check").arg(&out).args(["--only", "X01"]).output().unwrap();
    assert!(String::from_utf8_lossy(&shown.stdout).contains("X01"));
}

#[test]
fn a_department_keeps_its_key_through_a_reform_and_a_correction_stands_for_what_it_corrects() {
    let folder = Folder::new();
    let write = |name: &str, title: &str, year, project, change: &str| {
        folder.write(&format!("in/{name}"), disclosure(title, year, &expenditure(year, ["330.00", "220.00", project], change)));
    };
    write("2018.txt", "丰宁满族自治县卫生和计划生育局2018年部门预算信息公开情况说明", 2018, "110.00", "");
    write("2019.txt", "丰宁满族自治县卫生健康局2019年部门预算信息公开情况说明", 2019, "122.00", "较上年增加13.00万元");
    let found = checks(&extract(&folder, "in", "out", &[]));
    assert_eq!(statuses(&found, "2019.txt", "X01"), BTreeMap::from([(PROJECT_2018, "fail")]));
    // The correction of 2018 prints 109.00, and then 122.00 - 13.00 is right.
    write("2018b.txt", "丰宁满族自治县卫生和计划生育局2018年部门预算信息公开情况说明（更正）", 2018, "109.00", "");
    let found = checks(&extract(&folder, "in", "corrected", &[]));
    assert_eq!(statuses(&found, "2019.txt", "X01"), BTreeMap::from([(PROJECT_2018, "pass")]));
    // What was corrected is compared with nothing.
    assert_eq!(found["2018.txt"], []);
}

#[test]
fn stocks_of_one_day_follow_and_parts_that_vanish_are_told() {
    let folder = Folder::new();
    let title = |year: i32, kind: &str| format!("丰宁满族自治县水务局{year}年部门{kind}信息公开情况说明");
    let assets = |day: &str, amount: &str| format!("七、国有资产信息\n截至{day}，我部门固定资产金额为{amount}万元。\n");
    let budget = |year| expenditure(year, ["330.00", "220.00", "110.00"], "");
    let write = |name: &str, year: i32, assets: &str| {
        folder.write(&format!("in/{name}"), disclosure(&title(year, "预算"), year, &(budget(year) + assets)));
    };
    write("2018.txt", 2018, &assets("2017年12月31日", "55.10"));
    write("2019.txt", 2019, &assets("2018年12月31日", "57.00"));
    write("2020.txt", 2020, "");
    let accounts = disclosure(&title(2018, "决算"), 2018, &assets("2018年12月31日", "58.00")).replace("2018年预算", "2018年决算");
    folder.write("in/2018f.txt", accounts);
    let checks = checks(&extract(&folder, "in", "out", &[]));
    assert_eq!(statuses(&checks, "2019.txt", "X03"), BTreeMap::from([("", "unknown")]), "other days are not compared");
    // The accounts of 2018 are written after the budget of 2019: they count 58.00 on the day on which that counted 57.00.
    assert_eq!(statuses(&checks, "2018f.txt", "X03"), BTreeMap::from([("assets fixed 固定资产金额 2018", "fail")]));
    assert_eq!(statuses(&checks, "2019.txt", "X04")["parts"], "pass");
    assert_eq!(statuses(&checks, "2020.txt", "X04")["parts"], "fail");
    let told = checks["2020.txt"].iter().find(|row| row.0 == "X04" && row.1 == "parts").unwrap();
    assert!(told.3.contains("vanished: state_assets"), "{}", told.3);
}

#[test]
fn a_department_is_the_sum_of_its_units() {
    let folder = Folder::new();
    let units = "机构设置：\n1、水务局本级\n2、水政监察大队\n";
    let write = |name: &str, title: &str, figures: [&str; 3], units: &str| {
        let text = disclosure(title, 2019, &expenditure(2019, figures, "")).replace("二、部门预算", &format!("{units}二、部门预算"));
        folder.write(&format!("in/{name}"), text);
    };
    write("all.txt", "丰宁满族自治县水务局2019年部门预算信息公开情况说明", ["330.00", "220.00", "110.00"], units);
    write("own.txt", "丰宁满族自治县水务局（本级）2019年单位预算信息公开情况说明", ["300.00", "200.00", "120.00"], "");
    let checks = checks(&extract(&folder, "in", "out", &[]));
    let found = statuses(&checks, "all.txt", "X05");
    assert_eq!(found.get("expenditure total budget 2018"), None);
    // One unit is missing, so that a smaller sum says nothing; its own office alone has more project expenditure than the department.
    assert_eq!(found["expenditure total budget 2019"], "unknown", "{found:?}");
    assert_eq!(found["expenditure project budget 2019"], "fail", "{found:?}");
    assert_eq!(statuses(&checks, "own.txt", "X05"), BTreeMap::from([("", "not_applicable")]));
}

#[test]
fn with_every_unit_there_the_sum_passes_or_fails_and_a_unit_that_vanishes_is_told() {
    let folder = Folder::new();
    let write = |name: &str, title: &str, year: i32, figures: [&str; 3], units: &str| {
        let text = disclosure(title, year, &expenditure(year, figures, "")).replace("二、部门预算", &format!("{units}二、部门预算"));
        folder.write(&format!("in/{name}"), text);
    };
    let own = "机构设置：\n1、水务局本级\n";
    let two = "机构设置：\n1、水务局本级\n2、石人沟水库管理所\n";
    let title = |year: i32| format!("丰宁满族自治县水务局{year}年部门预算信息公开情况说明");
    write("2018.txt", &title(2018), 2018, ["330.00", "220.00", "110.00"], two);
    write("2019.txt", &title(2019), 2019, ["330.00", "220.00", "110.00"], own);
    let unit = "丰宁满族自治县水务局（本级）2019年单位预算信息公开情况说明";
    write("own.txt", unit, 2019, ["330.00", "221.00", "109.00"], "");
    let checks = checks(&extract(&folder, "in", "out", &[]));
    let found = statuses(&checks, "2019.txt", "X05");
    assert_eq!(found["expenditure total budget 2019"], "pass", "{found:?}");
    assert_eq!(found["expenditure basic budget 2019"], "fail", "{found:?}");
    // The only unit is there: less than the department fails too.
    assert_eq!(found["expenditure project budget 2019"], "fail", "{found:?}");
    assert_eq!(statuses(&checks, "2019.txt", "X04")["units"], "fail");
    let told = checks["2019.txt"].iter().find(|row| row.0 == "X04" && row.1 == "units").unwrap();
    assert!(told.3.contains("vanished: 石人沟水库管理所"), "{}", told.3);
}

#[test]
fn what_last_year_prints_in_most_places_counts() {
    let folder = Folder::new();
    let title = |year: i32| format!("丰宁满族自治县水务局{year}年部门预算信息公开情况说明");
    let twice = expenditure(2018, ["330.00", "220.00", "110.00"], "比预期多") + "4、其他说明\n2018年项目支出预算109.00万元。\n";
    folder.write("in/2018.txt", disclosure(&title(2018), 2018, &twice));
    let more = expenditure(2019, ["352.00", "230.00", "122.00"], "较上年增加13.00万元");
    folder.write("in/2019.txt", disclosure(&title(2019), 2019, &more));
    let found = checks(&extract(&folder, "in", "out", &[]));
    // 109.00 stands in one place of 2018, 110.00 in two.
    assert_eq!(statuses(&found, "2019.txt", "X01"), BTreeMap::from([(PROJECT_2018, "fail")]));
    // Once each: nothing can be said.
    let once = expenditure(2018, ["330.00", "220.00", "110.00"], "") + "4、其他说明\n2018年项目支出预算109.00万元。\n";
    folder.write("in/2018.txt", disclosure(&title(2018), 2018, &once));
    let found = checks(&extract(&folder, "in", "again", &[]));
    assert_eq!(statuses(&found, "2019.txt", "X01"), BTreeMap::from([(PROJECT_2018, "unknown")]));
    let more = expenditure(2019, ["352.00", "230.00", "122.00"], "较上年增加12.00万元");
    folder.write("in/2019.txt", disclosure(&title(2019), 2019, &more));
    folder.write("in/2018.txt", disclosure(&title(2018), 2018, &twice));
    let found = checks(&extract(&folder, "in", "most", &[]));
    assert_eq!(statuses(&found, "2019.txt", "X01"), BTreeMap::from([(PROJECT_2018, "pass")]));
}

#[test]
fn copied_texts_are_told_and_common_wording_is_not() {
    let folder = Folder::new();
    let passage = "坚持节水优先，完成五座小型水库除险加固，新建农村集中供水点十二处，改造老旧管网三十公里，推进河长制从有名到有实，严格水资源管理，\
                   加强水土流失治理，完善防汛抗旱预案，组织三次应急演练，开展河道采砂专项整治，建立水质监测台账，定期向社会公布监测结果，做好移民后期扶持，\
                   落实安全生产责任，排查隐患并限期整改，培养基层水利技术人员，提高工程建设管理水平，确保资金使用规范高效，各项任务按期完成，群众满意度逐年提高，\
                   并按季度通报进展情况，年终统一组织验收考核。";
    let write = |folder: &Folder, name: &str, county: &str, year: i32, words: &str| {
        let text = disclosure(&format!("{county}水务局{year}年部门预算信息公开情况说明"), year, "");
        let part = format!("五、绩效预算信息\n总体绩效目标：\n{words}\n六、政府采购");
        folder.write(&format!("in/{name}"), text.replace("六、政府采购", &part));
    };
    write(&folder, "a.txt", "丰宁满族自治县", 2018, passage);
    write(&folder, "b.txt", "丰宁满族自治县", 2019, passage);
    write(&folder, "c.txt", "围场满族蒙古族自治县", 2019, &passage.replace("五座", "六座"));
    let checks = checks(&extract(&folder, "in", "out", &[]));
    assert_eq!(statuses(&checks, "a.txt", "S08"), BTreeMap::from([("across", "pass")]));
    let copied = statuses(&checks, "b.txt", "S08");
    assert!(!copied.is_empty() && copied.values().all(|s| *s == "fail"), "{copied:?}");
    assert_eq!(statuses(&checks, "c.txt", "S08"), BTreeMap::from([("across", "pass")]));
}

#[test]
fn threads_and_order_change_no_byte() {
    let folder = Folder::new();
    for year in 2015..2023_i32 {
        let title = format!("丰宁满族自治县水务局{year}年部门预算信息公开情况说明");
        let more = expenditure(year, ["330.00", "220.00", "110.00"], "较上年增加1.00万元");
        folder.write(&format!("in/{}.txt", 3000 - year), disclosure(&title, year, &more));
    }
    let read = |out: &Path| {
        let tables = ["disclosures.jsonl", "tables/checks.csv", "tables/facts.csv", "tables/disclosures.csv"];
        tables.map(|name| std::fs::read(out.join(name)).unwrap())
    };
    let one = read(&extract(&folder, "in", "one", &["--threads", "1"]));
    let two = read(&extract(&folder, "in", "two", &["--threads", "2"]));
    assert!(one == two);
    // Read in two steps, the second half first.
    let mut late: Vec<_> = std::fs::read_dir(folder.path("in")).unwrap().map(|e| e.unwrap().path()).collect();
    late.sort();
    let held: Vec<_> = late.drain(..4).map(|path| (path.clone(), std::fs::read(&path).unwrap())).collect();
    held.iter().for_each(|(path, _)| std::fs::remove_file(path).unwrap());
    extract(&folder, "in", "three", &[]);
    held.iter().for_each(|(path, bytes)| std::fs::write(path, bytes).unwrap());
    let three = read(&extract(&folder, "in", "three", &["--overwrite"]));
    assert!(one == three);
}
