//! Places: short, ambiguous and renamed counties, towns, zones, and titles without a place.

use super::*;

#[test]
fn short_names_of_autonomous_counties() {
    expect(&["围场县发改局2020年部门预算"], "budget department county 2020 围场满族蒙古族自治县 130828 resolved 发展和改革局");
    expect(&["恩施州2021年州级部门预算", "部门：恩施州财政局"], "budget department prefecture 2021  422800 resolved 财政局");
    expect(&["安吉人社局2019年部门预算"], "budget department county 2019 安吉县 330523 resolved 人力资源和社会保障局");
    // 平山县 in Hebei or 平山区 in Liaoning.
    expect(&["平山人社局2019年部门预算"], "budget department county 2019 平山  ambiguous 人力资源和社会保障局");
    expect(
        &["平山人社局2019年部门预算", "平山县人社局的职责："],
        "budget department county 2019 平山县 130131 resolved 人力资源和社会保障局",
    );
}

#[test]
fn a_renamed_county_has_one_key_and_the_code_of_its_year() {
    let of = |title: &str| {
        let (identity, _) = of(&[title]);
        (identity.county_code, identity.county_key)
    };
    let key = Some("130284".to_owned());
    assert_eq!(of("滦县财政局2017年部门预算"), (Some("130223".into()), key.clone()));
    assert_eq!(of("滦县财政局2018年部门预算"), (Some("130223".into()), key.clone()));
    assert_eq!(of("滦州市财政局2019年部门预算"), (Some("130284".into()), key.clone()));
    assert_eq!(of("滦州市财政局2017年部门决算"), (Some("130284".into()), key.clone()));
    // The name outlived its place by years: no code of 2021, but the same place.
    assert_eq!(of("滦县财政局2021年部门预算"), (None, key));
}

#[test]
fn one_name_of_two_districts() {
    let (identity, told) = of(&["普陀区财政局2024年度部门决算", "一、主要职能"]);
    assert_eq!(summary(&identity), "final_accounts department county 2024 普陀区  ambiguous 财政局");
    assert_eq!((&identity.province, &identity.county_key), (&None, &None));
    assert!(told.iter().any(|d| d.code == Code::AmbiguousCounty));
    expect(
        &["普陀区财政局2024年度部门决算", "普陀区财政局是舟山市普陀区人民政府的工作部门。"],
        "final_accounts department county 2024 普陀区 330903 resolved 财政局",
    );
    expect(
        &["普陀区财政局2024年度部门决算", "贯彻上海市财政局的规定。"],
        "final_accounts department county 2024 普陀区 310107 resolved 财政局",
    );
    let (identity, _) =
        of(&["普陀区财政局2024年度部门决算", "赴上海市学习。", "浙江省财政厅规定：", "上海市的做法值得借鉴，浙江省的也是。"]);
    assert_eq!(identity.county_code_status, CodeStatus::Ambiguous);
    let site = Metadata { publisher: Some("舟山市普陀区人民政府".into()), ..Metadata::default() };
    assert_eq!(identify(&document(&["普陀区财政局2024年度部门决算"], site)).0.county_code.as_deref(), Some("330903"));
}

/// 29 names of 2019 belong to several counties: none is chosen without a reason, and with its prefecture (or municipality) before it each is found.
#[test]
fn every_ambiguous_name_of_2019() {
    let table = include_str!("../../../src/reference/divisions.tsv");
    let rows: Vec<Vec<&str>> = table.lines().skip(1).map(|l| l.split('\t').collect()).collect();
    let valid: Vec<&Vec<&str>> =
        rows.iter().filter(|r| r[1] == "3" && r[5].parse::<i32>().unwrap() <= 2019 && r[6].parse::<i32>().unwrap() >= 2019).collect();
    let mut names: Vec<&str> = valid.iter().map(|r| r[2]).collect();
    names.sort_unstable();
    names.dedup();
    let several: Vec<&str> = names.into_iter().filter(|n| valid.iter().filter(|r| r[2] == *n).count() > 1).collect();
    assert_eq!(several.len(), 29);
    for name in several {
        let title = format!("{name}民政局2019年部门预算");
        let (identity, _) = of(&[&title]);
        assert_eq!((identity.county_code_status, &identity.county_code), (CodeStatus::Ambiguous, &None), "{name}");
        for row in valid.iter().filter(|r| r[2] == name) {
            let above = if matches!(row[4], "市辖区" | "县") { row[3] } else { row[4] };
            let (identity, _) = of(&[&format!("{above}{title}")]);
            assert_eq!(identity.county_code.as_deref(), Some(row[0]), "{above}{name}");
            let (identity, _) = of(&[&title, &format!("本局由{above}{name}人民政府领导。")]);
            assert_eq!(identity.county_code.as_deref(), Some(row[0]), "{above}{name} in the text");
        }
    }
}

