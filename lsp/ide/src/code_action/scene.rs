//! What actions look at: a place of a file, its declaration, and the tree of that.

use std::sync::Arc;

use sparta_diagnostics::{TextRange, TextSize};
use sparta_semantics::{Content, Db, Declaration, File, declarations};
use sparta_syntax::{SyntaxKind, SyntaxNode, SyntaxToken, parse_declaration};

use crate::observation::{Observation, declaration_at, stack_of};
use crate::{FilePosition, FileRange, Project, TextEdit};

/// A place that is asked about.
pub(super) struct Scene<'db> {
    pub db: &'db dyn Db,
    pub project: Project,
    pub file: File,
    pub text: &'db str,
    /// What is selected, without blanks at its ends; empty for a cursor.
    pub range: TextRange,
    piece: Option<Piece<'db>>,
}

/// The declaration at the place. Ranges in it are relative to its begin.
pub(super) struct Piece<'db> {
    pub declaration: Declaration<'db>,
    pub root: SyntaxNode,
    pub start: TextSize,
    /// The selection within it.
    pub range: TextRange,
}

impl<'db> Scene<'db> {
    /// The scene of a place in a text of the project; the library's are not edited.
    pub(super) fn at(db: &'db dyn Db, project: Project, at: FileRange) -> Option<Self> {
        let file = at.file;
        if file.is_library(db) || !matches!(file.content(db), Content::Text(_)) {
            return None;
        }
        let text = file.text(db);
        let range = trimmed(text, at.range);
        let piece = piece(db, file, range);
        Some(Self { db, project, file, text, range, piece })
    }

    pub(super) fn piece(&self) -> Option<&Piece<'db>> {
        self.piece.as_ref()
    }

    /// What the expressions of the declaration at the place come to.
    pub(super) fn observation(&self) -> Option<Observation<'db>> {
        Some(self.observe(self.piece()?.declaration))
    }

    pub(super) fn observe(&self, declaration: Declaration<'db>) -> Observation<'db> {
        let stack = stack_of(self.db, self.project, declaration.file(self.db));
        Observation::new(self.db, stack, declaration)
    }

    pub(super) fn edit(&self, range: TextRange, text: impl Into<String>) -> (File, TextEdit) {
        (self.file, TextEdit { range, text: text.into() })
    }

    /// The text of a range of the file.
    pub(super) fn slice(&self, range: TextRange) -> &'db str {
        self.text.get(usize::from(range.start())..usize::from(range.end())).unwrap_or_default()
    }

    /// A name that begins with `base` and that nothing in the file is called.
    pub(super) fn fresh_name(&self, base: &str) -> String {
        let taken = named(self.text);
        let is_free = |name: &String| {
            !taken.iter().any(|it| **it == **name)
                && sparta_semantics::scope(self.db, self.file).get(name).is_none()
                && sparta_semantics::signature(name).is_none()
                && !crate::rename::RESERVED.contains(&name.as_str())
        };
        let numbered = (2..).map(|number| format!("{base}{number}"));
        std::iter::once(base.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
    }
}

impl Piece<'_> {
    /// The node of a kind that the selection lies in, its ends counted; the innermost.
    pub(super) fn enclosing(&self, is_meant: impl Fn(SyntaxKind) -> bool) -> Option<SyntaxNode> {
        let begin = self.range.start().min(self.root.text_range().end());
        let around = self.root.token_at_offset(begin);
        let within = |token: SyntaxToken| {
            token
                .parent_ancestors()
                .find(|node| is_meant(node.kind()) && node.text_range().contains_range(self.range))
        };
        around.filter_map(within).min_by_key(|node| node.text_range().len())
    }

    /// The node whose text is what is selected.
    pub(super) fn selected(&self, is_meant: impl Fn(SyntaxKind) -> bool) -> Option<SyntaxNode> {
        if self.range.is_empty() {
            return None;
        }
        self.enclosing(is_meant).filter(|node| node.text_range() == self.range)
    }

    /// A range of it as one of the file.
    pub(super) fn in_file(&self, range: TextRange) -> TextRange {
        range + self.start
    }
}

fn piece(db: &dyn Db, file: File, range: TextRange) -> Option<Piece<'_>> {
    let at = FilePosition { file, offset: range.start() };
    let declaration = match declaration_at(db, at) {
        Some((declaration, _)) => declaration,
        None => *declarations(db, file).first()?,
    };
    let start = declaration.start(db);
    let text = declaration.text(db);
    let len = TextSize::of(text.as_str());
    let inside = |offset: TextSize| offset.checked_sub(start).unwrap_or_default().min(len);
    let range = TextRange::new(inside(range.start()), inside(range.end()));
    Some(Piece { declaration, root: parse_declaration(text).syntax(), start, range })
}

/// A range within a text and on the borders of its characters, without blanks at its ends.
fn trimmed(text: &str, range: TextRange) -> TextRange {
    let border = |offset: TextSize| {
        let mut at = usize::from(offset).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (from, to) = (border(range.start()), border(range.end()));
    let selected = &text[from..to];
    let inner = selected.trim();
    if inner.is_empty() {
        return TextRange::empty(size(from));
    }
    let from = from + selected.len() - selected.trim_start().len();
    TextRange::at(size(from), TextSize::of(inner))
}

pub(super) fn size(at: usize) -> TextSize {
    TextSize::new(u32::try_from(at).unwrap_or(u32::MAX))
}

/// What a text calls by name anywhere: fields of objects and members are told apart by what is before
/// them.
fn named(text: &str) -> Vec<Arc<str>> {
    let parsed = sparta_syntax::parse(text);
    let mut names = Vec::new();
    let mut open = vec![parsed.root()];
    while let Some(node) = open.pop() {
        if matches!(node.kind(), SyntaxKind::Name | SyntaxKind::Path) {
            names.extend(node.tokens().map(|token| token.text().into()));
        }
        open.extend(node.children());
    }
    names
}
