//! What can stand at a position.

use serde_json::{Value, json};
use sparta_tests::lsp::Editor;

use crate::Folder;

const SHOP: &str = "\
/// Where pictures come in.
resource uploads: AWS::S3::Bucket {}
lambda resize {
  needs: [uploads.]
}
";

fn labels(found: &Value) -> Vec<&str> {
    let items = found["items"].as_array().expect("a list of proposals");
    items.iter().map(|item| item["label"].as_str().expect("a label")).collect()
}

fn named<'a>(found: &'a Value, label: &str) -> &'a Value {
    let items = found["items"].as_array().expect("a list of proposals");
    items.iter().find(|item| item["label"] == label).expect("it is proposed")
}

#[tokio::test]
async fn grants_are_proposed_on_a_line_that_is_not_complete() {
    let folder = Folder::new(&[("shop.sparta", SHOP)]);
    let mut editor = Editor::start(folder.path()).await;
    editor.open("shop.sparta", SHOP).await;
    let found = editor.ask_at("textDocument/completion", "shop.sparta", 3, 18).await;
    assert_eq!(labels(&found)[..5], ["delete", "list", "read", "readWrite", "write"]);

    let read = named(&found, "read");
    assert_eq!(read["textEdit"]["range"]["start"], json!({ "line": 3, "character": 18 }));
    assert_eq!(read["documentation"], Value::Null);
    let resolved = editor.ask("completionItem/resolve", read.clone()).await;
    let text = resolved["documentation"]["value"].as_str().expect("something to read");
    assert!(text.contains("Reads objects and lists the bucket."), "{text}");

    editor.ignore("textDocument/publishDiagnostics");
    editor.end().await;
}

#[tokio::test]
async fn snippets_are_for_those_who_know_them() {
    let folder = Folder::new(&[("shop.sparta", "")]);
    let item = json!({ "snippetSupport": true });
    let knows = json!({ "textDocument": { "completion": { "completionItem": item } } });
    for (capabilities, format, text) in
        [(knows, json!(2), "let ${1:name} = $0"), (json!({}), Value::Null, "let name = ")]
    {
        let mut editor = Editor::with(folder.path(), capabilities).await;
        editor.open("shop.sparta", "le").await;
        let found = editor.ask_at("textDocument/completion", "shop.sparta", 0, 2).await;
        let word = named(&found, "let");
        assert_eq!(
            (&word["insertTextFormat"], &word["textEdit"]["newText"]),
            (&format, &json!(text))
        );
        editor.ignore("textDocument/publishDiagnostics");
        editor.end().await;
    }
}

#[tokio::test]
async fn what_is_chosen_is_imported() {
    let folder = Folder::new(&[("shop.sparta", ""), ("times.sparta", "let delay = 3s\n")]);
    let mut editor = Editor::start(folder.path()).await;
    // Open, it is known before the folder has been looked through.
    editor.open("times.sparta", "let delay = 3s\n").await;
    editor.open("shop.sparta", "output x: del").await;
    let found = editor.ask_at("textDocument/completion", "shop.sparta", 0, 13).await;
    let edits = &named(&found, "delay")["additionalTextEdits"];
    assert_eq!(edits[0]["newText"], "import { delay } from \"./times.sparta\"\n\n");
    editor.ignore("textDocument/publishDiagnostics");
    editor.end().await;
}
