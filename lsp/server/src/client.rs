//! What the client can do.

use tower_lsp::ls_types::{
    ClientCapabilities, CodeActionClientCapabilities, CompletionItemCapability, CompletionItemKind,
    MarkupKind, PositionEncodingKind, PublishDiagnosticsClientCapabilities,
};

use crate::convert::Encoding;

/// The kinds of proposals that the protocol's first version did not have.
const LATER_KINDS: [CompletionItemKind; 7] = [
    CompletionItemKind::FOLDER,
    CompletionItemKind::ENUM_MEMBER,
    CompletionItemKind::CONSTANT,
    CompletionItemKind::STRUCT,
    CompletionItemKind::EVENT,
    CompletionItemKind::OPERATOR,
    CompletionItemKind::TYPE_PARAMETER,
];

/// What the client said of itself, and what follows from it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Client {
    pub(crate) capabilities: ClientCapabilities,
    pub(crate) encoding: Encoding,
}

impl Client {
    pub(crate) fn new(capabilities: ClientCapabilities) -> Self {
        let general = capabilities.general.as_ref();
        let encodings = general.and_then(|it| it.position_encodings.as_deref());
        let utf8 = encodings.is_some_and(|them| them.contains(&PositionEncodingKind::UTF8));
        let encoding = if utf8 { Encoding::Utf8 } else { Encoding::Utf16 };
        Self { capabilities, encoding }
    }

    /// Whether edits may say which state of a document they are of.
    pub(crate) fn takes_document_changes(&self) -> bool {
        let workspace = self.capabilities.workspace.as_ref();
        let edit = workspace.and_then(|it| it.workspace_edit.as_ref());
        edit.and_then(|it| it.document_changes).unwrap_or(false)
    }

    /// Whether the client is told of what it goes to more than where it begins. (It says so for each way
    /// of going somewhere, and all clients say the same for all.)
    pub(crate) fn takes_links(&self) -> bool {
        let document = self.capabilities.text_document.as_ref();
        let definition = document.and_then(|it| it.definition);
        definition.and_then(|it| it.link_support).unwrap_or(false)
    }

    /// In which forms the client shows what it hovers over.
    pub(crate) fn formats_of_hover(&self) -> Option<&[MarkupKind]> {
        let document = self.capabilities.text_document.as_ref();
        document.and_then(|it| it.hover.as_ref())?.content_format.as_deref()
    }

    /// In which forms the client shows what proposals are documented with.
    pub(crate) fn formats_of_completions(&self) -> Option<&[MarkupKind]> {
        let document = self.capabilities.text_document.as_ref();
        let completion = document.and_then(|it| it.completion.as_ref())?;
        completion.completion_item.as_ref()?.documentation_format.as_deref()
    }

    /// Whether the client shows proposals of a kind: those of the protocol's first version, unless it
    /// says which.
    pub(crate) fn knows_completion_kind(&self, kind: CompletionItemKind) -> bool {
        let document = self.capabilities.text_document.as_ref();
        let completion = document.and_then(|it| it.completion.as_ref());
        let kinds = completion.and_then(|it| it.completion_item_kind.as_ref());
        match kinds.and_then(|it| it.value_set.as_ref()) {
            Some(known) => known.contains(&kind),
            None => !LATER_KINDS.contains(&kind),
        }
    }

    /// In which forms the client shows what signatures are documented with.
    pub(crate) fn formats_of_signatures(&self) -> Option<&[MarkupKind]> {
        let document = self.capabilities.text_document.as_ref();
        let help = document.and_then(|it| it.signature_help.as_ref())?;
        help.signature_information.as_ref()?.documentation_format.as_deref()
    }

    /// What a diagnostic may say beside what is wrong, told or asked for.
    pub(crate) fn diagnostics(&self) -> PublishDiagnosticsClientCapabilities {
        let document = self.capabilities.text_document.as_ref();
        document.and_then(|it| it.publish_diagnostics.clone()).unwrap_or_default()
    }

    /// Whether the symbols of a document may be a tree.
    pub(crate) fn takes_nested_symbols(&self) -> bool {
        let document = self.capabilities.text_document.as_ref();
        let symbol = document.and_then(|it| it.document_symbol.as_ref());
        symbol.and_then(|it| it.hierarchical_document_symbol_support).unwrap_or(false)
    }

    /// Whether lines are folded as a whole.
    pub(crate) fn folds_whole_lines(&self) -> bool {
        let document = self.capabilities.text_document.as_ref();
        let folding = document.and_then(|it| it.folding_range.as_ref());
        folding.and_then(|it| it.line_folding_only).unwrap_or(false)
    }

