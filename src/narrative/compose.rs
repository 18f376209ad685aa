//! What an amount is about, composed from the words before it.
//!
//! Words are atoms: 公务用车 + 购置 is vehicle_purchase, 一般公共预算 + 收入 is a source, 政府采购 + 货物 is goods. Only what the words together settle becomes a subject.

use super::lexicon::{Atom, Head, NAMED, PLANNED, Side, Word};
use crate::facts::{BudgetStage, Component, Fund, ItemLevel, Measure, Scheme};

/// What an amount is about: the dimensions of a fact without its value, year and aspect.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Subject {
    /// What is measured; revenue when `both` is set.
    pub measure: Measure,
    /// Revenue and expenditure at once.
    pub both: bool,
    pub component: Option<Component>,
    /// The money that the words themselves limit it to.
    pub fund: Option<Fund>,
    pub scheme: Option<Scheme>,
    pub item_key: Option<String>,
    /// The label as printed.
    pub item: Option<String>,
    pub code: Option<String>,
    pub level: Option<ItemLevel>,
}

impl Subject {
    /// A measure, nothing else.
    pub fn of(measure: Measure) -> Self {
        Subject { measure, both: false, component: None, fund: None, scheme: None, item_key: None, item: None, code: None, level: None }
    }

    pub(super) fn keyed(measure: Measure, key: &str) -> Self {
        Subject { item_key: Some(key.to_owned()), ..Subject::of(measure) }
    }

    /// True for revenue, expenditure or both as a whole.
    pub fn is_total(&self) -> bool {
        matches!(self.component, Some(Component::Total | Component::Current))
    }

    /// True for what is held at a date: assets, but not those that are to be bought.
    pub fn is_stock(&self) -> bool {
        self.measure == Measure::Assets && !matches!(self.item_key.as_deref(), Some("planned_purchase" | "procurement_plan"))
    }

    /// True when it is an item of a breakdown.
    pub fn is_item(&self) -> bool {
        self.item_key.is_some() || self.scheme.is_some() || self.item.is_some()
    }

    /// True when both speak of the same thing, whatever money they are limited to.
    pub fn same_as(&self, other: &Subject) -> bool {
        self.measure == other.measure
            && self.both == other.both
            && self.component == other.component
            && self.scheme == other.scheme
            && self.item_key == other.item_key
            && (self.item_key.is_some() || self.item == other.item)
    }
}

/// The words of a phrase, by kind.
#[derive(Debug, Clone, Default)]
pub(super) struct Bag {
    pub side: Option<Side>,
    pub funds: Vec<Fund>,
    pub source: Option<Fund>,
    pub component: Option<Component>,
    pub measures: Vec<Measure>,
    pub asset: Option<&'static str>,
    pub atoms: Vec<Atom>,
    pub heads: Vec<Head>,
    pub total: bool,
    pub sum: bool,
    pub current: bool,
    pub prior_year: bool,
    pub period_end: bool,
    pub stage: Option<BudgetStage>,
    /// 按经济分类: what a heading says its list to be by.
    pub by: Option<Scheme>,
    /// 费, 经费: money is meant.
    pub noun: bool,
}

impl Bag {
    /// Adds a word; false for one that names nothing.
    pub fn add(&mut self, word: Word) -> bool {
        match word {
            Word::Side(side) => {
                self.side = Some(match self.side {
                    Some(known) if known != side => Side::Both,
                    _ => side,
                });
            }
            Word::Fund(fund) => self.funds.push(fund),
            Word::Source(fund) => self.source = Some(fund),
            Word::Component(component) => self.component = Some(component),
            Word::Measure(measure) => {
                if !self.measures.contains(&measure) {
                    self.measures.push(measure);
                }
            }
            Word::Asset(key) => self.asset = Some(key),
            Word::Atom(atom) => self.atoms.push(atom),
            Word::Head(head) => self.heads.push(head),
            Word::Total => self.total = true,
            Word::Sum => self.sum = true,
            Word::Current => self.current = true,
            _ => return false,
        }
        true
    }

    /// The money that the words limit it to, if they name any: the last one named (财政拨款 after 一般公共预算 adds nothing), and of several that are joined
    /// (一般公共预算及政府性基金财政拨款) what they are together. `None` when that is no money of its own.
    pub fn fund(&self) -> Option<Option<Fund>> {
        let own = |f: &&Fund| matches!(f, Fund::GeneralPublic | Fund::GovernmentFund | Fund::StateCapital | Fund::SpecialAccount);
        let Some(first) = self.funds.iter().find(own) else { return Some(self.funds.last().copied()) };
        let mut others = self.funds.iter().filter(own).filter(|f| *f != first);
        if others.clone().next().is_none() {
            return Some(Some(*first));
        }
        let fiscal = *first == Fund::GeneralPublic && others.all(|f| *f != Fund::SpecialAccount);
        fiscal.then_some(Some(Fund::FiscalAppropriation))
    }

