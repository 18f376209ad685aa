//! Whose disclosure it is: titles of every pattern of the survey with real places and invented occasions, short and ambiguous places, units, zones, years.

#![allow(clippy::unwrap_used)]

use gongkai::diagnostics::{Code, Diagnostic};
use gongkai::document::{Document, Format, Metadata, Role};
use gongkai::identity::{self, Identity, Lexicon};
use gongkai::ingest::builder::{DocumentBuilder, RawCell, RawParagraph, RawTable};
use gongkai::record::CodeStatus;
use gongkai::segment::Unit;
use gongkai::vocabulary::Vocabulary;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&Vocabulary::built_in().unwrap()).unwrap());

fn document(lines: &[&str], metadata: Metadata) -> Document {
    let mut builder = DocumentBuilder::new(Format::Docx);
    builder.metadata(metadata);
    for line in lines {
        let (role, text) = match line.strip_prefix("chrome: ") {
            Some(text) => (Role::SiteChrome, text),
            None => (Role::Body, *line),
        };
        match text.strip_prefix("table: ") {
            Some(cells) => {
                let cell = |text: &str| RawCell {
                    paragraphs: vec![RawParagraph { text: text.to_owned(), ..RawParagraph::default() }],
                    ..RawCell::default()
                };
                builder.table(RawTable { rows: vec![cells.split('|').map(cell).collect()], ..RawTable::default() });
            }
            None => {
                builder.paragraph(RawParagraph { text: text.to_owned(), role, ..RawParagraph::default() });
            }
        }
    }
    builder.finish()
}

fn identify(document: &Document) -> (Identity, Vec<Diagnostic>) {
    let unit = Unit { first_block: 0, end_block: document.blocks.len() as u32 };
    identity::identify(document, &unit, &LEXICON)
}

fn of(lines: &[&str]) -> (Identity, Vec<Diagnostic>) {
    identify(&document(lines, Metadata::default()))
}

fn text(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or("")
}

/// kind, level, government level, year, county, code, status, department: as the dataset writes them.
fn summary(identity: &Identity) -> String {
    [
        identity.kind.map_or("", |k| k.as_str()).to_owned(),
        identity.level.map_or("", |l| l.as_str()).to_owned(),
        identity.government_level.map_or("", |l| l.as_str()).to_owned(),
        identity.fiscal_year.map_or(String::new(), |y| y.to_string()),
        text(&identity.county).to_owned(),
        text(&identity.county_code).to_owned(),
        identity.county_code_status.as_str().to_owned(),
        text(&identity.department).to_owned(),
    ]
    .join(" ")
}

#[track_caller]
fn expect(lines: &[&str], wanted: &str) -> Identity {
    let (identity, _) = of(lines);
    assert_eq!(summary(&identity), wanted, "{lines:?}");
    identity
}

#[test]
fn a_title_over_two_paragraphs() {
    let identity = expect(
        &[
            "卢龙县",
            "住建局2018年部门预算信息公开情况说明",
            "根据有关规定，现将卢龙县住建局2018年部门预算公开如下：",
            "一、部门职责及机构设置情况",
        ],
        "budget department county 2018 卢龙县 130324 resolved 住房和城乡建设局",
    );
    assert_eq!(identity.title.as_deref(), Some("卢龙县\n住建局2018年部门预算信息公开情况说明"));
    let place = identity.title_place.unwrap();
    assert_eq!((place.block, place.start_char, place.end_block, place.end_char), (0, 0, 1, 20));
    assert_eq!(identity.department_printed.as_deref(), Some("住建局"));
    assert_eq!((text(&identity.province), text(&identity.prefecture), text(&identity.county_key)), ("河北省", "秦皇岛市", "130324"));
    assert_eq!(identity.county_source.map(|s| s.as_str()), Some("title"));
}

