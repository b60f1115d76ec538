//! What a document is made of, and the form that it has.

use serde_json::{Value, json};
use sparta_tests::lsp::Editor;

use crate::Folder;

const SHOP: &str = "\
// Where pictures come in,
// and what happens to them.
import { delay } from \"./times.sparta\"
resource uploads: AWS::S3::Bucket {
  BucketName: \"in\"
}
resource jobs:   AWS::SQS::Queue { DelaySeconds: delay }
let doubled = [for n in [1] { n + n }]
output all: doubled
test \"there is a queue\" { assert jobs != null }
";

async fn opened(capabilities: Value) -> (Folder, Editor) {
    let folder = Folder::new(&[("shop.sparta", SHOP), ("times.sparta", "let delay = 3s\n")]);
    let mut editor = Editor::with(folder.path(), capabilities).await;
    editor.open("times.sparta", "let delay = 3s\n").await;
    editor.open("shop.sparta", SHOP).await;
    (folder, editor)
}

fn document(editor: &Editor) -> Value {
    json!({ "textDocument": { "uri": editor.uri("shop.sparta") } })
}

async fn end(mut editor: Editor) {
    editor.ignore("textDocument/publishDiagnostics");
    editor.end().await;
}

fn names(symbols: &Value) -> Vec<&str> {
    let all = symbols.as_array().expect("symbols").iter();
    all.map(|it| it["name"].as_str().expect("a name")).collect()
}

