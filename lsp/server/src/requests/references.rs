//! `textDocument/references`

use tower_lsp::ls_types::{Location, ReferenceParams};

use crate::snapshot::Snapshot;

pub(crate) fn references(snapshot: &Snapshot, params: &ReferenceParams) -> Option<Vec<Location>> {
    let at = snapshot.position(&params.text_document_position)?;
    let found = sparta_ide::references(&snapshot.db, snapshot.project, at);
    let wanted = found.iter().filter(|it| params.context.include_declaration || !it.defines);
    Some(wanted.filter_map(|it| snapshot.location(it.at)).collect())
}
