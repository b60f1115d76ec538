//! The text of `Fn::Sub`, in pieces.

/// A piece of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text that means itself.
    Text(&'a str),
    /// `${!name}`: the text `${name}`.
    Escaped(&'a str),
    /// `${name}`: a value.
    Name(&'a str),
}

/// The pieces of a text.
pub(super) fn pieces(mut text: &str) -> Vec<Piece<'_>> {
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
