//! Files as inputs.

use std::sync::Arc;

/// A path and what was found there.
#[salsa::input(debug)]
pub struct File {
    /// Relative to the project's folder, normalised, with `/`; `std/…` for the standard library.
    #[returns(ref)]
    pub path: Arc<str>,
    #[returns(ref)]
    pub content: Content,
}

/// What lies at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A readable file in UTF-8.
    Text(Arc<str>),
    /// A readable file that is not UTF-8.
    Bytes(Arc<[u8]>),
    /// A folder; the hash covers the names and contents of all that lies in it.
    Folder { hash: Arc<str> },
    /// Nothing.
    Missing,
    /// Something that cannot be read, and why.
    Unreadable(Arc<str>),
    /// A path outside the project's folder, which no program may reach.
    Outside,
}

impl File {
    /// The text of the file, empty if there is none.
    pub fn text(self, db: &dyn crate::Db) -> &str {
        match self.content(db) {
            Content::Text(text) => text,
            Content::Bytes(_)
            | Content::Folder { .. }
            | Content::Missing
            | Content::Unreadable(_)
            | Content::Outside => "",
        }
    }

    /// Whether this is a file of the standard library.
    pub fn is_library(self, db: &dyn crate::Db) -> bool {
        self.path(db).starts_with("std/")
    }
}
