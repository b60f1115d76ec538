//! The text of `Fn::Sub`, in pieces.

use crate::Document;

/// A piece of it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Text that means itself.
    Text(&'a str),
    /// `${!name}`: the text `${name}`.
    Escaped(&'a str),
    /// `${name}`: a value.
    Name(&'a str),
}

/// The pieces of a text.
pub(crate) fn pieces(mut text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut from = 0;
    while let Some(found) = text[from..].find("${") {
        let start = from + found;
        let inner = &text[start + 2..];
        // What no brace closes means itself.
        let Some(length) = inner.find(['}', '$', '{']).filter(|it| inner[*it..].starts_with('}'))
        else {
            from = start + 2;
            continue;
        };
        if start > 0 {
            pieces.push(Piece::Text(&text[..start]));
        }
        let name = inner[..length].trim();
        pieces.push(match name.strip_prefix('!') {
            Some(name) => Piece::Escaped(name),
            None => Piece::Name(name),
        });
        text = &inner[length + 1..];
        from = 0;
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    pieces
}

/// What the text of an `Fn::Sub` names: `queue`, `queue.Arn`.
pub(crate) fn names<'a>(operand: &'a Document<'_>) -> impl Iterator<Item = &'a str> {
    let template = match operand {
        Document::List(operands) => operands.first().and_then(Document::as_text),
        only => only.as_text(),
    };
    pieces(template.unwrap_or_default()).into_iter().filter_map(|piece| match piece {
        Piece::Name(name) => Some(name),
        Piece::Text(_) | Piece::Escaped(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    #[test]
    fn names_are_found_in_text() {
        let found = pieces("a${b.C}${AWS::Region}-${!d}");
        let wanted = [
            Piece::Text("a"),
            Piece::Name("b.C"),
            Piece::Name("AWS::Region"),
            Piece::Text("-"),
            Piece::Escaped("d"),
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn what_is_not_closed_means_itself() {
        assert_eq!(pieces("${ ${a}"), [Piece::Text("${ "), Piece::Name("a")]);
        assert_eq!(pieces("$${a}"), [Piece::Text("$"), Piece::Name("a")]);
        assert_eq!(pieces("${"), [Piece::Text("${")]);
        assert_eq!(pieces(""), []);
    }
}
