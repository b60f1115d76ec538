//! Values.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use sparta_catalogue::{Shape as CatalogueShape, ShapeId};
use sparta_semantics::{
    Literal, PSEUDO, Ty, Wanted, Word, members_of_type, resource_facts, shape_ty, signatures,
    type_of,
};
use sparta_syntax::{SyntaxKind, SyntaxNode};

use super::item::{CompletionKind, Documented, Items, plain};
use super::place::Cursor;
use super::scope::{Name, names};
use super::wanted::{callee, document, wanted};
use super::{annotation, form, import};
use crate::property::property_at;
use crate::signature_help::parameter_names;

/// The ranks of proposals where a value stands.
const FITS: u8 = 1;
const OTHER: u8 = 3;
const PSEUDO_RANK: u8 = 4;
const FUNCTION: u8 = 5;
const WORD: u8 = 6;

/// What can stand where an expression stands.
pub(super) fn values<'db>(cursor: &Cursor<'db>, expr: &SyntaxNode, items: &mut Items<'_, 'db>) {
    let wanted = wanted(cursor, expr).map(|wanted| document(cursor, wanted));
    if annotation::arguments(cursor, expr, items) {
        return;
    }
    if expr.parent().is_some_and(|it| it.kind() == SyntaxKind::Argument) {
        arguments(cursor, expr, items);
    }
    if let Some(wanted) = &wanted {
        literals(cursor, wanted, items);
        forms(cursor, wanted, items);
    }
    for (number, text) in form::usual(cursor, expr).into_iter().enumerate() {
        if let Some(item) = items.add(CompletionKind::Value, 0, format!("\"{text}\"")) {
            item.number(number);
        }
    }
    let mut with_events = WithEvents::default();
    for name in names(cursor) {
        let fits = wanted.as_ref().is_some_and(|it| fits(cursor, it, &name.ty, &mut with_events));
        named(cursor, fits, name, items);
    }
    functions(cursor, items);
    let (typed, range) = cursor.path_typed();
    for name in PSEUDO {
        let kind = CompletionKind::Variable;
        if let Some(item) = items.add_at(kind, PSEUDO_RANK, name.to_owned(), &typed, range) {
            item.detail("known at deploy");
        }
    }
    words(items);
    import::exported(cursor, items, &[Word::Let, Word::Fn, Word::Event]);
}

fn named<'db>(cursor: &Cursor<'db>, fits: bool, name: Name<'db>, items: &mut Items<'_, 'db>) {
    // Of what fits a resource is what is meant: it gives what is wanted of it.
    let rank = match name.kind {
        CompletionKind::Resource if fits => 0,
        _ if fits => FITS,
        _ => OTHER,
    };
    let is_called = cursor.is_followed_by('(');
    let Some(item) = items.add(name.kind, rank, &*name.text) else { return };
    item.ty(cursor.db, &name.ty.general()).documented(cursor.db, name.symbol.as_ref());
    if name.kind == CompletionKind::Function && !is_called {
        item.snippet(format!("{}($1)$0", name.text));
    }
}

/// Which types have events: many resources have the same.
type WithEvents<'db> = FxHashMap<Ty<'db>, bool>;

/// Whether something of a type is what is wanted, as far as that shows at a glance.
fn fits<'db>(
    cursor: &Cursor<'db>,
    wanted: &Wanted<'db>,
    ty: &Ty<'db>,
    with_events: &mut WithEvents<'db>,
) -> bool {
    match wanted {
        // What triggers something is a member of a resource.
        Wanted::Ty(Ty::Event) if matches!(ty, Ty::Resource(_) | Ty::Instance(_)) => {
            let has_events = || {
                let all = members_of_type(cursor.db, cursor.at.file, ty);
                all.iter().any(|member| member.ty == Ty::Event)
            };
            *with_events.entry(ty.clone()).or_insert_with(has_events)
        }
        Wanted::Ty(wanted) => wanted.alternatives().iter().any(|part| fits_type(part, ty)),
        Wanted::Shape { resource, path, shape } => {
            let Some(known) = resource_facts(cursor.db, resource) else { return false };
            let property = property_at(known, known.root(), path);
            if let Ty::Resource(name) = ty.non_null() {
                let refers = property.iter().flat_map(|it| &it.refers_to);
                return refers.into_iter().any(|target| *target.resource == *name);
            }
            fits_type(&shape_ty(known, shape.0), ty)
        }
    }
}

