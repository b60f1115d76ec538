//! What no client should do, and some do: nothing of it stops the server, and all is answered once.

use serde_json::{Value, json};
use sparta_server::Ended;
use sparta_tests::lsp::Editor;

use crate::documents::wrong;
use crate::{Folder, PULLS};

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;

const SHOP: &str =
    "resource orders: AWS::SQS::Queue { DelaySeconds: 3s }\noutput url: orders.ref\n";

#[tokio::test]
async fn what_is_no_message_is_answered_and_the_next_one_is_heard() {
    let folder = Folder::new(&[]);
    let mut editor = Editor::with(folder.path(), PULLS.clone()).await;
    for (bytes, code) in [
        ("Content-Length: 3\r\n\r\n{]}", PARSE_ERROR),
        ("Content-Length: 2\r\n\r\n\u{80}", PARSE_ERROR),
        ("Content-Length: 0\r\n\r\n", PARSE_ERROR),
        ("Content-Length: nine\r\n\r\n", PARSE_ERROR),
        ("Content-Length: -1\r\n\r\n", PARSE_ERROR),
        ("Content-Type: application/json\r\n\r\n", PARSE_ERROR),
        ("Content-Length: 2\r\n\r\n[]", INVALID_REQUEST),
        ("Content-Length: 1\r\n\r\n7", INVALID_REQUEST),
        ("Content-Length: 23\r\n\r\n{\"id\":{},\"method\":\"a\"} ", INVALID_REQUEST),
    ] {
        editor.say_bytes(bytes.as_bytes()).await;
        let answer = editor.hear_refusal().await;
        assert_eq!(answer["error"]["code"], code, "{bytes:?}: {answer}");
        assert_eq!(answer["id"], Value::Null, "{bytes:?}");
        editor.open("a.sparta", "let a = b\n").await;
        assert_eq!(wrong(&mut editor, "a.sparta").await, ["unknown-name"], "{bytes:?}");
    }
    assert_eq!(editor.end().await, Ended::Properly);
}

#[tokio::test]
async fn messages_may_come_in_pieces() {
    let folder = Folder::new(&[]);
    let mut editor = Editor::with(folder.path(), PULLS.clone()).await;
    let text = json!({
        "jsonrpc": "2.0",
        "method": "textDocument/didOpen",
        "params": { "textDocument": {
            "uri": editor.uri("a.sparta"), "languageId": "sparta", "version": 1, "text": "let a = b // é\n"
        } },
    });
    let text = text.to_string();
    for byte in format!("Content-Length: {}\r\n\r\n{text}", text.len()).bytes() {
        editor.say_bytes(&[byte]).await;
        tokio::task::yield_now().await;
    }
    assert_eq!(wrong(&mut editor, "a.sparta").await, ["unknown-name"]);
    editor.end().await;
}

#[tokio::test]
async fn no_position_lies_outside() {
    let folder = Folder::new(&[]);
    let mut editor = Editor::with(folder.path(), PULLS.clone()).await;
    editor.open("a.sparta", SHOP).await;
    for (line, character) in [(0, u32::MAX), (u32::MAX, 0), (u32::MAX, u32::MAX), (2, 0), (1, 99)] {
        for method in ["hover", "definition", "declaration", "typeDefinition"] {
            let method = format!("textDocument/{method}");
            editor.ask_at(&method, "a.sparta", line, character).await;
        }
        let end = json!({ "line": line, "character": character });
        let backwards = json!({ "start": end, "end": { "line": 0, "character": 0 } });
        editor.change("a.sparta", json!([{ "range": backwards, "text": "" }])).await;
    }
    assert_eq!(wrong(&mut editor, "a.sparta").await, [""; 0]);
    editor.end().await;
}

