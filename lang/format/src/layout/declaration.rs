//! Declarations and members.

use sparta_syntax::SyntaxKind::{self, Attribute, Check, Colon, ElseKw, PathType, Resource};
use sparta_syntax::{CONSTRUCTS, Element, Node};

use super::{Gap, Layout, gap_between, kind, parts, start};
use crate::command::{Command, GroupKind, Line};
use crate::comment::breaks_before;

impl<'t> Layout<'t> {
    /// Attributes, and the declaration below them.
    pub(super) fn declaration(&mut self, node: Node<'t>) {
        let parts = parts(node);
        let count = parts.iter().take_while(|part| kind(**part) == Attribute).count();
        let (attributes, rest) = parts.split_at(count);
        for (index, &attribute) in attributes.iter().enumerate() {
            let gap = if index == 0 { Gap::None } else { Gap::Space };
            if index > 0 && breaks_before(self.text, start(attribute)) > 0 {
                self.line(start(attribute), Line::HARD);
            }
            self.element(attribute, gap);
        }
        if let (1.., Some(word)) = (count, rest.first()) {
            self.line(start(*word), Line::HARD);
        }
        match node.kind() {
            Resource => match short_form(node) {
                // A comment between the two words speaks of what would go.
                Some((word, ty)) if self.comment_before(ty).is_none() => self.construct(rest, word),
                _ => self.row(rest, Resource),
            },
            Check => self.check(rest),
            kind => self.row(rest, kind),
        }
    }

    /// `resource f: Lambda { … }` as `lambda f { … }`.
    fn construct(&mut self, parts: &[Element<'t>], word: &'static str) {
        self.push(Command::Text(word));
        for &part in &parts[1..] {
            if !matches!(kind(part), Colon | PathType) {
                self.element(part, gap_between(Resource, SyntaxKind::Ident, kind(part)));
            }
        }
    }

    /// `check condition else "message" at place`: what it says goes to the next line if need be.
    fn check(&mut self, parts: &[Element<'t>]) {
        let says = parts.iter().position(|part| kind(*part) == ElseKw).unwrap_or(parts.len());
        let (condition, says) = parts.split_at(says);
        self.commands.open(GroupKind::Plain);
        self.row(condition, Check);
        if let Some(&word) = says.first() {
            self.push(Command::Indent);
            self.line(start(word), Line::SPACED);
            self.row(says, Check);
            self.push(Command::Dedent);
        }
        self.commands.close();
    }
}

/// The word of the prelude's construct that a resource is one of, and where its type ends.
fn short_form(node: Node<'_>) -> Option<(&'static str, usize)> {
    let ty = node.children().find(|child| child.kind() == PathType)?;
    let (word, _) = CONSTRUCTS.iter().find(|(_, component)| ty.text() == *component)?;
    Some((word, ty.text_range().end().into()))
}
