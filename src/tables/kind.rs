//! What kind of table a frame is, for the kinds that this room reads itself. What does not reach the mark of any kind is left to the national tables.

use super::Lexicon;
use super::common::Senses;
use super::evidence;
use super::frame::Frame;
use super::outline::Label;
use crate::facts::TableKind;
use crate::normalise::key::fold_text;

/// Columns of staffing that hold counts of persons.
pub const PERSONS: &[&str] = &[
    "posts_total",
    "posts_admin",
    "posts_institution",
    "posts_worker",
    "staff_total",
    "staff_admin",
    "staff_institution",
    "staff_worker",
    "staff_contract",
    "retired_cadre",
    "retired",
    "discharged",
];
/// Grades of an indicator.
pub const GRADES: &[&str] = &["excellent", "good", "fair", "poor"];
/// Columns of procurement that hold amounts.
pub const PROCUREMENT_MONEY: &[&str] = &[
    "total",
    "current_year_total",
    "general_public",
    "government_fund",
    "state_capital",
    "special_account",
    "other",
    "other_channel",
    "carry_over",
    "fiscal_appropriation",
];

/// The kind of a frame and what its columns mean, when it is one of those that this room reads itself.
pub fn classify(frame: &Frame<'_>, lexicon: &Lexicon) -> Option<(TableKind, Senses)> {
    let (kind, mut senses) = by_header(frame, lexicon)?;
    evidence::complete(frame, lexicon, kind, &mut senses);
    Some((kind, senses))
}

fn by_header(frame: &Frame<'_>, lexicon: &Lexicon) -> Option<(TableKind, Senses)> {
    let caption: String = frame.lead.captions.iter().map(|c| fold_text(&c.text)).collect::<Vec<_>>().join("|");
    let staffing = senses(frame, lexicon, TableKind::Staffing);
    if is_staffing(frame, &staffing, &caption) {
        return Some((TableKind::Staffing, staffing));
    }
    let activities = senses(frame, lexicon, TableKind::Activities);
    if is_activities(&activities) {
        return Some((TableKind::Activities, activities));
    }
    let procurement = senses(frame, lexicon, TableKind::Procurement);
    if is_procurement(frame, &procurement, &caption) {
        return Some((TableKind::Procurement, procurement));
    }
    let assets = senses(frame, lexicon, TableKind::Assets);
    is_assets(frame, &assets, &caption, lexicon).then_some((TableKind::Assets, assets))
}

/// What the columns mean if the frame is of this kind.
pub fn senses(frame: &Frame<'_>, lexicon: &Lexicon, kind: TableKind) -> Senses {
    let Some(grammar) = lexicon.grammar(kind.as_str()) else { return Senses::default() };
    let single = |sense: &str| match kind {
        TableKind::Staffing => PERSONS.contains(&sense) || sense == "vehicles",
        TableKind::Activities => sense != "note" && sense != "serial" && sense != "explanation",
        TableKind::Procurement => {
            PROCUREMENT_MONEY.contains(&sense)
                || matches!(sense, "project_budget" | "quantity" | "unit_price" | "goods" | "works" | "services")
        }
        TableKind::Assets => matches!(sense, "quantity" | "value"),
        _ => false,
    };
    let mut senses = Senses::new(frame, grammar, single);
    evidence::by_head(frame, grammar, &mut senses);
    senses
}

fn is_staffing(frame: &Frame<'_>, senses: &Senses, caption: &str) -> bool {
    let persons = senses.count(PERSONS);
    let of_bodies = senses.has("unit_name") || ["机构", "人员", "编制"].iter().any(|w| caption.contains(w));
    // A list of bodies with what they are, and no figures (单位名称, 单位性质, 单位规格, 经费保障形式). A form that asks for a project's name, kind and money has other columns too.
    let told = senses.known() as u32 * 2 > frame.columns();
    if told && senses.has("unit_name") && senses.count(&["institution_type", "rank", "funding_mode"]) >= 2 {
        return true;
    }
    let kinds = senses.iter().filter(|(_, s)| s.starts_with("posts") || s.starts_with("staff")).count();
    kinds >= 1 && persons >= 2 && (of_bodies || persons >= 3) && senses.known() * 2 > persons
}

fn is_activities(senses: &Senses) -> bool {
    let named = senses.count(&["activity", "duty", "work"]) > 0;
    let grades = senses.count(GRADES);
    let filled = senses.count(&["budget", "description", "target", "indicator"]);
    (grades >= 2 && (named || senses.has("indicator"))) || (named && filled >= 2)
}

fn is_procurement(frame: &Frame<'_>, senses: &Senses, caption: &str) -> bool {
    let things = senses.count(&["item", "catalogue_no", "class", "project", "quantity", "method"]);
    let money = senses.count(PROCUREMENT_MONEY);
    let in_header = senses.iter().any(|(c, sense)| sense != "note" && frame.path(c).folded().contains("采购"));
    things >= 1 && money >= 1 && (caption.contains("采购") || in_header)
}

fn is_assets(frame: &Frame<'_>, senses: &Senses, caption: &str, lexicon: &Lexicon) -> bool {
    let other = ["配置", "购置", "新增", "负债", "处置", "收益", "采购"].iter().any(|w| caption.contains(w));
    if other || !senses.has("item") || senses.count(&["quantity", "value"]) == 0 {
        return false;
    }
    let Some(column) = senses.column("item") else { return false };
    let labels = frame.data_rows().filter(|r| asset_key(lexicon, &Label::new(frame.own_text(r.row, column), None).name).is_some()).count();
    labels >= 2 && (caption.contains("资产") || labels * 2 >= frame.data_rows().count())
}

/// What an asset's label means: an item key, `-` for a kind of asset that has none, `None` for a label that is not understood.
pub fn asset_key<'l>(lexicon: &'l Lexicon, name: &str) -> Option<&'l str> {
    let (name, _) = super::assets::without_threshold(name);
    lexicon.grammar("asset_item")?.sense_of(&name)
}
