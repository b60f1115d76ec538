//! Which folder a program lies in.

use std::path::Path;

/// What marks a project's folder.
const MARKS: [&str; 2] = ["sparta.toml", ".git"];

/// The project that a folder lies in: the nearest folder from it upwards that holds a `sparta.toml`
/// or a `.git`, if there is one.
pub fn project_folder(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|it| MARKS.iter().any(|mark| it.join(mark).exists()))
}
