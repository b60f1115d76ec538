//! Proposals.

use rustc_hash::FxHashSet;
use sparta_diagnostics::TextRange;
use sparta_semantics::{Db, File, MemberId, Symbol, Ty, declarations, hir};

use super::place::Cursor;
use super::{Completion, MAX_ITEMS};
use crate::{Project, TextEdit};

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompletionItem {
    pub label: String,
    pub kind: CompletionKind,
    /// Its type, or whose it is.
    pub detail: Option<String>,
    /// What is written if it is chosen.
    pub edit: TextEdit,
    /// The text has places for the cursor: `$1`, `${2:name}`, `$0`.
    pub is_snippet: bool,
    /// What is compared with what is typed, if that is not the label.
    pub filter: Option<String>,
    /// Edits elsewhere in the file, such as an import.
    pub further: Vec<TextEdit>,
    pub deprecated: bool,
    /// What there is to be read about it.
    pub documented: Option<Documented>,
    /// How well it goes with what is typed, how well it fits, and which of its like it is: less is better.
    rank: (u8, u8, usize),
}

/// What a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompletionKind {
    Word,
    Snippet,
    ResourceType,
    Type,
    Component,
    Property,
    Value,
    Resource,
    Variable,
    Function,
    Attribute,
    Grant,
    Event,
    Metric,
    Output,
    Module,
    Environment,
    File,
    Folder,
    Annotation,
    Text,
}

/// What there is to be read about, in a form that can be sent away and asked for later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Documented {
    /// A declaration of a file, or a member of one, by their names.
    Declared {
        path: String,
        name: String,
        member: Option<String>,
    },
    Property {
        resource: String,
        path: String,
    },
    Attribute {
        resource: String,
        name: String,
    },
    ResourceType(String),
    Function(String),
}

impl Documented {
    /// What a symbol is found by.
    pub(super) fn of<'db>(db: &'db dyn Db, symbol: &Symbol<'db>) -> Option<Self> {
        if let Some(MemberId { declaration, member }) = symbol.item() {
            let name = declaration.name(db).to_string();
            let path = declaration.file(db).path(db).to_string();
            let member =
                (member > 0).then(|| hir(db, declaration).item(member).name.text.to_string());
            return Some(Self::Declared { path, name, member });
        }
        Some(match symbol {
            Symbol::Property { resource, path } => {
                Self::Property { resource: resource.to_string(), path: path.to_string() }
            }
            Symbol::Attribute { resource, name } => {
                Self::Attribute { resource: resource.to_string(), name: name.to_string() }
            }
            Symbol::ResourceType(name) => Self::ResourceType(name.to_string()),
            Symbol::Function(name) => Self::Function((*name).to_owned()),
            _ => return None,
        })
    }

    fn symbol<'db>(&self, db: &'db dyn Db) -> Option<Symbol<'db>> {
        Some(match self {
            Self::Declared { path, name, member } => {
                let all = declarations(db, db.file(path)).iter();
                let mut named = all.filter(|it| **it.name(db) == **name);
                let Some(member) = member else { return Some(Symbol::Declaration(*named.next()?)) };
                return named.find_map(|&declaration| {
                    let is_it = |(id, item): &(u32, &sparta_semantics::Item)| {
                        *id > 0 && *item.name.text == **member
                    };
                    let (member, _) = hir(db, declaration).items().find(is_it)?;
                    Some(Symbol::Member(MemberId { declaration, member }))
                });
            }
            Self::Property { resource, path } => {
                Symbol::Property { resource: resource.as_str().into(), path: path.as_str().into() }
            }
            Self::Attribute { resource, name } => {
                Symbol::Attribute { resource: resource.as_str().into(), name: name.as_str().into() }
            }
            Self::ResourceType(name) => Symbol::ResourceType(name.as_str().into()),
            Self::Function(name) => {
                let signature = sparta_semantics::signature(name)?;
                Symbol::Function(signature.split('(').next()?)
            }
        })
    }
}

/// What there is to be read about a proposal, as Markdown.
pub fn completion_documentation(
    db: &dyn Db,
    project: Project,
    file: File,
    documented: &Documented,
) -> Option<String> {
    crate::hover::about(db, project, file, &documented.symbol(db)?)
}

/// Proposals as they are found.
pub(super) struct Items<'a, 'db> {
    cursor: &'a Cursor<'db>,
    found: Vec<CompletionItem>,
    labels: FxHashSet<String>,
}

