//! One heading after another of five families damaged in every way that published pages show: the parts found stay the same.

use super::extract;
use gongkai::record::Record;

/// A family: chapters, headings with the part that they open (0: none), and a sentence below each.
const FAMILIES: &[&[(&str, &str, u8, &str)]] = &[
    // Hebei counties.
    &[
        ("一、", "部门职责及机构设置情况", 1, "我局负责全县河道管理，内设3个股室。"),
        ("二、", "部门预算安排的总体情况", 2, "2019年收支总预算300万元。"),
        ("三、", "机关运行经费安排情况", 3, "2019年机关运行经费安排20万元。"),
        ("四、", "财政拨款“三公”经费预算情况及增减变化原因", 4, "2019年财政拨款“三公”经费安排3万元。"),
        ("五、", "绩效预算信息", 5, "我局所有项目均设定目标。"),
        ("六、", "政府采购预算情况", 6, "2019年安排政府采购预算5万元。"),
        ("七、", "国有资产信息", 7, "上年末固定资产金额为55万元。"),
        ("八、", "名词解释", 8, "基本支出：指为保障机构正常运转发生的支出。"),
        ("九、", "其他需要说明的事项", 9, "无其他需要说明的事项。"),
    ],
    // The national four parts.
    &[
        ("第一部分 ", "部门概况", 0, ""),
        ("一、", "主要职能", 1, "负责全县河道管理。"),
        ("二、", "部门决算单位构成", 1, "纳入本部门决算的单位共1个。"),
        ("第二部分 ", "2021年度部门决算情况说明", 0, ""),
        ("一、", "收入支出决算总体情况说明", 2, "2021年度收入总计300万元。"),
        ("二、", "一般公共预算财政拨款支出决算情况说明", 2, "2021年度支出290万元。"),
        ("三、", "财政拨款“三公”经费支出决算情况说明", 4, "2021年度“三公”经费3万元。"),
        ("四、", "预算绩效情况说明", 5, "我局组织开展了自评。"),
        ("五、", "其他重要事项的情况说明", 9, ""),
        ("（一）", "机关运行经费支出情况", 3, "2021年度机关运行经费支出20万元。"),
        ("（二）", "政府采购支出情况", 6, "2021年度政府采购支出5万元。"),
        ("（三）", "国有资产占用情况", 7, "截至2021年末共有车辆1辆。"),
        ("第三部分 ", "名词解释", 8, "基本支出：指为保障机构正常运转发生的支出。"),
    ],
    // Hubei.
    &[
        ("一、", "部门主要职责", 1, "负责全县河道管理。"),
        ("二、", "机构设置情况", 1, "内设3个股室。"),
        ("三、", "预算收支安排及增减变化情况", 2, "2020年收入预算300万元。"),
        ("四、", "机关运行经费安排情况", 3, "2020年机关运行经费20万元。"),
        ("五、", "“三公”经费增减变化情况", 4, "2020年“三公”经费3万元。"),
        ("六、", "政府采购安排情况", 6, "2020年政府采购预算5万元。"),
        ("七、", "国有资产占有使用情况", 7, "共有车辆1辆。"),
        ("八、", "重点项目绩效目标情况", 5, "项目均设定目标。"),
        ("九、", "其他需要说明的情况", 9, "没有需要说明的情况。"),
        ("十、", "专业性较强的名词解释", 8, "基本支出：指为保障机构正常运转发生的支出。"),
    ],
    // Chongqing.
    &[
        ("一、", "单位基本情况", 1, ""),
        ("（一）", "职能职责", 1, "负责全县河道管理。"),
        ("（二）", "机构设置", 1, "内设3个股室。"),
        ("二、", "单位收支总体情况", 2, "2022年收入预算300万元。"),
        ("三、", "单位预算情况说明", 2, "2022年一般公共预算财政拨款收入300万元。"),
        ("四、", "“三公”经费情况说明", 4, "2022年“三公”经费预算3万元。"),
        ("五、", "其他重要事项的情况说明", 9, ""),
        ("1.", "机关运行经费", 3, "2022年机关运行经费20万元。"),
        ("2.", "政府采购情况", 6, "所属各预算单位政府采购预算总额5万元。"),
        ("3.", "绩效目标设置情况", 5, "实行绩效目标管理。"),
        ("4.", "国有资产占有使用情况", 7, "共有车辆1辆。"),
        ("六、", "专业性名词解释", 8, "基本支出：指为保障机构正常运转发生的支出。"),
    ],
    // Gansu: the numbers run on.
    &[
        ("第一部分 ", "部门概况", 0, ""),
        ("一、", "部门职责", 1, "负责全县河道管理。"),
        ("二、", "机构设置", 1, "内设3个股室。"),
        ("第二部分 ", "2020年部门预算情况说明", 0, ""),
        ("三、", "部门预算收支总体情况", 2, "2020年收支总预算300万元。"),
        ("四、", "一般公共预算支出情况", 2, "2020年支出300万元。"),
        ("五、", "“三公”经费、会议费和培训费情况", 4, "2020年“三公”经费3万元。"),
        ("六、", "机关运行经费情况", 3, "2020年机关运行经费20万元。"),
        ("七、", "政府采购情况", 6, "2020年政府采购预算5万元。"),
        ("八、", "国有资产占用情况", 7, "共有车辆1辆。"),
        ("九、", "绩效目标设置情况", 5, "项目均设定目标。"),
        ("十、", "名词解释", 8, "基本支出：指为保障机构正常运转发生的支出。"),
        ("十一、", "其他需要说明的情况", 9, "没有需要说明的情况。"),
    ],
];

