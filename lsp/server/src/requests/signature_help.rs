//! `textDocument/signatureHelp`

use tower_lsp::ls_types::{
    Documentation, ParameterInformation, ParameterLabel, SignatureHelp, SignatureHelpOptions,
    SignatureHelpParams, SignatureInformation,
};

use crate::markup::markup;
use crate::snapshot::Snapshot;

/// When the client asks.
pub(crate) fn options() -> SignatureHelpOptions {
    let characters = |of: &[&str]| Some(of.iter().map(|it| (*it).to_owned()).collect());
    SignatureHelpOptions {
        trigger_characters: characters(&["(", ","]),
        retrigger_characters: characters(&[")"]),
        ..SignatureHelpOptions::default()
    }
}

pub(crate) fn signature_help(
    snapshot: &Snapshot,
    params: &SignatureHelpParams,
) -> Option<SignatureHelp> {
    let at = snapshot.position(&params.text_document_position_params)?;
    let help = sparta_ide::signature_help(&snapshot.db, snapshot.project, at)?;
    let parameters = help.parameters.iter().map(|range| ParameterInformation {
        label: ParameterLabel::Simple(help.label[*range].to_owned()),
        documentation: None,
    });
    let parameters = Some(parameters.collect());
    let known = snapshot.client.formats_of_signatures();
    let documentation =
        help.documentation.map(|text| Documentation::MarkupContent(markup(known, text)));
    // A number that no parameter has says that none is active.
    let beyond = help.parameters.len();
    let active = u32::try_from(help.active.unwrap_or(beyond)).ok();
    let signature = SignatureInformation {
        label: help.label,
        documentation,
        parameters,
        active_parameter: None,
    };
    Some(SignatureHelp {
        signatures: vec![signature],
        active_signature: Some(0),
        active_parameter: active,
    })
}
