//! The programs of the book and of the other documents can be read.

use std::path::PathBuf;

use sparta_syntax::parse;
use sparta_tests::line;
use sparta_tests::page::programs;
use sparta_tests::repository::{files, read, root, shown};

fn pages() -> Vec<PathBuf> {
    let mut pages = files("docs", "md");
    pages.extend(["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"].map(|name| root().join(name)));
    pages
}

#[test]
fn every_program_parses() {
    let mut report = Vec::new();
    for page in pages() {
        // A page of a diagnostic shows what is wrong; the test `pages` looks at it.
        for program in programs(&read(&page)).filter(|program| program.heading != "Wrong") {
            for found in parse(&program.text).diagnostics {
                let line = program.line + line(&program.text, found.at.start().into());
                report.push(format!("{}:{line}: {}: {}", shown(&page), found.name, found.message));
            }
        }
    }
    assert!(report.is_empty(), "{}", report.join("\n"));
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
