//! Circles of resources, judged on what is emitted and told in the user's words.

use std::collections::VecDeque;
use std::sync::LazyLock;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef as _;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use sparta_semantics::{Finding, Instance, Place, display_name};

use crate::graph::{Edge, EdgeKind, Graph};
use crate::owner::{is_users, owner, owner_name};

/// One finding for each group of resources that wait for each other.
pub(crate) fn circles<'db>(graph: &Graph<'db>) -> Vec<Finding<'db>> {
    // Kosaraju's algorithm does not recurse: a long chain of resources is no danger to the stack.
    kosaraju_scc(&graph.network)
        .into_iter()
        .filter(|group| group.len() > 1 || graph.network.contains_edge(group[0], group[0]))
        .filter_map(|component| Circle::find(graph, &component))
        .map(|circle| circle.finding())
        .collect()
}

/// A shortest circle through the first reference, in the file, of a group that wait for each other.
struct Circle<'a, 'db> {
    graph: &'a Graph<'db>,
    steps: Vec<Step<'db>>,
}

/// One reference of a circle.
struct Step<'db> {
    from: NodeIndex,
    to: NodeIndex,
    reason: Reason<'db>,
    /// In the user's program.
    at: Place<'db>,
    /// Between parts of one construct, and of the library's making.
    inner: bool,
}

/// Why one of the user's declarations waits for another.
#[derive(Clone, Copy)]
enum Reason<'db> {
    /// In a property of this name.
    Reference(&'db str),
    After,
    /// `needs`: this grant; nothing where only discovery is wanted.
    Grant(Option<&'db str>),
    /// `on`: this event.
    Event(&'db str),
}

impl<'db> From<EdgeKind<'db>> for Reason<'db> {
    fn from(kind: EdgeKind<'db>) -> Self {
        match kind {
            EdgeKind::Reference { property } | EdgeKind::Attribute { property, attribute: _ } => {
                Self::Reference(property)
            }
            EdgeKind::After => Self::After,
        }
    }
}

impl<'a, 'db> Circle<'a, 'db> {
    fn find(graph: &'a Graph<'db>, component: &[NodeIndex]) -> Option<Self> {
        let members: FxHashSet<NodeIndex> = component.iter().copied().collect();
        let (.., first) = component
            .iter()
            .flat_map(|node| graph.network.edges(*node))
            .filter(|edge| members.contains(&edge.target()))
            .filter_map(|edge| {
                let step = step(graph, edge.id())?;
                Some((step.inner, step.at.span(graph.db), edge.id()))
            })
            .min()?;
        let (from, to) = graph.network.edge_endpoints(first)?;
        let mut edges = vec![first];
        edges.extend(path(graph, to, from, &members));
        let steps = edges.into_iter().filter_map(|edge| step(graph, edge)).collect();
        Some(Self { graph, steps })
    }

    fn finding(&self) -> Finding<'db> {
        let names = self.names();
        let message = if let [name] = names.as_slice() {
            format!("`{name}` refers to itself")
        } else {
            let first = names.first().map_or("", String::as_str);
            format!("a circle: `{} → {first}`", names.join(" → "))
        };
        let first = &self.steps[0];
        let mut finding = Finding::error("cycle", first.at, message).labelled(self.describe(first));
        for step in &self.steps[1..] {
            let known = step.inner
                || step.at == first.at
                || finding.labels.iter().any(|it| it.at == step.at);
            if !known {
                finding = finding.with_label(step.at, self.describe(step));
            }
        }
        finding.with_help(self.advice())
    }

    /// The path, each of the user's declarations once in a row. Within a single one its parts.
    fn names(&self) -> Vec<String> {
        let db = self.graph.db;
        let instance = |step: &Step<'db>| self.graph.resource(step.from).instance;
        let owners: Vec<_> = self.steps.iter().map(|step| owner(db, instance(step))).collect();
        let mut names: Vec<String> = if owners.iter().all(|it| *it == owners[0]) {
            self.steps.iter().map(|step| display_name(db, instance(step))).collect()
        } else {
            owners.into_iter().map(|it| display_name(db, it)).collect()
        };
        names.dedup();
        while names.len() > 1 && names.first() == names.last() {
            names.pop();
        }
        names
    }

    fn describe(&self, step: &Step<'db>) -> String {
        let name = |node| {
            let instance = self.graph.resource(node).instance;
            (owner_name(self.graph.db, instance), display_name(self.graph.db, instance))
        };
        let (mut from, mut to) = (name(step.from), name(step.to));
        if from.0 == to.0 {
            // Inside one construct its parts are what tells them apart.
            (from.0, to.0) = (from.1, to.1);
        }
        let (from, to) = (from.0, to.0);
        match step.reason {
            Reason::Reference(property) => format!("`{from}` refers to `{to}` in `{property}`"),
            Reason::After => format!("`{from}` waits for `{to}`"),
            Reason::Grant(_) => format!("`{from}` needs `{to}`"),
            Reason::Event(event) => format!("`{from}` receives `{event}` of `{to}`"),
        }
    }

    /// What to take away: the weakest of the references.
    fn advice(&self) -> String {
        let weakest = self.steps.iter().min_by_key(|step| self.strength(step));
        let Some(step) = weakest else { return String::new() };
        let name = |node| owner_name(self.graph.db, self.graph.resource(node).instance);
        let (from, to) = (name(step.from), name(step.to));
        match step.reason {
            Reason::After => format!("take `@after({to})` away from `{from}`"),
            Reason::Grant(Some(grant)) => {
                format!("let something else than `{from}` have `{to}.{grant}`")
            }
            Reason::Grant(None) => format!("take `{to}` out of what `{from}` needs"),
            Reason::Event(event) => format!("receive `{event}` of `{to}` somewhere else"),
            Reason::Reference(property) => {
                if let Some(help) = soft(&self.graph.resource(step.from).ty, property) {
                    return help.replace("{from}", &from).replace("{to}", &to);
                }
                let advice = "take one of these references away; what both need can be a resource \
                              of its own that refers to both";
                advice.to_owned()
            }
        }
    }

    fn strength(&self, step: &Step<'db>) -> u8 {
        match step.reason {
            Reason::After => 0,
            Reason::Reference(property) => {
                if soft(&self.graph.resource(step.from).ty, property).is_some() { 1 } else { 3 }
            }
            Reason::Grant(_) | Reason::Event(_) => 2,
        }
    }
}

