//! A folder of programs: its database, and which of its files are known.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use memchr::memmem;
use rustc_hash::FxHashMap;
use sparta::{Content, DiskFiles, Source as _};
use sparta_ide::{Database, Db as _, File};

use crate::buffers::Buffers;
use crate::document::Opened;
use crate::scan::{self, Found};
use crate::uri;

/// What a document is called that lies in no folder.
const UNTITLED: &str = "untitled.sparta";

/// What a file is called in the project of a folder; none if it lies elsewhere, or where the standard
/// library is for the compiler.
pub(crate) fn path_in(root: &Path, file: &Path) -> Option<Arc<str>> {
    let path = uri::below(root, file)?;
    (!path.starts_with("std/")).then(|| path.into())
}

/// The files in a folder. Its folders of code are there or not, and nobody looks into them.
pub(crate) fn disk(root: &Path) -> DiskFiles {
    DiskFiles::new(root).without_folder_hashes()
}

/// A folder of programs, or a document that lies in none.
pub(crate) struct Project {
    /// None for a document that lies in no folder.
    pub(crate) root: Option<Arc<Path>>,
    pub(crate) db: Database,
    pub(crate) listing: sparta_ide::Project,
    /// The documents of it that are open, by their paths.
    pub(crate) open: Arc<FxHashMap<Arc<str>, Opened>>,
    buffers: Arc<Buffers>,
    /// The paths of the programs on the disk, as far as they are known.
    on_disk: BTreeSet<Arc<str>>,
    /// What the listing names.
    listed: BTreeSet<Arc<str>>,
    /// How many texts the database has seen.
    pub(crate) changes: usize,
}

impl Project {
    /// The project in a folder, of whose files nothing is known.
    pub(crate) fn new(root: Option<PathBuf>) -> Self {
        let disk = root.as_deref().map(disk);
        let buffers = Arc::new(Buffers::new(disk));
        let db = Database::new(Arc::clone(&buffers) as Arc<dyn sparta::Source>);
        let listing = sparta_ide::Project::new(&db, Arc::default());
        Self {
            root: root.map(Into::into),
            db,
            listing,
            open: Arc::default(),
            buffers,
            on_disk: BTreeSet::new(),
            listed: BTreeSet::new(),
            changes: 0,
        }
    }

    /// What a file is called in the project; none if it is not part of it.
    pub(crate) fn path(&self, file: &Path) -> Option<Arc<str>> {
        path_in(self.root.as_deref()?, file)
    }

    /// What the only document is called in a project that is no folder.
    pub(crate) fn untitled() -> Arc<str> {
        UNTITLED.into()
    }

    /// Begins anew with the same files: what is computed of texts that are gone is not all forgotten by
    /// the database, so one that has seen many texts is exchanged. Gives the old one, whose end takes a
    /// moment.
    pub(crate) fn renew(&mut self) -> Database {
        let db = Database::new(Arc::clone(&self.buffers) as Arc<dyn sparta::Source>);
        for path in self.listed.iter().chain(&self.read_by_programs()) {
            db.offer(path, self.db.file(path).content(&self.db).clone());
        }
        let files: Arc<[File]> = self.listed.iter().map(|path| db.file(path)).collect();
        self.listing = sparta_ide::Project::new(&db, files);
        self.changes = 0;
        std::mem::replace(&mut self.db, db)
    }

    /// Puts a document over what lies on the disk.
    pub(crate) fn open(&mut self, path: &Arc<str>, opened: Opened, text: &str) {
        Arc::make_mut(&mut self.open).insert(Arc::clone(path), opened);
        self.write(path, text);
        self.list();
    }

    /// Changes the text of an open document.
    pub(crate) fn change(&mut self, path: &Arc<str>, version: i32, text: &str) {
        if let Some(opened) = Arc::make_mut(&mut self.open).get_mut(path) {
            opened.version = version;
        }
        self.write(path, text);
    }

    fn write(&mut self, path: &str, text: &str) {
        let content = Content::Text(text.into());
        self.buffers.open(path, content.clone());
        self.set(path, content);
    }

    /// Returns to what lies on the disk.
    pub(crate) fn close(&mut self, path: &Arc<str>) {
        Arc::make_mut(&mut self.open).remove(path);
        self.buffers.close(path);
        self.reread(path);
        self.list();
    }

