//! Real disclosures, where they are at hand.

use super::*;

fn real(path: &Path, year: i32, kind: DisclosureKind) -> (Reading, Document) {
    let bytes = std::fs::read(path).unwrap();
    let document = gongkai::ingest::read(&bytes, &gongkai::ingest::Limits::default()).unwrap();
    let unit = Unit { first_block: 0, end_block: document.blocks.len() as u32 };
    let sections = gongkai::sections::Lexicon::new(&Vocabulary::built_in().unwrap()).unwrap();
    let (sections, _) = gongkai::sections::split(&document, &unit, &sections);
    let identity = identity(year, kind);
    let context = Context { document: &document, unit: &unit, identity: &identity, sections: &sections };
    let reading = narrative::read(&context, lexicon());
    for fact in &reading.facts {
        assert_eq!(text_at(&document, fact), fact.printed);
    }
    (reading, document)
}

/// Rows of an expected table that stand in prose, over its own columns.
fn expected(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let source = reader.headers().unwrap().iter().position(|h| h == "source").unwrap();
    reader
        .records()
        .map(|r| r.unwrap())
        .filter(|r| &r[source] == "prose" || &r[source] == "*")
        .map(|r| r.iter().take(13).map(str::to_owned).collect())
        .collect()
}

fn same(want: &str, got: &str) -> bool {
    let plain = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let number = |s: &str| s.parse::<rust_decimal::Decimal>().ok().map(|d| d.normalize());
    want == "*" || plain(want) == plain(got) || number(want).is_some() && number(want) == number(got)
}

/// (missing, unexpected) lines of a reading against expected rows; prose rows that may also stand in a table are not missed.
fn differences(want: &[Vec<String>], reading: &Reading) -> (Vec<String>, Vec<String>) {
    let measures: BTreeSet<&str> = want.iter().map(|w| w[0].as_str()).collect();
    let got: BTreeSet<String> = reading.facts.iter().filter(|f| measures.contains(f.measure.as_str())).map(line).collect();
    let fits = |w: &[String], g: &str| w.iter().zip(g.split(',')).all(|(a, b)| same(a, b));
    let missing = want.iter().filter(|w| !got.iter().any(|g| fits(w, g))).map(|w| w.join(",")).collect();
    let unexpected = got.iter().filter(|g| !want.iter().any(|w| fits(w, g))).cloned().collect();
    (missing, unexpected)
}

#[test]
fn the_seed_in_every_format() {
    let Some(shared) = shared() else { return };
    let want = expected(&shared.join("seed/expected/facts.csv"));
    let want: Vec<Vec<String>> = want.into_iter().collect();
    let (mut right, mut readable) = (0, 0);
    for file in ["doc", "docx", "gb.html", "html", "pandoc.docx", "txt"] {
        let path = shared.join(format!("seed/qinglong-hr-2019.{file}"));
        if gongkai::ingest::read(&std::fs::read(&path).unwrap(), &gongkai::ingest::Limits::default()).is_err() {
            println!("SKIPPED: {file} is not read yet");
            continue;
        }
        readable += 1;
        let (reading, _) = real(&path, 2019, DisclosureKind::Budget);
        let (missing, unexpected) = differences(&want, &reading);
        for line in &missing {
            println!("{file} missing    {line}");
        }
        for line in &unexpected {
            println!("{file} unexpected {line}");
        }
        right += usize::from(missing.is_empty() && unexpected.is_empty());
    }
    println!("seed, prose: {right} of {readable} files");
    assert_eq!(right, readable);
}

/// Year and kind of a real disclosure, from its stem.
fn stem(name: &str) -> (i32, DisclosureKind) {
    let kind = if name.ends_with("-final") { DisclosureKind::FinalAccounts } else { DisclosureKind::Budget };
    let year = name.split('-').find_map(|p| p.parse::<i32>().ok().filter(|y| *y > 2000)).unwrap();
    (year, kind)
}

#[test]
fn real_disclosures() {
    let Some(shared) = shared() else { return };
    let show = std::env::var("SHOW").unwrap_or_default();
    let (mut found, mut all, mut extra) = (0, 0, 0);
    for (folder, extension) in [("", "docx"), ("", "html"), ("", "txt"), ("pages", "html"), ("tika", "txt"), ("doc", "doc")] {
        let (mut f, mut a, mut e) = (0, 0, 0);
        let mut stems: Vec<_> =
            std::fs::read_dir(shared.join("real/expected")).unwrap().map(|d| d.unwrap().file_name().into_string().unwrap()).collect();
        stems.sort();
        for name in stems {
            let want = expected(&shared.join(format!("real/expected/{name}/facts.csv")));
            let (year, kind) = stem(&name);
            let path = shared.join("real").join(folder).join(format!("{name}.{extension}"));
            let (reading, _) = real(&path, year, kind);
            let (missing, unexpected) = differences(&want, &reading);
            let prose = want.iter().filter(|w| w.last().is_some()).count();
            a += prose;
            f += prose - missing.len();
            e += unexpected.len();
            if show == "all" || show == format!("{folder}{extension}") {
                missing.iter().for_each(|l| println!("{folder}/{name}.{extension} missing    {l}"));
                unexpected.iter().for_each(|l| println!("{folder}/{name}.{extension} unexpected {l}"));
            }
        }
        println!("real, prose, {folder}/*.{extension}: {f} of {a} found, {e} unexpected");
        (found, all, extra) = (found + f, all + a, extra + e);
    }
    println!("real, prose: recall {found} of {all}, unexpected {extra}");
    assert!(found * 100 >= all * 97 && extra * 200 <= found);
}
