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
    state: State,
}

/// What decides about findings that are still to come.
#[derive(Debug, Clone, Copy, Default)]
struct State {
    /// The rest of the text was given up, and that was reported: nothing more is.
    given_up: bool,
    /// The token at which the last finding was reported.
    reported_at: Option<usize>,
    /// How deeply what was read nests.
    reach: u32,
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

    /// The next position, without the token being taken.
    pub(crate) fn next(self) -> Self {
        Self { at: (self.at + 1).min(self.input.kinds.len() - 1), ..self }
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

    /// Reports a mistake. Where nothing was read since the last one, it follows from that.
    pub(crate) fn report(self, diagnostic: Diagnostic<TextRange>) {
        let mut sink = self.input.sink.borrow_mut();
        if !sink.state.given_up && sink.state.reported_at.replace(self.at) != Some(self.at) {
            sink.diagnostics.push(diagnostic);
        }
    }

    /// Reports what ends the reading of this text: what is missing behind it is no mistake of its own.
    pub(crate) fn give_up(self, diagnostic: Diagnostic<TextRange>) {
        self.report(diagnostic);
        self.input.sink.borrow_mut().state.given_up = true;
    }

    /// Notes that something nests as deeply as here.
    pub(crate) fn reach(self) -> Self {
        self.restore_reach(self.depth);
        self
    }

    /// One more node around all that was read since [`Cursor::take_reach`]: how deeply that nests now.
    pub(crate) fn deepen(self) -> u32 {
        let mut sink = self.input.sink.borrow_mut();
        sink.state.reach += 1;
        sink.state.reach
    }

    /// How deeply something has nested so far; from now on it is counted anew.
    pub(crate) fn take_reach(self) -> u32 {
        std::mem::replace(&mut self.input.sink.borrow_mut().state.reach, self.depth)
    }

    pub(crate) fn restore_reach(self, reach: u32) {
        let mut sink = self.input.sink.borrow_mut();
        sink.state.reach = sink.state.reach.max(reach);
    }

    /// How much has been said, to be taken back by [`Cursor::rollback`].
    pub(crate) fn mark(self) -> Mark {
        let sink = self.input.sink.borrow();
        Mark { events: sink.events.len(), diagnostics: sink.diagnostics.len(), state: sink.state }
    }

    /// Reports what should have been closed here; at the end of the text nothing more is said.
    pub(crate) fn report_unclosed(self, diagnostic: Diagnostic<TextRange>) {
        self.report(diagnostic);
        if self.current() == Eof {
            self.input.sink.borrow_mut().state.given_up = true;
        }
    }

    pub(crate) fn rollback(self, mark: Mark) {
        let mut sink = self.input.sink.borrow_mut();
        sink.events.truncate(mark.events);
        sink.diagnostics.truncate(mark.diagnostics);
        sink.state = mark.state;
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
        Mark { events: parent, diagnostics: sink.diagnostics.len(), state: sink.state }
    }
}

/// A point in what has been said.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    events: usize,
    diagnostics: usize,
    state: State,
}