fn fits_type<'db>(wanted: &Ty<'db>, ty: &Ty<'db>) -> bool {
    let (wanted, ty) = (wanted.widened(), ty.non_null().plain().widened());
    match (&wanted, &ty) {
        (_, Ty::Any | Ty::Error | Ty::Null) => false,
        // What may be needed is a member of a resource.
        (Ty::Grant | Ty::Metric | Ty::AnyResource, Ty::Resource(_) | Ty::Instance(_)) => true,
        (Ty::Float, Ty::Int) | (Ty::Code | Ty::Path, Ty::String) => true,
        (Ty::Union(parts), _) => parts.iter().any(|part| fits_type(part, &ty)),
        _ => wanted == ty,
    }
}

/// Values that are named by what is wanted: those of enums, true and false.
fn literals<'db>(cursor: &Cursor<'db>, wanted: &Wanted<'db>, items: &mut Items<'_, 'db>) {
    for text in texts(cursor, wanted) {
        items.add(CompletionKind::Value, 0, format!("\"{text}\""));
    }
    for other in others(cursor, wanted) {
        items.add(CompletionKind::Value, 0, other);
    }
}

/// The texts that are wanted, if it is only some.
pub(super) fn texts<'db>(cursor: &Cursor<'db>, wanted: &Wanted<'db>) -> Vec<Arc<str>> {
    match wanted {
        Wanted::Ty(ty) => {
            let texts = ty.alternatives().iter().filter_map(|part| match part {
                Ty::Literal(Literal::String(text)) => Some(text.clone()),
                _ => None,
            });
            texts.collect()
        }
        Wanted::Shape { resource, shape, .. } => {
            let mut found = Vec::new();
            each_form(cursor, resource, shape.0, &mut |form| {
                if let CatalogueShape::String(string) = form {
                    found.extend(string.one_of.iter().map(|text| Arc::from(*text)));
                }
            });
            found
        }
    }
}

/// The numbers and truths that are wanted, if it is only some.
fn others<'db>(cursor: &Cursor<'db>, wanted: &Wanted<'db>) -> Vec<String> {
    let mut found = Vec::new();
    match wanted {
        Wanted::Ty(ty) => {
            for part in ty.alternatives() {
                match part {
                    Ty::Bool => found.extend(["true".to_owned(), "false".to_owned()]),
                    Ty::Null => found.push("null".to_owned()),
                    Ty::Literal(Literal::Int(number)) => found.push(number.to_string()),
                    Ty::Literal(Literal::Bool(truth)) => found.push(truth.to_string()),
                    _ => {}
                }
            }
        }
        Wanted::Shape { resource, shape, .. } => {
            each_form(cursor, resource, shape.0, &mut |form| match form {
                CatalogueShape::Boolean => found.extend(["true".to_owned(), "false".to_owned()]),
                CatalogueShape::Integer { one_of, .. } => {
                    found.extend(one_of.iter().map(|number| number.to_string()));
                }
                _ => {}
            });
        }
    }
    found
}

/// The brackets of what is wanted, and the units of measures.
fn forms<'db>(cursor: &Cursor<'db>, wanted: &Wanted<'db>, items: &mut Items<'_, 'db>) {
    let (mut object, mut list) = (false, false);
    let mut units: &[&str] = &[];
    let mut is_path = false;
    match wanted {
        Wanted::Ty(ty) => {
            for part in ty.alternatives() {
                match part {
                    Ty::Object(_) | Ty::Map(_) => object = true,
                    Ty::List(_) => list = true,
                    Ty::Duration => units = &["s", "min", "h", "d"],
                    Ty::Size => units = &["MB", "GB"],
                    Ty::Code | Ty::Path => is_path = true,
                    _ => {}
                }
            }
        }
        Wanted::Shape { resource, shape, .. } => {
            each_form(cursor, resource, shape.0, &mut |form| match form {
                CatalogueShape::Object(_) | CatalogueShape::Map { .. } => object = true,
                CatalogueShape::List { .. } => list = true,
                _ => {}
            });
        }
    }
    let form = |label: &str, text: &str, items: &mut Items<'_, 'db>| {
        if let Some(item) = items.add(CompletionKind::Snippet, 0, label) {
            item.snippet(text);
        }
    };
    if object {
        form("{ … }", "{\n  $0\n}", items);
    }
    if list {
        form("[…]", "[$0]", items);
    }
    if is_path {
        form("\"./…\"", "\"./$0\"", items);
    }
    for unit in units {
        form(&format!("1{unit}"), &format!("${{1:1}}{unit}$0"), items);
    }
}

