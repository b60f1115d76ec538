//! The same in another form: strings, objects and lists on one line or several.

use sparta_semantics::hir;
use sparta_syntax::{SyntaxKind, SyntaxNode};

use super::scene::{Piece, Scene};
use super::{CodeActionKind, Offer};

pub(super) fn offer<'a>(scene: &'a Scene<'a>, offers: &mut Vec<Offer<'a>>) {
    let Some(piece) = scene.piece() else { return };
    let readable = hir(scene.db, piece.declaration).diagnostics.is_empty();
    if !readable {
        return;
    }
    let mut add = |title: &str, node: &SyntaxNode, text: String| {
        let range = piece.in_file(node.text_range());
        offers.push(Offer::new(CodeActionKind::Rewrite, title, move || {
            vec![scene.edit(range, text)]
        }));
    };
    if let Some(string) = piece.enclosing(|kind| kind == SyntaxKind::StringLiteral) {
        string_forms(&string, &mut add);
    }
    if let Some(call) = piece.enclosing(|kind| kind == SyntaxKind::CallExpr)
        && let Some(text) = interpolated(&call)
    {
        add("Write as one text", &call, text);
    }
    if let Some(object) = innermost_object(piece) {
        object_forms(&object, &mut add);
    }
}

/// `"…"` as `r"…"` and the other way round: where the text means the same in both.
fn string_forms(string: &SyntaxNode, add: &mut impl FnMut(&str, &SyntaxNode, String)) {
    let is_value = string.parent().is_some_and(|it| {
        !matches!(
            it.kind(),
            SyntaxKind::Import
                | SyntaxKind::Test
                | SyntaxKind::FieldName
                | SyntaxKind::Pattern
                | SyntaxKind::LiteralType
        )
    });
    let text = string.text().to_string();
    let has_values = string.children().any(|it| it.kind() == SyntaxKind::Interpolation);
    let in_text = string.ancestors().skip(1).any(|it| it.kind() == SyntaxKind::StringLiteral);
    if !is_value || in_text {
        return;
    }
    if let Some(inner) = text.strip_prefix("r\"").and_then(|it| it.strip_suffix('"')) {
        let escaped = inner.replace('\\', "\\\\").replace("${", "\\${");
        add("Write without `r`", string, format!("\"{escaped}\""));
        return;
    }
    let is_plain = text.starts_with('"') && !text.starts_with("\"\"\"") && text.len() >= 2;
    if !is_plain || has_values {
        return;
    }
    let inner = &text[1..text.len() - 1];
    if let Some(raw) = unescaped(inner)
        && inner.contains('\\')
    {
        add("Write as a raw text", string, format!("r\"{raw}\""));
    }
}

/// What a text says, if it says that on one line without quotes.
fn unescaped(inner: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = inner.chars();
    while let Some(next) = rest.next() {
        match next {
            '\\' => match rest.next()? {
                escaped @ ('\\' | '$') => text.push(escaped),
                _ => return None,
            },
            '"' => return None,
            other => text.push(other),
        }
    }
    Some(text)
}

/// `join("-", [a, "b"])` as `"${a}-b"`.
fn interpolated(call: &SyntaxNode) -> Option<String> {
    let callee = call.children().next()?;
    if callee.text() != "join" {
        return None;
    }
    let arguments = call.children().find(|it| it.kind() == SyntaxKind::Arguments)?;
    let values: Vec<SyntaxNode> = arguments.children().collect();
    let [separator, list] = values.as_slice() else { return None };
    let (separator, list) = (separator.first_child()?, list.first_child()?);
    let between = plain(&separator)?;
    if list.kind() != SyntaxKind::List || call.text().contains_char('\n') {
        return None;
    }
    let mut text = String::new();
    let mut elements = list.children().peekable();
    elements.peek()?;
    for (index, element) in elements.enumerate() {
        if matches!(
            element.kind(),
            SyntaxKind::Spread | SyntaxKind::IfExpr | SyntaxKind::MatchExpr | SyntaxKind::IndexExpr
        ) {
            return None;
        }
        if index > 0 {
            text.push_str(&between);
        }
        match plain(&element) {
            Some(inner) => text.push_str(&inner),
            None => text.push_str(&format!("${{{}}}", element.text())),
        }
    }
    Some(format!("\"{text}\""))
}

/// What stands between the quotes of a text on one line.
fn plain(string: &SyntaxNode) -> Option<String> {
    let text = string.text().to_string();
    let is_plain = string.kind() == SyntaxKind::StringLiteral
        && text.starts_with('"')
        && !text.starts_with("\"\"\"")
        && text.len() >= 2;
    is_plain.then(|| text[1..text.len() - 1].to_owned())
}

fn innermost_object(piece: &Piece<'_>) -> Option<SyntaxNode> {
    piece.enclosing(|kind| matches!(kind, SyntaxKind::Object | SyntaxKind::List))
}

/// On one line and on several: the formatter keeps which.
fn object_forms(object: &SyntaxNode, add: &mut impl FnMut(&str, &SyntaxNode, String)) {
    let text = object.text().to_string();
    let has_comment = object.descendants_with_tokens().any(|it| {
        matches!(it.kind(), SyntaxKind::Comment | SyntaxKind::BlockComment | SyntaxKind::DocComment)
    });
    let in_text = object.ancestors().any(|it| it.kind() == SyntaxKind::StringLiteral);
    let parts: Vec<String> = object.children().map(|it| it.text().to_string()).collect();
    if has_comment || in_text || parts.is_empty() || text.len() < 2 {
        return;
    }
    let (open, close) = (&text[..1], &text[text.len() - 1..]);
    if !text.contains('\n') {
        let text = format!("{open}\n{}\n{close}", parts.join("\n"));
        add("Write on several lines", object, text);
    } else if !parts.iter().any(|part| part.contains('\n')) {
        let gap = if open == "{" { " " } else { "" };
        let text = format!("{open}{gap}{}{gap}{close}", parts.join(", "));
        add("Write on one line", object, text);
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::code_action::check::{check, offered};

    #[test]
    fn texts_have_other_forms() {
        check(
            "output p: \"\\\\d$0+ \\${x}\"\n",
            "Write as a raw text",
            expect![[r#"
            //- /main.sparta
            output p: r"\d+ ${x}"
        "#]],
        );
        check(
            "output p: r\"\\d$0+ ${x}\"\n",
            "Write without `r`",
            expect![[r#"
            //- /main.sparta
            output p: "\\d+ \${x}"
        "#]],
        );
        check(
            "output p: jo$0in(\"-\", [AWS::StackName, \"a\"])\n",
            "Write as one text",
            expect![[r#"
                //- /main.sparta
                output p: "${AWS::StackName}-a"
            "#]],
        );
        assert_eq!(offered("output p: \"a$0\\n\"\n", "raw"), Vec::<String>::new());
    }

    #[test]
    fn objects_and_lists_stand_on_one_line_or_several() {
        let text = "let a = { on$0e: 1, two: [1, 2] }\n";
        check(
            text,
            "Write on several lines",
            expect![[r#"
            //- /main.sparta
            let a = {
              one: 1
              two: [1, 2]
            }
        "#]],
        );
        check(
            "let a = {\n  on$0e: 1\n  two: 2\n}\n",
            "Write on one line",
            expect![[r#"
            //- /main.sparta
            let a = { one: 1, two: 2 }
        "#]],
        );
        let text = "let a = {\n  on$0e: 1 // one\n  two: 2\n}\n";
        assert_eq!(offered(text, "one line"), Vec::<String>::new());
    }
}
