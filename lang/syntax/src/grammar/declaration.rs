//! Declarations.

use nom::Parser;
use sparta_diagnostics::{Diagnostic, nearest};

use super::member::block;
use super::types::{path_type, ty};
use super::{declared_name, expression, name, sequence, string};
use crate::SyntaxKind::{
    self, At, Attribute, Binding, Colon, Comma, Component, Construct, Custom, Environment, Eof, Eq,
    EventDef, Existing, Extend, Fn, Guard, Ident, IfKw, Import, ImportName, ImportNames, InKw,
    LBrace, LBracket, LParen, Let, Output, Param, Parameter, Parameters, Pipe, RBrace, RBracket,
    RParen, Repeat, Resource, Setting, Stack, Test, TypeAlias,
};
use crate::combinator::{expect, many, node, token, unit, word};
use crate::cursor::{Cursor, Event, Res, mismatch};
use crate::split::{CONSTRUCTS, WORDS};

/// The one declaration of a piece; what is none becomes an `Error` node with one finding.
pub(super) fn top_level(cursor: Cursor<'_>) -> Cursor<'_> {
    match declaration(cursor) {
        Ok((rest, ())) if !rest.is_at(cursor) => rest,
        _ => unknown(cursor),
    }
}

/// A declaration of a file.
pub(super) fn declaration(cursor: Cursor<'_>) -> Res<'_> {
    let head = after_attributes(cursor);
    if head.current() != Ident {
        return mismatch();
    }
    declare(cursor, head.text(), true)
}

/// The declaration or member that begins with a word.
pub(super) fn declare<'a>(cursor: Cursor<'a>, keyword: &str, top: bool) -> Res<'a> {
    match keyword {
        "stack" if top => rule(Stack, "stack", (named, body))(cursor),
        "import" if top => import(cursor),
        "param" => rule(Param, "param", (named, annotation, default))(cursor),
        "setting" if top => rule(Setting, "setting", (named, annotation, default))(cursor),
        "let" => rule(Let, "let", (named, optional_annotation, assigned))(cursor),
        "type" if top => {
            rule(TypeAlias, "type", (named, expect(token(Eq), "`=`"), expect(ty, "a type")))(cursor)
        }
        "fn" if top => {
            rule(Fn, "fn", (named, expect(parameters, "`(`"), annotation, assigned))(cursor)
        }
        "resource" => resource(cursor),
        "existing" => rule(Existing, "existing", (named, resource_type, body))(cursor),
        "custom" if top => rule(Custom, "custom", (named, custom_body))(cursor),
        "component" if top => {
            rule(Component, "component", (named, expect(block(ComponentBlock), "`{`")))(cursor)
        }
        "extend" if top => rule(
            Extend,
            "extend",
            (expect(path_type, "the type to extend"), expect(block(ExtendBlock), "`{`")),
        )(cursor),
        "event" => rule(
            EventDef,
            "event",
            (named, nom::combinator::opt(parameters), expect(block(EventBlock), "`{`")),
        )(cursor),
        "output" => rule(Output, "output", (named, valued))(cursor),
        "environment" if top => rule(Environment, "environment", (named, body))(cursor),
        "test" if top => test(cursor),
        _ if CONSTRUCTS.iter().any(|(construct, _)| *construct == keyword) => construct(cursor),
        _ => mismatch(),
    }
}

use super::member::Kind::{
    Component as ComponentBlock, Custom as CustomBlock, Event as EventBlock, Extend as ExtendBlock,
    Test as TestBlock,
};

