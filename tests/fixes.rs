//! Every fix that a finding proposes mends it: for all programs with mistakes, each fix by itself.

use std::fmt::Write as _;
use std::path::Path;

use sparta_diagnostics::{Diagnostic, Fix, Severity};
use sparta_tests::check;
use sparta_tests::files::Files;
use sparta_tests::repository::{Program, programs};

/// Guesses that are near and not what these programs mean: the program, the fix, what is found then.
const GUESSED_WRONG: [(&str, &str, &str); 3] = [
    ("missing-property", "add `KeySchema`", "unused-attribute"),
    ("unknown-grant", "write `waiting`", "type-mismatch"),
    ("unknown-type", "write `Size`", "type-mismatch"),
];

/// The files that a fix changes, as it leaves them.
fn mended(folder: &Path, fix: &Fix) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    let mut edits = fix.edits.clone();
    edits.sort_by(|a, b| b.at.cmp(&a.at));
    for edit in edits {
        let path = edit.at.path.to_string();
        if !files.iter().any(|(known, _)| *known == path) {
            let text = std::fs::read_to_string(folder.join(&path)).expect("a file of the program");
            files.push((path.clone(), text));
        }
        let (_, text) = files.iter_mut().find(|(known, _)| *known == path).expect("it is there");
        let range = edit.at.range.start as usize..edit.at.range.end as usize;
        text.replace_range(range, &edit.text);
    }
    files
}

/// What a finding says, wherever that is.
fn said(found: &Diagnostic) -> (String, String, String) {
    (found.name.to_string(), found.at.path.to_string(), found.message.clone())
}

/// What is wrong with a fix; nothing if it mends what it belongs to and breaks nothing else. Values to
/// begin with may be wrong: what stands within the text that a fix writes is for the author to fill in.
fn objections(program: &Program, before: &[Diagnostic], found: &Diagnostic, fix: &Fix) -> String {
    let files = mended(&program.folder, fix);
    let after = check(Files::folder(&program.folder).and(files.clone()), &program.entry);
    let mut objections = String::new();
    let same = |it: &&Diagnostic| said(it) == said(found);
    if after.iter().filter(same).count() >= before.iter().filter(same).count() {
        writeln!(objections, "    still there").expect("a string takes all");
    }
    for (path, text) in &files {
        let parsed = |text: &str| sparta_syntax::parse(text).diagnostics.len();
        let was = std::fs::read_to_string(program.folder.join(path)).expect("it was read");
        if parsed(text) > parsed(&was) {
            writeln!(objections, "    cannot be read:\n{text}").expect("a string takes all");
        }
    }
    let is_written = |it: &Diagnostic| {
        fix.is_guess
            && fix.edits.iter().any(|edit| {
                let end = edit.at.range.start as usize + edit.text.len();
                let at = it.at.range.start as usize;
                edit.at.path == it.at.path && (edit.at.range.start as usize..=end).contains(&at)
            })
    };
    // Where a name is guessed, its other uses still say the old one.
    let replaced = fix.edits.iter().map(|edit| {
        let range = edit.at.range.start as usize..edit.at.range.end as usize;
        std::fs::read_to_string(program.folder.join(&*edit.at.path)).expect("it was read")[range]
            .to_owned()
    });
    let replaced: Vec<String> = replaced.map(|name| format!("`{name}`")).collect();
    let is_other_use = |it: &Diagnostic| {
        fix.is_guess && replaced.iter().any(|name| it.message.contains(name.as_str()))
    };
    let is_known = |it: &Diagnostic| {
        GUESSED_WRONG.contains(&(program.name.as_str(), fix.title.as_str(), it.name.as_str()))
    };
    for new in after.iter().filter(|it| it.severity == Severity::Error) {
        let is_excused = is_written(new) || is_other_use(new) || is_known(new);
        if !before.iter().any(|it| said(it) == said(new)) && !is_excused {
            writeln!(objections, "    new: [{}] {}", new.name, new.message)
                .expect("a string takes all");
        }
    }
    objections
}

#[test]
fn fixes_mend_what_they_belong_to() {
    let mut report = String::new();
    let mut tried = 0;
    for program in programs("tests/mistakes") {
        let before = check(Files::folder(&program.folder), &program.entry);
        for found in &before {
            for fix in &found.fixes {
                tried += 1;
                let objections = objections(&program, &before, found, fix);
                if !objections.is_empty() {
                    let (name, message) = (&found.name, &found.message);
                    writeln!(
                        report,
                        "{}: [{name}] {message}\n  {}\n{objections}",
                        program.name, fix.title
                    )
                    .expect("a string takes all");
                }
            }
        }
    }
    assert!(report.is_empty(), "{report}");
    assert!(tried > 100, "only {tried} fixes");
}
