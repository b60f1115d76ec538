//! `spartac lsp`: answers an editor.

use clap::Args;
use sparta_server::Ended;

use crate::command::{Ended as Done, Stop};
use crate::failure::Failure;

/// Serves an editor over standard input and output, in the language server protocol.
#[derive(Debug, Args)]
pub(super) struct Lsp {
    /// Says how the editor is served, which has no other way.
    #[arg(long)]
    stdio: bool,
}

impl Lsp {
    pub(super) fn run(self) -> Result<Done, Stop> {
        match sparta_server::serve_stdio() {
            Ok(Ended::Properly) => Ok(Done::Clean),
            Ok(Ended::Abandoned) => Ok(Done::Errors),
            Err(error) => Err(Failure::new(format!("cannot serve: {error}")).into()),
        }
    }
}
