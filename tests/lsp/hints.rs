//! What is shown beside the text, and while it is written.

use serde_json::{Value, json};
use sparta_tests::lsp::Editor;

use crate::Folder;

const SHOP: &str = "\
let blocks = cidr(\"10.0.0.0/16\", 4, 5)
output first: blocks[0]
";

#[tokio::test]
async fn a_call_shows_what_it_takes() {
    let folder = Folder::new(&[("shop.sparta", SHOP)]);
    let mut editor = Editor::start(folder.path()).await;
    editor.open("shop.sparta", SHOP).await;
    let help = editor.ask_at("textDocument/signatureHelp", "shop.sparta", 0, 33).await;
    assert_eq!(
        help["signatures"][0]["label"],
        "cidr(block: String, count: Int, bits: Int): [String]"
    );
    assert_eq!(help["activeParameter"], 1);
    assert_eq!(help["signatures"][0]["parameters"][1]["label"], "count: Int");
    editor.ignore("textDocument/publishDiagnostics");
    editor.end().await;
}

#[tokio::test]
async fn hints_are_shown_and_switched_off() {
    let folder = Folder::new(&[("shop.sparta", SHOP)]);
    let mut editor = Editor::start(folder.path()).await;
    editor.open("shop.sparta", SHOP).await;
    let mut params = json!({ "textDocument": { "uri": editor.uri("shop.sparta") } });
    params["range"] =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
    let hints = editor.ask("textDocument/inlayHint", params.clone()).await;
    let labels = |hints: &Value| {
        let label = |hint: &Value| hint["label"].as_str().unwrap_or_default().to_owned();
        hints.as_array().expect("hints").iter().map(label).collect::<Vec<_>>()
    };
    assert_eq!(labels(&hints), [": [String]", "block:", "count:", "bits:"]);

    let off = json!({ "sparta": { "inlayHints": { "parameterNames": false } } });
    editor.notify("workspace/didChangeConfiguration", json!({ "settings": off })).await;
    let hints = editor.ask("textDocument/inlayHint", params).await;
    assert_eq!(labels(&hints), [": [String]"]);
    editor.ignore("textDocument/publishDiagnostics");
    editor.end().await;
}

#[tokio::test]
async fn a_name_is_highlighted_in_its_document() {
    let folder = Folder::new(&[("shop.sparta", SHOP)]);
    let mut editor = Editor::start(folder.path()).await;
    editor.open("shop.sparta", SHOP).await;
    let found = editor.ask_at("textDocument/documentHighlight", "shop.sparta", 1, 15).await;
    let lines = |found: &Value| {
        let line = |it: &Value| (it["range"]["start"]["line"].clone(), it["kind"].clone());
        found.as_array().expect("highlights").iter().map(line).collect::<Vec<_>>()
    };
    // Written where it is declared, read where it is used.
    assert_eq!(lines(&found), [(json!(0), json!(3)), (json!(1), json!(2))]);
    editor.ignore("textDocument/publishDiagnostics");
    editor.end().await;
}
