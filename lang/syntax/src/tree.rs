//! From events and tokens to rowan's green tree.

use rowan::GreenNode;

use crate::SyntaxKind;
use crate::cursor::Event;
use crate::lexer::Token;

/// The tree of a text. Comments and blanks go before the token that follows them; those at the end
/// of a node belong to what comes after it.
pub(crate) fn build(text: &str, tokens: &[Token], mut events: Vec<Event>) -> GreenNode {
    let mut builder =
        Builder { text, tokens, next: 0, at: 0, green: rowan::GreenNodeBuilder::new(), depth: 0 };
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
    builder.green.finish()
}

struct Builder<'a> {
    text: &'a str,
    tokens: &'a [Token],
    next: usize,
    at: usize,
    green: rowan::GreenNodeBuilder<'static>,
    depth: u32,
}

impl Builder<'_> {
    fn start(&mut self, kind: SyntaxKind) {
        if self.depth > 0 {
            // Doc comments belong to the declaration that they document.
            let documents = kind.is_declaration();
            self.trivia(documents);
        }
        self.green.start_node(kind.into());
        self.depth += 1;
    }

    fn trivia(&mut self, stop_at_docs: bool) {
        while let Some(token) =
            self.tokens.get(self.next).copied().filter(|token| token.kind.is_trivia())
        {
            if stop_at_docs && token.kind == SyntaxKind::DocComment {
                break;
            }
            self.push(token);
        }
    }

    fn push(&mut self, token: Token) {
        let end = self.at + token.len as usize;
        self.green.token(token.kind.into(), &self.text[self.at..end]);
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
        self.depth -= 1;
        if self.depth == 0 {
            while let Some(token) = self.tokens.get(self.next).copied() {
                self.push(token);
            }
        }
        self.green.finish_node();
    }
}
