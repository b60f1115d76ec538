//! The inside of strings.

use std::sync::Arc;

use sparta_diagnostics::{TextRange, TextSize};
use sparta_semantics::{Db, Expr, ItemKind, Ty, Wanted, declarations, hir, resolve_path};
use sparta_syntax::{SyntaxKind as Kind, SyntaxNode};

use super::item::{CompletionKind, Items};
use super::place::Cursor;
use super::value::texts as known_texts;
use super::wanted::{callee, document, wanted};
use super::{form, import};

/// What can stand in a string: a value of an enum, a path, an action.
pub(super) fn texts<'db>(cursor: &Cursor<'db>, literal: &SyntaxNode, items: &mut Items<'_, 'db>) {
    let Some((typed, range)) = content(cursor, literal) else { return };
    if literal.parent().is_some_and(|it| it.kind() == Kind::Import) {
        return import::paths(cursor, &typed, range, items);
    }
    if is_action(literal) {
        for action in actions(cursor.db) {
            items.add_at(CompletionKind::Text, 0, action.to_string(), &typed, range);
        }
    }
    let wanted = wanted(cursor, literal).map(|wanted| document(cursor, wanted));
    if let Some(wanted) = &wanted {
        for text in known_texts(cursor, wanted) {
            items.add_at(CompletionKind::Value, 0, text.to_string(), &typed, range);
        }
    }
    for (number, text) in form::usual(cursor, literal).into_iter().enumerate() {
        if let Some(item) = items.add_at(CompletionKind::Value, 0, text, &typed, range) {
            item.number(number);
        }
    }
    let is_path = match &wanted {
        Some(Wanted::Ty(ty)) => {
            ty.alternatives().iter().any(|it| matches!(it, Ty::Code | Ty::Path))
        }
        _ => takes_path(cursor, literal),
    };
    if is_path {
        files(cursor, &typed, range, items);
    }
}

/// What stands in a string before the cursor, and all that it holds; none of one with interpolations or
/// escapes around the cursor.
fn content(cursor: &Cursor<'_>, literal: &SyntaxNode) -> Option<(String, TextRange)> {
    let tokens: Vec<_> = literal.children_with_tokens().filter_map(|it| it.into_token()).collect();
    let text: Vec<_> = tokens.iter().filter(|it| it.kind() == Kind::StringText).collect();
    let [text] = text.as_slice() else { return None };
    let start = cursor.in_file(text.text_range()).start();
    let file = cursor.at.file.text(cursor.db);
    let before = usize::from(cursor.range.start()) + cursor.typed.len();
    let typed = file.get(usize::from(start)..before)?.to_owned();
    // What the name under the cursor replaced has another length than that.
    let behind = text.text().len().checked_sub(usize::from(cursor.range.start() - start))?;
    let name = text.text().get(usize::from(cursor.range.start() - start)..)?;
    let rest = behind - name.chars().take_while(|it| it.is_alphanumeric()).count();
    let end = cursor.range.end() + TextSize::new(u32::try_from(rest).ok()?);
    Some((typed, TextRange::new(start, end)))
}

/// Whether a string names an action that a policy or a grant allows.
fn is_action(literal: &SyntaxNode) -> bool {
    let Some(parent) = literal.parent() else { return false };
    let (outer, value) = match parent.kind() {
        Kind::List => (parent.parent(), parent),
        _ => (Some(parent), literal.clone()),
    };
    outer.is_some_and(|outer| match outer.kind() {
        Kind::Allow => outer.children().find(|it| it.kind() != Kind::Attribute) == Some(value),
        Kind::Field => {
            let name = super::wanted::field_name(&outer);
            name.is_some_and(|name| sparta_stdlib::ACTION_FIELDS.contains(&name.as_str()))
        }
        _ => false,
    })
}

/// The actions that the standard library's grants allow, sorted.
#[salsa::tracked(returns(deref))]
fn actions(db: &dyn Db) -> Vec<Arc<str>> {
    let mut found: Vec<Arc<str>> = Vec::new();
    for (path, _) in sparta_stdlib::files() {
        for &declaration in declarations(db, db.file(&format!("std/{path}"))) {
            let hir = hir(db, declaration);
            let grants = hir.items().any(|(_, item)| matches!(item.kind, ItemKind::Allow { .. }));
            let strings = hir.exprs().filter_map(|(expr, _)| match expr {
                Expr::String(text) if is_named_like_action(text) => Some(text.clone()),
                _ => None,
            });
            found.extend(strings.filter(|_| grants));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// `s3:GetObject`: a service and what it does.
fn is_named_like_action(text: &str) -> bool {
    text.split_once(':').is_some_and(|(service, action)| {
        let is_service = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
        service.chars().all(is_service)
            && action.starts_with(|it: char| it.is_ascii_uppercase())
            && action.chars().all(|it| it.is_ascii_alphanumeric())
    })
}

/// Whether a string is what a function of the language takes as a path.
fn takes_path(cursor: &Cursor<'_>, literal: &SyntaxNode) -> bool {
    let Some(argument) = literal.parent().filter(|it| it.kind() == Kind::Argument) else {
        return false;
    };
    let before =
        argument.parent().map_or(0, |all| all.children().take_while(|it| *it != argument).count());
    callee(cursor, &argument).is_some_and(|callee| callee.takes_path(before))
}

/// The files and folders at a path that is being written.
fn files(cursor: &Cursor<'_>, typed: &str, range: TextRange, items: &mut Items<'_, '_>) {
    let (folder, _) = typed.rsplit_once('/').unwrap_or((".", typed));
    let own = cursor.at.file.path(cursor.db);
    let there = resolve_path(own, folder);
    for listed in cursor.db.list(&there) {
        let label = format!("{folder}/{}", listed.name);
        let kind = if listed.is_folder { CompletionKind::Folder } else { CompletionKind::File };
        items.add_at(kind, u8::from(!listed.is_folder), label, typed, range);
    }
}
