//! Where a symbol is named.

use sparta_diagnostics::TextRange;
use sparta_semantics::{Db, Declaration, File, ItemKind, Symbol, declarations, hir};

use crate::observation::stack_of;
use crate::occurrence::{occurrence_at, occurrences};
use crate::{FilePosition, FileRange, Project};

/// A place where a symbol is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    pub at: FileRange,
    /// The symbol is made here.
    pub defines: bool,
}

/// Where what is named at a position is named in the project, its definition counted; in the order of
/// the files and their text.
pub fn references(db: &dyn Db, project: Project, at: FilePosition) -> Vec<Reference> {
    match occurrence_at(db, project, at) {
        Some((_, occurrence)) => references_of(db, project, &occurrence.symbol),
        None => Vec::new(),
    }
}

/// Where a symbol is named in the project, its definition counted.
pub(crate) fn references_of<'db>(
    db: &'db dyn Db,
    project: Project,
    symbol: &Symbol<'db>,
) -> Vec<Reference> {
    let mut files: Vec<File> = project.files(db).to_vec();
    let home = home(symbol).map(|declaration| declaration.file(db));
    files.extend(home.filter(|home| !files.contains(home)));
    let mut found = Vec::new();
    for file in files {
        found.extend(references_in(db, project, file, symbol));
    }
    found
}

/// Where a symbol is named in a file.
pub(crate) fn references_in<'db>(
    db: &'db dyn Db,
    project: Project,
    file: File,
    symbol: &Symbol<'db>,
) -> Vec<Reference> {
    let names = names_in(db, file, symbol);
    let mentions = |text: &str| names.iter().any(|name| text.contains(name.as_str()));
    if !mentions(file.text(db)) {
        return Vec::new();
    }
    let stack = stack_of(db, project, file);
    let mut found = Vec::new();
    for &declaration in declarations(db, file) {
        if !mentions(declaration.text(db)) {
            continue;
        }
        let start = declaration.start(db);
        let of_symbol =
            occurrences(db, stack, declaration).iter().filter(|it| it.symbol == *symbol);
        found.extend(of_symbol.map(|occurrence| Reference {
            at: FileRange { file, range: occurrence.range + start },
            defines: occurrence.defines,
        }));
    }
    found
}

/// The declaration that a symbol is defined in.
fn home<'db>(symbol: &Symbol<'db>) -> Option<Declaration<'db>> {
    match symbol {
        Symbol::Local(place) | Symbol::Field(place) => Some(place.declaration),
        other => other.item().map(|item| item.declaration),
    }
}

/// What a symbol may be called in a file: its name, and what an import calls it.
fn names_in<'db>(db: &'db dyn Db, file: File, symbol: &Symbol<'db>) -> Vec<String> {
    let name = name(db, symbol);
    let mut names = Vec::new();
    for &declaration in declarations(db, file) {
        if let ItemKind::Import { import: sparta_semantics::Import::Names(imported), .. } =
            &hir(db, declaration).root().kind
        {
            let aliases = imported.iter().filter(|it| *it.name.text == *name);
            names.extend(aliases.filter_map(|it| Some(it.alias.as_ref()?.text.to_string())));
        }
    }
    names.push(name);
    names
}

/// The name under which a symbol is written.
pub(crate) fn name<'db>(db: &'db dyn Db, symbol: &Symbol<'db>) -> String {
    match symbol {
        Symbol::Declaration(declaration) => hir(db, *declaration).root().name.text.to_string(),
        Symbol::Member(member) => {
            hir(db, member.declaration).item(member.member).name.text.to_string()
        }
        Symbol::Local(place) | Symbol::Field(place) => {
            text_at(db, place.declaration, place.range).trim_matches('"').to_owned()
        }
        Symbol::Implied(name) | Symbol::Function(name) => (*name).to_owned(),
        Symbol::Property { path, .. } => path.rsplit('.').next().unwrap_or(path).to_owned(),
        Symbol::Attribute { name, .. }
        | Symbol::ResourceType(name)
        | Symbol::Type(name)
        | Symbol::Pseudo(name)
        | Symbol::Annotation(name) => name.to_string(),
    }
}

fn text_at<'db>(db: &'db dyn Db, declaration: Declaration<'db>, range: TextRange) -> &'db str {
    let text = declaration.text(db).as_str();
    text.get(usize::from(range.start())..usize::from(range.end())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::references;
    use crate::fixture::Fixture;

    fn check(text: &str, expected: Expect) {
        let fixture = Fixture::new(text);
        let lines = references(&fixture.db, fixture.project, fixture.cursor());
        let lines = lines.iter().map(|reference| {
            let path = reference.at.file.path(&fixture.db);
            let defines = if reference.defines { " defines" } else { "" };
            format!("{path} {:?}{defines}\n", reference.at.range)
        });
        expected.assert_eq(&lines.collect::<String>());
    }

    #[test]
    fn a_definition_is_found_in_all_files_and_under_all_names() {
        let text = "
//- /a.sparta
import { delay as wait } from \"./times.sparta\"
resource queue: AWS::SQS::Queue { DelaySeconds: wait }
//- /b.sparta
import \"./times.sparta\" as times
resource queue: AWS::SQS::Queue { DelaySeconds: times.del$0ay }
//- /times.sparta
let delay = 3s
";
        check(
            text,
            expect![[r#"
                a.sparta 9..14
                a.sparta 18..22
                a.sparta 95..99
                b.sparta 87..92
                times.sparta 4..9 defines
            "#]],
        );
    }

    #[test]
    fn a_grant_of_the_library_is_found_where_it_is_used() {
        let text = "
//- /a.sparta
resource uploads: AWS::S3::Bucket {}
lambda f { code: \"./f\", handler: \"a.b\", runtime: \"nodejs22.x\", needs: [uploads.re$0ad] }
//- /f/a.js
";
        check(
            text,
            expect![[r#"
            a.sparta 116..120
            std/aws/s3.sparta 266..270 defines
        "#]],
        );
    }
}
