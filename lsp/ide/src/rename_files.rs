//! What changes in programs when files get other paths.

use sparta_diagnostics::{TextRange, TextSize};
use sparta_semantics::{
    Db, Declaration, Expr, File, ItemKind, Ty, Wanted, declarations, hir, resolve_path,
};

use crate::observation::{Observation, stack_of};
use crate::{Project, TextEdit, WorkspaceEdit};

/// A file or folder that gets another path; paths are relative to the project's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    pub from: String,
    pub to: String,
}

/// The edits that keep imports, code folders and the like as they are when files are moved: of what names
/// a moved file, and of what a moved file names.
pub fn rename_files(db: &dyn Db, project: Project, moved: &[Moved]) -> WorkspaceEdit {
    let mut edit = WorkspaceEdit::default();
    for &file in project.files(db).iter() {
        let mut edits = Vec::new();
        for &declaration in declarations(db, file) {
            edits.extend(moved_paths(db, project, declaration, moved));
        }
        if !edits.is_empty() {
            edit.edits.push((file, edits));
        }
    }
    edit
}

fn moved_paths<'db>(
    db: &'db dyn Db,
    project: Project,
    declaration: Declaration<'db>,
    moved: &[Moved],
) -> Vec<TextEdit> {
    let file = declaration.file(db);
    let start = declaration.start(db);
    let mut edits = Vec::new();
    for (path, range) in paths(db, project, declaration) {
        let text = declaration.text(db).as_str();
        let quoted = text.get(usize::from(range.start())..usize::from(range.end()));
        // A path that is computed, or written with escapes, is nobody's to edit.
        if quoted.is_none_or(|quoted| quoted.trim_matches('"') != path) {
            continue;
        }
        if let Some(text) = path_after(db, file, &path, moved) {
            let inner =
                TextRange::new(range.start() + TextSize::of('"'), range.end() - TextSize::of('"'));
            edits.push(TextEdit { range: inner + start, text });
        }
    }
    edits.sort_by_key(|edit| edit.range.start());
    edits
}

/// The paths that a declaration writes, each with its quotes' range.
pub(crate) fn paths<'db>(
    db: &'db dyn Db,
    project: Project,
    declaration: Declaration<'db>,
) -> Vec<(String, TextRange)> {
    let hir = hir(db, declaration);
    if let ItemKind::Import { path, path_range, .. } = &hir.root().kind {
        return vec![(path.to_string(), *path_range)];
    }
    let text = declaration.text(db);
    if !text.contains("\"./") && !text.contains("\"../") {
        return Vec::new();
    }
    let stack = stack_of(db, project, declaration.file(db));
    let observation = Observation::new(db, stack, declaration);
    let written = hir.expr_ids().filter_map(|expr| match hir.expr(expr) {
        Expr::String(path) if path.starts_with("./") || path.starts_with("../") => {
            let is_path = |ty: &Ty<'db>| matches!(ty, Ty::Path | Ty::Code);
            let wanted = matches!(observation.wanted(expr), Some(Wanted::Ty(ty)) if ty.alternatives().iter().any(is_path));
            (wanted || observation.is_path_argument(expr))
                .then(|| (path.to_string(), hir.range(expr)))
        }
        _ => None,
    });
    written.collect()
}

/// A path as a file has to write it after the move; none if it stays.
fn path_after(db: &dyn Db, file: File, path: &str, moved: &[Moved]) -> Option<String> {
    if path.starts_with("std/") || path.starts_with('/') {
        return None;
    }
    let own = file.path(db);
    let (from, to) = (place_after(own, moved), place_after(&resolve_path(own, path), moved));
    let after = relative(&from, &to);
    (resolve_path(&from, path) != to).then_some(after)
}

/// Where what lay at a path lies after the move.
fn place_after(path: &str, moved: &[Moved]) -> String {
    for Moved { from, to } in moved {
        if path == from {
            return to.clone();
        }
        if let Some(rest) = path.strip_prefix(from.as_str())
            && rest.starts_with('/')
        {
            return format!("{to}{rest}");
        }
    }
    path.to_owned()
}

/// The way from a file to a path: `./x`, `../x`.
pub(crate) fn relative(file: &str, path: &str) -> String {
    let folder: Vec<&str> = file.split('/').collect();
    let folder = &folder[..folder.len() - 1];
    let target: Vec<&str> = path.split('/').collect();
    let shared = folder.iter().zip(&target).take_while(|(a, b)| a == b).count();
    let up = folder.len() - shared;
    let way = target[shared..].join("/");
    if up == 0 { format!("./{way}") } else { format!("{}{way}", "../".repeat(up)) }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::{Moved, relative, rename_files};
    use crate::fixture::Fixture;

    fn check(text: &str, from: &str, to: &str, expected: Expect) {
        let fixture = Fixture::new(text);
        let moved = [Moved { from: from.to_owned(), to: to.to_owned() }];
        expected.assert_eq(&fixture.after(&rename_files(&fixture.db, fixture.project, &moved)));
    }

    const PROJECT: &str = "
//- /shop.sparta
import { delay } from \"./parts/times.sparta\"
lambda f { code: \"./f\", handler: \"a.b\", runtime: \"nodejs22.x\", timeout: delay }
let text = file(\"./f/a.js\")
output it: text
//- /parts/times.sparta
import \"./more.sparta\" as more
let delay = more.delay
//- /parts/more.sparta
let delay = 3s
//- /f/a.js
";

    #[test]
    fn imports_of_a_moved_file_follow_it() {
        check(
            PROJECT,
            "parts/times.sparta",
            "lib/time/times.sparta",
            expect![[r#"
                //- /shop.sparta
                import { delay } from "./lib/time/times.sparta"
                lambda f { code: "./f", handler: "a.b", runtime: "nodejs22.x", timeout: delay }
                let text = file("./f/a.js")
                output it: text
                //- /parts/times.sparta
                import "../../parts/more.sparta" as more
                let delay = more.delay
            "#]],
        );
    }

    #[test]
    fn what_lies_in_a_moved_folder_keeps_its_neighbours() {
        check(
            PROJECT,
            "parts",
            "lib",
            expect![[r#"
                //- /shop.sparta
                import { delay } from "./lib/times.sparta"
                lambda f { code: "./f", handler: "a.b", runtime: "nodejs22.x", timeout: delay }
                let text = file("./f/a.js")
                output it: text
            "#]],
        );
    }

    #[test]
    fn code_and_documents_follow_their_folder() {
        check(
            PROJECT,
            "f",
            "src/f",
            expect![[r#"
                //- /shop.sparta
                import { delay } from "./parts/times.sparta"
                lambda f { code: "./src/f", handler: "a.b", runtime: "nodejs22.x", timeout: delay }
                let text = file("./src/f/a.js")
                output it: text
            "#]],
        );
    }

    #[test]
    fn a_way_goes_up_as_far_as_needed() {
        assert_eq!(relative("a/b.sparta", "a/c.sparta"), "./c.sparta");
        assert_eq!(relative("a/b.sparta", "c.sparta"), "../c.sparta");
        assert_eq!(relative("b.sparta", "a/c.sparta"), "./a/c.sparta");
    }
}
