//! `workspace/executeCommand`: what a program becomes, to be looked at.

use serde::{Deserialize, Serialize};
use sparta_ide::{Notation, Shown};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    ExecuteCommandOptions, ExecuteCommandParams, Position, TextDocumentIdentifier,
    TextDocumentPositionParams, Uri, WorkDoneProgressOptions,
};

use crate::snapshot::Snapshot;

/// What there is to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Command {
    Expand,
    Emit,
    Graph,
    Explain,
    Test,
}

const COMMANDS: [(&str, Command); 5] = [
    ("sparta.expand", Command::Expand),
    ("sparta.emit", Command::Emit),
    ("sparta.graph", Command::Graph),
    ("sparta.explain", Command::Explain),
    ("sparta.test", Command::Test),
];

pub(crate) fn options() -> ExecuteCommandOptions {
    ExecuteCommandOptions {
        commands: COMMANDS.iter().map(|(name, _)| (*name).to_owned()).collect(),
        work_done_progress_options: WorkDoneProgressOptions::default(),
    }
}

/// A command and what it is about.
pub(crate) struct Asked {
    command: Command,
    argument: Argument,
}

/// The only argument of each command.
#[derive(Debug, Deserialize)]
struct Argument {
    uri: Uri,
    position: Option<Position>,
    environment: Option<String>,
    format: Option<Format>,
    /// Whether the client is asked to show the answer: who shows it, or knows how, does not say so.
    #[serde(default)]
    show: bool,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Format {
    Json,
    Yaml,
}

/// What is looked at.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum View {
    Text { language: &'static str, text: String },
    Page { html: String, root: Option<Uri> },
}

impl Asked {
    /// What a client asks for.
    pub(crate) fn read(params: ExecuteCommandParams) -> Result<Self> {
        let command = COMMANDS.iter().find(|(name, _)| *name == params.command);
        let (_, command) = command.ok_or_else(|| {
            Error::invalid_params(format!("there is no command `{}`", params.command))
        })?;
        let argument = params.arguments.into_iter().next().unwrap_or_default();
        let argument = serde_json::from_value(argument);
        let argument = argument.map_err(|error| Error::invalid_params(error.to_string()))?;
        Ok(Self { command: *command, argument })
    }

    pub(crate) fn document(&self) -> &Uri {
        &self.argument.uri
    }

    pub(crate) fn is_to_be_shown(&self) -> bool {
        self.argument.show
    }
}

/// What is to be seen, or why there is nothing.
pub(crate) fn execute_command(
    snapshot: &Snapshot,
    asked: &Asked,
) -> Option<std::result::Result<View, String>> {
    let (db, project) = (&snapshot.db, snapshot.project);
    let argument = &asked.argument;
    let file = snapshot.file(&argument.uri)?;
    let shown = Shown { file, environment: argument.environment.as_deref() };
    let at = argument.position.and_then(|position| {
        let text_document = TextDocumentIdentifier { uri: argument.uri.clone() };
        snapshot.position(&TextDocumentPositionParams { text_document, position })
    });
    let text = |language, text| View::Text { language, text };
    Some(match asked.command {
        Command::Expand => {
            sparta_ide::expansion(db, project, shown, at).map(|it| text("sparta", it))
        }
        Command::Emit => {
            let (notation, language) = match argument.format {
                Some(Format::Yaml) => (Notation::Yaml, "yaml"),
                Some(Format::Json) | None => (Notation::Json, "json"),
            };
            sparta_ide::template(db, project, shown, notation).map(|it| text(language, it))
        }
        Command::Graph => sparta_ide::graph(db, project, shown)
            .map(|html| View::Page { html, root: snapshot.uri_of_path("") }),
        Command::Test => sparta_ide::tests(db, project, shown, at).map(|it| text("plaintext", it)),
        Command::Explain => at
            .and_then(|at| sparta_ide::explanation(db, project, at))
            .map(|page| text("markdown", page.to_owned()))
            .ok_or_else(|| "nothing is found here that could be explained".to_owned()),
    })
}
