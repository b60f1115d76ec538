//! A resource becomes a component of its own, and an instance of that stays where it was.

use std::sync::Arc;

use sparta_diagnostics::TextRange;
use sparta_semantics::{
    Declaration, Definition, Expr, Item, ItemKind, Member, Symbol, Ty, Word, hir, lookup_in_file,
    members_of_type, pascal_case, resolved_names,
};
use sparta_syntax::{SyntaxKind, SyntaxNode};

use super::scene::{Piece, Scene};
use super::{CodeActionKind, Edits, Offer};

/// The part is called `self`, so the instance lends its attributes and has its logical ids: what others
/// say of it, and the template, stay as they are.
pub(super) fn offer<'a>(scene: &'a Scene<'a>, offers: &mut Vec<Offer<'a>>) {
    let Some(piece) = scene.piece() else { return };
    let Some(parts) = Parts::of(scene, piece) else { return };
    offers.push(Offer::new(CodeActionKind::Extract, "Extract into a `component`", move || {
        parts.edits(scene, piece)
    }));
}

/// What a declaration is made of, as far as it goes into the component.
struct Parts {
    /// The word of a construct; a plain resource has a type instead.
    word: Option<TextRange>,
    name: TextRange,
    ty: Arc<str>,
    ty_range: TextRange,
    body: TextRange,
    /// What the body uses of the stack: names, and their types.
    parameters: Vec<(String, String)>,
    /// What is used of it elsewhere, and has to be handed on.
    outputs: Vec<Arc<str>>,
}

impl Parts {
    fn of(scene: &Scene<'_>, piece: &Piece<'_>) -> Option<Self> {
        let db = scene.db;
        let hir = hir(db, piece.declaration);
        let root = hir.root();
        let ItemKind::Resource { ty, repeat: None, body, .. } = &root.kind else { return None };
        // Where the cursor is in the body other things are extracted.
        let body = hir.range(*body);
        let is_meant = hir.diagnostics.is_empty()
            && !ty.text.is_empty()
            && !root.name.text.is_empty()
            && piece.range.start() < body.start();
        // What is allowed of the declaration is said of it alone.
        if !is_meant || root.attribute("allow").is_some() {
            return None;
        }
        let word = (piece.declaration.word(db) == Word::Construct).then(|| word(&piece.root));
        Some(Self {
            word: word.flatten(),
            name: root.name.range,
            ty: ty.text.clone(),
            ty_range: ty.range,
            body,
            parameters: parameters(scene, piece, body)?,
            outputs: outputs(scene, &root.name.text, &ty.text)?,
        })
    }

    fn edits(&self, scene: &Scene<'_>, piece: &Piece<'_>) -> Edits {
        let text = |range: TextRange| scene.slice(piece.in_file(range));
        let component = scene.fresh_name(&pascal_case(text(self.name)));
        let declared = self.parameters.iter().map(|(name, ty)| {
            format!(
                "  param {name}: {ty}
"
            )
        });
        let declared = declared.collect::<Vec<_>>().concat();
        let gap = if declared.is_empty() { "" } else { "\n" };
        let body = text(self.body);
        let part = match self.word {
            Some(word) => format!("  {} self {body}\n", text(word)),
            None => format!("  resource self: {} {body}\n", self.ty),
        };
        let handed = self.outputs.iter().map(|name| {
            format!(
                "  output {name}: self.{name}
"
            )
        });
        let handed = handed.collect::<Vec<_>>().concat();
        let whole = format!("component {component} {{\n{declared}{gap}{part}{handed}}}\n\n");
        let given: Vec<String> =
            self.parameters.iter().map(|(name, _)| format!("{name}: {name}")).collect();
        let given = match given.as_slice() {
            [] => "{}".to_owned(),
            given => format!("{{ {} }}", given.join(", ")),
        };
        let begin = TextRange::empty(0.into());
        let mut edits = vec![scene.edit(piece.in_file(begin), whole)];
        match self.word {
            Some(word) => {
                edits.push(scene.edit(piece.in_file(word), "resource"));
                let behind = TextRange::empty(self.name.end());
                edits.push(scene.edit(piece.in_file(behind), format!(": {component}")));
            }
            None => edits.push(scene.edit(piece.in_file(self.ty_range), component)),
        }
        edits.push(scene.edit(piece.in_file(self.body), given));
        edits
    }
}

/// The word that a construct begins with, behind its attributes.
fn word(root: &SyntaxNode) -> Option<TextRange> {
    let construct = root.children().find(|it| it.kind() == SyntaxKind::Construct)?;
    let tokens = construct.children_with_tokens().filter_map(|it| it.into_token());
    let mut words = tokens.filter(|token| token.kind() == SyntaxKind::Ident);
    words.next().map(|token| token.text_range())
}

