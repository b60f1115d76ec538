//! Generates the parser of a grammar: `sparta-grammar-generator GRAMMAR-FOLDER OUTPUT-FOLDER`. It runs Node.js.

use std::path::{Path, PathBuf};

use tree_sitter_generate::{GenerateError, OptLevel, generate_parser_in_directory};

/// The oldest version of generated parsers that the editors of today all understand.
const ABI: usize = 14;

fn main() -> Result<(), GenerateError> {
    let folders: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [grammar, output] = folders.as_slice() else {
        panic!("two folders are needed: that of the grammar, and that of what is generated");
    };
    let (optimizations, findings) = (OptLevel::default(), &mut Vec::new());
    generate_parser_in_directory(
        grammar,
        Some(output),
        None::<&Path>,
        ABI,
        None,
        None,
        true,
        optimizations,
        findings,
    )
}
