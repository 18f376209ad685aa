//! 职责-工作活动 with budgets, targets and graded indicators (优良中差).

use super::common::{Senses, explain, said, tell_not_numeric, tell_unknown_columns, tell_unknown_row};
use super::frame::{BodyRow, Frame, RowKind};
use super::kind::GRADES;
use super::outline::{Label, Outline};
use super::threshold::{Threshold, direction_of_grades};
use super::{Lexicon, Reading};
use crate::facts::TableKind;
use crate::normalise::key::fold_text;
use crate::record::{ActivityRow, Direction, IndicatorRow};

/// What goes over from one table to its continuation.
#[derive(Debug, Clone, Default)]
pub struct Carry {
    /// The grid's number, from 1.
    pub grid: u32,
    outline: Outline,
    /// Index in `Reading::activities` of the activity that continuation rows belong to.
    current: Option<usize>,
    /// Index of the last activity that has a number of its own style in the column of duties.
    project: Option<String>,
}

impl Carry {
    /// The state at the top of a new grid.
    pub fn new(grid: u32) -> Self {
        Carry { grid, ..Carry::default() }
    }
}

/// Rows of `activities` and `indicators`.
pub fn read(frame: &Frame<'_>, lexicon: &Lexicon, senses: &Senses, mut carry: Carry, reading: &mut Reading) -> Carry {
    tell_unknown_columns(frame, senses, TableKind::Activities, reading);
    explain(frame, senses, reading);
    for row in frame.data_rows() {
        if frame.unsolved_rows.contains(&row.row) || row.kind != RowKind::Data {
            continue;
        }
        let begun = names(frame, row, senses, &mut carry, reading);
        fill(frame, row, senses, &carry, begun, reading);
        indicator(frame, lexicon, row, senses, &carry, reading);
    }
    carry
}

/// Makes the activities that begin in a row: of the column that holds both levels, or of the two columns for duty and activity. True when one began.
fn names(frame: &Frame<'_>, row: BodyRow, senses: &Senses, carry: &mut Carry, reading: &mut Reading) -> bool {
    let columns: Vec<(u32, &str)> = ["duty", "activity", "work"].into_iter().filter_map(|s| senses.column(s).map(|c| (c, s))).collect();
    let several = columns.len() > 1;
    let mut begun = false;
    for (position, (column, _)) in columns.into_iter().enumerate() {
        let Some(cell) = frame.own_cell(row.row, column) else { continue };
        let Some(_) = said(frame.document.cell_text(cell)) else { continue };
        let label = Label::of_cell(frame.document, cell);
        if label.name.is_empty() {
            continue;
        }
        // A name printed again where a page broke its rows continues the same activity.
        let again = |i: usize| reading.activities.get(i).is_some_and(|a| a.name == label.name && a.number == label.number);
        let first_row = frame.data_rows().next().is_some_and(|r| r.row == row.row);
        if carry.current.is_some_and(again) && (several || first_row) {
            continue;
        }
        let rank = if several { 1 + position as u32 } else { label.rank };
        let path = carry.outline.push(rank);
        push(frame, row, carry.grid, &path, label, reading);
        carry.current = Some(reading.activities.len() - 1);
        begun = true;
    }
    begun
}

fn push(frame: &Frame<'_>, row: BodyRow, grid: u32, path: &[u32], label: Label, reading: &mut Reading) {
    let joined = |p: &[u32]| p.iter().map(u32::to_string).collect::<Vec<_>>().join(".");
    let above = path.split_last().map_or(&[][..], |(_, above)| above);
    reading.activities.push(ActivityRow {
        disclosure_id: String::new(),
        seq: 0,
        grid,
        activity: joined(path),
        parent: (!above.is_empty()).then(|| joined(above)),
        depth: path.len().min(u8::MAX as usize) as u8,
        number: label.number,
        name: label.name,
        budget_wan: None,
        description: None,
        target: None,
        block: frame.block,
        table_row: row.row,
    });
}

/// Budget, description and target of the activity that the row belongs to; what a continuation row adds goes below what was there.
fn fill(frame: &Frame<'_>, row: BodyRow, senses: &Senses, carry: &Carry, begun: bool, reading: &mut Reading) {
    let own = |sense: &str| senses.column(sense).and_then(|c| said(frame.own_text(row.row, c)).map(|t| (c, t)));
    let Some(current) = carry.current else {
        if ["budget", "description", "target"].iter().any(|s| own(s).is_some()) {
            tell_unknown_row(frame, row.row, TableKind::Activities, "belongs to no activity", reading);
        }
        return;
    };
    if let Some((column, _)) = own("budget") {
        let value = frame.value(row.row, column);
        match frame.money(row.row, column, None) {
            Some(amount) => {
                if let Some(activity) = reading.activities.get_mut(current) {
                    if activity.budget_wan.is_none() && (begun || activity.block == frame.block) {
                        activity.budget_wan = Some(amount.value);
                    } else {
                        tell_unknown_row(frame, row.row, TableKind::Activities, "holds a second budget for one activity", reading);
                    }
                }
            }
            None if !value.is_blank() => tell_not_numeric(frame, row.row, column, reading),
            None => {}
        }
    }
    let (description, target) = (own("description"), own("target"));
    if let Some(activity) = reading.activities.get_mut(current) {
        add(&mut activity.description, description.map(|(_, t)| t));
        add(&mut activity.target, target.map(|(_, t)| t));
    }
}

