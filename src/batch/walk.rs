//! Which files a run reads, and how each is named in the dataset.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// One file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Where it is.
    pub path: PathBuf,
    /// How it is named in the dataset: relative to its INPUT, `/`-separated, bytes that are not UTF-8 as %XX.
    pub source_path: String,
    /// Why it cannot be read, when the walk already knows.
    pub trouble: Option<String>,
}

/// What a walk found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Files, ordered by the bytes of their `source_path`.
    pub inputs: Vec<Input>,
    /// Files left aside: hidden ones (`.DS_Store`) and lock files of office programs (`~$…`).
    pub skipped: u64,
}

/// An INPUT argument that does not exist.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("no such file or folder: {}", .0.display())]
pub struct MissingInput(pub PathBuf);

/// Walks files and folders. Folders are read recursively, symbolic links are followed once; `avoid` (the output folder) is never entered.
pub fn walk(arguments: &[PathBuf], avoid: Option<&Path>) -> Result<Found, MissingInput> {
    let avoid = avoid.and_then(|p| p.canonicalize().ok());
    let mut found = Found::default();
    let mut names = BTreeSet::new();
    for argument in arguments {
        let kind = std::fs::metadata(argument).map_err(|_| MissingInput(argument.clone()))?;
        let prefix = (arguments.len() > 1).then(|| unique_name(argument, &mut names));
        if kind.is_dir() {
            walk_folder(argument, prefix.as_deref(), avoid.as_deref(), &mut found);
        } else {
            let source_path = prefix.unwrap_or_else(|| last_name(argument));
            // A pipe or a device has no end that one can wait for.
            let trouble = (!kind.is_file()).then(|| "it is no regular file".to_owned());
            found.inputs.push(Input { path: argument.clone(), source_path, trouble });
        }
    }
    found.inputs.sort_by(|a, b| a.source_path.as_bytes().cmp(b.source_path.as_bytes()));
    Ok(found)
}

/// The argument's own last name, numbered where an earlier argument has the same.
fn unique_name(argument: &Path, names: &mut BTreeSet<String>) -> String {
    let name = last_name(argument);
    let mut unique = name.clone();
    let mut n = 2;
    while !names.insert(unique.clone()) {
        unique = format!("{name} ({n})");
        n += 1;
    }
    unique
}

fn last_name(path: &Path) -> String {
    match path.file_name() {
        Some(name) => readable(Path::new(name)),
        // `..` or `/`: the real folder has a name, or none.
        None => path.canonicalize().ok().and_then(|p| p.file_name().map(|n| readable(Path::new(n)))).unwrap_or_else(|| "root".to_owned()),
    }
}

fn walk_folder(folder: &Path, prefix: Option<&str>, avoid: Option<&Path>, found: &mut Found) {
    let name_of = |path: &Path| {
        let relative = readable(path.strip_prefix(folder).unwrap_or(path));
        match (prefix, relative.is_empty()) {
            (Some(prefix), true) => prefix.to_owned(),
            (Some(prefix), false) => format!("{prefix}/{relative}"),
            (None, true) => ".".to_owned(),
            (None, false) => relative,
        }
    };
    let avoided = avoid.map(Path::to_owned);
    let walker = ignore::WalkBuilder::new(folder)
        .standard_filters(false)
        .follow_links(true)
        .filter_entry(move |e| {
            avoided.as_ref().is_none_or(|a| e.file_type().is_none_or(|t| !t.is_dir()) || e.path().canonicalize().ok().as_ref() != Some(a))
        })
        .build();
    for entry in walker {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|t| t.is_file()) => {
                let name = entry.file_name().to_string_lossy();
                if entry.depth() > 0 && (name.starts_with('.') || name.starts_with("~$")) {
                    found.skipped += 1;
                } else {
                    found.inputs.push(Input { source_path: name_of(entry.path()), path: entry.into_path(), trouble: None });
                }
            }
            Ok(_) => {}
            Err(error) => {
                let (path, reason) = explain(&error, folder);
                found.inputs.push(Input { source_path: name_of(&path), path, trouble: Some(reason) });
            }
        }
    }
}

/// The path that an error of the walk is about, and what went wrong there.
fn explain(error: &ignore::Error, folder: &Path) -> (PathBuf, String) {
    match error {
        ignore::Error::WithPath { path, err } => (path.clone(), explain(err, folder).1),
        ignore::Error::WithDepth { err, .. } => explain(err, folder),
        ignore::Error::Loop { child, .. } => {
            (child.clone(), "a symbolic link that leads back to a folder above it; it was not followed".to_owned())
        }
        ignore::Error::Io(io) => (folder.to_owned(), io.to_string()),
        other => (folder.to_owned(), other.to_string()),
    }
}

/// A path as text: `/`-separated; bytes that are not UTF-8 as %XX.
pub fn readable(path: &Path) -> String {
    let mut out = String::new();
    for component in path.components() {
        let part = component.as_os_str();
        if matches!(component, std::path::Component::CurDir) {
            continue;
        }
        if !out.is_empty() {
            out.push('/');
        }
        for chunk in part.as_encoded_bytes().utf8_chunks() {
            out.push_str(chunk.valid());
            for byte in chunk.invalid() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_arguments_start_with_their_own_names_and_equal_names_are_numbered() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a/x/1.txt", "b/x/2.txt", "b/x/~$2.txt", "b/x/.DS_Store"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "text").unwrap();
        }
        let found = walk(&[folder.path().join("b/x"), folder.path().join("a/x")], None).unwrap();
        let names: Vec<_> = found.inputs.iter().map(|i| i.source_path.as_str()).collect();
        assert_eq!(names, ["x (2)/1.txt", "x/2.txt"]);
        assert_eq!(found.skipped, 2);
        let single = walk(&[folder.path().join("a")], None).unwrap();
        assert_eq!(single.inputs[0].source_path, "x/1.txt");
        assert!(walk(&[folder.path().join("none")], None).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_not_utf8_are_kept_as_percent() {
        use std::os::unix::ffi::OsStrExt;
        let path = Path::new(std::ffi::OsStr::from_bytes(b"x/\xd7\xa5\xff.doc"));
        assert_eq!(readable(path), "x/ץ%FF.doc");
    }
}
