//! Diagnostics are told, or clients are told to ask for them, a moment after a change.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;
use tower_lsp::ls_types::Uri;

use crate::document::ProjectId;
use crate::outbox::Message;
use crate::question::caught;
use crate::requests::diagnostics::{self, Report};
use crate::session::Session;
use crate::workers::Urgency;

/// Who types on has not finished: nobody reads what is told in between.
const PAUSE: Duration = Duration::from_millis(20);

/// What has been told, and what has to be looked at again.
#[derive(Default)]
pub(crate) struct Publisher {
    due: Option<Instant>,
    changed: BTreeSet<ProjectId>,
    /// The documents that were changed since diagnostics were last told: their clients ask anyway.
    edited: BTreeSet<Uri>,
    /// What has been told of each document that something has been told of.
    told: BTreeMap<ProjectId, FxHashMap<Uri, String>>,
}

impl Publisher {
    /// When to look again.
    pub(crate) fn due(&self) -> Option<Instant> {
        self.due
    }

    pub(crate) fn edited(&mut self, uri: &Uri) {
        self.edited.insert(uri.clone());
    }
}

impl Session {
    /// Something in a project changed.
    pub(crate) fn touch(&mut self, id: ProjectId) {
        self.publisher.changed.insert(id);
        self.publisher.due = Some(Instant::now() + PAUSE);
    }

    /// Has the projects checked that changed.
    pub(crate) fn publish(&mut self) {
        self.publisher.due = None;
        for id in std::mem::take(&mut self.publisher.changed) {
            let Some(snapshot) = self.snapshot(id) else { continue };
            let commands = self.commands();
            self.workers().run(Urgency::Background, move || {
                let reports = caught(|| diagnostics::reports(&snapshot));
                drop(snapshot);
                // If it was stopped by a change, that will have the project checked again.
                let Ok(reports) = reports else { return };
                commands.send(move |session| session.tell(id, reports));
            });
        }
    }

    /// Tells what is new, unless the project has changed in the meantime.
    fn tell(&mut self, id: ProjectId, reports: Vec<Report>) {
        if self.publisher.changed.contains(&id) || !self.projects.contains_key(&id) {
            return;
        }
        let before = self.publisher.told.remove(&id).unwrap_or_default();
        let mut after = FxHashMap::default();
        let mut news = Vec::new();
        for report in reports {
            let known = before.get(&report.uri);
            if known.map_or(!report.diagnostics.is_empty(), |it| *it != report.result_id) {
                news.push(report.clone());
            }
            if known.is_some() || !report.diagnostics.is_empty() {
                after.insert(report.uri, report.result_id);
            }
        }
        let gone = before.into_keys().filter(|uri| !after.contains_key(uri));
        let mut gone: Vec<Uri> = gone.collect();
        gone.sort_unstable();
        self.publisher.told.insert(id, after);
        self.watch_later(id);
        if self.client.pulls_diagnostics() {
            self.ask_to_ask(news.into_iter().map(|it| it.uri).chain(gone));
        } else {
            news.into_iter().for_each(|it| self.say(it));
            gone.into_iter().for_each(|uri| self.say(Report::nothing(uri)));
        }
    }

    fn say(&self, report: Report) {
        let Report { uri, version, diagnostics, .. } = report;
        self.outbox.send(Message::Diagnostics { uri, version, diagnostics });
    }

    /// Has the client ask again if documents changed that it did not edit itself.
    fn ask_to_ask(&mut self, changed: impl Iterator<Item = Uri>) {
        let edited = std::mem::take(&mut self.publisher.edited);
        let others = changed.filter(|uri| !edited.contains(uri)).count();
        if others > 0 && self.client.refreshes_diagnostics() {
            self.outbox.send(Message::RefreshDiagnostics);
        }
    }

    /// Takes back what was told of a project.
    pub(crate) fn forget(&mut self, id: ProjectId) {
        self.publisher.changed.remove(&id);
        self.watcher.forget(id);
        let told = self.publisher.told.remove(&id).unwrap_or_default();
        let mut told: Vec<Uri> = told.into_keys().collect();
        told.sort_unstable();
        if self.client.pulls_diagnostics() {
            self.ask_to_ask(told.into_iter());
        } else {
            told.into_iter().for_each(|uri| self.say(Report::nothing(uri)));
        }
    }
}
