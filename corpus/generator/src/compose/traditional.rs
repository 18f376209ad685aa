//! Traditional characters for the commonest simplified ones, as gateways and mirrors print a page.

use std::collections::BTreeMap;
use std::sync::LazyLock;

static TABLE: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let pair = |line: &str| {
        let mut chars = line.chars();
        Some((chars.next()?, chars.nth(1)?))
    };
    include_str!("../../data/traditional.tsv").lines().skip(1).filter_map(pair).collect()
});

/// The text in traditional characters.
pub fn convert(text: &str) -> String {
    text.chars().map(|c| *TABLE.get(&c).unwrap_or(&c)).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn characters_of_the_table_are_changed_and_others_stay() {
        assert_eq!(super::convert("财政局2019年预算收支"), "財政局2019年預算收支");
    }
}
