//! What can be done about a place: offered at once, worked out when it is chosen.

use serde_json::{Value, json};
use sparta_tests::lsp::Editor;

use crate::Folder;

const SHOP: &str = "\
let unused = 3s

resource orders: AWS::SQS::Queue { DelaySecond: 3s }
";

fn client(resolves: bool) -> Value {
    let mut action = json!({
        "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } },
        "isPreferredSupport": true,
    });
    if resolves {
        action["dataSupport"] = json!(true);
        action["resolveSupport"] = json!({ "properties": ["edit"] });
    }
    json!({ "textDocument": { "codeAction": action } })
}

fn request(editor: &Editor, line: u32, character: u32, only: Option<&str>) -> Value {
    let place = json!({ "line": line, "character": character });
    let mut context = json!({ "diagnostics": [] });
    if let Some(only) = only {
        context["only"] = json!([only]);
    }
    json!({
        "textDocument": { "uri": editor.uri("shop.sparta") },
        "range": { "start": place, "end": place },
        "context": context,
    })
}

async fn opened(resolves: bool) -> (Folder, Editor) {
    let folder = Folder::new(&[("shop.sparta", SHOP)]);
    let mut editor = Editor::with(folder.path(), client(resolves)).await;
    editor.open("shop.sparta", SHOP).await;
    (folder, editor)
}

fn titled<'a>(actions: &'a Value, title: &str) -> &'a Value {
    let all = actions.as_array().expect("a list");
    all.iter().find(|it| it["title"] == title).unwrap_or_else(|| panic!("{actions:#}"))
}

async fn end(mut editor: Editor) {
    editor.ignore("textDocument/publishDiagnostics");
    editor.end().await;
}

#[tokio::test]
async fn a_finding_is_mended() {
    let (_folder, mut editor) = opened(false).await;
    let params = request(&editor, 2, 38, None);
    let actions = editor.ask("textDocument/codeAction", params).await;
    let fix = titled(&actions, "Write `DelaySeconds`");
    assert_eq!(fix["kind"], "quickfix");
    assert_eq!(fix["isPreferred"], true);
    assert_eq!(fix["diagnostics"][0]["code"], "unknown-property");
    let edit = &fix["edit"]["changes"][editor.uri("shop.sparta")][0];
    assert_eq!(edit["newText"], "DelaySeconds");
    let explain = titled(&actions, "Explain `unknown-property`");
    assert_eq!(explain["command"]["command"], "sparta.explain");
    end(editor).await;
}

#[tokio::test]
async fn an_edit_is_worked_out_when_it_is_chosen() {
    let (_folder, mut editor) = opened(true).await;
    let params = request(&editor, 2, 12, Some("refactor"));
    let actions = editor.ask("textDocument/codeAction", params).await;
    let pin = titled(&actions, "Pin the logical id with `@id(\"orders\")`").clone();
    assert!(pin.get("edit").is_none(), "{pin:#}");
    let resolved = editor.ask("codeAction/resolve", pin.clone()).await;
    let edit = &resolved["edit"]["changes"][editor.uri("shop.sparta")][0];
    assert_eq!(edit["newText"], "@id(\"orders\")\n");

    editor.change("shop.sparta", json!([{ "text": format!("\n{SHOP}") }])).await;
    let refused = editor.try_ask("codeAction/resolve", pin).await.expect_err("it is stale");
    assert_eq!(refused["message"], "the document has changed since");
    end(editor).await;
}

#[tokio::test]
async fn only_what_is_asked_for_is_offered() {
    let (_folder, mut editor) = opened(true).await;
    for only in ["quickfix", "refactor.rewrite", "refactor", "source"] {
        let params = request(&editor, 2, 12, Some(only));
        let actions = editor.ask("textDocument/codeAction", params).await;
        for action in actions.as_array().expect("a list") {
            let kind = action["kind"].as_str().expect("a kind");
            assert!(kind.starts_with(only), "{kind} is not within {only}");
        }
    }
    end(editor).await;
}
