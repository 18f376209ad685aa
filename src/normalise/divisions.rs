//! Administrative divisions down to the county: GB/T 2260 codes by year, names in full and short, and what became of a code.
//!
//! Data: `src/reference/divisions.tsv` (status at the end of each year, 2010 to [`LAST_YEAR`]), `division_short_names.tsv` (short names that no rule gives) and `successions.tsv` (renamed,
//! upgraded and moved places). A place that was merged into another one has no successor: its own last code stays its key.

use crate::normalise::key::fold_text;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The last year of the reference; what was in force then holds on.
pub const LAST_YEAR: i32 = 2024;

/// Level of a division, highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DivisionLevel {
    /// 省, 自治区, 直辖市.
    Province,
    /// 地级市, 自治州, 地区, 盟.
    Prefecture,
    /// 县, 自治县, 县级市, 市辖区, 旗.
    County,
}

/// One division under one name.
#[derive(Debug, PartialEq, Eq)]
pub struct Division {
    /// Six digits.
    pub code: &'static str,
    /// Highest first.
    pub level: DivisionLevel,
    /// Official name.
    pub name: &'static str,
    /// Its province; for a province its own name.
    pub province: &'static str,
    /// Its prefecture; for a prefecture its own name. `None` for provinces, districts and counties of a municipality, and counties directly under a province.
    pub prefecture: Option<&'static str>,
    from_year: i32,
    to_year: i32,
}

impl Division {
    /// In force at the end of a year.
    pub fn valid_in(&self, year: i32) -> bool {
        self.from_year <= year && (year <= self.to_year || self.to_year >= LAST_YEAR)
    }

    /// In force now, as far as the reference knows.
    pub fn is_current(&self) -> bool {
        self.to_year >= LAST_YEAR
    }

    /// The latest code of this place: its own, or that of the place that it became.
    pub fn key(&self) -> &'static str {
        let (mut code, mut name) = (self.code, self.name);
        // A chain of three is the longest there is; the bound keeps a mistake in the data from looping.
        for _ in 0..8 {
            match DIVISIONS.successors.get(&(code, name)) {
                Some(&(to_code, to_name)) => (code, name) = (to_code, to_name),
                None => break,
            }
        }
        code
    }

    /// True when counties lie in it: 东莞市 and 嘉峪关市 have none.
    pub fn has_counties(&self) -> bool {
        DIVISIONS.rows.iter().any(|d| d.level == DivisionLevel::County && d.is_current() && d.lies_in(self))
    }

    /// True when `self` is `other`, or lies in it.
    pub fn lies_in(&self, other: &Division) -> bool {
        match other.level {
            DivisionLevel::Province => self.province == other.province,
            DivisionLevel::Prefecture => {
                self.level >= DivisionLevel::Prefecture && self.province == other.province && self.prefecture == other.prefecture
            }
            DivisionLevel::County => self.code == other.code && self.name == other.name,
        }
    }
}

/// How a text names a division.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FormKind {
    /// The official name: 青龙满族自治县, 河北省.
    Full,
    /// Without the nationality: 青龙县, 恩施州; and short names by custom: 莫旗.
    Short,
    /// Without the word for its kind: 青龙, 河北, 广西. It may be any other word, too.
    Stem,
}

/// One reading of a text as a name.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// How it names it.
    pub kind: FormKind,
    /// What it names.
    pub division: &'static Division,
}

struct Divisions {
    rows: Vec<Division>,
    successors: HashMap<(&'static str, &'static str), (&'static str, &'static str)>,
}

static DIVISIONS: LazyLock<Divisions> = LazyLock::new(|| {
    let rows = include_str!("../reference/divisions.tsv").lines().skip(1).filter_map(read_row).collect();
    let mut successors = HashMap::new();
    for line in include_str!("../reference/successions.tsv").lines().skip(1) {
        let mut cells = line.split('\t');
        if let (Some(code), Some(name), Some(to_code), Some(to_name)) = (cells.next(), cells.next(), cells.next(), cells.next()) {
            successors.insert((code, name), (to_code, to_name));
        }
    }
    Divisions { rows, successors }
});