    /// Something changed on the disk; an open document wins all the same.
    pub(crate) fn changed_on_disk(&mut self, paths: &[Arc<str>]) {
        let all: Vec<_> = paths.iter().flat_map(|path| self.at_or_below(path)).collect();
        for path in all {
            if scan::is_program(Path::new(&*path)) {
                self.look_for(&path);
            }
            self.reread(&path);
        }
        self.list();
    }

    /// A path and, as it may be a folder that is gone, what is known to lie in it.
    fn at_or_below(&self, path: &Arc<str>) -> BTreeSet<Arc<str>> {
        let below = |it: &Arc<str>| it.strip_prefix(&**path).is_some_and(|it| it.starts_with('/'));
        let asked = self.db.asked_paths().into_iter().filter(below);
        let listed = self.on_disk.iter().filter(|it| below(it)).cloned();
        asked.chain(listed).chain([Arc::clone(path)]).collect()
    }

    /// The files and folders that programs read beside other programs. What was asked for may only have
    /// been the begin of what somebody was writing: it counts if it is there, or named still.
    pub(crate) fn read_by_programs(&self) -> BTreeSet<Arc<str>> {
        let texts: Vec<&str> =
            self.listing.files(&self.db).iter().map(|file| file.text(&self.db)).collect();
        let is_named = |path: &str| {
            let name = path.rsplit('/').next().unwrap_or(path);
            let written = [format!("/{name}\""), format!("\"{name}\"")];
            let is_in = |text: &&str| {
                written.iter().any(|it| memmem::find(text.as_bytes(), it.as_bytes()).is_some())
            };
            texts.iter().any(is_in)
        };
        let is_there = |path: &str| *self.db.file(path).content(&self.db) != Content::Missing;
        let is_other = |path: &str| !path.starts_with("std/") && !path.ends_with(".sparta");
        let asked = self.db.asked_paths().into_iter().filter(|path| is_other(path));
        asked.filter(|path| is_there(path) || is_named(path)).collect()
    }

    /// Notes whether a program is on the disk.
    fn look_for(&mut self, path: &Arc<str>) {
        let there = self.root.as_deref().is_some_and(|root| root.join(&**path).is_file());
        if there {
            self.on_disk.insert(Arc::clone(path));
        } else {
            self.on_disk.remove(path);
        }
    }

    /// Reads again what lies at a path, if anything has ever asked for it.
    fn reread(&mut self, path: &str) {
        if self.db.asked(path).is_some() {
            self.set(path, self.buffers.read(path));
        }
    }

    /// The programs that were found on the disk.
    pub(crate) fn found(&mut self, found: Found) {
        for (path, content) in found {
            self.db.offer(&path, content);
            self.on_disk.insert(path);
        }
        self.list();
    }

    /// Changes an input, unless nothing changes: writing stops all who read.
    fn set(&mut self, path: &str, content: Content) {
        if *self.db.file(path).content(&self.db) != content {
            self.changes += 1;
            self.db.set_content(path, content);
        }
    }

    /// Lists the programs: those on the disk and those that are open.
    fn list(&mut self) {
        let mut listed = self.on_disk.clone();
        listed.extend(self.open.keys().cloned());
        if listed != self.listed {
            let files: Arc<[File]> = listed.iter().map(|path| self.db.file(path)).collect();
            self.listing.replace(&mut self.db, files);
            self.listed = listed;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr as _;

    use tower_lsp::ls_types::Uri;

    use super::Project;
    use crate::document::Opened;

    #[test]
    fn a_project_begins_anew_with_the_same_files() {
        let mut project = Project::new(None);
        let uri = Uri::from_str("untitled:a").expect("a URI");
        let path = Project::untitled();
        project.open(&path, Opened { uri, version: 1 }, "let a = b\n");
        project.change(&path, 2, "let a = c\n");
        let found = |project: &Project| {
            let file = project.listing.files(&project.db)[0];
            sparta_ide::diagnostics(&project.db, project.listing, file)
        };
        let before = found(&project);
        assert!(project.changes > 0 && !before.is_empty());
        drop(project.renew());
        assert_eq!(found(&project), before);
        assert_eq!(project.changes, 0);
        project.change(&path, 3, "let a = 1\noutput b: a\n");
        assert_ne!(found(&project), before);
    }
}
