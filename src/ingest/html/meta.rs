//! What a page says of itself outside its text, and pages that are no document at all.

use crate::document::{Block, Document, Metadata};
use crate::ingest::is_visible;
use scraper::{Html, Node};

/// Title, date, address and publisher, from the head of the page.
pub(super) fn of(page: &Html) -> Metadata {
    let mut metadata = Metadata::default();
    let mut url_rank = u8::MAX;
    let set = |slot: &mut Option<String>, value: &str| {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if slot.is_none() && !value.is_empty() {
            *slot = Some(value);
        }
    };
    for node in page.tree.nodes() {
        let Node::Element(element) = node.value() else { continue };
        match element.name() {
            "title" if metadata.title.is_none() => {
                let text: String = node.children().filter_map(|c| c.value().as_text().map(|t| t.to_string())).collect();
                set(&mut metadata.title, &text);
            }
            "meta" => {
                let name = element.attr("name").or(element.attr("property")).unwrap_or_default().trim().to_ascii_lowercase();
                let content = element.attr("content").unwrap_or_default();
                match name.as_str() {
                    "pubdate" | "publishdate" | "article:published_time" | "firstpublishedtime" | "createdate" => {
                        set(&mut metadata.published, content)
                    }
                    "sitename" | "contentsource" | "og:site_name" | "publisher" => set(&mut metadata.publisher, content),
                    "articletitle" => set(&mut metadata.title, content),
                    "og:url" | "url" if url_rank > 1 && content.contains("//") => {
                        (metadata.url, url_rank) = (Some(content.trim().to_owned()), 1)
                    }
                    _ => {}
                }
            }
            "link" if element.attr("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) && url_rank > 0 => {
                if let Some(href) = element.attr("href") {
                    (metadata.url, url_rank) = (Some(href.trim().to_owned()), 0);
                }
            }
            "base" if url_rank > 2 => {
                if let Some(href) = element.attr("href") {
                    (metadata.url, url_rank) = (Some(href.trim().to_owned()), 2);
                }
            }
            _ => {}
        }
    }
    metadata
}

/// How many visible characters a page without a document may hold.
const SHORT: usize = 600;

/// Says what a page is that holds no document: a login, or a message that something was not found. A page that is long, has a table of data, a sentence of some length or
/// an amount is a document, whatever else stands on it.
pub(super) fn error_page(document: &Document, password_field: bool) -> Option<&'static str> {
    let mut text = document.metadata.title.clone().unwrap_or_default();
    let mut visible = 0;
    for block in &document.blocks {
        match block {
            Block::Table(table) if !table.page_layout && table.cells.iter().filter(|c| !c.range.is_empty()).count() > 8 => return None,
            Block::Table(table) => text.push_str(document.slice(table.range)),
            Block::Paragraph(paragraph) => {
                let line = document.slice(paragraph.range);
                if line.contains('。') && line.chars().count() >= 60 || amount(line) {
                    return None;
                }
                text.push_str(line);
            }
        }
        text.push('\n');
        visible = text.chars().filter(|c| is_visible(*c)).count();
        if visible > SHORT {
            return None;
        }
    }
    let _ = visible;
    let folded = super::fold(&text);
    let any = |words: &[&str]| words.iter().any(|w| folded.contains(w));
    const MISSING: &[&str] = &[
        "404notfound",
        "404错误",
        "404页面",
        "error404",
        "http404",
        "httperror404",
        "404-",
        "pagenotfound",
        "filenotfound",
        "notfound",
        "页面不存在",
        "页面没有找到",
        "页面未找到",
        "找不到页面",
        "找不到该页",
        "无法找到该页",
        "无法找到页面",
        "您访问的页面",
        "您要访问的页面",
        "您查看的页面",
        "你访问的页面",
        "文件不存在",
        "文件未找到",
        "内容不存在",
        "页面已删除",
        "信息不存在",
        "文章不存在",
        "已被删除",
        "網頁不存在",
        "頁面不存在",
    ];
    const DENIED: &[&str] = &[
        "403forbidden",
        "accessdenied",
        "forbidden",
        "502badgateway",
        "503service",
        "500internal",
        "504gateway",
        "拒绝访问",
        "访问被拒绝",
        "禁止访问",
        "没有权限",
        "无权访问",
        "访问过于频繁",
        "安全验证",
        "请完成验证",
        "请输入验证码",
        "人机验证",
        "服务器错误",
        "系统繁忙",
        "badrequest",
    ];
    if any(MISSING) {
        return Some("a message that the page was not found (404)");
    }
    if any(DENIED) {
        return Some("a message of the server (access denied, or an error)");
    }
    let asks = any(&["登录", "登錄", "登陆", "login", "signin"]);
    let secret = password_field || any(&["密码", "密碼", "password", "验证码"]);
    if asks && secret {
        return Some("a page that asks to log in");
    }
    None
}

/// A digit directly before 元, 万 or 亿.
fn amount(line: &str) -> bool {
    let mut last = ' ';
    line.chars().filter(|c| !c.is_whitespace()).any(|c| {
        let hit = matches!(c, '元' | '万' | '亿') && last.is_ascii_digit();
        last = c;
        hit
    })
}