impl<'a, 'db> Items<'a, 'db> {
    pub(super) fn new(cursor: &'a Cursor<'db>) -> Self {
        Self { cursor, found: Vec::new(), labels: FxHashSet::default() }
    }

    /// Adds a proposal that writes its label, if it goes with what is typed; gives it to be completed.
    pub(super) fn add(
        &mut self,
        kind: CompletionKind,
        rank: u8,
        label: impl Into<String>,
    ) -> Option<&mut CompletionItem> {
        let (typed, range) = (self.cursor.typed.clone(), self.cursor.range);
        self.add_at(kind, rank, label.into(), &typed, range)
    }

    /// The same where more than the identifier under the cursor is replaced.
    pub(super) fn add_at(
        &mut self,
        kind: CompletionKind,
        rank: u8,
        label: String,
        typed: &str,
        range: TextRange,
    ) -> Option<&mut CompletionItem> {
        let goes = goes_with(&label, typed)?;
        if !self.labels.insert(label.clone()) {
            return None;
        }
        let edit = TextEdit { range, text: label.clone() };
        let item = CompletionItem {
            label,
            kind,
            detail: None,
            edit,
            is_snippet: false,
            filter: None,
            further: Vec::new(),
            deprecated: false,
            documented: None,
            rank: (goes, rank, 0),
        };
        self.found.push(item);
        self.found.last_mut()
    }

    /// Sorted: what begins with what is typed first, then by rank, then by name.
    pub(super) fn done(self) -> Completion {
        let mut items = self.found;
        items.sort_by(|a, b| (a.rank, &a.label).cmp(&(b.rank, &b.label)));
        let is_incomplete = items.len() > MAX_ITEMS;
        items.truncate(MAX_ITEMS);
        Completion { items, is_incomplete }
    }
}

impl CompletionItem {
    pub(super) fn detail(&mut self, detail: impl Into<String>) -> &mut Self {
        self.detail = Some(detail.into());
        self
    }

    pub(super) fn ty<'db>(&mut self, db: &'db dyn Db, ty: &Ty<'db>) -> &mut Self {
        if !matches!(ty, Ty::Any | Ty::Error) {
            self.detail = Some(ty.display(db));
        }
        self
    }

    /// Puts it behind those of its rank that have a lower number, whatever they are called.
    pub(super) fn number(&mut self, number: usize) -> &mut Self {
        self.rank.2 = number;
        self
    }

    pub(super) fn snippet(&mut self, text: impl Into<String>) -> &mut Self {
        self.edit.text = text.into();
        self.is_snippet = true;
        self
    }

    pub(super) fn documented<'db>(
        &mut self,
        db: &'db dyn Db,
        symbol: Option<&Symbol<'db>>,
    ) -> &mut Self {
        self.documented = symbol.and_then(|symbol| Documented::of(db, symbol));
        self
    }
}

/// How well a label goes with what is typed, less is better: it begins with that; a word of it does; or
/// its letters come in their order, the first at the begin of a word.
pub(super) fn goes_with(label: &str, typed: &str) -> Option<u8> {
    let label_letters = label.to_ascii_lowercase();
    let typed = typed.to_ascii_lowercase();
    if label_letters.trim_start_matches('"').starts_with(&typed) {
        return Some(0);
    }
    let characters: Vec<char> = label.chars().collect();
    let begins_word = |at: usize| {
        at == 0
            || !characters[at - 1].is_alphanumeric()
            || characters[at].is_uppercase() && !characters[at - 1].is_uppercase()
            || at + 1 < characters.len()
                && characters[at].is_uppercase()
                && characters[at + 1].is_lowercase()
    };
    let letters: Vec<char> = label_letters.chars().collect();
    let wanted: Vec<char> = typed.chars().filter(|it| it.is_alphanumeric()).collect();
    let (first, rest) = wanted.split_first()?;
    let starts = || (0..letters.len()).filter(|at| letters[*at] == *first && begins_word(*at));
    if starts().any(|at| letters[at..].starts_with(&wanted)) {
        return Some(1);
    }
    let in_order = |start: usize| {
        let mut left = rest.iter().peekable();
        for character in &letters[start + 1..] {
            left.next_if_eq(&character);
        }
        left.peek().is_none()
    };
    starts().any(in_order).then_some(2)
}

/// Text that stands in a snippet as it is.
pub(super) fn plain(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}
