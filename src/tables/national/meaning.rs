//! What a header or a label means: the union of what its words say, refused where two of them contradict each other.

mod meet;

use super::words::{Classes, Cut, FundWord, Role, Side, Word};
use crate::facts::{Aspect, BudgetStage, Component, Fund, Measure, ValueUnit};
use meet::{joined_aspect, meet_equal, more_exact_role, more_exact_stage};
pub(super) use meet::{meet_component, meet_fund, meet_item, meet_side};
use std::sync::Arc;

/// A year as a header tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearWord {
    Printed(i32),
    /// Counted from the fiscal year.
    Offset(i32),
}

impl YearWord {
    /// The year itself, when the fiscal year is known or not needed.
    pub(super) fn resolve(self, fiscal_year: Option<i32>) -> Option<i32> {
        match self {
            YearWord::Printed(year) => Some(year),
            YearWord::Offset(offset) => fiscal_year.map(|y| y + offset),
        }
    }
}

/// Money carried over: from the year before, or into the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Carry {
    Opening,
    Closing,
    /// 结转结余 alone.
    Unsaid,
}

/// What a text, or a path of texts, says of the amounts under it or beside it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Meaning {
    pub(super) side: Option<Side>,
    pub(super) fund: Option<Fund>,
    /// 单位资金: several sources for which there is no one key.
    pub(super) own: bool,
    /// A part of its fund, for which there is no key.
    pub(super) part: bool,
    pub(super) component: Option<Component>,
    pub(super) total: bool,
    pub(super) grand: bool,
    pub(super) current: bool,
    pub(super) carry: Option<Carry>,
    pub(super) measure: Option<Measure>,
    /// Several measures in one text (“三公”经费、会议费、培训费): the amounts add up what has no measure together.
    pub(super) mixed: bool,
    pub(super) item: Option<Arc<str>>,
    pub(super) count: Option<(Arc<str>, ValueUnit)>,
    pub(super) stage: Option<BudgetStage>,
    pub(super) year: Option<YearWord>,
    pub(super) aspect: Option<Aspect>,
    pub(super) percent: bool,
    pub(super) compared: bool,
    pub(super) base_stage: Option<BudgetStage>,
    pub(super) base_year: Option<YearWord>,
    pub(super) classes: Option<Classes>,
    pub(super) role: Option<Role>,
    pub(super) amount: bool,
    pub(super) skip: bool,
    /// 无, 此表为空.
    pub(super) nothing: bool,
}

impl Meaning {
    /// The meaning of one text; `None` where a character is left over, nothing is said, or its words contradict each other.
    pub(super) fn of(cut: &Cut) -> Option<Meaning> {
        if !cut.understood() { None } else { Self::of_words(&cut.words) }
    }

    /// The meaning of words, whatever was left over between them (captions).
    pub(super) fn of_words(words: &[Word]) -> Option<Meaning> {
        let mut found = Meaning::default();
        let has = |w: &dyn Fn(&Word) -> bool| words.iter().any(w);
        let carried = has(&|w| matches!(w, Word::Carry | Word::OpeningCarry | Word::ClosingCarry));
        let sized = has(&|w| {
            matches!(w, Word::Side(_) | Word::Total | Word::Grand | Word::Fund(_) | Word::Component(_) | Word::Carry | Word::OpeningCarry)
        });
        let staged = has(&|w| matches!(w, Word::Stage(_) | Word::Aspect(_) | Word::Completion(_)));
        for word in words {
            match word {
                Word::Side(side) => {
                    found.side = Some(match found.side {
                        Some(before) if before != *side => Side::Both,
                        _ => *side,
                    });
                }
                Word::Fund(fund) => found.add_fund(*fund)?,
                Word::Component(c) => found.component = Some(meet_component(found.component, Some(*c))??),
                Word::Total => found.total = true,
                Word::Grand => found.grand = true,
                // 本年预算数 names a year, 本年收入 what was not carried over.
                Word::Current if staged && !sized => found.year = Some(YearWord::Offset(0)),
                Word::Current => found.current = true,
                Word::Carry => found.carry = found.carry.or(Some(Carry::Unsaid)),
                Word::OpeningCarry | Word::Opening => found.carry = Some(Carry::Opening),
                Word::ClosingCarry | Word::Closing => found.carry = Some(Carry::Closing),
                Word::YearOffset(-1) if carried => found.carry = Some(Carry::Opening),
                Word::YearOffset(offset) => found.add_year(YearWord::Offset(*offset)),
                Word::Year(year) => found.add_year(YearWord::Printed(*year)),
                Word::Measure(measure) => found.add_measure(*measure),
                Word::Item(measure, key) => {
                    found.add_measure(*measure);
                    found.add_item(key);
                }
                Word::Count(key, unit) => found.count = Some((key.clone(), *unit)),
                Word::Stage(stage) if found.compared => found.base_stage = Some(*stage),
                Word::Stage(stage) => found.stage = Some(more_exact_stage(found.stage, *stage)),
                Word::Compare => found.compared = true,
                Word::Aspect(aspect) => found.aspect = Some(found.aspect.map_or(*aspect, |before| joined_aspect(before, *aspect))),
                Word::Completion(stage) => {
                    found.aspect = Some(Aspect::CompletionPercent);
                    found.base_stage = Some(*stage);
                }
                Word::Percent => found.percent = true,
                Word::Classes(classes) => found.classes = Some(*classes),
                Word::Role(role) => found.role = Some(more_exact_role(found.role, *role)),
                Word::Amount => found.amount = true,
                Word::Skip => found.skip = true,
                Word::Nothing => found.nothing = true,
                Word::Filler => {}
            }
        }
        // 年初 or 年末 without 结转 is no carry-over.
        if !carried {
            found.carry = None;
        }
        found.settle_percent();
        Some(found)
    }

