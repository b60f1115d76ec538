//! The grammar, rule by rule as in `sparta.ungram`.

mod declaration;
mod expression;
mod member;
mod string;
mod types;

use nom::Parser;
use sparta_diagnostics::Diagnostic;

use crate::SyntaxKind::{
    self, Bang, Colon, Comma, DotDotDot, Duration, ElseKw, Eof, FalseKw, Float, ForKw, Ident, IfKw,
    InKw, Int, InterpolationClose, LBrace, LBracket, LParen, MatchKw, Minus, Name, NullKw, RBrace,
    RBracket, RParen, RawString, Size, SourceFile, StringOpen, TrueKw, Unknown,
};
use crate::combinator::{node, skip_while, token};
use crate::cursor::{Cursor, Event, Input, Res, Sink, mismatch};
use crate::lexer::Token;

/// How deep anything may nest: brackets, operators, postfixes, types, `else if`s. rowan's trees are
/// dropped by recursion, so this bounds the stack of everything that follows.
pub(crate) const MAX_DEPTH: u32 = 200;

/// Parses one piece of a file.
pub(crate) fn parse(text: &str, tokens: &[Token]) -> Sink {
    let input = Input::new(text, tokens);
    let cursor = input.start();
    cursor.push(Event::Start { kind: SourceFile, forward: 0 });
    let mut rest = cursor;
    if rest.current() != Eof {
        rest = declaration::top_level(rest);
    }
    if rest.current() == Comma {
        rest = rest.bump();
    }
    if rest.current() != Eof {
        unexpected(rest);
        rest = expression::skip(rest, |cursor| cursor.current() != Eof);
    }
    rest.push(Event::Finish);
    input.sink.into_inner()
}

/// Reports a token that fits nowhere.
fn unexpected(cursor: Cursor<'_>) {
    let (found, help) = match cursor.current() {
        RBrace | RBracket | RParen => ("this closes nothing".to_owned(), "remove it"),
        Unknown => {
            (format!("`{}` is no part of the language", cursor.text().escape_debug()), "remove it")
        }
        _ => (
            format!("`{}` can't stand here", short(cursor.text())),
            "begin a new line, or remove it",
        ),
    };
    cursor.report(Diagnostic::error("unexpected-token", cursor.range(), found).with_help(help));
}

fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() > 30 {
        line.chars().take(30).collect::<String>() + "…"
    } else {
        line.to_owned()
    }
}

/// Reports a value that is missing after a `:` or `=`, at that sign.
fn missing_value(cursor: Cursor<'_>) {
    let sign = cursor.previous_range();
    cursor.report(
        Diagnostic::error("missing-value", sign, "a value is missing here")
            .with_help("write it on the same line"),
    );
}

/// Runs a rule one level deeper; beyond the limit it is reported once and the rest is skipped.
fn deeper<'a>(cursor: Cursor<'a>, rule: impl FnOnce(Cursor<'a>) -> Res<'a>) -> Res<'a> {
    if cursor.depth >= MAX_DEPTH {
        return Ok((too_deep(cursor), ()));
    }
    let (rest, ()) = rule(cursor.at_depth(cursor.depth + 1).reach())?;
    Ok((rest.at_depth(cursor.depth), ()))
}

/// Runs a rule that grows to the left, as `a.b.c` does: [`Cursor::deepen`] counts for all that it has
/// read.
fn chain<'a>(cursor: Cursor<'a>, rule: impl FnOnce(Cursor<'a>) -> Res<'a>) -> Res<'a> {
    let before = cursor.take_reach();
    let result = rule(cursor);
    cursor.restore_reach(before);
    result
}

fn too_deep(cursor: Cursor<'_>) -> Cursor<'_> {
    cursor.give_up(
        Diagnostic::error("nested-too-deeply", cursor.range(), "this nests too deeply").with_help(
            format!("at most {MAX_DEPTH} levels are read: give parts of it a name with `let`"),
        ),
    );
    // Nothing after this place is looked at: what closes the levels above is in there too.
    skip_while(cursor, |cursor| cursor.current() != Eof)
}

/// A name: where one stands, the words of expressions are free.
fn name<'a>(cursor: Cursor<'a>) -> Res<'a> {
    if is_name(cursor.current()) {
        node(Name, |cursor: Cursor<'a>| Ok((cursor.bump(), ()))).parse(cursor)
    } else {
        mismatch()
    }
}

