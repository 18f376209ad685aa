//! Traditional characters as their simplified counterparts, one for one, for match keys: pages of mirrors and gateways print 部門預算 for 部门预算.
//!
//! The pairs are `src/reference/traditional.txt`. A character that is itself in use in simplified text is in no pair (乾县 keeps its 乾, 著 may be 显著), but for 後, 徵 and 於, which
//! simplified pages do not use. Text is never changed by this; only keys are.

use std::borrow::Cow;
use std::sync::LazyLock;

const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;

/// For each character of the block CJK Unified Ideographs its counterpart, 0 where it has none.
static TABLE: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut table = vec![0_u16; (LAST - FIRST + 1) as usize];
    for pair in include_str!("../reference/traditional.txt").split_whitespace() {
        let mut chars = pair.chars();
        if let (Some(traditional), Some(simplified), None) = (chars.next(), chars.next(), chars.next())
            && let Some(entry) = (traditional as u32).checked_sub(FIRST).and_then(|i| table.get_mut(i as usize))
        {
            *entry = u16::try_from(simplified as u32).unwrap_or(0);
        }
    }
    table
});

/// The simplified counterpart of a character, or the character itself.
pub fn simplify(c: char) -> char {
    if !(FIRST..=LAST).contains(&(c as u32)) {
        return c;
    }
    match TABLE.get((c as u32 - FIRST) as usize) {
        Some(&simplified) if simplified != 0 => char::from_u32(u32::from(simplified)).unwrap_or(c),
        _ => c,
    }
}

/// A text with simplified characters in the places of the traditional ones: of the same length, so that what is found in it stands at the same place in the text as printed.
pub fn simplified(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| simplify(c) == c) {
        return Cow::Borrowed(text);
    }
    // Both of a pair take three bytes in UTF-8; one that did not would be left as it is.
    let same = |c: char| Some(simplify(c)).filter(|s| s.len_utf8() == c.len_utf8()).unwrap_or(c);
    Cow::Owned(text.chars().map(same).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn all(text: &str) -> String {
        text.chars().map(simplify).collect()
    }

    #[test]
    fn the_words_of_disclosures() {
        assert_eq!(all("部門預算編製說明，機關運行經費，國有資產佔用情況"), "部门预算编制说明，机关运行经费，国有资产占用情况");
        assert_eq!(all("財政撥款收入決算數較上年減少壹萬元，政府採購貨物類"), "财政拨款收入决算数较上年减少壹万元，政府采购货物类");
        assert_eq!(all("縣鄉鎮黨委組織體系與後勤徵收準備"), "县乡镇党委组织体系与后勤征收准备");
    }

    #[test]
    fn simplified_text_stays() {
        for text in ["乾县财政局", "乾安县", "显著提高", "覆盖", "阜宁县", "于都县", "浚县", "睢宁县"] {
            assert_eq!(all(text), text);
        }
    }

    #[test]
    fn every_pair_is_a_pair_and_leads_nowhere_else() {
        let mut left = BTreeSet::new();
        for pair in include_str!("../reference/traditional.txt").split_whitespace() {
            assert_eq!(pair.chars().count(), 2, "{pair}");
            assert!(left.insert(pair.chars().next()), "{pair} twice");
            let simplified = all(pair).chars().next().unwrap();
            assert_eq!(simplify(simplified), simplified, "{pair}");
            assert_eq!(Some(simplified), pair.chars().nth(1), "{pair}");
        }
        assert!(left.len() > 2500);
    }
}
