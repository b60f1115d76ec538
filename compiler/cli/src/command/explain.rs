//! `spartac explain`: what a diagnostic means.

use clap::Args;
use sparta::pages;

use crate::command::{Ended, Stop};
use crate::failure::Failure;
use crate::output::{self, Color};

/// Explains a diagnostic by its name, such as `unknown-property`; without a name, lists them.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The name in brackets before the message.
    name: Option<String>,
}

impl Explain {
    pub(super) fn run(self, color: Color) -> Result<Ended, Stop> {
        let text = match &self.name {
            Some(name) => shown(page(name)?, color.on_stdout()),
            None => list(),
        };
        output::answer(&text)?;
        Ok(Ended::Clean)
    }
}

fn page(name: &str) -> Result<&'static str, Failure> {
    // As it is copied from a message.
    let name = name.trim_start_matches('[').trim_end_matches(']');
    pages::page(name).ok_or_else(|| {
        let failure = Failure::new(format!("no diagnostic is called `{name}`"));
        failure.with_help(match sparta::nearest(name, pages::names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`spartac explain` lists them".to_owned(),
        })
    })
}

fn list() -> String {
    let widest = pages::names().map(str::len).max().unwrap_or_default();
    let line = |name| {
        let summary = pages::page(name).map(pages::summary).unwrap_or_default();
        format!("{name:widest$}  {summary}\n")
    };
    pages::names().map(line).collect()
}

/// A page as it reads well on a terminal: titles stand out, programs are indented.
fn shown(page: &str, color: bool) -> String {
    let (bold, plain) = if color { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    let mut text = String::with_capacity(page.len() + 256);
    let mut in_program = false;
    for line in page.lines() {
        if line.starts_with("```") {
            in_program = !in_program;
        } else if in_program {
            text.push_str(format!("    {line}").trim_end());
            text.push('\n');
        } else if let Some(title) = line.strip_prefix('#') {
            let title = title.trim_start_matches('#').trim();
            text.push_str(&format!("{bold}{title}{plain}\n"));
        } else {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn titles_stand_out_and_programs_are_indented() {
        let page = "# name\n\nWhy.\n\n```sparta\nlet a = 1\n\n# b\n```\n";
        assert_eq!(shown(page, false), "name\n\nWhy.\n\n    let a = 1\n\n    # b\n");
        assert!(shown(page, true).starts_with("\u{1b}[1mname\u{1b}[0m\n"));
    }
}