/// What a body uses of its stack, each name once; none if it uses what cannot be given to a component.
fn parameters(
    scene: &Scene<'_>,
    piece: &Piece<'_>,
    body: TextRange,
) -> Option<Vec<(String, String)>> {
    let mut found: Vec<(String, String)> = Vec::new();
    for name in resolved_names(scene.db, piece.declaration) {
        let Symbol::Declaration(declaration) = name.symbol else { continue };
        if !body.contains_range(name.range) || !belongs_to_stack(declaration.word(scene.db)) {
            continue;
        }
        if has_members_of_members(scene, piece, name.range) {
            return None;
        }
        let root = hir(scene.db, declaration).root();
        let ty = type_of(scene, declaration, root)?;
        let text = root.name.text.to_string();
        if !found.iter().any(|(known, _)| *known == text) {
            found.push((text, ty));
        }
    }
    Some(found)
}

/// Whether more is asked of a name than its members: of those a type does not tell enough.
fn has_members_of_members(scene: &Scene<'_>, piece: &Piece<'_>, name: TextRange) -> bool {
    let hir = hir(scene.db, piece.declaration);
    hir.exprs().any(|(expr, range)| match expr {
        Expr::Member { receiver, .. } => {
            range.start() == name.start() && matches!(hir.expr(*receiver), Expr::Member { .. })
        }
        _ => false,
    })
}

/// The outputs of its component that anything asks of the resource; none if something else is asked of it
/// that the component is known for.
fn outputs(scene: &Scene<'_>, name: &str, ty: &Arc<str>) -> Option<Vec<Arc<str>>> {
    let Some(component) = lookup_in_file(scene.db, scene.file, ty) else { return Some(Vec::new()) };
    let Definition::Declared(component) = component else { return None };
    let is_asked = |member: &Member<'_>| {
        let text = |dot: &str| scene.text.contains(&format!("{name}{dot}{}", member.name));
        text(".") || text("?.")
    };
    let mut found = Vec::new();
    for member in members_of_type(scene.db, scene.file, &Ty::Instance(component)) {
        let Some(Symbol::Member(id)) = &member.symbol else { continue };
        if id.declaration == component {
            found.extend(is_asked(&member).then(|| member.name.clone()));
        } else if id.declaration.name(scene.db) == ty && is_asked(&member) {
            return None;
        }
    }
    Some(found)
}

/// What a component does not see: it may be part of any stack.
fn belongs_to_stack(word: Word) -> bool {
    matches!(
        word,
        Word::Param
            | Word::Setting
            | Word::Resource
            | Word::Construct
            | Word::Existing
            | Word::Import
    )
}

fn type_of(scene: &Scene<'_>, declaration: Declaration<'_>, root: &Item) -> Option<String> {
    let hir = hir(scene.db, declaration);
    match &root.kind {
        ItemKind::Param { .. } if root.attribute("secret").is_some() => Some("Secret".to_owned()),
        ItemKind::Param { ty, .. } | ItemKind::Setting { ty, .. } => {
            let range = std::ops::Range::<usize>::from(hir.type_range(*ty));
            declaration.text(scene.db).get(range).map(str::to_owned)
        }
        // Of what exists sometimes, or is another owner's, more is known than its type.
        ItemKind::Resource { ty, repeat: None, guard: None, .. } => Some(ty.text.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::code_action::check::{check, offered};

    const TITLE: &str = "Extract into a `component`";

    #[test]
    fn a_construct_becomes_a_component() {
        check(
            "
param stage: \"dev\" | \"prod\" = \"dev\"
resource jobs: AWS::SQS::Queue {}
lambda wo$0rk {
  code: \"./f\"
  handler: \"a.b\"
  runtime: \"nodejs22.x\"
  env: { STAGE: stage }
  needs: [jobs.send]
}
output arn: work.Arn
//- /f/a.js
",
            TITLE,
            expect![[r#"
                //- /main.sparta
                param stage: "dev" | "prod" = "dev"
                resource jobs: AWS::SQS::Queue {}
                component Work {
                  param stage: "dev" | "prod"
                  param jobs: AWS::SQS::Queue

                  lambda self {
                    code: "./f"
                    handler: "a.b"
                    runtime: "nodejs22.x"
                    env: { STAGE: stage }
                    needs: [jobs.send]
                  }
                }

                resource work: Work { stage: stage, jobs: jobs }
                output arn: work.Arn
            "#]],
        );
    }

    #[test]
    fn a_resource_becomes_a_component() {
        check(
            "let delay = 3s\n\n@retain\nresource jo$0bs: AWS::SQS::Queue { DelaySeconds: delay }\n",
            TITLE,
            expect![[r#"
                //- /main.sparta
                let delay = 3s

                component Jobs {
                  resource self: AWS::SQS::Queue { DelaySeconds: delay }
                }

                @retain
                resource jobs: Jobs {}
            "#]],
        );
    }

    #[test]
    fn what_is_repeated_stays() {
        assert_eq!(offered("resource q$0[n in [\"a\"]]: AWS::SQS::Queue {}\n", TITLE), [""; 0]);
    }
}
