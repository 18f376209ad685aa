//! Tables that state no unit, in disclosures of which no table before states one.

use gongkai::extract::{Extractor, extract};
use gongkai::ingest::Limits;
use gongkai::record::Record;
use gongkai::vocabulary::Vocabulary;
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new(&Vocabulary::built_in().unwrap(), Limits::default()).unwrap());

/// A disclosure with one table of totals by function, a later table, and sentences.
fn disclosure(total: &str, parts: [&str; 2], later: &str, sentence: &str) -> Record {
    let [first, second] = parts;
    let html = format!(
        "<html><body><p>青石县水务局2021年部门预算公开</p><p>第一部分 部门概况</p><p>一、主要职责</p><p>管理河道。</p>\
         <p>第二部分 2021年部门预算表</p><p>支出总表</p>\
         <table><tr><td>科目编码</td><td>科目名称</td><td>合计</td></tr><tr><td></td><td>合计</td><td>{total}</td></tr>\
         <tr><td>213</td><td>农林水支出</td><td>{first}</td></tr><tr><td>221</td><td>住房保障支出</td><td>{second}</td></tr></table>{later}\
         <p>第三部分 2021年部门预算情况说明</p><p>一、支出预算情况</p><p>{sentence}</p><p>第四部分 名词解释</p><p>一、基本支出：指日常开支。</p></body></html>"
    );
    extract(html.as_bytes(), &EXTRACTOR).unwrap().remove(0)
}

/// Values of the table's facts, and what is told of its unit.
fn amounts(record: &Record) -> (Vec<String>, Vec<String>) {
    let table = record.facts.iter().filter(|f| f.source.as_str() == "table");
    let told = record.diagnostics.iter().filter(|d| d.code.as_str() == "unit_assumed").map(|d| d.message.clone());
    (table.map(|f| f.value.normalize().to_string()).collect(), told.collect())
}

#[test]
fn a_sentence_with_the_same_amount_tells_the_unit() {
    let yuan = disclosure("3461200", ["3200000", "261200"], "", "2021年支出预算346.12万元。");
    assert_eq!(amounts(&yuan).0, ["346.12", "320", "26.12"]);
    let wan = disclosure("34612", ["32000", "2612"], "", "2021年支出预算34612万元。");
    assert_eq!(amounts(&wan).0, ["34612", "32000", "2612"]);
}

#[test]
fn a_later_table_tells_the_unit() {
    let later = "<p>政府性基金预算支出表</p><p>单位：元</p><table><tr><td>科目编码</td><td>科目名称</td><td>合计</td></tr>\
                 <tr><td>212</td><td>城乡社区支出</td><td>50000</td></tr></table>";
    let yuan = disclosure("346120", ["320000", "26120"], later, "本部门按规定编制预算。");
    assert_eq!(amounts(&yuan).0[..3], ["34.612", "32", "2.612"]);
}

#[test]
fn without_evidence_the_amounts_are_told_and_become_no_facts() {
    let (values, told) = amounts(&disclosure("346120", ["320000", "26120"], "", "本部门按规定编制预算。"));
    assert!(values.is_empty(), "{values:?}");
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("became no facts"), "{told:?}");
}

#[test]
fn six_decimals_and_small_totals_are_in_ten_thousands() {
    let six = disclosure("34612.123456", ["32000.123456", "2612.000000"], "", "本部门按规定编制预算。");
    assert_eq!(amounts(&six).0, ["34612.123456", "32000.123456", "2612"]);
    let small = disclosure("346.12", ["320", "26.12"], "", "本部门按规定编制预算。");
    assert_eq!(amounts(&small).0, ["346.12", "320", "26.12"]);
}
