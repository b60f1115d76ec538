//! Characters to tokens: total (any text has tokens) and lossless (their lengths sum to it).

use nom::branch::alt;
use nom::bytes::complete::{tag, take, take_till, take_while, take_while1};
use nom::character::complete::{char, satisfy};
use nom::combinator::{recognize, value};
use nom::sequence::pair;
use nom::{IResult, Parser};
use rowan::{TextRange, TextSize};

use crate::SyntaxKind::{
    self, AndAnd, At, BadNumber, Bang, BlockComment, Colon, ColonColon, Comma, Comment, DocComment,
    Dot, DotDotDot, Duration, ElseKw, Eq, EqEq, FalseKw, FatArrow, Float, ForKw, Greater,
    GreaterEq, Ident, IfKw, InKw, Int, InterpolationClose, InterpolationOpen, LBrace, LBracket,
    LParen, Less, LessEq, MatchKw, Minus, NotEq, NullKw, OrOr, Percent, Pipe, Plus, Question,
    QuestionBracket, QuestionDot, QuestionQuestion, RBrace, RBracket, RParen, RawString, Size,
    Slash, Star, StringClose, StringEscape, StringOpen, StringText, TrueKw, UnclosedRawString,
    Unknown, Whitespace,
};

/// A token: what it is and how many bytes it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub kind: SyntaxKind,
    pub len: u32,
}

/// Where the lexer is inside strings and their interpolations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// In a string that ends with this quote, on its line at the latest.
    Line(char),
    /// In `"""…"""`.
    Block { one_line: bool },
    /// In `${…}`, with this many braces open.
    Interpolation { braces: u32, one_line: bool },
}

impl Mode {
    /// Whether it ends with the line, because a string around it does.
    const fn is_on_one_line(self) -> bool {
        match self {
            Self::Line(_) => true,
            Self::Block { one_line } | Self::Interpolation { one_line, .. } => one_line,
        }
    }
}

fn is_on_one_line(modes: &[Mode]) -> bool {
    modes.last().is_some_and(|mode| mode.is_on_one_line())
}

/// The tokens of a text.
pub(crate) fn lex(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 4);
    let mut modes: Vec<Mode> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        if rest.starts_with('\n') {
            // A string on one line ends with it, whatever is open inside.
            while is_on_one_line(&modes) {
                modes.pop();
            }
        }
        let (after, kind) = match modes.last().copied() {
            Some(Mode::Line(quote)) => in_line(rest, quote, &mut modes),
            Some(Mode::Block { .. }) => in_block(rest, &mut modes),
            Some(Mode::Interpolation { .. }) | None => code(rest, &mut modes),
        };
        let len = u32::try_from(rest.len() - after.len()).unwrap_or(u32::MAX);
        tokens.push(Token { kind, len });
        rest = after;
    }
    tokens
}

/// A token outside of strings.
fn code<'a>(text: &'a str, modes: &mut Vec<Mode>) -> (&'a str, SyntaxKind) {
    let one_line = is_on_one_line(modes);
    let (rest, kind) = match text.as_bytes() {
        [b'r', b'"' | b'#', ..] => alt((raw_string, word)).parse(text),
        [b'a'..=b'z' | b'A'..=b'Z' | b'_', ..] => word(text),
        [b'0'..=b'9', ..] => number(text),
        [b'"' | b'\'', ..] => string_open(text),
        [b'/', b'/' | b'*', ..] => comment(text),
        _ if one_line => alt((line_blanks, punctuation)).parse(text),
        _ => alt((blanks, punctuation)).parse(text),
    }
    .unwrap_or((&text[text.len()..], Unknown));
    match (kind, modes.last_mut()) {
        (StringOpen, _) => {
            let opened = &text[..text.len() - rest.len()];
            modes.push(match opened {
                "\"\"\"" => Mode::Block { one_line },
                "'" => Mode::Line('\''),
                _ => Mode::Line('"'),
            });
        }
        (LBrace, Some(Mode::Interpolation { braces, .. })) => *braces += 1,
        (RBrace, Some(Mode::Interpolation { braces: 0, .. })) => {
            modes.pop();
            return (rest, InterpolationClose);
        }
        (RBrace, Some(Mode::Interpolation { braces, .. })) => *braces -= 1,
        _ => {}
    }
    (rest, kind)
}

