//! Findings as text: a file a form.

mod github;
mod human;
mod json;
mod sarif;
mod short;

use sparta::Severity;

use crate::failure::Failure;
use crate::output::{self, Color};
use crate::project::Finding;

/// What findings are shown as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Form {
    /// With the lines that they are about, on standard error.
    #[default]
    Human,
    /// One line each, on standard error.
    Short,
    /// One JSON document, on standard output.
    Json,
    /// A SARIF 2.1.0 log for code scanning, on standard output.
    Sarif,
    /// GitHub's workflow commands, which annotate a change, on standard output.
    Github,
}

impl Form {
    /// Shows findings where their form belongs: what a person reads is told, what a program reads is
    /// the answer.
    pub(crate) fn show(self, findings: &[Finding], color: Color) -> Result<(), Failure> {
        match self {
            Self::Human => output::tell(&human::human(findings, color.on_stderr())),
            Self::Short => output::tell(&short::short(findings)),
            Self::Json => output::answer(&json::json(findings))?,
            Self::Sarif => output::answer(&sarif::sarif(findings))?,
            Self::Github => output::answer(&github::github(findings))?,
        }
        Ok(())
    }
}

/// How many errors and warnings there are.
pub(crate) fn count(findings: &[Finding]) -> (usize, usize) {
    let errors = findings.iter().filter(|it| it.severity == Severity::Error).count();
    (errors, findings.len() - errors)
}

/// A number of things: `1 error`, `2 errors`.
pub(crate) fn counted(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}

/// Whether a character may go to a terminal as it is: neither does it steer the terminal, nor does it
/// change in which direction text is read.
fn is_harmless(character: char) -> bool {
    let steers = character.is_control() && character != '\t';
    !steers
        && !matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The longest message, in characters; a program may hold longer texts than a terminal.
const LONGEST: usize = 1_000;

/// One line of text in which nothing steers the terminal.
pub(crate) fn harmless(text: &str) -> String {
    if text.len() <= LONGEST && text.chars().all(is_harmless) {
        return text.to_owned();
    }
    let mut result = String::with_capacity(text.len().min(LONGEST) + 8);
    for (position, character) in text.chars().enumerate() {
        if position == LONGEST {
            result.push('…');
            break;
        }
        if is_harmless(character) {
            result.push(character);
        } else {
            result.extend(character.escape_default());
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use sparta::{Diagnostic, Span, SpanRange};

    use super::{harmless, human, json, sarif};
    use crate::project::Project;

    #[test]
    fn the_library_shows_its_own_lines() {
        let project = Project::open(Path::new(env!("CARGO_MANIFEST_DIR")));
        let place =
            |path: &str, start, end| Span { path: path.into(), range: SpanRange { start, end } };
        let (library, begin) = ("std/prelude/lambda.sparta", "component Lambda");
        let text = project.compiler.text(library);
        let start = u32::try_from(text.find(begin).expect("it is declared")).expect("small");
        let found = Diagnostic::error("name", place("Cargo.toml", 0, 9), "message")
            .with_label(place(library, start, start + 9), "declared here");
        let found = project.show(vec![found]);
        let drawn = human::human(&found, false);
        assert!(drawn.contains(begin) && drawn.contains(&format!("[ {library}:")), "{drawn}");
        assert!(json::json(&found).contains(&format!("\"path\": \"{library}\"")));
        let line = text[..text.find(begin).expect("it is declared")].matches('\n').count() + 1;
        let name = format!("\"fullyQualifiedName\": \"{library}:{line}:1\"");
        assert!(sarif::sarif(&found).contains(&name));
    }

    #[test]
    fn nothing_fills_the_terminal() {
        assert_eq!(harmless(&"ö".repeat(1_001)), "ö".repeat(1_000) + "…");
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(harmless("größe\t🦀"), "größe\t🦀");
        assert_eq!(harmless("\u{1b}[31m\n\u{202e}"), "\\u{1b}[31m\\n\\u{202e}");
    }
}
