//! The tables of the nine parts, row by row.

use crate::record::Direction;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Posts, staff and vehicles by unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StaffingRow {
    /// The disclosure.
    pub disclosure_id: String,
    /// 0-based row number.
    pub seq: u32,
    /// A total row.
    pub is_total: bool,
    /// The unit as printed.
    pub unit_name: Option<String>,
    /// 单位性质 as printed.
    pub institution_type: Option<String>,
    /// 单位规格 as printed.
    pub rank: Option<String>,
    /// 经费保障形式 as printed.
    pub funding_mode: Option<String>,
    /// Vehicles held.
    pub vehicles: Option<Decimal>,
    /// Authorized posts.
    pub posts_total: Option<Decimal>,
    /// Administrative posts.
    pub posts_admin: Option<Decimal>,
    /// Posts of public institutions.
    pub posts_institution: Option<Decimal>,
    /// Posts of workers.
    pub posts_worker: Option<Decimal>,
    /// Staff in post.
    pub staff_total: Option<Decimal>,
    /// Administrative staff.
    pub staff_admin: Option<Decimal>,
    /// Staff of public institutions.
    pub staff_institution: Option<Decimal>,
    /// Workers.
    pub staff_worker: Option<Decimal>,
    /// Staff on contract.
    pub staff_contract: Option<Decimal>,
    /// 离休.
    pub retired_cadre: Option<Decimal>,
    /// 退休.
    pub retired: Option<Decimal>,
    /// 退职.
    pub discharged: Option<Decimal>,
    /// Block of the table.
    pub block: u32,
    /// Row in the table.
    pub table_row: u32,
}

/// Duties and work activities with their budgets and targets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ActivityRow {
    /// The disclosure.
    pub disclosure_id: String,
    /// 0-based row number.
    pub seq: u32,
    /// Which of the disclosure's grids, from 1.
    pub grid: u32,
    /// Path of ordinals among siblings: `1`, `1.1`.
    pub activity: String,
    /// Path of the activity above.
    pub parent: Option<String>,
    /// 1 or 2.
    pub depth: u8,
    /// Number as printed.
    pub number: Option<String>,
    /// Name as printed, without the number.
    pub name: String,
    /// Budget in 万元.
    pub budget_wan: Option<Decimal>,
    /// Description as printed.
    pub description: Option<String>,
    /// Performance target as printed.
    pub target: Option<String>,
    /// Block of the table.
    pub block: u32,
    /// Row in the table.
    pub table_row: u32,
}

/// Performance indicators with graded thresholds, or with levels and a target value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndicatorRow {
    /// The disclosure.
    pub disclosure_id: String,
    /// 0-based row number.
    pub seq: u32,
    /// Which of the disclosure's grids, from 1.
    pub grid: u32,
    /// The activity it belongs to.
    pub activity: Option<String>,
    /// The project it belongs to.
    pub project: Option<String>,
    /// The indicator as printed.
    pub indicator: String,
    /// Threshold of 优 as printed.
    pub excellent: Option<String>,
    /// Threshold of 良.
    pub good: Option<String>,
    /// Threshold of 中.
    pub fair: Option<String>,
    /// Threshold of 差.
    pub poor: Option<String>,
    /// 一级指标.
    pub level1: Option<String>,
    /// 二级指标.
    pub level2: Option<String>,
    /// 三级指标.
    pub level3: Option<String>,
    /// 指标值 as printed.
    pub target_value: Option<String>,
    /// Whether more is better.
    pub direction: Direction,
    /// Comparison of 优: `=`, `>=`, `>`, `<=`, `<`.
    pub excellent_op: Option<String>,
    /// Number of 优.
    pub excellent_number: Option<Decimal>,
    /// Comparison of 良.
    pub good_op: Option<String>,
    /// Number of 良.
    pub good_number: Option<Decimal>,
    /// Comparison of 中.
    pub fair_op: Option<String>,
    /// Number of 中.
    pub fair_number: Option<Decimal>,
    /// Comparison of 差.
    pub poor_op: Option<String>,
    /// Number of 差.
    pub poor_number: Option<Decimal>,
    /// Comparison of the target value.
    pub target_op: Option<String>,
    /// Number of the target value.
    pub target_number: Option<Decimal>,
    /// Unit of the numbers as printed (%, 人, 项).
    pub number_unit: Option<String>,
    /// Block of the table.
    pub block: u32,
    /// Row in the table.
    pub table_row: u32,
}

/// Rows of the procurement table; amounts in 万元.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProcurementRow {
    /// The disclosure.
    pub disclosure_id: String,
    /// 0-based row number.
    pub seq: u32,
    /// A total or subtotal row.
    pub is_total: bool,
    /// Project as printed.
    pub project: Option<String>,
    /// Budget of the project.
    pub project_budget: Option<Decimal>,
    /// What is bought.
    pub item: Option<String>,
    /// Number in the procurement catalogue.
    pub catalogue_no: Option<String>,
    /// Unit of the quantity.
    pub quantity_unit: Option<String>,
    /// Quantity.
    pub quantity: Option<Decimal>,
    /// Price of one.
    pub unit_price: Option<Decimal>,
    /// Total.
    pub total: Option<Decimal>,
    /// From this year's budget.
    pub current_year_total: Option<Decimal>,
    /// From the general public budget.
    pub general_public: Option<Decimal>,
    /// From government funds.
    pub government_fund: Option<Decimal>,
    /// From the special account.
    pub special_account: Option<Decimal>,
    /// From other sources of this year's budget.
    pub other: Option<Decimal>,
    /// From other channels.
    pub other_channel: Option<Decimal>,
    /// Block of the table.
    pub block: u32,
    /// Row in the table.
    pub table_row: u32,
}

/// Rows of the table of state-owned assets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AssetRow {
    /// The disclosure.
    pub disclosure_id: String,
    /// 0-based row number.
    pub seq: u32,
    /// What kind of asset.
    pub item_key: Option<String>,
    /// Label as printed.
    pub item: String,
    /// Quantity.
    pub quantity: Option<Decimal>,
    /// Its unit as printed.
    pub quantity_unit: Option<String>,
    /// Value in 万元.
    pub value_wan: Option<Decimal>,
    /// Threshold named in the label, in 万元 (单价20万元以上: 20).
    pub threshold_wan: Option<Decimal>,
    /// Date of the figures, ISO 8601.
    pub as_of: Option<String>,
    /// Block of the table.
    pub block: u32,
    /// Row in the table.
    pub table_row: u32,
}
