//! The one concrete database.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use salsa::Durability;

use crate::file::{Content, File};

/// Where files come from: the disk, an editor's buffers, memory. All I/O above `package`.
pub trait Source: Send + Sync {
    /// What lies at a path, which is relative to the project's folder, normalised, with `/`.
    fn read(&self, path: &str) -> Content;

    /// What lies in a folder, sorted by name: proposals while a path is written.
    fn list(&self, _folder: &str) -> Vec<Listed> {
        Vec::new()
    }
}

/// What lies in a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    pub name: String,
    pub is_folder: bool,
}

/// The compiler's state: inputs, and everything computed from them. A clone is a snapshot.
#[salsa::db]
#[derive(Clone)]
pub struct Database {
    source: Arc<dyn Source>,
    files: Arc<Mutex<FxHashMap<Arc<str>, File>>>,
    /// Last, so that it is dropped last.
    storage: salsa::Storage<Self>,
}

#[salsa::db]
impl salsa::Database for Database {}

#[salsa::db]
impl crate::Db for Database {
    fn list(&self, folder: &str) -> Vec<Listed> {
        self.source.list(folder)
    }

    fn file(&self, path: &str) -> File {
        self.file_or(path, |path| self.source.read(path))
    }
}

impl Database {
    /// The file at a path; if nothing has asked for it yet, with what is found there.
    fn file_or(&self, path: &str, read: impl FnOnce(&str) -> Content) -> File {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = files.get(path) {
            return *file;
        }
        let path: Arc<str> = path.into();
        // What never changes is not remembered as a reason to compute something anew.
        let (content, durability) = match path.strip_prefix("std/") {
            Some(rest) => match sparta_stdlib::file(rest) {
                Some(text) => (Content::Text(text.into()), Durability::NEVER_CHANGE),
                None => (Content::Missing, Durability::NEVER_CHANGE),
            },
            None => (read(&path), Durability::LOW),
        };
        let file = File::builder(path.clone(), content)
            .path_durability(Durability::NEVER_CHANGE)
            .content_durability(durability)
            .new(self);
        files.insert(path, file);
        file
    }

    /// A database over a source of files.
    pub fn new(source: Arc<dyn Source>) -> Self {
        Self { source, files: Arc::default(), storage: salsa::Storage::default() }
    }

    /// A database that tells `observe` the name of every query it runs: the proof of incrementality.
    pub fn observed(
        source: Arc<dyn Source>,
        observe: impl Fn(String) + Send + Sync + 'static,
    ) -> Self {
        let storage = salsa::Storage::new(Some(Box::new(move |event: salsa::Event| {
            if let salsa::EventKind::WillExecute { database_key } = event.kind {
                observe(format!("{database_key:?}"));
            }
        })));
        Self { source, files: Arc::default(), storage }
    }

    /// Says what lies at a path, so that it need not be read when something asks for it.
    pub fn offer(&self, path: &str, content: Content) {
        self.file_or(path, |_| content);
    }

    /// The file at a path, if something has asked for it.
    pub fn asked(&self, path: &str) -> Option<File> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).get(path).copied()
    }

    /// The paths that something has asked for, sorted.
    pub fn asked_paths(&self) -> Vec<Arc<str>> {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let mut paths: Vec<Arc<str>> = files.keys().cloned().collect();
        paths.sort_unstable();
        paths
    }

    /// Changes what lies at a path. The standard library stays as it is.
    pub fn set_content(&mut self, path: &str, content: Content) {
        use salsa::Setter as _;
        if path.starts_with("std/") {
            return;
        }
        let file = crate::Db::file(self, path);
        file.set_content(self).to(content);
    }
}
