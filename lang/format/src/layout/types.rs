//! Types.

use sparta_syntax::SyntaxKind::Pipe;
use sparta_syntax::{Node, NodeOrToken};

use super::{Gap, Layout, end, kind, parts, start};
use crate::command::{Command, GroupKind, Line};
use crate::comment::breaks_before;

impl<'t> Layout<'t> {
    /// `A | B` on one line, or each alternative on its own behind a `|`; so it stays where the author
    /// began it with a `|` on a new line. `line` stands before it, and after it if something closes there.
    pub(super) fn union(&mut self, node: Node<'t>, line: Line, close: Option<usize>) {
        let parts = parts(node);
        let broken = match *parts {
            [pipe, first, ..] if kind(pipe) == Pipe => {
                let has_comment = self.text[end(pipe)..start(first)].contains('/');
                has_comment || breaks_before(self.text, start(pipe)) > 0
            }
            _ => false,
        };
        self.commands.open(if broken { GroupKind::Broken } else { GroupKind::Plain });
        self.push(Command::Indent);
        for (index, &part) in parts.iter().enumerate() {
            match part {
                // On one line there is no `|` before the first.
                part if index == 0 => {
                    self.line(start(part), line);
                    self.push(Command::Pipe);
                    if let NodeOrToken::Node(ty) = part {
                        self.node(ty);
                    }
                }
                NodeOrToken::Token(pipe) => {
                    self.line(start(part), Line::SPACED);
                    self.push(Command::Text(pipe.text()));
                    self.push(Command::Space);
                }
                NodeOrToken::Node(_) => self.element(part, Gap::None),
            }
        }
        if let Some(close) = close {
            self.comments_before_end(close, Command::Space);
        }
        self.push(Command::Dedent);
        if close.is_some() {
            self.push(Command::Line(line));
        }
        self.commands.close();
    }
}
