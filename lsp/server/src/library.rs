//! The standard library as files that an editor can show.
//!
//! The only thing that the server writes without being asked: a copy of what is embedded, once for each content, in
//! the user's cache.

use std::hash::{Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{env, fs, io, process};

use rustc_hash::FxHasher;

use crate::uri;

/// The library's folder, which is written when it is first needed.
pub(crate) struct Library {
    /// Where it may lie, the best place first.
    places: Vec<PathBuf>,
    written: OnceLock<Option<PathBuf>>,
}

impl Library {
    /// The library in the user's cache or, if nothing can be written there, among temporary files.
    pub(crate) fn new() -> Self {
        let mut hash = FxHasher::default();
        sparta_stdlib::files().for_each(|file| file.hash(&mut hash));
        let name = format!("std-{:016x}", hash.finish());
        let place = |folder: PathBuf| folder.join("spartac").join(&name);
        let places = cache().into_iter().chain([env::temp_dir()]).map(place).collect();
        Self { places, written: OnceLock::new() }
    }

    /// The file of a path `std/…`; none if it cannot be written.
    pub(crate) fn file(&self, path: &str) -> Option<PathBuf> {
        let written = || self.places.iter().find(|it| write(it).is_ok()).cloned();
        let folder = self.written.get_or_init(written).as_ref()?;
        Some(folder.join(path.strip_prefix("std/")?))
    }

    /// The path `std/…` of a file of the library.
    pub(crate) fn path(&self, file: &Path) -> Option<String> {
        let path = self.places.iter().find_map(|folder| uri::below(folder, file))?;
        Some(format!("std/{path}"))
    }
}

/// Where programs keep what they can make again.
pub(crate) fn cache() -> Option<PathBuf> {
    let folder = |name: &str| env::var_os(name).map(PathBuf::from).filter(|it| it.is_absolute());
    let home = || folder("HOME").map(|home| home.join(".cache"));
    folder("XDG_CACHE_HOME").or_else(|| folder("LOCALAPPDATA")).or_else(home)
}

/// Writes the library beside its place and moves it there, so that nobody sees a part of it.
fn write(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let unfinished = folder.with_extension(process::id().to_string());
    for (path, text) in sparta_stdlib::files() {
        let file = unfinished.join(path);
        fs::create_dir_all(file.parent().unwrap_or(&unfinished))?;
        fs::write(&file, text)?;
        let mut permissions = fs::metadata(&file)?.permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&file, permissions)?;
    }
    let moved = fs::rename(&unfinished, folder);
    if moved.is_err() {
        fs::remove_dir_all(&unfinished)?;
    }
    // Another server may have been quicker.
    if folder.is_dir() { Ok(()) } else { moved }
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;
    use std::{env, fs, process};

    use super::Library;

    #[test]
    fn the_library_is_written_once_and_known_again() {
        let place = env::temp_dir().join(format!("spartac-library-{}", process::id()));
        let library = Library { places: vec![place.clone()], written: OnceLock::new() };
        let file = library.file("std/prelude/lambda.sparta").expect("it can be written");
        assert_eq!(
            fs::read_to_string(&file).ok().as_deref(),
            sparta_stdlib::file("prelude/lambda.sparta")
        );
        assert_eq!(library.path(&file).as_deref(), Some("std/prelude/lambda.sparta"));
        assert_eq!(library.file("shop.sparta"), None);
        fs::remove_dir_all(place).expect("it can be removed");
    }
}
