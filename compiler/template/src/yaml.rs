//! Documents as YAML for people, and for every reader of YAML 1.1 or 1.2.
//!
//! A writer of our own, because those of the crates follow YAML 1.2 alone: they leave `2012-10-17`,
//! `0123` and `12:30:45` bare, which `CloudFormation`'s and Python's readers take for a date and for
//! numbers. Here text is bare only if no reader can take it for anything else.

use std::fmt::Write as _;

use crate::Document;
use crate::json::quote;

/// Writes a document as YAML, two blanks a level.
pub fn yaml(document: &Document<'_>) -> String {
    let mut out = String::with_capacity(4096);
    match document {
        Document::List(elements) if !elements.is_empty() => list(&mut out, elements, 0),
        Document::Object(fields) if !fields.is_empty() => object(&mut out, fields, 0),
        other => {
            scalar(&mut out, other, 0);
            out.push('\n');
        }
    }
    out
}

type Field<'a> = (std::borrow::Cow<'a, str>, Document<'a>);

/// The fields of an object, the first one on the line that has begun.
fn object(out: &mut String, fields: &[Field<'_>], depth: usize) {
    for (position, (key, value)) in fields.iter().enumerate() {
        if position > 0 {
            indent(out, depth);
        }
        text(out, key);
        out.push(':');
        match value {
            Document::List(elements) if !elements.is_empty() => {
                out.push('\n');
                indent(out, depth + 1);
                list(out, elements, depth + 1);
            }
            Document::Object(fields) if !fields.is_empty() => {
                out.push('\n');
                indent(out, depth + 1);
                object(out, fields, depth + 1);
            }
            other => {
                out.push(' ');
                scalar(out, other, depth + 1);
                out.push('\n');
            }
        }
    }
}

/// The elements of a list, the first one on the line that has begun.
fn list(out: &mut String, elements: &[Document<'_>], depth: usize) {
    for (position, element) in elements.iter().enumerate() {
        if position > 0 {
            indent(out, depth);
        }
        out.push_str("- ");
        match element {
            Document::List(elements) if !elements.is_empty() => list(out, elements, depth + 1),
            Document::Object(fields) if !fields.is_empty() => object(out, fields, depth + 1),
            other => {
                scalar(out, other, depth + 1);
                out.push('\n');
            }
        }
    }
}

fn indent(out: &mut String, depth: usize) {
    for _ in 0..depth {
        out.push_str("  ");
    }
}

fn scalar(out: &mut String, document: &Document<'_>, depth: usize) {
    match document {
        Document::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Document::Integer(number) => drop(write!(out, "{number}")),
        Document::Number(number) => drop(write!(out, "{number}")),
        Document::List(_) => out.push_str("[]"),
        Document::Object(_) => out.push_str("{}"),
        Document::Text(value) if is_block(value) => block(out, value, depth),
        Document::Text(value) => text(out, value),
    }
}

/// Text on one line, bare if it can be nothing else.
fn text(out: &mut String, text: &str) {
    if is_bare(text) {
        out.push_str(text);
    } else if text.chars().all(is_printable) {
        quote(out, text);
    } else {
        // The escapes of JSON are also YAML's; these characters JSON would leave as they are.
        let mut quoted = String::new();
        quote(&mut quoted, text);
        for character in quoted.chars() {
            if is_printable(character) {
                out.push(character);
            } else {
                let mut units = [0; 2];
                match u32::from(character) {
                    // Escapes of YAML name characters, not halves of them.
                    code if code > 0xFFFF => drop(write!(out, "\\U{code:08x}")),
                    _ => {
                        for unit in character.encode_utf16(&mut units) {
                            let _ = write!(out, "\\u{unit:04x}");
                        }
                    }
                }
            }
        }
    }
}

/// Whether text is text without quotes, in YAML 1.1 as in 1.2.
fn is_bare(text: &str) -> bool {
    let begins_well =
        text.starts_with(|it: char| it.is_ascii_alphabetic() || matches!(it, '/' | '_'));
    begins_well
        && text.bytes().all(|it| matches!(it, b' '..=b'~'))
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([':', ' '])
        && !is_word(text)
}

/// Words that mean true, false or null to some reader.
fn is_word(text: &str) -> bool {
    const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether a reader takes a character as it is, and keeps it.
fn is_printable(character: char) -> bool {
    match character {
        '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
            false
        }
        _ => character >= ' ',
    }
}

/// Whether text of several lines can stand as it is: nothing in it depends on what is not seen.
fn is_block(text: &str) -> bool {
    text.contains('\n')
        && !text.starts_with([' ', '\n'])
        && text.chars().all(|it| it == '\n' || is_printable(it))
        && text.lines().all(|line| !line.ends_with(' '))
        && text.lines().any(|line| !line.is_empty())
}

/// Lines as they are, after a sign that says how many newlines end them.
fn block(out: &mut String, text: &str, depth: usize) {
    let body = text.trim_end_matches('\n');
    let newlines = text.len() - body.len();
    out.push_str(match newlines {
        0 => "|-",
        1 => "|",
        _ => "|+",
    });
    for line in body.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            indent(out, depth);
            out.push_str(line);
        }
    }
    // The caller ends the last line.
    for _ in 1..newlines {
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::yaml;
    use crate::Document;

    fn scalar(text: &str) -> String {
        yaml(&Document::text(text)).trim_end_matches('\n').to_owned()
    }

    #[test]
    fn text_that_looks_like_something_else_is_quoted() {
        for text in [
            "",
            "yes",
            "No",
            "ON",
            "y",
            "null",
            "~",
            "true",
            "2012-10-17",
            "0123",
            "1_000",
            "12:30:45",
            "0x1F",
            "1e3",
            ".inf",
            "=",
            "<<",
            "- a",
            "a: b",
            "a #b",
            "*",
            "&a",
            "!x",
            "@x",
            "%x",
            "{a}",
            "[a]",
            "a ",
            "a:",
            "?",
            "|",
            ">",
            "Größe",
            "'a'",
        ] {
            assert!(scalar(text).starts_with('"'), "{text:?} became {}", scalar(text));
        }
    }

    #[test]
    fn text_that_is_text_stays_bare() {
        for text in
            ["AWS::S3::Bucket", "${AWS::Region}", "a, b", "it's", "s3:GetObject", "index.handler"]
        {
            let bare = !text.starts_with('$');
            assert_eq!(scalar(text) == text, bare, "{text:?} became {}", scalar(text));
        }
    }

    #[test]
    fn lines_stay_lines() {
        let document = Document::Object(vec![
            ("A".into(), Document::text("one\n  two\n")),
            ("B".into(), Document::text("one\n\ntwo")),
            ("C".into(), Document::text("one\n\n\n")),
            ("D".into(), Document::text(" one\n")),
        ]);
        let expected =
            "A: |\n  one\n    two\nB: |-\n  one\n\n  two\nC: |+\n  one\n\n\nD: \" one\\n\"\n";
        assert_eq!(yaml(&document), expected);
    }

    #[test]
    fn lists_and_objects_nest() {
        let list = Document::List(vec![
            Document::Object(vec![
                ("Key".into(), Document::text("a")),
                ("Value".into(), Document::List(vec![Document::Integer(1)])),
            ]),
            Document::List(vec![Document::text("x"), Document::List(vec![])]),
        ]);
        let document =
            Document::Object(vec![("Tags".into(), list), ("E".into(), Document::Object(vec![]))]);
        let expected = "Tags:\n  - Key: a\n    Value:\n      - 1\n  - - x\n    - []\nE: {}\n";
        assert_eq!(yaml(&document), expected);
    }
}
