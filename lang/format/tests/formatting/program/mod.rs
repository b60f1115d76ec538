//! Programs at random, and what has to stay when they are formatted.

mod choices;
mod writer;

use std::collections::BTreeSet;

pub(crate) use choices::Choices;
pub(crate) use writer::Writer;

use sparta_syntax::{CONSTRUCTS, NodeOrToken, SyntaxKind, SyntaxNode, doc_comment, parse};

/// What may be put between two tokens.
const BETWEEN: [&str; 9] = [
    "\n",
    "\n\n\n",
    " // to the end\n",
    "\n// on its own\n",
    " /* inside */ ",
    "\n  /* over\n     lines */\n",
    "\n/// documents\n",
    " \t ",
    "\r\n",
];

/// A sound text with blanks, line breaks and comments in it at places where it means the same.
pub(crate) fn loosened(text: &str, choices: &mut Choices<'_>) -> String {
    let mut text = text.to_owned();
    let shape = shape(&text);
    while !choices.are_over() {
        let places: Vec<usize> = parse(&text)
            .syntax()
            .descendants_with_tokens()
            .filter_map(NodeOrToken::into_token)
            .filter(|token| !token.kind().is_trivia())
            .map(|token| token.text_range().start().into())
            .collect();
        let high = choices.below(256) * 256 + choices.below(256);
        let place = places.get(high % places.len().max(1)).copied().unwrap_or(0);
        let mut longer = text.clone();
        longer.insert_str(place, choices.of(&BETWEEN));
        if is_sound(&longer) && self::shape(&longer) == shape {
            text = longer;
        }
    }
    text
}

pub(crate) fn is_sound(text: &str) -> bool {
    parse(text).diagnostics.is_empty()
}

/// The tree of a text, without what the formatter decides.
pub(crate) fn shape(text: &str) -> String {
    let mut shape = String::new();
    write_shape(&parse(text).syntax(), &mut shape);
    shape
}

fn write_shape(node: &SyntaxNode, shape: &mut String) {
    let construct = construct(node);
    if node.kind() == SyntaxKind::UnionType && node.children().count() == 1 {
        // `| T` is `T`.
        return node.children().for_each(|child| write_shape(&child, shape));
    }
    let kind = if construct.is_some() { SyntaxKind::Construct } else { node.kind() };
    shape.push_str(&format!("({kind:?}"));
    let mut is_first = true;
    for child in node.children_with_tokens() {
        let kind = child.kind();
        let is_dropped = match construct {
            Some(_) => kind == SyntaxKind::Colon || kind == SyntaxKind::PathType,
            None => is_first && node.kind() == SyntaxKind::UnionType && kind == SyntaxKind::Pipe,
        };
        match child {
            _ if kind.is_trivia() || kind == SyntaxKind::Comma || is_dropped => {}
            NodeOrToken::Token(token) => {
                shape.push(' ');
                shape.push_str(construct.unwrap_or(token.text()));
                is_first = false;
            }
            NodeOrToken::Node(node) => {
                write_shape(&node, shape);
                is_first = false;
            }
        }
    }
    shape.push(')');
}

fn construct(node: &SyntaxNode) -> Option<&'static str> {
    let ty = node.children().find(|child| child.kind() == SyntaxKind::PathType)?;
    let (word, _) = CONSTRUCTS.iter().find(|(_, component)| ty.text() == *component)?;
    (node.kind() == SyntaxKind::Resource).then_some(word)
}

/// The comments of a text, and what each declaration is documented with.
pub(crate) fn comments(text: &str) -> Vec<String> {
    let parse = parse(text);
    let root = parse.root();
    let all = root
        .all_tokens()
        .filter(|token| token.kind().is_trivia() && token.kind() != SyntaxKind::Whitespace)
        .map(|token| token.text().lines().map(str::trim).collect::<Vec<_>>().join("\n"));
    let mut found: Vec<String> = all.collect();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        found.extend(doc_comment(node).filter(|_| node.kind().is_declaration()));
        open.extend(node.children());
    }
    found
}

/// The kinds of the nodes in a text.
pub(crate) fn kinds(text: &str) -> BTreeSet<String> {
    parse(text).syntax().descendants().map(|node| format!("{:?}", node.kind())).collect()
}
