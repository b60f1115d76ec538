//! `textDocument/codeLens` and `codeLens/resolve`

use std::str::FromStr as _;

use serde_json::{Value, json};
use sparta_ide::LensKind;
use tower_lsp::ls_types::{CodeLens, CodeLensOptions, CodeLensParams, Command, Uri};

use crate::snapshot::Snapshot;

pub(crate) fn options() -> CodeLensOptions {
    CodeLensOptions { resolve_provider: Some(true) }
}

const KINDS: [(&str, LensKind); 4] = [
    ("references", LensKind::References),
    ("expands", LensKind::Expands),
    ("test", LensKind::Test),
    ("graph", LensKind::Graph),
];

pub(crate) fn code_lens(snapshot: &Snapshot, params: &CodeLensParams) -> Option<Vec<CodeLens>> {
    if !snapshot.settings.code_lens.enable {
        return Some(Vec::new());
    }
    let uri = &params.text_document.uri;
    let file = snapshot.file(uri)?;
    let found = sparta_ide::code_lens(&snapshot.db, snapshot.project, file);
    let lenses = found.into_iter().map(|lens| {
        let kind = KINDS.iter().find(|(_, kind)| *kind == lens.kind).map(|(name, _)| name);
        CodeLens {
            range: snapshot.range(file, lens.range),
            command: None,
            data: Some(json!({ "uri": uri, "kind": kind })),
        }
    });
    Some(lenses.collect())
}

/// The document that a lens stands in.
pub(crate) fn document(lens: &CodeLens) -> Option<Uri> {
    Uri::from_str(lens.data.as_ref()?["uri"].as_str()?).ok()
}

/// The lens with what it says, and what happens if it is chosen.
pub(crate) fn resolve(snapshot: &Snapshot, lens: &CodeLens) -> Option<CodeLens> {
    let data = lens.data.as_ref()?;
    let wanted = data["kind"].as_str()?;
    let (_, kind) = *KINDS.iter().find(|(name, _)| *name == wanted)?;
    let uri = document(lens)?;
    let file = snapshot.file(&uri)?;
    let range = snapshot.offsets(file, lens.range);
    let found = sparta_ide::CodeLens { range, kind };
    let title = sparta_ide::lens_title(&snapshot.db, snapshot.project, file, &found)?;
    let command = match kind {
        // To be read: what an editor does with references is its own affair.
        LensKind::References => "",
        LensKind::Expands => "sparta.expand",
        LensKind::Test => "sparta.test",
        LensKind::Graph => "sparta.graph",
    };
    let argument: Value = json!({ "uri": uri, "position": lens.range.start, "show": true });
    let arguments = (!command.is_empty()).then(|| vec![argument]);
    let command = Command { title, command: command.to_owned(), arguments };
    Some(CodeLens { command: Some(command), ..lens.clone() })
}
