//! Where the files of a test come from.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use sparta_semantics::{Content, Source};

/// Files that are given as text, then those of a folder. A path that neither has and that has no
/// extension is a folder of code, so that no test needs real code.
#[derive(Default)]
pub struct Files {
    texts: Vec<(String, String)>,
    folder: Option<PathBuf>,
}

impl Files {
    /// The files of a folder.
    pub fn folder(folder: &Path) -> Self {
        Self { texts: Vec::new(), folder: Some(folder.to_owned()) }
    }

    /// One file, given as text.
    pub fn text(path: &str, text: &str) -> Self {
        Self::texts([(path.to_owned(), text.to_owned())])
    }

    /// Files that are given as text, by their paths.
    pub fn texts(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { texts: texts.into_iter().collect(), folder: None }
    }

    /// These files, some of them with another text.
    #[must_use]
    pub fn and(mut self, texts: impl IntoIterator<Item = (String, String)>) -> Self {
        self.texts.extend(texts);
        self
    }
}

impl Source for Files {
    fn read(&self, path: &str) -> Content {
        if path.starts_with("..") || path.starts_with('/') {
            return Content::Outside;
        }
        if let Some((_, text)) = self.texts.iter().find(|(name, _)| name == path) {
            return Content::Text(text.as_str().into());
        }
        if let Some(bytes) =
            self.folder.as_ref().and_then(|folder| std::fs::read(folder.join(path)).ok())
        {
            return match String::from_utf8(bytes) {
                Ok(text) => Content::Text(text.into()),
                Err(error) => Content::Bytes(error.into_bytes().into()),
            };
        }
        if Path::new(path).extension().is_some() {
            return Content::Missing;
        }
        let mut hash = String::new();
        for byte in Sha256::digest(path) {
            write!(hash, "{byte:02x}").expect("a string takes all");
        }
        Content::Folder { hash: hash.into() }
    }
}
