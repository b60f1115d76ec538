//! One mistake is one finding, at its place: what `‹` and `›` enclose.

use sparta_syntax::parse;

const MISTAKES: &[(&str, &str)] = &[
    // Values.
    ("missing-value", "let x ‹=›\nlet y = 1"),
    ("missing-value", "output x‹:›\noutput y: 2"),
    ("missing-value", "resource x: T {\n  A‹:›\n  B: 2\n}"),
    ("missing-value", "component A {\n  let x ‹=›\n  let y = 2\n}"),
    ("missing-value", "component A {\n  let x = 1 ‹+›\n  let y = 2\n}"),
    ("missing-value", "let x = ‹-›"),
    ("missing-value", "let x = f(a‹:› , b: 2)"),
    ("missing-value", "let x = \"‹${›}\""),
    ("unexpected-token", "let x = ‹=› 3"),
    ("unexpected-token", "let x = ‹*› 3"),
    ("unexpected-token", "let x = ‹$›{a}"),
    ("unexpected-token", "lambda f { code: ‹.›/x }"),
    ("unexpected-token", "let x = a ‹b› c"),
    ("unexpected-token", "let x = \"${a ‹b›}\""),
    ("unexpected-token", "let x = a ‹?› b : c"),
    ("mixed-operators", "let x = a ?? b ‹||› c"),
    ("mixed-operators", "let x = a || b ‹??› c"),
    ("mixed-operators", "let x = a && b ‹??› c || d"),
    ("mixed-operators", "let x = a || b == c ‹??› d"),
    ("bad-number", "let x = ‹3XB›"),
    ("bad-escape", "let x = \"a‹\\q›\""),
    ("single-quoted-string", "let x = ‹'a'›"),
    // Sequences.
    ("expected-token", "let x = {a‹› 1}"),
    ("expected-token", "let x = {a ‹=› 1}"),
    ("expected-token", "let x = {a‹› b: 1}"),
    ("expected-token", "resource x: T {\n  A‹› 1\n  B: 2\n}"),
    ("expected-token", "resource x: T { A: 1‹› B: 2 }"),
    ("expected-token", "let x = [1‹› 2]"),
    ("expected-token", "resource x: T {\n  A: 1‹;›\n  B: 2\n}"),
    ("unexpected-token", "let x = f(a,‹,› b)"),
    ("unexpected-token", "let x = { ‹[›a]: 1 }"),
    // Control.
    ("expected-token", "let x = match a { 1 ‹=› 2 }"),
    ("expected-token", "let x = match a { 1‹› 2 }"),
    ("unexpected-token", "let x = match a { ‹b› => 2 }"),
    ("expected-token", "let x = if a‹› b"),
    ("expected-token", "let x = if a { b } else‹› c"),
    ("expected-token", "let x = [for x in xs‹› x]"),
    ("expected-token", "resource x[‹›for i in xs]: T {}"),
    // What does not close.
    ("unclosed-bracket", "let x = ‹(›1 + 2\nlet y = 3"),
    ("unclosed-bracket", "resource x: T {\n  A: ‹[›1, 2\n  B: 3\n}"),
    ("unclosed-bracket", "resource x: T {\n  A: f‹(›1, 2\n  B: 3\n}"),
    ("unclosed-bracket", "resource x: T {\n  A: ‹[›1, 2 }\nlet y = 3"),
    ("unclosed-bracket", "resource x: T ‹{›\n  A: { B: 1 }\noutput y: x"),
    ("unclosed-bracket", "component A {\n  lambda f ‹{›\n  lambda g {}\n}\nlet x = 1"),
    ("unclosed-bracket", "@retain‹(›\nresource x: T {}"),
    ("unclosed-bracket", "import ‹{› a from \"./x\""),
    ("unclosed-bracket", "let x = \"‹${›a\"\nlet y = 2"),
    ("unclosed-bracket", "let x = \"a ${f‹(›1} b\""),
    ("unclosed-string", "let x = ‹\"›abc\nlet y = 1"),
    ("unclosed-string", "let x = ‹\"\"\"›abc\nlet y = 1"),
    ("unclosed-comment", "let x = 1 ‹/*› open"),
    ("unexpected-token", "let x = 1 + 2‹)›\nlet y = 3"),
    ("unexpected-token", "‹}›\nlet x = 1"),
    // Declarations.
    ("expected-token", "let x‹› == 3"),
    ("expected-token", "let‹› 3 = 4"),
    ("reserved-name", "let ‹if› = 3"),
    ("expected-token", "output x ‹=› 3"),
    ("expected-token", "param x‹› = 3"),
    ("expected-token", "param x:‹› = 3"),
    ("unexpected-token", "param x: T‹??›"),
    ("expected-token", "resource x‹› AWS::S3::Bucket {}"),
    ("expected-token", "resource x:‹› \"AWS::S3::Bucket\" {}"),
    ("expected-token", "resource AWS‹›::S3::Bucket {}"),
    ("expected-token", "resource x: AWS‹›:S3:Bucket {}"),
    ("expected-token", "resource x: T‹›"),
    ("expected-token", "lambda‹› {}"),
    ("expected-token", "fn f(a: Int): Int‹› { 1 }"),
    ("expected-token", "import‹› a from \"./x\""),
    ("expected-token", "test‹› { assert a }"),
    ("expected-token", "@‹›\nresource x: T {}"),
    ("unexpected-token", "‹@›retain"),
    ("unknown-declaration", "‹lamda› f { code: \"a\" }"),
    ("unknown-declaration", "component X { ‹resorce› y: T {} }"),
    ("misplaced-member", "‹set› x: 1"),
];

#[test]
fn one_mistake_is_one_finding() {
    let mut wrong = Vec::new();
    for (name, marked) in MISTAKES {
        let text = marked.replace(['‹', '›'], "");
        let found = parse(&text).diagnostics;
        let shown: Vec<String> = found
            .iter()
            .map(|finding| {
                let mut shown = text.clone();
                shown.insert(finding.at.end().into(), '›');
                shown.insert(finding.at.start().into(), '‹');
                format!("{}: {shown}", finding.name)
            })
            .collect();
        if shown != [format!("{name}: {marked}")] {
            wrong.push(format!("{name}: {marked}\n  is {shown:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