    fn settle_percent(&mut self) {
        if self.percent && self.aspect == Some(Aspect::Change) {
            self.aspect = Some(Aspect::ChangePercent);
        }
    }

    fn add_fund(&mut self, word: FundWord) -> Option<()> {
        match word {
            FundWord::Own => self.own = true,
            FundWord::Part => self.part = true,
            FundWord::Key(fund) => self.fund = Some(meet_fund(self.fund, Some(fund))??),
        }
        Some(())
    }

    fn add_year(&mut self, year: YearWord) {
        if self.compared {
            self.base_year = Some(year);
        } else {
            self.year = Some(year);
        }
    }

    /// 公务用车购置 + 运行维护费 are both of them: official vehicles.
    fn add_item(&mut self, key: &Arc<str>) {
        let vehicles = |k: &str| matches!(k, "vehicle_purchase" | "vehicle_operation" | "official_vehicle");
        match &self.item {
            Some(before) if before != key && vehicles(before) && vehicles(key) => self.item = Some(Arc::from("official_vehicle")),
            Some(before) => self.mixed |= before != key,
            None => self.item = Some(key.clone()),
        }
    }

    fn add_measure(&mut self, measure: Measure) {
        self.mixed |= self.measure.is_some_and(|before| before != measure);
        self.measure = Some(measure);
    }

    /// The meaning of a header or label path: what the levels say together, the deeper level the more exact one. `None` where they contradict each other.
    pub(super) fn below(&self, leaf: &Meaning) -> Option<Meaning> {
        let mut found = leaf.clone();
        found.side = meet_side(self.side, leaf.side)?;
        found.fund = match (self.fund, leaf.fund) {
            // 其他资金 › 其他收入: a part that carries its whole's name.
            (Some(Fund::Other), Some(Fund::Other)) => {
                found.part = true;
                Some(Fund::Other)
            }
            (Some(Fund::Other), Some(child)) => Some(child),
            (a, b) => meet_fund(a, b)?,
        };
        found.own = (self.own || leaf.own) && found.fund.is_none();
        found.part |= self.part;
        found.component = meet_component(self.component, leaf.component)?;
        found.current |= self.current;
        found.carry = leaf.carry.or(self.carry);
        if leaf.measure.is_none() && leaf.count.is_none() {
            found.measure = self.measure;
            found.mixed |= self.mixed;
        } else if !self.mixed && leaf.count.is_none() && self.measure.is_some_and(|m| leaf.measure != Some(m)) {
            return None;
        }
        found.item = meet_item(self.item.as_ref(), leaf.item.as_ref())?;
        found.stage = leaf.stage.or(self.stage);
        found.year = meet_equal(self.year, leaf.year)?;
        found.aspect = match (self.aspect, leaf.aspect) {
            (Some(a), Some(b)) => Some(joined_aspect(a, b)),
            (a, b) => b.or(a),
        };
        found.percent |= self.percent;
        found.compared |= self.compared;
        found.base_stage = leaf.base_stage.or(self.base_stage);
        found.base_year = leaf.base_year.or(self.base_year);
        found.classes = leaf.classes.or(self.classes);
        found.role = leaf.role.or(self.role.filter(|_| !leaf.says_amounts()));
        found.skip |= self.skip;
        if leaf.percent && found.aspect.is_none() && found.compared {
            found.aspect = Some(Aspect::ChangePercent);
        }
        found.settle_percent();
        Some(found)
    }

    /// It tells what amounts stand for, so that it cannot be the header of labels.
    pub(super) fn says_amounts(&self) -> bool {
        self.total
            || self.grand
            || self.amount
            || self.fund.is_some()
            || self.own
            || self.part
            || self.component.is_some()
            || self.carry.is_some()
            || self.measure.is_some()
            || self.count.is_some()
            || self.stage.is_some()
            || self.aspect.is_some()
    }

    /// It names a source, a component, an item; not only a stage, a year, a total.
    pub(super) fn names_an_item(&self) -> bool {
        self.fund.is_some()
            || self.own
            || self.part
            || self.component.is_some()
            || self.carry.is_some()
            || self.measure.is_some()
            || self.count.is_some()
    }

