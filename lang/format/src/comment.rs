//! The comments of a text, in their order.

use sparta_syntax::{Node, SyntaxKind};

/// A comment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Comment<'t> {
    pub start: usize,
    /// Without the blanks at its end.
    pub text: &'t str,
    /// Whether it goes to the end of the line.
    pub is_line: bool,
    /// How many line breaks stand before it and after it, blanks aside; 2 stands for more.
    pub breaks_before: usize,
    pub breaks_after: usize,
    /// Whether nothing but comments follows on its line.
    pub ends_line: bool,
}

/// All comments; those inside of strings are part of these.
pub(crate) fn comments<'t>(text: &'t str, root: Node<'_>) -> Vec<Comment<'t>> {
    let mut comments: Vec<Comment<'t>> = root
        .all_tokens()
        .filter(|token| token.kind() != SyntaxKind::Whitespace && token.kind().is_trivia())
        .map(|token| {
            let (start, end) =
                (usize::from(token.text_range().start()), usize::from(token.text_range().end()));
            let is_line = token.kind() != SyntaxKind::BlockComment;
            let breaks_after = breaks_after(text, end);
            Comment {
                start,
                text: text[start..end].trim_end(),
                is_line,
                breaks_before: breaks_before(text, start),
                breaks_after,
                ends_line: is_line || breaks_after > 0,
            }
        })
        .collect();
    for index in (1..comments.len()).rev() {
        let next = comments[index];
        let before = &mut comments[index - 1];
        let between = &text[before.start + before.text.len()..next.start];
        before.ends_line |= next.ends_line && between.chars().all(is_blank);
    }
    comments
}

/// The line breaks before a place, up to 2.
pub(crate) fn breaks_before(text: &str, at: usize) -> usize {
    breaks(text[..at].chars().rev())
}

fn breaks_after(text: &str, at: usize) -> usize {
    breaks(text[at..].chars())
}

fn breaks(characters: impl Iterator<Item = char>) -> usize {
    characters
        .take_while(|character| is_blank(*character))
        .filter(|character| *character == '\n')
        .take(2)
        .count()
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || character == '\u{feff}'
}
