//! A `let` is written out where it is used.

use sparta_diagnostics::TextRange;
use sparta_semantics::{
    Declaration, Import, ItemKind, Symbol, Word, declarations, hir, resolve_type,
};
use sparta_syntax::{SyntaxKind, SyntaxNode, parse_declaration};

use super::scene::Scene;
use super::{CodeActionKind, Edits, Offer};
use crate::observation::stack_of;
use crate::occurrence::{occurrence_at, occurrences};
use crate::references::{Reference, references_of};
use crate::{FilePosition, TextEdit};

pub(super) fn offer<'a>(scene: &'a Scene<'a>, offers: &mut Vec<Offer<'a>>) {
    let Some(inlined) = Inlined::at(scene) else { return };
    let Some(uses) = inlined.uses(scene) else { return };
    let here =
        uses.iter().find(|it| it.at.file == scene.file && it.at.range.contains_range(scene.range));
    if let Some(one) = here.copied().filter(|_| uses.len() > 1) {
        let own = inlined.clone();
        offers.push(Offer::new(CodeActionKind::Inline, "Inline here", move || {
            own.written(scene, &[one])
        }));
    }
    if uses.is_empty() {
        return;
    }
    let title = format!("Inline `{}` and remove it", inlined.declaration.name(scene.db));
    offers.push(Offer::new(CodeActionKind::Inline, title, move || {
        let mut edits = inlined.written(scene, &uses);
        let start = inlined.declaration.start(scene.db);
        let whole = TextRange::new(start, start + inlined.end);
        edits.push((
            inlined.declaration.file(scene.db),
            TextEdit { range: whole, text: String::new() },
        ));
        edits
    }));
}

/// A `let` of a file, and its value.
#[derive(Clone)]
struct Inlined<'db> {
    declaration: Declaration<'db>,
    value: SyntaxNode,
    end: sparta_diagnostics::TextSize,
}

impl<'db> Inlined<'db> {
    /// The `let` that the name at a place is or stands for.
    fn at(scene: &Scene<'db>) -> Option<Self> {
        let at = FilePosition { file: scene.file, offset: scene.range.start() };
        let (_, occurrence) = occurrence_at(scene.db, scene.project, at)?;
        let Symbol::Declaration(declaration) = occurrence.symbol else { return None };
        let own = scene.project.files(scene.db).contains(&declaration.file(scene.db));
        if declaration.word(scene.db) != Word::Let || !own {
            return None;
        }
        let hir = hir(scene.db, declaration);
        let ItemKind::Let { ty, value } = hir.root().kind else { return None };
        if !hir.diagnostics.is_empty() {
            return None;
        }
        if let Some(ty) = ty {
            let is_plain = scene.observe(declaration).ty(value)
                == Some(resolve_type(scene.db, declaration, ty).clone());
            if !is_plain {
                return None;
            }
        }
        let range = hir.range(value);
        let root = parse_declaration(declaration.text(scene.db)).syntax();
        let value = root.descendants().find(|it| {
            it.text_range() == range && it.parent().is_some_and(|it| it.kind() == SyntaxKind::Let)
        })?;
        Some(Self { declaration, value, end: root.text_range().end() })
    }

    /// Where it is used; nothing if it cannot be written out at one of them.
    fn uses(&self, scene: &Scene<'db>) -> Option<Vec<Reference>> {
        let all = references_of(scene.db, scene.project, &Symbol::Declaration(self.declaration));
        let home = self.declaration.file(scene.db);
        let uses: Vec<Reference> = all.into_iter().filter(|it| !it.defines).collect();
        // What another file imports has a meaning of its own there.
        let is_here = uses.iter().all(|it| it.at.file == home) && !self.is_imported(scene);
        let is_free = uses.iter().all(|it| self.means_the_same(scene, it));
        (is_here && is_free).then_some(uses)
    }

    fn is_imported(&self, scene: &Scene<'db>) -> bool {
        let name = self.declaration.name(scene.db);
        let all = scene.project.files(scene.db).iter().flat_map(|it| declarations(scene.db, *it));
        all.filter(|it| it.word(scene.db) == Word::Import).any(|it| {
            match &hir(scene.db, *it).root().kind {
                ItemKind::Import { import: Import::Names(names), .. } => {
                    names.iter().any(|it| it.name.text == *name)
                }
                _ => false,
            }
        })
    }

    /// Whether the names of the value mean the same where it would be written.
    fn means_the_same(&self, scene: &Scene<'db>, place: &Reference) -> bool {
        let stack = stack_of(scene.db, scene.project, place.at.file);
        let text = self.value.text().to_string();
        let used = declarations(scene.db, place.at.file).iter().rev();
        let around = used.copied().find(|it| it.start(scene.db) <= place.at.range.start());
        let Some(around) = around else { return false };
        let bound = occurrences(scene.db, stack, around)
            .iter()
            .filter(|it| it.defines && matches!(it.symbol, Symbol::Local(_) | Symbol::Member(_)));
        let name_of = |range: TextRange| {
            let range = range + around.start(scene.db);
            place.at.file.text(scene.db).get(range.start().into()..range.end().into())
        };
        let mut bound = bound.filter_map(|it| name_of(it.range));
        let is_shadowed = bound.any(|name| {
            self.value.descendants().any(|it| it.kind() == SyntaxKind::Path && it.text() == name)
        });
        let root = parse_declaration(around.text(scene.db)).syntax();
        let at = place.at.range - around.start(scene.db);
        let Some(node) = path_at(&root, at) else { return false };
        let in_text = node.ancestors().any(|it| it.kind() == SyntaxKind::Interpolation);
        let ends_text = in_text && text.contains(['\n', '"', '\\']);
        !(is_shadowed || ends_text && self.spliced(&node).is_none())
    }

