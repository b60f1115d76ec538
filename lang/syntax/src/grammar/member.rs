//! Blocks: the members of a component, an `extend`, an event, a grant, a `custom`, a test.

use nom::Parser;
use sparta_diagnostics::Diagnostic;

use super::declaration::{
    after_attributes, annotation, body, declare, default, rule, type_after_colon, valued,
};
use super::{expression, name};
use crate::SyntaxKind::{
    self, Allow, Assert, AttributeDef, Block, Check, Colon, DiagnosticName, Dot, ElseKw, Grant,
    Ident, LBrace, Metric, Minus, Property, PropertyPath, RBrace, RawString, Set, StringOpen,
    TypeField,
};
use crate::combinator::{expect, node, skip_while, token, unit, word};
use crate::cursor::{Cursor, Res, mismatch};

/// The words that begin a member and no declaration of a file.
pub(super) const WORDS: [&str; 8] =
    ["grant", "allow", "metric", "attribute", "property", "set", "check", "assert"];

/// Whose block it is: what may stand in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Component,
    Extend,
    Event,
    Grant,
    Custom,
    Test,
}

impl Kind {
    const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Component => &[
                "param", "let", "resource", "existing", "output", "check", "lambda", "api", "site",
                "pipeline",
            ],
            Self::Extend => &["grant", "event", "attribute", "metric", "check", "property"],
            Self::Event => {
                &["let", "resource", "lambda", "api", "site", "pipeline", "allow", "set", "check"]
            }
            Self::Grant => &["let", "allow"],
            Self::Custom => &["lambda", "check"],
            Self::Test => &["let", "assert"],
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Component => "a component",
            Self::Extend => "an `extend`",
            Self::Event => "an event",
            Self::Grant => "a grant",
            Self::Custom => "a custom resource",
            Self::Test => "a test",
        }
    }
}

/// A member word where it may not stand.
pub(super) fn misplaced(cursor: Cursor<'_>, place: &str) -> Diagnostic<rowan::TextRange> {
    let text = cursor.text();
    let home = match text {
        "grant" | "metric" | "attribute" | "property" => "an `extend`",
        "allow" => "a `grant` or an `event`",
        "set" => "an `event`",
        "check" => "a `component`, an `extend`, an `event` or a `custom`",
        "assert" => "a `test`",
        "param" | "output" => "a file or a `component`",
        _ => "a file",
    };
    Diagnostic::error(
        "misplaced-member",
        cursor.range(),
        format!("`{text}` can't stand in {place}"),
    )
    .with_help(format!("it belongs into {home}"))
}

/// `{ … }` with members.
pub(super) fn block<'a>(kind: Kind) -> impl FnMut(Cursor<'a>) -> Res<'a> {
    move |cursor| {
        let item = |cursor| member(cursor, kind);
        if cursor.current() == LBrace {
            return super::deeper(cursor, |cursor| {
                node(Block, super::sequence(LBrace, RBrace, "member", item)).parse(cursor)
            });
        }
        if super::is_unopened(cursor) && kind.words().contains(&cursor.text()) {
            return super::deeper(cursor, |cursor| {
                node(Block, |cursor| super::unopened(cursor, "member", item)).parse(cursor)
            });
        }
        mismatch()
    }
}

