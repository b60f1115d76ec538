//! What goes where, and what programs read of it.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// Two mistakes, one of which speaks of two places.
const WRONG: &str = "resource queue: AWS::SQS::Queue {\n  \
    DelaySecond: 5\n  \
    QueueName: \"größe\"\n  \
    QueueName: \"größe\"\n\
}\n";

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("streams").join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).expect("the build folder can be written to");
    folder
}

fn spartac(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_spartac"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("spartac runs")
}

fn checked(name: &str, file: &str, form: &str) -> Output {
    let folder = folder(name);
    fs::write(folder.join(file), WRONG).expect("a file");
    spartac(&folder, &["check", "--format", form, file])
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("it is JSON")
}

/// The keys of an object.
fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn people_read_standard_error_and_programs_standard_output() {
    for (form, for_people) in
        [("human", true), ("short", true), ("json", false), ("sarif", false), ("github", false)]
    {
        let output = checked(form, "queue.sparta", form);
        assert_eq!(output.status.code(), Some(1), "{form}");
        assert_eq!(output.stdout.is_empty(), for_people, "{form}");
        assert_eq!(output.stderr.is_empty(), !for_people, "{form}");
        assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b), "{form}");
    }
}

fn assert_position(position: &Value) {
    assert_eq!(keys(position), ["column", "line", "offset"]);
    assert!(position["line"].as_u64() >= Some(1) && position["column"].as_u64() >= Some(1));
    assert!(position["offset"].is_u64());
}

fn assert_place(place: &Value) {
    assert!(place["path"].is_string());
    assert_eq!(keys(&place["range"]), ["end", "start"]);
    assert_position(&place["range"]["start"]);
    assert_position(&place["range"]["end"]);
}

#[test]
fn the_json_document_has_its_form() {
    let document = json(&checked("document", "queue.sparta", "json"));
    assert_eq!(keys(&document), ["diagnostics", "summary"]);
    assert_eq!(document["summary"], serde_json::json!({ "errors": 2, "warnings": 0 }));
    let diagnostics = document["diagnostics"].as_array().expect("a list");
    for diagnostic in diagnostics {
        let known = ["code", "fixes", "help", "labels", "message", "path", "range", "severity"];
        assert_eq!(keys(diagnostic), known);
        assert_place(diagnostic);
        assert!(diagnostic["code"].is_string() && diagnostic["message"].is_string());
        assert!(matches!(diagnostic["severity"].as_str(), Some("error" | "warning")));
        assert!(diagnostic["help"].as_array().expect("a list").iter().all(Value::is_string));
        for label in diagnostic["labels"].as_array().expect("a list") {
            assert_eq!(keys(label), ["message", "path", "range"]);
            assert_place(label);
        }
        for fix in diagnostic["fixes"].as_array().expect("a list") {
            assert_eq!(keys(fix), ["edits", "title"]);
            for edit in fix["edits"].as_array().expect("a list") {
                assert_eq!(keys(edit), ["path", "range", "text"]);
                assert_place(edit);
            }
        }
    }
    let of =
        |key: &str| diagnostics.iter().flat_map(|it| it[key].as_array().expect("a list")).count();
    assert!(of("labels") > 0 && of("fixes") > 0, "the program shows both");
}

#[test]
fn the_fix_of_the_document_can_be_applied() {
    let document = json(&checked("fix", "queue.sparta", "json"));
    let edits = document["diagnostics"].as_array().expect("a list").iter();
    let edit = edits.flat_map(|it| it["fixes"].as_array().expect("a list")).next();
    let edit = &edit.expect("there is a fix")["edits"][0];
    let offset = |end: &str| {
        let offset = edit["range"][end]["offset"].as_u64().expect("a number");
        usize::try_from(offset).expect("a small number")
    };
    let mut text = WRONG.to_owned();
    text.replace_range(offset("start")..offset("end"), edit["text"].as_str().expect("a text"));
    assert!(text.contains("\n  DelaySeconds: 5\n"), "{text}");
}

