//! `src/kind.rs` and `src/ast.rs` are generated from `sparta.ungram`:
//! `UPDATE=1 cargo test -p sparta-syntax --test codegen` rewrites them.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use ungrammar::{Grammar, Node, Rule};

/// The kinds of tokens, in the order in which token sets count them.
const TOKENS: &[&str] = &[
    "Whitespace",
    "Comment",
    "BlockComment",
    "DocComment",
    "Ident",
    "Int",
    "Float",
    "Duration",
    "Size",
    "BadNumber",
    "StringOpen",
    "StringText",
    "StringEscape",
    "StringClose",
    "InterpolationOpen",
    "InterpolationClose",
    "RawString",
    "UnclosedRawString",
    "Unknown",
    "LBrace",
    "RBrace",
    "LBracket",
    "RBracket",
    "LParen",
    "RParen",
    "Comma",
    "Colon",
    "ColonColon",
    "Dot",
    "DotDotDot",
    "QuestionDot",
    "Question",
    "QuestionBracket",
    "QuestionQuestion",
    "Eq",
    "EqEq",
    "NotEq",
    "FatArrow",
    "Less",
    "LessEq",
    "Greater",
    "GreaterEq",
    "AndAnd",
    "OrOr",
    "Pipe",
    "Plus",
    "Minus",
    "Star",
    "Slash",
    "Percent",
    "Bang",
    "At",
    "TrueKw",
    "FalseKw",
    "NullKw",
    "IfKw",
    "ElseKw",
    "ForKw",
    "InKw",
    "MatchKw",
    "Eof",
    "Tombstone",
    "Error",
];

/// Accessors that need more than the grammar says; they are written by hand in `src/literal.rs`.
const BY_HAND: &[(&str, &str)] = &[("IfExpr", "otherwise"), ("StringLiteral", "string_part")];

struct Field {
    name: String,
    target: String,
    many: bool,
    index: usize,
}

fn grammar() -> Grammar {
    include_str!("../sparta.ungram").parse().expect("the grammar is well-formed")
}

/// The alternatives of a rule that is nothing but a choice between nodes.
fn alternatives(grammar: &Grammar, node: Node) -> Option<Vec<String>> {
    let Rule::Alt(rules) = &grammar[node].rule else { return None };
    rules
        .iter()
        .map(|rule| match rule {
            Rule::Node(node) => Some(grammar[*node].name.clone()),
            _ => None,
        })
        .collect()
}

fn snake_case(name: &str) -> String {
    let mut text = String::new();
    for (index, character) in name.chars().enumerate() {
        if character.is_uppercase() && index > 0 {
            text.push('_');
        }
        text.push(character.to_ascii_lowercase());
    }
    match text.as_str() {
        "type" => "ty".to_owned(),
        _ => text,
    }
}

fn plural(name: &str) -> String {
    match name {
        "ty" => "types".to_owned(),
        name => match name.strip_suffix('y') {
            Some(stem) => format!("{stem}ies"),
            None => format!("{name}s"),
        },
    }
}

fn collect(
    grammar: &Grammar,
    rule: &Rule,
    label: Option<&str>,
    many: bool,
    fields: &mut Vec<Field>,
    tokens: &mut Vec<String>,
) {
    match rule {
        Rule::Labeled { label, rule } => collect(grammar, rule, Some(label), many, fields, tokens),
        Rule::Node(node) => {
            let target = grammar[*node].name.clone();
            if let Some(known) = fields
                .iter_mut()
                .find(|field| field.target == target && label.is_none() && field.index == 0)
                && many
            {
                known.many = true;
                return;
            }
            let index = fields.iter().filter(|field| field.target == target).count();
            let name = label.map_or_else(|| snake_case(&target), str::to_owned);
            if !fields.iter().any(|field| field.name == name) {
                fields.push(Field { name, target, many, index });
            }
        }
        Rule::Token(token) => {
            let token = &grammar[*token].name;
            if token == "ident" && label.is_none_or(|label| label == "name" || label == "word") {
                tokens.push("ident".to_owned());
            }
        }
        Rule::Seq(rules) | Rule::Alt(rules) => {
            for rule in rules {
                collect(grammar, rule, None, many, fields, tokens);
            }
        }
        Rule::Opt(rule) => {
            if let Rule::Token(token) = &**rule {
                let token = grammar[*token].name.clone();
                tokens.push(token);
            } else {
                collect(grammar, rule, label, many, fields, tokens);
            }
        }
        Rule::Rep(rule) => collect(grammar, rule, label, true, fields, tokens),
    }
}

fn nodes(grammar: &Grammar) -> Vec<Node> {
    grammar.iter().filter(|node| !matches!(&*grammar[*node].name, "StringPart")).collect()
}

