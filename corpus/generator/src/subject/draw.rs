//! Draws the figures.

use super::{Activity, Bought, Holdings, Place, Style, Subject, Unit, function_name};
use crate::bank::{Bank, Department};
use crate::books::{Books, Economic, Item, Payer};
use crate::money::Money;
use crate::random::Random;
use std::collections::BTreeMap;

/// Code, name, most in 0.01 万元, personnel.
type EconomicLine = (&'static str, &'static str, i64, bool);

const PERSONNEL: &[EconomicLine] = &[
    ("30101", "基本工资", 60_000, true),
    ("30102", "津贴补贴", 50_000, true),
    ("30103", "奖金", 30_000, true),
    ("30107", "绩效工资", 20_000, true),
    ("30108", "机关事业单位基本养老保险缴费", 16_000, true),
    ("30110", "职工基本医疗保险缴费", 9_000, true),
    ("30113", "住房公积金", 12_000, true),
    ("30302", "退休费", 4_000, true),
    ("30305", "生活补助", 2_000, true),
];
const PERSONNEL_OLD: &[EconomicLine] = &[
    ("30101", "基本工资", 50_000, true),
    ("30102", "津贴补贴", 40_000, true),
    ("30103", "奖金", 9_000, true),
    ("30104", "社会保障缴费", 16_000, true),
    ("30107", "绩效工资", 9_000, true),
    ("30302", "退休费", 9_000, true),
    ("30305", "生活补助", 2_000, true),
    ("30311", "住房公积金", 9_000, true),
];
/// Those with 0 are set from the figures of three public, meetings and training.
const OPERATING: &[EconomicLine] = &[
    ("30201", "办公费", 3_000, false),
    ("30202", "印刷费", 900, false),
    ("30205", "水费", 300, false),
    ("30206", "电费", 900, false),
    ("30207", "邮电费", 700, false),
    ("30208", "取暖费", 900, false),
    ("30209", "物业管理费", 800, false),
    ("30211", "差旅费", 1_500, false),
    ("30212", "因公出国（境）费用", 0, false),
    ("30213", "维修（护）费", 900, false),
    ("30215", "会议费", 0, false),
    ("30216", "培训费", 0, false),
    ("30217", "公务接待费", 0, false),
    ("30226", "劳务费", 900, false),
    ("30228", "工会经费", 1_200, false),
    ("30229", "福利费", 600, false),
    ("30231", "公务用车运行维护费", 0, false),
    ("30239", "其他交通费用", 2_500, false),
    ("30299", "其他商品和服务支出", 1_000, false),
];

pub fn subject(bank: &Bank, place: &Place, department: &Department, year: i64, final_accounts: bool, seed: u64) -> Subject {
    let mut random = Random::new(seed);
    let now = books(department, year, final_accounts, &mut random.fork("books"));
    let mut variants = random.fork("variants");
    let [last, budget, adjusted, execution] = [20, 15, 8, 12].map(|percent| now.vary(&mut variants, percent));
    let mut words = random.fork("words");
    let printed = if department.printed.is_empty() { department.name.clone() } else { words.pick(&department.printed).clone() };
    let own_name = bank.words.get("self").map_or_else(|| "本部门".to_owned(), |names| words.pick(names).clone());
    let project = now.items.iter().map(|i| i.project).sum();
    let mut subject = Subject {
        place: place.clone(),
        printed,
        own_name,
        year,
        final_accounts,
        unit_code: words.between(101, 499).to_string(),
        parent: String::new(),
        style: Style { yuan: words.chance(12), short: words.chance(15), separators: words.chance(10) },
        units: units(department, &mut random.fork("units")),
        activities: activities(bank, department, project, &mut random.fork("activities")),
        levels: bank.activity.iter().flat_map(|a| a.levels.clone()).collect(),
        holdings: holdings(&mut random.fork("holdings")),
        counts: counts(&now, &mut random.fork("counts")),
        department: department.clone(),
        bought: bought(bank, &mut random.fork("bought")),
        now,
        last,
        budget,
        adjusted,
        execution,
    };
    settle(bank, &mut subject);
    subject
}

