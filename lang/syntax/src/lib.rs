//! Sparta's text as a lossless tree.
//!
//! Text goes through [`split`] (its top-level pieces), the lexer, the grammar (nom over tokens) and
//! becomes a rowan tree with a typed view, [`ast`]. All of it is total: any text has a tree, and what
//! is wrong with it is listed beside.

pub mod ast;
mod combinator;
mod cursor;
mod grammar;
mod kind;
mod lexer;
mod literal;
mod node;
mod split;
mod tree;

pub use kind::{Sparta, SyntaxKind};
pub use literal::doc_comment;
pub use node::{Element, Node, Token};
pub use rowan::{NodeOrToken, TextRange, TextSize};
use sparta_diagnostics::Diagnostic;
pub use split::{CONSTRUCTS, Chunk, Head, WORDS, Word, split, word};
use tree::Tree;

/// A node of the tree, with its parents.
pub type SyntaxNode = rowan::SyntaxNode<Sparta>;
/// A token of the tree, with its parents.
pub type SyntaxToken = rowan::SyntaxToken<Sparta>;
/// A node or a token.
pub type SyntaxElement = rowan::SyntaxElement<Sparta>;

/// A tree and what is wrong with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parse<'t> {
    text: &'t str,
    tree: Tree,
    pub diagnostics: Vec<Diagnostic<TextRange>>,
}

impl Parse<'_> {
    /// The root.
    pub fn root(&self) -> Node<'_> {
        Node::root(&self.tree, self.text)
    }

    /// The typed view.
    pub fn tree(&self) -> ast::SourceFile<'_> {
        ast::SourceFile::of(self.root())
    }

    /// The root as rowan's node, which knows its parent and its neighbours.
    pub fn syntax(&self) -> SyntaxNode {
        SyntaxNode::new_root(self.tree.green(self.text))
    }
}

/// The tree of one piece of a file: a [`ast::SourceFile`] with one declaration.
pub fn parse_declaration(text: &str) -> Parse<'_> {
    let tokens = lexer::lex(text);
    let sink = grammar::parse(text, &tokens);
    let mut diagnostics = sink.diagnostics;
    if let Some(comment) = lexer::open_comment(text, &tokens) {
        // What is open around it is so because of it.
        diagnostics.retain(|it| it.at.end() <= comment.start() && !it.name.starts_with("unclosed"));
        diagnostics.push(
            Diagnostic::error("unclosed-comment", comment, "this comment is not closed")
                .with_help("write `*/` where it ends; each `/*` within it needs one too"),
        );
    }
    Parse { text, tree: Tree::build(text, &tokens, sink.events), diagnostics }
}

/// The tree of a file: its pieces' trees, one after the other.
pub fn parse(text: &str) -> Parse<'_> {
    let mut diagnostics = Vec::new();
    let trees = split(text).into_iter().map(|chunk| {
        let parsed = parse_declaration(&text[chunk.range]);
        let start = chunk.range.start();
        let found = parsed.diagnostics.into_iter();
        diagnostics.extend(found.map(|it| it.map_places(|range| range + start)));
        parsed.tree
    });
    let tree = Tree::join(SyntaxKind::SourceFile, trees);
    Parse { text, tree, diagnostics }
}
