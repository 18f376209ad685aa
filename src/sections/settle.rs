//! What stands under a heading tells more of it than its words: once all headings are known, what holds parts is no part, and what holds none is one.

use super::structure::{Kind, Node};
use crate::facts::Part;
use crate::headings::meaning::{Reading, Words};
use crate::headings::number::Style;
use crate::normalise::key::fold_text;

/// Settles what each heading opens.
pub(super) fn settle(nodes: &mut [Node], words: &Words) {
    hosts(nodes, words);
    told_below(nodes, words);
    containers(nodes);
}

/// A chapter that is worded like the budget's part and holds several others (第二部分 预算收支情况说明: 一、收支总体 … 七、三公经费, 八、机关运行经费) only holds them. Its other
/// headings are pieces of what their words tell, or of the budget's part.
fn hosts(nodes: &mut [Node], words: &Words) {
    let own = Part::BudgetArrangement;
    for index in 0..nodes.len() {
        if nodes[index].kind != Kind::Part(own) {
            continue;
        }
        let others: std::collections::BTreeSet<Part> = below(nodes, index).filter(|p| *p != own).collect();
        if others.len() < 2 {
            continue;
        }
        nodes[index].kind = Kind::Container(Some(own));
        for child in nodes.iter_mut().filter(|n| n.parent == Some(index) && n.kind == Kind::Sub) {
            let told = read(child, words).filter(|r| r.is_mostly_known() && !r.general).and_then(Reading::part);
            child.kind = Kind::Part(told.unwrap_or(own));
        }
    }
}

/// 一、部门总体情况 over （一）主要职责, （二）机构设置: a general word opens what the headings under it tell.
fn told_below(nodes: &mut [Node], words: &Words) {
    for index in 0..nodes.len() {
        if nodes[index].kind != Kind::Part(Part::BudgetArrangement) || !read(&nodes[index], words).is_some_and(|r| r.general) {
            continue;
        }
        let mut parts = nodes.iter().filter(|n| n.parent == Some(index)).map(|n| read(n, words).and_then(Reading::part)).peekable();
        if parts.peek().is_some() && parts.all(|p| p == Some(Part::Organization)) {
            nodes[index].kind = Kind::Part(Part::Organization);
        }
    }
}

fn read(node: &Node, words: &Words) -> Option<Reading> {
    words.read(&fold_text(&node.heading))
}

/// The parts that stand under a heading.
fn below(nodes: &[Node], index: usize) -> impl Iterator<Item = Part> {
    (index + 1..nodes.len()).take_while(move |i| stands_under(nodes, *i, index)).filter_map(|i| match nodes[i].kind {
        Kind::Part(part) => Some(part),
        _ => None,
    })
}

/// A container that holds no part is a part itself: 概况 the organization, 情况说明 the budget.
fn containers(nodes: &mut [Node]) {
    for index in 0..nodes.len() {
        let Kind::Container(own) = nodes[index].kind else { continue };
        let below: Vec<Part> = below(nodes, index).collect();
        let part = match own {
            Some(Part::Organization) if !below.contains(&Part::Organization) => Some(Part::Organization),
            Some(part) if below.is_empty() => Some(part),
            // 二、预算安排情况 beside 三、机关运行经费: parts stand side by side here, and what it holds is its own.
            Some(part) if below.iter().all(|p| *p == part) && beside_parts(nodes, index) => Some(part),
            None if below.is_empty() => {
                nodes[index].unrecognised = true;
                Some(Part::OtherMatters)
            }
            _ => None,
        };
        if let Some(part) = part {
            nodes[index].kind = Kind::Part(part);
        }
    }
}

/// The next or the last heading of its own list is one of the parts that an explanation of the budget would hold: it holds none of them itself.
fn beside_parts(nodes: &[Node], index: usize) -> bool {
    let own = &nodes[index];
    // 二、部门决算情况说明 says that it explains the whole: its headings are the parts.
    if own.style.is_none_or(|s| s == Style::Part) || ["说明", "解读"].iter().any(|w| own.heading.contains(w)) {
        return false;
    }
    let siblings = |n: &&Node| n.parent == own.parent && n.style == own.style;
    let next = nodes[index + 1..].iter().find(siblings);
    let last = nodes[..index].iter().rev().find(siblings);
    let held = [Part::AgencyOperating, Part::ThreePublic, Part::Performance, Part::Procurement, Part::StateAssets];
    next.into_iter().chain(last).any(|n| matches!(n.kind, Kind::Part(part) if held.contains(&part)))
}

fn stands_under(nodes: &[Node], index: usize, ancestor: usize) -> bool {
    let mut at = nodes[index].parent;
    while let Some(parent) = at {
        if parent == ancestor {
            return true;
        }
        at = nodes[parent].parent;
    }
    false
}
