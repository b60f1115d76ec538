//! The tree as the compiler reads it: from the root down, nothing allocated on the way.
//!
//! rowan's own nodes know their parents, which a formatter and an editor need, and cost an allocation
//! each.

use rowan::{GreenNodeData, GreenTokenData, Language as _, NodeOrToken, TextRange, TextSize};

use crate::{Sparta, SyntaxKind};

/// A node and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Node<'t> {
    green: &'t GreenNodeData,
    start: TextSize,
}

/// A token and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Token<'t> {
    green: &'t GreenTokenData,
    start: TextSize,
}

/// A node or a token.
pub type Element<'t> = NodeOrToken<Node<'t>, Token<'t>>;

impl<'t> Node<'t> {
    /// The root of a tree.
    pub fn root(green: &'t GreenNodeData) -> Self {
        Self { green, start: TextSize::new(0) }
    }

    pub fn kind(self) -> SyntaxKind {
        Sparta::kind_from_raw(self.green.kind())
    }

    pub fn text_range(self) -> TextRange {
        TextRange::at(self.start, self.green.text_len())
    }

    /// All of its text.
    pub fn text(self) -> String {
        self.green.to_string()
    }

    /// The nodes and tokens that it is made of.
    pub fn elements(self) -> impl Iterator<Item = Element<'t>> {
        let mut next = self.start;
        self.green.children().map(move |green| {
            let start = next;
            match green {
                NodeOrToken::Node(green) => {
                    next += green.text_len();
                    NodeOrToken::Node(Self { green, start })
                }
                NodeOrToken::Token(green) => {
                    next += green.text_len();
                    NodeOrToken::Token(Token { green, start })
                }
            }
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
        let mut open = vec![self.elements()];
        std::iter::from_fn(move || {
            loop {
                match open.last_mut()?.next() {
                    Some(NodeOrToken::Token(token)) => return Some(token),
                    Some(NodeOrToken::Node(node)) => open.push(node.elements()),
                    None => drop(open.pop()),
                }
            }
        })
    }
}

impl<'t> Token<'t> {
    pub fn kind(self) -> SyntaxKind {
        Sparta::kind_from_raw(self.green.kind())
    }

    pub fn text(self) -> &'t str {
        self.green.text()
    }

    pub fn text_range(self) -> TextRange {
        TextRange::at(self.start, self.green.text_len())
    }
}
