//! Expressions.

use nom::Parser;
use nom::branch::alt;
use sparta_diagnostics::Diagnostic;

use super::declaration::{binding, guard};
use super::{
    begins_declaration, begins_field, chain, closing, deeper, is_name, is_unopened, missing_value,
    name, sequence, string, types, unopened,
};
use crate::SyntaxKind::{
    self, AndAnd, Argument, Arguments, BadNumber, Bang, BinaryExpr, CallExpr, Colon, Dot,
    DotDotDot, Duration, ElseKw, Eof, Eq, EqEq, ExprBlock, FalseKw, FatArrow, Field, FieldName,
    Float, ForKw, Greater, GreaterEq, Ident, IfExpr, IfKw, InKw, IndexExpr, Int, LBrace, LBracket,
    LParen, Less, LessEq, List, ListFor, Literal, MatchArm, MatchExpr, MatchKw, MemberExpr, Minus,
    NotEq, NullKw, Object, ObjectFor, OrOr, Paren, PathExpr, Pattern, Percent, Pipe, Plus,
    PrefixExpr, Question, QuestionBracket, QuestionDot, QuestionQuestion, RBrace, RBracket, RParen,
    RawString, Size, Slash, Spread, Star, StringOpen, TrueKw, UnclosedRawString, Unknown,
};
use crate::combinator::{expect, many, node, skip_while, token, unit};
use crate::cursor::{Cursor, Event, Res, mismatch};

