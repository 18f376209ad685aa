//! What belongs to the site and not to the disclosure: navigation, breadcrumbs, share buttons, related links, copyright lines.
//!
//! Every block of the page is a *region*. A region is chrome when its tag or its class says so, or when it is little but links that lead away, **and** nothing in it reads
//! like the text itself: no sentence, no amount, no table of data, not the title. Losing a line of navigation among the text does no harm; losing a paragraph of the text
//! would, so every doubt is decided for the text. Chrome is marked, never dropped.
//!
//! The ideas (link density, tell-tale class words, position) are those of the literature on boilerplate removal; the rules are our own.

mod lines;

use super::inline::Para;
use super::tree::{Item, TableNode};
use lines::has_amount;
pub(super) use lines::is_chrome_line;
use scraper::node::Element;

/// What tag, class and id make of a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hint {
    None,
    /// May hold the title as well as navigation (`header`, `top`): links must prevail.
    Perhaps,
    /// Navigation, footer and the like.
    Likely,
}

#[derive(Debug, Clone)]
struct Region {
    parent: u32,
    hint: Hint,
    facts: Facts,
}

/// What stands in a region, its inner regions included.
#[derive(Debug, Clone, Copy, Default)]
struct Facts {
    chars: u32,
    link_chars: u32,
    links: u32,
    /// Sentences, amounts, headings, tables of data: what only the text itself has.
    text: u32,
}

/// The regions of a page; 0 is the page itself.
#[derive(Debug)]
pub(super) struct Regions {
    list: Vec<Region>,
}

impl Default for Regions {
    fn default() -> Self {
        Regions { list: vec![Region { parent: 0, hint: Hint::None, facts: Facts::default() }] }
    }
}

impl Regions {
    /// Opens a region for a block element; elements that are no containers stay in the region around them.
    pub fn open(&mut self, parent: u32, element: &Element) -> u32 {
        let hint = hint(element);
        let container = matches!(
            element.name(),
            "div" | "ul" | "ol" | "dl" | "table" | "td" | "th" | "section" | "article" | "main" | "form" | "fieldset" | "select" | "center"
        );
        if hint == Hint::None && !container || self.list.len() >= u32::MAX as usize {
            return parent;
        }
        self.list.push(Region { parent, hint, facts: Facts::default() });
        (self.list.len() - 1) as u32
    }

    /// For each region, whether it is chrome. `title` is the page's own title, folded.
    pub fn classify(mut self, items: &[Item], title: &str) -> Chrome {
        self.count(items, title);
        // An inner region always comes after the one around it.
        for index in (1..self.list.len()).rev() {
            let Region { parent, facts, .. } = self.list[index];
            if let Some(outer) = self.list.get_mut(parent as usize) {
                outer.facts.chars += facts.chars;
                outer.facts.link_chars += facts.link_chars;
                outer.facts.links += facts.links;
                outer.facts.text += facts.text;
            }
        }
        let page = self.list.first().map_or(0, |r| r.facts.chars);
        let mut chrome = vec![false; self.list.len()];
        for index in 1..self.list.len() {
            let region = &self.list[index];
            let around = chrome.get(region.parent as usize).copied().unwrap_or(false);
            chrome[index] = around || region.is_chrome(page);
        }
        Chrome { chrome }
    }

    fn count(&mut self, items: &[Item], title: &str) {
        for item in items {
            match item {
                Item::Paragraph(para) => self.count_paragraph(para, title),
                Item::Table(table) => {
                    let data = u32::from(is_data(table));
                    if let Some(region) = self.list.get_mut(table.region as usize) {
                        region.facts.text += data;
                    }
                    for cell in table.cells() {
                        self.count(&cell.items, title);
                    }
                }
                Item::Empty | Item::Seen(_) => {}
            }
        }
    }

    fn count_paragraph(&mut self, para: &Para, title: &str) {
        for line in &para.lines {
            let Some(region) = self.list.get_mut(line.region as usize) else { continue };
            region.facts.chars += line.chars;
            region.facts.link_chars += line.link_chars;
            region.facts.links += u32::from(line.link_chars > 0);
            let own = line.chars - line.link_chars.min(line.chars);
            let sentence = own >= 20 && line.text.contains(['。', '；']) && !is_chrome_line(&line.text);
            let heading = line.look.outline > 0 && line.look.outline <= 2 && line.link_chars == 0;
            let titled = line.chars >= 6 && !title.is_empty() && line.link_chars == 0 && title.contains(&super::fold(&line.text));
            region.facts.text += u32::from(sentence || heading || titled || has_amount(&line.text));
        }
    }
}

