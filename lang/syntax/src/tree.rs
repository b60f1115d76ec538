//! From events and tokens to rowan's green tree.

use rowan::{GreenNode, GreenToken, NodeOrToken};

use crate::SyntaxKind;
use crate::cursor::Event;
use crate::lexer::Token;

/// The tree of a text. Comments and blanks go before the token that follows them; those at the end
/// of a node belong to what comes after it.
pub(crate) fn build(text: &str, tokens: &[Token], mut events: Vec<Event>) -> GreenNode {
    let mut builder =
        Builder { text, tokens, next: 0, at: 0, parents: Vec::new(), children: Vec::new() };
    let mut parents = Vec::new();
    for index in 0..events.len() {
        match events[index] {
            Event::Start { kind: SyntaxKind::Tombstone, .. } => {}
            Event::Start { kind, forward } => {
                parents.push(kind);
                let (mut at, mut forward) = (index, forward);
                while forward != 0 {
                    at += forward as usize;
                    let Some(Event::Start { kind, forward: further }) = events.get(at).copied()
                    else {
                        break;
                    };
                    parents.push(kind);
                    events[at] = Event::Start { kind: SyntaxKind::Tombstone, forward: 0 };
                    forward = further;
                }
                for kind in parents.drain(..).rev() {
                    builder.start(kind);
                }
            }
            Event::Token => builder.token(),
            Event::Finish => builder.finish(),
        }
    }
    match builder.children.pop() {
        Some(NodeOrToken::Node(root)) => root,
        Some(NodeOrToken::Token(_)) | None => GreenNode::new(SyntaxKind::SourceFile.into(), []),
    }
}

struct Builder<'a> {
    text: &'a str,
    tokens: &'a [Token],
    next: usize,
    at: usize,
    /// The nodes that have begun, and where their children begin.
    parents: Vec<(SyntaxKind, usize)>,
    children: Vec<NodeOrToken<GreenNode, GreenToken>>,
}

impl Builder<'_> {
    fn start(&mut self, kind: SyntaxKind) {
        if !self.parents.is_empty() {
            // Doc comments belong to the declaration that they document.
            let documents = kind.is_declaration();
            self.trivia(documents);
        }
        self.parents.push((kind, self.children.len()));
    }

    fn trivia(&mut self, stop_at_docs: bool) {
        while let Some(token) =
            self.tokens.get(self.next).copied().filter(|token| token.kind.is_trivia())
        {
            if stop_at_docs && token.kind == SyntaxKind::DocComment && self.begins_line() {
                break;
            }
            self.push(token);
        }
    }

    /// A `///` behind something speaks of that, not of the declaration below.
    fn begins_line(&self) -> bool {
        let before = self.text[..self.at].trim_end_matches([' ', '\t', '\r']);
        before.is_empty() || before.ends_with('\n')
    }

    fn push(&mut self, token: Token) {
        let end = self.at + token.len as usize;
        let green = GreenToken::new(token.kind.into(), &self.text[self.at..end]);
        self.children.push(NodeOrToken::Token(green));
        self.at = end;
        self.next += 1;
    }

    fn token(&mut self) {
        self.trivia(false);
        if let Some(token) = self.tokens.get(self.next).copied() {
            self.push(token);
        }
    }

    fn finish(&mut self) {
        let Some((kind, first)) = self.parents.pop() else { return };
        if self.parents.is_empty() {
            while let Some(token) = self.tokens.get(self.next).copied() {
                self.push(token);
            }
        }
        let node = GreenNode::new(kind.into(), self.children.drain(first..));
        self.children.push(NodeOrToken::Node(node));
    }
}