/// A shape, and those that it is one of.
fn each_form(
    cursor: &Cursor<'_>,
    resource: &Arc<str>,
    shape: ShapeId,
    look: &mut dyn FnMut(&CatalogueShape),
) {
    let Some(known) = resource_facts(cursor.db, resource) else { return };
    match known.shape(shape) {
        CatalogueShape::OneOf(forms) => {
            forms.iter().filter(|form| **form != shape).for_each(|form| look(known.shape(*form)));
        }
        form => look(form),
    }
}

fn functions(cursor: &Cursor<'_>, items: &mut Items<'_, '_>) {
    let is_called = cursor.is_followed_by('(');
    for signature in signatures() {
        let Some((name, _)) = signature.split_once('(') else { continue };
        let Some(item) = items.add(CompletionKind::Function, FUNCTION, name) else { continue };
        item.detail(signature);
        item.documented = Some(Documented::Function(name.to_owned()));
        if !is_called {
            item.snippet(format!("{name}($1)$0"));
        }
    }
}

fn words(items: &mut Items<'_, '_>) {
    for (word, text) in [
        ("true", "true"),
        ("false", "false"),
        ("null", "null"),
        ("if", "if ${1:condition} { $2 } else { $3 }$0"),
        ("match", "match ${1:value} {\n  $0\n}"),
    ] {
        if let Some(item) = items.add(CompletionKind::Word, WORD, word) {
            item.snippet(text);
        }
    }
}

/// The parameters of the call around that are not given yet.
fn arguments<'db>(cursor: &Cursor<'db>, expr: &SyntaxNode, items: &mut Items<'_, 'db>) {
    let Some(argument) = expr.parent() else { return };
    let Some(callee) = callee(cursor, &argument) else { return };
    let range = cursor.in_file(super::place::trimmed_range(&argument));
    let Some((observation, _)) = cursor.observed(range) else { return };
    let others = argument.parent().into_iter().flat_map(|it| it.children());
    let named = others.filter_map(|it| it.children().find(|it| it.kind() == SyntaxKind::Name));
    let named: Vec<String> = named.map(|name| name.text().to_string().trim().to_owned()).collect();
    let is_named = |it: &SyntaxNode| it.children().any(|it| it.kind() == SyntaxKind::Name);
    let before = argument.parent().map_or(0, |all| {
        all.children().take_while(|it| *it != argument).filter(|it| !is_named(it)).count()
    });
    for (number, name) in parameter_names(&observation, &callee).iter().enumerate().skip(before) {
        if named.contains(name) {
            continue;
        }
        if let Some(item) = items.add(CompletionKind::Property, FITS, format!("{name}:")) {
            item.number(number).snippet(format!("{}: $0", plain(name)));
        }
    }
}

/// The values that a `match` has no arm for yet.
pub(super) fn patterns<'db>(cursor: &Cursor<'db>, choice: &SyntaxNode, items: &mut Items<'_, 'db>) {
    let written: Vec<String> = choice
        .descendants()
        .filter(|it| it.kind() == SyntaxKind::Pattern)
        .map(|it| it.text().to_string().trim().to_owned())
        .collect();
    let scrutinee = choice.first_child();
    let value = scrutinee.as_ref().and_then(|scrutinee| cursor.value(scrutinee));
    let ty = value.map(|value| type_of(cursor.db, value));
    let literals = ty.iter().flat_map(|ty| ty.alternatives()).filter_map(|part| match part {
        Ty::Literal(literal) => Some(literal.to_string()),
        Ty::Null => Some("null".to_owned()),
        Ty::Bool => Some("true".to_owned()),
        _ => None,
    });
    for literal in literals.chain(["_".to_owned()]) {
        if written.contains(&literal) {
            continue;
        }
        let rank = u8::from(literal == "_");
        if let Some(item) = items.add(CompletionKind::Value, rank, literal.clone()) {
            item.snippet(format!("{} => $0", plain(&literal)));
        }
    }
}
