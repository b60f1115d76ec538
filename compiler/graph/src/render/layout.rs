//! Where the nodes of a view stand: in columns, from what triggers to what is used.

use std::collections::VecDeque;

use crate::{View, ViewEdgeKind};

/// The place of each node.
pub(super) struct Layout {
    /// The column of each node, and its row there.
    pub(super) cells: Vec<(usize, usize)>,
    pub(super) columns: usize,
    pub(super) rows: usize,
}

/// How often the rows are put in order of their neighbours. More changes little.
const SWEEPS: usize = 8;

/// Lays the nodes out. Edges go to the right wherever no circle forbids it.
pub(super) fn layout(view: &View) -> Layout {
    let edges = forward(view);
    let columns_of = columns(view.nodes.len(), &edges);
    let count = columns_of.iter().max().map_or(0, |last| last + 1);
    let mut columns: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (node, column) in columns_of.iter().enumerate() {
        columns[*column].push(node);
    }
    let mut rows = vec![0usize; view.nodes.len()];
    number(&columns, &mut rows);
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); view.nodes.len()];
    for (from, to) in &edges {
        near[*from].push(*to);
        near[*to].push(*from);
    }
    for _ in 0..SWEEPS {
        for column in &mut columns {
            // The mean row of its neighbours, in sixteenths, so that it can be compared exactly.
            column.sort_by_cached_key(|node| {
                let neighbours = &near[*node];
                let sum: usize = neighbours.iter().map(|it| rows[*it] * 16).sum();
                (sum.checked_div(neighbours.len()).unwrap_or(rows[*node] * 16), rows[*node])
            });
            for (row, node) in column.iter().enumerate() {
                rows[*node] = row;
            }
        }
    }
    let height = columns.iter().map(Vec::len).max().unwrap_or_default();
    Layout { cells: columns_of.into_iter().zip(rows).collect(), columns: count, rows: height }
}

fn number(columns: &[Vec<usize>], rows: &mut [usize]) {
    for column in columns {
        for (row, node) in column.iter().enumerate() {
            rows[*node] = row;
        }
    }
}

/// The edges as they are drawn, without those that would close a circle. Events come first: what
/// triggers something stands to its left, even if it is also used by it.
fn forward(view: &View) -> Vec<(usize, usize)> {
    let count = view.nodes.len();
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut kept = Vec::new();
    let of = |kind: ViewEdgeKind| view.edges.iter().filter(move |edge| edge.kind == kind);
    let ordered = of(ViewEdgeKind::Event)
        .chain(of(ViewEdgeKind::Grant))
        .chain(of(ViewEdgeKind::Reference))
        .chain(of(ViewEdgeKind::After));
    for edge in ordered {
        if !reaches(&next, edge.to, edge.from) {
            next[edge.from].push(edge.to);
            kept.push((edge.from, edge.to));
        }
    }
    kept
}

fn reaches(next: &[Vec<usize>], from: usize, to: usize) -> bool {
    let mut seen = vec![false; next.len()];
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        if node == to {
            return true;
        }
        if !std::mem::replace(&mut seen[node], true) {
            open.extend(next[node].iter().copied());
        }
    }
    false
}

/// The column of each node: one further than all that lead to it.
fn columns(count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut columns = vec![0; count];
    let mut waiting = vec![0usize; count];
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (from, to) in edges {
        next[*from].push(*to);
        waiting[*to] += 1;
    }
    let mut ready: VecDeque<usize> = (0..count).filter(|node| waiting[*node] == 0).collect();
    while let Some(node) = ready.pop_front() {
        for &follower in &next[node] {
            columns[follower] = columns[follower].max(columns[node] + 1);
            waiting[follower] -= 1;
            if waiting[follower] == 0 {
                ready.push_back(follower);
            }
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::super::example;

    #[test]
    fn edges_go_to_the_right_and_no_two_nodes_share_a_cell() {
        let layout = super::layout(&example());
        assert_eq!(layout.cells, [(0, 0), (1, 0), (2, 0), (3, 0)]);
        assert_eq!((layout.columns, layout.rows), (4, 1));
    }
}
