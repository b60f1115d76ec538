//! What strings say.

use sparta_syntax::ast::{Declaration, Expr, StringPart};
use sparta_syntax::parse;

/// The text of the string that a declaration holds; an interpolation is shown as `…`.
fn value(string: &str) -> String {
    let text = format!("let x = {string}");
    let parse = parse(&text);
    assert_eq!(parse.diagnostics, [], "{text}");
    let Some(Declaration::Let(declaration)) = parse.tree().declarations().next() else {
        panic!("{text} declares nothing");
    };
    let Some(Expr::StringLiteral(literal)) = declaration.value() else {
        panic!("{text} is no string");
    };
    let said = |part: &StringPart<'_>| match part {
        StringPart::Text(text, _) => text.to_string(),
        StringPart::Interpolation(_) => "…".to_owned(),
    };
    literal.parts().iter().map(said).collect()
}

#[test]
fn strings_say_what_they_stand_for() {
    for (string, expected) in [
        (r#""a\n\t\"\\\$\u{e9}""#, "a\n\t\"\\$é"),
        (r#""a${b}c""#, "a…c"),
        (r#""$5 ${"nested ${c}"}""#, "$5 …"),
        (r##"r#"a "b" \n"#"##, r#"a "b" \n"#),
        (r#"r"a\d${b}""#, r"a\d${b}"),
        ("\"\"\"\n    a\n      b\n\n    ${c}\n  \"\"\"", "  a\n    b\n\n  …"),
        ("\"\"\"one line\"\"\"", "one line"),
        ("\"\"\"\n  a \"quoted\" word\n  \"\"\"", "a \"quoted\" word"),
    ] {
        assert_eq!(value(string), expected, "{string}");
    }
}

#[test]
fn lines_end_alike_however_the_file_ends_them() {
    for string in ["\"\"\"\n  a\n\n    b ${c}\n  d\n  \"\"\"", "r#\"a\n  b\n\"#"] {
        assert_eq!(value(&string.replace('\n', "\r\n")), value(string));
    }
}
