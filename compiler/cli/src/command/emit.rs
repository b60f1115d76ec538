//! `spartac emit`: the template of a program.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use clap::Args;
use sparta::Emitted;

use crate::command::{Choice, Ended, Opened, Stop, stem, tell};
use crate::failure::Failure;
use crate::output::{self, Color};

/// Prints the CloudFormation template of a program.
#[derive(Debug, Args)]
pub(super) struct Emit {
    /// The entry file.
    file: PathBuf,

    /// Writes the template to this file, or into this folder, and its manifest beside it.
    #[arg(short, long, value_name = "FILE|FOLDER")]
    output: Option<PathBuf>,

    /// What the template is written as; by default what the output's extension says, else JSON.
    #[arg(long, value_name = "FORMAT")]
    format: Option<Notation>,

    #[command(flatten)]
    choice: Choice,
}

/// What a template is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Notation {
    /// JSON.
    Json,
    /// YAML.
    Yaml,
}

impl Notation {
    /// What an extension says.
    fn of(path: &Path) -> Self {
        match path.extension().and_then(|it| it.to_str()) {
            Some("yaml" | "yml") => Self::Yaml,
            _ => Self::Json,
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Yaml => "yaml",
        }
    }

    fn of_template(self, emitted: &Emitted) -> &str {
        match self {
            Self::Json => &emitted.json,
            Self::Yaml => &emitted.yaml,
        }
    }
}

impl Emit {
    pub(super) fn run(self, color: Color) -> Result<Ended, Stop> {
        if self.output.as_deref().is_some_and(is_program) {
            let failure = Failure::new("a template in place of a program would be its end");
            return Err(failure.with_help("name another file, or a folder").into());
        }
        let options = self.choice.options();
        let opened = Opened::open(&self.file, &options)?;
        let emitted = opened.sound(|compiler, entry| compiler.emit(entry, &options))?;
        tell(&opened.project.show(emitted.warnings.clone()), color)?;
        let notation = self.format.or(self.output.as_deref().map(Notation::of));
        let notation = notation.unwrap_or(Notation::Json);
        let template = notation.of_template(&emitted);
        match &self.output {
            None => output::answer(template)?,
            Some(output) => {
                let name = name(&self.file, options.environment.as_deref());
                let path = template_path(output, &name, notation);
                let manifest = path.with_extension("manifest.json");
                output::write_files(&[(manifest, &emitted.manifest), (path, template)])?;
            }
        }
        opened.leave();
        Ok(Ended::Clean)
    }
}

fn is_program(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "sparta") && !path.is_dir()
}

/// What the files of a program's template are called: `shop`, `shop-prod`.
fn name(file: &Path, environment: Option<&str>) -> String {
    match environment {
        Some(environment) => format!("{}-{environment}", stem(file)),
        None => stem(file),
    }
}

/// The template's file: the output itself, or one in it if it is a folder.
fn template_path(output: &Path, name: &str, notation: Notation) -> PathBuf {
    let ends_as_folder = output.as_os_str().to_string_lossy().ends_with(['/', MAIN_SEPARATOR]);
    if ends_as_folder || output.is_dir() {
        output.join(format!("{name}.{}", notation.extension()))
    } else {
        output.to_owned()
    }
}
