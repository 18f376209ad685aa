//! HTML: a page that holds nothing else, and a page of a site with navigation and footer round the text.

use crate::page::{Block, Page, Table};

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('　', "&#12288;").replace("  ", "&nbsp;&nbsp;")
}

fn table(table: &Table) -> String {
    let mut out = String::from("<table border=\"1\">\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for cell in row {
            out.push_str("<td");
            if cell.columns > 1 {
                out.push_str(&format!(" colspan=\"{}\"", cell.columns));
            }
            if cell.rows > 1 {
                out.push_str(&format!(" rowspan=\"{}\"", cell.rows));
            }
            out.push_str(&format!("><p>{}</p></td>", escape(&cell.text)));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n");
    out
}

/// What stands in a frame is a table within a table.
const FRAME: (&str, &str) = ("<table border=\"0\" width=\"100%\"><tr><td>\n", "</td></tr></table>\n");

fn body(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Table(t) => out.push_str(&table(t)),
            Block::Frame(inner) => out.push_str(&format!("{}{}{}", FRAME.0, body(inner), FRAME.1)),
            Block::Paragraph(p) => {
                let number = p.number.map_or(String::new(), |(style, n)| format!("{}{}", style.print(n), p.gap));
                let text = escape(&format!("{number}{}", p.text)).replace('\t', "&emsp;");
                let text = if p.heading { format!("<b>{text}</b>") } else { text };
                let style = if p.centered { " style=\"text-align:center\"" } else { "" };
                out.push_str(&format!("<p{style}>{text}</p>\n"));
            }
        }
    }
    out
}

/// UTF-8, nothing but the text.
pub fn plain(page: &Page, title: &str) -> Vec<u8> {
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\n<body>\n{}</body></html>\n",
        body(&page.blocks)
    )
    .into_bytes()
}

/// A page of a site; GB18030 bytes whose meta tag says gb2312.
pub fn site(page: &Page, title: &str, county: &str) -> Vec<u8> {
    let text = format!(
        "<!DOCTYPE html>\n<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\"><title>{title}-{county}人民政府</title></head>\n<body>\n\
<div class=\"header\"><div class=\"top\"><a href=\"/login\">登录</a> | <a href=\"/en\">English</a></div>\n\
<ul class=\"nav\"><li><a href=\"/\">首页</a></li><li><a href=\"/zwgk\">政务公开</a></li><li><a href=\"/zwfw\">政务服务</a></li><li><a href=\"/hdjl\">互动交流</a></li></ul></div>\n\
<div class=\"position\">当前位置：<a href=\"/\">首页</a> &gt; <a href=\"/zwgk\">政务公开</a> &gt; <a href=\"/zwgk/yjs\">预决算公开</a></div>\n\
<div class=\"article\"><div class=\"content\" id=\"zoom\">\n{}</div>\n\
<div class=\"share\">分享到：<a href=\"#\">微信</a> <a href=\"#\">微博</a> <a href=\"javascript:window.print()\">打印</a> <a href=\"#\">关闭</a></div></div>\n\
<div class=\"footer\"><p>主办：{county}人民政府办公室　版权所有　<a href=\"/map\">网站地图</a></p><p>网站标识码：1300000000　冀ICP备00000000号</p></div>\n\
</body></html>\n",
        body(&page.blocks)
    );
    encoding_rs::GB18030.encode(&text).0.into_owned()
}

