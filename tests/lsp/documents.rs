//! Documents: what is open wins over the disk, in whatever way it is called and counted.

use serde_json::{Value, json};
use sparta_tests::lsp::Editor;

use crate::diagnostics::names;
use crate::{Folder, PULLS};

const SHOP: &str = "\
import { delay } from \"./times.sparta\"
resource orders: AWS::SQS::Queue { DelaySeconds: delay }
";

/// What is wrong in a document now.
pub(crate) async fn wrong(editor: &mut Editor, path: &str) -> Vec<String> {
    let params = json!({ "textDocument": { "uri": editor.uri(path) } });
    let report = editor.ask("textDocument/diagnostic", params).await;
    let items = report["items"].as_array().expect("a full report");
    names(items).into_iter().map(str::to_owned).collect()
}

#[tokio::test]
async fn what_is_open_wins_over_the_disk() {
    let folder = Folder::new(&[("times.sparta", "let delay = true\n")]);
    let mut editor = Editor::with(folder.path(), PULLS.clone()).await;
    editor.open("shop.sparta", SHOP).await;
    assert_eq!(wrong(&mut editor, "shop.sparta").await, ["type-mismatch"]);
    editor.open("times.sparta", "let delay = 3s\n").await;
    assert_eq!(wrong(&mut editor, "shop.sparta").await, [""; 0]);
    editor.write("times.sparta", "let late = 3s\n").await;
    assert_eq!(wrong(&mut editor, "shop.sparta").await, ["unknown-import"]);
    editor.close("times.sparta").await;
    assert_eq!(wrong(&mut editor, "shop.sparta").await, ["type-mismatch"]);
    editor.end().await;
}

#[tokio::test]
async fn files_that_change_on_the_disk_are_read_again() {
    let folder = Folder::new(&[("times.sparta", "let delay = 3s\n")]);
    let mut editor = Editor::with(folder.path(), PULLS.clone()).await;
    editor.open("shop.sparta", SHOP).await;
    assert_eq!(wrong(&mut editor, "shop.sparta").await, [""; 0]);
    folder.write("times.sparta", "let delay = true\n");
    editor.changed("times.sparta", 2).await;
    assert_eq!(wrong(&mut editor, "shop.sparta").await, ["type-mismatch"]);
    folder.remove("times.sparta");
    editor.changed("times.sparta", 3).await;
    assert_eq!(wrong(&mut editor, "shop.sparta").await, ["missing-file"]);
    folder.write("times.sparta", "let delay = 3s\n");
    editor.changed("times.sparta", 1).await;
    assert_eq!(wrong(&mut editor, "shop.sparta").await, [""; 0]);
    editor.end().await;
}

#[tokio::test]
async fn a_folder_that_goes_takes_its_files_with_it() {
    let folder = Folder::new(&[("net/times.sparta", "let delay = 3s\n")]);
    let shop = SHOP.replace("./times", "./net/times");
    let mut editor = Editor::with(folder.path(), PULLS.clone()).await;
    editor.open("shop.sparta", &shop).await;
    assert_eq!(wrong(&mut editor, "shop.sparta").await, [""; 0]);
    folder.remove("net/times.sparta");
    editor.changed("net", 3).await;
    assert_eq!(wrong(&mut editor, "shop.sparta").await, ["missing-file"]);
    editor.end().await;
}

#[tokio::test]
async fn code_is_there_or_not_and_nobody_looks_into_it() {
    let text = "lambda worker { handler: \"a.b\", code: \"./worker\", runtime: \"python3.13\" }\n";
    let folder = Folder::new(&[]);
    let mut editor = Editor::with(folder.path(), PULLS.clone()).await;
    editor.open("shop.sparta", text).await;
    assert_eq!(wrong(&mut editor, "shop.sparta").await, ["missing-file"]);
    folder.write("worker/node_modules/a.js", "");
    editor.changed("worker", 1).await;
    assert_eq!(wrong(&mut editor, "shop.sparta").await, [""; 0]);
    editor.end().await;
}

