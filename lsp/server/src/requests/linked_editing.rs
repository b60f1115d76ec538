//! `textDocument/linkedEditingRange`

use tower_lsp::ls_types::{LinkedEditingRangeParams, LinkedEditingRanges};

use crate::snapshot::Snapshot;

pub(crate) fn linked_editing(
    snapshot: &Snapshot,
    params: &LinkedEditingRangeParams,
) -> Option<LinkedEditingRanges> {
    let at = snapshot.position(&params.text_document_position_params)?;
    let ranges = sparta_ide::linked_editing(&snapshot.db, snapshot.project, at)?;
    let ranges = ranges.into_iter().map(|range| snapshot.range(at.file, range)).collect();
    Some(LinkedEditingRanges { ranges, word_pattern: None })
}
