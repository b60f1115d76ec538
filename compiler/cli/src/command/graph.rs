//! `spartac graph`: a program as a picture.

use std::path::PathBuf;

use clap::Args;
use sparta::{View, nearest, render};

use crate::command::{Choice, Ended, Opened, Stop};
use crate::failure::Failure;
use crate::output;

/// Draws the declarations of a program and what connects them.
#[derive(Debug, Args)]
pub(super) struct Graph {
    /// The entry file.
    file: PathBuf,

    /// Draws only this declaration, such as one function, and what it has to do with.
    #[arg(long, value_name = "NAME")]
    of: Option<String>,

    /// Writes the picture to this file.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// What the picture is written as; by default what the output's extension says, else DOT.
    #[arg(long, value_name = "FORMAT")]
    format: Option<Picture>,

    #[command(flatten)]
    choice: Choice,
}

/// What a picture is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Picture {
    /// For GraphViz.
    Dot,
    /// For Markdown.
    Mermaid,
    /// For programs.
    Json,
    /// An image.
    Svg,
    /// A page to look around in.
    Html,
}

impl Picture {
    /// What an extension says.
    fn of(extension: &str) -> Option<Self> {
        match extension {
            "dot" | "gv" => Some(Self::Dot),
            "mmd" | "mermaid" => Some(Self::Mermaid),
            "json" => Some(Self::Json),
            "svg" => Some(Self::Svg),
            "html" | "htm" => Some(Self::Html),
            _ => None,
        }
    }

    fn draw(self, view: &View) -> String {
        match self {
            Self::Dot => render::dot(view),
            Self::Mermaid => render::mermaid(view),
            Self::Json => render::json(view),
            Self::Svg => render::svg(view),
            Self::Html => render::html(view),
        }
    }
}

impl Graph {
    pub(super) fn run(self) -> Result<Ended, Stop> {
        let options = self.choice.options();
        let opened = Opened::open(&self.file, &options)?;
        let mut view = opened.sound(|compiler, entry| compiler.graph(entry, &options))?;
        if let Some(name) = &self.of {
            view = around(&view, name)?;
        }
        let extension = self.output.as_deref().and_then(|it| it.extension()?.to_str());
        let picture = self.format.or(extension.and_then(Picture::of)).unwrap_or(Picture::Dot);
        let drawn = picture.draw(&view);
        match self.output {
            None => output::answer(&drawn)?,
            Some(output) => output::write_files(&[(output, &drawn)])?,
        }
        opened.leave();
        Ok(Ended::Clean)
    }
}

fn around(view: &View, name: &str) -> Result<View, Failure> {
    view.around(name).ok_or_else(|| {
        let failure = Failure::new(format!("the program declares no `{name}` that can be drawn"));
        let names = || view.nodes.iter().map(|node| node.id.as_str());
        match nearest(name, names()) {
            Some(near) => failure.with_help(format!("did you mean `{near}`?")),
            None => failure.with_help("a resource or a construct can be drawn"),
        }
    })
}
