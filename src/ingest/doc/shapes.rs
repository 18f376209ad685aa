//! Drawings ([MS-DOC] 2.9.253 "Spa", 2.8.31 "PlcftxbxTxt"; [MS-ODRAW] 2.2): which shape is anchored where, which holds a text box or draws its
//! text itself (WordArt), which is a picture.

use crate::ingest::bytes::{i32_at, plc, slice_at, u16_at, u32_at};
use std::collections::{BTreeMap, BTreeSet};

/// Groups within groups that are followed.
const DEPTH: usize = 32;
const SPA: usize = 26;
/// English Metric Units in a twip.
const EMU: u64 = 635;
const FTXBXS: usize = 22;
/// msosptPictureFrame.
const PICTURE_FRAME: u16 = 75;
/// pib: the shape shows a picture ([MS-ODRAW] 2.3.23.5).
const PICTURE: u16 = 0x0104;
/// gtextUNICODE ([MS-ODRAW] 2.3.22.1).
const DRAWN_TEXT: u16 = 0x00C0;
/// Characters of drawn text that are read.
const LONGEST_DRAWN: usize = 1024;

/// A shape where it is anchored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Anchor {
    /// Its number.
    pub(super) shape: u32,
    /// Width and height in EMU.
    pub(super) size: Option<(u64, u64)>,
}

/// The shapes of the body.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    /// Shape and its size in EMU by the position of its anchor.
    anchors: BTreeMap<u32, Anchor>,
    /// Text boxes: first and last position within the part of text boxes, by shape.
    boxes: BTreeMap<u32, Vec<(u32, u32)>>,
    /// Shapes in a group, by the group's own shape.
    members: BTreeMap<u32, Vec<u32>>,
    pictures: BTreeSet<u32>,
    /// Text that is drawn (WordArt), by shape.
    drawn: BTreeMap<u32, String>,
}

impl Shapes {
    /// Reads anchors, text boxes and drawings.
    pub(super) fn read(plc_spa: &[u8], plcf_txbx: &[u8], dgg_info: &[u8]) -> Self {
        let mut shapes = Shapes::default();
        for (from, _, spa) in plc(plc_spa, SPA) {
            if let Some(shape) = u32_at(spa, 0) {
                let side = |low: usize, high: usize| {
                    u64::try_from(i32_at(spa, high)?.checked_sub(i32_at(spa, low)?)?).ok().map(|twips| twips * EMU)
                };
                shapes.anchors.insert(from, Anchor { shape, size: side(4, 12).zip(side(8, 16)) });
            }
        }
        let mut end = 0;
        for (from, to, ftxbxs) in plc(plcf_txbx, FTXBXS) {
            // Boxes that overlap are of a damaged file; each character is read once.
            if from < end || to <= from {
                continue;
            }
            end = to;
            // fReusable: a place kept for the next box, no box ([MS-DOC] 2.9.98 "FTXBXS").
            if let (Some(0), Some(shape)) = (u16_at(ftxbxs, 8), u32_at(ftxbxs, 14)) {
                shapes.boxes.entry(shape).or_default().push((from, to));
            }
        }
        // OfficeArtContent ([MS-DOC] 2.9.171): the drawing group, then each drawing with one byte before it.
        let mut at = record_size(dgg_info, 0);
        while at + 1 < dgg_info.len() {
            let size = record_size(dgg_info, at + 1);
            shapes.walk(slice_at(dgg_info, at + 1, size), None, 0);
            at += 1 + size;
        }
        shapes
    }

    /// The shape anchored at a position of the body.
    pub(super) fn at(&self, position: usize) -> Option<Anchor> {
        self.anchors.get(&u32::try_from(position).ok()?).copied()
    }

    /// The text boxes of a shape, or of the shapes in its group, as positions within the part of text boxes. Each is given once.
    pub(super) fn take_boxes(&mut self, shape: u32) -> Vec<(u32, u32)> {
        let mut found = self.boxes.remove(&shape).unwrap_or_default();
        for member in self.members.remove(&shape).unwrap_or_default() {
            found.extend(self.boxes.remove(&member).unwrap_or_default());
        }
        found
    }

