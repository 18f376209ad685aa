//! `checks`, `explain`, `check` and `why`.

use crate::support::{self, DISCLOSURE, Folder, run, stderr, stdout};
use std::path::Path;

/// The small disclosure with an expenditure that is not the sum of its parts.
fn wrong() -> String {
    DISCLOSURE.replace("项目支出100.30万元", "项目支出103.00万元")
}

#[test]
fn the_documentation_is_what_the_command_prints() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md")).unwrap_or_default();
    let printed = stdout(&run(&[&"checks", &"--format", &"markdown"]));
    assert!(page.starts_with(&printed), "docs/checks.md is stale: gongkai checks --format markdown, then what was measured by mutation");
}

#[test]
fn every_check_is_listed_and_one_is_explained_in_two_languages() {
    let list = stdout(&run(&[&"checks"]));
    for id in ["A01", "A25", "B01", "B15", "C01", "C23", "S01", "S10", "X01", "X05"] {
        assert!(list.contains(&format!("  {id}  ")), "{id}");
    }
    let english = stdout(&run(&[&"checks", &"a05"]));
    assert!(english.starts_with("A05") && english.contains("severity: error") && english.contains("rests on: "), "{english}");
    let chinese = stdout(&run(&[&"checks", &"A05", &"--lang", &"zh"]));
    assert!(chinese.contains("级别: 错误") && chinese.contains("依据: "), "{chinese}");
    let output = run(&[&"checks", &"A99"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("no such check: A99"));
    assert!(stdout(&run(&[&"explain", &"encrypted", &"--lang", &"zh"])).contains("密码"));
    assert!(stdout(&run(&[&"explain", &"B13"])).starts_with("B13"));
}

#[test]
fn a_failed_check_of_a_draft_is_drawn_and_fails_on_its_severity() {
    let folder = Folder::new();
    let draft = folder.write("draft.txt", wrong());
    let output = run(&[&"check", &draft, &"--fail-on", &"error"]);
    assert_eq!(output.status.code(), Some(1));
    let text = stdout(&output);
    assert!(text.contains("A03 error: "), "{text}");
    assert!(text.contains("2019年支出预算[310.50]万元，其中基本支出<210.20>万元，项目支出<103.00>万元。"), "{text}");
    assert!(text.contains("[left] 310.5  <right> 313.2  difference -2.7 (± 0.015)"), "{text}");
    assert!(text.contains("perhaps 103.00 (block 9: 103) should be 100.3: swapped_digits; mends 1, breaks 0"), "{text}");
    let chinese = stdout(&run(&[&"check", &draft, &"--lang", &"zh", &"--only", &"A03"]));
    assert!(chinese.contains("[左] 310.5  <右> 313.2  相差 -2.7"), "{chinese}");
    let github = stdout(&run(&[&"check", &draft, &"--format", &"github", &"--only", &"A03"]));
    assert!(github.starts_with("::error file=") && github.contains(",title=A03 "), "{github}");
}

#[test]
fn a_sound_draft_passes() {
    let folder = Folder::new();
    let draft = folder.write("draft.txt", DISCLOSURE);
    let output = run(&[&"check", &draft, &"--severity", &"error", &"--fail-on", &"error"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert!(!stdout(&output).contains("[left]"));
}

#[test]
fn a_run_is_summed_up_by_check_county_and_department() {
    let folder = Folder::new();
    folder.write("in/a.txt", wrong());
    folder.write("in/b.txt", DISCLOSURE);
    let dataset = folder.path("dataset");
    support::run(&[&"extract", &folder.path("in"), &"--out", &dataset, &"-q"]);
    let text = stdout(&run(&[&"check", &dataset, &"--only", &"A03"]));
    assert!(text.starts_with("2 disclosures, 1 with a failed check\n"), "{text}");
    assert!(text.contains("  A03         1       1        0  "), "{text}");
    assert!(text.contains("丰宁满族自治县") && text.contains("水务局"), "{text}");
    let json: serde_json::Value =
        serde_json::from_str(&stdout(&run(&[&"check", &dataset, &"--format", &"json", &"--only", &"A03"]))).unwrap();
    assert_eq!(json["checks"]["A03"]["fail"], 1);
    assert_eq!(json["checks"]["A03"]["first_failure"], "a.txt");
    let csv = stdout(&run(&[&"check", &dataset, &"--format", &"csv", &"--only", &"A03"]));
    assert_eq!(csv.lines().nth(1), Some("A03,error,1,1,0,0,1,a.txt"));
}

#[test]
fn the_witnesses_of_a_value_are_shown_with_their_sentences() {
    let folder = Folder::new();
    let draft = folder.write("draft.txt", DISCLOSURE);
    let dataset = folder.path("dataset");
    support::run(&[&"extract", &draft, &"--out", &dataset, &"-q"]);
    let text = stdout(&run(&[
        &"why",
        &dataset,
        &"--measure",
        &"expenditure",
        &"--component",
        &"project",
        &"--year",
        &"2019",
        &"--county",
        &"丰宁",
    ]));
    assert!(text.contains("项目支出[100.30]万元"), "{text}");
    assert!(text.contains("passed: A03"), "{text}");
    let output = run(&[&"why", &dataset, &"--measure", &"expenditure", &"--year", &"1999"]);
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(0), ""));
    assert_eq!(run(&[&"why", &dataset, &"--measure", &"money"]).status.code(), Some(2));
}
