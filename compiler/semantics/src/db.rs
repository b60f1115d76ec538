//! The database: what is given (files), and how it is reached.

use crate::database::Listed;
use crate::file::File;

/// What every query can reach.
///
/// All input comes in through [`Db::file`]: the command line answers it from the disk, the language
/// server from its buffers, tests from memory. Nothing above `package` touches the world otherwise.
#[salsa::db]
pub trait Db: salsa::Database {
    /// The file at a path, as an input of the computation; one that does not exist is an input too,
    /// so that creating it later re-checks what asked for it.
    ///
    /// Paths are relative to the project's folder, normalised, with `/`; those that begin with
    /// `std/` name files of the standard library.
    fn file(&self, path: &str) -> File;

    /// What lies in a folder now. No query may ask: nothing tells it when that changes.
    fn list(&self, folder: &str) -> Vec<Listed>;
}
