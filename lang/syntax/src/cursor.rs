//! What the grammar reads from and writes to.

use std::cell::RefCell;

use nom::IResult;
use nom::error::{ErrorKind, ParseError};
use rowan::{TextRange, TextSize};
use sparta_diagnostics::Diagnostic;

use crate::SyntaxKind::{self, Eof};
use crate::lexer::Token;

/// What the grammar says, in order; [`crate::tree`] makes a tree of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event {
    /// A node begins. If `forward` is not 0, the node that begins so many events later is its parent.
    Start {
        kind: SyntaxKind,
        forward: u32,
    },
    Token,
    Finish,
}

#[derive(Debug, Default)]
pub(crate) struct Sink {
    pub events: Vec<Event>,
    pub diagnostics: Vec<Diagnostic<TextRange>>,
    /// The rest of the text was given up, and that was reported: nothing more is.
    pub given_up: bool,
    /// Where something that does not close was reported last.
    unclosed_at: Option<usize>,
}

/// The tokens that matter, and what has been said of them.
pub(crate) struct Input<'t> {
    text: &'t str,
    kinds: Vec<SyntaxKind>,
    ranges: Vec<TextRange>,
    /// Whether a newline stands before the token.
    newlines: Vec<bool>,
    pub(crate) sink: RefCell<Sink>,
}

impl<'t> Input<'t> {
    pub(crate) fn new(text: &'t str, tokens: &[Token]) -> Self {
        let most = tokens.len() + 1;
        let mut kinds = Vec::with_capacity(most);
        let mut ranges = Vec::with_capacity(most);
        let mut newlines = Vec::with_capacity(most);
        let mut at = TextSize::new(0);
        let mut newline = false;
        for token in tokens {
            let range = TextRange::at(at, token.len.into());
            at = range.end();
            if token.kind.is_trivia() {
                newline |= text[range].contains('\n');
            } else {
                kinds.push(token.kind);
                ranges.push(range);
                newlines.push(std::mem::take(&mut newline));
            }
        }
        kinds.push(Eof);
        ranges.push(TextRange::empty(at));
        newlines.push(true);
        Self { text, kinds, ranges, newlines, sink: RefCell::default() }
    }

    pub(crate) fn start(&self) -> Cursor<'_> {
        Cursor { input: self, at: 0, depth: 0 }
    }
}

/// A position among the tokens. Copied freely; nom's input.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    input: &'a Input<'a>,
    at: usize,
    /// How deep the grammar has nested.
    pub(crate) depth: u32,
}

/// A grammar rule's answer; a rule that does not match says so and writes nothing.
pub(crate) type Res<'a, T = ()> = IResult<Cursor<'a>, T, Mismatch>;

/// The rule does not match here.
#[derive(Debug)]
pub(crate) struct Mismatch;

impl<I> ParseError<I> for Mismatch {
    fn from_error_kind(_: I, _: ErrorKind) -> Self {
        Self
    }

    fn append(_: I, _: ErrorKind, other: Self) -> Self {
        other
    }
}

pub(crate) fn mismatch<'a, T>() -> Res<'a, T> {
    Err(nom::Err::Error(Mismatch))
}

impl<'a> Cursor<'a> {
    pub(crate) fn current(self) -> SyntaxKind {
        self.input.kinds[self.at]
    }

    pub(crate) fn nth(self, n: usize) -> SyntaxKind {
        self.input.kinds.get(self.at + n).copied().unwrap_or(Eof)
    }

    pub(crate) fn text(self) -> &'a str {
        &self.input.text[self.range()]
    }

    pub(crate) fn nth_text(self, n: usize) -> &'a str {
        self.input.ranges.get(self.at + n).map_or("", |range| &self.input.text[*range])
    }

    pub(crate) fn range(self) -> TextRange {
        self.input.ranges[self.at]
    }

    /// Where the previous token ends: there something missing has to be typed.
    pub(crate) fn previous_end(self) -> TextRange {
        match self.at.checked_sub(1) {
            Some(previous) => TextRange::empty(self.input.ranges[previous].end()),
            None => TextRange::empty(TextSize::new(0)),
        }
    }

    pub(crate) fn previous_range(self) -> TextRange {
        self.at.checked_sub(1).map_or(self.range(), |previous| self.input.ranges[previous])
    }

    pub(crate) fn previous(self) -> SyntaxKind {
        self.at.checked_sub(1).map_or(Eof, |previous| self.input.kinds[previous])
    }

    /// Whether the current token begins a line.
    pub(crate) fn on_new_line(self) -> bool {
        self.input.newlines[self.at]
    }

    /// The same position at a depth.
    pub(crate) fn at_depth(self, depth: u32) -> Self {
        Self { depth, ..self }
    }

    pub(crate) fn is_at(self, other: Self) -> bool {
        self.at == other.at
    }

    /// Takes the current token.
    pub(crate) fn bump(self) -> Self {
        if self.current() == Eof {
            return self;
        }
        self.push(Event::Token);
        Self { at: self.at + 1, ..self }
    }

    pub(crate) fn push(self, event: Event) {
        self.input.sink.borrow_mut().events.push(event);
    }

    pub(crate) fn report(self, diagnostic: Diagnostic<TextRange>) {
        let mut sink = self.input.sink.borrow_mut();
        if !sink.given_up {
            sink.diagnostics.push(diagnostic);
        }
    }

    /// Reports what ends the reading of this text: what is missing behind it is no mistake of its own.
    pub(crate) fn give_up(self, diagnostic: Diagnostic<TextRange>) {
        self.report(diagnostic);
        self.input.sink.borrow_mut().given_up = true;
    }

    /// How much has been said, to be taken back by [`Cursor::rollback`].
    pub(crate) fn mark(self) -> Mark {
        let sink = self.input.sink.borrow();
        Mark { events: sink.events.len(), diagnostics: sink.diagnostics.len() }
    }

    /// Reports what should have been closed here. What is open around it is so for the same reason:
    /// at one place one of them is the mistake, and at the end of the text there is nothing more.
    pub(crate) fn report_unclosed(self, diagnostic: Diagnostic<TextRange>) {
        if self.input.sink.borrow_mut().unclosed_at.replace(self.at) != Some(self.at) {
            self.report(diagnostic);
        }
        if self.current() == Eof {
            self.input.sink.borrow_mut().given_up = true;
        }
    }

    pub(crate) fn rollback(self, mark: Mark) {
        let mut sink = self.input.sink.borrow_mut();
        sink.events.truncate(mark.events);
        sink.diagnostics.truncate(mark.diagnostics);
    }

    /// Begins a node around the one that began at `mark`.
    pub(crate) fn precede(self, mark: Mark, kind: SyntaxKind) -> Mark {
        let mut sink = self.input.sink.borrow_mut();
        let parent = sink.events.len();
        let mut child = mark.events;
        // The node at the mark may have got parents since.
        while let Some(Event::Start { forward, .. }) = sink.events.get_mut(child) {
            if *forward == 0 {
                *forward = u32::try_from(parent - child).unwrap_or(0);
                break;
            }
            child += *forward as usize;
        }
        sink.events.push(Event::Start { kind, forward: 0 });
        Mark { events: parent, diagnostics: sink.diagnostics.len() }
    }
}

/// A point in what has been said.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    events: usize,
    diagnostics: usize,
}
