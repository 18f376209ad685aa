//! The committed corpus: a few disclosures of each family in `corpus/`, their tables in `golden/`, drawn from the bank `develop`.

use crate::bank::Bank;
use crate::outline::FAMILIES;
use crate::{set, write};
use std::io;
use std::path::Path;

/// What the documents of a family are written as: extension and form (see [`set::FORMS`]).
type Forms = &'static [(&'static str, &'static str)];

/// The families, each with its documents. Every form of every format is there.
const PLAN: &[(&str, Forms)] = &[
    ("hebei-nine", &[("docx", "word"), ("doc", "word"), ("html", "plain"), ("html", "site"), ("txt", "tika"), ("txt", "copied")]),
    ("hebei-2021", &[("docx", "word"), ("html", "mso"), ("txt", "tika")]),
    ("national-four", &[("docx", "word"), ("html", "site"), ("txt", "aligned")]),
    ("gansu-continued", &[("doc", "word"), ("html", "breaks")]),
    ("hubei-ten", &[("docx", "word"), ("txt", "tika")]),
    ("guangdong-summary", &[("html", "plain"), ("txt", "copied")]),
    ("final-accounts", &[("docx", "word"), ("doc", "word"), ("html", "mso"), ("txt", "pages")]),
];

/// The seed of the first family; each has one of its own, so that places and departments differ.
const SEED: u64 = 20;

/// Writes them under the root of the project, in place of what is there; returns how many there are.
pub fn write_all(root: &Path) -> io::Result<usize> {
    let bank = Bank::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("banks/develop"))?;
    let mut documents = 0;
    for ((name, forms), seed) in PLAN.iter().zip(SEED..) {
        let families: Vec<_> = FAMILIES.iter().filter(|f| f.name == *name).collect();
        let (corpus, golden) = (root.join("corpus").join(name), root.join("golden").join(name));
        for folder in [&corpus, &golden] {
            if folder.is_dir() {
                std::fs::remove_dir_all(folder)?;
            }
            std::fs::create_dir_all(folder)?;
        }
        for (one, (extension, form)) in set::draw(&bank, &families, forms.len(), seed).iter().zip(*forms) {
            let expected = golden.join(&one.stem);
            std::fs::create_dir_all(&expected)?;
            for (name, text) in one.truth.files() {
                std::fs::write(expected.join(name), text)?;
            }
            let path = corpus.join(format!("{}.{extension}", one.stem));
            if *extension == "doc" {
                write_doc(one, &path)?
            } else {
                std::fs::write(path, set::written(one, form))?
            }
            documents += 1;
        }
    }
    Ok(documents)
}

/// Converts through LibreOffice; without it the corpus cannot be written anew.
fn write_doc(one: &set::Drawn, path: &Path) -> io::Result<()> {
    let work = std::env::temp_dir().join(format!("gongkai-corpus-{}", std::process::id()));
    std::fs::create_dir_all(&work)?;
    let source = work.join("page.docx");
    std::fs::write(&source, set::written(one, "word"))?;
    let worked = write::doc::convert(&[source], &work)?;
    if worked {
        std::fs::copy(work.join("page.doc"), path)?;
    }
    std::fs::remove_dir_all(&work)?;
    if worked {
        Ok(())
    } else {
        Err(io::Error::other(format!("{}: LibreOffice is not installed; take this file back from the history", path.display())))
    }
}
