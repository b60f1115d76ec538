//! `spartac completions`: what a shell needs to complete a command line.

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use crate::command::{CommandLine, Ended, Stop};
use crate::output;

/// Prints a script that lets a shell complete command lines.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell that reads the script.
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self) -> Result<Ended, Stop> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut CommandLine::command(), "spartac", &mut script);
        output::answer(&String::from_utf8_lossy(&script))?;
        Ok(Ended::Clean)
    }
}
