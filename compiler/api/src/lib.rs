//! The compiler as a library: from files to findings, templates and pictures.
//!
//! ```
//! let files = sparta::MemoryFiles::from([("shop.sparta", "resource orders: AWS::SQS::Queue {}")]);
//! let options = sparta::Options::default();
//!
//! let emitted = sparta::emit(files, "shop.sparta", &options).expect("nothing is wrong with it");
//! assert!(emitted.json.contains("AWS::SQS::Queue"));
//! ```
//!
//! [`check`] and [`emit`] answer once. A [`Compiler`] keeps what it has computed, so that asking
//! again after an edit costs only what the edit touched.

mod compiler;
mod disk;
mod expansion;
mod folder;
mod memory;
mod misuse;
mod options;
pub mod pages;
mod root;

pub use compiler::{Compiler, Emitted};
pub use disk::DiskFiles;
pub use expansion::Expansion;
pub use memory::MemoryFiles;
pub use misuse::unusable;
pub use options::Options;
pub use root::project_folder;
pub use sparta_diagnostics::{Diagnostic, Edit, Fix, Label, Severity, Span, SpanRange, nearest};
pub use sparta_graph::{TestOutcome, View, ViewEdge, ViewEdgeKind, ViewNode, ViewPlace, render};
pub use sparta_semantics::{Content, Listed, Source};
pub use sparta_template::Template;

/// Everything that is wrong with a program, with its defaults and in each of its environments;
/// sorted by place.
pub fn check(files: impl Source + 'static, entry: &str, options: &Options) -> Vec<Diagnostic> {
    Compiler::new(files).check(entry, options)
}

/// The template of a program and its manifest.
///
/// # Errors
///
/// What is wrong with the program or the options, if any of it is an error.
pub fn emit(
    files: impl Source + 'static,
    entry: &str,
    options: &Options,
) -> Result<Emitted, Vec<Diagnostic>> {
    Compiler::new(files).emit(entry, options)
}
