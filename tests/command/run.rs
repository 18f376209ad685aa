//! Whole runs: the files of a dataset, determinism, overwriting, building again, scoring.

use crate::support::{self, DISCLOSURE, Folder, code, run, stderr, stdout};
use std::collections::BTreeMap;
use std::path::Path;

/// Every file of a dataset but `run.json` and the store.
fn files(dataset: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for folder in ["", "tables"] {
        for entry in std::fs::read_dir(dataset.join(folder)).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_file() && name != "/run.json" {
                found.insert(name, std::fs::read(entry.path()).unwrap());
            }
        }
    }
    found
}

/// Six documents in three folders, one of them twice.
fn county() -> Folder {
    let folder = Folder::new();
    for (i, department) in ["水务局", "财政局", "民政局", "教育局"].iter().enumerate() {
        let text = DISCLOSURE.replace("水务局", department);
        folder.write(&format!("county/{i}/a.txt"), &text);
        folder.write(&format!("county/{i}/b.docx"), support::docx(&text));
    }
    folder.write("county/3/again.txt", DISCLOSURE);
    folder.write("county/broken.docx", "PK\u{3}\u{4} no");
    folder
}

#[test]
fn the_same_bytes_with_one_and_eight_threads_and_from_another_working_directory() {
    let folder = county();
    let mut runs = Vec::new();
    for (name, threads, from) in [("one", "1", "."), ("eight", "8", "."), ("elsewhere", "8", "county/1")] {
        let mut command = support::gongkai();
        let input = if from == "." { folder.path("county") } else { Path::new("../../county").to_owned() };
        command.current_dir(folder.path(from)).arg("extract").arg(input).arg("--out").arg(folder.path(name)).args(["--threads", threads]);
        let output = command.output().unwrap();
        assert_eq!(code(&output), 3, "{}", stderr(&output));
        runs.push(files(&folder.path(name)));
    }
    assert_eq!(runs[0].len(), 20, "two JSON Lines files and eighteen tables: {:?}", runs[0].keys());
    for (name, bytes) in &runs[0] {
        assert!(runs[1][name] == *bytes, "{name} differs with eight threads");
        assert!(runs[2][name] == *bytes, "{name} differs from another working directory");
    }
}

#[test]
fn the_same_content_is_one_record_listed_under_every_path() {
    let folder = county();
    run(&[&"extract", &folder.path("county"), &"--out", &folder.path("out")]);
    let sources = std::fs::read_to_string(folder.path("out/tables/sources.csv")).unwrap();
    let twice: Vec<&str> = sources.lines().filter(|l| l.starts_with("0/a.txt,") || l.starts_with("3/again.txt,")).collect();
    assert_eq!(twice.len(), 2, "{sources}");
    assert_eq!(twice[0].split(',').next_back(), twice[1].split(',').next_back());
    let disclosures = std::fs::read_to_string(folder.path("out/disclosures.jsonl")).unwrap();
    assert_eq!(disclosures.lines().count(), 8);
}

#[test]
fn of_two_formats_of_one_disclosure_one_is_preferred() {
    let folder = county();
    run(&[&"extract", &folder.path("county/0"), &"--out", &folder.path("out")]);
    let text = std::fs::read_to_string(folder.path("out/disclosures.jsonl")).unwrap();
    let records: Vec<serde_json::Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(records.len(), 2);
    let column = |i: usize, name: &str| records[i]["disclosure"][name].clone();
    assert_eq!(column(0, "disclosure_key"), column(1, "disclosure_key"));
    assert_eq!(column(0, "disclosure_key"), "130826|水利局||budget|2019");
    assert_eq!((column(0, "is_preferred"), column(1, "is_preferred")), (true.into(), false.into()));
    assert_eq!(column(1, "duplicate_of"), column(0, "disclosure_id"));
}

#[test]
fn a_folder_with_content_is_refused_unless_it_is_ours_and_given_up() {
    let folder = county();
    folder.write("mine/notes.txt", "keep me");
    let output = run(&[&"extract", &folder.path("county"), &"--out", &folder.path("mine"), &"--overwrite"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("holds no run of ours"), "{}", stderr(&output));
    assert_eq!(std::fs::read_to_string(folder.path("mine/notes.txt")).unwrap(), "keep me");
    assert_eq!(code(&run(&[&"extract", &folder.path("county/0"), &"--out", &folder.path("out")])), 0);
    let again = run(&[&"extract", &folder.path("county/1"), &"--out", &folder.path("out")]);
    assert_eq!(code(&again), 2);
    assert!(stderr(&again).contains("--overwrite"), "{}", stderr(&again));
    assert_eq!(code(&run(&[&"extract", &folder.path("county/1"), &"--out", &folder.path("out"), &"--overwrite"])), 0);
    assert!(std::fs::read_to_string(folder.path("out/disclosures.jsonl")).unwrap().contains("财政局"));
}

#[test]
fn a_dataset_is_built_again_from_its_store() {
    let folder = county();
    run(&[&"extract", &folder.path("county"), &"--out", &folder.path("out")]);
    let before = files(&folder.path("out"));
    for name in before.keys() {
        std::fs::remove_file(folder.path("out").join(name.trim_start_matches('/'))).unwrap();
    }
    std::fs::remove_dir_all(folder.path("county")).unwrap();
    let output = run(&[&"build", &folder.path("out")]);
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    assert_eq!(files(&folder.path("out")), before);
}

#[test]
fn every_record_is_valid_by_the_printed_schema() {
    let folder = county();
    run(&[&"extract", &folder.path("county"), &"--out", &folder.path("out")]);
    let schema: serde_json::Value = serde_json::from_str(&stdout(&run(&[&"schema"]))).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let records = std::fs::read_to_string(folder.path("out/disclosures.jsonl")).unwrap();
    for line in records.lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let errors: Vec<String> = validator.iter_errors(&record).map(|e| e.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new());
    }
    let mut damaged: serde_json::Value = serde_json::from_str(records.lines().next().unwrap()).unwrap();
    damaged["disclosure"]["kind"] = "rumour".into();
    assert!(!validator.is_valid(&damaged));
}

