//! The committed corpus: eighteen planned documents in `corpus/`, their tables in `golden/`.

use crate::model::Model;
use crate::page::Page;
use crate::plan::{Family, Format, PLANS, Plan};
use crate::{four, nine, write};
use std::io;
use std::path::Path;

/// Writes them under the root of the project.
pub fn write_all(root: &Path) -> io::Result<usize> {
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
    Ok(PLANS.len())
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

/// Converts through LibreOffice. Word counts the headings, so that the .doc holds automatic numbers.
fn write_doc(page: &Page, path: &Path) -> io::Result<()> {
    let work = std::env::temp_dir().join(format!("gongkai-corpus-{}", std::process::id()));
    std::fs::create_dir_all(&work)?;
    let source = work.join("page.docx");
    std::fs::write(&source, write::docx::write(page, true))?;
    if write::doc::convert(&[source], &work)? {
        std::fs::copy(work.join("page.doc"), path)?;
    } else {
        println!("{}: LibreOffice is not installed; the file that is there stays", path.display());
    }
    std::fs::remove_dir_all(&work)
}
