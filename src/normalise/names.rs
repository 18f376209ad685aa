//! Names of publishing bodies: from the printed spelling to the official name, the key that outlives reforms, and the general function.
//!
//! The spellings are vocabulary (`src/vocabulary/names.toml`), the reforms are reference data (`src/reference/department_reforms.tsv`). Everything here works on folded text without place:
//! what a name says of its place is taken off before, in [`crate::identity`].

use crate::normalise::key::fold_text;
use crate::vocabulary::{Error, Vocabulary};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The closed list of functions.
pub const FUNCTIONS: &[&str] = &[
    "agriculture",
    "archives",
    "audit",
    "civil_affairs",
    "commerce",
    "court",
    "cppcc",
    "culture_tourism",
    "democratic_party",
    "development_zone",
    "ecology",
    "education",
    "emergency",
    "finance",
    "forestry",
    "government_office",
    "government_services",
    "health",
    "healthcare_security",
    "hospital",
    "housing",
    "human_resources",
    "justice",
    "market_regulation",
    "mass_organization",
    "media_center",
    "natural_resources",
    "other",
    "party_organ",
    "peoples_congress",
    "petition",
    "procuratorate",
    "public_security",
    "school",
    "state_assets",
    "statistics",
    "subdistrict",
    "township",
    "transport",
    "urban_management",
    "veterans",
    "water",
];

/// (official name, key) of renamed offices and of offices that several levels of government call differently. Merged offices are not followed: before the reform they stood side by
/// side, and one key for several would make their disclosures duplicates of each other.
static KEYS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    include_str!("../reference/department_reforms.tsv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (name, key, relation) = (cells.next()?, cells.next()?, cells.next()?);
            (relation != "merged").then_some((name, key))
        })
        .collect()
});

/// A body, as far as its name tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Official name without place.
    pub canonical: String,
    /// Stable over reforms; the same for one office of several levels.
    pub key: String,
    /// One of [`FUNCTIONS`].
    pub function: String,
    /// By its name it is subordinate to a department (a school, a station).
    pub unit: bool,
    /// The vocabulary has the spelling.
    pub known: bool,
}

/// The vocabulary of names, compiled.
#[derive(Debug)]
pub struct Names {
    spellings: HashMap<String, String>,
    functions: HashMap<String, String>,
    words: Vec<(String, String)>,
    unit_endings: Vec<(String, String)>,
    department_endings: Vec<String>,
    own: Vec<String>,
    own_endings: Vec<String>,
    longest: usize,
}

impl Names {
    /// Compiles the contexts `department`, `department_function`, `department_word`, `unit_ending`, `department_ending`,
    /// `own_department` and `own_department_ending`.
    pub fn new(vocabulary: &Vocabulary) -> Result<Self, Error> {
        let pairs = |context: &str| -> Vec<(String, String)> {
            vocabulary.entries(context).map(|(text, sense)| (fold_text(text), sense.to_owned())).collect()
        };
        for context in ["department_function", "department_word", "unit_ending"] {
            for (_, sense) in vocabulary.entries(context) {
                let known = FUNCTIONS.contains(&sense) || context == "unit_ending" && sense == "unit";
                if !known {
                    return Err(Error::UnknownSense { context: context.to_owned(), sense: sense.to_owned() });
                }
            }
        }
        let mut spellings: HashMap<String, String> = pairs("department").into_iter().collect();
        for group in vocabulary.groups("department") {
            spellings.entry(fold_text(&group.sense)).or_insert_with(|| group.sense.clone());
        }
        let longest = spellings.keys().map(|s| s.chars().count()).max().unwrap_or(0);
        Ok(Names {
            spellings,
            functions: vocabulary.entries("department_function").map(|(t, s)| (t.to_owned(), s.to_owned())).collect(),
            words: pairs("department_word"),
            unit_endings: pairs("unit_ending"),
            department_endings: pairs("department_ending").into_iter().map(|(text, _)| text).collect(),
            own: vocabulary.entries("own_department").map(|(text, _)| text.to_owned()).collect(),
            own_endings: vocabulary.entries("own_department_ending").map(|(text, _)| text.to_owned()).collect(),
            longest,
        })
    }

