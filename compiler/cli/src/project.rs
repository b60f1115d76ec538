//! Projects: which folder a program lies in, and how its files are called from here.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::env;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use sparta::{Compiler, Content, Diagnostic, DiskFiles, Options, Span, SpanRange};

use crate::failure::Failure;
use crate::place::{Place, Shown};

/// The files of one folder, and what has been computed of them.
pub(crate) struct Project {
    pub(crate) compiler: Compiler,
    /// Without symbolic links.
    root: PathBuf,
    /// The files that something was found in.
    shown: RefCell<BTreeMap<String, Rc<Shown>>>,
}

/// A program: its project, and the path of its entry file there.
pub(crate) struct Program {
    pub(crate) root: PathBuf,
    pub(crate) entry: String,
}

/// A finding as it is shown: with the texts that it speaks of.
pub(crate) type Finding = Diagnostic<Place>;

impl Project {
    pub(crate) fn open(root: &Path) -> Self {
        let compiler = Compiler::new(DiskFiles::new(root));
        Self { compiler, root: root.to_owned(), shown: RefCell::default() }
    }

    /// What is wrong with the call: the entry file cannot be used, or the program has not what the
    /// options name.
    pub(crate) fn misuse(&self, entry: &str, options: &Options) -> Vec<Finding> {
        let unusable = sparta::unusable(&self.called(entry), self.compiler.content(entry));
        match unusable {
            Some(diagnostic) => vec![in_no_text(diagnostic)],
            None => self.say(self.compiler.misuse(entry, options)),
        }
    }

    /// Findings with the texts that they speak of.
    pub(crate) fn show(&self, found: Vec<Diagnostic>) -> Vec<Finding> {
        let place = |span: Span| Place::new(self.shown(&span.path), span.range);
        found.into_iter().map(|diagnostic| diagnostic.map_places(place)).collect()
    }

    /// Findings about the call, which no line of a file can show.
    pub(crate) fn say(&self, found: Vec<Diagnostic>) -> Vec<Finding> {
        let call = |mut span: Span| {
            span.path = self.called(&span.path).into();
            span
        };
        found.into_iter().map(|diagnostic| in_no_text(diagnostic.map_places(call))).collect()
    }

    fn shown(&self, path: &str) -> Rc<Shown> {
        let mut files = self.shown.borrow_mut();
        let shown = files.entry(path.to_owned()).or_insert_with(|| {
            let text = self.compiler.text(path);
            Rc::new(Shown::new(self.called(path), text, is_library(path)))
        });
        Rc::clone(shown)
    }

    /// What a file of the project is called from the working folder.
    fn called(&self, path: &str) -> String {
        match env::current_dir().and_then(|folder| folder.canonicalize()) {
            Ok(folder) if !is_library(path) => relative(&folder, &self.root.join(path)),
            _ => path.to_owned(),
        }
    }
}

impl Program {
    /// The program of an entry file.
    ///
    /// Its project is the nearest folder from that of the file upwards that holds a `sparta.toml` or
    /// a `.git`; the file's own folder if none does.
    pub(crate) fn find(path: &Path) -> Result<Self, Vec<Finding>> {
        let called = || path.to_string_lossy().replace('\\', "/");
        let unusable = |content| {
            let found = sparta::unusable(&called(), &content);
            found.map(in_no_text).into_iter().collect()
        };
        if path.is_dir() {
            return Err(unusable(Content::Folder { hash: "".into() }));
        }
        let name = path.file_name().ok_or_else(|| unusable(Content::Missing))?;
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).canonicalize();
        let folder = folder.map_err(|_| unusable(Content::Missing))?;
        let root = sparta::project_folder(&folder).unwrap_or(&folder).to_owned();
        let entry = segments(&folder.join(name), &root).map(|it| it.join("/"));
        match entry {
            Some(entry) if is_library(&entry) => Err(vec![in_no_text(taken(&called()))]),
            Some(entry) => Ok(Self { root, entry }),
            None => Err(unusable(Content::Unreadable("its path is not UTF-8".into()))),
        }
    }
}

/// That a program lies where the standard library is.
fn taken(path: &str) -> Diagnostic {
    let at = Span { path: path.into(), range: SpanRange { start: 0, end: 0 } };
    let message = format!("`{path}` cannot be read: `std/` names the standard library");
    Diagnostic::error("unreadable-file", at, message)
        .with_help("give the folder at the top of the project another name")
}

fn is_library(path: &str) -> bool {
    path.starts_with("std/")
}

/// The parts of a path below a folder, if all of them are text.
fn segments<'a>(path: &'a Path, folder: &Path) -> Option<Vec<&'a str>> {
    path.strip_prefix(folder).ok()?.iter().map(OsStr::to_str).collect()
}

/// A finding about a file that gives no text to show it in.
fn in_no_text(diagnostic: Diagnostic) -> Finding {
    diagnostic.map_places(|span| {
        let range = SpanRange { start: 0, end: 0 };
        Place::new(Rc::new(Shown::new(span.path.to_string(), "", false)), range)
    })
}

/// The way from a folder to a path; both are absolute and without links.
fn relative(folder: &Path, path: &Path) -> String {
    let (from, to): (Vec<_>, Vec<_>) = (folder.components().collect(), path.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[shared..].iter().map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(to[shared..].iter().copied()).collect();
    way.to_string_lossy().replace('\\', "/")
}

/// Programs in their projects, each project opened once.
#[derive(Default)]
pub(crate) struct Projects(Vec<Project>);

impl Projects {
    /// The position of the project that lies in a folder.
    pub(crate) fn position(&mut self, root: &Path) -> usize {
        let known = self.0.iter().position(|project| project.root == root);
        known.unwrap_or_else(|| {
            self.0.push(Project::open(root));
            self.0.len() - 1
        })
    }

    pub(crate) fn get(&self, position: usize) -> &Project {
        &self.0[position]
    }
}

/// The `.sparta` files directly in the working folder, sorted.
pub(crate) fn files_here() -> Result<Vec<PathBuf>, Failure> {
    let here = Path::new(".");
    let refused = |error| Failure::of_path("read", here, &error);
    let mut files = Vec::new();
    for entry in here.read_dir().map_err(refused)? {
        let path = PathBuf::from(entry.map_err(refused)?.file_name());
        if path.extension().is_some_and(|it| it == "sparta") && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() {
        let failure = Failure::new("there is no `.sparta` file in this folder");
        return Err(failure.with_help("name the entry file of a stack"));
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::relative;

    #[test]
    fn files_are_called_from_the_working_folder() {
        let way = |from, to| relative(Path::new(from), Path::new(to));
        assert_eq!(way("/shop", "/shop/stacks/a.sparta"), "stacks/a.sparta");
        assert_eq!(way("/shop/stacks", "/shop/stacks/a.sparta"), "a.sparta");
        assert_eq!(way("/shop/stacks", "/shop/net/a.sparta"), "../net/a.sparta");
    }
}
