//! `spartac test`: whether what has to hold of a stack does.

use std::path::PathBuf;

use clap::Args;
use sparta::{Options, TestOutcome};

use crate::command::{Ended, Opened, Settings, Stop};
use crate::output::{self, Color};
use crate::render::{Form, counted};

/// Asks the tests of a program.
#[derive(Debug, Args)]
pub(super) struct Test {
    /// The entry file.
    file: PathBuf,

    /// Asks only the tests whose titles contain this.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,

    #[command(flatten)]
    settings: Settings,
}

impl Test {
    pub(super) fn run(self, color: Color) -> Result<Ended, Stop> {
        let options = Options { environment: None, settings: self.settings.set };
        let opened = Opened::open(&self.file, &options)?;
        let outcomes = opened.sound(|compiler, entry| compiler.tests(entry, &options))?;
        let wanted = |outcome: &TestOutcome| {
            self.only.as_ref().is_none_or(|part| outcome.title.contains(part.as_str()))
        };
        let (mut passed, mut failed) = (0, 0);
        for outcome in outcomes.into_iter().filter(wanted) {
            let with = outcome.environment.as_ref().map(|name| format!(" (with {name})"));
            let name = format!("{}{}", outcome.title, with.unwrap_or_default());
            if outcome.failures.is_empty() {
                passed += 1;
                output::answer(&format!("passed  {name}\n"))?;
            } else {
                failed += 1;
                output::answer(&format!("failed  {name}\n"))?;
                Form::Human.show(&opened.project.show(outcome.failures), color)?;
            }
        }
        output::tell(&format!(
            "{}: {passed} passed, {failed} failed\n",
            counted(passed + failed, "test")
        ));
        opened.leave();
        Ok(if failed == 0 { Ended::Clean } else { Ended::Errors })
    }
}
