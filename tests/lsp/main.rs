//! The language server through the protocol: a file for each part of it.

mod abuse;
mod call_hierarchy;
mod code_action;
mod commands;
mod completion;
mod diagnostics;
mod documents;
mod hints;
mod lifecycle;
mod methods;
mod navigation;
mod projects;
mod rename;
mod structure;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, process};

use serde_json::{Value, json};

/// The capabilities of a client that asks for diagnostics.
pub(crate) static PULLS: LazyLock<Value> =
    LazyLock::new(|| json!({ "textDocument": { "diagnostic": {} } }));

/// A folder of programs that is there as long as a test runs.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// A folder with files, which lie at paths below it. It is a project.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("spartac-lsp-{}-{number}", process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let folder = Self(folder.canonicalize().expect("it is there"));
        folder.write("sparta.toml", "");
        files.iter().for_each(|(path, text)| folder.write(path, text));
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let file = self.0.join(path);
        fs::create_dir_all(file.parent().expect("it lies in the folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.0.join(path)).expect("it is there");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}
