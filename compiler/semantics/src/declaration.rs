//! The pieces of a file: what an edit invalidates, and what is looked at no sooner than needed.

use std::sync::Arc;

use compact_str::CompactString;
use sparta_diagnostics::{TextRange, TextSize};
pub use sparta_syntax::Word;

use crate::{Db, File};

/// One top-level declaration of a file, unread but for its head.
#[salsa::tracked(debug)]
pub struct Declaration<'db> {
    #[returns(copy)]
    pub file: File,
    #[returns(copy)]
    pub word: Word,
    /// What it declares; the type of an `extend`, the title of a test, nothing for an import.
    #[returns(ref)]
    pub name: Arc<str>,
    /// The text from its first attribute, doc comment or word on. Positions inside are relative to
    /// that, so that an edit elsewhere in the file leaves everything computed from it as it is.
    #[tracked]
    #[returns(ref)]
    pub text: CompactString,
    /// Where that text begins in the file. Only what shows places to people may read it.
    #[tracked]
    #[returns(copy)]
    pub start: TextSize,
}

/// The declarations of a file, in their order.
#[salsa::tracked(returns(deref))]
pub fn declarations<'db>(db: &'db dyn Db, file: File) -> Vec<Declaration<'db>> {
    let text = file.text(db);
    sparta_syntax::split(text)
        .into_iter()
        .map(|chunk| {
            let name = chunk.head.name.map_or("", |range| &text[range]);
            Declaration::new(
                db,
                file,
                chunk.head.word,
                name.trim_matches('"').into(),
                CompactString::from(&text[TextRange::new(chunk.head.start, chunk.range.end())]),
                chunk.head.start,
            )
        })
        .collect()
}
