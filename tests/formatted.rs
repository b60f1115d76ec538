//! The repository's programs have the one form, and what has another form means the same.
//!
//! `UPDATE=1 cargo test -p sparta-tests --test formatted` gives them that form.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sparta_format::{Options, format, format_with};
use sparta_semantics::{Database, Db as _, stacks};
use sparta_tests::files::Files;
use sparta_tests::repository::{Program, every_program, files, read, root, shown};

/// Every Sparta file but those that show mistakes or other forms, and those that editors give the form.
fn programs() -> Vec<PathBuf> {
    let left_out = ["tests/mistakes", "tests/editors", "tests/programs/layout.sparta"];
    let left_out = left_out.map(|path| root().join(path));
    let is_left_out = |file: &PathBuf| left_out.iter().any(|path| file.starts_with(path));
    files("", "sparta").into_iter().filter(|file| !is_left_out(file)).collect()
}

#[test]
fn every_program_has_the_one_form() {
    let mut others = Vec::new();
    for file in programs() {
        let text = read(&file);
        let formatted = format(&text);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&file, formatted).expect("a program can be written");
        } else if formatted != text {
            others.push(shown(&file));
        }
    }
    assert!(others.is_empty(), "not formatted: {}", others.join(", "));
}

/// The files of a program's folder as they are where lines have another width.
fn with_width(folder: &Path, width: usize) -> Vec<(String, String)> {
    files(&shown(folder), "sparta")
        .into_iter()
        .map(|file| {
            let path = shown(file.strip_prefix(folder).expect("a file of the folder"));
            (path, format_with(&read(&file), &Options { width }))
        })
        .collect()
}

/// The templates of a program for all of its environments.
fn templates(program: &Program, files: Files) -> Vec<String> {
    let db = Database::new(Arc::new(files));
    stacks(&db, db.file(&program.entry), &[])
        .iter()
        .map(|configuration| sparta_template::template(&db, configuration).to_json())
        .collect()
}

#[test]
fn another_form_gives_the_same_template() {
    for program in every_program() {
        let expected = templates(&program, Files::folder(&program.folder));
        for width in [1, 40, 1_000] {
            let files = Files::folder(&program.folder).and(with_width(&program.folder, width));
            let name = &program.name;
            assert!(templates(&program, files) == expected, "{name} with lines of {width}");
        }
    }
}
