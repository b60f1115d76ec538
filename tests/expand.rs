//! What `spartac expand` prints is a program, and means what the program means that it was made of.

use std::sync::Arc;

use serde_json::Value;
use sparta::{Compiler, Options, Severity};
use sparta_semantics::{Database, Db as _, stacks};
use sparta_tests::files::Files;
use sparta_tests::repository::{Program, every_program};

/// The choices that a program gives: its defaults, and each of its environments.
fn choices(program: &Program) -> Vec<Options> {
    let db = Database::new(Arc::new(Files::folder(&program.folder)));
    let configurations = stacks(&db, db.file(&program.entry), &[]);
    let environments = configurations.iter().map(|it| it.environment.as_deref().map(str::to_owned));
    environments.map(|environment| Options { environment, settings: Vec::new() }).collect()
}

/// The template of a program of plain resources, or what is wrong with it.
fn template(text: &str) -> Result<String, String> {
    let compiler = Compiler::new(Files::text("plain.sparta", text));
    match compiler.emit("plain.sparta", &Options::default()) {
        Ok(emitted) => Ok(emitted.json),
        Err(found) => {
            let errors = found.iter().filter(|it| it.severity == Severity::Error);
            let line = |offset| sparta_tests::line(text, offset);
            let told = errors
                .map(|it| format!("{}: {}: {}", line(it.at.range.start), it.name, it.message));
            Err(told.collect::<Vec<_>>().join("\n") + "\n" + text)
        }
    }
}

#[test]
fn plain_resources_become_the_same_template() {
    let parsed = |text: &str| -> Value { serde_json::from_str(text).expect("a template is JSON") };
    for program in every_program() {
        for options in choices(&program) {
            let name = format!("{} in {:?}", program.name, options.environment);
            let compiler = Compiler::new(Files::folder(&program.folder));
            let expansion = compiler.expand(&program.entry, &options);
            let plain = expansion.expect("a program without a mistake").to_sparta();
            let plain = sparta_format::format(&plain);
            let again = template(&plain).unwrap_or_else(|error| panic!("{name}:\n{error}"));
            let emitted = compiler.emit(&program.entry, &options).expect("it has been expanded");
            assert_eq!(parsed(&emitted.json), parsed(&again), "{name}:\n{plain}");
        }
    }
}

#[test]
fn a_declaration_is_its_resources() {
    for program in every_program() {
        let compiler = Compiler::new(Files::folder(&program.folder));
        let Some(options) = choices(&program).into_iter().next() else { continue };
        let whole = compiler.expand(&program.entry, &options).expect("no mistake");
        let names: Vec<String> = whole.names().map(str::to_owned).collect();
        for name in &names {
            let part = whole.of(name).expect("it has resources");
            let plain = part.to_sparta();
            let found = sparta_syntax::parse(&plain).diagnostics;
            assert!(found.is_empty(), "{} of {}: {found:?}\n{plain}", name, program.name);
            assert!(plain.contains("resource "), "{plain}");
        }
        assert_eq!(whole.of("nothing"), None);
    }
}