/// Things that are told of in two places are one sum.
fn settle(bank: &Bank, subject: &mut Subject) {
    let sum = |kind: &str| -> Money {
        let of_kind = |b: &&Bought| bank.purchase.iter().any(|p| p.item == b.item && p.kind == kind);
        subject.bought.iter().filter(of_kind).map(|b| Money(b.price.0 * b.quantity)).sum()
    };
    subject.now.purchases = [sum("goods"), sum("works"), sum("services")];
    let kept: i64 = subject.units.iter().filter_map(|u| u.counts.get("vehicles")).sum();
    subject.holdings.vehicles.0 = kept;
    if kept == 0 {
        subject.holdings.vehicles.1 = Money(0);
    }
}

fn item(code: &str, year: i64, payer: Payer, project: i64) -> Item {
    let pair = |digits: usize| (code[..digits].to_owned(), function_name(&code[..digits], year));
    Item { class: pair(3), section: pair(5), item: pair(7), payer, personnel: Money(0), operating: Money(0), project: Money(project) }
}

fn items(department: &Department, year: i64, random: &mut Random) -> Vec<Item> {
    let mut items = Vec::new();
    for (i, code) in department.items.iter().enumerate() {
        let project = if i == 0 { 0 } else { random.between(500, 60_000) };
        items.push(item(code, year, Payer::GeneralPublic, project));
    }
    for code in ["2080505", "2101101", "2210201"] {
        items.push(item(code, year, Payer::GeneralPublic, 0));
    }
    if random.chance(20) {
        let code = *random.pick(&["2120804", "2296002"]);
        items.push(item(code, year, Payer::GovernmentFund, random.between(500, 30_000)));
    }
    items
}

fn books(department: &Department, year: i64, final_accounts: bool, random: &mut Random) -> Books {
    let mut items = items(department, year, random);
    let mut own = Vec::new();
    if random.chance(25) {
        let source = *random.pick(&["other", "business", "special_account"]);
        own.push((source, Money(random.between(300, 20_000))));
        let code = department.items.last().map_or("2010102", String::as_str);
        items.push(item(code, year, Payer::Own, 0));
    }
    let personnel = if year >= 2018 { PERSONNEL } else { PERSONNEL_OLD };
    let mut economic = Vec::new();
    for (code, name, most, personnel) in personnel.iter().chain(OPERATING) {
        // Salaries, insurance and housing are paid everywhere.
        let shown = *most > 0 && (random.chance(85) || *most >= 9_000);
        let amount = if shown { Money(random.between(most / 5, *most)) } else { Money(0) };
        economic.push(Economic { code, name, amount, personnel: *personnel });
    }
    let mut some = |percent: i64, low: i64, high: i64| if random.chance(percent) { Money(random.between(low, high)) } else { Money(0) };
    let carry_in = some(if final_accounts { 60 } else { 25 }, 200, 9_000);
    let carry_out = if final_accounts && carry_in.0 > 0 { some(70, 100, 6_000) } else { Money(0) };
    let mut books = Books {
        items,
        economic,
        carry_in,
        carry_out,
        own,
        overseas: some(10, 100, 900),
        vehicle_purchase: some(12, 1_200, 2_500),
        vehicle_operation: some(80, 100, 1_500),
        reception: some(85, 30, 700),
        meeting: some(60, 50, 700),
        training: some(70, 50, 900),
        purchases: [Money(0); 3],
        evaluated: Money(0),
    };
    // A car that is bought is a project.
    if let Some(project) = books.items.get_mut(1) {
        project.project = project.project + books.vehicle_purchase;
        books.evaluated = project.project;
    }
    books.settle();
    books
}

