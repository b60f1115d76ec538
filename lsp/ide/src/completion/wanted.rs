//! What the place of an expression wants, read from the tree around it: the text there is not complete,
//! so nothing need have been evaluated.

use std::sync::Arc;

use sparta_catalogue::Shape as CatalogueShape;
use sparta_lower::STACK_FIELDS;
use sparta_semantics::{
    ItemKind, Shape, Ty, Wanted, document_type, hir, resolve_type, resource_facts, type_of,
};
use sparta_syntax::{CONSTRUCTS, SyntaxKind as Kind, SyntaxNode};

use super::place::{Cursor, expr_of, trimmed_range};
use crate::expected::{
    Callee, ExpectedField, fields_of_environment, fields_of_existing, fields_of_named,
    fields_of_wanted,
};

/// What is wanted where an expression stands.
pub(super) fn wanted<'db>(cursor: &Cursor<'db>, expr: &SyntaxNode) -> Option<Wanted<'db>> {
    let parent = expr.parent()?;
    match parent.kind() {
        Kind::Field => {
            let name = field_name(&parent)?;
            let fields = fields(cursor, &parent.parent()?);
            fields.into_iter().find(|field| *field.name == name).map(|field| of_field(&field))
        }
        Kind::List => item(cursor, wanted(cursor, &parent)?),
        Kind::Paren | Kind::MatchArm | Kind::MatchExpr => wanted(cursor, &parent),
        Kind::ExprBlock => match parent.parent()? {
            list if list.kind() == Kind::ListFor => item(cursor, wanted(cursor, &list)?),
            other => wanted(cursor, &other),
        },
        Kind::IfExpr if parent.first_child().as_ref() == Some(expr) => Some(Wanted::Ty(Ty::Bool)),
        Kind::IfExpr => wanted(cursor, &parent),
        Kind::Guard | Kind::Assert => Some(Wanted::Ty(Ty::Bool)),
        Kind::Check if parent.children().find(|it| it.kind() != Kind::Attribute)? == *expr => {
            Some(Wanted::Ty(Ty::Bool))
        }
        Kind::Argument => of_argument(cursor, &parent),
        Kind::BinaryExpr => of_operand(cursor, &parent, expr),
        Kind::Let | Kind::Param | Kind::Setting | Kind::AttributeDef => declared(cursor, &parent),
        _ => None,
    }
}

/// The fields that an object takes.
pub(super) fn fields<'db>(cursor: &Cursor<'db>, object: &SyntaxNode) -> Vec<ExpectedField<'db>> {
    let (db, file) = (cursor.db, cursor.at.file);
    let Some(parent) = object.parent() else { return Vec::new() };
    match parent.kind() {
        Kind::Resource => {
            type_name(&parent).map_or_else(Vec::new, |name| fields_of_named(db, file, &name))
        }
        Kind::Construct => {
            let word = first_token(&parent).unwrap_or_default();
            let known = CONSTRUCTS.iter().find(|(construct, _)| *construct == word);
            known.map_or_else(Vec::new, |(_, name)| fields_of_named(db, file, &(*name).into()))
        }
        Kind::Existing => {
            type_name(&parent).map_or_else(Vec::new, |name| fields_of_existing(db, &name))
        }
        Kind::Environment => fields_of_environment(db, file, None),
        Kind::Stack => STACK_FIELDS.iter().map(|name| ExpectedField::untyped(name)).collect(),
        Kind::Field if is_in_environment(&parent) => {
            fields_of_environment(db, file, field_name(&parent).as_deref())
        }
        // A declaration that can't be read: what stands before the object may be its type.
        Kind::Error => {
            match (object.prev_sibling(), parent.parent()) {
                (Some(before), _) => {
                    fields_of_named(db, file, &before.text().to_string().trim().into())
                }
                // A brace too many.
                (None, Some(outer)) if outer.kind() == Kind::Object => fields(cursor, &outer),
                (None, _) => Vec::new(),
            }
        }
        _ => wanted(cursor, object).map_or_else(Vec::new, |it| fields_of_wanted(db, &it)),
    }
}

fn is_in_environment(field: &SyntaxNode) -> bool {
    let outer = field.parent().and_then(|object| object.parent());
    outer.is_some_and(|outer| outer.kind() == Kind::Environment)
}

/// What a field's value has to be.
pub(super) fn of_field<'db>(field: &ExpectedField<'db>) -> Wanted<'db> {
    match (&field.symbol, field.shape) {
        (Some(sparta_semantics::Symbol::Property { resource, path }), Some(shape)) => {
            Wanted::Shape { resource: resource.clone(), shape: Shape(shape), path: path.clone() }
        }
        _ => Wanted::Ty(field.ty.clone()),
    }
}

