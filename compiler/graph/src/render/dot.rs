//! Graphviz.

use std::fmt::Write as _;

use crate::{View, ViewEdgeKind};

/// The view as a Graphviz document.
pub fn dot(view: &View) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "digraph {} {{", quoted(&view.title));
    out.push_str("  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n");
    out.push_str("  edge [fontname=\"sans-serif\", fontsize=10];\n");
    for node in &view.nodes {
        let style = if node.existing { ", style=\"rounded,dashed\"" } else { "" };
        let label = quoted(&format!("{}\n{}", node.id, node.ty));
        let _ = writeln!(out, "  {} [label={label}{style}];", quoted(&node.id));
    }
    for edge in &view.edges {
        let style = match edge.kind {
            ViewEdgeKind::Reference => "solid",
            ViewEdgeKind::After => "dotted",
            ViewEdgeKind::Grant => "bold",
            ViewEdgeKind::Event => "dashed",
        };
        let (from, to) = (&view.nodes[edge.from].id, &view.nodes[edge.to].id);
        let _ = writeln!(
            out,
            "  {} -> {} [label={}, style={style}];",
            quoted(from),
            quoted(to),
            quoted(&edge.label)
        );
    }
    out.push_str("}\n");
    out
}

fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::super::example;

    #[test]
    fn names_are_quoted() {
        let text = super::dot(&example());
        assert!(text.starts_with("digraph \"Thumbnails\" {\n"), "{text}");
        assert!(
            text.contains(r#""worker[\"orders\"]" -> "zone" [label="", style=dotted];"#),
            "{text}"
        );
        assert!(
            text.contains(r#""uploads" -> "resize" [label="objectCreated", style=dashed];"#),
            "{text}"
        );
    }
}