#[tokio::test]
async fn symbols_are_a_tree_or_a_list() {
    let nested = json!({ "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } });
    let (_folder, mut editor) = opened(json!({ "textDocument": nested })).await;
    let params = document(&editor);
    let symbols = editor.ask("textDocument/documentSymbol", params).await;
    assert_eq!(names(&symbols)[..2], ["uploads", "jobs"]);
    assert_eq!(names(&symbols[0]["children"]), ["BucketName"]);
    end(editor).await;

    let (_folder, mut editor) = opened(json!({})).await;
    let params = document(&editor);
    let symbols = editor.ask("textDocument/documentSymbol", params).await;
    assert_eq!(names(&symbols)[..2], ["uploads", "BucketName"]);
    assert_eq!(symbols[1]["containerName"], "uploads");
    end(editor).await;
}

#[tokio::test]
async fn symbols_of_all_files_are_found_by_parts_of_their_names() {
    let (_folder, mut editor) = opened(json!({})).await;
    let symbols = editor.ask("workspace/symbol", json!({ "query": "dela" })).await;
    assert_eq!(names(&symbols)[0], "delay");
    assert_eq!(symbols[0]["location"]["uri"], editor.uri("times.sparta"));
    end(editor).await;
}

#[tokio::test]
async fn brackets_and_comments_are_folded() {
    let (_folder, mut editor) = opened(json!({})).await;
    let params = document(&editor);
    let folds = editor.ask("textDocument/foldingRange", params).await;
    let lines = |fold: &Value| (fold["startLine"].clone(), fold["endLine"].clone());
    let lines: Vec<_> = folds.as_array().expect("folds").iter().map(lines).collect();
    assert_eq!(lines, [(json!(0), json!(1)), (json!(3), json!(4))]);
    assert_eq!(folds[0]["kind"], "comment");
    end(editor).await;
}

#[tokio::test]
async fn a_selection_grows() {
    let (_folder, mut editor) = opened(json!({})).await;
    let mut params = document(&editor);
    params["positions"] = json!([{ "line": 4, "character": 16 }]);
    let grown = editor.ask("textDocument/selectionRange", params).await;
    let mut range = &grown[0];
    let mut starts = Vec::new();
    while !range.is_null() {
        starts.push(range["range"]["start"]["line"].as_u64().expect("a line"));
        range = &range["parent"];
    }
    assert!(starts.len() > 3 && starts.is_sorted_by(|inner, outer| inner >= outer), "{starts:?}");
    end(editor).await;
}

#[tokio::test]
async fn documents_are_formatted() {
    let (_folder, mut editor) = opened(json!({})).await;
    let mut params = document(&editor);
    params["options"] = json!({ "tabSize": 8, "insertSpaces": false });
    let edits = editor.ask("textDocument/formatting", params.clone()).await;
    let lines = |edits: &Value| {
        let line = |it: &Value| it["range"]["start"]["line"].as_u64().expect("a line");
        edits.as_array().expect("edits").iter().map(line).collect::<Vec<_>>()
    };
    assert!(lines(&edits).contains(&6), "{edits}");
    let (start, end_of) =
        (json!({ "line": 6, "character": 0 }), json!({ "line": 6, "character": 9 }));
    params["range"] = json!({ "start": start, "end": end_of });
    let edits = editor.ask("textDocument/rangeFormatting", params.clone()).await;
    assert_eq!(lines(&edits), [6]);

    editor.open("doc.sparta", "/// What it is.\n\nlet a = 1\n").await;
    let mut params = editor.at("doc.sparta", 1, 0);
    params["ch"] = json!("\n");
    params["options"] = json!({ "tabSize": 2, "insertSpaces": true });
    let edits = editor.ask("textDocument/onTypeFormatting", params).await;
    assert_eq!(edits[0]["newText"], "/// ");
    end(editor).await;
}

#[tokio::test]
async fn tokens_are_told_whole_in_part_and_as_a_difference() {
    let (_folder, mut editor) = opened(json!({})).await;
    let mut params = document(&editor);
    let full = editor.ask("textDocument/semanticTokens/full", params.clone()).await;
    let numbers = full["data"].as_array().expect("tokens").len();
    assert!(numbers > 0 && numbers.is_multiple_of(5));

    params["previousResultId"] = full["resultId"].clone();
    let same = editor.ask("textDocument/semanticTokens/full/delta", params.clone()).await;
    assert_eq!((&same["edits"], &same["resultId"]), (&json!([]), &full["resultId"]));
    editor.write("shop.sparta", &SHOP.replace("output all", "output every")).await;
    let delta = editor.ask("textDocument/semanticTokens/full/delta", params.clone()).await;
    assert_eq!(delta["edits"].as_array().expect("edits").len(), 1, "{delta}");

    params["range"] =
        json!({ "start": { "line": 3, "character": 0 }, "end": { "line": 4, "character": 0 } });
    let part = editor.ask("textDocument/semanticTokens/range", params).await;
    assert!(part["data"].as_array().expect("tokens").len() < numbers);
    end(editor).await;
}

#[tokio::test]
async fn paths_are_links() {
    let (_folder, mut editor) = opened(json!({})).await;
    let params = document(&editor);
    let links = editor.ask("textDocument/documentLink", params).await;
    assert_eq!(links[0]["target"], editor.uri("times.sparta"));
    end(editor).await;
}

#[tokio::test]
async fn lenses_say_what_they_count_when_they_are_shown() {
    let (_folder, mut editor) = opened(json!({})).await;
    let params = document(&editor);
    let lenses = editor.ask("textDocument/codeLens", params).await;
    let lenses = lenses.as_array().expect("lenses").clone();
    assert!(lenses.iter().all(|lens| lens["command"].is_null()));
    let mut titles = Vec::new();
    for lens in lenses {
        let lens = editor.ask("codeLens/resolve", lens).await;
        titles.push(lens["command"]["title"].as_str().expect("a title").to_owned());
    }
    assert_eq!(titles[..2], ["show graph", "no references"]);
    assert!(titles.contains(&"run test".to_owned()), "{titles:?}");
    end(editor).await;
}

#[tokio::test]
async fn a_test_is_asked() {
    let (_folder, mut editor) = opened(json!({})).await;
    let argument =
        json!({ "uri": editor.uri("shop.sparta"), "position": { "line": 9, "character": 7 } });
    let params = json!({ "command": "sparta.test", "arguments": [argument] });
    let answer = editor.ask("workspace/executeCommand", params).await;
    assert_eq!(answer["text"], "passed  there is a queue\n");
    end(editor).await;
}

#[tokio::test]
async fn what_a_loop_binds_is_edited_together() {
    let (_folder, mut editor) = opened(json!({})).await;
    let found = editor.ask_at("textDocument/linkedEditingRange", "shop.sparta", 7, 20).await;
    assert_eq!(found["ranges"].as_array().expect("ranges").len(), 3);
    end(editor).await;
}
