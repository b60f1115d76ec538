//! What stands after a dot.

use sparta_diagnostics::{TextRange, TextSize};
use sparta_semantics::{
    ItemKind, Member, Symbol, Ty, Value, Wanted, hir, members as members_of, members_of_type,
    type_of,
};
use sparta_syntax::{SyntaxKind, SyntaxNode};

use super::item::{CompletionItem, CompletionKind, Items};
use super::place::Cursor;
use super::scope::{repeated_type, type_named};
use super::wanted::wanted;
use crate::TextEdit;

/// The members of what stands before the dot.
pub(super) fn members<'db>(
    cursor: &Cursor<'db>,
    receiver: &SyntaxNode,
    items: &mut Items<'_, 'db>,
) {
    let (db, file) = (cursor.db, cursor.at.file);
    let value = cursor.value(receiver).filter(|value| **value != Value::Error);
    let (found, is_optional) = match value {
        Some(value) => (members_of(db, file, value), type_of(db, value).is_optional()),
        None => {
            let Some(ty) = type_of_receiver(cursor, receiver) else { return };
            (members_of_type(db, file, &ty), ty.is_optional())
        }
    };
    let wanted = receiver.parent().and_then(|member| wanted(cursor, &member));
    let is_called = cursor.is_followed_by('(');
    let dot = dot(cursor, receiver);
    for member in found {
        let (kind, rank) = (kind(cursor, &member), rank(wanted.as_ref(), &member.ty));
        let Some(item) = items.add(kind, rank, &*member.name) else { continue };
        item.ty(db, &member.ty).documented(db, member.symbol.as_ref());
        if kind == CompletionKind::Event && !is_called {
            event(cursor, &member, item);
        }
        if is_optional && let Some(dot) = dot {
            item.further.push(TextEdit { range: dot, text: "?.".to_owned() });
        }
    }
}

/// The type of what could not be evaluated, read from the tree: the text around it may belong to nothing.
fn type_of_receiver<'db>(cursor: &Cursor<'db>, receiver: &SyntaxNode) -> Option<Ty<'db>> {
    let inner = receiver.first_child();
    match receiver.kind() {
        SyntaxKind::PathExpr => type_named(cursor, receiver.text().to_string().trim()),
        SyntaxKind::Paren | SyntaxKind::CallExpr => type_of_receiver(cursor, &inner?),
        SyntaxKind::IndexExpr => {
            let inner = inner?;
            match type_of_receiver(cursor, &inner)?.non_null() {
                Ty::List(item) => Some((*item).clone()),
                Ty::Map(value) => Some((*value).clone()),
                _ => repeated_type(cursor, inner.text().to_string().trim()),
            }
        }
        SyntaxKind::MemberExpr => {
            let ty = type_of_receiver(cursor, &inner?)?;
            let name = receiver.children().find(|it| it.kind() == SyntaxKind::Name)?;
            let name = name.text().to_string();
            let all = members_of_type(cursor.db, cursor.at.file, &ty.non_null());
            all.into_iter().find(|member| *member.name == *name.trim()).map(|member| member.ty)
        }
        _ => None,
    }
}

/// The dot between a receiver and the cursor, unless it asks already.
fn dot(cursor: &Cursor<'_>, receiver: &SyntaxNode) -> Option<TextRange> {
    let tokens = receiver.parent()?.children_with_tokens().filter_map(|it| it.into_token());
    let dot = tokens.into_iter().find(|token| token.kind() == SyntaxKind::Dot)?;
    Some(TextRange::at(cursor.in_file(dot.text_range()).start(), TextSize::of('.')))
}

fn kind(cursor: &Cursor<'_>, member: &Member<'_>) -> CompletionKind {
    match (&member.ty, &member.symbol) {
        (Ty::Grant, _) => CompletionKind::Grant,
        (Ty::Event, _) => CompletionKind::Event,
        (Ty::Metric, _) => CompletionKind::Metric,
        (_, Some(Symbol::Member(_))) => CompletionKind::Output,
        (_, Some(Symbol::Declaration(declaration))) => super::scope::kind(cursor, *declaration),
        (_, Some(Symbol::Field(_))) => CompletionKind::Property,
        _ => CompletionKind::Attribute,
    }
}

/// What is wanted comes first, and grants and events last where they are not.
fn rank(wanted: Option<&Wanted<'_>>, ty: &Ty<'_>) -> u8 {
    let is_nominal = matches!(ty, Ty::Grant | Ty::Event | Ty::Metric);
    match wanted {
        Some(Wanted::Ty(wanted)) if wanted.alternatives().contains(ty) => 0,
        _ if is_nominal => 3,
        _ => 1,
    }
}

/// An event whose parameters have to be given is written as a call.
fn event(cursor: &Cursor<'_>, member: &Member<'_>, item: &mut CompletionItem) {
    let Some(id) = member.symbol.as_ref().and_then(Symbol::item) else { return };
    let hir = hir(cursor.db, id.declaration);
    let ItemKind::Event { parameters, .. } = &hir.item(id.member).kind else { return };
    let needed = |parameter: &&sparta_semantics::Parameter| {
        let ty = sparta_semantics::resolve_type(cursor.db, id.declaration, parameter.ty);
        parameter.default.is_none() && !ty.is_optional()
    };
    let needed: Vec<_> = parameters.iter().filter(needed).collect();
    if !needed.is_empty() {
        let places = (1..).zip(needed).map(|(number, it)| format!("{}: ${number}", it.name.text));
        let places: Vec<String> = places.collect();
        item.snippet(format!("{}({})$0", member.name, places.join(", ")));
    }
}
