//! Facts: every number that was understood, whether it stood in a sentence or in a table.
//!
//! Checks, availability and the panel read only facts and the wide tables; none of them knows how a fact was found. The closed lists of the dimensions are enums here.

mod dimensions;

use crate::document::Place;
use rust_decimal::Decimal;

/// Declares a closed list whose values are written in snake_case.
macro_rules! closed_list {
    ($(#[$outer:meta])* $name:ident { $($(#[doc = $doc:expr])+ $variant:ident = $text:literal,)+ }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        pub enum $name {
            $($(#[doc = $doc])+ #[serde(rename = $text)] $variant,)+
        }
        impl $name {
            /// Every value, in the order of the list.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            /// The name used in the dataset and in vocabulary files.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }
            /// The value of that name.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($text => Some($name::$variant),)+ _ => None }
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }
    };
}
pub(crate) use closed_list;
pub use dimensions::{
    Aspect, Basis, BudgetStage, Component, DisclosureKind, Fund, ItemLevel, Measure, Part, Scheme, Source, TableKind, ValueUnit,
};

/// One number that was understood, at one place where it is printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The subordinate body that it is limited to; absent for the whole disclosure.
    pub unit_name: Option<String>,
    /// What is measured.
    pub measure: Measure,
    /// Only on revenue and expenditure.
    pub component: Option<Component>,
    /// Absent on assets, headcount, quantity and performance.
    pub fund: Option<Fund>,
    /// Only on revenue, expenditure and agency_operating.
    pub scheme: Option<Scheme>,
    /// The key of what it is about, within its measure and scheme: a source, an item of 三公, a class code.
    pub item_key: Option<String>,
    /// The label as printed, without list number and 其中.
    pub item: Option<String>,
    /// The class code as printed or resolved.
    pub item_code: Option<String>,
    /// The level of the class.
    pub item_level: Option<ItemLevel>,
    /// Index, in the list that holds this fact, of the fact of which it is a part or a share.
    pub parent: Option<usize>,
    /// Absent on stocks.
    pub stage: Option<BudgetStage>,
    /// Of a flow, the year that it is for; of a stock, the year of its printed date, else the fiscal year.
    pub year: Option<i32>,
    /// What is said.
    pub aspect: Aspect,
    /// What a change or a completion percent is counted from; absent on levels and shares.
    pub base_stage: Option<BudgetStage>,
    /// The year of that base.
    pub base_year: Option<i32>,
    /// In `value_unit`, signed.
    pub value: Decimal,
    /// The unit of `value`.
    pub value_unit: ValueUnit,
    /// One unit of the last printed place, in `value_unit`; 0 is exact.
    pub resolution: Decimal,
    /// What stood on the page, exactly.
    pub printed: String,
    /// Its unit as printed or as stated for the table: `元`, `万元`, `亿元`, `%`, `人`.
    pub printed_unit: Option<String>,
    /// Stated or derived.
    pub basis: Basis,
    /// Prose or table.
    pub source: Source,
    /// The kind of the table it stands in.
    pub table_kind: Option<TableKind>,
    /// The header path of its column, joined by `›`.
    pub header_path: Option<String>,
    /// The part in which it stands; absent in the tables' chapter and outside the nine parts. Filled when the record is put together.
    pub part: Option<Part>,
    /// Where it stands.
    pub place: Place,
}

impl Fact {
    /// A stated level of a measure, of all funds where the measure has a fund; every other dimension is still to be filled.
    pub fn level(measure: Measure, value: Decimal, value_unit: ValueUnit, source: Source, place: Place) -> Self {
        let money = !matches!(measure, Measure::Assets | Measure::Headcount | Measure::Quantity | Measure::Performance);
        Fact {
            unit_name: None,
            measure,
            component: None,
            fund: money.then_some(Fund::All),
            scheme: None,
            item_key: None,
            item: None,
            item_code: None,
            item_level: None,
            parent: None,
            stage: None,
            year: None,
            aspect: Aspect::Level,
            base_stage: None,
            base_year: None,
            value,
            value_unit,
            resolution: Decimal::ZERO,
            printed: String::new(),
            printed_unit: None,
            basis: Basis::Stated,
            source,
            table_kind: None,
            header_path: None,
            part: None,
            place,
        }
    }
}
