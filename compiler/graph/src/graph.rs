//! The resources of a stack, and what connects them.

use std::cell::OnceCell;

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef as _;
use rustc_hash::{FxHashMap, FxHashSet};
use sparta_lower::{Program, Resource, program};
use sparta_semantics::{
    Db, Instance, ItemKind, Kind, Place, Stack, hir, kind, repeated, resource_of,
};

use crate::merge::{MergedResource, merged};
use crate::uses::{Lookups, Property, ResourceUses, uses_of};

/// The resources of a stack in the order in which they are declared, and the edges between them.
///
/// Edges point from what depends to what it depends on. Built anew in one pass over the lowered
/// declarations, which are what is memoised: cheaper than comparing two graphs.
pub struct Graph<'db> {
    pub db: &'db dyn Db,
    pub program: Program<'db>,
    /// The index of a resource is that of its node.
    pub resources: Vec<&'db Resource<'db>>,
    pub network: DiGraph<(), Edge<'db>>,
    /// The logical ids of the mappings that resources and outputs look something up in.
    pub mappings: FxHashSet<&'db str>,
    /// How many dynamic references (`{{resolve:…}}`) there are.
    pub dynamic_references: usize,
    /// The bytes of all resources as JSON without blanks, at most.
    pub bytes: usize,
    pub(crate) uses: Vec<&'db ResourceUses<'db>>,
    index: FxHashMap<Instance<'db>, NodeIndex>,
    /// The resources by the constructs that they are parts of, and by what they are elements of, for
    /// `@after`.
    parts: OnceCell<FxHashMap<Instance<'db>, Vec<NodeIndex>>>,
}

/// Why `CloudFormation` has to make one resource before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge<'db> {
    pub kind: EdgeKind<'db>,
    /// Where the user, or the library, says so.
    pub at: Place<'db>,
}

/// In which way one resource depends on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EdgeKind<'db> {
    /// `Ref`, in a property of this name.
    Reference { property: &'db str },
    /// `Fn::GetAtt`, in a property of this name.
    Attribute { property: &'db str, attribute: &'db str },
    /// `@after`.
    After,
}

/// The graph of a stack.
pub fn graph<'db>(db: &'db dyn Db, stack: Stack<'db>) -> Graph<'db> {
    let mut graph = Graph {
        db,
        program: program(db, stack),
        resources: Vec::new(),
        network: DiGraph::new(),
        mappings: FxHashSet::default(),
        dynamic_references: 0,
        bytes: 0,
        uses: Vec::new(),
        index: FxHashMap::default(),
        parts: OnceCell::new(),
    };
    graph.add_resources();
    graph.add_references();
    graph.add_after();
    graph
}

impl<'db> Graph<'db> {
    /// The node of a resource. A component stands for the resource that it lends itself.
    pub fn node(&self, instance: Instance<'db>) -> Option<NodeIndex> {
        self.index
            .get(&instance)
            .or_else(|| self.index.get(&resource_of(self.db, instance)))
            .copied()
    }

    /// The resource of a node.
    pub fn resource(&self, node: NodeIndex) -> &'db Resource<'db> {
        self.resources[node.index()]
    }

    /// All edges, in the order of the program.
    pub fn edges(&self) -> impl Iterator<Item = (NodeIndex, NodeIndex, &Edge<'db>)> {
        self.network.edge_references().map(|edge| (edge.source(), edge.target(), edge.weight()))
    }

    /// What an `@after(instance)` waits for: the resource itself or, of a construct that lends no
    /// resource and of what is repeated, all of its parts.
    fn awaited(&self, instance: Instance<'db>) -> Vec<NodeIndex> {
        match self.node(instance) {
            Some(node) => vec![node],
            None if is_plain(self.db, instance) => Vec::new(),
            None => self.parts_of(instance).to_vec(),
        }
    }

