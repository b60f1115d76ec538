//! Which programs lie in a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::{DirEntry, WalkBuilder};
use rustc_hash::FxHashMap;
use sparta::{Content, DiskFiles, Source as _};

use crate::project;

/// More files than this are not listed; the others are known when they are opened or imported.
const MOST_FILES: usize = 20_000;
/// More entries than this are not looked at.
const MOST_ENTRIES: usize = 500_000;

/// The programs of a project: what they are called there, and what they hold.
pub(crate) type Found = Vec<(Arc<str>, Content)>;

/// The `.sparta` files below a folder by the folder of their project. What git ignores, and what is
/// hidden, is not looked at.
pub(crate) fn scan(folder: &Path) -> BTreeMap<PathBuf, Found> {
    let mut projects: BTreeMap<PathBuf, (DiskFiles, Found)> = BTreeMap::new();
    let mut roots: FxHashMap<PathBuf, PathBuf> = FxHashMap::default();
    for file in programs(folder).take(MOST_FILES) {
        let parent = file.parent().unwrap_or(folder);
        let root = roots
            .entry(parent.to_owned())
            .or_insert_with(|| sparta::project_folder(parent).unwrap_or(folder).to_owned());
        let Some(path) = project::path_in(root, &file) else { continue };
        let (disk, found) =
            projects.entry(root.clone()).or_insert_with(|| (project::disk(root), Found::new()));
        let content = disk.read(&path);
        found.push((path, content));
    }
    projects.into_iter().map(|(root, (_, found))| (root, found)).collect()
}

fn programs(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let walk = WalkBuilder::new(folder).require_git(false).build();
    let entries = walk.take(MOST_ENTRIES).filter_map(Result::ok);
    let is_file = |it: &DirEntry| it.file_type().is_some_and(|kind| !kind.is_dir());
    entries.filter(is_file).map(DirEntry::into_path).filter(|it| is_program(it))
}

/// Whether a path looks like a program.
pub(crate) fn is_program(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "sparta")
}
