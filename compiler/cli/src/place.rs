//! Places of files as people and tools count them.

use std::ops::Range;
use std::rc::Rc;

use line_index::{LineIndex, TextSize, WideEncoding};
use sparta::SpanRange;

/// A file that something is said about.
pub(crate) struct Shown {
    /// What it is called from the working folder; `std/…` for the standard library.
    pub(crate) path: String,
    pub(crate) text: Rc<str>,
    pub(crate) is_library: bool,
    lines: LineIndex,
}

/// A place in a file; never outside of its text.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) file: Rc<Shown>,
    /// Byte offsets, between characters.
    pub(crate) range: Range<usize>,
}

/// Where something is, as people count: lines and columns from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) line: u32,
    pub(crate) column: u32,
    /// Bytes from the beginning of the file.
    pub(crate) offset: usize,
}

impl Shown {
    pub(crate) fn new(path: String, text: &str, is_library: bool) -> Self {
        Self { path, text: text.into(), is_library, lines: LineIndex::new(text) }
    }

    fn position(&self, offset: usize) -> Position {
        let size = TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX));
        let place = self.lines.try_line_col(size).and_then(|it| {
            self.lines.to_wide(WideEncoding::Utf32, it).map(|it| (it.line + 1, it.col + 1))
        });
        let (line, column) = place.unwrap_or((1, 1));
        Position { line, column, offset }
    }

    /// The line of an offset, without its end.
    pub(crate) fn line(&self, offset: usize) -> &str {
        let (before, after) = self.text.split_at(offset);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let end = after.find('\n').map_or(self.text.len(), |length| offset + length);
        self.text[start..end].trim_end_matches('\r')
    }
}

impl Place {
    pub(crate) fn new(file: Rc<Shown>, range: SpanRange) -> Self {
        let within = |offset: u32| {
            let offset = usize::try_from(offset).unwrap_or(usize::MAX);
            file.text.floor_char_boundary(offset)
        };
        let start = within(range.start);
        let end = within(range.end).max(start);
        Self { file, range: start..end }
    }

    pub(crate) fn start(&self) -> Position {
        self.file.position(self.range.start)
    }

    pub(crate) fn end(&self) -> Position {
        self.file.position(self.range.end)
    }

    /// `path:line:column`; only the path where there is no text.
    pub(crate) fn written(&self) -> String {
        if self.file.text.is_empty() {
            return self.file.path.clone();
        }
        let Position { line, column, .. } = self.start();
        format!("{}:{line}:{column}", self.file.path)
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use sparta::SpanRange;

    use super::{Place, Position, Shown};

    fn place(text: &str, start: u32, end: u32) -> Place {
        let file = Rc::new(Shown::new("a.sparta".to_owned(), text, false));
        Place::new(file, SpanRange { start, end })
    }

    #[test]
    fn columns_count_characters_and_offsets_bytes() {
        let place = place("a\r\n  größe: 1", 10, 11);
        assert_eq!(place.start(), Position { line: 2, column: 6, offset: 9 });
        assert_eq!(place.end(), Position { line: 2, column: 7, offset: 11 });
        assert_eq!(place.written(), "a.sparta:2:6");
    }

    #[test]
    fn no_place_lies_outside() {
        assert_eq!(place("abc", 7, 9).range, 3..3);
        assert_eq!(place("abc", 2, 1).range, 2..2);
        assert_eq!(place("", 1, 1).written(), "a.sparta");
    }
}