fn units(department: &Department, random: &mut Random) -> Vec<Unit> {
    let counts = |list: &[(&'static str, i64)]| list.iter().filter(|(_, n)| *n > 0).copied().collect::<BTreeMap<_, _>>();
    let posts = random.between(8, 40);
    let staff = posts - random.between(0, 5);
    let workers = random.between(0, 3);
    let mut units = vec![Unit {
        name: department.name.clone(),
        kind: "行政",
        rank: "正科级",
        funding: "财政性资金基本保证",
        counts: counts(&[
            ("vehicles", random.between(0, 4)),
            ("posts_admin", posts),
            ("posts_worker", workers),
            ("staff_admin", staff),
            ("staff_worker", workers),
            ("retired_cadre", random.between(-2, 1)),
            ("retired", random.between(2, 20)),
        ]),
    }];
    for name in &department.institutions {
        let posts = random.between(3, 30);
        units.push(Unit {
            name: name.clone(),
            kind: "事业",
            rank: "股级",
            funding: "财政性资金定额或定项补助",
            counts: counts(&[
                ("vehicles", random.between(-1, 2)),
                ("posts_institution", posts),
                ("staff_institution", posts - random.between(0, 3)),
                ("retired", random.between(0, 9)),
            ]),
        });
    }
    units
}

fn activities(bank: &Bank, department: &Department, project: Money, random: &mut Random) -> Vec<Activity> {
    let Some(words) = bank.activity.first() else { return Vec::new() };
    let shares = random.shares(project.0.max(1_000), department.responsibilities.len());
    let mut list = Vec::new();
    for ([name, _], share) in department.responsibilities.iter().zip(shares) {
        let count = random.between(2, words.suffixes.len().min(3) as i64) as usize;
        let parts = random.shares(share.max(count as i64), count);
        let mut below = Vec::new();
        for (suffix, part) in words.suffixes.iter().zip(&parts) {
            let mut indicators = words.indicators.clone();
            random.shuffle(&mut indicators);
            indicators.truncate(random.between(1, 4) as usize);
            let mut inner = activity(words, &format!("{name}{suffix}"), *part, random);
            inner.indicators = indicators.into_iter().map(|i| (i, random.pick(&words.grades).clone())).collect();
            below.push(inner);
        }
        let mut top = activity(words, name, parts.iter().sum(), random);
        top.below = below;
        list.push(top);
    }
    list
}

fn activity(words: &crate::bank::Activities, name: &str, budget: i64, random: &mut Random) -> Activity {
    Activity {
        name: name.to_owned(),
        budget: Money(budget),
        description: random.pick(&words.descriptions).replace("{name}", name),
        target: random.pick(&words.targets).replace("{name}", name),
        below: Vec::new(),
        indicators: Vec::new(),
    }
}

fn bought(bank: &Bank, random: &mut Random) -> Vec<Bought> {
    if random.chance(20) {
        return Vec::new();
    }
    let mut list = bank.purchase.clone();
    random.shuffle(&mut list);
    list.truncate(random.between(1, 5) as usize);
    list.into_iter()
        .map(|p| Bought {
            project: p.project,
            item: p.item,
            catalogue: p.catalogue,
            unit: p.unit,
            quantity: random.between(1, 12),
            price: Money(p.price),
        })
        .collect()
}

fn holdings(random: &mut Random) -> Holdings {
    let area = Money(random.between(80_000, 900_000));
    let value = Money(random.between(8_000, 120_000));
    let large = if random.chance(30) { random.between(1, 6) } else { 0 };
    Holdings {
        buildings: (area, value),
        offices: (Money(random.between(20_000, area.0)), Money(random.between(1_000, value.0))),
        vehicles: (0, Money(random.between(900, 9_000))),
        large: (large, if large > 0 { Money(random.between(2_000, 20_000)) } else { Money(0) }),
        other: (random.between(100, 3_000), Money(random.between(2_000, 50_000))),
        planned: Money(random.between(300, 4_000)),
        general_equipment: if random.chance(30) { random.between(1, 5) } else { 0 },
        special_equipment: if random.chance(15) { random.between(1, 3) } else { 0 },
    }
}

fn counts(books: &Books, random: &mut Random) -> BTreeMap<&'static str, i64> {
    let trips = if books.overseas.0 > 0 { random.between(1, 3) } else { 0 };
    let batches = if books.reception.0 > 0 { random.between(3, 90) } else { 0 };
    BTreeMap::from([
        ("overseas_trips", trips),
        ("overseas_persons", trips * random.between(1, 4)),
        ("vehicles_purchased", i64::from(books.vehicle_purchase.0 > 0)),
        ("reception_batches", batches),
        ("reception_persons", batches * random.between(4, 9)),
        ("performance_projects", random.between(1, 20)),
    ])
}
