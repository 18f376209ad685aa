//! Writes small Word 97-2003 files, as [MS-DOC] tells: enough of the format to say in a test exactly what a paragraph, a row or a list is.

use std::io::{Cursor, Write};

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

    fn fib(&self, stream: &mut [u8], parts: &[Vec<&Para>; 6], pairs: &[(u32, u32)]) {
        put16(stream, 0, 0xA5EC);
        put16(stream, 2, self.version.unwrap_or(0x00C1));
        put16(stream, 6, self.lid);
        put16(stream, 10, 0x0200 | self.flags);
        put32(stream, 24, TEXT_AT as u32);
        put16(stream, 32, 14);
        put16(stream, 62, 22);
        let lengths = parts.each_ref().map(|p| p.iter().map(|p| p.positions()).sum::<usize>() as u32);
        for (place, length) in [3, 4, 5, 7, 8, 9].into_iter().zip(lengths) {
            put32(stream, 64 + place * 4, length);
        }
        put16(stream, 152, PAIRS as u16);
        for (i, (at, length)) in pairs.iter().enumerate() {
            put32(stream, 154 + i * 8, *at);
            put32(stream, 158 + i * 8, *length);
        }
    }

    fn clx(&self, cps: &[u32], pcds: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        for modifier in &self.modifiers {
            out.push(1);
            out.extend((modifier.len() as u16).to_le_bytes());
            out.extend(modifier);
        }
        out.push(2);
        out.extend(((cps.len() * 4 + pcds.len()) as u32).to_le_bytes());
        out.extend(cps.iter().flat_map(|c| c.to_le_bytes()));
        out.extend(pcds);
        out
    }

    fn stsh(&self) -> Vec<u8> {
        let mut out = 18_u16.to_le_bytes().to_vec();
        let mut stshi = vec![0_u8; 18];
        put16(&mut stshi, 0, self.styles.len() as u16);
        put16(&mut stshi, 2, 10);
        out.extend(stshi);
        for (i, style) in self.styles.iter().enumerate() {
            let mut std = vec![0_u8; 10];
            put16(&mut std, 0, style.sti);
            put16(&mut std, 2, 1 | style.base << 4);
            put16(&mut std, 4, 2);
            std.extend(xst("s"));
            std.extend([0, 0]);
            let mut papx = (i as u16).to_le_bytes().to_vec();
            papx.extend(&style.papx);
            for upx in [&papx, &style.chpx] {
                std.extend((upx.len() as u16).to_le_bytes());
                std.extend(upx);
                if upx.len() % 2 == 1 {
                    std.push(0);
                }
            }
            out.extend((std.len() as u16).to_le_bytes());
            out.extend(std);
        }
        out
    }

    fn sttbf_ffn(&self) -> Vec<u8> {
        let mut out = (self.fonts.len() as u16).to_le_bytes().to_vec();
        out.extend([0, 0]);
        for font in &self.fonts {
            let mut ffn = vec![0_u8; 39];
            ffn.extend(font.encode_utf16().chain([0]).flat_map(u16::to_le_bytes));
            out.push(ffn.len() as u8);
            out.extend(ffn);
        }
        if self.fonts.is_empty() { Vec::new() } else { out }
    }

    /// A section ends after each paragraph whose mark is the character 12.
    fn plcf_sed(&self) -> Vec<u8> {
        let mut at = 0;
        let mut ends = vec![0_u32];
        for (i, para) in self.main.iter().enumerate() {
            at += para.positions() as u32;
            if para.text.ends_with('\u{C}') || i + 1 == self.main.len() {
                ends.push(at);
            }
        }
        let count = ends.len() - 1;
        ends.iter().flat_map(|e| e.to_le_bytes()).chain([0; 12].repeat(count)).collect()
    }

    fn plcf_hdd(&self) -> Vec<u8> {
        if self.headers.is_empty() {
            return Vec::new();
        }
        let mut at = 0_u32;
        let mut out = [0_u8; 4].repeat(7);
        for header in &self.headers {
            at += header.iter().map(|p| p.positions()).sum::<usize>() as u32;
            out.extend(at.to_le_bytes());
        }
        out.extend((at + 1).to_le_bytes());
        out
    }

    /// Anchors of shapes 1, 2 … at the characters 8 of the body.
    fn plc_spa(&self) -> Vec<u8> {
        let mut anchors = Vec::new();
        let mut at = 0;
        for para in &self.main {
            anchors.extend(para.text.chars().enumerate().filter(|(_, c)| *c == '\u{8}').map(|(i, _)| (at + i) as u32));
            at += para.positions();
        }
        if anchors.is_empty() {
            return Vec::new();
        }
        let mut out: Vec<u8> = anchors.iter().chain([&(at as u32)]).flat_map(|c| c.to_le_bytes()).collect();
        for shape in 1..=anchors.len() as u32 {
            out.extend(shape.to_le_bytes());
            out.extend([0; 22]);
        }
        out
    }

    /// A drawing group without content, then one drawing whose shapes draw text.
    fn dgg_info(&self) -> Vec<u8> {
        let record = |version: u16, instance: u16, kind: u16, body: &[u8]| {
            let mut out = (version | instance << 4).to_le_bytes().to_vec();
            out.extend(kind.to_le_bytes());
            out.extend((body.len() as u32).to_le_bytes());
            out.extend(body);
            out
        };
        let fsp = |shape: u32, flags: u32| record(2, 136, 0xF00A, &[shape.to_le_bytes(), flags.to_le_bytes()].concat());
        let mut shapes = record(0xF, 0, 0xF004, &fsp(1024, 5));
        for (shape, text) in &self.drawn {
            let units: Vec<u8> = text.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
            // Two properties: one without data (a line colour), and the text with its data behind both.
            let mut fopt = [0x01C0_u16.to_le_bytes().to_vec(), vec![1, 2, 3, 0]].concat();
            fopt.extend(0x80C0_u16.to_le_bytes());
            fopt.extend((units.len() as u32).to_le_bytes());
            fopt.extend(units);
            shapes.extend(record(0xF, 0, 0xF004, &[fsp(*shape, 0xA00), record(3, 2, 0xF00B, &fopt)].concat()));
        }
        if self.drawn.is_empty() {
            return Vec::new();
        }
        let drawing = record(0xF, 0, 0xF002, &record(0xF, 0, 0xF003, &shapes));
        [record(0xF, 0, 0xF000, &[]), vec![0], drawing].concat()
    }

    fn plcf_txbx(&self) -> Vec<u8> {
        if self.boxes.is_empty() {
            return Vec::new();
        }
        let mut at = 0_u32;
        let mut out = vec![0_u8; 4];
        for text in &self.boxes {
            at += text.iter().map(|p| p.positions()).sum::<usize>() as u32;
            out.extend(at.to_le_bytes());
        }
        for shape in 1..=self.boxes.len() as u32 {
            out.extend([0; 14]);
            out.extend(shape.to_le_bytes());
            out.extend([0; 4]);
        }
        out
    }

    /// The PlfLst and the levels after it; the levels are not counted in its length.
    fn plf_lst(&self) -> (Vec<u8>, usize) {
        if self.lists.is_empty() {
            return (Vec::new(), 0);
        }
        let mut out = (self.lists.len() as u16).to_le_bytes().to_vec();
        for list in &self.lists {
            out.extend(list.id.to_le_bytes());
            out.extend([0; 4]);
            let mut styles = list.styles.clone();
            styles.resize(9, 0x0FFF);
            out.extend(styles.iter().flat_map(|s| s.to_le_bytes()));
            out.extend([u8::from(list.levels.len() == 1), 0]);
        }
        let counted = out.len();
        for list in &self.lists {
            let mut levels = list.levels.clone();
            if levels.len() > 1 {
                levels.resize(9, Level::new(0xFF, ""));
            }
            out.extend(levels.iter().flat_map(Level::bytes));
        }
        (out, counted)
    }

    fn plf_lfo(&self) -> Vec<u8> {
        if self.lfos.is_empty() {
            return Vec::new();
        }
        let mut out = (self.lfos.len() as u32).to_le_bytes().to_vec();
        for lfo in &self.lfos {
            out.extend(lfo.list.to_le_bytes());
            out.extend([0; 8]);
            out.extend([lfo.starts.len() as u8, 0, 0, 0]);
        }
        for lfo in &self.lfos {
            out.extend(u32::MAX.to_le_bytes());
            for &(level, start) in &lfo.starts {
                out.extend(start.to_le_bytes());
                out.extend((u32::from(level) | 0x10).to_le_bytes());
            }
        }
        out
    }
}

