//! Texts whose form is known: routes, schedules, regions. Which stand where, the library says.

use std::sync::Arc;

use sparta_catalogue::{Regions, Shape as CatalogueShape};
use sparta_semantics::{Db, ItemKind, MemberId, Symbol, hir, resource_facts};
use sparta_syntax::{SyntaxKind as Kind, SyntaxNode};

use super::place::Cursor;
use super::wanted::{callee, field_name, fields};
use crate::expected::Callee;
use crate::property::property_at;

/// What is often written where an expression stands, the usual first.
pub(super) fn usual(cursor: &Cursor<'_>, expr: &SyntaxNode) -> Vec<String> {
    let Some(place) = place(cursor, expr) else { return Vec::new() };
    sparta_stdlib::texts(&place)
        .flat_map(|text| match text.strip_prefix("= ") {
            Some("regions") => Regions::known().map(str::to_owned).collect(),
            Some(property) => values(cursor.db, property),
            None => vec![text.to_owned()],
        })
        .collect()
}

/// The values that a property may have: `AWS::Lambda::Function.Runtime`.
fn values(db: &dyn Db, property: &str) -> Vec<String> {
    let Some((resource, path)) = property.split_once('.') else { return Vec::new() };
    let Some(known) = resource_facts(db, &Arc::from(resource)) else { return Vec::new() };
    let shape = property_at(known, known.root(), path).map(|property| known.shape(property.shape));
    match shape {
        Some(CatalogueShape::String(string)) => {
            string.one_of.iter().map(|text| (*text).to_owned()).collect()
        }
        _ => Vec::new(),
    }
}

/// What the library calls the place of an expression.
fn place(cursor: &Cursor<'_>, expr: &SyntaxNode) -> Option<String> {
    let parent = expr.parent()?;
    match parent.kind() {
        Kind::Field => {
            let (name, object) = (field_name(&parent)?, parent.parent()?);
            if object.parent().is_some_and(|it| it.kind() == Kind::Environment) {
                return Some(format!("environment.{name}"));
            }
            let all = fields(cursor, &object);
            let field = all.into_iter().find(|field| *field.name == *name)?;
            match field.symbol? {
                Symbol::Property { resource, path } => Some(format!("{resource}.{path}")),
                symbol => of_library(cursor, symbol.item()?, None),
            }
        }
        Kind::FieldName => {
            let object = parent.parent()?.parent()?;
            place(cursor, &object).map(|place| format!("{place}.*"))
        }
        Kind::List => place(cursor, &parent),
        Kind::Argument => {
            let Callee::Item(item) = callee(cursor, &parent)? else { return None };
            let (ItemKind::Fn { parameters, .. } | ItemKind::Event { parameters, .. }) =
                &hir(cursor.db, item.declaration).item(item.member).kind
            else {
                return None;
            };
            let named = parent.children().find(|it| it.kind() == Kind::Name && it != expr);
            let name = match named {
                Some(name) => name.text().to_string().trim().to_owned(),
                None => {
                    let before = parent.parent()?.children().take_while(|it| *it != parent).count();
                    parameters.get(before)?.name.text.to_string()
                }
            };
            of_library(cursor, item, Some(&name))
        }
        _ => None,
    }
}

/// A parameter of what the library declares.
fn of_library(cursor: &Cursor<'_>, item: MemberId<'_>, name: Option<&str>) -> Option<String> {
    let declaration = item.declaration;
    if !declaration.file(cursor.db).is_library(cursor.db) {
        return None;
    }
    let own = &hir(cursor.db, declaration).item(item.member).name.text;
    Some(format!("{}.{}", declaration.name(cursor.db), name.unwrap_or(own)))
}
