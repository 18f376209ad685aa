//! A set of documents drawn from a bank: `documents/FAMILY/STEM.ext`, `expected/STEM/*.csv` and `cases.tsv`.

use crate::bank::{Bank, Department};
use crate::cases::Cases;
use crate::outline::{FAMILIES, Family};
use crate::page::Page;
use crate::random::Random;
use crate::several;
use crate::subject::{Place, Subject, places};
use crate::truth::Truth;
use crate::write;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// What is to be written.
#[derive(Debug, Clone)]
pub struct Request {
    pub set: String,
    /// Files; each disclosure is written in every format.
    pub count: usize,
    pub seed: u64,
    pub out: PathBuf,
    pub family: Option<String>,
    pub format: Option<String>,
}

/// The formats, by their extension.
pub const FORMATS: &[&str] = &["docx", "html", "txt", "doc"];

/// A disclosure with its truth.
pub struct Drawn {
    pub family: &'static str,
    pub stem: String,
    pub title: String,
    pub place: Place,
    pub page: Page,
    pub truth: Truth,
    pub cases: Cases,
    pub lacking: Vec<String>,
    pub seed: u64,
}

/// Draws so many disclosures, families in turn.
pub fn draw(bank: &Bank, families: &[&'static Family], count: usize, seed: u64) -> Vec<Drawn> {
    let places = places();
    let mut stems = BTreeSet::new();
    let mut drawn = Vec::new();
    let mut random = Random::new(seed);
    let mut turn = 0;
    while drawn.len() < count {
        let Some(family) = families.get(turn % families.len()) else { break };
        let files = disclosure(bank, family, &places, count - drawn.len(), &mut random);
        if files.iter().all(|one| stems.insert(one.stem.clone())) {
            drawn.extend(files);
            turn += 1;
        }
    }
    drawn
}

/// The files of one disclosure: one, or, where there is room, the one that was published first and its correction.
fn disclosure(bank: &Bank, family: &'static Family, places: &[Place], room: usize, random: &mut Random) -> Vec<Drawn> {
    let year = random.between(family.years[0], family.years[1]);
    let fitting: Vec<&Place> = places.iter().filter(|p| family.province.is_empty() || p.province == family.province).collect();
    let place = *random.pick(&fitting);
    let departments: Vec<&Department> = bank.department.iter().filter(|d| d.years[0] <= year && year <= d.years[1]).collect();
    let department = *random.pick(&departments);
    let final_accounts = random.chance(family.final_accounts);
    let seed = random.between(0, i64::MAX - 1) as u64;
    let subject = Subject::draw(bank, place, department, year, final_accounts, seed);
    let mut own = Random::new(seed);
    let mut cases = Cases::draw(family.name, &mut own.fork("cases"));
    if room < 2 || cases.has("several_units") {
        cases.drop("corrected");
    }
    let kind = if final_accounts { "决算" } else { "预算" };
    let stem = format!("{}-{}-{year}-{kind}-{}", place.county, department.name, family.name);
    let title = format!("{}{}{year}年部门{kind}", place.county, subject.printed);
    let pages = several::pages(bank, subject, family, cases, &mut own);
    let one = |several::Written { suffix, page, truth, cases, lacking }| Drawn {
        family: family.name,
        stem: format!("{stem}{suffix}"),
        title: title.clone(),
        place: place.clone(),
        page,
        truth,
        cases,
        lacking,
        seed,
    };
    pages.into_iter().map(one).collect()
}

/// Writes a set; returns the number of files.
pub fn write(request: &Request) -> io::Result<usize> {
    let banks = Path::new(env!("CARGO_MANIFEST_DIR")).join("banks");
    let bank = Bank::load(&banks.join(&request.set))?;
    let families: Vec<&'static Family> = FAMILIES.iter().filter(|f| request.family.as_ref().is_none_or(|name| name == f.name)).collect();
    let formats: Vec<&str> = FORMATS.iter().copied().filter(|f| request.format.as_ref().is_none_or(|name| name == f)).collect();
    if families.is_empty() || formats.is_empty() {
        return Err(io::Error::other("no such family or format"));
    }
    let drawn = draw(&bank, &families, request.count.div_ceil(formats.len()), request.seed);
    let mut lacking: Vec<&String> = drawn.iter().flat_map(|d| &d.lacking).collect();
    lacking.sort();
    lacking.dedup();
    if !lacking.is_empty() {
        let list: Vec<&str> = lacking.iter().map(|s| s.as_str()).collect();
        return Err(io::Error::other(format!("the bank `{}` has no wording that fits for: {}", request.set, list.join("; "))));
    }
    let mut files = 0;
    let mut table = String::from("stem\tfamily\tseed\thtml\ttxt\tdoc\tcases\n");
    let mut for_doc = Vec::new();
    for one in &drawn {
        let folder = request.out.join("documents").join(one.family);
        std::fs::create_dir_all(&folder)?;
        for format in &formats {
            if *format == "doc" && form(one, format) == "word" {
                for_doc.push(one);
                continue;
            }
            std::fs::write(folder.join(format!("{}.{format}", one.stem)), bytes(one, format))?;
            files += 1;
        }
        let expected = request.out.join("expected").join(&one.stem);
        std::fs::create_dir_all(&expected)?;
        for (name, text) in one.truth.files() {
            std::fs::write(expected.join(name), text)?;
        }
        let (html, txt, doc) = (form(one, "html"), form(one, "txt"), form(one, "doc"));
        table.push_str(&format!("{}\t{}\t{}\t{html}\t{txt}\t{doc}\t{}\n", one.stem, one.family, one.seed, one.cases.names().join(" ")));
    }
    std::fs::write(request.out.join("cases.tsv"), table)?;
    files += write_doc(&for_doc, &request.out)?;
    Ok(files)
}

/// Forms of each format, with how many of a hundred.
pub const FORMS: &[(&str, &[(&str, i64)])] = &[
    ("docx", &[("word", 100)]),
    // A page of Word saved as HTML or as one file of a web archive may be named .doc.
    ("doc", &[("word", 88), ("mso", 6), ("archive", 6)]),
    ("html", &[("plain", 40), ("site", 25), ("mso", 25), ("breaks", 10)]),
    ("txt", &[("tika", 45), ("copied", 25), ("aligned", 15), ("pages", 15)]),
];

/// Which form of a format a disclosure takes, drawn from its seed.
pub fn form(one: &Drawn, format: &str) -> &'static str {
    let mut left = Random::new(one.seed).fork(format).between(1, 100);
    let forms = FORMS.iter().find(|(name, _)| *name == format).map_or(&[][..], |(_, forms)| forms);
    for (form, percent) in forms {
        left -= percent;
        if left <= 0 {
            return form;
        }
    }
    "word"
}

