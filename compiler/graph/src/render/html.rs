//! A page of its own: the picture, and everything in it as tables.

use std::fmt::Write as _;

use super::{escaped, svg};
use crate::View;

const HEAD: &str = "<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<style>
:root { color-scheme: light dark; }
body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
.picture { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #8886; }
code { font-family: ui-monospace, monospace; }
</style>
";

/// The view as an HTML page that loads nothing.
pub fn html(view: &View) -> String {
    let title = escaped(&view.title);
    let mut out = String::from("<!doctype html>\n<html lang=\"en\">\n");
    out.push_str(HEAD);
    let _ = writeln!(out, "<title>{title}</title>\n<h1>{title}</h1>");
    let _ = writeln!(out, "<div class=\"picture\">\n{}</div>", svg(view));
    out.push_str("<h2>Declarations</h2>\n<table>\n<tr><th>Name<th>Type<th>Resources\n");
    for node in &view.nodes {
        let resources =
            if node.existing { "managed elsewhere".to_owned() } else { node.resources.to_string() };
        let _ = writeln!(
            out,
            "<tr><td><code>{}</code><td><code>{}</code><td>{resources}",
            escaped(&node.id),
            escaped(&node.ty)
        );
    }
    out.push_str("</table>\n<h2>Connections</h2>\n<table>\n<tr><th>From<th>Kind<th>What<th>To\n");
    for edge in &view.edges {
        let _ = writeln!(
            out,
            "<tr><td><code>{}</code><td>{}<td>{}<td><code>{}</code>",
            escaped(&view.nodes[edge.from].id),
            edge.kind.as_str(),
            escaped(&edge.label),
            escaped(&view.nodes[edge.to].id)
        );
    }
    out.push_str("</table>\n</html>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::super::example;

    #[test]
    fn the_page_loads_nothing() {
        let text = super::html(&example());
        assert!(text.contains("<td><code>worker[&quot;orders&quot;]</code>"), "{text}");
        assert!(!text.contains("src=") && !text.contains("href="), "{text}");
    }
}
