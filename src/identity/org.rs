//! The name of a publisher, taken apart: 秦皇岛市青龙满族自治县人社局 is the places 秦皇岛市 and 青龙满族自治县 and the body 人社局; 中共青龙县委组织部 has its place inside.

mod places;

use super::place::Chain;
use crate::normalise::names::{Body, Names};
use regex::Regex;
use std::sync::LazyLock;

/// What a name says of how much a disclosure covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// （本级）, 机关: the office alone.
    Own,
    /// （汇总）: with all of its units.
    Whole,
}

/// A town, township or subdistrict in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Town {
    /// 乡, 镇, 苏木: a government of its own.
    Township,
    /// 街道: an office of the county's.
    Subdistrict,
}

/// A name taken apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Org {
    /// The places at its head, or inside it.
    pub chain: Chain,
    /// The letter of a level that stands for the place: 县人社局, 区委组织部.
    pub letter: Option<char>,
    /// A county that no reference has: 青石县 of 青石县水务局.
    pub unlisted: Option<String>,
    /// A zone that is no division: 某经济开发区.
    pub zone: Option<String>,
    /// A town whose government, or whose office of finance, it is.
    pub town: Option<Town>,
    /// The body; `None` when nothing but places is there.
    pub body: Option<Body>,
    /// The body's name as it stands in the folded text: without the place before it, but with a place inside it (中共某县委组织部).
    pub printed: String,
    /// The department that stands before a unit's own name: 教育局 of 教育局教研室.
    pub parent: Option<String>,
    /// What the name says of the scope.
    pub scope: Option<Scope>,
}

impl Org {
    /// How well it is understood: 3 a body that the vocabulary knows, or a town; 2 a zone's, or one behind its department; 1 another name that ends like a body's; 0 none.
    pub(super) fn grade(&self, names: &Names) -> u32 {
        match &self.body {
            Some(body) if body.known || self.town.is_some() => 3,
            Some(_) if self.parent.is_some() || self.zone.is_some() => 2,
            Some(body) if names.ends_like_body(&body.canonical) => 1,
            _ => 0,
        }
    }
}

/// Words before the place inside a name. What follows the place is joined to them when that makes a known name: 共青团…委.
const BEFORE_PLACE: &[&str] = &[
    "中国共产主义青年团",
    "中国人民政治协商会议",
    "中国国民党革命委员会",
    "中国民主同盟",
    "中国民主建国会",
    "中国民主促进会",
    "中国农工民主党",
    "中国致公党",
    "九三学社",
    "台湾民主自治同盟",
    "中国共产党",
    "国家税务总局",
    "国家统计局",
    "中共",
    "共青团",
    "政协",
    "民革",
    "民盟",
    "民建",
    "民进",
    "农工党",
    "致公党",
    "台盟",
];

static CODE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^(?:\[?[0-9]{3,9}\]?[-_.]?)").ok());
static SCOPE_IN_BRACKETS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\((本级|机关|机关本级|局本级|部门|单位|汇总|本部|公章|盖章|签章|章|公开|含下属单位|部门汇总)\)").ok());

/// Takes a folded name apart.
pub(super) fn read(name: &str, names: &Names) -> Org {
    let mut org = Org::default();
    let mut text = CODE.as_ref().map_or(name.to_owned(), |code| code.replace(name, "").into_owned());
    if let Some(pattern) = SCOPE_IN_BRACKETS.as_ref() {
        for found in pattern.captures_iter(&text.clone()) {
            match &found[1] {
                "本级" | "机关" | "机关本级" | "局本级" | "本部" => org.scope = Some(Scope::Own),
                "汇总" | "含下属单位" | "部门汇总" => org.scope = Some(Scope::Whole),
                _ => {}
            }
        }
        text = pattern.replace_all(&text, "").into_owned();
    }
    let text = text.trim_matches(|c: char| matches!(c, '"' | ':' | '-' | '_' | ',' | '、' | '。' | '.' | '|' | '<' | '>' | '《' | '》'));
    let prefix = BEFORE_PLACE.iter().find(|p| text.starts_with(**p)).copied().unwrap_or("");
    let behind = &text[prefix.len()..];
    org.chain = Chain::read(behind, &|rest| names.prefix(rest).is_some_and(|(len, _)| len == rest.len() || len > "教育局".len()));
    let mut rest = behind[org.chain.len..].to_owned();
    for (ending, scope) in [("局本级", Scope::Own), ("本级", Scope::Own), ("汇总", Scope::Whole), ("部门汇总", Scope::Whole)] {
        if let Some(shorter) = rest.strip_suffix(ending).filter(|r| !r.is_empty()) {
            org.scope = Some(scope);
            rest = if ending == "局本级" && !shorter.ends_with('局') { format!("{shorter}局") } else { shorter.to_owned() };
            break;
        }
    }
    place_body(&mut org, prefix, &rest, names);
    if !prefix.is_empty() && !org.chain.is_empty() && org.body.is_some() {
        let inside = &behind[..org.chain.len];
        org.printed = match org.printed.strip_prefix(prefix) {
            Some(tail) => format!("{prefix}{inside}{tail}"),
            None => format!("{prefix}{inside}{}", org.printed),
        };
    }
    org
}

