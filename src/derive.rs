//! Last year's level, from a level and the change that is stated beside it.

use crate::checks::identity::key;
use crate::facts::{Aspect, Basis, Fact};

/// The dimensions in which a change and its level differ.
const DIFFER: &[&str] = &["aspect", "base_stage", "base_year"];

/// The derived facts of a list of stated ones: for each stated change whose base has a year, and the level of equal dimensions, the base's level = level - change, with the
/// base's stage and year, the change's place and `printed`, and both resolutions added up. The level is that of the same paragraph or table row; one from elsewhere serves
/// only when every witness of it has the same value.
pub fn last_year(facts: &[Fact]) -> Vec<Fact> {
    facts.iter().filter(|f| f.aspect == Aspect::Change && f.base_year.is_some()).filter_map(|change| derived(facts, change)).collect()
}

fn derived(facts: &[Fact], change: &Fact) -> Option<Fact> {
    let wanted = key(change, DIFFER);
    let levels: Vec<&Fact> =
        facts.iter().filter(|f| f.aspect == Aspect::Level && f.basis == Basis::Stated && key(f, DIFFER) == wanted).collect();
    let near = |f: &&&Fact| f.place.block == change.place.block && f.place.cell.map(|c| c.0) == change.place.cell.map(|c| c.0);
    let level = match levels.iter().filter(near).min_by_key(|f| f.place.start_char.abs_diff(change.place.start_char)) {
        Some(level) => level,
        None => levels.first().filter(|first| levels.iter().all(|l| l.value == first.value))?,
    };
    // No level is negative: a level and a change that say so were not said of each other.
    if level.value < change.value {
        return None;
    }
    Some(Fact {
        aspect: Aspect::Level,
        basis: Basis::Derived,
        stage: change.base_stage,
        year: change.base_year,
        base_stage: None,
        base_year: None,
        value: level.value - change.value,
        resolution: level.resolution + change.resolution,
        parent: None,
        ..change.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Place;
    use crate::facts::{BudgetStage, Component, Measure, Source, ValueUnit};
    use rust_decimal::Decimal;

    fn project(value: &str, aspect: Aspect, block: u32) -> Fact {
        let place = Place { block, end_block: block, ..Place::default() };
        let mut fact = Fact::level(Measure::Expenditure, value.parse().unwrap(), ValueUnit::WanYuan, Source::Prose, place);
        fact.component = Some(Component::Project);
        fact.stage = Some(BudgetStage::Budget);
        fact.year = Some(2019);
        fact.resolution = Decimal::new(1, 2);
        fact.aspect = aspect;
        if aspect == Aspect::Change {
            fact.base_stage = Some(BudgetStage::Budget);
            fact.base_year = Some(2018);
        }
        fact
    }

    #[test]
    fn the_base_is_the_level_less_the_change() {
        let found = last_year(&[project("500.25", Aspect::Level, 1), project("-20.5", Aspect::Change, 2)]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].value.to_string(), "520.75");
        assert_eq!((found[0].year, found[0].stage), (Some(2018), Some(BudgetStage::Budget)));
        assert_eq!(found[0].resolution.to_string(), "0.02");
        assert_eq!(found[0].place.block, 2);
    }

    #[test]
    fn witnesses_that_contradict_each_other_derive_nothing_unless_one_is_beside_the_change() {
        let (a, b, change) = (project("500", Aspect::Level, 1), project("501", Aspect::Level, 2), project("1", Aspect::Change, 3));
        assert_eq!(last_year(&[a.clone(), b.clone(), change.clone()]), []);
        let beside = Fact { place: b.place, ..change };
        assert_eq!(last_year(&[a, b, beside])[0].value.to_string(), "500");
    }
}
