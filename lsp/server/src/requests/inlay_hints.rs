//! `textDocument/inlayHint`

use sparta_ide::InlayHints;
use tower_lsp::ls_types::{InlayHint, InlayHintKind, InlayHintLabel, InlayHintParams};

use crate::snapshot::Snapshot;

pub(crate) fn inlay_hints(snapshot: &Snapshot, params: &InlayHintParams) -> Option<Vec<InlayHint>> {
    let file = snapshot.file(&params.text_document.uri)?;
    let range = snapshot.offsets(file, params.range);
    let wanted = &snapshot.settings.inlay_hints;
    let wanted = InlayHints {
        types: wanted.types,
        parameter_names: wanted.parameter_names,
        logical_ids: wanted.logical_ids,
        resource_count: wanted.resource_count,
    };
    let found = sparta_ide::inlay_hints(&snapshot.db, snapshot.project, file, range, wanted);
    let shown = found.into_iter().map(|hint| {
        let (kind, before, after) = match hint.kind {
            sparta_ide::InlayHintKind::Type => (Some(InlayHintKind::TYPE), false, false),
            sparta_ide::InlayHintKind::Parameter => (Some(InlayHintKind::PARAMETER), false, true),
            sparta_ide::InlayHintKind::LogicalId => (None, false, true),
            sparta_ide::InlayHintKind::ResourceCount => (None, true, false),
        };
        InlayHint {
            position: snapshot.place(file, hint.at),
            label: InlayHintLabel::String(hint.label),
            kind,
            text_edits: None,
            tooltip: None,
            padding_left: Some(before),
            padding_right: Some(after),
            data: None,
        }
    });
    Some(shown.collect())
}
