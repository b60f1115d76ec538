//! Where one declaration ends and the next begins.

use sparta_syntax::{parse, split};

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
    for text in ["let x = 1 >\n  output", "let x = a ??\n  output", "let x = a <\n  output"] {
        assert_eq!(pieces(text), [text]);
        assert_eq!(parse(text).diagnostics, []);
    }
}
