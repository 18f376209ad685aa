//! Writes small Word 97-2003 files, as [MS-DOC] tells: enough of the format to say in a test exactly what a paragraph, a row or a list is.

use std::io::{Cursor, Write};

mod properties;
mod structures;

use properties::{pages, papx_record, plcf_bte, runs};

pub const P_JC: u16 = 0x2461;
pub const P_OUT_LVL: u16 = 0x2640;
pub const P_ILVL: u16 = 0x260A;
pub const P_ILFO: u16 = 0x460B;
pub const P_DROPPED_CAPITAL: u16 = 0x442C;
pub const P_IN_TABLE: u16 = 0x2416;
pub const P_TTP: u16 = 0x2417;
pub const P_ITAP: u16 = 0x6649;
pub const P_INNER_CELL: u16 = 0x244B;
pub const P_INNER_TTP: u16 = 0x244C;
pub const P_HUGE_PAPX: u16 = 0x6646;
pub const C_DELETED: u16 = 0x0800;
pub const C_INSERTED: u16 = 0x0801;
pub const C_BOLD: u16 = 0x0835;
pub const C_HIDDEN: u16 = 0x083C;
pub const C_SPECIAL: u16 = 0x0855;
pub const C_PICTURE: u16 = 0x6A03;
pub const C_DATA: u16 = 0x0806;
pub const C_FONT: u16 = 0x4A4F;
pub const C_SYMBOL: u16 = 0x6A09;
pub const T_DEF_TABLE: u16 = 0xD608;
pub const T_HEADER: u16 = 0x3404;
pub const T_INSERT: u16 = 0x7621;
pub const T_MERGE: u16 = 0x5624;
pub const T_VERT_MERGE: u16 = 0xD62B;

const PAGE: usize = 512;
const TEXT_AT: usize = 1024;
const PAIRS: usize = 93;

/// One modifier.
pub fn sprm(code: u16, operand: &[u8]) -> Vec<u8> {
    let mut out = code.to_le_bytes().to_vec();
    match code {
        T_DEF_TABLE => out.extend((operand.len() as u16 + 1).to_le_bytes()),
        _ if code >> 13 == 6 => out.push(operand.len() as u8),
        _ => {}
    }
    out.extend(operand);
    out
}

/// How the text of a paragraph is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    Utf16,
    CodePage936,
    CodePage1252,
}

/// A paragraph with its mark.
#[derive(Debug, Clone)]
pub struct Para {
    pub text: String,
    pub style: u16,
    pub papx: Vec<u8>,
    /// Character modifiers by range of characters; the mark is the last character.
    pub runs: Vec<(usize, usize, Vec<u8>)>,
    pub stored: Stored,
    pub prm: u16,
}

impl Para {
    pub fn new(text: &str) -> Self {
        Para::ended(text, '\r')
    }

    pub fn ended(text: &str, mark: char) -> Self {
        Para { text: format!("{text}{mark}"), style: 0, papx: Vec::new(), runs: Vec::new(), stored: Stored::Utf16, prm: 0 }
    }

    pub fn style(mut self, style: u16) -> Self {
        self.style = style;
        self
    }

    pub fn sprm(mut self, code: u16, operand: &[u8]) -> Self {
        self.papx.extend(sprm(code, operand));
        self
    }

    pub fn list(self, override_index: i16, level: u8) -> Self {
        self.sprm(P_ILVL, &[level]).sprm(P_ILFO, &override_index.to_le_bytes())
    }

    /// Modifies the characters of the first occurrence of `part`.
    pub fn on(mut self, part: &str, code: u16, operand: &[u8]) -> Self {
        let at = self.text.find(part).expect("the part occurs");
        let from = self.text[..at].chars().count();
        self.runs.push((from, from + part.chars().count(), sprm(code, operand)));
        self
    }

    pub fn on_mark(mut self, code: u16, operand: &[u8]) -> Self {
        let last = self.text.chars().count();
        self.runs.push((last - 1, last, sprm(code, operand)));
        self
    }

    pub fn stored(mut self, stored: Stored) -> Self {
        self.stored = stored;
        self
    }

    pub fn prm(mut self, prm: u16) -> Self {
        self.prm = prm;
        self
    }

    fn bytes(&self) -> Vec<u8> {
        match self.stored {
            Stored::Utf16 => self.text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Stored::CodePage936 => encoding_rs::GBK.encode(&self.text).0.into_owned(),
            Stored::CodePage1252 => encoding_rs::WINDOWS_1252.encode(&self.text).0.into_owned(),
        }
    }

