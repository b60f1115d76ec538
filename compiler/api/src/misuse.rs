//! What is wrong with the call rather than with the program.

use std::sync::Arc;

use sparta_diagnostics::{Diagnostic, Span, SpanRange, nearest};
use sparta_semantics::{Content, Db, Declaration, File, Word, declarations, quoted};

use crate::Options;

/// The place of what is said of a file as a whole.
pub(crate) fn whole(path: &str) -> Span {
    Span { path: Arc::from(path), range: SpanRange { start: 0, end: 0 } }
}

/// What is wrong with the entry file and the options.
pub(crate) fn misuse(db: &dyn Db, entry: File, options: &Options) -> Vec<Diagnostic> {
    match unusable(entry.path(db), entry.content(db)) {
        Some(diagnostic) => vec![diagnostic],
        None => unknown_environment(db, entry, options)
            .into_iter()
            .chain(unknown_settings(db, entry, options))
            .collect(),
    }
}

/// Why what lies at a path cannot be an entry file; none if it can.
pub fn unusable(path: &str, content: &Content) -> Option<Diagnostic> {
    let (name, message, help) = match content {
        Content::Text(_) => return None,
        Content::Missing => {
            ("missing-file", format!("there is no file `{path}`"), "name the entry file of a stack")
        }
        Content::Folder { .. } => {
            ("unreadable-file", format!("`{path}` is a folder"), "name a `.sparta` file in it")
        }
        Content::Bytes(_) => {
            ("unreadable-file", format!("`{path}` is not text in UTF-8"), "save it as UTF-8")
        }
        Content::Unreadable(reason) => (
            "unreadable-file",
            format!("`{path}` cannot be read: {reason}"),
            "make it readable for the user who runs the compiler",
        ),
        Content::Outside => (
            "outside-project",
            format!("`{path}` lies outside the project's folder"),
            "what a stack is made of lies in one folder: name the folder that holds all of it",
        ),
    };
    Some(Diagnostic::error(name, whole(path), message).with_help(help))
}

fn unknown_environment(db: &dyn Db, entry: File, options: &Options) -> Option<Diagnostic> {
    let wanted = options.environment.as_deref()?;
    let known = names(db, entry, Word::Environment);
    if known.contains(&wanted) {
        return None;
    }
    let message = format!("there is no environment `{wanted}`");
    let diagnostic = Diagnostic::error("unknown-environment", whole(entry.path(db)), message);
    Some(diagnostic.with_help(instead(wanted, &known)))
}

fn unknown_settings(db: &dyn Db, entry: File, options: &Options) -> Vec<Diagnostic> {
    let known = names(db, entry, Word::Setting);
    let unknown = options.settings.iter().filter(|(name, _)| !known.contains(&name.as_str()));
    unknown
        .map(|(name, _)| {
            let message = format!("there is no setting `{name}`");
            Diagnostic::error("unknown-setting", whole(entry.path(db)), message)
                .with_help(instead(name, &known))
        })
        .collect()
}

/// That there is no template of the defaults, because a setting has none.
pub(crate) fn environment_needed(db: &dyn Db, entry: File) -> Diagnostic {
    let known = names(db, entry, Word::Environment);
    let message = "a setting has no default, so an environment has to be chosen";
    Diagnostic::error("environment-needed", whole(entry.path(db)), message)
        .with_help(format!("the program has {}", quoted(&known)))
}

/// The names of a file's declarations of one kind.
fn names<'db>(db: &'db dyn Db, entry: File, word: Word) -> Vec<&'db str> {
    let declarations = declarations(db, entry).iter();
    let name = |it: &Declaration<'db>| (it.word(db) == word).then(|| &**it.name(db));
    declarations.filter_map(name).collect()
}

/// What could be meant instead.
pub(crate) fn instead(wanted: &str, known: &[&str]) -> String {
    match nearest(wanted, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "the program has none".to_owned(),
        None => format!("the program has {}", quoted(known)),
    }
}
