//! Strings.

use nom::Parser;
use sparta_diagnostics::Diagnostic;

use super::expression;
use crate::SyntaxKind::{
    Eof, Interpolation, InterpolationClose, InterpolationOpen, RawString, StringClose,
    StringEscape, StringLiteral, StringOpen, StringText, UnclosedRawString,
};
use crate::combinator::{node, skip_while, token};
use crate::cursor::{Cursor, Res, mismatch};

/// A string, whatever its form.
pub(super) fn literal(cursor: Cursor<'_>) -> Res<'_> {
    match cursor.current() {
        RawString => node(StringLiteral, token(RawString)).parse(cursor),
        UnclosedRawString => {
            cursor.report(unclosed(cursor, "\""));
            node(StringLiteral, token(UnclosedRawString)).parse(cursor)
        }
        StringOpen => super::deeper(cursor, |cursor| node(StringLiteral, parts).parse(cursor)),
        _ => mismatch(),
    }
}

fn unclosed(opening: Cursor<'_>, quote: &str) -> Diagnostic<rowan::TextRange> {
    Diagnostic::error("unclosed-string", opening.range(), "this text is not closed").with_help(
        format!("write `{quote}` at its end; text over several lines stands between `\"\"\"`"),
    )
}

fn parts(cursor: Cursor<'_>) -> Res<'_> {
    let opening = cursor;
    let quote = opening.text();
    if quote == "'" {
        single_quoted(cursor);
    }
    let mut cursor = cursor.bump();
    loop {
        match cursor.current() {
            StringText => cursor = cursor.bump(),
            StringEscape => {
                check_escape(cursor);
                cursor = cursor.bump();
            }
            InterpolationOpen => cursor = interpolation(cursor)?.0,
            StringClose => return Ok((cursor.bump(), ())),
            _ => {
                cursor.report_unclosed(unclosed(opening, quote));
                return Ok((cursor, ()));
            }
        }
    }
}

/// Text in single quotes is read; the fix writes it in double quotes.
fn single_quoted(cursor: Cursor<'_>) {
    let (text, close) = match (cursor.nth(1), cursor.nth(2)) {
        (StringText, StringClose) => (cursor.nth_text(1), 2),
        (StringClose, _) => ("", 1),
        _ => ("", 0),
    };
    let mut finding =
        Diagnostic::error("single-quoted-string", cursor.range(), "text stands in double quotes")
            .with_help("write `\"…\"`");
    if close > 0 && !text.contains('"') {
        let range = rowan::TextRange::new(
            cursor.range().start(),
            cursor.range().end() + rowan::TextSize::of(text) + rowan::TextSize::new(1),
        );
        finding = Diagnostic::error("single-quoted-string", range, "text stands in double quotes")
            .with_help("write `\"…\"`")
            .with_fix("use double quotes", range, format!("\"{text}\""));
    }
    cursor.report(finding);
}

fn check_escape(cursor: Cursor<'_>) {
    let text = cursor.text();
    let known = matches!(text, "\\n" | "\\t" | "\\r" | "\\\"" | "\\\\" | "\\$" | "\\'")
        || text.strip_prefix("\\u{").and_then(|rest| rest.strip_suffix('}')).is_some_and(
            |digits| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).is_some(),
        );
    if !known {
        cursor.report(
            Diagnostic::error("bad-escape", cursor.range(), format!("`{text}` is no escape"))
                .with_help("there are `\\n`, `\\t`, `\\r`, `\\\"`, `\\\\`, `\\$` and `\\u{…}`; a backslash is `\\\\`"),
        );
    }
}

fn interpolation<'a>(cursor: Cursor<'a>) -> Res<'a> {
    let inside = |cursor: Cursor<'a>| {
        let opening = cursor.range();
        let cursor = cursor.bump();
        let (mut cursor, ()) = if cursor.current() == InterpolationClose {
            cursor.report(
                Diagnostic::error("missing-value", opening, "nothing stands in this interpolation")
                    .with_help("name a value: `${name}`; a dollar sign is `\\$`"),
            );
            (cursor, ())
        } else {
            expression::required(cursor)?
        };
        let ends = |cursor: Cursor<'a>| {
            matches!(cursor.current(), InterpolationClose | StringClose | Eof)
                || cursor.on_new_line()
        };
        if cursor.current() == StringOpen {
            // The string's end, read as the begin of another: what lacks is the brace.
            cursor = skip_while(cursor, |cursor| !cursor.on_new_line());
            cursor.report_unclosed(
                Diagnostic::error("unclosed-bracket", opening, "this interpolation is not closed")
                    .with_help("write `}` behind the value"),
            );
        } else if !ends(cursor) {
            super::unexpected(cursor);
            cursor = expression::skip(cursor, |cursor| !ends(cursor));
        }
        if cursor.current() == InterpolationClose {
            return Ok((cursor.bump(), ()));
        }
        Ok((cursor, ()))
    };
    node(Interpolation, inside).parse(cursor)
}