    /// Bytes before a character.
    fn byte_at(&self, character: usize) -> usize {
        let before: String = self.text.chars().take(character).collect();
        Para { text: before, ..self.clone() }.bytes().len()
    }

    fn positions(&self) -> usize {
        if self.stored == Stored::Utf16 { self.bytes().len() / 2 } else { self.bytes().len() }
    }
}

/// The operand of sprmTDefTable: edges in twips, and the flags of each cell.
pub fn def_table(edges: &[i16], flags: &[u16]) -> Vec<u8> {
    let mut out = vec![edges.len() as u8 - 1];
    out.extend(edges.iter().flat_map(|e| e.to_le_bytes()));
    for flag in flags {
        out.extend(flag.to_le_bytes());
        out.extend([0; 18]);
    }
    out
}

/// A row of an outermost table: its cells, then its mark with `shape`.
pub fn row(cells: &[&str], shape: &[u8]) -> Vec<Para> {
    let mut out: Vec<Para> = cells.iter().map(|c| Para::ended(c, '\u{7}').sprm(P_IN_TABLE, &[1])).collect();
    let mut mark = Para::ended("", '\u{7}').sprm(P_IN_TABLE, &[1]).sprm(P_TTP, &[1]);
    mark.papx.extend(shape);
    out.push(mark);
    out
}

/// A row whose edges and flags are given.
pub fn row_at(cells: &[&str], edges: &[i16], flags: &[u16]) -> Vec<Para> {
    row(cells, &sprm(T_DEF_TABLE, &def_table(edges, flags)))
}

/// One level of a list; in `text`, `\0` to `\u{8}` stand for numbers.
#[derive(Debug, Clone)]
pub struct Level {
    pub start: i32,
    pub nfc: u8,
    pub text: &'static str,
    pub flags: u8,
    pub restart_limit: u8,
    pub chpx: Vec<u8>,
}

impl Level {
    pub fn new(nfc: u8, text: &'static str) -> Self {
        Level { start: 1, nfc, text, flags: 0, restart_limit: 0, chpx: Vec::new() }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut out = self.start.to_le_bytes().to_vec();
        out.extend([self.nfc, self.flags]);
        let places = self.text.chars().enumerate().filter(|(_, c)| *c < '\u{9}').map(|(i, _)| i as u8 + 1);
        let mut rgbxch: Vec<u8> = places.collect();
        rgbxch.resize(9, 0);
        out.extend(rgbxch);
        out.push(0);
        out.extend([0; 8]);
        out.extend([self.chpx.len() as u8, 0, self.restart_limit, 0]);
        out.extend(&self.chpx);
        out.extend(xst(self.text));
        out
    }
}

/// A list; styles are those of its levels.
#[derive(Debug, Clone)]
pub struct List {
    pub id: i32,
    pub levels: Vec<Level>,
    pub styles: Vec<u16>,
}

/// A list override, with (level, first value).
#[derive(Debug, Clone)]
pub struct Lfo {
    pub list: i32,
    pub starts: Vec<(u8, i32)>,
}

/// A style: its kind is paragraph.
#[derive(Debug, Clone)]
pub struct Style {
    pub sti: u16,
    pub base: u16,
    pub papx: Vec<u8>,
    pub chpx: Vec<u8>,
}

/// A file.
#[derive(Debug, Clone, Default)]
pub struct Doc {
    pub main: Vec<Para>,
    pub notes: Vec<Para>,
    /// One story a header or footer, from the seventh on (the first six are of footnotes).
    pub headers: Vec<Vec<Para>>,
    pub comments: Vec<Para>,
    pub endnotes: Vec<Para>,
    /// Text boxes by the number of their shape; each is anchored at the character 8 with that ordinal in the body.
    pub boxes: Vec<Vec<Para>>,
    /// Text that shapes draw, by the number of the shape.
    pub drawn: Vec<(u32, &'static str)>,
    pub styles: Vec<Style>,
    pub lists: Vec<List>,
    pub lfos: Vec<Lfo>,
    pub fonts: Vec<&'static str>,
    /// Modifiers that pieces refer to.
    pub modifiers: Vec<Vec<u8>>,
    pub data: Vec<u8>,
    pub lid: u16,
    pub title: Option<&'static str>,
    /// Flags of the file information block to add.
    pub flags: u16,
    pub version: Option<u16>,
}

fn xst(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut out = (units.len() as u16).to_le_bytes().to_vec();
    out.extend(units.iter().flat_map(|u| u.to_le_bytes()));
    out
}

fn put16(bytes: &mut [u8], at: usize, value: u16) {
    bytes[at..at + 2].copy_from_slice(&value.to_le_bytes());
}

fn put32(bytes: &mut [u8], at: usize, value: u32) {
    bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
}

impl Doc {
    pub fn of(main: Vec<Para>) -> Self {
        Doc { main, lid: 0x0804, ..Doc::default() }
    }

