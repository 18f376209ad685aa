//! What was not understood: listed, printed as a patch, and gone once the patch is taken.

use crate::support::{Folder, code, run, stderr, stdout};
use std::path::Path;

/// A page with one thing of each kind that no vocabulary has. Words and figures are invented.
const PAGE: &str = "<html><body><p>平山县乡愁记忆署2019年部门预算信息公开情况说明</p>
<p>一、部门职责及机构设置情况</p><p>负责乡土文化的保存。</p>
<table><tr><td>单位名称</td><td>单位性质</td><td>编制</td><td>临聘护渔</td><td>退休</td></tr>
<tr><td>本级</td><td>行政</td><td>12</td><td>3</td><td>4</td></tr><tr><td>合计</td><td></td><td>12</td><td>3</td><td>4</td></tr></table>
<p>二、部门预算安排的总体情况</p><p>2019年支出预算310.50万元，其中基本支出210.20万元，项目支出100.30万元。</p>
<p>部门支出总表</p>
<table><tr><td>项目</td><td>合计</td><td>基本支出</td><td>项目支出</td><td>上解统筹</td></tr>
<tr><td>201一般公共服务支出</td><td>310.50</td><td>210.20</td><td>95.30</td><td>5.00</td></tr>
<tr><td>合计</td><td>310.50</td><td>210.20</td><td>95.30</td><td>5.00</td></tr></table>
<p>部门收入总表</p>
<table><tr><td>项目</td><td>预算数</td></tr><tr><td>一般公共预算收入</td><td>300.50</td></tr><tr><td>乡贤捐献款</td><td>10.00</td></tr>
<tr><td>收入合计</td><td>310.50</td></tr></table>
<p>三、家底盘点</p><p>我部门上年末固定资产金额为55.10万元。</p>
<p>四、财政拨款“三公”经费预算情况</p><p>2019年“三公”经费预算安排3.00万元。研讨聚会费7.00万元。</p>
<p>五、名词解释</p><p>1、基本支出：指为保障机构正常运转发生的支出。</p></body></html>";

fn gaps(dataset: &Path) -> serde_json::Value {
    serde_json::from_str(&stdout(&run(&[&"gaps", &dataset, &"--format", &"json", &"--top", &"0"]))).unwrap()
}

/// (kind, context, text) of every gap.
fn listed(gaps: &serde_json::Value) -> Vec<(String, String, String)> {
    let text = |v: &serde_json::Value| v.as_str().unwrap_or("").to_owned();
    gaps["gaps"].as_array().unwrap().iter().map(|g| (text(&g["kind"]), text(&g["context"]), text(&g["text"]))).collect()
}

/// The patch as a person leaves it: entries in force, with the senses that are right.
fn decided(patch: &str) -> String {
    let senses = [
        ("临聘护渔", "staff_contract"),
        ("上解统筹", "component transfer_to_superior"),
        ("乡贤捐献款", "fund other"),
        ("家底盘点", "state_assets"),
        ("研讨聚会", "measure.meeting_fee"),
        ("乡愁记忆署", "乡愁记忆署"),
    ];
    let lines: Vec<&str> = patch.lines().collect();
    let mut out = String::new();
    for (i, line) in lines.iter().enumerate() {
        let text = lines.get(i + 1).filter(|l| l.starts_with("#texts")).copied().unwrap_or("");
        let sense = senses.iter().find(|(word, _)| text.contains(word));
        match (line.strip_prefix('#'), sense) {
            (Some(_), Some((_, sense))) if line.starts_with("#sense") => out += &format!("sense = \"{sense}\"\n"),
            (Some(entry), _) if line.starts_with("#[[") || line.starts_with("#texts") => out += &format!("{entry}\n"),
            _ => out += &format!("{line}\n"),
        }
    }
    out
}

#[test]
fn every_kind_of_gap_is_listed_with_its_context_its_county_and_its_place() {
    let folder = Folder::new();
    folder.write("in/a.html", PAGE);
    folder.write("in/b.html", PAGE.replace("平山县", "丰宁满族自治县").replace("7.00万元", "8.00万元"));
    assert_eq!(code(&run(&[&"extract", &folder.path("in"), &"--out", &folder.path("out")])), 0);
    let found = gaps(&folder.path("out"));
    let expected = [
        ("heading", "part_exception", "家底盘点"),
        ("header", "header_staffing", "临聘护渔"),
        ("header", "national_header", "上解统筹"),
        ("label", "national_label", "乡贤捐献款"),
        ("measure", "narrative", "研讨聚会"),
        ("department", "department", "乡愁记忆署"),
    ];
    let all = listed(&found);
    for (kind, context, text) in expected {
        assert!(all.contains(&(kind.to_owned(), context.to_owned(), text.to_owned())), "{text} is not in {all:?}");
    }
    let heading = found["gaps"].as_array().unwrap().iter().find(|g| g["text"] == "家底盘点").unwrap();
    assert_eq!((&heading["count"], &heading["disclosures"]), (&2.into(), &2.into()));
    assert_eq!(heading["counties"], serde_json::json!({ "丰宁满族自治县": 1, "平山县": 1 }));
    assert_eq!(heading["source_path"], "a.html");
    let table = stdout(&run(&[&"gaps", &folder.path("out"), &"--kind", &"header"]));
    assert!(table.contains("临聘护渔") && table.contains("平山县 1") && !table.contains("家底盘点"), "{table}");
    let csv = stdout(&run(&[&"gaps", &folder.path("out"), &"--format", &"csv", &"--top", &"0"]));
    assert_eq!(csv.lines().count(), 1 + all.len());
    assert!(csv.starts_with("kind,context,text,count,disclosures,counties,"), "{csv}");
}

