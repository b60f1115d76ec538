//! Who triggers what, and who may do what.

use serde_json::{Value, json};
use sparta_tests::lsp::Editor;

use crate::Folder;

const SHOP: &str = "\
resource uploads: AWS::S3::Bucket {}
lambda resize {
  code: \"./resize\"
  handler: \"app.handler\"
  runtime: \"python3.13\"
  on: [uploads.objectCreated()]
  needs: [uploads.read]
}
";

#[tokio::test]
async fn events_and_grants_are_calls() {
    let folder = Folder::new(&[("shop.sparta", SHOP), ("resize/app.py", "")]);
    let mut editor = Editor::start(folder.path()).await;
    editor.open("shop.sparta", SHOP).await;
    let items = editor.ask_at("textDocument/prepareCallHierarchy", "shop.sparta", 1, 8).await;
    assert_eq!((&items[0]["name"], &items[0]["detail"]), (&json!("resize"), &json!("Lambda")));

    let item = json!({ "item": items[0] });
    let incoming = editor.ask("callHierarchy/incomingCalls", item.clone()).await;
    let called = |calls: &Value, end: &str| {
        let shown = |call: &Value| (call[end]["name"].clone(), call[end]["detail"].clone());
        calls.as_array().expect("calls").iter().map(shown).collect::<Vec<_>>()
    };
    let bucket = |detail: &str| (json!("uploads"), json!(format!("AWS::S3::Bucket · {detail}")));
    assert_eq!(called(&incoming, "from"), [bucket("objectCreated")]);
    assert_eq!(incoming[0]["fromRanges"][0]["start"]["line"], 5);
    let outgoing = editor.ask("callHierarchy/outgoingCalls", item).await;
    assert_eq!(called(&outgoing, "to"), [bucket("read")]);

    editor.ignore("textDocument/publishDiagnostics");
    editor.end().await;
}
