//! Programs as deep and as long as they come.

use sparta_format::format;

use crate::program::{is_sound, shape};

#[test]
fn the_deepest_programs_are_formatted() {
    for (open, close) in [
        ("[", "]"),
        ("(", ")"),
        ("{ a: ", "}"),
        ("f(", ")"),
        ("f(a: ", ")"),
        ("-", ""),
        ("1 + ", ""),
        ("if a { ", "}"),
        ("if a { 1 } else ", ""),
        ("match a { 1 => ", "}"),
        ("[for x in ", " { 1 }]"),
        ("[for x in y { ", "}]"),
        ("{ for x in y { a: ", "} }"),
        ("\"${", "}\""),
        ("", ".a"),
        ("", "[0]"),
        ("", "()"),
        ("", " + 1"),
    ] {
        let program = |depth: usize| {
            format!("let x = {}if b {{ 1 }}{}", open.repeat(depth), close.repeat(depth))
        };
        let deepest = (1..=200).rev().map(program).find(|text| is_sound(text));
        let text = deepest.expect("a depth that is read");
        let formatted = format(&text);
        assert_eq!(shape(&formatted), shape(&text));
        assert_eq!(format(&formatted), formatted);
    }
}

#[test]
fn long_programs_are_formatted() {
    for text in [
        "resource a: AWS::S3::Bucket { A: [1, 2], B: { c: f(d) } } // e\n".repeat(10_000),
        format!("let a = [{}]", "1, ".repeat(100_000)),
        format!("let a = [\n{}]", "{ b: 1 }\n".repeat(50_000)),
        format!("let a = {}", "[".repeat(100_000)),
        format!("// comment\n{}", "\n".repeat(1_000_000)),
        "// comment\n".repeat(50_000),
        format!("let a = 1 {}", "/* comment */ ".repeat(50_000)),
        format!("let a = \"\"\"\n{}\"\"\"", "line ${a}\n".repeat(20_000)),
        format!("let a = \"{}\"", "\\u{".repeat(100_000)),
    ] {
        let formatted = format(&text);
        assert!(format(&formatted) == formatted);
    }
}
