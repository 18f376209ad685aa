//! What a bank must satisfy before anything is drawn from it.

use super::{Bank, Layout};
use crate::quantity::Key;
use crate::template::Template;

impl Bank {
    /// Reads the templates and checks every quantity that is named.
    pub(super) fn read_templates(&mut self) -> Result<(), String> {
        let clauses: Vec<String> = self.clause.iter().map(|c| c.name.clone()).collect();
        for list in [&mut self.heading, &mut self.title, &mut self.phrase] {
            for w in list {
                w.template = Template::parse(&w.text, &clauses).map_err(|e| format!("{}: {:?}: {e}", w.topic, w.text))?;
                if !w.fund.is_empty() {
                    let fund = crate::quantity::FUNDS.iter().copied().find(|f| *f == w.fund);
                    w.template.limit(fund.ok_or_else(|| format!("{}: {:?} is no fund", w.topic, w.fund))?);
                }
                for slot in &w.also {
                    Template::parse(&format!("{{{slot}}}"), &clauses).map_err(|e| format!("{}: also {slot:?}: {e}", w.topic))?;
                }
            }
        }
        for c in &mut self.clause {
            c.template = Template::parse(&c.text, &[]).map_err(|e| format!("clause {}: {:?}: {e}", c.name, c.text))?;
        }
        for list in ["self", "moved", "grew", "flat", "preface", "unit_note", "total_row", "empty_note"] {
            if self.words.get(list).is_none_or(Vec::is_empty) {
                return Err(format!("[words] has no list `{list}`"));
            }
        }
        for way in ["up", "down", "flat"] {
            if !self.reason.iter().any(|r| r.way == way) {
                return Err(format!("no reason for `{way}`"));
            }
        }
        self.table.iter().try_for_each(check_layout)
    }
}

fn check_layout(layout: &Layout) -> Result<(), String> {
    let place = |what: &str| format!("table {} {:?}: {what}", layout.kind, layout.titles.first());
    if layout.titles.is_empty() {
        return Err(place("no title"));
    }
    for column in layout.columns.iter().chain(layout.block.iter().flat_map(|b| &b.columns)) {
        let (_, meaning) = column.split_once(" = ").ok_or_else(|| place(&format!("column {column:?} has no ` = meaning`")))?;
        crate::tables::Meaning::parse(meaning, &layout.rows).map_err(|e| place(&e))?;
    }
    let lines = layout.block.iter().flat_map(|b| &b.lines).chain(layout.foot.iter().flatten());
    for line in lines.filter(|l| !l.is_empty() && !["*classes", "*personnel", "*operating"].contains(&l.as_str())) {
        let (_, quantity) = line.split_once(" = ").ok_or_else(|| place(&format!("line {line:?} has no ` = quantity`")))?;
        if !quantity.is_empty() && quantity != "-" && layout.rows == "blocks" {
            Key::parse(quantity).map_err(|e| place(&e))?;
        }
    }
    if layout.rows == "blocks" && layout.foot.iter().any(|f| f.len() != layout.block.len()) {
        return Err(place("each row of `foot` has one entry a block"));
    }
    Ok(())
}