    /// Below `above` it adds nothing.
    pub(super) fn says_no_more_than(&self, above: &Meaning) -> bool {
        let bare = |m: &Meaning| Meaning { total: false, grand: false, amount: false, role: None, ..m.clone() };
        bare(self) == bare(above)
    }

    /// 小计, 合计 and nothing besides.
    pub(super) fn only_total(&self) -> bool {
        let bare = Meaning { total: false, grand: false, amount: false, ..self.clone() };
        (self.total || self.grand) && bare == Meaning::default()
    }

    /// The role of a column with this header: 编码 and 名称 whatever stands beside them; 项目 only where nothing speaks of amounts (项目预算数 is an amount).
    pub(super) fn column_role(&self) -> Option<Role> {
        match self.role? {
            Role::Label | Role::Name if self.says_amounts() && !self.only_fund() => None,
            role => Some(role),
        }
    }

    /// 一般公共预算支出科目: a fund beside a word for labels.
    fn only_fund(&self) -> bool {
        !(self.total
            || self.grand
            || self.amount
            || self.stage.is_some()
            || self.aspect.is_some()
            || self.measure.is_some()
            || self.count.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::Words;
    use super::*;
    use crate::normalise::key::fold_text;
    use crate::vocabulary::Vocabulary;

    fn words() -> Words {
        Words::new(&Vocabulary::built_in().unwrap()).unwrap()
    }

    fn path(words: &Words, texts: &[&str]) -> Option<Meaning> {
        let mut found = Meaning::default();
        for text in texts {
            found = found.below(&Meaning::of(&words.header(&fold_text(text)))?)?;
        }
        Some(found)
    }

    #[test]
    fn headers_are_composed() {
        let words = words();
        let of = |texts: &[&str]| path(&words, texts).unwrap_or_else(|| panic!("{texts:?}"));
        let m = of(&["2021年预算数比2020年执行数", "增减额"]);
        assert_eq!((m.stage, m.year), (Some(BudgetStage::Budget), Some(YearWord::Printed(2021))));
        assert_eq!(
            (m.base_stage, m.base_year, m.aspect),
            (Some(BudgetStage::Execution), Some(YearWord::Printed(2020)), Some(Aspect::Change))
        );
        assert_eq!(of(&["2021年预算数比2020年执行数", "增减%"]).aspect, Some(Aspect::ChangePercent));
        assert_eq!(of(&["比上年增减", "%"]).aspect, Some(Aspect::ChangePercent));
        assert_eq!(of(&["比上年增减（%）"]).aspect, Some(Aspect::ChangePercent));
        let m = of(&["一般公共预算财政拨款支出", "基本支出", "人员经费"]);
        assert_eq!((m.fund, m.component, m.side), (Some(Fund::GeneralPublic), Some(Component::Personnel), Some(Side::Expenditure)));
        let m = of(&["支出", "按支出性质和经济分类", "项目"]);
        assert_eq!((m.column_role(), m.classes), (Some(Role::Label), Some(Classes::Nature)));
        assert_eq!(of(&["部门预算支出经济分类科目编码"]).column_role(), Some(Role::Code));
        assert_eq!(of(&["项目预算数"]).column_role(), None);
        let m = of(&["年初财政拨款结转和结余"]);
        assert_eq!((m.carry, m.fund), (Some(Carry::Opening), Some(Fund::FiscalAppropriation)));
        assert_eq!(of(&["年末结转和结余"]).carry, Some(Carry::Closing));
        assert!(of(&["本年支出", "小计"]).current);
        assert_eq!(of(&["本年预算数"]).year, Some(YearWord::Offset(0)));
        assert_eq!(of(&["上年预算数"]).year, Some(YearWord::Offset(-1)));
        assert_eq!(of(&["“三公”经费预算数", "公务用车购置及运行费", "购置费"]).item.as_deref(), Some("vehicle_purchase"));
        assert_eq!(of(&["“三公”经费预算数", "公务用车购置及运行费", "小计"]).item.as_deref(), Some("official_vehicle"));
        assert_eq!(of(&["公务车购置和运行维护经费"]).item.as_deref(), Some("official_vehicle"));
        assert!(of(&["“三公”经费、会议费、培训费"]).mixed);
        assert_eq!(of(&["财政拨款收入", "其中：一般公共预算"]).fund, Some(Fund::GeneralPublic));
    }

    #[test]
    fn what_contradicts_itself_or_leaves_a_rest_is_refused() {
        let words = words();
        assert_eq!(path(&words, &["一般公共预算", "政府性基金预算"]), None);
        assert_eq!(path(&words, &["基本支出", "项目支出"]), None);
        assert_eq!(path(&words, &["收入", "支出"]), None);
        assert_eq!(path(&words, &["涉农整合"]), None);
    }
}
