//! `spartac check`: everything that is wrong with programs.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use sparta::{Diagnostic, Options, Span};

use crate::command::{Ended, Settings, Stop, summary};
use crate::output::{self, Color};
use crate::project::{Finding, Program, Projects, files_here};
use crate::render::{Form, count, counted, harmless};

/// Tells everything that is wrong with programs, with the defaults and in each of their environments.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Entry files; without any, all `.sparta` files of the working folder.
    files: Vec<PathBuf>,

    /// What findings are shown as.
    #[arg(long, value_name = "FORM", default_value = "human")]
    format: Form,

    #[command(flatten)]
    settings: Settings,
}

impl Check {
    pub(super) fn run(self, color: Color) -> Result<Ended, Stop> {
        let files = if self.files.is_empty() { files_here()? } else { self.files };
        let options = Options { environment: None, settings: self.settings.set };
        let mut projects = Projects::default();
        let mut report = Report::default();
        for file in &files {
            match Program::find(file) {
                Ok(program) => report.check(&program, &options, &mut projects),
                Err(findings) => report.misuse.extend(findings),
            }
        }
        let ended = report.ended();
        let findings = report.findings(&projects);
        self.format.show(&findings, color)?;
        if matches!(self.format, Form::Human) {
            let checked = match files.as_slice() {
                [only] => harmless(&only.display().to_string()),
                several => counted(several.len(), "file"),
            };
            let summary = summary(&findings);
            let summary = if summary.is_empty() { "nothing is wrong" } else { &summary };
            output::tell(&format!("{checked}: {summary}\n"));
        }
        // The process ends: giving back piece by piece what was computed would only take time.
        std::mem::forget(projects);
        Ok(match ended {
            Ended::Clean if count(&findings).0 > 0 => Ended::Errors,
            ended => ended,
        })
    }
}

/// What was found in several programs.
#[derive(Default)]
struct Report {
    misuse: Vec<Finding>,
    /// With the position of the project.
    found: Vec<(usize, Diagnostic)>,
    /// What has been found: two programs may share a file.
    known: BTreeSet<(usize, Span, String)>,
}

impl Report {
    fn check(&mut self, program: &Program, options: &Options, projects: &mut Projects) {
        let position = projects.position(&program.root);
        let project = projects.get(position);
        let misuse = project.misuse(&program.entry, options);
        if !misuse.is_empty() {
            return self.misuse.extend(misuse);
        }
        for diagnostic in project.compiler.check(&program.entry, options) {
            let key = (position, diagnostic.at.clone(), diagnostic.message.clone());
            if self.known.insert(key) {
                self.found.push((position, diagnostic));
            }
        }
    }

    fn ended(&self) -> Ended {
        if self.misuse.is_empty() { Ended::Clean } else { Ended::Misuse }
    }

    fn findings(self, projects: &Projects) -> Vec<Finding> {
        let show = |(project, found)| projects.get(project).show(vec![found]);
        self.misuse.into_iter().chain(self.found.into_iter().flat_map(show)).collect()
    }
}
