//! The structures of the table stream: pieces, styles, fonts, sections, shapes and lists.

use super::*;

impl Doc {
    pub(super) fn fib(&self, stream: &mut [u8], parts: &[Vec<&Para>; 6], pairs: &[(u32, u32)]) {
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

    pub(super) fn clx(&self, cps: &[u32], pcds: &[u8]) -> Vec<u8> {
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

    pub(super) fn stsh(&self) -> Vec<u8> {
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

    pub(super) fn sttbf_ffn(&self) -> Vec<u8> {
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
    pub(super) fn plcf_sed(&self) -> Vec<u8> {
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

    pub(super) fn plcf_hdd(&self) -> Vec<u8> {
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
    pub(super) fn plc_spa(&self) -> Vec<u8> {
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
    pub(super) fn dgg_info(&self) -> Vec<u8> {
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

    pub(super) fn plcf_txbx(&self) -> Vec<u8> {
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
    pub(super) fn plf_lst(&self) -> (Vec<u8>, usize) {
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

    pub(super) fn plf_lfo(&self) -> Vec<u8> {
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
