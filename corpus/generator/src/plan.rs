//! Which documents are written: family, place, department, year, format, and the hard cases that each is to hold.

use crate::model::{Department, Place};

/// The form of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Word, with headings counted by Word itself.
    DocxAuto,
    /// Word, with printed numbers.
    Docx,
    /// A page that holds nothing else, UTF-8.
    Html,
    /// A page of a site: navigation and footer round the text; GBK bytes whose meta tag says gb2312.
    SiteGbk,
    /// Text as Tika gives Word files.
    Tika,
    /// Text as copied from a page: one row a line, cells by tabs.
    Copied,
    /// Word 97-2003, made from the .docx by LibreOffice and committed.
    Doc,
}

impl Format {
    pub fn extension(self) -> &'static str {
        match self {
            Format::DocxAuto | Format::Docx => "docx",
            Format::Html | Format::SiteGbk => "html",
            Format::Tika | Format::Copied => "txt",
            Format::Doc => "doc",
        }
    }
}

/// The family of the template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Hebei counties 2015-2020: nine parts in one file.
    NineParts,
    /// Hebei 2021 on: contents, then the nine parts as 情况说明.
    NinePartsWithContents,
    /// National four parts, budget.
    FourParts,
    /// National four parts, final accounts.
    FourPartsFinal,
}

impl Family {
    pub fn folder(self) -> &'static str {
        match self {
            Family::NineParts => "nine-parts",
            Family::NinePartsWithContents => "nine-parts-contents",
            Family::FourParts => "four-parts",
            Family::FourPartsFinal => "four-parts-final",
        }
    }
}

/// Hard cases.
#[derive(Debug, Clone, Copy, Default)]
pub struct Switches {
    /// A sentence cites a later part by its number and heading.
    pub cites: bool,
    /// This part is left out, and the numbers go on.
    pub missing: Option<u8>,
    /// This part is a heading with nothing after it.
    pub empty: Option<u8>,
    /// Headings run on with their first sentence in one paragraph.
    pub glued: bool,
    /// Blanks inside headings and labels.
    pub spaced: bool,
    /// The total row of the staffing table stands last, and posts and staff have totals of their own.
    pub other_columns: bool,
    /// Full-width digits and points in the sentences of part 4.
    pub full_width: bool,
}

/// One document.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    pub family: Family,
    pub place: Place,
    pub department: Department,
    pub year: i64,
    pub format: Format,
    /// 0, 1 or 2: which wording.
    pub style: usize,
    pub switches: Switches,
    pub seed: u64,
}

const fn place(province: &'static str, county: &'static str, code: &'static str) -> Place {
    Place { province, county, code }
}

const FENGNING: Place = place("河北省", "丰宁满族自治县", "130826");
const PINGSHAN: Place = place("河北省", "平山县", "130131");
const HAIXING: Place = place("河北省", "海兴县", "130924");
const LONGYAO: Place = place("河北省", "隆尧县", "130525");
const FENGFENG: Place = place("河北省", "峰峰矿区", "130406");
const CHONGZHOU: Place = place("四川省", "崇州市", "510184");
const ANJI: Place = place("浙江省", "安吉县", "330523");
const WUGONG: Place = place("陕西省", "武功县", "610431");
const KAIYANG: Place = place("贵州省", "开阳县", "520121");
const HUAXIAN: Place = place("河南省", "滑县", "410526");

const WATER: Department = Department {
    printed: "水务局",
    name: "水务局",
    function: "water",
    institutions: &["河道管理所", "水土保持工作站"],
    duties: &[
        "贯彻执行国家水利法律法规和方针政策，拟订全县水利发展规划并组织实施。",
        "负责水资源的统一管理和监督，组织实施取水许可和水资源有偿使用制度。",
        "指导农村饮水安全、节水灌溉和水库移民后期扶持工作。",
        "承担水土保持和河道采砂管理工作。",
    ],
    responsibilities: &[
        ("水资源管理", "落实最严格水资源管理制度，提高用水效率。"),
        ("农村供水保障", "巩固提升农村饮水安全，改善供水水质。"),
        ("河湖管护", "推行河长制，维护河湖健康。"),
    ],
    classes: &[("213", "农林水支出", &[("21303", "水利"), ("21307", "农村综合改革")]), ("211", "节能环保支出", &[("21103", "污染防治")])],
};