/// An expression that has to be there; it may begin on the next line. What stands in its place and is
/// none is reported, and skipped if a value follows.
pub(super) fn required(cursor: Cursor<'_>) -> Res<'_> {
    match expression(cursor) {
        Err(nom::Err::Error(_)) if is_stray(cursor) => {
            super::unexpected(cursor);
            let rest = skip_while(cursor, |next| is_stray(next) || is_interpolated(next));
            if rest.on_new_line() { Ok((rest, ())) } else { expression(rest).or(Ok((rest, ()))) }
        }
        Err(nom::Err::Error(_)) => {
            missing_value(cursor);
            Ok((cursor, ()))
        }
        other => other,
    }
}

/// `{` behind a `$`: an interpolation outside of a string.
fn is_interpolated(cursor: Cursor<'_>) -> bool {
    cursor.current() == LBrace && cursor.previous() == Unknown
}

/// Whether a token that begins no value is one too much, and not what comes after the value.
fn is_stray(cursor: Cursor<'_>) -> bool {
    let is_infix = binding_power(cursor.current()).is_some();
    let is_sign = matches!(cursor.current(), Unknown | Eq | Colon | Dot | QuestionDot | Question);
    (is_infix || is_sign) && !cursor.on_new_line()
}

/// An expression that has to begin on the line of what precedes it.
pub(super) fn required_on_line(cursor: Cursor<'_>) -> Res<'_> {
    if is_unopened(cursor) && begins_field(cursor) {
        return unopened_object(cursor);
    }
    if cursor.on_new_line() {
        missing_value(cursor);
        return Ok((cursor, ()));
    }
    required(cursor)
}

/// Wraps everything up to where a test fails into one `Error` node. Values keep their form, and nothing is
/// said of them: an editor may ask about a name in there.
pub(super) fn skip<'a>(mut cursor: Cursor<'a>, go_on: impl Fn(Cursor<'a>) -> bool) -> Cursor<'a> {
    if cursor.current() == Eof || !go_on(cursor) {
        return cursor;
    }
    cursor.push(Event::Start { kind: SyntaxKind::Error, forward: 0 });
    while cursor.current() != Eof && go_on(cursor) {
        let before = cursor.mark();
        cursor = match expression(cursor) {
            Ok((rest, ())) if !rest.is_at(cursor) => {
                rest.forget_since(before);
                rest
            }
            _ => cursor.bump(),
        };
    }
    cursor.push(Event::Finish);
    cursor
}

/// The fields of an object whose `{` is missing.
pub(super) fn unopened_object(cursor: Cursor<'_>) -> Res<'_> {
    deeper(cursor, |cursor| node(Object, |cursor| unopened(cursor, "field", entry)).parse(cursor))
}

/// A field or a spread of an object.
fn entry(cursor: Cursor<'_>) -> Res<'_> {
    alt((spread, field)).parse(cursor)
}

/// An expression.
pub(super) fn expression(cursor: Cursor<'_>) -> Res<'_> {
    deeper(cursor, |cursor| chain(cursor, |cursor| binary(cursor, 0, None)))
}

/// How tightly an infix operator binds.
const fn binding_power(kind: SyntaxKind) -> Option<u8> {
    Some(match kind {
        OrOr => 1,
        AndAnd => 2,
        QuestionQuestion => 3,
        EqEq | NotEq => 4,
        Less | LessEq | Greater | GreaterEq => 5,
        Plus | Minus => 6,
        Star | Slash | Percent => 7,
        _ => return None,
    })
}

/// A newline ends an expression, unless the next line begins with one of these.
const fn continues_line(kind: SyntaxKind) -> bool {
    matches!(kind, OrOr | AndAnd | QuestionQuestion | Dot | QuestionDot)
}

/// Operators that bind tighter than `least`; `around` is the one whose right side this is.
fn binary(cursor: Cursor<'_>, least: u8, around: Option<SyntaxKind>) -> Res<'_> {
    let mut mark = cursor.mark();
    let (mut cursor, ()) = unary(cursor)?;
    let mut last = None;
    let mut is_mixed = false;
    while let Some(power) = binding_power(cursor.current())
        && power > least
        && (!cursor.on_new_line() || continues_line(cursor.current()))
    {
        if cursor.deepen() > super::MAX_DEPTH {
            return Ok((super::too_deep(cursor), ()));
        }
        let operator = cursor.current();
        if !is_mixed && (mixes(last, operator) || mixes(around, operator)) {
            is_mixed = true;
            report_mixed(cursor);
        }
        last = Some(operator);
        mark = cursor.precede(mark, BinaryExpr);
        let after = cursor.bump();
        let around = last.filter(|_| !is_mixed);
        let (rest, ()) = match deeper(after, |after| chain(after, |it| binary(it, power, around))) {
            Err(nom::Err::Error(_)) => {
                after.report(
                    Diagnostic::error(
                        "missing-value",
                        after.previous_range(),
                        "the right side is missing",
                    )
                    .with_help("write a value after the operator"),
                );
                (after, ())
            }
            other => other?,
        };
        rest.push(Event::Finish);
        cursor = rest.at_depth(cursor.depth);
    }
    Ok((cursor, ()))
}

/// `a ?? b || c` reads in two ways: brackets say which.
fn mixes(other: Option<SyntaxKind>, operator: SyntaxKind) -> bool {
    let is_logic = |kind| matches!(kind, OrOr | AndAnd);
    other.is_some_and(|other| {
        other == QuestionQuestion && is_logic(operator)
            || is_logic(other) && operator == QuestionQuestion
    })
}

fn report_mixed(cursor: Cursor<'_>) {
    cursor.report(
        Diagnostic::error(
            "mixed-operators",
            cursor.range(),
            "`??` beside `||` or `&&` reads in two ways",
        )
        .with_help("put brackets around what belongs together"),
    );
}

fn unary<'a>(cursor: Cursor<'a>) -> Res<'a> {
    if matches!(cursor.current(), Bang | Minus) {
        return deeper(cursor, |cursor| {
            let sign = |cursor: Cursor<'a>| Ok((cursor.bump(), ()));
            let operand = |cursor: Cursor<'a>| match unary(cursor) {
                Err(nom::Err::Error(_)) => {
                    missing_value(cursor);
                    Ok((cursor, ()))
                }
                other => other,
            };
            node(PrefixExpr, (sign, operand).map(unit)).parse(cursor)
        });
    }
    chain(cursor, postfix)
}

fn postfix(cursor: Cursor<'_>) -> Res<'_> {
    let mut mark = cursor.mark();
    let (mut cursor, ()) = primary(cursor)?;
    loop {
        let kind = match cursor.current() {
            Dot | QuestionDot => MemberExpr,
            LBracket | QuestionBracket if !cursor.on_new_line() => IndexExpr,
            LParen if !cursor.on_new_line() => CallExpr,
            _ => return Ok((cursor, ())),
        };
        if cursor.deepen() > super::MAX_DEPTH {
            return Ok((super::too_deep(cursor), ()));
        }
        mark = cursor.precede(mark, kind);
        let (rest, ()) = match kind {
            MemberExpr => expect(name_on_line, "a name")(cursor.bump())?,
            IndexExpr => {
                let opening = cursor.range();
                let (rest, ()) = required(cursor.bump())?;
                closing(opening, RBracket)(rest)?
            }
            _ => arguments(cursor)?,
        };
        rest.push(Event::Finish);
        cursor = rest.at_depth(cursor.depth);
    }
}

fn name_on_line(cursor: Cursor<'_>) -> Res<'_> {
    if cursor.on_new_line() { mismatch() } else { name(cursor) }
}

/// `(a, b: c)`.
pub(super) fn arguments(cursor: Cursor<'_>) -> Res<'_> {
    deeper(cursor, |cursor| {
        node(Arguments, sequence(LParen, RParen, "argument", argument)).parse(cursor)
    })
}

fn argument<'a>(cursor: Cursor<'a>) -> Res<'a> {
    let label = |cursor: Cursor<'a>| {
        if is_name(cursor.current()) && cursor.nth(1) == Colon {
            let (cursor, ()) = name(cursor)?;
            let cursor = cursor.bump();
            required_on_line(cursor)
        } else {
            expression(cursor)
        }
    };
    node(Argument, label).parse(cursor)
}

fn primary<'a>(cursor: Cursor<'a>) -> Res<'a> {
    match cursor.current() {
        Int | Float | Duration | Size | TrueKw | FalseKw | NullKw => {
            // `name:` begins the next field: the value is missing.
            if is_name(cursor.current()) && begins_field(cursor) {
                return mismatch();
            }
            check_number(cursor);
            node(Literal, |cursor: Cursor<'a>| Ok((cursor.bump(), ()))).parse(cursor)
        }
        BadNumber => {
            check_number(cursor);
            node(Literal, token(BadNumber)).parse(cursor)
        }
        StringOpen | RawString | UnclosedRawString => string::literal(cursor),
        LBracket => list(cursor),
        LBrace => object(cursor),
        LParen => {
            let opening = cursor.range();
            let closing = closing(opening, RParen);
            node(Paren, (token(LParen), required, closing).map(unit)).parse(cursor)
        }
        IfKw if !begins_field(cursor) => if_expr(cursor),
        MatchKw if !begins_field(cursor) => match_expr(cursor),
        Ident if !begins_field(cursor) && !begins_declaration(cursor) => {
            node(PathExpr, types::path).parse(cursor)
        }
        _ => mismatch(),
    }
}

fn check_number(cursor: Cursor<'_>) {
    let text = cursor.text();
    if cursor.current() == BadNumber {
        let digits =
            text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '_' | '.'));
        let finding =
            Diagnostic::error("bad-number", cursor.range(), format!("`{digits}` is no unit"));
        let units = ["ms", "s", "min", "h", "d", "KB", "MB", "GB"];
        let number = &text[..text.len() - digits.len()];
        cursor.report(match units.iter().find(|unit| unit.eq_ignore_ascii_case(digits)) {
            Some(unit) => finding
                .with_help(format!("did you mean `{number}{unit}`?"))
                .with_guess(format!("write `{number}{unit}`"), cursor.range(), format!("{number}{unit}")),
            None => finding.with_help("durations are in `ms`, `s`, `min`, `h`, `d`, sizes in `KB`, `MB`, `GB`, as whole numbers"),
        });
    } else if crate::literal::is_too_large(cursor.current(), text) {
        cursor.report(
            Diagnostic::error(
                "bad-number",
                cursor.range(),
                "this number does not fit into 64 bits",
            )
            .with_help("write a smaller one"),
        );
    }
}

fn list<'a>(cursor: Cursor<'a>) -> Res<'a> {
    deeper(cursor, |cursor| {
        if cursor.nth(1) == ForKw && matches!(cursor.nth(2), Ident | ForKw) {
            let opening = cursor.range();
            let closing = closing(opening, RBracket);
            return node(
                ListFor,
                (token(LBracket), for_head, expect(block, "`{` and a value"), closing).map(unit),
            )
            .parse(cursor);
        }
        node(
            List,
            sequence(LBracket, RBracket, "value", |cursor| alt((spread, expression)).parse(cursor)),
        )
        .parse(cursor)
    })
}

