//! Titles of tables, and runs of titled tables: three or more in a row make a chapter of tables, with or without a heading of its own.

use crate::headings::contents::Contents;
use crate::headings::line::Line;
use crate::headings::meaning::Meaning;

/// Lines between a table's title and the table: its number, the body that filled it in, the unit of money.
const BETWEEN: usize = 5;

/// For each line: it is the title of a table.
pub(crate) fn captions(lines: &[Line], contents: &Contents) -> Vec<bool> {
    (0..lines.len()).map(|at| !contents.holds(at) && is_caption(lines, at)).collect()
}

fn is_caption(lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    let Some(reading) = line.reading else { return false };
    let titled = matches!(reading.meaning, Meaning::Caption(_) | Meaning::Tables);
    if line.table || !line.is_body() || line.chars > 60 {
        return false;
    }
    // A title that does not end with 表 must stand right before the table and its unit.
    let reach = if titled { BETWEEN } else { 2 };
    for next in lines[at + 1..].iter().filter(|l| !l.page_number).take(reach) {
        if next.table || (titled && next.columns) {
            return titled || next_is_unit_line(lines, at);
        }
        let text = &next.key.text;
        let between = is_unit_line(text)
            || next.reading.is_some_and(|r| matches!(r.meaning, Meaning::Caption(_) | Meaning::Tables))
            || (text.chars().count() <= 12 && next.number.is_none());
        if !between {
            return false;
        }
    }
    false
}

fn next_is_unit_line(lines: &[Line], at: usize) -> bool {
    lines.get(at + 1).is_some_and(|l| is_unit_line(&l.key.text))
}

/// `编制单位：…  单位：万元`, `公开01表`, `金额单位：元`.
pub(crate) fn is_unit_line(key: &str) -> bool {
    let marks = [
        "单位:",
        "部门:",
        "单位名称",
        "部门名称",
        "公开0",
        "公开1",
        "公开表",
        "金额单位",
        "编制单位",
        "编制部门",
        "预算年度",
        "批复表",
        "财决",
        "附表",
    ];
    key.chars().count() <= 80
        && (marks.iter().any(|m| key.contains(m)) || ((key.contains("万元") || key.ends_with('元')) && key.chars().count() <= 12))
}

/// Lines where a run of at least three titled tables begins, nothing but notes between them.
pub(crate) fn runs(lines: &[Line], contents: &Contents, captions: &[bool]) -> Vec<usize> {
    let mut runs = Vec::new();
    let mut begin: Option<usize> = None;
    let mut tables = 0;
    let mut titled = false;
    let mut notes = 0;
    let mut close = |begin: &mut Option<usize>, tables: &mut usize| {
        if let Some(at) = begin.take()
            && *tables >= 3
        {
            runs.push(at);
        }
        *tables = 0;
    };
    for (at, line) in lines.iter().enumerate() {
        if contents.holds(at) || line.page_number || (line.columns && !titled) {
            continue;
        }
        if line.table || (line.columns && titled && !is_unit_line(&line.key.text)) {
            // A table without a title goes on with the run; it does not begin one.
            tables += usize::from(begin.is_some() && titled);
            titled = false;
            notes = 0;
        } else if captions[at] && line.reading.is_some_and(|r| matches!(r.meaning, Meaning::Caption(_) | Meaning::Tables)) {
            begin.get_or_insert(at);
            titled = true;
            notes = 0;
        } else if begin.is_some() {
            let heading = line
                .reading
                .is_some_and(|r| !r.general && matches!(r.meaning, Meaning::Part(_) | Meaning::Explanation | Meaning::Overview))
                && !titled;
            notes += usize::from(!is_unit_line(&line.key.text));
            if heading && line.chars <= 60 && !is_note(&line.key.text) || notes > 8 {
                close(&mut begin, &mut tables);
                notes = 0;
                titled = false;
            }
        }
    }
    close(&mut begin, &mut tables);
    runs
}

fn is_note(key: &str) -> bool {
    ["注", "说明:", "备注", "表", "(注"].iter().any(|m| key.starts_with(m))
}
