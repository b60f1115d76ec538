//! `textDocument/documentHighlight`

use tower_lsp::ls_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams};

use crate::snapshot::Snapshot;

pub(crate) fn document_highlight(
    snapshot: &Snapshot,
    params: &DocumentHighlightParams,
) -> Option<Vec<DocumentHighlight>> {
    let at = snapshot.position(&params.text_document_position_params)?;
    let found = sparta_ide::document_highlight(&snapshot.db, snapshot.project, at);
    let shown = found.iter().map(|it| DocumentHighlight {
        range: snapshot.range(at.file, it.range),
        kind: Some(if it.defines {
            DocumentHighlightKind::WRITE
        } else {
            DocumentHighlightKind::READ
        }),
    });
    Some(shown.collect())
}
