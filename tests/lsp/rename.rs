//! Other names, for what programs name and for the files that they lie in.

use serde_json::{Value, json};
use sparta_tests::lsp::Editor;

use crate::Folder;

const SHOP: &str = "\
import { delay } from \"./times.sparta\"
resource orders: AWS::SQS::Queue { DelaySeconds: delay }
";
const FILES: [(&str, &str); 2] = [("shop.sparta", SHOP), ("times.sparta", "let delay = 3s\n")];

/// What an edit writes into a file, in the order of its text.
fn written(edit: &Value, uri: &str) -> Vec<String> {
    let edits = edit["changes"][uri].as_array().cloned().unwrap_or_default();
    let text = |edit: &Value| {
        let (line, column) =
            (&edit["range"]["start"]["line"], &edit["range"]["start"]["character"]);
        format!("{line}:{column} {}", edit["newText"].as_str().unwrap_or_default())
    };
    edits.iter().map(text).collect()
}

#[tokio::test]
async fn a_name_changes_in_all_files() {
    let folder = Folder::new(&FILES);
    let mut editor = Editor::start(folder.path()).await;
    editor.open("shop.sparta", SHOP).await;
    let prepared = editor.ask_at("textDocument/prepareRename", "shop.sparta", 1, 50).await;
    assert_eq!(prepared["placeholder"], "delay");

    let mut params = editor.at("shop.sparta", 1, 50);
    params["newName"] = json!("pause");
    let edit = editor.ask("textDocument/rename", params.clone()).await;
    assert_eq!(written(&edit, &editor.uri("shop.sparta")), ["0:9 pause", "1:49 pause"]);
    assert_eq!(written(&edit, &editor.uri("times.sparta")), ["0:4 pause"]);

    params["newName"] = json!("orders");
    let refused = editor.try_ask("textDocument/rename", params).await.expect_err("it is taken");
    assert_eq!(refused["message"], "there is a `orders` already in `shop.sparta`");

    editor.ignore("textDocument/publishDiagnostics");
    editor.end().await;
}

#[tokio::test]
async fn what_the_library_defines_keeps_its_name() {
    let folder = Folder::new(&FILES);
    let mut editor = Editor::start(folder.path()).await;
    editor.open("shop.sparta", SHOP).await;
    let params = editor.at("shop.sparta", 1, 40);
    let refused = editor.try_ask("textDocument/prepareRename", params).await;
    let message = refused.expect_err("a property of CloudFormation")["message"].clone();
    assert_eq!(message, "`DelaySeconds` is not a name of the program");
    editor.ignore("textDocument/publishDiagnostics");
    editor.end().await;
}

#[tokio::test]
async fn imports_follow_a_file_that_is_renamed() {
    let folder = Folder::new(&FILES);
    let mut editor = Editor::start(folder.path()).await;
    editor.open("shop.sparta", SHOP).await;
    let renamed = json!({
        "oldUri": editor.uri("times.sparta"),
        "newUri": editor.uri("parts/times.sparta"),
    });
    let edit = editor.ask("workspace/willRenameFiles", json!({ "files": [renamed] })).await;
    assert_eq!(written(&edit, &editor.uri("shop.sparta")), ["0:23 ./parts/times.sparta"]);
    editor.ignore("textDocument/publishDiagnostics");
    editor.end().await;
}