fn read_row(line: &'static str) -> Option<Division> {
    let mut cells = line.split('\t');
    let (code, level, name) = (cells.next()?, cells.next()?, cells.next()?);
    let (province, city) = (cells.next()?, cells.next()?);
    let level = match level {
        "1" => DivisionLevel::Province,
        "2" => DivisionLevel::Prefecture,
        _ => DivisionLevel::County,
    };
    let prefecture = (!matches!(city, "" | "县" | "市辖区" | "直辖县")).then_some(city);
    Some(Division { code, level, name, province, prefecture, from_year: cells.next()?.parse().ok()?, to_year: cells.next()?.parse().ok()? })
}

static FORMS: LazyLock<HashMap<String, Vec<Form>>> = LazyLock::new(|| {
    let mut forms: HashMap<String, Vec<Form>> = HashMap::new();
    let mut add = |text: &str, kind: FormKind, division: &'static Division| {
        let list = forms.entry(fold_text(text)).or_default();
        if !list.iter().any(|f| f.division == division) {
            list.push(Form { kind, division });
        }
    };
    for division in &DIVISIONS.rows {
        add(division.name, FormKind::Full, division);
    }
    for division in &DIVISIONS.rows {
        let stem = stem(division.name);
        if stem.chars().count() < 2 {
            continue;
        }
        for (kind, short) in [("自治县", "县"), ("自治州", "州"), ("自治旗", "旗")] {
            if division.name.ends_with(kind) {
                add(&format!("{stem}{short}"), FormKind::Short, division);
                // 湘西自治州, 青龙满族县: the nationality or the word for self-government left out.
                add(&format!("{stem}{kind}"), FormKind::Short, division);
                add(&format!("{}{short}", division.name.trim_end_matches(kind)), FormKind::Short, division);
                if let Some(bare) = stem.strip_suffix('族').filter(|b| b.chars().count() >= 2) {
                    add(&format!("{bare}{short}"), FormKind::Short, division);
                }
            }
        }
        add(&stem, FormKind::Stem, division);
    }
    for line in include_str!("../reference/division_short_names.tsv").lines().skip(1) {
        if let Some((short, code)) = line.split_once('\t') {
            DIVISIONS.rows.iter().filter(|d| d.code == code).for_each(|d| add(short, FormKind::Short, d));
        }
    }
    forms
});

/// The longest form, in characters (新疆's 克孜勒苏柯尔克孜自治州 has eleven, 双江拉祜族佤族布朗族傣族自治县 fifteen).
const LONGEST: usize = 16;

/// Nationalities in names of autonomous places, as they are written there; longer spellings stand before those that they hold.
const NATIONALITIES: &[&str] = &[
    "柯尔克孜",
    "哈萨克族",
    "达斡尔族",
    "鄂温克族",
    "鄂伦春族",
    "维吾尔",
    "哈萨克",
    "塔吉克",
    "蒙古族",
    "朝鲜族",
    "布依族",
    "土家族",
    "哈尼族",
    "傈僳族",
    "拉祜族",
    "东乡族",
    "纳西族",
    "景颇族",
    "仫佬族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "阿昌族",
    "普米族",
    "德昂族",
    "保安族",
    "裕固族",
    "独龙族",
    "门巴族",
    "珞巴族",
    "基诺族",
    "蒙古",
    "锡伯",
    "各族",
    "壮族",
    "回族",
    "满族",
    "藏族",
    "苗族",
    "彝族",
    "侗族",
    "瑶族",
    "白族",
    "傣族",
    "黎族",
    "佤族",
    "畲族",
    "水族",
    "土族",
    "羌族",
    "怒族",
    "京族",
];

/// A name without the word for its kind and without nationalities: 青龙满族自治县 gives 青龙, 滦州市 gives 滦州. What would leave nothing stays.
pub fn stem(name: &str) -> String {
    const KINDS: [&str; 12] = ["自治区", "自治州", "自治县", "自治旗", "特别行政区", "地区", "林区", "特区", "省", "县", "市", "区"];
    let mut stem = name.to_owned();
    let kind = KINDS.iter().find(|k| name.ends_with(**k)).copied().or_else(|| ["旗", "盟"].into_iter().find(|k| name.ends_with(k)));
    if let Some(kind) = kind
        && name.len() > kind.len()
    {
        stem.truncate(name.len() - kind.len());
    }
    if name.contains("自治") {
        for nationality in NATIONALITIES {
            let without = stem.replace(nationality, "");
            if without.chars().count() >= 2 && !stem.starts_with(nationality) {
                stem = without;
            }
        }
    }
    stem
}

