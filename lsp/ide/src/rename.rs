//! Giving what stands at a position another name, wherever it is named.

use sparta_diagnostics::TextRange;
use sparta_semantics::{Db, Declaration, File, ItemKind, Symbol, Word, declarations, hir, scope};

use crate::observation::stack_of;
use crate::occurrence::{occurrence_at, occurrences};
use crate::references::{Reference, name, references_in, references_of};
use crate::{FilePosition, Project, TextEdit, WorkspaceEdit};

/// The words that no name may be, because expressions begin with them.
pub(crate) const RESERVED: [&str; 8] =
    ["true", "false", "null", "if", "else", "for", "in", "match"];

/// A name that can be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamable {
    /// Where it stands under the cursor.
    pub range: TextRange,
    pub name: String,
}

/// The name at a position, if it can be changed.
///
/// # Errors
///
/// Why it cannot, as a sentence for the user.
pub fn prepare_rename(
    db: &dyn Db,
    project: Project,
    at: FilePosition,
) -> Result<Renamable, String> {
    let change = Change::at(db, project, at)?;
    Ok(Renamable { range: change.range, name: change.old })
}

/// What changes when the name at a position becomes another. Logical ids follow their names: who wants
/// to keep a deployed one writes `@id` first.
///
/// # Errors
///
/// Why it cannot be renamed, or not to that, as a sentence for the user.
pub fn rename(
    db: &dyn Db,
    project: Project,
    at: FilePosition,
    new: &str,
) -> Result<WorkspaceEdit, String> {
    let change = Change::at(db, project, at)?;
    change.accepts(new)?;
    let mut edit = WorkspaceEdit::default();
    for reference in &change.references {
        let text = TextEdit { range: reference.at.range, text: new.to_owned() };
        match edit.edits.last_mut() {
            Some((file, edits)) if *file == reference.at.file => edits.push(text),
            _ => edit.edits.push((reference.at.file, vec![text])),
        }
    }
    Ok(edit)
}

/// A change of a name: which, and where it is written.
struct Change<'db> {
    db: &'db dyn Db,
    project: Project,
    symbol: Symbol<'db>,
    /// Where it stands under the cursor.
    range: TextRange,
    old: String,
    references: Vec<Reference>,
}

impl<'db> Change<'db> {
    fn at(db: &'db dyn Db, project: Project, at: FilePosition) -> Result<Self, String> {
        let nothing = || "nothing that has a name stands here".to_owned();
        let (declaration, occurrence) = occurrence_at(db, project, at).ok_or_else(nothing)?;
        let symbol = occurrence.symbol.clone();
        owned(db, &symbol)?;
        let range = occurrence.range + declaration.start(db);
        let old = written(db, at.file, range).to_owned();
        // What an import calls it is a name of that file alone.
        let is_alias = old != name(db, &symbol);
        let mut references = if is_alias {
            references_in(db, project, at.file, &symbol)
        } else {
            references_of(db, project, &symbol)
        };
        references.retain(|it| written(db, it.at.file, it.at.range) == old);
        if matches!(symbol, Symbol::Field(_)) && !references.iter().any(|it| it.defines) {
            return Err(format!("`{old}` is a field of a type, and is named by that"));
        }
        Ok(Self { db, project, symbol, range, old, references })
    }

    /// Whether it can be called that.
    fn accepts(&self, new: &str) -> Result<(), String> {
        let first = |it: char| it.is_ascii_alphabetic() || it == '_';
        let is_name = new.starts_with(first)
            && new.chars().all(|it| it.is_ascii_alphanumeric() || it == '_')
            && !RESERVED.contains(&new);
        if !is_name {
            return Err(format!(
                "`{new}` is no name: names have letters, digits and `_`, and begin with no digit"
            ));
        }
        if self.becomes_logical_id() && new.contains('_') {
            return Err(format!(
                "`{new}` would become a logical id, which has letters and digits only"
            ));
        }
        match self.taken_in(new) {
            Some(file) => Err(format!("there is a `{new}` already in `{}`", file.path(self.db))),
            None => Ok(()),
        }
    }

    fn becomes_logical_id(&self) -> bool {
        let Some(item) = self.symbol.item() else { return false };
        let kind = &hir(self.db, item.declaration).item(item.member).kind;
        match kind {
            ItemKind::Resource { .. } | ItemKind::Existing { .. } | ItemKind::Stack { .. } => true,
            ItemKind::Param { .. } | ItemKind::Output { .. } => item.member == 0,
            _ => false,
        }
    }

