//! The state of the server: owned by one thread, which carries out commands in their order.

mod homes;
mod rest;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Instant;

use rustc_hash::FxHashMap;
use serde_json::Value;
use tower_lsp::ls_types::{
    FileChangeType, FileEvent, InitializeParams, TextDocumentContentChangeEvent, TextDocumentItem,
    Uri,
};

use crate::client::Client;
use crate::document::{Document, Opened, ProjectId, apply};
use crate::library::Library;
use crate::outbox::{Message, Outbox};
use crate::project::Project;
use crate::publish::Publisher;
use crate::question::{Edition, Subject};
use crate::requests::semantic_tokens::Answers;
use crate::scan;
use crate::settings::Settings;
use crate::snapshot::Snapshot;
use crate::uri;
use crate::watch::Watcher;
use crate::workers::Workers;

/// What is done on the session's thread. It has to be quick: everything else waits.
pub(crate) type Command = Box<dyn FnOnce(&mut Session) + Send>;

/// The way to the session.
#[derive(Clone)]
pub(crate) struct Commands(Sender<Command>);

impl Commands {
    pub(crate) fn new(sender: Sender<Command>) -> Self {
        Self(sender)
    }

    /// Has the session do something. One that has ended has nothing left to do.
    pub(crate) fn send(&self, command: impl FnOnce(&mut Session) + Send + 'static) {
        drop(self.0.send(Box::new(command)));
    }
}

/// The state of the server.
pub(crate) struct Session {
    pub(crate) client: Arc<Client>,
    settings: Arc<Settings>,
    library: Arc<Library>,
    tokens: Arc<Answers>,
    /// The folders that the client works in.
    folders: Vec<PathBuf>,
    pub(crate) projects: BTreeMap<ProjectId, Project>,
    next: usize,
    /// The project that somebody worked in last, which the standard library is shown for.
    latest: Option<ProjectId>,
    documents: FxHashMap<Uri, Document>,
    /// How often the client has changed anything.
    changes: i64,
    /// How many folders are being looked through for programs.
    scans: usize,
    /// What is done when no folder is.
    scanned: Vec<Command>,
    workers: Workers,
    commands: Commands,
    pub(crate) outbox: Outbox,
    pub(crate) publisher: Publisher,
    pub(crate) watcher: Watcher,
    /// When databases are exchanged, unless something changes before.
    rest: Option<Instant>,
    ended: bool,
}

impl Session {
    pub(crate) fn new(commands: Commands, outbox: Outbox) -> Self {
        Self {
            client: Arc::default(),
            settings: Arc::default(),
            library: Arc::new(Library::new()),
            tokens: Arc::default(),
            folders: Vec::new(),
            projects: BTreeMap::new(),
            next: 0,
            latest: None,
            documents: FxHashMap::default(),
            changes: 0,
            scans: 0,
            scanned: Vec::new(),
            workers: Workers::new(),
            commands,
            outbox,
            publisher: Publisher::default(),
            watcher: Watcher::default(),
            rest: None,
            ended: false,
        }
    }