    /// Text that a shape, or the shapes in its group, draw.
    pub(super) fn take_drawn(&mut self, shape: u32) -> Vec<String> {
        let members = self.members.get(&shape).map_or(&[][..], Vec::as_slice);
        [shape].iter().chain(members).filter_map(|s| self.drawn.remove(s)).collect()
    }

    /// The text boxes that no anchor led to.
    pub(super) fn rest(&mut self) -> Vec<(u32, u32)> {
        let mut rest: Vec<(u32, u32)> = std::mem::take(&mut self.boxes).into_values().flatten().collect();
        rest.sort_unstable();
        rest
    }

    /// True when a shape is a picture, or a group with one.
    pub(super) fn is_picture(&self, shape: u32) -> bool {
        self.pictures.contains(&shape) || self.members.get(&shape).is_some_and(|m| m.iter().any(|s| self.pictures.contains(s)))
    }

    /// Walks the records of a container. `group`: the outermost group around them.
    fn walk(&mut self, records: &[u8], group: Option<u32>, depth: usize) {
        let mut at = 0;
        let mut group = group;
        let mut first = true;
        while let Some(kind) = u16_at(records, at + 2) {
            let size = record_size(records, at);
            let body = slice_at(records, at + 8, size.saturating_sub(8));
            match kind {
                // OfficeArtDgContainer, OfficeArtSpgrContainer.
                0xF002 | 0xF003 if depth < DEPTH => self.walk(body, if kind == 0xF003 { group } else { None }, depth + 1),
                // OfficeArtSpContainer; the first one in a group is the group itself, and the outermost group is the page (fPatriarch).
                0xF004 => {
                    if let Some((shape, patriarch)) = self.shape(body) {
                        match group {
                            Some(outer) => self.members.entry(outer).or_default().push(shape),
                            None if first && depth > 1 && !patriarch => group = Some(shape),
                            None => {}
                        }
                    }
                    first = false;
                }
                _ => {}
            }
            at += size;
        }
    }

    /// The records of one shape: its number and kind (OfficeArtFSP, [MS-ODRAW] 2.2.40), and its properties (OfficeArtFOPT, 2.2.9). Tells the number, and whether the
    /// shape stands for the whole page.
    fn shape(&mut self, records: &[u8]) -> Option<(u32, bool)> {
        let mut found = None;
        let mut at = 0;
        while let (Some(head), Some(kind)) = (u16_at(records, at), u16_at(records, at + 2)) {
            let size = record_size(records, at);
            let body = slice_at(records, at + 8, size - 8);
            match (kind, found) {
                (0xF00A, _) => {
                    let shape = u32_at(body, 0)?;
                    if head >> 4 == PICTURE_FRAME {
                        self.pictures.insert(shape);
                    }
                    found = Some((shape, u32_at(body, 4)? & 4 != 0));
                }
                (0xF00B, Some((shape, _))) => self.properties(shape, body, usize::from(head >> 4)),
                _ => {}
            }
            at += size;
        }
        found
    }

    /// Properties of a shape: six bytes each, then the data of those that are larger, in order.
    fn properties(&mut self, shape: u32, body: &[u8], count: usize) {
        let mut data = count * 6;
        for i in 0..count {
            let (Some(id), Some(value)) = (u16_at(body, i * 6), u32_at(body, i * 6 + 2)) else { break };
            let large = id & 0x8000 != 0;
            match id & 0x3FFF {
                PICTURE => drop(self.pictures.insert(shape)),
                DRAWN_TEXT if large => {
                    let units = slice_at(body, data, value as usize).as_chunks::<2>().0.iter().map(|&u| u16::from_le_bytes(u));
                    let units: Vec<u16> = units.take_while(|&u| u != 0).take(LONGEST_DRAWN).collect();
                    let text = String::from_utf16_lossy(&units).replace(['\r', '\u{B}'], "\n");
                    if !text.trim().is_empty() {
                        self.drawn.insert(shape, text.trim_end().to_owned());
                    }
                }
                _ => {}
            }
            if large {
                data = data.saturating_add(value as usize);
            }
        }
    }
}

/// Size of a record with its header of eight bytes; at least that, so that a walk always goes on.
fn record_size(bytes: &[u8], at: usize) -> usize {
    8 + u32_at(bytes, at + 4).unwrap_or(0) as usize
}
