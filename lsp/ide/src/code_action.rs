//! What can be done about a place: findings that are mended, text that is written in another way.
//!
//! [`code_actions`] says what there is, without working out any edit; [`code_action_edit`] works out that
//! of one. Edits leave what was formatted formatted (`tidy`).

mod add_properties;
mod annotation;
mod auto_import;
mod convert;
mod extract;
mod extract_component;
mod fix;
mod fix_all;
mod inline;
mod organize_imports;
mod scene;
mod tidy;

pub use annotation::pin_logical_id;

use sparta_diagnostics::Diagnostic;
use sparta_semantics::{Db, File};

use self::scene::Scene;
use crate::{FileRange, Project, TextEdit, WorkspaceEdit};

/// Something that can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeAction {
    /// What it does, as an imperative; no two actions at a place have one title and kind.
    pub title: String,
    pub kind: CodeActionKind,
    /// The finding that it mends.
    pub mends: Option<Diagnostic>,
    /// Nothing else mends the finding as plainly.
    pub is_preferred: bool,
    /// It edits nothing, and shows the page of this kind of finding.
    pub explains: Option<String>,
}

/// What an action is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodeActionKind {
    QuickFix,
    Extract,
    Inline,
    Rewrite,
    OrganizeImports,
    FixAll,
}

/// What can be done about a range of a file; of the kinds that are asked for, or of all if none is.
pub fn code_actions(
    db: &dyn Db,
    project: Project,
    at: FileRange,
    kinds: &[CodeActionKind],
) -> Vec<CodeAction> {
    let Some(scene) = Scene::at(db, project, at) else { return Vec::new() };
    offers(&scene, kinds).into_iter().map(|offer| offer.action).collect()
}

/// What an action edits, as [`code_actions`] lists it for the same range; nothing if there is none such.
pub fn code_action_edit(
    db: &dyn Db,
    project: Project,
    at: FileRange,
    kind: CodeActionKind,
    title: &str,
) -> Option<WorkspaceEdit> {
    let scene = Scene::at(db, project, at)?;
    let is_meant = |offer: &Offer<'_>| offer.action.kind == kind && offer.action.title == title;
    let offer = offers(&scene, &[kind]).into_iter().find(is_meant)?;
    let edits = (offer.edits?)();
    Some(tidy::tidy(db, edits)).filter(|edit| !edit.edits.is_empty())
}

/// The edits of an action in the order in which they came up.
type Edits = Vec<(File, TextEdit)>;

/// An action, and how its edits are worked out.
struct Offer<'a> {
    action: CodeAction,
    edits: Option<Box<dyn FnOnce() -> Edits + 'a>>,
}

impl<'a> Offer<'a> {
    fn new(
        kind: CodeActionKind,
        title: impl Into<String>,
        edits: impl FnOnce() -> Edits + 'a,
    ) -> Self {
        let action = CodeAction {
            title: title.into(),
            kind,
            mends: None,
            is_preferred: false,
            explains: None,
        };
        Self { action, edits: Some(Box::new(edits)) }
    }

    fn mending(mut self, finding: &Diagnostic) -> Self {
        self.action.mends = Some(finding.clone());
        self
    }
}

/// Where actions of some kinds come from.
type Origin = for<'a> fn(&'a Scene<'a>, &mut Vec<Offer<'a>>);

const ORIGINS: [(&[CodeActionKind], Origin); 13] = [
    (&[CodeActionKind::QuickFix], fix::offer),
    (&[CodeActionKind::QuickFix], auto_import::offer),
    (&[CodeActionKind::QuickFix], fix_all::offer_kind),
    (&[CodeActionKind::QuickFix], annotation::offer_allow),
    (&[CodeActionKind::QuickFix], fix::offer_pages),
    (&[CodeActionKind::Extract], extract::offer),
    (&[CodeActionKind::Extract], extract_component::offer),
    (&[CodeActionKind::Inline], inline::offer),
    (&[CodeActionKind::Rewrite], annotation::offer_id),
    (&[CodeActionKind::Rewrite], convert::offer),
    (&[CodeActionKind::Rewrite], add_properties::offer),
    (&[CodeActionKind::OrganizeImports], organize_imports::offer),
    (&[CodeActionKind::FixAll], fix_all::offer),
];

fn offers<'a>(scene: &'a Scene<'a>, kinds: &[CodeActionKind]) -> Vec<Offer<'a>> {
    let is_asked = |kind: &CodeActionKind| kinds.is_empty() || kinds.contains(kind);
    let mut offers: Vec<Offer<'a>> = Vec::new();
    for (gives, origin) in ORIGINS {
        if gives.iter().any(is_asked) {
            origin(scene, &mut offers);
        }
    }
    let mut seen = rustc_hash::FxHashSet::default();
    offers.retain(|Offer { action, .. }| {
        is_asked(&action.kind) && seen.insert((action.kind, action.title.clone()))
    });
    offers
}

#[cfg(test)]
mod check {
    //! How actions are tested: a text with a place, the title of an action, and the text after it.

    use expect_test::Expect;

    use super::{code_action_edit, code_actions};
    use crate::FileRange;
    use crate::fixture::Fixture;

    fn place(fixture: &Fixture) -> FileRange {
        fixture.selection_or_cursor()
    }

    /// The files that the action of a title touches, after it.
    pub(crate) fn check(text: &str, title: &str, expected: Expect) {
        let fixture = Fixture::new(text);
        let at = place(&fixture);
        let all = code_actions(&fixture.db, fixture.project, at, &[]);
        let titles: Vec<&str> = all.iter().map(|action| action.title.as_str()).collect();
        let action = all.iter().find(|action| action.title == title);
        let action = action.unwrap_or_else(|| panic!("there are only {titles:#?}"));
        let edit = code_action_edit(&fixture.db, fixture.project, at, action.kind, title);
        expected.assert_eq(&fixture.after(&edit.expect("the action has an edit")));
    }

    /// The titles of all actions at a place that contain a text.
    pub(crate) fn offered(text: &str, part: &str) -> Vec<String> {
        let fixture = Fixture::new(text);
        let all = code_actions(&fixture.db, fixture.project, place(&fixture), &[]);
        all.into_iter().map(|action| action.title).filter(|title| title.contains(part)).collect()
    }
}
