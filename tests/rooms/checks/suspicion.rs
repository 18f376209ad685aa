//! S: what should catch a researcher's eye.

use super::page::{NINE, checks, first_place, status, with};
use gongkai::record::CheckStatus::{Fail, NotApplicable, Pass, Unknown};

#[test]
fn s01_one_fiscal_year() {
    assert_eq!(status(NINE, "S01", ""), Some(Pass));
    let arrangement = "支出80.00万元，其中";
    let base = |year: &str| with(arrangement, &format!("支出80.00万元，比{year}年预算增加3.00万元，其中"));
    assert_eq!(status(&base("2030"), "S01", "base"), None);
    assert_eq!(status(&base("2031"), "S01", "base"), Some(Fail));
    assert_eq!(first_place(&base("2031"), "S01").unwrap().0, "2031");
    let heading = with("五、绩效预算信息", "五、2030年预算绩效信息");
    assert_eq!(status(&heading, "S01", "heading"), Some(Fail));
    let execution = with("五、绩效预算信息", "五、2030年预算绩效评价情况");
    assert_eq!(status(&execution, "S01", "heading"), None);
    let old = with("2031年机关运行经费安排9.50万元。", "2030年机关运行经费预算安排9.50万元，比2029年增加0.50万元，主要原因是人员增加。");
    assert_eq!(status(&old, "S01", "old text"), Some(Fail));
    let period = |text: &str| with("本年度绩效目标", &format!("实施周期\n{text}\n本年度绩效目标"));
    assert_eq!(status(&period("2030年1月1日-2030年12月31日"), "S01", "period"), Some(Fail));
    assert_eq!(status(&period("2030年1月1日-2032年12月31日"), "S01", "period"), None);
}

#[test]
fn s02_names_of_others() {
    assert_eq!(status(NINE, "S02", ""), Some(Pass));
    assert_eq!(status(&with("全县档案", "我市档案"), "S02", "place"), Some(Fail));
    assert_eq!(status(&with("全县档案", "我县档案"), "S02", "place"), None);
    assert_eq!(status(&with("全县档案", "《关于我市档案工作的意见》规定的档案"), "S02", "place"), None);
    let other = format!("{NINE}卢龙县档案局2031年部门预算表\n");
    assert_eq!(status(&other, "S02", "body"), Some(Fail));
    let superior = with("承办县委交办", "承办县委、秦皇岛市档案局交办");
    assert_eq!(status(&superior, "S02", "body"), None);
    let unit = NINE.replace("档案局2031年部门预算信息公开", "档案局2031年单位预算信息公开");
    assert_eq!(status(&unit.replace("2031年安排政府采购", "本部门2031年安排政府采购"), "S02", "level"), Some(Fail));
    assert_eq!(status(&unit, "S02", "level"), None);
}

#[test]
fn s03_residue_of_a_template() {
    assert_eq!(status(NINE, "S03", ""), Some(Pass));
    let written = |text: &str| with("本年度绩效目标为完成档案数字化。", text);
    for residue in [
        "比上年增加XX万元。",
        "主要原因是××。",
        "绩效目标待填。",
        "经费增加（减少）的主要原因是业务变化。",
        "比上年下降（增长）27.78%。",
        "支出已安排。。年底完成。",
        "安排____万元用于数字化。",
        "绩效目标（增加内容）见下。",
        "20XX年完成。",
    ] {
        assert_eq!(status(&written(residue), "S03", ""), Some(Fail), "{residue}");
    }
    for sound in [
        "购置XX-200型扫描仪一台。",
        "联系电话138****1234。",
        "设备规格为20×30。",
        "各项费用合计12万元（减少2万元）。",
        "培训、演练等……。",
        "扶持铝模板生产企业一家。",
    ] {
        assert_eq!(status(&written(sound), "S03", ""), Some(Pass), "{sound}");
    }
    let rows = checks(&written("增加XX万元，再增加XX万元。"));
    let found = rows.iter().find(|r| r.check_id == "S03").unwrap();
    let places: Vec<serde_json::Value> = serde_json::from_str(&found.evidence).unwrap();
    assert_eq!(places.iter().map(|p| p["start_char"].as_u64().unwrap()).collect::<Vec<_>>(), [2, 10]);
    assert_eq!(places[1]["sentence"], "增加XX万元，再增加XX万元。");
}

#[test]
fn s05_counts_graded_in_percent() {
    let grid = |name: &str, grades: [&str; 4]| {
        let cells: String = grades.iter().map(|g| format!("<td>{g}</td>")).collect();
        format!(
            "{NINE}职责—活动—绩效指标\n<table><tr><td>职责活动</td><td>年度预算数</td><td>内容描述</td><td>绩效目标</td><td>绩效指标</td><td>优</td><td>良</td><td>中</td><td>差</td></tr>\
             <tr><td>一、档案保管</td><td>20.00</td><td>保管档案</td><td>保管好档案</td><td>{name}</td>{cells}</tr></table>\n"
        )
    };
    let percent = ["≥95%", "≥90%", "≥80%", "＜80%"];
    assert_eq!(status(&grid("培训人数", percent), "S05", ""), Some(Fail));
    assert_eq!(status(&grid("培训人数", ["≥500人", "≥450人", "≥400人", "＜400人"]), "S05", ""), Some(Pass));
    assert_eq!(status(&grid("档案完好率", percent), "S05", ""), Some(NotApplicable));
    assert_eq!(status(NINE, "S05", ""), Some(NotApplicable));
}

#[test]
fn s06_names_of_an_older_edition() {
    assert_eq!(status(NINE, "S06", ""), Some(NotApplicable));
    let named = |text: &str| with("其中基本支出60.00万元", &format!("{text}2.00万元，其中基本支出60.00万元"));
    assert_eq!(status(&named("卫生健康支出（类）"), "S06", ""), Some(Pass));
    assert_eq!(status(&named("医疗卫生与计划生育支出（类）"), "S06", ""), Some(Fail));
}

#[test]
fn s07_lost_characters_and_misprints() {
    assert_eq!(status(NINE, "S07", ""), Some(Pass));
    assert_eq!(status(&with("全县档案", "全\u{e004}档案"), "S07", "U+E004"), Some(Fail));
    assert_eq!(status(&with("全县档案", "全\u{fffd}档案"), "S07", "U+FFFD"), Some(Fail));
    assert_eq!(status(&with("公务接待费2.00", "公务接侍费2.00"), "S07", "接待"), Some(Fail));
}

#[test]
fn s08_a_passage_that_stands_twice() {
    let duty = "（二）组织开展全县各单位档案整理、鉴定、利用和宣传教育等工作。\n";
    let once = with("（二）组织档案整理和利用工作。\n", duty);
    assert_eq!(status(&once, "S08", "within"), Some(Pass));
    assert_eq!(status(&once.replace(duty, &format!("{duty}{duty}")), "S08", "within"), Some(Fail));
    // The same words in two parts are no slip.
    let elsewhere = once.replace("本年度绩效目标为完成档案数字化。\n", duty);
    assert_eq!(status(&elsewhere, "S08", "within"), Some(Pass));
}

#[test]
fn s10_levels_below_zero() {
    assert_eq!(status(NINE, "S10", ""), Some(Pass));
    assert_eq!(status("青龙满族自治县档案局2031年部门预算信息公开\n一、部门职责及机构设置情况\n保管档案。\n", "S10", ""), Some(Unknown));
}
