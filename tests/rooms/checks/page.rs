//! Whole pages with invented sentences, and what the checks say of them.

use gongkai::extract::{Extractor, extract};
use gongkai::ingest::Limits;
use gongkai::record::{CheckRow, CheckStatus};
use gongkai::vocabulary::Vocabulary;
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new(&Vocabulary::built_in().unwrap(), Limits::default()).unwrap());

/// A county bureau's budget of 2031 in nine parts: a line is a paragraph.
pub const NINE: &str = "\
青龙满族自治县档案局2031年部门预算信息公开
一、部门职责及机构设置情况
（一）收集和保管全县档案资料。
（二）组织档案整理和利用工作。
（三）承办县委交办的其他事项。
内设机构：办公室、业务股。
二、部门预算安排的总体情况
2031年部门预算收入80.00万元，支出80.00万元，其中基本支出60.00万元，项目支出20.00万元。
三、机关运行经费安排情况
2031年机关运行经费安排9.50万元。
四、财政拨款“三公”经费预算情况
2031年“三公”经费预算安排6.00万元，其中因公出国（境）费0万元，公务用车购置费0万元，公务用车运行维护费4.00万元，公务接待费2.00万元。
五、绩效预算信息
本年度绩效目标为完成档案数字化。
六、政府采购预算情况
2031年安排政府采购预算12.00万元，其中货物5.00万元，工程0万元，服务7.00万元。
七、国有资产信息
截至2030年底固定资产总额为112.00万元，其中房屋80.00万元。
八、名词解释
1.基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。
2.项目支出：指为完成特定工作任务而发生的支出，不含基本支出。
3.机关运行经费：指为保障单位运行用于购买货物和服务的各项资金。
九、其他需要说明的事项
我单位无其他需要说明的事项。
";

/// The checks of a text, a line a paragraph; a line that begins with `<` stands as it is.
pub fn checks(text: &str) -> Vec<CheckRow> {
    let body: String = text.lines().map(|l| if l.starts_with('<') { l.to_owned() } else { format!("<p>{l}</p>") }).collect();
    let page = format!("<html><head><meta charset=\"utf-8\"></head><body>{body}</body></html>");
    extract(page.as_bytes(), &EXTRACTOR).unwrap().remove(0).checks
}

/// The status of one check and subject (a part of it), or the worst where several rows have it.
pub fn status(text: &str, id: &str, subject: &str) -> Option<CheckStatus> {
    let rows = checks(text);
    let rows = rows.iter().filter(|r| r.check_id == id && r.subject.contains(subject));
    let rank = |s: &CheckStatus| match s {
        CheckStatus::Fail => 3,
        CheckStatus::Pass => 2,
        CheckStatus::Unknown => 1,
        CheckStatus::NotApplicable => 0,
    };
    rows.map(|r| r.status).max_by_key(rank)
}

/// What stands at the first place of a failed row, with the sentence around it.
pub fn first_place(text: &str, id: &str) -> Option<(String, String)> {
    let rows = checks(text);
    let row = rows.iter().find(|r| r.check_id == id && r.status == CheckStatus::Fail)?;
    let evidence: serde_json::Value = serde_json::from_str(&row.evidence).unwrap();
    let field = |name: &str| evidence[0][name].as_str().unwrap_or("").to_owned();
    Some((field("printed"), field("sentence")))
}

/// [`NINE`] with a piece put in place of another, which must be there.
pub fn with(old: &str, new: &str) -> String {
    assert!(NINE.contains(old), "{old}");
    NINE.replace(old, new)
}
