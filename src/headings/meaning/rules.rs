//! The rules that put the words of a heading together.

use super::{Meaning, Pair, Role, Token};
use crate::facts::Part;

/// Without the marks at its end, and without book marks round the whole.
pub(super) fn trim(key: &str) -> &str {
    key.trim_end_matches(['。', ':', ';', '.', ',', '、', '-', '*', '_', '…', '·']).trim_start_matches(['?', '*', '·', ':', '-', '.', '"'])
}

/// A mark that parts clauses stands in it: it is a sentence, or several things in a row.
pub(super) fn has_clause(text: &str) -> bool {
    let mut nesting = 0_i32;
    text.chars().any(|c| {
        match c {
            '(' => nesting += 1,
            ')' => nesting -= 1,
            _ => {}
        }
        nesting <= 0 && matches!(c, '。' | ',' | ';' | '!' | '?' | ':')
    })
}

/// A number of persons, vehicles or things: 年末实有人数39人.
pub(super) fn has_count(text: &str) -> bool {
    let mut digit = false;
    text.chars().any(|c| {
        let counted = digit && matches!(c, '人' | '名' | '辆' | '台' | '套' | '个' | '家' | '次' | '批');
        digit = c.is_ascii_digit();
        counted
    })
}

/// Characters that are neither known nor unknown: marks, digits and years.
pub(super) fn is_neutral(c: char) -> bool {
    c.is_ascii_digit() || c.is_ascii_punctuation() || matches!(c, '、' | '·' | '《' | '》' | '…' | '〇' | '○' | '“' | '”' | '~' | '/' | '×')
}

/// Byte up to which the heading is a name: after the last body that is followed by a word of headings, by a mark or by a year. What stood before it is no word of the heading.
/// `None` where the whole is a name and nothing else.
pub(super) fn name_end(text: &str, tokens: &[Token]) -> Option<usize> {
    let heads_after = |at: usize| {
        tokens.iter().any(|t| t.start >= at && !matches!(t.role, Role::Filler | Role::Verb | Role::Body | Role::Sentence | Role::Amount))
    };
    let mut end = 0;
    for (i, token) in tokens.iter().enumerate() {
        // The first character of a heading is no body by itself (部, 所): a body has a name before it, or is a long word.
        if token.role != Role::Body || token.nesting > 0 || (token.start == 0 && token.end <= 3) {
            continue;
        }
        let next = tokens.get(i + 1);
        let next_is_known = next.map_or(text.len(), |n| n.start) == token.end
            || text[token.end..next.map_or(text.len(), |n| n.start)].chars().all(is_neutral);
        if !next_is_known {
            continue;
        }
        if heads_after(token.end) {
            end = token.end;
        } else {
            return None;
        }
    }
    Some(end)
}

/// Known and unknown characters after the name; what stands in brackets counts only where it is known.
pub(super) fn coverage(text: &str, tokens: &[Token], from: usize) -> (u16, u16) {
    let count = |piece: &str| piece.chars().filter(|c| !is_neutral(*c)).count() as u16;
    let (mut known, mut unknown, mut at, mut nesting) = (0, 0, from, 0_i32);
    let mut gap = |piece: &str, unknown: &mut u16| {
        for c in piece.chars() {
            match c {
                '(' => nesting += 1,
                ')' => nesting -= 1,
                c if nesting <= 0 && !is_neutral(c) => *unknown += 1,
                _ => {}
            }
        }
    };
    for token in tokens.iter().filter(|t| t.start >= from) {
        gap(&text[at..token.start], &mut unknown);
        known += count(&text[token.start..token.end]);
        at = token.end;
    }
    gap(&text[at..], &mut unknown);
    (known, unknown)
}

pub(super) fn trailing_unknown(text: &str, from: usize) -> usize {
    let mut nesting = 0_i32;
    text[from..]
        .chars()
        .filter(|c| {
            match c {
                '(' => nesting += 1,
                ')' => nesting -= 1,
                _ => {}
            }
            nesting <= 0 && *c != ')' && !is_neutral(*c)
        })
        .count()
}

