//! What `extend` adds to types.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::import::imported_files;
use crate::{Db, Declaration, File, ItemKind, MemberId, Word, declarations, hir};

/// `extend` declarations by the type that they extend.
type Extends<'db> = FxHashMap<Arc<str>, Vec<Declaration<'db>>>;

/// The `extend` declarations that are in force in a file: its own, and those of the files that it
/// imports (and of those that they import).
#[salsa::tracked]
fn extends<'db>(db: &'db dyn Db, file: File) -> Extends<'db> {
    let mut extends = Extends::default();
    let mut seen = vec![file];
    let mut next = 0;
    while let Some(&file) = seen.get(next) {
        next += 1;
        for &declaration in declarations(db, file) {
            if declaration.word(db) == Word::Extend {
                extends.entry(declaration.name(db).clone()).or_default().push(declaration);
            }
        }
        for &imported in imported_files(db, file) {
            if !seen.contains(&imported) {
                seen.push(imported);
            }
        }
    }
    extends
}

/// A type by its name, as a key of queries. There are only so many, so they stay: what is known of them
/// is asked for at every resource.
#[salsa::interned(debug, revisions = usize::MAX)]
pub(crate) struct TypeName<'db> {
    #[returns(ref)]
    pub name: Arc<str>,
}

/// The file of the standard library that knows a CloudFormation type: `aws/s3.sparta` knows
/// `AWS::S3::Bucket`.
fn library_file(db: &dyn Db, type_name: &str) -> Option<File> {
    let mut parts = type_name.split("::");
    let owner = parts.next().filter(|owner| *owner == "AWS")?;
    let service = parts.next()?;
    let path = format!("{}/{}.sparta", owner.to_ascii_lowercase(), service.to_ascii_lowercase());
    sparta_stdlib::file(&path)?;
    Some(db.file(&format!("std/{path}")))
}

/// What the standard library adds to a CloudFormation type.
#[salsa::tracked(returns(deref))]
pub(crate) fn library_extensions<'db>(
    db: &'db dyn Db,
    name: TypeName<'db>,
) -> Vec<Declaration<'db>> {
    library_file(db, name.name(db))
        .and_then(|file| extends(db, file).get(name.name(db)).cloned())
        .unwrap_or_default()
}

/// All `extend`s of a type that are in force in a file: its own, those of the files that it imports,
/// those beside a component, and the standard library's.
pub fn extensions<'db>(
    db: &'db dyn Db,
    file: File,
    type_name: &Arc<str>,
) -> impl Iterator<Item = Declaration<'db>> + use<'db> {
    let own = extends(db, file).get(type_name).into_iter().flatten();
    own.chain(library_extensions(db, TypeName::new(db, type_name.clone()))).copied()
}

/// The checks that are in force for resources of a type in a file.
pub fn checks<'db>(db: &'db dyn Db, file: File, type_name: &Arc<str>) -> Vec<MemberId<'db>> {
    let mut checks = Vec::new();
    for declaration in extensions(db, file, type_name) {
        let hir = hir(db, declaration);
        let is_check = |member: &&u32| matches!(hir.item(**member).kind, ItemKind::Check { .. });
        let own = hir.members(0).iter().filter(is_check);
        checks.extend(own.map(|&member| MemberId { declaration, member }));
    }
    checks
}

/// The member of a name that is in force for a type in a file.
pub(crate) fn extension<'db>(
    db: &'db dyn Db,
    file: File,
    type_name: &Arc<str>,
    name: &str,
) -> Option<MemberId<'db>> {
    extensions(db, file, type_name).find_map(|declaration| {
        let hir = hir(db, declaration);
        hir.members(0)
            .iter()
            .copied()
            .find(|member| &*hir.item(*member).name.text == name)
            .map(|member| MemberId { declaration, member })
    })
}
