//! What is wrong with a program, as plain data: comparable, without colour, without a renderer.
//!
//! A [`Diagnostic`] is generic over *where*: inside the compiler places are relative to a
//! declaration, so that an edit above it changes nothing; outside they are [`Span`]s of a file.

mod nearest;

use std::sync::Arc;

use compact_str::CompactString;
pub use nearest::nearest;
pub use text_size::{TextRange, TextSize};

/// A place in a file of the project.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file's path as the program names it: relative to the project's folder, with `/`.
    pub path: Arc<str>,
    /// Byte offsets into the file.
    pub range: SpanRange,
}

/// A range of bytes that can be ordered, so that diagnostics can be sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SpanRange {
    pub start: u32,
    pub end: u32,
}

impl From<TextRange> for SpanRange {
    fn from(range: TextRange) -> Self {
        Self { start: range.start().into(), end: range.end().into() }
    }
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The program cannot be deployed as it stands.
    Error,
    /// The program can be deployed, and probably should not be as it stands.
    Warning,
}

impl Severity {
    /// The word that the machine-readable formats use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic<At = Span> {
    /// The kebab-case name, by which `spartac explain` finds its page.
    pub name: CompactString,
    pub severity: Severity,
    /// One line without a full stop that stands alone.
    pub message: String,
    /// Where the user has to look.
    pub at: At,
    /// What the primary place is, shown beside it; may be empty.
    pub label: String,
    /// Other places that matter.
    pub labels: Vec<Label<At>>,
    /// What to write instead, and why; a line each.
    pub help: Vec<String>,
    /// Edits that mend it.
    pub fixes: Vec<Fix<At>>,
}

/// A further place, and what it has to do with the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label<At = Span> {
    pub at: At,
    pub message: String,
}

/// A mechanical correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix<At = Span> {
    /// What the edit does, as an imperative: "write `BucketName`".
    pub title: String,
    pub edits: Vec<Edit<At>>,
    /// It may not be what was meant: one of several names that are near, a value to begin with.
    pub is_guess: bool,
}

/// Replaces the text at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit<At = Span> {
    pub at: At,
    pub text: String,
}

impl<At> Diagnostic<At> {
    /// An error called `name` at a place.
    pub fn error(name: impl Into<CompactString>, at: At, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, name.into(), at, message.into())
    }

    /// A warning called `name` at a place.
    pub fn warning(name: impl Into<CompactString>, at: At, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, name.into(), at, message.into())
    }

    /// A finding of a given severity.
    pub fn new(severity: Severity, name: CompactString, at: At, message: String) -> Self {
        Self {
            name,
            severity,
            message,
            at,
            label: String::new(),
            labels: Vec::new(),
            help: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Says what stands at the primary place.
    #[must_use]
    pub fn labelled(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Points at a further place.
    #[must_use]
    pub fn with_label(mut self, at: At, message: impl Into<String>) -> Self {
        self.labels.push(Label { at, message: message.into() });
        self
    }

    /// Says what to write instead, or why.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Offers an edit that can be made without asking.
    #[must_use]
    pub fn with_fix(mut self, title: impl Into<String>, at: At, text: impl Into<String>) -> Self {
        let edits = vec![Edit { at, text: text.into() }];
        self.fixes.push(Fix { title: title.into(), edits, is_guess: false });
        self
    }

    /// Offers an edit that may not be what was meant.
    #[must_use]
    pub fn with_guess(mut self, title: impl Into<String>, at: At, text: impl Into<String>) -> Self {
        let edits = vec![Edit { at, text: text.into() }];
        self.fixes.push(Fix { title: title.into(), edits, is_guess: true });
        self
    }

    /// Moves every place of the finding into another coordinate system.
    pub fn map_places<To>(self, mut place: impl FnMut(At) -> To) -> Diagnostic<To> {
        Diagnostic {
            name: self.name,
            severity: self.severity,
            message: self.message,
            at: place(self.at),
            label: self.label,
            labels: self
                .labels
                .into_iter()
                .map(|label| Label { at: place(label.at), message: label.message })
                .collect(),
            help: self.help,
            fixes: self
                .fixes
                .into_iter()
                .map(|fix| Fix {
                    title: fix.title,
                    is_guess: fix.is_guess,
                    edits: fix
                        .edits
                        .into_iter()
                        .map(|edit| Edit { at: place(edit.at), text: edit.text })
                        .collect(),
                })
                .collect(),
        }
    }
}