/// As Word saves a page: classes and styles of its own, comments for one browser, empty tags of another namespace, runs cut in two.
pub fn word(page: &Page, title: &str) -> Vec<u8> {
    let mut out = format!(
        "<html xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:w=\"urn:schemas-microsoft-com:office:word\">\n<head>\n\
<meta http-equiv=Content-Type content=\"text/html; charset=utf-8\">\n<meta name=Generator content=\"Microsoft Word 15\">\n<title>{title}</title>\n\
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->\n\
<style><!-- p.MsoNormal {{margin:0cm; text-indent:32.0pt; font-size:16.0pt; font-family:仿宋_GB2312;}} --></style>\n</head>\n\
<body lang=ZH-CN style='text-justify-trim:punctuation'>\n<div class=Section1 style='layout-grid:15.6pt'>\n"
    );
    for block in &page.blocks {
        match block {
            Block::Frame(inner) => out.push_str(&format!("{}{}{}", FRAME.0, body(inner), FRAME.1)),
            Block::Table(t) => {
                out.push_str(
                    &table(t)
                        .replace(
                            "<table border=\"1\">",
                            "<table class=MsoNormalTable border=1 cellspacing=0 style='border-collapse:collapse'>",
                        )
                        .replace("<p>", "<p class=MsoNormal>"),
                );
            }
            Block::Paragraph(p) => {
                let number = p.number.map_or(String::new(), |(style, n)| format!("{}{}", style.print(n), p.gap));
                let text: Vec<char> = format!("{number}{}", p.text).chars().collect();
                let (first, second) = text.split_at(text.len() / 2);
                let run = |part: &[char]| {
                    let part = escape(&part.iter().collect::<String>()).replace('\t', "<span style='mso-tab-count:1'>&nbsp; </span>");
                    format!("<span style='font-size:16.0pt;mso-hansi-font-family:宋体'>{part}<o:p></o:p></span>")
                };
                let align = if p.centered { " align=center" } else { "" };
                out.push_str(&format!("<p class=MsoNormal{align}>{}{}</p>\n", run(first), run(second)));
            }
        }
    }
    out.push_str("</div>\n</body>\n</html>\n");
    out.into_bytes()
}

/// Lines ended by `<br>` inside one cell of a table that only holds the page.
pub fn breaks(page: &Page, title: &str) -> Vec<u8> {
    let mut out = format!(
        "<html><head><meta charset=\"utf-8\"><title>{title}</title></head><body>\n\
<table width=\"960\" border=\"0\" cellpadding=\"0\"><tr><td class=\"left\" width=\"20\">&nbsp;</td><td class=\"text\">\n"
    );
    for block in &page.blocks {
        match block {
            Block::Table(t) => out.push_str(&table(t)),
            Block::Frame(inner) => out.push_str(&format!("{}{}{}", FRAME.0, body(inner), FRAME.1)),
            Block::Paragraph(p) => {
                let number = p.number.map_or(String::new(), |(style, n)| format!("{}{}", style.print(n), p.gap));
                let text = escape(&format!("{number}{}", p.text)).replace('\t', "&emsp;");
                out.push_str(&format!("　　{text}<br/>\n"));
            }
        }
    }
    out.push_str("</td></tr></table>\n</body></html>\n");
    out.into_bytes()
}

/// As Word saves a page with all that belongs to it in one file: characters are references, and lines are cut where they are full.
pub fn archive(page: &Page, title: &str) -> Vec<u8> {
    let html = String::from_utf8_lossy(&word(page, title)).replace("charset=utf-8", "charset=us-ascii");
    let mut out = String::from(
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"----=_NextPart_01D0\"\r\n\r\nThis document is a web archive.\r\n\r\n\
------=_NextPart_01D0\r\nContent-Location: file:///C:/page.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n\
Content-Type: text/html; charset=\"us-ascii\"\r\n\r\n",
    );
    let mut length = 0;
    for c in html.chars() {
        let text = match c {
            '\n' => "\r\n".to_owned(),
            '=' => "=3D".to_owned(),
            c if c.is_ascii() => c.to_string(),
            c => format!("&#{};", u32::from(c)),
        };
        for piece in if text.starts_with('=') { vec![text] } else { text.chars().map(String::from).collect() } {
            if piece == "\n" {
                length = 0;
            } else if length + piece.len() > 75 && piece != "\r" {
                out.push_str("=\r\n");
                length = 0;
            }
            length += piece.len();
            out.push_str(&piece);
        }
    }
    out.push_str("\r\n\r\n------=_NextPart_01D0\r\nContent-Location: file:///C:/page.files/header.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n\
Content-Type: text/html; charset=\"us-ascii\"\r\n\r\n<html><body><p>1</p></body></html>\r\n\r\n------=_NextPart_01D0--\r\n");
    out.into_bytes()
}