/// `attributes word …` as a node.
pub(super) fn rule<'a>(
    kind: SyntaxKind,
    keyword: &'static str,
    mut rest: impl Parser<Cursor<'a>, Output = impl Sized, Error = crate::cursor::Mismatch>,
) -> impl FnMut(Cursor<'a>) -> Res<'a> {
    move |cursor| {
        let mark = cursor.mark();
        cursor.push(Event::Start { kind, forward: 0 });
        let result =
            (attributes, word(keyword)).parse(cursor).and_then(|(cursor, _)| rest.parse(cursor));
        match result {
            Ok((rest, _)) => {
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

/// The first token after attributes, found without a word being said.
pub(super) fn after_attributes(cursor: Cursor<'_>) -> Cursor<'_> {
    let mark = cursor.mark();
    let rest = attributes(cursor).map_or(cursor, |(rest, ())| rest);
    cursor.rollback(mark);
    rest
}

fn attributes(cursor: Cursor<'_>) -> Res<'_> {
    many(attribute)(cursor)
}

fn attribute<'a>(cursor: Cursor<'a>) -> Res<'a> {
    let arguments = |cursor: Cursor<'a>| {
        if cursor.current() == LParen && !cursor.on_new_line() {
            expression::arguments(cursor)
        } else {
            Ok((cursor, ()))
        }
    };
    let name = |cursor: Cursor<'a>| {
        if cursor.on_new_line() { mismatch() } else { token(Ident)(cursor) }
    };
    node(Attribute, (token(At), expect(name, "the attribute's name"), arguments).map(unit))
        .parse(cursor)
}

/// A declared name; one of the words of expressions can't be referred to and is reported.
fn named(cursor: Cursor<'_>) -> Res<'_> {
    if super::is_name(cursor.current()) && cursor.current() != Ident && !cursor.on_new_line() {
        cursor.report(
            Diagnostic::error(
                "reserved-name",
                cursor.range(),
                format!("`{}` is a word of the language", cursor.text()),
            )
            .with_help("choose another name"),
        );
        return name(cursor);
    }
    if cursor.on_new_line() {
        return expect(|_| mismatch(), "a name")(cursor);
    }
    let (rest, ()) = expect(declared_name, "a name")(cursor)?;
    Ok((behind_second_name(rest), ()))
}

/// Passes over a second name: no name is two words, and behind a name stands a sign.
fn behind_second_name(cursor: Cursor<'_>) -> Cursor<'_> {
    let next = cursor.next();
    let is_one = cursor.current() == Ident && !cursor.on_new_line();
    let goes_on = matches!(next.current(), Colon | LBrace | LBracket | LParen);
    if !is_one || next.on_new_line() || !goes_on {
        return cursor;
    }
    super::unexpected(cursor);
    cursor.push(Event::Start { kind: SyntaxKind::Error, forward: 0 });
    let rest = cursor.bump();
    rest.push(Event::Finish);
    rest
}

pub(super) fn annotation(cursor: Cursor<'_>) -> Res<'_> {
    (expect(token(Colon), "`:` and a type"), type_after_colon).map(unit).parse(cursor)
}

/// A type on the line of its colon, or below it behind a `|`.
pub(super) fn type_after_colon(cursor: Cursor<'_>) -> Res<'_> {
    if cursor.previous() != Colon {
        // The colon is the mistake: a type is read all the same.
        let is_type = cursor.current() == Ident && !cursor.on_new_line();
        return if is_type { ty(cursor) } else { Ok((cursor, ())) };
    }
    if cursor.on_new_line() && cursor.current() != Pipe {
        return expect(|_| mismatch(), "a type")(cursor);
    }
    expect(ty, "a type")(cursor)
}

fn optional_annotation(cursor: Cursor<'_>) -> Res<'_> {
    if cursor.current() == Colon { annotation(cursor) } else { Ok((cursor, ())) }
}

pub(super) fn default(cursor: Cursor<'_>) -> Res<'_> {
    if cursor.current() == Eq { assigned(cursor) } else { Ok((cursor, ())) }
}

fn assigned(cursor: Cursor<'_>) -> Res<'_> {
    let (cursor, ()) = expect(token(Eq), "`=` and a value")(cursor)?;
    if cursor.previous() != Eq {
        return Ok((cursor, ()));
    }
    expression::required(cursor)
}

/// `: value`, on the line of the colon.
pub(super) fn valued(cursor: Cursor<'_>) -> Res<'_> {
    if cursor.current() == Eq {
        cursor.report(
            Diagnostic::error("expected-token", cursor.range(), "the value stands after `:`")
                .with_help("write `:`")
                .with_fix("write `:`", cursor.range(), ":"),
        );
        return expression::required_on_line(cursor.bump());
    }
    let (cursor, ()) = expect(token(Colon), "`:` and a value")(cursor)?;
    if cursor.previous() == Colon {
        return expression::required_on_line(cursor);
    }
    // A value where the colon is missing.
    if cursor.on_new_line() {
        return Ok((cursor, ()));
    }
    expression::expression(cursor).or(Ok((cursor, ())))
}

pub(super) fn body(cursor: Cursor<'_>) -> Res<'_> {
    if super::is_unopened(cursor) && super::begins_field(cursor) {
        return expression::unopened_object(cursor);
    }
    expect(expression::object, "`{`")(cursor)
}

fn resource_type(cursor: Cursor<'_>) -> Res<'_> {
    let (cursor, ()) = expect(token(Colon), "`:` and a resource type")(cursor)?;
    // Where only the colon is missing the type is there.
    if cursor.previous() != Colon && (cursor.current() != Ident || cursor.on_new_line()) {
        return Ok((cursor, ()));
    }
    expect(path_type, "a resource type")(cursor)
}

fn resource(cursor: Cursor<'_>) -> Res<'_> {
    rule(Resource, "resource", (named, repeat, resource_type, guard, body))(cursor)
}

fn construct<'a>(cursor: Cursor<'a>) -> Res<'a> {
    let keyword = |cursor: Cursor<'a>| token(Ident)(cursor);
    node(Construct, (attributes, keyword, named, repeat, guard, body).map(unit)).parse(cursor)
}

fn repeat(cursor: Cursor<'_>) -> Res<'_> {
    if cursor.current() != LBracket || cursor.on_new_line() {
        return Ok((cursor, ()));
    }
    let closing = super::closing(cursor.range(), RBracket);
    node(
        Repeat,
        (
            token(LBracket),
            expect(binding, "a name for the element"),
            expect(token(InKw), "`in`"),
            expression::required,
            closing,
        )
            .map(unit),
    )
    .parse(cursor)
}

pub(super) fn binding(cursor: Cursor<'_>) -> Res<'_> {
    let second =
        nom::combinator::opt((token(Comma), expect(declared_name, "a second name")).map(unit));
    node(Binding, (declared_name, second).map(unit)).parse(cursor)
}

pub(super) fn guard(cursor: Cursor<'_>) -> Res<'_> {
    if cursor.current() != IfKw {
        return Ok((cursor, ()));
    }
    node(Guard, (token(IfKw), expression::required).map(unit)).parse(cursor)
}

pub(super) fn parameters(cursor: Cursor<'_>) -> Res<'_> {
    let parameter =
        |cursor| node(Parameter, (declared_name, annotation, default).map(unit)).parse(cursor);
    node(Parameters, sequence(LParen, RParen, "parameter", parameter)).parse(cursor)
}

fn custom_body(cursor: Cursor<'_>) -> Res<'_> {
    expect(block(CustomBlock), "`{`")(cursor)
}

fn import(cursor: Cursor<'_>) -> Res<'_> {
    rule(Import, "import", import_rest)(cursor)
}

fn import_rest<'a>(cursor: Cursor<'a>) -> Res<'a> {
    let (cursor, _) = nom::combinator::opt(word("stack")).parse(cursor)?;
    let (cursor, names) = nom::combinator::opt(import_names).parse(cursor)?;
    let cursor = if names.is_some() { expect(word("from"), "`from`")(cursor)?.0 } else { cursor };
    let path = |cursor: Cursor<'a>| {
        if cursor.on_new_line() { mismatch() } else { string::literal(cursor) }
    };
    let (cursor, ()) = expect(path, "the path of a file, in quotes")(cursor)?;
    let alias = (word("as"), expect(declared_name, "a name")).map(unit);
    let (cursor, _) = nom::combinator::opt(alias).parse(cursor)?;
    Ok((cursor, ()))
}

fn import_names(cursor: Cursor<'_>) -> Res<'_> {
    let alias = |cursor| {
        nom::combinator::opt((word("as"), expect(declared_name, "a name")).map(unit))
            .map(unit)
            .parse(cursor)
    };
    let one = move |cursor| node(ImportName, (declared_name, alias).map(unit)).parse(cursor);
    node(ImportNames, sequence(LBrace, RBrace, "name", one)).parse(cursor)
}

fn test(cursor: Cursor<'_>) -> Res<'_> {
    let environment = |cursor| {
        nom::combinator::opt(
            (word("with"), expect(declared_name, "the name of an environment")).map(unit),
        )
        .map(unit)
        .parse(cursor)
    };
    rule(
        Test,
        "test",
        (
            expect(string::literal, "what is tested, in quotes"),
            environment,
            expect(block(TestBlock), "`{`"),
        ),
    )(cursor)
}

/// A piece that begins with no declaration word: one finding, whatever it holds.
fn unknown(cursor: Cursor<'_>) -> Cursor<'_> {
    let head = after_attributes(cursor);
    match head.current() {
        Eof => {
            let rest = attributes(cursor).map_or(cursor, |(rest, ())| rest);
            rest.report(
                Diagnostic::error(
                    "unexpected-token",
                    cursor.range(),
                    "an attribute stands before a declaration, and there is none",
                )
                .with_help("write the declaration below it, or remove it"),
            );
            return rest;
        }
        Ident => {
            let text = head.text();
            let words =
                WORDS.iter().map(|(word, _)| *word).chain(CONSTRUCTS.iter().map(|(word, _)| *word));
            if super::member::WORDS.contains(&text) {
                head.report(super::member::misplaced(head, "a file"));
            } else {
                let finding = Diagnostic::error(
                    "unknown-declaration",
                    head.range(),
                    format!("`{text}` begins no declaration"),
                );
                head.report(match nearest(text, words) {
                    Some(near) => finding
                        .with_help(format!("did you mean `{near}`?"))
                        .with_guess(format!("write `{near}`"), head.range(), near),
                    None => finding.with_help(
                        "a declaration begins with a word such as `resource`, `param`, `let`, `lambda` or `output`",
                    ),
                });
            }
        }
        _ => super::unexpected(head),
    }
    expression::skip(cursor, |cursor| cursor.current() != Eof)
}