#[test]
fn a_title_broken_by_the_page_and_one_in_three_lines() {
    expect(
        &["山东省平阴县规划和自然", "资源局", "2021 年度部门决算", "目 录"],
        "final_accounts department county 2021 平阴县 370124 resolved 规划和自然资源局",
    );
    expect(&["2020年度", "平阴县交通运输局", "部门决算"], "final_accounts department county 2020 平阴县 370124 resolved 交通运输局");
    expect(
        &["监督索引号53030000100111000", "罗平县应急管理局2022年度部门决算公开", "第一部分 罗平县应急管理局概况"],
        "final_accounts department county 2022 罗平县 530324 resolved 应急管理局",
    );
}

#[test]
fn a_cover_with_a_label() {
    expect(
        &["上海市崇明区2023年区级部门预算", "预算主管部门：上海市崇明区人民政府城桥镇", "目 录"],
        "budget department township 2023 崇明区 310151 resolved 城桥镇人民政府",
    );
    expect(
        &["上海市崇明区2023年区级单位预算", "预算单位：上海市崇明区司法局", "目 录"],
        "budget unit county 2023 崇明区 310151 resolved 司法局",
    );
    expect(&["2019年度部门决算", "单位名称：北京市密云区审计局（本级）"], "final_accounts unit county 2019 密云区 110118 resolved 审计局");
}

#[test]
fn units_and_their_departments() {
    let identity = expect(&["开阳县教育局教师进修学校2021年单位预算"], "budget unit county 2021 开阳县 520121 resolved 教师进修学校");
    assert_eq!((text(&identity.unit_name), text(&identity.parent_department)), ("教师进修学校", "教育局"));
    assert_eq!(text(&identity.department_function), "school");
    expect(&["开阳县第三中学2021年度部门决算"], "final_accounts unit county 2021 开阳县 520121 resolved 第三中学");
    expect(&["开阳县民政局（汇总）2021年度部门决算"], "final_accounts department county 2021 开阳县 520121 resolved 民政局");
    expect(&["开阳县民政局机关2021年部门预算说明"], "budget unit county 2021 开阳县 520121 resolved 民政局");
    expect(&["2021年县本级部门预算", "部门：开阳县民政局"], "budget department county 2021 开阳县 520121 resolved 民政局");
}

#[test]
fn years() {
    let year = |lines: &[&str]| {
        let (identity, told) = of(lines);
        (identity.fiscal_year, identity.year_source.map(|s| s.as_str()), told.iter().any(|d| d.code == Code::YearConflict))
    };
    assert_eq!(year(&["开阳县统计局二〇一九年部门预算"]), (Some(2019), Some("title"), false));
    assert_eq!(year(&["开阳县统计局２０１９年部门预算"]), (Some(2019), Some("title"), false));
    assert_eq!(year(&["开阳县统计局部门预算", "2019年部门收支预算总表", "2019年部门收入预算总表"]), (Some(2019), Some("body"), false));
    assert_eq!(year(&["收支预算总表", "部门：开阳县统计局", "table: 预算年度：2019|单位：万元"]), (Some(2019), Some("table"), false));
    assert_eq!(year(&["开阳县统计局2018-2019年部门预算", "一、部门职责"]), (None, None, true));
    assert_eq!(
        year(&["开阳县统计局2019年部门预算", "2018年部门预算收支总表", "2018年部门收入预算总表", "发布日期：2019-02-03"]),
        (Some(2019), Some("title"), true)
    );
    assert_eq!(year(&["开阳县统计局部门预算", "发布日期：2019-02-03"]), (None, None, false));
}

#[test]
fn dates_and_addresses() {
    let page = Metadata {
        published: Some("2021-06-30 09:12:00".into()),
        url: Some("https://www.example.gov.cn/a/1.html".into()),
        ..Metadata::default()
    };
    let (identity, _) = identify(&document(&["开阳县统计局2021年部门预算", "chrome: 发布时间：2021年2月5日 来源：统计局"], page.clone()));
    assert_eq!((text(&identity.published_on), text(&identity.source_url)), ("2021-02-05", "https://www.example.gov.cn/a/1.html"));
    let (identity, _) = identify(&document(&["开阳县统计局2021年部门预算"], page));
    assert_eq!(text(&identity.published_on), "2021-06-30");
}

