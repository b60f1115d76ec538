//! Things of one stack that would have the same name.

use std::collections::hash_map::Entry;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use sparta_lower::Resource;
use sparta_semantics::{Db, Finding, Place, Value, display_name};

use crate::graph::Graph;

/// Logical ids, and names in the account, that come twice.
pub(crate) fn collisions<'db>(graph: &Graph<'db>) -> Vec<Finding<'db>> {
    let mut findings = ids(graph);
    findings.extend(names(graph));
    findings
}

/// Resources and parameters share one space of logical ids.
fn ids<'db>(graph: &Graph<'db>) -> Vec<Finding<'db>> {
    let mut findings = Vec::new();
    let mut parameters: FxHashMap<&str, Place<'db>> = FxHashMap::default();
    for (_, lowered) in &graph.program.declarations {
        if let Some(parameter) = &lowered.parameter {
            parameters.insert(&parameter.id, parameter.at);
        }
    }
    let mut resources: FxHashMap<&str, &Resource<'db>> = FxHashMap::default();
    resources.reserve(graph.resources.len());
    for &resource in &graph.resources {
        let other = match resources.entry(&resource.id) {
            Entry::Vacant(free) => {
                free.insert(resource);
                let at = parameters.get(&*resource.id);
                at.map(|at| (resource.id.to_string(), "the parameter ", *at))
            }
            Entry::Occupied(taken) => {
                Some((display_name(graph.db, taken.get().instance), "", taken.get().at))
            }
        };
        let Some((other, what, other_at)) = other else { continue };
        let name = display_name(graph.db, resource.instance);
        if other == name {
            // Declared twice, which is reported as such.
            continue;
        }
        let mut finding = Finding::error(
            "duplicate-id",
            resource.at,
            format!("`{name}` and {what}`{other}` have the same logical id `{}`", resource.id),
        );
        if other_at != resource.at {
            finding = finding.with_label(other_at, "the other one");
        }
        findings.push(finding.with_help("rename one of them, or write `@id(\"…\")` before it"));
    }
    findings
}

/// Two resources of one type whose primary identifiers are written out and the same.
fn names<'db>(graph: &Graph<'db>) -> Vec<Finding<'db>> {
    let mut findings = Vec::new();
    let mut seen: FxHashMap<(&str, &[Arc<str>]), &Resource<'db>> = FxHashMap::default();
    for (&resource, uses) in graph.resources.iter().zip(&graph.uses) {
        let Some(names) = &uses.names else { continue };
        match seen.entry((&resource.ty, names)) {
            Entry::Vacant(free) => {
                free.insert(resource);
            }
            Entry::Occupied(taken) => {
                let other = *taken.get();
                // Under different conditions they may well exclude each other.
                let apart = other.condition.is_some()
                    && resource.condition.is_some()
                    && other.condition != resource.condition;
                if !apart {
                    let properties = crate::facts::primary_identifier(graph.db, &resource.ty);
                    findings.push(collision(graph, resource, other, properties));
                }
            }
        }
    }
    findings
}

fn collision<'db>(
    graph: &Graph<'db>,
    resource: &Resource<'db>,
    other: &Resource<'db>,
    properties: &[&str],
) -> Finding<'db> {
    let place = |resource: &Resource<'db>| {
        let written = properties.first().and_then(|name| resource.properties.get(name));
        let at = written.map_or(resource.at, |value| value.at);
        crate::owner::users_place(graph.db, at, resource.at)
    };
    let name = display_name(graph.db, resource.instance);
    let other_name = display_name(graph.db, other.instance);
    Finding::error(
        "name-collision",
        place(resource),
        format!("`{name}` and `{other_name}` are both named this: one of them cannot be made"),
    )
    .with_label(place(other), format!("`{other_name}` has the name already"))
    .with_help(format!(
        "give one of them another `{}`, or none: CloudFormation then makes one up",
        properties.join("` and `")
    ))
}

/// The values of the properties that identify a resource, if all are there and written out.
pub(crate) fn written_names(db: &dyn Db, resource: &Resource<'_>) -> Option<Box<[Arc<str>]>> {
    let properties = crate::facts::primary_identifier(db, &resource.ty);
    if properties.is_empty() {
        return None;
    }
    properties
        .iter()
        .map(|name| match &resource.properties.get(name)?.value {
            Value::String(text) => Some(text.clone()),
            _ => None,
        })
        .collect()
}
