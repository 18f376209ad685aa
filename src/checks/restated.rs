//! One number in several places: the text or the tables among themselves (A08), the text against the tables (B07), and a ratio of 10,000 between both (B15).
//!
//! One difference is told once. Text that contradicts itself, tables that contradict each other, and totals are A08's; an item of which text and tables each say one thing,
//! and not the same, is B07's; and A08 is silent where a check of two named tables (B01-B06, B08) has told the difference already.

use super::Input;
use super::equal::restated_subject;
use super::identity::key;
use super::outcome::{Evidence, Interval, Outcome, Relation, verdict};
use super::sums::stated;
use crate::facts::{Aspect, Component, Fact, Fund, Measure, Source};
use crate::normalise::key::fold_text;
use crate::normalise::simplify::simplified;
use crate::record::CheckStatus;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The facts that are one and the same number, where there are several.
fn groups(input: &Input<'_>) -> Vec<Vec<usize>> {
    let facts = input.facts;
    let mut witnesses: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (index, fact) in stated(facts) {
        // A fact that names nothing but its scheme is not the same as another one that does.
        let named = fact.scheme.is_none() || fact.item_key.is_some() || fact.item.is_some();
        if !named || own_part(facts, fact) || of_a_part(input, fact) {
            continue;
        }
        // Kinds of vehicles, equipment and projects share a key: there the label tells them apart.
        let label = matches!(fact.measure, Measure::Quantity | Measure::Performance | Measure::Assets)
            .then(|| fold_text(fact.item.as_deref().unwrap_or("")));
        let whole: Vec<String> = key(fact, &[]).into_iter().chain(label).collect();
        witnesses.entry(whole).or_default().push(index);
    }
    witnesses.into_values().filter(|w| w.len() > 1).collect()
}

/// A part of a number with the same key (单价100万元以上 of the special equipment): it restates nothing.
fn own_part(facts: &[Fact], fact: &Fact) -> bool {
    fact.parent.and_then(|p| facts.get(p)).is_some_and(|parent| key(parent, &[]) == key(fact, &[]))
}

/// Words before a number without an item, in its sentence, that say of which part it is a total.
const OF_CLASS: &[&str] = &["(类)", "(款)", "(项)"];
const OF_SUPPLIERS: &[&str] = &["中小企业", "小微企业", "供应商"];

/// A number that names no item, and whose sentence does: 检察（款）：预算支出合计100万元, or what small suppliers were awarded.
pub(super) fn of_a_part(input: &Input<'_>, fact: &Fact) -> bool {
    let words = match fact.measure {
        Measure::Procurement => OF_SUPPLIERS,
        Measure::Revenue | Measure::Expenditure if matches!(fact.component, Some(Component::Total | Component::Current)) => OF_CLASS,
        _ => return false,
    };
    if fact.place.cell.is_some() || item(fact) || fact.item.is_some() {
        return false;
    }
    let text = input.context.document.paragraph_text(fact.place.block).chars();
    let before: String = text.take(fact.place.start_char as usize).collect();
    let sentence = fold_text(before.rsplit(['。', '；', ';']).next().unwrap_or(""));
    words.iter().any(|w| sentence.contains(w))
}

/// Several amounts of one kind in one sentence (the budgets of projects that were evaluated, the contracts of small firms in reserved projects and in others) are several
/// things, not one that is restated.
fn several(facts: &[Fact], group: &[usize]) -> bool {
    let first = &facts[group[0]];
    let small_firms = first.measure == Measure::Procurement && matches!(first.item_key.as_deref(), Some("sme" | "micro"));
    small_firms
        || matches!(first.measure, Measure::Performance | Measure::Quantity)
            && group.iter().all(|&i| facts[i].place.block == first.place.block && facts[i].place.cell.is_none())
}

/// Words of a sentence that counts on another definition than the one before it.
const OTHER_DEFINITION: &[&str] = &["口径", "可比", "剔除", "扣除"];