#[test]
fn code_scanning_gets_what_it_needs() {
    let log = json(&checked("scanning", "größe 1.sparta", "sarif"));
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "spartac");
    assert!(driver["informationUri"].as_str().expect("a URI").starts_with("https://"));
    let rules = driver["rules"].as_array().expect("a list");
    for rule in rules {
        let name = rule["id"].as_str().expect("a name");
        let help = rule["help"]["text"].as_str().expect("help");
        assert!(help.contains(&format!("spartac explain {name}")));
    }
    let results = run["results"].as_array().expect("a list");
    assert_eq!(results.len(), 2);
    for result in results {
        let rule = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small");
        assert_eq!(rules[rule]["id"], result["ruleId"]);
        assert!(matches!(result["level"].as_str(), Some("error" | "warning")));
        assert!(result["message"]["text"].is_string());
        let place = &result["locations"][0]["physicalLocation"];
        let file = &place["artifactLocation"];
        assert_eq!(file["uri"], "gr%C3%B6%C3%9Fe%201.sparta");
        assert_eq!(file["uriBaseId"], "%SRCROOT%");
        assert_eq!(keys(&place["region"]), ["endColumn", "endLine", "startColumn", "startLine"]);
        assert!(place["region"]["startLine"].as_u64() >= Some(1));
    }
    let related = results.iter().find_map(|it| it.get("relatedLocations")).expect("two places");
    assert_eq!((&related[0]["id"], related[0]["message"]["text"].is_string()), (&1.into(), true));
    let change = results.iter().find_map(|it| it.get("fixes")).expect("a fix");
    let replacement = &change[0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "DelaySeconds");
    assert!(change[0]["description"]["text"].is_string());
}

#[test]
fn who_stops_reading_is_no_mistake() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_spartac"))
        .args(["completions", "zsh"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("spartac runs");
    drop(child.stdout.take());
    let mut told = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut told).expect("text");
    assert_eq!((child.wait().expect("it ends").code(), told.as_str()), (Some(0), ""));
}

#[test]
fn the_depth_of_a_program_is_no_danger() {
    let folder = folder("deep");
    let many = 1_000_000;
    let programs = [
        "let a = ".to_owned() + &"[".repeat(many),
        "let a = ".to_owned() + &"(".repeat(many) + "1",
        "let a = ".to_owned() + &"-".repeat(many) + "1\n",
        "let a = 1".to_owned() + &" + 1".repeat(many / 10) + "\n",
        "let a = b".to_owned() + &".c".repeat(many / 10) + "\n",
        "/*".repeat(many),
        "\"${".repeat(many / 10),
    ];
    for program in programs {
        fs::write(folder.join("deep.sparta"), &program).expect("a file");
        let output = spartac(&folder, &["check", "--format", "short", "deep.sparta"]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{program:.20}: {told:.2000}");
        assert!(told.lines().count() < 10, "one mistake: {told:.2000}");
    }
}

#[test]
fn a_large_file_is_read() {
    let folder = folder("large");
    let text = "x".repeat(10 << 20);
    fs::write(folder.join("large.sparta"), format!("// {text}\nlet a: Int = \"a\"\n"))
        .expect("a file");
    let output = spartac(&folder, &["check", "large.sparta"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("large.sparta:2:14"), "{told:.2000}");
    assert!(told.len() < 2000, "{told:.2000}");
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_or_written_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder("closed");
    let file = folder.join("closed.sparta");
    fs::write(&file, "").expect("a file");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).expect("permissions");
    // Who may do everything is not refused.
    if fs::read(&file).is_ok() {
        return;
    }
    let output = spartac(&folder, &["check", "closed.sparta"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("permission denied"));
    fs::write(folder.join("open.sparta"), "").expect("a file");
    fs::create_dir(folder.join("out")).expect("a folder");
    fs::set_permissions(folder.join("out"), fs::Permissions::from_mode(0o555)).expect("it is ours");
    let output = spartac(&folder, &["emit", "open.sparta", "-o", "out/open.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("permission denied"));
    assert_eq!(fs::read_dir(folder.join("out")).expect("a folder").count(), 0);
}
