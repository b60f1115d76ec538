//! Places in files, and edits of them.

use sparta_diagnostics::{TextRange, TextSize};
use sparta_semantics::File;

/// Where a cursor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FilePosition {
    pub file: File,
    /// Bytes from the begin of the file; one beyond its end is its end.
    pub offset: TextSize,
}

/// A range of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FileRange {
    pub file: File,
    pub range: TextRange,
}

/// Something that can be gone to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    pub file: File,
    /// All of it.
    pub range: TextRange,
    /// Its name, or what else the cursor goes to; inside of `range`.
    pub focus: TextRange,
}

/// Replaces a range of a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TextEdit {
    pub range: TextRange,
    pub text: String,
}

/// Edits of several files; those of one file do not overlap and are sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkspaceEdit {
    pub edits: Vec<(File, Vec<TextEdit>)>,
}
