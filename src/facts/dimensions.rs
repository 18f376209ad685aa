//! The closed lists of the dimensions of facts.

use super::closed_list;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

closed_list! {
    /// What is measured.
    Measure {
        /// 收入.
        Revenue = "revenue",
        /// 支出.
        Expenditure = "expenditure",
        /// 机关运行经费.
        AgencyOperating = "agency_operating",
        /// “三公”经费.
        ThreePublic = "three_public",
        /// 会议费.
        MeetingFee = "meeting_fee",
        /// 培训费.
        TrainingFee = "training_fee",
        /// 政府采购.
        Procurement = "procurement",
        /// 国有资产.
        Assets = "assets",
        /// 编制 and 人员.
        Headcount = "headcount",
        /// Things counted: vehicles, trips, receptions, equipment.
        Quantity = "quantity",
        /// 绩效.
        Performance = "performance",
    }
}

closed_list! {
    /// Which part of revenue or expenditure.
    Component {
        /// 总计, carry-over included; also where the page makes no difference.
        Total = "total",
        /// 本年…合计.
        Current = "current",
        /// 基本支出.
        Basic = "basic",
        /// 项目支出.
        Project = "project",
        /// 人员经费.
        Personnel = "personnel",
        /// 公用经费.
        Operating = "operating",
        /// 上缴上级支出.
        TransferToSuperior = "transfer_to_superior",
        /// 经营支出.
        BusinessOperation = "business_operation",
        /// 对附属单位补助支出.
        SubsidyToSubordinates = "subsidy_to_subordinates",
        /// 结转结余.
        CarryOver = "carry_over",
        /// 结余分配.
        SurplusDistributed = "surplus_distributed",
        /// 单位预留机动经费.
        Reserve = "reserve",
    }
}

closed_list! {
    /// The money that a fact is limited to.
    Fund {
        /// Nothing was said: all money.
        All = "all",
        /// 财政拨款.
        FiscalAppropriation = "fiscal_appropriation",
        /// 一般公共预算.
        GeneralPublic = "general_public",
        /// 政府性基金预算.
        GovernmentFund = "government_fund",
        /// 国有资本经营预算.
        StateCapital = "state_capital",
        /// 财政专户管理资金.
        SpecialAccount = "special_account",
        /// 事业收入.
        Business = "business",
        /// 事业单位经营收入.
        BusinessOperation = "business_operation",
        /// 上级补助收入.
        SuperiorSubsidy = "superior_subsidy",
        /// 附属单位上缴收入.
        SubordinateRemittance = "subordinate_remittance",
        /// 其他收入.
        Other = "other",
        /// 上年结转.
        CarryOver = "carry_over",
        /// 用事业基金弥补收支差额, 使用非财政拨款结余.
        SurplusUsed = "surplus_used",
    }
}

closed_list! {
    /// What a breakdown is by. Absent: a total.
    Scheme {
        /// By source of money.
        Source = "source",
        /// 支出功能分类.
        Function = "function",
        /// 部门预算支出经济分类.
        Economic = "economic",
        /// 政府预算支出经济分类.
        GovEconomic = "gov_economic",
        /// A list of the disclosure's own.
        Listed = "listed",
    }
}

closed_list! {
    /// The level of a class in its classification.
    ItemLevel {
        /// 类.
        Class = "class",
        /// 款.
        Section = "section",
        /// 项.
        Item = "item",
    }
}

closed_list! {
    /// Which stage of the budget year a flow belongs to.
    BudgetStage {
        /// 年初预算.
        Budget = "budget",
        /// 调整预算, 全年预算.
        AdjustedBudget = "adjusted_budget",
        /// 执行数.
        Execution = "execution",
        /// 决算.
        Final = "final",
    }
}

closed_list! {
    /// What is said of a measure.
    Aspect {
        /// The amount or count itself.
        Level = "level",
        /// A change against the base, in the measure's own unit.
        Change = "change",
        /// A change against the base, in percent.
        ChangePercent = "change_percent",
        /// A share of its parent, in percent.
        SharePercent = "share_percent",
        /// How much of the base was carried out, in percent.
        CompletionPercent = "completion_percent",
    }
}

closed_list! {
    /// The unit of `value`.
    ValueUnit {
        /// 万元.
        WanYuan = "wan_yuan",
        /// Per cent.
        Percent = "percent",
        /// 人.
        Person = "person",
        /// 辆.
        Vehicle = "vehicle",
        /// 平方米.
        SquareMetre = "square_metre",
        /// 台, 套, 件, 个.
        Item = "item",
        /// 次 (trips, groups).
        Trip = "trip",
        /// 批次.
        Batch = "batch",
    }
}

closed_list! {
    /// Where the value comes from.
    Basis {
        /// It is printed.
        Stated = "stated",
        /// Last year's level, from a level and a stated change.
        Derived = "derived",
    }
}

closed_list! {
    /// The kind of place where a fact stands.
    Source {
        /// A sentence.
        Prose = "prose",
        /// A table cell.
        Table = "table",
    }
}

closed_list! {
    /// The nine standard parts.
    Part {
        /// 1: 部门职责及机构设置.
        Organization = "organization",
        /// 2: 部门预算安排的总体情况.
        BudgetArrangement = "budget_arrangement",
        /// 3: 机关运行经费.
        AgencyOperating = "agency_operating",
        /// 4: “三公”经费.
        ThreePublic = "three_public",
        /// 5: 绩效.
        Performance = "performance",
        /// 6: 政府采购.
        Procurement = "procurement",
        /// 7: 国有资产.
        StateAssets = "state_assets",
        /// 8: 名词解释.
        Glossary = "glossary",
        /// 9: 其他.
        OtherMatters = "other_matters",
    }
}

impl Part {
    /// 1 to 9.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }
}

closed_list! {
    /// What a table is. The first seventeen are the kinds that facts name.
    TableKind {
        /// 收支总表.
        RevenueExpenditureTotal = "revenue_expenditure_total",
        /// 收入总表.
        Revenue = "revenue",
        /// 支出总表.
        Expenditure = "expenditure",
        /// 财政拨款收支总表.
        FiscalGrantTotal = "fiscal_grant_total",
        /// 财政拨款支出表.
        FiscalExpenditure = "fiscal_expenditure",
        /// 一般公共预算支出表.
        GeneralPublicExpenditure = "general_public_expenditure",
        /// 基本支出表.
        BasicExpenditure = "basic_expenditure",
        /// “三公”经费支出表.
        ThreePublic = "three_public",
        /// 政府性基金支出表.
        GovernmentFund = "government_fund",
        /// 国有资本经营支出表.
        StateCapital = "state_capital",
        /// 项目支出表.
        Project = "project",
        /// 政府采购表.
        Procurement = "procurement",
        /// 机构设置 and 人员 table.
        Staffing = "staffing",
        /// 固定资产占用情况表.
        Assets = "assets",
        /// 机构运行信息表.
        InstitutionOperation = "institution_operation",
        /// 机关运行经费支出表.
        AgencyOperating = "agency_operating",
        /// A table with facts that is none of the above.
        Other = "other",
        /// Duties and activities with budgets and graded indicators.
        Activities = "activities",
        /// Indicators with targets (项目绩效目标表).
        Indicators = "indicators",
        /// A table of contents.
        Contents = "contents",
        /// A table that only holds a page together.
        PageLayout = "page_layout",
        /// Not recognised.
        Unrecognised = "unrecognised",
    }
}

closed_list! {
    /// Budget or final accounts.
    DisclosureKind {
        /// 预算.
        Budget = "budget",
        /// 决算.
        FinalAccounts = "final_accounts",
    }
}
