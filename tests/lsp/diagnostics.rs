//! What is wrong, as it is told and as it is asked for.

use serde_json::{Value, json};
use sparta_tests::lsp::Editor;

use crate::{Folder, PULLS};

const WRONG: &str = "resource orders: AWS::SQS::Queue { DelaySecond: 3 }\n";
const RIGHT: &str = "resource orders: AWS::SQS::Queue { DelaySeconds: 3s }\n";

/// What an editor can do that shows all that a diagnostic may say.
fn shows_all() -> Value {
    json!({ "textDocument": { "publishDiagnostics": {
        "relatedInformation": true,
        "codeDescriptionSupport": true,
        "dataSupport": true,
        "tagSupport": { "valueSet": [1, 2] },
    } } })
}

pub(crate) fn names(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().filter_map(|it| it["code"].as_str()).collect()
}

#[tokio::test]
async fn what_is_wrong_is_told_and_taken_back() {
    let folder = Folder::new(&[]);
    let mut editor = Editor::with(folder.path(), shows_all()).await;
    editor.open("shop.sparta", WRONG).await;
    let found = editor.diagnostics("shop.sparta").await;
    assert_eq!(names(&found), ["unknown-property"]);
    assert_eq!(found[0]["range"]["start"], json!({ "line": 0, "character": 35 }));
    assert_eq!(found[0]["severity"], 1);
    assert_eq!(found[0]["source"], "sparta");
    assert!(found[0]["message"].as_str().is_some_and(|it| it.contains("\ndid you mean")));
    let page = found[0]["codeDescription"]["href"].as_str().expect("a page");
    assert!(page.ends_with("/docs/diagnostics/unknown-property.md"));
    let fix = &found[0]["data"]["fixes"][0];
    let edits = &fix["edit"]["changes"][editor.uri("shop.sparta")];
    assert_eq!(edits[0]["newText"], "DelaySeconds", "{fix}");
    editor.write("shop.sparta", RIGHT).await;
    assert_eq!(editor.diagnostics("shop.sparta").await, Vec::<Value>::new());
    editor.end().await;
}

#[tokio::test]
async fn all_files_are_told_of_that_a_change_touches() {
    let folder = Folder::new(&[
        (
            "a.sparta",
            "import { delay } from \"./times.sparta\"\nresource q: AWS::SQS::Queue { DelaySeconds: delay }\n",
        ),
        ("b.sparta", "let b = 1\nlet c = b\n"),
    ]);
    let mut editor = Editor::start(folder.path()).await;
    assert_eq!(names(&editor.diagnostics("a.sparta").await), ["missing-file"]);
    editor.open("times.sparta", "let delay = 3s\n").await;
    assert_eq!(names(&editor.diagnostics("a.sparta").await), [""; 0]);
    editor.write("times.sparta", "let late = 3s\n").await;
    assert_eq!(names(&editor.diagnostics("a.sparta").await), ["unknown-import"]);
    editor.ignore("textDocument/publishDiagnostics");
    editor.close("times.sparta").await;
    assert_eq!(names(&editor.diagnostics("a.sparta").await), ["missing-file"]);
    editor.ignore("textDocument/publishDiagnostics");
    editor.end().await;
}

#[tokio::test]
async fn an_editor_is_told_only_what_it_knows() {
    let folder = Folder::new(&[]);
    let mut editor = Editor::start(folder.path()).await;
    editor.open("shop.sparta", "let a = 1\nlet a = 2\n").await;
    for found in editor.diagnostics("shop.sparta").await {
        let mut said: Vec<_> = found.as_object().expect("an object").keys().collect();
        said.sort();
        assert_eq!(said, ["code", "message", "range", "severity", "source"]);
    }
    editor.end().await;
}

#[tokio::test]
async fn findings_have_further_places_and_tags() {
    let folder = Folder::new(&[]);
    let mut editor = Editor::with(folder.path(), shows_all()).await;
    editor.open("a.sparta", "let a = 1\nlet a = 2\nresource q: AWS::SQS::Queue {}\n").await;
    let found = editor.diagnostics("a.sparta").await;
    let of = |name: &str| {
        found.iter().find(|it| it["code"] == name).unwrap_or_else(|| panic!("no {name}: {found:?}"))
    };
    let place = &of("duplicate-name")["relatedInformation"][0]["location"];
    assert_eq!(place["uri"], editor.uri("a.sparta"));
    assert_eq!(place["range"]["start"], json!({ "line": 0, "character": 4 }));
    assert_eq!(of("unused")["tags"], json!([1]));
    assert_eq!(of("unused")["severity"], 2);
    editor.end().await;
}

