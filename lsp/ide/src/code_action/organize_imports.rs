//! Imports in order: those of one file together, sorted, without names that nothing uses.

use std::collections::BTreeMap;

use sparta_diagnostics::TextRange;
use sparta_semantics::{Declaration, Import, ItemKind, Word, declarations, hir};

use super::scene::Scene;
use super::{CodeActionKind, Edits, Offer};
use crate::diagnostics;

pub(super) fn offer<'a>(scene: &'a Scene<'a>, offers: &mut Vec<Offer<'a>>) {
    let edits = organized(scene);
    if !edits.is_empty() {
        let kind = CodeActionKind::OrganizeImports;
        offers.push(Offer::new(kind, "Organize imports", move || edits));
    }
}

/// An import that stands for itself: its line, and what comes before it.
struct Line<'db> {
    declaration: Declaration<'db>,
    range: TextRange,
}

/// Each run of imports is put in order by itself: what stands between runs parts them on purpose.
fn organized(scene: &Scene<'_>) -> Edits {
    let unused = unused(scene);
    let mut edits = Vec::new();
    for run in runs(scene) {
        let written = in_order(scene, &run, &unused);
        let Some(range) = run.iter().map(|line| line.range).reduce(TextRange::cover) else {
            continue;
        };
        if scene.slice(range) == written {
            continue;
        }
        let end = usize::from(range.end());
        let blank = scene.text[end..].len() - scene.text[end..].trim_start_matches('\n').len();
        let range = if written.is_empty() {
            TextRange::new(range.start(), super::scene::size(end + blank))
        } else {
            range
        };
        edits.push(scene.edit(range, written));
    }
    edits
}

/// Runs of imports with nothing but one line's end between them.
fn runs<'db>(scene: &Scene<'db>) -> Vec<Vec<Line<'db>>> {
    let mut runs: Vec<Vec<Line<'db>>> = Vec::new();
    for &declaration in declarations(scene.db, scene.file) {
        let hir = hir(scene.db, declaration);
        let root = hir.root();
        let is_plain = declaration.word(scene.db) == Word::Import
            && root.attributes.is_empty()
            && root.doc.is_none()
            && hir.diagnostics.is_empty()
            && matches!(root.kind, ItemKind::Import { .. });
        if !is_plain {
            continue;
        }
        let range = root.range + declaration.start(scene.db);
        let line = Line { declaration, range };
        let follows = runs.last().and_then(|run| run.last()).is_some_and(|last| {
            let between = TextRange::new(last.range.end(), range.start());
            matches!(scene.slice(between), "\n" | "\r\n")
        });
        match runs.last_mut() {
            Some(run) if follows => run.push(line),
            _ => runs.push(vec![line]),
        }
    }
    runs
}

/// Where names are imported that nothing uses.
fn unused(scene: &Scene<'_>) -> Vec<TextRange> {
    let found = diagnostics(scene.db, scene.project, scene.file);
    let unused = found.iter().filter(|it| it.name == "unused");
    unused.map(|it| super::fix::range(it.at.range)).collect()
}

/// The lines of a run, sorted: files before names of the library, whole imports before names.
fn in_order(scene: &Scene<'_>, run: &[Line<'_>], unused: &[TextRange]) -> String {
    let mut named: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut lines: Vec<((bool, String), String)> = Vec::new();
    let key = |path: &str| (!path.starts_with("std/"), path.to_owned());
    for Line { declaration, range } in run {
        let start = declaration.start(scene.db);
        let ItemKind::Import { path, import, .. } = &hir(scene.db, *declaration).root().kind else {
            continue;
        };
        let Import::Names(names) = import else {
            lines.push((key(path), scene.slice(*range).to_owned()));
            continue;
        };
        let kept = named.entry(path).or_default();
        for name in names {
            let local = name.alias.as_ref().unwrap_or(&name.name);
            if unused.contains(&(local.range + start)) {
                continue;
            }
            let alias = name.alias.as_ref().map(|alias| format!(" as {}", alias.text));
            let written = format!("{}{}", name.name.text, alias.unwrap_or_default());
            if !kept.contains(&written) {
                kept.push(written);
            }
        }
    }
    for (path, mut names) in named {
        names.sort();
        if !names.is_empty() {
            lines.push((key(path), format!("import {{ {} }} from \"{path}\"", names.join(", "))));
        }
    }
    lines.sort();
    lines.dedup();
    lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::code_action::check::{check, offered};

    const LIBRARY: &str = "
//- /a.sparta
let one = 1
let two = 2
//- /b.sparta
let three = 3
";

    #[test]
    fn imports_are_sorted_merged_and_without_what_nothing_uses() {
        let text = format!(
            "
//- /main.sparta
$0import {{ three }} from \"./b.sparta\"
import {{ two as second }} from \"./a.sparta\"
import {{ every }} from \"std/schedule\"
import {{ one, two }} from \"./a.sparta\"

output sum: one + second + three{LIBRARY}"
        );
        check(
            &text,
            "Organize imports",
            expect![[r#"
            //- /main.sparta
            import { one, two as second } from "./a.sparta"
            import { three } from "./b.sparta"

            output sum: one + second + three
        "#]],
        );
    }

    #[test]
    fn imports_that_nothing_uses_go() {
        let text = format!(
            "
//- /main.sparta
$0import {{ three }} from \"./b.sparta\"

output sum: 1{LIBRARY}"
        );
        check(
            &text,
            "Organize imports",
            expect![[r#"
            //- /main.sparta
            output sum: 1
        "#]],
        );
    }

    #[test]
    fn what_is_in_order_stays() {
        let text = format!(
            "
//- /main.sparta
$0import {{ one }} from \"./a.sparta\"
import {{ three }} from \"./b.sparta\"

output sum: one + three{LIBRARY}"
        );
        assert_eq!(offered(&text, "Organize"), Vec::<String>::new());
    }
}
