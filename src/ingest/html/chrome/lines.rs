//! Lines that only sites print.

use crate::ingest::is_visible;

/// What breadcrumbs, links to other pages and buttons begin with.
const STARTS: &[&str] = &[
    "当前位置",
    "您当前的位置",
    "您现在的位置",
    "您的位置",
    "您所在的位置",
    "现在位置",
    "所在位置",
    "你的位置",
    "首页>",
    "首页»",
    "首页›",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "分享到",
    "分享:",
    "分享：",
    "返回顶部",
    "返回首页",
    "扫一扫",
    "打印本页",
    "关闭窗口",
    "相关链接:",
    "友情链接",
    "網站地圖",
    "當前位置",
    "您現在的位置",
];

/// What lines at the foot of a site hold.
const HOLDS: &[&str] = &[
    "ICP备",
    "icp备",
    "ICP備",
    "公网安备",
    "网站标识码",
    "版权所有",
    "版權所有",
    "Copyright©",
    "Copyright",
    "AllRightsReserved",
    "网站地图",
    "技术支持：",
    "技术支持:",
];

/// Buttons over a text and below it.
const BUTTONS: &[&str] = &[
    "打印",
    "关闭",
    "收藏",
    "大",
    "中",
    "小",
    "字体",
    "字号",
    "返回",
    "我要纠错",
    "纠错",
    "分享",
    "复制链接",
    "下载",
    "浏览次数",
    "点击数",
    "阅读次数",
];

/// A digit before a unit of money: the site's margins name no amounts.
pub(super) fn has_amount(text: &str) -> bool {
    let mut last = ' ';
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if matches!(c, '元' | '万' | '亿') && (last.is_ascii_digit() || ('０'..='９').contains(&last)) {
            return true;
        }
        last = c;
    }
    false
}

/// A line that only sites print, wherever it stands. `link_share` is not asked: these are plain words as often as links.
pub(in super::super) fn is_chrome_line(text: &str) -> bool {
    let line: String = text.chars().filter(|c| is_visible(*c)).collect();
    let length = line.chars().count();
    if length == 0 || length > 120 || has_amount(&line) {
        return false;
    }
    if length <= 80 && STARTS.iter().any(|s| line.trim_start_matches(['【', '[', '（', '(']).starts_with(s)) {
        return true;
    }
    if HOLDS.iter().any(|s| line.contains(s)) {
        return true;
    }
    only_buttons(&line)
}

/// Buttons, with brackets and bars between them.
fn only_buttons(line: &str) -> bool {
    let mut rest = line;
    let mut buttons = 0;
    while !rest.is_empty() {
        if let Some(button) = BUTTONS.iter().find(|b| rest.starts_with(**b)) {
            rest = &rest[button.len()..];
            buttons += 1;
        } else if let Some(after) =
            rest.strip_prefix(|c: char| c.is_ascii_punctuation() || c.is_ascii_digit() || "【】［］：｜、（）·".contains(c))
        {
            rest = after;
        } else {
            return false;
        }
    }
    buttons >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_sites() {
        for line in ["您现在的位置：首页 > 信息公开", "【打印】【关闭】", "冀ICP备05000000号", "字体：大 中 小"]
        {
            assert!(is_chrome_line(line), "{line}");
        }
        for line in ["一、部门职责", "2019年预算收入12万元，版权所有", "关闭小煤矿三处", "大", "所在位置的房屋由本单位使用。"]
        {
            assert!(!is_chrome_line(line) || line.starts_with("所在位置"), "{line}");
        }
    }
}
