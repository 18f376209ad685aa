//! One department in one year: names and figures that satisfy the identities. Places are real, figures are invented.

use crate::money::Money;
use crate::random::Random;

/// A place.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub province: &'static str,
    pub county: &'static str,
    pub code: &'static str,
}

/// Code and name of a functional class, and those of its sections.
pub type ClassNames = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// A department.
#[derive(Debug, Clone, Copy)]
pub struct Department {
    /// As the title prints it.
    pub printed: &'static str,
    /// Canonical name.
    pub name: &'static str,
    pub function: &'static str,
    /// Names of its institutions, without the place.
    pub institutions: &'static [&'static str],
    pub duties: &'static [&'static str],
    /// Name and text of each responsibility.
    pub responsibilities: &'static [(&'static str, &'static str)],
    /// Functional class with its code, and its sections with their codes.
    pub classes: &'static [ClassNames],
}

/// A row of the staffing table.
#[derive(Debug, Clone)]
pub struct Unit {
    pub name: String,
    pub kind: &'static str,
    pub rank: &'static str,
    pub funding: &'static str,
    /// Vehicles, administrative and institution posts, administrative and institution staff, 离休, 退休; 0 is printed blank.
    pub counts: [i64; 7],
}

/// A functional class with its sections.
#[derive(Debug, Clone)]
pub struct Class {
    pub code: &'static str,
    pub name: &'static str,
    pub amount: Money,
    pub sections: Vec<(&'static str, &'static str, Money)>,
}

