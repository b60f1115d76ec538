//! Where text goes: the two streams, and files that are whole or not there.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};

use crate::failure::Failure;

/// When text is coloured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Whether what is told on standard error is coloured.
    pub(crate) fn on_stderr(self) -> bool {
        self.decide(|| AutoStream::choice(&io::stderr()))
    }

    /// Whether what is answered on standard output is coloured.
    pub(crate) fn on_stdout(self) -> bool {
        self.decide(|| AutoStream::choice(&io::stdout()))
    }

    fn decide(self, automatic: impl FnOnce() -> ColorChoice) -> bool {
        match self {
            Self::Auto => automatic() != ColorChoice::Never,
            Self::Always => true,
            Self::Never => false,
        }
    }
}

/// Answers on standard output. Whoever stops reading, as `head` does, has had enough.
pub(crate) fn answer(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::of_answer(&error)),
        _ => Ok(()),
    }
}

/// Tells something on standard error. If even that fails there is nobody to tell.
pub(crate) fn tell(text: &str) {
    drop(io::stderr().lock().write_all(text.as_bytes()));
}

/// Files that are all written, and only then take their names: none is ever seen half.
pub(crate) fn write_files(files: &[(PathBuf, &str)]) -> Result<(), Failure> {
    let mut drafts = Vec::new();
    for (path, text) in files {
        refuse_to_replace(path)?;
        drafts.push(Draft::write(path, text)?);
    }
    for draft in drafts {
        draft.publish()?;
    }
    Ok(())
}

/// Only a file that may be written is replaced.
fn refuse_to_replace(path: &Path) -> Result<(), Failure> {
    let refused = |why: &str| Failure::new(format!("cannot write `{}`: {why}", path.display()));
    match fs::metadata(path) {
        Err(_) => Ok(()),
        Ok(there) if there.is_dir() => Err(refused("it is a folder")),
        Ok(there) if !there.is_file() => Err(refused("it is neither a file nor a folder")),
        Ok(there) if there.permissions().readonly() => Err(refused("permission denied")),
        Ok(_) => Ok(()),
    }
}

/// Makes the folder that a path lies in.
pub(crate) fn make_folder_of(path: &Path) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.map_or(Ok(()), fs::create_dir_all).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            Failure::of_path("write", path, &ErrorKind::NotADirectory.into())
        }
        _ => Failure::of_path("write", path, &error),
    })
}

/// A file under a name of its own, beside the place that it is for. Dropped, it is gone.
struct Draft<'a> {
    path: PathBuf,
    target: &'a Path,
}

impl<'a> Draft<'a> {
    fn write(target: &'a Path, text: &str) -> Result<Self, Failure> {
        let refused = |error| Failure::of_path("write", target, &error);
        make_folder_of(target)?;
        let mut name = OsString::from(".");
        name.push(target.file_name().unwrap_or_default());
        name.push(format!(".{}", std::process::id()));
        let draft = Self { path: target.with_file_name(name), target };
        let mut file = File::create_new(&draft.path).map_err(refused)?;
        if let Ok(there) = fs::metadata(target) {
            file.set_permissions(there.permissions()).map_err(refused)?;
        }
        file.write_all(text.as_bytes()).map_err(refused)?;
        Ok(draft)
    }

    fn publish(self) -> Result<(), Failure> {
        fs::rename(&self.path, self.target)
            .map_err(|error| Failure::of_path("write", self.target, &error))
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        // After `publish` there is nothing under this name any more.
        drop(fs::remove_file(&self.path));
    }
}