/// `for k, v in map if …`.
fn for_head(cursor: Cursor<'_>) -> Res<'_> {
    (token(ForKw), expect(binding, "a name"), expect(token(InKw), "`in`"), required, guard)
        .map(unit)
        .parse(cursor)
}

/// `{ … }` where an expression may begin.
pub(super) fn object<'a>(cursor: Cursor<'a>) -> Res<'a> {
    if cursor.current() != LBrace {
        return mismatch();
    }
    deeper(cursor, |cursor| {
        if cursor.nth(1) == ForKw && cursor.nth(2) != Colon {
            let opening = cursor.range();
            let closing = closing(opening, RBrace);
            return node(
                ObjectFor,
                (token(LBrace), for_head, expect(object, "`{` and a field"), closing).map(unit),
            )
            .parse(cursor);
        }
        node(Object, sequence(LBrace, RBrace, "field", entry)).parse(cursor)
    })
}

fn spread(cursor: Cursor<'_>) -> Res<'_> {
    node(Spread, (token(DotDotDot), required_on_line).map(unit)).parse(cursor)
}

/// `name: value`.
pub(super) fn field<'a>(cursor: Cursor<'a>) -> Res<'a> {
    if !matches!(cursor.current(), Int | StringOpen | RawString) && !is_name(cursor.current()) {
        return mismatch();
    }
    let value = |cursor: Cursor<'a>| {
        if cursor.current() == Colon {
            return required_on_line(cursor.bump());
        }
        let finding = if cursor.current() == Eq {
            Diagnostic::error("expected-token", cursor.range(), "a field's value stands after `:`")
                .with_help("write `:`")
                .with_fix("write `:`", cursor.range(), ":")
        } else {
            Diagnostic::error(
                "expected-token",
                cursor.previous_end(),
                "expected `:` and a value here",
            )
            .with_help("a field is `name: value`; there is no shorthand")
        };
        cursor.report(finding);
        if cursor.current() == Eq {
            return required_on_line(cursor.bump());
        }
        // A value where the colon is missing; `name:` is the next field.
        let is_value = !cursor.on_new_line() && cursor.nth(1) != Colon;
        if is_value { expression(cursor).or(Ok((cursor, ()))) } else { Ok((cursor, ())) }
    };
    node(Field, (field_name, value).map(unit)).parse(cursor)
}

