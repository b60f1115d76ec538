//! What the tests of the whole line share: where files come from, and how expectations are written.

pub mod files;
pub mod fuzz;
pub mod judge;
pub mod lsp;
pub mod marker;
pub mod page;
pub mod random;
pub mod reference;
pub mod repository;
pub mod scale;
pub mod trees;

use std::sync::Arc;

use files::Files;
use sparta_diagnostics::Diagnostic;
use sparta_semantics::{Database, Db as _};

/// The example of the book that shows the compiler as a library, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../docs/library.md")]
struct Book;

/// Everything that `spartac check` finds in a program; if that is nothing, what `spartac test` does.
pub fn check(files: Files, entry: &str) -> Vec<Diagnostic> {
    let db = Database::new(Arc::new(files));
    let entry = db.file(entry);
    let mut found = sparta_graph::check_with(&db, entry, &[], sparta_template::findings);
    if found.is_empty() {
        let outcomes = sparta_graph::tests(&db, entry, &[]);
        found.extend(outcomes.into_iter().flat_map(|outcome| outcome.failures));
    }
    found
}

/// The number of the line that an offset lies in, from 1.
pub fn line(text: &str, offset: u32) -> usize {
    let offset = usize::try_from(offset).unwrap_or(usize::MAX).min(text.len());
    text.as_bytes()[..offset].split(|byte| *byte == b'\n').count()
}