#[tokio::test]
async fn what_is_told_in_no_order_is_taken_as_it_comes() {
    let folder = Folder::new(&[]);
    let mut editor = Editor::with(folder.path(), PULLS.clone()).await;
    editor.write("a.sparta", "let a = 1\n").await;
    editor.close("a.sparta").await;
    editor.open("a.sparta", "let a = b\n").await;
    editor.open("a.sparta", SHOP).await;
    assert_eq!(wrong(&mut editor, "a.sparta").await, [""; 0]);
    for version in [7, 3, -1, 0, i32::MAX, i32::MIN] {
        let document = json!({ "uri": editor.uri("a.sparta"), "version": version });
        let changes = json!([{ "text": format!("let a{} = b\n", version.unsigned_abs()) }]);
        let params = json!({ "textDocument": document, "contentChanges": changes });
        editor.notify("textDocument/didChange", params).await;
        assert_eq!(wrong(&mut editor, "a.sparta").await, ["unknown-name"]);
    }
    editor.close("a.sparta").await;
    editor.close("a.sparta").await;
    assert_eq!(wrong(&mut editor, "a.sparta").await, [""; 0]);
    editor.end().await;
}

#[tokio::test]
async fn answers_that_nobody_asked_for_are_not_heard() {
    let folder = Folder::new(&[]);
    let mut editor = Editor::with(folder.path(), PULLS.clone()).await;
    for body in [
        json!({ "jsonrpc": "2.0", "id": 99, "result": null }),
        json!({ "jsonrpc": "2.0", "id": "x", "error": { "code": 1, "message": "no" } }),
        json!({ "jsonrpc": "2.0", "id": null, "result": 3 }),
    ] {
        let body = body.to_string();
        let message = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        editor.say_bytes(message.as_bytes()).await;
    }
    editor.cancel(77).await;
    editor.notify("$/cancelRequest", json!({ "id": {} })).await;
    editor.open("a.sparta", SHOP).await;
    assert_eq!(wrong(&mut editor, "a.sparta").await, [""; 0]);
    editor.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_requests_are_taken_back_while_somebody_types() {
    let folder = Folder::new(&[("b.sparta", SHOP)]);
    let mut editor = Editor::with(folder.path(), PULLS.clone()).await;
    editor.open("a.sparta", SHOP).await;
    let document = json!({ "textDocument": { "uri": editor.uri("a.sparta") } });
    let mut asked = Vec::new();
    for number in 0..1000 {
        let place = editor.at("a.sparta", number % 2, 12);
        let id = match number % 4 {
            0 => editor.send("textDocument/hover", place).await,
            1 => editor.send("textDocument/definition", place).await,
            2 => editor.send("textDocument/diagnostic", document.clone()).await,
            _ => editor.send("workspace/diagnostic", json!({ "previousResultIds": [] })).await,
        };
        asked.push(id);
        if number % 3 == 0 {
            editor.write("a.sparta", &format!("let a = {number}\n{SHOP}")).await;
        }
        // Some that run, some that have been answered, some twice.
        for back in [0, 5, 5] {
            if let Some(id) = asked.len().checked_sub(back + 1).map(|index| asked[index]) {
                editor.cancel(id).await;
            }
        }
    }
    let mut codes = std::collections::BTreeMap::new();
    for id in asked {
        let code = match editor.answer(id).await {
            Ok(_) => 0,
            Err(error) => error["code"].as_i64().expect("a code"),
        };
        *codes.entry(code).or_insert(0) += 1;
    }
    let known = |code: &i64| [0, -32800, -32801].contains(code);
    assert!(codes.keys().all(known), "{codes:?}");
    assert!(codes.contains_key(&-32800), "nothing was taken back: {codes:?}");
    editor.write("a.sparta", SHOP).await;
    assert_eq!(wrong(&mut editor, "a.sparta").await, [""; 0]);
    editor.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_see_exactly_the_text_before_them() {
    let folder = Folder::new(&[]);
    let mut editor = Editor::with(folder.path(), PULLS.clone()).await;
    editor.open("a.sparta", "let a = 1\n").await;
    let document = json!({ "textDocument": { "uri": editor.uri("a.sparta") } });
    for lines in 0..200 {
        let text = format!("{}let a = b\n", "\n".repeat(lines));
        editor.write("a.sparta", &text).await;
        let answer = editor.ask("textDocument/diagnostic", document.clone()).await;
        assert_eq!(answer["items"][0]["range"]["start"]["line"], lines);
    }
    editor.end().await;
}