/// The fewest edges from one member of a group to another.
fn path(
    graph: &Graph<'_>,
    from: NodeIndex,
    to: NodeIndex,
    members: &FxHashSet<NodeIndex>,
) -> Vec<EdgeIndex> {
    let mut came_by: FxHashMap<NodeIndex, (NodeIndex, EdgeIndex)> = FxHashMap::default();
    let mut open = VecDeque::from([from]);
    while let Some(node) = open.pop_front() {
        if node == to {
            break;
        }
        // petgraph lists the newest edge first; the program's order is the other way round.
        let mut edges: Vec<_> =
            graph.network.edges(node).filter(|edge| members.contains(&edge.target())).collect();
        edges.reverse();
        for edge in edges {
            if edge.target() != from && !came_by.contains_key(&edge.target()) {
                came_by.insert(edge.target(), (node, edge.id()));
                open.push_back(edge.target());
            }
        }
    }
    let mut path = Vec::new();
    let mut node = to;
    while node != from {
        let Some((previous, edge)) = came_by.get(&node) else { break };
        path.push(*edge);
        node = *previous;
    }
    path.reverse();
    path
}

/// An edge as the user sees it: what library code refers to is what an `on` or `needs` asked for.
fn step<'db>(graph: &Graph<'db>, edge: EdgeIndex) -> Option<Step<'db>> {
    let (from, to) = graph.network.edge_endpoints(edge)?;
    let weight = graph.network.edge_weight(edge)?;
    let Edge { kind, at } = *weight;
    if is_users(graph.db, at) {
        return Some(Step { from, to, reason: kind.into(), at, inner: false });
    }
    let own = |node| owner(graph.db, graph.resource(node).instance);
    let (reason, at) = relation(graph, own(from), own(to))
        .unwrap_or_else(|| (kind.into(), graph.resource(from).at));
    Some(Step { from, to, reason, at, inner: own(from) == own(to) })
}

/// The `needs` or `on` element that joins two of the user's declarations.
fn relation<'db>(
    graph: &Graph<'db>,
    from: Instance<'db>,
    to: Instance<'db>,
) -> Option<(Reason<'db>, Place<'db>)> {
    let own = |instance| owner(graph.db, instance);
    for (_, lowered) in &graph.program.declarations {
        for grant in &lowered.grants {
            if own(grant.grantee) == from && own(grant.resource) == to {
                return Some((Reason::Grant(grant.grant.as_deref()), grant.at));
            }
        }
        for event in &lowered.events {
            if own(event.target) == from && event.source.map(own) == Some(to) {
                return Some((Reason::Event(&event.event), event.at));
            }
        }
    }
    None
}

/// A property that can do without a reference, and how.
#[derive(Debug, Deserialize)]
struct Soft {
    r#type: String,
    property: String,
    help: String,
}

fn soft(ty: &str, property: &str) -> Option<&'static str> {
    static SOFT: LazyLock<Vec<Soft>> = LazyLock::new(|| {
        serde_json::from_str(include_str!("../../../stdlib/circles.json")).unwrap_or_default()
    });
    SOFT.iter().find(|it| it.r#type == ty && it.property == property).map(|it| it.help.as_str())
}
