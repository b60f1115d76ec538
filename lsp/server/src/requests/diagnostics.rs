//! Diagnostics: those of a document, those of all, and what is told without being asked.

use std::hash::{Hash as _, Hasher as _};
use std::str::FromStr as _;

use rustc_hash::FxHasher;
use serde_json::{Value, json};
use sparta::{Fix, Label, Severity, Span};
use sparta_ide::{Db as _, File, FileRange, TextRange, TextSize};
use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportKind,
    DocumentDiagnosticReportResult, FullDocumentDiagnosticReport, NumberOrString,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, Uri, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
    WorkspaceDiagnosticReportResult, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

use crate::snapshot::Snapshot;

/// Where the pages of the diagnostics are read.
const PAGES: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/diagnostics");

/// What is wrong in a document.
#[derive(Debug, Clone)]
pub(crate) struct Report {
    pub(crate) uri: Uri,
    pub(crate) version: Option<i32>,
    /// The same for the same diagnostics.
    pub(crate) result_id: String,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Report {
    fn new(uri: Uri, version: Option<i32>, diagnostics: Vec<Diagnostic>) -> Self {
        let mut hash = FxHasher::default();
        json!(diagnostics).to_string().hash(&mut hash);
        Self { uri, version, result_id: format!("{:016x}", hash.finish()), diagnostics }
    }

    /// That nothing is wrong in a document.
    pub(crate) fn nothing(uri: Uri) -> Self {
        Self::new(uri, None, Vec::new())
    }

    fn full(self) -> FullDocumentDiagnosticReport {
        FullDocumentDiagnosticReport { result_id: Some(self.result_id), items: self.diagnostics }
    }
}

/// What is wrong in the files of a project.
pub(crate) fn reports(snapshot: &Snapshot) -> Vec<Report> {
    snapshot.files().iter().filter_map(|file| report(snapshot, *file)).collect()
}

fn report(snapshot: &Snapshot, file: File) -> Option<Report> {
    let found = if snapshot.settings.diagnostics.enable {
        sparta_ide::diagnostics(&snapshot.db, snapshot.project, file)
    } else {
        Vec::new()
    };
    let diagnostics = found.into_iter().map(|it| diagnostic(snapshot, file, it)).collect();
    Some(Report::new(snapshot.uri(file)?, snapshot.version(file), diagnostics))
}

/// `textDocument/diagnostic`
pub(crate) fn document(
    snapshot: &Snapshot,
    params: &DocumentDiagnosticParams,
) -> Option<DocumentDiagnosticReportResult> {
    let file = snapshot.file(&params.text_document.uri)?;
    let report = report(snapshot, file)?;
    let related_documents = related(snapshot, file);
    let report = if params.previous_result_id.as_ref() == Some(&report.result_id) {
        DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                result_id: report.result_id,
            },
        })
    } else {
        DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents,
            full_document_diagnostic_report: report.full(),
        })
    };
    Some(DocumentDiagnosticReportResult::Report(report))
}

/// The report of a document that is not known.
pub(crate) fn unknown() -> DocumentDiagnosticReportResult {
    let report = RelatedFullDocumentDiagnosticReport::default();
    DocumentDiagnosticReportResult::Report(DocumentDiagnosticReport::Full(report))
}

type Related = std::collections::HashMap<Uri, DocumentDiagnosticReportKind>;

/// What is wrong in the files of the same programs that are not open: nobody asks for those.
fn related(snapshot: &Snapshot, file: File) -> Option<Related> {
    if !snapshot.client.takes_related_documents() {
        return None;
    }
    let related = sparta_ide::related_files(&snapshot.db, snapshot.project, file);
    let closed = related.into_iter().filter(|it| snapshot.version(*it).is_none());
    let reports = closed.filter_map(|it| report(snapshot, it));
    Some(reports.map(|it| (it.uri.clone(), it.full().into())).collect())
}

