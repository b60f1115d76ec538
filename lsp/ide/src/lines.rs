//! Where the lines of a file begin.

use line_index::LineIndex;
use sparta_semantics::{Db, File};

/// Where the lines of a file begin: what turns offsets into lines and columns.
#[salsa::tracked]
pub fn line_starts(db: &dyn Db, file: File) -> LineIndex {
    LineIndex::new(file.text(db))
}