pub(super) fn field_name<'a>(cursor: Cursor<'a>) -> Res<'a> {
    let key = |cursor: Cursor<'a>| match cursor.current() {
        StringOpen | RawString => string::literal(cursor),
        Int => Ok((cursor.bump(), ())),
        kind if is_name(kind) => Ok((cursor.bump(), ())),
        _ => mismatch(),
    };
    node(FieldName, key).parse(cursor)
}

/// `{ value }` after a complete condition.
fn block<'a>(cursor: Cursor<'a>) -> Res<'a> {
    let opening = cursor.range();
    let closing = closing(opening, RBrace);
    node(ExprBlock, (token(LBrace), required, closing).map(unit)).parse(cursor)
}

/// A block; where its `{` is missing, a value on the line is taken for its inside.
fn required_block<'a>(cursor: Cursor<'a>) -> Res<'a> {
    let (rest, ()) = expect(block, "`{` and a value")(cursor)?;
    if !rest.is_at(cursor) || cursor.is_balanced() || cursor.on_new_line() {
        return Ok((rest, ()));
    }
    let inside = |cursor: Cursor<'a>| {
        let (rest, ()) = expression(cursor)?;
        let closes = rest.current() == RBrace && !rest.on_new_line();
        Ok((if closes { rest.bump() } else { rest }, ()))
    };
    node(ExprBlock, inside).parse(cursor).or(Ok((cursor, ())))
}

fn if_expr<'a>(cursor: Cursor<'a>) -> Res<'a> {
    deeper(cursor, |cursor| {
        let otherwise = |cursor: Cursor<'a>| {
            if cursor.current() != ElseKw {
                return Ok((cursor, ()));
            }
            let cursor = cursor.bump();
            if cursor.current() == IfKw { if_expr(cursor) } else { required_block(cursor) }
        };
        node(IfExpr, (token(IfKw), required, required_block, otherwise).map(unit)).parse(cursor)
    })
}

fn match_expr(cursor: Cursor<'_>) -> Res<'_> {
    deeper(cursor, |cursor| {
        let arms = sequence(LBrace, RBrace, "arm", arm);
        node(MatchExpr, (token(MatchKw), required, expect(arms, "`{` and arms")).map(unit))
            .parse(cursor)
    })
}

fn arm<'a>(cursor: Cursor<'a>) -> Res<'a> {
    let more =
        many(|cursor| (token(Pipe), expect(pattern, "a value to match")).map(unit).parse(cursor));
    let value = |cursor: Cursor<'a>| {
        if matches!(cursor.current(), Eq | Colon) {
            let finding = Diagnostic::error(
                "expected-token",
                cursor.range(),
                "an arm's value stands after `=>`",
            )
            .with_help("write `=>`")
            .with_fix("write `=>`", cursor.range(), "=>");
            cursor.report(finding);
            return required(cursor.bump());
        }
        let (rest, ()) = expect(token(FatArrow), "`=>` and a value")(cursor)?;
        if rest.previous() == FatArrow {
            required(rest)
        } else if rest.on_new_line() {
            Ok((rest, ()))
        } else {
            expression(rest).or(Ok((rest, ())))
        }
    };
    node(MatchArm, (pattern, more, value).map(unit)).parse(cursor)
}

fn pattern<'a>(cursor: Cursor<'a>) -> Res<'a> {
    let literal = |cursor: Cursor<'a>| match cursor.current() {
        StringOpen | RawString => string::literal(cursor),
        Minus if matches!(cursor.nth(1), Int | Float) => Ok((cursor.bump().bump(), ())),
        Int | Float | TrueKw | FalseKw | NullKw => Ok((cursor.bump(), ())),
        Ident if cursor.text() == "_" => Ok((cursor.bump(), ())),
        _ => mismatch(),
    };
    node(Pattern, literal).parse(cursor)
}
