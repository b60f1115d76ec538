//! Files as the editor has them: what is open wins over the disk.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;
use sparta::{Content, DiskFiles, Listed, Source};

/// Texts that are open, over the files of a folder.
pub(crate) struct Buffers {
    open: Mutex<FxHashMap<String, Content>>,
    /// None for a document that lies in no folder.
    disk: Option<DiskFiles>,
}

impl Buffers {
    pub(crate) fn new(disk: Option<DiskFiles>) -> Self {
        Self { open: Mutex::default(), disk }
    }

    /// Puts a text over what lies at a path.
    pub(crate) fn open(&self, path: &str, content: Content) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.insert(path.to_owned(), content);
    }

    /// Takes the text away again.
    pub(crate) fn close(&self, path: &str) {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).remove(path);
    }
}

impl Source for Buffers {
    fn read(&self, path: &str) -> Content {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        open.unwrap_or_else(|| match &self.disk {
            Some(disk) => disk.read(path),
            None => Content::Missing,
        })
    }

    fn list(&self, folder: &str) -> Vec<Listed> {
        self.disk.as_ref().map_or_else(Vec::new, |disk| disk.list(folder))
    }
}
