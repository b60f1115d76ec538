//! Documents as JSON, two blanks a level.

use std::fmt::Write as _;

use crate::Document;

/// Writes a document as JSON with a newline at its end.
pub fn json(document: &Document<'_>) -> String {
    let mut out = String::with_capacity(4096);
    write(&mut out, document, 0);
    out.push('\n');
    out
}

fn write(out: &mut String, document: &Document<'_>, depth: usize) {
    match document {
        Document::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Document::Integer(number) => drop(write!(out, "{number}")),
        Document::Number(number) => drop(write!(out, "{number}")),
        Document::Text(text) => quote(out, text),
        Document::List(elements) if elements.is_empty() => out.push_str("[]"),
        Document::Object(fields) if fields.is_empty() => out.push_str("{}"),
        Document::List(elements) => {
            for (position, element) in elements.iter().enumerate() {
                out.push(if position == 0 { '[' } else { ',' });
                line(out, depth + 1);
                write(out, element, depth + 1);
            }
            line(out, depth);
            out.push(']');
        }
        Document::Object(fields) => {
            for (position, (key, value)) in fields.iter().enumerate() {
                out.push(if position == 0 { '{' } else { ',' });
                line(out, depth + 1);
                quote(out, key);
                out.push_str(": ");
                write(out, value, depth + 1);
            }
            line(out, depth);
            out.push('}');
        }
    }
}

/// Begins a line at a depth.
fn line(out: &mut String, depth: usize) {
    const BLANKS: &str = "                                ";
    out.push('\n');
    let mut missing = depth * 2;
    while missing > 0 {
        let now = missing.min(BLANKS.len());
        out.push_str(&BLANKS[..now]);
        missing -= now;
    }
}

/// Writes text in double quotes. Runs of characters that mean themselves are copied whole.
pub(crate) fn quote(out: &mut String, text: &str) {
    out.push('"');
    // Nearly all text is like this, which is seen in one pass without a branch.
    let special = |byte: u8| byte == b'"' || byte == b'\\' || byte < 0x20;
    if !text.bytes().fold(false, |any, byte| any | special(byte)) {
        out.push_str(text);
        out.push('"');
        return;
    }
    let mut written = 0;
    for (position, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0..0x20 => "",
            _ => continue,
        };
        out.push_str(&text[written..position]);
        if escape.is_empty() {
            let _ = write!(out, "\\u{byte:04x}");
        } else {
            out.push_str(escape);
        }
        written = position + 1;
    }
    out.push_str(&text[written..]);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::json;
    use crate::Document;

    #[test]
    fn documents_are_indented_and_keep_their_order() {
        let document = Document::Object(vec![
            ("b".into(), Document::List(vec![Document::Integer(1), Document::Bool(true)])),
            ("a".into(), Document::Object(vec![])),
            ("c".into(), Document::Number(0.5)),
        ]);
        let expected = "{\n  \"b\": [\n    1,\n    true\n  ],\n  \"a\": {},\n  \"c\": 0.5\n}\n";
        assert_eq!(json(&document), expected);
    }

    #[test]
    fn text_comes_back_as_it_was() {
        for text in
            ["", "a\"b\\c", "tab\tline\nreturn\r", "\u{0}\u{1f}\u{7f}", "Größe 🦀", "\u{2028}"]
        {
            let written = json(&Document::text(text));
            let read: String = serde_json::from_str(&written).expect("it is JSON");
            assert_eq!(read, text);
        }
    }
}
