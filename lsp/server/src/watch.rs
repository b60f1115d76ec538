//! Which files the client watches on the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::json;
use tower_lsp::ls_types::{Registration, Unregistration};

use crate::document::ProjectId;
use crate::outbox::Message;
use crate::session::Session;
use crate::uri;

/// Who writes a path names many files that are not meant.
const PAUSE: Duration = Duration::from_millis(500);

const METHOD: &str = "workspace/didChangeWatchedFiles";

/// What the client has been asked to watch beside programs: what programs read.
#[derive(Default)]
pub(crate) struct Watcher {
    watched: BTreeMap<ProjectId, Watched>,
    /// The projects that have been checked since.
    checked: BTreeSet<ProjectId>,
    due: Option<Instant>,
}

/// The files of a project that are watched, under a name that is new each time.
#[derive(Default)]
struct Watched {
    paths: BTreeSet<Arc<str>>,
    times: usize,
}

impl Watcher {
    /// When to look again at what is read.
    pub(crate) fn due(&self) -> Option<Instant> {
        self.due
    }

    pub(crate) fn forget(&mut self, id: ProjectId) {
        self.watched.remove(&id);
    }
}

impl Session {
    /// Has the client watch all programs, and say when its configuration changes.
    pub(crate) fn watch_programs(&mut self) {
        let mut registrations = Vec::new();
        if self.client.watches_files() {
            registrations.push(registration("programs", &[json!("**/*.sparta")]));
        }
        if self.client.registers_configuration() {
            registrations.push(Registration {
                id: "configuration".to_owned(),
                method: "workspace/didChangeConfiguration".to_owned(),
                register_options: Some(json!({ "section": crate::settings::SECTION })),
            });
        }
        if !registrations.is_empty() {
            self.outbox.send(Message::Register(registrations));
        }
    }

    /// A project was checked; what its programs read may be something else now.
    pub(crate) fn watch_later(&mut self, id: ProjectId) {
        if self.client.watches_files() {
            self.watcher.checked.insert(id);
            self.watcher.due = Some(Instant::now() + PAUSE);
        }
    }

    /// Has the client watch the files that programs read: they may lie where there is too much to watch
    /// all of it.
    pub(crate) fn watch_what_is_read(&mut self) {
        self.watcher.due = None;
        for id in std::mem::take(&mut self.watcher.checked) {
            self.watch_files_of(id);
        }
    }

    fn watch_files_of(&mut self, id: ProjectId) {
        let Some(project) = self.projects.get(&id) else { return };
        let Some(root) = project.root.as_deref() else { return };
        let read = project.read_by_programs();
        let watched = self.watcher.watched.entry(id).or_default();
        if watched.paths == read {
            return;
        }
        let name = |times: usize| format!("read-{}-{times}", id.0);
        if !watched.paths.is_empty() {
            let unregistration =
                Unregistration { id: name(watched.times), method: METHOD.to_owned() };
            self.outbox.send(Message::Unregister(vec![unregistration]));
        }
        watched.times += 1;
        watched.paths.clone_from(&read);
        let name = name(watched.times);
        let base = self.client.takes_relative_patterns().then(|| uri::uri_of(root)).flatten();
        let pattern = |path: &Arc<str>| match &base {
            Some(base) => json!({ "baseUri": base, "pattern": literal(path) }),
            None => json!(literal(&root.join(&**path).to_string_lossy())),
        };
        let patterns: Vec<_> = read.iter().map(pattern).collect();
        self.outbox.send(Message::Register(vec![registration(&name, &patterns)]));
    }
}

fn registration(id: &str, patterns: &[serde_json::Value]) -> Registration {
    let watchers = patterns.iter().map(|pattern| json!({ "globPattern": pattern }));
    Registration {
        id: id.to_owned(),
        method: METHOD.to_owned(),
        register_options: Some(json!({ "watchers": watchers.collect::<Vec<_>>() })),
    }
}

/// A pattern that only this path fits.
fn literal(path: &str) -> String {
    let special = |character| "*?{}[]\\".contains(character);
    path.chars().map(|it| if special(it) { '?' } else { it }).collect()
}
