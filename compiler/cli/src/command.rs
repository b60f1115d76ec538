//! The commands: a file each.

mod check;
mod completions;
mod emit;
mod expand;
mod explain;
mod fmt;
mod graph;
mod lsp;
mod new;
mod test;

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use sparta::{Compiler, Diagnostic, Options};

use crate::failure::Failure;
use crate::output::{self, Color};
use crate::project::{Finding, Program, Project};
use crate::render::{Form, count, counted};

/// Nothing is wrong.
const CLEAN: u8 = 0;
/// The program has errors.
const ERRORS: u8 = 1;
/// The command was used wrongly, or could not be carried out.
pub(crate) const MISUSE: u8 = 2;

/// Turns Sparta programs into CloudFormation templates.
#[derive(Debug, Parser)]
#[command(name = "spartac", version, after_help = EXIT_CODES)]
#[command(disable_help_subcommand = true, arg_required_else_help = true)]
pub(crate) struct CommandLine {
    /// When to colour what is printed.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,

    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  nothing is wrong; there may be warnings
  1  the program has errors
  2  wrong use: unknown words, files that cannot be read or written";

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Check),
    Emit(emit::Emit),
    Fmt(fmt::Fmt),
    Expand(expand::Expand),
    Graph(graph::Graph),
    Explain(explain::Explain),
    New(new::New),
    Test(test::Test),
    Lsp(lsp::Lsp),
    Completions(completions::Completions),
}

/// How a command ended.
enum Ended {
    /// Nothing is wrong.
    Clean,
    /// The program has errors, which have been told.
    Errors,
    /// The call is wrong, which has been told.
    Misuse,
}

/// Why a command was not carried out.
enum Stop {
    /// The program has errors.
    Errors(Vec<Finding>),
    /// The call does not fit the program.
    Misuse(Vec<Finding>),
    /// The call is wrong, or the system refused.
    Failure(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl Stop {
    /// Tells why.
    fn tell(self, color: Color) -> Result<Ended, Failure> {
        match self {
            Self::Errors(findings) => tell(&findings, color).map(|()| Ended::Errors),
            Self::Misuse(findings) => tell(&findings, color).map(|()| Ended::Misuse),
            Self::Failure(failure) => Err(failure),
        }
    }
}

impl CommandLine {
    /// Carries the command out.
    pub(crate) fn run(self) -> ExitCode {
        let color = self.color;
        let ended = match self.command {
            Command::Check(command) => command.run(color),
            Command::Emit(command) => command.run(color),
            Command::Fmt(command) => command.run(color),
            Command::Expand(command) => command.run(),
            Command::Graph(command) => command.run(),
            Command::Explain(command) => command.run(color),
            Command::New(command) => command.run(),
            Command::Test(command) => command.run(color),
            Command::Lsp(command) => command.run(),
            Command::Completions(command) => command.run(),
        };
        ExitCode::from(match ended.or_else(|stop| stop.tell(color)) {
            Ok(Ended::Clean) => CLEAN,
            Ok(Ended::Errors) => ERRORS,
            Ok(Ended::Misuse) => MISUSE,
            Err(failure) => {
                output::tell(&failure.to_string());
                MISUSE
            }
        })
    }
}

/// Values of settings.
#[derive(Debug, Args)]
struct Settings {
    /// Gives a setting a value, which wins over that of an environment. May be repeated.
    #[arg(long, value_name = "NAME=VALUE", value_parser = setting)]
    set: Vec<(String, String)>,
}

/// Which of a program's stacks is meant.
#[derive(Debug, Args)]
struct Choice {
    /// The environment; without it the defaults.
    #[arg(long, value_name = "NAME")]
    environment: Option<String>,

    #[command(flatten)]
    settings: Settings,
}

impl Choice {
    fn options(self) -> Options {
        Options { environment: self.environment, settings: self.settings.set }
    }
}

/// A program that can be worked on.
struct Opened {
    project: Project,
    entry: String,
}

impl Opened {
    /// Opens the program of an entry file, if the file and the options can be used.
    fn open(file: &Path, options: &Options) -> Result<Self, Stop> {
        let program = Program::find(file).map_err(Stop::Misuse)?;
        let project = Project::open(&program.root);
        let misuse = project.misuse(&program.entry, options);
        if misuse.is_empty() {
            Ok(Self { project, entry: program.entry })
        } else {
            Err(Stop::Misuse(misuse))
        }
    }

    /// What the compiler makes of the program, unless it has errors.
    fn sound<T>(
        &self,
        make: impl FnOnce(&Compiler, &str) -> Result<T, Vec<Diagnostic>>,
    ) -> Result<T, Stop> {
        make(&self.project.compiler, &self.entry).map_err(|found| {
            if found.iter().any(|it| it.name == "environment-needed") {
                return Stop::Misuse(self.project.say(found));
            }
            Stop::Errors(self.project.show(found))
        })
    }

    /// The process ends: giving back piece by piece what was computed would only take time.
    fn leave(self) {
        std::mem::forget(self);
    }
}

fn setting(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("write NAME=VALUE".to_owned()),
    }
}

/// Tells findings to a person, and how many there are.
fn tell(findings: &[Finding], color: Color) -> Result<(), Failure> {
    Form::Human.show(findings, color)?;
    if !findings.is_empty() {
        output::tell(&format!("{}\n", summary(findings)));
    }
    Ok(())
}

/// `2 errors, 1 warning`.
fn summary(findings: &[Finding]) -> String {
    let (errors, warnings) = count(findings);
    let counts = [(errors, "error"), (warnings, "warning")];
    let counts = counts.iter().filter(|(number, _)| *number > 0);
    counts.map(|(number, thing)| counted(*number, thing)).collect::<Vec<_>>().join(", ")
}

/// The name of a program: its file's, without the extension.
fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