/// The sentence of a fact names another definition.
pub(super) fn other_definition(input: &Input<'_>, fact: &Fact) -> bool {
    let text = if fact.place.cell.is_none() { input.context.document.paragraph_text(fact.place.block) } else { "" };
    let text = simplified(text);
    OTHER_DEFINITION.iter().any(|word| text.contains(word))
}

/// The most finely printed of some facts.
fn finest(facts: &[Fact], of: &[usize]) -> Option<usize> {
    of.iter().copied().min_by_key(|&i| (facts[i].resolution, i))
}

/// The first of them that cannot be the same number as the finest.
fn apart(facts: &[Fact], of: &[usize]) -> Option<usize> {
    let one = Interval::of(&facts[finest(facts, of)?]);
    of.iter().copied().find(|&i| !Interval::of(&facts[i]).meets(one))
}

/// Text and tables apart.
fn sides(facts: &[Fact], group: &[usize]) -> (Vec<usize>, Vec<usize>) {
    group.iter().partition(|&&i| facts[i].source == Source::Prose)
}

/// An item (not a total) is held against the tables by B07, and one of 三公 by B06.
fn item(fact: &Fact) -> bool {
    fact.scheme.is_some() || fact.item_key.is_some()
}

/// A08, B07 and B15.
pub(super) fn printed_twice(input: &Input<'_>) -> Vec<Outcome> {
    let facts = input.facts;
    let mut rows = Vec::new();
    for group in groups(input).iter().filter(|g| !several(facts, g)) {
        rows.extend(one_number(input, group));
        rows.extend(text_and_table(facts, group));
        rows.extend(unit_slip(facts, group));
    }
    let tables = facts.iter().any(|f| f.source == Source::Table);
    for (id, what) in [
        ("A08", "no number is printed twice"),
        ("B07", "no amount stands in text and table"),
        ("B15", "no amount is printed in two places"),
    ] {
        if !rows.iter().any(|o| o.row.check_id == id) {
            let status = if id == "B07" && tables { CheckStatus::Unknown } else { CheckStatus::NotApplicable };
            rows.push(Outcome::new(id, "", status, what));
        }
    }
    rows
}

/// A08: the same fact, printed in several places, is the same number.
fn one_number(input: &Input<'_>, group: &[usize]) -> Option<Outcome> {
    let facts = input.facts;
    let best = finest(facts, group)?;
    let one = &facts[best];
    let different = apart(facts, group);
    let (text, tables) = sides(facts, group);
    let other = different.or_else(|| group.iter().copied().find(|&i| i != best)).unwrap_or(best);
    let (status, message) = match different {
        None => (CheckStatus::Pass, format!("printed {} times as {}", group.len(), one.value)),
        Some(i) => {
            let said = format!("printed as {} and as {}", one.value, facts[i].value);
            let cut = Interval::of(one).cuts(Interval::of(&facts[i])) || Interval::of(&facts[i]).cuts(Interval::of(one));
            if item(one) && apart(facts, &text).is_none() && apart(facts, &tables).is_none() {
                let id = if one.measure == Measure::ThreePublic { "B06" } else { "B07" };
                (CheckStatus::Unknown, format!("{said}: text against table, see {id}"))
            } else if group.iter().any(|&i| other_definition(input, &facts[i])) {
                (CheckStatus::Unknown, format!("{said}: a sentence names another definition"))
            } else if one.aspect == Aspect::Change
                && one.place.cell.is_none()
                && group.iter().all(|&i| facts[i].place.block == one.place.block)
            {
                (CheckStatus::Unknown, format!("{said} in one paragraph: one of both may be of a part"))
            } else if carried_between(facts, one, &facts[i]) {
                (CheckStatus::Unknown, format!("{said}: one of both is with what was carried over, the other without"))
            } else if cut {
                (CheckStatus::Fail, format!("{said}: the digits after the last printed one were cut, not rounded"))
            } else {
                (CheckStatus::Fail, said)
            }
        }
    };
    let note = message.ends_with("not rounded");
    let evidence = group.iter().map(|&i| Evidence::fact(if i == best { "lhs" } else { "rhs" }, i, &facts[i]));
    let outcome = Outcome::new("A08", restated_subject(one), status, message);
    let outcome = outcome.sides(Interval::of(one), Interval::of(&facts[other])).evidence(evidence).relation(Relation::Same);
    Some(if note { outcome.note() } else { outcome })
}

