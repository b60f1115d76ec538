//! What the program does not say, beside what it says.

use sparta_diagnostics::{TextRange, TextSize};
use sparta_graph::{grouped, quotas};
use sparta_lower::{lowered_in, program};
use sparta_semantics::{
    Argument, Db, Declaration, Expr, File, ItemKind, Stack, Word, declarations,
};

use crate::Project;
use crate::observation::{Observation, stack_of};
use crate::signature_help::parameter_names;

/// Which hints are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is switched on and off by itself")]
pub struct InlayHints {
    /// The types of `let`s that state none.
    pub types: bool,
    /// The names of the parameters that arguments are given for.
    pub parameter_names: bool,
    /// The logical ids of what is repeated.
    pub logical_ids: bool,
    /// How many resources the template has, of how many it may have.
    pub resource_count: bool,
}

impl Default for InlayHints {
    fn default() -> Self {
        Self { types: true, parameter_names: true, logical_ids: true, resource_count: true }
    }
}

/// A hint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InlayHint {
    /// Before which byte of the file it is shown.
    pub at: TextSize,
    pub label: String,
    pub kind: InlayHintKind,
}

/// What a hint is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InlayHintKind {
    Type,
    Parameter,
    LogicalId,
    ResourceCount,
}

/// Longer types are cut: a hint is to be read at a glance.
const MAX_LABEL: usize = 40;
/// So many logical ids are shown.
const MAX_IDS: usize = 3;

/// The hints of a range of a file, in the order of the text.
pub fn inlay_hints(
    db: &dyn Db,
    project: Project,
    file: File,
    range: TextRange,
    wanted: InlayHints,
) -> Vec<InlayHint> {
    let stack = stack_of(db, project, file);
    let mut hints = Vec::new();
    for (position, &declaration) in declarations(db, file).iter().enumerate() {
        let start = declaration.start(db);
        let whole = TextRange::at(start, TextSize::of(declaration.text(db).as_str()));
        if whole.intersect(range).is_none() {
            continue;
        }
        let observation = Observation::new(db, stack, declaration);
        let mut found = Found { observation: &observation, hints: Vec::new() };
        if wanted.types {
            found.types();
        }
        if wanted.parameter_names {
            found.parameter_names();
        }
        if wanted.logical_ids && stack.file(db) == file {
            found.logical_ids(stack);
        }
        if wanted.resource_count && stack.file(db) == file && counts(db, file, position) {
            found.resource_count(stack);
        }
        hints.extend(found.hints.into_iter().map(|hint| InlayHint { at: hint.at + start, ..hint }));
    }
    hints.retain(|hint| range.contains_inclusive(hint.at));
    hints.sort_by_key(|hint| hint.at);
    hints
}

/// Whether the count of resources is shown at a declaration: at the `stack`, or at the first resource
/// if there is none.
fn counts(db: &dyn Db, file: File, position: usize) -> bool {
    let all = declarations(db, file);
    let first = |wanted: fn(Word) -> bool| all.iter().position(|it| wanted(it.word(db)));
    let place = first(|word| word == Word::Stack)
        .or_else(|| first(|word| matches!(word, Word::Resource | Word::Construct)));
    place == Some(position)
}

struct Found<'a, 'db> {
    observation: &'a Observation<'db>,
    hints: Vec<InlayHint>,
}

impl<'db> Found<'_, 'db> {
    fn add(&mut self, at: TextSize, label: String, kind: InlayHintKind) {
        self.hints.push(InlayHint { at, label, kind });
    }

    fn types(&mut self) {
        let Observation { db, hir, .. } = *self.observation;
        for (_, item) in hir.items() {
            let ItemKind::Let { ty: None, value } = item.kind else { continue };
            let Some(ty) = self.observation.ty(value) else { continue };
            let name = ty.general().display(db);
            if name != "any" {
                self.add(item.name.range.end(), cut(format!(": {name}")), InlayHintKind::Type);
            }
        }
    }

    /// Arguments by position, but for those of functions that take one thing, and those that are called
    /// as their parameter.
    fn parameter_names(&mut self) {
        let hir = self.observation.hir;
        for (expr, _) in hir.exprs() {
            let Expr::Call { callee, arguments } = expr else { continue };
            let Some(callee) = self.observation.callee(*callee) else { continue };
            let names = parameter_names(self.observation, &callee);
            if names.len() < 2 {
                continue;
            }
            for (Argument { name, value }, parameter) in arguments.iter().zip(names) {
                let says_itself = match hir.expr(*value) {
                    Expr::Name(name) => **name == *parameter,
                    Expr::Member { name, .. } => *name.text == *parameter,
                    Expr::Missing => true,
                    _ => false,
                };
                if name.is_none() && !says_itself {
                    let at = hir.range(*value).start();
                    self.add(at, format!("{parameter}:"), InlayHintKind::Parameter);
                }
            }
        }
    }

    /// What is repeated has the logical ids of its keys.
    fn logical_ids(&mut self, stack: Stack<'db>) {
        let Observation { db, hir, declaration, .. } = *self.observation;
        let root = hir.root();
        let ItemKind::Resource { repeat: Some(_), guard, body, .. } = &root.kind else { return };
        let ids = own_ids(db, stack, declaration);
        if ids.is_empty() {
            return;
        }
        let mut label = ids.iter().take(MAX_IDS).cloned().collect::<Vec<_>>().join(", ");
        if ids.len() > MAX_IDS {
            label.push_str(&format!(", and {} more", ids.len() - MAX_IDS));
        }
        let end = guard.map_or(hir.range(*body).start(), |guard| hir.range(guard).end());
        self.add(end, format!("→ {label}"), InlayHintKind::LogicalId);
    }

    fn resource_count(&mut self, stack: Stack<'db>) {
        let Some(quotas) = quotas() else { return };
        let program = program(self.observation.db, stack);
        let count = |(_, lowered): &(_, &sparta_lower::Lowered<'db>)| lowered.resources.len();
        let number: usize = program.declarations.iter().map(count).sum();
        let label =
            format!("{} of {} resources", grouped(number), grouped(quotas.template.resources));
        let head = self.observation.hir.root().head;
        self.add(head.end(), label, InlayHintKind::ResourceCount);
    }
}

