//! `spartac fmt`: programs in their one form.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use clap::Args;
use sparta_syntax::parse;

use crate::command::{Ended, Stop, tell};
use crate::failure::Failure;
use crate::output::{self, Color};
use crate::place::{Place, Shown};
use crate::project::Finding;
use crate::render::{Form, counted};

/// Writes programs in the one form that all of them have.
#[derive(Debug, Args)]
pub(super) struct Fmt {
    /// Files, and folders with all that lies in them; without any, the working folder. `-` formats
    /// standard input to standard output.
    paths: Vec<PathBuf>,

    /// Writes nothing; tells which files have another form.
    #[arg(long)]
    check: bool,
}

/// What is known after some files.
#[derive(Default)]
struct Report {
    files: usize,
    /// Those that had, or have, another form.
    changed: usize,
    /// Syntax errors: what their authors meant is not known, so their files stay as they are.
    found: Vec<Finding>,
    failures: Vec<Failure>,
}

impl Fmt {
    pub(super) fn run(self, color: Color) -> Result<Ended, Stop> {
        if self.paths.iter().any(|path| path.as_os_str() == "-") {
            return self.stream(color);
        }
        let here = vec![PathBuf::from(".")];
        let mut report = Report::default();
        for path in if self.paths.is_empty() { &here } else { &self.paths } {
            report.path(path, self.check);
        }
        Form::Human.show(&report.found, color)?;
        for failure in &report.failures {
            output::tell(&failure.to_string());
        }
        output::tell(&format!("{}\n", report.summary(self.check)));
        Ok(report.ended(self.check))
    }

    /// Formats standard input.
    fn stream(&self, color: Color) -> Result<Ended, Stop> {
        if self.paths.len() > 1 {
            return Err(Failure::new("`-` stands alone: it is all there is to format").into());
        }
        let input = Path::new("-");
        let mut text = String::new();
        io::stdin()
            .read_to_string(&mut text)
            .map_err(|error| Failure::of_path("read", input, &error))?;
        let found = mistakes("<stdin>", &text);
        if !found.is_empty() {
            tell(&found, color)?;
            return Ok(Ended::Errors);
        }
        let formatted = sparta_format::format(&text);
        if self.check {
            return Ok(if formatted == text { Ended::Clean } else { Ended::Errors });
        }
        output::answer(&formatted)?;
        Ok(Ended::Clean)
    }
}

impl Report {
    /// A file, or a folder with what lies in it.
    fn path(&mut self, path: &Path, check: bool) {
        let done = if path.is_dir() { self.folder(path, check) } else { self.file(path, check) };
        if let Err(error) = done {
            self.failures.push(error);
        }
    }

    fn folder(&mut self, folder: &Path, check: bool) -> Result<(), Failure> {
        for path in programs(folder)? {
            self.path(&path, check);
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, check: bool) -> Result<(), Failure> {
        let text =
            fs::read_to_string(path).map_err(|error| Failure::of_path("read", path, &error))?;
        self.files += 1;
        let found = mistakes(&shown(path), &text);
        if !found.is_empty() {
            self.found.extend(found);
            return Ok(());
        }
        let formatted = sparta_format::format(&text);
        if formatted == text {
            return Ok(());
        }
        self.changed += 1;
        if check {
            output::tell(&format!("{}: not formatted\n", shown(path)));
            return Ok(());
        }
        // What a link leads to is rewritten, not the link.
        let path = path.canonicalize().map_err(|error| Failure::of_path("write", path, &error))?;
        output::write_files(&[(path, &formatted)])
    }

    fn summary(&self, check: bool) -> String {
        let files = counted(self.files, "file");
        match (self.changed, check) {
            (0, _) => format!("{files}: nothing to format"),
            (changed, true) => format!("{files}: {changed} not formatted"),
            (changed, false) => format!("{files}: {changed} formatted"),
        }
    }

    fn ended(&self, check: bool) -> Ended {
        if !self.failures.is_empty() {
            Ended::Misuse
        } else if !self.found.is_empty() || (check && self.changed > 0) {
            Ended::Errors
        } else {
            Ended::Clean
        }
    }
}

/// The `.sparta` files and the folders of a folder, sorted; without what is hidden or comes from
/// elsewhere, and without links, which could lead in circles.
fn programs(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let refused = |error| Failure::of_path("read", folder, &error);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(refused)? {
        let entry = entry.map_err(refused)?;
        let (name, kind) = (entry.file_name(), entry.file_type().map_err(refused)?);
        let is_ours = !name.to_string_lossy().starts_with('.') && name != "node_modules";
        let is_program =
            kind.is_file() && Path::new(&name).extension().is_some_and(|it| it == "sparta");
        if is_ours && (kind.is_dir() || is_program) {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// What is wrong with the form of a text.
fn mistakes(path: &str, text: &str) -> Vec<Finding> {
    let found = parse(text).diagnostics;
    if found.is_empty() {
        return Vec::new();
    }
    let file = Rc::new(Shown::new(path.to_owned(), text, false));
    let place = |range: sparta_syntax::TextRange| Place::new(Rc::clone(&file), range.into());
    found.into_iter().map(|it| it.map_places(place)).collect()
}

/// A path as the working folder calls it.
fn shown(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}
