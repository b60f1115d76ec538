//! From the tree to commands: what stands where, whatever the width.
//!
//! Tokens are laid out in their order, so that one index into the comments is enough to lose none:
//! whoever lays out a token first says what stands between it and the one before, and the comments
//! there come along.

mod declaration;
mod expression;
mod gap;
mod sequence;
mod types;

use sparta_syntax::SyntaxKind::{
    self, Argument, Arguments, Attribute, BinaryExpr, Block, CallExpr, Colon, Comma,
    DiagnosticName, Eq, FatArrow, FieldName, Ident, IfExpr, ImportNames, IndexExpr, LBracket, List,
    ListFor, ListType, LiteralType, MapType, MatchExpr, MemberExpr, Minus, Object, ObjectFor,
    ObjectType, OptionalType, Parameters, Paren, ParenType, Path, PathType, Pattern, PrefixExpr,
    PropertyPath, Question, RBracket, Repeat, Spread, StringLiteral, TypeArguments, UnionType,
};
use sparta_syntax::{Element, Node, NodeOrToken};

use crate::command::{Command, Commands, GroupKind, Line};
use crate::comment::{Comment, comments};

/// The commands for a tree without errors.
pub(crate) fn lay_out<'t>(text: &'t str, root: Node<'t>) -> Commands<'t> {
    let mut layout = Layout {
        text,
        comments: comments(text, root),
        next: 0,
        allows: false,
        commands: Commands::default(),
    };
    layout.file(root);
    layout.commands
}

struct Layout<'t> {
    text: &'t str,
    comments: Vec<Comment<'t>>,
    /// The first comment that is not laid out yet.
    next: usize,
    /// Whether the arguments of an `@allow` are laid out.
    allows: bool,
    commands: Commands<'t>,
}

/// Whether a blank stands before something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Space,
}

impl<'t> Layout<'t> {
    fn push(&mut self, command: Command<'t>) {
        self.commands.push(command);
    }

    /// Anything, on the line of what is before it.
    fn element(&mut self, element: Element<'t>, gap: Gap) {
        self.gap(start(element), gap);
        match element {
            NodeOrToken::Node(node) => self.node(node),
            NodeOrToken::Token(token) => self.push(Command::Text(token.text())),
        }
    }

    fn node(&mut self, node: Node<'t>) {
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.dispatch(node));
    }

    fn dispatch(&mut self, node: Node<'t>) {
        match node.kind() {
            StringLiteral => self.string(node),
            BinaryExpr => self.chain(node, true),
            IfExpr => self.branches(node),
            Paren => self.parenthesis(node),
            ListFor | ObjectFor => self.comprehension(node),
            MatchExpr => self.arms(node),
            Object | ObjectType | Block | ImportNames => {
                self.sequence(&parts(node), Line::SPACED, false);
            }
            List | Arguments | Parameters => self.sequence(&parts(node), Line::TIGHT, false),
            Attribute => self.attribute(node),
            Argument if self.allows && is_diagnostic(node) => self.glued(node),
            kind if kind.is_declaration() => self.declaration(node),
            kind => self.row(&parts(node), kind),
        }
    }

    /// `@allow(unused-setting, quota)`: names of diagnostics are no subtractions.
    fn attribute(&mut self, node: Node<'t>) {
        let parts = parts(node);
        self.allows = parts.iter().any(|part| self.slice(*part) == "allow");
        self.row(&parts, Attribute);
        self.allows = false;
    }

    /// The tokens of something, with nothing between them.
    fn glued(&mut self, node: Node<'t>) {
        for token in node.all_tokens().filter(|token| !token.kind().is_trivia()) {
            self.element(NodeOrToken::Token(token), Gap::None);
        }
    }

    /// The parts of a node in a row, with a `=` and its value where there is one.
    fn row(&mut self, parts: &[Element<'t>], parent: SyntaxKind) {
        let is_union = |node: Node<'_>| node.kind() == UnionType && node.children().count() > 1;
        let has_union = parts.iter().filter_map(|part| part.into_node()).any(is_union);
        let mut before = None;
        for (index, &part) in parts.iter().enumerate() {
            let kind = kind(part);
            match (before, part) {
                // A union breaks before its default does.
                (Some(Eq), part) if has_union && kind != UnionType => {
                    self.element(part, Gap::Space);
                }
                (Some(Eq | FatArrow), NodeOrToken::Node(value)) => self.assigned(value),
                (Some(Colon), NodeOrToken::Node(ty)) if kind == UnionType => {
                    self.union(ty, Line::SPACED, None);
                }
                (_, NodeOrToken::Node(ty)) if kind == UnionType => {
                    if before == Some(Comma) {
                        self.push(Command::Space);
                    }
                    self.union(ty, Line::TIGHT, parts.get(index + 1).map(|next| start(*next)));
                }
                (None, part) => self.element(part, Gap::None),
                (Some(before), part) => self.element(part, gap_between(parent, before, kind)),
            }
            before = Some(kind);
        }
    }

    /// A string stays as it is, with all that its interpolations hold.
    fn string(&mut self, node: Node<'t>) {
        let element = NodeOrToken::Node(node);
        let text = self.slice(element);
        while self.comment_before(end(element)).is_some() {
            self.next += 1;
        }
        if text.contains('\n') {
            self.commands.open(GroupKind::Plain);
            self.push(Command::Lines(text));
            self.commands.close();
        } else {
            self.push(Command::Text(text));
        }
    }

    fn slice(&self, element: Element<'_>) -> &'t str {
        &self.text[start(element)..end(element)]
    }
}

/// Whether a blank stands between two parts of a node.
fn gap_between(parent: SyntaxKind, before: SyntaxKind, kind: SyntaxKind) -> Gap {
    let is_glued = match parent {
        _ if before == Comma => false,
        Attribute | CallExpr | DiagnosticName | FieldName | IndexExpr | ListType | LiteralType
        | MemberExpr | OptionalType | ParenType | Path | PathType | Pattern | PrefixExpr
        | PropertyPath | Spread | TypeArguments => true,
        Repeat | MapType if before == LBracket => true,
        _ => matches!(kind, Arguments | Colon | Comma | Parameters | Question | RBracket | Repeat),
    };
    if is_glued { Gap::None } else { Gap::Space }
}

/// Whether something can be the name of a diagnostic: words with hyphens between them.
fn is_diagnostic(node: Node<'_>) -> bool {
    let is_part = |kind| matches!(kind, Ident | Minus);
    node.all_tokens().map(|token| token.kind()).all(|kind| kind.is_trivia() || is_part(kind))
}

/// What a node is made of, without comments and blanks.
fn parts(node: Node<'_>) -> Vec<Element<'_>> {
    node.elements().filter(|element| !kind(*element).is_trivia()).collect()
}

fn kind(element: Element<'_>) -> SyntaxKind {
    match element {
        NodeOrToken::Node(node) => node.kind(),
        NodeOrToken::Token(token) => token.kind(),
    }
}

/// Where something begins; a declaration's comments do not count.
fn start(element: Element<'_>) -> usize {
    let start = match element {
        NodeOrToken::Node(node) if node.kind().is_declaration() => {
            let first = node.all_tokens().find(|token| !token.kind().is_trivia());
            first.map_or(node.text_range(), |token| token.text_range()).start()
        }
        NodeOrToken::Node(node) => node.text_range().start(),
        NodeOrToken::Token(token) => token.text_range().start(),
    };
    start.into()
}

fn end(element: Element<'_>) -> usize {
    let range = match element {
        NodeOrToken::Node(node) => node.text_range(),
        NodeOrToken::Token(token) => token.text_range(),
    };
    range.end().into()
}
