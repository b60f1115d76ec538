//! What stands after `@`.

use sparta_semantics::annotation_forms;

use super::item::{CompletionKind, Items, plain};
use super::place::Cursor;

/// The names of all attributes, each in the form that it has.
pub(super) fn names(cursor: &Cursor<'_>, items: &mut Items<'_, '_>) {
    let has_arguments = cursor.is_followed_by('(');
    for (name, form, before) in annotation_forms() {
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
