//! Positions of the protocol and offsets of texts: the only place where one becomes the other.
//!
//! Nothing lies outside: a line beyond the last is the end of the text, a column beyond a line its end,
//! and what would fall into a character falls before it.

use line_index::{LineCol, LineIndex, TextRange, TextSize, WideEncoding};
use tower_lsp::ls_types::{Position, PositionEncodingKind, Range};

/// In what the columns of positions are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Encoding {
    Utf8,
    /// What every client understands.
    #[default]
    Utf16,
}

impl Encoding {
    /// What the protocol calls it.
    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    /// The length of a character.
    fn width(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
        }
    }

    /// The offset of a position.
    pub(crate) fn offset(self, text: &str, position: Position) -> TextSize {
        let start = line_start(text, position.line);
        let line = line_at(text, start);
        let mut left = usize::try_from(position.character).unwrap_or(usize::MAX);
        let mut column = 0;
        for character in line.chars() {
            let width = self.width(character);
            if left < width {
                break;
            }
            left -= width;
            column += character.len_utf8();
        }
        size(start + column)
    }

    /// The offsets of a range; one whose end lies before its start is empty.
    pub(crate) fn offsets(self, text: &str, range: Range) -> TextRange {
        let start = self.offset(text, range.start);
        TextRange::new(start, self.offset(text, range.end).max(start))
    }

    /// The position of an offset.
    pub(crate) fn position(self, text: &str, lines: &LineIndex, offset: TextSize) -> Position {
        let offset = size(text.floor_char_boundary(offset.into()));
        let Some(at) = lines.try_line_col(offset) else { return Position::default() };
        match self {
            Self::Utf8 => Position::new(at.line, at.col),
            Self::Utf16 => wide(lines, at),
        }
    }

    /// The positions of a range.
    pub(crate) fn range(self, text: &str, lines: &LineIndex, range: TextRange) -> Range {
        let position = |offset| self.position(text, lines, offset);
        Range::new(position(range.start()), position(range.end()))
    }
}

fn wide(lines: &LineIndex, at: LineCol) -> Position {
    let at = lines.to_wide(WideEncoding::Utf16, at);
    at.map_or_else(Position::default, |at| Position::new(at.line, at.col))
}

/// Where a line begins; the end of the text if there are not so many.
fn line_start(text: &str, line: u32) -> usize {
    let Some(before) = usize::try_from(line).ok().and_then(|line| line.checked_sub(1)) else {
        return 0;
    };
    memchr::memchr_iter(b'\n', text.as_bytes()).nth(before).map_or(text.len(), |at| at + 1)
}

/// The line that begins at an offset, without its end.
fn line_at(text: &str, start: usize) -> &str {
    let rest = &text[start..];
    let line = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest, |end| &rest[..end]);
    line.strip_suffix('\r').unwrap_or(line)
}

fn size(offset: usize) -> TextSize {
    TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use line_index::{LineIndex, TextSize};
    use tower_lsp::ls_types::{Position, Range};

    use super::Encoding;

    const TEXT: &str = "a é 𝒳\r\n\tb\n\nz";

    fn at(encoding: Encoding, line: u32, character: u32) -> &'static str {
        &TEXT[encoding.offset(TEXT, Position::new(line, character)).into()..]
    }

    #[test]
    fn columns_are_counted_in_what_was_agreed_on() {
        assert_eq!(at(Encoding::Utf8, 0, 5), "𝒳\r\n\tb\n\nz");
        assert_eq!(at(Encoding::Utf16, 0, 4), "𝒳\r\n\tb\n\nz");
        assert_eq!(at(Encoding::Utf8, 0, 9), "\r\n\tb\n\nz");
        assert_eq!(at(Encoding::Utf16, 0, 6), "\r\n\tb\n\nz");
        assert_eq!(at(Encoding::Utf16, 1, 1), "b\n\nz");
    }

    #[test]
    fn nothing_lies_outside() {
        assert_eq!(at(Encoding::Utf8, 0, 99), "\r\n\tb\n\nz");
        assert_eq!(at(Encoding::Utf8, 0, 7), "𝒳\r\n\tb\n\nz");
        assert_eq!(at(Encoding::Utf16, 0, 5), "𝒳\r\n\tb\n\nz");
        assert_eq!(at(Encoding::Utf16, 2, 7), "\nz");
        assert_eq!(at(Encoding::Utf16, u32::MAX, u32::MAX), "");
        let backwards = Range::new(Position::new(1, 1), Position::new(0, 0));
        assert!(Encoding::Utf8.offsets(TEXT, backwards).is_empty());
        let lines = LineIndex::new(TEXT);
        let beyond = Encoding::Utf16.position(TEXT, &lines, TextSize::new(99));
        assert_eq!(beyond, Position::new(3, 1));
    }

    #[test]
    fn an_offset_comes_back_from_its_position() {
        let lines = LineIndex::new(TEXT);
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            for (offset, character) in TEXT.char_indices().filter(|(_, it)| *it != '\n') {
                let offset = TextSize::new(u32::try_from(offset).expect("a short text"));
                let position = encoding.position(TEXT, &lines, offset);
                assert_eq!(encoding.offset(TEXT, position), offset, "{character:?}");
            }
        }
        let end = Encoding::Utf16.position("a\n", &LineIndex::new("a\n"), TextSize::new(2));
        assert_eq!(end, Position::new(1, 0));
    }
}