/// A name that can be referred to: not one of the words of expressions.
fn declared_name(cursor: Cursor<'_>) -> Res<'_> {
    node(Name, token(Ident)).parse(cursor)
}

const fn is_name(kind: SyntaxKind) -> bool {
    matches!(kind, Ident | TrueKw | FalseKw | NullKw | IfKw | ElseKw | ForKw | InKw | MatchKw)
}

/// A comma-separated sequence between brackets; newlines separate too. `item` must take something.
fn sequence<'a>(
    open: SyntaxKind,
    close: SyntaxKind,
    what: &'static str,
    mut item: impl FnMut(Cursor<'a>) -> Res<'a>,
) -> impl FnMut(Cursor<'a>) -> Res<'a> {
    move |cursor| {
        let (opening, indent) = (cursor.range(), cursor.indent());
        let (cursor, ()) = token(open)(cursor)?;
        rest_of_sequence(cursor, (opening, indent), close, what, &mut item)
    }
}

/// A sequence behind its opening bracket, which stands in a line that is indented so far.
fn rest_of_sequence<'a>(
    mut cursor: Cursor<'a>,
    (opening, indent): (rowan::TextRange, u32),
    close: SyntaxKind,
    what: &'static str,
    item: &mut impl FnMut(Cursor<'a>) -> Res<'a>,
) -> Res<'a> {
    loop {
        if is_stray(cursor, indent) {
            cursor = skip_stray(cursor);
            continue;
        }
        if is_outdented(cursor, indent) {
            return Ok((unclosed(cursor, opening, close), ()));
        }
        if cursor.current() == close {
            return Ok((cursor.bump(), ()));
        }
        if cursor.current() == Eof
            || closes_outer(cursor.current(), close)
            || is_outside(cursor, what)
        {
            return Ok((unclosed(cursor, opening, close), ()));
        }
        let before = cursor;
        if let Ok((rest, ())) = item(cursor) {
            cursor = rest;
        } else {
            unexpected_item(cursor, what);
            cursor = skip_entry(cursor, close);
            if cursor.is_at(before) {
                cursor = cursor.bump();
            }
            if cursor.current() == Comma {
                cursor = cursor.bump();
            }
            continue;
        }
        if cursor.is_at(before) && cursor.current() != Comma {
            return Ok((unclosed(cursor, opening, close), ()));
        }
        if cursor.current() == Comma {
            cursor = cursor.bump();
        } else if cursor.text() == ";" {
            semicolon(cursor, what);
            cursor = cursor.bump();
        } else if cursor.current() != close
            && !cursor.on_new_line()
            && cursor.current() != Eof
            && !closes_outer(cursor.current(), close)
            && !is_outside(cursor, what)
        {
            unseparated(cursor, what);
            if !starts_entry(cursor) {
                cursor = skip_entry(cursor, close);
            }
        }
    }
}

/// What stands between brackets of which the opening one is missing, which is reported: the lines below
/// that are indented more.
fn unopened<'a>(
    cursor: Cursor<'a>,
    what: &'static str,
    mut item: impl FnMut(Cursor<'a>) -> Res<'a>,
) -> Res<'a> {
    let missing = cursor.previous_end();
    cursor.report(
        Diagnostic::error("expected-token", missing, "expected `{` here").with_help("write `{`"),
    );
    let place = (cursor.previous_range(), cursor.previous_indent());
    rest_of_sequence(cursor, place, RBrace, what, &mut item)
}

/// Whether what stands here is indented as the inside of brackets is that have not been opened.
fn is_unopened(cursor: Cursor<'_>) -> bool {
    let is_deeper = cursor.on_new_line() && cursor.indent() > cursor.previous_indent();
    is_deeper && !cursor.is_balanced()
}

/// Whether a closing bracket is one too many: nothing has opened it, or it begins a line that is indented
/// more than that of the bracket that it would close.
fn is_stray(cursor: Cursor<'_>, indent: u32) -> bool {
    if cursor.is_balanced() || !is_closing(cursor) {
        return false;
    }
    if cursor.on_new_line() { cursor.indent() > indent } else { cursor.closes_nothing() }
}

/// Reports a bracket that is one too many, and passes over it.
fn skip_stray(cursor: Cursor<'_>) -> Cursor<'_> {
    unexpected(cursor);
    cursor.push(Event::Start { kind: SyntaxKind::Error, forward: 0 });
    let rest = cursor.bump();
    rest.push(Event::Finish);
    rest
}

/// Whether a line begins here that belongs to what is around a bracket that does not close: one that is
/// indented no more than that bracket's.
fn is_outdented(cursor: Cursor<'_>, indent: u32) -> bool {
    let least = if is_closing(cursor) { indent } else { indent + 1 };
    !cursor.is_balanced() && cursor.on_new_line() && cursor.indent() < least
}

fn is_closing(cursor: Cursor<'_>) -> bool {
    matches!(cursor.current(), RBrace | RBracket | RParen)
}

/// What closes a bracket that is no sequence's.
fn closing<'a>(opening: rowan::TextRange, close: SyntaxKind) -> impl Fn(Cursor<'a>) -> Res<'a> {
    move |mut cursor| {
        while cursor.closes_nothing() {
            cursor = skip_stray(cursor);
        }
        if cursor.current() == close {
            return Ok((cursor.bump(), ()));
        }
        if !cursor.is_balanced() || cursor.on_new_line() || is_closing(cursor) {
            return Ok((unclosed(cursor, opening, close), ()));
        }
        // It closes further on: what stands before that is too much.
        unexpected(cursor);
        let rest = expression::skip(cursor, |cursor| !is_closing(cursor));
        Ok((if rest.current() == close { rest.bump() } else { rest }, ()))
    }
}

