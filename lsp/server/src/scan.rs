//! Which programs lie in a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use rustc_hash::FxHashMap;

/// More files than this are not listed; the others are known when they are opened or imported.
const MOST_FILES: usize = 20_000;
/// More entries than this are not looked at.
const MOST_ENTRIES: usize = 500_000;

/// The `.sparta` files below a folder by the folder of their project, sorted. What git ignores, and what
/// is hidden, is not looked at.
pub(crate) fn scan(folder: &Path) -> BTreeMap<PathBuf, Vec<PathBuf>> {
    let mut projects: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    let mut project_of: FxHashMap<PathBuf, PathBuf> = FxHashMap::default();
    let walk = WalkBuilder::new(folder).require_git(false).build();
    let entries = walk.take(MOST_ENTRIES).filter_map(Result::ok);
    let is_file = |it: &ignore::DirEntry| it.file_type().is_some_and(|kind| !kind.is_dir());
    let files = entries.filter(is_file).map(ignore::DirEntry::into_path);
    for file in files.filter(|it| is_program(it)).take(MOST_FILES) {
        let parent = file.parent().unwrap_or(folder);
        let project = project_of
            .entry(parent.to_owned())
            .or_insert_with(|| sparta::project_folder(parent).unwrap_or(folder).to_owned());
        projects.entry(project.clone()).or_default().push(file);
    }
    projects.values_mut().for_each(|files| files.sort());
    projects
}

/// Whether a path looks like a program.
pub(crate) fn is_program(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "sparta")
}