type Damage = (&'static str, fn(&str, &str, &str) -> String);

fn without_first(text: &str) -> &str {
    text.char_indices().nth(1).map_or("", |(at, _)| &text[at..])
}

fn without_last(text: &str) -> &str {
    text.char_indices().next_back().map_or("", |(at, _)| &text[..at])
}

fn halves(text: &str) -> (String, String) {
    let middle = text.chars().count() / 2;
    (text.chars().take(middle).collect(), text.chars().skip(middle).collect())
}

fn spaced(text: &str, blank: &str) -> String {
    text.chars().map(|c| c.to_string()).collect::<Vec<_>>().join(blank)
}

/// From number, heading and sentence to lines.
const DAMAGES: &[Damage] = &[
    ("none", |n, h, s| format!("{n}{h}\n{s}")),
    ("number lost", |_, h, s| format!("{h}\n{s}")),
    ("number lost, mark left", |n, h, s| if n.ends_with('、') { format!("、{h}\n{s}") } else { format!("{n}{h}\n{s}") }),
    ("number doubled", |n, h, s| format!("{n}{n}{h}\n{s}")),
    ("numeral doubled", |n, h, s| match n.chars().next() {
        Some(c) if "一二三四五六七八九".contains(c) => format!("{c}{n}{h}\n{s}"),
        _ => format!("{n}{h}\n{s}"),
    }),
    ("mark lost", |n, h, s| format!("{}{h}\n{s}", n.trim_end_matches(['、', '.', ' ']))),
    ("mark a blank", |n, h, s| format!("{} {h}\n{s}", n.trim_end_matches(['、', '.', ' ']))),
    ("wide point", |n, h, s| format!("{}．{h}\n{s}", n.trim_end_matches(['、', '.', ' ']))),
    ("first character lost", |n, h, s| format!("{n}{}\n{s}", without_first(h))),
    ("last character lost", |n, h, s| format!("{n}{}\n{s}", without_last(h))),
    ("glued by a full stop", |n, h, s| format!("{n}{h}。{s}")),
    ("glued by a colon", |n, h, s| format!("{n}{h}：{s}")),
    ("glued by a blank", |n, h, s| format!("{n}{h}　{s}")),
    ("full stop after it", |n, h, s| format!("{n}{h}。\n{s}")),
    ("colon after it", |n, h, s| format!("{n}{h}：\n{s}")),
    ("semicolon after it", |n, h, s| format!("{n}{h}；\n{s}")),
    ("number on its own line", |n, h, s| format!("{n}\n{h}\n{s}")),
    ("over two paragraphs", |n, h, s| {
        let (a, b) = halves(h);
        format!("{n}{a}\n{b}\n{s}")
    }),
    ("in a frame", |n, h, s| format!("|{n}{h}\n{s}")),
    ("blanks inside", |n, h, s| format!("{n}{}\n{s}", spaced(h, " "))),
    ("wide blanks inside", |n, h, s| format!("{n}{}\n{s}", spaced(h, "　"))),
    ("straight quotes", |n, h, s| format!("{n}{}\n{s}", h.replace(['“', '”'], "\""))),
    ("corner quotes", |n, h, s| format!("{n}{}\n{s}", h.replace('“', "「").replace('”', "」"))),
    ("no quotes", |n, h, s| format!("{n}{}\n{s}", h.replace(['“', '”'], ""))),
    ("closing quotes", |n, h, s| format!("{n}{}\n{s}", h.replace('“', "”"))),
    ("year before it", |n, h, s| format!("{n}2019年{h}\n{s}")),
    ("关于 before it", |n, h, s| format!("{n}关于{h}\n{s}")),
    ("number in brackets", |n, h, s| match n.strip_suffix('、') {
        Some(numeral) => format!("（{numeral}）、{h}\n{s}"),
        None => format!("{n}{h}\n{s}"),
    }),
    ("page number before it", |n, h, s| format!("12\n{n}{h}\n{s}")),
    ("cited below it", |n, h, s| format!("{n}{h}\n{s}\n详见本说明“{n}{h}”。")),
    ("cited above it", |n, h, s| format!("有关内容见“{n}{h}”部分。\n{n}{h}\n{s}")),
    ("question marks", |n, h, s| format!("????{n}?{h}?\n{s}")),
    ("star before it", |n, h, s| format!("★{n}{h}\n{s}")),
];

fn found(records: &[Record]) -> Vec<u8> {
    let sections = records.iter().flat_map(|r| &r.sections);
    let mut parts: Vec<u8> = sections.filter(|s| s.part.is_some() && s.status.as_str() != "missing").filter_map(|s| s.part).collect();
    parts.sort_unstable();
    parts.dedup();
    if records.len() == 1 { parts } else { Vec::new() }
}

/// The part in which each sentence lies, for the headings that open one.
fn lies(records: &[Record], family: &[(&str, &str, u8, &str)]) -> Vec<bool> {
    family
        .iter()
        .filter(|f| f.2 > 0 && !f.3.is_empty())
        .map(|(_, _, part, sentence)| {
            // The deepest section whose text holds the sentence is the last that does.
            let holds = records.iter().flat_map(|r| &r.sections).rfind(|s| s.text.contains(*sentence) && s.part.is_some());
            holds.is_some_and(|s| s.part == Some(*part))
        })
        .collect()
}

#[test]
fn a_damaged_heading_is_found() {
    let (mut all, mut wrong) = (0, Vec::new());
    for (which, family) in FAMILIES.iter().enumerate() {
        let mut parts: Vec<u8> = family.iter().map(|f| f.2).filter(|p| *p > 0).collect();
        parts.sort_unstable();
        parts.dedup();
        for (damaged, heading) in family.iter().enumerate() {
            for (name, damage) in DAMAGES {
                let mut text = String::from("青石县水务局2019年部门预算公开情况说明\n");
                for (i, (number, title, _, sentence)) in family.iter().enumerate() {
                    let lines = if i == damaged { damage(number, title, sentence) } else { format!("{number}{title}\n{sentence}") };
                    text.push_str(lines.trim_end());
                    text.push('\n');
                }
                all += 1;
                let records = extract(&text);
                let place = lies(&records, family);
                if found(&records) != parts || place.iter().any(|p| !p) {
                    let sentences: Vec<&str> = family.iter().filter(|f| f.2 > 0 && !f.3.is_empty()).map(|f| f.1).collect();
                    let out: Vec<&str> = sentences.into_iter().zip(&place).filter(|(_, p)| !**p).map(|(s, _)| s).collect();
                    wrong.push(format!("family {which}, {name}: {} {:?} misplaced {out:?}", heading.1, found(&records)));
                }
            }
        }
    }
    let share = 1.0 - wrong.len() as f64 / f64::from(all);
    println!("{}\n{share:.4} of {all}", wrong.join("\n"));
    assert!(share > 0.99, "{} of {all} wrong", wrong.len());
}
