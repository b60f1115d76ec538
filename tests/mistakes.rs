//! Programs with mistakes: exactly the findings that their comments expect, on exactly those lines.

use std::fmt::Write as _;
use std::path::PathBuf;

use sparta_tests::files::Files;
use sparta_tests::marker::{Marker, markers};
use sparta_tests::repository::{Program, programs, read, root};
use sparta_tests::{check, line};

/// The markers of all files of a program.
fn expected(program: &Program) -> Vec<Marker> {
    let single = program.entry != "main.sparta";
    let files: Vec<PathBuf> = if single {
        vec![program.folder.join(&program.entry)]
    } else {
        sparta_tests::repository::files(&format!("tests/mistakes/{}", program.name), "sparta")
    };
    let path = |file: &PathBuf| {
        let relative = file.strip_prefix(&program.folder).expect("a file of the program");
        relative.to_string_lossy().replace('\\', "/")
    };
    files.iter().flat_map(|file| markers(&path(file), &read(file))).collect()
}

/// What differs between the findings and the markers of a program.
fn differences(program: &Program) -> String {
    let mut missing = expected(program);
    let mut differences = String::new();
    for found in check(Files::folder(&program.folder), &program.entry) {
        let text =
            std::fs::read_to_string(program.folder.join(&*found.at.path)).unwrap_or_default();
        let line = line(&text, found.at.range.start);
        match missing.iter().position(|marker| marker.is_met_by(&found, line)) {
            Some(met) => drop(missing.remove(met)),
            None => {
                let severity = found.severity.as_str();
                let (path, name, message) = (&found.at.path, &found.name, &found.message);
                writeln!(
                    differences,
                    "  found    {path}:{line}: {severity}: [{name}] \"{message}\""
                )
                .expect("a string takes all");
            }
        }
    }
    for marker in missing {
        writeln!(differences, "  expected {marker}").expect("a string takes all");
    }
    differences
}

#[test]
fn mistakes_are_found_where_they_are() {
    let mut report = String::new();
    for program in programs("tests/mistakes") {
        let differences = differences(&program);
        if !differences.is_empty() {
            writeln!(report, "{}\n{differences}", program.name).expect("a string takes all");
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn every_mistake_is_marked() {
    for program in programs("tests/mistakes") {
        assert!(!expected(&program).is_empty(), "{} expects nothing", program.name);
    }
}

#[test]
fn every_expected_name_has_a_page() {
    for marker in programs("tests/mistakes").iter().flat_map(expected) {
        let page = root().join(format!("docs/diagnostics/{}.md", marker.name));
        assert!(page.is_file(), "{marker}: there is no page docs/diagnostics/{}.md", marker.name);
    }
}
