//! How the server starts and how it ends.

use std::process::{Command, Stdio};

use serde_json::{Value, json};
use sparta_server::Ended;
use sparta_tests::lsp::Editor;

use crate::Folder;

const NOT_INITIALIZED: i64 = -32002;
const INVALID_REQUEST: i64 = -32600;

fn code(answer: Result<Value, Value>) -> i64 {
    answer.expect_err("it is refused")["code"].as_i64().expect("an error has a code")
}

#[tokio::test]
async fn nothing_is_answered_before_the_client_has_said_hello() {
    let folder = Folder::new(&[]);
    let mut editor = Editor::silent(folder.path());
    let hover = editor.at("a.sparta", 0, 0);
    let early = editor.try_ask("textDocument/hover", hover).await;
    assert_eq!(code(early), NOT_INITIALIZED);
    assert_eq!(code(editor.try_ask("shutdown", Value::Null).await), NOT_INITIALIZED);
    // What is told too early is not heard.
    editor.open("a.sparta", "let a = b\n").await;
    let hello = editor.initialize(json!({})).await;
    assert_eq!(hello["serverInfo"]["name"], "spartac");
    let again = json!({ "processId": null, "capabilities": {} });
    assert_eq!(code(editor.try_ask("initialize", again).await), INVALID_REQUEST);
    assert_eq!(editor.end().await, Ended::Properly);
}

#[tokio::test]
async fn nothing_is_answered_after_goodbye() {
    let folder = Folder::new(&[]);
    let mut editor = Editor::start(folder.path()).await;
    editor.ask("shutdown", Value::Null).await;
    let late = editor.at("a.sparta", 0, 0);
    assert_eq!(code(editor.try_ask("textDocument/hover", late).await), INVALID_REQUEST);
    assert_eq!(code(editor.try_ask("shutdown", Value::Null).await), INVALID_REQUEST);
    assert_eq!(editor.leave().await, Ended::Properly);
}

#[tokio::test]
async fn leaving_without_goodbye_is_noticed() {
    let folder = Folder::new(&[]);
    let mut editor = Editor::start(folder.path()).await;
    assert_eq!(editor.leave().await, Ended::Abandoned);
    let editor = Editor::start(folder.path()).await;
    assert_eq!(editor.vanish().await, Ended::Abandoned);
}

#[tokio::test]
async fn a_client_that_vanishes_while_it_is_answered_is_not_waited_for() {
    let folder = Folder::new(&[]);
    let mut editor = Editor::start(folder.path()).await;
    for number in 0..200 {
        editor.write("a.sparta", &format!("let a = {number}\n")).await;
        editor.send("workspace/diagnostic", json!({ "previousResultIds": [] })).await;
    }
    assert_eq!(editor.vanish().await, Ended::Abandoned);
}

#[cfg(unix)]
#[tokio::test]
async fn the_server_ends_with_the_process_of_its_client() {
    let folder = Folder::new(&[]);
    // It waits for more to come on its standard input.
    let mut client = Command::new("cat").stdin(Stdio::piped()).spawn().expect("it is there");
    let mut editor = Editor::silent(folder.path());
    editor.ask("initialize", json!({ "processId": client.id(), "capabilities": {} })).await;
    client.kill().expect("it runs");
    client.wait().expect("it ends");
    assert_eq!(editor.abandoned().await, Ended::Abandoned);
}

#[tokio::test]
async fn what_is_not_known_is_refused() {
    let folder = Folder::new(&[]);
    let mut editor = Editor::start(folder.path()).await;
    for method in ["textDocument/brew", "$/brew", "workspaceSymbol/brew"] {
        let refused = editor.try_ask(method, json!({})).await;
        assert_eq!(code(refused), -32601, "{method}");
    }
    let malformed = editor.try_ask("textDocument/hover", json!({ "position": 3 })).await;
    assert_eq!(code(malformed), -32602);
    editor.notify("$/brew", json!({})).await;
    editor.notify("textDocument/brew", json!({})).await;
    editor.notify("textDocument/didOpen", json!({ "textDocument": null })).await;
    editor.end().await;
}
