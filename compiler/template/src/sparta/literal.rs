//! Texts and names as the language writes them.

/// A text in double quotes.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    push_text(&mut out, text);
    out.push('"');
    out
}

/// What stands between the quotes. Only where an interpolation would begin is `$` escaped.
pub(super) fn push_text(out: &mut String, text: &str) {
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // The next piece may begin with a brace.
            '$' if matches!(characters.peek(), None | Some('{')) => out.push_str("\\$"),
            other if other.is_control() => {
                out.push_str(&format!("\\u{{{:x}}}", u32::from(other)));
            }
            other => out.push(other),
        }
    }
}

/// The key of a field.
pub(super) fn key(name: &str) -> String {
    if is_name(name) { name.to_owned() } else { text(name) }
}

/// Whether a text can be a name.
pub(super) fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|it| it.is_ascii_alphabetic() || it == '_')
        && characters.all(|it| it.is_ascii_alphanumeric() || it == '_')
}

/// What documents a declaration: a line for each of the text.
pub(super) fn doc(text: &str) -> String {
    text.lines().map(|line| format!("/// {line}").trim_end().to_owned() + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::{doc, key, text};

    #[test]
    fn texts_mean_themselves() {
        assert_eq!(text("a\"b\\c\n\u{1}"), r#""a\"b\\c\n\u{1}""#);
        assert_eq!(text("$5 ${x} $"), r#""$5 \${x} \$""#);
    }

    #[test]
    fn only_names_stand_without_quotes() {
        assert_eq!(key("AWS_REGION"), "AWS_REGION");
        assert_eq!(key("Fn::If"), "\"Fn::If\"");
        assert_eq!(key("404"), "\"404\"");
        assert_eq!(key(""), "\"\"");
    }

    #[test]
    fn every_line_is_documentation() {
        assert_eq!(doc("a\n\nb"), "/// a\n///\n/// b\n");
    }
}