/// The meaning, whether it rests on general words alone, and whether it is 基本情况.
pub(super) fn decide(text: &str, tokens: &[Token], pairs: &[Pair]) -> Option<(Meaning, bool, bool)> {
    let open = |role: Role| tokens.iter().any(|t| t.role == role);
    let first = tokens.first()?;
    if first.role == Role::Contents || (open(Role::Contents) && tokens.last().is_some_and(|t| t.role == Role::Contents)) {
        return Some((Meaning::Contents, false, false));
    }
    if first.role == Role::Preface && tokens.len() == 1 {
        return Some((Meaning::Preface, false, false));
    }
    let (part, general) = part_of(text, tokens, pairs);
    let table_at_end =
        tokens.iter().rev().find(|t| t.nesting == 0).is_some_and(|t| t.role == Role::Table && trailing_unknown(text, t.end) == 0)
            || tokens.iter().any(|t| t.role == Role::Table && text[t.end..].starts_with('-'));
    let attachment = first.role == Role::Attachment
        || tokens.last().is_some_and(|t| t.role == Role::Attachment) && tokens.iter().rev().skip(1).all(|t| t.role == Role::Filler);
    if table_at_end {
        let tables = part.is_none() || (general && part == Some(Part::OtherMatters));
        return Some((if tables { Meaning::Tables } else { Meaning::Caption(part) }, general, false));
    }
    if attachment {
        return Some((Meaning::Attachment, false, false));
    }
    let budget_at = tokens.iter().find(|t| t.role == Role::Budget).map(|t| t.start);
    let tells = open(Role::Explanation);
    if tokens.iter().any(|t| t.role == Role::Overview) && (general || part.is_none()) {
        let basic = text.contains("基本概");
        return Some(if basic { (Meaning::Part(Part::Organization), true, true) } else { (Meaning::Overview, false, false) });
    }
    if let (Some(part), Some(at)) = (part, budget_at)
        && tells
        && names_the_whole(text, tokens, part, at)
    {
        return Some((Meaning::Explanation, false, false));
    }
    if let Some(part) = part {
        let basic =
            general && part == Part::Organization && (text.contains("基本情况") || text.contains("基本概况")) && !text.contains("人员");
        return Some((Meaning::Part(part), general, basic));
    }
    // 预算安排, 年度预算安排: what is told is the whole budget.
    let arranged = text.ends_with("预算安排");
    (budget_at.is_some() && (tells || arranged)).then_some((Meaning::Explanation, false, false))
}

impl Pair {
    /// Both words stand in a text, outside brackets, not far from each other.
    fn is_in(&self, text: &str) -> bool {
        let Some(at) = text.find(self.first.as_str()) else { return false };
        let rest = &text[at + self.first.len()..];
        let between = rest.find(self.second.as_str()).map(|end| &rest[..end]);
        between.is_some_and(|b| b.chars().count() <= PAIR_REACH && !b.contains(['(', ')']))
    }
}

/// Most characters between the words of a pair.
const PAIR_REACH: usize = 8;

/// 管理全县政府采购工作, 保障机关正常运转: what a body does, not the heading of what is told of it.
pub(super) fn is_task(text: &str, tokens: &[Token], ends_here: bool) -> bool {
    let Some(verb) = tokens.first().filter(|t| t.role == Role::Verb && t.start == 0) else { return false };
    let rest = &text[verb.end..];
    let whole = ["全县", "全市", "全区", "全省", "全州", "全旗", "全镇", "全乡", "本县", "辖区"].iter().any(|w| rest.starts_with(w));
    let told = ends_here && tokens.last().is_some_and(|t| matches!(t.role, Role::Explanation | Role::Overview | Role::Table));
    let named = ["安排", "经费", "支出", "预算", "决算", "费用"].iter().any(|w| text.ends_with(w));
    whole || !(told || named)
}

