//! How long the line takes, piece by piece: `cargo bench -p sparta-tests`.
//!
//! `tests/bench` measures whole processes. What must not grow unseen is counted, not timed: see
//! `tests/incremental.rs`.

use std::sync::Arc;

use divan::{Bencher, black_box};
use sparta::{MemoryFiles, Options};
use sparta_diagnostics::Diagnostic;
use sparta_ide::Project;
use sparta_semantics::{Content, Database, Db as _};
use sparta_tests::scale::{functions, stacks};

/// How many functions a program has.
const SIZES: [usize; 3] = [1, 100, 1_000];

/// A program of more than 10,000 lines.
const MANY_LINES: usize = 320;

fn main() {
    divan::main();
}

fn files(count: usize) -> MemoryFiles {
    let program = functions(count);
    MemoryFiles::from([("main.sparta", program.as_str()), ("work/app.py", "")])
}

#[divan::bench(args = SIZES)]
fn parse(bencher: Bencher<'_, '_>, count: usize) {
    let program = functions(count);
    bencher.bench_local(|| sparta_syntax::parse(black_box(&program)).diagnostics.len());
}

#[divan::bench(args = SIZES)]
fn format(bencher: Bencher<'_, '_>, count: usize) {
    let program = functions(count);
    bencher.bench_local(|| sparta_format::format(black_box(&program)));
}

#[divan::bench(args = SIZES)]
fn check(bencher: Bencher<'_, '_>, count: usize) {
    let files = files(count);
    bencher
        .with_inputs(|| files.clone())
        .bench_local_values(|files| sparta::check(files, "main.sparta", &Options::default()));
}

#[divan::bench(args = SIZES)]
fn emit(bencher: Bencher<'_, '_>, count: usize) {
    let files = files(count);
    bencher
        .with_inputs(|| files.clone())
        .bench_local_values(|files| sparta::emit(files, "main.sparta", &Options::default()));
}

/// A workspace of more than 10,000 lines, in which one file is edited.
struct Workspace {
    db: Database,
    project: Project,
    path: String,
    text: String,
}

impl Workspace {
    /// All in one file.
    fn of_one_file() -> Self {
        Self::new(vec![("main.sparta".to_owned(), functions(MANY_LINES))])
    }

    /// Twenty stacks that share a file.
    fn of_many_files() -> Self {
        Self::new(stacks(20, MANY_LINES / 20))
    }

    fn new(programs: Vec<(String, String)>) -> Self {
        assert!(programs.iter().map(|(_, text)| text.lines().count()).sum::<usize>() > 10_000);
        let (path, text) = programs[0].clone();
        let files = programs.iter().cloned().collect::<MemoryFiles>().with("work/app.py", "");
        let db = Database::new(Arc::new(files));
        let project = Project::new(&db, programs.iter().map(|(path, _)| db.file(path)).collect());
        let workspace = Self { db, project, path, text };
        programs.iter().for_each(|(path, _)| drop(workspace.diagnostics(path)));
        workspace
    }

    fn diagnostics(&self, path: &str) -> Vec<Diagnostic> {
        sparta_ide::diagnostics(&self.db, self.project, self.db.file(path))
    }

    /// From a change to what is wrong in the file, back and forth between two texts.
    fn between(mut self, bencher: Bencher<'_, '_>, from: &str, to: &str) {
        assert!(self.text.contains(from), "no `{from}` is written");
        let versions = [self.text.replacen(from, to, 1), self.text.clone()];
        let mut number = 0;
        bencher.bench_local(|| {
            let text = versions[number % 2].as_str().into();
            number += 1;
            self.db.set_content(&self.path, Content::Text(text));
            self.diagnostics(&self.path)
        });
    }
}

/// What is edited, with the text before and after it.
const EDITS: [(&str, &str, &str); 4] = [
    ("value", "memory: 256MB", "memory: 512MB"),
    ("comment", "resource table0", "// Orders.\nresource table0"),
    ("bracket", "needs: [", "needs: "),
    ("declaration", "\nresource queue0", "\nresource more: AWS::SQS::Queue {}\n\nresource queue0"),
];

#[divan::bench(args = EDITS.map(|(name, ..)| name))]
fn edit_of_one_file(bencher: Bencher<'_, '_>, name: &str) {
    edit(Workspace::of_one_file(), bencher, name);
}

#[divan::bench(args = EDITS.map(|(name, ..)| name))]
fn edit_of_many_files(bencher: Bencher<'_, '_>, name: &str) {
    edit(Workspace::of_many_files(), bencher, name);
}

fn edit(workspace: Workspace, bencher: Bencher<'_, '_>, name: &str) {
    let (_, from, to) = EDITS.iter().find(|(edit, ..)| *edit == name).expect("it is listed");
    workspace.between(bencher, from, to);
}
