//! The requests: a file each, from a snapshot and parameters to an answer.

pub(crate) mod definition;
pub(crate) mod diagnostics;
pub(crate) mod hover;
pub(crate) mod references;
