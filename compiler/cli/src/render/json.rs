//! Findings as a JSON document, for tools.

use serde::Serialize;

use crate::place::{self, Place};
use crate::project::Finding;
use crate::render::count;

#[derive(Serialize)]
struct Document<'a> {
    diagnostics: Vec<Diagnostic<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    code: &'a str,
    severity: &'static str,
    message: &'a str,
    path: &'a str,
    range: Range,
    labels: Vec<Label<'a>>,
    help: &'a [String],
    fixes: Vec<Fix<'a>>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
    offset: usize,
}

#[derive(Serialize)]
struct Label<'a> {
    message: &'a str,
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    path: &'a str,
    range: Range,
    text: &'a str,
}

/// The document of `spartac check --format json`.
pub(crate) fn json(findings: &[Finding]) -> String {
    let (errors, warnings) = count(findings);
    let diagnostics = findings.iter().map(Diagnostic::of).collect();
    let document = Document { diagnostics, summary: Summary { errors, warnings } };
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

impl<'a> Diagnostic<'a> {
    fn of(finding: &'a Finding) -> Self {
        let own = (!finding.label.is_empty()).then(|| Label::of(&finding.at, &finding.label));
        let others = finding.labels.iter().map(|label| Label::of(&label.at, &label.message));
        Self {
            code: &finding.name,
            severity: finding.severity.as_str(),
            message: &finding.message,
            path: &finding.at.file.path,
            range: Range::of(&finding.at),
            labels: own.into_iter().chain(others).collect(),
            help: &finding.help,
            fixes: finding.fixes.iter().map(Fix::of).collect(),
        }
    }
}

impl<'a> Fix<'a> {
    fn of(fix: &'a sparta::Fix<Place>) -> Self {
        let edit = |edit: &'a sparta::Edit<Place>| Edit {
            path: &edit.at.file.path,
            range: Range::of(&edit.at),
            text: &edit.text,
        };
        Self { title: &fix.title, edits: fix.edits.iter().map(edit).collect() }
    }
}

impl<'a> Label<'a> {
    fn of(place: &'a Place, message: &'a str) -> Self {
        Self { message, path: &place.file.path, range: Range::of(place) }
    }
}

impl Range {
    fn of(place: &Place) -> Self {
        Self { start: place.start().into(), end: place.end().into() }
    }
}

impl From<place::Position> for Position {
    fn from(place::Position { line, column, offset }: place::Position) -> Self {
        Self { line, column, offset }
    }
}
