//! `textDocument/definition`, `declaration` and `typeDefinition`

use sparta_ide::Target;
use tower_lsp::ls_types::{GotoDefinitionParams, GotoDefinitionResponse, LocationLink};

use crate::snapshot::Snapshot;

pub(crate) fn definition(
    snapshot: &Snapshot,
    params: &GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    let at = snapshot.position(&params.text_document_position_params)?;
    response(snapshot, &sparta_ide::definition(&snapshot.db, snapshot.project, at)?)
}

pub(crate) fn declaration(
    snapshot: &Snapshot,
    params: &GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    let at = snapshot.position(&params.text_document_position_params)?;
    response(snapshot, &sparta_ide::declaration(&snapshot.db, snapshot.project, at)?)
}

pub(crate) fn type_definition(
    snapshot: &Snapshot,
    params: &GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    let at = snapshot.position(&params.text_document_position_params)?;
    response(snapshot, &sparta_ide::type_definition(&snapshot.db, snapshot.project, at)?)
}

fn response(snapshot: &Snapshot, target: &Target) -> Option<GotoDefinitionResponse> {
    let target_uri = snapshot.uri(target.file)?;
    let target_selection_range = snapshot.range(target.file, target.focus);
    if !snapshot.client.takes_links() {
        let location = tower_lsp::ls_types::Location::new(target_uri, target_selection_range);
        return Some(GotoDefinitionResponse::Scalar(location));
    }
    Some(GotoDefinitionResponse::Link(vec![LocationLink {
        origin_selection_range: None,
        target_uri,
        target_range: snapshot.range(target.file, target.range),
        target_selection_range,
    }]))
}