#[tokio::test]
async fn who_asks_is_answered_and_not_told() {
    let folder = Folder::new(&[("times.sparta", "let delay = true\n")]);
    let mut editor = Editor::silent(folder.path());
    let hello = editor.initialize(PULLS.clone()).await;
    assert_eq!(hello["capabilities"]["diagnosticProvider"]["interFileDependencies"], true);
    editor.open("shop.sparta", WRONG).await;
    let mut params = json!({ "textDocument": { "uri": editor.uri("shop.sparta") } });
    let report = editor.ask("textDocument/diagnostic", params.clone()).await;
    assert_eq!(report["kind"], "full");
    assert_eq!(names(report["items"].as_array().expect("a list")), ["unknown-property"]);
    params["previousResultId"] = report["resultId"].clone();
    let again = editor.ask("textDocument/diagnostic", params.clone()).await;
    assert_eq!(again["kind"], "unchanged");
    assert_eq!(again["resultId"], report["resultId"]);
    editor.write("shop.sparta", RIGHT).await;
    let changed = editor.ask("textDocument/diagnostic", params).await;
    assert_eq!(changed["items"], json!([]));

    let previous = json!([{ "uri": editor.uri("shop.sparta"), "value": changed["resultId"] }]);
    let all = editor.ask("workspace/diagnostic", json!({ "previousResultIds": previous })).await;
    let kinds: Vec<_> = all["items"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| {
            (it["uri"].as_str().expect("a URI").to_owned(), it["kind"].as_str().expect("a kind"))
        })
        .collect();
    assert_eq!(
        kinds,
        [(editor.uri("shop.sparta"), "unchanged"), (editor.uri("times.sparta"), "full")]
    );
    editor.end().await;
}

#[tokio::test]
async fn a_report_comes_with_those_of_files_that_are_not_open() {
    let folder =
        Folder::new(&[("times.sparta", "let delay = c\n"), ("other.sparta", "let a = b\n")]);
    let mut capabilities = PULLS.clone();
    capabilities["textDocument"]["diagnostic"]["relatedDocumentSupport"] = json!(true);
    let mut editor = Editor::with(folder.path(), capabilities).await;
    let shop = "import { delay } from \"./times.sparta\"\nlet a = delay\n";
    editor.open("shop.sparta", shop).await;
    let params = json!({ "textDocument": { "uri": editor.uri("shop.sparta") } });
    let report = editor.ask("textDocument/diagnostic", params).await;
    let related = report["relatedDocuments"].as_object().expect("related documents");
    assert_eq!(related.keys().collect::<Vec<_>>(), [&editor.uri("times.sparta")]);
    let times = &related[&editor.uri("times.sparta")];
    assert_eq!(times["items"][0]["code"], "unknown-name");
    editor.end().await;
}

#[tokio::test]
async fn the_client_is_told_to_ask_when_other_files_change() {
    let shop = "import { delay } from \"./times.sparta\"\nresource q: AWS::SQS::Queue { DelaySeconds: delay }\n";
    let folder = Folder::new(&[("shop.sparta", shop), ("times.sparta", "let delay = 1\n")]);
    let mut capabilities = PULLS.clone();
    capabilities["workspace"] = json!({ "diagnostics": { "refreshSupport": true } });
    let mut editor = Editor::with(folder.path(), capabilities).await;
    editor.open("times.sparta", "let late = 3s\n").await;
    editor.hear("workspace/diagnostic/refresh").await;
    editor.write("times.sparta", "let delay = 3s\n").await;
    editor.hear("workspace/diagnostic/refresh").await;
    editor.end().await;
}

#[tokio::test]
async fn settings_switch_diagnostics_off_and_on() {
    let folder = Folder::new(&[("shop.sparta", WRONG)]);
    let mut editor = Editor::start(folder.path()).await;
    assert_eq!(editor.diagnostics("shop.sparta").await.len(), 1);
    let off = json!({ "settings": { "sparta": { "diagnostics": { "enable": false } } } });
    editor.notify("workspace/didChangeConfiguration", off).await;
    assert_eq!(editor.diagnostics("shop.sparta").await.len(), 0);
    let on = json!({ "settings": { "sparta": {} } });
    editor.notify("workspace/didChangeConfiguration", on).await;
    assert_eq!(editor.diagnostics("shop.sparta").await.len(), 1);
    editor.end().await;
}

#[tokio::test]
async fn the_client_is_asked_for_its_configuration() {
    let folder = Folder::new(&[("shop.sparta", WRONG)]);
    let asked =
        json!({ "configuration": true, "didChangeConfiguration": { "dynamicRegistration": true } });
    let mut editor = Editor::silent(folder.path());
    editor.configuration = json!({ "diagnostics": { "enable": false } });
    editor.initialize(json!({ "workspace": asked })).await;
    let registered = editor.hear("client/registerCapability").await;
    assert_eq!(registered["registrations"][0]["method"], "workspace/didChangeConfiguration");
    assert_eq!(editor.hear("workspace/configuration").await["items"][0]["section"], "sparta");
    editor.configuration = json!({});
    editor.notify("workspace/didChangeConfiguration", json!({ "settings": null })).await;
    editor.hear("workspace/configuration").await;
    while editor.diagnostics("shop.sparta").await.is_empty() {}
    editor.end().await;
}