    pub fn has(&self, atom: Atom) -> bool {
        self.atoms.contains(&atom)
    }

    pub fn head(&self, head: Head) -> bool {
        self.heads.contains(&head)
    }

    pub fn measure(&self, measure: Measure) -> bool {
        self.measures.contains(&measure)
    }

    /// True for 支出合计, 总支出: a side as a whole and nothing else.
    pub fn is_side_alone(&self) -> bool {
        self.names_nothing() && matches!(self.side, Some(Side::Revenue | Side::Expenditure))
    }

    /// True for 支出, 本年支出, 支出预算.
    pub fn is_side_or_weak(&self) -> bool {
        self.names_nothing() && self.side != Some(Side::Both)
    }

    /// True when it holds nothing that could name a subject of its own: at most a side and a stage (支出决算).
    pub fn is_weak(&self) -> bool {
        self.names_nothing() && self.side != Some(Side::Both) && !(self.side.is_some() && (self.total || self.sum || self.current))
    }

    fn names_nothing(&self) -> bool {
        self.funds.is_empty()
            && self.source.is_none()
            && self.component.is_none()
            && self.measures.is_empty()
            && self.asset.is_none()
            && self.atoms.iter().all(|a| matches!(a, Atom::Plan | Atom::Project | Atom::Kept))
            && self.heads.is_empty()
    }
}

/// What is known where a phrase stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around<'a> {
    /// What the text before speaks of.
    pub subject: Option<&'a Subject>,
    /// The measure that the headings or the list speak of.
    pub heading: Option<Measure>,
    /// The disclosure is one of final accounts.
    pub final_accounts: bool,
    /// 总计 is printed beside 合计.
    pub has_grand_total: bool,
    /// The part is the one on state assets.
    pub assets: bool,
    /// Revenue and expenditure of the phrase's own money are given side by side.
    pub balance: bool,
    /// The two sides of the phrase's own money are given with equal amounts.
    pub even: bool,
    /// It stands among the parts of a total of this measure, carried-over money included.
    pub part_of: Option<Measure>,
}

impl Around<'_> {
    fn measure(&self) -> Option<Measure> {
        self.subject.map(|s| s.measure).or(self.heading)
    }

    fn speaks_of(&self, measure: Measure) -> bool {
        self.subject.is_some_and(|s| s.measure == measure && !s.both) || self.heading == Some(measure)
    }
}

/// The subject that an amount of money has after these words. `None` when they settle none.
pub(super) fn money(bag: &Bag, around: Around<'_>) -> Option<Subject> {
    let fund = bag.fund()?;
    let subject = of_measure(bag, around)
        .or_else(|| assets(bag, around))
        .or_else(|| three_public(bag, around))
        .or_else(|| procurement(bag, around))
        .or_else(|| source(bag, around))
        .or_else(|| component(bag))
        .or_else(|| side(bag, around))
        .or_else(|| fund_alone(bag, around))?;
    if matches!(subject.scheme, Some(Scheme::Source)) || subject.measure == Measure::Assets {
        return Some(subject);
    }
    Some(Subject { fund: subject.fund.or(fund), ..subject })
}

/// 三公, 机关运行经费, 会议费, 培训费 by their own names. Several of them together have no measure.
fn of_measure(bag: &Bag, around: Around<'_>) -> Option<Subject> {
    let own: Vec<Measure> = bag.measures.iter().copied().filter(|m| *m != Measure::Procurement).collect();
    match own.as_slice() {
        [Measure::ThreePublic] => three_public_item(bag, around).or_else(|| Some(Subject::of(Measure::ThreePublic))),
        [one] if *one != Measure::Procurement && !bag.measure(Measure::Procurement) => Some(Subject::of(*one)),
        _ => None,
    }
}

fn three_public(bag: &Bag, around: Around<'_>) -> Option<Subject> {
    if bag.measures.is_empty() && bag.source.is_none() && bag.component.is_none() && bag.asset.is_none() {
        three_public_item(bag, around)
    } else {
        None
    }
}

