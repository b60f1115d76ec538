//! What files are called in the protocol.

use std::path::{Component, Path, PathBuf};

use tower_lsp::ls_types::Uri;

/// The path that a URI names, if it names a file.
pub(crate) fn path_of(uri: &Uri) -> Option<PathBuf> {
    let is_file = uri.scheme().as_str().eq_ignore_ascii_case("file");
    let path = is_file.then(|| uri.to_file_path())??;
    Some(normalised(&path))
}

/// The URI of a path.
pub(crate) fn uri_of(path: &Path) -> Option<Uri> {
    Uri::from_file_path(path)
}

/// A path without `.` and `..`, without a look at the disk.
fn normalised(path: &Path) -> PathBuf {
    let mut whole = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                whole.pop();
            }
            other => whole.push(other),
        }
    }
    whole
}

/// What a path is called below a folder, with `/`; none if it lies elsewhere.
pub(crate) fn below(folder: &Path, path: &Path) -> Option<String> {
    let parts = path.strip_prefix(folder).ok()?.iter().map(|part| part.to_string_lossy());
    Some(parts.collect::<Vec<_>>().join("/"))
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::str::FromStr as _;

    use tower_lsp::ls_types::Uri;

    use super::{below, path_of, uri_of};

    fn path(uri: &str) -> Option<PathBuf> {
        path_of(&Uri::from_str(uri).expect("a URI"))
    }

    #[test]
    fn what_is_escaped_is_read() {
        assert_eq!(path("file:///a%20b/%C3%A9.sparta"), Some("/a b/é.sparta".into()));
        assert_eq!(path("file:///a/./b/../c.sparta"), Some("/a/c.sparta".into()));
        assert_eq!(path("untitled:Untitled-1"), None);
        assert_eq!(path("git:/a/b.sparta?ref"), None);
        assert!(path("file:///c%3A/shop/a.sparta").is_some());
    }

    #[test]
    fn a_path_comes_back_from_its_uri() {
        let there = Path::new("/a b/[x]/é#?%.sparta");
        let uri = uri_of(there).expect("an absolute path");
        assert_eq!(path_of(&uri).as_deref(), Some(there));
    }

    #[test]
    fn paths_below_a_folder() {
        assert_eq!(below(Path::new("/a"), Path::new("/a/b/c")), Some("b/c".to_owned()));
        assert_eq!(below(Path::new("/a/b"), Path::new("/a/c")), None);
    }
}
