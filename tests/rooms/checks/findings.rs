//! What is really wrong in real disclosures, as far as completeness and suspicion go.

use gongkai::extract::{Extractor, extract};
use gongkai::ingest::Limits;
use gongkai::record::{CheckRow, CheckStatus};
use gongkai::vocabulary::Vocabulary;
use std::path::Path;

/// Disclosure, check, and what must stand in one of its failed rows: subject, message or evidence.
const FINDINGS: &[(&str, &str, &str)] = &[
    ("jiangsu-procuratorate-2019", "S03", "必填项"),
    ("jiangsu-cppcc-2018", "S07", "资金"),
    ("putuo-planning-2024-final", "S02", "上海市规划和自然资源局"),
    ("putuo-planning-2024-final", "S02", "规划与自然资源局"),
    ("putuo-planning-2024-final", "S03", "下降（增长）"),
    ("putuo-planning-2024-final", "S06", "机关事业单位退休人员活动费支出"),
    ("putuo-planning-2024-final", "S06", "其他国土资源事务支出"),
    ("putuo-planning-2024-final", "S06", "住房保障支出"),
    ("putuo-finance-2025", "S08", "编制说明"),
    ("putuo-wanli-2025", "S06", "计划生育事务"),
    ("putuo-wanli-2025", "S06", "卫生健康支出"),
    ("putuo-justice-2026", "S01", "5 times"),
    ("putuo-justice-2026", "S01", "2025年1月1日-2025"),
    ("putuo-justice-2026", "S06", "医疗卫生与计划生育支出"),
    ("putuo-justice-2026", "S03", "。。"),
    ("putuo-justice-2026", "S08", "主要职能"),
    ("putuo-justice-unit-2026", "S03", "增加（减少）"),
    ("putuo-justice-unit-2026", "C14", "主要原因是。"),
    ("putuo-justice-unit-2026", "S02", "部门预算安排"),
    ("putuo-welfare-home-unit-2024", "C21", "71102"),
    ("putuo-welfare-home-unit-2024", "C21", "咨询费"),
    ("putuo-welfare-home-unit-2024", "S06", "医疗卫生与计划生育支出"),
    ("putuo-welfare-home-unit-2024", "C14", "主要原因是。"),
    ("putuo-welfare-home-unit-2024", "S03", "（增加内容）"),
    ("shanghai-finance-unit-2025", "S02", "部门预算安排"),
    ("putuo-finance-2024-final-altered", "S01", "2023"),
    ("putuo-finance-2024-final-altered", "S03", "XX"),
    ("putuo-finance-2024-final-altered", "S03", "。。"),
    ("putuo-finance-2024-final-altered", "C10", "expenditure"),
];

#[test]
fn every_finding_in_real_disclosures_is_found() {
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/real");
    if !real.is_dir() {
        println!("SKIPPED: ../shared is absent");
        return;
    }
    let extractor = Extractor::new(&Vocabulary::built_in().unwrap(), Limits::default()).unwrap();
    let mut missed = Vec::new();
    let mut last: (&str, Vec<CheckRow>) = ("", Vec::new());
    for (stem, id, word) in FINDINGS {
        if last.0 != *stem {
            let bytes = std::fs::read(real.join(format!("{stem}.docx"))).unwrap();
            last = (stem, extract(&bytes, &extractor).unwrap().remove(0).checks);
        }
        let holds = |r: &CheckRow| r.subject.contains(word) || r.message.contains(word) || r.evidence.contains(word);
        if !last.1.iter().any(|r| r.check_id == *id && r.status == CheckStatus::Fail && holds(r)) {
            missed.push((stem, id, word));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}