const CIVIL: Department = Department {
    printed: "民政局",
    name: "民政局",
    function: "civil_affairs",
    institutions: &["社会福利中心", "救助管理站", "殡葬管理所"],
    duties: &[
        "拟订全县民政事业发展规划和有关政策，并监督检查。",
        "负责城乡居民最低生活保障、特困人员救助供养和临时救助工作。",
        "承担行政区划、地名管理和婚姻登记管理工作。",
    ],
    responsibilities: &[("社会救助", "做到应保尽保，按时足额发放救助资金。"), ("养老服务", "推进养老服务设施建设，提升服务质量。")],
    classes: &[("208", "社会保障和就业支出", &[("20802", "民政管理事务"), ("20819", "最低生活保障"), ("20821", "特困人员救助供养")])],
};

const FINANCE: Department = Department {
    printed: "财政局",
    name: "财政局",
    function: "finance",
    institutions: &["国库集中支付中心", "财政投资评审中心"],
    duties: &[
        "拟订全县财政发展规划和年度预算草案并组织执行。",
        "管理各项财政收支，监督检查财税法规政策执行情况。",
        "负责政府采购和行政事业单位国有资产管理。",
    ],
    responsibilities: &[
        ("预算管理", "强化预算约束，提高预算编制质量。"),
        ("国库管理", "规范资金支付，保障资金安全。"),
        ("资产管理", "摸清资产家底，提高使用效益。"),
    ],
    classes: &[
        ("201", "一般公共服务支出", &[("20106", "财政事务")]),
        ("213", "农林水支出", &[("21303", "水利"), ("21307", "农村综合改革")]),
    ],
};

const JUSTICE: Department = Department {
    printed: "司法局",
    name: "司法局",
    function: "justice",
    institutions: &["法律援助中心"],
    duties: &["负责全县依法治县统筹工作。", "指导人民调解、社区矫正和安置帮教工作。", "承担行政复议和行政应诉工作。"],
    responsibilities: &[("法治建设", "推进依法行政，提升执法规范化水平。"), ("公共法律服务", "健全服务体系，方便群众办事。")],
    classes: &[("204", "公共安全支出", &[("20406", "司法")])],
};

const HUMAN_RESOURCES: Department = Department {
    printed: "人社局",
    name: "人力资源和社会保障局",
    function: "human_resources",
    institutions: &["社会保险中心", "就业服务中心", "劳动保障监察大队"],
    duties: &[
        "拟订全县人力资源和社会保障事业发展规划。",
        "统筹城乡就业创业和职业技能培训工作。",
        "负责企业职工养老、失业和工伤保险的经办管理。",
        "依法查处拖欠劳动报酬的案件。",
    ],
    responsibilities: &[
        ("就业创业", "稳定和扩大就业，帮扶就业困难人员。"),
        ("社会保险", "扩大参保覆盖面，确保待遇按时发放。"),
        ("劳动关系", "维护劳动者合法权益，构建和谐劳动关系。"),
        ("人事人才", "健全人才培养和评价机制。"),
    ],
    classes: &[
        ("208", "社会保障和就业支出", &[("20801", "人力资源和社会保障管理事务"), ("20807", "就业补助")]),
        ("210", "卫生健康支出", &[("21013", "医疗救助")]),
        ("213", "农林水支出", &[("21303", "水利")]),
    ],
};

const NONE: Switches =
    Switches { cites: false, missing: None, empty: None, glued: false, spaced: false, other_columns: false, full_width: false };

