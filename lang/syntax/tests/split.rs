//! Where one declaration ends and the next begins.

use sparta_syntax::{doc_comment, parse, split};

/// The pieces of a text, trimmed.
fn pieces(text: &str) -> Vec<&str> {
    split(text).into_iter().map(|chunk| text[chunk.range].trim()).collect()
}

#[test]
fn types_end_with_their_line() {
    let text = "\
param a: List<AWS::EC2::Subnet::Id>
@range(1, 2)
param b: AWS::SSM::Parameter::Value<List<String>>
param c: String?
resource d: AWS::SQS::Queue {}";
    assert_eq!(pieces(text).len(), 4);
    assert_eq!(parse(text).diagnostics, []);
}

#[test]
fn operators_go_on_in_the_next_line() {
    for text in [
        "let x = 1 >\n  output",
        "let x = a ??\n  output",
        "let x = a <\n  output",
        "let x: T<U> = a < b >\n  output",
        "lambda f if a < 1 >\n  output {}",
        "output x: a < 1 >\n  output",
    ] {
        assert_eq!(pieces(text), [text]);
        assert_eq!(parse(text).diagnostics, []);
    }
}

#[test]
fn a_comma_ends_a_declaration() {
    let text = "let a = 1, let b = [2, 3], // its own\nlet c = f(4,\n5),\n";
    assert_eq!(pieces(text), ["let a = 1,", "let b = [2, 3], // its own", "let c = f(4,\n5),"]);
    assert_eq!(parse(text).diagnostics, []);
}

#[test]
fn no_value_is_a_declaration() {
    for (text, at) in [
        ("let a =\nlet b = 1", 6..7),
        ("let a = 1 +\nresource b: T {}", 10..11),
        ("param a: Int =\n@retain\nresource b: T {}", 13..14),
        ("let a =\nimport { b } from \"./c.sparta\"", 6..7),
    ] {
        assert_eq!(pieces(text).len(), 2, "{text}");
        let found = parse(text).diagnostics;
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].name, "missing-value", "{text}");
        assert_eq!(std::ops::Range::<usize>::from(found[0].at), at, "{text}");
    }
}

#[test]
fn a_name_that_is_a_word_is_a_value() {
    for text in
        ["resource a: T if b &&\n  test {}", "let a =\n  stack", "let a = b ||\n  test.c if\n"]
    {
        assert_eq!(pieces(text).len(), 1, "{text}");
    }
}

#[test]
fn words_stay_names() {
    for text in [
        "import {\n  test as a\n} from \"./b.sparta\"",
        "extend A { grant b {\n  allow c +\n    output on d +\n    test when e\n} }",
        "extend A { check b ||\n  set else \"c\" at d ||\n  check }",
    ] {
        assert_eq!(parse(text).diagnostics, [], "{text}");
    }
}

#[test]
fn strings_hide_what_is_in_them() {
    for text in [
        "let a = \"${r#\"} \" {\"#}\"",
        "let a = \"\"\"\n  ${ \"\"\"\n} \" { ${b}\n\"\"\" }\n\"\"\"",
        "let a = \"${ { b: \"${c}}\" } }\"",
        "let a = \"${ b /* } \" */ }\"",
        "test r#\"a \" {\"# { assert b\n}",
    ] {
        let text = format!("{text}\nlet z = 1");
        assert_eq!(pieces(&text).len(), 2, "{text}");
        assert_eq!(parse(&text).diagnostics, [], "{text}");
    }
}

#[test]
fn a_string_ends_with_its_line() {
    for broken in ["\"a", "\"${b", "\"${\"c", "\"${\"\"\"c", "\"${ { d: \"e${f"] {
        let text = format!("let a = {broken}\nlet z = 1");
        assert_eq!(pieces(&text).len(), 2, "{text}");
        let found = parse(&text).diagnostics;
        assert_eq!(found.len(), 1, "{text}: {found:?}");
    }
}

#[test]
fn a_comment_that_has_no_end_is_one_finding() {
    let found = |text: &str| {
        let parsed = parse(text);
        let places =
            parsed.diagnostics.iter().map(|it| (it.name.to_string(), it.at.start().into()));
        places.collect::<Vec<(String, u32)>>()
    };
    let unclosed = |at| vec![("unclosed-comment".to_owned(), at)];
    assert_eq!(found("/* let a = 1\nlet b = 2\n"), unclosed(0));
    assert_eq!(found("let a = 1\n// /*\n/* /* */\n"), unclosed(16));
    assert_eq!(found("let a = [ /* 1 ]\n"), unclosed(10));
    assert_eq!(found("let a = 1 // /*\n// /*\n/* // */\n"), []);
}

#[test]
fn a_comment_documents_what_is_below_it() {
    let text = "\
/// One.
let a = 1 /// Behind it.
let b = 2, /// Behind that.
component C { /// Behind a bracket.
  /// Two.
  param d: Int /// Behind it.
  param e: Int
}";
    let parse = parse(text);
    let mut nodes: Vec<_> = parse.root().children().collect();
    let mut documented = Vec::new();
    while let Some(node) = nodes.pop() {
        documented.extend(doc_comment(node).filter(|_| node.kind().is_declaration()));
        nodes.extend(node.children());
    }
    assert_eq!(documented, ["Two.", "One."]);
}