#[test]
fn every_county_of_the_reference_is_found_by_its_names() {
    let table = include_str!("../../../src/reference/divisions.tsv");
    let (mut counties, mut wrong) = (0, Vec::new());
    for line in table.lines().skip(1) {
        let row: Vec<&str> = line.split('\t').collect();
        let (from, to): (i32, i32) = (row[5].parse().unwrap(), row[6].parse().unwrap());
        if row[1] != "3" || to < 2014 || row[0].starts_with("71") || row[0].starts_with('8') {
            continue;
        }
        counties += 1;
        let year = from.max(to.min(2019));
        let above = if matches!(row[4], "市辖区" | "县" | "直辖县") { row[3] } else { row[4] };
        let (identity, _) = of(&[&format!("{above}{}审计局", row[2]), &format!("{year}年度部门预算")]);
        if (text(&identity.county_code), text(&identity.county), text(&identity.department)) != (row[0], row[2], "审计局") {
            wrong.push(format!("{line} → {}", summary(&identity)));
        }
    }
    println!("identity: {} of {counties} counties found by prefecture and name", counties - wrong.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_place_in_the_title() {
    let lines = ["卫健局2022年部门预算公开说明", "一、主要职责", "武功县卫生健康局是武功县人民政府工作部门。"];
    let identity = expect(&lines, "budget department county 2022 武功县 610431 resolved 卫生健康局");
    assert_eq!(identity.county_source.map(|s| s.as_str()), Some("body"));
    // Only the site says where it is.
    let site = Metadata { title: Some("县司法局2020年部门决算_滑县人民政府网".into()), ..Metadata::default() };
    let (identity, _) = identify(&document(&["县司法局2020年部门决算", "本局无其他说明。"], site));
    assert_eq!(summary(&identity), "final_accounts department county 2020 滑县 410526 resolved 司法局");
    assert_eq!(identity.county_source.map(|s| s.as_str()), Some("metadata"));
    // Nothing says it.
    expect(&["县司法局2020年部门决算", "本局无其他说明。"], "final_accounts department county 2020   unknown 司法局");
    // Two counties are named, and neither is the publisher's by any rule.
    expect(
        &["司法局2020年部门决算", "开阳县的做法好。", "开阳县和修文县。", "修文县的做法也好。"],
        "final_accounts department  2020   unknown 司法局",
    );
}

#[test]
fn the_place_stands_inside_the_name() {
    for (title, department, printed) in [
        ("中共开阳县委组织部2021年部门预算", "组织部", "中共开阳县委组织部"),
        ("中国共产党开阳县委员会宣传部2021年部门预算", "宣传部", "中国共产党开阳县委员会宣传部"),
        ("中国共产党开阳县纪律检查委员会2021年部门预算", "纪律检查委员会", "中国共产党开阳县纪律检查委员会"),
        ("共青团开阳县委2021年部门预算", "共产主义青年团委员会", "共青团开阳县委"),
        ("政协开阳县委员会2021年部门预算", "人民政治协商会议委员会", "政协开阳县委员会"),
    ] {
        let identity = expect(&[title], &format!("budget department county 2021 开阳县 520121 resolved {department}"));
        assert_eq!(identity.department_printed.as_deref(), Some(printed));
    }
}

#[test]
fn towns_and_subdistricts() {
    let identity = expect(&["开阳县双流镇2021年部门预算"], "budget department township 2021 开阳县 520121 resolved 双流镇人民政府");
    assert_eq!((text(&identity.county_key), text(&identity.department_function)), ("520121", "township"));
    expect(
        &["开阳县高寨苗族布依族乡人民政府2021年度部门决算"],
        "final_accounts department township 2021 开阳县 520121 resolved 高寨苗族布依族乡人民政府",
    );
    expect(&["开阳县硒城街道办事处2021年度部门决算"], "final_accounts department county 2021 开阳县 520121 resolved 硒城街道办事处");
    expect(&["开阳县双流镇中心小学2021年度部门决算"], "final_accounts unit county 2021 开阳县 520121 resolved 双流镇中心小学");
    expect(&["开阳县双流镇卫生院2021年度单位决算"], "final_accounts unit county 2021 开阳县 520121 resolved 双流镇卫生院");
}

#[test]
fn zones_have_no_code() {
    expect(&["贵阳市高新技术产业开发区财政局2021年部门预算"], "budget department county 2021 高新技术产业开发区  not_in_standard 财政局");
    let identity = expect(
        &["双龙经济开发区管委会2021年部门预算"],
        "budget department county 2021 双龙经济开发区  not_in_standard 双龙经济开发区管委会",
    );
    assert_eq!((text(&identity.county_key), text(&identity.department_function)), ("", "development_zone"));
    expect(&["上海市浦东新区审计局2021年部门预算"], "budget department county 2021 浦东新区 310115 resolved 审计局");
    // A zone inside a county is the county's.
    expect(&["开阳县经济开发区管委会2021年部门预算"], "budget department county 2021 开阳县 520121 resolved 经济开发区管委会");
}

#[test]
fn provinces_and_prefectures() {
    let identity = expect(&["贵州省高级人民法院2021年度部门决算"], "final_accounts department province 2021  520000 resolved 高级人民法院");
    assert_eq!((text(&identity.province), text(&identity.county_key)), ("贵州省", "520000"));
    let identity = expect(&["贵阳市信访局2021年度部门决算"], "final_accounts department prefecture 2021  520100 resolved 信访局");
    assert_eq!((text(&identity.prefecture), text(&identity.county_key)), ("贵阳市", "520100"));
    expect(&["铜仁市审计局2021年度部门决算"], "final_accounts department prefecture 2021  520600 resolved 审计局");
}

#[test]
fn reforms_do_not_change_the_key() {
    let key = |title: &str| of(&[title]).0.department_key;
    assert_eq!(key("开阳县卫生和计划生育局2018年部门预算"), key("开阳县卫健局2020年部门预算"));
    assert_eq!(key("开阳县国土资源局2018年部门预算"), key("开阳县自然资源和规划局2020年部门预算"));
    assert_eq!(key("开阳县环保局2018年部门预算"), key("开阳县生态环境局2020年部门预算"));
    assert_eq!(key("开阳县农业局2018年部门预算"), key("开阳县农业农村局2020年部门预算"));
    assert_eq!(key("开阳县工商行政管理局2018年部门预算"), key("开阳县市监局2020年部门预算"));
    assert_eq!(key("开阳县扶贫办2018年部门预算"), key("开阳县乡村振兴局2022年部门预算"));
}