fn three_public_item(bag: &Bag, around: Around<'_>) -> Option<Subject> {
    let of = |key| Some(Subject::keyed(Measure::ThreePublic, key));
    let (purchase, operation, vehicle) = (bag.has(Atom::Purchase), bag.has(Atom::Operation), bag.has(Atom::Vehicle));
    let named = [bag.has(Atom::Overseas), vehicle, bag.has(Atom::Reception)].into_iter().filter(|n| *n).count();
    if named > 1 || bag.has(Atom::Equipment) || bag.has(Atom::EquipmentLarge) || bag.has(Atom::Kept) {
        return None;
    }
    if around.assets && bag.measures.is_empty() {
        return None;
    }
    let in_list = around.speaks_of(Measure::ThreePublic) || bag.measure(Measure::ThreePublic);
    if bag.has(Atom::Overseas) {
        return of("overseas_travel");
    }
    if bag.has(Atom::Reception) {
        // Guests from abroad are a part of receptions that no item counts.
        return if bag.has(Atom::Foreign) { Some(Subject::of(Measure::ThreePublic)) } else { of("official_reception") };
    }
    match (vehicle || in_list, purchase, operation) {
        (true, true, true) => of("official_vehicle"),
        (true, true, false) => of("vehicle_purchase"),
        (true, false, true) => of("vehicle_operation"),
        _ if vehicle && (in_list || bag.noun) && !bag.has(Atom::Persons) && bag.heads.is_empty() => of("official_vehicle"),
        _ => None,
    }
}

fn procurement(bag: &Bag, around: Around<'_>) -> Option<Subject> {
    if !bag.measure(Measure::Procurement) && !around.speaks_of(Measure::Procurement) {
        return None;
    }
    if around.final_accounts && bag.has(Atom::Plan) {
        // 政府采购计划150万元 is neither what was spent nor, for certain, the budget.
        return None;
    }
    let kinds = [(Atom::Goods, "goods"), (Atom::Works, "works"), (Atom::Services, "services"), (Atom::Sme, "sme"), (Atom::Micro, "micro")];
    let found: Vec<&str> = kinds.iter().filter(|(atom, _)| bag.has(*atom)).map(|(_, key)| *key).collect();
    match found.as_slice() {
        // 采购车辆, 采购办公设备: things, and not all that is bought.
        [] if bag.atoms.iter().any(|a| !matches!(a, Atom::Plan | Atom::Project)) => None,
        [] if bag.measure(Measure::Procurement) && bag.measures.len() == 1 => Some(Subject::of(Measure::Procurement)),
        [one] => Some(Subject::keyed(Measure::Procurement, one)),
        [.., "sme", "micro"] => None,
        _ => None,
    }
}

fn assets(bag: &Bag, around: Around<'_>) -> Option<Subject> {
    if bag.asset == Some(PLANNED) {
        return Some(Subject::keyed(Measure::Assets, PLANNED));
    }
    // 固定资产：上年末900万元，本年计划购置10万元.
    let held = around.subject.is_some_and(Subject::is_stock) && around.assets;
    if held && bag.asset.is_none() && bag.has(Atom::Purchase) && bag.has(Atom::Plan) && bag.atoms.len() == 2 && bag.measures.is_empty() {
        return Some(Subject::keyed(Measure::Assets, PLANNED));
    }
    let vehicles = around.assets && bag.has(Atom::Vehicle) && !bag.has(Atom::Operation);
    let key = bag.asset.or(vehicles.then_some("vehicles"))?;
    if bag.measure(Measure::Procurement) {
        return Some(Subject::keyed(Measure::Assets, "procurement_plan"));
    }
    if bag.has(Atom::Purchase) || bag.has(Atom::Plan) {
        // 新增无形资产: not all that is to be bought.
        return (key != NAMED).then(|| Subject::keyed(Measure::Assets, PLANNED));
    }
    let alone = bag.source.is_none() && bag.component.is_none() && bag.funds.is_empty() && bag.measures.is_empty() && bag.side.is_none();
    let alone = alone && (key != NAMED || around.assets);
    alone.then(|| if key == NAMED { Subject::of(Measure::Assets) } else { Subject::keyed(Measure::Assets, key) })
}

