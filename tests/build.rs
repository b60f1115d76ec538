//! Compiles the grammar of `editors/tree-sitter-sparta`, which the test `grammar` compares with the compiler.

use std::path::Path;

fn main() {
    let sources = Path::new("../editors/tree-sitter-sparta/src");
    for file in ["parser.c", "scanner.c"] {
        println!("cargo::rerun-if-changed={}", sources.join(file).display());
    }
    cc::Build::new()
        .std("c11")
        .include(sources)
        .files(["parser.c", "scanner.c"].map(|file| sources.join(file)))
        .opt_level(1)
        .compile("tree-sitter-sparta");
}