fn kinds(grammar: &Grammar) -> String {
    let structs: Vec<String> = nodes(grammar)
        .into_iter()
        .filter(|node| alternatives(grammar, *node).is_none())
        .map(|node| grammar[node].name.clone())
        .collect();
    let declaration = grammar
        .iter()
        .find(|node| grammar[*node].name == "Declaration")
        .expect("the grammar has declarations");
    let declarations = alternatives(grammar, declaration).expect("a choice");
    let all: Vec<&str> = TOKENS.iter().copied().chain(structs.iter().map(String::as_str)).collect();
    let mut text = String::from(
        "//! Generated from `sparta.ungram` by `tests/codegen.rs`.\n\n\
         /// The kinds of tokens, then those of nodes.\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]\n#[repr(u16)]\npub enum SyntaxKind {\n",
    );
    for kind in &all {
        writeln!(text, "    {kind},").expect("writing to a String");
    }
    text.push_str("}\n\n/// All kinds, in their order.\nconst ALL: &[SyntaxKind] = &[\n");
    for kind in &all {
        writeln!(text, "    SyntaxKind::{kind},").expect("writing to a String");
    }
    text.push_str("];\n\nimpl SyntaxKind {\n    /// Whether the grammar passes over tokens of this kind.\n    pub const fn is_trivia(self) -> bool {\n        matches!(self, Self::Whitespace | Self::Comment | Self::BlockComment | Self::DocComment)\n    }\n\n    /// Whether nodes of this kind are declarations or members.\n    pub const fn is_declaration(self) -> bool {\n        matches!(\n            self,\n");
    let arms: Vec<String> = declarations.iter().map(|name| format!("Self::{name}")).collect();
    writeln!(text, "            {}", arms.join("\n                | "))
        .expect("writing to a String");
    text.push_str("        )\n    }\n}\n\nimpl From<SyntaxKind> for rowan::SyntaxKind {\n    fn from(kind: SyntaxKind) -> Self {\n        Self(kind as u16)\n    }\n}\n\n/// The language, as rowan asks for it.\n#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]\npub enum Sparta {}\n\nimpl rowan::Language for Sparta {\n    type Kind = SyntaxKind;\n\n    fn kind_from_raw(raw: rowan::SyntaxKind) -> SyntaxKind {\n        ALL.get(usize::from(raw.0)).copied().unwrap_or(SyntaxKind::Error)\n    }\n\n    fn kind_to_raw(kind: SyntaxKind) -> rowan::SyntaxKind {\n        kind.into()\n    }\n}\n");
    text
}

fn typed_view(grammar: &Grammar) -> String {
    let mut text = String::from(
        "//! Generated from `sparta.ungram` by `tests/codegen.rs`: the typed view of the tree.\n\n\
         pub use crate::literal::{LiteralValue, StringPart};\nuse crate::{Node, SyntaxKind, Token};\n\n\
         /// A node of a known kind.\npub trait AstNode<'t>: Sized {\n    /// Whether nodes of a kind are of this type.\n    fn can_cast(kind: SyntaxKind) -> bool;\n    /// The node as this type.\n    fn cast(syntax: Node<'t>) -> Option<Self>;\n    /// The node as it is.\n    fn syntax(&self) -> Node<'t>;\n}\n\n\
         fn children<'t, N: AstNode<'t>>(syntax: Node<'t>) -> impl Iterator<Item = N> + use<'t, N> {\n    syntax.children().filter_map(N::cast)\n}\n\n\
         fn child<'t, N: AstNode<'t>>(syntax: Node<'t>, index: usize) -> Option<N> {\n    children(syntax).nth(index)\n}\n\n\
         fn token<'t>(syntax: Node<'t>, kind: SyntaxKind) -> Option<Token<'t>> {\n    syntax.tokens().find(|token| token.kind() == kind)\n}\n\n\
         fn word<'t>(syntax: Node<'t>, text: &str) -> Option<Token<'t>> {\n    syntax.tokens().find(|token| token.kind() == SyntaxKind::Ident && token.text() == text)\n}\n",
    );
    for node in nodes(grammar) {
        let name = &grammar[node].name;
        match alternatives(grammar, node) {
            Some(variants) => choice(name, &variants, &mut text),
            None => structure(grammar, name, &grammar[node].rule, &mut text),
        }
    }
    text
}

