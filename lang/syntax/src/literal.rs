//! What literals mean.

use std::borrow::Cow;

use rowan::TextRange;

use crate::ast::{self, AstNode};
use crate::{Element, Node, SyntaxKind, Token};

/// The value of a literal; `None` inside for numbers that do not fit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LiteralValue {
    Null,
    Bool(bool),
    Int(Option<i64>),
    Float(Option<f64>),
    /// Milliseconds.
    Duration(Option<i64>),
    /// Bytes.
    Size(Option<i64>),
}

/// A piece of a string: decoded text, or an interpolation's expression if there is one.
#[derive(Debug, Clone)]
pub enum StringPart<'t> {
    Text(Cow<'t, str>, TextRange),
    Interpolation(Option<ast::Expr<'t>>),
}

impl ast::Literal<'_> {
    /// What it means.
    pub fn value(&self) -> LiteralValue {
        let Some(token) = self.syntax().tokens().next() else { return LiteralValue::Int(None) };
        let text = token.text();
        match token.kind() {
            SyntaxKind::NullKw => LiteralValue::Null,
            SyntaxKind::TrueKw => LiteralValue::Bool(true),
            SyntaxKind::FalseKw => LiteralValue::Bool(false),
            SyntaxKind::Float => LiteralValue::Float(float(text)),
            SyntaxKind::Duration => LiteralValue::Duration(measured(text)),
            SyntaxKind::Size => LiteralValue::Size(measured(text)),
            _ => LiteralValue::Int(integer(text)),
        }
    }
}

fn integer(text: &str) -> Option<i64> {
    text.replace('_', "").parse().ok()
}

fn float(text: &str) -> Option<f64> {
    text.replace('_', "").parse().ok().filter(|number: &f64| number.is_finite())
}

/// A number with a unit, in milliseconds or bytes.
fn measured(text: &str) -> Option<i64> {
    let end = text.find(|c: char| c.is_ascii_alphabetic())?;
    let unit: i64 = match &text[end..] {
        "ms" => 1,
        "s" => 1_000,
        "min" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        "KB" => 1 << 10,
        "MB" => 1 << 20,
        "GB" => 1 << 30,
        _ => return None,
    };
    integer(&text[..end])?.checked_mul(unit)
}

/// Whether a number is one that the language has no room for.
pub(crate) fn is_too_large(kind: SyntaxKind, text: &str) -> bool {
    match kind {
        SyntaxKind::Int => integer(text).is_none(),
        SyntaxKind::Float => float(text).is_none(),
        SyntaxKind::Duration | SyntaxKind::Size => measured(text).is_none(),
        _ => false,
    }
}

impl<'t> ast::StringLiteral<'t> {
    /// The pieces of the string, escapes decoded, the common indentation of `"""` stripped. A line
    /// break is `\n`, however the file ends its lines.
    pub fn parts(&self) -> Vec<StringPart<'t>> {
        let tokens: Vec<Element<'t>> = self.syntax().elements().collect();
        let is_block = tokens
            .first()
            .and_then(rowan::NodeOrToken::as_token)
            .is_some_and(|token| token.text() == "\"\"\"");
        let indent = if is_block { common_indent(&tokens) } else { 0 };
        let mut parts = Vec::new();
        let mut first = true;
        for element in &tokens {
            match element {
                rowan::NodeOrToken::Node(node) => {
                    let expr = ast::Interpolation::cast(*node)
                        .and_then(|interpolation| interpolation.expr());
                    parts.push(StringPart::Interpolation(expr));
                    first = false;
                }
                rowan::NodeOrToken::Token(token) => {
                    let range = token.text_range();
                    match token.kind() {
                        SyntaxKind::StringText if is_block => {
                            parts.push(StringPart::Text(
                                Cow::Owned(unindent(token.text(), indent, first)),
                                range,
                            ));
                            first = false;
                        }
                        SyntaxKind::StringText => {
                            parts.push(StringPart::Text(Cow::Borrowed(token.text()), range));
                        }
                        SyntaxKind::StringEscape => {
                            parts.push(StringPart::Text(Cow::Owned(unescape(token.text())), range));
                            first = false;
                        }
                        SyntaxKind::RawString | SyntaxKind::UnclosedRawString => {
                            parts.push(StringPart::Text(raw(*token), range));
                        }
                        _ => {}
                    }
                }
            }
        }
        if is_block {
            trim_last_line(&mut parts);
        }
        parts
    }
}

