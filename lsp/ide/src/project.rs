//! The files of a project.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use sparta_semantics::{Database, Db, File, Word, declarations, reachable_files};

/// The `.sparta` files of a project's folder, on the disk or in an editor.
#[salsa::input(debug)]
pub struct Project {
    /// Sorted by path. What is not listed may still be reached by imports.
    #[returns(ref)]
    pub files: Arc<[File]>,
}

impl Project {
    /// Lists other files.
    pub fn replace(self, db: &mut Database, files: Arc<[File]>) {
        use salsa::Setter as _;
        self.set_files(db).to(files);
    }
}

/// From each file to the entry files of the programs that it is part of, in the order of their paths.
#[salsa::tracked]
fn programs<'db>(db: &'db dyn Db, project: Project) -> FxHashMap<File, Vec<File>> {
    let files = project.files(db);
    let mut importers: FxHashMap<File, Vec<File>> = FxHashMap::default();
    for &entry in files.iter() {
        for file in reachable_files(db, entry) {
            importers.entry(file).or_default().push(entry);
        }
    }
    let is_entry = |file: &File| {
        is_stack(db, *file) || importers.get(file).is_none_or(|entries| entries.len() == 1)
    };
    let only_entries =
        |entries: &[File]| entries.iter().filter(|it| is_entry(it)).copied().collect();
    importers.iter().map(|(file, entries)| (*file, only_entries(entries))).collect()
}

/// Whether a file declares what a stack is made of, and not definitions alone.
fn is_stack(db: &dyn Db, file: File) -> bool {
    declarations(db, file).iter().any(|declaration| {
        matches!(
            declaration.word(db),
            Word::Stack | Word::Resource | Word::Construct | Word::Output | Word::Environment
        )
    })
}

/// The entry files of the programs that a file is part of: its own if it is one, and those that import
/// it. One that the project does not list is the entry file of its own program.
pub(crate) fn entries(db: &dyn Db, project: Project, file: File) -> Vec<File> {
    let entries = programs(db, project).get(&file).cloned().unwrap_or_default();
    if entries.is_empty() { vec![file] } else { entries }
}

/// The other files of the project that belong to a program which a file belongs to, in the order of their paths.
pub fn related_files(db: &dyn Db, project: Project, file: File) -> Vec<File> {
    let mut related: Vec<File> = entries(db, project, file)
        .into_iter()
        .flat_map(|entry| reachable_files(db, entry))
        .filter(|other| *other != file)
        .collect();
    related.sort_by_key(|file| file.path(db));
    related.dedup();
    related
}
