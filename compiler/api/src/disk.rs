//! Files on the disk.

use std::borrow::Cow;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use sparta_semantics::{Content, Listed, Source};

use crate::folder::{self, Child, Tree};

/// The files of a project's folder. What lies outside is out of reach, also through symbolic links.
#[derive(Debug, Clone)]
pub struct DiskFiles {
    /// Without symbolic links, if the folder is there.
    root: PathBuf,
    /// Whether what lies in a folder is read when the folder is.
    hashes_folders: bool,
}

impl DiskFiles {
    /// The files of the project in a folder.
    pub fn new(root: impl AsRef<Path>) -> Self {
        let root = root.as_ref();
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        Self { root, hashes_folders: true }
    }

    /// The same files, where a folder of code is there or is not, and nobody looks into it: what is
    /// enough for checking, and takes no time.
    #[must_use]
    pub fn without_folder_hashes(self) -> Self {
        Self { hashes_folders: false, ..self }
    }

    /// The project's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where a path of the project really leads.
    fn locate(&self, path: &str) -> Result<PathBuf, Content> {
        let relative = Path::new(path);
        let inside = |it: Component<'_>| matches!(it, Component::Normal(_) | Component::CurDir);
        if !relative.components().all(inside) {
            return Err(Content::Outside);
        }
        let real = self.root.join(relative).canonicalize().map_err(|error| refused(&error))?;
        if real.starts_with(&self.root) { Ok(real) } else { Err(Content::Outside) }
    }

    fn content(&self, path: &str) -> Result<Content, Content> {
        let real = self.locate(path)?;
        let kind = fs::metadata(&real).map_err(|error| refused(&error))?.file_type();
        if kind.is_dir() && !self.hashes_folders {
            return Ok(Content::Folder { hash: "".into() });
        }
        if kind.is_dir() {
            return Ok(Content::Folder { hash: folder::hash(self, path)? });
        }
        if !kind.is_file() {
            return Err(Content::Unreadable("it is neither a file nor a folder".into()));
        }
        fs::read(&real).map(folder::file_content).map_err(|error| refused(&error))
    }

    /// Whether a symbolic link leads to a folder, and not to one that it lies in: that has no end.
    fn leads_to_folder(&self, link: &str) -> Result<bool, Content> {
        let real = self.locate(link)?;
        let mut folders = Path::new(link).ancestors().skip(1).filter_map(Path::to_str);
        if folders.any(|folder| self.locate(folder).as_ref() == Ok(&real)) {
            let reason = format!("`{link}` is a link to a folder that it lies in");
            return Err(Content::Unreadable(reason.into()));
        }
        Ok(real.is_dir())
    }
}

impl Source for DiskFiles {
    fn read(&self, path: &str) -> Content {
        self.content(path).unwrap_or_else(|content| content)
    }

    fn list(&self, folder: &str) -> Vec<Listed> {
        folder::listed(self, folder)
    }
}

impl Tree for DiskFiles {
    fn children(&self, folder: &str) -> Result<Vec<Child>, Content> {
        let mut children = Vec::new();
        for entry in
            fs::read_dir(self.locate(folder)?).map_err(|error| refused_in(folder, &error))?
        {
            let entry = entry.map_err(|error| refused_in(folder, &error))?;
            let name = entry.file_name().into_string().map_err(|name| {
                let reason = format!("the name {} in it is not UTF-8", name.display());
                Content::Unreadable(reason.into())
            })?;
            let kind = entry.file_type().map_err(|error| refused_in(folder, &error))?;
            let is_folder = if kind.is_symlink() && name != ".git" {
                let path = folder::join(folder, &name);
                self.leads_to_folder(&path).map_err(|content| inside(&path, content))?
            } else {
                kind.is_dir()
            };
            children.push(Child { name, is_folder });
        }
        Ok(children)
    }

    fn bytes(&self, file: &str) -> Result<Cow<'_, [u8]>, Content> {
        let real = self.locate(file).map_err(|content| inside(file, content))?;
        if !real.is_file() {
            let reason = format!("`{file}` is neither a file nor a folder");
            return Err(Content::Unreadable(reason.into()));
        }
        fs::read(&real).map(Cow::Owned).map_err(|error| refused_in(file, &error))
    }
}

/// Why the system gives no content.
fn refused(error: &io::Error) -> Content {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Content::Missing,
        _ => Content::Unreadable(reason(error).into()),
    }
}

/// Why something inside of a folder makes the folder unreadable.
fn refused_in(path: &str, error: &io::Error) -> Content {
    Content::Unreadable(format!("`{path}`: {}", reason(error)).into())
}

/// What is wrong inside of a folder, said of the folder.
fn inside(path: &str, content: Content) -> Content {
    match content {
        Content::Missing => Content::Unreadable(format!("`{path}` is a link to nothing").into()),
        Content::Outside => {
            let reason = format!("`{path}` is a link that leads out of the project's folder");
            Content::Unreadable(reason.into())
        }
        other => other,
    }
}

/// The system's reason, in words that are the same everywhere.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::InvalidInput => "that is no path".to_owned(),
        _ => error.to_string(),
    }
}
