//! The table of methods in the book is what the server says that it can do, and each is tested.
//!
//! `UPDATE=1 cargo test -p sparta-tests --test lsp methods` writes the table anew.

use std::fmt::Write as _;

use serde_json::{Value, json};
use sparta_tests::lsp::Editor;
use sparta_tests::repository::{files, read, root};

use crate::Folder;

/// What a field of the server's capabilities stands for: the methods, and what they give. A method of
/// which only some clients know is said to be there below a further field.
const METHODS: &[(&str, &str, &str)] = &[
    ("textDocumentSync", "textDocument/didOpen", "a document is open, and wins over the disk"),
    ("textDocumentSync", "textDocument/didChange", "edits of ranges, in UTF-8 or UTF-16"),
    ("textDocumentSync", "textDocument/didClose", "what lies on the disk counts again"),
    ("diagnosticProvider", "textDocument/diagnostic", "what is wrong in a document, when asked"),
    ("diagnosticProvider", "workspace/diagnostic", "what is wrong in all programs, when asked"),
    ("completionProvider", "textDocument/completion", "what can stand here"),
    (
        "completionProvider.resolveProvider",
        "completionItem/resolve",
        "what a proposal is and brings",
    ),
    ("hoverProvider", "textDocument/hover", "type, phase and meaning of what stands here"),
    ("signatureHelpProvider", "textDocument/signatureHelp", "the parameters of what is called"),
    ("declarationProvider", "textDocument/declaration", "where a name comes into the file"),
    (
        "definitionProvider",
        "textDocument/definition",
        "where a name is defined, also in the library",
    ),
    ("typeDefinitionProvider", "textDocument/typeDefinition", "where the type is defined"),
    ("implementationProvider", "textDocument/implementation", "what a construct is made of"),
    ("referencesProvider", "textDocument/references", "where a name is used, in all files"),
    (
        "documentHighlightProvider",
        "textDocument/documentHighlight",
        "where it is used in this file",
    ),
    ("documentSymbolProvider", "textDocument/documentSymbol", "the declarations of a file"),
    ("workspaceSymbolProvider", "workspace/symbol", "declarations of all files, by name"),
    ("workspaceSymbolProvider.resolveProvider", "workspaceSymbol/resolve", "where one of them is"),
    ("codeActionProvider", "textDocument/codeAction", "fixes and refactorings"),
    ("codeActionProvider.resolveProvider", "codeAction/resolve", "the edits of one of them"),
    ("codeLensProvider", "textDocument/codeLens", "what declarations expand to, and their uses"),
    ("codeLensProvider.resolveProvider", "codeLens/resolve", "what one of them says"),
    ("documentLinkProvider", "textDocument/documentLink", "files and pages that a program names"),
    ("documentLinkProvider.resolveProvider", "documentLink/resolve", "where a link leads"),
    ("documentFormattingProvider", "textDocument/formatting", "the form of all programs"),
    ("documentRangeFormattingProvider", "textDocument/rangeFormatting", "the same for a selection"),
    ("documentOnTypeFormattingProvider", "textDocument/onTypeFormatting", "the same while typing"),
    ("renameProvider", "textDocument/rename", "another name, in all files"),
    ("renameProvider.prepareProvider", "textDocument/prepareRename", "what would be renamed"),
    ("linkedEditingRangeProvider", "textDocument/linkedEditingRange", "what is edited together"),
    ("foldingRangeProvider", "textDocument/foldingRange", "what can be folded"),
    ("selectionRangeProvider", "textDocument/selectionRange", "what encloses the selection"),
    ("semanticTokensProvider.full", "textDocument/semanticTokens/full", "what each name is"),
    ("semanticTokensProvider.full.delta", "textDocument/semanticTokens/full/delta", "what changed"),
    ("semanticTokensProvider.range", "textDocument/semanticTokens/range", "the same for a range"),
    ("inlayHintProvider", "textDocument/inlayHint", "types, parameters, logical ids, counts"),
    ("inlayHintProvider.resolveProvider", "inlayHint/resolve", "what a hint leads to"),
    ("callHierarchyProvider", "textDocument/prepareCallHierarchy", "a resource or function"),
    ("callHierarchyProvider", "callHierarchy/incomingCalls", "what triggers it or may use it"),
    ("callHierarchyProvider", "callHierarchy/outgoingCalls", "what it triggers or may use"),
    ("typeHierarchyProvider", "textDocument/prepareTypeHierarchy", "a type"),
    ("typeHierarchyProvider", "typeHierarchy/supertypes", "what it is a kind of"),
    ("typeHierarchyProvider", "typeHierarchy/subtypes", "the kinds of it"),
    ("executeCommandProvider", "workspace/executeCommand", "the commands above"),
    (
        "workspace.workspaceFolders",
        "workspace/didChangeWorkspaceFolders",
        "several folders at once",
    ),
    (
        "workspace.fileOperations.willRename",
        "workspace/willRenameFiles",
        "imports follow their files",
    ),
    ("workspace.fileOperations.didRename", "workspace/didRenameFiles", "files have other names"),
    ("workspace.fileOperations.didCreate", "workspace/didCreateFiles", "there are new files"),
    ("workspace.fileOperations.didDelete", "workspace/didDeleteFiles", "files are gone"),
];

