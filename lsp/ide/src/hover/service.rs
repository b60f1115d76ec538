//! What CloudFormation says of types, properties and attributes.

use std::sync::Arc;

use sparta_catalogue::{Property, ResourceType, Shape};
use sparta_semantics::{
    Db, File, ItemKind, document_type, extensions, hir, resource_facts, shape_ty,
};
use sparta_stdlib::documentation;

use super::{Sections, listed};
use crate::property::{property_at, shape_name};

/// So many names are listed.
const MOST: usize = 12;

pub(super) fn resource_type<'db>(
    db: &'db dyn Db,
    file: File,
    name: &Arc<str>,
    text: &mut Sections,
) {
    text.code(name);
    if let Some(known) = resource_facts(db, name) {
        let required: Vec<&str> =
            known.root().properties.iter().filter(|it| it.required).map(|it| it.name).collect();
        if !required.is_empty() {
            text.say(format!("Required: {}", listed(&required, MOST)));
        }
        if let Some(day) = known.sunset {
            text.say(format!("No longer offered to new customers, or ended, on {day}."));
        }
        if known.stateful {
            text.say("Deleting it loses data.");
        }
    }
    let said = |wanted: fn(&ItemKind) -> bool| -> Vec<Arc<str>> {
        let members = extensions(db, file, name).flat_map(|declaration| {
            let items = hir(db, declaration).items().filter(move |(_, item)| wanted(&item.kind));
            items.map(|(_, item)| item.name.text.clone())
        });
        members.collect()
    };
    for (what, names) in [
        ("Grants", said(|kind| matches!(kind, ItemKind::Grant { .. }))),
        ("Events", said(|kind| matches!(kind, ItemKind::Event { .. }))),
        ("Metrics", said(|kind| matches!(kind, ItemKind::Metric { .. }))),
    ] {
        if !names.is_empty() {
            text.say(format!("{what}: {}", listed(&names, MOST)));
        }
    }
    link(name, None, text);
}

pub(super) fn property<'db>(db: &'db dyn Db, resource: &Arc<str>, path: &str, text: &mut Sections) {
    let Some(known) = resource_facts(db, resource) else { return };
    let name = path.rsplit('.').next().unwrap_or(path);
    let Some(property) = property_at(known, known.root(), path) else { return text.code(name) };
    let ty = match document_type(db, resource, path) {
        Some(ty) => ty.display(db),
        None => shape_name(known, property.shape)
            .unwrap_or_else(|| shape_ty(known, property.shape).display(db)),
    };
    text.code(&format!("{name}: {ty}"));
    facts(known, property, path, text);
    let first = path.split('.').next().unwrap_or(path);
    link(resource, Some(first), text);
}

fn facts(known: &ResourceType, property: &Property, path: &str, text: &mut Sections) {
    let mut facts: Vec<String> = Vec::new();
    if property.required {
        facts.push("Required".to_owned());
    }
    if property.deprecated {
        facts.push("Deprecated".to_owned());
    }
    let path = path.replace('.', "/");
    if known.create_only.iter().any(|it| **it == path) {
        facts.push("A change replaces the resource".to_owned());
    } else if known.conditional_create_only.iter().any(|it| **it == path) {
        facts.push("A change may replace the resource".to_owned());
    }
    match known.shape(property.shape) {
        Shape::String(shape) => {
            facts.extend(range("characters", shape.min.map(i64::from), shape.max.map(i64::from)));
            facts.extend(shape.pattern.as_ref().map(|it| format!("Matches `{}`", it.source)));
        }
        Shape::Integer { min, max, .. } => facts.extend(range("", *min, *max)),
        Shape::List { min, max, .. } => {
            facts.extend(range("elements", min.map(i64::from), max.map(i64::from)));
        }
        _ => {}
    }
    let others = property.refers_to.iter().map(|target| target.resource);
    let refers: Vec<&str> = others.filter(|other| *other != known.name).collect();
    if !refers.is_empty() {
        facts.push(format!("Names {}", listed(&refers, 4)));
    }
    if !facts.is_empty() {
        text.say(facts.join(" · "));
    }
}

fn range(what: &str, min: Option<i64>, max: Option<i64>) -> Option<String> {
    let text = match (min, max) {
        (Some(min), Some(max)) => format!("{min} to {max} {what}"),
        (Some(min), None) => format!("At least {min} {what}"),
        (None, Some(max)) => format!("At most {max} {what}"),
        (None, None) => return None,
    };
    Some(text.trim_end().to_owned())
}

pub(super) fn attribute<'db>(
    db: &'db dyn Db,
    resource: &Arc<str>,
    name: &str,
    text: &mut Sections,
) {
    let Some(known) = resource_facts(db, resource) else { return text.code(name) };
    let given = if name == "ref" { Some(&known.reference) } else { known.attribute(name) };
    let ty =
        given.map_or_else(String::new, |it| format!(": {}", shape_ty(known, it.shape).display(db)));
    text.code(&format!("{name}{ty}"));
    text.say(match name {
        "ref" => format!("What `Ref` gives of an `{resource}`."),
        _ => format!("What `Fn::GetAtt` gives of an `{resource}`."),
    });
    link(resource, None, text);
}

fn link(resource: &str, property: Option<&str>, text: &mut Sections) {
    if let Some(link) = documentation(resource, property) {
        text.say(format!("[AWS documentation]({link})"));
    }
}