/// What an element of a list that is wanted has to be.
fn item<'db>(cursor: &Cursor<'db>, list: Wanted<'db>) -> Option<Wanted<'db>> {
    match document(cursor, list) {
        Wanted::Ty(ty) => {
            let items = ty.alternatives().iter().filter_map(|part| match part {
                Ty::List(item) => Some((**item).clone()),
                _ => None,
            });
            let items: Vec<Ty<'db>> = items.collect();
            (!items.is_empty()).then(|| Wanted::Ty(Ty::union(items)))
        }
        Wanted::Shape { resource, shape, path } => {
            let known = resource_facts(cursor.db, &resource)?;
            let mut shapes = vec![shape.0];
            for next in 0..known.shapes.len() {
                match known.shape(*shapes.get(next)?) {
                    CatalogueShape::List { item, .. } => {
                        return Some(Wanted::Shape { resource, shape: Shape(*item), path });
                    }
                    CatalogueShape::OneOf(forms) => shapes.extend(forms),
                    _ => {}
                }
            }
            None
        }
    }
}

/// The type that the library gives a document, in place of what the schema says of it.
pub(super) fn document<'db>(cursor: &Cursor<'db>, wanted: Wanted<'db>) -> Wanted<'db> {
    match &wanted {
        Wanted::Shape { resource, path, .. } => match document_type(cursor.db, resource, path) {
            Some(ty) => Wanted::Ty(ty.clone()),
            None => wanted,
        },
        Wanted::Ty(_) => wanted,
    }
}

/// What is called around an argument.
pub(super) fn callee<'db>(cursor: &Cursor<'db>, argument: &SyntaxNode) -> Option<Callee<'db>> {
    let call = argument.parent()?.parent()?;
    let callee = call.first_child().filter(|_| call.kind() == Kind::CallExpr)?;
    let range = cursor.in_file(trimmed_range(&callee));
    let (observation, start) = cursor.observed(range)?;
    observation.callee(expr_of(observation.hir, range.checked_sub(start)?)?)
}

fn of_argument<'db>(cursor: &Cursor<'db>, argument: &SyntaxNode) -> Option<Wanted<'db>> {
    let Callee::Item(item) = callee(cursor, argument)? else { return None };
    let hir = hir(cursor.db, item.declaration);
    let (ItemKind::Fn { parameters, .. } | ItemKind::Event { parameters, .. }) =
        &hir.item(item.member).kind
    else {
        return None;
    };
    let name = argument.children().find(|it| it.kind() == Kind::Name);
    let parameter = match name {
        Some(name) => {
            let name = name.text().to_string();
            parameters.iter().find(|parameter| *parameter.name.text == *name.trim())
        }
        None => {
            let before = argument.parent()?.children().take_while(|it| it != argument).count();
            parameters.get(before)
        }
    };
    Some(Wanted::Ty(resolve_type(cursor.db, item.declaration, parameter?.ty).clone()))
}

/// What is compared has the type of what it is compared with.
fn of_operand<'db>(
    cursor: &Cursor<'db>,
    binary: &SyntaxNode,
    operand: &SyntaxNode,
) -> Option<Wanted<'db>> {
    let is_comparison = binary
        .children_with_tokens()
        .filter_map(|it| it.into_token())
        .any(|token| matches!(token.kind(), Kind::EqEq | Kind::NotEq));
    let other = binary.children().find(|it| it != operand).filter(|_| is_comparison)?;
    Some(Wanted::Ty(type_of(cursor.db, cursor.value(&other)?)))
}

/// The type that a declaration states before its value.
fn declared<'db>(cursor: &Cursor<'db>, declaration: &SyntaxNode) -> Option<Wanted<'db>> {
    let name = declaration.children().find(|it| it.kind() == Kind::Name)?;
    let range = cursor.in_file(trimmed_range(&name));
    let (observation, start) = cursor.observed(range)?;
    let range = range.checked_sub(start)?;
    let (_, item) = observation.hir.items().find(|(_, item)| item.name.range == range)?;
    let ty = match &item.kind {
        ItemKind::Let { ty, .. } => (*ty)?,
        ItemKind::Param { ty, .. }
        | ItemKind::Setting { ty, .. }
        | ItemKind::Attribute { ty, .. } => *ty,
        _ => return None,
    };
    Some(Wanted::Ty(resolve_type(cursor.db, observation.declaration, ty).clone()))
}

/// The type that a resource is declared with.
pub(super) fn type_name(resource: &SyntaxNode) -> Option<Arc<str>> {
    let ty = resource.children().find(|it| it.kind() == Kind::PathType)?;
    let name: String = ty.text().to_string().split_whitespace().collect();
    // A sign written twice is reported, and means the same.
    Some(name.replace("::::", "::").into())
}

pub(super) fn field_name(field: &SyntaxNode) -> Option<String> {
    let name = field.children().find(|it| it.kind() == Kind::FieldName)?;
    Some(name.text().to_string().trim().trim_matches('"').to_owned())
}

fn first_token(node: &SyntaxNode) -> Option<String> {
    let tokens = node.children_with_tokens().filter_map(|it| it.into_token());
    let first = tokens.into_iter().find(|token| token.kind() == Kind::Ident)?;
    Some(first.text().to_owned())
}
