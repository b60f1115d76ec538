//! `textDocument/foldingRange`

use sparta_ide::FoldKind;
use tower_lsp::ls_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};

use crate::snapshot::Snapshot;

pub(crate) fn folding_ranges(
    snapshot: &Snapshot,
    params: &FoldingRangeParams,
) -> Option<Vec<FoldingRange>> {
    let file = snapshot.file(&params.text_document.uri)?;
    let whole_lines = snapshot.client.folds_whole_lines();
    let folds = sparta_ide::folding_ranges(&snapshot.db, file).into_iter().map(|fold| {
        let range = snapshot.range(file, fold.range);
        let character = |at: u32| (!whole_lines).then_some(at);
        FoldingRange {
            start_line: range.start.line,
            start_character: character(range.start.character),
            end_line: range.end.line,
            end_character: character(range.end.character),
            kind: match fold.kind {
                FoldKind::Code => None,
                FoldKind::Comment => Some(FoldingRangeKind::Comment),
                FoldKind::Imports => Some(FoldingRangeKind::Imports),
            },
            collapsed_text: None,
        }
    });
    Some(folds.collect())
}
