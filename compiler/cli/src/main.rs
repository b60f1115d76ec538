//! `spartac`, the command line of Sparta: the only crate that renders.
//!
//! What a command answers goes to standard output, what is said about it to standard error. Each
//! command is a file of [`command`]; each form that findings are shown in is a file of [`render`].

mod command;
mod failure;
mod output;
mod place;
mod project;
mod render;

use std::process::ExitCode;
use std::thread;

use clap::Parser as _;

use crate::command::CommandLine;

/// A program becomes many small values that live as long as the process: this makes them a fifth faster
/// than the system's own does.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Deep programs need a deep stack; what is not used of it costs nothing.
const STACK: usize = 64 << 20;

/// What the process says when the compiler itself is at fault.
const BROKEN: u8 = 101;

fn main() -> ExitCode {
    let line = CommandLine::parse();
    let worker = thread::Builder::new().stack_size(STACK).spawn(move || line.run());
    let ended = match worker {
        Ok(worker) => worker.join(),
        Err(error) => {
            output::tell(&format!("Error: there is no memory to work with: {error}\n"));
            return ExitCode::from(command::MISUSE);
        }
    };
    ended.unwrap_or_else(|_| {
        output::tell(
            "Error: this is a mistake in spartac, not in your program; please report it\n",
        );
        ExitCode::from(BROKEN)
    })
}
