//! `textDocument/documentLink`

use std::str::FromStr as _;

use sparta_ide::LinkTarget;
use tower_lsp::ls_types::{DocumentLink, DocumentLinkParams, Uri};

use crate::snapshot::Snapshot;

pub(crate) fn document_links(
    snapshot: &Snapshot,
    params: &DocumentLinkParams,
) -> Option<Vec<DocumentLink>> {
    let file = snapshot.file(&params.text_document.uri)?;
    let found = sparta_ide::document_links(&snapshot.db, snapshot.project, file);
    let links = found.into_iter().filter_map(|link| {
        let target = match link.target {
            LinkTarget::File(target) => snapshot.uri(target)?,
            LinkTarget::Path(path) => snapshot.uri_of_path(&path)?,
            LinkTarget::Url(url) => Uri::from_str(&url).ok()?,
        };
        let range = snapshot.range(file, link.range);
        Some(DocumentLink { range, target: Some(target), tooltip: None, data: None })
    });
    Some(links.collect())
}
