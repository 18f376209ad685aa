//! Whom an amount is about: a class, an item of a list, a measure by its words, or what was spoken of before.

use super::classes::{self, Named};
use super::clause::Lead;
use super::compose::{self, Around, Subject};
use super::lexicon::{Atom, Word};
use super::reader::Reader;
use super::scope::Mode;
use super::token::{Kind, Token};
use crate::facts::{Component, ItemLevel, Measure, Scheme};
use crate::normalise::classes::{ClassScheme, is_class_name};

/// What is known of whom an amount is about.
pub(super) enum About {
    /// The words name it.
    Named(Subject),
    /// No name: what was spoken of.
    Inherited(Subject),
    /// Not certain.
    Unknown,
}

impl Reader<'_> {
    /// Whom an amount is about.
    pub(super) fn about(&mut self, lead: &Lead, tokens: &[Token]) -> About {
        let (heading, current, scheme) = (self.scope().heading, self.scope().subject.clone(), self.scope().scheme);
        let balance = lead.bag.fund().flatten().is_some_and(|fund| self.balance(fund));
        let even = lead.bag.fund().flatten().is_some_and(|fund| self.even.contains(&fund)) && self.scope().parent.is_none();
        // 财政拨款总收入 beside 财政拨款总支出.
        let even = even || balance && lead.phrase.and_then(|(s, e)| self.key.get(s..e)).is_some_and(|name| name.contains("总收入"));
        if let Some(subject) = self.listed(lead, tokens) {
            return About::Named(subject);
        }
        let explained =
            lead.path.is_empty() && lead.gap_before.is_none() && lead.gap_after.is_none() && !lead.dunhao && !lead.bag.is_weak();
        if explained
            && let Some(subject) = compose::money(&lead.bag, Around { balance, even, ..self.around(current.as_ref(), heading) })
                .filter(|s| scheme_allows(scheme, s))
        {
            return About::Named(self.labelled(subject, lead));
        }
        if let Some(named) = self.class_of(lead, tokens) {
            return named;
        }
        if lead.dunhao || self.prefix_unknown(lead) || self.tail_unknown(lead) {
            return self.label_in_list(lead, tokens, scheme);
        }
        // Under a heading of its own measure 共计支出3万元 is that measure's.
        let elsewhere = heading.is_some_and(|m| !matches!(m, Measure::Revenue | Measure::Expenditure));
        if lead.bag.is_weak() || elsewhere && lead.bag.is_side_alone() {
            return self.weak(lead, current, heading);
        }
        let around = Around { balance, even, ..self.around(current.as_ref(), heading) };
        match compose::money(&lead.bag, around) {
            Some(subject) if scheme_allows(scheme, &subject) => About::Named(self.labelled(subject, lead)),
            _ => self.label_in_list(lead, tokens, scheme),
        }
    }

    /// 支出决算, 预算安排: what was spoken of, or else the side as a whole.
    pub(super) fn weak(&mut self, lead: &Lead, current: Option<Subject>, heading: Option<Measure>) -> About {
        use super::lexicon::Side;
        let side = lead.bag.side;
        let fits = |s: &Subject| match side {
            None => true,
            Some(Side::Revenue) => s.measure == Measure::Revenue && !s.both,
            // 支出450万元 after what was carried over is the expenditure.
            Some(_) => s.measure != Measure::Revenue && !matches!(s.component, Some(Component::CarryOver | Component::SurplusDistributed)),
        };
        // An amount that stands alone under a heading on projects is one project's.
        let alone = !lead.said && lead.label.is_none() && !self.scope().named;
        match current {
            _ if alone => About::Unknown,
            Some(subject) if fits(&subject) => About::Inherited(subject),
            // 支出决算 after an amount whose subject was not understood is that one's.
            _ if self.scope().lost_amount => About::Unknown,
            _ if side.is_some() && !matches!(heading, Some(m) if m != Measure::Revenue && m != Measure::Expenditure) => {
                match compose::money(&lead.bag, self.around(None, heading)) {
                    Some(subject) => About::Named(subject),
                    None => About::Unknown,
                }
            }
            _ => About::Unknown,
        }
    }

    /// The label as printed, for items.
    pub(super) fn labelled(&self, mut subject: Subject, lead: &Lead) -> Subject {
        let item = subject.item_key.is_some()
            || subject.measure == Measure::Assets
            || subject.scheme.is_some()
            || (subject.measure == Measure::ThreePublic && lead.bag.has(Atom::Foreign));
        if item && let Some((start, end)) = lead.phrase {
            let bare = matches!(subject.measure, Measure::ThreePublic | Measure::Procurement) && lead.core_end > start;
            let end = if bare { lead.core_end } else { end };
            subject.item = self.places.of(&self.passage, start, end).map(|(_, text)| text);
        }
        subject
    }

    /// A class, by path or by name.
    pub(super) fn class_of(&mut self, lead: &Lead, tokens: &[Token]) -> Option<About> {
        let year = self.context.identity.fiscal_year;
        let key = self.key.clone();
        let (above, scheme, heading) = (self.scope().above.clone(), self.scope().scheme, self.scope().heading);
        let component = self.breakdown_of();
        if !lead.path.is_empty() {
            // 行政运行（项）事务10万元 is still the class; longer text after it is something else.
            if !path_ends(tokens, &key) {
                return Some(About::Unknown);
            }
            let named = classes::of_path(&lead.path, &key, above.as_deref(), year)?;
            return Some(self.class_subject(&named, component));
        }
        let money = matches!(heading, None | Some(Measure::Expenditure | Measure::Revenue));
        if !money || lead.direction.is_some_and(|_| lead.label.is_none()) {
            return None;
        }
        let above = above.or_else(|| self.parent_code());
        // 人员经费50万元，主要包括：基本工资30万元: what personnel and operating money is made of are economic classes.
        let made_of = matches!(component, Some(Component::Personnel | Component::Operating)).then_some(Scheme::Economic);
        // 基本支出100万元，包括：基本工资30万元: the first name that is an economic class alone shows what the list is by.
        let alone = |name: &str| is_class_name(ClassScheme::Economic, name) && !is_class_name(ClassScheme::Function, name);
        let basic = component == Some(Component::Basic) && label_of(lead).and_then(|(s, e)| key.get(s..e)).is_some_and(alone);
        let made_of = made_of.or(basic.then_some(Scheme::Economic));
        let at = classes::Where { scheme: scheme.or(made_of), above: above.as_deref(), year };
        let named = classes::of_label(lead, &key, at, &weak_tail(tokens))?;
        // 项目支出100万元，其中：代表工作5万元: a project's name may read like a class; one of the classes at the top is one.
        if component == Some(Component::Project) && scheme.is_none() && named.level != Some(ItemLevel::Class) {
            return None;
        }
        Some(self.class_subject(&named, component))
    }

    pub(super) fn parent_code(&mut self) -> Option<String> {
        let parent = self.scope().parent?;
        self.drafts.get(parent).and_then(|d| d.subject.code.clone())
    }

    pub(super) fn class_subject(&mut self, named: &Named, component: Option<Component>) -> About {
        match self.places.of(&self.passage, named.start, named.end) {
            Some((_, text)) => {
                let mut subject = named.subject(clean_label(&text), component);
                if subject.level.is_none() && named.scheme == Scheme::Function {
                    subject.level = self.depth_level();
                }
                About::Named(subject)
            }
            None => About::Unknown,
        }
    }

    pub(super) fn depth_level(&mut self) -> Option<ItemLevel> {
        let parent = self.scope().parent?;
        match self.drafts.get(parent)?.subject.level? {
            ItemLevel::Class => Some(ItemLevel::Section),
            ItemLevel::Section | ItemLevel::Item => Some(ItemLevel::Item),
        }
    }

    /// The component that a breakdown here is limited to: 项目支出100万元，其中：教育支出 …
    pub(super) fn breakdown_of(&mut self) -> Option<Component> {
        if let Some(announced) = &self.scope().announced {
            return announced.component;
        }
        let parent = self.scope().parent?;
        let subject = &self.drafts.get(parent)?.subject;
        let divided = !matches!(subject.component, Some(Component::CarryOver | Component::SurplusDistributed));
        (subject.measure == Measure::Expenditure && !subject.is_total() && divided).then_some(subject.component).flatten()
    }

    /// An item of the list of 机关运行经费: any name.
    pub(super) fn listed(&mut self, lead: &Lead, tokens: &[Token]) -> Option<Subject> {
        let operating = self.scope().subject.as_ref().is_some_and(|s| s.measure == Measure::AgencyOperating);
        if !operating || lead.dunhao || lead.direction.is_some() || lead.base.is_some() || lead.bag.measure(Measure::AgencyOperating) {
            return None;
        }
        let (unsummed, purpose) = (self.scope().last_level.is_none(), self.scope().mode == Mode::Purpose);
        let (start, end) = label_of(lead)?;
        let end = name_end(tokens, end);
        let key = self.passage.key.get(start..end)?;
        if key.chars().count() < 2
            || key.chars().count() > 24
            || lead.bag.component.is_some()
            || !lead.bag.funds.is_empty()
            || !names_something(lead)
            // 支出决算为40万元: what was spoken of, and no item of its list.
            || lead.bag.is_weak() && lead.gap_before.is_none() && lead.gap_after.is_none()
        {
            return None;
        }
        // Before the total (机关运行经费由以下构成：办公费5万元) only names that the classification knows are its items, and not what it may be used for.
        if unsummed && (purpose || !is_class_name(ClassScheme::Economic, key)) {
            return None;
        }
        let (_, text) = self.places.of(&self.passage, start, end)?;
        Some(Subject { scheme: Some(Scheme::Listed), item: Some(clean_label(&text)), ..Subject::of(Measure::AgencyOperating) })
    }

    /// A name that no classification knows, in a list that is by one.
    pub(super) fn label_in_list(&mut self, lead: &Lead, tokens: &[Token], scheme: Option<Scheme>) -> About {
        let Some(scheme @ (Scheme::Function | Scheme::Economic)) = scheme else { return About::Unknown };
        let Some(label) = label_of(lead).filter(|_| !lead.dunhao && lead.direction.is_none() && lead.base.is_none()) else {
            return About::Unknown;
        };
        let (start, end) = (label.0, name_end(tokens, label.1));
        let Some(name) = self.passage.key.get(start..end).map(str::to_owned) else { return About::Unknown };
        let length = name.chars().count();
        let named = name.ends_with("支出")
            || name.ends_with("费")
            || name.ends_with("补助")
            || name.ends_with("事务")
            || scheme == Scheme::Function && self.scope().parent.is_some();
        if !(2..=24).contains(&length) || !named || name == "支出" {
            return About::Unknown;
        }
        let component = self.breakdown_of();
        let named = Named { start, end, scheme, code: None, level: None };
        self.class_subject(&named, component)
    }

    /// Unknown text before the phrase that is no office's name: the amount may be of something narrower.
    pub(super) fn prefix_unknown(&self, lead: &Lead) -> bool {
        let Some((start, end)) = lead.gap_before else { return false };
        if lead.phrase.is_none() && lead.path.is_empty() {
            return true;
        }
        let text = self.passage.key.get(start..end).unwrap_or_default();
        !lead.office && !self.is_office(text)
    }

    pub(super) fn tail_unknown(&self, lead: &Lead) -> bool {
        lead.gap_after.is_some()
    }

    /// The name of the publishing body, or one that ends as bodies do.
    pub(super) fn is_office(&self, text: &str) -> bool {
        let identity = self.context.identity;
        let own = [&identity.department_printed, &identity.department, &identity.unit_name, &identity.county];
        let known = own.into_iter().flatten().any(|name| {
            let key = crate::normalise::key::fold_text(name);
            !key.is_empty() && text.ends_with(&key)
        });
        known || text.ends_with(|c: char| "局委办院厅处站所校园部队会馆室台社团厂司库镇乡街县市区省关心店组".contains(c))
    }
}