/// Each of two totals is printed, one as 总计 and one as 本年合计: a sentence that says neither means one of them.
fn carried_between(facts: &[Fact], one: &Fact, other: &Fact) -> bool {
    if !matches!(one.component, Some(Component::Total | Component::Current)) {
        return false;
    }
    let carried =
        |f: &Fact| f.component == Some(Component::CarryOver) || matches!(f.item_key.as_deref(), Some("carry_over" | "surplus_used"));
    let (a, b) = (Interval::of(one), Interval::of(other));
    let between = Interval { value: (a.value - b.value).abs(), half: a.half + b.half };
    let same = |f: &Fact| f.year == one.year && f.stage == one.stage && f.aspect == one.aspect && !f.value.is_zero();
    if stated(facts).any(|(_, f)| carried(f) && same(f) && Interval::of(f).meets(between)) {
        return true;
    }
    let own = key(one, &["component"]);
    let sibling = |f: &Fact| {
        matches!(f.component, Some(Component::Total | Component::Current))
            && f.component != one.component
            && f.source == Source::Table
            && key(f, &["component"]) == own
    };
    stated(facts).any(|(_, f)| sibling(f) && (Interval::of(f).meets(Interval::of(one)) || Interval::of(f).meets(Interval::of(other))))
}

/// B07: an item of the text is the cell of the table.
fn text_and_table(facts: &[Fact], group: &[usize]) -> Option<Outcome> {
    let (text, tables) = sides(facts, group);
    let (i, j) = (finest(facts, &text)?, finest(facts, &tables)?);
    if facts[i].measure == Measure::ThreePublic {
        return None;
    }
    let agree = Interval::of(&facts[i]).meets(Interval::of(&facts[j]));
    if apart(facts, &text).is_some() || apart(facts, &tables).is_some() || (!agree && !item(&facts[i])) {
        let message = "text or tables are printed with different values; see A08";
        return Some(Outcome::new("B07", restated_subject(&facts[i]), CheckStatus::Unknown, message));
    }
    if !agree && let Some(other) = of_one_fund(facts, &facts[i]) {
        let message = format!("{} in the text is the table's amount of one fund", facts[i].value);
        let row = Outcome::new("B07", restated_subject(&facts[i]), CheckStatus::Unknown, message);
        return Some(row.evidence([Evidence::fact("lhs", i, &facts[i]), Evidence::fact("rhs", other, &facts[other])]));
    }
    let mut outcome = super::equal::pair("B07", (i, &facts[i]), (j, &facts[j]));
    outcome.row.subject = restated_subject(&facts[i]);
    Some(outcome)
}

/// A number of all funds in the text that a table prints for one of them: the text speaks of the appropriation.
fn of_one_fund(facts: &[Fact], fact: &Fact) -> Option<usize> {
    let own = |f: &Fact| f.source == Source::Table && f.fund != Some(Fund::All) && key(f, &["fund"]) == key(fact, &["fund"]);
    if fact.fund != Some(Fund::All) {
        return None;
    }
    stated(facts).find(|(_, f)| own(f) && Interval::of(f).meets(Interval::of(fact))).map(|(i, _)| i)
}