/// Reports a `;` between the parts of a sequence; it is read as a comma.
fn semicolon(cursor: Cursor<'_>, what: &str) {
    let message = format!("a comma or a new line stands between {what}s, not `;`");
    cursor.report(
        Diagnostic::error("expected-token", cursor.range(), message)
            .with_help("write `,`")
            .with_fix("write `,`", cursor.range(), ","),
    );
}

/// Whether a token can begin an element or field.
fn starts_entry(cursor: Cursor<'_>) -> bool {
    matches!(
        cursor.current(),
        Int | Float
            | Duration
            | Size
            | StringOpen
            | RawString
            | LBrace
            | LBracket
            | LParen
            | DotDotDot
            | Minus
            | Bang
    ) || is_name(cursor.current())
}

fn unexpected_item(cursor: Cursor<'_>, what: &str) {
    let what = if what.starts_with('a') { format!("an {what}") } else { format!("a {what}") };
    cursor.report(
        Diagnostic::error(
            "unexpected-token",
            cursor.range(),
            format!("expected {what}, and found `{}`", short(cursor.text())),
        )
        .with_help(format!("write {what}")),
    );
}

fn unseparated(cursor: Cursor<'_>, what: &str) {
    if cursor.current() == Unknown {
        return unexpected(cursor);
    }
    cursor.report(
        Diagnostic::error(
            "expected-token",
            cursor.previous_end(),
            format!("expected a comma or a new line between {what}s"),
        )
        .with_help("write `,`")
        .with_fix("write `,`", cursor.previous_end(), ","),
    );
}

/// Whether what stands here belongs to what is around a sequence: a field below a list, a declaration
/// below fields, the `from` behind imported names.
fn is_outside(cursor: Cursor<'_>, what: &str) -> bool {
    match what {
        "member" => false,
        "name" => cursor.text() == "from" && cursor.nth(1) == StringOpen,
        "value" if begins_field(cursor) => true,
        _ => begins_declaration(cursor),
    }
}

/// Whether `name:` stands here on a line of its own: the next field, not a value.
fn begins_field(cursor: Cursor<'_>) -> bool {
    cursor.on_new_line() && is_name(cursor.current()) && cursor.nth(1) == Colon
}

/// Whether a declaration or member begins here on a line of its own: no value is two words in a row.
fn begins_declaration(cursor: Cursor<'_>) -> bool {
    let is_word = |text| crate::word(text) != crate::Word::Unknown || member::WORDS.contains(&text);
    // What may stand behind a value in `allow` and `check`.
    let goes_on = |text| matches!(text, "on" | "when" | "at");
    cursor.on_new_line()
        && cursor.current() == Ident
        && cursor.nth(1) == Ident
        && !cursor.next().on_new_line()
        && is_word(cursor.text())
        && !goes_on(cursor.nth_text(1))
}

/// Skips to the end of an element or field: a comma, a new line, what closes.
fn skip_entry(cursor: Cursor<'_>, close: SyntaxKind) -> Cursor<'_> {
    let first = cursor;
    expression::skip(cursor, move |cursor| {
        cursor.current() != Comma
            && cursor.current() != close
            && !closes_outer(cursor.current(), close)
            && (cursor.is_at(first) || !cursor.on_new_line())
    })
}

/// Whether a closing bracket belongs to something further out.
const fn closes_outer(kind: SyntaxKind, close: SyntaxKind) -> bool {
    matches!(kind, RBrace | RBracket | RParen | InterpolationClose) && kind as u16 != close as u16
}

/// Reports a bracket that does not close, where it opens.
fn unclosed(cursor: Cursor<'_>, opening: rowan::TextRange, close: SyntaxKind) -> Cursor<'_> {
    let sign = match close {
        RBrace => "}",
        RBracket => "]",
        RParen => ")",
        _ => ">",
    };
    let finding = Diagnostic::error("unclosed-bracket", opening, "this bracket is not closed")
        .with_label(cursor.previous_end(), format!("expected `{sign}` here"))
        .with_help(format!("write `{sign}`"));
    cursor.report_unclosed(finding);
    cursor
}
