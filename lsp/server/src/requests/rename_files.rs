//! `workspace/willRenameFiles`

use std::str::FromStr as _;

use sparta_ide::Moved;
use tower_lsp::ls_types::{
    DocumentChanges, FileOperationFilter, FileOperationPattern, FileOperationRegistrationOptions,
    FileRename, RenameFilesParams, Uri, WorkspaceEdit,
};

use crate::snapshot::Snapshot;
use crate::uri;

/// Of what the client tells before it renames it: programs may name any file or folder.
pub(crate) fn registration() -> FileOperationRegistrationOptions {
    let pattern =
        FileOperationPattern { glob: "**/*".to_owned(), ..FileOperationPattern::default() };
    let filter = FileOperationFilter { scheme: Some("file".to_owned()), pattern };
    FileOperationRegistrationOptions { filters: vec![filter] }
}

pub(crate) fn will_rename(
    snapshots: &[Snapshot],
    params: &RenameFilesParams,
) -> Option<WorkspaceEdit> {
    let mut whole = WorkspaceEdit::default();
    for snapshot in snapshots {
        let moved: Vec<Moved> =
            params.files.iter().filter_map(|file| moved(snapshot, file)).collect();
        if moved.is_empty() {
            continue;
        }
        let edit = sparta_ide::rename_files(&snapshot.db, snapshot.project, &moved);
        add(&mut whole, snapshot.workspace_edit(&edit));
    }
    let is_something = whole.changes.is_some() || whole.document_changes.is_some();
    is_something.then_some(whole)
}

/// A move within a project.
fn moved(snapshot: &Snapshot, file: &FileRename) -> Option<Moved> {
    let root = snapshot.root.as_deref()?;
    let path = |uri: &str| uri::below(root, &uri::path_of(&Uri::from_str(uri).ok()?)?);
    Some(Moved { from: path(&file.old_uri)?, to: path(&file.new_uri)? })
}

/// Brings the edits of two projects together; they have no document in common.
fn add(whole: &mut WorkspaceEdit, edit: WorkspaceEdit) {
    if let Some(changes) = edit.changes {
        whole.changes.get_or_insert_default().extend(changes);
    }
    if let Some(DocumentChanges::Edits(edits)) = edit.document_changes {
        match &mut whole.document_changes {
            Some(DocumentChanges::Edits(known)) => known.extend(edits),
            _ => whole.document_changes = Some(DocumentChanges::Edits(edits)),
        }
    }
}
