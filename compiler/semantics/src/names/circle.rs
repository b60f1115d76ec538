//! Definitions that are defined by themselves.

use std::collections::VecDeque;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use petgraph::graphmap::DiGraphMap;
use rustc_hash::{FxHashMap, FxHashSet};
use sparta_diagnostics::{Diagnostic, TextRange};

use super::names;
use crate::{
    Db, Declaration, Expr, File, Finding, Hir, ItemKind, Place, TypeExpr, Word, declarations, hir,
};

/// One definition names another: the numbers of both, and where.
type Edge<'db> = (usize, usize, Place<'db>);

/// The definitions of a file that are defined by themselves.
#[salsa::tracked]
pub(super) fn recursive<'db>(db: &'db dyn Db, file: File) -> FxHashSet<Declaration<'db>> {
    let definitions = definitions(db, file);
    let graph = Graph::of(db, &definitions);
    graph.circles().into_iter().flatten().map(|number| definitions[number]).collect()
}

/// One finding for all definitions of a circle: at its first reference in the file.
pub(super) fn findings<'db>(db: &'db dyn Db, file: File) -> Vec<Finding<'db>> {
    if recursive(db, file).is_empty() {
        return Vec::new();
    }
    let definitions = definitions(db, file);
    let graph = Graph::of(db, &definitions);
    graph.circles().iter().filter_map(|circle| finding(db, &definitions, &graph, circle)).collect()
}

/// What is computed from what it names.
fn definitions<'db>(db: &'db dyn Db, file: File) -> Vec<Declaration<'db>> {
    let is_computed = |declaration: &Declaration<'db>| match declaration.word(db) {
        Word::Let | Word::Fn | Word::Setting | Word::Component | Word::TypeAlias => true,
        Word::Resource | Word::Construct => !names(db, *declaration).conditions.is_empty(),
        _ => false,
    };
    declarations(db, file).iter().copied().filter(is_computed).collect()
}

/// What a definition is computed from. Of a resource that is under which condition it exists, and how
/// many there are: what its properties refer to is judged where it is lowered.
fn computed_from<'db>(db: &'db dyn Db, definition: Declaration<'db>) -> &'db [Arc<str>] {
    let names = names(db, definition);
    match definition.word(db) {
        Word::Resource | Word::Construct => &names.conditions,
        _ => &names.used,
    }
}

/// Which definitions name which.
struct Graph {
    edges: DiGraphMap<usize, ()>,
}

impl Graph {
    fn of<'db>(db: &'db dyn Db, definitions: &[Declaration<'db>]) -> Self {
        let numbers: FxHashMap<&Arc<str>, usize> = definitions
            .iter()
            .enumerate()
            .rev()
            .map(|(number, it)| (it.name(db), number))
            .collect();
        let mut edges = DiGraphMap::new();
        for (from, definition) in definitions.iter().enumerate() {
            for name in computed_from(db, *definition) {
                if let Some(to) = numbers.get(name) {
                    edges.add_edge(from, *to, ());
                }
            }
        }
        Self { edges }
    }

    fn circles(&self) -> Vec<Vec<usize>> {
        // Kosaraju's algorithm does not recurse: a long chain is no danger to the stack.
        petgraph::algo::kosaraju_scc(&self.edges)
            .into_iter()
            .filter(|circle| circle.len() > 1 || self.edges.contains_edge(circle[0], circle[0]))
            .collect()
    }
}

/// Where a resource's condition and what it is repeated over stand.
fn conditions(hir: &Hir) -> Vec<TextRange> {
    let ItemKind::Resource { repeat, guard, .. } = &hir.root().kind else { return Vec::new() };
    let iterable = repeat.as_ref().map(|binding| binding.iterable);
    iterable.into_iter().chain(*guard).map(|expr| hir.range(expr)).collect()
}

/// Where a definition first names another.
fn place<'db>(
    db: &'db dyn Db,
    definition: Declaration<'db>,
    named: Declaration<'db>,
) -> Option<Place<'db>> {
    let hir = hir(db, definition);
    let name = &**named.name(db);
    let ranges = conditions(hir);
    let is_first = |path: &str| path.split('.').next() == Some(name);
    let exprs = hir.exprs().filter_map(|(expr, range)| match expr {
        Expr::Name(found) => (**found == *name).then_some(*range),
        _ => None,
    });
    let types = hir.types().filter_map(|(ty, range)| match ty {
        TypeExpr::Path(path) => is_first(path).then_some(*range),
        _ => None,
    });
    let parts = hir.items().filter_map(|(_, item)| match &item.kind {
        ItemKind::Resource { ty, .. } => is_first(&ty.text).then_some(ty.range),
        _ => None,
    });
    exprs
        .chain(types)
        .chain(parts)
        .filter(|range| ranges.is_empty() || ranges.iter().any(|it| it.contains_range(*range)))
        .min_by_key(|range| range.start())
        .map(|range| Place { declaration: definition, range })
}

fn finding<'db>(
    db: &'db dyn Db,
    definitions: &[Declaration<'db>],
    graph: &Graph,
    circle: &[usize],
) -> Option<Finding<'db>> {
    let mut edges: Vec<Edge<'db>> = Vec::new();
    for &from in circle {
        for to in graph.edges.neighbors(from).filter(|to| circle.contains(to)) {
            edges.extend(place(db, definitions[from], definitions[to]).map(|at| (from, to, at)));
        }
    }
    edges.sort_by_key(|(from, _, at)| (*from, at.range.start()));
    let first = *edges.first()?;
    let path = shortest(&edges, first)?;
    let names: Vec<&str> = path.iter().map(|(from, ..)| &**definitions[*from].name(db)).collect();
    let message = match names[..] {
        [name] => format!("`{name}` is defined by itself"),
        _ => format!("a circle: `{} → {}`", names.join(" → "), names[0]),
    };
    let mut finding = Diagnostic::error("cycle", first.2, message)
        .with_help("there is no recursion: one of them has to be known without the others");
    for (from, to, at) in &path[1..] {
        let (from, to) = (definitions[*from].name(db), definitions[*to].name(db));
        finding = finding.with_label(*at, format!("`{from}` names `{to}`"));
    }
    Some(finding)
}

/// A shortest circle that begins with an edge.
fn shortest<'db>(edges: &[Edge<'db>], first: Edge<'db>) -> Option<Vec<Edge<'db>>> {
    let mut reached: FxHashMap<usize, Vec<Edge<'db>>> = FxHashMap::default();
    reached.insert(first.1, vec![first]);
    let mut open = VecDeque::from([first.1]);
    while let Some(number) = open.pop_front() {
        let path = reached[&number].clone();
        if number == first.0 {
            return Some(path);
        }
        for edge in edges.iter().filter(|(from, ..)| *from == number) {
            if let Entry::Vacant(free) = reached.entry(edge.1) {
                free.insert(path.iter().copied().chain([*edge]).collect());
                open.push_back(edge.1);
            }
        }
    }
    None
}
