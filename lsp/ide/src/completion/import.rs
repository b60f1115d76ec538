//! What other files offer.

use sparta_diagnostics::{TextRange, TextSize};
use sparta_semantics::{
    Content, Db, Declaration, File, Import, ItemKind, Symbol, Word, declarations, hir, is_exported,
    resolve_path,
};
use sparta_syntax::{SyntaxKind as Kind, SyntaxNode};

use super::item::{CompletionKind, Items};
use super::place::Cursor;
use super::scope::{is_known, kind};
use crate::rename_files::relative;
use crate::{TextEdit, completion::is_own};

/// Less than what is known already.
const RANK: u8 = 8;

/// The names in the braces of an import: what its file offers.
pub(super) fn names<'db>(cursor: &Cursor<'db>, import: &SyntaxNode, items: &mut Items<'_, 'db>) {
    let path = import.children().find(|it| it.kind() == Kind::StringLiteral);
    let Some(path) = path.map(|it| it.text().to_string()) else { return };
    let mut path = resolve_path(cursor.at.file.path(cursor.db), path.trim().trim_matches('"'));
    if path.starts_with("std/") && !path.ends_with(".sparta") {
        path.push_str(".sparta");
    }
    let written: Vec<String> = import
        .descendants()
        .filter(|it| it.kind() == Kind::ImportName)
        .map(|it| it.text().to_string().trim().to_owned())
        .collect();
    for declaration in offered(cursor.db, cursor.db.file(&path)) {
        let name = declaration.name(cursor.db).to_string();
        if written.contains(&name) {
            continue;
        }
        if let Some(item) = items.add(kind(cursor, declaration), 0, name) {
            item.documented(cursor.db, Some(&Symbol::Declaration(declaration)));
        }
    }
}

fn offered<'db>(db: &'db dyn Db, file: File) -> impl Iterator<Item = Declaration<'db>> {
    let all = declarations(db, file).iter().copied();
    all.filter(move |it| is_exported(it.word(db)) && !it.name(db).is_empty())
}

/// The files that can be imported: those of the project and of the standard library.
pub(super) fn paths(cursor: &Cursor<'_>, typed: &str, range: TextRange, items: &mut Items<'_, '_>) {
    let own = cursor.at.file;
    for &file in cursor.project.files(cursor.db).iter().filter(|file| **file != own) {
        let path = relative(own.path(cursor.db), file.path(cursor.db));
        items.add_at(CompletionKind::File, 0, path, typed, range);
    }
    for module in modules() {
        items.add_at(CompletionKind::Module, 1, module, typed, range);
    }
}

/// The modules of the standard library that are meant to be imported.
pub(crate) fn modules() -> impl Iterator<Item = String> {
    let names = sparta_stdlib::files().filter_map(|(path, _)| path.strip_suffix(".sparta"));
    names.filter(|name| !name.starts_with("prelude/")).map(|name| format!("std/{name}"))
}

/// What other files of the project and the standard library offer under a name that means nothing here
/// yet: choosing it imports it.
pub(super) fn exported<'db>(cursor: &Cursor<'db>, items: &mut Items<'_, 'db>, words: &[Word]) {
    // Without a letter to go by, that is too much.
    if cursor.typed.is_empty() || !is_own(cursor.db, cursor.at.file) {
        return;
    }
    let own = cursor.at.file;
    let db = cursor.db;
    for &file in cursor.project.files(db).iter().filter(|file| **file != own) {
        let path = relative(own.path(db), file.path(db));
        exported_by(cursor, file, &path, items, words);
    }
    for module in modules().filter(|module| !module.starts_with("std/aws/")) {
        let file = db.file(&format!("{module}.sparta"));
        exported_by(cursor, file, &module, items, words);
    }
}

fn exported_by<'db>(
    cursor: &Cursor<'db>,
    file: File,
    path: &str,
    items: &mut Items<'_, 'db>,
    words: &[Word],
) {
    if !matches!(file.content(cursor.db), Content::Text(_)) {
        return;
    }
    for declaration in offered(cursor.db, file) {
        let name = declaration.name(cursor.db).to_string();
        if !words.contains(&declaration.word(cursor.db)) || is_known(cursor, &name) {
            continue;
        }
        let edit = import_edit(cursor.db, cursor.at.file, path, &name);
        if let Some(item) = items.add(kind(cursor, declaration), RANK, name) {
            item.detail(format!("from \"{path}\""));
            item.documented(cursor.db, Some(&Symbol::Declaration(declaration)));
            item.further.push(edit);
        }
    }
}

/// The edit that imports a name: it joins those that are imported from the same file.
pub(crate) fn import_edit(db: &dyn Db, file: File, path: &str, name: &str) -> TextEdit {
    let imports = declarations(db, file).iter().filter(|it| it.word(db) == Word::Import);
    let mut after = TextSize::new(0);
    for import in imports {
        let root = hir(db, *import).root();
        let start = import.start(db);
        after = root.range.end() + start;
        if let ItemKind::Import { path: known, import: Import::Names(names), .. } = &root.kind
            && **known == *path
            && let Some(last) = names.last()
        {
            let end = last.alias.as_ref().unwrap_or(&last.name).range.end() + start;
            return TextEdit { range: TextRange::empty(end), text: format!(", {name}") };
        }
    }
    let line = format!("import {{ {name} }} from \"{path}\"");
    let text = if after == TextSize::new(0) { format!("{line}\n\n") } else { format!("\n{line}") };
    TextEdit { range: TextRange::empty(after), text }
}
