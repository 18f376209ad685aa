//! 人员经费60万元、公用经费10万元、项目支出30万元，合计100万元: a sum without a name closes the amounts that stand before it.

use super::about::About;
use super::clause::{Base, Lead};
use super::compose::Subject;
use super::counted::Counted;
use super::emit::{Draft, RECENT, value_of};
use super::numeral::Numeral;
use super::reader::Reader;
use crate::facts::{Aspect, Component, Measure, Scheme};
use rust_decimal::Decimal;

impl Reader<'_> {
    /// What 合计 without a name is of: the whole of the levels that its sentence has given, when they add up to it. `None` when it closes nothing.
    pub(super) fn closing_sum(&self, lead: &Lead, number: &Numeral) -> Option<About> {
        let bare = (lead.bag.sum || lead.bag.total) && lead.bag.side.is_none() && lead.bag.is_weak() && lead.path.is_empty();
        let counted = lead.direction.is_some() || lead.base.is_some_and(Base::is_named);
        if !bare || counted || lead.gap_before.is_some() || lead.gap_after.is_some() {
            return None;
        }
        let Some(parts) = self.parts_said() else {
            // 年末结转和结余0万元，总计100万元: never the carried-over money's.
            let carried =
                self.drafts.last().filter(|d| d.sentence == self.sentences && d.fact.aspect == Aspect::Level).is_some_and(carried);
            return carried.then_some(About::Unknown);
        };
        let whole = whole(&parts);
        let sum = parts.iter().try_fold(Decimal::ZERO, |sum, d| sum.checked_add(d.fact.value));
        match (sum == Some(value_of(number)), whole) {
            (true, Some(whole)) => Some(About::Named(whole)),
            // One amount may be what is summed up: 公务接待费国内2万元，合计3万元.
            (false, _) if parts.len() < 2 => None,
            _ => Some(About::Unknown),
        }
    }

    /// 行政编制5名、事业编制10名，合计15名: all posts, when those of the sentence add up to it.
    pub(super) fn closing_posts(&self, lead: &Lead, number: &Numeral) -> Option<Counted> {
        let bare = (lead.bag.sum || lead.bag.total) && lead.bag.is_weak() && lead.bag.heads.is_empty() && lead.gap_before.is_none();
        let said = self.drafts.iter().rev().take(RECENT).take_while(|d| d.sentence == self.sentences);
        let posts: Vec<&Draft> = said.take_while(|d| d.subject.measure == Measure::Headcount).collect();
        let kinds = posts.len() > 1 && posts.iter().all(|d| d.subject.item_key.as_deref().is_some_and(|k| k.starts_with("posts_")));
        let sum = posts.iter().try_fold(Decimal::ZERO, |sum, d| sum.checked_add(d.fact.value));
        (bare && kinds && sum == Some(number.printed.value)).then(|| Counted::people(Some("posts")))
    }

    /// The levels of this sentence that are no parts of each other, back to where it speaks of something else. `None` when they are totals themselves.
    fn parts_said(&self) -> Option<Vec<&Draft>> {
        let said = self.drafts.iter().enumerate().rev().take(RECENT).take_while(|(_, d)| d.sentence == self.sentences);
        let levels: Vec<(usize, &Draft)> = said.filter(|(_, d)| d.fact.aspect == Aspect::Level && !d.compared).collect();
        let last = levels.first().map(|(_, d)| *d)?;
        let at = (last.fact.stage, last.fact.year);
        let same = |d: &Draft| d.subject.measure == last.subject.measure && (d.fact.stage, d.fact.year) == at;
        let within = |d: &Draft| d.fact.parent.is_some_and(|p| levels.iter().any(|(i, _)| *i == p));
        let parts: Vec<&Draft> = levels.iter().map(|(_, d)| *d).take_while(|d| same(d)).filter(|d| !within(d)).collect();
        // 本年支出90万元，年末结转和结余10万元，总计100万元.
        let beside = parts.len() > 1 && parts.iter().any(|d| carried(d));
        let part = |d: &&Draft| match d.subject.component {
            Some(Component::Total) => false,
            Some(Component::Current) => beside,
            component => d.subject.is_item() || component.is_some(),
        };
        (!parts.is_empty() && parts.iter().all(part)).then_some(parts)
    }
}

/// Money that was carried over from the year before or into the next.
fn carried(draft: &Draft) -> bool {
    draft.subject.component == Some(Component::CarryOver) || draft.subject.item_key.as_deref() == Some("carry_over")
}

/// What these parts are all of.
fn whole(parts: &[&Draft]) -> Option<Subject> {
    let first = &parts.first()?.subject;
    let all = |of: &dyn Fn(&Subject) -> bool| parts.iter().all(|d| of(&d.subject));
    let fund = first.fund.filter(|fund| all(&|s| s.fund == Some(*fund)));
    let made = |component| Some(Subject { component, fund, ..Subject::of(first.measure) });
    // 财政拨款本年收入90万元，年初结转10万元，总计100万元: what was carried over is of the same money.
    let current = parts.iter().map(|d| &d.subject).find(|s| s.component == Some(Component::Current));
    if let Some(current) = current {
        let rest = parts.iter().filter(|d| d.subject.component != Some(Component::Current));
        let same = rest.clone().count() + 1 == parts.len() && rest.clone().all(|d| carried(d));
        return same.then(|| Subject { component: Some(Component::Total), ..current.clone() });
    }
    match first.measure {
        Measure::Revenue if all(&|s| s.scheme == Some(Scheme::Source)) => made(Some(Component::Total)),
        Measure::Expenditure if first.scheme.is_some() => {
            let one = all(&|s| s.scheme == first.scheme && s.component == first.component);
            one.then(|| made(first.component.or(Some(Component::Total)))).flatten()
        }
        Measure::Expenditure => {
            let basic = all(&|s| matches!(s.component, Some(Component::Personnel | Component::Operating)));
            let divided = all(&|s| s.scheme.is_none() && s.component.is_some());
            divided.then(|| made(Some(if basic { Component::Basic } else { Component::Total }))).flatten()
        }
        Measure::AgencyOperating if all(&|s| s.scheme == Some(Scheme::Listed)) => made(None),
        Measure::ThreePublic if all(&|s| s.item_key.is_some()) => made(None),
        Measure::Procurement if all(&|s| matches!(s.item_key.as_deref(), Some("goods" | "works" | "services"))) => made(None),
        _ => None,
    }
}
