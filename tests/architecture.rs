//! The rules of `ARCHITECTURE.md`, executed.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use sparta_tests::repository::{files, read, root, shown};

/// The line, as folders: a crate may depend on those before it, but for [`SEPARATE`].
const LINE: [&str; 13] = [
    "lang/diagnostics",
    "lang/syntax",
    "lang/format",
    "compiler/catalogue",
    "stdlib",
    "compiler/semantics",
    "compiler/lower",
    "compiler/graph",
    "compiler/template",
    "compiler/api",
    "lsp/ide",
    "lsp/server",
    "compiler/cli",
];

/// What stands beside each other and does not know the other: who, whom.
const SEPARATE: [(&str, &str); 6] = [
    ("compiler/catalogue", "lang/syntax"),
    ("compiler/catalogue", "lang/format"),
    ("stdlib", "compiler/catalogue"),
    ("stdlib", "lang/syntax"),
    ("stdlib", "lang/format"),
    ("compiler/semantics", "lang/format"),
];

/// Packages that only some crates may use.
const RESERVED: [(&str, &[&str]); 7] = [
    ("salsa", &["compiler/semantics", "compiler/lower", "compiler/graph", "lsp/ide", "lsp/server"]),
    ("nom", &["lang/syntax"]),
    ("rowan", &["lang/syntax", "lang/format"]),
    ("tower-lsp", &["lsp/server"]),
    ("tower-lsp-server", &["lsp/server"]),
    ("ariadne", &["compiler/cli"]),
    ("clap", &["compiler/cli"]),
];

/// Where nothing touches the world.
const PURE: [&str; 10] = [
    "lang/diagnostics",
    "lang/syntax",
    "lang/format",
    "stdlib",
    "compiler/catalogue",
    "compiler/semantics",
    "compiler/lower",
    "compiler/graph",
    "compiler/template",
    "lsp/ide",
];

/// Names that say nothing of what is behind them.
const EMPTY_NAMES: [&str; 6] = ["util", "utils", "common", "helpers", "manager", "core"];

/// The crates of the workspace: their folders, and the packages that they are built from.
fn crates() -> BTreeMap<String, Vec<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo says JSON");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let packages = metadata["packages"].as_array().expect("a list of packages");
    let folder = |package: &Value| {
        shown(Path::new(&text(&package["manifest_path"])).parent().expect("a crate has a folder"))
    };
    let folders: BTreeMap<String, String> =
        packages.iter().map(|package| (text(&package["name"]), folder(package))).collect();
    let dependencies = |package: &Value| {
        let all = package["dependencies"].as_array().expect("a list of dependencies");
        let built = all.iter().filter(|dependency| dependency["kind"] != "dev");
        built
            .map(|dependency| text(&dependency["name"]))
            .map(|name| folders.get(&name).cloned().unwrap_or(name))
            .collect()
    };
    packages
        .iter()
        .map(|package| (folder(package), dependencies(package)))
        .filter(|(folder, _)| folder != "tests")
        .collect()
}

#[test]
fn every_crate_is_on_the_line() {
    for folder in crates().keys() {
        assert!(LINE.contains(&folder.as_str()), "{folder} has no place on the line");
        assert!(folder.split('/').count() <= 2, "{folder}: two levels of folders, never three");
    }
}

#[test]
fn dependencies_point_up_the_line() {
    let place = |folder: &str| LINE.iter().position(|on_line| *on_line == folder);
    for (folder, dependencies) in crates() {
        for dependency in dependencies.iter().filter(|it| place(it).is_some()) {
            assert!(place(dependency) < place(&folder), "{folder} must not know {dependency}");
            let separate = SEPARATE.contains(&(folder.as_str(), dependency.as_str()));
            assert!(!separate, "{folder} stands beside {dependency} and must not know it");
        }
    }
}

#[test]
fn packages_stay_where_they_belong() {
    for (folder, dependencies) in crates() {
        for dependency in &dependencies {
            for (package, users) in RESERVED {
                let allowed = dependency != package || users.contains(&folder.as_str());
                assert!(allowed, "{folder} must not use {package}, which is for {users:?}");
            }
            let knows_lsp = dependency.ends_with("lsp-types") || dependency == "ls-types";
            assert!(!knows_lsp, "{folder}: the protocol comes with tower-lsp");
            assert!(!dependency.starts_with("aws-"), "{folder}: nothing here talks to AWS");
        }
    }
}

#[test]
fn above_package_nothing_touches_the_world() {
    let world = regex::Regex::new(r"\bstd::(time|env|fs|net|process|thread)\b").expect("a pattern");
    for file in PURE.iter().flat_map(|folder| files(&format!("{folder}/src"), "rs")) {
        let text = read(&file);
        let (code, _) = text.split_once("#[cfg(test)]").unwrap_or((&text, ""));
        for (number, line) in (1..).zip(code.lines()) {
            let code = line.split("//").next().unwrap_or_default();
            if let Some(found) = world.find(code) {
                panic!("{}:{number}: {} has no place here", shown(&file), found.as_str());
            }
        }
    }
}

/// The Rust files that people write.
fn written() -> Vec<std::path::PathBuf> {
    ["lang", "stdlib", "compiler", "lsp", "tests"]
        .iter()
        .flat_map(|folder| files(folder, "rs"))
        .filter(|file| !read(file).starts_with("//! Generated "))
        .collect()
}

#[test]
fn names_say_what_is_behind_them() {
    for file in written() {
        for part in shown(&file).split(['/', '.']) {
            assert!(!EMPTY_NAMES.contains(&part), "{}: `{part}` says nothing", shown(&file));
        }
    }
    for folder in crates().keys() {
        let name = folder.rsplit('/').next().unwrap_or_default();
        assert!(!EMPTY_NAMES.contains(&name), "{folder}: `{name}` says nothing");
    }
}

#[test]
fn files_are_short() {
    let mut lengths = Vec::new();
    for file in written() {
        let lines = read(&file).lines().count();
        assert!(lines < 700, "{} has {lines} lines: divide it", shown(&file));
        lengths.push(lines);
    }
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median <= 250, "the median file has {median} lines");
}