/// 部门预算及“三公”经费预算说明, 单位预算情况和重要事项说明: the disclosure and one of its parts in one heading, which then holds them all.
fn names_the_whole(text: &str, tokens: &[Token], part: Part, budget_at: usize) -> bool {
    let head_at =
        tokens.iter().find(|t| matches!(t.role, Role::Head(p) | Role::Item(p) | Role::General(p) if p == part)).map_or(0, |t| t.start);
    if head_at <= budget_at {
        return false;
    }
    let between = &text[budget_at..head_at];
    let joined = ["及", "和", "与", "暨"].iter().any(|c| between.contains(c));
    match part {
        Part::ThreePublic => joined && !text[..budget_at].contains("公共"),
        Part::OtherMatters => joined && !text.contains("其他"),
        _ => false,
    }
}

/// The part that the heads tell: a glossary before all; then whichever of the specific parts is named first; then other matters, the organization, the budget; then general words.
pub(super) fn part_of(text: &str, tokens: &[Token], pairs: &[Pair]) -> (Option<Part>, bool) {
    // 政府性基金编制情况: what is 编制 is a budget, not posts.
    let planned = |t: &Token| {
        text[t.start..].starts_with("编制")
            && !text[t.start..].starts_with("编制范围")
            && t.role == Role::Head(Part::Organization)
            && tokens.iter().any(|b| {
                b.start < t.start
                    && matches!(b.role, Role::Budget | Role::Head(Part::BudgetArrangement) | Role::General(Part::BudgetArrangement))
            })
    };
    let head = |wanted: &[Part]| {
        tokens.iter().filter(|t| !planned(t)).find_map(|t| match t.role {
            Role::Head(part) | Role::Item(part) if wanted.contains(&part) => Some(part),
            _ => None,
        })
    };
    let specific = [Part::AgencyOperating, Part::ThreePublic, Part::Performance, Part::Procurement, Part::StateAssets];
    // 行政经费决算支出情况: the side of the budget says of the money before it only that it is spent.
    let spent = |t: &Token| ["决算支出", "预算支出", "支出决算", "支出预算"].contains(&&text[t.start..t.end]);
    let operating = tokens.iter().find(|t| t.role == Role::General(Part::AgencyOperating));
    let of_operating = operating.is_some_and(|o| {
        let mut heads = tokens.iter().filter(|t| matches!(t.role, Role::Head(_) | Role::Item(_))).peekable();
        heads.peek().is_some() && heads.all(|t| spent(t) && t.start == o.end)
    });
    if of_operating {
        return (Some(Part::AgencyOperating), false);
    }
    let found = head(&[Part::Glossary])
        .or_else(|| head(&specific))
        .or_else(|| head(&[Part::OtherMatters]))
        .or_else(|| head(&[Part::Organization]))
        .or_else(|| head(&[Part::BudgetArrangement]));
    if let Some(part) = found {
        return (found, !tokens.iter().any(|t| t.role == Role::Head(part)));
    }
    if let Some(pair) = pairs.iter().find(|p| p.is_in(text)) {
        return (Some(pair.part), false);
    }
    let general = |wanted: Part| tokens.iter().any(|t| t.role == Role::General(wanted)).then_some(wanted);
    let found = general(Part::AgencyOperating)
        .or_else(|| general(Part::StateAssets))
        .or_else(|| general(Part::BudgetArrangement))
        .or_else(|| general(Part::Organization))
        .or_else(|| general(Part::OtherMatters));
    // 其他, 重要事项, 需要说明: enough of such words are as good as a head.
    let marks = tokens.iter().filter(|t| t.nesting == 0 && !matches!(t.role, Role::Sentence | Role::Amount)).count();
    (found, !(found == Some(Part::OtherMatters) && marks >= 2))
}
