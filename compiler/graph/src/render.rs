//! A view of the graph as text: one file a format.

mod dot;
mod html;
mod json;
mod layout;
mod mermaid;
mod svg;

pub use dot::dot;
pub use html::html;
pub use json::json;
pub use mermaid::mermaid;
pub use svg::svg;

/// Text inside XML and HTML.
fn escaped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => result.push_str("&amp;"),
            '<' => result.push_str("&lt;"),
            '>' => result.push_str("&gt;"),
            '"' => result.push_str("&quot;"),
            '\'' => result.push_str("&#39;"),
            other => result.push(other),
        }
    }
    result
}

/// A view with one of everything, for the tests of the formats.
#[cfg(test)]
fn example() -> crate::View {
    use crate::{View, ViewEdge, ViewEdgeKind, ViewNode, ViewPlace};
    let node = |id: &str, ty: &str, resources, existing, line| ViewNode {
        id: id.to_owned(),
        ty: ty.to_owned(),
        resources,
        existing,
        place: ViewPlace { path: "main.sparta".into(), line },
    };
    let edge = |from, to, kind, label: &str| ViewEdge { from, to, kind, label: label.to_owned() };
    View {
        title: "Thumbnails".to_owned(),
        nodes: vec![
            node("uploads", "AWS::S3::Bucket", 1, false, 1),
            node("resize", "Lambda", 5, false, 3),
            node("worker[\"orders\"]", "Worker", 3, false, 10),
            node("zone", "AWS::Route53::HostedZone", 0, true, 12),
        ],
        edges: vec![
            edge(0, 1, ViewEdgeKind::Event, "objectCreated"),
            edge(1, 0, ViewEdgeKind::Grant, "read"),
            edge(1, 2, ViewEdgeKind::Reference, "Environment"),
            edge(2, 3, ViewEdgeKind::After, ""),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn names_cannot_leave_the_text_they_stand_in() {
        assert_eq!(escaped("a[\"<b>\"]"), "a[&quot;&lt;b&gt;&quot;]");
    }
}
