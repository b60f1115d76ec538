//! Going from a name to what it means.

use serde_json::json;
use sparta_tests::lsp::Editor;

use crate::Folder;

const SHOP: &str = "\
import { delay } from \"./times.sparta\"
resource orders: AWS::SQS::Queue { DelaySeconds: delay }
lambda worker { handler: \"a.b\", code: \"./worker\", runtime: \"python3.13\" }
";

#[tokio::test]
async fn a_name_leads_into_another_file_and_into_the_library() {
    let folder = Folder::new(&[("shop.sparta", SHOP), ("times.sparta", "let delay = 3s\n")]);
    let mut editor = Editor::start(folder.path()).await;
    editor.open("shop.sparta", SHOP).await;

    let found = editor.ask_at("textDocument/definition", "shop.sparta", 1, 50).await;
    assert_eq!(found["uri"], editor.uri("times.sparta"));
    let declared = editor.ask_at("textDocument/declaration", "shop.sparta", 1, 50).await;
    assert_eq!(declared["uri"], editor.uri("shop.sparta"));
    assert_eq!(declared["range"]["start"], json!({ "line": 0, "character": 9 }));
    let ty = editor.ask_at("textDocument/typeDefinition", "shop.sparta", 2, 9).await;
    assert!(ty["uri"].as_str().is_some_and(|it| it.ends_with("/prelude/lambda.sparta")), "{ty}");
    let hover = editor.ask_at("textDocument/hover", "shop.sparta", 1, 50).await;
    assert!(hover["contents"]["value"].as_str().is_some_and(|it| it.contains("Duration")));
    let mut params = editor.at("shop.sparta", 1, 50);
    params["context"] = json!({ "includeDeclaration": true });
    let references = editor.ask("textDocument/references", params).await;
    assert_eq!(references.as_array().map(Vec::len), Some(3), "{references}");

    editor.ignore("textDocument/publishDiagnostics");
    editor.end().await;
}
