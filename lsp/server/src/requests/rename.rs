//! `textDocument/prepareRename` and `rename`

use tower_lsp::ls_types::{
    PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit,
};

use crate::snapshot::Snapshot;

/// What can be renamed, or why nothing can.
pub(crate) fn prepare(
    snapshot: &Snapshot,
    params: &TextDocumentPositionParams,
) -> Option<Result<PrepareRenameResponse, String>> {
    let at = snapshot.position(params)?;
    let found = sparta_ide::prepare_rename(&snapshot.db, snapshot.project, at);
    Some(found.map(|it| PrepareRenameResponse::RangeWithPlaceholder {
        range: snapshot.range(at.file, it.range),
        placeholder: it.name,
    }))
}

/// What changes, or why nothing does.
pub(crate) fn rename(
    snapshot: &Snapshot,
    params: &RenameParams,
) -> Option<Result<WorkspaceEdit, String>> {
    let at = snapshot.position(&params.text_document_position)?;
    let edit = sparta_ide::rename(&snapshot.db, snapshot.project, at, &params.new_name);
    Some(edit.map(|edit| snapshot.workspace_edit(&edit)))
}