/// B15: one of two amounts is 10,000 times the other.
fn unit_slip(facts: &[Fact], group: &[usize]) -> Option<Outcome> {
    let money: Vec<usize> =
        group.iter().copied().filter(|&i| facts[i].value_unit == crate::facts::ValueUnit::WanYuan && !facts[i].value.is_zero()).collect();
    let first = *money.first()?;
    let scaled = |i: usize| {
        let own = Interval::of(&facts[i]);
        let times = Decimal::from(10_000);
        Some(Interval { value: own.value.checked_mul(times)?, half: own.half.checked_mul(times)? })
    };
    let slip = money.iter().find_map(|&i| {
        let large = scaled(i)?;
        // Within the rounding of the larger one; the smaller one alone may have too few digits to tell.
        money
            .iter()
            .copied()
            .find(|&j| Interval::of(&facts[j]).meets(large) && facts[j].value.abs() > facts[i].value.abs() * Decimal::from(5_000))
            .map(|j| (i, j))
    });
    let other = money.get(1).copied()?;
    let (i, j) = slip.unwrap_or((first, other));
    let message = match slip {
        Some(_) => format!("{} is 10,000 times {}: 元 for 万元", facts[j].value, facts[i].value),
        None => format!("{} amounts, none 10,000 times another", money.len()),
    };
    let outcome = Outcome::new("B15", restated_subject(&facts[first]), verdict(slip.is_none()), message);
    let outcome = outcome.sides(Interval::of(&facts[j]), Interval::of(&facts[i]));
    Some(outcome.evidence([Evidence::fact("lhs", j, &facts[j]), Evidence::fact("rhs", i, &facts[i])]))
}

/// A08 is silent on what a check of two named places has told: each witness that is apart stands in a failure of it.
pub(super) fn told_once(outcomes: &mut [Outcome]) {
    let named = |o: &&Outcome| {
        o.row.status == CheckStatus::Fail && matches!(o.row.check_id.as_str(), "B01" | "B02" | "B03" | "B04" | "B05" | "B06" | "B08")
    };
    let told: Vec<(String, Vec<usize>)> = outcomes
        .iter()
        .filter(named)
        .filter(|o| o.relation == Relation::Same)
        .map(|o| (o.row.check_id.clone(), o.evidence.iter().filter_map(|e| e.fact_seq).collect()))
        .collect();
    for outcome in outcomes.iter_mut().filter(|o| o.row.check_id == "A08" && o.row.status == CheckStatus::Fail) {
        let Some(best) = outcome.evidence.iter().find(|e| e.side == "lhs").and_then(|e| e.number) else { continue };
        let off = |e: &&Evidence| e.number.is_some_and(|n| !n.meets(best));
        let by = |e: &Evidence| told.iter().find(|(_, facts)| e.fact_seq.is_some_and(|seq| facts.contains(&seq))).map(|(id, _)| id.clone());
        let ids: Option<Vec<String>> = outcome.evidence.iter().filter(off).map(by).collect();
        if let Some(id) = ids.and_then(|ids| ids.first().cloned()) {
            outcome.row.status = CheckStatus::Unknown;
            outcome.row.message = format!("{}: told by {id}", outcome.row.message);
        }
    }
}

/// So many restated numbers that contradict each other are no slips: the file holds several disclosures that could not be told apart.
const MANY: usize = 10;

/// Where the file seems to hold several disclosures in one, only what stands in one paragraph or table is certain to belong together.
pub(super) fn several_disclosures(outcomes: &mut [Outcome]) {
    let of_a08 = |status| outcomes.iter().filter(|o| o.row.check_id == "A08" && o.row.status == status).count();
    let (failed, passed) = (of_a08(CheckStatus::Fail), of_a08(CheckStatus::Pass));
    if failed < MANY || failed * 4 < passed {
        return;
    }
    for outcome in
        outcomes.iter_mut().filter(|o| o.row.status == CheckStatus::Fail && matches!(o.row.check_id.as_bytes().first(), Some(b'A' | b'B')))
    {
        let mut blocks = outcome.evidence.iter().map(|e| e.block);
        let first = blocks.next();
        if blocks.any(|b| Some(b) != first) {
            outcome.row.status = CheckStatus::Unknown;
            outcome.row.message = format!("{}: the file seems to hold several disclosures", outcome.row.message);
        }
    }
}