/// A token inside a string on one line.
fn in_line<'a>(text: &'a str, quote: char, modes: &mut Vec<Mode>) -> (&'a str, SyntaxKind) {
    if let Some(rest) = text.strip_prefix(quote) {
        modes.pop();
        return (rest, StringClose);
    }
    let interpolates = quote == '"';
    if interpolates && let Some(rest) = text.strip_prefix("${") {
        let one_line = true;
        modes.push(Mode::Interpolation { braces: 0, one_line });
        return (rest, InterpolationOpen);
    }
    if text.starts_with('\\') {
        return (escape(text), StringEscape);
    }
    // A `$` or quote that is the first character is text itself.
    let first = text.chars().next().map_or(1, char::len_utf8);
    let end = text[first..].find([quote, '\\', '\n', '$']).map_or(text.len(), |end| end + first);
    (&text[end..], StringText)
}

/// A token inside `"""…"""`.
fn in_block<'a>(text: &'a str, modes: &mut Vec<Mode>) -> (&'a str, SyntaxKind) {
    if let Some(rest) = text.strip_prefix("\"\"\"") {
        modes.pop();
        return (rest, StringClose);
    }
    let one_line = is_on_one_line(modes);
    if let Some(rest) = text.strip_prefix("${") {
        modes.push(Mode::Interpolation { braces: 0, one_line });
        return (rest, InterpolationOpen);
    }
    if text.starts_with('\\') {
        return (escape(text), StringEscape);
    }
    let first = text.chars().next().map_or(1, char::len_utf8);
    let ends = |next: char| matches!(next, '"' | '\\' | '$') || one_line && next == '\n';
    let end = text[first..].find(ends).map_or(text.len(), |end| end + first);
    (&text[end..], StringText)
}

/// What is left after an escape: `\n`, `\u{1F600}`, or a backslash and any one character.
fn escape(text: &str) -> &str {
    if let Some(digits) = text.strip_prefix("\\u{") {
        let end = digits.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        if let Some(rest) = digits[end..].strip_prefix('}') {
            return rest;
        }
    }
    match text[1..].chars().next() {
        None | Some('\n') => &text[1..],
        Some(character) => &text[1 + character.len_utf8()..],
    }
}

fn blanks(text: &str) -> IResult<&str, SyntaxKind> {
    value(Whitespace, take_while1(is_blank)).parse(text)
}

fn line_blanks(text: &str) -> IResult<&str, SyntaxKind> {
    value(Whitespace, take_while1(|c| is_blank(c) && c != '\n')).parse(text)
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n' | '\u{c}' | '\u{feff}')
}

fn comment(text: &str) -> IResult<&str, SyntaxKind> {
    if text.starts_with("/*") {
        return Ok((after_block_comment(text).unwrap_or_default(), BlockComment));
    }
    let kind =
        if text.starts_with("///") && !text.starts_with("////") { DocComment } else { Comment };
    value(kind, pair(tag("//"), take_till(|c| c == '\n'))).parse(text)
}

/// The `/*` of a comment that the text ends in.
pub(crate) fn open_comment(text: &str, tokens: &[Token]) -> Option<TextRange> {
    let last = tokens.last().filter(|last| last.kind == BlockComment)?;
    let start = text.len() - usize::try_from(last.len).ok()?;
    let is_open = after_block_comment(&text[start..]).is_none();
    is_open.then(|| TextRange::at(TextSize::of(&text[..start]), TextSize::of("/*")))
}

/// What is left after a comment, which may hold others; none if it does not end.
fn after_block_comment(text: &str) -> Option<&str> {
    let mut depth = 0u32;
    let mut at = 0;
    let bytes = text.as_bytes();
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (b'/', Some(b'*')) => {
                depth += 1;
                at += 2;
            }
            (b'*', Some(b'/')) => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return Some(&text[at..]);
                }
            }
            _ => at += 1,
        }
    }
    None
}

fn word(text: &str) -> IResult<&str, SyntaxKind> {
    let start = satisfy(|c| c.is_ascii_alphabetic() || c == '_');
    let rest = take_while(|c: char| c.is_ascii_alphanumeric() || c == '_');
    recognize(pair(start, rest)).map(keyword).parse(text)
}

