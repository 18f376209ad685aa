//! A09 beside percentages of change: amounts of change and percentages of completion.

use super::*;

#[test]
fn a_change_is_the_difference_of_the_levels_beside_it_and_a_completion_their_quotient() {
    let spent = |value: &str, column: u32| in_cell(expenditure(Component::Project, value, 7), 3, column);
    let last = Fact { year: Some(2030), ..spent("80.00", 1) };
    let change = in_cell(changed(expenditure(Component::Project, "0", 7), "12.50"), 3, 3);
    let held = |facts: Vec<Fact>| case(facts).of("A09").into_iter().filter(|s| *s != Unknown).collect::<Vec<_>>();
    assert_eq!(held(vec![spent("92.50", 2), last.clone(), change.clone()]), [Pass]);
    assert_eq!(held(vec![spent("92.51", 2), last.clone(), change.clone()]), [Pass], "within what was printed");
    assert_eq!(held(vec![spent("95.20", 2), last.clone(), change.clone()]), [Fail]);
    let elsewhere = in_cell(Fact { place: Place { block: 9, end_block: 9, ..Place::default() }, ..last.clone() }, 3, 1);
    assert_eq!(held(vec![spent("95.20", 2), elsewhere, change]), [], "another table is another list");

    let done = |value: &str| Fact {
        aspect: Aspect::CompletionPercent,
        value: decimal(value),
        value_unit: ValueUnit::Percent,
        stage: Some(BudgetStage::Final),
        base_stage: Some(BudgetStage::Budget),
        base_year: Some(2031),
        ..spent(value, 4)
    };
    let reached = Fact { stage: Some(BudgetStage::Final), ..spent("78.40", 2) };
    assert_eq!(held(vec![spent("80.00", 1), reached.clone(), done("98.00")]), [Pass]);
    assert_eq!(held(vec![spent("80.00", 1), reached, done("89.00")]), [Fail]);
}
