//! Which files the client watches on the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::json;
use tower_lsp::ls_types::{Registration, Unregistration};

use crate::document::ProjectId;
use crate::outbox::Message;
use crate::session::Session;
use crate::uri;

const METHOD: &str = "workspace/didChangeWatchedFiles";

/// What the client has been asked to watch beside programs: what programs read.
#[derive(Default)]
pub(crate) struct Watcher {
    watched: BTreeMap<ProjectId, Watched>,
}

/// The files of a project that are watched, under a name that is new each time.
#[derive(Default)]
struct Watched {
    paths: BTreeSet<Arc<str>>,
    times: usize,
}

impl Watcher {
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

    /// Has the client watch the files that the programs of a project read: they may lie where there is
    /// too much to watch all of it.
    pub(crate) fn watch_what_is_read(&mut self, id: ProjectId) {
        let Some(project) = self.projects.get(&id) else { return };
        let Some(root) = project.root.as_deref().filter(|_| self.client.watches_files()) else {
            return;
        };
        let is_other = |path: &Arc<str>| !path.starts_with("std/") && !path.ends_with(".sparta");
        let read: BTreeSet<Arc<str>> =
            project.db.asked_paths().into_iter().filter(is_other).collect();
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