/// The logical ids of the elements of what is repeated, without those of their parts.
fn own_ids<'db>(db: &'db dyn Db, stack: Stack<'db>, declaration: Declaration<'db>) -> Vec<String> {
    let Some(lowered) = lowered_in(db, stack, declaration) else { return Vec::new() };
    let resources = &lowered.resources;
    let mut ids: Vec<String> = Vec::new();
    for resource in resources {
        let mut top = resource.instance;
        while let Some(parent) = top.parent(db) {
            top = parent;
        }
        let id = sparta_semantics::logical_id(db, top);
        if top.definition(db).declaration == declaration && !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

fn cut(label: String) -> String {
    if label.chars().count() <= MAX_LABEL {
        return label;
    }
    label.chars().take(MAX_LABEL - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use sparta_diagnostics::{TextRange, TextSize};
    use sparta_semantics::Db as _;

    use super::{InlayHints, inlay_hints};
    use crate::fixture::Fixture;

    fn shown(text: &str, wanted: InlayHints) -> String {
        let fixture = Fixture::new(text);
        let file = fixture.db.file("main.sparta");
        let mut text = file.text(&fixture.db).to_owned();
        let all = TextRange::up_to(TextSize::of(text.as_str()));
        let hints = inlay_hints(&fixture.db, fixture.project, file, all, wanted);
        for hint in hints.iter().rev() {
            text.insert_str(hint.at.into(), &format!("«{}»", hint.label));
        }
        text
    }

    fn check(text: &str, expected: Expect) {
        expected.assert_eq(&shown(text, InlayHints::default()));
    }

    const NONE: InlayHints = InlayHints {
        types: false,
        parameter_names: false,
        logical_ids: false,
        resource_count: false,
    };

    #[test]
    fn types_of_lets_are_shown() {
        check(
            "let a = 3s\nlet b: Int = 3\nlet c = [1, 2]\nlet d = { x: \"a\", y: true }\noutput o: c\n",
            expect![[r#"
                let a«: Duration» = 3s
                let b: Int = 3
                let c«: [Int]» = [1, 2]
                let d«: { x: String, y: Bool }» = { x: "a", y: true }
                output o: c
            "#]],
        );
    }

    #[test]
    fn parameters_of_calls_are_shown() {
        check(
            "let block = \"10.0.0.0/16\"\noutput o: cidr(block, 4, bits: 5)\noutput p: lower(\"A\")\n",
            expect![[r#"
                let block«: String» = "10.0.0.0/16"
                output o: cidr(block, «count:»4, bits: 5)
                output p: lower("A")
            "#]],
        );
    }

    #[test]
    fn what_is_repeated_shows_its_logical_ids() {
        check(
            "resource q[n in [\"a\", \"b\"]]: AWS::SQS::Queue {}\n",
            expect![[r#"
            resource q[n in ["a", "b"]]: AWS::SQS::Queue«2 of 500 resources» «→ qA, qB»{}
        "#]],
        );
    }

    #[test]
    fn resources_are_counted_at_the_stack() {
        check(
            "stack Shop {}\nresource q: AWS::SQS::Queue {}\n",
            expect![[r#"
            stack Shop«1 of 500 resources» {}
            resource q: AWS::SQS::Queue {}
        "#]],
        );
    }

    #[test]
    fn each_kind_can_be_switched_off() {
        let text = "stack Shop {}\nlet a = 3\nresource q[n in [\"a\"]]: AWS::SQS::Queue {}\noutput o: cidr(\"b\", 1, 2)\n";
        assert_eq!(shown(text, NONE), text);
        let types = shown(text, InlayHints { types: true, ..NONE });
        assert_eq!(types, text.replace("let a", "let a«: Int»"));
    }
}