#[test]
fn a_page_with_navigation_and_a_traditional_one() {
    expect(
        &[
            "首页 > 政府信息公开 > 财政预决算",
            "开阳县统计局2021年部门预算公开",
            "来源：县统计局 发布时间：2021-02-05",
            "目录",
            "第一部分 开阳县统计局概况",
        ],
        "budget department county 2021 开阳县 520121 resolved 统计局",
    );
    let identity = expect(&["開陽縣統計局2021年部門預算"], "budget department county 2021 开阳县 520121 resolved 统计局");
    assert_eq!(identity.department_printed.as_deref(), Some("統計局"));
}

#[test]
fn a_table_names_the_publisher() {
    let identity = expect(
        &["2025年部门预算信息公开目录", "table: 920平山县下口镇财政所|预算年度：2025|单位：万元"],
        "budget department township 2025 平山县 130131 resolved 下口镇财政所",
    );
    assert_eq!(
        (identity.department_source.map(|s| s.as_str()), identity.county_source.map(|s| s.as_str())),
        (Some("table"), Some("table"))
    );
}

/// Pages without a title of their own: the heading, the announcement, the sentence that says what the body is.
#[test]
fn the_text_names_the_body() {
    expect(
        &["目录", "第一部分：开阳县档案馆概况", "第二部分：开阳县档案馆2021年度部门决算表", "第一部分：开阳县档案馆概况"],
        "final_accounts department county 2021 开阳县 520121 resolved 档案馆",
    );
    expect(
        &["一、开阳县中医院概况 （一）主要职能 （1）提供诊疗。", "（一）关于开阳县中医院2020年收支预算情况的总体说明"],
        "budget unit county 2020 开阳县 520121 resolved 中医医院",
    );
    expect(
        &["一、基本情况", "1、单位概况：开阳县工商联是人民团体。", "2020年度预算总收入12万元。"],
        "budget department county 2020 开阳县 520121 resolved 工商业联合会",
    );
    expect(
        &["索引号：A-1 发布机构：县统计局 2021年度开阳县统计局部门决算 一、概况 本局主管统计。"],
        "final_accounts department county 2021 开阳县 520121 resolved 统计局",
    );
    // A mirror that writes traditional characters and leaves the readings behind.
    expect(&["開陽縣衛(wèi)生健康系統(tǒng)（匯總）2021年部門預(yù)算"], "budget department county 2021 开阳县 520121 resolved 卫生健康局");
}

#[test]
fn a_units_disclosure_in_its_departments_file() {
    let document = document(
        &["开阳县教育局2021年部门预算", "一、部门职责", "主管教育。", "教研室2021年单位预算", "一、单位职责", "研究教学。"],
        Metadata::default(),
    );
    let (identity, _) = identity::identify(&document, &Unit { first_block: 3, end_block: 6 }, &LEXICON);
    assert_eq!(summary(&identity), "budget unit county 2021 开阳县 520121 resolved 教研室");
    assert_eq!(text(&identity.parent_department), "教育局");
}

#[test]
fn nobody_and_several_years() {
    expect(&["××县××局2021年部门预算"], "budget department  2021   unknown ");
    expect(&["贵阳市双流镇人民政府2021年部门预算"], "budget department township 2021   unknown 双流镇人民政府");
    expect(
        &["贵阳市双流镇人民政府2021年部门预算", "开阳县双流镇位于开阳县北部。"],
        "budget department township 2021 开阳县 520121 resolved 双流镇人民政府",
    );
    expect(&["部门预算公开", "开阳县统计局", "2021年度"], "budget department county 2021 开阳县 520121 resolved 统计局");
    let (identity, told) = of(&["开阳县统计局2022年部门预算和2021年部门决算公开"]);
    assert_eq!(identity.fiscal_year, None);
    assert!(told.iter().any(|d| d.code == Code::YearConflict));
}

mod places;
mod survey;
mod unseen;
