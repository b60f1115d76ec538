//! What is wrong in a file.

use sparta_diagnostics::Diagnostic;
use sparta_semantics::{Content, Db, File};

use crate::Project;
use crate::project::entries;

/// What is wrong in a file, in any of the programs that it is part of; sorted by place.
pub fn diagnostics(db: &dyn Db, project: Project, file: File) -> Vec<Diagnostic> {
    if file.is_library(db) || !matches!(file.content(db), Content::Text(_)) {
        return Vec::new();
    }
    let mut found: Vec<Diagnostic> = Vec::new();
    for entry in entries(db, project, file) {
        let here = checked(db, entry).iter().filter(|it| it.at.path == *file.path(db));
        for diagnostic in here {
            if !found.contains(diagnostic) {
                found.push(diagnostic.clone());
            }
        }
    }
    found.sort_by(|a, b| (a.at.range, &a.name).cmp(&(b.at.range, &b.name)));
    found
}

/// What is wrong with the program of an entry file, in all of its files.
#[salsa::tracked(returns(deref))]
pub(crate) fn checked(db: &dyn Db, entry: File) -> Vec<Diagnostic> {
    sparta_graph::check_with(db, entry, &[], sparta_template::findings)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::diagnostics;
    use crate::fixture::Fixture;

    fn check(text: &str, path: &str, expected: Expect) {
        let fixture = Fixture::new(text);
        let found = diagnostics(&fixture.db, fixture.project, fixture.file(path));
        let lines =
            found.iter().map(|it| format!("{:?} {}: {}\n", it.at.range, it.name, it.message));
        expected.assert_eq(&lines.collect::<String>());
    }

    #[test]
    fn a_definition_is_checked_where_it_is_imported_from() {
        let text = r#"
//- /shop.sparta
import { delay } from "./times.sparta"
resource queue: AWS::SQS::Queue { DelaySeconds: delay }
//- /times.sparta
let delay: Duration = "soon"
let unused = 3s
"#;
        check(
            text,
            "times.sparta",
            expect![[r#"
            SpanRange { start: 22, end: 28 } type-mismatch: a Duration has to stand here, and this is the String "soon"
        "#]],
        );
        check(text, "shop.sparta", expect![""]);
    }
}
