//! The tables of the nine parts: staffing, activities with graded indicators, procurement, assets.

use crate::model::Unit;
use crate::money::Money;
use crate::page::{Cell, chinese};
use crate::truth::Fact;
use crate::writer::Writer;

fn count(n: i64) -> String {
    if n == 0 { String::new() } else { n.to_string() }
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<Cell> {
    cells.into_iter().map(Cell::new).collect()
}

pub fn staffing(w: &mut Writer<'_>) {
    w.truth.table(
        "staffing",
        &[
            "is_total",
            "unit_name",
            "institution_type",
            "rank",
            "funding_mode",
            "vehicles",
            "posts_total",
            "posts_admin",
            "posts_institution",
            "staff_total",
            "staff_admin",
            "staff_institution",
            "retired_cadre",
            "retired",
        ],
    );
    let m = w.model;
    let mut sums = [0_i64; 7];
    for unit in &m.units {
        for (sum, n) in sums.iter_mut().zip(unit.counts) {
            *sum += n;
        }
    }
    w.page.say(w.choose(["部门机构设置情况", "机构设置和人员情况表", "部门机构设置及人员情况"]));
    if w.plan.switches.other_columns {
        totals_last(w, &sums)
    } else {
        plain(w, &sums)
    }
    let keys = ["vehicles_kept", "posts_admin", "posts_institution", "staff_admin", "staff_institution", "retired_cadre", "retired"];
    for (key, n) in keys.into_iter().zip(sums).filter(|(_, n)| *n > 0) {
        headcount(w, key, n);
    }
    if w.plan.switches.other_columns {
        headcount(w, "posts", sums[1] + sums[2]);
        headcount(w, "staff", sums[3] + sums[4]);
    }
}

fn headcount(w: &mut Writer<'_>, key: &str, n: i64) {
    let (measure, unit) = if key == "vehicles_kept" { ("quantity", "vehicle") } else { ("headcount", "person") };
    let fact = Fact { item_key: key.to_owned(), stage: "", value: n.to_string(), unit, source: "table", ..w.blank(measure) };
    w.truth.fact(fact);
}

fn staffing_truth(w: &mut Writer<'_>, total: bool, unit: &Unit, name: &str, sums_shown: bool) {
    let [vehicles, posts_a, posts_i, staff_a, staff_i, cadre, retired] = unit.counts.map(count);
    let (posts, staff) = if sums_shown {
        (count(unit.counts[1] + unit.counts[2]), count(unit.counts[3] + unit.counts[4]))
    } else {
        (String::new(), String::new())
    };
    let total = if total { "true" } else { "false" };
    w.truth.row(
        "staffing",
        [
            total,
            name,
            unit.kind,
            unit.rank,
            unit.funding,
            &vehicles,
            &posts,
            &posts_a,
            &posts_i,
            &staff,
            &staff_a,
            &staff_i,
            &cadre,
            &retired,
        ],
    );
}

fn total_unit(sums: &[i64; 7]) -> Unit {
    Unit { name: String::new(), kind: "", rank: "", funding: "", counts: *sums }
}

/// Twelve columns, two header rows, code and unit in the table's first row, the total first.
fn plain(w: &mut Writer<'_>, sums: &[i64; 7]) {
    let m = w.model;
    let mut rows = vec![vec![Cell::over(format!("{}{}", m.unit_code, m.department.printed), 6, 1), Cell::over("单位：人", 6, 1)]];
    let tall = |t: &str| Cell::over(t, 1, 2);
    rows.push(vec![
        tall("单位名称"),
        tall("单位性质"),
        tall("单位规格"),
        tall("经费保障形式"),
        tall("车辆实有数"),
        Cell::over("编制人数", 2, 1),
        Cell::over("在职人数", 2, 1),
        Cell::over("离退人数", 3, 1),
    ]);
    rows.push(row(["行政", "事业", "行政", "事业", "离休", "退休", "退职"]));
    let line = |name: &str, u: &Unit| {
        let [v, pa, pi, sa, si, c, r] = u.counts.map(count);
        row([name, u.kind, u.rank, u.funding, &v, &pa, &pi, &sa, &si, &c, &r, ""])
    };
    let total = total_unit(sums);
    rows.push(line("合    计", &total));
    staffing_truth(w, true, &total, "合    计", false);
    for unit in &m.units {
        let name = format!("{}{}", m.place.county, unit.name);
        rows.push(line(&name, unit));
        staffing_truth(w, false, unit, &name, false);
    }
    w.page.table(rows);
}

/// Thirteen columns with totals of posts and staff, unit in a paragraph, the total last, vehicles at the end.
fn totals_last(w: &mut Writer<'_>, sums: &[i64; 7]) {
    let m = w.model;
    w.page.say(format!("编制单位：{}{}　　单位：人、辆", m.unit_code, m.department.printed));
    let tall = |t: &str| Cell::over(t, 1, 2);
    let mut rows = vec![
        vec![
            tall("单位名称"),
            tall("单位性质"),
            tall("单位规格"),
            tall("经费保障形式"),
            Cell::over("编制数", 3, 1),
            Cell::over("实有在职人数", 3, 1),
            Cell::over("离退休人员", 2, 1),
            tall("公务用车实有数"),
        ],
        row(["小计", "行政", "事业", "小计", "行政", "事业", "离休", "退休"]),
    ];
    let line = |name: &str, u: &Unit| {
        let [v, pa, pi, sa, si, c, r] = u.counts.map(count);
        row([
            name,
            u.kind,
            u.rank,
            u.funding,
            &count(u.counts[1] + u.counts[2]),
            &pa,
            &pi,
            &count(u.counts[3] + u.counts[4]),
            &sa,
            &si,
            &c,
            &r,
            &v,
        ])
    };
    for unit in &m.units {
        rows.push(line(&unit.name, unit));
        staffing_truth(w, false, unit, &unit.name, true);
    }
    let total = total_unit(sums);
    rows.push(line("合计", &total));
    staffing_truth(w, true, &total, "合计", true);
    w.page.table(rows);
}

pub fn activities(w: &mut Writer<'_>) {
    w.truth.table("activities", &["grid", "activity", "parent", "depth", "number", "name", "budget_wan", "description", "target"]);
    w.truth.table(
        "indicators",
        &[
            "grid",
            "activity",
            "indicator",
            "excellent",
            "good",
            "fair",
            "poor",
            "excellent_op",
            "excellent_number",
            "good_op",
            "good_number",
            "fair_op",
            "fair_number",
            "poor_op",
            "poor_number",
            "number_unit",
        ],
    );
    let m = w.model;
    w.page.say(w.choose(["部门职责-工作活动绩效目标", "工作活动绩效目标及指标", "部门职责活动绩效目标表"]));
    let tall = |t: &str| Cell::over(t, 1, 2);
    let mut rows = vec![
        vec![Cell::over(format!("{}{}", m.unit_code, m.department.printed), 4, 1), Cell::over("单位：万元", 5, 1)],
        vec![tall("职责活动"), tall("年度预算数"), tall("内容描述"), tall("绩效目标"), tall("绩效指标"), Cell::over("评价标准", 4, 1)],
        row(["优", "良", "中", "差"]),
    ];
    for (i, activity) in m.activities.iter().enumerate() {
        let (number, path) = (chinese(i + 1), (i + 1).to_string());
        let budget = activity.budget.map_or(String::new(), Money::plain);
        let (about, target) = (format!("统筹做好{}各项工作。", activity.name), format!("{}工作有序推进", activity.name));
        rows.push(row([&format!("{number}、{}", activity.name), &budget, &about, &target, "", "", "", "", ""]));
        w.truth.row("activities", ["1", &path, "", "1", &number, &activity.name, &budget, &about, &target]);
        for (j, (name, amount, indicators)) in activity.below.iter().enumerate() {
            let (number, below) = ((j + 1).to_string(), format!("{path}.{}", j + 1));
            let budget = amount.map_or(String::new(), Money::plain);
            let (about, target) = (format!("组织开展{name}。"), format!("按期完成{name}"));
            w.truth.row("activities", ["1", &below, &path, "2", &number, name, &budget, &about, &target]);
            for (k, (indicator, grades)) in indicators.iter().enumerate() {
                let label = format!("　　{number}、{name}");
                let [a, b, c, d]: [&str; 4] = if k == 0 { [&label, &budget, &about, &target] } else { [""; 4] };
                rows.push(row([a, b, c, d, indicator, grades[0], grades[1], grades[2], grades[3]]));
                indicator_truth(w, &below, indicator, grades);
            }
        }
    }
    w.page.table(rows);
}

fn indicator_truth(w: &mut Writer<'_>, activity: &str, indicator: &str, grades: &[&str; 4]) {
    let parsed = grades.map(|g| {
        let op = match g.chars().next() {
            Some('≥') => ">=",
            Some('<' | '﹤') => "<",
            _ => "=",
        };
        (op, g.trim_matches(|c: char| !c.is_ascii_digit()).to_owned())
    });
    let mut values = vec!["1".to_owned(), activity.to_owned(), indicator.to_owned()];
    values.extend(grades.iter().map(|g| (*g).to_owned()));
    for (op, number) in parsed {
        values.extend([op.to_owned(), number]);
    }
    values.push("%".to_owned());
    w.truth.row("indicators", values);
}

pub fn procurement(w: &mut Writer<'_>) {
    w.truth.table(
        "procurement",
        &[
            "is_total",
            "project",
            "project_budget",
            "item",
            "catalogue_no",
            "quantity_unit",
            "quantity",
            "unit_price",
            "total",
            "current_year_total",
            "general_public",
            "government_fund",
            "special_account",
            "other",
            "other_channel",
        ],
    );
    let m = w.model;
    w.page.say(w.choose(["部门政府采购预算", "政府采购预算表", "部门政府采购预算明细表"]));
    let tall = |t: &str| Cell::over(t, 1, 3);
    let mut rows = vec![
        vec![Cell::over(format!("{}{}", m.unit_code, m.department.printed), 7, 1), Cell::over("单位：万元", 7, 1)],
        vec![
            Cell::over("政府采购项目来源", 2, 1),
            tall("采购物品名称"),
            tall("政府采购目录序号"),
            tall("数量  单位"),
            tall("数量"),
            tall("单价"),
            Cell::over("政府采购金额", 7, 1),
        ],
        vec![
            Cell::over("项目名称", 1, 2),
            Cell::over("预算资金", 1, 2),
            Cell::over("总计", 1, 2),
            Cell::over("当年部门预算安排资金", 5, 1),
            Cell::over("其他渠道资金", 1, 2),
        ],
        row(["合计", "一般公共预算拨款", "基金预算拨款", "财政专户核拨", "其他来源收入"]),
    ];
    if m.procurement.is_empty() {
        rows.push(row(["合　计", "", "", "", "", "", "", "", "", "", "", "", "", ""]));
        w.page.table(rows);
        w.page.say(w.choose(["无政府采购预算，空表列示。", "本部门无政府采购预算，以空表列示。", "没有政府采购预算，空表列示"]));
        return;
    }
    let total: Money = m.procurement.iter().map(|p| Money(p.4 * p.5.0)).sum();
    let sum = total.plain();
    rows.push(row(["合　计", &sum, "", "", "", "", "", &sum, &sum, &sum, "", "", "", ""]));
    w.truth.row("procurement", ["true", "合　计", &sum, "", "", "", "", "", &sum, &sum, &sum, "", "", "", ""]);
    for (project, item, number, unit, quantity, price) in &m.procurement {
        let amount = Money(quantity * price.0).plain();
        let (quantity, price) = (quantity.to_string(), price.plain());
        rows.push(row([project, &amount, item, number, unit, &quantity, &price, &amount, &amount, &amount, "", "", "", ""]));
        w.truth.row(
            "procurement",
            ["false", project, &amount, item, number, unit, &quantity, &price, &amount, &amount, &amount, "", "", "", ""],
        );
    }
    w.page.table(rows);
    // The total row's own cells: the total, this year's total, and the general public budget.
    for fund in ["all", "*", "general_public"] {
        let fact = Fact { fund, value: total.plain(), source: "table", ..w.blank("procurement") };
        w.truth.fact(fact);
    }
}

pub fn assets(w: &mut Writer<'_>) {
    w.truth.table("assets", &["item_key", "quantity", "value_wan", "threshold_wan", "as_of"]);
    let m = w.model;
    let (a, last) = (m.assets, m.year - 1);
    let as_of = format!("{last}-12-31");
    w.page.say(w.choose(["部门固定资产占用情况表", "国有资产占用情况表", "固定资产占有使用情况表"]));
    let mut rows = vec![
        vec![Cell::over(format!("编制部门：{}", m.department.printed), 1, 1), Cell::over(format!("截止时间：{last}年12月31日"), 2, 1)],
        row(["项   目", "数量", "价值（金额单位：万元）"]),
    ];
    let lines: [(&str, &str, String, String); 6] = [
        ("资产总额", "total", "——".to_owned(), a.total().plain()),
        ("1、房屋（平方米）", "buildings", a.buildings.0.short(), a.buildings.1.plain()),
        ("   其中：办公用房（平方米）", "office_buildings", a.offices.0.short(), a.offices.1.plain()),
        ("2、车辆（台、辆）", "vehicles", a.vehicles.0.to_string(), a.vehicles.1.plain()),
        ("3、单价在20万元以上的设备", "large_equipment", a.large.0.to_string(), a.large.1.short()),
        ("4、其他固定资产", "other", a.other.0.to_string(), a.other.1.plain()),
    ];
    for (label, key, quantity, value) in &lines {
        rows.push(row([label, quantity, value]));
        let shown = if quantity == "——" { "" } else { quantity };
        let threshold = if *key == "large_equipment" { "20" } else { "" };
        w.truth.row("assets", [key, shown, value.as_str(), threshold, as_of.as_str()]);
        let fact = Fact { item_key: (*key).to_owned(), stage: "", year: last, value: value.clone(), source: "table", ..w.blank("assets") };
        w.truth.fact(fact);
    }
    let kept = Fact {
        item_key: "vehicles_kept".to_owned(),
        stage: "",
        year: last,
        value: a.vehicles.0.to_string(),
        unit: "vehicle",
        source: "table",
        ..w.blank("quantity")
    };
    w.truth.fact(kept);
    w.page.table(rows);
}