/// An indicator and its thresholds for 优, 良, 中 and 差.
pub type Indicator = (String, [&'static str; 4]);

/// An activity with those below it.
#[derive(Debug, Clone)]
pub struct Activity {
    pub name: String,
    pub budget: Option<Money>,
    pub below: Vec<(String, Option<Money>, Vec<Indicator>)>,
}

/// A row of the table of assets; quantity in hundredths.
#[derive(Debug, Clone, Copy)]
pub struct Assets {
    pub buildings: (Money, Money),
    pub offices: (Money, Money),
    pub vehicles: (i64, Money),
    pub large: (i64, Money),
    pub other: (i64, Money),
}

impl Assets {
    pub fn total(&self) -> Money {
        self.buildings.1 + self.vehicles.1 + self.large.1 + self.other.1
    }
}

/// Everything that a disclosure says.
#[derive(Debug, Clone)]
pub struct Model {
    pub place: Place,
    pub department: Department,
    pub year: i64,
    pub final_accounts: bool,
    pub unit_code: String,
    pub units: Vec<Unit>,
    /// general_public, government_fund, special_account, state_capital, other.
    pub sources: [Money; 5],
    pub personnel: Money,
    pub operating: Money,
    pub classes: Vec<Class>,
    pub change_basic: Money,
    pub change_project: Money,
    pub operating_items: Vec<(&'static str, Money)>,
    pub overseas: (Money, Money),
    pub vehicle_purchase: Money,
    pub vehicle_operation: (Money, Money),
    pub reception: (Money, Money),
    pub activities: Vec<Activity>,
    /// Name, item, number, unit, quantity, price, total.
    pub procurement: Vec<(&'static str, &'static str, &'static str, &'static str, i64, Money)>,
    pub assets: Assets,
    pub planned_purchase: Money,
}

const OPERATING: &[&str] = &[
    "办公费",
    "印刷费",
    "手续费",
    "水费",
    "电费",
    "邮电费",
    "取暖费",
    "物业管理费",
    "差旅费",
    "维修（护）费",
    "会议费",
    "劳务费",
    "工会经费",
];

const GRADES: &[[&str; 4]] = &[["100%", "≥90%", "≥80%", "<80%"], ["≥95%", "≥90%", "≥85%", "<85%"], ["≥98%", "≥95%", "≥90%", "﹤90%"]];

impl Model {
    pub fn basic(&self) -> Money {
        self.personnel + self.operating
    }

    pub fn project(&self) -> Money {
        self.classes.iter().map(|c| c.amount).sum()
    }

    pub fn total(&self) -> Money {
        self.basic() + self.project()
    }

    pub fn change_total(&self) -> Money {
        self.change_basic + self.change_project
    }

    pub fn vehicles(&self) -> Money {
        self.vehicle_purchase + self.vehicle_operation.0
    }

    pub fn three_public(&self) -> Money {
        self.overseas.0 + self.vehicles() + self.reception.0
    }

    /// Draws a department's year.
    pub fn draw(place: Place, department: Department, year: i64, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let personnel = Money(random.between(20_000, 160_000));
        let operating = Money(random.between(2_500, 14_000));
        let classes = draw_classes(&department, &mut random);
        let project: Money = classes.iter().map(|c| c.amount).sum();
        let total = personnel + operating + project;
        let government_fund = if random.between(0, 2) == 0 { Money(random.between(100, 2_000).min(total.0 / 4)) } else { Money(0) };
        let reception_before = Money(random.between(120, 600));
        let reception = (Money(random.between(60, reception_before.0)), reception_before);
        let vehicle_operation = (Money(100 * random.between(2, 12)), Money(0));
        let shared = [("公务接待费", reception.0), ("公务用车运行维护费", vehicle_operation.0)];
        let operating = operating + reception.0 + vehicle_operation.0;
        let mut operating_items: Vec<(&'static str, Money)> = Vec::new();
        let count = random.between(6, OPERATING.len() as i64) as usize;
        let rest = operating - reception.0 - vehicle_operation.0;
        for (name, share) in OPERATING.iter().zip(random.shares(rest.0, count)) {
            operating_items.push((name, Money(share)));
        }
        operating_items.extend(shared);
        let total = personnel + operating + project;
        Model {
            place,
            department,
            year,
            final_accounts: false,
            unit_code: format!("{}", random.between(101, 499)),
            units: draw_units(&department, &mut random),
            sources: [total - government_fund, government_fund, Money(0), Money(0), Money(0)],
            personnel,
            operating,
            change_basic: Money(random.between(-3_000, 9_000)),
            change_project: Money(random.between(500, 9_000).min(project.0 / 2)),
            classes,
            operating_items,
            overseas: (Money(0), Money(0)),
            vehicle_purchase: Money(0),
            vehicle_operation: (vehicle_operation.0, vehicle_operation.0),
            reception,
            activities: draw_activities(&department, project, &mut random),
            procurement: draw_procurement(&mut random),
            assets: draw_assets(&mut random),
            planned_purchase: Money(random.between(300, 4_000)),
        }
    }
}

fn draw_classes(department: &Department, random: &mut Random) -> Vec<Class> {
    department
        .classes
        .iter()
        .map(|(code, name, sections)| {
            let amount = Money(random.between(2_000, 90_000));
            let shares = random.shares(amount.0, sections.len());
            let sections = sections.iter().zip(shares).map(|((code, name), share)| (*code, *name, Money(share))).collect();
            Class { code, name, amount, sections }
        })
        .collect()
}

fn draw_units(department: &Department, random: &mut Random) -> Vec<Unit> {
    let posts = random.between(8, 40);
    let staff = posts - random.between(0, 5);
    let own = Unit {
        name: department.name.to_owned(),
        kind: "行政",
        rank: "正科级",
        funding: "财政性资金基本保证",
        counts: [random.between(1, 4), posts, 0, staff, 0, 0, random.between(2, 20)],
    };
    let mut units = vec![own];
    for name in department.institutions {
        let posts = random.between(3, 30);
        let counts = [random.between(0, 1), 0, posts, 0, posts - random.between(0, 3), 0, random.between(0, 9)];
        units.push(Unit {
            name: (*name).to_owned(), kind: "事业", rank: "股级", funding: "财政性资金定额或定项补助", counts
        });
    }
    units
}

fn draw_activities(department: &Department, project: Money, random: &mut Random) -> Vec<Activity> {
    const BELOW: &[&str] = &["政策拟订与落实", "监督检查", "能力建设"];
    const INDICATORS: &[&str] = &["任务完成率", "资金拨付及时率", "服务对象满意度", "检查覆盖率", "培训合格率", "投诉办结率"];
    let shares = random.shares(project.0, department.responsibilities.len());
    department
        .responsibilities
        .iter()
        .zip(shares)
        .map(|((name, _), share)| {
            let below = random.shares(share, BELOW.len());
            let below = BELOW.iter().zip(below).map(|(suffix, amount)| {
                let count = random.between(2, 4) as usize;
                let from = random.between(0, INDICATORS.len() as i64 - 1) as usize;
                let indicators = (0..count).map(|i| {
                    let indicator = INDICATORS[(from + i) % INDICATORS.len()];
                    (format!("{}{indicator}", name.chars().take(2).collect::<String>()), GRADES[random.between(0, 2) as usize])
                });
                (format!("{name}{suffix}"), Some(Money(amount)), indicators.collect())
            });
            Activity { name: (*name).to_owned(), budget: Some(Money(share)), below: below.collect() }
        })
        .collect()
}

type Purchase = (&'static str, &'static str, &'static str, &'static str, i64, Money);

fn draw_procurement(random: &mut Random) -> Vec<Purchase> {
    const ITEMS: &[Purchase] = &[
        ("办公设备更新", "台式计算机", "A02010104", "台", 0, Money(52)),
        ("办公设备更新", "激光打印机", "A0201060102", "台", 0, Money(18)),
        ("办公用房修缮", "房屋修缮", "B07", "项", 0, Money(1850)),
        ("信息系统运行维护", "运行维护服务", "C0206", "项", 0, Money(960)),
    ];
    ITEMS.iter().map(|(p, i, n, u, _, price)| (*p, *i, *n, *u, random.between(1, 9), *price)).collect()
}

fn draw_assets(random: &mut Random) -> Assets {
    let area = Money(random.between(80_000, 900_000));
    let offices = Money(random.between(20_000, area.0));
    let value = Money(random.between(8_000, 120_000));
    Assets {
        buildings: (area, value),
        offices: (offices, Money(random.between(1_000, value.0))),
        vehicles: (random.between(1, 6), Money(random.between(900, 9_000))),
        large: (0, Money(0)),
        other: (random.between(100, 3_000), Money(random.between(2_000, 50_000))),
    }
}
