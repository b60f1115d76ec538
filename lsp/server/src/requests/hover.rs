//! `textDocument/hover`

use tower_lsp::ls_types::{Hover, HoverContents, HoverParams};

use crate::markup::markup;
use crate::snapshot::Snapshot;

pub(crate) fn hover(snapshot: &Snapshot, params: &HoverParams) -> Option<Hover> {
    let at = snapshot.position(&params.text_document_position_params)?;
    let found = sparta_ide::hover(&snapshot.db, snapshot.project, at)?;
    let contents = markup(snapshot.client.formats_of_hover(), found.text);
    let range = Some(snapshot.range(found.at.file, found.at.range));
    Some(Hover { contents: HoverContents::Markup(contents), range })
}
