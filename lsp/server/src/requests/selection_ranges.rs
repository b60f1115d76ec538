//! `textDocument/selectionRange`

use tower_lsp::ls_types::{
    Position, Range, SelectionRange, SelectionRangeParams, TextDocumentPositionParams,
};

use crate::snapshot::Snapshot;

pub(crate) fn selection_ranges(
    snapshot: &Snapshot,
    params: &SelectionRangeParams,
) -> Option<Vec<SelectionRange>> {
    let around = |position: &Position| {
        let text_document = params.text_document.clone();
        let at = TextDocumentPositionParams { text_document, position: *position };
        let at = snapshot.position(&at)?;
        let ranges = sparta_ide::selection_ranges(&snapshot.db, at);
        let mut grown: Option<SelectionRange> = None;
        for range in ranges.into_iter().rev() {
            let range = snapshot.range(at.file, range);
            grown = Some(SelectionRange { range, parent: grown.map(Box::new) });
        }
        // Each position has its answer.
        let nothing = SelectionRange { range: Range::new(*position, *position), parent: None };
        Some(grown.unwrap_or(nothing))
    };
    params.positions.iter().map(around).collect()
}
