//! Styles: what a paragraph or a run is by the style that it names.
//!
//! Source: ECMA-376-1, 17.7 (styles), 17.7.3 (toggle properties).

use super::xml::{Damage, Event, Ns, Xml, attribute, number, switch, value};
use std::collections::HashMap;

/// What paragraphs take from their styles, after following `w:basedOn`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Bold characters.
    pub(super) bold: Option<bool>,
    /// Hidden characters.
    pub(super) hidden: Option<bool>,
    /// 1-based outline level; 0 for running text.
    pub(super) outline: Option<u8>,
    /// Centred.
    pub(super) centered: Option<bool>,
    /// `w:numId` and `w:ilvl`.
    pub(super) list: (Option<u32>, Option<u8>),
    /// A style of tables of contents.
    pub(super) contents: bool,
    /// Its own id and those that it is based on, nearest first.
    pub(super) lineage: Vec<String>,
}

/// All styles of a file.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: Vec<Style>,
    by_id: HashMap<String, usize>,
    default_paragraph: Option<usize>,
    /// Of the document defaults.
    pub(super) bold: bool,
    /// Of the document defaults.
    pub(super) centered: bool,
}

/// A style as the file gives it.
#[derive(Debug, Default)]
struct Own {
    id: String,
    name: String,
    based_on: Option<String>,
    default_paragraph: bool,
    style: Style,
}

/// A chain of styles longer than this is a circle.
const LINEAGE: usize = 64;

impl Styles {
    /// A style by id.
    pub(super) fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// A style by the index that `find` gave; the default paragraph style for `None`.
    pub(super) fn paragraph(&self, index: Option<usize>) -> Option<&Style> {
        self.styles.get(index.or(self.default_paragraph)?)
    }

    /// A style by the index that `find` gave.
    pub(super) fn get(&self, index: Option<usize>) -> Option<&Style> {
        self.styles.get(index?)
    }

    /// Reads `word/styles.xml`. Damage gives the styles that stand before it.
    pub(super) fn read(text: &str) -> (Self, Option<Damage>) {
        let mut xml = Xml::new(text);
        let (mut own, mut defaults) = (Vec::new(), Own::default());
        let damage = read_all(&mut xml, &mut own, &mut defaults).err();
        (Self::link(own, defaults), damage)
    }

    fn link(own: Vec<Own>, defaults: Own) -> Self {
        let mut by_id = HashMap::with_capacity(own.len());
        for (index, style) in own.iter().enumerate() {
            by_id.entry(style.id.clone()).or_insert(index);
        }
        let default_paragraph = own.iter().position(|s| s.default_paragraph);
        let styles = (0..own.len()).map(|index| inherit(&own, &by_id, index)).collect();
        Styles {
            styles,
            by_id,
            default_paragraph,
            bold: defaults.style.bold == Some(true),
            centered: defaults.style.centered == Some(true),
        }
    }
}

/// Follows the chain; what stands nearer wins.
fn inherit(own: &[Own], by_id: &HashMap<String, usize>, index: usize) -> Style {
    let mut out = Style::default();
    let mut next = Some(index);
    while let Some(at) = next.take()
        && let Some(own) = own.get(at)
        && out.lineage.len() < LINEAGE
    {
        let style = &own.style;
        out.bold = out.bold.or(style.bold);
        out.hidden = out.hidden.or(style.hidden);
        out.outline = out.outline.or(style.outline).or_else(|| heading_level(&own.name));
        out.centered = out.centered.or(style.centered);
        out.list.1 = if out.list.0.is_none() { out.list.1.or(style.list.1) } else { out.list.1 };
        out.list.0 = out.list.0.or(style.list.0);
        out.contents = out.contents || is_contents(&own.name);
        out.lineage.push(own.id.clone());
        next = own.based_on.as_ref().and_then(|id| by_id.get(id)).copied();
    }
    out
}

/// The level of a built-in heading: Word and WPS store these names in English whatever the language that they show.
pub(super) fn heading_level(name: &str) -> Option<u8> {
    let name = name.to_ascii_lowercase();
    let level = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?.trim();
    level.parse().ok().filter(|l| (1..=9).contains(l))
}

