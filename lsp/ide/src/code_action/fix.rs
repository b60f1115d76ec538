//! What a finding says of how it is mended; the page that explains it.

use sparta_diagnostics::{Diagnostic, Fix, Span, SpanRange, TextRange};
use sparta_semantics::Db;

use super::scene::Scene;
use super::{CodeActionKind, Edits, Offer};
use crate::{TextEdit, diagnostics};

/// The findings that a place touches.
pub(super) fn findings_at(scene: &Scene<'_>) -> Vec<Diagnostic> {
    let touches = |it: &Diagnostic| range(it.at.range).intersect(scene.range).is_some();
    let all = diagnostics(scene.db, scene.project, scene.file);
    all.into_iter().filter(touches).collect()
}

pub(super) fn offer<'a>(scene: &'a Scene<'a>, offers: &mut Vec<Offer<'a>>) {
    for finding in findings_at(scene) {
        let is_only = finding.fixes.len() == 1;
        for fix in &finding.fixes {
            let own = fix.clone();
            let title = sentence(&fix.title);
            let mut offer = Offer::new(CodeActionKind::QuickFix, title, || edits_of(scene.db, own));
            offer.action.is_preferred = is_only;
            offers.push(offer.mending(&finding));
        }
    }
}

/// The pages of the findings at a place: a command, where an editor has it.
pub(super) fn offer_pages<'a>(scene: &'a Scene<'a>, offers: &mut Vec<Offer<'a>>) {
    for finding in findings_at(scene) {
        let title = format!("Explain `{}`", finding.name);
        let mut offer = Offer::new(CodeActionKind::QuickFix, title, Vec::new);
        offer.edits = None;
        offer.action.explains = Some(finding.name.to_string());
        offers.push(offer.mending(&finding));
    }
}

pub(super) fn edits_of(db: &dyn Db, fix: Fix<Span>) -> Edits {
    let edits = fix.edits.into_iter().map(|edit| {
        let place = TextEdit { range: range(edit.at.range), text: edit.text };
        (db.file(&edit.at.path), place)
    });
    edits.collect()
}

pub(super) fn range(range: SpanRange) -> TextRange {
    TextRange::new(range.start.into(), range.end.max(range.start).into())
}

/// A text that begins with a capital.
fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|it| it.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::code_action::check::{check, offered};

    #[test]
    fn what_a_finding_proposes_is_done() {
        check(
            "resource q: AWS::SQS::Queue {\n  Delay$0Second: 3s\n}\n",
            "Write `DelaySeconds`",
            expect![[r#"
                //- /main.sparta
                resource q: AWS::SQS::Queue {
                  DelaySeconds: 3s
                }
            "#]],
        );
    }

    #[test]
    fn nothing_is_proposed_elsewhere() {
        let text = "resource q: AWS::SQS::Queue {\n  DelaySecond: 3s\n}\n$0";
        assert_eq!(offered(text, "Write"), Vec::<String>::new());
    }

    #[test]
    fn a_finding_can_be_explained() {
        let text = "resource q: AWS::SQS::Queue {\n  Delay$0Second: 3s\n}\n";
        assert_eq!(offered(text, "Explain"), ["Explain `unknown-property`"]);
    }
}
