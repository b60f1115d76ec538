//! The protocol's messages: each becomes a command of the session, before anything is awaited.

use std::sync::Arc;

use tokio::sync::oneshot;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{
    CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem,
    CallHierarchyOutgoingCall, CallHierarchyOutgoingCallsParams, CallHierarchyPrepareParams,
    CodeAction, CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionItem,
    CompletionParams, CompletionResponse, DidChangeConfigurationParams,
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DocumentDiagnosticParams,
    DocumentDiagnosticReportResult, DocumentFormattingParams, DocumentHighlight,
    DocumentHighlightParams, DocumentLink, DocumentLinkParams, DocumentOnTypeFormattingParams,
    DocumentRangeFormattingParams, DocumentSymbolParams, DocumentSymbolResponse,
    ExecuteCommandParams, FoldingRange, FoldingRangeParams, GotoDefinitionParams,
    GotoDefinitionResponse, Hover, HoverParams, InitializeParams, InitializeResult,
    InitializedParams, InlayHint, InlayHintParams, LSPAny, LinkedEditingRangeParams,
    LinkedEditingRanges, Location, PrepareRenameResponse, ReferenceParams, RenameFilesParams,
    RenameParams, SelectionRange, SelectionRangeParams, SemanticTokensDeltaParams,
    SemanticTokensFullDeltaResult, SemanticTokensParams, SemanticTokensRangeParams,
    SemanticTokensRangeResult, SemanticTokensResult, ServerInfo, SignatureHelp,
    SignatureHelpParams, TextDocumentPositionParams, TextEdit, Uri, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReportResult, WorkspaceEdit, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use crate::capabilities::capabilities;
use crate::client::Client;
use crate::lifetime::Lifetime;
use crate::question::{Kind, Question, Subject, Waiting};
use crate::requests;
use crate::requests::execute_command::Asked;
use crate::session::{Commands, Session};
use crate::snapshot::Snapshot;

/// What the transport calls; it owns nothing but the way to the session.
pub(crate) struct Backend {
    commands: Commands,
    lifetime: Arc<Lifetime>,
}

impl Backend {
    pub(crate) fn new(commands: Commands, lifetime: Arc<Lifetime>) -> Self {
        Self { commands, lifetime }
    }

    /// Asks the project of a document. One that no project knows has no answer: the default.
    async fn ask<P: Send + 'static, T: Default + Send + 'static>(
        &self,
        kind: Kind,
        document: &Uri,
        params: P,
        query: fn(&Snapshot, &P) -> T,
    ) -> Result<T> {
        let subject = Subject::Document(document.clone());
        let query = move |all: &[Snapshot]| all.first().map(|it| query(it, &params));
        Ok(self.question(kind, subject, query).await?.unwrap_or_default())
    }

    /// Asks the project of a document for something that it may refuse, and says why it does.
    async fn ask_if<P: Send + 'static, T: Send + 'static>(
        &self,
        kind: Kind,
        document: &Uri,
        params: P,
        query: fn(&Snapshot, &P) -> Option<std::result::Result<T, String>>,
    ) -> Result<Option<T>> {
        match self.ask(kind, document, params, query).await? {
            None => Ok(None),
            Some(Ok(answer)) => Ok(Some(answer)),
            Some(Err(reason)) => {
                // `RequestFailed`: understood, and not possible.
                Err(Error {
                    code: ErrorCode::ServerError(-32803),
                    message: reason.into(),
                    data: None,
                })
            }
        }
    }

    /// Asks all projects.
    async fn ask_all<P: Send + 'static, T: Send + 'static>(
        &self,
        params: P,
        query: fn(&[Snapshot], &P) -> T,
    ) -> Result<T> {
        self.question(Kind::Whole, Subject::All, move |all| query(all, &params)).await
    }

    /// Nothing is awaited before the question is on its way: that fixes the order.
    pub(crate) async fn question<T: Send + 'static>(
        &self,
        kind: Kind,
        subject: Subject,
        query: impl Fn(&[Snapshot]) -> T + Send + 'static,
    ) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        let question = Question::new(kind, subject, query, reply);
        // If the client takes its request back, this is dropped where it waits.
        let _waiting = Waiting(question.cancellation());
        self.commands.send(move |session| question.ask(session));
        answer.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }
}