#[tokio::test]
async fn a_document_that_lies_nowhere_is_a_program() {
    let folder = Folder::new(&[]);
    let mut editor = Editor::with(folder.path(), PULLS.clone()).await;
    for uri in ["untitled:Untitled-1", "untitled:Untitled-2", "git:/a/b.sparta?HEAD"] {
        editor.open(uri, "resource orders: AWS::SQS::Queue { DelaySecond: 3 }\n").await;
    }
    assert_eq!(wrong(&mut editor, "untitled:Untitled-2").await, ["unknown-property"]);
    editor.write("untitled:Untitled-2", "let delay = 3s\nlet late = delay\n").await;
    let found = editor.ask_at("textDocument/definition", "untitled:Untitled-2", 1, 13).await;
    assert_eq!(found["uri"], "untitled:Untitled-2");
    assert_eq!(wrong(&mut editor, "untitled:Untitled-1").await, ["unknown-property"]);
    editor.close("untitled:Untitled-1").await;
    assert_eq!(wrong(&mut editor, "untitled:Untitled-1").await, [""; 0]);
    editor.end().await;
}

#[tokio::test]
async fn a_file_has_one_name_however_it_is_escaped() {
    let folder = Folder::new(&[("my shop/é.sparta", "let delay = 3s\n")]);
    let mut editor = Editor::with(folder.path(), PULLS.clone()).await;
    let root = editor.uri("");
    let own = format!("{root}my%20shop/%c3%a9.sparta");
    editor.open(&own, "let late = 3s\n").await;
    editor.open("shop.sparta", &SHOP.replace("./times", "./my shop/é")).await;
    assert_eq!(wrong(&mut editor, "shop.sparta").await, ["unknown-import"]);
    editor.write(&own, "let delay = 3s\n").await;
    let found = editor.ask_at("textDocument/definition", "shop.sparta", 1, 50).await;
    assert_eq!(found["uri"], own.as_str(), "as the client calls it");
    let drive = "file:///c%3A/shop/a.sparta";
    editor.open(drive, "let a = b\n").await;
    assert_eq!(wrong(&mut editor, drive).await, ["unknown-name"]);
    editor.end().await;
}

#[tokio::test]
async fn edits_are_counted_as_was_agreed_on() {
    let folder = Folder::new(&[]);
    for (encodings, agreed, width) in
        [(json!(["utf-16"]), "utf-16", 2), (json!(["utf-16", "utf-8"]), "utf-8", 4)]
    {
        let mut capabilities = PULLS.clone();
        capabilities["general"] = json!({ "positionEncodings": encodings });
        let mut editor = Editor::silent(folder.path());
        let hello = editor.initialize(capabilities).await;
        assert_eq!(hello["capabilities"]["positionEncoding"], agreed);
        editor.open("a.sparta", "let a = \"𝒳\" + 1s\r\n\tlet b = c\r\n").await;
        // `"𝒳" + 1s` becomes `"𝒳!"`.
        let at = |character: u32| json!({ "line": 0, "character": character });
        let edits = json!([
            { "range": { "start": at(10 + width), "end": at(15 + width) }, "text": "" },
            { "range": { "start": at(9 + width), "end": at(9 + width) }, "text": "!" },
        ]);
        editor.change("a.sparta", edits).await;
        let params = json!({ "textDocument": { "uri": editor.uri("a.sparta") } });
        let report = editor.ask("textDocument/diagnostic", params).await;
        let found = report["items"].as_array().expect("a list");
        let start = |it: &Value| it["range"]["start"].clone();
        let c: Vec<Value> =
            found.iter().filter(|it| it["code"] == "unknown-name").map(start).collect();
        assert_eq!(c, [json!({ "line": 1, "character": 9 })], "{found:?}");
        assert_eq!(found.len(), 1, "{found:?}");
        editor.end().await;
    }
}

#[tokio::test]
async fn the_library_can_be_read() {
    let folder = Folder::new(&[]);
    let mut editor = Editor::with(folder.path(), PULLS.clone()).await;
    editor.open("shop.sparta", "import { every } from \"std/schedule\"\n").await;
    let found = editor.ask_at("textDocument/definition", "shop.sparta", 0, 10).await;
    let uri = found["uri"].as_str().expect("a place").to_owned();
    let path = uri.strip_prefix("file://").expect("a file");
    let library = std::fs::read_to_string(path).expect("it can be read");
    assert!(std::fs::metadata(path).expect("it is there").permissions().readonly());
    let line = found["range"]["start"]["line"].as_u64().expect("a line");
    let line = library.lines().nth(usize::try_from(line).expect("a short file"));
    assert!(line.is_some_and(|line| line.contains("event every")), "{line:?}");
    editor.open(&uri, &library).await;
    assert_eq!(wrong(&mut editor, &uri).await, [""; 0]);
    let word = library.lines().position(|it| it.contains("event every")).expect("it has one");
    let word = u32::try_from(word).expect("a short file");
    editor.ask_at("textDocument/hover", &uri, word, 8).await;
    editor.close(&uri).await;
    editor.end().await;
}
