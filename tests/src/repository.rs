//! The repository that the tests run in.

use std::path::{Path, PathBuf};

/// The repository's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests lie in the repository")
}

/// The files below a folder of the repository that end in an extension, sorted. What tools make or
/// install is left out.
pub fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    files_in(&root().join(folder), extension)
}

/// The same below any folder.
pub fn files_in(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(folder, extension, &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if path.is_dir() {
            if !name.starts_with('.') && name != "target" {
                collect(&path, extension, found);
            }
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
}

/// The text of a file that is there.
pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A path as it is told to a person: relative to the repository, with `/`.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// A program: its file, and the folder that is its project.
#[derive(Debug, Clone)]
pub struct Program {
    /// What it is called: the name of its file, or of its folder where that is `main.sparta`.
    pub name: String,
    pub folder: PathBuf,
    /// The entry file's name in the folder.
    pub entry: String,
}

/// The programs directly in a folder: its `.sparta` files, and the folders that hold `main.sparta`.
pub fn programs(folder: &str) -> Vec<Program> {
    let folder = root().join(folder);
    let mut programs: Vec<Program> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .filter_map(|entry| program(&entry.ok()?.path()))
        .collect();
    programs.sort_by(|a, b| a.name.cmp(&b.name));
    programs
}

/// The programs of `tests/programs` and the examples, whose names begin with `example-`.
pub fn every_program() -> Vec<Program> {
    let examples = std::fs::read_dir(root().join("examples")).expect("there are examples");
    let mut every = programs("tests/programs");
    for example in examples.flatten().filter(|entry| entry.path().is_dir()) {
        let folder = Path::new("examples").join(example.file_name());
        every.extend(
            programs(&folder.to_string_lossy())
                .into_iter()
                .map(|program| Program { name: format!("example-{}", program.name), ..program }),
        );
    }
    every
}

fn program(path: &Path) -> Option<Program> {
    let entry = if path.is_dir() { path.join("main.sparta") } else { path.to_owned() };
    if !entry.is_file() || entry.extension()? != "sparta" {
        return None;
    }
    Some(Program {
        name: path.file_stem()?.to_str()?.to_owned(),
        folder: entry.parent()?.to_owned(),
        entry: entry.file_name()?.to_str()?.to_owned(),
    })
}
