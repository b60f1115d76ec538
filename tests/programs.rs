//! Whole programs: nothing is found in them, their templates are the committed ones, and cfn-lint
//! has nothing to say of these.
//!
//! `UPDATE=1 cargo test -p sparta-tests --test programs` writes the templates anew; read what changed.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sparta_semantics::{Database, Db as _, stacks};
use sparta_tests::files::Files;
use sparta_tests::judge::judge;
use sparta_tests::repository::{Program, every_program, root};
use sparta_tests::{check, line};

/// Where the templates are written that cfn-lint judges.
fn output() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("templates");
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).expect("the build folder can be written to");
    folder
}

/// What is found in a program, a line each.
fn findings(program: &Program) -> Vec<String> {
    let place = |path: &str, offset| {
        let text = fs::read_to_string(program.folder.join(path)).unwrap_or_default();
        format!("{}: {path}:{}", program.name, line(&text, offset))
    };
    check(Files::folder(&program.folder), &program.entry)
        .iter()
        .map(|it| format!("{}: {}: {}", place(&it.at.path, it.at.range.start), it.name, it.message))
        .collect()
}

/// Compares a template with the committed one. Templates of examples are judged only.
fn compare(name: &str, text: &str, changed: &mut Vec<String>) {
    if name.starts_with("example-") {
        return;
    }
    let path = root().join("tests/programs").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, text).expect("the folder can be written to");
    }
    if fs::read_to_string(&path).unwrap_or_default() != text {
        changed.push(name.to_owned());
    }
}

#[test]
fn programs_become_templates_that_cfn_lint_accepts() {
    let output = output();
    let (mut found, mut changed, mut templates) = (Vec::new(), Vec::new(), Vec::new());
    for program in every_program() {
        found.extend(findings(&program));
        let db = Database::new(Arc::new(Files::folder(&program.folder)));
        for configuration in &stacks(&db, db.file(&program.entry), &[]) {
            let environment = configuration.environment.as_deref().unwrap_or("default");
            let template = sparta_template::template(&db, configuration);
            let stem = format!("{}.{environment}", program.name);
            compare(&format!("{stem}.json"), &template.to_json(), &mut changed);
            for (extension, text) in [("json", template.to_json()), ("yaml", template.to_yaml())] {
                let path = output.join(format!("{stem}.{extension}"));
                fs::write(&path, text).expect("the build folder can be written to");
                templates.push(path);
            }
        }
    }
    let complaints = judge(&templates);
    writeln!(std::io::stderr(), "\n{} templates judged", templates.len())
        .expect("a standard error");
    assert!(found.is_empty(), "found in programs without a mistake:\n{}", found.join("\n"));
    assert!(complaints.is_empty(), "cfn-lint complains:\n{}", complaints.join("\n"));
    assert!(changed.is_empty(), "templates that changed:\n{}", changed.join("\n"));
}

#[test]
fn examples_have_their_code() {
    let examples = every_program().into_iter().filter(|it| it.name.starts_with("example-"));
    for program in examples {
        let files = sparta::DiskFiles::new(&program.folder);
        let found = sparta::check(files, &program.entry, &sparta::Options::default());
        assert!(found.is_empty(), "{}: {found:#?}", program.name);
    }
}
