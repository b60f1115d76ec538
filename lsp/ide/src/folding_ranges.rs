//! What can be hidden of a file.

use sparta_diagnostics::TextRange;
use sparta_semantics::{Db, File};
use sparta_syntax::{Node, NodeOrToken, SyntaxKind, Token};

/// Lines that can be hidden, from the end of the first, which stays, to the end of the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fold {
    pub range: TextRange,
    pub kind: FoldKind,
}

/// What is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoldKind {
    /// What stands between brackets, or below the first line of a declaration.
    Code,
    Comment,
    Imports,
}

/// What can be hidden of a file, in the order of the text: declarations, what stands between brackets,
/// comments, imports below one another. No two begin in the same line.
pub fn folding_ranges(db: &dyn Db, file: File) -> Vec<Fold> {
    let text = file.text(db);
    let parse = sparta_syntax::parse(text);
    let mut folds = Folds { text, found: Vec::new() };
    folds.imports(parse.root());
    folds.comments(parse.root());
    folds.node(parse.root());
    let mut found = folds.found;
    // Of those that begin in one line the largest stays.
    found.sort_by_key(|fold| (fold.range.start(), std::cmp::Reverse(fold.range.end())));
    found.dedup_by_key(|fold| fold.range.start());
    found
}

struct Folds<'t> {
    text: &'t str,
    found: Vec<Fold>,
}

impl<'t> Folds<'t> {
    /// Hides what is below the line of an offset, up to another, if there is such a thing.
    fn add(&mut self, from: usize, to: usize, kind: FoldKind) {
        let Some(whole) = self.text.get(from..to) else { return };
        let Some(line) = whole.find('\n') else { return };
        let start = from + whole[..line].trim_end().len();
        let end = from + whole.trim_end().len();
        if self.text[start..end].contains('\n') {
            let size = |at: usize| u32::try_from(at).unwrap_or(u32::MAX).into();
            self.found.push(Fold { range: TextRange::new(size(start), size(end)), kind });
        }
    }

    /// The same for something that may close in a line of its own, which stays then.
    fn add_closed(&mut self, range: TextRange) {
        let (from, to) = (usize::from(range.start()), usize::from(range.end()));
        let whole = self.text[range].trim_end_matches([')', ']', '}']);
        let closes_alone =
            whole.len() < to - from && whole.trim_end_matches([' ', '\t']).ends_with('\n');
        self.add(from, if closes_alone { from + whole.len() } else { to }, FoldKind::Code);
    }

    fn node(&mut self, root: Node<'t>) {
        let mut nodes = vec![root];
        while let Some(node) = nodes.pop() {
            nodes.extend(node.children());
            let mut solid = node.elements().filter(|it| !is_passed_over(it));
            let Some(first) = solid.next() else { continue };
            let begins = match first {
                NodeOrToken::Token(token) if is_bracket(token.kind()) => token.text_range(),
                NodeOrToken::Token(token) if node.kind().is_declaration() => token.text_range(),
                NodeOrToken::Token(token) if node.kind() == SyntaxKind::StringLiteral => {
                    token.text_range()
                }
                _ => continue,
            };
            self.add_closed(TextRange::new(begins.start(), node.text_range().end()));
        }
    }

    /// Comments over several lines, and such of one line below one another.
    fn comments(&mut self, root: Node<'t>) {
        let mut run: Option<(SyntaxKind, TextRange)> = None;
        for token in root.all_tokens() {
            match token.kind() {
                SyntaxKind::BlockComment => self.comment(token.text_range()),
                SyntaxKind::Whitespace if token.text().matches('\n').count() < 2 => continue,
                kind @ (SyntaxKind::Comment | SyntaxKind::DocComment)
                    if self.begins_line(token) =>
                {
                    run = match run {
                        Some((before, range)) if before == kind => {
                            Some((kind, range.cover(token.text_range())))
                        }
                        _ => {
                            self.run(run);
                            Some((kind, token.text_range()))
                        }
                    };
                    continue;
                }
                _ => {}
            }
            self.run(run.take());
        }
        self.run(run);
    }

