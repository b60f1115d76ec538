//! What the grammar reads from and writes to.

use std::cell::RefCell;

use nom::IResult;
use nom::error::{ErrorKind, ParseError};
use rowan::{TextRange, TextSize};
use sparta_diagnostics::Diagnostic;

use crate::SyntaxKind::{
    self, Eof, InterpolationClose, InterpolationOpen, LBrace, LBracket, LParen, QuestionBracket,
    RBrace, RBracket, RParen,
};
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

/// A mistake so few tokens behind another one follows from it.
const FEW: usize = 3;

/// Which brackets close.
#[derive(Debug, Default)]
struct Brackets {
    are_balanced: bool,
    /// The closing ones that nothing has opened, in their order.
    stray: Vec<usize>,
}

impl Brackets {
    fn of(kinds: &[SyntaxKind]) -> Self {
        let mut open: Vec<SyntaxKind> = Vec::new();
        let mut brackets = Self { are_balanced: true, stray: Vec::new() };
        for (at, kind) in kinds.iter().enumerate() {
            if let Some(closing) = closing(*kind) {
                open.push(closing);
            } else if matches!(kind, RBrace | RBracket | RParen | InterpolationClose) {
                brackets.are_balanced &= open.last() == Some(kind);
                match open.iter().rposition(|closing| closing == kind) {
                    Some(position) => open.truncate(position),
                    None => brackets.stray.push(at),
                }
            }
        }
        brackets.are_balanced &= open.is_empty();
        brackets
    }
}

/// What closes a bracket.
const fn closing(kind: SyntaxKind) -> Option<SyntaxKind> {
    match kind {
        LBrace => Some(RBrace),
        LBracket | QuestionBracket => Some(RBracket),
        LParen => Some(RParen),
        InterpolationOpen => Some(InterpolationClose),
        _ => None,
    }
}

/// The tokens that matter, and what has been said of them.
pub(crate) struct Input<'t> {
    text: &'t str,
    kinds: Vec<SyntaxKind>,
    ranges: Vec<TextRange>,
    /// Whether a newline stands before the token.
    newlines: Vec<bool>,
    /// How far the line of the token is indented.
    indents: Vec<u32>,
    brackets: Brackets,
    pub(crate) sink: RefCell<Sink>,
}

impl<'t> Input<'t> {
    pub(crate) fn new(text: &'t str, tokens: &[Token]) -> Self {
        let most = tokens.len() + 1;
        let mut kinds = Vec::with_capacity(most);
        let mut ranges = Vec::with_capacity(most);
        let mut newlines = Vec::with_capacity(most);
        let mut indents = Vec::with_capacity(most);
        let mut at = TextSize::new(0);
        let mut newline = false;
        let mut indent = 0;
        for token in tokens {
            let range = TextRange::at(at, token.len.into());
            at = range.end();
            if token.kind.is_trivia() {
                if let Some(last) = text[range].rfind('\n') {
                    newline = true;
                    indent = token.len - u32::try_from(last + 1).unwrap_or(token.len);
                }
            } else {
                indents.push(indent);
                kinds.push(token.kind);
                ranges.push(range);
                newlines.push(std::mem::take(&mut newline));
            }
        }
        kinds.push(Eof);
        ranges.push(TextRange::empty(at));
        newlines.push(true);
        indents.push(0);
        let brackets = Brackets::of(&kinds);
        Self { text, kinds, ranges, newlines, indents, brackets, sink: RefCell::default() }
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

    /// How far the line is indented that holds the current token.
    pub(crate) fn indent(self) -> u32 {
        self.input.indents[self.at]
    }

    /// How far the line is indented that holds the token before.
    pub(crate) fn previous_indent(self) -> u32 {
        self.at.checked_sub(1).map_or(0, |previous| self.input.indents[previous])
    }

    /// Whether all brackets close, each with its own kind. Where they do not, the lines' indents tell
    /// which one is missing or too many.
    pub(crate) fn is_balanced(self) -> bool {
        self.input.brackets.are_balanced
    }

    /// Whether a closing bracket stands here that nothing has opened.
    pub(crate) fn closes_nothing(self) -> bool {
        self.input.brackets.stray.contains(&self.at)
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

    /// Reports a mistake. Where hardly anything was read since the last one, it follows from that.
    pub(crate) fn report(self, diagnostic: Diagnostic<TextRange>) {
        let mut sink = self.input.sink.borrow_mut();
        let last = sink.state.reported_at.replace(self.at);
        if !sink.state.given_up && !last.is_some_and(|last| self.follows(last)) {
            sink.diagnostics.push(diagnostic);
        }
    }

    /// Whether a token is the current one, or stands shortly before it on its line.
    fn follows(self, token: usize) -> bool {
        let between = self.input.newlines.get(token + 1..=self.at).unwrap_or_default();
        between.len() < FEW && !between.contains(&true)
    }

    /// Whether something was reported between a bracket and the end of its line.
    fn is_reported_behind(self, opening: TextRange) -> bool {
        let opening = self.input.ranges.partition_point(|range| range.start() < opening.start());
        let reported = self.input.sink.borrow().state.reported_at;
        let between = |reported| self.input.newlines.get(opening + 1..=reported);
        reported.and_then(between).is_some_and(|between| !between.contains(&true))
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

    /// Reports what should have been closed here, unless what is wrong on its line says why it is not; at
    /// the end of the text nothing more is said.
    pub(crate) fn report_unclosed(self, diagnostic: Diagnostic<TextRange>) {
        if !self.is_reported_behind(diagnostic.at) {
            self.report(diagnostic);
        }
        if self.current() == Eof {
            self.input.sink.borrow_mut().state.given_up = true;
        }
    }

    /// Takes back what has been reported since a mark.
    pub(crate) fn forget_since(self, mark: Mark) {
        let mut sink = self.input.sink.borrow_mut();
        sink.diagnostics.truncate(mark.diagnostics);
        sink.state = State { reach: sink.state.reach, ..mark.state };
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
