//! `spartac emit`: the template of a program.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use clap::Args;
use sparta::Template;

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

    fn text(self, template: &Template<'_>) -> String {
        match self {
            Self::Json => template.to_json(),
            Self::Yaml => template.to_yaml(),
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
        let notation = self.format.or(self.output.as_deref().map(Notation::of));
        let notation = notation.unwrap_or(Notation::Json);
        let (template, manifest, warnings) = opened.sound(|compiler, entry| {
            compiler.template(entry, &options, |template, warnings| {
                let manifest = self.output.as_ref().map(|_| template.manifest_json());
                (notation.text(template), manifest, warnings)
            })
        })?;
        tell(&opened.project.show(warnings), color)?;
        match (&self.output, manifest) {
            (Some(output), Some(manifest)) => {
                let name = name(&self.file, options.environment.as_deref());
                let path = template_path(output, &name, notation);
                let beside = path.with_extension("manifest.json");
                output::write_files(&[(beside, &manifest), (path, &template)])?;
            }
            _ => output::answer(&template)?,
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
