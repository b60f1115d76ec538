//! What cfn-lint says of templates.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::repository;

/// The cfn-lint that `tests/run` installs, or the one that `CFN_LINT` names.
fn tool() -> PathBuf {
    let installed = || repository::root().join(".tools/venv/bin/cfn-lint");
    std::env::var_os("CFN_LINT").map_or_else(installed, PathBuf::from)
}

/// What is wrong with the templates: a line each, with file, rule, place and message. All are judged
/// by one process, because starting it takes longer than judging a template.
pub fn judge(templates: &[PathBuf]) -> Vec<String> {
    let tool = tool();
    let output = Command::new(&tool).args(["--format", "json", "--"]).args(templates).output();
    let output = output.unwrap_or_else(|error| {
        panic!("{}: {error}\nrun `tests/run` once: it installs cfn-lint", tool.display())
    });
    let found: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| {
        panic!("cfn-lint did not judge: {}", String::from_utf8_lossy(&output.stderr))
    });
    found.iter().map(complaint).collect()
}

fn complaint(found: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let file = text(&found["Filename"]);
    let file = Path::new(&file).file_name().unwrap_or_default().to_string_lossy();
    let path: Vec<String> = found["Location"]["Path"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|segment| segment.as_str().map_or_else(|| segment.to_string(), str::to_owned))
        .collect();
    let rule = text(&found["Rule"]["Id"]);
    format!("{file}: {rule} at {}: {}", path.join("/"), text(&found["Message"]))
}
