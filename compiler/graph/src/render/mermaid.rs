//! Mermaid, which GitHub shows inside Markdown.

use std::fmt::Write as _;

use crate::{View, ViewEdgeKind};

/// The view as a Mermaid flowchart.
pub fn mermaid(view: &View) -> String {
    let mut out = String::from("flowchart LR\n");
    for (number, node) in view.nodes.iter().enumerate() {
        let label = format!("{}<br/><small>{}</small>", escaped(&node.id), escaped(&node.ty));
        let _ = writeln!(out, "  n{number}[\"{label}\"]");
    }
    for edge in &view.edges {
        let arrow = match edge.kind {
            ViewEdgeKind::Reference => "-->",
            ViewEdgeKind::After | ViewEdgeKind::Event => "-.->",
            ViewEdgeKind::Grant => "==>",
        };
        let label = match edge.label.as_str() {
            "" => String::new(),
            label => format!("|\"{}\"|", escaped(label)),
        };
        let _ = writeln!(out, "  n{} {arrow}{label} n{}", edge.from, edge.to);
    }
    for (number, node) in view.nodes.iter().enumerate() {
        if node.existing {
            let _ = writeln!(out, "  style n{number} stroke-dasharray: 4 4");
        }
    }
    out
}

/// Mermaid reads entities with `#` where HTML has `&`.
fn escaped(text: &str) -> String {
    text.replace('#', "#35;").replace('"', "#quot;").replace('<', "#lt;").replace('>', "#gt;")
}

#[cfg(test)]
mod tests {
    use super::super::example;

    #[test]
    fn names_are_escaped() {
        let text = super::mermaid(&example());
        assert!(text.contains("n2[\"worker[#quot;orders#quot;]<br/>"), "{text}");
        assert!(text.contains("n0 -.->|\"objectCreated\"| n1\n"), "{text}");
        assert!(text.contains("n2 -.-> n3\n"), "{text}");
        assert!(text.contains("style n3 stroke-dasharray: 4 4\n"), "{text}");
    }
}