/// True when what follows the last mark of a path adds no name of its own: 行政运行（项）支出, （项）事务.
fn path_ends(tokens: &[Token], key: &str) -> bool {
    let last = tokens.iter().rposition(|t| matches!(t.kind, Kind::Level(..))).map_or(0, |l| l + 1);
    tokens[last..].iter().all(|t| match &t.kind {
        Kind::Gap => key.get(t.start..t.end).is_some_and(|text| text.chars().count() <= 2),
        Kind::Word(Word::Head(_) | Word::Component(_) | Word::Measure(_) | Word::Fund(_) | Word::Source(_)) => false,
        _ => true,
    })
}

/// The label with the fillers that begin it: 应急保障用车.
pub(super) fn label_of(lead: &Lead) -> Option<(usize, usize)> {
    let (start, end) = lead.label?;
    Some((lead.region_start.map_or(start, |s| s.min(start)), end))
}

/// True when the lead names more than fillers.
fn names_something(lead: &Lead) -> bool {
    lead.gap_before.is_some() || lead.phrase.is_some()
}

/// In a list by class, a name of another kind ends the list or is none of its items.
fn scheme_allows(scheme: Option<Scheme>, subject: &Subject) -> bool {
    match scheme {
        Some(Scheme::Economic) => !matches!(subject.measure, Measure::ThreePublic | Measure::MeetingFee | Measure::TrainingFee),
        _ => true,
    }
}