/// A source of revenue by its own name; carried-over money by its words.
fn source(bag: &Bag, around: Around<'_>) -> Option<Subject> {
    let named = bag.source.or_else(|| (bag.has(Atom::Carry) && bag.prior_year).then_some(Fund::CarryOver));
    if let Some(fund) = named {
        let bought = around.measure() == Some(Measure::Procurement) && bag.side != Some(Side::Revenue) && bag.component.is_none();
        if bought {
            // 按资金类型划分，一般公共预算拨款45万元，上年结转19万元: the money that it is bought with.
            return Some(Subject { fund: Some(fund), ..Subject::of(Measure::Procurement) });
        }
        return Some(match bag.side {
            Some(Side::Expenditure) if fund != Fund::CarryOver => return None,
            Some(Side::Expenditure) => Subject { component: Some(Component::Total), fund: Some(fund), ..Subject::of(Measure::Expenditure) },
            _ if bag.component.is_some() => return None,
            _ => of_source(fund),
        });
    }
    match (bag.side, bag.fund()?) {
        // 财政拨款收入总计 beside 财政拨款支出总计: not a source of all revenue, but the total of what that money's balance counts.
        (Some(Side::Revenue), Some(fund)) if bag.component.is_none() && (bag.total && around.balance || around.even) => {
            Some(Subject { component: Some(Component::Total), fund: Some(fund), ..Subject::of(Measure::Revenue) })
        }
        // 财政拨款本年收入90万元，年初结转10万元: what is of this year, of that money's own balance.
        (Some(Side::Revenue), Some(fund @ Fund::FiscalAppropriation))
            if bag.component.is_none() && bag.current && around.part_of.is_none() =>
        {
            Some(Subject { component: Some(Component::Current), fund: Some(fund), ..Subject::of(Measure::Revenue) })
        }
        (Some(Side::Revenue), Some(fund)) if bag.component.is_none() => Some(of_source(fund)),
        _ => None,
    }
}

fn of_source(fund: Fund) -> Subject {
    Subject { scheme: Some(Scheme::Source), ..Subject::keyed(Measure::Revenue, fund.as_str()) }
}

fn component(bag: &Bag) -> Option<Subject> {
    let carried = bag.has(Atom::Carry) && (bag.has(Atom::NextYear) || bag.period_end);
    let component = bag.component.or(carried.then_some(Component::CarryOver))?;
    if matches!(bag.side, Some(Side::Revenue | Side::Both)) {
        return None;
    }
    Some(Subject { component: Some(component), ..Subject::of(Measure::Expenditure) })
}

fn total_or_current(bag: &Bag, around: Around<'_>) -> Component {
    let side = if bag.side == Some(Side::Revenue) { Measure::Revenue } else { Measure::Expenditure };
    let part = around.part_of == Some(side) && bag.funds.is_empty();
    let current = bag.current && (bag.sum || around.final_accounts || part) && !bag.total;
    let sum = bag.sum && around.final_accounts && around.has_grand_total && !bag.total && bag.funds.is_empty();
    if current || sum { Component::Current } else { Component::Total }
}

fn side(bag: &Bag, around: Around<'_>) -> Option<Subject> {
    // 公务接待25批次，共计支出3万元: under a heading of its own measure 支出 is that measure's.
    if around.heading.is_some_and(|m| !matches!(m, Measure::Revenue | Measure::Expenditure)) && bag.funds.is_empty() {
        return None;
    }
    // 运转类支出, 特定目标类支出: a kind of expenditure, and not all of it.
    if bag.atoms.iter().any(|a| !matches!(a, Atom::Plan | Atom::Project | Atom::Kept | Atom::Carry | Atom::NextYear)) {
        return None;
    }
    let component = Some(total_or_current(bag, around));
    match bag.side? {
        Side::Revenue => Some(Subject { component, ..Subject::of(Measure::Revenue) }),
        Side::Expenditure => Some(Subject { component, ..Subject::of(Measure::Expenditure) }),
        Side::Both => Some(Subject { both: true, component, ..Subject::of(Measure::Revenue) }),
    }
}

/// 一般公共预算拨款8000万元: which measure it limits is told by what is spoken of.
fn fund_alone(bag: &Bag, around: Around<'_>) -> Option<Subject> {
    let fund = bag.fund()??;
    if !bag.atoms.iter().all(|a| matches!(a, Atom::Plan)) || !bag.heads.is_empty() || bag.asset.is_some() || !bag.measures.is_empty() {
        return None;
    }
    let about = around.subject;
    match around.measure()? {
        Measure::Revenue if about.is_none_or(|s| !s.both) => Some(of_source(fund)),
        Measure::Expenditure if about.is_none_or(|s| s.is_total()) => {
            Some(Subject { component: Some(Component::Total), fund: Some(fund), ..Subject::of(Measure::Expenditure) })
        }
        Measure::ThreePublic | Measure::AgencyOperating | Measure::Procurement => Some(Subject {
            fund: Some(fund),
            ..about.cloned().unwrap_or_else(|| Subject::of(around.heading.unwrap_or(Measure::ThreePublic)))
        }),
        _ => None,
    }
}
