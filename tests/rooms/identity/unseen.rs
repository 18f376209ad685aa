//! Titles in forms that no list has, with real places and occasions of our own: what the columns of identity must say.

use super::{of, text};

/// `title (lines parted by /) | kind level government year county department`, blank as -.
const TITLES: &str = "\
武安市县直机关工委2018年部门预算 | budget department county 2018 武安市 直属机关工作委员会
中共武安市委宣传部２０２０年度部门决算公开说明 | final_accounts department county 2020 武安市 宣传部
中国共产党永年区委员会统一战线工作部2021年度部门预算 | budget department county 2021 永年区 统战部
永年区委政法委员会二〇一九年部门预算公开 | budget department county 2019 永年区 政法委员会
二○一八年度涉县总工会部门决算 | final_accounts department county 2018 涉县 总工会
涉县人民法院2022年部门预算公开情况说明 | budget department county 2022 涉县 人民法院
河北省涉县人民检察院2022年度部门预算 | budget department county 2022 涉县 人民检察院
2023年涉县妇女联合会部门预算 | budget department county 2023 涉县 妇女联合会
涉县残联2019年部门预算情况说明 | budget department county 2019 涉县 残疾人联合会
共青团涉县委员会2020年部门决算 | final_accounts department county 2020 涉县 共产主义青年团委员会
涉县工商业联合会2020年部门预算 | budget department county 2020 涉县 工商业联合会
涉县井店镇人民政府2020年度部门预算公开 | budget department township 2020 涉县 井店镇人民政府
涉县偏城镇2019年部门预算 | budget department township 2019 涉县 偏城镇人民政府
复兴区胜利桥街道办事处2021年部门预算 | budget department county 2021 复兴区 胜利桥街道办事处
邯郸市复兴区人民政府百家村街道办事处2021年度部门决算 | final_accounts department county 2021 复兴区 百家村街道办事处
涉县教育体育局（本级）2021年单位预算 | budget unit county 2021 涉县 教育体育局
涉县教育体育局（汇总）2021年部门预算 | budget department county 2021 涉县 教育体育局
涉县教育体育局机关2021年预算公开 | budget unit county 2021 涉县 教育体育局
涉县第一中学2021年单位预算公开 | budget unit county 2021 涉县 第一中学
涉县疾病预防控制中心2021年单位预算 | budget unit county 2021 涉县 疾病预防控制中心
涉县医院2020年部门决算 | final_accounts unit county 2020 涉县 医院
涉县中医院2020年单位决算 | final_accounts unit county 2020 涉县 中医医院
邯郸市市直机关事务管理局2019年部门预算 | budget department prefecture 2019 - 机关事务管理局
邯郸市财政局2019年度部门决算 | final_accounts department prefecture 2019 - 财政局
河北省省直机关工委2019年部门预算 | budget department province 2019 - 直属机关工作委员会
河北省审计厅2020年部门预算 | budget department province 2020 - 审计厅
镇原县农业农村局2020年部门预算公开情况说明 | budget department county 2020 镇原县 农业农村局
环县卫生健康局2021年度部门决算公开报告 | final_accounts department county 2021 环县 卫生健康局
积石山县水务局2019年部门预算 | budget department county 2019 积石山保安族东乡族撒拉族自治县 水务局
三江县民政局2018年部门预算及“三公”经费预算 | budget department county 2018 三江侗族自治县 民政局
喀左县自然资源局2021年部门预算 | budget department county 2021 喀喇沁左翼蒙古族自治县 自然资源局
鄂温克旗林业和草原局2021年部门预算公开报告 | budget department county 2021 鄂温克族自治旗 林业和草原局
达茂旗司法局2020年部门预算 | budget department county 2020 达尔罕茂明安联合旗 司法局
恩施市人力资源和社会保障局2022年度部门决算 | final_accounts department county 2022 恩施市 人力资源和社会保障局
恩施州人社局2022年度部门决算 | final_accounts department prefecture 2022 - 人力资源和社会保障局
湘西自治州交通运输局2019年部门预算 | budget department prefecture 2019 - 交通运输局
重庆市垫江县普顺镇人民政府2021年度部门决算情况说明 | final_accounts department township 2021 垫江县 普顺镇人民政府
重庆市南川区退役军人事务局2020年部门预算情况说明 | budget department county 2020 南川区 退役军人事务局
天津市蓟州区医疗保障局2022年部门预算 | budget department county 2022 蓟州区 医疗保障局
北京市怀柔区统计局2019年部门预算情况说明 | budget department county 2019 怀柔区 统计局
上海市金山区山阳镇2024年部门预算 | budget department township 2024 金山区 山阳镇人民政府
定南县市场监督管理局19年部门预算 | budget department county 2019 定南县 市场监督管理局
定南县市场监督管理局2019-2020年度部门决算公开 | final_accounts department county - 定南县 市场监督管理局
定南县扶贫办2018年部门决算 | final_accounts department county 2018 定南县 扶贫开发办公室
定南县信访局2019年度三公经费决算公开 | final_accounts department county 2019 定南县 信访局
定南县人大办2021年部门预算 | budget department county 2021 定南县 人民代表大会常务委员会
定南县人大常委会机关2021年部门预算 | budget department county 2021 定南县 人民代表大会常务委员会
政协定南县委员会办公室2021年部门预算 | budget department county 2021 定南县 人民政治协商会议委员会
定南县政府办公室2021年部门预算公开 | budget department county 2021 定南县 人民政府办公室
中共定南县委办公室2021年部门预算公开 | budget department county 2021 定南县 党委办公室
定南县纪委监委2021年部门预算公开 | budget department county 2021 定南县 纪律检查委员会
定南县供销合作社联合社2021年部门预算 | budget department county 2021 定南县 供销合作社联合社
定南县融媒体中心2022年单位预算 | budget unit county 2022 定南县 融媒体中心
定南县城市管理综合执法局2022年部门决算 | final_accounts department county 2022 定南县 城市管理综合执法局
定南县城管执法局2022年部门决算 | final_accounts department county 2022 定南县 城市管理和综合执法局
定南县农机化服务中心2022年部门预算 | budget department county 2022 定南县 农机化服务中心
定南县水利事务中心2022年单位预算 | budget unit county 2022 定南县 水利事务中心
定南县农技推广站2022年部门预算 | budget unit county 2022 定南县 农技推广站
定南县地震监测站（汇总）2022年单位预算公开 | budget unit county 2022 定南县 地震监测站
定南县民政局社会救助站公开2022年三公经费预算 | budget unit county 2022 定南县 社会救助站
定南县消费者协会秘书处2022年单位决算 | final_accounts unit county 2022 定南县 消费者协会秘书处
定南县公安局交通管理大队2020年度单位决算 | final_accounts unit county 2020 定南县 交通管理大队
定南县公路事业发展中心2022年部门预算 | budget department county 2022 定南县 公路事业发展中心
赣州经济技术开发区财政局2021年部门预算 | budget department county 2021 赣州经济技术开发区 财政局
定南工业园区管理委员会2019年部门预算 | budget department county 2019 定南工业园区 定南工业园区管理委员会
部门预算公开/2021年度/定南县应急管理局 | budget department county 2021 定南县 应急管理局
2021年度部门预算/部门名称：定南县气象局 | budget department county 2021 定南县 气象局
附件2：/定南县住建局2019年度部门决算公开情况 | final_accounts department county 2019 定南县 住房和城乡建设局
定南县住房和城乡建设局 关于2019年部门预算的说明 | budget department county 2019 定南县 住房和城乡建设局
关于定南县科学技术协会2019年部门预算信息公开的报告 | budget department county 2019 定南县 科学技术协会
定南縣財政局2019年度部門預算公開說明 | budget department county 2019 定南县 财政局
四川省沐川中学校2021年度决算公开编制说明 | final_accounts unit county 2021 沐川县 沐川中学校
湖北省孝感高级中学2021年部门预算公开说明 | budget unit prefecture 2021 - 孝感高级中学
江苏省人民医院2021年部门预算 | budget unit province 2021 - 人民医院
青石县水务局2019年部门预算公开 | budget department county 2019 青石县 水务局
秦皇岛市青石区财政局2019年部门决算 | final_accounts department county 2019 青石区 财政局
豐寧滿族自治縣發展和改革局二零二零年部門決算 | final_accounts department county 2020 丰宁满族自治县 发展和改革局
";

#[test]
fn titles_that_no_list_has() {
    let (mut all, mut wrong) = (0, Vec::new());
    for case in TITLES.lines() {
        let Some((title, wanted)) = case.split_once(" | ") else { panic!("{case}") };
        let lines: Vec<&str> = title.split('/').collect();
        let (identity, _) = of(&lines);
        let year = identity.fiscal_year.map(|y| y.to_string());
        let fields = [
            identity.kind.map(|k| k.as_str().to_owned()),
            identity.level.map(|l| l.as_str().to_owned()),
            identity.government_level.map(|l| l.as_str().to_owned()),
            year,
            identity.county.clone(),
            identity.department.clone(),
        ];
        all += 1;
        let found: Vec<&str> = fields.iter().map(|f| f.as_deref().unwrap_or("-")).collect();
        let found = found.join(" ");
        if found != wanted {
            wrong.push(format!("{title}\n  wanted {wanted}\n  found  {found} {}", text(&identity.unit_name)));
        }
    }
    assert!(wrong.is_empty(), "{} of {all} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
