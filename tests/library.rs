//! What the library says of CloudFormation's types is said of types and properties that exist.

use std::sync::Arc;

use sparta_catalogue::{Object, ResourceType, Shape, ShapeId, resource_type};
use sparta_semantics::{Database, Db as _, ItemKind, declarations, hir};
use sparta_tests::files::Files;
use sparta_tests::repository::{files, shown};

/// Whether a dotted path leads from an object to a property, or into a document that no schema
/// describes.
fn leads_somewhere(ty: &ResourceType, object: &Object, path: &[&str]) -> bool {
    let Some((first, rest)) = path.split_first() else { return true };
    object.property(first).is_some_and(|property| inside(ty, property.shape, rest))
}

fn inside(ty: &ResourceType, shape: ShapeId, path: &[&str]) -> bool {
    if path.is_empty() {
        return true;
    }
    match ty.shape(shape) {
        Shape::Object(object) => leads_somewhere(ty, object, path),
        Shape::List { item, .. } => inside(ty, *item, path),
        Shape::OneOf(forms) => forms.iter().any(|form| inside(ty, *form, path)),
        Shape::Json | Shape::Any | Shape::Map { .. } => true,
        Shape::String(_) | Shape::Integer { .. } | Shape::Number { .. } | Shape::Boolean => false,
    }
}

#[test]
fn extended_types_and_properties_exist() {
    let db = Database::new(Arc::new(Files::default()));
    let mut wrong = Vec::new();
    for path in files("stdlib/aws", "sparta") {
        let path = shown(&path).replacen("stdlib/", "std/", 1);
        for declaration in declarations(&db, db.file(&path)) {
            let hir = hir(&db, *declaration);
            let ItemKind::Extend { ty, members } = &hir.root().kind else { continue };
            let Some(known) = resource_type(&ty.text) else {
                wrong.push(format!("{path}: there is no `{}`", ty.text));
                continue;
            };
            for member in members {
                if let ItemKind::Property { path: property, .. } = &hir.item(*member).kind {
                    let names: Vec<&str> = property.split('.').collect();
                    if !leads_somewhere(&known, known.root(), &names) {
                        wrong.push(format!("{path}: `{}` has no `{property}`", ty.text));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