    /// The resources that are parts of a construct, or elements of what is repeated, in their order.
    pub fn parts_of(&self, instance: Instance<'db>) -> &[NodeIndex] {
        let parts = self.parts.get_or_init(|| {
            let mut parts: FxHashMap<Instance<'db>, Vec<NodeIndex>> = FxHashMap::default();
            for (index, resource) in self.resources.iter().enumerate() {
                let node = NodeIndex::new(index);
                let mut part = Some(resource.instance);
                while let Some(whole) = part {
                    parts.entry(whole).or_default().push(node);
                    // Of an element that lends a resource that one counts, as it would alone.
                    if let Some(all) = repeated(self.db, whole)
                        && self.node(whole).is_none_or(|lent| lent == node)
                    {
                        parts.entry(all).or_default().push(node);
                    }
                    part = whole.parent(self.db);
                }
            }
            parts
        });
        parts.get(&instance).map_or(&[], Vec::as_slice)
    }

    /// The logical ids of `DependsOn`: what `@after` names and no reference implies, as written.
    pub fn depends_on(&self, node: NodeIndex) -> Vec<&'db str> {
        let resource = self.resource(node);
        if resource.after.is_empty() {
            return Vec::new();
        }
        let implied: FxHashSet<NodeIndex> = self
            .network
            .edges(node)
            .filter(|edge| edge.weight().kind != EdgeKind::After)
            .map(|edge| edge.target())
            .collect();
        let mut ids: Vec<&'db str> = Vec::new();
        for after in &resource.after {
            for target in self.awaited(after.instance) {
                let id = &*self.resource(target).id;
                if target != node && !implied.contains(&target) && !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        ids
    }

    fn add_resources(&mut self) {
        let (db, stack) = (self.db, self.program.stack);
        let merged = merged(db, stack);
        let changed: FxHashMap<Instance<'db>, &'db MergedResource<'db>> =
            merged.resources.iter().map(|it| (it.resource.instance, it)).collect();
        let count = self.program.declarations.iter().map(|(_, it)| it.resources.len()).sum();
        self.network.reserve_exact_nodes(count);
        self.network.reserve_edges(count * 2);
        self.index.reserve(count);
        self.resources.reserve_exact(count);
        self.uses.reserve_exact(count);
        for position in 0..self.program.declarations.len() {
            let lowered = self.program.declarations[position].1;
            let uses = uses_of(db, &self.program, position);
            for (resource, uses) in lowered.resources.iter().zip(&uses.resources) {
                // What several declarations bring along (the handler of a custom type) is there once.
                if self.index.contains_key(&resource.instance) {
                    continue;
                }
                let node = self.network.add_node(());
                self.index.insert(resource.instance, node);
                let (resource, uses) = match changed.get(&resource.instance) {
                    Some(merged) => (&merged.resource, &merged.uses),
                    None => (resource, uses),
                };
                self.resources.push(resource);
                self.uses.push(uses);
            }
            self.count(&uses.lookups);
        }
    }

    fn add_references(&mut self) {
        for position in 0..self.resources.len() {
            let (resource, uses) = (self.resources[position], self.uses[position]);
            let from = NodeIndex::new(position);
            for reference in &uses.references {
                // What another owner manages has no node.
                let Some(to) = self.index.get(&reference.to) else { continue };
                let property = match reference.property {
                    Property::Section(section) => section,
                    Property::Field(position) => {
                        resource.properties.iter().nth(position).map_or("", |field| &*field.name)
                    }
                };
                let kind = match &reference.attribute {
                    Some(attribute) => EdgeKind::Attribute { property, attribute },
                    None => EdgeKind::Reference { property },
                };
                self.network.add_edge(from, *to, Edge { kind, at: reference.at });
            }
            self.bytes += uses.bytes;
            self.count(&uses.lookups);
        }
    }

    fn count(&mut self, lookups: &'db Lookups) {
        self.mappings.extend(lookups.mappings.iter().map(|id| &**id));
        self.dynamic_references += lookups.dynamic;
    }

    fn add_after(&mut self) {
        for position in 0..self.resources.len() {
            let node = NodeIndex::new(position);
            for after in &self.resources[position].after {
                for target in self.awaited(after.instance) {
                    let edge = Edge { kind: EdgeKind::After, at: after.at };
                    self.network.add_edge(node, target, edge);
                }
            }
        }
    }
}

/// Whether it is one resource, which has no parts: it is there or not.
fn is_plain<'db>(db: &'db dyn Db, instance: Instance<'db>) -> bool {
    let definition = instance.definition(db);
    let item = hir(db, definition.declaration).item(definition.member);
    matches!(item.kind, ItemKind::Resource { repeat: None, .. })
        && matches!(kind(db, instance), Kind::Resource(_))
}
