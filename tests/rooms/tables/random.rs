//! Staffing and procurement tables put together at random from groups of columns: exact tables must give every value, ragged ones no wrong one.

use super::support::*;
use gongkai::record::{ProcurementRow, StaffingRow};
use rust_decimal::Decimal;

/// Reads a column of a row by its name.
type Read<'a> = Box<dyn Fn(&str) -> Option<String> + 'a>;

/// A small generator of numbers, the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % sides
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len())]
    }
}

/// A header as a tree: leaves carry the name of their column.
enum Node {
    Leaf(String, &'static str),
    Group(String, Vec<Node>),
}

impl Node {
    fn width(&self) -> usize {
        match self {
            Node::Leaf(..) => 1,
            Node::Group(_, children) => children.iter().map(Node::width).sum(),
        }
    }

    fn depth(&self) -> usize {
        match self {
            Node::Leaf(..) => 1,
            Node::Group(_, children) => 1 + children.iter().map(Node::depth).max().unwrap_or(0),
        }
    }

    fn names(&self, into: &mut Vec<&'static str>) {
        match self {
            Node::Leaf(_, name) => into.push(name),
            Node::Group(_, children) => children.iter().for_each(|c| c.names(into)),
        }
    }

    /// Cells of each header row: exact ones with spans, ragged ones with blanks below cells that go on.
    fn rows(&self, level: usize, depth: usize, ragged: bool, rows: &mut [Vec<String>]) {
        match self {
            Node::Leaf(text, _) if ragged => {
                rows[level].push(text.clone());
                rows[level + 1..].iter_mut().for_each(|r| r.push(String::new()));
            }
            Node::Leaf(text, _) => rows[level].push(format!("[r{}]{text}", depth - level)),
            Node::Group(text, children) => {
                rows[level].push(if ragged { text.clone() } else { format!("[c{}]{text}", self.width()) });
                children.iter().for_each(|c| c.rows(level + 1, depth, ragged, rows));
            }
        }
    }
}

fn leaf(text: &str, name: &'static str) -> Node {
    Node::Leaf(text.to_owned(), name)
}

fn header(nodes: &[Node], ragged: bool) -> (String, Vec<&'static str>) {
    let depth = nodes.iter().map(Node::depth).max().unwrap_or(1);
    let mut rows = vec![Vec::new(); depth];
    let mut names = Vec::new();
    for node in nodes {
        node.rows(0, depth, ragged, &mut rows);
        node.names(&mut names);
    }
    (rows.iter().map(|r| r.join("|")).collect::<Vec<_>>().join("\n"), names)
}

/// A group of posts or staff: children in one of the usual orders, some left out.
fn group(dice: &mut Dice, title: &str, suffix: &str, children: &[(&[&str], &'static str)]) -> Node {
    let mut nodes: Vec<Node> = Vec::new();
    for (texts, name) in children {
        if dice.roll(4) > 0 {
            nodes.push(leaf(&format!("{}{suffix}", dice.pick(texts)), name));
        }
    }
    if nodes.len() < 2 {
        nodes = children.iter().take(2).map(|(texts, name)| leaf(&format!("{}{suffix}", texts[0]), name)).collect();
    }
    Node::Group(title.to_owned(), nodes)
}

fn shuffle(dice: &mut Dice, nodes: &mut [Node]) {
    for i in (1..nodes.len()).rev() {
        nodes.swap(i, dice.roll(i + 1));
    }
}

fn staffing(dice: &mut Dice) -> Vec<Node> {
    let mut nodes = Vec::new();
    let posts = dice.pick(&["编制人数", "编制数", "核定编制", "人员编制（人）"]).to_owned();
    let suffix = if dice.roll(3) == 0 { "编制" } else { "" };
    nodes.push(match dice.roll(5) {
        0 => leaf(&posts, "posts_total"),
        _ => group(dice, &posts, suffix, &[(&["行政"], "posts_admin"), (&["事业"], "posts_institution"), (&["工勤"], "posts_worker")]),
    });
    let staff = dice.pick(&["在职人数", "实有在职人员", "在编在职人数", "现有人员"]).to_owned();
    nodes.push(match dice.roll(5) {
        0 => leaf(&staff, "staff_total"),
        _ => group(
            dice,
            &staff,
            "",
            &[
                (&["小计", "合计"], "staff_total"),
                (&["行政", "行政人员"], "staff_admin"),
                (&["事业", "事业人员"], "staff_institution"),
                (&["工勤", "工勤人员"], "staff_worker"),
            ],
        ),
    });
    if dice.roll(3) > 0 {
        let title = dice.pick(&["离退人数", "离退休人员", "离退休人数"]).to_owned();
        nodes.push(group(
            dice,
            &title,
            "",
            &[(&["离休", "离休人员"], "retired_cadre"), (&["退休", "退休人员"], "retired"), (&["退职"], "discharged")],
        ));
    }
    if dice.roll(2) == 0 {
        nodes.push(leaf(dice.pick(&["车辆实有数", "公务用车保有量", "实有车辆"]), "vehicles"));
    }
    if dice.roll(2) == 0 {
        nodes.push(leaf(dice.pick(&["单位性质", "机构性质"]), "institution_type"));
    }
    if dice.roll(3) == 0 {
        nodes.push(leaf("单位规格", "rank"));
    }
    if dice.roll(2) == 0 {
        shuffle(dice, &mut nodes);
    }
    nodes.insert(0, leaf(dice.pick(&["单位名称", "预算单位名称", "机构名称"]), "unit_name"));
    nodes
}

/// Rows of values by column name; `None` is a blank cell.
fn body(
    dice: &mut Dice,
    names: &[&'static str],
    words: &dyn Fn(&mut Dice, &str, usize) -> Option<String>,
    rows: usize,
) -> Vec<Vec<String>> {
    let total_first = dice.roll(2) == 0;
    let mut list: Vec<Vec<String>> = (0..rows)
        .map(|row| {
            names
                .iter()
                .map(|name| {
                    words(dice, name, row)
                        .unwrap_or_else(|| if dice.roll(3) == 0 { String::new() } else { (1 + dice.roll(90)).to_string() })
                })
                .collect()
        })
        .collect();
    for row in &mut list {
        let of = |prefix: &str, row: &[String]| -> i32 {
            names
                .iter()
                .zip(row)
                .filter(|(n, _)| n.starts_with(prefix) && !n.ends_with("_total"))
                .filter_map(|(_, t)| t.parse::<i32>().ok())
                .sum()
        };
        let staff = of("staff_", row);
        if let Some(at) = names.iter().position(|n| *n == "staff_total")
            && names.iter().filter(|n| n.starts_with("staff_")).count() > 1
        {
            row[at] = staff.to_string();
        }
    }
    let total: Vec<String> = names
        .iter()
        .enumerate()
        .map(|(i, name)| match words(dice, name, 0) {
            Some(_) => {
                if i == 0 {
                    "合  计".to_owned()
                } else {
                    String::new()
                }
            }
            None => list.iter().filter_map(|r| r[i].parse::<i32>().ok()).sum::<i32>().to_string(),
        })
        .collect();
    list.insert(if total_first { 0 } else { rows }, total);
    list
}

fn staffing_value(row: &StaffingRow, name: &str) -> Option<String> {
    let n = |v: Option<Decimal>| v.map(|v| v.normalize().to_string());
    match name {
        "unit_name" => row.unit_name.clone(),
        "institution_type" => row.institution_type.clone(),
        "rank" => row.rank.clone(),
        "vehicles" => n(row.vehicles),
        "posts_total" => n(row.posts_total),
        "posts_admin" => n(row.posts_admin),
        "posts_institution" => n(row.posts_institution),
        "posts_worker" => n(row.posts_worker),
        "staff_total" => n(row.staff_total),
        "staff_admin" => n(row.staff_admin),
        "staff_institution" => n(row.staff_institution),
        "staff_worker" => n(row.staff_worker),
        "retired_cadre" => n(row.retired_cadre),
        "retired" => n(row.retired),
        "discharged" => n(row.discharged),
        other => panic!("no column {other}"),
    }
}

fn procurement_value(row: &ProcurementRow, name: &str) -> Option<String> {
    let n = |v: Option<Decimal>| v.map(|v| v.normalize().to_string());
    match name {
        "project" => row.project.clone(),
        "item" => row.item.clone(),
        "catalogue_no" => row.catalogue_no.clone(),
        "quantity_unit" => row.quantity_unit.clone(),
        "quantity" => n(row.quantity),
        "unit_price" => n(row.unit_price),
        "total" => n(row.total),
        "current_year_total" => n(row.current_year_total),
        "general_public" => n(row.general_public),
        "government_fund" => n(row.government_fund),
        "special_account" => n(row.special_account),
        "other" => n(row.other),
        "other_channel" => n(row.other_channel),
        other => panic!("no column {other}"),
    }
}

/// Values of a table that are right, left out and wrong.
#[derive(Default, Debug)]
struct Score {
    right: usize,
    left_out: usize,
    wrong: Vec<String>,
}

impl Score {
    fn add(&mut self, header: &str, names: &[&str], want: &[Vec<String>], got: &[Read<'_>]) {
        if want.len() != got.len() {
            self.wrong.push(format!("{} rows of {}:\n{header}", got.len(), want.len()));
            return;
        }
        for (row, got) in want.iter().zip(got) {
            for (text, name) in row.iter().zip(names) {
                let found = got(name).unwrap_or_default();
                if found == *text {
                    self.right += usize::from(!text.is_empty());
                } else if found.is_empty() {
                    self.left_out += 1;
                } else {
                    self.wrong.push(format!("{name}: {found:?} for {text:?} in\n{header}\n{}", row.join("|")));
                }
            }
        }
    }
}

fn table(header: &str, rows: &[Vec<String>]) -> String {
    let body: Vec<String> = rows.iter().map(|r| r.join("|")).collect();
    format!("{header}\n{}", body.join("\n"))
}

#[test]
fn staffing_tables_at_random() {
    let (mut exact, mut ragged) = (Score::default(), Score::default());
    for seed in 0..150 {
        let mut dice = Dice(seed);
        let nodes = staffing(&mut dice);
        let words = |_: &mut Dice, name: &str, row: usize| match name {
            "unit_name" => Some(format!("松岭县第{row}站")),
            "institution_type" => Some(["行政", "事业"][row % 2].to_owned()),
            "rank" => Some("股级".to_owned()),
            _ => None,
        };
        let rows_wanted = 1 + dice.roll(5);
        let (text, names) = header(&nodes, false);
        let rows = body(&mut dice, &names, &words, rows_wanted);
        for (is_ragged, score) in [(false, &mut exact), (true, &mut ragged)] {
            let text = if is_ragged { header(&nodes, true).0 } else { text.clone() };
            let page = Page::new().line("机构设置情况").line("单位：人");
            let read = if is_ragged { page.ragged(&table(&text, &rows)) } else { page.exact(&table(&text, &rows)) }.read();
            let got: Vec<Read<'_>> = read.reading.staffing.iter().map(|r| Box::new(move |n: &str| staffing_value(r, n)) as _).collect();
            score.add(&text, &names, &rows, &got);
        }
    }
    println!(
        "staffing: exact {} right, {} left out; ragged {} right, {} left out",
        exact.right, exact.left_out, ragged.right, ragged.left_out
    );
    assert!(exact.wrong.is_empty() && exact.left_out == 0, "{} left out, wrong: {}", exact.left_out, exact.wrong.join("\n\n"));
    assert!(ragged.wrong.is_empty(), "{} wrong: {}", ragged.wrong.len(), ragged.wrong[..ragged.wrong.len().min(5)].join("\n\n"));
    // Where the words leave two ways open a column is left out; that is rare.
    assert!(ragged.left_out * 50 < ragged.right, "{} of {} left out", ragged.left_out, ragged.right);
}

fn procurement(dice: &mut Dice) -> Vec<Node> {
    let mut funds: Vec<Node> = Vec::new();
    let listed: [(&[&str], &'static str); 4] = [
        (&["一般公共预算拨款", "一般公共预算", "公共财政预算拨款"], "general_public"),
        (&["基金预算拨款", "政府性基金预算"], "government_fund"),
        (&["财政专户核拨", "财政专户管理资金"], "special_account"),
        (&["其他来源收入", "其他资金"], "other"),
    ];
    for (texts, name) in listed {
        if dice.roll(4) > 0 {
            funds.push(leaf(dice.pick(texts), name));
        }
    }
    if funds.is_empty() {
        funds.push(leaf("一般公共预算", "general_public"));
    }
    let total = leaf(dice.pick(&["总计", "合计"]), "total");
    let money = if dice.roll(2) == 0 {
        funds.insert(0, leaf(dice.pick(&["合计", "小计"]), "current_year_total"));
        let current = Node::Group(dice.pick(&["当年部门预算安排资金", "当年预算安排"]).to_owned(), funds);
        Node::Group("政府采购金额".to_owned(), vec![total, current, leaf("其他渠道资金", "other_channel")])
    } else {
        funds.insert(0, total);
        Node::Group(dice.pick(&["采购资金来源", "采购预算金额"]).to_owned(), funds)
    };
    let mut nodes =
        vec![leaf(dice.pick(&["采购项目名称", "项目名称"]), "project"), leaf(dice.pick(&["采购品目", "采购物品名称", "采购内容"]), "item")];
    if dice.roll(2) == 0 {
        nodes.push(leaf(dice.pick(&["政府采购目录序号", "采购目录编码"]), "catalogue_no"));
    }
    if dice.roll(2) == 0 {
        nodes.push(leaf(dice.pick(&["数量单位", "计量单位"]), "quantity_unit"));
        nodes.push(leaf(dice.pick(&["数量", "采购数量"]), "quantity"));
        nodes.push(leaf("单价", "unit_price"));
    }
    nodes.push(money);
    nodes
}

#[test]
fn procurement_tables_at_random() {
    let (mut exact, mut ragged) = (Score::default(), Score::default());
    for seed in 1000..1120 {
        let mut dice = Dice(seed);
        let nodes = procurement(&mut dice);
        let words = |_: &mut Dice, name: &str, row: usize| match name {
            "project" => Some(format!("第{row}项")),
            "item" => Some("打印机".to_owned()),
            "catalogue_no" => Some("A0201".to_owned()),
            "quantity_unit" => Some("台".to_owned()),
            _ => None,
        };
        let rows_wanted = 1 + dice.roll(4);
        let (text, names) = header(&nodes, false);
        let rows = body(&mut dice, &names, &words, rows_wanted);
        for (is_ragged, score) in [(false, &mut exact), (true, &mut ragged)] {
            let text = if is_ragged { header(&nodes, true).0 } else { text.clone() };
            let page = Page::new().line("政府采购预算表").line("单位：万元");
            let read = if is_ragged { page.ragged(&table(&text, &rows)) } else { page.exact(&table(&text, &rows)) }.read();
            let got: Vec<Read<'_>> =
                read.reading.procurement.iter().map(|r| Box::new(move |n: &str| procurement_value(r, n)) as _).collect();
            score.add(&text, &names, &rows, &got);
        }
    }
    println!(
        "procurement: exact {} right, {} left out; ragged {} right, {} left out",
        exact.right, exact.left_out, ragged.right, ragged.left_out
    );
    assert!(exact.wrong.is_empty() && exact.left_out == 0, "{} left out, wrong: {}", exact.left_out, exact.wrong.join("\n\n"));
    assert!(ragged.wrong.is_empty(), "{} wrong: {}", ragged.wrong.len(), ragged.wrong[..ragged.wrong.len().min(5)].join("\n\n"));
    assert!(ragged.left_out * 50 < ragged.right, "{} of {} left out", ragged.left_out, ragged.right);
}
