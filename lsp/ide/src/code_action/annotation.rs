//! Annotations before a declaration: what lifts a finding, what pins a logical id.

use sparta_diagnostics::{Diagnostic, Severity, TextRange};
use sparta_semantics::{Attribute, Db, Declaration, Hir, Word, hir};

use super::fix::findings_at;
use super::scene::Scene;
use super::{CodeActionKind, Offer};
use crate::TextEdit;

/// The errors that `@allow` lifts, beside all warnings.
const LIFTABLE: [&str; 3] = ["quota", "unknown-property", "unknown-type"];

pub(super) fn offer_allow<'a>(scene: &'a Scene<'a>, offers: &mut Vec<Offer<'a>>) {
    let Some(piece) = scene.piece() else { return };
    let (declaration, start) = (piece.declaration, piece.start);
    let whole = hir(scene.db, declaration).root().range + start;
    for finding in findings_at(scene) {
        let is_here = whole.contains_range(super::fix::range(finding.at.range));
        if !is_liftable(&finding) || !is_here {
            continue;
        }
        let name = finding.name.to_string();
        let title = format!("Allow `{name}` here");
        let offer = Offer::new(CodeActionKind::QuickFix, title, move || {
            vec![(scene.file, allow(scene.db, declaration, &name))]
        });
        offers.push(offer.mending(&finding));
    }
}

fn is_liftable(finding: &Diagnostic) -> bool {
    match finding.severity {
        Severity::Warning => true,
        Severity::Error => LIFTABLE.contains(&finding.name.as_str()),
    }
}

/// Adds a name to the `@allow` of a declaration, or an `@allow` of that name.
fn allow<'db>(db: &'db dyn Db, declaration: Declaration<'db>, name: &str) -> TextEdit {
    let hir = hir(db, declaration);
    match hir
        .root()
        .attribute("allow")
        .and_then(|written| end_of_arguments(declaration, db, written))
    {
        Some(end) => {
            let range = TextRange::empty(end + declaration.start(db));
            TextEdit { range, text: format!(", {name}") }
        }
        None => before(db, declaration, hir, &format!("@allow({name})")),
    }
}

/// Where the last argument of an attribute ends, if it has any.
fn end_of_arguments(
    declaration: Declaration<'_>,
    db: &dyn Db,
    attribute: &Attribute,
) -> Option<sparta_diagnostics::TextSize> {
    let text = declaration.text(db);
    let range = attribute.range;
    let written = text.get(usize::from(range.start())..usize::from(range.end()))?;
    let inner = written.strip_suffix(')')?.trim_end().trim_end_matches(',').trim_end();
    let has_any = !attribute.texts.is_empty() && !inner.ends_with('(');
    has_any.then(|| range.start() + sparta_diagnostics::TextSize::of(inner))
}

/// An annotation on a line before a declaration and its other annotations.
fn before<'db>(
    db: &'db dyn Db,
    declaration: Declaration<'db>,
    hir: &Hir,
    annotation: &str,
) -> TextEdit {
    let range = TextRange::empty(hir.root().range.start() + declaration.start(db));
    TextEdit { range, text: format!("{annotation}\n") }
}

/// What keeps the logical id of a resource, a construct or a parameter when its name changes: `@id` with
/// the name that it has. Nothing if it has an id already, or becomes none.
pub fn pin_logical_id<'db>(db: &'db dyn Db, declaration: Declaration<'db>) -> Option<TextEdit> {
    if !matches!(declaration.word(db), Word::Resource | Word::Construct | Word::Param) {
        return None;
    }
    let hir = hir(db, declaration);
    let root = hir.root();
    let is_named = !root.name.text.is_empty() && !root.name.range.is_empty();
    if root.attribute("id").is_some() || !is_named {
        return None;
    }
    Some(before(db, declaration, hir, &format!("@id(\"{}\")", root.name.text)))
}

pub(super) fn offer_id<'a>(scene: &'a Scene<'a>, offers: &mut Vec<Offer<'a>>) {
    let Some(piece) = scene.piece() else { return };
    let root = hir(scene.db, piece.declaration).root();
    if !root.head.contains_range(piece.range) {
        return;
    }
    let Some(edit) = pin_logical_id(scene.db, piece.declaration) else { return };
    let title = format!("Pin the logical id with `@id(\"{}\")`", root.name.text);
    offers.push(Offer::new(CodeActionKind::Rewrite, title, move || vec![(scene.file, edit)]));
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::code_action::check::{check, offered};

    #[test]
    fn a_warning_is_lifted() {
        let text = "
/// Not used yet.
let un$0used = 3s

resource q: AWS::SQS::Queue {}
";
        check(
            text,
            "Allow `unused` here",
            expect![[r#"
                //- /main.sparta
                /// Not used yet.
                @allow(unused)
                let unused = 3s

                resource q: AWS::SQS::Queue {}
            "#]],
        );
    }

    #[test]
    fn a_name_is_added_to_an_allow() {
        let text = "
@allow(unknown-property)
let un$0used = 3s

resource q: AWS::SQS::Queue {}
";
        check(
            text,
            "Allow `unused` here",
            expect![[r#"
                //- /main.sparta
                @allow(unknown-property, unused)
                let unused = 3s

                resource q: AWS::SQS::Queue {}
            "#]],
        );
    }

    #[test]
    fn an_error_is_lifted_if_it_can_be() {
        let text = "resource q: AWS::SQS::Queue { Col$0our: \"red\" }\n";
        check(
            text,
            "Allow `unknown-property` here",
            expect![[r#"
                //- /main.sparta
                @allow(unknown-property)
                resource q: AWS::SQS::Queue { Colour: "red" }
            "#]],
        );
        let text = "resource q: AWS::SQS::Queue { DelaySeconds: na$0me }\n";
        assert_eq!(offered(text, "Allow"), Vec::<String>::new());
    }

    #[test]
    fn the_logical_id_is_pinned() {
        let text = "@retain\nresource up$0loads: AWS::S3::Bucket {}\n";
        check(
            text,
            "Pin the logical id with `@id(\"uploads\")`",
            expect![[r#"
                //- /main.sparta
                @id("uploads")
                @retain
                resource uploads: AWS::S3::Bucket {}
            "#]],
        );
        let pinned = "@id(\"a\")\nresource up$0loads: AWS::S3::Bucket {}\n";
        assert_eq!(offered(pinned, "Pin"), Vec::<String>::new());
        assert_eq!(offered("let a$0 = 1\n", "Pin"), Vec::<String>::new());
    }
}
