//! What a selection grows to, step by step.

use sparta_diagnostics::{TextRange, TextSize};
use sparta_semantics::Db;
use sparta_syntax::{NodeOrToken, SyntaxKind, SyntaxNode, SyntaxToken, parse_declaration};

use crate::FilePosition;
use crate::observation::declaration_at;

/// What stands around a position, from the word to the file: each range holds the one before it and is
/// larger.
pub fn selection_ranges(db: &dyn Db, at: FilePosition) -> Vec<TextRange> {
    let text = at.file.text(db);
    let end = TextSize::of(text);
    let offset = at.offset.min(end);
    let mut ranges = Vec::new();
    if let Some((declaration, inside)) = declaration_at(db, FilePosition { offset, ..at }) {
        let start = declaration.start(db);
        if inside + start == offset {
            let root = parse_declaration(declaration.text(db)).syntax();
            ranges.extend(ranges_at(&root, inside).into_iter().map(|range| range + start));
        }
    }
    ranges.push(TextRange::up_to(end));
    let mut grown: Vec<TextRange> = Vec::new();
    for range in ranges {
        let grows = grown.last().is_none_or(|last| range.contains_range(*last) && range != *last);
        if grows && range.contains_inclusive(offset) {
            grown.push(range);
        }
    }
    grown
}

fn ranges_at(root: &SyntaxNode, offset: TextSize) -> Vec<TextRange> {
    let Some(token) = token_at(root, offset) else { return Vec::new() };
    let mut ranges = Vec::new();
    if token.kind() != SyntaxKind::Whitespace {
        ranges.push(token.text_range());
    }
    for node in token.parent_ancestors().filter(|node| node.kind() != SyntaxKind::SourceFile) {
        ranges.extend(between_brackets(&node));
        ranges.push(without_trivia(&node));
        ranges.push(node.text_range());
    }
    ranges
}

/// Of two tokens that meet at an offset the one that says more.
fn token_at(root: &SyntaxNode, offset: TextSize) -> Option<SyntaxToken> {
    let says = |token: &SyntaxToken| match token.kind() {
        SyntaxKind::Whitespace => 0,
        kind if kind.is_trivia() => 1,
        SyntaxKind::Ident | SyntaxKind::StringText => 3,
        _ => 2,
    };
    root.token_at_offset(offset).max_by_key(says)
}

/// What stands between the brackets or quotes that a node begins and ends with.
fn between_brackets(node: &SyntaxNode) -> Option<TextRange> {
    let is_part = |it: &sparta_syntax::SyntaxElement| !it.kind().is_trivia();
    let solid: Vec<_> = node.children_with_tokens().filter(is_part).collect();
    let [first, inside @ .., last] = &solid[..] else { return None };
    let opens = matches!(
        first.kind(),
        SyntaxKind::LBrace
            | SyntaxKind::LBracket
            | SyntaxKind::LParen
            | SyntaxKind::StringOpen
            | SyntaxKind::InterpolationOpen
    );
    if !opens || matches!(last, NodeOrToken::Node(_)) {
        return None;
    }
    let (first, last) = (inside.first()?, inside.last()?);
    Some(first.text_range().cover(last.text_range()))
}

/// A node without the comments and blanks before it.
fn without_trivia(node: &SyntaxNode) -> TextRange {
    let tokens = node.descendants_with_tokens().filter_map(NodeOrToken::into_token);
    let first = tokens.into_iter().find(|token| !token.kind().is_trivia());
    let start = first.map_or(node.text_range().start(), |token| token.text_range().start());
    TextRange::new(start, node.text_range().end())
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::selection_ranges;
    use crate::fixture::Fixture;

    fn check(text: &str, expected: Expect) {
        let fixture = Fixture::new(text);
        let cursor = fixture.cursor();
        let text = cursor.file.text(&fixture.db);
        let ranges = selection_ranges(&fixture.db, cursor);
        let lines = ranges.into_iter().map(|range| format!("{:?}\n", &text[range]));
        expected.assert_eq(&lines.collect::<String>());
    }

    #[test]
    fn a_selection_grows_from_the_word_to_the_file() {
        check(
            "/// Doc\n@retain\nresource q: AWS::SQS::Queue { A: [1, join(\"a\", de$0lay.b)], B: 2 }\n",
            expect![[r#"
                "delay"
                "delay.b"
                "\"a\", delay.b"
                "(\"a\", delay.b)"
                "join(\"a\", delay.b)"
                "1, join(\"a\", delay.b)"
                "[1, join(\"a\", delay.b)]"
                "A: [1, join(\"a\", delay.b)]"
                "A: [1, join(\"a\", delay.b)], B: 2"
                "{ A: [1, join(\"a\", delay.b)], B: 2 }"
                "@retain\nresource q: AWS::SQS::Queue { A: [1, join(\"a\", delay.b)], B: 2 }"
                "/// Doc\n@retain\nresource q: AWS::SQS::Queue { A: [1, join(\"a\", delay.b)], B: 2 }"
                "/// Doc\n@retain\nresource q: AWS::SQS::Queue { A: [1, join(\"a\", delay.b)], B: 2 }\n"
            "#]],
        );
    }

    #[test]
    fn a_string_is_selected_without_and_with_its_quotes() {
        check(
            "let a = \"on$0e ${two} three\"",
            expect![[r#"
            "one "
            "one ${two} three"
            "\"one ${two} three\""
            "let a = \"one ${two} three\""
        "#]],
        );
    }

    #[test]
    fn outside_of_declarations_is_the_file() {
        check(
            "let a = 1\n\n$0// one\nlet b = 2",
            expect![[r#"
            "let a = 1\n\n// one\nlet b = 2"
        "#]],
        );
        check(
            "$0",
            expect![[r#"
            ""
        "#]],
        );
    }
}