fn member(cursor: Cursor<'_>, kind: Kind) -> Res<'_> {
    let head = after_attributes(cursor);
    let is_field = super::is_name(head.current()) && head.nth(1) == Colon && head.is_at(cursor);
    if is_field && kind == Kind::Custom {
        return custom_field(cursor);
    }
    if head.current() != Ident {
        return mismatch();
    }
    let keyword = head.text();
    if !kind.words().contains(&keyword) {
        let known = WORDS.contains(&keyword) || crate::split::word(keyword) != crate::Word::Unknown;
        if known && !is_field {
            head.report(misplaced(head, kind.name()));
            // The member is read all the same, so that what it holds makes no noise.
            return any_member(cursor, keyword).or_else(|_| Ok((skip(cursor), ())));
        }
        let finding = Diagnostic::error(
            "unknown-declaration",
            head.range(),
            format!("`{keyword}` begins no member of {}", kind.name()),
        );
        head.report(match sparta_diagnostics::nearest(keyword, kind.words().iter().copied()) {
            Some(near) => finding.with_help(format!("did you mean `{near}`?")).with_guess(
                format!("write `{near}`"),
                head.range(),
                near,
            ),
            None => finding.with_help(format!(
                "it has {}",
                kind.words().iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
            )),
        });
        return Ok((skip(cursor), ()));
    }
    any_member(cursor, keyword)
}

/// Skips a member that can't be read: to the next line outside of brackets.
fn skip(cursor: Cursor<'_>) -> Cursor<'_> {
    skip_while(cursor, move |next| {
        next.current() != RBrace && (next.is_at(cursor) || !next.on_new_line())
    })
}

fn any_member<'a>(cursor: Cursor<'a>, keyword: &str) -> Res<'a> {
    match keyword {
        "grant" => {
            rule(Grant, "grant", (expect(name, "a name"), expect(block(Kind::Grant), "`{`")))(
                cursor,
            )
        }
        "allow" => allow(cursor),
        "metric" => rule(Metric, "metric", (expect(name, "a name"), body))(cursor),
        "attribute" => {
            rule(AttributeDef, "attribute", (expect(name, "a name"), annotation, default))(cursor)
        }
        "property" => {
            rule(Property, "property", (expect(property_path, "the path of a property"), body))(
                cursor,
            )
        }
        "set" => rule(Set, "set", (expression::required_on_line, valued))(cursor),
        "check" => check(cursor),
        "assert" => rule(Assert, "assert", expression::required_on_line)(cursor),
        _ => declare(cursor, keyword, false),
    }
}

fn allow(cursor: Cursor<'_>) -> Res<'_> {
    let when = |cursor| {
        nom::combinator::opt((word("when"), expression::required_on_line).map(unit))
            .map(unit)
            .parse(cursor)
    };
    rule(
        Allow,
        "allow",
        (
            expression::required_on_line,
            expect(word("on"), "`on` and a resource"),
            expression::required_on_line,
            when,
        ),
    )(cursor)
}

fn property_path(cursor: Cursor<'_>) -> Res<'_> {
    let more = crate::combinator::many(|cursor| {
        (token(Dot), expect(name, "a name")).map(unit).parse(cursor)
    });
    node(PropertyPath, (name, more).map(unit)).parse(cursor)
}

fn check(cursor: Cursor<'_>) -> Res<'_> {
    let place = |cursor| {
        nom::combinator::opt((word("at"), expression::required_on_line).map(unit))
            .map(unit)
            .parse(cursor)
    };
    rule(
        Check,
        "check",
        (
            expression::required_on_line,
            expect(token(ElseKw), "`else` and what is wrong, in quotes"),
            diagnostic_name,
            expression::required_on_line,
            place,
        ),
    )(cursor)
}

/// `cors-credentials`, before the message.
fn diagnostic_name<'a>(cursor: Cursor<'a>) -> Res<'a> {
    let is_part = |kind: SyntaxKind| super::is_name(kind);
    if !is_part(cursor.current()) || !matches!(cursor.nth(1), Minus | StringOpen | RawString) {
        return Ok((cursor, ()));
    }
    let parts = |mut cursor: Cursor<'a>| {
        while is_part(cursor.current()) {
            cursor = cursor.bump();
            if cursor.current() != Minus {
                break;
            }
            cursor = cursor.bump();
        }
        Ok((cursor, ()))
    };
    // The parts are taken as they come: a name is letters and hyphens.
    node(DiagnosticName, parts).parse(cursor)
}

/// A field of a `custom`; `input` and `output` hold types.
fn custom_field<'a>(cursor: Cursor<'a>) -> Res<'a> {
    if matches!(cursor.text(), "input" | "output") {
        return node(TypeField, (name, token(Colon), type_after_colon).map(unit)).parse(cursor);
    }
    expression::field(cursor)
}
