//! Writes the project's own disclosures: `cargo run -p gongkai-corpus` writes `corpus/` and `golden/` anew.
//!
//! Each document is drawn from a seed, said in sentences and tables, and recorded as expected tables in the same breath, so that the truth comes from the model and never
//! from the extractor. A `.doc` is made from its .docx by LibreOffice where that is installed; where it is not, the committed file stays.

mod four;
mod model;
mod money;
mod nine;
mod page;
mod plan;
mod random;
mod truth;
mod write;
mod writer;

use model::Model;
use page::Page;
use plan::{Family, Format, PLANS, Plan};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() -> io::Result<()> {
    let root = std::env::args().nth(1).map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."), PathBuf::from);
    for plan in PLANS {
        let mut model = Model::draw(plan.place, plan.department, plan.year, plan.seed);
        model.final_accounts = plan.family == Family::FourPartsFinal;
        if plan.style == 1 {
            model.procurement.clear();
        }
        let (page, truth) = match plan.family {
            Family::NineParts | Family::NinePartsWithContents => nine::write(plan, &model),
            Family::FourParts | Family::FourPartsFinal => four::write(plan, &model),
        };
        let stem = format!("{}-{}-{}", plan.place.county, plan.department.printed, plan.year);
        let folder = root.join("corpus").join(plan.family.folder());
        std::fs::create_dir_all(&folder)?;
        write_document(plan, &page, &folder.join(format!("{stem}.{}", plan.format.extension())))?;
        let golden = root.join("golden").join(plan.family.folder()).join(&stem);
        std::fs::create_dir_all(&golden)?;
        for (name, text) in truth.files() {
            std::fs::write(golden.join(name), text)?;
        }
    }
    println!("{} documents", PLANS.len());
    Ok(())
}

fn write_document(plan: &Plan, page: &Page, path: &Path) -> io::Result<()> {
    let title = format!("{}{}{}年部门预算", plan.place.county, plan.department.printed, plan.year);
    let bytes = match plan.format {
        Format::DocxAuto => write::docx::write(page, true),
        Format::Docx => write::docx::write(page, false),
        Format::Html => write::html::plain(page, &title),
        Format::SiteGbk => write::html::site(page, &title, plan.place.county),
        Format::Tika => write::text::tika(page).into_bytes(),
        Format::Copied => write::text::copied(page).into_bytes(),
        Format::Doc => return write_doc(page, path),
    };
    std::fs::write(path, bytes)
}

/// Converts through LibreOffice, in a folder of its own. Word counts the headings, so that the .doc holds automatic numbers.
fn write_doc(page: &Page, path: &Path) -> io::Result<()> {
    let work = std::env::temp_dir().join(format!("gongkai-corpus-{}", std::process::id()));
    std::fs::create_dir_all(&work)?;
    std::fs::write(work.join("page.docx"), write::docx::write(page, true))?;
    let ran = Command::new("soffice").args(["--headless", "--convert-to", "doc", "page.docx"]).current_dir(&work).output();
    match ran {
        Ok(output) if output.status.success() && work.join("page.doc").is_file() => {
            std::fs::copy(work.join("page.doc"), path)?;
        }
        _ => println!("{}: LibreOffice is not installed; the file that is there stays", path.display()),
    }
    std::fs::remove_dir_all(&work)
}