/// Finds the body in what the places left, trying the plainest reading first. A name with slots of a template (××局, XX局) names nobody.
fn place_body(org: &mut Org, prefix: &str, rest: &str, names: &Names) {
    if rest.is_empty() && prefix.is_empty() || rest.contains(['x', '×', '*', '〇', '○', '某', '{', '[']) {
        return;
    }
    if known(org, prefix, rest, names) || letter(org, prefix, rest, names) {
        return;
    }
    for ending in ["部门", "机关", "系统", "单位"] {
        if let Some(shorter) = rest.strip_suffix(ending)
            && (known(org, prefix, shorter, names) || letter(org, prefix, shorter, names))
        {
            if ending == "机关" {
                org.scope = Some(Scope::Own);
            }
            return;
        }
    }
    // 卫健系统: the office with all that belongs to it.
    if let Some(stem) = rest.strip_suffix("系统")
        && names.canonical(&format!("{stem}局")).is_some()
    {
        set(org, rest, names.body(&format!("{stem}局")));
        return;
    }
    // 中共某县委员会某部: what follows the committee may be known by itself.
    if matches!(prefix, "中共" | "中国共产党") {
        let behind = rest.strip_prefix("委员会").or_else(|| rest.strip_prefix('委')).unwrap_or("");
        if names.canonical(behind).is_some() {
            set(org, &format!("{prefix}{rest}"), names.body(behind));
            return;
        }
    }
    let inner = ["人民政府", "行政公署"].iter().find_map(|g| rest.strip_prefix(g)).filter(|r| !r.is_empty()).unwrap_or(rest);
    places::named_after_its_place(org, inner);
    if inner.len() < rest.len() && known(org, "", inner, names)
        || places::town(org, inner, names)
        || places::zone(org, inner, names)
        || unit_of_department(org, inner, names)
    {
        return;
    }
    if let Some((outer, _)) = inner.split_once('(')
        && inner.ends_with(')')
        && known(org, prefix, outer, names)
    {
        return;
    }
    if places::unlisted(org, inner, names) {
        return;
    }
    let whole = format!("{prefix}{inner}");
    let plain = whole.chars().count() <= 40 && !whole.chars().any(|c| matches!(c, '。' | ';' | ':' | '?' | '=' | '|' | '/' | '"'));
    if plain && !inner.is_empty() {
        let office = inner.strip_suffix("机关").filter(|r| names.ends_like_body(r));
        if office.is_some() {
            org.scope = Some(Scope::Own);
        }
        let inner = office.or_else(|| inner.strip_suffix("部门").filter(|r| names.ends_like_body(r))).unwrap_or(inner);
        set(org, inner, names.body(if prefix.is_empty() { inner } else { &whole }));
    }
}

fn set(org: &mut Org, printed: &str, body: Body) {
    org.printed = printed.to_owned();
    org.body = Some(body);
}

fn known(org: &mut Org, prefix: &str, rest: &str, names: &Names) -> bool {
    let joined = format!("{prefix}{rest}");
    for spelling in [joined.as_str(), rest] {
        if !spelling.is_empty() && names.canonical(spelling).is_some() {
            set(org, if prefix.is_empty() { rest } else { &joined }, names.body(spelling));
            return true;
        }
    }
    false
}

/// 县人社局, 市委宣传部: the letter stands for the place.
fn letter(org: &mut Org, prefix: &str, rest: &str, names: &Names) -> bool {
    let Some(letter) = rest.chars().next().filter(|c| matches!(c, '省' | '市' | '县' | '区' | '州' | '旗')) else { return false };
    let behind = &rest[letter.len_utf8()..];
    let behind = behind.strip_prefix("级").or_else(|| behind.strip_prefix("直")).filter(|b| names.canonical(b).is_some()).unwrap_or(behind);
    let found = known(org, prefix, behind, names);
    if found {
        org.letter = Some(letter);
    }
    found
}

