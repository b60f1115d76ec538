//! What a question is asked of: a project as it was when the request came.

use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use sparta_ide::{
    Database, Db as _, File, FilePosition, FileRange, Project, TextRange, TextSize, line_starts,
};
use tower_lsp::ls_types::{
    DocumentChanges, Location, OneOf, OptionalVersionedTextDocumentIdentifier, Position, Range,
    TextDocumentEdit, TextDocumentPositionParams, TextEdit, Uri, WorkspaceEdit,
};

use crate::client::Client;
use crate::document::Opened;
use crate::library::Library;
use crate::requests::semantic_tokens::Answers;
use crate::settings::Settings;
use crate::uri;

/// A project as it was when a request came.
///
/// It lives on one worker and no longer than the answer takes: a write waits until it is dropped.
pub(crate) struct Snapshot {
    pub(crate) project: Project,
    pub(crate) settings: Arc<Settings>,
    pub(crate) client: Arc<Client>,
    pub(crate) root: Option<Arc<Path>>,
    pub(crate) open: Arc<FxHashMap<Arc<str>, Opened>>,
    pub(crate) library: Arc<Library>,
    pub(crate) tokens: Arc<Answers>,
    pub(crate) db: Database,
}

impl Snapshot {
    /// The file that a document is.
    pub(crate) fn file(&self, uri: &Uri) -> Option<File> {
        let is_it = |(_, opened): &(&Arc<str>, &Opened)| opened.uri == *uri;
        if let Some((path, _)) = self.open.iter().find(is_it) {
            return Some(self.db.file(path));
        }
        let path = uri::path_of(uri)?;
        let library = || self.library.path(&path);
        let inside = || uri::below(self.root.as_deref()?, &path);
        Some(self.db.file(&library().or_else(inside)?))
    }

    /// The files of the project that an editor can show.
    pub(crate) fn files(&self) -> &[File] {
        self.project.files(&self.db)
    }

    /// What the client calls a file.
    pub(crate) fn uri(&self, file: File) -> Option<Uri> {
        self.uri_of_path(file.path(&self.db))
    }

    /// What the client calls what lies at a path of the project.
    pub(crate) fn uri_of_path(&self, path: &str) -> Option<Uri> {
        if let Some(opened) = self.open.get(path) {
            return Some(opened.uri.clone());
        }
        if path.starts_with("std/") {
            return uri::uri_of(&self.library.file(path)?);
        }
        uri::uri_of(&self.root.as_deref()?.join(path))
    }

    /// Which state of a document this is; none if it is not open.
    pub(crate) fn version(&self, file: File) -> Option<i32> {
        self.open.get(file.path(&self.db)).map(|opened| opened.version)
    }

    /// Where a cursor stands.
    pub(crate) fn position(&self, at: &TextDocumentPositionParams) -> Option<FilePosition> {
        let file = self.file(&at.text_document.uri)?;
        let offset = self.client.encoding.offset(file.text(&self.db), at.position);
        Some(FilePosition { file, offset })
    }

    /// Offsets of a file as a range.
    pub(crate) fn range(&self, file: File, range: TextRange) -> Range {
        self.client.encoding.range(file.text(&self.db), line_starts(&self.db, file), range)
    }

    /// A range as offsets of a file.
    pub(crate) fn offsets(&self, file: File, range: Range) -> TextRange {
        self.client.encoding.offsets(file.text(&self.db), range)
    }

    /// An offset of a file as a position.
    pub(crate) fn place(&self, file: File, offset: TextSize) -> Position {
        let lines = line_starts(&self.db, file);
        self.client.encoding.position(file.text(&self.db), lines, offset)
    }

    /// A place that the client can go to.
    pub(crate) fn location(&self, at: FileRange) -> Option<Location> {
        Some(Location::new(self.uri(at.file)?, self.range(at.file, at.range)))
    }

    /// Edits of one file.
    pub(crate) fn text_edits(&self, file: File, edits: &[sparta_ide::TextEdit]) -> Vec<TextEdit> {
        let edit =
            |it: &sparta_ide::TextEdit| TextEdit::new(self.range(file, it.range), it.text.clone());
        edits.iter().map(edit).collect()
    }

    /// Edits of several files. Those of the standard library are left out: nobody can write there.
    pub(crate) fn workspace_edit(&self, edit: &sparta_ide::WorkspaceEdit) -> WorkspaceEdit {
        let own = edit.edits.iter().filter(|(file, _)| !file.is_library(&self.db));
        let own = own.filter_map(|(file, edits)| {
            Some((*file, self.uri(*file)?, self.text_edits(*file, edits)))
        });
        if !self.client.takes_document_changes() {
            let changes = own.map(|(_, uri, edits)| (uri, edits)).collect();
            return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
        }
        let of_document = |(file, uri, edits): (File, Uri, Vec<TextEdit>)| TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                uri,
                version: self.version(file),
            },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        };
        let documents = own.map(of_document).collect();
        let document_changes = Some(DocumentChanges::Edits(documents));
        WorkspaceEdit { document_changes, ..WorkspaceEdit::default() }
    }
}