/// Built-in styles of tables of contents: `toc 1`, `TOC Heading`, `Contents 1` of LibreOffice, `目录 1`.
fn is_contents(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let rest = ["toc", "contents", "目录"].iter().find_map(|p| name.strip_prefix(p)).map(str::trim);
    rest.is_some_and(|rest| rest == "heading" || rest.parse::<u8>().is_ok())
}

fn read_all(xml: &mut Xml<'_>, own: &mut Vec<Own>, defaults: &mut Own) -> Result<(), Damage> {
    loop {
        match xml.next()? {
            Event::Start(Ns::Word, start) => match AsRef::<str>::as_ref(&start.local_name()) {
                "docDefaults" => read_properties(xml, defaults)?,
                "latentStyles" => xml.skip()?,
                "style" => {
                    let kind = attribute(&start, "type");
                    let default = attribute(&start, "default").is_some_and(|v| matches!(&*v, "1" | "true" | "on"));
                    let mut style = Own {
                        id: attribute(&start, "styleId").unwrap_or_default().into_owned(),
                        default_paragraph: default && kind.as_deref() == Some("paragraph"),
                        ..Own::default()
                    };
                    let entry = read_properties(xml, &mut style);
                    own.push(style);
                    entry?;
                }
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Reads the properties inside an element that has just begun, up to its end.
fn read_properties(xml: &mut Xml<'_>, own: &mut Own) -> Result<(), Damage> {
    let mut depth = 1_u32;
    while depth > 0 {
        match xml.next()? {
            Event::Start(Ns::Word, start) => {
                depth += 1;
                let style = &mut own.style;
                match AsRef::<str>::as_ref(&start.local_name()) {
                    // Conditional formatting of table styles, and what was before a tracked change.
                    "tblStylePr" | "pPrChange" | "rPrChange" => {
                        xml.skip()?;
                        depth -= 1;
                    }
                    "name" => own.name = value(&start).unwrap_or_default().into_owned(),
                    "basedOn" => own.based_on = value(&start).map(|v| v.into_owned()),
                    "b" => style.bold = Some(switch(&start)),
                    "vanish" => style.hidden = Some(switch(&start)),
                    "outlineLvl" => style.outline = outline(number(&start, "val")),
                    "jc" => style.centered = Some(value(&start).as_deref() == Some("center")),
                    "numId" => style.list.0 = number(&start, "val"),
                    "ilvl" => style.list.1 = number(&start, "val").and_then(|l| u8::try_from(l).ok()),
                    _ => {}
                }
            }
            Event::Start(..) => depth += 1,
            Event::End => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(())
}

/// `w:outlineLvl` counts from 0, and 9 is running text.
pub(super) fn outline(value: Option<u32>) -> Option<u8> {
    value.map(|v| if v < 9 { v as u8 + 1 } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(inner: &str) -> Styles {
        let text = format!(r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{inner}</w:styles>"#);
        Styles::read(&text).0
    }

    fn find<'s>(styles: &'s Styles, id: &str) -> &'s Style {
        styles.get(styles.find(id)).unwrap()
    }

    #[test]
    fn the_nearest_style_wins_and_circles_end() {
        let styles = styles(
            r#"<w:style w:type="paragraph" w:styleId="a"><w:name w:val="A"/><w:basedOn w:val="b"/><w:rPr><w:b w:val="0"/></w:rPr></w:style>
               <w:style w:type="paragraph" w:styleId="b"><w:name w:val="B"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="2"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>"#,
        );
        let a = find(&styles, "a");
        assert_eq!((a.bold, a.outline, a.centered), (Some(false), Some(3), Some(true)));
        assert_eq!(find(&styles, "b").bold, Some(true));
    }

    #[test]
    fn built_in_names_tell_headings_and_contents() {
        let styles = styles(
            r#"<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="3"><w:name w:val="toc 2"/></w:style>
               <w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/></w:style>"#,
        );
        assert_eq!(find(&styles, "2").outline, Some(1));
        assert!(find(&styles, "3").contents);
        assert_eq!(styles.paragraph(None).unwrap().lineage, ["1"]);
    }
}
