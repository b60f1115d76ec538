//! How long the line takes, piece by piece: `cargo bench -p sparta-tests`.
//!
//! `tests/bench` measures whole processes. What must not grow unseen is counted, not timed: see
//! `tests/incremental.rs`.

use divan::{Bencher, black_box};
use sparta::{Compiler, Content, MemoryFiles, Options};
use sparta_tests::scale::functions;

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

/// One value is edited in a program that has been checked.
#[divan::bench]
fn check_after_an_edit(bencher: Bencher<'_, '_>) {
    let program = functions(MANY_LINES);
    assert!(program.lines().count() > 10_000);
    let versions = ["batch: 5", "batch: 6"].map(|batch| program.replacen("batch: 5", batch, 1));
    let mut compiler = Compiler::new(files(MANY_LINES));
    compiler.check("main.sparta", &Options::default());
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        compiler.set("main.sparta", Content::Text(versions[number % 2].as_str().into()));
        compiler.check("main.sparta", &Options::default())
    });
}