#[test]
fn a_patch_is_a_vocabulary_and_its_entries_make_the_gaps_vanish() {
    let folder = Folder::new();
    folder.write("in/a.html", PAGE);
    run(&[&"extract", &folder.path("in"), &"--out", &folder.path("out")]);
    let written = run(&[&"gaps", &folder.path("out"), &"--patch", &folder.path("mine.toml")]);
    assert_eq!(code(&written), 0, "{}", stderr(&written));
    let patch = std::fs::read_to_string(folder.path("mine.toml")).unwrap();
    assert!(
        patch.contains("#[[header_staffing]]\n#sense = \"staff_contract\""),
        "a rule of meaning suggests the sense of the known word\n{patch}"
    );
    assert!(patch.lines().all(|l| l.is_empty() || l.starts_with('#')), "nothing is in force before a person decides\n{patch}");
    let untouched = [
        &"extract" as &dyn AsRef<std::ffi::OsStr>,
        &folder.path("in"),
        &"--out",
        &folder.path("same"),
        &"--vocabulary",
        &folder.path("mine.toml"),
    ];
    assert_eq!(code(&run(&untouched)), 0);
    assert_eq!(listed(&gaps(&folder.path("same"))), listed(&gaps(&folder.path("out"))));

    folder.write("decided.toml", decided(&patch));
    let again = run(&[&"extract", &folder.path("in"), &"--out", &folder.path("new"), &"--vocabulary", &folder.path("decided.toml")]);
    assert_eq!(code(&again), 0, "{}", stderr(&again));
    assert_eq!(listed(&gaps(&folder.path("new"))), Vec::new());
    let table = |name: &str| std::fs::read_to_string(folder.path(&format!("new/tables/{name}.csv"))).unwrap();
    let facts = table("facts");
    for (measure, value) in [("meeting_fee,", ",7.00,"), ("transfer_to_superior", ",5.00,"), (",source,other,", ",10.00,")] {
        assert!(facts.lines().any(|l| l.contains(measure) && l.contains(value)), "{measure} {value}\n{facts}");
    }
    assert!(table("sections").lines().any(|l| l.contains("state_assets") && l.contains("家底盘点")), "{}", table("sections"));
    assert!(table("staffing").lines().any(|l| l.contains("本级") && l.contains(",3,")), "{}", table("staffing"));
    let refused = run(&[&"gaps", &folder.path("out"), &"--patch", &folder.path("mine.toml")]);
    assert_eq!(code(&refused), 2, "a file that may have been edited is not replaced");
}

#[test]
fn explain_numerals_lists_each_with_its_place_words_and_county() {
    let folder = Folder::new();
    let file = folder.write("in/a.html", PAGE);
    let listing = stdout(&run(&[&"extract", &folder.path("in"), &"--out", &folder.path("out"), &"--explain-numerals", &"-q"]));
    let mut lines = listing.lines();
    assert_eq!(lines.next(), Some("source_path\tcounty\tblock\ttable_row\ttable_column\tstart_char\tend_char\tnumeral\taround"));
    let rows: Vec<&str> = lines.collect();
    assert!(rows.contains(&"a.html\t平山县\t3\t1\t3\t0\t1\t3\t本级 | 临聘护渔"), "{rows:#?}");
    assert!(rows.contains(&"a.html\t平山县\t7\t1\t4\t0\t4\t5.00\t201一般公共服务支出 | 上解统筹"), "{rows:#?}");
    assert!(
        rows.iter().any(|r| r.starts_with("a.html\t平山县\t13\t\t\t") && r.contains("\t7.00\t") && r.contains("研讨聚会费[7.00]万元")),
        "{rows:#?}"
    );
    let of_dataset = run(&[&"gaps", &folder.path("out"), &"--explain-numerals"]);
    assert_eq!(stdout(&of_dataset), listing);
    let of_file = run(&[&"show", &file, &"--explain-numerals"]);
    assert_eq!(stdout(&of_file), listing);
    // The account on stderr: as many are listed as are not explained.
    let account = stderr(&of_file);
    let numbers: Vec<usize> = account.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
    assert_eq!(numbers[1] - numbers[0], rows.len(), "{account}");
    assert!(account.contains(" fact") && account.contains(" year"), "{account}");
}
