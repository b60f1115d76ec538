//! A text that the client has open.

use std::sync::Arc;

use tower_lsp::ls_types::{TextDocumentContentChangeEvent, Uri};

use crate::convert::Encoding;

/// A text that the client has open, which it alone may change.
pub(crate) struct Document {
    pub(crate) text: String,
    /// The folder of its project.
    pub(crate) project: ProjectId,
    /// What it is called there.
    pub(crate) path: Arc<str>,
    /// The number of the change that it was last part of.
    pub(crate) changed: i64,
}

/// Which project is meant: numbers are not used twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ProjectId(pub(crate) usize);

/// What the client calls a document, and which state of it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Opened {
    pub(crate) uri: Uri,
    pub(crate) version: i32,
}

/// Applies changes in their order, each to what the one before it left.
pub(crate) fn apply(
    text: &mut String,
    encoding: Encoding,
    changes: Vec<TextDocumentContentChangeEvent>,
) {
    for change in changes {
        match change.range {
            Some(range) => {
                let range = encoding.offsets(text, range);
                text.replace_range(std::ops::Range::<usize>::from(range), &change.text);
            }
            None => *text = change.text,
        }
    }
}

#[cfg(test)]
mod tests {
    use tower_lsp::ls_types::{Position, Range, TextDocumentContentChangeEvent};

    use super::apply;
    use crate::convert::Encoding;

    fn change(from: (u32, u32), to: (u32, u32), text: &str) -> TextDocumentContentChangeEvent {
        let range = Range::new(Position::new(from.0, from.1), Position::new(to.0, to.1));
        TextDocumentContentChangeEvent {
            range: Some(range),
            range_length: None,
            text: text.to_owned(),
        }
    }

    #[test]
    fn each_change_is_of_what_the_one_before_it_left() {
        let mut text = "𝒳 = 1\nb = 2\n".to_owned();
        let changes = vec![
            change((0, 5), (0, 6), "10\n"),
            change((1, 0), (1, 0), "# b\n"),
            change((9, 9), (9, 9), "c = 3"),
        ];
        apply(&mut text, Encoding::Utf16, changes);
        assert_eq!(text, "𝒳 = 10\n# b\n\nb = 2\nc = 3");
    }

    #[test]
    fn a_change_without_a_range_is_the_whole_text() {
        let mut text = "a".to_owned();
        let whole =
            TextDocumentContentChangeEvent { range: None, range_length: None, text: "b".into() };
        apply(&mut text, Encoding::Utf8, vec![whole, change((0, 1), (0, 1), "c")]);
        assert_eq!(text, "bc");
    }
}
