//! JSON, for other programs.

use serde::Serialize;

use crate::View;

#[derive(Serialize)]
struct Document<'a> {
    title: &'a str,
    nodes: Vec<Node<'a>>,
    edges: Vec<Edge<'a>>,
}

#[derive(Serialize)]
struct Node<'a> {
    id: &'a str,
    r#type: &'a str,
    resources: usize,
    existing: bool,
    path: &'a str,
    line: usize,
}

#[derive(Serialize)]
struct Edge<'a> {
    from: &'a str,
    to: &'a str,
    kind: &'a str,
    label: &'a str,
}

/// The view as JSON. Edges name nodes by their ids.
pub fn json(view: &View) -> String {
    let document = Document {
        title: &view.title,
        nodes: view
            .nodes
            .iter()
            .map(|node| Node {
                id: &node.id,
                r#type: &node.ty,
                resources: node.resources,
                existing: node.existing,
                path: &node.place.path,
                line: node.place.line,
            })
            .collect(),
        edges: view
            .edges
            .iter()
            .map(|edge| Edge {
                from: &view.nodes[edge.from].id,
                to: &view.nodes[edge.to].id,
                kind: edge.kind.as_str(),
                label: &edge.label,
            })
            .collect(),
    };
    // Strings and numbers alone: nothing of this can fail to be written.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use super::super::example;

    #[test]
    fn edges_name_nodes() {
        let value: serde_json::Value =
            serde_json::from_str(&super::json(&example())).expect("it is JSON");
        assert_eq!(value["nodes"][3]["existing"], true);
        assert_eq!(value["nodes"][3]["path"], "main.sparta");
        assert_eq!(value["nodes"][3]["line"], 12);
        assert_eq!(value["edges"][0]["from"], "uploads");
        assert_eq!(value["edges"][0]["kind"], "event");
    }
}