fn keyword(text: &str) -> SyntaxKind {
    match text {
        "true" => TrueKw,
        "false" => FalseKw,
        "null" => NullKw,
        "if" => IfKw,
        "else" => ElseKw,
        "for" => ForKw,
        "in" => InKw,
        "match" => MatchKw,
        _ => Ident,
    }
}

/// `42`, `1_000`, `3.14`, `30s`, `512MB`; a unit that is none is left to the parser to report.
fn number(text: &str) -> IResult<&str, SyntaxKind> {
    let digits = |c: char| c.is_ascii_digit() || c == '_';
    let (rest, _) =
        recognize(pair(satisfy(|c| c.is_ascii_digit()), take_while(digits))).parse(text)?;
    let fraction =
        rest.strip_prefix('.').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let (rest, kind) = match fraction {
        Some(fraction) => (fraction.trim_start_matches(digits), Float),
        None => (rest, Int),
    };
    let unit_end =
        rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
    let kind = match (&rest[..unit_end], kind) {
        ("", kind) => kind,
        ("ms" | "s" | "min" | "h" | "d", Int) => Duration,
        ("KB" | "MB" | "GB", Int) => Size,
        _ => BadNumber,
    };
    Ok((&rest[unit_end..], kind))
}

fn string_open(text: &str) -> IResult<&str, SyntaxKind> {
    value(StringOpen, alt((tag("\"\"\""), tag("\""), tag("'")))).parse(text)
}

/// `r"…"`, `r#"…"#`: one token, closed or not.
fn raw_string(text: &str) -> IResult<&str, SyntaxKind> {
    let (rest, _) = char('r').parse(text)?;
    let (rest, hashes) = take_while(|c| c == '#').parse(rest)?;
    let (rest, _) = char('"').parse(rest)?;
    let end = format!("\"{hashes}");
    let limit = if hashes.is_empty() { rest.find('\n').unwrap_or(rest.len()) } else { rest.len() };
    Ok(match rest[..limit].find(&end) {
        Some(found) => (&rest[found + end.len()..], RawString),
        None => (&rest[limit..], UnclosedRawString),
    })
}

fn punctuation(text: &str) -> IResult<&str, SyntaxKind> {
    let (kind, len) = match text.as_bytes() {
        [b'.', b'.', b'.', ..] => (DotDotDot, 3),
        [b':', b':', ..] => (ColonColon, 2),
        [b'=', b'>', ..] => (FatArrow, 2),
        [b'=', b'=', ..] => (EqEq, 2),
        [b'!', b'=', ..] => (NotEq, 2),
        [b'<', b'=', ..] => (LessEq, 2),
        [b'>', b'=', ..] => (GreaterEq, 2),
        [b'&', b'&', ..] => (AndAnd, 2),
        [b'|', b'|', ..] => (OrOr, 2),
        [b'?', b'?', ..] => (QuestionQuestion, 2),
        [b'?', b'.', ..] => (QuestionDot, 2),
        [b'?', b'[', ..] => (QuestionBracket, 2),
        [b'{', ..] => (LBrace, 1),
        [b'}', ..] => (RBrace, 1),
        [b'[', ..] => (LBracket, 1),
        [b']', ..] => (RBracket, 1),
        [b'(', ..] => (LParen, 1),
        [b')', ..] => (RParen, 1),
        [b',', ..] => (Comma, 1),
        [b':', ..] => (Colon, 1),
        [b'.', ..] => (Dot, 1),
        [b'=', ..] => (Eq, 1),
        [b'?', ..] => (Question, 1),
        [b'<', ..] => (Less, 1),
        [b'>', ..] => (Greater, 1),
        [b'+', ..] => (Plus, 1),
        [b'-', ..] => (Minus, 1),
        [b'*', ..] => (Star, 1),
        [b'/', ..] => (Slash, 1),
        [b'%', ..] => (Percent, 1),
        [b'!', ..] => (Bang, 1),
        [b'|', ..] => (Pipe, 1),
        [b'@', ..] => (At, 1),
        // One character, whatever it is.
        _ => return value(Unknown, take(1usize)).parse(text),
    };
    Ok((&text[len..], kind))
}