    /// A file in which the new name would meet another that means something else.
    fn taken_in(&self, new: &str) -> Option<File> {
        if new == self.old {
            return None;
        }
        self.references.iter().map(|it| it.at.file).find(|file| {
            let is_top_level = matches!(self.symbol, Symbol::Declaration(_));
            is_top_level && self.is_declared(*file, new)
                || self.touched(*file).any(|declaration| self.names(declaration, new))
        })
    }

    /// Whether a file has the name at its top level, in the name space of what is renamed.
    fn is_declared(&self, file: File, new: &str) -> bool {
        let apart = |word: Word| matches!(word, Word::Output | Word::Environment | Word::Stack);
        match self.symbol {
            Symbol::Declaration(own) if apart(own.word(self.db)) => declarations(self.db, file)
                .iter()
                .any(|it| it.word(self.db) == own.word(self.db) && &**it.name(self.db) == new),
            _ => scope(self.db, file).get(new).is_some(),
        }
    }

    /// The declarations of a file in which something is renamed.
    fn touched(&self, file: File) -> impl Iterator<Item = Declaration<'db>> {
        let ranges: Vec<TextRange> =
            self.references.iter().filter(|it| it.at.file == file).map(|it| it.at.range).collect();
        declarations(self.db, file).iter().copied().filter(move |declaration| {
            let start = declaration.start(self.db);
            let whole = hir(self.db, *declaration).root().range + start;
            ranges.iter().any(|range| whole.contains_range(*range))
        })
    }

    /// Whether a declaration names something else so that the new name could be taken for: fields of
    /// objects and members are told apart by what stands before them.
    fn names(&self, declaration: Declaration<'db>, new: &str) -> bool {
        let stack = stack_of(self.db, self.project, declaration.file(self.db));
        let start = declaration.start(self.db);
        occurrences(self.db, stack, declaration).iter().any(|it| {
            let is_same_kind = match (&self.symbol, &it.symbol) {
                (Symbol::Field(_), Symbol::Field(_)) => it.defines,
                (Symbol::Field(_), _) | (_, Symbol::Field(_)) => false,
                (Symbol::Declaration(_), Symbol::Local(_) | Symbol::Member(_)) => it.defines,
                (Symbol::Local(_), _) => true,
                (Symbol::Member(own), Symbol::Member(other)) => {
                    it.defines && own.declaration == other.declaration
                }
                _ => false,
            };
            is_same_kind
                && it.symbol != self.symbol
                && written(self.db, declaration.file(self.db), it.range + start) == new
        })
    }
}

/// Whether the project's own text defines a symbol.
fn owned<'db>(db: &'db dyn Db, symbol: &Symbol<'db>) -> Result<(), String> {
    let declaration = match symbol {
        Symbol::Local(place) | Symbol::Field(place) => Some(place.declaration),
        other => other.item().map(|item| item.declaration),
    };
    let name = name(db, symbol);
    match declaration {
        None => Err(format!("`{name}` is not a name of the program")),
        Some(declaration) if declaration.file(db).is_library(db) => {
            Err(format!("`{name}` is defined by the standard library"))
        }
        Some(_) if name == "self" => Err("`self` names what a component stands for".to_owned()),
        Some(_) => Ok(()),
    }
}

