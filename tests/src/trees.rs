//! The trees of a text: the compiler's, and that of the editors' grammar, in a form in which they can be compared.

use std::ops::Range;

use sparta_syntax::{NodeOrToken, SyntaxKind, SyntaxNode, SyntaxToken};

#[expect(unsafe_code, reason = "the parser is compiled from C by the build script")]
mod compiled {
    unsafe extern "C" {
        fn tree_sitter_sparta() -> *const tree_sitter::ffi::TSLanguage;
    }

    /// The language of the editors' grammar.
    pub(super) fn language() -> tree_sitter::Language {
        // SAFETY: the generated function gives a language that lives as long as the program.
        unsafe { tree_sitter::Language::from_raw(tree_sitter_sparta()) }
    }
}

/// The language of the editors' grammar.
pub fn language() -> tree_sitter::Language {
    compiled::language()
}

/// A parser with the editors' grammar.
pub fn parser() -> tree_sitter::Parser {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&language()).expect("its version is one of those that are understood");
    parser
}

/// A node or a token: where it is, and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub range: Range<usize>,
    pub kind: String,
}

/// What a text consists of, in order; a node stands before what it holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Parts {
    pub nodes: Vec<Part>,
    pub tokens: Vec<Part>,
}

impl Parts {
    /// What the compiler reads.
    pub fn of_compiler(text: &str) -> Self {
        let mut parts = Self::default();
        for declaration in sparta_syntax::parse(text).syntax().children_with_tokens() {
            parts.add(declaration);
        }
        parts
    }

    /// What editors read.
    pub fn of_editors(tree: &tree_sitter::Tree, text: &str) -> Self {
        let mut parts = Self::default();
        let root = tree.root_node();
        if root.is_error() {
            parts.add_editors(root, text);
        }
        for child in root.children(&mut root.walk()) {
            parts.add_editors(child, text);
        }
        parts
    }

    /// Adds an element; gives where what it holds is, without blanks and comments around that.
    fn add(&mut self, element: NodeOrToken<SyntaxNode, SyntaxToken>) -> Option<Range<usize>> {
        match element {
            NodeOrToken::Token(token) => {
                if token.kind() == SyntaxKind::Whitespace {
                    return None;
                }
                let range = token.text_range().into();
                self.add_token(&range, &format!("{:?}", token.kind()), token.text());
                Some(range).filter(|_| !token.kind().is_trivia())
            }
            NodeOrToken::Node(node) => {
                let place = self.nodes.len();
                self.nodes.push(Part { range: 0..0, kind: format!("{:?}", node.kind()) });
                let inside: Vec<_> =
                    node.children_with_tokens().filter_map(|child| self.add(child)).collect();
                let range = inside.first()?.start..inside.last()?.end;
                self.nodes[place].range = range.clone();
                Some(range)
            }
        }
    }

    fn add_editors(&mut self, node: tree_sitter::Node<'_>, text: &str) {
        let (kind, range) = (camel_case(node.kind()), node.byte_range());
        // A comment's sign is a token of its own; what nests in it is not.
        if node.child_count() == 0 || kind == "BlockComment" {
            if !range.is_empty() {
                self.add_token(&range, &kind, &text[range.clone()]);
            }
            return;
        }
        self.nodes.push(Part { range, kind });
        for child in node.children(&mut node.walk()) {
            self.add_editors(child, text);
        }
    }

    fn add_token(&mut self, range: &Range<usize>, kind: &str, text: &str) {
        let kind = class(kind, text);
        // Where text is divided is of no matter.
        let continued = self.tokens.last_mut().filter(|last| {
            kind == "StringText" && last.kind == kind && last.range.end == range.start
        });
        match continued {
            Some(last) => last.range.end = range.end,
            None => self.tokens.push(Part { range: range.clone(), kind }),
        }
    }
}

/// What a token is to a reader: its kind where that says it, a word, or the sign itself.
fn class(kind: &str, text: &str) -> String {
    match kind {
        "Comment" | "DocComment" | "BlockComment" | "RawString" | "StringText" | "StringEscape"
        | "Int" | "Float" | "Duration" | "Size" => kind.to_owned(),
        _ if text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') => "word".to_owned(),
        _ => text.to_owned(),
    }
}

fn camel_case(name: &str) -> String {
    name.split('_')
        .map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            first.to_ascii_uppercase() + rest
        })
        .collect()
}
