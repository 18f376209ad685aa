//! The lists that a template may walk through.

use super::{Scope, Speaker};
use crate::books::Item;
use crate::money::Money;
use crate::quantity::Key;
use crate::random::Random;
use crate::template::Variant;

const SHOWN: &[&str] = &["general_public", "government_fund", "state_capital", "special_account", "business", "other"];
const RARE: &[&str] = &["business_operation", "superior_subsidy", "subordinate_remittance", "carry_over"];

impl Speaker<'_> {
    pub(super) fn list(&self, list: &str, fund: &str, scope: &Scope, random: &mut Random) -> Vec<Scope> {
        match list {
            "sources" | "sources_all" => self.sources(list == "sources_all", random),
            "institutions" => self.subject.department.institutions.iter().map(|name| named(name)).collect(),
            "listed" => self.listed(),
            "economic_classes" => self.economic(3, fund),
            "economic_items" => self.economic(5, fund),
            "project_classes" => self.functions(3, fund, "project", scope),
            "classes" => self.functions(3, fund, "", scope),
            "sections" => self.functions(5, fund, scope.limited, scope),
            _ => self.functions(7, fund, scope.limited, scope),
        }
    }

    fn sources(&self, zeros: bool, random: &mut Random) -> Vec<Scope> {
        let mut found = Vec::new();
        for source in SHOWN.iter().chain(RARE) {
            let Ok(keys) = Key::parse(&format!("revenue.{source}")) else { continue };
            let value = keys.first().and_then(|k| self.subject.value(k, Variant::Now)).unwrap_or_default();
            let shown = value.0 != 0 || (zeros && SHOWN.contains(source));
            let Some(names) = self.bank.words.get(&format!("source_{source}")).filter(|_| shown) else { continue };
            let mut scope = named(random.pick::<String>(names));
            scope.it = Some(keys);
            scope.of = Key::parse("revenue").ok().and_then(|k| k.into_iter().next());
            found.push(scope);
        }
        found
    }

    fn listed(&self) -> Vec<Scope> {
        let rows = self.subject.now.economic.iter().filter(|e| !e.personnel && e.amount.0 > 0);
        rows.map(|e| {
            let key = Key { scheme: "listed", item_key: e.code.to_owned(), item: e.name.to_owned(), ..key("agency_operating") };
            let mut scope = named(e.name);
            scope.it = Some(vec![key]);
            scope.of = Some(self::key("agency_operating"));
            scope
        })
        .collect()
    }

    /// Economic classes (3 digits) or items (5) of basic expenditure.
    fn economic(&self, digits: usize, fund: &str) -> Vec<Scope> {
        let fund = crate::quantity::FUNDS.iter().copied().find(|f| *f == fund).unwrap_or("all");
        let mut scopes: Vec<Scope> = Vec::new();
        for (class, title) in crate::subject::ECONOMIC_CLASSES {
            for e in self.subject.now.economic.iter().filter(|e| e.code.starts_with(class) && e.amount.0 > 0) {
                let (code, name) = if digits == 3 { (*class, *title) } else { (e.code, e.name) };
                if scopes.iter().any(|s| s.code == code) {
                    continue;
                }
                let whole = Key { component: "basic", fund, ..key("expenditure") };
                let own = Key { scheme: "economic", item_key: code.to_owned(), item: name.to_owned(), ..whole.clone() };
                scopes.push(Scope { it: Some(vec![own]), of: Some(whole), code: code.to_owned(), ..named(name) });
            }
        }
        scopes
    }

    /// Classes (3 digits), sections (5) or items (7) with money in them, in order of code.
    fn functions(&self, digits: usize, fund: &str, component: &'static str, scope: &Scope) -> Vec<Scope> {
        let fund = crate::quantity::FUNDS.iter().copied().find(|f| *f == fund).unwrap_or("all");
        let fund = scope.it.as_ref().and_then(|k| k.first()).filter(|k| k.scheme == "function").map_or(fund, |k| k.fund);
        let mut found: Vec<(String, String, &Item)> = Vec::new();
        for item in &self.subject.now.items {
            let (code, name) = match digits {
                3 => &item.class,
                5 => &item.section,
                _ => &item.item,
            };
            if code.starts_with(&scope.code) && !found.iter().any(|(c, ..)| c == code) {
                found.push((code.clone(), name.clone(), item));
            }
        }
        found.sort_by(|a, b| a.0.cmp(&b.0));
        let whole = if component == "project" { "expenditure.project" } else { "expenditure.current" };
        let of = Key { fund, ..key(whole) };
        let mut scopes = Vec::new();
        for (code, name, item) in found {
            let key = Key { component, fund, scheme: "function", item_key: code.clone(), item: name.clone(), ..key("expenditure") };
            if self.subject.value(&key, Variant::Now).unwrap_or_default() == Money(0) {
                continue;
            }
            let mut inner = named(&name);
            inner.names.insert("class", item.class.1.clone());
            inner.names.insert("section", item.section.1.clone());
            inner.it = Some(vec![key]);
            inner.of = Some(of.clone());
            inner.code = code;
            inner.limited = component;
            scopes.push(inner);
        }
        scopes
    }
}

fn named(name: &str) -> Scope {
    let mut scope = Scope::default();
    scope.names.insert("name", name.to_owned());
    scope
}

/// The key of a name that is known to be one.
fn key(name: &str) -> Key {
    Key::parse(name).ok().and_then(|k| k.into_iter().next()).unwrap_or_else(|| Key {
        measure: "expenditure",
        component: "",
        fund: "all",
        scheme: "",
        item_key: String::new(),
        item: "*".to_owned(),
    })
}
