//! `spartac new`: a project to start from.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::command::{Ended, Stop, stem};
use crate::failure::Failure;
use crate::output;

/// Makes a folder with a program to start from.
#[derive(Debug, Args)]
pub(super) struct New {
    /// The folder; its name becomes the program's.
    folder: PathBuf,
}

/// What a project holds beside its program: the example `hello`.
const FILES: [(&str, &str); 2] = [
    ("hello/index.mjs", include_str!("../../../../examples/hello/hello/index.mjs")),
    (".gitignore", "/build/\n"),
];

const PROGRAM: &str = include_str!("../../../../examples/hello/hello.sparta");

impl New {
    pub(super) fn run(self) -> Result<Ended, Stop> {
        let name = name(&self.folder)?;
        let failed = |error| Failure::of_path("write", &self.folder, &error);
        output::make_folder_of(&self.folder)?;
        // Fails if there is anything already.
        fs::create_dir(&self.folder).map_err(failed)?;
        let program = self.folder.join(format!("{name}.sparta"));
        let files = FILES.map(|(path, text)| (self.folder.join(path), text));
        let made = output::write_files(&[(program.clone(), PROGRAM)])
            .and_then(|()| output::write_files(&files));
        if let Err(failure) = made {
            drop(fs::remove_dir_all(&self.folder));
            return Err(failure.into());
        }
        let program = program.display();
        output::tell(&format!(
            "made `{}`\n  spartac check {program}\n  spartac emit {program}\n",
            self.folder.display()
        ));
        Ok(Ended::Clean)
    }
}

/// The program's name, which its stack gets too.
fn name(folder: &Path) -> Result<String, Failure> {
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let is_letter = |it: char| it.is_ascii_alphabetic();
    let fits = name.starts_with(is_letter)
        && name.len() <= 100
        && name.chars().all(|it| it.is_ascii_alphanumeric() || it == '-' || it == '_');
    if fits {
        return Ok(stem(folder));
    }
    let failure = Failure::new(format!("`{}` cannot name a stack", folder.display()));
    Err(failure.with_help("a name begins with a letter and has letters, digits, `-` and `_`"))
}
