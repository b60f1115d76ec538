//! `textDocument/formatting`, `rangeFormatting` and `onTypeFormatting`
//!
//! What the client says of tabs and widths is not asked for: programs have one form.

use tower_lsp::ls_types::{
    DocumentFormattingParams, DocumentOnTypeFormattingOptions, DocumentOnTypeFormattingParams,
    DocumentRangeFormattingParams, TextEdit,
};

use crate::snapshot::Snapshot;

pub(crate) fn on_type_options() -> DocumentOnTypeFormattingOptions {
    let [first, more @ ..] = sparta_ide::ON_TYPE;
    DocumentOnTypeFormattingOptions {
        first_trigger_character: first.to_owned(),
        more_trigger_character: Some(more.iter().map(|it| (*it).to_owned()).collect()),
    }
}

pub(crate) fn formatting(
    snapshot: &Snapshot,
    params: &DocumentFormattingParams,
) -> Option<Vec<TextEdit>> {
    let file = snapshot.file(&params.text_document.uri)?;
    Some(snapshot.text_edits(file, &sparta_ide::formatting(&snapshot.db, file)))
}

pub(crate) fn range_formatting(
    snapshot: &Snapshot,
    params: &DocumentRangeFormattingParams,
) -> Option<Vec<TextEdit>> {
    let file = snapshot.file(&params.text_document.uri)?;
    let range = snapshot.offsets(file, params.range);
    Some(snapshot.text_edits(file, &sparta_ide::range_formatting(&snapshot.db, file, range)))
}

pub(crate) fn on_type_formatting(
    snapshot: &Snapshot,
    params: &DocumentOnTypeFormattingParams,
) -> Option<Vec<TextEdit>> {
    let at = snapshot.position(&params.text_document_position)?;
    let edits = sparta_ide::on_type_formatting(&snapshot.db, at, &params.ch);
    Some(snapshot.text_edits(at.file, &edits))
}