    /// What a use becomes.
    fn written(&self, scene: &Scene<'db>, uses: &[Reference]) -> Edits {
        let edits = uses.iter().filter_map(|place| {
            let around = declarations(scene.db, place.at.file).iter().rev();
            let around = around.copied().find(|it| it.start(scene.db) <= place.at.range.start())?;
            let start = around.start(scene.db);
            let root = parse_declaration(around.text(scene.db)).syntax();
            let node = path_at(&root, place.at.range - start)?;
            let (range, text) = match self.spliced(&node) {
                Some((range, text)) => (range, text),
                None if self.needs_brackets(&node) => {
                    (node.text_range(), format!("({})", self.value.text()))
                }
                None => (node.text_range(), self.value.text().to_string()),
            };
            Some((place.at.file, TextEdit { range: range + start, text }))
        });
        edits.collect()
    }

    /// Text in a text: the interpolation becomes what the text says.
    fn spliced(&self, node: &SyntaxNode) -> Option<(TextRange, String)> {
        let interpolation = node.parent().filter(|it| it.kind() == SyntaxKind::Interpolation)?;
        let outer = interpolation.parent()?;
        let (text, around) = (self.value.text().to_string(), outer.text().to_string());
        let is_plain = |text: &str| text.starts_with('"') && !text.starts_with("\"\"\"");
        let is_text = self.value.kind() == SyntaxKind::StringLiteral;
        if !is_text || !is_plain(&text) || !is_plain(&around) || text.len() < 2 {
            return None;
        }
        Some((interpolation.text_range(), text[1..text.len() - 1].to_owned()))
    }

    fn needs_brackets(&self, node: &SyntaxNode) -> bool {
        use SyntaxKind as K;
        let is_loose =
            matches!(self.value.kind(), K::BinaryExpr | K::IfExpr | K::MatchExpr | K::PrefixExpr);
        let binds = node.parent().is_some_and(|it| {
            matches!(
                it.kind(),
                K::BinaryExpr | K::PrefixExpr | K::MemberExpr | K::IndexExpr | K::CallExpr
            )
        });
        let is_braced = matches!(self.value.kind(), K::Object | K::ObjectFor);
        let before_block = node.parent().is_some_and(|it| {
            matches!(it.kind(), K::IfExpr | K::MatchExpr | K::ListFor | K::ObjectFor | K::Guard)
        });
        is_loose && binds || is_braced && before_block
    }
}

/// The expression that a name is.
fn path_at(root: &SyntaxNode, range: TextRange) -> Option<SyntaxNode> {
    let token = root.token_at_offset(range.start()).right_biased()?;
    token
        .parent_ancestors()
        .find(|it| it.kind() == SyntaxKind::PathExpr)
        .filter(|it| it.text_range() == range)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::code_action::check::{check, offered};

    const TEXT: &str = "
let name = \"orders\"

let long = 1 + 2

resource q: AWS::SQS::Queue { QueueName: name, DelaySeconds: long * 2 }

output text: \"${AWS::StackName}-${name}\"
";

    #[test]
    fn a_value_is_written_at_all_its_uses() {
        check(
            &TEXT.replace("let name", "let na$0me"),
            "Inline `name` and remove it",
            expect![[r#"
                //- /main.sparta
                let long = 1 + 2

                resource q: AWS::SQS::Queue { QueueName: "orders", DelaySeconds: long * 2 }

                output text: "${AWS::StackName}-orders"
            "#]],
        );
        check(
            &TEXT.replace("long * 2", "lo$0ng * 2"),
            "Inline `long` and remove it",
            expect![[r#"
                //- /main.sparta
                let name = "orders"

                resource q: AWS::SQS::Queue { QueueName: name, DelaySeconds: (1 + 2) * 2 }

                output text: "${AWS::StackName}-${name}"
            "#]],
        );
    }

    #[test]
    fn a_value_is_written_at_one_use() {
        check(
            &TEXT.replace("QueueName: name", "QueueName: na$0me"),
            "Inline here",
            expect![[r#"
            //- /main.sparta
            let name = "orders"

            let long = 1 + 2

            resource q: AWS::SQS::Queue { QueueName: "orders", DelaySeconds: long * 2 }

            output text: "${AWS::StackName}-${name}"
        "#]],
        );
    }

    #[test]
    fn what_would_mean_something_else_stays() {
        let text = "let a = 1\n\nlet b$0 = a\n\nlet c = [for a in [2] { a + b }]\n";
        assert_eq!(offered(text, "Inline"), Vec::<String>::new());
        let text = "
//- /main.sparta
import { delay } from \"./times.sparta\"
output d: delay
//- /times.sparta
let del$0ay = 3s
let twice = delay
";
        assert_eq!(offered(text, "Inline"), Vec::<String>::new());
    }
}