    /// The official name of a spelling.
    pub fn canonical(&self, folded: &str) -> Option<&str> {
        self.spellings.get(folded).map(String::as_str)
    }

    /// The longest known spelling with which a text begins: bytes taken, and the official name.
    pub fn prefix(&self, folded: &str) -> Option<(usize, &str)> {
        let ends: Vec<usize> = folded.char_indices().map(|(at, c)| at + c.len_utf8()).take(self.longest).collect();
        ends.into_iter().rev().find_map(|end| self.canonical(&folded[..end]).map(|canonical| (end, canonical)))
    }

    /// True when a text ends as names of bodies end.
    pub fn ends_like_body(&self, folded: &str) -> bool {
        self.department_endings.iter().any(|e| folded.ends_with(e.as_str()))
            || self.unit_endings.iter().any(|(e, _)| folded.ends_with(e.as_str()))
    }

    /// True for a centre that stands below the government itself where its own title calls it a department (农机事务中心), and is some department's unit where it does not.
    pub fn may_stand_alone(&self, canonical: &str) -> bool {
        self.own_endings.iter().any(|e| canonical.ends_with(e.as_str()))
    }

    /// Everything that a name without place tells. A name that the vocabulary does not have is its own official name and key.
    pub fn body(&self, folded: &str) -> Body {
        let known = self.canonical(folded);
        let group = known.unwrap_or(folded);
        let canonical = known.filter(|official| !has_its_own_name(folded, official)).unwrap_or(folded).to_owned();
        let key = KEYS.get(group).map_or_else(|| group.to_owned(), |k| (*k).to_owned());
        let ending = longest_ending(&canonical, self.unit_endings.iter().map(|(e, s)| (e.as_str(), Some(s.as_str()))))
            .max(longest_ending(&canonical, self.department_endings.iter().map(|e| (e.as_str(), None))));
        // Of equally long endings the department's counts: (length, None) is less than (length, Some), so it is asked for by hand.
        let department = longest_ending(&canonical, self.department_endings.iter().map(|e| (e.as_str(), None))).0;
        let unit_sense = ending.1.filter(|_| ending.0 > department);
        let function = self
            .functions
            .get(&canonical)
            .or_else(|| self.functions.get(group))
            .or_else(|| self.functions.get(&key))
            .map(String::as_str)
            .or(unit_sense.filter(|s| *s != "unit"))
            .or_else(|| self.word(&canonical))
            .unwrap_or("other")
            .to_owned();
        // 科学技术协会 ends like a unit's name and is no department's unit.
        let own = self.own.contains(&canonical) || known.is_some() && function == "mass_organization";
        let unit = unit_sense.is_some() && !own;
        Body { canonical, key, function, unit, known: known.is_some() }
    }

    /// The function of the longest word in a name; of equally long ones the last: 卫生健康局财务中心 is about its end.
    fn word(&self, name: &str) -> Option<&str> {
        self.words
            .iter()
            .filter_map(|(word, sense)| name.rfind(word.as_str()).map(|at| (word.chars().count(), at, sense.as_str())))
            .max()
            .map(|(_, _, sense)| sense)
    }
}

/// True where a spelling is no short form of the official name that it is filed under, but the full name of another body with the same tasks: 大数据发展局 is not short for
/// 大数据管理局, nor 粮食和物资储备局 for 粮食局. Such a body keeps its name, and has the key and the function of the other.
fn has_its_own_name(folded: &str, official: &str) -> bool {
    let bare = ["委员会", "人民政府", "委"].iter().find_map(|p| folded.strip_prefix(p)).unwrap_or(folded);
    let full = bare.chars().count() >= 5 && !bare.contains('、');
    let ends = bare.ends_with('局') || bare.ends_with("中心") || (bare.ends_with("委员会") && official.ends_with('局'));
    let mut rest = official.chars();
    full && ends && !bare.chars().filter(|c| !"和与及".contains(*c)).all(|c| rest.any(|o| o == c))
}

