//! Names of what can be counted: `expenditure.basic@general_public` is a measure, a component or an item, and a fund.

/// What a fact is about, without stage, year and aspect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    pub measure: &'static str,
    pub component: &'static str,
    /// Blank on measures that have no fund; `*` where the page does not settle it.
    pub fund: &'static str,
    pub scheme: &'static str,
    pub item_key: String,
    /// The label as printed; `*` where it does not matter.
    pub item: String,
}

pub const SOURCES: &[&str] = &[
    "general_public",
    "government_fund",
    "state_capital",
    "special_account",
    "fiscal_appropriation",
    "business",
    "business_operation",
    "superior_subsidy",
    "subordinate_remittance",
    "other",
    "carry_over",
    "surplus_used",
];
pub const COMPONENTS: &[&str] = &[
    "total",
    "current",
    "basic",
    "project",
    "personnel",
    "operating",
    "transfer_to_superior",
    "business_operation",
    "subsidy_to_subordinates",
    "carry_over",
    "surplus_distributed",
    "reserve",
    // Everything that is spent, where the page does not settle whether carry-over belongs to it; of revenue, where it does not settle either whether a fund is meant or a source.
    "any",
];
pub const FUNDS: &[&str] = &["all", "fiscal_appropriation", "general_public", "government_fund", "state_capital", "special_account", "*"];
const THREE: &[&str] = &["overseas_travel", "official_vehicle", "vehicle_purchase", "vehicle_operation", "official_reception"];
const PURCHASES: &[&str] = &["goods", "works", "services", "sme", "micro"];
const ASSETS: &[&str] = &[
    "total",
    "fixed",
    "buildings",
    "office_buildings",
    "vehicles",
    "general_equipment",
    "special_equipment",
    "large_equipment",
    "other",
    "planned_purchase",
];
const PEOPLE: &[&str] = &[
    "posts",
    "posts_admin",
    "posts_institution",
    "posts_worker",
    "staff",
    "staff_admin",
    "staff_institution",
    "staff_worker",
    "staff_contract",
    "retired_cadre",
    "retired",
    "discharged",
];
const QUANTITIES: &[&str] = &[
    "overseas_trips",
    "overseas_persons",
    "vehicles_purchased",
    "vehicles_kept",
    "reception_batches",
    "reception_persons",
    "general_equipment",
    "special_equipment",
    "large_equipment",
    "performance_projects",
];

fn one(list: &'static [&'static str], name: &str) -> Option<&'static str> {
    list.iter().copied().find(|n| *n == name)
}

impl Key {
    fn new(measure: &'static str) -> Self {
        Key { measure, component: "", fund: "", scheme: "", item_key: String::new(), item: "*".to_owned() }
    }

    /// Keys of a name: one, or two for `both`, which is said once of revenue and expenditure.
    pub fn parse(text: &str) -> Result<Vec<Key>, String> {
        let (name, fund) = text.split_once('@').unwrap_or((text, ""));
        let name = match name {
            "overseas" => "three_public.overseas_travel",
            "vehicles" => "three_public.official_vehicle",
            "purchase" => "three_public.vehicle_purchase",
            "running" => "three_public.vehicle_operation",
            "reception" => "three_public.official_reception",
            name => name,
        };
        let (measure, sub) = name.split_once('.').unwrap_or((name, ""));
        let unknown = || format!("`{text}` names no quantity");
        let fund_or = |default: &'static str| if fund.is_empty() { Ok(default) } else { one(FUNDS, fund).ok_or_else(unknown) };
        if measure == "both" {
            let sub = if sub.is_empty() { "total" } else { sub };
            return [Self::parse(&format!("revenue.{sub}"))?, Self::parse(&format!("expenditure.{sub}"))?]
                .concat()
                .into_iter()
                .map(|k| Ok(Key { fund: fund_or("all")?, ..k }))
                .collect();
        }
        let key = match measure {
            "revenue" | "expenditure" if sub.is_empty() => Key { component: "total", fund: fund_or("all")?, ..Key::new(side(measure)) },
            "revenue" => match sub {
                "total" | "current" => Key { component: one(COMPONENTS, sub).unwrap_or(""), fund: fund_or("all")?, ..Key::new("revenue") },
                "any" => Key { component: "*", fund: fund_or("all")?, ..Key::new("revenue") },
                _ => {
                    let source = one(SOURCES, sub).ok_or_else(unknown)?;
                    Key { scheme: "source", item_key: source.to_owned(), fund: fund_or("all")?, ..Key::new("revenue") }
                }
            },
            "expenditure" => {
                let component = one(COMPONENTS, sub).ok_or_else(unknown)?;
                let component = if component == "any" { "*" } else { component };
                Key { component, fund: fund_or("all")?, ..Key::new("expenditure") }
            }
            "agency_operating" | "meeting_fee" | "training_fee" if sub.is_empty() => {
                let measure = one(&["agency_operating", "meeting_fee", "training_fee"], measure).unwrap_or("");
                Key { fund: fund_or("all")?, ..Key::new(measure) }
            }
            "three_public" | "procurement" => {
                let (measure, list) = if measure == "procurement" { ("procurement", PURCHASES) } else { ("three_public", THREE) };
                let item = if sub.is_empty() { "" } else { one(list, sub).ok_or_else(unknown)? };
                Key { item_key: item.to_owned(), fund: fund_or("all")?, ..Key::new(measure) }
            }
            "assets" => Key { item_key: one(ASSETS, sub).ok_or_else(unknown)?.to_owned(), ..Key::new("assets") },
            "headcount" => Key { item_key: one(PEOPLE, sub).ok_or_else(unknown)?.to_owned(), ..Key::new("headcount") },
            "quantity" => Key { item_key: one(QUANTITIES, sub).ok_or_else(unknown)?.to_owned(), ..Key::new("quantity") },
            "performance" if sub == "evaluated_amount" => Key { item_key: sub.to_owned(), ..Key::new("performance") },
            _ => return Err(unknown()),
        };
        if key.fund.is_empty() && !fund.is_empty() {
            return Err(format!("`{text}`: {measure} has no fund"));
        }
        Ok(vec![key])
    }

    /// The unit of its values.
    pub fn unit(&self) -> &'static str {
        match (self.measure, self.item_key.as_str()) {
            ("headcount", _) | ("quantity", "overseas_persons" | "reception_persons") => "person",
            ("quantity", "vehicles_purchased" | "vehicles_kept") => "vehicle",
            ("quantity", "overseas_trips") => "trip",
            ("quantity", "reception_batches") => "batch",
            ("quantity", _) => "item",
            _ => "wan_yuan",
        }
    }

    /// Whether it is a stock, held on a day, and has no stage.
    pub fn is_stock(&self) -> bool {
        match self.measure {
            "headcount" => true,
            "assets" => !matches!(self.item_key.as_str(), "planned_purchase" | "procurement_plan"),
            "quantity" => matches!(self.item_key.as_str(), "vehicles_kept" | "general_equipment" | "special_equipment" | "large_equipment"),
            _ => false,
        }
    }
}

fn side(measure: &str) -> &'static str {
    if measure == "revenue" { "revenue" } else { "expenditure" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_measures_components_items_and_funds() {
        let key = Key::parse("expenditure.basic@general_public").map(|k| k[0].clone());
        assert_eq!(key.map(|k| (k.measure, k.component, k.fund)), Ok(("expenditure", "basic", "general_public")));
        assert_eq!(Key::parse("both").map(|k| k.len()), Ok(2));
        assert!(Key::parse("expenditure.basics").is_err());
        assert!(Key::parse("headcount.posts@all").is_err());
    }
}
