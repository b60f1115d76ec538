//! What environments give, one compared with the others.

use std::collections::BTreeSet;
use std::sync::Arc;

use sparta_diagnostics::{Diagnostic, nearest};

use crate::configuration::nested;
use crate::scopes::quoted;
use crate::{
    Db, Declaration, File, Finding, ItemKind, Place, Spanned, Value, Word, declarations, hir,
};

/// What an environment gives, as paths: `region`, `params.stage`.
fn given(db: &dyn Db, environment: Declaration<'_>) -> BTreeSet<String> {
    let hir = hir(db, environment);
    let ItemKind::Environment { body } = &hir.root().kind else { return BTreeSet::new() };
    let mut paths: BTreeSet<String> =
        hir.written_names(*body).filter(|name| *name == "region").map(str::to_owned).collect();
    for group in ["params", "settings"] {
        let names = nested(db, environment, group);
        paths.extend(names.into_iter().map(|(name, _)| format!("{group}.{name}")));
    }
    paths
}

/// The parameters and settings of a file that have no default, as paths.
fn without_default(db: &dyn Db, file: File) -> BTreeSet<String> {
    let path = |declaration: &Declaration<'_>| {
        let group = match declaration.word(db) {
            Word::Param => "params",
            Word::Setting => "settings",
            _ => return None,
        };
        match &hir(db, *declaration).root().kind {
            ItemKind::Param { default: None, .. } | ItemKind::Setting { default: None, .. } => {
                Some(format!("{group}.{}", declaration.name(db)))
            }
            _ => None,
        }
    };
    declarations(db, file).iter().filter_map(path).collect()
}

/// What an environment leaves out: a setting that has no default, and what another gives and nothing
/// stands in for. `elsewhere` are the settings of the command line.
pub(crate) fn left_out<'db>(
    db: &'db dyn Db,
    file: File,
    environments: &[Declaration<'db>],
    environment: Declaration<'db>,
    elsewhere: &[(Arc<str>, Arc<str>)],
) -> Option<Finding<'db>> {
    let needed = without_default(db, file);
    let mut wanted: BTreeSet<String> =
        needed.iter().filter(|path| path.starts_with("settings.")).cloned().collect();
    for other in environments {
        let paths = given(db, *other);
        wanted
            .extend(paths.into_iter().filter(|path| !path.contains('.') || needed.contains(path)));
    }
    for (name, _) in elsewhere {
        wanted.remove(&format!("settings.{name}"));
    }
    let own = given(db, environment);
    let missing: Vec<&str> = wanted.difference(&own).map(String::as_str).collect();
    if missing.is_empty() {
        return None;
    }
    let root = hir(db, environment).root();
    let verb = if missing.len() == 1 { "is" } else { "are" };
    let message =
        format!("{} {verb} missing in the environment `{}`", quoted(&missing), root.name.text);
    let at = Place { declaration: environment, range: root.head };
    Some(Diagnostic::error("missing-property", at, message).with_help(
        "give it here too: all environments of a stack give the same, but for what has a default",
    ))
}

/// What is wrong with the region or the account of an environment.
pub(crate) fn misplaced<'db>(name: &str, value: &Spanned<'db>) -> Option<Finding<'db>> {
    let Value::String(text) = &value.value else { return None };
    let regions = || sparta_catalogue::Regions::known();
    match name {
        "account" if text.len() != 12 || !text.bytes().all(|byte| byte.is_ascii_digit()) => Some(
            Diagnostic::error("wrong-value", value.at, format!("\"{text}\" is no account"))
                .with_help("an account is a number of twelve digits"),
        ),
        "region" if regions().next().is_some() && !regions().any(|known| known == &**text) => {
            let finding = Diagnostic::warning(
                "wrong-value",
                value.at,
                format!("\"{text}\" is no known region"),
            );
            Some(match nearest(text, regions()) {
                Some(near) => finding.with_help(format!("did you mean \"{near}\"?")).with_guess(
                    format!("write \"{near}\""),
                    value.at,
                    format!("\"{near}\""),
                ),
                None => finding.with_help("write one such as \"eu-west-1\""),
            })
        }
        _ => None,
    }
}