    /// The parts of the text, in the order of the file.
    fn parts(&self) -> [Vec<&Para>; 6] {
        let headers = self.headers.iter().flatten().collect();
        let boxes = self.boxes.iter().flatten().collect();
        [
            self.main.iter().collect(),
            self.notes.iter().collect(),
            headers,
            self.comments.iter().collect(),
            self.endnotes.iter().collect(),
            boxes,
        ]
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let (stream, table) = self.streams();
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        let mut add = |name: &str, bytes: &[u8]| file.create_stream(name).unwrap().write_all(bytes).unwrap();
        add("/WordDocument", &stream);
        add("/1Table", &table);
        if !self.data.is_empty() {
            add("/Data", &self.data);
        }
        if let Some(title) = self.title {
            add("/\u{5}SummaryInformation", &summary(title));
        }
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    /// The streams `WordDocument` and `1Table`.
    pub fn streams(&self) -> (Vec<u8>, Vec<u8>) {
        let mut stream = vec![0_u8; TEXT_AT];
        let parts = self.parts();
        let (mut papx, mut chpx) = (Vec::new(), Vec::new());
        let (mut cps, mut pcds) = (vec![0_u32], Vec::new());
        for para in parts.iter().flatten() {
            let at = stream.len();
            stream.extend(para.bytes());
            papx.push((at, stream.len(), papx_record(para)));
            runs(para, at, stream.len(), &mut chpx);
            cps.push(cps[cps.len() - 1] + para.positions() as u32);
            let fc = if para.stored == Stored::Utf16 { at as u32 } else { (at as u32 * 2) | 0x4000_0000 };
            let mut pcd = vec![0, 0];
            pcd.extend(fc.to_le_bytes());
            pcd.extend(para.prm.to_le_bytes());
            pcds.extend(pcd);
            // Pieces of two bytes a character begin at even offsets.
            if stream.len() % 2 == 1 {
                stream.push(0);
            }
        }
        let papx_pages = pages(&papx, 13, &mut stream);
        let chpx_pages = pages(&chpx, 1, &mut stream);
        let mut table = vec![0_u8; 4];
        let mut pairs = vec![(0_u32, 0_u32); PAIRS];
        let mut part = |index: usize, bytes: Vec<u8>, counted: usize| {
            if !bytes.is_empty() {
                pairs[index] = (table.len() as u32, counted as u32);
                table.extend(bytes);
            }
        };
        let mut add = |index: usize, bytes: Vec<u8>| {
            let counted = bytes.len();
            part(index, bytes, counted);
        };
        add(1, self.stsh());
        add(6, self.plcf_sed());
        add(11, self.plcf_hdd());
        add(12, plcf_bte(&chpx_pages));
        add(13, plcf_bte(&papx_pages));
        add(15, self.sttbf_ffn());
        add(33, self.clx(&cps, &pcds));
        add(40, self.plc_spa());
        add(50, self.dgg_info());
        add(56, self.plcf_txbx());
        let (lists, counted) = self.plf_lst();
        part(73, lists, counted);
        let lfos = self.plf_lfo();
        let counted = lfos.len();
        part(74, lfos, counted);
        self.fib(&mut stream, &parts, &pairs);
        (stream, table)
    }
}

/// Summary information with a title in code page 936.
fn summary(title: &str) -> Vec<u8> {
    let (text, _, _) = encoding_rs::GBK.encode(title);
    let mut out = vec![0xFE, 0xFF];
    out.extend([0; 22]);
    out.extend(1_u32.to_le_bytes());
    out.extend([0; 16]);
    out.extend(48_u32.to_le_bytes());
    let mut set = vec![0_u8; 4];
    set.extend(2_u32.to_le_bytes());
    set.extend([1_u32, 24, 2, 32].iter().flat_map(|v| v.to_le_bytes()));
    set.extend([2, 0, 0, 0]);
    set.extend([936_u32.to_le_bytes()].concat());
    set.extend([0x1E, 0, 0, 0]);
    set.extend((text.len() as u32 + 1).to_le_bytes());
    set.extend(text.iter().chain([&0]));
    out.extend(set);
    out
}