#[test]
fn score_counts_rows_prints_differences_and_is_a_gate() {
    let folder = county();
    run(&[&"extract", &folder.path("county/0"), &"--out", &folder.path("out")]);
    folder.write("gold/a/disclosures.csv", "kind,fiscal_year,department\nbudget,2019,水务局\n");
    folder.write("gold/a/procurement.csv", "project,item,total\n");
    folder.write("gold/b/disclosures.csv", "kind,fiscal_year,department\nbudget,2018,*\n");
    let output = run(&[&"score", &folder.path("gold"), &"--run", &folder.path("out"), &"--json", &"--min", &"0.6"]);
    let score: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(code(&output), 1);
    assert_eq!(score["wholly_right"], serde_json::json!({ "documents": 1, "of": 2 }));
    for (format, right) in [("docx", 0), ("text", 1)] {
        assert_eq!((&score["formats"][format]["documents"], &score["formats"][format]["of"]), (&right.into(), &1.into()));
    }
    assert_eq!(score["columns"]["fiscal_year"], serde_json::json!({ "right": 1, "of": 2 }));
    assert_eq!(score["columns"]["department"], serde_json::json!({ "right": 1, "of": 1 }), "a star says nothing");
    assert_eq!(score["all"]["f1"], "0.5000");
    assert_eq!(score["documents"][0]["source_path"], "b.docx");
    let text = stdout(&run(&[&"score", &folder.path("gold"), &"--run", &folder.path("out"), &"--min", &"0.5"]));
    assert!(text.contains("documents wholly right: 1 of 2") && text.contains("missing    budget | 2018 | *"), "{text}");
}

#[test]
fn score_tells_hard_cases_and_whether_all_formats_give_the_same_facts() {
    let folder = Folder::new();
    folder.write("in/f/a.txt", DISCLOSURE);
    folder.write("in/f/a.docx", support::docx(DISCLOSURE));
    folder.write("in/g/b.txt", DISCLOSURE.replace("3.00万元，其中", "4.00万元，其中"));
    folder.write("in/g/b.docx", support::docx(DISCLOSURE));
    folder.write("gold/a/disclosures.csv", "kind,fiscal_year\nbudget,2019\n");
    folder.write("gold/b/disclosures.csv", "kind,fiscal_year\nfinal_accounts,2019\n");
    folder.write("cases.tsv", "stem\tfamily\tcases\na\tf\tlost_number glued_heading\nb\tg\tlost_number\n");
    run(&[&"extract", &folder.path("in"), &"--out", &folder.path("out")]);
    let output =
        run(&[&"score", &folder.path("gold"), &"--run", &folder.path("out"), &"--cases", &folder.path("cases.tsv"), &"--format", &"json"]);
    let score: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let of = |group: &str, name: &str| (score[group][name]["documents"].as_u64().unwrap(), score[group][name]["of"].as_u64().unwrap());
    assert_eq!((of("folders", "f"), of("folders", "g")), ((2, 2), (0, 2)));
    assert_eq!((of("cases", "lost_number"), of("cases", "glued_heading")), ((2, 4), (2, 2)));
    assert_eq!((&score["same_facts"]["disclosures"], &score["same_facts"]["agreeing"]), (&2.into(), &1.into()));
    let text = stdout(&run(&[&"score", &folder.path("gold"), &"--run", &folder.path("out"), &"--cases", &folder.path("cases.tsv")]));
    assert!(text.contains("the same facts in all formats: 1 of 2 disclosures"), "{text}");
    assert!(text.contains("disclosures.kind: 2 of 4 right") && text.contains("glued_heading"), "{text}");
}

#[test]
fn show_prints_identity_parts_and_facts_with_the_words_around_them() {
    let folder = county();
    let text = stdout(&run(&[&"show", &folder.path("county/0/a.txt")]));
    for expected in ["丰宁满族自治县", "130826", "水务局", "organization", "部门职责及机构设置情况", "procurement"] {
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }
    assert!(text.contains("[310.50]"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&stdout(&run(&[&"show", &folder.path("county/0/a.txt"), &"--json"]))).unwrap();
    assert_eq!(json["disclosure"]["fiscal_year"], 2019);
}

#[test]
fn help_of_every_subcommand_has_examples_and_a_broken_pipe_is_no_error() {
    for command in ["extract", "build", "show", "gaps", "score", "schema", "explain"] {
        let output = run(&[&command, &"--help"]);
        assert_eq!(code(&output), 0);
        assert!(stdout(&output).contains("Examples:"), "{command}");
    }
    let mut child = support::gongkai().arg("schema").stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn explain_knows_every_code_of_quarantine_and_diagnostics() {
    let all = stdout(&run(&[&"explain"]));
    assert!(all.contains("encrypted") && all.contains("span_overlap"), "{all}");
    assert!(stdout(&run(&[&"explain", &"encrypted"])).contains("password"));
    assert_eq!(code(&run(&[&"explain", &"nonsense"])), 2);
}
