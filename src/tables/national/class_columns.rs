//! Columns that are classes: 工资福利支出, 基本工资, 办公费 over amounts.

use super::super::frame::Frame;
use super::columns::Column;
use super::meaning::Meaning;
use super::words::Classes;
use crate::normalise::classes::{self, ClassScheme};

/// A class named by a header (工资福利支出 over a column).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ClassColumn {
    pub(super) classes: Classes,
    pub(super) name: String,
    /// Both economic classifications have a class of this name: the other columns tell which is meant.
    doubtful: bool,
}

/// A header that is the name of a class: 机关工资福利支出, 商品和服务支出.
pub(super) fn class_column(leaf: &str, wanted: Option<Classes>) -> Option<ClassColumn> {
    let known = [(Classes::GovEconomic, ClassScheme::GovEconomic), (Classes::Economic, ClassScheme::Economic)];
    let mut found = known.iter().filter(|(c, s)| wanted.is_none_or(|w| w == *c) && classes::is_class_name(*s, leaf));
    let (classes, _) = found.next()?;
    Some(ClassColumn { classes: *classes, name: leaf.to_owned(), doubtful: found.next().is_some() })
}

/// Among columns of classes of one classification, a name that two of them have, or that is a measure elsewhere (会议费), is one of it too.
pub(super) fn settle(list: &mut [Column], frame: &Frame<'_>) {
    let sure: Vec<Classes> = list.iter().filter_map(|c| class_of(c).filter(|c| !c.doubtful)).map(|c| c.classes).collect();
    let only = sure.first().copied().filter(|first| sure.iter().all(|c| c == first));
    for (at, column) in list.iter_mut().enumerate() {
        let Column::Amounts(meaning, class) = column else { continue };
        let named = |classes| class_column(frame.path(at as u32).last(), Some(classes));
        match (class.as_mut(), only) {
            (Some(class), Some(classes)) if class.doubtful => {
                class.classes = classes;
                class.doubtful = false;
            }
            (Some(class), None) if class.doubtful => {
                *column = Column::Unknown(format!("“{}” is a class of two classifications", frame.path(at as u32).joined()));
            }
            (None, Some(classes)) if sure.len() >= 3 && meaning.measure.is_some() => {
                let rest = Meaning { measure: None, item: None, mixed: false, ..meaning.clone() };
                if let Some(found) = named(classes) {
                    *column = Column::Amounts(rest, Some(ClassColumn { doubtful: false, ..found }));
                }
            }
            _ => {}
        }
    }
}

fn class_of(column: &Column) -> Option<&ClassColumn> {
    match column {
        Column::Amounts(_, class) => class.as_ref(),
        _ => None,
    }
}