/// A PapxInFkp.
fn papx_record(para: &Para) -> Vec<u8> {
    let length = 2 + para.papx.len();
    let mut out = if length % 2 == 1 { vec![length.div_ceil(2) as u8] } else { vec![0, (length / 2) as u8] };
    out.extend(para.style.to_le_bytes());
    out.extend(&para.papx);
    out
}

/// Runs of character modifiers that cover a paragraph without gaps.
fn runs(para: &Para, from: usize, to: usize, out: &mut Vec<(usize, usize, Vec<u8>)>) {
    let mut edges = vec![0, para.text.chars().count()];
    edges.extend(para.runs.iter().flat_map(|r| [r.0, r.1]));
    edges.sort_unstable();
    edges.dedup();
    for pair in edges.windows(2) {
        let grpprl: Vec<u8> = para.runs.iter().filter(|r| r.0 <= pair[0] && pair[1] <= r.1).flat_map(|r| r.2.clone()).collect();
        let record = if grpprl.is_empty() { Vec::new() } else { [vec![grpprl.len() as u8], grpprl].concat() };
        out.push((from + para.byte_at(pair[0]), (from + para.byte_at(pair[1])).min(to), record));
    }
}

/// Writes pages of properties and gives (first byte of text, one past the last, page number).
fn pages(runs: &[(usize, usize, Vec<u8>)], slot: usize, stream: &mut Vec<u8>) -> Vec<(usize, usize, usize)> {
    let mut out = Vec::new();
    let mut rest = runs;
    while !rest.is_empty() {
        let mut taken = 0;
        let mut used = 5;
        while let Some(run) = rest.get(taken) {
            used += 4 + slot + run.2.len() + 2;
            if used > PAGE || taken == 29 {
                break;
            }
            taken += 1;
        }
        assert!(taken > 0, "modifiers too large for a page");
        stream.resize(stream.len().next_multiple_of(PAGE), 0);
        let number = stream.len() / PAGE;
        let mut page = vec![0_u8; PAGE];
        page[PAGE - 1] = taken as u8;
        let mut end = PAGE - 1;
        for (i, (from, to, record)) in rest[..taken].iter().enumerate() {
            put32(&mut page, i * 4, *from as u32);
            put32(&mut page, i * 4 + 4, *to as u32);
            if !record.is_empty() {
                end = (end - record.len()) & !1;
                page[end..end + record.len()].copy_from_slice(record);
                page[(taken + 1) * 4 + i * slot] = (end / 2) as u8;
            }
        }
        stream.extend(page);
        out.push((rest[0].0, rest[taken - 1].1, number));
        rest = &rest[taken..];
    }
    out
}

fn plcf_bte(pages: &[(usize, usize, usize)]) -> Vec<u8> {
    let last = pages.last().map_or(0, |p| p.1);
    let mut out: Vec<u8> = pages.iter().map(|p| p.0).chain([last]).flat_map(|fc| (fc as u32).to_le_bytes()).collect();
    out.extend(pages.iter().flat_map(|p| (p.2 as u32).to_le_bytes()));
    out
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