fn raw<'t>(token: Token<'t>) -> Cow<'t, str> {
    let text = token.text().trim_start_matches('r');
    let hashes = text.len() - text.trim_start_matches('#').len();
    let body = &text[hashes..];
    let body = body.strip_prefix('"').unwrap_or(body);
    let end = format!("\"{}", "#".repeat(hashes));
    let body = body.strip_suffix(&end).unwrap_or(body);
    if body.contains("\r\n") { body.replace("\r\n", "\n").into() } else { body.into() }
}

fn unescape(text: &str) -> String {
    match text {
        "\\n" => "\n".to_owned(),
        "\\t" => "\t".to_owned(),
        "\\r" => "\r".to_owned(),
        _ => text
            .strip_prefix("\\u{")
            .and_then(|rest| rest.strip_suffix('}'))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .and_then(char::from_u32)
            .map_or_else(|| text[1..].to_owned(), String::from),
    }
}

/// The indentation that all lines of a `"""` text share; lines of blanks do not count.
fn common_indent(tokens: &[Element<'_>]) -> usize {
    let mut whole = String::new();
    for element in tokens {
        match element {
            rowan::NodeOrToken::Token(token)
                if matches!(token.kind(), SyntaxKind::StringText | SyntaxKind::StringEscape) =>
            {
                whole.push_str(token.text());
            }
            rowan::NodeOrToken::Token(_) => {}
            // An interpolation is something: its line is no line of blanks.
            rowan::NodeOrToken::Node(_) => whole.push('x'),
        }
    }
    let last = whole.matches('\n').count();
    whole
        .split('\n')
        .enumerate()
        .skip(1)
        .filter(|(number, line)| *number == last || !line.trim().is_empty())
        .map(|(_, line)| line.len() - line.trim_start_matches([' ', '\t']).len())
        .min()
        .unwrap_or(0)
}

/// A piece of text without the common indentation; the first one without its first line break.
fn unindent(text: &str, indent: usize, first: bool) -> String {
    let text = text.replace("\r\n", "\n");
    let mut lines = text.split('\n');
    let mut result = String::with_capacity(text.len());
    let head = lines.next().unwrap_or_default();
    let drop_break = first && head.trim().is_empty();
    if !drop_break {
        result.push_str(head);
    }
    for (number, line) in lines.enumerate() {
        if number > 0 || !drop_break {
            result.push('\n');
        }
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        result.push_str(&line[indent.min(blanks)..]);
    }
    result
}

/// The line of the closing quotes holds nothing: it is no part of the text.
fn trim_last_line(parts: &mut [StringPart<'_>]) {
    if let Some(StringPart::Text(text, _)) = parts.last_mut()
        && let Some(newline) = text.rfind('\n')
        && text[newline..].trim().is_empty()
    {
        let kept = text[..newline].to_owned();
        *text = Cow::Owned(kept);
    }
}

/// The `///` lines of a declaration, without their slashes.
pub fn doc_comment(node: Node<'_>) -> Option<String> {
    let lines: Vec<&str> = node
        .all_tokens()
        .take_while(|token| token.kind().is_trivia())
        .filter(|token| token.kind() == SyntaxKind::DocComment)
        .map(|token| {
            let text = token.text().trim_start_matches('/');
            text.strip_prefix(' ').unwrap_or(text).trim_end()
        })
        .collect();
    if lines.is_empty() { None } else { Some(lines.join("\n")) }
}

impl<'t> ast::Name<'t> {
    /// The name.
    pub fn text(&self) -> &'t str {
        self.syntax().tokens().next().map_or("", Token::text)
    }
}

impl<'t> ast::IfExpr<'t> {
    /// What stands after `else`.
    pub fn otherwise(&self) -> Option<ast::IfElse<'t>> {
        let after_else = self
            .syntax()
            .elements()
            .skip_while(|it| it.as_token().is_none_or(|it| it.kind() != SyntaxKind::ElseKw));
        after_else.filter_map(rowan::NodeOrToken::into_node).find_map(ast::IfElse::cast)
    }
}

impl<'t> ast::BinaryExpr<'t> {
    /// The operator.
    pub fn op_token(&self) -> Option<Token<'t>> {
        self.syntax().tokens().next()
    }
}

impl ast::PrefixExpr<'_> {
    /// Whether it is `!`, not `-`.
    pub fn is_not(&self) -> bool {
        self.syntax().tokens().any(|token| token.kind() == SyntaxKind::Bang)
    }
}

impl ast::MemberExpr<'_> {
    /// Whether it is `?.`.
    pub fn is_optional(&self) -> bool {
        self.syntax().tokens().any(|token| token.kind() == SyntaxKind::QuestionDot)
    }
}

impl ast::IndexExpr<'_> {
    /// Whether it is `?[`.
    pub fn is_optional(&self) -> bool {
        self.syntax().tokens().any(|token| token.kind() == SyntaxKind::QuestionBracket)
    }
}
