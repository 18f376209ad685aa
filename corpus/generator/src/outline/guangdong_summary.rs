//! A plain summary: one table of administrative expenses and the three public expenses by fund, then a few numbered paragraphs.

use super::{Point, chapter};
use crate::compose::Composer;
use crate::page::NumberStyle;

const POINTS: &[Point] = &[(3, "agency_operating"), (4, "three_public"), (6, "procurement"), (7, "assets")];

/// Writes a disclosure.
pub fn write(c: &mut Composer<'_>) {
    c.title("title");
    c.table("summary");
    chapter(c, POINTS, NumberStyle::Chinese, |c, topic| c.say(topic));
}
