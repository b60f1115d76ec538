//! What stands after `@`.

use sparta::pages;
use sparta_diagnostics::TextRange;
use sparta_semantics::{ItemKind, annotation_fits, annotation_forms};
use sparta_syntax::{SyntaxKind as Kind, SyntaxNode};

use super::item::{CompletionKind, Items, plain};
use super::place::{Cursor, size, trimmed_range};

/// The names of the attributes that fit what is declared below, each in the form that it has.
pub(super) fn names(cursor: &Cursor<'_>, items: &mut Items<'_, '_>) {
    let has_arguments = cursor.is_followed_by('(');
    let declared = declared(cursor);
    let fits = |name: &str| declared.is_none_or(|kind| annotation_fits(name, kind));
    for (name, form, before) in annotation_forms().filter(|(name, _, _)| fits(name)) {
        let Some(item) = items.add(CompletionKind::Annotation, 0, name) else { continue };
        item.detail(format!("before {before}"));
        // The first of several forms.
        let form = form.split('`').next().unwrap_or(form);
        if let Some((_, arguments)) = form.split_once('(').filter(|_| !has_arguments) {
            let inside = arguments.trim_end_matches(')');
            item.snippet(format!("{name}({})$0", place(inside)));
        }
    }
}

/// An argument as a place for the cursor: the quotes around a text stay.
fn place(argument: &str) -> String {
    match argument.strip_prefix('"').and_then(|it| it.strip_suffix('"')) {
        Some("…") => "\"$1\"".to_owned(),
        Some(text) => format!("\"${{1:{}}}\"", plain(text)),
        None if argument == "{ … }" => "{ $1 }".to_owned(),
        None => format!("${{1:{}}}", plain(argument)),
    }
}

/// What the attribute under the cursor stands before, if that can be read.
fn declared<'db>(cursor: &Cursor<'db>) -> Option<&'db ItemKind> {
    let attribute = cursor.in_file(trimmed_range(&cursor.node()?));
    let (observation, start) = cursor.observed(attribute)?;
    let start = attribute.start().checked_sub(start)?;
    let begins = |item: &sparta_semantics::Item| {
        item.attributes.iter().any(|attribute| attribute.range.start() == start)
    };
    let (_, item) = observation.hir.items().find(|(_, item)| begins(item))?;
    (item.kind != ItemKind::Error).then_some(&item.kind)
}

/// The arguments of attributes that take one of a few things: the names of diagnostics, texts of their
/// forms. Says whether there can be nothing else.
pub(super) fn arguments(cursor: &Cursor<'_>, expr: &SyntaxNode, items: &mut Items<'_, '_>) -> bool {
    let attribute = expr.ancestors().find(|it| it.kind() == Kind::Attribute);
    let Some(attribute) = attribute else { return false };
    let text = attribute.text().to_string();
    let name = text.trim().trim_start_matches('@').split('(').next().unwrap_or_default();
    if name == "allow" {
        diagnostics(cursor, items);
        return true;
    }
    for argument in choices(name) {
        items.add(CompletionKind::Value, 0, argument);
    }
    false
}

/// The arguments that the forms of an attribute list, where it has several: `on: "replace"`.
fn choices(name: &str) -> Vec<&'static str> {
    let known = annotation_forms().find(|(known, _, _)| *known == name);
    let forms = known.filter(|(_, form, _)| form.contains("` or `")).map(|(_, form, _)| form);
    let forms = forms.into_iter().flat_map(|form| form.split("` or `"));
    forms.filter_map(|form| form.split_once('(')?.1.strip_suffix(')')).collect()
}

/// The names of all diagnostics: words with hyphens between them.
fn diagnostics(cursor: &Cursor<'_>, items: &mut Items<'_, '_>) {
    let text = cursor.at.file.text(cursor.db);
    let is_part = |it: char| it.is_ascii_alphanumeric() || it == '-';
    let (start, end) = (usize::from(cursor.range.start()), usize::from(cursor.range.end()));
    let first = text[..start].trim_end_matches(is_part).len();
    let behind = text[end..].trim_start_matches(is_part).len();
    let typed = format!("{}{}", &text[first..start], cursor.typed);
    let range = TextRange::new(size(first), size(text.len() - behind));
    for name in pages::names() {
        if let Some(item) = items.add_at(CompletionKind::Value, 0, name.to_owned(), &typed, range) {
            item.detail(pages::page(name).map_or_else(String::new, pages::summary));
        }
    }
}
