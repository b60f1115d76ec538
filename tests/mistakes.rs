//! Programs with mistakes: exactly the findings that their comments expect, on exactly those lines.

use std::fmt::Write as _;

use sparta_tests::files::Files;
use sparta_tests::repository::{Program, programs};
use sparta_tests::{check, line, marker};

/// What differs between the findings and the markers of a program.
fn differences(program: &Program) -> String {
    let mut missing = marker::expected(program);
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
        assert!(!marker::expected(&program).is_empty(), "{} expects nothing", program.name);
    }
}
