//! What an editor asks of a Sparta program.
//!
//! One file a feature, with its tests inside. Answers are offsets and plain data: nothing here
//! knows a protocol, touches the disk or renders text for a terminal. Every function takes the
//! database, answers for any text, however broken, and never fails.

mod call_hierarchy;
mod code_action;
mod code_lens;
mod completion;
mod definition;
mod diagnostics;
mod document_highlight;
mod document_links;
mod document_symbols;
mod expected;
#[cfg(test)]
mod fixture;
mod folding_ranges;
mod formatting;
mod hover;
mod inlay_hints;
mod lines;
mod linked_editing;
mod observation;
mod occurrence;
mod place;
mod preview;
mod project;
mod property;
mod references;
mod rename;
mod rename_files;
mod selection_ranges;
mod semantic_tokens;
mod signature_help;
mod workspace_symbols;

pub use call_hierarchy::{
    Call, CallItem, Connection, call_hierarchy, incoming_calls, outgoing_calls,
};
pub use code_action::{CodeAction, CodeActionKind, code_action_edit, code_actions, pin_logical_id};
pub use code_lens::{CodeLens, LensKind, code_lens, lens_title};
pub use completion::{
    Completion, CompletionItem, CompletionKind, Documented, completion, completion_documentation,
};
pub use definition::{declaration, definition, type_definition};
pub use diagnostics::diagnostics;
pub use document_highlight::{Highlight, document_highlight};
pub use document_links::{DocumentLink, LinkTarget, document_links};
pub use document_symbols::{DocumentSymbol, SymbolKind, document_symbols};
pub use folding_ranges::{Fold, FoldKind, folding_ranges};
pub use formatting::{ON_TYPE, formatting, on_type_formatting, range_formatting};
pub use hover::{Hover, hover};
pub use inlay_hints::{InlayHint, InlayHintKind, InlayHints, inlay_hints};
pub use lines::line_starts;
pub use linked_editing::linked_editing;
pub use place::{FilePosition, FileRange, Target, TextEdit, WorkspaceEdit};
pub use preview::{Notation, Shown, expansion, explanation, graph, template, tests};
pub use project::{Project, related_files};
pub use references::{Reference, references};
pub use rename::{Renamable, prepare_rename, rename};
pub use rename_files::{Moved, rename_files};
pub use selection_ranges::selection_ranges;
pub use semantic_tokens::{SemanticToken, TokenKind, semantic_tokens};
pub use signature_help::{SignatureHelp, signature_help};
pub use sparta_diagnostics::{Diagnostic, Severity, TextRange, TextSize};
pub use sparta_semantics::{Content, Database, Db, File, Source};
pub use workspace_symbols::{WorkspaceSymbol, workspace_symbols};
