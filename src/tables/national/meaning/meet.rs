//! What two words say of one thing together: the more exact of them, or that they contradict each other.

use super::super::words::{Role, Side};
use crate::facts::{Aspect, BudgetStage, Component, Fund};
use std::sync::Arc;

/// What two say of one thing: the one that says something; `None` (outer) where they differ.
pub(super) fn meet_equal<T: PartialEq + Copy>(a: Option<T>, b: Option<T>) -> Option<Option<T>> {
    match (a, b) {
        (Some(x), Some(y)) if x != y => None,
        (x, y) => Some(y.or(x)),
    }
}

/// Revenue and expenditure contradict each other; 收支 above either says nothing.
pub(in super::super) fn meet_side(a: Option<Side>, b: Option<Side>) -> Option<Option<Side>> {
    let one = |s: Option<Side>| s.filter(|s| *s != Side::Both);
    match (one(a), one(b)) {
        (None, None) => Some(b.or(a)),
        (x, y) => meet_equal(x, y),
    }
}

/// The more exact of two funds: 财政拨款 holds the three budgets; others exclude each other. `None` (outer) where they do.
pub(in super::super) fn meet_fund(a: Option<Fund>, b: Option<Fund>) -> Option<Option<Fund>> {
    let budget = |f: Fund| matches!(f, Fund::GeneralPublic | Fund::GovernmentFund | Fund::StateCapital);
    match (a, b) {
        (Some(Fund::All) | None, x) => Some(x.or(a)),
        (x, Some(Fund::All) | None) => Some(x),
        (Some(Fund::FiscalAppropriation), Some(f)) | (Some(f), Some(Fund::FiscalAppropriation)) if budget(f) => Some(Some(f)),
        (x, y) => meet_equal(x, y),
    }
}

/// The more exact of two components: basic expenditure holds personnel and operating; others exclude each other. `None` (outer) where they do.
pub(in super::super) fn meet_component(a: Option<Component>, b: Option<Component>) -> Option<Option<Component>> {
    let within = |c: Component| matches!(c, Component::Personnel | Component::Operating);
    match (a, b) {
        (Some(Component::Basic), Some(c)) | (Some(c), Some(Component::Basic)) if within(c) => Some(Some(c)),
        (x, y) => meet_equal(x, y),
    }
}

/// The more exact of two items: official vehicles hold their purchase and operation.
pub(in super::super) fn meet_item(a: Option<&Arc<str>>, b: Option<&Arc<str>>) -> Option<Option<Arc<str>>> {
    match (a, b) {
        (Some(x), Some(y)) if x != y => {
            let (vehicle, part) = if x.as_ref() == "official_vehicle" { (x, y) } else { (y, x) };
            let holds = vehicle.as_ref() == "official_vehicle" && part.starts_with("vehicle_");
            holds.then(|| Some(part.clone()))
        }
        (x, y) => Some(y.or(x).cloned()),
    }
}

/// 预算 in 全年预算数 or 预算执行数 does not make it less exact.
pub(super) fn more_exact_stage(before: Option<BudgetStage>, stage: BudgetStage) -> BudgetStage {
    match before {
        Some(exact) if stage == BudgetStage::Budget => exact,
        _ => stage,
    }
}

/// 科目编码: of two roles in one text the one that says more.
pub(super) fn more_exact_role(before: Option<Role>, role: Role) -> Role {
    match (before, role) {
        (Some(Role::Code), Role::Name) | (Some(Role::Name), Role::Code) if before.is_some() => match before {
            // 科目编码 is cut as one word; 科目 + 编码 is a code, 编码 + 名称 both.
            Some(Role::Code) => Role::CodeName,
            _ => Role::Code,
        },
        (Some(exact), Role::Label) => exact,
        _ => role,
    }
}

/// 增减 with 率 or % is a percent.
pub(super) fn joined_aspect(a: Aspect, b: Aspect) -> Aspect {
    match (a, b) {
        (Aspect::Change, other) | (other, Aspect::Change) => other,
        (_, deeper) => deeper,
    }
}
