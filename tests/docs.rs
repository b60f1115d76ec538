//! The programs of the book and of the other documents are right and in the form of all programs.
//!
//! `UPDATE=1 cargo test -p sparta-tests --test docs` gives them that form, and fills in the lists
//! that are made of what they list.

use std::collections::BTreeSet;
use std::path::PathBuf;

use sparta_syntax::parse;
use sparta_tests::page::{blocks, programs};
use sparta_tests::repository::{files, read, root, shown};
use sparta_tests::{line, reference};

fn pages() -> Vec<PathBuf> {
    let mut pages = files("docs", "md");
    pages.extend(files("editors/vscode/walkthrough", "md"));
    pages.extend(
        ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md", "examples/README.md"]
            .map(|name| root().join(name)),
    );
    pages
}

#[test]
fn every_program_parses() {
    let mut report = Vec::new();
    for page in pages() {
        // A page of a diagnostic shows what is wrong; the test `pages` looks at it.
        for program in programs(&read(&page)).iter().filter(|program| program.heading != "Wrong") {
            for found in parse(&program.text).diagnostics {
                let line = program.line + line(&program.text, found.at.start().into());
                report.push(format!("{}:{line}: {}: {}", shown(&page), found.name, found.message));
            }
        }
    }
    assert!(report.is_empty(), "{}", report.join("\n"));
}

#[test]
fn nothing_is_wrong_with_a_program() {
    let mut report = Vec::new();
    for page in pages() {
        if page.parent().is_some_and(|folder| folder.ends_with("diagnostics")) {
            continue;
        }
        for program in programs(&read(&page)).iter().filter(|program| !program.is_fragment) {
            for found in program.findings() {
                let line = program.line + line(&program.text, found.at.range.start);
                let (path, name, message) = (found.at.path, found.name, found.message);
                report.push(format!("{}:{line}: {path}: {name}: {message}", shown(&page)));
            }
        }
    }
    assert!(report.is_empty(), "{}", report.join("\n"));
}

#[test]
fn every_program_has_the_form_of_all_programs() {
    let mut others = Vec::new();
    for page in pages() {
        let text = read(&page);
        let programs = programs(&text);
        let formatted = programs.iter().fold(text.clone(), |text, program| {
            text.replace(&program.text, &sparta_format::format(&program.text))
        });
        if formatted != text {
            if std::env::var_os("UPDATE").is_some() {
                std::fs::write(&page, &formatted).expect("a page can be written");
            }
            others.push(shown(&page));
        }
    }
    assert!(others.is_empty(), "not as `spartac fmt` writes it: {}", others.join(", "));
}

#[test]
fn the_first_program_is_the_first_example() {
    let example = read(&root().join("examples/hello/hello.sparta"));
    for page in ["README.md", "docs/introduction.md"] {
        assert_eq!(programs(&read(&root().join(page)))[0].text, example, "{page}");
    }
}

#[test]
fn the_introduction_shows_what_comes_out() {
    let page = read(&root().join("docs/introduction.md"));
    let first = &programs(&page)[0].text;
    let files = sparta::MemoryFiles::from([("hello.sparta", first.as_str()), ("hello/a.mjs", "")]);
    let emitted = sparta::emit(files, "hello.sparta", &sparta::Options::default());
    let yaml = emitted.expect("nothing is wrong with it").yaml;
    let shown = blocks(&page).into_iter().find(|block| block.language == "yaml");
    let shown = shown.expect("the introduction shows a template").text;
    assert!(yaml.starts_with(&shown), "the template begins otherwise:\n{yaml}");
}

/// What a pattern finds in a chapter of the language reference.
fn listed(chapter: &str, pattern: &str) -> BTreeSet<String> {
    let page = read(&root().join("docs/language.md"));
    let (_, rest) = page.split_once(&format!("\n## {chapter}\n")).expect("there is the chapter");
    let (chapter, _) = rest.split_once("\n## ").expect("a chapter after it");
    let pattern = regex::Regex::new(pattern).expect("a valid pattern");
    pattern.captures_iter(chapter).map(|found| found[1].replace("\\|", "|")).collect()
}

#[test]
fn the_reference_has_every_function_and_attribute() {
    let known: BTreeSet<String> = sparta_semantics::signatures().map(str::to_owned).collect();
    assert_eq!(listed("Functions", r"(?m)^\| `([^`]+)` \|"), known);
    let known: BTreeSet<String> = sparta_semantics::annotations().map(str::to_owned).collect();
    assert_eq!(listed("Attributes", r"`@([A-Za-z]+)"), known);
}

#[test]
fn the_pages_of_the_extension_have_every_setting_and_command() {
    let package = read(&root().join("editors/vscode/package.json"));
    let package: serde_json::Value = serde_json::from_str(&package).expect("it is JSON");
    let contributed = &package["contributes"];
    let settings = contributed["configuration"]["properties"].as_object().expect("settings");
    let commands = contributed["commands"].as_array().expect("commands");
    let titles = commands.iter().filter_map(|command| command["title"].as_str());
    // One line tells of both formats of a template.
    let words =
        settings.keys().map(String::as_str).chain(titles.filter(|it| !it.ends_with("(YAML)")));
    let page = read(&root().join("docs/editors-vscode.md"));
    let missing: Vec<&str> = words.filter(|word| !page.contains(word)).collect();
    assert!(missing.is_empty(), "docs/editors-vscode.md lacks {missing:?}");
    let of_server = read(&root().join("docs/editors.md"));
    let own = ["sparta.server.path", "sparta.trace.server"];
    for setting in settings.keys().filter(|it| !own.contains(&it.as_str())) {
        let name = setting.trim_start_matches("sparta.");
        assert!(of_server.contains(&format!("`{name}`")), "the server knows no {setting}");
    }
}

#[test]
fn lists_are_complete() {
    let mut stale = Vec::new();
    for path in files("docs", "md") {
        let page = read(&path);
        let filled = reference::filled(&page);
        if filled != page {
            if std::env::var_os("UPDATE").is_some() {
                std::fs::write(&path, &filled).expect("a page can be written");
            }
            stale.push(shown(&path));
        }
    }
    assert!(stale.is_empty(), "run this test with `UPDATE=1` for {}", stale.join(", "));
}

#[test]
fn every_page_is_in_the_summary() {
    let summary = read(&root().join("docs/SUMMARY.md"));
    for page in files("docs", "md") {
        let path = shown(&page).trim_start_matches("docs/").to_owned();
        let listed = path == "SUMMARY.md" || path.starts_with("diagnostics/");
        assert!(listed || summary.contains(&format!("({path})")), "docs/SUMMARY.md lacks {path}");
    }
}

#[test]
fn links_between_pages_lead_somewhere() {
    let link = regex::Regex::new(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)").expect("a valid pattern");
    for page in pages() {
        for found in link.captures_iter(&read(&page)) {
            let target = page.parent().expect("a page lies in a folder").join(&found[1]);
            assert!(target.exists(), "{}: {} is not there", shown(&page), &found[1]);
        }
    }
}
