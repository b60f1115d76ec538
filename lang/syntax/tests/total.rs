//! Any text has a tree that prints it back; nothing nests without bound.

use proptest::prelude::*;
use sparta_syntax::{parse, parse_declaration, split};

const PROGRAM: &str = r#"
// Everything at once.
@retain
/// Documented.
resource uploads[name, n in names]: AWS::S3::Bucket if isProd && !flag {
  Tags: [{ Key: "a${name}b", Value: r"raw" }, ...more]
  on: if a { 1MB } else { match x { "a" | "b" => 30s, _ => -1.5 } }
}
component Worker { param a: { b?: [String] }? = null
  lambda work { code: "./x", on: [queue.messages(batch: 10)] }
  check a != null else bad-thing "no ${a}" at a
}
extend AWS::S3::Bucket { grant read { allow ["s3:GetObject"] on "${self.Arn}/*" when { A: 1 } } }
import { A, B as C } from "./x.sparta"
let t = """
  many
    lines ${"in" + 1}
  """
"#;

fn check(text: &str) {
    assert_eq!(parse(text).syntax().text().to_string(), text);
    let mut at = 0.into();
    for chunk in split(text) {
        assert_eq!(chunk.range.start(), at, "pieces leave no gap");
        at = chunk.range.end();
        assert_eq!(
            parse_declaration(&text[chunk.range]).syntax().text().to_string(),
            text[chunk.range]
        );
    }
    assert_eq!(usize::from(at), text.len());
}

#[test]
fn every_prefix_and_every_deletion_has_a_tree() {
    for end in (0..=PROGRAM.len()).filter(|end| PROGRAM.is_char_boundary(*end)) {
        check(&PROGRAM[..end]);
        let mut shorter = PROGRAM.to_owned();
        if end < PROGRAM.len() {
            shorter.remove(end);
            check(&shorter);
        }
    }
}

#[test]
fn what_nests_without_end_is_one_finding() {
    for (open, head) in [
        ("[", "let x = "),
        ("(", "let x = "),
        ("{a:", "let x = "),
        ("-", "let x = "),
        ("!", "let x = "),
        ("[", "let x: "),
        ("if a { ", "let x = "),
        ("f(", "let x = "),
        ("\"${", "let x = "),
        ("a?.", "let x = "),
        ("1 + ", "let x = "),
        ("match a { _ => ", "let x = "),
        ("{ a: ", "component A { lambda b "),
        ("/*", ""),
        ("a ?? ", "let x = "),
        ("if a { 1 } else ", "let x = "),
        ("[for a in ", "let x = "),
        ("{ [String]: ", "type T = "),
        ("x | ", "type T = "),
    ] {
        let text = format!("{head}{}", open.repeat(100_000));
        let parsed = parse(&text);
        assert!(
            parsed.diagnostics.len() <= 2,
            "{open}: {} findings, {:?}",
            parsed.diagnostics.len(),
            &parsed.diagnostics[..3.min(parsed.diagnostics.len())]
        );
        assert_eq!(parsed.syntax().text().to_string().len(), text.len());
    }
    let million = format!("let x = {}", "[".repeat(1_000_000));
    assert_eq!(parse(&million).diagnostics.len(), 1);
}

/// How deep a tree is.
fn depth(text: &str) -> usize {
    let parse = parse(text);
    let mut open = vec![(parse.root(), 1)];
    let mut most = 0;
    while let Some((node, depth)) = open.pop() {
        most = most.max(depth);
        open.extend(node.children().map(|child| (child, depth + 1)));
    }
    most
}

#[test]
fn no_tree_is_deep() {
    for (open, link, close) in [
        ("(", ".b", ")"),
        ("(", "(c)", ")"),
        ("[", "[0]", "]"),
        ("f(", "?.b", ")"),
        ("(", " + 1", ")"),
        ("(", " || b", ")"),
        ("-(", " * 2", ")"),
        ("{ a: ", ".b", "}"),
        ("if a { ", ".b", "}"),
        ("match a { 1 => ", ".b", "}"),
        ("[for a in b { ", ".b", "}]"),
        ("\"${", "", "}\""),
        ("\"${", "[0]", "}\""),
    ] {
        let mut text = "a".to_owned();
        for level in 0..150 {
            text = format!("{open}{text}{close}{}", link.repeat(level));
        }
        let text = format!("let x = {text}");
        let depth = depth(&text);
        assert!(depth < 1_000, "{open}…{close}{link}: {depth}");
        assert_eq!(parse(&text).diagnostics.len(), 1, "{open}…{close}{link}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_has_a_tree(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_soup_of_tokens_has_a_tree(words in proptest::collection::vec(proptest::sample::select(vec![
        "let", "resource", "param", "lambda", "component", "if", "else", "for", "in", "match", "x", "AWS::S3::Bucket", ":", "=", "{", "}",
        "[", "]", "(", ")", ",", "\n", "\"", "${", "}", "\"\"\"", "'", "r\"", "r#\"", "@", "//", "/*", "*/", "///", ".", "?.", "??", "||",
        "&&", "+", "-", "1", "2s", "3XB", "true", "null", "=>", "_", "|", "<", ">", "...", "check", "grant", "é", "\\",
    ]), 0..60)) {
        check(&words.join(" "));
        check(&words.concat());
    }
}