impl Drop for Backend {
    fn drop(&mut self) {
        self.commands.send(Session::end);
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        if let Some(process) = params.process_id {
            tokio::spawn(Arc::clone(&self.lifetime).end_with(process));
        }
        let client = Client::new(params.capabilities.clone());
        let capabilities = capabilities(&client);
        self.commands.send(move |session| session.initialize(client, params));
        let version = Some(env!("CARGO_PKG_VERSION").to_owned());
        let server_info = Some(ServerInfo { name: "spartac".to_owned(), version });
        Ok(InitializeResult { capabilities, server_info, offset_encoding: None })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.commands.send(Session::initialized);
    }

    async fn shutdown(&self) -> Result<()> {
        self.lifetime.shut_down();
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.commands.send(move |session| session.open(params.text_document));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        self.commands.send(move |session| {
            session.change(&document.uri, document.version, params.content_changes);
        });
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.commands.send(move |session| session.close(&params.text_document.uri));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.commands.send(move |session| session.files_changed(params.changes));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.commands.send(move |session| session.configuration_changed(&params.settings));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.commands.send(move |session| session.folders_changed(params.event));
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let document = params.text_document_position.text_document.uri.clone();
        self.ask(Kind::Typing, &document, params, requests::completion::completion).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        let Some(document) = requests::completion::document(&item) else { return Ok(item) };
        let resolve = requests::completion::resolve;
        let resolved = self.ask(Kind::Whole, &document, item.clone(), resolve).await?;
        Ok(resolved.unwrap_or(item))
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let document = params.text_document_position_params.text_document.uri.clone();
        self.ask(Kind::Typing, &document, params, requests::hover::hover).await
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let document = params.text_document_position_params.text_document.uri.clone();
        self.ask(Kind::Place, &document, params, requests::definition::definition).await
    }

    async fn goto_declaration(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let document = params.text_document_position_params.text_document.uri.clone();
        self.ask(Kind::Place, &document, params, requests::definition::declaration).await
    }

