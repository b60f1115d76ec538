//! The fields of an object.

use sparta_catalogue::Shape as CatalogueShape;
use sparta_semantics::{Ty, Wanted, resource_facts};
use sparta_syntax::{SyntaxKind, SyntaxNode};

use super::item::{CompletionKind, Items};
use super::place::Cursor;
use super::wanted::{document, field_name, fields as expected, of_field};
use crate::expected::ExpectedField;
use crate::property::shape_name;

/// The fields that an object takes and does not have yet, those that it needs first.
pub(super) fn fields(cursor: &Cursor<'_>, object: &SyntaxNode, items: &mut Items<'_, '_>) {
    let own = cursor.node().and_then(|name| name.parent());
    let written: Vec<String> = object
        .children()
        .filter(|field| field.kind() == SyntaxKind::Field && Some(field) != own.as_ref())
        .filter_map(|field| field_name(&field))
        .collect();
    let has_value = cursor.is_followed_by(':');
    let left = expected(cursor, object).into_iter();
    let left: Vec<_> = left.filter(|field| !written.contains(&field.name.to_string())).collect();
    for field in &left {
        let rank = 1 + u8::from(!field.required) + 4 * u8::from(field.deprecated);
        let value = place(cursor, field, 1);
        let Some(item) = items.add(CompletionKind::Property, rank, &*field.name) else { continue };
        item.ty(cursor.db, &field.ty).documented(cursor.db, field.symbol.as_ref());
        if let Some(form) = form_name(cursor, field) {
            item.detail(form);
        }
        item.deprecated = field.deprecated;
        if field.required {
            let ty = item.detail.take().map_or_else(String::new, |ty| format!(": {ty}"));
            item.detail = Some(format!("required{ty}"));
        }
        if !has_value {
            item.snippet(format!("{}: {value}$0", field.name));
        }
    }
    let required: Vec<_> = left.iter().filter(|field| field.required).collect();
    if required.len() > 1
        && !has_value
        && let Some(item) = items.add(CompletionKind::Snippet, 0, "all required properties")
    {
        let lines = (1..).zip(&required);
        let line = |(number, field): (usize, &&ExpectedField<'_>)| {
            format!("{}: {}", field.name, place(cursor, field, number))
        };
        let lines: Vec<String> = lines.map(line).collect();
        let names: Vec<&str> = required.iter().map(|field| &*field.name).collect();
        item.detail(names.join(", ")).snippet(lines.join("\n"));
    }
}

/// What a property is made of: its type has no name.
fn form_name(cursor: &Cursor<'_>, field: &ExpectedField<'_>) -> Option<String> {
    match document(cursor, of_field(field)) {
        Wanted::Shape { resource, shape, .. } => {
            shape_name(resource_facts(cursor.db, &resource)?, shape.0)
        }
        Wanted::Ty(_) => None,
    }
}

/// A value of the form that a field wants, as a place for the cursor.
pub(super) fn place(cursor: &Cursor<'_>, field: &ExpectedField<'_>, number: usize) -> String {
    let inside = match document(cursor, of_field(field)) {
        Wanted::Shape { resource, shape, .. } => {
            let known = resource_facts(cursor.db, &resource);
            known.map_or(Form::Any, |known| of_shape(known.shape(shape.0)))
        }
        Wanted::Ty(ty) => of_type(&ty),
    };
    match inside {
        Form::Object => format!("{{ ${number} }}"),
        Form::List => format!("[${number}]"),
        Form::Text => format!("\"${number}\""),
        Form::Any => format!("${number}"),
    }
}

/// The brackets or quotes of a value.
enum Form {
    Object,
    List,
    Text,
    Any,
}

fn of_shape(shape: &CatalogueShape) -> Form {
    match shape {
        CatalogueShape::Object(_) | CatalogueShape::Map { .. } => Form::Object,
        CatalogueShape::List { .. } => Form::List,
        CatalogueShape::String(string) if string.one_of.is_empty() && string.format.is_none() => {
            Form::Text
        }
        _ => Form::Any,
    }
}

fn of_type(ty: &Ty<'_>) -> Form {
    match ty.non_null() {
        Ty::Object(_) | Ty::Map(_) => Form::Object,
        Ty::List(_) => Form::List,
        Ty::Code | Ty::Path => Form::Text,
        _ => Form::Any,
    }
}
