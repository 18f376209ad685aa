//! One disclosure published more than once: in other formats, corrected, in traditional characters, and beside what only resembles it.

use crate::support::{DISCLOSURE, Folder, gongkai};
use std::collections::BTreeMap;
use std::path::Path;

/// By file name: disclosure_id, disclosure_key, is_preferred, duplicate_of.
fn keys(dataset: &Path) -> BTreeMap<String, (String, String, bool, Option<String>)> {
    let lines = std::fs::read_to_string(dataset.join("disclosures.jsonl")).unwrap();
    lines
        .lines()
        .map(|line| {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            let row = &record["disclosure"];
            let text = |name: &str| row[name].as_str().map(str::to_owned);
            let path = text("source_path").unwrap();
            let id = text("disclosure_id").unwrap();
            (path, (id, text("disclosure_key").unwrap(), row["is_preferred"].as_bool().unwrap(), text("duplicate_of")))
        })
        .collect()
}

/// The name of the only preferred file; all have one key, and the others name it.
fn preferred(files: &[(&str, String)]) -> String {
    let folder = Folder::new();
    for (name, text) in files {
        folder.write(&format!("in/{name}"), text);
    }
    let out = folder.path("out");
    let done = gongkai().arg("extract").arg(folder.path("in")).arg("--out").arg(&out).arg("-q").output().unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    let keys = keys(&out);
    assert_eq!(keys.len(), files.len());
    let first = keys.values().next().unwrap();
    let chosen: Vec<&String> = keys.iter().filter(|(_, row)| row.2).map(|(name, _)| name).collect();
    assert_eq!(chosen.len(), 1, "{keys:?}");
    let best = &keys[chosen[0]];
    for row in keys.values() {
        assert_eq!(row.1, first.1);
        let expected = if row.2 { None } else { Some(&best.0) };
        assert_eq!(row.3.as_ref(), expected);
    }
    chosen[0].rsplit('/').next().unwrap().to_owned()
}

fn html(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|l| format!("<p>{l}</p>")).collect();
    format!("<html><head><meta charset=\"utf-8\"></head><body>{}</body></html>", lines.concat())
}

#[test]
fn a_correction_is_preferred_whatever_its_name_and_format() {
    let text = DISCLOSURE.to_owned();
    let title = DISCLOSURE.lines().next().unwrap();
    let changed = text.replace("310.50", "311.50");
    let marked = |mark: &str| changed.replace(title, mark);
    for mark in [
        "丰宁满族自治县水务局2019年部门预算信息公开情况说明（更正）",
        "关于更正丰宁满族自治县水务局2019年部门预算信息公开情况的说明",
        "丰宁满族自治县水务局2019年部门预算信息公开情况说明（更新版）",
        "丰宁满族自治县水务局2019年部门预算信息重新公开情况说明",
        "丰寧滿族自治縣水務局2019年部門預算資訊公開情況說明（勘誤）",
        "更正公告\n丰宁满族自治县水务局2019年部门预算信息公开情况说明",
        "丰宁满族自治县水务局2019年部门预算信息公开情况说明\n我局此前公开的预算数据有误，现更正如下：",
    ] {
        let files = [("a.txt", text.clone()), ("b.txt", marked(mark)), ("c.html", html(&text))];
        assert_eq!(preferred(&files), "b.txt", "{mark}");
    }
    // Only the name of the file says it.
    assert_eq!(preferred(&[("水务局.txt", text.clone()), ("水务局（更正）.txt", changed.clone())]), "水务局（更正）.txt");
}

#[test]
fn without_a_correction_the_more_complete_then_the_first_path_is_preferred() {
    let text = DISCLOSURE.to_owned();
    let less: String = DISCLOSURE.lines().take(11).map(|l| format!("{l}\n")).collect();
    assert_eq!(preferred(&[("a.txt", less), ("b.html", html(&text))]), "b.html");
    assert_eq!(preferred(&[("a.html", html(&text)), ("b.txt", text)]), "a.html");
}

#[test]
fn the_office_alone_other_years_and_accounts_are_no_duplicates() {
    let folder = Folder::new();
    let title = "丰宁满族自治县水务局2019年部门预算";
    for (name, other) in [
        ("a.txt", title),
        ("b.txt", "丰宁满族自治县水务局（本级）2019年单位预算"),
        ("c.txt", "丰宁满族自治县水务局2018年部门决算"),
        ("d.txt", "丰宁满族自治县水务局2020年部门预算"),
        ("e.txt", "围场满族蒙古族自治县水务局2019年部门预算"),
    ] {
        folder.write(&format!("in/{name}"), DISCLOSURE.replace(title, other));
    }
    let out = folder.path("out");
    gongkai().arg("extract").arg(folder.path("in")).arg("--out").arg(&out).arg("-q").output().unwrap();
    let keys = keys(&out);
    assert_eq!(keys.len(), 5);
    assert!(keys.values().all(|row| row.2 && row.3.is_none()), "{keys:?}");
    let distinct: std::collections::BTreeSet<&str> = keys.values().map(|row| row.1.as_str()).collect();
    assert_eq!(distinct.len(), 5);
}
