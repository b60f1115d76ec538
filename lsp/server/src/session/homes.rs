//! Which project a document belongs to, and which projects there are.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use tower_lsp::ls_types::{InitializeParams, Uri, WorkspaceFoldersChangeEvent};

use crate::document::ProjectId;
use crate::project::Project;
use crate::question::caught;
use crate::scan::{self, Found};
use crate::session::Session;
use crate::uri;

impl Session {
    pub(crate) fn folders_changed(&mut self, event: WorkspaceFoldersChangeEvent) {
        let path = |uri: &Uri| uri::path_of(uri);
        let removed: Vec<PathBuf> = event.removed.iter().filter_map(|it| path(&it.uri)).collect();
        self.folders.retain(|folder| !removed.contains(folder));
        self.projects.keys().copied().collect::<Vec<_>>().into_iter().for_each(|id| self.leave(id));
        for folder in event.added.iter().filter_map(|it| path(&it.uri)) {
            self.folders.push(folder.clone());
            self.scan(&folder);
        }
    }

    /// Looks for programs in a folder, or in the project that it lies in, beside all else. No worker does
    /// it: those have to end when somebody writes, and this would not.
    pub(super) fn scan(&mut self, folder: &Path) {
        let folder = sparta::project_folder(folder).unwrap_or(folder).to_owned();
        let commands = self.commands();
        self.scans += 1;
        let scan = move || {
            // Whatever a folder is like, somebody waits for the end of this.
            let projects = caught(|| scan::scan(&folder)).unwrap_or_default();
            commands.send(move |session| session.found(projects));
        };
        if thread::Builder::new().name("scan".to_owned()).spawn(scan).is_err() {
            self.found(BTreeMap::new());
        }
    }

    fn found(&mut self, projects: BTreeMap<PathBuf, Found>) {
        for (root, found) in projects {
            let id = self.project_in(&root).unwrap_or_else(|| self.add(Some(root)));
            let Some(project) = self.projects.get_mut(&id) else { continue };
            project.found(found);
            self.touch(id);
        }
        self.scans -= 1;
        if !self.is_scanning() {
            std::mem::take(&mut self.scanned).into_iter().for_each(|command| command(self));
        }
    }

    /// Whether there may be programs that are not known yet.
    pub(crate) fn is_scanning(&self) -> bool {
        self.scans > 0
    }

    /// Does something when all programs have been found.
    pub(crate) fn ask_when_scanned(&mut self, command: impl FnOnce(&mut Self) + Send + 'static) {
        self.scanned.push(Box::new(command));
    }

    /// The project that a document belongs to, or may be asked about in.
    pub(super) fn around(&self, uri: &Uri) -> Option<ProjectId> {
        if let Some(document) = self.documents.get(uri) {
            return Some(document.project);
        }
        if self.is_library(uri) {
            return self.latest.or_else(|| self.projects.keys().next().copied());
        }
        self.project_around(&uri::path_of(uri)?)
    }

    pub(super) fn is_library(&self, uri: &Uri) -> bool {
        uri::path_of(uri).is_some_and(|path| self.library.path(&path).is_some())
    }

    /// The project that a document belongs to, which is opened if need be, and what it is called there.
    pub(super) fn home(&mut self, uri: &Uri) -> (ProjectId, Arc<str>) {
        let file = uri::path_of(uri);
        let id = file.as_deref().map(|file| self.project_or_new(file));
        let path = id.zip(file).and_then(|(id, file)| self.projects.get(&id)?.path(&file));
        match id.zip(path) {
            Some(home) => home,
            None => (self.add(None), Project::untitled()),
        }
    }

    /// The project of a file; one that was not known is looked through.
    fn project_or_new(&mut self, file: &Path) -> ProjectId {
        let root = self.root(file);
        self.project_in(&root).unwrap_or_else(|| {
            let id = self.add(Some(root.clone()));
            self.scan(&root);
            id
        })
    }

    /// The folder of a file's project: the nearest one that is marked as such, or else that which the
    /// client works in, or else the file's own.
    fn root(&self, file: &Path) -> PathBuf {
        let own = file.parent().unwrap_or(file);
        let around = || self.folders.iter().filter(|folder| file.starts_with(folder));
        let innermost = || around().max_by_key(|folder| folder.as_os_str().len());
        let root = sparta::project_folder(own)
            .or_else(|| innermost().map(PathBuf::as_path))
            .unwrap_or(own);
        let path = uri::below(root, file).unwrap_or_default();
        // Its name is that of the standard library there: what lies in it is a project of its own.
        if path.starts_with("std/") { root.join("std") } else { root.to_owned() }
    }

    /// The known project of a file.
    pub(super) fn project_of(&self, file: &Path) -> Option<ProjectId> {
        self.project_in(&self.root(file))
    }

    /// The known project that a file lies in, without a look at the disk.
    pub(super) fn project_around(&self, file: &Path) -> Option<ProjectId> {
        let roots = self.projects.iter().filter_map(|(id, it)| Some((it.root.as_deref()?, *id)));
        let around = roots.filter(|(root, _)| file.starts_with(root));
        around.max_by_key(|(root, _)| root.as_os_str().len()).map(|(_, id)| id)
    }

    fn project_in(&self, root: &Path) -> Option<ProjectId> {
        let is_it = |(_, project): &(&ProjectId, &Project)| project.root.as_deref() == Some(root);
        self.projects.iter().find(is_it).map(|(id, _)| *id)
    }

    fn add(&mut self, root: Option<PathBuf>) -> ProjectId {
        let id = ProjectId(self.next);
        self.next += 1;
        self.projects.insert(id, Project::new(root));
        id
    }

    /// Forgets a project that nobody works in any more.
    pub(super) fn leave(&mut self, id: ProjectId) {
        let Some(project) = self.projects.get(&id) else { return };
        let is_around = |root: &Path| {
            self.folders.iter().any(|it| root.starts_with(it) || it.starts_with(root))
        };
        if project.open.is_empty() && !project.root.as_deref().is_some_and(is_around) {
            self.projects.remove(&id);
            self.latest = self.latest.filter(|latest| *latest != id);
            self.forget(id);
        }
    }
}

/// The folders that the client works in.
pub(super) fn folders(params: InitializeParams) -> Vec<PathBuf> {
    let folders = params.workspace_folders.unwrap_or_default();
    if !folders.is_empty() {
        return folders.iter().filter_map(|folder| uri::path_of(&folder.uri)).collect();
    }
    #[expect(deprecated, reason = "what clients say that know no folders")]
    let root = params.root_uri.as_ref().and_then(uri::path_of);
    root.into_iter().collect()
}
