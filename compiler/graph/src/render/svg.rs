//! A picture.

use std::fmt::Write as _;

use super::escaped;
use super::layout::{Layout, layout};
use crate::{View, ViewEdge, ViewEdgeKind};

const WIDTH: usize = 200;
const HEIGHT: usize = 48;
const GAP: usize = 140;
const ROW: usize = 76;
const MARGIN: usize = 24;

/// The view as an SVG document that needs nothing from elsewhere. It follows the reader's light or
/// dark colours, and says of each node where it is declared.
pub fn svg(view: &View) -> String {
    let layout = layout(view);
    let columns = layout.columns.max(1);
    let width = columns * WIDTH + (columns - 1) * GAP + 2 * MARGIN;
    let height = layout.rows.max(1) * ROW + 2 * MARGIN;
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\">"
    );
    let _ = writeln!(out, "<title>{}</title>", escaped(&view.title));
    out.push_str(STYLE);
    for edge in &view.edges {
        draw_edge(&mut out, &layout, edge);
    }
    for (node, cell) in view.nodes.iter().zip(&layout.cells) {
        let (x, y) = corner(*cell);
        let class = if node.existing { "node existing" } else { "node" };
        let _ = writeln!(
            out,
            "<g class=\"{class}\" data-path=\"{}\" data-line=\"{}\"><title>{}: {}</title><rect x=\"{x}\" y=\"{y}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" rx=\"8\"/>",
            escaped(&node.place.path),
            node.place.line,
            escaped(&node.id),
            escaped(&node.ty)
        );
        let middle = x + WIDTH / 2;
        let _ = writeln!(
            out,
            "<text class=\"name\" x=\"{middle}\" y=\"{}\">{}</text><text class=\"type\" x=\"{middle}\" y=\"{}\">{}</text></g>",
            y + 20,
            escaped(&shortened(&node.id, 26)),
            y + 37,
            escaped(&shortened(&node.ty, 34))
        );
    }
    out.push_str("</svg>\n");
    out
}

const STYLE: &str = "<style>
svg { font-family: system-ui, sans-serif; color: #1f2328; }
.node rect { fill: #f6f8fa; stroke: #59636e; }
.existing rect { stroke-dasharray: 5 4; }
text { text-anchor: middle; fill: currentColor; }
.name { font-size: 13px; font-weight: 600; }
.type, .label { font-size: 10px; fill: #59636e; }
.edge path { fill: none; stroke: #818b98; stroke-width: 1.3; }
.grant path { stroke: #0969da; }
.event path { stroke: #bc4c00; stroke-dasharray: 6 3; }
.after path { stroke-dasharray: 2 3; }
.edge .head { fill: #818b98; stroke: none; }
.grant .head { fill: #0969da; }
.event .head { fill: #bc4c00; stroke: none; }
@media (prefers-color-scheme: dark) {
  svg { color: #e6edf3; }
  .node rect { fill: #151b23; stroke: #9198a1; }
  .type, .label { fill: #9198a1; }
}
</style>
";

fn corner((column, row): (usize, usize)) -> (usize, usize) {
    (MARGIN + column * (WIDTH + GAP), MARGIN + row * ROW)
}

fn draw_edge(out: &mut String, layout: &Layout, edge: &ViewEdge) {
    let (from, to) = (corner(layout.cells[edge.from]), corner(layout.cells[edge.to]));
    // What goes back to the left leaves and arrives a little lower than what goes forward.
    let forward = to.0 > from.0;
    let (start, end, shift) = if forward {
        ((from.0 + WIDTH, from.1 + HEIGHT / 2 - 6), (to.0, to.1 + HEIGHT / 2 - 6), 0)
    } else if to.0 < from.0 {
        ((from.0, from.1 + HEIGHT / 2 + 8), (to.0 + WIDTH, to.1 + HEIGHT / 2 + 8), 12)
    } else {
        ((from.0 + WIDTH, from.1 + HEIGHT / 2), (to.0 + WIDTH, to.1 + HEIGHT / 2 + 4), 0)
    };
    let bend = GAP / 2;
    let (first, second) = if forward {
        (start.0 + bend, end.0 - bend)
    } else if to.0 < from.0 {
        (start.0 - bend, end.0 + bend)
    } else {
        (start.0 + bend, end.0 + bend)
    };
    let class = match edge.kind {
        ViewEdgeKind::Reference => "edge",
        ViewEdgeKind::After => "edge after",
        ViewEdgeKind::Grant => "edge grant",
        ViewEdgeKind::Event => "edge event",
    };
    let tail = if forward { end.0 - 8 } else { end.0 + 8 };
    let _ = writeln!(
        out,
        "<g class=\"{class}\"><path d=\"M{} {} C{first} {} {second} {} {tail} {}\"/><path class=\"head\" d=\"M{} {} L{tail} {} L{tail} {} Z\"/>",
        start.0,
        start.1,
        start.1,
        end.1,
        end.1,
        end.0,
        end.1,
        end.1 - 4,
        end.1 + 4
    );
    if !edge.label.is_empty() {
        let (x, y) = (usize::midpoint(start.0, end.0), usize::midpoint(start.1, end.1) + shift);
        let _ = writeln!(
            out,
            "<text class=\"label\" x=\"{x}\" y=\"{}\">{}</text>",
            y.saturating_sub(4),
            escaped(&shortened(&edge.label, 24))
        );
    }
    out.push_str("</g>\n");
}

fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most - 1).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::super::example;

    #[test]
    fn every_node_and_edge_is_drawn_once() {
        let text = super::svg(&example());
        assert_eq!(text.matches("<rect ").count(), 4);
        assert_eq!(text.matches("class=\"head\"").count(), 4);
        assert!(text.contains("worker[&quot;orders&quot;]"), "{text}");
        assert!(text.contains("data-path=\"main.sparta\" data-line=\"10\""), "{text}");
        assert!(!text.contains("href"), "{text}");
    }
}
