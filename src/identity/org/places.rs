//! Bodies whose name is that of a place, or holds one that no reference has: towns, zones, schools and hospitals, counties unknown.

use super::{Org, Town, known, set, unit_of_department};
use crate::normalise::divisions::{self, Division, DivisionLevel};
use crate::normalise::names::Names;
use regex::Regex;
use std::sync::LazyLock;

static ZONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(.{1,12}?(?:经济技术开发区|经济开发区|经开区|高新技术产业开发区|高新技术产业园区|高新技术开发区|高新区|产业开发区|技术开发区|开发区|工业新区|新区|工业园区|产业园区|科技园区|园区|工业园|产业园|科技园|产业集聚区|集聚区|集中区|产业示范区|示范区|试验区|度假区|风景名胜区|风景区|景区|综合保税区|保税区|合作区|管理区|管理局区|食品区))(.*)$",
    )
    .ok()
});

static TOWN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(.{1,12}?)(民族乡|镇|乡|苏木|街道|街)((?:人民)?政府(?:办公室|机关)?|党委政府|党委、政府|办事处|街道办事处|道办事处|办|党工委(?:、?办事处)?|党委|委员会|人大|财政所|财政办|财政办公室|财政分局|党政办|党政办公室|党政综合办公室|机关)?$").ok()
});

/// 四川省沐川中学校: a school or hospital that carries the name of its place lies in it, and keeps its name.
pub(super) fn named_after_its_place(org: &mut Org, rest: &str) {
    let provincial = !org.chain.is_empty() && org.chain.leaf.iter().all(|d| d.level == DivisionLevel::Province);
    if !provincial || !["中学", "中学校", "学校", "小学", "医院", "中医院"].iter().any(|e| rest.ends_with(e)) {
        return;
    }
    let within: Vec<&'static Division> = divisions::prefixes(rest)
        .into_iter()
        .flat_map(|(_, forms)| forms.iter().map(|f| f.division))
        .filter(|d| d.level > DivisionLevel::Province && org.chain.leaf.iter().any(|p| d.lies_in(p)))
        .collect();
    if !within.is_empty() {
        org.chain.name = within.first().map_or(String::new(), |d| d.name.to_owned());
        org.chain.leaf = within;
    }
}

/// 青石县水务局: what ends like a county, before a body that is known, is a place that the reference does not have.
pub(super) fn unlisted(org: &mut Org, rest: &str, names: &Names) -> bool {
    if org.chain.leaf.iter().any(|d| d.level == DivisionLevel::County) {
        return false;
    }
    let ends = rest.char_indices().skip(2).take(9).filter(|(_, c)| matches!(c, '县' | '旗' | '区'));
    for end in ends.map(|(at, c)| at + c.len_utf8()) {
        let (place, body) = rest.split_at(end);
        if names.canonical(body).is_some() && !place.contains(['局', '委', '会', '院', '办', '处', '和', '社']) {
            set(org, body, names.body(body));
            org.unlisted = Some(place.to_owned());
            return true;
        }
    }
    false
}

/// 下口镇, 下口镇人民政府, 万里街道办事处, 下口镇财政所.
pub(super) fn town(org: &mut Org, rest: &str, names: &Names) -> bool {
    let Some(found) = TOWN.as_ref().and_then(|t| t.captures(rest)) else { return false };
    let (stem, kind, office) = (&found[1], &found[2], found.get(3).map_or("", |m| m.as_str()));
    let no_name = ["城", "城乡", "小城", "家", "水", "乡", "村", "集"].contains(&stem)
        || stem.ends_with('局')
        || kind == "街" && !matches!(office, "" | "道办事处" | "办事处" | "办");
    if no_name || stem.chars().count() == 1 && office.is_empty() {
        return false;
    }
    let subdistrict = matches!(kind, "街道" | "街");
    let government = matches!(
        office,
        "" | "人民政府"
            | "政府"
            | "人民政府机关"
            | "政府机关"
            | "人民政府办公室"
            | "政府办公室"
            | "党委政府"
            | "党委、政府"
            | "机关"
    );
    let canonical = match (subdistrict, office) {
        (true, "党工委") => format!("{stem}街道党工委"),
        (true, _) => format!("{stem}街道办事处"),
        (false, _) if government => format!("{stem}{kind}人民政府"),
        _ => rest.to_owned(),
    };
    let mut body = names.body(rest);
    body.key.clone_from(&canonical);
    body.canonical = canonical;
    body.unit = false;
    body.function = if subdistrict {
        "subdistrict"
    } else if office.starts_with("财政") {
        "finance"
    } else {
        "township"
    }
    .to_owned();
    org.town = Some(if subdistrict { Town::Subdistrict } else { Town::Township });
    set(org, rest, body);
    true
}

/// 某经济开发区管委会, 某高新区财政局.
pub(super) fn zone(org: &mut Org, rest: &str, names: &Names) -> bool {
    let Some(found) = ZONE.as_ref().and_then(|z| z.captures(rest)) else { return false };
    let (zone, office) = (&found[1], &found[2]);
    if names.prefix(zone).is_some_and(|(len, _)| len >= "教育局".len()) {
        return false;
    }
    if matches!(office, "" | "管委会" | "管理委员会" | "党工委" | "党工委管委会" | "党工委、管委会" | "管理局" | "管理处" | "管委会机关")
    {
        let mut body = names.body(rest);
        body.function = "development_zone".to_owned();
        body.unit = false;
        set(org, rest, body);
        org.zone = Some(zone.to_owned());
        return true;
    }
    let office = office.strip_prefix("管委会").or_else(|| office.strip_prefix("管理委员会")).filter(|o| !o.is_empty()).unwrap_or(office);
    if known(org, "", office, names) || unit_of_department(org, office, names) || names.ends_like_body(office) {
        if org.body.is_none() {
            set(org, office, names.body(office));
        }
        org.zone = Some(zone.to_owned());
        return true;
    }
    false
}