/// Every division that a folded text names, whatever the year.
pub fn named(folded: &str) -> &'static [Form] {
    FORMS.get(folded).map_or(&[], Vec::as_slice)
}

/// The names with which a folded text begins, longest first: bytes taken, and what they can mean.
pub fn prefixes(folded: &str) -> Vec<(usize, &'static [Form])> {
    let mut found: Vec<(usize, &'static [Form])> = folded
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .take(LONGEST)
        .skip(1)
        .filter_map(|end| FORMS.get(&folded[..end]).map(|forms| (end, forms.as_slice())))
        .collect();
    found.reverse();
    found
}

/// All divisions.
pub fn all() -> &'static [Division] {
    &DIVISIONS.rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn county(name: &str, year: i32) -> Vec<&'static str> {
        named(name).iter().filter(|f| f.kind < FormKind::Stem && f.division.valid_in(year)).map(|f| f.division.code).collect()
    }

    #[test]
    fn codes_by_year() {
        assert_eq!(county("青龙满族自治县", 2019), ["130321"]);
        assert_eq!(county("青龙县", 2019), ["130321"]);
        assert_eq!(county("滦县", 2017), ["130223"]);
        assert!(county("滦县", 2018).is_empty());
        assert_eq!(county("滦州市", 2031), ["130284"]);
        assert_eq!(county("普陀区", 2024), ["310107", "330903"]);
        assert_eq!(county("恩施州", 2020), ["422800"]);
        assert_eq!(county("东乡县", 2014), ["361029", "622926"]);
        assert_eq!(county("莫旗", 2020), ["150722"]);
    }

    #[test]
    fn keys_outlive_reforms() {
        let key = |name: &str, year: i32| named(name).iter().find(|f| f.division.valid_in(year)).map(|f| f.division.key());
        assert_eq!(key("滦县", 2016), Some("130284"));
        assert_eq!(key("滦州市", 2020), Some("130284"));
        assert_eq!(key("遵义县", 2014), Some("520304"));
        assert_eq!(key("莱城区", 2015), Some("370116"));
        assert_eq!(key("平安县", 2012), Some("630203"));
        assert_eq!(key("海东地区", 2012), Some("630200"));
        // Merged away: no successor.
        assert_eq!(key("闸北区", 2014), Some("310108"));
        assert_eq!(key("邢台县", 2018), Some("130521"));
        // A code that was given to another place.
        assert_eq!(key("万盛区", 2010), Some("500110"));
    }

    #[test]
    fn stems() {
        assert_eq!(stem("广西壮族自治区"), "广西");
        assert_eq!(stem("新疆维吾尔自治区"), "新疆");
        assert_eq!(stem("内蒙古自治区"), "内蒙古");
        assert_eq!(stem("阜新蒙古族自治县"), "阜新");
        assert_eq!(stem("克孜勒苏柯尔克孜自治州"), "克孜勒苏");
        assert_eq!(stem("东乡族自治县"), "东乡族");
        assert_eq!(stem("积石山保安族东乡族撒拉族自治县"), "积石山");
        assert_eq!(stem("通道侗族自治县"), "通道");
        assert_eq!(stem("城区"), "城");
        assert_eq!(stem("锡林郭勒盟"), "锡林郭勒");
    }

    #[test]
    fn every_succession_leads_to_a_current_place_or_on() {
        for division in all() {
            let key = division.key();
            assert!(all().iter().any(|d| d.code == key), "{}", division.code);
        }
        for line in include_str!("../reference/successions.tsv").lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let year: i32 = cells[4].parse().unwrap();
            let from = all().iter().find(|d| d.code == cells[0] && d.name == cells[1]).unwrap();
            let to = all().iter().find(|d| d.code == cells[2] && d.name == cells[3]).unwrap();
            assert!(from.valid_in(year - 1) && !from.valid_in(year), "{line}");
            assert!(to.valid_in(year), "{line}");
            assert_eq!(from.province, to.province, "{line}");
        }
    }
}