/// Tokens at the end of a lead that are no part of a name: 预算, 为, 共.
fn weak_tail(tokens: &[Token]) -> Vec<(usize, usize)> {
    let mut tail = Vec::new();
    for token in tokens.iter().rev() {
        match &token.kind {
            Kind::Word(
                Word::Filler
                | Word::Noun
                | Word::Stage(_)
                | Word::Arranged
                | Word::Side(_)
                | Word::Sum
                | Word::Each
                | Word::Approximate
                | Word::Total,
            )
            | Kind::Quote
            | Kind::Opaque => {
                tail.push((token.start, token.end));
            }
            _ => break,
        }
    }
    tail
}

/// Where the name at the end of these tokens ends: stages and fillers after it are no part of it, 支出 is.
fn name_end(tokens: &[Token], end: usize) -> usize {
    let mut at = end;
    for token in tokens.iter().rev() {
        match &token.kind {
            Kind::Word(Word::Filler | Word::Stage(_) | Word::Arranged | Word::Each | Word::Approximate) | Kind::Quote | Kind::Opaque => {
                at = token.start
            }
            _ => break,
        }
    }
    at.min(end)
}

/// A label without quotation marks and blanks round it.
pub(super) fn clean_label(text: &str) -> String {
    text.trim_matches(|c: char| c.is_whitespace() || "“”\"'‘’「」『』：:，,。；;、".contains(c)).to_owned()
}
