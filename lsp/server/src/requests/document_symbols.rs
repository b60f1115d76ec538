//! `textDocument/documentSymbol` and `workspace/symbol`

use sparta_ide::SymbolKind as Kind;
use tower_lsp::ls_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, SymbolInformation,
    SymbolKind, SymbolTag, Uri, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use crate::snapshot::Snapshot;

pub(crate) fn document_symbols(
    snapshot: &Snapshot,
    params: &DocumentSymbolParams,
) -> Option<DocumentSymbolResponse> {
    let uri = &params.text_document.uri;
    let file = snapshot.file(uri)?;
    let found = sparta_ide::document_symbols(&snapshot.db, file);
    let range = |range| snapshot.range(file, range);
    if snapshot.client.takes_nested_symbols() {
        let nested = found.into_iter().map(|symbol| nested(symbol, &range));
        return Some(DocumentSymbolResponse::Nested(nested.collect()));
    }
    let mut flat = Vec::new();
    for symbol in found {
        flatten(symbol, None, uri, &range, &mut flat);
    }
    Some(DocumentSymbolResponse::Flat(flat))
}

type ToRange<'a> = dyn Fn(sparta_ide::TextRange) -> tower_lsp::ls_types::Range + 'a;

#[expect(deprecated, reason = "the field is there, and tags replace it")]
fn nested(symbol: sparta_ide::DocumentSymbol, range: &ToRange<'_>) -> DocumentSymbol {
    let children = symbol.children.into_iter().map(|child| nested(child, range));
    let children: Vec<DocumentSymbol> = children.collect();
    DocumentSymbol {
        name: symbol.name,
        detail: symbol.detail,
        kind: kind(symbol.kind),
        tags: tags(symbol.deprecated),
        deprecated: None,
        range: range(symbol.range),
        selection_range: range(symbol.focus),
        children: (!children.is_empty()).then_some(children),
    }
}

/// For a client that shows no tree: each symbol, and what it is a part of.
#[expect(deprecated, reason = "the field is there, and tags replace it")]
fn flatten(
    symbol: sparta_ide::DocumentSymbol,
    container: Option<&str>,
    uri: &Uri,
    range: &ToRange<'_>,
    flat: &mut Vec<SymbolInformation>,
) {
    flat.push(SymbolInformation {
        name: symbol.name.clone(),
        kind: kind(symbol.kind),
        tags: tags(symbol.deprecated),
        deprecated: None,
        location: Location::new(uri.clone(), range(symbol.range)),
        container_name: container.map(str::to_owned),
    });
    for child in symbol.children {
        flatten(child, Some(&symbol.name), uri, range, flat);
    }
}

#[expect(deprecated, reason = "the field is there, and tags replace it")]
pub(crate) fn workspace_symbols(
    snapshots: &[Snapshot],
    params: &WorkspaceSymbolParams,
) -> Option<WorkspaceSymbolResponse> {
    let mut found: Vec<(u32, SymbolInformation)> = Vec::new();
    for snapshot in snapshots {
        let symbols = sparta_ide::workspace_symbols(&snapshot.db, snapshot.project, &params.query);
        for symbol in symbols {
            let Some(location) = snapshot.location(symbol.at) else { continue };
            let information = SymbolInformation {
                name: symbol.name,
                kind: kind(symbol.kind),
                tags: tags(symbol.deprecated),
                deprecated: None,
                location,
                container_name: symbol.container,
            };
            found.push((symbol.rank, information));
        }
    }
    // Stable: what is of one project stays in its order.
    found.sort_by_key(|(rank, _)| *rank);
    let found = found.into_iter().map(|(_, information)| information);
    Some(WorkspaceSymbolResponse::Flat(found.collect()))
}

fn tags(deprecated: bool) -> Option<Vec<SymbolTag>> {
    deprecated.then(|| vec![SymbolTag::DEPRECATED])
}

fn kind(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Stack | Kind::Environment => SymbolKind::NAMESPACE,
        Kind::Import => SymbolKind::MODULE,
        Kind::Parameter | Kind::Setting | Kind::Let => SymbolKind::VARIABLE,
        Kind::Type => SymbolKind::STRUCT,
        Kind::Function => SymbolKind::FUNCTION,
        Kind::Resource | Kind::Construct | Kind::Existing => SymbolKind::OBJECT,
        Kind::Custom | Kind::Component => SymbolKind::CLASS,
        Kind::Extension => SymbolKind::INTERFACE,
        Kind::Event => SymbolKind::EVENT,
        Kind::Output => SymbolKind::PROPERTY,
        Kind::Test | Kind::Grant => SymbolKind::METHOD,
        Kind::Metric => SymbolKind::NUMBER,
        Kind::Attribute | Kind::Property => SymbolKind::PROPERTY,
        Kind::Field => SymbolKind::FIELD,
    }
}