    async fn goto_type_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let document = params.text_document_position_params.text_document.uri.clone();
        self.ask(Kind::Place, &document, params, requests::definition::type_definition).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let document = params.text_document_position.text_document.uri.clone();
        self.ask(Kind::Name, &document, params, requests::references::references).await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let document = params.text_document_position_params.text_document.uri.clone();
        let query = requests::document_highlight::document_highlight;
        self.ask(Kind::Typing, &document, params, query).await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        let document = params.text_document.uri.clone();
        self.ask_if(Kind::Name, &document, params, requests::rename::prepare).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let document = params.text_document_position.text_document.uri.clone();
        self.ask_if(Kind::Name, &document, params, requests::rename::rename).await
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        let query = move |all: &[Snapshot]| requests::rename_files::will_rename(all, &params);
        self.question(Kind::Name, Subject::All, query).await
    }

    async fn prepare_call_hierarchy(
        &self,
        params: CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<CallHierarchyItem>>> {
        let document = params.text_document_position_params.text_document.uri.clone();
        self.ask(Kind::Place, &document, params, requests::call_hierarchy::prepare).await
    }

    async fn incoming_calls(
        &self,
        params: CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
        let document = params.item.uri.clone();
        self.ask(Kind::Place, &document, params, requests::call_hierarchy::incoming).await
    }

    async fn outgoing_calls(
        &self,
        params: CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
        let document = params.item.uri.clone();
        self.ask(Kind::Place, &document, params, requests::call_hierarchy::outgoing).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let document = params.text_document.uri.clone();
        self.ask(Kind::Place, &document, params, requests::code_action::code_actions).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let Some(document) = requests::code_action::document(&action) else { return Ok(action) };
        let resolve = requests::code_action::resolve;
        let resolved = self.ask_if(Kind::Place, &document, action.clone(), resolve).await?;
        Ok(resolved.unwrap_or(action))
    }

    async fn signature_help(&self, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
        let document = params.text_document_position_params.text_document.uri.clone();
        self.ask(Kind::Typing, &document, params, requests::signature_help::signature_help).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let document = params.text_document.uri.clone();
        self.ask(Kind::Place, &document, params, requests::inlay_hints::inlay_hints).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        let asked = Asked::read(params)?;
        let (document, shows) = (asked.document().clone(), asked.is_to_be_shown());
        let query = requests::execute_command::execute_command;
        let Some(view) = self.ask_if(Kind::Whole, &document, asked, query).await? else {
            return Ok(None);
        };
        let answer = serde_json::to_value(&view).map_err(|_| Error::internal_error())?;
        if shows {
            self.commands.send(move |session| session.show(&document, &view));
        }
        Ok(Some(answer))
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        let document = params.text_document.uri.clone();
        self.ask(Kind::Whole, &document, params, requests::document_symbols::document_symbols).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let document = params.text_document.uri.clone();
        self.ask(Kind::Whole, &document, params, requests::folding_ranges::folding_ranges).await
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        let document = params.text_document.uri.clone();
        self.ask(Kind::Place, &document, params, requests::selection_ranges::selection_ranges).await
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let document = params.text_document.uri.clone();
        self.ask(Kind::Place, &document, params, requests::formatting::formatting).await
    }

    async fn range_formatting(
        &self,
        params: DocumentRangeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let document = params.text_document.uri.clone();
        self.ask(Kind::Place, &document, params, requests::formatting::range_formatting).await
    }

    async fn on_type_formatting(
        &self,
        params: DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let document = params.text_document_position.text_document.uri.clone();
        self.ask(Kind::Typing, &document, params, requests::formatting::on_type_formatting).await
    }

    async fn linked_editing_range(
        &self,
        params: LinkedEditingRangeParams,
    ) -> Result<Option<LinkedEditingRanges>> {
        let document = params.text_document_position_params.text_document.uri.clone();
        self.ask(Kind::Typing, &document, params, requests::linked_editing::linked_editing).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        let document = params.text_document.uri.clone();
        self.ask(Kind::Whole, &document, params, requests::document_links::document_links).await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        let document = params.text_document.uri.clone();
        self.ask(Kind::Whole, &document, params, requests::semantic_tokens::full).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let document = params.text_document.uri.clone();
        self.ask(Kind::Whole, &document, params, requests::semantic_tokens::delta).await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let document = params.text_document.uri.clone();
        self.ask(Kind::Typing, &document, params, requests::semantic_tokens::range).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let document = params.text_document.uri.clone();
        self.ask(Kind::Whole, &document, params, requests::code_lens::code_lens).await
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<WorkspaceSymbolResponse>> {
        let query =
            move |all: &[Snapshot]| requests::document_symbols::workspace_symbols(all, &params);
        self.question(Kind::Name, Subject::All, query).await
    }

    async fn code_lens_resolve(&self, lens: CodeLens) -> Result<CodeLens> {
        let Some(document) = requests::code_lens::document(&lens) else { return Ok(lens) };
        let resolve = requests::code_lens::resolve;
        let resolved = self.ask(Kind::Name, &document, lens.clone(), resolve).await?;
        Ok(resolved.unwrap_or(lens))
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        let document = params.text_document.uri.clone();
        let report = self.ask(Kind::Whole, &document, params, requests::diagnostics::document);
        Ok(report.await?.unwrap_or_else(requests::diagnostics::unknown))
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        self.ask_all(params, requests::diagnostics::workspace).await
    }
}