    /// Whether proposals may have places for the cursor.
    pub(crate) fn takes_snippets(&self) -> bool {
        self.completion_item().and_then(|it| it.snippet_support).unwrap_or(false)
    }

    /// Whether proposals may say more beside their labels.
    pub(crate) fn takes_label_details(&self) -> bool {
        self.completion_item().and_then(|it| it.label_details_support).unwrap_or(false)
    }

    /// Whether proposals may be marked.
    pub(crate) fn takes_completion_tags(&self) -> bool {
        self.completion_item().is_some_and(|it| it.tag_support.is_some())
    }

    fn completion_item(&self) -> Option<&CompletionItemCapability> {
        let document = self.capabilities.text_document.as_ref();
        let completion = document.and_then(|it| it.completion.as_ref());
        completion.and_then(|it| it.completion_item.as_ref())
    }

    /// Whether the client takes actions that are more than names of commands.
    pub(crate) fn takes_code_actions(&self) -> bool {
        self.code_action().is_some_and(|it| it.code_action_literal_support.is_some())
    }

    /// Whether the client asks for the edit of an action when it is chosen, and sends back what came
    /// with it.
    pub(crate) fn resolves_code_actions(&self) -> bool {
        let Some(action) = self.code_action() else { return false };
        let resolves = action.resolve_support.as_ref();
        resolves.is_some_and(|it| it.properties.iter().any(|property| property == "edit"))
            && action.data_support.unwrap_or(false)
    }

    /// Whether an action may be marked as the one that is meant.
    pub(crate) fn takes_preferred_actions(&self) -> bool {
        self.code_action().and_then(|it| it.is_preferred_support).unwrap_or(false)
    }

    fn code_action(&self) -> Option<&CodeActionClientCapabilities> {
        self.capabilities.text_document.as_ref()?.code_action.as_ref()
    }

    /// Whether the client asks for diagnostics, and need not be told them.
    pub(crate) fn pulls_diagnostics(&self) -> bool {
        self.capabilities.text_document.as_ref().is_some_and(|it| it.diagnostic.is_some())
    }

    /// Whether a report of diagnostics may come with those of other documents.
    pub(crate) fn takes_related_documents(&self) -> bool {
        let document = self.capabilities.text_document.as_ref();
        let pulled = document.and_then(|it| it.diagnostic.as_ref());
        pulled.and_then(|it| it.related_document_support).unwrap_or(false)
    }

    pub(crate) fn refreshes_diagnostics(&self) -> bool {
        let workspace = self.capabilities.workspace.as_ref();
        let diagnostics = workspace.and_then(|it| it.diagnostics.as_ref());
        diagnostics.and_then(|it| it.refresh_support).unwrap_or(false)
    }

    pub(crate) fn refreshes_inlay_hints(&self) -> bool {
        let workspace = self.capabilities.workspace.as_ref();
        let hints = workspace.and_then(|it| it.inlay_hint.as_ref());
        hints.and_then(|it| it.refresh_support).unwrap_or(false)
    }

    pub(crate) fn refreshes_code_lenses(&self) -> bool {
        let workspace = self.capabilities.workspace.as_ref();
        let lenses = workspace.and_then(|it| it.code_lens.as_ref());
        lenses.and_then(|it| it.refresh_support).unwrap_or(false)
    }

    pub(crate) fn answers_configuration(&self) -> bool {
        let workspace = self.capabilities.workspace.as_ref();
        workspace.and_then(|it| it.configuration).unwrap_or(false)
    }

    /// Whether the client tells that its configuration changed when it is asked to.
    pub(crate) fn registers_configuration(&self) -> bool {
        let workspace = self.capabilities.workspace.as_ref();
        let change = workspace.and_then(|it| it.did_change_configuration);
        change.and_then(|it| it.dynamic_registration).unwrap_or(false)
    }

    /// Whether the client shows a file that it is told of.
    pub(crate) fn shows_documents(&self) -> bool {
        let window = self.capabilities.window.as_ref();
        window.and_then(|it| it.show_document.as_ref()).is_some_and(|it| it.support)
    }

    /// Whether the client watches files when it is asked to.
    pub(crate) fn watches_files(&self) -> bool {
        let workspace = self.capabilities.workspace.as_ref();
        let watch = workspace.and_then(|it| it.did_change_watched_files);
        watch.and_then(|it| it.dynamic_registration).unwrap_or(false)
    }

    /// Whether a pattern may say which folder it begins in.
    pub(crate) fn takes_relative_patterns(&self) -> bool {
        let workspace = self.capabilities.workspace.as_ref();
        let watch = workspace.and_then(|it| it.did_change_watched_files);
        watch.and_then(|it| it.relative_pattern_support).unwrap_or(false)
    }
}
