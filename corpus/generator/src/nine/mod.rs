//! Families 1 and 2: nine parts, 一 to 九. Family 2 puts contents and a heading before them.

mod grids;
mod sentences;

use crate::model::Model;
use crate::page::{Block, NumberStyle, Page};
use crate::plan::{Family, Plan};
use crate::truth::Truth;
use crate::writer::Writer;

/// Three wordings of the nine headings.
const HEADINGS: [[&str; 9]; 3] = [
    [
        "部门职责及机构设置情况",
        "部门预算安排的总体情况",
        "机关运行经费安排情况",
        "财政拨款“三公”经费预算情况及增减变化原因",
        "绩效预算信息",
        "政府采购预算情况",
        "国有资产信息",
        "名词解释",
        "其他需要说明的事项",
    ],
    [
        "单位职责和机构设置",
        "部门预算总体安排情况",
        "机关运行经费预算安排说明",
        "“三公”经费财政拨款预算及增减变化情况",
        "预算绩效信息",
        "政府采购预算说明",
        "国有资产占用情况",
        "专业名词解释",
        "其他需说明事项",
    ],
    [
        "部门主要职责及机构设置",
        "收支预算总体情况",
        "机关运行经费情况说明",
        "财政拨款三公经费情况说明",
        "预算绩效情况说明",
        "政府采购安排情况",
        "国有资产占有使用情况",
        "有关名词解释",
        "需要说明的其他事项",
    ],
];

/// Writes a document of a plan.
pub fn write(plan: &Plan, model: &Model) -> (Page, Truth) {
    let mut w = Writer::new(plan, model);
    let (place, department, year) = (model.place.county, model.department.printed, model.year);
    if plan.family == Family::NinePartsWithContents {
        w.page.title(format!("{place}{department}{year}年部门预算信息公开情况说明"));
        w.page.title("目　　录");
        for (i, heading) in HEADINGS[plan.style].iter().enumerate() {
            if plan.switches.missing != Some(i as u8 + 1) {
                w.page.say(format!("{}{heading}……………………{}", NumberStyle::Chinese.print(i + 1), i + 3));
            }
        }
    } else {
        w.page.title(place);
        w.page.title(format!("{department}{year}年部门预算信息公开情况说明"));
    }
    w.page.say(sentences::preamble(&w));
    let mut n = 0;
    for (i, heading) in HEADINGS[plan.style].iter().enumerate() {
        let part = i as u8 + 1;
        if plan.switches.missing == Some(part) {
            continue;
        }
        n += 1;
        let heading = if plan.switches.spaced && part == 8 {
            heading.chars().map(String::from).collect::<Vec<_>>().join(" ")
        } else {
            (*heading).to_owned()
        };
        let empty = plan.switches.empty == Some(part);
        w.open(part, NumberStyle::Chinese, n, "", &heading, if empty { "empty" } else { "found" });
        let at = w.page.blocks.len();
        if !empty {
            body(&mut w, part);
        }
        if plan.switches.glued && part == 6 {
            glue(&mut w.page, at);
        }
    }
    w.close();
    (w.page, w.truth)
}

/// Runs the heading before block `at` on with the paragraph that follows it.
fn glue(page: &mut Page, at: usize) {
    if let [Block::Paragraph(heading), Block::Paragraph(first), ..] = &mut page.blocks[at - 1..] {
        heading.text = format!("{}：{}", heading.text, first.text);
        heading.heading = false;
        page.blocks.remove(at);
    }
}

fn body(w: &mut Writer<'_>, part: u8) {
    match part {
        1 => {
            sentences::duties(w);
            grids::staffing(w);
        }
        2 => sentences::arrangement(w),
        3 => sentences::agency_operating(w),
        4 => sentences::three_public(w),
        5 => {
            sentences::goals(w);
            grids::activities(w);
        }
        6 => {
            sentences::procurement(w);
            grids::procurement(w);
        }
        7 => {
            sentences::assets(w);
            grids::assets(w);
        }
        8 => sentences::glossary(w),
        _ => w.page.say(w.choose(["我部门无其他需要说明的事项。", "没有其他需要说明的事项。", "无其他需说明的事项。"])),
    }
}
