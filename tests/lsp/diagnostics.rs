//! What is wrong, as it is told and as it is asked for.

use serde_json::{Value, json};
use sparta_tests::lsp::Editor;

use crate::Folder;

const WRONG: &str = "resource orders: AWS::SQS::Queue { DelaySecond: 3 }\n";
const RIGHT: &str = "resource orders: AWS::SQS::Queue { DelaySeconds: 3s }\n";

fn names(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().filter_map(|it| it["code"].as_str()).collect()
}

#[tokio::test]
async fn what_is_wrong_is_told_and_taken_back() {
    let folder = Folder::new(&[]);
    let mut editor = Editor::start(folder.path()).await;
    editor.open("shop.sparta", WRONG).await;
    let found = editor.diagnostics("shop.sparta").await;
    assert_eq!(names(&found), ["unknown-property"]);
    assert_eq!(found[0]["range"]["start"], json!({ "line": 0, "character": 35 }));
    assert!(found[0]["codeDescription"]["href"].as_str().is_some_and(|it| it.ends_with(".md")));
    editor.write("shop.sparta", RIGHT).await;
    assert_eq!(editor.diagnostics("shop.sparta").await, Vec::<Value>::new());
    editor.end().await;
}