/// `workspace/diagnostic`
pub(crate) fn workspace(
    snapshots: &[Snapshot],
    params: &WorkspaceDiagnosticParams,
) -> WorkspaceDiagnosticReportResult {
    let known = |report: &Report| {
        let mut previous = params.previous_result_ids.iter();
        previous.any(|it| it.uri == report.uri && it.value == report.result_id)
    };
    let of_document = |report: Report| {
        let version = report.version.map(i64::from);
        if known(&report) {
            let Report { uri, result_id, .. } = report;
            return WorkspaceDocumentDiagnosticReport::Unchanged(
                WorkspaceUnchangedDocumentDiagnosticReport {
                    uri,
                    version,
                    unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                        result_id,
                    },
                },
            );
        }
        WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
            uri: report.uri.clone(),
            version,
            full_document_diagnostic_report: report.full(),
        })
    };
    let items = snapshots.iter().flat_map(reports).map(of_document).collect();
    WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items })
}

pub(crate) fn diagnostic(snapshot: &Snapshot, file: File, found: sparta::Diagnostic) -> Diagnostic {
    let client = snapshot.client.diagnostics();
    let takes = |capability: Option<bool>| capability.unwrap_or(false);
    let page = Uri::from_str(&format!("{PAGES}/{}.md", found.name)).ok();
    let related: Vec<_> =
        found.labels.iter().filter_map(|it| related_place(snapshot, it)).collect();
    let lines = std::iter::once(found.message).chain(found.help);
    Diagnostic {
        range: snapshot.range(file, text_range(&found.at)),
        severity: Some(match found.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
        }),
        code: Some(NumberOrString::String(found.name.to_string())),
        code_description: page
            .filter(|_| takes(client.code_description_support))
            .map(|href| CodeDescription { href }),
        source: Some("sparta".to_owned()),
        message: lines.collect::<Vec<_>>().join("\n"),
        related_information: (!related.is_empty() && takes(client.related_information))
            .then_some(related),
        tags: tag(&found.name)
            .filter(|tag| client.tag_support.is_some_and(|it| it.value_set.contains(tag)))
            .map(|tag| vec![tag]),
        data: data(snapshot, &found.fixes).filter(|_| takes(client.data_support)),
    }
}

fn related_place(snapshot: &Snapshot, label: &Label) -> Option<DiagnosticRelatedInformation> {
    let file = snapshot.db.file(&label.at.path);
    let location = snapshot.location(FileRange { file, range: text_range(&label.at) })?;
    Some(DiagnosticRelatedInformation { location, message: label.message.clone() })
}

/// How an editor shows such a place beside underlining it.
fn tag(name: &str) -> Option<DiagnosticTag> {
    match name {
        _ if name.starts_with("unused") => Some(DiagnosticTag::UNNECESSARY),
        _ if name.starts_with("deprecated") => Some(DiagnosticTag::DEPRECATED),
        _ => None,
    }
}

/// What a code action needs to mend it: `{ fixes: [{ title, edit }] }`.
fn data(snapshot: &Snapshot, fixes: &[Fix]) -> Option<Value> {
    let fix = |fix: &Fix| json!({ "title": fix.title, "edit": snapshot.workspace_edit(&edit(snapshot, fix)) });
    (!fixes.is_empty()).then(|| json!({ "fixes": fixes.iter().map(fix).collect::<Vec<_>>() }))
}

/// A fix as edits of files.
pub(crate) fn edit(snapshot: &Snapshot, fix: &Fix) -> sparta_ide::WorkspaceEdit {
    let mut whole = sparta_ide::WorkspaceEdit::default();
    for edit in &fix.edits {
        let file = snapshot.db.file(&edit.at.path);
        let edit = sparta_ide::TextEdit { range: text_range(&edit.at), text: edit.text.clone() };
        match whole.edits.iter_mut().find(|(other, _)| *other == file) {
            Some((_, edits)) => edits.push(edit),
            None => whole.edits.push((file, vec![edit])),
        }
    }
    whole.edits.iter_mut().for_each(|(_, edits)| edits.sort_by_key(|it| it.range.start()));
    whole
}

fn text_range(at: &Span) -> TextRange {
    let start = TextSize::new(at.range.start);
    TextRange::new(start, TextSize::new(at.range.end).max(start))
}