fn add(to: &mut Option<String>, text: Option<String>) {
    let Some(text) = text else { return };
    match to {
        Some(before) => {
            before.push('\n');
            before.push_str(&text);
        }
        None => *to = Some(text),
    }
}

fn indicator(frame: &Frame<'_>, lexicon: &Lexicon, row: BodyRow, senses: &Senses, carry: &Carry, reading: &mut Reading) {
    let Some(column) = senses.column("indicator") else { return };
    let own_grades = GRADES.iter().any(|g| senses.column(g).is_some_and(|c| said(frame.own_text(row.row, c)).is_some()));
    let Some(indicator) = said(frame.own_text(row.row, column)) else {
        if own_grades {
            tell_unknown_row(frame, row.row, TableKind::Activities, "has grades but no indicator", reading);
        }
        return;
    };
    if frame.ambiguous.contains(&column) {
        return;
    }
    // A standard that is merged over several indicators is that of each.
    let printed: Vec<Option<String>> = GRADES.iter().map(|g| senses.column(g).and_then(|c| said(frame.text(row.row, c)))).collect();
    let parsed: Vec<Option<Threshold>> = printed.iter().map(|p| p.as_deref().and_then(Threshold::parse)).collect();
    let by_grades = direction_of_grades(&parsed);
    let direction = if lexicon.less_is_better(&indicator) { Direction::Lower } else { by_grades };
    let made: Vec<Option<(&'static str, rust_decimal::Decimal)>> =
        parsed.iter().map(|t| t.as_ref().and_then(|t| t.op_and_number(by_grades == Direction::Lower))).collect();
    let grade = |i: usize| printed.get(i).cloned().flatten();
    let op = |i: usize| made.get(i).copied().flatten().map(|(op, _)| op.to_owned());
    let number = |i: usize| made.get(i).copied().flatten().map(|(_, n)| n);
    reading.indicators.push(IndicatorRow {
        disclosure_id: String::new(),
        seq: 0,
        grid: carry.grid,
        activity: carry.current.and_then(|i| reading.activities.get(i)).map(|a| a.activity.clone()),
        project: carry.project.clone(),
        indicator,
        excellent: grade(0),
        good: grade(1),
        fair: grade(2),
        poor: grade(3),
        level1: None,
        level2: None,
        level3: None,
        target_value: None,
        direction,
        excellent_op: op(0),
        excellent_number: number(0),
        good_op: op(1),
        good_number: number(1),
        fair_op: op(2),
        fair_number: number(2),
        poor_op: op(3),
        poor_number: number(3),
        target_op: None,
        target_number: None,
        number_unit: parsed.iter().flatten().find_map(|t| t.unit.clone()),
        block: frame.block,
        table_row: row.row,
    });
}

/// True when an indicator names something that should be rare: 失业率, 事故起数, 投诉件次; not when it says that it is prevented, handled or did not happen.
pub(super) fn less_is_better(indicator: &str, [stems, tails, turned, handled]: &[Vec<String>; 4]) -> bool {
    let folded = fold_text(indicator);
    let Some((at, stem)) =
        stems.iter().filter_map(|s| folded.rfind(s.as_str()).map(|i| (i, s))).max_by_key(|(i, s)| (i + s.len(), s.len()))
    else {
        return false;
    };
    let before = folded.get(..at).unwrap_or("");
    if turned.iter().any(|t| before.ends_with(t.as_str())) || handled.iter().any(|t| before.contains(t.as_str())) {
        return false;
    }
    let mut rest = folded.get(at + stem.len()..).unwrap_or("");
    // What may follow: nothing, a counting word, and then how low it is to be kept.
    while let Some(tail) = tails.iter().find(|t| rest.starts_with(t.as_str())) {
        rest = rest.get(tail.len()..).unwrap_or("");
    }
    let kept = ["控制", "低于", "不超过", "不高于", "小于", "以内", "以下", "≤", "<", "为0", "为零", "(", "%"];
    rest.is_empty() || kept.iter().any(|k| rest.starts_with(k)) || rest.starts_with(|c: char| c.is_ascii_digit())
}
