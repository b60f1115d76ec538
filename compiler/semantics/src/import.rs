//! Imports: from a path as written to a file.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::{
    Content, Db, Declaration, File, Finding, Import, ItemKind, Place, Word, declarations, hir,
};

/// The file that a path names, seen from another file. `std/…` is the standard library; everything
/// else is relative to the file that says it.
pub fn resolve_path(from: &str, path: &str) -> String {
    if path.starts_with("std/") {
        return path.to_owned();
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut segments: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    if path.starts_with('/') {
        return path.to_owned();
    }
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." if segments.last().is_some_and(|last| *last != "..") => {
                segments.pop();
            }
            _ => segments.push(segment),
        }
    }
    segments.join("/")
}

/// The file that an import names.
pub fn imported_file<'db>(db: &'db dyn Db, import: Declaration<'db>) -> Option<File> {
    let ItemKind::Import { path, .. } = &hir(db, import).root().kind else { return None };
    if path.is_empty() {
        return None;
    }
    let mut path = resolve_path(import.file(db).path(db), path);
    if path.starts_with("std/") && !path.ends_with(".sparta") {
        path.push_str(".sparta");
    }
    Some(db.file(&path))
}

/// What is wrong with an import itself: its file cannot be used.
pub(crate) fn import_finding<'db>(
    db: &'db dyn Db,
    import: Declaration<'db>,
) -> Option<Finding<'db>> {
    let ItemKind::Import { path, path_range, .. } = &hir(db, import).root().kind else {
        return None;
    };
    let at = Place { declaration: import, range: *path_range };
    let file = imported_file(db, import)?;
    let (name, message, help) = match file.content(db) {
        Content::Text(_) if imports_reach(db, file, import.file(db)) => (
            "import-cycle",
            format!("`{path}` imports this file again"),
            "move what both files need into a third one".to_owned(),
        ),
        Content::Text(_) => return None,
        Content::Missing if path.starts_with("std/") => (
            "missing-file",
            format!("the standard library has no `{path}`"),
            format!("it has {}", library_modules()),
        ),
        Content::Missing => (
            "missing-file",
            format!("there is no file `{path}`"),
            "a path is relative to the file that imports; `std/…` names the standard library"
                .to_owned(),
        ),
        Content::Folder { .. } => (
            "unreadable-file",
            format!("`{path}` is a folder"),
            "name a `.sparta` file in it".to_owned(),
        ),
        Content::Bytes(_) => (
            "unreadable-file",
            format!("`{path}` is not text in UTF-8"),
            "save it as UTF-8".to_owned(),
        ),
        Content::Unreadable(reason) => (
            "unreadable-file",
            format!("`{path}` cannot be read: {reason}"),
            "make it readable for the user who runs the compiler".to_owned(),
        ),
        Content::Outside => (
            "outside-project",
            format!("`{path}` lies outside the project's folder"),
            "copy it into the project: what a stack is made of stays in one folder".to_owned(),
        ),
    };
    Some(Finding::error(name, at, message).with_help(help))
}

fn library_modules() -> String {
    let modules: Vec<String> = sparta_stdlib::files()
        .filter(|(path, _)| !path.contains('/'))
        .map(|(path, _)| format!("`std/{}`", path.trim_end_matches(".sparta")))
        .collect();
    modules.join(", ")
}

/// Whether what is wrong with an import is told at it: files that import each other are told at the
/// one whose path comes first, so that one circle is one finding.
pub(crate) fn is_told_here<'db>(db: &'db dyn Db, import: Declaration<'db>) -> bool {
    let here = import.file(db);
    let Some(file) = imported_file(db, import) else { return true };
    reached(db, file)
        .into_iter()
        .filter(|other| imports_reach(db, *other, here))
        .all(|other| here.path(db) <= other.path(db))
}

/// Whether one file imports another, directly or through others.
fn imports_reach(db: &dyn Db, from: File, to: File) -> bool {
    reached(db, from).contains(&to)
}

/// A file and those that it imports, directly or through others.
fn reached(db: &dyn Db, from: File) -> Vec<File> {
    let mut found = vec![from];
    let mut next = 0;
    while let Some(&file) = found.get(next) {
        next += 1;
        for imported in imported_files(db, file) {
            if !found.contains(imported) {
                found.push(*imported);
            }
        }
    }
    found
}

/// The files that a file imports definitions of, in the order of its imports. A file whose imports
/// make a circle is listed all the same.
#[salsa::tracked(returns(deref))]
pub(crate) fn imported_files(db: &dyn Db, file: File) -> Vec<File> {
    declarations(db, file)
        .iter()
        .filter(|declaration| declaration.word(db) == Word::Import)
        .filter(|import| {
            !matches!(
                &hir(db, **import).root().kind,
                ItemKind::Import { import: Import::Stack, .. }
            )
        })
        .filter_map(|import| imported_file(db, *import))
        .collect()
}

/// A file and all of the project that it imports, each once, the file itself first.
pub fn reachable_files(db: &dyn Db, entry: File) -> Vec<File> {
    let mut seen = FxHashSet::default();
    let mut found = Vec::new();
    let mut open = vec![entry];
    while let Some(file) = open.pop() {
        if file.is_library(db) || !seen.insert(file) {
            continue;
        }
        found.push(file);
        let mut imported = imported_files(db, file).to_vec();
        imported.reverse();
        open.extend(imported);
    }
    found
}

/// The path of what a `Path` or `Code` value names, seen from the file that it is written in.
pub(crate) fn project_path(db: &dyn Db, file: File, path: &str) -> Arc<str> {
    resolve_path(file.path(db), path).into()
}

#[cfg(test)]
mod tests {
    use super::resolve_path;

    #[test]
    fn paths_are_relative_to_the_file_that_says_them() {
        assert_eq!(resolve_path("stacks/shop.sparta", "./worker.sparta"), "stacks/worker.sparta");
        assert_eq!(resolve_path("stacks/shop.sparta", "../net.sparta"), "net.sparta");
        assert_eq!(resolve_path("shop.sparta", "../net.sparta"), "../net.sparta");
        assert_eq!(resolve_path("shop.sparta", "std/schedule"), "std/schedule");
    }
}