impl Region {
    fn is_chrome(&self, page: u32) -> bool {
        let Facts { chars, link_chars, links, text } = self.facts;
        // The greater part of a page is not its margin, unless it is a list of links.
        let dense = links >= 3 && link_chars * 10 >= chars * 7;
        if text > 0 || chars == 0 {
            return false;
        }
        match self.hint {
            Hint::Likely => chars * 2 <= page || dense,
            Hint::Perhaps => links >= 2 && link_chars * 10 >= chars * 4 && chars * 2 <= page,
            Hint::None => dense,
        }
    }
}

/// Which regions are chrome.
#[derive(Debug)]
pub(super) struct Chrome {
    chrome: Vec<bool>,
}

impl Chrome {
    /// True for a region of the site.
    pub fn holds(&self, region: u32) -> bool {
        self.chrome.get(region as usize).copied().unwrap_or(false)
    }
}

/// A table of data: at least two by two cells with something in them that is no link.
fn is_data(table: &TableNode) -> bool {
    let filled = |p: &&super::tree::CellNode| p.items.iter().any(|i| matches!(i, Item::Paragraph(p) if { let (a, b) = p.counts(); a > b }));
    let rows = table.rows.iter().filter(|r| r.cells.iter().filter(filled).count() >= 2).count();
    rows >= 2 && table.cells().all(|c| c.paragraphs() <= 3)
}

const LIKELY: &[&str] = &[
    "nav",
    "navbar",
    "navi",
    "navigation",
    "menu",
    "submenu",
    "topnav",
    "mainnav",
    "leftnav",
    "breadcrumb",
    "breadcrumbs",
    "crumb",
    "crumbs",
    "footer",
    "foot",
    "copyright",
    "share",
    "bdshare",
    "bdsharebuttonbox",
    "bshare",
    "jiathis",
    "sidebar",
    "pagination",
    "pager",
    "friendlink",
    "friendlinks",
    "yqlj",
    "dqwz",
    "currentposition",
    "login",
    "search",
    "searchbox",
    "qrcode",
    "ewm",
    "related",
    "xgwj",
    "xgyd",
    "xglj",
    "recommend",
    "prevnext",
    "prenext",
    "gotop",
    "backtop",
    "totop",
    "wza",
    "fontsize",
    "printbox",
    "siteinfo",
    "sitemap",
    "weixin",
    "wechat",
    "statistics",
    "ads",
    "advert",
];

const PERHAPS: &[&str] = &[
    "header", "head", "top", "topbar", "banner", "logo", "bottom", "toolbar", "tool", "tools", "links", "link", "aside", "side", "left",
    "right", "position", "location", "weizhi", "relate", "hot",
];

fn hint(element: &Element) -> Hint {
    match element.name() {
        "nav" | "footer" | "menu" | "select" | "search" => return Hint::Likely,
        "aside" | "header" => return Hint::Perhaps,
        // A cell's class tells of the table's design.
        "body" | "html" | "td" | "th" | "p" => return Hint::None,
        _ => {}
    }
    if matches!(element.attr("role"), Some("navigation" | "contentinfo" | "search" | "banner")) {
        return Hint::Likely;
    }
    let mut hint = Hint::None;
    for value in [element.attr("class"), element.attr("id")].into_iter().flatten() {
        for word in words(value) {
            if LIKELY.contains(&word.as_str()) {
                return Hint::Likely;
            }
            if PERHAPS.contains(&word.as_str()) {
                hint = Hint::Perhaps;
            }
        }
    }
    hint
}

/// The words of a class or id: parted at anything but letters, and where a capital follows a small letter.
fn words(value: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut small = false;
    for c in value.chars().take(400) {
        if !c.is_ascii_alphabetic() || (small && c.is_ascii_uppercase()) {
            out.push(String::new());
        }
        small = c.is_ascii_lowercase();
        if c.is_ascii_alphabetic()
            && let Some(word) = out.last_mut()
        {
            word.push(c.to_ascii_lowercase());
        }
    }
    out.retain(|w| !w.is_empty());
    out
}

/// A link that leaves the page for another page: neither a place within it (a table of contents), nor a file that is attached to it.
pub(super) fn leads_away(href: &str) -> bool {
    let href = href.trim().to_ascii_lowercase();
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let attached =
        [".doc", ".docx", ".wps", ".pdf", ".xls", ".xlsx", ".et", ".zip", ".rar", ".7z", ".ofd", ".txt"].iter().any(|e| path.ends_with(e));
    !(href.is_empty() || href.contains("#_toc") || href.starts_with('#') || attached)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_words() {
        assert_eq!(words("main-navBar02 foot_link"), ["main", "nav", "bar", "foot", "link"]);
    }
}
