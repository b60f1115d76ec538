//! `textDocument/prepareCallHierarchy`, `callHierarchy/incomingCalls` and `outgoingCalls`

use sparta_ide::{Call, CallItem, FilePosition};
use tower_lsp::ls_types::{
    CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem,
    CallHierarchyOutgoingCall, CallHierarchyOutgoingCallsParams, CallHierarchyPrepareParams, Range,
    SymbolKind, TextDocumentIdentifier, TextDocumentPositionParams, Uri,
};

use crate::snapshot::Snapshot;

pub(crate) fn prepare(
    snapshot: &Snapshot,
    params: &CallHierarchyPrepareParams,
) -> Option<Vec<CallHierarchyItem>> {
    let at = snapshot.position(&params.text_document_position_params)?;
    let found = sparta_ide::call_hierarchy(&snapshot.db, snapshot.project, at)?;
    Some(vec![item(snapshot, found, None)?])
}

pub(crate) fn incoming(
    snapshot: &Snapshot,
    params: &CallHierarchyIncomingCallsParams,
) -> Option<Vec<CallHierarchyIncomingCall>> {
    let at = position(snapshot, &params.item)?;
    let calls = sparta_ide::incoming_calls(&snapshot.db, snapshot.project, at);
    let shown = calls.into_iter().filter_map(|call| {
        let labels = labels(&call);
        let from = item(snapshot, call.with.clone(), Some(labels))?;
        let from_ranges = ranges(snapshot, &call, &from.uri);
        Some(CallHierarchyIncomingCall { from, from_ranges })
    });
    Some(shown.collect())
}

pub(crate) fn outgoing(
    snapshot: &Snapshot,
    params: &CallHierarchyOutgoingCallsParams,
) -> Option<Vec<CallHierarchyOutgoingCall>> {
    let at = position(snapshot, &params.item)?;
    let calls = sparta_ide::outgoing_calls(&snapshot.db, snapshot.project, at);
    let shown = calls.into_iter().filter_map(|call| {
        let labels = labels(&call);
        let to = item(snapshot, call.with.clone(), Some(labels))?;
        let from_ranges = ranges(snapshot, &call, &params.item.uri);
        Some(CallHierarchyOutgoingCall { to, from_ranges })
    });
    Some(shown.collect())
}

/// Where an item that was shown stands now.
fn position(snapshot: &Snapshot, item: &CallHierarchyItem) -> Option<FilePosition> {
    snapshot.position(&TextDocumentPositionParams {
        text_document: TextDocumentIdentifier { uri: item.uri.clone() },
        position: item.selection_range.start,
    })
}

/// The events and grants by which two are connected.
fn labels(call: &Call) -> String {
    let names = call.connections.iter().map(|(_, name)| name.as_str());
    names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Where the connections are written, as far as that is in a document.
fn ranges(snapshot: &Snapshot, call: &Call, document: &Uri) -> Vec<Range> {
    let there = call.places.iter().filter(|it| snapshot.uri(it.file).as_ref() == Some(document));
    there.map(|it| snapshot.range(it.file, it.range)).collect()
}

fn item(
    snapshot: &Snapshot,
    found: CallItem,
    connection: Option<String>,
) -> Option<CallHierarchyItem> {
    let connection = connection.filter(|it| !it.is_empty());
    let detail = match connection {
        Some(connection) => format!("{} · {connection}", found.detail),
        None => found.detail,
    };
    Some(CallHierarchyItem {
        name: found.name,
        kind: SymbolKind::OBJECT,
        tags: None,
        detail: Some(detail),
        uri: snapshot.uri(found.target.file)?,
        range: snapshot.range(found.target.file, found.target.range),
        selection_range: snapshot.range(found.target.file, found.target.focus),
        data: None,
    })
}
