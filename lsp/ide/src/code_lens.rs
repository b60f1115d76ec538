//! What stands above declarations: how often they are used, what they become, what can be done with them.

use sparta_diagnostics::TextRange;
use sparta_lower::lowered_in;
use sparta_semantics::{Db, Declaration, File, ItemKind, Symbol, Word, counted, declarations, hir};

use crate::Project;
use crate::observation::stack_of;
use crate::references::references_of;

/// A lens above a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeLens {
    /// The name.
    pub range: TextRange,
    pub kind: LensKind,
}

/// What a lens says. Counts are worked out when it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LensKind {
    References,
    /// How many resources a construct expands to.
    Expands,
    /// Asks a test.
    Test,
    /// Shows the program as a picture.
    Graph,
}

/// The lenses of a file, in the order of the text.
pub fn code_lens(db: &dyn Db, project: Project, file: File) -> Vec<CodeLens> {
    let is_entry = stack_of(db, project, file).file(db) == file;
    let mut lenses = Vec::new();
    let mut has_graph = !is_entry;
    for &declaration in declarations(db, file) {
        let word = declaration.word(db);
        let root = hir(db, declaration).root();
        let name = if root.name.range.is_empty() { root.head } else { root.name.range };
        let range = name + declaration.start(db);
        let mut add = |kind| lenses.push(CodeLens { range, kind });
        let is_drawn = matches!(word, Word::Stack | Word::Resource | Word::Construct);
        if is_drawn && !has_graph {
            has_graph = true;
            add(LensKind::Graph);
        }
        match word {
            Word::Test if is_entry => add(LensKind::Test),
            _ if !is_counted(word) || declaration.name(db).is_empty() => {}
            _ => {
                add(LensKind::References);
                if is_entry && is_construct(&root.kind) {
                    add(LensKind::Expands);
                }
            }
        }
    }
    lenses
}

/// What is named elsewhere.
fn is_counted(word: Word) -> bool {
    matches!(
        word,
        Word::Param
            | Word::Setting
            | Word::Let
            | Word::TypeAlias
            | Word::Fn
            | Word::Resource
            | Word::Construct
            | Word::Existing
            | Word::Custom
            | Word::Component
            | Word::Event
    )
}

/// A resource whose type is no type of CloudFormation.
fn is_construct(kind: &ItemKind) -> bool {
    matches!(kind, ItemKind::Resource { ty, .. } if !ty.text.contains("::"))
}

/// What a lens says: none of one whose declaration is gone.
pub fn lens_title(db: &dyn Db, project: Project, file: File, lens: &CodeLens) -> Option<String> {
    Some(match lens.kind {
        LensKind::Test => "run test".to_owned(),
        LensKind::Graph => "show graph".to_owned(),
        LensKind::References => {
            let symbol = Symbol::Declaration(declaration_of(db, file, lens.range)?);
            let all = references_of(db, project, &symbol);
            counted(all.iter().filter(|it| !it.defines).count(), "reference")
        }
        LensKind::Expands => {
            let declaration = declaration_of(db, file, lens.range)?;
            let stack = stack_of(db, project, file);
            let number = lowered_in(db, stack, declaration)?.resources.len();
            format!("expands to {}", counted(number, "resource"))
        }
    })
}

/// The declaration whose name stands there.
fn declaration_of(db: &dyn Db, file: File, range: TextRange) -> Option<Declaration<'_>> {
    let stands_there = |declaration: &&Declaration<'_>| {
        let root = hir(db, **declaration).root();
        let name = if root.name.range.is_empty() { root.head } else { root.name.range };
        name + declaration.start(db) == range
    };
    declarations(db, file).iter().find(stands_there).copied()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use sparta_semantics::Db as _;

    use super::{code_lens, lens_title};
    use crate::fixture::Fixture;

    #[test]
    fn declarations_say_how_they_are_used() {
        let fixture = Fixture::new(
            "
//- /main.sparta
import { delay } from \"./times.sparta\"
resource jobs: AWS::SQS::Queue { DelaySeconds: delay }
lambda work { code: \"./f\", handler: \"a.b\", runtime: \"nodejs22.x\", needs: [jobs.send] }
test \"it may send\" { assert can(work, \"sqs:SendMessage\", jobs) }
//- /times.sparta
let delay = 3s
//- /f/a.js
",
        );
        let mut shown = String::new();
        for path in ["main.sparta", "times.sparta"] {
            let file = fixture.db.file(path);
            for lens in code_lens(&fixture.db, fixture.project, file) {
                let title = lens_title(&fixture.db, fixture.project, file, &lens);
                let name = &file.text(&fixture.db)[lens.range];
                shown.push_str(&format!("{name}: {}\n", title.expect("it is there")));
            }
        }
        expect![[r#"
            jobs: show graph
            jobs: 2 references
            work: 1 reference
            work: expands to 3 resources
            "it may send": run test
            delay: 2 references
        "#]]
        .assert_eq(&shown);
    }
}
