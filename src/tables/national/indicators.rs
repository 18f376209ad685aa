//! 项目绩效目标表: indicators in levels with a target value.

use super::super::frame::Frame;
use super::super::{Reading, Recognised};
use super::words::Words;

pub(super) fn read(_frame: &Frame<'_>, _words: &Words, _reading: &mut Reading) -> Option<Recognised> {
    None
}