/// The bytes of a disclosure in a format.
pub fn bytes(one: &Drawn, format: &str) -> Vec<u8> {
    written(one, form(one, format))
}

/// The bytes of a disclosure in one form of a format, see [`FORMS`].
pub fn written(one: &Drawn, form: &str) -> Vec<u8> {
    let page = &one.page;
    match form {
        "site" => write::html::site(page, &one.title, &one.place.county),
        "mso" => write::html::word(page, &one.title),
        "archive" => write::html::archive(page, &one.title),
        "breaks" => write::html::breaks(page, &one.title),
        "plain" => write::html::plain(page, &one.title),
        "tika" => write::text::tika(page).into_bytes(),
        "copied" => write::text::copied(page).into_bytes(),
        "aligned" => write::aligned::plain(page).into_bytes(),
        "pages" => write::aligned::pages(page).into_bytes(),
        _ => write::docx::write(page, write::docx::Options::of(&one.cases)),
    }
}

/// All .doc files in one call of LibreOffice, where it is installed.
fn write_doc(list: &[&Drawn], out: &Path) -> io::Result<usize> {
    if list.is_empty() {
        return Ok(0);
    }
    let work = std::env::temp_dir().join(format!("gongkai-corpus-{}", std::process::id()));
    std::fs::create_dir_all(&work)?;
    let mut sources = Vec::new();
    for (i, one) in list.iter().enumerate() {
        let source = work.join(format!("{i}.docx"));
        std::fs::write(&source, bytes(one, "doc"))?;
        sources.push(source);
    }
    let worked = write::doc::convert(&sources, &work)?;
    if worked {
        for (i, one) in list.iter().enumerate() {
            let target = out.join("documents").join(one.family).join(format!("{}.doc", one.stem));
            std::fs::copy(work.join(format!("{i}.doc")), target)?;
        }
    } else {
        println!("LibreOffice is not installed: no .doc is written");
    }
    std::fs::remove_dir_all(&work)?;
    Ok(if worked { list.len() } else { 0 })
}
