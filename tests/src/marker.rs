//! Expected findings, as comments of the program that has them.
//!
//! ```text
//! resource q: AWS::SQS::Queue { Colour: "red" } // error: [unknown-property] "no property `Colour`"
//! ```
//!
//! A comment that has a line to itself speaks of the next line that is not such a comment. The text
//! in quotes is a part of the message and may be left out.

use std::fmt;
use std::path::PathBuf;
use std::sync::LazyLock;

use regex::Regex;
use sparta_diagnostics::{Diagnostic, Severity};

use crate::repository::{self, Program};

/// What a comment expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    pub path: String,
    pub line: usize,
    pub severity: Severity,
    pub name: String,
    pub message: String,
}

impl Marker {
    /// Whether a finding is the expected one. `line` is that of its place.
    pub fn is_met_by(&self, found: &Diagnostic, line: usize) -> bool {
        *self.path == *found.at.path
            && self.line == line
            && self.severity == found.severity
            && self.name == found.name
            && found.message.contains(&self.message)
    }
}

impl fmt::Display for Marker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, severity, name, message } = self;
        write!(f, "{path}:{line}: {}: [{name}] \"{message}\"", severity.as_str())
    }
}

/// The markers of a file.
pub fn markers(path: &str, text: &str) -> Vec<Marker> {
    static MARKER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"// (error|warning): \[([a-z-]+)\](?: "(.*)")?\s*$"#).expect("a valid pattern")
    });
    let mut markers: Vec<Marker> = Vec::new();
    // Those that have a line to themselves and wait for theirs.
    let mut waiting = 0;
    for (number, line) in (1..).zip(text.lines()) {
        let found = MARKER.captures(line);
        let alone = line.trim_start().starts_with("// ") && found.is_some();
        if !alone {
            let first = markers.len() - waiting;
            markers[first..].iter_mut().for_each(|marker| marker.line = number);
            waiting = 0;
        }
        if let Some(found) = found {
            markers.push(Marker {
                path: path.to_owned(),
                line: number,
                severity: if &found[1] == "error" { Severity::Error } else { Severity::Warning },
                name: found[2].to_owned(),
                message: found.get(3).map_or("", |it| it.as_str()).to_owned(),
            });
            waiting += usize::from(alone);
        }
    }
    markers
}

/// The markers of all files of a program.
pub fn expected(program: &Program) -> Vec<Marker> {
    let single = program.entry != "main.sparta";
    let files: Vec<PathBuf> = if single {
        vec![program.folder.join(&program.entry)]
    } else {
        let files = |kind: &&str| repository::files_in(&program.folder, kind);
        ["sparta", "sh"].iter().flat_map(files).collect()
    };
    let path = |file: &PathBuf| {
        let relative = file.strip_prefix(&program.folder).expect("a file of the program");
        relative.to_string_lossy().replace('\\', "/")
    };
    files.iter().flat_map(|file| markers(&path(file), &repository::read(file))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_speak_of_their_line_or_the_next() {
        let text = "\
a // error: [x-y] \"why\"
// warning: [b]
  // error: [c] \"\"
// a remark
d
";
        let found: Vec<String> = markers("p", text).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            ["p:1: error: [x-y] \"why\"", "p:4: warning: [b] \"\"", "p:4: error: [c] \"\""]
        );
    }
}
