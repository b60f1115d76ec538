//! A compiler that remembers.

use std::sync::Arc;

use sparta_diagnostics::{Diagnostic, Severity};
use sparta_graph::{TestOutcome, View};
use sparta_semantics::{Configuration, Content, Database, Db as _, File, Source, stacks};
use sparta_template::Template;

use crate::{Expansion, Options, misuse};

/// Files, and what has been computed of them.
#[derive(Clone)]
pub struct Compiler {
    db: Database,
}

/// What a program becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emitted {
    /// The template as JSON.
    pub json: String,
    /// The same template as YAML.
    pub yaml: String,
    /// What deploying the template needs beside it, as JSON.
    pub manifest: String,
    /// What is wrong and does not stand in the way.
    pub warnings: Vec<Diagnostic>,
}

/// Name and text of each setting that is given.
type Settings = Vec<(Arc<str>, Arc<str>)>;

impl Compiler {
    /// A compiler over a source of files.
    pub fn new(files: impl Source + 'static) -> Self {
        Self { db: Database::new(Arc::new(files)) }
    }

    /// Changes what lies at a path, such as a file that is being edited.
    pub fn set(&mut self, path: &str, content: Content) {
        self.db.set_content(path, content);
    }

    /// The text at a path of the project or, with `std/…`, of the standard library; empty if there
    /// is none. What the places of findings are offsets into.
    pub fn text(&self, path: &str) -> &str {
        self.db.file(path).text(&self.db)
    }

    /// What lies at a path of the project or of the standard library.
    pub fn content(&self, path: &str) -> &Content {
        self.db.file(path).content(&self.db)
    }

    /// What is wrong with the call rather than with the program: the entry file cannot be used, or the
    /// program has not what the options name. Part of what [`Self::check`] finds.
    pub fn misuse(&self, entry: &str, options: &Options) -> Vec<Diagnostic> {
        misuse::misuse(&self.db, self.db.file(entry), options)
    }

    /// As [`crate::check`].
    pub fn check(&self, entry: &str, options: &Options) -> Vec<Diagnostic> {
        let file = self.db.file(entry);
        let mut found = misuse::misuse(&self.db, file, options);
        if matches!(file.content(&self.db), Content::Text(_)) {
            let settings = settings(options);
            let further = sparta_template::findings;
            found.extend(sparta_graph::check_with(&self.db, file, &settings, further));
        }
        found
    }

    /// As [`crate::emit`].
    ///
    /// # Errors
    ///
    /// What is wrong with the program or the options, if any of it is an error.
    pub fn emit(&self, entry: &str, options: &Options) -> Result<Emitted, Vec<Diagnostic>> {
        self.template(entry, options, |template, warnings| Emitted {
            json: template.to_json(),
            yaml: template.to_yaml(),
            manifest: template.manifest_json(),
            warnings,
        })
    }

    /// As [`Self::emit`], for who wants less than all of it: `make` gets the template and the warnings.
    ///
    /// # Errors
    ///
    /// What is wrong with the program or the options, if any of it is an error.
    pub fn template<T>(
        &self,
        entry: &str,
        options: &Options,
        make: impl FnOnce(&Template<'_>, Vec<Diagnostic>) -> T,
    ) -> Result<T, Vec<Diagnostic>> {
        self.sound(entry, options, |configuration, warnings| {
            make(&sparta_template::template(&self.db, configuration), warnings)
        })
    }

    /// A program as people look at it: its declarations and what connects them.
    ///
    /// # Errors
    ///
    /// What is wrong with the program or the options, if any of it is an error.
    pub fn graph(&self, entry: &str, options: &Options) -> Result<View, Vec<Diagnostic>> {
        self.sound(entry, options, |configuration, _| {
            sparta_graph::view(&self.db, configuration.stack)
        })
    }

    /// The tests of a program and what they come to.
    ///
    /// # Errors
    ///
    /// What is wrong with the program or the options, if any of it is an error.
    pub fn tests(
        &self,
        entry: &str,
        options: &Options,
    ) -> Result<Vec<TestOutcome>, Vec<Diagnostic>> {
        let found = self.check(entry, options);
        if found.iter().any(|it| it.severity == Severity::Error) {
            return Err(found);
        }
        Ok(sparta_graph::tests(&self.db, self.db.file(entry), &settings(options)))
    }

    /// A program as the plain resources that it stands for.
    ///
    /// # Errors
    ///
    /// What is wrong with the program or the options, if any of it is an error.
    pub fn expand(&self, entry: &str, options: &Options) -> Result<Expansion, Vec<Diagnostic>> {
        self.sound(entry, options, |configuration, _| {
            Expansion::new(&self.db, self.db.file(entry), configuration)
        })
    }

    /// Answers for the configuration that the options choose, if there is no error; `answer` gets the
    /// warnings.
    fn sound<T>(
        &self,
        entry: &str,
        options: &Options,
        answer: impl FnOnce(&Configuration<'_>, Vec<Diagnostic>) -> T,
    ) -> Result<T, Vec<Diagnostic>> {
        let found = self.check(entry, options);
        if found.iter().any(|it| it.severity == Severity::Error) {
            return Err(found);
        }
        let file: File = self.db.file(entry);
        let configurations = stacks(&self.db, file, &settings(options));
        let wanted = options.environment.as_deref();
        match configurations.iter().find(|it| it.environment.as_deref() == wanted) {
            Some(configuration) => Ok(answer(configuration, found)),
            None => Err(vec![misuse::environment_needed(&self.db, file)]),
        }
    }
}

fn settings(options: &Options) -> Settings {
    let given = |(name, text): &(String, String)| (name.as_str().into(), text.as_str().into());
    options.settings.iter().map(given).collect()
}
