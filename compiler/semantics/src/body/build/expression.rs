//! Expressions of the tree as those of the compiler.

use sparta_syntax::ast::{self, AstNode};
use sparta_syntax::{Node, TextRange};

use super::{Builder, unspaced};
use crate::body::{
    Argument, Arm, Element, Entry, Expr, ExprId, FieldName, NameRef, Operator, Pattern, TextPiece,
    TypeExpr,
};
use crate::{Literal, Real};

impl Builder {
    pub(super) fn value(&mut self, expr: Option<ast::Expr<'_>>, range: TextRange) -> ExprId {
        match expr {
            Some(expr) => self.expr(&expr),
            None => self.alloc(Expr::Missing, range),
        }
    }

    pub(super) fn expr(&mut self, expr: &ast::Expr<'_>) -> ExprId {
        let range = expr.syntax().text_range();
        let value = match expr {
            ast::Expr::Paren(it) => return self.value(it.expr(), range),
            ast::Expr::Object(it) => return self.object(it),
            ast::Expr::Literal(it) => literal(it),
            ast::Expr::StringLiteral(it) => self.string(it),
            ast::Expr::List(it) => Expr::List(
                it.elements()
                    .map(|element| match element {
                        ast::Element::Expr(expr) => Element::Value(self.expr(&expr)),
                        ast::Element::Spread(spread) => {
                            Element::Spread(self.value(spread.expr(), range))
                        }
                    })
                    .collect(),
            ),
            ast::Expr::ListFor(it) => {
                let Some(binding) = self.binding(it.binding(), it.iterable(), range) else {
                    return self.alloc(Expr::Missing, range);
                };
                let guard = self.guard(it.guard());
                let body = self.block(it.body(), range);
                Expr::ListFor { binding, guard, body }
            }
            ast::Expr::ObjectFor(it) => {
                let Some(binding) = self.binding(it.binding(), it.iterable(), range) else {
                    return self.alloc(Expr::Missing, range);
                };
                let guard = self.guard(it.guard());
                let body = self.body(it.body(), range);
                Expr::ObjectFor { binding, guard, body }
            }
            ast::Expr::PathExpr(it) => {
                let text = unspaced(it.syntax());
                if text.contains("::") { Expr::Pseudo(text) } else { Expr::Name(text) }
            }
            ast::Expr::MemberExpr(it) => {
                let receiver = self.value(it.receiver(), range);
                let name = self.name(it.name(), range);
                Expr::Member { receiver, name, optional: it.is_optional() }
            }
            ast::Expr::IndexExpr(it) => {
                let receiver = self.value(it.receiver(), range);
                let index = self.value(it.index(), range);
                Expr::Index { receiver, index, optional: it.is_optional() }
            }
            ast::Expr::CallExpr(it) => {
                let callee = self.value(it.callee(), range);
                let arguments = it
                    .arguments()
                    .into_iter()
                    .flat_map(|arguments| arguments.arguments())
                    .map(|argument| self.argument(&argument))
                    .collect();
                Expr::Call { callee, arguments }
            }
            ast::Expr::PrefixExpr(it) => {
                let operand = self.value(it.expr(), range);
                if it.is_not() { Expr::Not(operand) } else { Expr::Negate(operand) }
            }
            ast::Expr::BinaryExpr(it) => {
                let (left, right) = (self.value(it.lhs(), range), self.value(it.rhs(), range));
                match it.op_token().and_then(|token| operator(token.text())) {
                    Some(operator) => Expr::Binary { operator, left, right },
                    None => Expr::Missing,
                }
            }
            ast::Expr::IfExpr(it) => self.if_expr(it, range),
            ast::Expr::MatchExpr(it) => {
                let scrutinee = self.value(it.scrutinee(), range);
                let arms = it
                    .match_arms()
                    .map(|arm| Arm {
                        patterns: arm
                            .patterns()
                            .filter_map(|pattern| {
                                let range = pattern.syntax().text_range();
                                Some((pattern_of(&pattern)?, range))
                            })
                            .collect(),
                        value: self.value(arm.value(), arm.syntax().text_range()),
                    })
                    .collect();
                Expr::Match { scrutinee, arms }
            }
        };
        self.alloc(value, range)
    }

    pub(super) fn if_expr(&mut self, it: &ast::IfExpr<'_>, range: TextRange) -> Expr {
        let condition = self.value(it.condition(), range);
        let then = self.block(it.then(), range);
        let otherwise = it.otherwise().map(|otherwise| match otherwise {
            ast::IfElse::ExprBlock(block) => self.block(Some(block), range),
            ast::IfElse::IfExpr(nested) => {
                let range = nested.syntax().text_range();
                let nested = self.if_expr(&nested, range);
                self.alloc(nested, range)
            }
        });
        Expr::If { condition, then, otherwise }
    }

    pub(super) fn block(&mut self, block: Option<ast::ExprBlock<'_>>, range: TextRange) -> ExprId {
        self.value(block.and_then(|block| block.expr()), range)
    }

