//! nom over tokens, aware of errors: what makes the grammar total.

use nom::{Err, Parser};
use sparta_diagnostics::Diagnostic;

use crate::SyntaxKind::{self, Error};
use crate::cursor::{Cursor, Event, Mismatch, Res, mismatch};

/// One token of a kind.
pub(crate) fn token<'a>(kind: SyntaxKind) -> impl Fn(Cursor<'a>) -> Res<'a> {
    move |cursor| if cursor.current() == kind { Ok((cursor.bump(), ())) } else { mismatch() }
}

/// A contextual word.
pub(crate) fn word<'a>(text: &'static str) -> impl Fn(Cursor<'a>) -> Res<'a> {
    move |cursor| {
        if cursor.current() == SyntaxKind::Ident && cursor.text() == text {
            Ok((cursor.bump(), ()))
        } else {
            mismatch()
        }
    }
}

/// A node around what a rule reads. A rule that does not match leaves nothing behind.
pub(crate) fn node<'a>(
    kind: SyntaxKind,
    mut rule: impl Parser<Cursor<'a>, Output = (), Error = Mismatch>,
) -> impl FnMut(Cursor<'a>) -> Res<'a> {
    move |cursor| {
        let mark = cursor.mark();
        cursor.push(Event::Start { kind, forward: 0 });
        match rule.parse(cursor) {
            Ok((rest, ())) => {
                rest.push(Event::Finish);
                Ok((rest, ()))
            }
            Err(error) => {
                cursor.rollback(mark);
                Err(error)
            }
        }
    }
}

/// Never fails: what is missing is reported right after the previous token, where it has to be typed.
pub(crate) fn expect<'a>(
    mut rule: impl Parser<Cursor<'a>, Output = (), Error = Mismatch>,
    what: &'static str,
) -> impl FnMut(Cursor<'a>) -> Res<'a> {
    move |cursor| match rule.parse(cursor) {
        Err(Err::Error(_)) => {
            cursor.report(
                Diagnostic::error(
                    "expected-token",
                    cursor.previous_end(),
                    format!("expected {what} here"),
                )
                .with_help(format!("write {what}")),
            );
            Ok((behind_needless(cursor, &mut rule).unwrap_or(cursor), ()))
        }
        other => other,
    }
}

/// Where a rule ends that matches behind a word, or a sign written twice, that is one too many.
fn behind_needless<'a>(
    cursor: Cursor<'a>,
    rule: &mut impl Parser<Cursor<'a>, Output = (), Error = Mismatch>,
) -> Option<Cursor<'a>> {
    let is_doubled = cursor.current() == cursor.previous();
    if cursor.on_new_line() || cursor.current() != SyntaxKind::Ident && !is_doubled {
        return None;
    }
    let mark = cursor.mark();
    cursor.push(Event::Start { kind: Error, forward: 0 });
    let next = cursor.bump();
    next.push(Event::Finish);
    let found = if next.on_new_line() { None } else { rule.parse(next).ok() };
    if found.is_none() {
        cursor.rollback(mark);
    }
    found.map(|(rest, ())| rest)
}

/// Wraps everything up to where a test holds into one `Error` node; brackets are skipped whole.
pub(crate) fn skip_while<'a>(
    mut cursor: Cursor<'a>,
    go_on: impl Fn(Cursor<'a>) -> bool,
) -> Cursor<'a> {
    let ends = |cursor: Cursor<'a>, depth: u32| {
        cursor.current() == SyntaxKind::Eof || depth == 0 && !go_on(cursor)
    };
    if ends(cursor, 0) {
        return cursor;
    }
    cursor.push(Event::Start { kind: Error, forward: 0 });
    let mut depth = 0u32;
    while !ends(cursor, depth) {
        match cursor.current() {
            SyntaxKind::LBrace
            | SyntaxKind::LBracket
            | SyntaxKind::LParen
            | SyntaxKind::QuestionBracket => depth += 1,
            SyntaxKind::RBrace | SyntaxKind::RBracket | SyntaxKind::RParen => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        cursor = cursor.bump();
    }
    cursor.push(Event::Finish);
    cursor
}

/// Zero or more.
pub(crate) fn many<'a>(
    mut rule: impl FnMut(Cursor<'a>) -> Res<'a>,
) -> impl FnMut(Cursor<'a>) -> Res<'a> {
    move |mut cursor| {
        loop {
            match rule(cursor) {
                Ok((rest, ())) if !rest.is_at(cursor) => cursor = rest,
                _ => return Ok((cursor, ())),
            }
        }
    }
}

/// Drops what tuples of rules give: the events are the result.
pub(crate) fn unit<T>(_: T) {}
