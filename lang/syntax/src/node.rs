//! The tree as it is read: from the root down, nothing allocated on the way.
//!
//! rowan's own nodes know their parents, which an editor needs, and cost an allocation each.

use rowan::{NodeOrToken, TextRange, TextSize};

use crate::SyntaxKind;
use crate::tree::Tree;

/// A node and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Node<'t> {
    place: Place<'t>,
}

/// A token and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Token<'t> {
    place: Place<'t>,
}

/// A node or a token.
pub type Element<'t> = NodeOrToken<Node<'t>, Token<'t>>;

/// An entry of a tree, and where its text begins.
#[derive(Debug, Clone, Copy)]
struct Place<'t> {
    tree: &'t Tree,
    text: &'t str,
    position: usize,
    start: TextSize,
}

impl<'t> Place<'t> {
    fn kind(self) -> SyntaxKind {
        self.tree.entry(self.position).kind
    }

    fn text(self) -> &'t str {
        &self.text[self.range()]
    }

    fn range(self) -> TextRange {
        TextRange::at(self.start, self.tree.entry(self.position).len)
    }
}

impl<'t> Node<'t> {
    /// The root of a text's tree.
    pub(crate) fn root(tree: &'t Tree, text: &'t str) -> Self {
        Self { place: Place { tree, text, position: 0, start: TextSize::new(0) } }
    }

    pub fn kind(self) -> SyntaxKind {
        self.place.kind()
    }

    pub fn text_range(self) -> TextRange {
        self.place.range()
    }

    /// All of its text.
    pub fn text(self) -> &'t str {
        self.place.text()
    }

    /// The nodes and tokens that it is made of.
    pub fn elements(self) -> impl Iterator<Item = Element<'t>> {
        let Place { tree, position, .. } = self.place;
        let end = tree.after(position);
        let mut next = Place { position: position + 1, ..self.place };
        std::iter::from_fn(move || {
            if next.position == end {
                return None;
            }
            let place = next;
            let entry = tree.entry(place.position);
            next.position = tree.after(place.position);
            next.start += entry.len;
            Some(if entry.is_token() {
                NodeOrToken::Token(Token { place })
            } else {
                NodeOrToken::Node(Self { place })
            })
        })
    }

    /// The nodes among its elements.
    pub fn children(self) -> impl Iterator<Item = Self> {
        self.elements().filter_map(NodeOrToken::into_node)
    }

    /// The tokens among its elements that are neither blanks nor comments.
    pub fn tokens(self) -> impl Iterator<Item = Token<'t>> {
        self.elements().filter_map(NodeOrToken::into_token).filter(|it| !it.kind().is_trivia())
    }

    /// All tokens that it and the nodes below it are made of.
    pub fn all_tokens(self) -> impl Iterator<Item = Token<'t>> {
        let Place { tree, text, position, mut start } = self.place;
        (position..tree.after(position)).filter(move |it| tree.entry(*it).is_token()).map(
            move |position| {
                let place = Place { tree, text, position, start };
                start += tree.entry(position).len;
                Token { place }
            },
        )
    }
}

impl<'t> Token<'t> {
    pub fn kind(self) -> SyntaxKind {
        self.place.kind()
    }

    pub fn text(self) -> &'t str {
        self.place.text()
    }

    pub fn text_range(self) -> TextRange {
        self.place.range()
    }
}
