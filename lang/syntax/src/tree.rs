//! The tree as one table: what is read from the root down is read from left to right.

use rowan::{GreenNode, GreenNodeBuilder, TextSize};

use crate::SyntaxKind;
use crate::cursor::Event;
use crate::lexer::Token;

/// A tree: each node stands before what it is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tree {
    entries: Vec<Entry>,
}

/// A node or a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) kind: SyntaxKind,
    /// The bytes of its text.
    pub(crate) len: TextSize,
    /// Of a node, how many entries it and what it is made of have; of a token 0.
    size: u32,
}

impl Entry {
    pub(crate) fn is_token(self) -> bool {
        self.size == 0
    }
}

impl Tree {
    /// The entry at a position; the root is at 0.
    pub(crate) fn entry(&self, position: usize) -> Entry {
        self.entries[position]
    }

    /// The position after an entry and all that it is made of.
    pub(crate) fn after(&self, position: usize) -> usize {
        position + (self.entries[position].size as usize).max(1)
    }

    /// The tree of a text. Comments and blanks go before the token that follows them; those at the end
    /// of a node belong to what comes after it.
    pub(crate) fn build(text: &str, tokens: &[Token], mut events: Vec<Event>) -> Self {
        let entries = Vec::with_capacity(tokens.len() * 2);
        let mut builder =
            Builder { text, tokens, next: 0, at: TextSize::new(0), entries, open: Vec::new() };
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
        Self { entries: builder.entries }
    }

    /// One node over what the roots of other trees are made of.
    pub(crate) fn join(kind: SyntaxKind, trees: impl IntoIterator<Item = Self>) -> Self {
        let mut entries = vec![Entry { kind, len: TextSize::new(0), size: 1 }];
        for tree in trees {
            if let [root, parts @ ..] = &tree.entries[..] {
                entries[0].len += root.len;
                entries[0].size += root.size - 1;
                entries.extend_from_slice(parts);
            }
        }
        Self { entries }
    }

    /// The same as rowan's tree.
    pub(crate) fn green(&self, text: &str) -> GreenNode {
        let mut green = GreenNodeBuilder::new();
        let mut ends = Vec::new();
        let mut rest = text;
        for (position, entry) in self.entries.iter().enumerate() {
            while ends.last() == Some(&position) {
                ends.pop();
                green.finish_node();
            }
            if entry.is_token() {
                let (token, after) = rest.split_at(entry.len.into());
                green.token(entry.kind.into(), token);
                rest = after;
            } else {
                green.start_node(entry.kind.into());
                ends.push(self.after(position));
            }
        }
        ends.iter().for_each(|_| green.finish_node());
        green.finish()
    }
}

struct Builder<'a> {
    text: &'a str,
    tokens: &'a [Token],
    next: usize,
    at: TextSize,
    entries: Vec<Entry>,
    /// The nodes that have begun: their positions, and where their texts begin.
    open: Vec<(usize, TextSize)>,
}

impl Builder<'_> {
    fn start(&mut self, kind: SyntaxKind) {
        if !self.open.is_empty() {
            // Doc comments belong to the declaration that they document.
            let documents = kind.is_declaration();
            self.trivia(documents);
        }
        self.open.push((self.entries.len(), self.at));
        self.entries.push(Entry { kind, len: TextSize::new(0), size: 1 });
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
        let before = self.text[..usize::from(self.at)].trim_end_matches([' ', '\t', '\r']);
        before.is_empty() || before.ends_with('\n')
    }

    fn push(&mut self, token: Token) {
        let len = TextSize::new(token.len);
        self.entries.push(Entry { kind: token.kind, len, size: 0 });
        self.at += len;
        self.next += 1;
    }

    fn token(&mut self) {
        self.trivia(false);
        if let Some(token) = self.tokens.get(self.next).copied() {
            self.push(token);
        }
    }

    fn finish(&mut self) {
        let Some((position, start)) = self.open.pop() else { return };
        if self.open.is_empty() {
            while let Some(token) = self.tokens.get(self.next).copied() {
                self.push(token);
            }
        }
        let size = u32::try_from(self.entries.len() - position).unwrap_or(u32::MAX);
        let entry = &mut self.entries[position];
        (entry.len, entry.size) = (self.at - start, size);
    }
}
