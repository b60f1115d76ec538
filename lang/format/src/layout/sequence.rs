//! What stands between brackets, one beside or below the other.

use sparta_syntax::SyntaxKind::{
    Argument, Comma, LParen, List, ListFor, Literal, Object, ObjectFor, PathExpr, Spread,
    StringLiteral,
};
use sparta_syntax::{Element, Node, NodeOrToken};

use super::{Gap, Layout, end, kind, start};
use crate::command::{Command, GroupKind, Line};

impl<'t> Layout<'t> {
    /// A file: its declarations one below the other.
    pub(super) fn file(&mut self, root: Node<'t>) {
        for declaration in root.children() {
            self.line(start(NodeOrToken::Node(declaration)), Line { blank: true, ..Line::HARD });
            self.node(declaration);
        }
        self.comments_before_end(self.text.len(), Command::Space);
    }

    /// An opening bracket, items with commas between them, a closing bracket. It is on one line if it
    /// fits and its author did not begin a new one after the opening bracket.
    pub(super) fn sequence(&mut self, parts: &[Element<'t>], line: Line, broken: bool) {
        let &[open, ref inside @ .., close] = parts else { return };
        let broken = broken || self.is_broken(parts);
        let gains_nothing = inside.is_empty() || is_lone_word(parts) && !broken;
        if gains_nothing && self.comment_before(start(close)).is_none() {
            return parts.iter().for_each(|part| self.element(*part, Gap::None));
        }
        let group = self.commands.open(if broken { GroupKind::Broken } else { GroupKind::Plain });
        self.element(open, Gap::None);
        self.push(Command::Indent);
        let mut count = 0;
        let mut last_begins = 0;
        for &part in inside {
            if kind(part) == Comma {
                self.comments_before_comma(start(part));
                continue;
            }
            if count == 0 {
                self.line(start(part), line);
            } else {
                self.push(Command::Comma);
                self.line(start(part), Line { blank: true, ..Line::SPACED });
            }
            last_begins = self.commands.list.len();
            self.element(part, Gap::None);
            count += 1;
        }
        let gap = if count == 0 { Command::Line(line) } else { Command::Space };
        self.comments_before_end(start(close), gap);
        self.push(Command::Dedent);
        self.push(Command::Line(line));
        self.element(close, Gap::None);
        if !broken && hugs(parts, count) {
            self.commands.hug(group, last_begins);
        }
        self.commands.close();
    }

    /// Whether the author began a new line after the bracket that comes first.
    pub(super) fn is_broken(&self, parts: &[Element<'t>]) -> bool {
        match *parts {
            [open, first, ..] => self.text[end(open)..start(first)].contains('\n'),
            _ => false,
        }
    }

    /// A value between brackets; what their lines do is up to the group around them.
    pub(super) fn bracketed(&mut self, parts: &[Element<'t>], line: Line) {
        let &[open, value, close] = parts else { return };
        self.element(open, Gap::None);
        self.push(Command::Indent);
        self.line(start(value), line);
        self.whole_value(value);
        self.comments_before_end(start(close), Command::Space);
        self.push(Command::Dedent);
        self.push(Command::Line(line));
        self.element(close, Gap::None);
    }
}

/// Whether a sequence of so many items may stay on its line while the brackets at its end break: the
/// only element of a list, the last argument of a call.
fn hugs(parts: &[Element<'_>], count: usize) -> bool {
    let last = parts.iter().rev().find_map(|part| part.into_node());
    let may = match parts.first().map(|open| kind(*open)) {
        Some(LParen) => true,
        _ => count == 1,
    };
    may && last.is_some_and(is_huggable)
}

/// `("text")`, `(name)`: not worth a line of its own.
fn is_lone_word(parts: &[Element<'_>]) -> bool {
    match *parts {
        [open, NodeOrToken::Node(argument), _] if kind(open) == LParen => {
            let [value] = *super::parts(argument) else { return false };
            matches!(kind(value), Literal | PathExpr)
                || kind(value) == StringLiteral && !is_huggable(argument)
        }
        _ => false,
    }
}

/// Whether something ends in brackets that open on its first line.
fn is_huggable(node: Node<'_>) -> bool {
    match node.kind() {
        Object | List => node.children().next().is_some(),
        ListFor => true,
        StringLiteral => node.text().contains('\n'),
        Argument | ObjectFor | Spread => node.children().last().is_some_and(is_huggable),
        _ => false,
    }
}
