//! The graph as people look at it: a node for each of their own declarations.

use std::sync::Arc;

use petgraph::graph::NodeIndex;
use rustc_hash::{FxHashMap, FxHashSet};
use sparta_semantics::{Db, Instance, Kind, Place, Stack, display_name, hir, kind, resource_type};

use crate::graph::{EdgeKind, Graph, graph};
use crate::owner::owner;

/// Nodes and edges to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The stack, and the declaration that is looked at if it is only one.
    pub title: String,
    pub nodes: Vec<ViewNode>,
    pub edges: Vec<ViewEdge>,
}

/// Something that the user declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewNode {
    /// Unique, and the name that the program has for it: `worker["orders"]`.
    pub id: String,
    /// `AWS::S3::Bucket`; of a construct its name: `Lambda`.
    pub ty: String,
    /// How many resources of the template it is.
    pub resources: usize,
    /// Another owner manages it.
    pub existing: bool,
    pub place: ViewPlace,
}

/// Where something is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewPlace {
    /// The file, relative to the project's folder.
    pub path: Arc<str>,
    /// The line of its name, from 1.
    pub line: usize,
}

/// What connects two of them; `from` and `to` are positions among the nodes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ViewEdge {
    pub from: usize,
    pub to: usize,
    pub kind: ViewEdgeKind,
    /// The property, the grant or the event.
    pub label: String,
}

/// In which way two things are connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ViewEdgeKind {
    /// The first refers to the second.
    Reference,
    /// The first waits for the second.
    After,
    /// The first may do something to the second.
    Grant,
    /// The first triggers the second.
    Event,
}

impl ViewEdgeKind {
    /// The word that the machine-readable format uses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::After => "after",
            Self::Grant => "grant",
            Self::Event => "event",
        }
    }
}

/// The whole stack as people look at it.
pub fn view<'db>(db: &'db dyn Db, stack: Stack<'db>) -> View {
    let graph = graph(db, stack);
    let mut builder =
        Builder { graph: &graph, view: View::empty(&graph), nodes: FxHashMap::default() };
    for position in 0..graph.resources.len() {
        builder.node(graph.resources[position].instance, 1);
    }
    builder.relations();
    builder.references();
    builder.view.settle();
    builder.view
}

impl View {
    fn empty(graph: &Graph<'_>) -> Self {
        Self { title: graph.program.name.to_string(), nodes: Vec::new(), edges: Vec::new() }
    }

    /// What one declaration has to do with: who triggers it, what it may use, who refers to it. None
    /// if there is no such declaration.
    pub fn around(&self, name: &str) -> Option<Self> {
        let center = self.nodes.iter().position(|node| node.id == name)?;
        let near: Vec<&ViewEdge> =
            self.edges.iter().filter(|edge| edge.from == center || edge.to == center).collect();
        let mut kept: Vec<usize> = near.iter().flat_map(|edge| [edge.from, edge.to]).collect();
        kept.push(center);
        kept.sort_unstable();
        kept.dedup();
        let position = |node: usize| kept.binary_search(&node).unwrap_or_default();
        Some(Self {
            title: format!("{}: {name}", self.title),
            nodes: kept.iter().map(|node| self.nodes[*node].clone()).collect(),
            edges: near
                .into_iter()
                .map(|edge| ViewEdge {
                    from: position(edge.from),
                    to: position(edge.to),
                    ..edge.clone()
                })
                .collect(),
        })
    }

