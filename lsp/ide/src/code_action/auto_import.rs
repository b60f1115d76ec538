//! Names that mean nothing here and that another file offers.

use sparta_diagnostics::Diagnostic;
use sparta_semantics::{Db, File, declarations, is_exported};

use super::fix::{findings_at, range};
use super::scene::Scene;
use super::{CodeActionKind, Offer};
use crate::completion::{import_edit, modules};
use crate::rename_files::relative;

/// The findings of a name that means nothing.
const UNKNOWN: [&str; 2] = ["unknown-name", "unknown-type"];

pub(super) fn offer<'a>(scene: &'a Scene<'a>, offers: &mut Vec<Offer<'a>>) {
    let unknown = |it: &Diagnostic| UNKNOWN.contains(&it.name.as_str());
    for finding in findings_at(scene).into_iter().filter(unknown) {
        let name = scene.slice(range(finding.at.range));
        let paths = offering(scene, name);
        let is_only = paths.len() == 1;
        for path in paths {
            let title = format!("Import `{name}` from \"{path}\"");
            let mut offer = Offer::new(CodeActionKind::QuickFix, title, move || {
                vec![(scene.file, import_edit(scene.db, scene.file, &path, name))]
            });
            offer.action.is_preferred = is_only && finding.fixes.is_empty();
            offers.push(offer.mending(&finding));
        }
    }
}

/// The files of the project and the modules of the library that offer a name, as this file calls them.
fn offering(scene: &Scene<'_>, name: &str) -> Vec<String> {
    let own = scene.file;
    let files = scene.project.files(scene.db).iter().filter(|file| **file != own);
    let mut found: Vec<String> = files
        .filter(|file| offers_name(scene.db, **file, name))
        .map(|file| relative(own.path(scene.db), file.path(scene.db)))
        .collect();
    let is_offered =
        |module: &String| offers_name(scene.db, scene.db.file(&format!("{module}.sparta")), name);
    found.extend(modules().filter(|module| !module.starts_with("std/aws/")).filter(is_offered));
    found
}

fn offers_name(db: &dyn Db, file: File, name: &str) -> bool {
    declarations(db, file).iter().any(|it| is_exported(it.word(db)) && **it.name(db) == *name)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::code_action::check::{check, offered};

    #[test]
    fn what_another_file_offers_is_imported() {
        check(
            "
//- /main.sparta
import { delay } from \"./times.sparta\"

output sum: delay + pa$0use
//- /times.sparta
let delay = 3s
let pause = 4s
",
            "Import `pause` from \"./times.sparta\"",
            expect![[r#"
                //- /main.sparta
                import { delay, pause } from "./times.sparta"

                output sum: delay + pause
            "#]],
        );
    }

    #[test]
    fn what_nobody_offers_is_not() {
        assert_eq!(offered("output sum: pa$0use\n", "Import"), Vec::<String>::new());
    }
}