/// A name as it is written, without quotes.
fn written(db: &dyn Db, file: File, range: TextRange) -> &str {
    let text = file.text(db);
    text.get(usize::from(range.start())..usize::from(range.end()))
        .unwrap_or_default()
        .trim_matches('"')
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use sparta_semantics::Db as _;

    use super::{prepare_rename, rename};
    use crate::fixture::Fixture;

    /// The files after the rename, or why there is none.
    fn check(text: &str, new: &str, expected: Expect) {
        let fixture = Fixture::new(text);
        let outcome = match rename(&fixture.db, fixture.project, fixture.cursor(), new) {
            Ok(edit) => fixture.after(&edit),
            Err(reason) => reason,
        };
        expected.assert_eq(&outcome);
    }

    #[test]
    fn a_definition_is_renamed_in_all_files() {
        check(
            "
//- /a.sparta
import { delay } from \"./times.sparta\"
resource queue: AWS::SQS::Queue { DelaySeconds: delay }
//- /b.sparta
import { delay as wait } from \"./times.sparta\"
resource queue: AWS::SQS::Queue { DelaySeconds: wait }
//- /c.sparta
import \"./times.sparta\" as times
output text: \"${times.delay}\"
//- /times.sparta
let de$0lay = 3s
let twice = delay
",
            "pause",
            expect![[r#"
                //- /a.sparta
                import { pause } from "./times.sparta"
                resource queue: AWS::SQS::Queue { DelaySeconds: pause }
                //- /b.sparta
                import { pause as wait } from "./times.sparta"
                resource queue: AWS::SQS::Queue { DelaySeconds: wait }
                //- /c.sparta
                import "./times.sparta" as times
                output text: "${times.pause}"
                //- /times.sparta
                let pause = 3s
                let twice = pause
            "#]],
        );
    }

    #[test]
    fn what_an_import_calls_something_is_renamed_there_alone() {
        check(
            "
//- /b.sparta
import { delay as wait } from \"./times.sparta\"
resource queue: AWS::SQS::Queue { DelaySeconds: wa$0it }
//- /times.sparta
let delay = 3s
",
            "pause",
            expect![[r#"
                //- /b.sparta
                import { delay as pause } from "./times.sparta"
                resource queue: AWS::SQS::Queue { DelaySeconds: pause }
            "#]],
        );
    }

    #[test]
    fn parameters_outputs_and_fields_are_renamed_where_they_are_used() {
        let text = "
component Worker {
  param size: Int
  resource queue: AWS::SQS::Queue { DelaySeconds: size }
  output url: queue.QueueUrl
}
resource w: Worker { size: 3 }
let config = { tier: 1 }
output url: w.url
output tier: config.tier
";
        check(
            &text.replace("param size", "param si$0ze"),
            "seconds",
            expect![[r#"
                //- /main.sparta
                component Worker {
                  param seconds: Int
                  resource queue: AWS::SQS::Queue { DelaySeconds: seconds }
                  output url: queue.QueueUrl
                }
                resource w: Worker { seconds: 3 }
                let config = { tier: 1 }
                output url: w.url
                output tier: config.tier
            "#]],
        );
        check(
            &text.replace("w.url", "w.ur$0l"),
            "address",
            expect![[r#"
                //- /main.sparta
                component Worker {
                  param size: Int
                  resource queue: AWS::SQS::Queue { DelaySeconds: size }
                  output address: queue.QueueUrl
                }
                resource w: Worker { size: 3 }
                let config = { tier: 1 }
                output url: w.address
                output tier: config.tier
            "#]],
        );
        check(
            &text.replace("config.tier", "config.ti$0er"),
            "level",
            expect![[r#"
                //- /main.sparta
                component Worker {
                  param size: Int
                  resource queue: AWS::SQS::Queue { DelaySeconds: size }
                  output url: queue.QueueUrl
                }
                resource w: Worker { size: 3 }
                let config = { level: 1 }
                output url: w.url
                output tier: config.level
            "#]],
        );
    }

    #[test]
    fn what_would_change_the_meaning_is_refused() {
        let text = "let a$0 = 1\nlet b = 2\noutput x: \"${a}\"\n";
        check(text, "b", expect!["there is a `b` already in `main.sparta`"]);
        check(
            text,
            "if",
            expect!["`if` is no name: names have letters, digits and `_`, and begin with no digit"],
        );
        check(
            text,
            "1a",
            expect!["`1a` is no name: names have letters, digits and `_`, and begin with no digit"],
        );
        check(
            "resource q$0: AWS::SQS::Queue {}\n",
            "my_queue",
            expect!["`my_queue` would become a logical id, which has letters and digits only"],
        );
        check(
            "let all = [for x in [1] { x }]\nlet a$0 = 1\nlet c = [for x in [1] { x + a }]\n",
            "x",
            expect!["there is a `x` already in `main.sparta`"],
        );
    }

    #[test]
    fn what_the_program_does_not_name_keeps_its_name() {
        let prepared = |text: &str| {
            let fixture = Fixture::new(text);
            prepare_rename(&fixture.db, fixture.project, fixture.cursor())
        };
        let refused = |text: &str| prepared(text).expect_err("it is not renamed");
        assert_eq!(
            refused("resource q: AWS::SQS::Queue { Delay$0Seconds: 3s }\n"),
            "`DelaySeconds` is not a name of the program"
        );
        assert_eq!(
            refused("lambda f { mem$0ory: 1GB }\n"),
            "`memory` is defined by the standard library"
        );
        assert_eq!(refused("let a = 3$0\n"), "nothing that has a name stands here");
        let renamable = prepared("let all = 1\noutput x: \"${a$0ll}\"\n").expect("a name");
        assert_eq!(renamable.name, "all");
    }

    #[test]
    fn a_renamed_program_means_the_same() {
        let text = "resource q$0: AWS::SQS::Queue {}\noutput u: q.QueueUrl\n";
        let fixture = Fixture::new(text);
        let edit =
            rename(&fixture.db, fixture.project, fixture.cursor(), "queue").expect("renamed");
        let after = Fixture::new(&fixture.after(&edit));
        let file = after.db.file("main.sparta");
        assert_eq!(crate::diagnostics(&after.db, after.project, file), []);
    }
}