    /// Each edge once, in the order of the nodes; a grant or an event says more than the references
    /// that it is made of.
    fn settle(&mut self) {
        let joined: FxHashSet<[usize; 2]> = self
            .edges
            .iter()
            .filter(|edge| matches!(edge.kind, ViewEdgeKind::Grant | ViewEdgeKind::Event))
            .flat_map(|edge| [[edge.from, edge.to], [edge.to, edge.from]])
            .collect();
        let mut seen: FxHashSet<ViewEdge> = FxHashSet::default();
        self.edges.retain(|edge| {
            let implied =
                edge.kind == ViewEdgeKind::Reference && joined.contains(&[edge.from, edge.to]);
            !implied && edge.from != edge.to && seen.insert(edge.clone())
        });
        self.edges.sort_by(|a, b| {
            (a.from, a.to, a.kind, &a.label).cmp(&(b.from, b.to, b.kind, &b.label))
        });
    }
}

struct Builder<'a, 'db> {
    graph: &'a Graph<'db>,
    view: View,
    nodes: FxHashMap<Instance<'db>, usize>,
}

impl<'db> Builder<'_, 'db> {
    /// The node of an instance's owner, which `resources` more resources belong to.
    fn node(&mut self, instance: Instance<'db>, resources: usize) -> usize {
        let db = self.graph.db;
        let owner = owner(db, instance);
        let position = *self.nodes.entry(owner).or_insert_with(|| {
            self.view.nodes.push(ViewNode {
                id: display_name(db, owner),
                ty: type_name(db, owner),
                resources: 0,
                existing: matches!(kind(db, owner), Kind::Existing(_)),
                place: place(db, owner),
            });
            self.view.nodes.len() - 1
        });
        self.view.nodes[position].resources += resources;
        position
    }

    fn edge(&mut self, from: usize, to: usize, kind: ViewEdgeKind, label: &str) {
        self.view.edges.push(ViewEdge { from, to, kind, label: label.to_owned() });
    }

    fn relations(&mut self) {
        let graph = self.graph;
        for (_, lowered) in &graph.program.declarations {
            for grant in &lowered.grants {
                let (from, to) = (self.node(grant.grantee, 0), self.node(grant.resource, 0));
                self.edge(from, to, ViewEdgeKind::Grant, grant.grant.as_deref().unwrap_or(""));
            }
            for event in &lowered.events {
                let Some(source) = event.source else { continue };
                let (from, to) = (self.node(source, 0), self.node(event.target, 0));
                self.edge(from, to, ViewEdgeKind::Event, &event.event);
            }
        }
    }

    fn references(&mut self) {
        let graph = self.graph;
        for (from, to, edge) in graph.edges() {
            let (kind, label) = match edge.kind {
                EdgeKind::Reference { property }
                | EdgeKind::Attribute { property, attribute: _ } => {
                    (ViewEdgeKind::Reference, property)
                }
                EdgeKind::After => (ViewEdgeKind::After, ""),
            };
            let instance = |node: NodeIndex| graph.resource(node).instance;
            let (from, to) = (self.node(instance(from), 0), self.node(instance(to), 0));
            self.edge(from, to, kind, label);
        }
    }
}

/// Where the name stands that an instance is shown by: a part `self` has that of its owner.
fn place<'db>(db: &'db dyn Db, instance: Instance<'db>) -> ViewPlace {
    let definition = instance.definition(db);
    let name = &hir(db, definition.declaration).item(definition.member).name;
    if let (Some(owner), "self") = (instance.parent(db), &*name.text) {
        return place(db, owner);
    }
    let span = Place { declaration: definition.declaration, range: name.range }.span(db);
    let text = definition.declaration.file(db).text(db).as_bytes();
    let before = text.iter().take(span.range.start as usize);
    ViewPlace { path: span.path, line: before.filter(|byte| **byte == b'\n').count() + 1 }
}

/// The type as the program names it.
fn type_name<'db>(db: &'db dyn Db, instance: Instance<'db>) -> String {
    match kind(db, instance) {
        Kind::Component(declaration) => declaration.name(db).to_string(),
        Kind::Resource(_) | Kind::Custom(_) | Kind::Existing(_) | Kind::Event | Kind::Unknown => {
            resource_type(db, instance).map_or_else(String::new, |ty| ty.to_string())
        }
    }
}
