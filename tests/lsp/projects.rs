//! Folders, projects, and which files belong to them.

use std::fs;

use serde_json::json;
use sparta_tests::lsp::Editor;

use crate::documents::wrong;
use crate::{Folder, PULLS};

const WRONG: &str = "let a = b\n";

/// The paths of all documents that a report of the workspace has something wrong in.
async fn all_wrong(editor: &mut Editor) -> Vec<String> {
    let report = editor.ask("workspace/diagnostic", json!({ "previousResultIds": [] })).await;
    let items = report["items"].as_array().expect("a list");
    let wrong = items.iter().filter(|it| it["items"].as_array().is_some_and(|it| !it.is_empty()));
    wrong.filter_map(|it| it["uri"].as_str()).map(str::to_owned).collect()
}

#[tokio::test]
async fn programs_are_found_and_ignored_folders_are_not_looked_at() {
    let folder = Folder::new(&[
        (".gitignore", "target/\n"),
        ("a.sparta", WRONG),
        ("deep/down/b.sparta", WRONG),
        ("target/c.sparta", WRONG),
        (".hidden/d.sparta", WRONG),
        ("notes.txt", WRONG),
    ]);
    let mut editor = Editor::start(folder.path()).await;
    assert_eq!(editor.diagnostics("a.sparta").await.len(), 1);
    assert_eq!(editor.diagnostics("deep/down/b.sparta").await.len(), 1);
    let wrong = all_wrong(&mut editor).await;
    assert_eq!(wrong, [editor.uri("a.sparta"), editor.uri("deep/down/b.sparta")]);
    editor.end().await;
}

#[tokio::test]
async fn a_marked_folder_is_a_project_of_its_own() {
    let folder = Folder::new(&[
        ("a.sparta", "import { b } from \"./inner/b.sparta\"\n"),
        ("inner/sparta.toml", ""),
        ("inner/b.sparta", "import { c } from \"../c.sparta\"\n"),
        ("c.sparta", "let c = 1\n"),
    ]);
    let mut editor = Editor::with(folder.path(), PULLS.clone()).await;
    editor.open("inner/b.sparta", "import { c } from \"../c.sparta\"\nlet b = c\n").await;
    assert_eq!(wrong(&mut editor, "inner/b.sparta").await, ["outside-project"]);
    editor.end().await;
}

#[tokio::test]
async fn folders_come_and_go() {
    let one = Folder::new(&[("a.sparta", WRONG)]);
    let other = Folder::new(&[("b.sparta", WRONG)]);
    let mut editor = Editor::start(one.path()).await;
    assert_eq!(editor.diagnostics("a.sparta").await.len(), 1);
    let b = format!("file://{}/b.sparta", other.path().display());
    let folders = json!([{ "uri": format!("file://{}", other.path().display()), "name": "b" }]);
    let added = json!({ "event": { "added": folders, "removed": [] } });
    editor.notify("workspace/didChangeWorkspaceFolders", added).await;
    assert_eq!(editor.diagnostics(&b).await.len(), 1);
    assert_eq!(all_wrong(&mut editor).await, [editor.uri("a.sparta"), b.clone()]);
    let removed = json!({ "event": { "added": [], "removed": folders } });
    editor.notify("workspace/didChangeWorkspaceFolders", removed).await;
    assert_eq!(editor.diagnostics(&b).await.len(), 0);
    assert_eq!(all_wrong(&mut editor).await, [editor.uri("a.sparta")]);
    editor.end().await;
}

#[tokio::test]
async fn a_file_outside_of_all_folders_is_served_while_it_is_open() {
    let folder = Folder::new(&[]);
    let elsewhere = Folder::new(&[("a.sparta", WRONG), ("b.sparta", WRONG)]);
    fs::remove_file(elsewhere.path().join("sparta.toml")).expect("it is there");
    let mut editor = Editor::start(folder.path()).await;
    let uri = |name: &str| format!("file://{}/{name}", elsewhere.path().display());
    editor.open(&uri("a.sparta"), WRONG).await;
    assert_eq!(editor.diagnostics(&uri("a.sparta")).await.len(), 1);
    assert_eq!(editor.diagnostics(&uri("b.sparta")).await.len(), 1);
    editor.close(&uri("a.sparta")).await;
    assert_eq!(editor.diagnostics(&uri("a.sparta")).await.len(), 0);
    assert_eq!(editor.diagnostics(&uri("b.sparta")).await.len(), 0);
    editor.end().await;
}

#[tokio::test]
async fn files_of_the_library_and_files_in_a_folder_called_std_are_not_mixed_up() {
    let folder = Folder::new(&[("std/api.sparta", WRONG)]);
    let mut editor = Editor::with(folder.path(), PULLS.clone()).await;
    editor.open("std/api.sparta", WRONG).await;
    assert_eq!(wrong(&mut editor, "std/api.sparta").await, ["unknown-name"]);
    editor.end().await;
}

#[tokio::test]
async fn what_programs_read_is_watched() {
    let folder = Folder::new(&[("names.json", "{ \"a\": 1 }")]);
    let watches = json!({ "dynamicRegistration": true, "relativePatternSupport": true });
    let capabilities = json!({ "workspace": { "didChangeWatchedFiles": watches } });
    let mut editor = Editor::with(folder.path(), capabilities).await;
    let programs = editor.hear("client/registerCapability").await;
    let watchers = &programs["registrations"][0]["registerOptions"]["watchers"];
    assert_eq!(watchers[0]["globPattern"], "**/*.sparta");
    editor.open("a.sparta", "let names = json(\"./names.json\")\nlet a = names.b\n").await;
    for path in ["./n", "./names", "./names.json", "./nothing.json"] {
        let text = format!("let names = json(\"{path}\")\nlet a = names.b\n");
        editor.write("a.sparta", &text).await;
        let found = editor.diagnostics("a.sparta").await;
        assert!(!found.is_empty(), "{path}");
    }
    let read = editor.hear("client/registerCapability").await;
    let watchers = &read["registrations"][0]["registerOptions"]["watchers"];
    let watchers = watchers.as_array().expect("a list");
    let paths: Vec<_> = watchers.iter().map(|it| &it["globPattern"]["pattern"]).collect();
    assert_eq!(paths, ["names.json", "nothing.json"], "what was there, and what is named");
    editor.ignore("textDocument/publishDiagnostics");
    editor.end().await;
}
