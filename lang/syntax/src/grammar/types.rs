//! Types.

use nom::Parser;
use nom::branch::alt;

use super::{deeper, sequence, string};
use crate::SyntaxKind::{
    Colon, ColonColon, Comma, Dot, FalseKw, Float, Greater, Ident, Int, LBrace, LBracket, LParen,
    Less, ListType, LiteralType, MapType, Minus, NullKw, ObjectType, ObjectTypeField, OptionalType,
    ParenType, Path, PathType, Pipe, Question, RBrace, RBracket, RParen, RawString, StringOpen,
    TrueKw, TypeArguments, UnclosedRawString, UnionType,
};
use crate::combinator::{expect, many, node, token, unit};
use crate::cursor::{Cursor, Event, Res, mismatch};

/// A type.
pub(super) fn ty(cursor: Cursor<'_>) -> Res<'_> {
    deeper(cursor, |cursor| {
        let mark = cursor.mark();
        if cursor.current() == Pipe {
            cursor.push(Event::Start { kind: UnionType, forward: 0 });
            let (rest, ()) = alternatives(cursor).inspect_err(|_| cursor.rollback(mark))?;
            rest.push(Event::Finish);
            return Ok((rest, ()));
        }
        let (rest, ()) = postfix(cursor)?;
        if rest.current() != Pipe {
            return Ok((rest, ()));
        }
        rest.precede(mark, UnionType);
        let (rest, ()) = alternatives(rest)?;
        rest.push(Event::Finish);
        Ok((rest, ()))
    })
}

fn alternatives(cursor: Cursor<'_>) -> Res<'_> {
    many(|cursor| (token(Pipe), expect(postfix, "a type")).map(unit).parse(cursor))(cursor)
}

/// A type and a `?` behind it.
fn postfix(cursor: Cursor<'_>) -> Res<'_> {
    let mark = cursor.mark();
    let (mut rest, ()) = primary(cursor)?;
    if rest.current() == Question && !rest.on_new_line() {
        rest.precede(mark, OptionalType);
        rest = rest.bump();
        rest.push(Event::Finish);
    }
    Ok((rest, ()))
}

fn primary<'a>(cursor: Cursor<'a>) -> Res<'a> {
    match cursor.current() {
        LBracket => {
            let opening = cursor.range();
            let closing = super::closing(opening, RBracket);
            node(ListType, (token(LBracket), expect(ty, "a type"), closing).map(unit)).parse(cursor)
        }
        LBrace if cursor.nth(1) == LBracket => node(
            MapType,
            (
                token(LBrace),
                token(LBracket),
                expect(ty, "a type"),
                expect(token(RBracket), "`]`"),
                expect(token(Colon), "`:`"),
                expect(ty, "a type"),
                expect(token(RBrace), "`}`"),
            )
                .map(unit),
        )
        .parse(cursor),
        LBrace => node(ObjectType, sequence(LBrace, RBrace, "field", object_field)).parse(cursor),
        LParen => node(
            ParenType,
            (token(LParen), expect(ty, "a type"), expect(token(RParen), "`)`")).map(unit),
        )
        .parse(cursor),
        StringOpen | RawString | UnclosedRawString => {
            node(LiteralType, string::literal).parse(cursor)
        }
        Minus | Int | Float | TrueKw | FalseKw | NullKw => {
            let literal =
                alt((token(Int), token(Float), token(TrueKw), token(FalseKw), token(NullKw)));
            node(LiteralType, (nom::combinator::opt(token(Minus)), literal).map(unit)).parse(cursor)
        }
        Ident => path_type(cursor),
        _ => mismatch(),
    }
}

/// `AWS::S3::Bucket`, `net.Worker`, `AWS::SSM::Parameter::Value<String>`.
pub(super) fn path_type<'a>(cursor: Cursor<'a>) -> Res<'a> {
    let arguments = |cursor: Cursor<'a>| {
        if cursor.current() != Less || cursor.on_new_line() {
            return Ok((cursor, ()));
        }
        let more = many(|cursor| (token(Comma), expect(ty, "a type")).map(unit).parse(cursor));
        node(
            TypeArguments,
            (token(Less), expect(ty, "a type"), more, expect(token(Greater), "`>`")).map(unit),
        )
        .parse(cursor)
    };
    let member = many(|cursor: Cursor<'a>| {
        (token(Dot), expect(token(Ident), "a name")).map(unit).parse(cursor)
    });
    node(PathType, (path, member, arguments).map(unit)).parse(cursor)
}

pub(super) fn path(cursor: Cursor<'_>) -> Res<'_> {
    let more =
        many(|cursor| (token(ColonColon), expect(token(Ident), "a name")).map(unit).parse(cursor));
    node(Path, (token(Ident), more).map(unit)).parse(cursor)
}

fn object_field(cursor: Cursor<'_>) -> Res<'_> {
    let mark = nom::combinator::opt(token(Question));
    node(
        ObjectTypeField,
        (
            super::expression::field_name,
            mark,
            expect(token(Colon), "`:` and a type"),
            expect(ty, "a type"),
        )
            .map(unit),
    )
    .parse(cursor)
}
