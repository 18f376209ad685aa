//! Word 97-2003, by LibreOffice.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Converts .docx files to .doc in one call; false where LibreOffice is not installed.
pub fn convert(sources: &[PathBuf], out: &Path) -> io::Result<bool> {
    if sources.is_empty() {
        return Ok(true);
    }
    let profile = out.join(".profile");
    let ran = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", "doc", "--outdir"])
        .arg(out)
        .args(sources)
        .output();
    let worked = matches!(&ran, Ok(output) if output.status.success());
    if profile.is_dir() {
        std::fs::remove_dir_all(&profile)?;
    }
    Ok(worked && sources.iter().all(|s| s.file_stem().is_some_and(|n| out.join(n).with_extension("doc").is_file())))
}