/// 教育局教研室: a unit's own name behind its department's.
fn unit_of_department(org: &mut Org, rest: &str, names: &Names) -> bool {
    let Some((len, canonical)) = names.prefix(rest) else { return false };
    let (department, unit) = rest.split_at(len);
    let office = ["局", "委", "委员会", "厅", "部", "联", "院", "会", "室", "办"].iter().any(|e| department.ends_with(e));
    // 市公安局某区分局: the unit's own place is no part of its name here.
    let unit = &unit[Chain::read(unit, &|_| false).len..];
    // 消费者协会秘书处: an office that every association has is no name by itself.
    let own_office = department.ends_with("协会") && unit.starts_with("秘书");
    if !office || own_office || unit.chars().count() < 2 || !names.ends_like_body(unit) {
        return false;
    }
    let mut body = names.body(unit);
    body.unit = true;
    org.parent = Some(canonical.to_owned());
    set(org, unit, body);
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Vocabulary;

    fn names() -> Names {
        Names::new(&Vocabulary::built_in().unwrap()).unwrap()
    }

    #[test]
    fn names_are_taken_apart() {
        let names = names();
        for (name, place, canonical, function) in [
            ("青龙满族自治县人社局", "青龙满族自治县", "人力资源和社会保障局", "human_resources"),
            ("河北省秦皇岛市卢龙县财政局", "卢龙县", "财政局", "finance"),
            ("中共卢龙县委组织部", "卢龙县", "组织部", "party_organ"),
            ("中国共产党卢龙县委员会组织部", "卢龙县", "组织部", "party_organ"),
            ("中国共产党卢龙县纪律检查委员会", "卢龙县", "纪律检查委员会", "party_organ"),
            ("中共卢龙县委", "卢龙县", "党委办公室", "party_organ"),
            ("江苏省委办公厅", "江苏省", "党委办公厅", "party_organ"),
            ("中共江苏省委办公厅", "江苏省", "党委办公厅", "party_organ"),
            ("江苏省人大常委会办公厅", "江苏省", "人民代表大会常务委员会", "peoples_congress"),
            ("政协江苏省委员会办公厅", "江苏省", "人民政治协商会议委员会", "cppcc"),
            ("江苏省政协办公厅", "江苏省", "人民政治协商会议委员会", "cppcc"),
            ("共青团卢龙县委", "卢龙县", "共产主义青年团委员会", "mass_organization"),
            ("中国共产主义青年团卢龙县委员会", "卢龙县", "共产主义青年团委员会", "mass_organization"),
            ("团县委", "", "共产主义青年团委员会", "mass_organization"),
            ("中国民主促进会桂林市委员会", "桂林市", "民主党派", "democratic_party"),
            ("民盟桂林市委会", "桂林市", "民主党派", "democratic_party"),
            ("江苏省高级人民法院", "江苏省", "高级人民法院", "court"),
            ("上海市普陀区规划和自然资源局", "普陀区", "规划和自然资源局", "natural_resources"),
            ("上海市普陀区人民政府办公室", "普陀区", "人民政府办公室", "government_office"),
            ("上海市普陀区人民政府万里街道办事处", "普陀区", "万里街道办事处", "subdistrict"),
            ("上海市普陀区社会福利院", "普陀区", "社会福利院", "civil_affairs"),
            ("920平山县下口镇财政所", "平山县", "下口镇财政所", "finance"),
            ("平山县下口镇", "平山县", "下口镇人民政府", "township"),
            ("桂林市市场监督管理局", "桂林市", "市场监督管理局", "market_regulation"),
            ("县应急局", "", "应急管理局", "emergency"),
            ("区委巡察工作领导小组办公室", "", "巡察工作领导小组办公室", "party_organ"),
            ("蓟州区综合行政执法局(蓟州区城市管理局)", "蓟州区", "综合行政执法局", "urban_management"),
            ("卢龙县城乡建设投资中心", "卢龙县", "城乡建设投资中心", "housing"),
            ("卢龙县财政局部门", "卢龙县", "财政局", "finance"),
            ("卢龙县第一中学", "卢龙县", "第一中学", "school"),
        ] {
            let org = read(name, &names);
            let body = org.body.unwrap();
            assert_eq!((org.chain.name.as_str(), body.canonical.as_str(), body.function.as_str()), (place, canonical, function), "{name}");
        }
    }

    #[test]
    fn units_zones_and_scopes() {
        let names = names();
        let org = read("卢龙县教育局教研室", &names);
        assert_eq!((org.parent.as_deref(), org.printed.as_str(), org.body.unwrap().unit), (Some("教育局"), "教研室", true));
        let org = read("秦皇岛市经济技术开发区财政局", &names);
        assert_eq!((org.zone.as_deref(), org.body.unwrap().canonical.as_str()), (Some("经济技术开发区"), "财政局"));
        let org = read("小蓝经济技术开发区管委会", &names);
        assert_eq!((org.zone.as_deref(), org.body.unwrap().function.as_str()), (Some("小蓝经济技术开发区"), "development_zone"));
        assert_eq!(read("卢龙县民政局(本级)", &names).scope, Some(Scope::Own));
        assert_eq!(read("卢龙县民政局机关", &names).scope, Some(Scope::Own));
        assert_eq!(read("卢龙县政协机关", &names).scope, None);
        assert_eq!(read("卢龙县民政局(汇总)", &names).scope, Some(Scope::Whole));
        assert_eq!(read("卢龙县", &names).body, None);
        assert_eq!(read("县级", &names).grade(&names), 0);
    }
}
