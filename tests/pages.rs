//! The pages of the diagnostics: each name has one, and its programs show what it says.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use regex::Regex;
use sparta_tests::marker;
use sparta_tests::page::{Program, name, programs};
use sparta_tests::repository::{self, files, read, root};

/// The names that the compiler and the library report, as their sources say them.
fn reported() -> BTreeSet<String> {
    let of = |pattern: &str, text: &str| -> Vec<String> {
        let pattern = Regex::new(pattern).expect("a valid pattern");
        pattern.captures_iter(text).map(|found| found[1].to_owned()).collect()
    };
    let mut names = BTreeSet::new();
    for file in ["lang", "compiler"].iter().flat_map(|folder| files(folder, "rs")) {
        if file.components().any(|part| part.as_os_str() == "tests") {
            continue;
        }
        let text = read(&file);
        let (text, _) = text.split_once("#[cfg(test)]").unwrap_or((&text, ""));
        let is_code = |line: &&str| !line.trim_start().starts_with("//");
        let text = &text.lines().filter(is_code).collect::<Vec<_>>().join("\n");
        names.extend(of(r#"\b(?:error|warning)\(\s*"([a-z]+(?:-[a-z]+)*)""#, text));
        // A name that is chosen first and reported later. What has a hyphen and is in quotes is one.
        names.extend(of(r#""([a-z]+(?:-[a-z]+)+)""#, text));
    }
    for file in files("stdlib", "sparta") {
        names.extend(of(r#"(?m)\belse ([a-z]+(?:-[a-z]+)*) ""#, &read(&file)));
    }
    names
}

fn pages() -> Vec<std::path::PathBuf> {
    files("docs/diagnostics", "md")
}

/// The names of what is found in a program of a page.
fn found(program: &Program) -> Vec<String> {
    let found = program.findings();
    found.iter().map(|found| format!("{}: {}", found.name, found.message)).collect()
}

/// What is wrong with a page.
fn mistakes(path: &Path) -> String {
    let (name, page) = (name(path), read(path));
    let mut mistakes = String::new();
    if !page.starts_with(&format!("# {name}\n")) {
        writeln!(mistakes, "{name}: its title is not its name").expect("a string takes all");
    }
    let (mut wrong, mut right) = (0, 0);
    for program in programs(&page) {
        let found = found(&program);
        let is_right = match program.heading.as_str() {
            "Wrong" => {
                wrong += 1;
                matches!(found.as_slice(), [only] if only.starts_with(&format!("{name}: ")))
            }
            "Right" => {
                right += 1;
                found.is_empty()
            }
            _ => true,
        };
        if !is_right {
            writeln!(mistakes, "{name}: {}: found {found:#?}", program.heading)
                .expect("a string takes all");
        }
    }
    if wrong == 0 || right == 0 {
        writeln!(mistakes, "{name}: a page shows what is wrong and what is right")
            .expect("a string takes all");
    }
    mistakes
}

#[test]
fn the_programs_of_a_page_show_what_it_says() {
    let report: String = pages().iter().map(|page| mistakes(page)).collect();
    assert!(report.is_empty(), "{report}");
}

#[test]
fn every_name_has_a_page_and_every_page_a_name() {
    let names = reported();
    let pages: BTreeSet<String> = pages().iter().map(|page| name(page)).collect();
    let missing: Vec<&String> = names.difference(&pages).collect();
    let left: Vec<&String> = pages.difference(&names).collect();
    assert!(missing.is_empty(), "no page in docs/diagnostics for {missing:?}");
    assert!(left.is_empty(), "nothing reports {left:?}; are these pages of the past?");
    assert!(root().join("docs/SUMMARY.md").is_file());
}

#[test]
fn every_expected_name_has_a_page() {
    for marker in repository::programs("tests/mistakes").iter().flat_map(marker::expected) {
        let page = root().join(format!("docs/diagnostics/{}.md", marker.name));
        assert!(page.is_file(), "{marker}: there is no page docs/diagnostics/{}.md", marker.name);
    }
}
