//! `textDocument/codeAction` and `codeAction/resolve`

use std::str::FromStr as _;

use serde::{Deserialize, Serialize};
use serde_json::json;
use sparta_ide::{CodeAction as Found, CodeActionKind as Kind, FileRange};
use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionOrCommand, CodeActionParams,
    CodeActionProviderCapability, CodeActionResponse, Command, Range, Uri, WorkspaceEdit,
};

use super::diagnostics::diagnostic;
use crate::client::Client;
use crate::snapshot::Snapshot;

static KINDS: [(Kind, CodeActionKind); 6] = [
    (Kind::QuickFix, CodeActionKind::QUICKFIX),
    (Kind::Extract, CodeActionKind::REFACTOR_EXTRACT),
    (Kind::Inline, CodeActionKind::REFACTOR_INLINE),
    (Kind::Rewrite, CodeActionKind::REFACTOR_REWRITE),
    (Kind::OrganizeImports, CodeActionKind::SOURCE_ORGANIZE_IMPORTS),
    (Kind::FixAll, CodeActionKind::SOURCE_FIX_ALL),
];

pub(crate) fn options(client: &Client) -> CodeActionProviderCapability {
    if !client.takes_code_actions() {
        return CodeActionProviderCapability::Simple(true);
    }
    CodeActionProviderCapability::Options(CodeActionOptions {
        code_action_kinds: Some(KINDS.iter().map(|(_, kind)| kind.clone()).collect()),
        resolve_provider: Some(client.resolves_code_actions()),
        ..CodeActionOptions::default()
    })
}

/// What is sent away with an action, so that nothing has to be remembered here.
#[derive(Debug, Serialize, Deserialize)]
struct Data {
    uri: Uri,
    range: Range,
    /// The state of the document that the range is of.
    version: Option<i32>,
}

/// What can be done about a range.
pub(crate) fn code_actions(
    snapshot: &Snapshot,
    params: &CodeActionParams,
) -> Option<CodeActionResponse> {
    let uri = &params.text_document.uri;
    let file = snapshot.file(uri)?;
    let at = FileRange { file, range: snapshot.offsets(file, params.range) };
    let kinds = asked_for(params.context.only.as_deref());
    if kinds.is_empty() || !snapshot.client.takes_code_actions() {
        return Some(Vec::new());
    }
    let found = sparta_ide::code_actions(&snapshot.db, snapshot.project, at, &kinds);
    let shown = found.into_iter().filter_map(|it| shown(snapshot, params, at, it));
    Some(shown.map(CodeActionOrCommand::CodeAction).collect())
}

/// The kinds that are asked for. Where nobody says which, the ones that are about the place: what
/// concerns the whole document is asked for by its name.
fn asked_for(only: Option<&[CodeActionKind]>) -> Vec<Kind> {
    let is_within = |kind: &CodeActionKind, asked: &CodeActionKind| {
        let (kind, asked) = (kind.as_str(), asked.as_str());
        let rest = kind.strip_prefix(asked);
        asked.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let is_asked = |(kind, name): &(Kind, CodeActionKind)| match only {
        Some(only) => only.iter().any(|asked| is_within(name, asked)),
        None => !matches!(kind, Kind::FixAll),
    };
    KINDS.iter().filter(|it| is_asked(it)).map(|(kind, _)| *kind).collect()
}

fn shown(
    snapshot: &Snapshot,
    params: &CodeActionParams,
    at: FileRange,
    found: Found,
) -> Option<CodeAction> {
    let client = &snapshot.client;
    let uri = params.text_document.uri.clone();
    let data = Data { uri: uri.clone(), range: params.range, version: snapshot.version(at.file) };
    let command = found.explains.as_ref().map(|_| Command {
        title: found.title.clone(),
        command: "sparta.explain".to_owned(),
        arguments: Some(vec![json!({ "uri": uri, "position": params.range.start, "show": true })]),
    });
    let is_lazy = command.is_none() && client.resolves_code_actions();
    let edit = if command.is_some() || is_lazy {
        None
    } else {
        Some(edit_of(snapshot, at, found.kind, &found.title)?)
    };
    let mended = found.mends.map(|finding| vec![diagnostic(snapshot, at.file, finding)]);
    Some(CodeAction {
        title: found.title,
        kind: KINDS.iter().find(|(kind, _)| *kind == found.kind).map(|(_, name)| name.clone()),
        diagnostics: mended,
        edit,
        command,
        is_preferred: (found.is_preferred && client.takes_preferred_actions()).then_some(true),
        disabled: None,
        data: if is_lazy { serde_json::to_value(data).ok() } else { None },
    })
}

fn edit_of(snapshot: &Snapshot, at: FileRange, kind: Kind, title: &str) -> Option<WorkspaceEdit> {
    let edit = sparta_ide::code_action_edit(&snapshot.db, snapshot.project, at, kind, title)?;
    Some(snapshot.workspace_edit(&edit))
}

/// The document that an action was offered for.
pub(crate) fn document(action: &CodeAction) -> Option<Uri> {
    Uri::from_str(action.data.as_ref()?["uri"].as_str()?).ok()
}

/// The action with its edit, or why it has none any more.
pub(crate) fn resolve(
    snapshot: &Snapshot,
    action: &CodeAction,
) -> Option<Result<CodeAction, String>> {
    let data: Data = serde_json::from_value(action.data.clone()?).ok()?;
    let file = snapshot.file(&data.uri)?;
    if snapshot.version(file) != data.version {
        return Some(Err("the document has changed since".to_owned()));
    }
    let kind = action.kind.as_ref()?;
    let (kind, _) = KINDS.iter().find(|(_, name)| name == kind)?;
    let at = FileRange { file, range: snapshot.offsets(file, data.range) };
    let edit = edit_of(snapshot, at, *kind, &action.title);
    Some(edit.map_or_else(
        || Err("it is not possible any more".to_owned()),
        |edit| Ok(CodeAction { edit: Some(edit), ..action.clone() }),
    ))
}
