//! Projects as tests write them.
//!
//! A text, or several, each after a line `//- /path/to/file.sparta`; a text without such a line is
//! `main.sparta`. `$0` is the cursor; a second `$0` ends a range.

use std::sync::Arc;

use sparta::MemoryFiles;
use sparta_diagnostics::{TextRange, TextSize};
use sparta_semantics::{Database, Db as _, File};

use crate::{FilePosition, FileRange, Project, WorkspaceEdit};

pub(crate) struct Fixture {
    pub(crate) db: Database,
    pub(crate) project: Project,
    /// Where each `$0` stood.
    cursors: Vec<FilePosition>,
}

impl Fixture {
    pub(crate) fn new(text: &str) -> Self {
        let mut files: Vec<(String, String)> = Vec::new();
        for line in text.trim_start_matches('\n').split_inclusive('\n') {
            if let Some(path) = line.strip_prefix("//- /") {
                files.push((path.trim().to_owned(), String::new()));
            } else {
                if files.is_empty() {
                    files.push(("main.sparta".to_owned(), String::new()));
                }
                if let Some((_, text)) = files.last_mut() {
                    text.push_str(line);
                }
            }
        }
        let mut marks = Vec::new();
        for (path, text) in &mut files {
            while let Some(at) = text.find("$0") {
                text.replace_range(at..at + 2, "");
                marks.push((path.clone(), at));
            }
        }
        let paths: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
        let db = Database::new(Arc::new(files.into_iter().collect::<MemoryFiles>()));
        let sparta = paths.iter().filter(|path| path.ends_with(".sparta"));
        let project = Project::new(&db, sparta.map(|path| db.file(path)).collect());
        let offset = |at: usize| TextSize::new(u32::try_from(at).expect("a short text"));
        let position =
            |(path, at): (String, usize)| FilePosition { file: db.file(&path), offset: offset(at) };
        let cursors = marks.into_iter().map(position).collect();
        Self { db, project, cursors }
    }

    pub(crate) fn file(&self, path: &str) -> File {
        self.db.file(path)
    }

    /// The files that an edit touches as it leaves them, written as texts of a fixture.
    pub(crate) fn after(&self, edit: &WorkspaceEdit) -> String {
        let mut shown = String::new();
        for (file, edits) in &edit.edits {
            let mut text = file.text(&self.db).to_owned();
            for edit in edits.iter().rev() {
                text.replace_range(std::ops::Range::<usize>::from(edit.range), &edit.text);
            }
            shown.push_str(&format!("//- /{}\n{text}", file.path(&self.db)));
        }
        shown
    }

    /// Where the first `$0` stood.
    pub(crate) fn cursor(&self) -> FilePosition {
        self.cursors[0]
    }

    /// What stood between the first two `$0`, or the place of the only one.
    pub(crate) fn selection_or_cursor(&self) -> FileRange {
        let (from, to) = (self.cursors[0], self.cursors[self.cursors.len().min(2) - 1]);
        FileRange { file: from.file, range: TextRange::new(from.offset, to.offset) }
    }

    /// What stood between the first two `$0`.
    pub(crate) fn selection(&self) -> FileRange {
        let (from, to) = (self.cursors[0], self.cursors[1]);
        FileRange { file: from.file, range: TextRange::new(from.offset, to.offset) }
    }
}

#[test]
fn cursors_are_taken_out_of_the_texts() {
    let fixture = Fixture::new("//- /a.sparta\nlet a = $0one$0\n");
    let selection = fixture.selection();
    assert_eq!(&selection.file.text(&fixture.db)[selection.range], "one");
    assert_eq!(fixture.cursor().offset, selection.range.start());
}
