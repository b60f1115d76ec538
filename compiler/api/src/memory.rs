//! Files in memory.

use std::borrow::Cow;
use std::collections::BTreeMap;

use sparta_semantics::{Content, Listed, Source};

use crate::folder::{self, Child, Tree};

/// Files that lie in memory, by their paths; folders follow from the paths.
///
/// ```
/// let files = sparta::MemoryFiles::from([
///     ("shop.sparta", "resource queue: AWS::SQS::Queue {}"),
///     ("resize/app.py", "def handler(event, context): ..."),
/// ]);
/// assert_eq!(sparta::check(files, "shop.sparta", &sparta::Options::default()), []);
/// ```
#[derive(Debug, Clone, Default)]
pub struct MemoryFiles(BTreeMap<String, Vec<u8>>);

impl MemoryFiles {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a file at a path, which is relative to the project's folder, normalised, with `/`.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        self.0.insert(path.into(), content.into());
        self
    }

    /// The paths below a folder, and what they are called there.
    fn below<'a>(&'a self, folder: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let length = prefix.len();
        let from = self.0.range(prefix.clone()..).map(|(path, _)| path.as_str());
        from.take_while(move |path| path.starts_with(&prefix)).map(move |path| &path[length..])
    }
}

impl<P: Into<String>, C: Into<Vec<u8>>> FromIterator<(P, C)> for MemoryFiles {
    fn from_iter<I: IntoIterator<Item = (P, C)>>(files: I) -> Self {
        Self(files.into_iter().map(|(path, content)| (path.into(), content.into())).collect())
    }
}

impl<P: Into<String>, C: Into<Vec<u8>>, const N: usize> From<[(P, C); N]> for MemoryFiles {
    fn from(files: [(P, C); N]) -> Self {
        files.into_iter().collect()
    }
}

impl Source for MemoryFiles {
    fn read(&self, path: &str) -> Content {
        if !folder::stays_inside(path) {
            return Content::Outside;
        }
        if let Some(bytes) = self.0.get(path) {
            return folder::file_content(bytes.clone());
        }
        if self.below(path).next().is_none() {
            return Content::Missing;
        }
        match folder::hash(self, path) {
            Ok(hash) => Content::Folder { hash },
            Err(content) => content,
        }
    }

    fn list(&self, folder: &str) -> Vec<Listed> {
        folder::listed(self, folder)
    }
}

impl Tree for MemoryFiles {
    fn children(&self, folder: &str) -> Result<Vec<Child>, Content> {
        let mut children: Vec<Child> = self
            .below(folder)
            .map(|path| match path.split_once('/') {
                Some((name, _)) => Child { name: name.to_owned(), is_folder: true },
                None => Child { name: path.to_owned(), is_folder: false },
            })
            .collect();
        children.dedup();
        Ok(children)
    }

    fn bytes(&self, file: &str) -> Result<Cow<'_, [u8]>, Content> {
        self.0.get(file).map(|bytes| Cow::Borrowed(bytes.as_slice())).ok_or(Content::Missing)
    }
}

#[cfg(test)]
mod tests {
    use sparta_semantics::{Content, Source as _};

    use super::MemoryFiles;

    #[test]
    fn folders_follow_from_paths() {
        let files = MemoryFiles::from([("a/b/c.txt", "1"), ("a.txt", "2")]);
        assert!(matches!(files.read("a"), Content::Folder { .. }));
        assert!(matches!(files.read("a/b"), Content::Folder { .. }));
        assert_eq!(files.read("a/b/c.txt"), Content::Text("1".into()));
        assert_eq!(files.read("a/b/d.txt"), Content::Missing);
        assert_eq!(files.read("../a.txt"), Content::Outside);
    }

    #[test]
    fn what_is_not_utf8_is_bytes() {
        let files = MemoryFiles::new().with("a", [0xff]);
        assert_eq!(files.read("a"), Content::Bytes([0xff].into()));
    }

    #[test]
    fn a_folder_is_its_names_kinds_and_contents() {
        let hash = |files: MemoryFiles| match files.read("code") {
            Content::Folder { hash } => hash,
            other => panic!("not a folder: {other:?}"),
        };
        let one = hash(MemoryFiles::from([("code/a", "1"), ("code/b", "2"), ("x", "3")]));
        let elsewhere = MemoryFiles::from([("code/b", "2"), ("code/a", "1"), ("code/.git/x", "")]);
        assert_eq!(one, hash(elsewhere));
        let others = [
            MemoryFiles::from([("code/a", "1"), ("code/b", "3")]),
            MemoryFiles::from([("code/a", "1"), ("code/c", "2")]),
            MemoryFiles::from([("code/a", "1b2")]),
            MemoryFiles::from([("code/a/b", "2"), ("code/b", "2")]),
        ];
        for other in others {
            assert_ne!(one, hash(other));
        }
    }
}