fn choice(name: &str, variants: &[String], text: &mut String) {
    let mut write = |line: String| writeln!(text, "{line}").expect("writing to a String");
    write(format!(
        "\n/// One of several kinds of nodes.\n#[derive(Debug, Clone, Copy)]\npub enum {name}<'t> {{"
    ));
    for variant in variants {
        write(format!("    {variant}({variant}<'t>),"));
    }
    write(format!(
        "}}\n\nimpl<'t> AstNode<'t> for {name}<'t> {{\n    fn can_cast(kind: SyntaxKind) -> bool {{"
    ));
    let casts: Vec<String> =
        variants.iter().map(|variant| format!("{variant}::can_cast(kind)")).collect();
    write(format!("        {}\n    }}\n", casts.join("\n            || ")));
    write("    fn cast(syntax: Node<'t>) -> Option<Self> {".to_owned());
    for variant in variants {
        write(format!(
            "        if {variant}::can_cast(syntax.kind()) {{\n            return {variant}::cast(syntax).map(Self::{variant});\n        }}"
        ));
    }
    write(
        "        None\n    }\n\n    fn syntax(&self) -> Node<'t> {\n        match self {"
            .to_owned(),
    );
    for variant in variants {
        write(format!("            Self::{variant}(it) => it.syntax(),"));
    }
    write("        }\n    }\n}".to_owned());
}

fn structure(grammar: &Grammar, name: &str, rule: &Rule, text: &mut String) {
    let (mut fields, mut tokens) = (Vec::new(), Vec::new());
    collect(grammar, rule, None, false, &mut fields, &mut tokens);
    let mut write = |line: String| writeln!(text, "{line}").expect("writing to a String");
    write(format!(
        "\n/// `{name}` of the grammar.\n#[derive(Debug, Clone, Copy)]\npub struct {name}<'t> {{\n    syntax: Node<'t>,\n}}\n\n\
         impl<'t> AstNode<'t> for {name}<'t> {{\n    fn can_cast(kind: SyntaxKind) -> bool {{\n        kind == SyntaxKind::{name}\n    }}\n\n    \
         fn cast(syntax: Node<'t>) -> Option<Self> {{\n        Self::can_cast(syntax.kind()).then_some(Self {{ syntax }})\n    }}\n\n    \
         fn syntax(&self) -> Node<'t> {{\n        self.syntax\n    }}\n}}"
    ));
    if name == "SourceFile" {
        write("\nimpl<'t> SourceFile<'t> {\n    /// The root of a tree.\n    pub(crate) fn of(syntax: Node<'t>) -> Self {\n        Self { syntax }\n    }\n}".to_owned());
    }
    fields.retain(|field| !BY_HAND.contains(&(name, &field.name)));
    let mut lines = Vec::new();
    for field in &fields {
        let Field { name, target, many, index } = field;
        if *many {
            lines.push(format!("    pub fn {}(&self) -> impl Iterator<Item = {target}<'t>> + use<'t> {{\n        children(self.syntax)\n    }}", plural(name)));
        } else {
            lines.push(format!("    pub fn {name}(&self) -> Option<{target}<'t>> {{\n        child(self.syntax, {index})\n    }}"));
        }
    }
    tokens.sort();
    tokens.dedup();
    for token in &tokens {
        lines.push(match token.as_str() {
            "ident" => "    pub fn ident_token(&self) -> Option<Token<'t>> {\n        token(self.syntax, SyntaxKind::Ident)\n    }".to_owned(),
            "?" => "    pub fn question_token(&self) -> Option<Token<'t>> {\n        token(self.syntax, SyntaxKind::Question)\n    }".to_owned(),
            word if word.chars().all(|c| c.is_ascii_lowercase()) => format!("    pub fn {word}_token(&self) -> Option<Token<'t>> {{\n        word(self.syntax, \"{word}\")\n    }}"),
            _ => continue,
        });
    }
    if !lines.is_empty() {
        write(format!("\nimpl<'t> {name}<'t> {{\n{}\n}}", lines.join("\n\n")));
    }
}

/// The text as `cargo fmt` leaves it.
fn formatted(text: &str) -> String {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--quiet", "--emit", "stdout", "--edition", "2024"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("rustfmt runs");
    let mut input = rustfmt.stdin.take().expect("its input is a pipe");
    input.write_all(text.as_bytes()).expect("rustfmt reads");
    drop(input);
    let output = rustfmt.wait_with_output().expect("rustfmt ends");
    String::from_utf8(output.stdout).expect("rustfmt writes text")
}

fn check(path: &str, text: &str) {
    let text = &*formatted(text);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).expect("the generated file is writable");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == text,
        "{} is stale: run `UPDATE=1 cargo test -p sparta-syntax --test codegen`",
        path.display()
    );
}

#[test]
fn kinds_are_fresh() {
    check("src/kind.rs", &kinds(&grammar()));
}

#[test]
fn the_typed_view_is_fresh() {
    check("src/ast.rs", &typed_view(&grammar()));
}