    /// Carries out commands until the client is gone.
    pub(crate) fn run(mut self, inbox: &Receiver<Command>) {
        while !self.ended {
            let command = match self.next_due() {
                Some(due) => inbox.recv_timeout(due.saturating_duration_since(Instant::now())),
                None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match command {
                Ok(command) => command(&mut self),
                Err(RecvTimeoutError::Timeout) => self.catch_up(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// When there is something to do that was put off.
    fn next_due(&self) -> Option<Instant> {
        [self.publisher.due(), self.watcher.due(), self.rest].into_iter().flatten().min()
    }

    /// Does what was put off until now.
    fn catch_up(&mut self) {
        let now = Instant::now();
        if self.publisher.due().is_some_and(|due| due <= now) {
            self.publish();
        }
        if self.watcher.due().is_some_and(|due| due <= now) {
            self.watch_what_is_read();
        }
        if self.rest.is_some_and(|rest| rest <= now) {
            self.rest();
        }
    }

    pub(crate) fn end(&mut self) {
        self.ended = true;
    }

    pub(crate) fn commands(&self) -> Commands {
        self.commands.clone()
    }

    pub(crate) fn workers(&self) -> &Workers {
        &self.workers
    }

    /// Takes note of what the client is.
    pub(crate) fn initialize(&mut self, client: Client, params: InitializeParams) {
        self.client = Arc::new(client);
        if let Some(options) = &params.initialization_options {
            self.settings = Arc::new(Settings::read(options));
        }
        self.folders = homes::folders(params);
    }

    /// Begins to work: looks for programs, asks for what the client has to say.
    pub(crate) fn initialized(&mut self) {
        self.watch_programs();
        if self.client.answers_configuration() {
            self.outbox.send(Message::AskConfiguration);
        }
        for folder in self.folders.clone() {
            self.scan(&folder);
        }
    }

    pub(crate) fn configure(&mut self, values: &Value) {
        let settings = Settings::read(values);
        if *self.settings == settings {
            return;
        }
        self.settings = Arc::new(settings);
        if self.client.refreshes_inlay_hints() {
            self.outbox.send(Message::RefreshInlayHints);
        }
        if self.client.refreshes_code_lenses() {
            self.outbox.send(Message::RefreshCodeLenses);
        }
        self.projects.keys().copied().collect::<Vec<_>>().into_iter().for_each(|id| self.touch(id));
    }

    /// Reads the configuration again, which the client either sends or is asked for.
    pub(crate) fn configuration_changed(&mut self, values: &Value) {
        if self.client.answers_configuration() {
            self.outbox.send(Message::AskConfiguration);
        } else if !values.is_null() {
            self.configure(values);
        }
    }

    pub(crate) fn open(&mut self, document: TextDocumentItem) {
        let TextDocumentItem { uri, version, text, .. } = document;
        if self.is_library(&uri) {
            return;
        }
        self.close(&uri);
        let (id, path) = self.home(&uri);
        let Some(project) = self.projects.get_mut(&id) else { return };
        project.open(&path, Opened { uri: uri.clone(), version }, &text);
        self.publisher.edited(&uri);
        self.changes += 1;
        self.documents.insert(uri, Document { text, project: id, path, changed: self.changes });
        self.latest = Some(id);
        self.touch(id);
    }

    pub(crate) fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
    ) {
        let Some(document) = self.documents.get_mut(uri) else { return };
        apply(&mut document.text, self.client.encoding, changes);
        self.changes += 1;
        document.changed = self.changes;
        let id = document.project;
        if let Some(project) = self.projects.get_mut(&id) {
            project.change(&document.path, version, &document.text);
        }
        self.publisher.edited(uri);
        self.latest = Some(id);
        self.touch(id);
        self.rest_later();
    }

    pub(crate) fn close(&mut self, uri: &Uri) {
        let Some(document) = self.documents.remove(uri) else { return };
        self.changes += 1;
        if let Some(project) = self.projects.get_mut(&document.project) {
            project.close(&document.path);
        }
        self.touch(document.project);
        self.leave(document.project);
    }

    /// Files changed on the disk.
    pub(crate) fn files_changed(&mut self, events: Vec<FileEvent>) {
        let mut changed: BTreeMap<ProjectId, Vec<Arc<str>>> = BTreeMap::new();
        for event in events {
            let Some(file) = uri::path_of(&event.uri) else { continue };
            let is_new = event.typ == FileChangeType::CREATED && scan::is_program(&file);
            let id = if is_new { self.project_of(&file) } else { self.project_around(&file) };
            let Some(id) = id else { continue };
            let path = self.projects.get(&id).and_then(|project| project.path(&file));
            changed.entry(id).or_default().extend(path);
        }
        for (id, paths) in changed {
            if let Some(project) = self.projects.get_mut(&id) {
                project.changed_on_disk(&paths);
                self.touch(id);
            }
        }
    }

    /// Which state of its subject a question is asked about.
    pub(crate) fn edition(&self, subject: &Subject) -> Edition {
        let document = match subject {
            Subject::Document(uri) => self.documents.get(uri),
            Subject::All => None,
        };
        Edition(document.map_or(self.changes, |it| it.changed))
    }

    /// What a question is asked of.
    pub(crate) fn snapshots(&self, subject: &Subject) -> Vec<Snapshot> {
        match subject {
            Subject::Document(uri) => {
                let id = self.around(uri);
                id.and_then(|id| self.snapshot(id)).into_iter().collect()
            }
            Subject::All => self.projects.keys().filter_map(|id| self.snapshot(*id)).collect(),
        }
    }

    pub(crate) fn snapshot(&self, id: ProjectId) -> Option<Snapshot> {
        let project = self.projects.get(&id)?;
        Some(Snapshot {
            project: project.listing,
            settings: Arc::clone(&self.settings),
            client: Arc::clone(&self.client),
            root: project.root.clone(),
            open: Arc::clone(&project.open),
            library: Arc::clone(&self.library),
            tokens: Arc::clone(&self.tokens),
            db: project.db.clone(),
        })
    }
}