    pub(super) fn argument(&mut self, argument: &ast::Argument<'_>) -> Argument {
        let range = argument.syntax().text_range();
        Argument {
            name: argument.name().map(|name| self.name(Some(name), range)),
            value: self.value(argument.value(), range),
        }
    }

    pub(super) fn object(&mut self, object: &ast::Object<'_>) -> ExprId {
        let range = object.syntax().text_range();
        let entries = object
            .entries()
            .filter_map(|entry| match entry {
                ast::Entry::Field(field) => self.field(&field),
                ast::Entry::Spread(spread) => Some(Entry::Spread(self.value(spread.expr(), range))),
            })
            .collect();
        self.alloc(Expr::Object(entries), range)
    }

    pub(super) fn field(&mut self, field: &ast::Field<'_>) -> Option<Entry> {
        let range = field.syntax().text_range();
        let name = field.field_name()?;
        let name = match name.string_literal() {
            Some(literal) => {
                let name_range = literal.syntax().text_range();
                match self.string(&literal) {
                    Expr::String(text) => FieldName::Name(NameRef { text, range: name_range }),
                    computed => FieldName::Computed(self.alloc(computed, name_range)),
                }
            }
            None => FieldName::Name(NameRef {
                text: unspaced(name.syntax()),
                range: name.syntax().text_range(),
            }),
        };
        let value = self.value(field.value(), range);
        Some(Entry::Field { name, value })
    }

    pub(super) fn string(&mut self, literal: &ast::StringLiteral<'_>) -> Expr {
        let mut pieces = Vec::new();
        let mut text = String::new();
        for part in literal.parts() {
            match part {
                ast::StringPart::Text(known, _) => text.push_str(&known),
                ast::StringPart::Interpolation(expr) => {
                    if !text.is_empty() {
                        pieces.push(TextPiece::Text(std::mem::take(&mut text).into()));
                    }
                    let value = self.value(expr, literal.syntax().text_range());
                    pieces.push(TextPiece::Value(value));
                }
            }
        }
        if pieces.is_empty() {
            return Expr::String(text.into());
        }
        if !text.is_empty() {
            pieces.push(TextPiece::Text(text.into()));
        }
        Expr::Text(pieces.into())
    }
}

/// The text of a string without interpolations.
pub(super) fn plain_text(literal: &ast::StringLiteral<'_>) -> String {
    literal
        .parts()
        .into_iter()
        .map(|part| match part {
            ast::StringPart::Text(text, _) => text.into_owned(),
            ast::StringPart::Interpolation(_) => String::new(),
        })
        .collect()
}

pub(super) fn literal(literal: &ast::Literal<'_>) -> Expr {
    match literal.value() {
        ast::LiteralValue::Null => Expr::Null,
        ast::LiteralValue::Bool(value) => Expr::Bool(value),
        ast::LiteralValue::Int(Some(number)) => Expr::Int(number),
        ast::LiteralValue::Float(Some(number)) => Expr::Float(Real(number)),
        ast::LiteralValue::Duration(Some(milliseconds)) => Expr::Duration(milliseconds),
        ast::LiteralValue::Size(Some(bytes)) => Expr::Size(bytes),
        ast::LiteralValue::Int(None)
        | ast::LiteralValue::Float(None)
        | ast::LiteralValue::Duration(None)
        | ast::LiteralValue::Size(None) => Expr::Missing,
    }
}

pub(super) fn literal_type(literal: &ast::LiteralType<'_>) -> TypeExpr {
    if let Some(string) = literal.string_literal() {
        return TypeExpr::Literal(Literal::String(plain_text(&string).into()));
    }
    match literal_text(literal.syntax()).as_str() {
        "null" => TypeExpr::Null,
        text => scalar(text).map_or(TypeExpr::Missing, TypeExpr::Literal),
    }
}

pub(super) fn pattern_of(pattern: &ast::Pattern<'_>) -> Option<Pattern> {
    if let Some(string) = pattern.string_literal() {
        return Some(Pattern::Literal(Literal::String(plain_text(&string).into())));
    }
    Some(match literal_text(pattern.syntax()).as_str() {
        "_" => Pattern::Any,
        "null" => Pattern::Null,
        text => Pattern::Literal(scalar(text)?),
    })
}

fn literal_text(syntax: Node<'_>) -> String {
    unspaced(syntax).to_string()
}

pub(super) fn scalar(text: &str) -> Option<Literal> {
    match text {
        "true" => Some(Literal::Bool(true)),
        "false" => Some(Literal::Bool(false)),
        _ => text.replace('_', "").parse().ok().map(Literal::Int),
    }
}

fn operator(text: &str) -> Option<Operator> {
    Some(match text {
        "||" => Operator::Or,
        "&&" => Operator::And,
        "??" => Operator::Coalesce,
        "==" => Operator::Equal,
        "!=" => Operator::NotEqual,
        "<" => Operator::Less,
        "<=" => Operator::LessOrEqual,
        ">" => Operator::Greater,
        ">=" => Operator::GreaterOrEqual,
        "+" => Operator::Add,
        "-" => Operator::Subtract,
        "*" => Operator::Multiply,
        "/" => Operator::Divide,
        "%" => Operator::Remainder,
        _ => return None,
    })
}