fn longest_ending<'a>(name: &str, endings: impl Iterator<Item = (&'a str, Option<&'a str>)>) -> (usize, Option<&'a str>) {
    endings.filter(|(e, _)| name.ends_with(e)).map(|(e, s)| (e.len(), s)).max().unwrap_or((0, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        Names::new(&Vocabulary::built_in().unwrap()).unwrap()
    }

    #[test]
    fn short_names_become_official_ones() {
        let names = names();
        for (printed, canonical, key, function) in [
            ("人社局", "人力资源和社会保障局", "人力资源和社会保障局", "human_resources"),
            ("卫计局", "卫生和计划生育局", "卫生健康局", "health"),
            ("卫生健康委员会", "卫生健康委员会", "卫生健康局", "health"),
            ("规划和自然资源局", "规划和自然资源局", "自然资源局", "natural_resources"),
            ("国土局", "国土资源局", "自然资源局", "natural_resources"),
            ("环境保护局", "环境保护局", "生态环境局", "ecology"),
            ("教体局", "教育体育局", "教育局", "education"),
            ("委组织部", "组织部", "组织部", "party_organ"),
            ("政府办", "人民政府办公室", "人民政府办公室", "government_office"),
            ("检察院", "人民检察院", "人民检察院", "procuratorate"),
            ("人大常委会办公厅", "人民代表大会常务委员会", "人民代表大会常务委员会", "peoples_congress"),
            ("共青团委员会", "共产主义青年团委员会", "共产主义青年团委员会", "mass_organization"),
            ("水务局", "水务局", "水利局", "water"),
        ] {
            let body = names.body(printed);
            assert_eq!((body.canonical.as_str(), body.key.as_str(), body.function.as_str()), (canonical, key, function), "{printed}");
            assert!(body.known && !body.unit, "{printed}");
        }
    }

    #[test]
    fn names_of_their_own_stay() {
        let names = names();
        for (printed, function, unit) in [
            ("第三实验小学", "school", true),
            ("社会福利院", "civil_affairs", true),
            ("木里河镇中心卫生院", "hospital", true),
            ("农产品质量检测中心", "agriculture", true),
            ("河道管理处", "water", true),
            ("地方海事局", "transport", false),
            ("政协文史研究室", "other", false),
        ] {
            let body = names.body(printed);
            assert_eq!((body.canonical.as_str(), body.function.as_str(), body.unit), (printed, function, unit));
        }
    }

    #[test]
    fn full_names_are_not_short_for_others() {
        let names = names();
        for (printed, canonical, key) in [
            ("大数据发展局", "大数据发展局", "大数据管理局"),
            ("大数据局", "大数据管理局", "大数据管理局"),
            ("粮食和物资储备局", "粮食和物资储备局", "粮食局"),
            ("投资促进中心", "投资促进中心", "投资促进局"),
            ("委员会信访局", "信访局", "信访局"),
            ("工信局", "工业和信息化局", "工业和信息化局"),
        ] {
            let body = names.body(printed);
            assert_eq!((body.canonical.as_str(), body.key.as_str()), (canonical, key), "{printed}");
        }
        assert_eq!(names.body("大数据发展局").function, "government_services");
    }

    #[test]
    fn offices_that_stood_side_by_side_keep_their_keys_apart() {
        let names = names();
        assert_eq!(names.body("工商局").key, "市场监督管理局");
        assert_eq!(names.body("质监局").key, "质量技术监督局");
    }

    #[test]
    fn every_official_name_has_a_function_and_every_reform_its_names() {
        let vocabulary = Vocabulary::built_in().unwrap();
        let names = names();
        for group in vocabulary.groups("department") {
            assert!(names.functions.contains_key(&group.sense), "{}", group.sense);
        }
        for (name, key) in KEYS.iter() {
            assert!(names.spellings.contains_key(*name) && names.spellings.contains_key(*key), "{name} {key}");
        }
    }
}
