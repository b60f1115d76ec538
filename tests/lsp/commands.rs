//! What a program becomes, asked for by commands.

use serde_json::{Value, json};
use sparta_tests::lsp::Editor;

use crate::Folder;

const SHOP: &str = "\
resource jobs: AWS::SQS::Queue {}

resource files: AWS::S3::Bucket { BucketName: \"orders\" }
";

fn command(name: &str, argument: Value) -> Value {
    json!({ "command": name, "arguments": [argument] })
}

async fn opened(capabilities: Value, text: &str) -> (Folder, Editor) {
    let folder = Folder::new(&[("shop.sparta", text)]);
    let mut editor = Editor::with(folder.path(), capabilities).await;
    editor.open("shop.sparta", text).await;
    (folder, editor)
}

async fn end(mut editor: Editor) {
    editor.ignore("textDocument/publishDiagnostics");
    editor.end().await;
}

#[tokio::test]
async fn a_program_is_shown_as_a_template_as_resources_and_as_a_picture() {
    let (_folder, mut editor) = opened(json!({}), SHOP).await;
    let uri = editor.uri("shop.sparta");
    let method = "workspace/executeCommand";

    let json = editor.ask(method, command("sparta.emit", json!({ "uri": uri }))).await;
    assert_eq!(json["language"], "json");
    let template: Value =
        serde_json::from_str(json["text"].as_str().expect("a text")).expect("JSON");
    assert_eq!(template["Resources"]["jobs"]["Type"], "AWS::SQS::Queue");

    let argument = json!({ "uri": uri, "format": "yaml" });
    let yaml = editor.ask(method, command("sparta.emit", argument)).await;
    assert_eq!(yaml["language"], "yaml");
    assert!(yaml["text"].as_str().is_some_and(|it| it.contains("BucketName: orders")), "{yaml}");

    let argument = json!({ "uri": uri, "position": { "line": 2, "character": 3 } });
    let part = editor.ask(method, command("sparta.expand", argument)).await;
    let text = part["text"].as_str().expect("a text");
    assert!(text.contains("AWS::S3::Bucket") && !text.contains("AWS::SQS::Queue"), "{text}");

    let page = editor.ask(method, command("sparta.graph", json!({ "uri": uri }))).await;
    assert_eq!(page["root"], format!("{}/", uri.trim_end_matches("/shop.sparta")));
    let html = page["html"].as_str().expect("a page");
    assert!(html.contains("data-path=\"shop.sparta\" data-line=\"3\""), "{html}");
    end(editor).await;
}

#[tokio::test]
async fn a_finding_is_explained() {
    let (_folder, mut editor) = opened(json!({}), "output one: nothing\n").await;
    let uri = editor.uri("shop.sparta");
    let at = |character| json!({ "uri": uri, "position": { "line": 0, "character": character } });
    let ask = |character| command("sparta.explain", at(character));
    let page = editor.ask("workspace/executeCommand", ask(13)).await;
    assert!(page["text"].as_str().is_some_and(|it| it.starts_with("# unknown-name\n")), "{page}");
    let refused = editor.try_ask("workspace/executeCommand", ask(3)).await;
    assert!(
        refused.is_err_and(|it| it["message"].as_str().is_some_and(|it| it.contains("nothing")))
    );
    end(editor).await;
}

#[tokio::test]
async fn what_cannot_be_shown_is_refused_with_a_reason() {
    let (_folder, mut editor) = opened(json!({}), "output one: nothing\n").await;
    let uri = editor.uri("shop.sparta");
    let refusals = [
        ("sparta.graph", json!({ "uri": uri }), -32803),
        ("sparta.emit", json!({ "uri": uri, "environment": "prod" }), -32803),
        ("sparta.emit", json!({ "uri": uri, "format": "toml" }), -32602),
        ("sparta.emit", json!("shop.sparta"), -32602),
        ("sparta.deploy", json!({ "uri": uri }), -32602),
    ];
    for (name, argument, code) in refusals {
        let refused = editor.try_ask("workspace/executeCommand", command(name, argument)).await;
        assert_eq!(refused.expect_err("it is refused")["code"], code, "{name}");
    }
    end(editor).await;
}

#[tokio::test]
async fn a_client_that_shows_files_is_asked_to() {
    let shows = json!({ "window": { "showDocument": { "support": true } } });
    let (_folder, mut editor) = opened(shows, SHOP).await;
    let argument = json!({ "uri": editor.uri("shop.sparta"), "show": true });
    let page = editor.ask("workspace/executeCommand", command("sparta.graph", argument)).await;
    let shown = editor.hear("window/showDocument").await;
    assert_eq!(shown["external"], true);
    let path = shown["uri"].as_str().and_then(|it| it.strip_prefix("file://")).expect("a file");
    let written = std::fs::read_to_string(path).expect("it is there");
    assert_eq!(page["html"], written);
    end(editor).await;
}
