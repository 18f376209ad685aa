//! Titles of tables that a survey of published disclosures found, each over a small table of its kind.

use super::read_as;
use gongkai::facts::DisclosureKind;
use std::fs;
use std::path::Path;

/// A small table of a kind, without caption.
fn body(kind: &str) -> Option<&'static str> {
    let functions = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n205 | 教育支出 | 30.00 | 20.00 | 10.00\n20502 | 普通教育 | 30.00 | 20.00 | 10.00";
    Some(match kind {
        "expenditure" | "general_public_expenditure" | "government_fund" | "state_capital" | "fiscal_expenditure" => functions,
        "revenue" => {
            "科目编码 | 科目名称 | 合计 | 财政拨款 | 事业收入\n205 | 教育支出 | 30.00 | 20.00 | 10.00\n20502 | 普通教育 | 30.00 | 20.00 | 10.00"
        }
        "basic_expenditure" => {
            "科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费\n301 | 工资福利支出 | 30.00 | 30.00 |\n302 | 商品和服务支出 | 10.00 | | 10.00"
        }
        "revenue_expenditure_total" => {
            "收入{1,2} | 支出{1,2}\n项目 | 金额 | 项目 | 金额\n一、财政拨款收入 | 20.00 | 一、教育支出 | 30.00\n二、事业收入 | 10.00 | |\n收入总计 | 30.00 | 支出总计 | 30.00"
        }
        "fiscal_grant_total" => {
            "收入{1,2} | 支出{1,4}\n项目 | 金额 | 项目 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款\n一、一般公共预算财政拨款 | 20.00 | 一、教育支出 | 20.00 | 20.00 |\n收入总计 | 20.00 | 支出总计 | 20.00 | 20.00 |"
        }
        "three_public" => "合计 | 因公出国（境）费 | 公务接待费 | 公务用车购置及运行费\n8.00 | | 3.00 | 5.00",
        "institution_operation" => {
            "项目 | 行次 | 统计数\n一、“三公”经费支出 | 1 | 8.00\n1．公务接待费 | 2 | 8.00\n2．公务用车保有量（辆） | 3 | 2\n二、机关运行经费 | 4 | 9.00"
        }
        "project" => "项目名称 | 合计 | 一般公共预算\n河道清淤 | 30.00 | 30.00\n堤防养护 | 10.00 | 10.00",
        _ => return None,
    })
}

#[test]
fn titles_of_the_survey_name_their_kinds() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reference/vocabulary/table_titles.tsv");
    let Ok(text) = fs::read_to_string(file) else {
        println!("SKIPPED: ../shared is absent");
        return;
    };
    let (mut right, mut wrong) = (0, Vec::new());
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [title, kind, of, ..] = cells.as_slice() else { continue };
        let Some(body) = body(kind).filter(|_| !["绩效", "项目收入支出"].iter().any(|w| title.contains(w))) else { continue };
        let title = title
            .replace("{year}", "2032")
            .replace("{county}", "青山县")
            .replace("{city}", "青山市")
            .replace("{province}", "山南省")
            .replace("{department}", "教育局")
            .replace("{place}", "青山县")
            .replace("{unit}", "青山县教育局");
        let kind_of = if *of == "final_accounts" { DisclosureKind::FinalAccounts } else { DisclosureKind::Budget };
        let reading = read_as(&format!("{title}\n单位：万元\n{body}"), kind_of, 2032, false);
        let found = reading.tables[0].kind.as_str();
        if found == *kind && !reading.facts.is_empty() {
            right += 1
        } else {
            wrong.push(format!("{title}: {kind}, read as {found} with {} facts", reading.facts.len()))
        }
    }
    assert!(wrong.len() * 100 <= right, "{right} right\n{}", wrong.join("\n"));
}
