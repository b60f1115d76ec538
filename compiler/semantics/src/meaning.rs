//! What the names that a declaration writes mean.
//!
//! A declaration asks for the names that it writes and not for the whole scope of its file: so a name
//! that comes, goes or is still being typed re-checks only what writes it.

use std::sync::Arc;

use crate::import::imported_file;
use crate::{Db, Declaration, Definition, Expr, File, ItemKind, TypeExpr, exported, hir, scope};

/// The names that a declaration writes and what they mean in its file, sorted. Those that it binds
/// itself are among them.
#[salsa::tracked(returns(deref))]
fn meanings<'db>(
    db: &'db dyn Db,
    declaration: Declaration<'db>,
) -> Box<[(Arc<str>, Option<Definition<'db>>)]> {
    let hir = hir(db, declaration);
    let values = hir.exprs().filter_map(|(expr, _)| match expr {
        Expr::Name(name) => Some(name),
        _ => None,
    });
    let types = hir.types().filter_map(|(ty, _)| match ty {
        TypeExpr::Path(path) => Some(path),
        _ => None,
    });
    let parts = hir.items().filter_map(|(_, item)| match &item.kind {
        ItemKind::Resource { ty, .. } | ItemKind::Extend { ty, .. } => Some(&ty.text),
        _ => None,
    });
    let all = values.chain(types).chain(parts);
    // Types of CloudFormation mean the same everywhere.
    let mut names: Vec<&Arc<str>> = all.filter(|name| !name.contains("::")).collect();
    names.sort_unstable();
    names.dedup();
    let file = declaration.file(db);
    names.into_iter().map(|name| (name.clone(), lookup_in_file(db, file, name))).collect()
}

/// What a name, or one of a module such as `net.Worker`, means in the file of a declaration, the
/// prelude counted: `Lambda` is in `std/prelude/lambda.sparta`.
pub fn lookup<'db>(
    db: &'db dyn Db,
    declaration: Declaration<'db>,
    name: &str,
) -> Option<Definition<'db>> {
    let written = meanings(db, declaration);
    match written.binary_search_by(|(written, _)| (**written).cmp(name)) {
        Ok(position) => written[position].1,
        Err(_) => lookup_in_file(db, declaration.file(db), name),
    }
}

/// The same for code of a file that is in none of its declarations yet.
pub fn lookup_in_file<'db>(db: &'db dyn Db, file: File, path: &str) -> Option<Definition<'db>> {
    let Some((module, name)) = path.split_once('.') else { return name_in_file(db, file, path) };
    match name_in_file(db, file, module)? {
        Definition::Module(import) => {
            exported(db, imported_file(db, import)?, name).map(Definition::Declared)
        }
        Definition::Unknown => Some(Definition::Unknown),
        Definition::Declared(_) | Definition::Stack(_) => None,
    }
}

fn name_in_file<'db>(db: &'db dyn Db, file: File, name: &str) -> Option<Definition<'db>> {
    scope(db, file).get(name).or_else(|| prelude(db, name).map(Definition::Declared))
}

fn prelude<'db>(db: &'db dyn Db, name: &str) -> Option<Declaration<'db>> {
    // Nothing is looked for in vain under the names of functions.
    if !name.starts_with(|first: char| first.is_ascii_uppercase()) {
        return None;
    }
    let path = format!("prelude/{}.sparta", name.to_ascii_lowercase());
    sparta_stdlib::file(&path)?;
    exported(db, db.file(&format!("std/{path}")), name)
}
