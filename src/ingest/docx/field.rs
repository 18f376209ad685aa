//! Fields: their instructions are dropped, their results kept.
//!
//! Rulings:
//! - A field that is still in its instruction when its paragraph ends is broken: what was withheld is text after all, as losing a document's rest to one stray mark is worse.
//! - Fields that print without having a result: form check boxes (☒, ☐), form lists (the chosen entry), `EQ` (①, fractions).
//!
//! Source: ECMA-376-1, 17.16.

use super::equation;

/// What a form field shows.
#[derive(Debug, Default)]
enum Form {
    #[default]
    None,
    CheckBox {
        checked: bool,
    },
    DropDown {
        chosen: usize,
        entries: Vec<String>,
    },
}

#[derive(Debug, Default)]
struct Field {
    /// Between its begin and its separator.
    instruction: bool,
    simple: bool,
    contents: bool,
    code: String,
    /// Text that stood in its instruction.
    withheld: String,
    /// Text came in its result.
    shown: bool,
    form: Form,
}

/// Fields within fields that are told apart.
const NESTING: usize = 64;

/// The open fields of a story.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many of them are in their instruction.
    instructions: usize,
    /// How many of them are tables of contents in their result.
    contents: usize,
    /// Open ones that lie too deep to be told apart; their text is kept.
    too_deep: usize,
}

impl Fields {
    /// Text that comes now belongs to an instruction.
    pub(super) fn in_instruction(&self) -> bool {
        self.instructions > 0
    }

    /// Text that comes now belongs to a table of contents.
    pub(super) fn in_contents(&self) -> bool {
        self.contents > 0
    }

    /// `w:fldChar` begin.
    pub(super) fn begin(&mut self) {
        if self.open.len() >= NESTING {
            self.too_deep += 1;
            return;
        }
        self.instructions += 1;
        self.open.push(Field { instruction: true, ..Field::default() });
    }

    /// `w:fldSimple` begins.
    pub(super) fn begin_simple(&mut self, code: &str) {
        if self.open.len() >= NESTING {
            self.too_deep += 1;
            return;
        }
        let contents = is_contents(code);
        self.contents += usize::from(contents);
        self.open.push(Field { simple: true, contents, ..Field::default() });
    }

    /// `w:instrText`.
    pub(super) fn code(&mut self, code: &str) {
        if let Some(field) = self.open.last_mut().filter(|f| f.instruction) {
            field.code.push_str(code);
        }
    }

    /// Text inside an instruction.
    pub(super) fn withhold(&mut self, text: &str) {
        if let Some(field) = self.open.iter_mut().rev().find(|f| f.instruction) {
            field.withheld.push_str(text);
        }
    }

    /// Text in a result.
    pub(super) fn show(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.shown = true;
        }
    }

    /// `w:fldChar` separate.
    pub(super) fn separate(&mut self) {
        if let Some(field) = self.open.last_mut().filter(|f| f.instruction) {
            field.instruction = false;
            field.contents = is_contents(&field.code);
            self.instructions -= 1;
            self.contents += usize::from(field.contents);
        }
    }

    /// `w:fldChar` end; gives what a field without a result prints.
    pub(super) fn end(&mut self) -> Option<String> {
        if self.leave_deep() {
            return None;
        }
        let field = self.open.pop_if(|f| !f.simple)?;
        self.close(&field);
        if field.shown {
            return None;
        }
        match field.form {
            Form::CheckBox { checked } => Some(if checked { "☒" } else { "☐" }.to_owned()),
            Form::DropDown { chosen, entries } => entries.into_iter().nth(chosen),
            Form::None if field.instruction => equation::print(&field.code),
            Form::None => None,
        }
    }

    /// `w:fldSimple` ends, and with it whatever was left open inside it.
    pub(super) fn end_simple(&mut self) {
        if self.leave_deep() {
            return;
        }
        while let Some(field) = self.open.pop() {
            self.close(&field);
            if field.simple {
                break;
            }
        }
    }

    /// A paragraph ends: instructions that are open are none. Gives the text that they withheld.
    pub(super) fn give_up(&mut self) -> String {
        let mut text = String::new();
        if self.instructions > 0 {
            for field in self.open.iter_mut().filter(|f| f.instruction) {
                field.instruction = false;
                text.push_str(&std::mem::take(&mut field.withheld));
            }
            self.instructions = 0;
        }
        text
    }

    /// `w:checkBox`.
    pub(super) fn check_box(&mut self) {
        self.form(Form::CheckBox { checked: false });
    }

    /// Its state.
    pub(super) fn check(&mut self, state: bool) {
        if let Some(Field { form: Form::CheckBox { checked }, .. }) = self.open.last_mut() {
            *checked = state;
        }
    }

    /// `w:ddList`.
    pub(super) fn drop_down(&mut self) {
        self.form(Form::DropDown { chosen: 0, entries: Vec::new() });
    }

    /// Index of its chosen entry.
    pub(super) fn choose(&mut self, index: u32) {
        if let Some(Field { form: Form::DropDown { chosen, .. }, .. }) = self.open.last_mut() {
            *chosen = index as usize;
        }
    }

    /// One of its entries.
    pub(super) fn entry(&mut self, text: &str) {
        if let Some(Field { form: Form::DropDown { entries, .. }, .. }) = self.open.last_mut() {
            entries.push(text.to_owned());
        }
    }

    fn form(&mut self, form: Form) {
        if let Some(field) = self.open.last_mut() {
            field.form = form;
        }
    }

    fn leave_deep(&mut self) -> bool {
        let deep = self.too_deep > 0;
        self.too_deep -= usize::from(deep);
        deep
    }

    fn close(&mut self, field: &Field) {
        self.instructions -= usize::from(field.instruction);
        self.contents -= usize::from(field.contents);
    }
}

fn is_contents(code: &str) -> bool {
    code.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("TOC"))
}
