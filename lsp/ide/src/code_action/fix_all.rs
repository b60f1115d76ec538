//! All fixes that can be made without asking, at once.

use std::sync::Arc;

use sparta::MemoryFiles;
use sparta_diagnostics::Diagnostic;
use sparta_semantics::{Content, Database, Db as _, File};

use super::fix::{edits_of, findings_at};
use super::scene::Scene;
use super::tidy::{applied, tidy, whole};
use super::{CodeActionKind, Edits, Offer};
use crate::{Project, diagnostics};

/// What one fix lays bare another may mend; this often.
const MAX_ROUNDS: usize = 8;

/// What is to be mended.
#[derive(Clone, Copy)]
struct Scope<'a> {
    /// In this file alone.
    file: Option<File>,
    /// Findings of this name alone.
    name: Option<&'a str>,
}

pub(super) fn offer_kind<'a>(scene: &'a Scene<'a>, offers: &mut Vec<Offer<'a>>) {
    for finding in findings_at(scene).into_iter().filter(is_sure) {
        let name = finding.name.to_string();
        let here = diagnostics(scene.db, scene.project, scene.file);
        if here.iter().filter(|it| *it.name == *name && is_sure(it)).count() < 2 {
            continue;
        }
        for (place, file) in [("file", Some(scene.file)), ("project", None)] {
            let name = name.clone();
            let title = format!("Fix all `{name}` in this {place}");
            let offer = Offer::new(CodeActionKind::QuickFix, title, move || {
                mended(scene, Scope { file, name: Some(&name) })
            });
            offers.push(offer.mending(&finding));
        }
    }
}

pub(super) fn offer<'a>(scene: &'a Scene<'a>, offers: &mut Vec<Offer<'a>>) {
    if diagnostics(scene.db, scene.project, scene.file).iter().any(is_sure) {
        let title = "Fix all that needs no decision";
        offers.push(Offer::new(CodeActionKind::FixAll, title, || {
            mended(scene, Scope { file: Some(scene.file), name: None })
        }));
    }
}

/// Whether a finding has one fix, and that is what was meant.
fn is_sure(finding: &Diagnostic) -> bool {
    matches!(finding.fixes.as_slice(), [fix] if !fix.is_guess)
}

/// What changes in the files when they are mended until there is nothing more to mend. That is tried on
/// a copy of the project's programs.
fn mended(scene: &Scene<'_>, scope: Scope<'_>) -> Edits {
    let files = scene.project.files(scene.db);
    let text = |file: &File| match file.content(scene.db) {
        Content::Text(text) => Some((file.path(scene.db).to_string(), text.to_string())),
        _ => None,
    };
    let mut texts: Vec<(String, String)> = files.iter().filter_map(text).collect();
    let path = scope.file.map(|file| file.path(scene.db).to_string());
    for _ in 0..MAX_ROUNDS {
        if !mend(&mut texts, path.as_deref(), scope.name) {
            break;
        }
    }
    let changed = texts.into_iter().filter_map(|(path, after)| {
        let file = scene.db.file(&path);
        Some((file, whole(file.text(scene.db), &after)?))
    });
    changed.collect()
}

/// Makes the fixes that do not overlap; says whether there were any.
fn mend(texts: &mut [(String, String)], path: Option<&str>, name: Option<&str>) -> bool {
    let db = Database::new(Arc::new(texts.iter().cloned().collect::<MemoryFiles>()));
    let files: Vec<File> = texts.iter().map(|(path, _)| db.file(path)).collect();
    let project = Project::new(&db, files.iter().copied().collect());
    let mut edits = Edits::new();
    for file in files {
        if path.is_some_and(|path| path != &**file.path(&db)) {
            continue;
        }
        let found = diagnostics(&db, project, file).into_iter();
        let meant = found.filter(|it| is_sure(it) && name.is_none_or(|name| *it.name == *name));
        edits.extend(meant.flat_map(|it| it.fixes).flat_map(|fix| edits_of(&db, fix)));
    }
    let edit = tidy(&db, edits);
    for (file, edits) in &edit.edits {
        let own = texts.iter_mut().find(|(path, _)| **path == **file.path(&db));
        if let Some((_, text)) = own {
            *text = applied(text, edits);
        }
    }
    !edit.edits.is_empty()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::code_action::check::{check, offered};

    const TEXT: &str = "
import { one, two } from \"./numbers.sparta\"

resource first: AWS::SQS::Queue { QueueName: $0'first' }

resource second: AWS::SQS::Queue { QueueName: 'second', DelaySecond: 1 }
//- /numbers.sparta
let one = 1
let two = 2
";

    #[test]
    fn all_of_a_kind_are_mended() {
        let text = format!("//- /main.sparta{TEXT}");
        check(
            &text,
            "Fix all `single-quoted-string` in this file",
            expect![[r#"
            //- /main.sparta
            import { one, two } from "./numbers.sparta"

            resource first: AWS::SQS::Queue { QueueName: "first" }

            resource second: AWS::SQS::Queue { QueueName: "second", DelaySecond: 1 }
        "#]],
        );
    }

    #[test]
    fn all_that_needs_no_decision_is_mended() {
        let text = format!("//- /main.sparta{TEXT}");
        check(
            &text,
            "Fix all that needs no decision",
            expect![[r#"
                //- /main.sparta
                resource first: AWS::SQS::Queue { QueueName: "first" }

                resource second: AWS::SQS::Queue { QueueName: "second", DelaySecond: 1 }
            "#]],
        );
    }

    #[test]
    fn one_is_no_kind() {
        let text = "resource q: AWS::SQS::Queue { QueueName: $0'first' }\n";
        assert_eq!(offered(text, "Fix all `"), Vec::<String>::new());
    }
}