/// Every document of the corpus.
pub const PLANS: &[Plan] = &[
    // The twin of a disclosure in the layout that Tika gives: the same parts and tables with other names, figures and column widths.
    Plan {
        family: Family::NineParts,
        place: FENGNING,
        department: HUMAN_RESOURCES,
        year: 2020,
        format: Format::Tika,
        style: 0,
        switches: NONE,
        seed: 11,
    },
    Plan {
        family: Family::NineParts,
        place: FENGNING,
        department: WATER,
        year: 2019,
        format: Format::DocxAuto,
        style: 1,
        switches: Switches { cites: true, ..NONE },
        seed: 12,
    },
    Plan {
        family: Family::NineParts,
        place: PINGSHAN,
        department: CIVIL,
        year: 2019,
        format: Format::SiteGbk,
        style: 2,
        switches: Switches { other_columns: true, ..NONE },
        seed: 13,
    },
    Plan {
        family: Family::NineParts,
        place: HAIXING,
        department: FINANCE,
        year: 2017,
        format: Format::Doc,
        style: 0,
        switches: Switches { cites: true, other_columns: true, ..NONE },
        seed: 14,
    },
    Plan {
        family: Family::NineParts,
        place: LONGYAO,
        department: JUSTICE,
        year: 2020,
        format: Format::Copied,
        style: 1,
        switches: Switches { missing: Some(9), ..NONE },
        seed: 15,
    },
    Plan {
        family: Family::NineParts,
        place: FENGFENG,
        department: WATER,
        year: 2016,
        format: Format::Html,
        style: 2,
        switches: Switches { spaced: true, full_width: true, ..NONE },
        seed: 16,
    },
    Plan {
        family: Family::NineParts,
        place: PINGSHAN,
        department: JUSTICE,
        year: 2018,
        format: Format::Docx,
        style: 2,
        switches: Switches { empty: Some(9), cites: true, glued: true, ..NONE },
        seed: 17,
    },
    Plan {
        family: Family::NinePartsWithContents,
        place: LONGYAO,
        department: CIVIL,
        year: 2022,
        format: Format::Docx,
        style: 1,
        switches: NONE,
        seed: 21,
    },
    Plan {
        family: Family::NinePartsWithContents,
        place: FENGNING,
        department: FINANCE,
        year: 2023,
        format: Format::Tika,
        style: 2,
        switches: Switches { other_columns: true, ..NONE },
        seed: 22,
    },
    Plan {
        family: Family::NinePartsWithContents,
        place: HAIXING,
        department: HUMAN_RESOURCES,
        year: 2021,
        format: Format::SiteGbk,
        style: 0,
        switches: Switches { missing: Some(7), ..NONE },
        seed: 23,
    },
    Plan {
        family: Family::NinePartsWithContents,
        place: PINGSHAN,
        department: WATER,
        year: 2024,
        format: Format::Doc,
        style: 1,
        switches: NONE,
        seed: 24,
    },
    Plan {
        family: Family::FourParts,
        place: CHONGZHOU,
        department: JUSTICE,
        year: 2022,
        format: Format::DocxAuto,
        style: 0,
        switches: NONE,
        seed: 31,
    },
    Plan {
        family: Family::FourParts,
        place: ANJI,
        department: CIVIL,
        year: 2021,
        format: Format::Html,
        style: 1,
        switches: Switches { cites: true, ..NONE },
        seed: 32,
    },
    Plan {
        family: Family::FourParts,
        place: WUGONG,
        department: FINANCE,
        year: 2024,
        format: Format::Tika,
        style: 2,
        switches: Switches { full_width: true, ..NONE },
        seed: 33,
    },
    Plan {
        family: Family::FourPartsFinal,
        place: KAIYANG,
        department: WATER,
        year: 2020,
        format: Format::Docx,
        style: 0,
        switches: Switches { cites: true, ..NONE },
        seed: 41,
    },
    Plan {
        family: Family::FourPartsFinal,
        place: HUAXIAN,
        department: HUMAN_RESOURCES,
        year: 2022,
        format: Format::SiteGbk,
        style: 1,
        switches: NONE,
        seed: 42,
    },
    Plan {
        family: Family::FourPartsFinal,
        place: CHONGZHOU,
        department: CIVIL,
        year: 2023,
        format: Format::Copied,
        style: 2,
        switches: NONE,
        seed: 43,
    },
    Plan {
        family: Family::FourPartsFinal,
        place: ANJI,
        department: FINANCE,
        year: 2019,
        format: Format::Doc,
        style: 1,
        switches: Switches { spaced: true, ..NONE },
        seed: 44,
    },
];
