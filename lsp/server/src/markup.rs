//! Texts for people, as the client can show them.

use tower_lsp::ls_types::{MarkupContent, MarkupKind};

/// A text in Markdown; without its marks for a client that does not know them.
pub(crate) fn markup(known: Option<&[MarkupKind]>, markdown: String) -> MarkupContent {
    if known.is_some_and(|them| them.contains(&MarkupKind::Markdown)) {
        return MarkupContent { kind: MarkupKind::Markdown, value: markdown };
    }
    MarkupContent { kind: MarkupKind::PlainText, value: plain(&markdown) }
}

/// Markdown without what only a program reads: fences, rules, what brackets links.
fn plain(markdown: &str) -> String {
    let read = |line: &&str| !line.starts_with("```") && *line != "---";
    let lines: Vec<_> = markdown.lines().filter(read).map(without_links).collect();
    lines.join("\n").trim().to_owned()
}

/// `[text](there)` as `text (there)`.
fn without_links(line: &str) -> String {
    let mut rest = line;
    let mut whole = String::new();
    while let Some((text, there, after)) = link(rest) {
        let (before, _) = rest.split_at(rest.len() - after.len() - text.len() - there.len() - 4);
        whole.extend([before, text, " (", there, ")"]);
        rest = after;
    }
    whole + rest
}

/// The first link of a line: its text, where it leads, and what follows it.
fn link(line: &str) -> Option<(&str, &str, &str)> {
    let (before, after) = line.split_once("](")?;
    let (_, text) = before.rsplit_once('[')?;
    let (there, rest) = after.split_once(')')?;
    Some((text, there, rest))
}

#[cfg(test)]
mod tests {
    use tower_lsp::ls_types::MarkupKind;

    use super::{markup, plain};

    #[test]
    fn a_client_that_knows_markdown_is_given_it() {
        let known = [MarkupKind::PlainText, MarkupKind::Markdown];
        assert_eq!(markup(Some(&known), "`a`".to_owned()).kind, MarkupKind::Markdown);
        assert_eq!(markup(Some(&known[..1]), "`a`".to_owned()).kind, MarkupKind::PlainText);
        assert_eq!(markup(None, "`a`".to_owned()).kind, MarkupKind::PlainText);
    }

    #[test]
    fn marks_are_left_out() {
        let markdown =
            "```sparta\nlet a: Int\n```\n\n---\n\nSee [the page](https://a.b/c) and [d](e).";
        assert_eq!(plain(markdown), "let a: Int\n\n\nSee the page (https://a.b/c) and d (e).");
        assert_eq!(plain("a[0](b"), "a[0](b");
    }
}
