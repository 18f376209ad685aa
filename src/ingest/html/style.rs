//! What an element's tag and its `style` attribute say, as far as it shapes text: block or inline, hidden, bold, centred, lists of Word.
//!
//! Source: HTML Standard, 15.3 (the rendering of flow content); [MS-OE376] and Word's own output for `mso-` properties. Style sheets are not read: what they hide is rare
//! in disclosures, and a rule that is misread would lose text.

use scraper::node::Element;

/// What the `style` attribute of one element says; `None` where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Declared {
    /// `display` is `block` or the like (true), or `inline` (false).
    pub block: Option<bool>,
    /// Not rendered.
    pub hidden: bool,
    /// `text-align`: centred or not.
    pub centered: Option<bool>,
    /// `font-weight`.
    pub bold: Option<bool>,
    /// `white-space` keeps blanks and line ends.
    pub pre: Option<bool>,
    /// `list-style-type`, or the type word of `list-style`.
    pub list_style: Option<String>,
    /// `mso-list: Ignore`: a list number that Word printed because other programs would not count it.
    pub list_number: bool,
    /// The 1-based level in `mso-list: l0 level2 lfo1`.
    pub list_level: Option<u8>,
    /// `mso-outline-level`, 1-9.
    pub outline: Option<u8>,
    /// `mso-element`: footnote-list, header, footer …
    pub element: Option<String>,
    /// Some edge of it is drawn (`border: solid …`).
    pub bordered: bool,
}

/// Reads a `style` attribute.
pub(super) fn declared(element: &Element) -> Declared {
    let mut out = Declared::default();
    let Some(style) = element.attr("style") else { return out };
    for declaration in style.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let (name, value) = (name.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase());
        let value = value.trim_end_matches("!important").trim();
        match name.as_str() {
            "display" => match value {
                "none" => out.hidden = true,
                "inline" | "inline-block" | "contents" => out.block = Some(false),
                "block" | "flex" | "grid" | "list-item" | "flow-root" => out.block = Some(true),
                _ => {}
            },
            "visibility" if matches!(value, "hidden" | "collapse") => out.hidden = true,
            "mso-hide" if value == "all" => out.hidden = true,
            "text-align" => out.centered = Some(value == "center" || value == "-webkit-center"),
            "font-weight" => out.bold = weight(value),
            "white-space" => out.pre = Some(value.starts_with("pre") || value == "break-spaces"),
            "list-style-type" => out.list_style = Some(value.to_owned()),
            "list-style" => {
                out.list_style =
                    value.split_whitespace().find(|w| !w.starts_with("url") && !matches!(*w, "inside" | "outside")).map(str::to_owned)
            }
            "mso-list" => {
                out.list_number = value == "ignore";
                out.list_level = value.split_whitespace().find_map(|w| w.strip_prefix("level")?.parse().ok());
            }
            "mso-outline-level" => out.outline = value.parse().ok().filter(|l| (1..=9).contains(l)),
            "mso-element" => out.element = Some(value.to_owned()),
            _ if name.starts_with("border") && (value.contains("solid") || value.contains("double")) => out.bordered = true,
            _ => {}
        }
    }
    out
}

fn weight(value: &str) -> Option<bool> {
    match value {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        _ => value.parse::<u16>().ok().map(|w| w >= 600),
    }
}

/// Elements whose content is no text of the page.
pub(super) fn is_dropped(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "script"
            | "style"
            | "noscript"
            | "template"
            | "iframe"
            | "object"
            | "embed"
            | "svg"
            | "math"
            | "audio"
            | "video"
            | "canvas"
            | "datalist"
            | "del"
            | "rp"
    )
}

/// Elements that begin and end a line of their own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "select"
            | "summary"
            | "ul"
            | "xmp"
    )
}

/// `h1` … `h6` as 1 … 6.
pub(super) fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// `<p class=MsoToc1>` and its like: a line of a table of contents by Word's own word.
pub(super) fn is_contents(element: &Element) -> bool {
    element.classes().any(|class| {
        let class = class.to_ascii_lowercase();
        class.strip_prefix("msotoc").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit() || b == b'h'))
    })
}
