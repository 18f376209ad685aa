//! What speaks for one of several ways to lay out a header that its words and blanks allow alike: repetition, names before amounts, sums, and the usual order.

use super::super::cell::without_unit;
use super::super::frame::total_word;
use super::header::{ColumnType, Header, State};
use crate::normalise::key::fold_text;
use rust_decimal::Decimal;
use std::ops::Range;

/// A cell of a header row with the cells of the row below it.
struct Group<'t> {
    columns: Range<usize>,
    children: Vec<(&'t str, Range<usize>)>,
}

impl<'t> Group<'t> {
    fn first(&self) -> Option<&'t str> {
        self.children.first().map(|(text, _)| *text)
    }
}

impl Header<'_> {
    /// Points for a way; only the differences between ways mean anything.
    pub(super) fn evidence(&self, way: &[State]) -> i32 {
        let mut points = 0;
        for row in 0..self.rows.len().saturating_sub(1) {
            let groups = self.groups(way, row);
            let split: Vec<&Group<'_>> = groups.iter().filter(|g| g.children.len() > 1).collect();
            for (i, group) in split.iter().enumerate() {
                points += i32::from(split.iter().take(i).any(|g| g.first() == group.first()));
                points += 3 * self.sums(group) - self.disorder(group);
            }
            points += groups.iter().map(|g| self.names_before_amounts(g)).sum::<i32>();
        }
        points
    }

    fn groups(&self, way: &[State], row: usize) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        let mut last: (Option<u16>, Option<u16>) = (None, None);
        for (column, state) in way.iter().enumerate() {
            let (parent, child) = (state.get(row).copied(), state.get(row + 1).copied());
            if last.0 != parent || groups.is_empty() {
                groups.push(Group { columns: column..column, children: Vec::new() });
            }
            if let Some(group) = groups.last_mut() {
                group.columns.end = column + 1;
                match group.children.last_mut() {
                    Some((_, columns)) if (parent, child) == last => columns.end = column + 1,
                    _ => group.children.push((self.text(row + 1, child.unwrap_or(0)), column..column + 1)),
                }
            }
            last = (parent, child);
        }
        groups
    }

    /// Does the group's column of totals hold the sums of its others? 1 for yes, -1 for no, 0 where nothing can be said.
    fn sums(&self, group: &Group<'_>) -> i32 {
        let is_total = |text: &str| total_word(text).is_some();
        let single = group.children.iter().all(|(_, c)| c.len() == 1);
        let totals: Vec<usize> = group.children.iter().filter(|(t, _)| is_total(t)).map(|(_, c)| c.start).collect();
        let ([total], true) = (totals.as_slice(), single && group.children.len() > 2) else { return 0 };
        let mut holds = 0;
        for numbers in self.numbers {
            let Some(sum) = numbers.get(*total).copied().flatten() else { continue };
            let parts = group.columns.clone().filter(|c| c != total).filter_map(|c| numbers.get(c).copied().flatten());
            if parts.fold(Decimal::ZERO, |a, b| a.checked_add(b).unwrap_or(a)) != sum {
                return -1;
            }
            holds += i32::from(!sum.is_zero());
        }
        i32::from(holds > 0)
    }

    /// How often a child stands before one that it usually follows; twice as much for one that is there already (行政编制 … 行政人员).
    fn disorder(&self, group: &Group<'_>) -> i32 {
        let places: Vec<Option<(usize, usize)>> = group
            .children
            .iter()
            .map(|(text, _)| {
                let folded = without_unit(&fold_text(text));
                let of = |list: &Vec<String>| list.iter().position(|w| folded.contains(w.as_str()));
                self.order.iter().enumerate().find_map(|(i, list)| of(list).map(|at| (i, at)))
            })
            .collect();
        let turned = |pair: &[Option<(usize, usize)>]| matches!(pair, [Some((a, i)), Some((b, j))] if a == b && i > j);
        let again = places.iter().enumerate().filter(|(i, place)| place.is_some() && places[..*i].contains(place)).count();
        (places.windows(2).filter(|p| turned(p)).count() + 2 * again) as i32
    }

    /// A cell that covers names and amounts both begins with a name, ends with an amount, and is split below: 1; otherwise -1. 0 for all others.
    fn names_before_amounts(&self, group: &Group<'_>) -> i32 {
        let types = self.types.get(group.columns.clone()).unwrap_or(&[]);
        if !(types.contains(&ColumnType::Text) && types.contains(&ColumnType::Number)) {
            return 0;
        }
        let good = group.children.len() > 1 && types.first() == Some(&ColumnType::Text) && types.last() == Some(&ColumnType::Number);
        if good { 1 } else { -1 }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::header::HeaderPath;
    use super::*;

    fn solve(rows: &[&[&str]], columns: usize, numbers: &[&[i64]], order: &[&[&str]]) -> Vec<u32> {
        let numbers: Vec<Vec<Option<Decimal>>> = numbers.iter().map(|r| r.iter().map(|n| Some(Decimal::from(*n))).collect()).collect();
        let order: Vec<Vec<String>> = order.iter().map(|l| l.iter().map(|w| (*w).to_owned()).collect()).collect();
        let rows = rows.iter().map(|r| r.to_vec()).collect();
        let score = |_: &HeaderPath| 0;
        let header = Header { rows, columns, types: Vec::new(), numbers: &numbers, order: &order, score: &score };
        let spans = header.solve().unwrap();
        if spans.ambiguous.is_empty() { spans.rows[0].clone() } else { Vec::new() }
    }

    #[test]
    fn sums_tell_whose_total_it_is() {
        let rows: &[&[&str]] = &[&["甲", "乙"], &["子", "丑", "小计", "寅", "卯"]];
        assert_eq!(solve(rows, 5, &[&[2, 3, 11, 4, 7]], &[]), [2, 3]);
        assert_eq!(solve(rows, 5, &[&[2, 3, 5, 4, 7]], &[]), [3, 2]);
        // Without numbers nothing tells.
        assert_eq!(solve(rows, 5, &[], &[]), Vec::<u32>::new());
    }

    #[test]
    fn the_usual_order() {
        let rows: &[&[&str]] = &[&["甲", "乙"], &["行政", "工勤", "事业", "工勤人员"]];
        assert_eq!(solve(rows, 4, &[], &[&["行政", "事业", "工勤"]]), [2, 2]);
        // Another order than the usual one: no parent has two of a kind.
        let rows: &[&[&str]] = &[&["甲", "乙"], &["行政编制", "工勤编制", "事业编制", "全部", "行政人员", "工勤人员", "事业人员", "全部"]];
        assert_eq!(solve(rows, 8, &[], &[&["行政", "事业", "工勤"]]), [4, 4]);
    }
}
