//! `spartac expand`: what a construct stands for.

use std::path::PathBuf;

use clap::Args;
use sparta::{Expansion, nearest};

use crate::command::{Choice, Ended, Opened, Stop};
use crate::failure::Failure;
use crate::output;

/// Prints a declaration, or a whole program, as the plain resources that it stands for.
#[derive(Debug, Args)]
pub(super) struct Expand {
    /// The entry file.
    file: PathBuf,

    /// The declaration, such as a `lambda`; without it the whole program.
    name: Option<String>,

    /// What the resources are written as.
    #[arg(long, value_name = "FORMAT", default_value = "sparta")]
    format: Language,

    #[command(flatten)]
    choice: Choice,
}

/// What plain resources are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Language {
    /// The language itself.
    Sparta,
    /// As in a template, in JSON.
    Json,
    /// As in a template, in YAML.
    Yaml,
}

impl Expand {
    pub(super) fn run(self) -> Result<Ended, Stop> {
        let options = self.choice.options();
        let opened = Opened::open(&self.file, &options)?;
        let whole = opened.sound(|compiler, entry| compiler.expand(entry, &options))?;
        let expansion = match &self.name {
            Some(name) => of(&whole, name)?,
            None => whole,
        };
        output::answer(&match self.format {
            Language::Sparta => sparta_format::format(&expansion.to_sparta()),
            Language::Json => expansion.to_json(),
            Language::Yaml => expansion.to_yaml(),
        })?;
        opened.leave();
        Ok(Ended::Clean)
    }
}

fn of(whole: &Expansion, name: &str) -> Result<Expansion, Failure> {
    whole.of(name).ok_or_else(|| {
        let failure = Failure::new(format!("no resource of the program comes from `{name}`"));
        match nearest(name, whole.names()) {
            Some(near) => failure.with_help(format!("did you mean `{near}`?")),
            None => failure.with_help("name a resource or a construct of the program"),
        }
    })
}
