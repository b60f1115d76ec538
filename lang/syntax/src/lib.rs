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
pub use rowan::{GreenNode, NodeOrToken, TextRange, TextSize};
use sparta_diagnostics::Diagnostic;
pub use split::{CONSTRUCTS, Chunk, Head, WORDS, Word, split, word};

/// A node of the tree, with its parents.
pub type SyntaxNode = rowan::SyntaxNode<Sparta>;
/// A token of the tree, with its parents.
pub type SyntaxToken = rowan::SyntaxToken<Sparta>;
/// A node or a token.
pub type SyntaxElement = rowan::SyntaxElement<Sparta>;

/// A tree and what is wrong with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parse {
    pub green: GreenNode,
    pub diagnostics: Vec<Diagnostic<TextRange>>,
}

impl Parse {
    /// The root as rowan's node.
    pub fn syntax(&self) -> SyntaxNode {
        SyntaxNode::new_root(self.green.clone())
    }

    /// The typed view.
    pub fn tree(&self) -> ast::SourceFile<'_> {
        ast::SourceFile::of(Node::root(&self.green))
    }
}

/// The tree of one piece of a file: a [`ast::SourceFile`] with one declaration.
pub fn parse_declaration(text: &str) -> Parse {
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
    Parse { green: tree::build(text, &tokens, sink.events), diagnostics }
}

/// The tree of a file: its pieces' trees, one after the other.
pub fn parse(text: &str) -> Parse {
    let mut children = Vec::new();
    let mut diagnostics = Vec::new();
    for chunk in split(text) {
        let parsed = parse_declaration(&text[chunk.range]);
        children.extend(parsed.green.children().map(NodeOrToken::to_owned));
        let start = chunk.range.start();
        diagnostics.extend(
            parsed
                .diagnostics
                .into_iter()
                .map(|diagnostic| diagnostic.map_places(|range| range + start)),
        );
    }
    Parse { green: GreenNode::new(SyntaxKind::SourceFile.into(), children), diagnostics }
}
