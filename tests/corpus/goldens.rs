//! Every document of `corpus/` gives the tables of `golden/`.

use crate::support;

fn family(name: &str, documents: usize) {
    let score = support::all_right(&[support::project("corpus").join(name)], &support::project("golden").join(name));
    assert_eq!(score.documents.len(), documents, "a document or its expected tables are missing");
}

#[test]
fn nine_parts() {
    family("nine-parts", 7);
}

#[test]
fn nine_parts_with_contents() {
    family("nine-parts-contents", 4);
}

#[test]
fn four_parts_budget() {
    family("four-parts", 3);
}

#[test]
fn four_parts_final_accounts() {
    family("four-parts-final", 4);
}