/// What no field stands for, but what clients say or are asked all the same.
const ALWAYS: &[(&str, &str)] = &[
    ("$/cancelRequest", "a request is taken back, and the work on it ends"),
    ("workspace/didChangeConfiguration", "settings"),
    ("workspace/didChangeWatchedFiles", "programs, and what they read, change on the disk"),
    ("textDocument/publishDiagnostics", "what is wrong, told to who does not ask"),
    ("workspace/diagnostic/refresh", "asks the client to ask, when other files changed"),
];

/// Fields that say how something is done, and not what.
const MANNERS: &[&str] = &["positionEncoding"];

/// A client that can do whatever a server may ask of it.
fn able() -> Value {
    let refreshes = json!({ "refreshSupport": true });
    json!({
        "general": { "positionEncodings": ["utf-8", "utf-16"] },
        "textDocument": {
            "diagnostic": {},
            "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } },
                "dataSupport": true,
                "resolveSupport": { "properties": ["edit"] },
            },
            "codeLens": {},
            "inlayHint": {},
            "rename": { "prepareSupport": true },
        },
        "workspace": {
            "applyEdit": true,
            "configuration": true,
            "diagnostics": refreshes,
            "fileOperations": {
                "willRename": true, "didRename": true, "didCreate": true, "didDelete": true
            },
            "workspaceFolders": true,
        },
    })
}

async fn capabilities() -> Value {
    let folder = Folder::new(&[]);
    let mut editor = Editor::silent(folder.path());
    let hello = editor.initialize(able()).await;
    editor.ignore("workspace/configuration");
    editor.end().await;
    hello["capabilities"].clone()
}

/// The field at a path `a.b`, if it is there and not switched off.
fn field<'a>(capabilities: &'a Value, path: &str) -> Option<&'a Value> {
    let mut fields = path.split('.');
    let found = fields.try_fold(capabilities, |value, name| value.get(name))?;
    (!found.is_null() && *found != json!(false)).then_some(found)
}

/// The methods that a server with these capabilities has, and what they give.
fn methods(capabilities: &Value) -> Vec<(&'static str, &'static str)> {
    let there = METHODS.iter().filter(|(path, ..)| field(capabilities, path).is_some());
    there.map(|(_, method, gives)| (*method, *gives)).chain(ALWAYS.iter().copied()).collect()
}

#[tokio::test]
async fn the_book_lists_all_methods() {
    let capabilities = capabilities().await;
    for name in capabilities.as_object().expect("an object").keys().filter(|it| *it != "workspace")
    {
        let known = METHODS.iter().any(|(path, ..)| path.split('.').next() == Some(name))
            || MANNERS.contains(&name.as_str());
        assert!(known, "METHODS does not say what `{name}` stands for");
    }
    let mut table = String::from("\n| method | what it gives |\n| --- | --- |\n");
    for (method, gives) in methods(&capabilities) {
        writeln!(table, "| `{method}` | {gives} |").expect("a string takes all");
    }
    let path = root().join("docs/editors.md");
    let page = read(&path);
    let (before, rest) =
        page.split_once("<!-- methods -->\n").expect("the page has a place for it");
    let (_, after) = rest.split_once("\n<!-- end -->").expect("which has an end");
    let filled = format!("{before}<!-- methods -->\n{table}\n<!-- end -->{after}");
    if filled != page && std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &filled).expect("the page can be written");
    }
    assert!(filled == page, "docs/editors.md: run this test with `UPDATE=1`");
}

#[tokio::test]
async fn every_method_is_tested_through_the_protocol() {
    let own = root().join("tests/lsp/methods.rs");
    let tests: String =
        files("tests/lsp", "rs").into_iter().filter(|it| *it != own).map(|it| read(&it)).collect();
    let tests = tests + &read(&root().join("tests/src/lsp.rs"));
    let missing: Vec<&str> = methods(&capabilities().await)
        .into_iter()
        .map(|(method, _)| method)
        .filter(|method| !tests.contains(&format!("\"{method}\"")))
        .collect();
    assert!(missing.is_empty(), "no test in tests/lsp asks {}", missing.join(", "));
}