    fn run(&mut self, run: Option<(SyntaxKind, TextRange)>) {
        if let Some((_, range)) = run {
            self.comment(range);
        }
    }

    fn comment(&mut self, range: TextRange) {
        self.add(range.start().into(), range.end().into(), FoldKind::Comment);
    }

    fn begins_line(&self, token: Token<'_>) -> bool {
        let before =
            self.text[..usize::from(token.text_range().start())].trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with('\n')
    }

    /// Imports below one another.
    fn imports(&mut self, root: Node<'t>) {
        let mut run: Option<TextRange> = None;
        for node in root.children() {
            if node.kind() == SyntaxKind::Import {
                let range = without_trivia(node);
                run = Some(run.map_or(range, |run| run.cover(range)));
            } else {
                self.import_run(run.take());
            }
        }
        self.import_run(run);
    }

    fn import_run(&mut self, run: Option<TextRange>) {
        if let Some(range) = run {
            self.add(range.start().into(), range.end().into(), FoldKind::Imports);
        }
    }
}

/// What stands before the first line of a declaration.
fn is_passed_over(element: &sparta_syntax::Element<'_>) -> bool {
    match element {
        NodeOrToken::Node(node) => node.kind() == SyntaxKind::Attribute,
        NodeOrToken::Token(token) => token.kind().is_trivia(),
    }
}

fn is_bracket(kind: SyntaxKind) -> bool {
    matches!(kind, SyntaxKind::LBrace | SyntaxKind::LBracket | SyntaxKind::LParen)
}

fn without_trivia(node: Node<'_>) -> TextRange {
    let first = node.all_tokens().find(|token| !token.kind().is_trivia());
    let start = first.map_or(node.text_range().start(), |token| token.text_range().start());
    TextRange::new(start, node.text_range().end())
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::folding_ranges;
    use crate::fixture::Fixture;

    /// Shows the line that stays and the last one that is hidden.
    fn check(text: &str, expected: Expect) {
        let fixture = Fixture::new(text);
        let file = fixture.file("main.sparta");
        let text = file.text(&fixture.db);
        let folds = folding_ranges(&fixture.db, file).into_iter().map(|fold| {
            let first = text[..fold.range.start().into()].rsplit('\n').next().unwrap_or_default();
            let last = text[fold.range].rsplit('\n').next().unwrap_or_default();
            format!("{:?}: {first} … {last}\n", fold.kind)
        });
        expected.assert_eq(&folds.collect::<String>());
    }

    #[test]
    fn what_is_between_brackets_is_hidden_and_the_brackets_stay() {
        check(
            r#"
@retain
resource queue: AWS::SQS::Queue {
  Tags: [
    { Key: "a", Value: "b" },
    {
      Key: "c"
      Value: join(
        ",",
        ["a"]
      )
    }
  ]
}
let a = [1, 2]
let b =
  true ||
  false
let c = """
  text
  """
"#,
            expect![[r#"
                Code: resource queue: AWS::SQS::Queue { …   ]
                Code:   Tags: [ …     }
                Code:     { …       )
                Code:       Value: join( …         ["a"]
                Code: let b = …   false
                Code: let c = """ …   """
            "#]],
        );
    }

    #[test]
    fn comments_and_imports_are_hidden_as_a_whole() {
        check(
            r#"
// What this is,
// in two lines.

import { a } from "./a.sparta"
import "./b.sparta" as b // b

/// Documents
/// it.
let a = 1 // one
// two
/* three
   four */
let b = 2
"#,
            expect![[r#"
                Comment: // What this is, … // in two lines.
                Imports: import { a } from "./a.sparta" … import "./b.sparta" as b
                Comment: /// Documents … /// it.
                Comment: /* three …    four */
            "#]],
        );
    }

    #[test]
    fn what_is_not_closed_is_hidden_as_far_as_it_goes() {
        check(
            "resource a: AWS::SQS::Queue {\n  b: [\n    1,\nlet c = 1\n",
            expect![[r#"
            Code: resource a: AWS::SQS::Queue { …     1,
            Code:   b: [ …     1,
        "#]],
        );
    }
}
